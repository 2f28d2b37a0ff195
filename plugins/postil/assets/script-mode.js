// Runs in the head, before anything is drawn: the page then never shows the layout for readers
// without script first. If the rest of the script does not arrive, that layout is what they get.
(() => {
  "use strict";
  const { classList } = document.documentElement;
  classList.add("postil-script");
  try {
    if (localStorage.getItem("postil.under") === "true") classList.add("postil-under");
  } catch {
    // Storage may be forbidden; the choice is then for this page only.
  }
  addEventListener("load", () => window.postil || classList.remove("postil-script"));
})();
