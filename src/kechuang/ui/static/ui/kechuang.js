/* What the shell does beyond links and forms: the rail on a phone, seeing a password, not sending a form twice. */
(function () {
  "use strict";

  const rail = document.getElementById("rail");
  const menu = document.getElementById("menu");
  function open(shown) {
    rail.classList.toggle("open", shown);
    menu.setAttribute("aria-expanded", String(shown));
    if (shown) { rail.querySelector("a").focus(); }
  }
  if (rail && menu) {
    menu.addEventListener("click", () => open(!rail.classList.contains("open")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && rail.classList.contains("open")) { open(false); menu.focus(); }
    });
    document.addEventListener("click", (event) => {
      if (rail.classList.contains("open") && !rail.contains(event.target) && !menu.contains(event.target)) { open(false); }
    });
  }

  document.querySelectorAll("[data-reveals]").forEach((button) => {
    const field = document.getElementById(button.dataset.reveals);
    button.hidden = false;
    button.addEventListener("click", () => {
      const hidden = field.type === "password";
      field.type = hidden ? "text" : "password";
      button.setAttribute("aria-pressed", String(hidden));
    });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-busy", "true"));
    setTimeout(() => release(form), 8000);
  });
  /* A page that came back by the back button, or a form whose answer was a file, can be sent again. */
  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  const errors = document.getElementById("form-errors");
  if (errors) { errors.focus(); }
})();
