/* The screen of the meeting: choose a line, open its card, change it; every open screen follows. */
(function () {
  "use strict";

  const main = document.querySelector("main.db");
  const board = document.getElementById("board");
  const card = document.getElementById("card");
  const dialog = document.getElementById("change");
  const form = dialog && dialog.querySelector("[data-change]");
  const token = main.querySelector("input[name=csrfmiddlewaretoken]").value;
  const every = 4000;
  let chosen = null;
  let busy = false;

  const rows = () => Array.from(board.querySelectorAll("tr[data-stay]"));
  const row = () => rows().find((one) => one.dataset.stay === chosen);
  const part = () => board.querySelector(".db-part");

  function choose(one, scroll) {
    rows().forEach((other) => other.setAttribute("aria-selected", String(other === one)));
    chosen = one ? one.dataset.stay : null;
    if (one && scroll) { one.scrollIntoView({ block: "nearest" }); one.focus({ preventScroll: true }); }
  }

  function step(by) {
    const all = rows();
    if (!all.length) { return; }
    const at = all.indexOf(row());
    choose(all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))], true);
  }

  function show(html) {
    const at = window.scrollY;
    board.innerHTML = html;
    window.scrollTo(0, at);
    choose(row(), false);
  }

  async function open(one) {
    choose(one, true);
    const answer = await fetch(main.dataset.cards.replace("STAY", one.dataset.stay));
    if (!answer.ok) { return; }
    card.querySelector("[data-card]").innerHTML = await answer.text();
    card.showModal();
    card.scrollTop = 0;
  }

  function fit() {
    const funded = form.elements.funded.checked;
    const departs = funded !== (row().dataset.proposed === "1");
    form.querySelector("[data-of=amount]").hidden = !funded;
    form.querySelector("[data-of=ground]").hidden = !departs;
    form.querySelectorAll("[data-against]").forEach((one) => { one.hidden = one.disabled = (one.dataset.against === "1") === funded; });
    const ground = form.elements.ground;
    if (!departs || (ground.selectedOptions[0] && ground.selectedOptions[0].disabled)) { ground.value = ""; }
  }

  function fill(one, funded) {
    form.elements.line.value = one.dataset.stay;
    form.elements.seen.value = part().dataset.revision;
    form.elements.funded.checked = funded;
    form.elements.amount.value = one.dataset.amount || one.dataset.asked;
    form.elements.ground.value = one.dataset.ground;
    form.elements.remark.value = one.dataset.remark;
    form.querySelector("[data-title]").textContent = one.dataset.title;
    form.querySelector("[data-asked]").textContent = one.dataset.asked;
    say({ said: "", fields: {} });
    fit();
  }

  function say(wrong) {
    const said = form.querySelector("[data-said]");
    const beside = new Set();
    form.querySelectorAll("[data-error]").forEach((place) => {
      place.textContent = (wrong.fields[place.dataset.error] || []).join(" ");
      beside.add(place.dataset.error);
    });
    const rest = Object.keys(wrong.fields).filter((name) => !beside.has(name)).flatMap((name) => wrong.fields[name]);
    said.textContent = [wrong.said, ...rest].filter(Boolean).join(" ");
    said.hidden = !said.textContent;
  }

  function change(one, funded, field) {
    choose(one, true);
    fill(one, funded);
    if (funded === (one.dataset.proposed === "1") && !field) { send(); return; }
    dialog.showModal();
    form.elements[field || (funded === (one.dataset.proposed === "1") ? "amount" : "ground")].focus();
    if (field === "amount") { form.elements.amount.select(); }
  }

  async function send() {
    if (busy) { return; }
    busy = true;
    const body = new FormData(form);
    if (!form.elements.funded.checked) { body.delete("amount"); }
    try {
      const answer = await fetch(main.dataset.lines.replace("STAY", form.elements.line.value), {
        method: "POST", body, headers: { "X-CSRFToken": token, "X-Fragment": "board" },
      });
      if (answer.ok) {
        if (dialog.open) { dialog.close(); }
        show(await answer.text());
      } else if (answer.status === 422) {
        if (!dialog.open) { dialog.showModal(); }
        say(await answer.json());
        await follow();
        form.elements.seen.value = part().dataset.revision;
      } else {
        location.reload();
      }
    } finally {
      busy = false;
    }
  }

  async function follow() {
    const answer = await fetch(main.dataset.board, { headers: { "X-Fragment": "board" } });
    if (answer.ok) { show(await answer.text()); }
  }

  async function listen() {
    if (document.hidden || busy || (dialog && dialog.open)) { return; }
    try {
      const answer = await fetch(main.dataset.pulse);
      if (answer.ok && (await answer.json()).revision !== part().dataset.pulseNow) { await follow(); }
    } catch (lost) {
      /* The line is down; the next beat tries again. */
    }
  }

  board.addEventListener("click", (event) => {
    const one = event.target.closest("tr[data-stay]");
    if (!one) { return; }
    if (event.target.closest(".db-open")) { event.preventDefault(); open(one); return; }
    if (event.target.closest(".db-edit")) { event.preventDefault(); change(one, one.dataset.funded === "1", "amount"); return; }
    choose(one, false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (card.open) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); card.close(); step(event.key === "ArrowDown" ? 1 : -1); open(row()); }
      return;
    }
    if ((dialog && dialog.open) || event.target.closest("input, select, textarea, a, button")) { return; }
    const key = event.key.toLowerCase();
    if (key === "arrowdown" || key === "j") { event.preventDefault(); step(1); }
    else if (key === "arrowup" || key === "k") { event.preventDefault(); step(-1); }
    else if (key === "home") { event.preventDefault(); choose(rows()[0], true); }
    else if (key === "end") { event.preventDefault(); choose(rows().at(-1), true); }
    else if (key === "p") { window.print(); }
    else if (!row()) { return; }
    else if (key === "enter" || key === " ") { event.preventDefault(); open(row()); }
    else if (key === "f" && dialog) { event.preventDefault(); change(row(), row().dataset.funded !== "1", ""); }
    else if (key === "e" && dialog) { event.preventDefault(); change(row(), true, "amount"); }
  });

  if (dialog) {
    form.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); send(); });
    form.elements.funded.addEventListener("change", fit);
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }
  setInterval(listen, every);
})();
