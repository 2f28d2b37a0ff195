// A paragraph's number opens a dialog, and selected words bring up a button for a note on them. What
// they need is loaded then. Without script the number is a link to its paragraph.
(() => {
  "use strict";

  const { src } = document.currentScript;

  let loaded;

  const fetched = (name, properties) => new Promise((onload, onerror) => {
    const made = Object.assign(document.createElement(name), { onload, onerror, ...properties });
    const before = document.querySelector("link[href$='/reading.css']"); // A site's own styles come later.
    before ? before.after(made) : document.head.append(made);
  });

  const address = (name) => new URL(name, src).href;

  /* A transcript in one file has them inside. */
  const load = () => (loaded ??= postil.openParagraph ? Promise.resolve() : Promise.all([
    fetched("link", { rel: "stylesheet", href: address("dialogs.css") }),
    fetched("script", { src: address("dialogs.js") }),
  ]));

  function numbers(page, signal) {
    page.querySelectorAll(".postil-number").forEach((link) => link.setAttribute("aria-haspopup", "dialog"));
    page.addEventListener("click", (event) => {
      const link = event.target.closest?.(".postil-number");
      const paragraph = link && postil.named(link.hash);
      if (!paragraph || !postil.isPlain(event)) return;
      event.preventDefault();
      event.stopPropagation();
      postil.goTo(paragraph.id);
      load().then(
        () => signal.aborted || postil.openParagraph(paragraph, link),
        () => paragraph.scrollIntoView(), // As the link would.
      );
    }, { signal, capture: true });
  }

  function selection(page, signal) {
    if (!page.querySelector(".postil-suggestion")) return;
    document.addEventListener("selectionchange", () => getSelection().isCollapsed || load().catch(() => {}), { signal });
  }

  postil.add(numbers);
  postil.add(selection);
})();
