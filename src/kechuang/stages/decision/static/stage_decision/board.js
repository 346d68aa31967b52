/* The decision screen: keys, a project's card, the projector view, and noticing what somebody else changed. */
(function () {
  "use strict";

  const board = document.getElementById("board"), card = document.getElementById("card"), said = document.getElementById("board-said");
  const project = document.querySelector("[data-project]");
  const EVERY = 4000;
  let at = -1;

  function rows() { return [...board.querySelectorAll("tr[data-row]")]; }
  function go(step) {
    const all = rows();
    if (!all.length) { return; }
    at = Math.min(all.length - 1, Math.max(0, at + step));
    all[at].focus();
    all[at].scrollIntoView({ block: "center" });
  }
  function say(words) { said.textContent = words; setTimeout(() => { said.textContent = ""; }, EVERY); }

  async function open(address) {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) { window.location.assign(address); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    card.querySelector("[data-card]").replaceChildren(page.querySelector("[data-fragment]"));
    card.showModal();
  }
  board.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) { return; }
    event.preventDefault();
    open(link.href);
  });
  card.querySelector("[data-close]").addEventListener("click", () => card.close());
  card.addEventListener("click", (event) => { if (event.target === card) { card.close(); } });

  function projecting(on) {
    document.body.classList.toggle("kc-projecting", on);
    project.setAttribute("aria-pressed", String(on));
  }
  project.hidden = false;
  project.setAttribute("aria-pressed", "false");
  project.addEventListener("click", () => projecting(!document.body.classList.contains("kc-projecting")));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    const key = event.key.toLowerCase();
    if (key === "j") { go(1); } else if (key === "k") { go(-1); } else if (key === "p") { projecting(!document.body.classList.contains("kc-projecting")); }
    else if (key === "escape" && !card.open) { projecting(false); }
    else if (key === "enter" && !card.open && event.target.dataset.row) { open(event.target.dataset.row); }
  });

  let missed = 0;
  async function look() {
    if (document.hidden) { return; }
    try {
      const answer = await fetch(board.dataset.pulse);
      missed = 0;
      if (!answer.ok) { return; }
      const revision = String((await answer.json()).revision);
      if (revision !== board.dataset.revision) {
        const part = await fetch(board.dataset.address, { headers: { "X-Fragment": "board" } });
        if (!part.ok) { return; }
        const fresh = new DOMParser().parseFromString(await part.text(), "text/html");
        board.replaceChildren(...fresh.body.childNodes);
        board.dataset.revision = revision;
        say(board.dataset.changed);
      }
    } catch (_error) {
      missed += 1;
      if (missed === 2) { say(board.dataset.offline); }
    }
  }
  setInterval(look, EVERY);
})();
