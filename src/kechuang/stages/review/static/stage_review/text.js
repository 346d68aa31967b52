/* The text: contents that follow the eye, search, and marks that only this reader sees. */
(function () {
  "use strict";

  const copy = document.getElementById("copy");
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const tool = document.getElementById("mark-tool");
  const note = document.getElementById("note");
  const texts = Array.from(copy.querySelectorAll("[data-text]"));
  const plain = new Map(texts.map((one) => [one, one.textContent]));
  let marks = JSON.parse(copy.dataset.marks), hits = [], at = -1, picked = null, shown = null;

  function token() { return document.getElementById("rubric").elements.csrfmiddlewaretoken.value; }

  /* ---- drawing: a text with its marks and hits, from its plain words ---- */

  function draw(one) {
    const text = plain.get(one), ranges = [];
    marks.filter((mark) => mark.field === one.dataset.text && "markable" in one.dataset).forEach((mark) => ranges.push({ from: mark.from, to: mark.to, mark }));
    hits.filter((hit) => hit.one === one).forEach((hit) => ranges.push({ from: hit.from, to: hit.to, hit }));
    const cuts = [...new Set([0, text.length, ...ranges.flatMap((range) => [range.from, range.to])])].sort((a, b) => a - b);
    const nodes = [];
    for (let place = 0; place + 1 < cuts.length; place += 1) {
      const words = text.slice(cuts[place], cuts[place + 1]);
      const over = ranges.filter((range) => range.from <= cuts[place] && range.to >= cuts[place + 1]);
      if (!over.length) { nodes.push(document.createTextNode(words)); continue; }
      const node = document.createElement("mark"), hit = over.find((range) => range.hit), mark = over.find((range) => range.mark);
      node.textContent = words;
      if (mark) {
        node.dataset.id = mark.mark.id;
        node.tabIndex = 0;
        if (mark.mark.note) { node.dataset.note = ""; node.title = mark.mark.note; }
      }
      if (hit) { node.className = "kc-hit" + (hits[at] === hit.hit ? " kc-hit-now" : ""); }
      nodes.push(node);
    }
    one.replaceChildren(...nodes);
  }
  function drawAll() { texts.forEach(draw); list(); }

  /* ---- search ---- */

  function search() {
    const words = find.value.trim().toLowerCase();
    hits = [];
    if (words) {
      texts.forEach((one) => {
        const text = plain.get(one).toLowerCase();
        for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) { hits.push({ one, from, to: from + words.length }); }
      });
    }
    at = hits.length ? 0 : -1;
    texts.forEach(draw);
    reach();
  }
  function reach() {
    found.textContent = !find.value.trim() ? "" : hits.length ? at + 1 + " / " + hits.length : found.dataset.none;
    const now = copy.querySelector(".kc-hit-now");
    if (now) { now.scrollIntoView({ block: "center" }); }
  }
  function step(way) {
    if (!hits.length) { return; }
    at = (at + way + hits.length) % hits.length;
    texts.forEach(draw);
    reach();
  }
  let typing = 0;
  find.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); } });
  document.getElementById("find-next").addEventListener("click", () => step(1));
  document.getElementById("find-prev").addEventListener("click", () => step(-1));

  /* ---- marks ---- */

  function offset(one, node, inside) {
    const range = document.createRange();
    range.selectNodeContents(one);
    range.setEnd(node, inside);
    return range.toString().length;
  }
  function selected() {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) { return null; }
    const range = chosen.getRangeAt(0);
    const from = range.startContainer.parentElement.closest("[data-markable]"), to = range.endContainer.parentElement.closest("[data-markable]");
    if (!from || from !== to) { return null; }
    return { field: from.dataset.text, from: offset(from, range.startContainer, range.startOffset), to: offset(from, range.endContainer, range.endOffset), box: range.getBoundingClientRect() };
  }
  document.addEventListener("selectionchange", () => {
    const now = selected();
    tool.hidden = !now;
    if (!now) { return; }
    picked = now;
    tool.style.setProperty("left", Math.max(8, Math.min(innerWidth - 240, now.box.left)) + "px");
    tool.style.setProperty("top", Math.max(8, now.box.top - 54) + "px");
  });
  tool.addEventListener("pointerdown", (event) => event.preventDefault());
  tool.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-mark]");
    if (!button || !picked) { return; }
    const mark = await send(copy.dataset.add, { field: picked.field, from: picked.from, to: picked.to });
    document.getSelection().removeAllRanges();
    if (!mark) { return; }
    marks.push(mark);
    drawAll();
    if (button.dataset.mark === "note") { write(mark); }
  });
  async function send(address, body) {
    try {
      const answer = await fetch(address, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": token() }, body: JSON.stringify(body) });
      return answer.ok ? await answer.json() : null;
    } catch (gone) { void gone; return null; }
  }
  function write(mark) {
    shown = mark;
    note.hidden = false;
    document.getElementById("note-text").value = mark.note;
    document.getElementById("note-text").focus();
  }
  function reveal(id) {
    const node = copy.querySelector('mark[data-id="' + id + '"]');
    if (node) { node.scrollIntoView({ block: "center" }); }
  }
  function pick(event) {
    const node = event.target.closest("mark[data-id]");
    const mark = node && marks.find((one) => one.id === Number(node.dataset.id));
    if (mark && document.getSelection().isCollapsed) { write(mark); }
  }
  copy.addEventListener("click", pick);
  copy.addEventListener("keydown", (event) => { if (event.key === "Enter") { pick(event); } });
  note.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const kept = await send(copy.dataset.add, { id: shown.id, note: document.getElementById("note-text").value });
    if (!kept) { return; }
    Object.assign(shown, kept);
    note.hidden = true;
    drawAll();
  });
  note.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-note]");
    if (!button) { return; }
    if (button.dataset.note === "drop" && (await send(copy.dataset.drop.replace("/0/", "/" + shown.id + "/"), {}))) { marks = marks.filter((one) => one !== shown); drawAll(); }
    note.hidden = true;
  });
  note.addEventListener("keydown", (event) => { if (event.key === "Escape") { note.hidden = true; } });
  function list() {
    const order = new Map(texts.map((one, place) => [one.dataset.text, place]));
    const sorted = [...marks].sort((a, b) => order.get(a.field) - order.get(b.field) || a.from - b.from);
    document.getElementById("mark-count").textContent = sorted.length || "";
    document.getElementById("mark-list").replaceChildren(...sorted.map((mark) => {
      const item = document.createElement("li"), button = document.createElement("button");
      const one = texts.find((text) => text.dataset.text === mark.field);
      button.type = "button";
      button.textContent = mark.note || (one ? plain.get(one).slice(mark.from, mark.to) : "");
      button.addEventListener("click", () => reveal(mark.id));
      item.append(button);
      return item;
    }));
  }

  /* ---- contents that follow ---- */

  const links = new Map(Array.from(document.querySelectorAll("[data-toc]")).map((link) => [link.dataset.toc, link]));
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    entries.forEach((entry) => { if (entry.isIntersecting) { seen.add(entry.target.dataset.part); } else { seen.delete(entry.target.dataset.part); } });
    const first = Array.from(links.keys()).find((name) => seen.has(name));
    links.forEach((link, name) => { if (name === first) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); } });
  }, { root: copy, rootMargin: "0px 0px -60% 0px" });
  copy.querySelectorAll("[data-part]").forEach((part) => watch.observe(part));

  drawAll();
})();
