/* The screen of the meeting: choose a line, open its card, change it; every open screen follows. */
(function () {
  "use strict";

  const main = document.querySelector("main.db");
  const board = document.getElementById("board");
  const card = document.getElementById("card");
  const dialog = document.getElementById("change");
  const form = dialog && dialog.querySelector("[data-change]");
  const token = main.querySelector("input[name=csrfmiddlewaretoken]").value;
  const lost = main.querySelector("[data-lost-here]");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const every = 4000;
  let chosen = null;
  let busy = false;

  const rows = () => Array.from(board.querySelectorAll("tr[data-stay]"));
  const row = () => rows().find((one) => one.dataset.stay === chosen);
  const part = () => board.querySelector(".db-part");

  /* Choosing a line. */
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

  /* The part that changes: the gauges run to where they stand now, and what is new lights up. */
  const fills = () => Array.from(board.querySelectorAll(".kc-gauge-fill"), (one) => Number(one.getAttribute("width")));
  const written = (one) => JSON.stringify({ ...one.dataset });
  function show(html) {
    const at = window.scrollY, before = fills(), said = new Map(rows().map((one) => [one.dataset.stay, written(one)]));
    board.innerHTML = html;
    window.scrollTo(0, at);
    choose(row(), false);
    measure();
    main.querySelector("[data-heard]").textContent = Array.from(board.querySelectorAll(".db-say"), (one) => one.textContent.trim()).join("; ");
    if (still.matches) { return; }
    board.querySelectorAll(".kc-gauge-fill").forEach((one, place) => {
      const now = Number(one.getAttribute("width"));
      if (now && before[place] !== undefined && before[place] !== now) {
        one.animate([{ transform: `scaleX(${before[place] / now})` }, { transform: "none" }], { duration: 700, easing: "ease-out" });
      }
    });
    rows().filter((one) => said.get(one.dataset.stay) !== written(one)).forEach((one) => {
      one.classList.add("db-fresh");
      one.addEventListener("animationend", () => one.classList.remove("db-fresh"), { once: true });
    });
  }
  /* The head of the table stands below the gauges, which stay in sight. */
  function measure() {
    const top = board.querySelector(".db-top");
    main.style.setProperty("--db-top", `${top ? top.offsetHeight : 0}px`);
  }
  window.addEventListener("resize", measure);
  document.fonts.ready.then(measure);
  measure();

  /* Asking the house; whoever was signed out in the meantime is asked to sign in again. */
  async function ask(address, options) {
    const answer = await fetch(address, options);
    if (answer.redirected) { location.reload(); throw new Error("signed out"); }
    lost.hidden = true;
    return answer;
  }
  function cut() { lost.textContent = main.dataset.lost; lost.hidden = false; }

  async function follow() {
    const answer = await ask(main.dataset.board, { headers: { "X-Fragment": "board" } });
    if (answer.ok) { show(await answer.text()); }
  }
  async function listen() {
    if (document.hidden || busy || (dialog && dialog.open)) { return; }
    try {
      const answer = await ask(main.dataset.pulse);
      if (answer.ok && (await answer.json()).revision !== part().dataset.pulseNow) { await follow(); }
    } catch (_failed) { cut(); }
  }
  setInterval(listen, every);

  async function open(one) {
    choose(one, true);
    try {
      const answer = await ask(main.dataset.cards.replace("STAY", one.dataset.stay));
      if (!answer.ok) { return; }
      card.querySelector("[data-card]").innerHTML = await answer.text();
      if (!card.open) { card.showModal(); }
      card.focus();
      card.scrollTop = 0;
    } catch (_failed) { cut(); }
  }

  /* Changing a line. */
  function fit() {
    const funded = form.elements.funded.checked;
    const departs = funded !== (row().dataset.proposed === "1");
    form.querySelector("[data-of=amount]").hidden = !funded;
    form.querySelector("[data-of=ground]").hidden = !departs;
    form.querySelectorAll("[data-against]").forEach((one) => { one.hidden = one.disabled = (one.dataset.against === "1") === funded; });
    const ground = form.elements.ground;
    if (!departs || (ground.selectedOptions[0] && ground.selectedOptions[0].disabled)) { ground.value = ""; }
    foresee();
  }

  const FEN = 1000000;
  const wan = (fen) => (Number(fen) / FEN).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  function typed() {
    const text = form.elements.amount.value.replace(/[０-９．]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replace(/[,，\s]/g, "");
    const asked = row().dataset.asked.replace(/,/g, "");
    const number = Number(text || asked);
    return Number.isFinite(number) && number >= 0 ? BigInt(Math.round(number * FEN)) : null;
  }
  /* What the list would come to; the house computes it again when the change is sent. */
  function foresee() {
    const place = form.querySelector("[data-after]"), one = row(), now = part().dataset;
    const amount = form.elements.funded.checked ? typed() : 0n;
    place.hidden = amount === null;
    if (amount === null) { return; }
    const more = amount - BigInt(one.dataset.fen);
    const total = BigInt(now.total) + more, budget = BigInt(now.budget);
    const cooperation = BigInt(now.cooperation) + (one.dataset.iur === "1" ? more : 0n);
    const whole = BigInt(now.before) + total, held = BigInt(now.beforeCooperation) + cooperation;
    const [part_, parts] = now.share.split("/").map(BigInt);
    tell("money", total <= budget, total <= budget ? "money" : "over", { total: wan(total), budget: wan(budget), left: wan(budget - total), over: wan(total - budget) });
    const holds = total === cooperation || held * parts >= part_ * whole;
    tell("share", holds, holds ? "share" : "low", { reached: whole > 0n ? Number((held * 10000n) / whole) / 100 : "–" });
  }
  function tell(name, good, words, values) {
    const line = form.querySelector(`[data-after-${name}]`);
    line.classList.toggle("db-bad", !good);
    line.querySelector("span").textContent = form.querySelector("[data-after]").dataset[words].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
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
      const words = (wrong.fields[place.dataset.error] || []).join(" "), field = form.elements[place.dataset.error];
      place.textContent = words;
      field.classList.toggle("is-invalid", Boolean(words));
      field.setAttribute("aria-invalid", String(Boolean(words)));
      beside.add(place.dataset.error);
    });
    const rest = Object.keys(wrong.fields).filter((name) => !beside.has(name)).flatMap((name) => wrong.fields[name]);
    said.textContent = [wrong.said, ...rest].filter(Boolean).join(" ");
    said.hidden = !said.textContent;
    const first = form.querySelector(".is-invalid");
    if (first) { first.focus(); }
  }

  function change(one, funded, field) {
    if (!one.querySelector(".db-edit")) { return; }
    if (card.open) { card.close(); }
    choose(one, true);
    fill(one, funded);
    const proposed = funded === (one.dataset.proposed === "1");
    if (proposed && !field) { send(); return; }
    dialog.showModal();
    form.elements[field || (proposed ? "amount" : "ground")].focus();
    if (field === "amount" && funded) { form.elements.amount.select(); }
  }

  async function send() {
    if (busy) { return; }
    busy = true;
    const body = new FormData(form);
    if (!form.elements.funded.checked) { body.delete("amount"); }
    try {
      const answer = await ask(main.dataset.lines.replace("STAY", form.elements.line.value), {
        method: "POST", body, headers: { "X-CSRFToken": token, "X-Fragment": "board" },
      });
      if (answer.ok) {
        if (dialog.open) { dialog.close(); }
        show(await answer.text());
        if (row()) { row().focus({ preventScroll: true }); }
      } else if (answer.status === 422) {
        if (!dialog.open) { dialog.showModal(); }
        const wrong = await answer.json();
        say(wrong);
        if (wrong.code === "changed_meanwhile") {
          await follow();
          form.elements.seen.value = part().dataset.revision;
          if (row()) { foresee(); } else { dialog.close(); }
        }
      } else {
        location.reload();
      }
    } catch (_failed) {
      if (dialog.open) { say({ said: main.dataset.lost, fields: {} }); } else { cut(); }
    } finally {
      busy = false;
    }
  }

  if (dialog) {
    form.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); send(); });
    form.elements.funded.addEventListener("change", fit);
    form.elements.amount.addEventListener("input", foresee);
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }
  card.addEventListener("click", (event) => { if (event.target === card) { card.close(); } });

  board.addEventListener("click", (event) => {
    const one = event.target.closest("tr[data-stay]");
    if (!one || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    if (event.target.closest(".db-open")) { event.preventDefault(); open(one); return; }
    if (event.target.closest(".db-edit, td.db-amount") && dialog) { event.preventDefault(); change(one, one.dataset.funded === "1", "amount"); return; }
    choose(one, false);
  });

  /* The projector: only the list, larger, on the whole screen. */
  const project = main.querySelector("[data-project]"), print = main.querySelector("[data-print]");
  function projecting(on) {
    document.body.classList.toggle("db-projecting", on);
    project.setAttribute("aria-pressed", String(on));
    measure();
    const now = document.fullscreenElement;
    if (on && !now && document.documentElement.requestFullscreen) { document.documentElement.requestFullscreen().catch(() => undefined); }
    if (!on && now) { document.exitFullscreen(); }
  }
  const projected = () => document.body.classList.contains("db-projecting");
  project.hidden = print.hidden = false;
  project.addEventListener("click", () => { projecting(!projected()); project.blur(); });
  print.addEventListener("click", () => window.print());
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && projected()) { projecting(false); } });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (dialog && dialog.open) || event.target.closest("input, select, textarea")) { return; }
    const key = event.key.toLowerCase(), down = key === "arrowdown" || key === "j", up = key === "arrowup" || key === "k";
    if (down || up) {
      event.preventDefault();
      step(down ? 1 : -1);
      if (card.open) { open(row()); }
      return;
    }
    if (key === "f" && dialog && row()) { event.preventDefault(); change(row(), row().dataset.funded !== "1", ""); }
    else if (key === "e" && dialog && row()) { event.preventDefault(); change(row(), true, "amount"); }
    else if (card.open) { return; }
    else if (key === "p") { projecting(!projected()); }
    else if (key === "escape") { projecting(false); }
    else if (key === "home") { event.preventDefault(); choose(rows()[0], true); }
    else if (key === "end") { event.preventDefault(); choose(rows().at(-1), true); }
    else if ((key === "enter" || key === " ") && row() && !event.target.closest("a, button")) { event.preventDefault(); open(row()); }
  });
})();
