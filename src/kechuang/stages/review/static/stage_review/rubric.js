/* The opinion: it saves itself, scores by keyboard, and never loses what was typed (as every sheet of the house). */
(function () {
  "use strict";

  const form = document.getElementById("rubric");
  const read = document.getElementById("read");
  const data = form.dataset;
  const status = document.getElementById("state");
  const comment = document.getElementById("comment");
  const own = Math.random().toString(36).slice(2) + Date.now().toString(36);
  const shelf = "kc-sheet/" + data.who + "/" + data.sheet + "/";
  const PAUSE = 700, AGAIN = 8000;
  let revision = Number(data.revision), stored = "", timer = 0, sending = null;
  let shut = "signed" in data;

  document.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; });
  document.querySelectorAll("[data-plain]").forEach((one) => one.remove());

  /* ---- what is typed, and where it is kept until it is sent ---- */

  function answers() {
    const found = {};
    form.querySelectorAll(".kc-levels input").forEach((box) => { found[box.name] = box.checked ? box.value : found[box.name] || ""; });
    found.comment = comment.value;
    found.advice = form.elements.advice.value;
    return JSON.stringify(found);
  }
  function unsaved() { return !shut && answers() !== stored; }
  function keep(text) { try { localStorage.setItem(shelf + own, JSON.stringify({ answers: text, base: revision })); } catch (full) { void full; } }
  function forget(key) { try { localStorage.removeItem(key || shelf + own); } catch (closed) { void closed; } }
  function show(state) { status.dataset.state = state; }

  /* ---- saving ---- */

  function soon(pause) {
    if (!unsaved()) { return; }
    keep(answers());
    if (["saved", "new"].includes(status.dataset.state)) { show("typing"); }
    clearTimeout(timer);
    timer = setTimeout(save, pause === undefined ? PAUSE : pause);
  }
  function post(text, base, from) {
    return fetch(location.pathname, {
      method: "POST", credentials: "same-origin", redirect: "manual", keepalive: text.length < 60000,
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: '{"answers":' + text + ',"base":' + base + ',"window":"' + from + '"}',
    });
  }
  async function save() {
    clearTimeout(timer);
    if (sending) { await sending; }
    if (!unsaved()) { return !shut; }
    show("saving");
    sending = send(answers());
    const done = await sending;
    sending = null;
    if (done && unsaved()) { soon(); }
    return done;
  }
  async function send(text) {
    let answer;
    try { answer = await post(text, revision, own); } catch (gone) { void gone; show("offline"); again(); return false; }
    if (answer.ok) { stored = text; forget(); saved(await answer.json()); return true; }
    if (answer.status === 409) { stored = text; forget(); conflict((await answer.json()).settle); return false; }
    if (answer.status === 423 || answer.status === 404) { shut = true; show("locked"); return false; }
    if (answer.type === "opaqueredirect" || answer.status === 403) { show("signed-out"); await refresh(); again(); return false; }
    show(answer.status >= 500 ? "offline" : "bad");
    if (answer.status >= 500) { again(); }
    return false;
  }
  function again() { clearTimeout(timer); timer = setTimeout(save, AGAIN); }
  function conflict(address) {
    show("conflict");
    document.getElementById("settle").href = address;
    document.getElementById("conflict").hidden = false;
  }
  function saved(told) {
    revision = told.revision;
    form.elements.base.value = revision;
    show("saved");
    document.getElementById("saved-at").textContent = told.at;
    document.getElementById("points").textContent = told.points || "–";
    document.querySelector("[data-points-small]").textContent = told.points;
    document.querySelectorAll("[data-done]").forEach((one) => { one.textContent = told.done; });
    document.querySelectorAll("[data-done-bar]").forEach((one) => { one.value = told.done; });
  }
  async function refresh() {
    try {
      const answer = await fetch(data.token, { credentials: "same-origin", redirect: "manual" });
      if (answer.ok) { form.elements.csrfmiddlewaretoken.value = (await answer.json()).token; }
    } catch (gone) { void gone; }
  }
  /* What a window that is gone had not sent. */
  async function rescue() {
    const left = [];
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const key = localStorage.key(place);
        if (key.startsWith(shelf) && key !== shelf + own) { left.push(key); }
      }
    } catch (closed) { void closed; }
    for (const key of left) {
      let found = null;
      try { found = JSON.parse(localStorage.getItem(key)); } catch (broken) { void broken; }
      if (!found || found.answers === stored) { forget(key); continue; }
      let answer;
      try { answer = await post(found.answers, found.base, key.slice(shelf.length)); } catch (gone) { void gone; return; }
      if (answer.ok) { forget(key); sessionStorage.setItem("kc-rescued", data.sheet); location.reload(); return; }
      if (answer.status === 409) { forget(key); conflict((await answer.json()).settle); }
      if (answer.status === 423 || answer.status === 400) { forget(key); }
    }
  }

  /* ---- criteria ---- */

  const criteria = Array.from(form.querySelectorAll(".kc-criterion"));
  form.classList.add("kc-folding");
  function level(part) { const box = part.querySelector("input:checked"); return box ? Number(box.value) : 0; }
  function point(part) {
    const given = level(part);
    part.querySelectorAll(".kc-anchors li").forEach((one) => {
      one.toggleAttribute("data-on", given >= Number(one.dataset.from) && given <= Number(one.dataset.to));
    });
  }
  function open(part) {
    criteria.forEach((one) => one.toggleAttribute("data-open", one === part));
    if (part) { part.scrollIntoView({ block: "nearest" }); }
  }
  function current() { return criteria.findIndex((one) => one.hasAttribute("data-open")); }
  function turn(way) {
    const at = current(), next = at < 0 ? 0 : Math.min(criteria.length - 1, Math.max(0, at + way));
    open(criteria[next]);
  }
  function rate(value) {
    const at = Math.max(0, current());
    const box = criteria[at].querySelector('input[value="' + value + '"]');
    if (!box || box.disabled) { return; }
    box.checked = true;
    point(criteria[at]);
    soon(150);
    const rest = criteria.findIndex((one, place) => place > at && !level(one));
    if (rest >= 0) { open(criteria[rest]); } else if (criteria.every(level)) { open(null); comment.scrollIntoView({ block: "nearest" }); }
  }
  criteria.forEach((part) => {
    point(part);
    part.addEventListener("focusin", () => open(part));
    part.addEventListener("click", () => open(part));
    part.addEventListener("change", () => { point(part); soon(150); });
  });
  open(criteria.find((one) => !level(one)) || null);

  /* ---- the words ---- */

  const counter = document.getElementById("comment-count");
  function count() {
    const length = Array.from(comment.value.replace(/[ \t\r\n\u00a0\u3000]/g, "")).length, least = Number(comment.dataset.least);
    counter.toggleAttribute("data-lack", length < least);
    counter.textContent = length + " " + (length < least ? counter.dataset.short + " " + least : counter.dataset.long);
  }
  count();
  form.addEventListener("input", (event) => { if (event.target === comment) { count(); } if (event.target.tagName === "TEXTAREA") { soon(); } });

  /* ---- going on ---- */

  async function go(address) {
    if (unsaved() && !(await save()) && !["offline", "locked"].includes(status.dataset.state)) { return; }
    location.href = address;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    if (button && button.dataset.go) { go(button.dataset.go); } else { save(); }
  }, true);
  document.querySelectorAll("[data-key]").forEach((link) => link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || !unsaved()) { return; }
    event.preventDefault();
    go(link.href);
  }));

  /* ---- keys ---- */

  const keys = document.getElementById("keys");
  const help = document.getElementById("keys-open");
  if (help) { help.addEventListener("click", () => keys.showModal()); }
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    const writing = at.matches("textarea, input[type=search], select");
    if (writing) { if (event.key === "Escape") { at.blur(); } return; }
    if (keys.open) { return; }
    const radio = at.matches("input[type=radio]");
    const link = document.querySelector('[data-key="' + event.key + '"]');
    if (/^[0-9]$/.test(event.key) && !shut) { rate(event.key === "0" ? "10" : event.key); }
    else if (event.key === "ArrowDown" && !radio && current() >= 0) { turn(1); }
    else if (event.key === "ArrowUp" && !radio && current() >= 0) { turn(-1); }
    else if (link) { go(link.href); }
    else if (event.key === "c") { pane("rubric"); comment.focus(); }
    else if (event.key === "/") { pane("text"); document.getElementById("find").focus(); }
    else if (event.key === "?") { keys.showModal(); }
    else { return; }
    event.preventDefault();
  });

  /* ---- a phone shows the text or the opinion ---- */

  function pane(name) {
    read.dataset.pane = name;
    document.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.show === name)));
  }
  document.querySelectorAll("[data-show]").forEach((one) => one.addEventListener("click", () => pane(one.dataset.show)));

  /* ---- begin ---- */

  stored = answers();
  document.addEventListener("visibilitychange", () => { if (document.hidden) { save(); } else if (status.dataset.state === "signed-out") { refresh().then(save); } });
  window.addEventListener("online", () => { if (unsaved()) { save(); } });
  window.addEventListener("beforeunload", (event) => { if (unsaved() && status.dataset.state !== "conflict") { keep(answers()); event.preventDefault(); } });
  if (sessionStorage.getItem("kc-rescued") === data.sheet) { sessionStorage.removeItem("kc-rescued"); document.getElementById("rescued").hidden = false; }
  if (!shut) { setTimeout(rescue, 400); }
})();
