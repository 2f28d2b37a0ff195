// A paragraph's number opens a dialog, and selected words bring up a button for a note on them. What
// they need is loaded then, each once. Without script the number is a link to its paragraph.
(() => {
  const { on } = postil;
  const { src } = document.currentScript;
  const loaded = {};

  const fetched = (name, properties) => new Promise((onload, onerror) => {
    const made = Object.assign(document.createElement(name), { onload, onerror, ...properties });
    document.querySelector("link[href$='/reading.css']").after(made); // A site's own styles come later.
  });

  postil.load = (name) => (loaded[name] ??= Promise.all([
    fetched("link", { rel: "stylesheet", href: new URL(`${name}.css`, src) }),
    fetched("script", { src: new URL(`${name}.js`, src) }),
  ]));

  /* A transcript in one file has it inside. */
  const loadDialog = async () => postil.openParagraph ?? postil.load("cite");

  postil.add((page, signal) => {
    page.querySelectorAll(".postil-number").forEach((link) => (link.ariaHasPopup = "dialog"));
    on(page, "click", (event) => {
      const link = event.target.closest?.(".postil-number");
      const paragraph = link && postil.named(link.hash);
      if (!paragraph || !postil.isPlain(event)) return;
      event.preventDefault();
      event.stopPropagation();
      postil.goTo(paragraph.id);
      loadDialog().then(
        () => signal.aborted || postil.openParagraph(paragraph, link),
        () => paragraph.scrollIntoView(), // As the link would.
      );
    }, { capture: true });
    if (!page.querySelector(".postil-suggestion")) return;
    on(document, "selectionchange", () => {
      const { isCollapsed, anchorNode } = getSelection();
      if (!isCollapsed && page.contains(anchorNode)) Promise.all([loadDialog(), postil.load("suggest")]).catch(() => {});
    });
  });
})();
