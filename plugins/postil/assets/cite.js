// The dialog behind a paragraph's number: its address, and the ways to cite it. Without script the
// head of the page has the citation of the whole.
(() => {
  "use strict";

  const { element } = postil;
  const DATES = { chicago: ["en-US", "long"], plain: ["en-GB", "long"] };

  let dialog;
  let opener;

  /* As the format writes dates: “November 24, 2026”, “24 November 2026”, or, as Swedes do, “2026-11-24”. */
  function today(format) {
    const [language, dateStyle] = DATES[format] ?? ["sv", "short"];
    return new Date().toLocaleDateString(language, { dateStyle });
  }

  /* The page's citations with what a paragraph's has in place of the middle of each. */
  function citations(paragraph) {
    const filled = { locator: paragraph.id.slice(1), url: addressOf(paragraph) };
    return [...document.querySelectorAll("[data-locator]")].map((shown) => {
      const { format, locator } = shown.dataset;
      const [, start, end, middle] = /^(\d+) (\d+) (.*)$/s.exec(locator);
      const whole = [...shown.textContent]; // Characters, as they were counted.
      filled.accessed = today(format);
      const between = middle.replace(/\{(locator|url|accessed)\}/g, (_, key) => filled[key]);
      const text = whole.slice(0, start).join("") + between + whole.slice(whole.length - end).join("");
      return block(shown.previousElementSibling.textContent, text, format);
    });
  }

  function addressOf({ id }) {
    const { href } = document.querySelector("link[rel=canonical]") ?? location;
    return `${href.split("#")[0]}#${id}`;
  }

  /* On file:// pages browsers may have no clipboard: then the text is selected for copying. */
  async function copy(text, shown) {
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(shown);
      isCopied = document.execCommand("copy");
    }
    postil.say(isCopied ? `${shown.ariaLabel} copied` : "Selected; copy it with your keyboard");
    return isCopied ? "Copied" : "Selected";
  }

  /* A text that can be copied as it stands when the button is pressed. */
  function block(label, text, format = "") {
    const shown = element("pre", { "data-format": format, role: "region", "aria-label": label, tabindex: 0 }, text);
    const button = postil.button("Copy", async () => {
      button.textContent = await copy(shown.textContent, shown);
      setTimeout(() => (button.textContent = "Copy"), 2000);
    }, { "aria-label": `Copy ${label}` });
    return element("section", {}, element("h3", {}, label), button, shown);
  }

  /* The form for a note on the paragraph; it has a script of its own, for those who open it. */
  function suggesting(paragraph) {
    if (!document.querySelector(".postil-suggestion")) return [];
    const part = element("details", {}, element("summary", {}, "Suggest a note"));
    const form = () => postil.load("suggest").then(
      () => postil.suggestion(paragraph),
      () => "The form could not be loaded.",
    );
    part.addEventListener("focusin", form, { once: true }); // There by the time it is opened.
    part.addEventListener("toggle", async () => part.append(await form()), { once: true });
    return [part];
  }

  function open(title, link, ...parts) {
    opener = link;
    const heading = element("h2", { id: "postil-cite-title", tabindex: -1 }, title);
    dialog.replaceChildren(heading, postil.button("Close", () => dialog.close()), ...parts);
    dialog.showModal();
    heading.focus();
  }

  function openParagraph(paragraph, link) {
    open(
      `Paragraph ${paragraph.id.slice(1)}`,
      link,
      block("Link", addressOf(paragraph)),
      ...suggesting(paragraph),
      ...citations(paragraph),
    );
  }

  Object.assign(postil, { copy, block, open, openParagraph });

  postil.add((page, signal) => {
    const made = element("dialog", { class: "postil-cite-dialog md-typeset", "aria-labelledby": "postil-cite-title" });
    dialog = made;
    document.body.append(made);
    signal.addEventListener("abort", () => made.remove());
    made.addEventListener("close", () => postil.focus(opener));
    made.addEventListener("click", ({ target }) => target === made && made.close());
  });
})();
