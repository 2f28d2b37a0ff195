// The dialog behind a paragraph's number: its address, and the ways to cite it. Without script the
// head of the page has the citation of the whole.
(() => {
  "use strict";

  const DAY = { year: "numeric", month: "long", day: "numeric" };
  const DATES = { chicago: ["en-US", DAY], plain: ["en-GB", DAY] };

  let dialog;
  let opener;

  /* As the format writes dates: “November 24, 2026”, “24 November 2026”, or “2026-11-24”. */
  function today(format) {
    const now = new Date();
    if (format in DATES) return new Intl.DateTimeFormat(...DATES[format]).format(now);
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  /* The page's citations with what a paragraph's has in place of the middle of each. */
  function citations(paragraph) {
    const filled = { locator: paragraph.id.slice(1), url: addressOf(paragraph) };
    return [...document.querySelectorAll(".postil-citation")].map((shown) => {
      const { format, locator } = shown.dataset;
      const [, start, end, middle] = /^(\d+) (\d+) (.*)$/s.exec(locator);
      const whole = [...shown.textContent]; // Characters, as they were counted.
      filled.accessed = today(format);
      const between = middle.replace(/\{(locator|url|accessed)\}/g, (_, key) => filled[key]);
      const text = whole.slice(0, start).join("") + between + whole.slice(whole.length - end).join("");
      return block(shown.previousElementSibling.textContent, text);
    });
  }

  function addressOf(paragraph) {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    const [page] = (canonical ?? location.href).split("#");
    return `${page}#${paragraph.id}`;
  }

  /* On file:// pages browsers may have no clipboard: then the text is selected for copying. */
  async function copy(text, shown) {
    const said = `${shown.dataset.label} copied`;
    try {
      await navigator.clipboard.writeText(text);
      postil.say(said);
      return said;
    } catch {
      getSelection().selectAllChildren(shown);
      const done = document.execCommand("copy");
      postil.say(done ? said : "Selected; copy it with your keyboard");
      return done ? said : "Selected";
    }
  }

  /* A text that can be copied as it stands when the button is pressed. */
  function block(label, text) {
    const shown = postil.element("div", { class: "postil-cite-text", "data-label": label, role: "region", "aria-label": label, tabindex: "0" }, text);
    const button = postil.button("Copy", async () => {
      button.textContent = (await copy(shown.textContent, shown)).endsWith("copied") ? "Copied" : "Selected";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    }, { "aria-label": `Copy ${label}` });
    return postil.element("section", { class: "postil-cite-part" }, postil.element("h3", {}, label), button, shown);
  }

  function open(title, link, ...parts) {
    opener = link;
    const close = postil.button("Close", () => dialog.close(), { class: "postil-plain postil-cite-close" });
    dialog.replaceChildren(
      postil.element("h2", { id: "postil-cite-title", tabindex: "-1" }, title),
      close,
      ...parts,
    );
    dialog.showModal();
    dialog.querySelector("h2").focus();
  }

  function openParagraph(paragraph, link) {
    open(
      `Paragraph ${paragraph.id.slice(1)}`,
      link,
      block("Link", addressOf(paragraph)),
      ...(postil.suggestion?.(paragraph) ?? []),
      ...citations(paragraph),
    );
  }

  Object.assign(postil, { copy, block, open, openParagraph });

  postil.add((page, signal) => {
    dialog = postil.element("dialog", { class: "postil-cite-dialog md-typeset", "aria-labelledby": "postil-cite-title" });
    document.body.append(dialog);
    signal.addEventListener("abort", ((gone) => () => gone.remove())(dialog));
    dialog.addEventListener("close", () => opener?.focus({ preventScroll: true }));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  });
})();
