/* What a list does beyond links and forms: selects that act at once, and the bar of a selection. */
(function () {
  "use strict";

  document.querySelectorAll("[data-list-filter]").forEach((form) => {
    form.querySelectorAll("select").forEach((select) => select.addEventListener("change", () => form.requestSubmit()));
    /* An address without empty filters is one that a person can read. */
    form.addEventListener("submit", () => form.querySelectorAll("input, select").forEach((field) => { field.disabled = !field.value; }));
  });

  document.querySelectorAll("[data-list-batch]").forEach((form) => {
    const bar = form.querySelector(".kc-batch"), all = form.querySelector("[data-list-all]");
    if (!bar) { return; }
    const boxes = [...form.querySelectorAll("input[name=chosen]")], whole = form.querySelector("input[name=whole]");
    const words = bar.querySelector("[data-list-count]");
    function show() {
      const chosen = boxes.filter((box) => box.checked).length;
      bar.hidden = !chosen;
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
      if (whole && !all.checked) { whole.checked = false; }
      words.textContent = chosen;
      boxes.forEach((box) => box.closest("tr").classList.toggle("kc-chosen", box.checked));
    }
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); show(); });
    if (whole) { whole.addEventListener("change", () => { if (whole.checked) { boxes.forEach((box) => { box.checked = true; }); } show(); }); }
    boxes.forEach((box) => box.addEventListener("change", show));
    window.addEventListener("pageshow", show);
    show();
  });

  window.addEventListener("pageshow", () => document.querySelectorAll("[data-list-filter] [disabled]").forEach((field) => { field.disabled = false; }));
})();
