/* The page of a case: on a phone the stages fold to the present and the next; printing opens what is folded. */
(function () {
  "use strict";

  const box = document.querySelector(".kc-way-box");
  const button = box && box.querySelector("[data-way]");
  if (button && box.querySelector(".kc-here")) {
    button.hidden = false;
    const fold = (folded) => {
      box.classList.toggle("kc-folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
    };
    button.addEventListener("click", () => fold(!box.classList.contains("kc-folded")));
    fold(!box.querySelector(".kc-open"));
  }

  document.querySelectorAll("[data-print]").forEach((one) => {
    one.hidden = false;
    one.addEventListener("click", () => window.print());
  });
  /* The foot of every printed page; a style sheet cannot know the case's number. */
  const foot = document.querySelector("[data-paper]");
  if (foot) { document.documentElement.style.setProperty("--kc-paper", JSON.stringify(foot.dataset.paper)); }
  const opened = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((one) => { one.open = true; opened.push(one); });
  });
  window.addEventListener("afterprint", () => { opened.splice(0).forEach((one) => { one.open = false; }); });
})();
