/* A sheet that saves itself. What was typed is at any time in the database, or in this browser until it is there. */
(function () {
  "use strict";

  const form = document.getElementById("sheet");
  if (!form) { return; }
  const data = form.dataset;
  const voice = document.getElementById("sheet-said");
  const status = document.getElementById("sheet-state");
  const own = Math.random().toString(36).slice(2) + Date.now().toString(36);
  const parts = Array.from(form.querySelectorAll("[data-part]"));
  const shelf = "kc-sheet/" + data.who + "/" + data.sheet + "/";
  const PAUSE = 1200, LONGEST = 8000, AGAIN = 10000, RETRY = 4000;
  let revision = Number(data.revision);
  let stored = "", timer = 0, since = 0, sending = null, locked = false, last = null;

  /* ---- what is typed ---- */

  function answers() {
    const found = {};
    form.querySelectorAll("[data-grid]").forEach((grid) => { found[grid.dataset.grid] = []; });
    form.querySelectorAll("[data-answer]").forEach((box) => {
      if (!box.name || box.closest("template")) { return; }
      const parts = box.name.split(".");
      if (parts.length === 3) {
        const rows = found[parts[0]];
        const row = rows[Number(parts[1])] || (rows[Number(parts[1])] = {});
        row[parts[2]] = box.value;
      } else if (box.dataset.answer === "many") {
        found[box.name] = found[box.name] || [];
        if (box.checked) { found[box.name].push(box.value); }
      } else if (box.type === "radio") {
        if (box.checked) { found[box.name] = box.value; } else if (!(box.name in found)) { found[box.name] = ""; }
      } else if (box.type === "checkbox") {
        found[box.name] = box.checked ? box.value : "";
      } else {
        found[box.name] = box.value;
      }
    });
    return found;
  }
  function typed() { return JSON.stringify(answers()); }
  function unsaved() { return !locked && typed() !== stored; }

  /* ---- this browser's shelf: what could not be sent yet ---- */

  function keep(text) {
    try { localStorage.setItem(shelf + own, JSON.stringify({ answers: text, base: revision, at: Date.now() })); } catch (full) { void full; }
  }
  function forget(key) { try { localStorage.removeItem(key || shelf + own); } catch (closed) { void closed; } }
  function shelved() {
    const found = [];
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const key = localStorage.key(place);
        if (key.startsWith(shelf) && key !== shelf + own) { found.push(key); }
      }
    } catch (closed) { void closed; }
    return found;
  }

  /* ---- saving ---- */

  function show(state) { status.dataset.state = state; }
  function soon() {
    if (locked) { return; }
    if (!unsaved()) { return; }
    keep(typed());
    if (["saved", "new"].includes(status.dataset.state)) { show("typing"); }
    since = since || Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Date.now() - since > LONGEST ? 0 : PAUSE);
  }
  async function post(text, base, window_) {
    return fetch(location.pathname, {
      method: "POST", credentials: "same-origin", redirect: "manual", keepalive: text.length < 60000,
      headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: '{"answers":' + text + ',"base":' + base + ',"window":"' + window_ + '"}',
    });
  }
  async function save() {
    if (locked) { return false; }
    if (sending) { await sending; return unsaved() ? save() : true; }
    clearTimeout(timer);
    since = 0;
    if (!unsaved()) { return true; }
    const text = typed();
    show("saving");
    sending = send(text);
    const done = await sending;
    sending = null;
    if (done && unsaved()) { soon(); }
    return done;
  }
  async function send(text) {
    let answer;
    try { answer = await post(text, revision, own); } catch (gone) { void gone; keep(text); show("offline"); again(AGAIN); return false; }
    if (answer.ok) {
      const told = await answer.json();
      revision = told.revision;
      form.elements.base.value = revision;
      stored = text;
      if (!unsaved()) { forget(); } else { keep(typed()); }
      saved();
      tell(told);
      return true;
    }
    if (answer.status === 409) {
      const told = await answer.json();
      stored = text;
      forget();
      show("conflict");
      document.getElementById("sheet-conflict").hidden = false;
      document.getElementById("sheet-settle").href = told.settle;
      return false;
    }
    if (answer.status === 423) { locked = true; keep(text); show("locked"); return false; }
    if (answer.type === "opaqueredirect" || answer.status === 403) { keep(text); show("signed-out"); await refresh(); again(RETRY); return false; }
    keep(text);
    show(answer.status >= 500 ? "offline" : "bad");
    if (answer.status >= 500) { again(AGAIN); }
    return false;
  }
  function again(pause) { clearTimeout(timer); timer = setTimeout(save, pause); }
  function saved() {
    show("saved");
    document.getElementById("sheet-saved").textContent = new Date().toLocaleTimeString("zh-CN", { hour12: false });
    talk("saved");
  }
  /* Signing in anew, in another window, gives another token. */
  async function refresh() {
    try {
      const answer = await fetch(data.token, { credentials: "same-origin", redirect: "manual" });
      if (answer.ok) { form.elements.csrfmiddlewaretoken.value = (await answer.json()).token; }
    } catch (gone) { void gone; }
  }

  /* ---- what the server says of it ---- */

  function tell(told) {
    last = told;
    Object.entries(told.sections).forEach(([name, state]) => {
      const entry = form.querySelector('[data-section="' + name + '"]');
      if (entry) { entry.dataset.state = state; }
    });
    document.getElementById("sheet-problems").replaceChildren(...told.listing.map(listed));
    document.getElementById("sheet-complete").hidden = told.problems.length > 0;
    document.getElementById("sheet-flags").replaceChildren(...told.flags.map((one) => {
      const item = document.createElement("li");
      item.append(anchor(one.label, "q-" + one.field), noted(one.name));
      return item;
    }));
    document.getElementById("sheet-flagged").hidden = told.flags.length === 0;
    point();
  }
  /* What is missing or wrong in a section, under its name. */
  function listed(section) {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = section.name;
    item.append(name);
    section.entries.forEach((one) => {
      const link = anchor(one.words, one.at);
      if (!one.remedy) { item.append(link); return; }
      const wrong = document.createElement("span");
      wrong.className = "kc-wrong";
      wrong.append(link, noted(one.remedy));
      item.append(wrong);
    });
    return item;
  }
  function anchor(words, at) {
    const link = document.createElement("a");
    link.href = "#" + at;
    link.textContent = words;
    return link;
  }
  function noted(words) {
    const note = document.createElement("span");
    note.textContent = words;
    return note;
  }
  /* Errors beside their fields, but never at the field that one is typing in. */
  function point() {
    if (!last) { return; }
    const busy = document.activeElement;
    form.querySelectorAll("[data-problem]").forEach((one) => one.remove());
    form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    last.problems.filter((one) => !one.missing).forEach((one) => {
      const box = document.getElementById("f-" + one.place.replaceAll(".", "-"));
      if (box && box === busy) { return; }
      const beside = box && one.place.includes(".") ? box.closest("td") : document.getElementById("q-" + one.field);
      if (!beside) { return; }
      const words = document.createElement("div");
      words.className = "invalid-feedback";
      words.dataset.problem = "";
      words.id = "e-" + one.place;
      words.textContent = one.remedy;
      beside.append(words);
      if (box) { box.setAttribute("aria-invalid", "true"); box.setAttribute("aria-errormessage", words.id); }
    });
  }

  /* ---- conditions and counts ---- */

  function chosen(name) {
    const boxes = Array.from(form.querySelectorAll('[name="' + name + '"]')).filter((box) => box.dataset.answer);
    return boxes.filter((box) => (box.type !== "radio" && box.type !== "checkbox") || box.checked).map((box) => box.value);
  }
  function conditions() {
    form.querySelectorAll("[data-when-field]").forEach((part) => {
      const wanted = part.dataset.whenIs.split("|");
      const shown = chosen(part.dataset.whenField).some((value) => wanted.includes(value));
      if (part.dataset.part) { part.toggleAttribute("data-shut", !shown); } else { part.hidden = !shown; }
    });
  }
  function count(output) {
    const box = document.getElementById("f-" + output.dataset.count);
    const length = Array.from(box.value.replace(/[ \t\r\n\u00a0\u3000]/g, "")).length;
    output.querySelector("b").textContent = length;
    output.dataset.state = length > Number(output.dataset.most) ? "over" : length < Number(output.dataset.least) ? "under" : "";
  }
  const counts = Array.from(form.querySelectorAll("[data-count]"));
  counts.forEach(count);

  /* ---- one section at a time ---- */

  const bookmark = "kc-sheet-at/" + data.sheet;
  function open(part, move) {
    parts.forEach((one) => { one.hidden = one !== part; });
    form.toggleAttribute("data-wide", part.dataset.wide !== undefined);
    form.querySelectorAll("[data-section]").forEach((one) => {
      const here = one.dataset.section === part.dataset.part;
      one.firstElementChild.toggleAttribute("aria-current", here);
      if (here) { one.firstElementChild.setAttribute("aria-current", "step"); one.scrollIntoView({ block: "nearest", inline: "center" }); }
    });
    try { sessionStorage.setItem(bookmark, part.dataset.part); localStorage.setItem(bookmark, part.dataset.part); } catch (closed) { void closed; }
    form.querySelectorAll("textarea").forEach(grow);
    if (move) { window.scrollTo({ top: 0 }); part.focus({ preventScroll: true }); }
  }
  function beside(part, way) {
    const open_ = parts.filter((one) => !one.hasAttribute("data-shut"));
    return open_[open_.indexOf(part) + way];
  }
  function follow() {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = aim && aim.closest("[data-part]");
    if (!part) { return false; }
    open(part, aim === part);
    if (aim !== part) {
      const box = aim.matches("input,select,textarea") ? aim : aim.querySelector("input:not([type=hidden]),select,textarea");
      aim.scrollIntoView({ block: "center" });
      if (box) { box.focus({ preventScroll: true }); }
    }
    return true;
  }
  window.addEventListener("hashchange", follow);
  form.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) { event.preventDefault(); follow(); return; }
    const turn = event.target.closest("[data-turn]");
    if (!turn) { return; }
    const next = beside(turn.closest("[data-part]"), Number(turn.dataset.turn));
    if (next) { history.pushState(null, "", "#" + next.id); open(next, true); }
  });
  function grow(box) {
    if (CSS.supports("field-sizing", "content")) { return; }
    box.style.setProperty("height", "auto");
    if (box.scrollHeight > box.clientHeight) { box.style.setProperty("height", box.scrollHeight + 2 + "px"); }
  }

  /* ---- names of the directory, offered while one types ---- */

  let looking = 0;
  form.addEventListener("input", (event) => {
    const box = event.target.closest && event.target.closest("[data-find]");
    if (!box || box.value.trim().length < 2) { return; }
    clearTimeout(looking);
    looking = setTimeout(async () => {
      try {
        const answer = await fetch(data.names.replace("/kind/", "/" + box.dataset.find + "/") + "?q=" + encodeURIComponent(box.value.trim()));
        if (!answer.ok) { return; }
        const list = document.getElementById(box.getAttribute("list"));
        list.replaceChildren(...(await answer.json()).found.map((one) => {
          const option = document.createElement("option");
          option.value = one.name;
          option.textContent = one.note;
          return option;
        }));
      } catch (gone) { void gone; }
    }, 250);
  });

  /* ---- files, sent at once ---- */

  function attach(box, file) {
    const area = box.closest("[data-files]");
    const item = document.createElement("li");
    const bar = document.createElement("progress");
    const call = new XMLHttpRequest();
    const body = new FormData();
    item.textContent = file.name + " ";
    bar.max = 100;
    item.append(bar);
    area.querySelector("ul").append(item);
    body.append("file", file);
    call.open("POST", data.upload.replace("/field/", "/" + area.dataset.files + "/"));
    call.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    call.upload.addEventListener("progress", (event) => { if (event.lengthComputable) { bar.value = (100 * event.loaded) / event.total; } });
    function failed(words) {
      item.className = "kc-file-failed";
      item.textContent = words;
      setTimeout(() => item.scrollIntoView({ block: "nearest" }), 0);
    }
    call.addEventListener("error", () => failed(file.name + ": " + voice.dataset.failed));
    call.addEventListener("load", () => {
      let told = {};
      try { told = JSON.parse(call.responseText); } catch (other) { void other; }
      if (call.status !== 200) { failed((told.errors || [voice.dataset.failed]).join(" ")); return; }
      area.querySelectorAll("li").forEach((one) => { if (one !== item && one.querySelector("a") && one.querySelector("a").textContent === told.file.name) { one.remove(); } });
      item.replaceWith(kept(area, told.file));
      room(area);
      tell(told);
    });
    call.send(body);
  }
  function kept(area, file) {
    const item = area.querySelector("template").content.firstElementChild.cloneNode(true);
    item.querySelector("a").href = file.address;
    item.querySelector("a").textContent = file.name;
    item.querySelector("button").setAttribute("formaction", file.address + "remove/");
    return item;
  }
  function room(area) {
    const there = area.querySelectorAll("li a").length;
    area.querySelector(".kc-drop").hidden = there >= Number(area.dataset.most);
  }
  form.querySelectorAll("[data-files]").forEach((area) => {
    const box = area.querySelector("input[type=file]");
    const drop = area.querySelector(".kc-drop");
    box.addEventListener("change", () => { Array.from(box.files).forEach((file) => attach(box, file)); box.value = ""; });
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.dataset.over = ""; });
    drop.addEventListener("dragleave", () => { delete drop.dataset.over; });
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      delete drop.dataset.over;
      Array.from(event.dataTransfer.files).forEach((file) => attach(box, file));
    });
    area.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-remove]");
      if (!button) { return; }
      event.preventDefault();
      const item = button.closest("li");
      try {
        const answer = await fetch(button.getAttribute("formaction"), {
          method: "POST", credentials: "same-origin",
          headers: { "Accept": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        });
        if (answer.ok) { item.remove(); room(area); tell(await answer.json()); return; }
      } catch (gone) { void gone; }
      item.append(" " + voice.dataset.failed);
    });
  });

  /* ---- other windows of this browser ---- */

  const air = "BroadcastChannel" in window ? new BroadcastChannel(shelf) : null;
  const alive = new Set();
  function talk(what) { if (air) { air.postMessage({ what, from: own }); } }
  if (air) {
    air.addEventListener("message", (event) => {
      alive.add(event.data.from);
      if (event.data.what === "here?") { talk("here"); }
      document.getElementById("sheet-other").hidden = false;
    });
    talk("here?");
  }
  /* What a window that is gone had not sent. Sent as what it is: made from the revision that it was typed over. */
  async function rescue() {
    for (const key of shelved()) {
      if (alive.has(key.slice(shelf.length))) { continue; }
      let left = null;
      try { left = JSON.parse(localStorage.getItem(key)); } catch (broken) { void broken; }
      if (!left || left.answers === stored) { forget(key); continue; }
      let answer;
      try { answer = await post(left.answers, left.base, key.slice(shelf.length)); } catch (gone) { void gone; return; }
      if (answer.ok) {
        forget(key);
        const told = await answer.json();
        if (told.revision !== revision) { sessionStorage.setItem("kc-rescued", data.sheet); location.reload(); return; }
      } else if (answer.status === 409) {
        forget(key);
        document.getElementById("sheet-conflict").hidden = false;
        document.getElementById("sheet-settle").href = (await answer.json()).settle;
      } else if (answer.status === 423 || answer.status === 400) { forget(key); }
    }
  }

  /* ---- begin ---- */

  form.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; });
  form.querySelectorAll("[data-plain]").forEach((one) => one.remove());
  form.classList.add("kc-paged");
  const heading = document.getElementById("sheet-title");
  const untitled = heading.textContent;
  conditions();
  stored = typed();
  let begun = null;
  try { begun = localStorage.getItem(bookmark); } catch (closed) { void closed; }
  if (!follow()) { open(parts.find((one) => one.dataset.part === begun && !one.hasAttribute("data-shut")) || parts[0], false); }
  form.addEventListener("input", (event) => {
    conditions();
    const output = event.target.id && counts.find((one) => "f-" + one.dataset.count === event.target.id);
    if (output) { count(output); }
    if (event.target.tagName === "TEXTAREA") { grow(event.target); }
    if (heading.dataset.from && event.target.id === heading.dataset.from) { heading.textContent = event.target.value.trim() || untitled; }
    soon();
  });
  form.addEventListener("change", soon);
  form.addEventListener("focusout", () => setTimeout(point, 0));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit])") && !event.target.closest("[data-grid]")) { event.preventDefault(); }
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); }
  });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button || button.name !== "next") { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await save()) { location.href = data.next; }
  }, true);
  document.addEventListener("visibilitychange", () => { if (document.hidden) { save(); } else if (status.dataset.state === "signed-out") { refresh().then(save); } });
  window.addEventListener("online", () => { if (unsaved()) { save(); } else { show("saved"); } });
  window.addEventListener("offline", () => { if (unsaved()) { keep(typed()); } show("offline"); });
  window.addEventListener("beforeunload", (event) => { if (unsaved() && status.dataset.state !== "conflict") { keep(typed()); event.preventDefault(); } });
  if (sessionStorage.getItem("kc-rescued") === data.sheet) { sessionStorage.removeItem("kc-rescued"); document.getElementById("sheet-rescued").hidden = false; }
  setTimeout(rescue, 400);
})();
