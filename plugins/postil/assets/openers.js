// What opens a dialog: a paragraph's number, and a button beside selected words. What is in them is
// loaded when the first is asked for. Without script the number is a link to its paragraph.
(() => {
  "use strict";

  const { postil } = window;
  const { element } = postil;
  const { src } = document.currentScript;

  let loaded;

  function fetched(name, attributes) {
    return new Promise((resolve, reject) => {
      const made = element(name, attributes);
      made.onload = resolve;
      made.onerror = reject;
      document.head.append(made);
    });
  }

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

  const isParagraph = ({ id }) => /^p\d+[a-z]*$/.test(id);

  function selection(page, signal) {
    if (!page.querySelector(".postil-suggestion")) return;
    let asked;
    let range;
    const button = element("button", { type: "button", class: "postil-plain postil-here", hidden: true }, "Suggest a note");
    page.append(button);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // Keeps the selection.
    button.addEventListener("click", () => {
      button.hidden = true;
      load().then(() => signal.aborted || postil.openSelection(range), () => {});
    });

    function look() {
      const chosen = getSelection();
      range = chosen.rangeCount && chosen.toString().trim() ? chosen.getRangeAt(0) : null;
      button.hidden = !range || !page.contains(range.commonAncestorContainer)
        || ![...page.querySelectorAll("p, li, dd")].some((part) => isParagraph(part) && range.intersectsNode(part));
      if (button.hidden) return;
      const line = [...range.getClientRects()].at(-1);
      const frame = page.getBoundingClientRect();
      button.style.top = `${line.bottom - frame.top}px`;
      button.style.left = `${Math.max(0, Math.min(line.right - frame.left, frame.width - button.offsetWidth))}px`;
    }

    document.addEventListener("selectionchange", () => {
      clearTimeout(asked);
      asked = setTimeout(look, 200); // Not while the selection is drawn.
    }, { signal });
  }

  postil.isParagraph = isParagraph;
  postil.add(numbers);
  postil.add(selection);
})();
