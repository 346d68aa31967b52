/* Tables of a form: rows added, moved, removed and pasted; sums and products while one types.
   Amounts are whole numbers here too: fen, or units of a number's last decimal place. */
(function () {
  "use strict";

  const form = document.getElementById("sheet");
  if (!form) { return; }
  const voice = document.getElementById("sheet-said");
  const FULL = "０１２３４５６７８９．，－";
  const HALF = "0123456789.,-";

  function say(text) { voice.textContent = ""; voice.textContent = text; }
  function changed() { form.dispatchEvent(new Event("input", { bubbles: true })); }
  function rows(grid) { return Array.from(grid.querySelectorAll("tbody > tr")); }
  function control(cell) { return cell && cell.querySelector("[data-answer]"); }
  function cellOf(row, column) { return row.querySelector('[data-column="' + column + '"]'); }

  /* A typed number as a whole number of its last of `places` decimals; null where there is none. */
  function whole(text, places) {
    const plain = Array.from(String(text).trim(), (letter) => FULL.includes(letter) ? HALF[FULL.indexOf(letter)] : letter).join("").replaceAll(",", "");
    const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
    if (!parts) { return null; }
    const part = (parts[3] || "").replace(/0+$/, "");
    if (part.length > places) { return null; }
    const digits = BigInt(parts[2] + part.padEnd(places, "0"));
    return parts[1] ? -digits : digits;
  }
  function grouped(digits) { return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ","); }
  /* As `kechuang.money.wan` and `written.decimals` write them. */
  function written(value, money, places) {
    const sign = value < 0n ? "-" : "";
    const digits = String(value < 0n ? -value : value);
    const count = money ? 6 : places;
    if (!count) { return sign + grouped(digits); }
    const padded = digits.padStart(count + 1, "0");
    let part = padded.slice(-count).replace(/0+$/, "");
    if (money) { part = part.padEnd(2, "0"); }
    return sign + grouped(padded.slice(0, -count)) + (part ? "." + part : "");
  }
  function figure(row, column) {
    const cell = cellOf(row, column);
    const box = control(cell);
    if (!box) { return { value: cell.computed === undefined ? null : cell.computed, money: cell.money, places: cell.places || 0 }; }
    const money = box.dataset.answer === "money";
    const places = money ? 6 : Number(box.dataset.places || 0);
    return { value: whole(box.value, places), money, places: money ? 0 : places };
  }
  function compute(row, output) {
    const cell = output.closest("[data-column]");
    const parts = output.dataset.of.split(" ").map((name) => figure(row, name));
    cell.money = parts.some((one) => one.money);
    let value = null;
    if (output.dataset.computed === "sum") {
      const there = parts.filter((one) => one.value !== null);
      value = there.length ? there.reduce((sum, one) => sum + one.value, 0n) : null;
      cell.places = cell.money ? 0 : Math.max(...parts.map((one) => one.places));
    } else if (parts.every((one) => one.value !== null)) {
      const scale = cell.money ? 10n ** BigInt(parts.filter((one) => !one.money).reduce((sum, one) => sum + one.places, 0)) : 1n;
      const product = parts.reduce((all, one) => all * one.value, 1n);
      value = (2n * product + scale) / (2n * scale);
      cell.places = cell.money ? 0 : parts.reduce((sum, one) => sum + one.places, 0);
    }
    cell.computed = value;
    output.textContent = value === null ? "" : written(value, cell.money, cell.places || 0);
  }
  function recompute(grid) {
    rows(grid).forEach((row) => row.querySelectorAll("[data-computed]").forEach((output) => compute(row, output)));
    grid.querySelectorAll("[data-total]").forEach((output) => {
      const values = rows(grid).map((row) => figure(row, output.dataset.total).value).filter((one) => one !== null);
      output.textContent = written(values.reduce((sum, one) => sum + one, 0n), output.dataset.money === "yes", Number(output.dataset.places));
    });
  }

  function renumber(grid) {
    const table = grid.dataset.grid;
    rows(grid).forEach((row, number) => {
      row.querySelectorAll("[name]").forEach((one) => {
        if (one.name === "drop") { one.value = table + "." + number; return; }
        const column = one.name.split(".")[2];
        one.name = table + "." + number + "." + column;
        one.id = "f-" + table + "-" + number + "-" + column;
        if (one.hasAttribute("list")) { one.setAttribute("list", "l-" + one.id); one.nextElementSibling.id = "l-" + one.id; }
      });
      const shown = row.querySelector("[data-number]");
      if (shown) { shown.textContent = number + 1; }
    });
    recompute(grid);
    changed();
  }
  function reveal(part) { part.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; }); }
  function add(grid) {
    if (rows(grid).length >= Number(grid.dataset.most)) { return null; }
    const row = grid.querySelector("template").content.firstElementChild.cloneNode(true);
    grid.querySelector("tbody").append(row);
    reveal(row);
    renumber(grid);
    return row;
  }
  function blank(row) {
    return Array.from(row.querySelectorAll("[data-answer]")).every((one) => !one.value);
  }
  function remove(grid, row) {
    const after = row.nextElementSibling;
    const next = after || row.previousElementSibling;
    row.remove();
    renumber(grid);
    if (!next) { add(grid); }
    if (blank(row)) { say(voice.dataset.removed); return; }
    const line = document.createElement("p");
    const undo = document.createElement("button");
    line.className = "kc-undo";
    undo.type = "button";
    undo.className = "btn btn-sm";
    undo.textContent = voice.dataset.undo;
    line.append(voice.dataset.removed + " ", undo);
    grid.querySelectorAll(".kc-undo").forEach((one) => one.remove());
    grid.append(line);
    undo.addEventListener("click", () => {
      grid.querySelector("tbody").insertBefore(row, after && after.isConnected ? after : null);
      renumber(grid);
      line.remove();
      row.querySelector("[data-answer]").focus();
    });
    undo.focus();
    say(voice.dataset.removed);
  }
  function move(grid, row, way) {
    const other = way < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) { return; }
    if (way < 0) { other.before(row); } else { other.after(row); }
    renumber(grid);
    say(voice.dataset.moved);
  }

  /* What Excel puts on the clipboard: tabs between cells, lines between rows, quotation marks around cells that hold either. */
  function parsed(text) {
    const found = [[""]];
    let quoted = false;
    for (let place = 0; place < text.length; place += 1) {
      const letter = text[place];
      const row = found[found.length - 1];
      if (quoted) {
        if (letter !== '"') { row[row.length - 1] += letter; }
        else if (text[place + 1] === '"') { row[row.length - 1] += '"'; place += 1; }
        else { quoted = false; }
      } else if (letter === '"' && row[row.length - 1] === "") { quoted = true; }
      else if (letter === "\t") { row.push(""); }
      else if (letter === "\n") { found.push([""]); }
      else if (letter !== "\r") { row[row.length - 1] += letter; }
    }
    const last = found[found.length - 1];
    if (found.length > 1 && last.length === 1 && last[0] === "") { found.pop(); }
    return found;
  }
  function put(box, text) {
    const value = text.trim();
    if (box.tagName === "SELECT") {
      const fitting = Array.from(box.options).find((one) => one.value === value || one.text.trim() === value);
      if (fitting) { box.value = fitting.value; }
      return;
    }
    if (box.type === "date") {
      const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value);
      if (!parts) { box.type = "text"; }
      box.value = parts ? parts[1] + "-" + parts[2].padStart(2, "0") + "-" + parts[3].padStart(2, "0") : value;
      return;
    }
    box.value = value;
  }
  function paste(event) {
    const box = event.target.closest("[data-answer]");
    const grid = event.target.closest("[data-grid]");
    const text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!box || !grid || !text || !/[\t\n]/.test(text.trimEnd()) || (box.tagName === "TEXTAREA" && !text.includes("\t"))) { return; }
    event.preventDefault();
    const begin = rows(grid).indexOf(box.closest("tr"));
    const columns = Array.from(box.closest("tr").querySelectorAll("td[data-column]")).filter(control).map((cell) => cell.dataset.column);
    const from = columns.indexOf(box.closest("[data-column]").dataset.column);
    parsed(text).forEach((cells, number) => {
      const row = rows(grid)[begin + number] || (grid.dataset.fixed === undefined ? add(grid) : null);
      if (!row) { return; }
      cells.forEach((cell, place) => {
        const target = columns[from + place] && control(cellOf(row, columns[from + place]));
        if (target) { put(target, cell); }
      });
    });
    renumber(grid);
    say(voice.dataset.pasted);
  }

  form.querySelectorAll("[data-grid]").forEach((grid) => {
    recompute(grid);
    grid.addEventListener("input", () => recompute(grid));
    grid.addEventListener("paste", paste);
    grid.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || button.closest(".kc-undo")) { return; }
      const row = button.closest("tr");
      if (button.dataset.add !== undefined) {
        event.preventDefault();
        const made = add(grid);
        if (made) { made.querySelector("[data-answer]").focus(); say(voice.dataset.added); }
      } else if (button.dataset.drop !== undefined) {
        event.preventDefault();
        remove(grid, row);
      } else if (button.dataset.move) {
        move(grid, row, Number(button.dataset.move));
        button.focus();
      }
    });
    grid.addEventListener("keydown", (event) => {
      const row = event.target.closest("tr[data-line]");
      const box = event.target.closest("[data-answer]");
      if (!row || !box) { return; }
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown") && grid.dataset.fixed === undefined) {
        event.preventDefault();
        move(grid, row, event.key === "ArrowUp" ? -1 : 1);
        box.focus();
      } else if (event.key === "Enter" && box.tagName === "INPUT" && !event.isComposing) {
        event.preventDefault();
        const below = row.nextElementSibling || (grid.dataset.fixed === undefined && !blank(row) ? add(grid) : null);
        const target = below && control(cellOf(below, box.closest("[data-column]").dataset.column));
        if (target) { target.focus(); }
      }
    });
  });
})();
