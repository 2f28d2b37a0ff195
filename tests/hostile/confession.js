// Runs in a page of the site: touches everything a reader could touch, and tells what is there.
// What reads as in `known`, of another page where it was touched already, is left alone.
async (known) => {
  const article = document.querySelector("article") ?? document.body;
  const all = [...document.querySelectorAll("*")];
  const inside = [...article.querySelectorAll("*")];
  const name = (e) => e.outerHTML.slice(0, 160);
  const text = (e) => e?.textContent.replace(/\s+/g, " ").trim();

  // Before anything is touched: scripts of ours and of the theme add elements when they are.
  const handlers = all
    .filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name)))
    .map(name);
  const links = ["href", "src", "action", "formaction", "data", "srcdoc", "xlink:href", "ping", "srcset", "background", "poster"];
  const addresses = [];
  for (const element of all)
    for (const attribute of links)
      if (element.hasAttribute(attribute)) {
        const value = element.getAttribute(attribute);
        let scheme = "";
        try {
          scheme = new URL(value, document.baseURI).protocol;
        } catch {}
        const safe = ["http:", "https:", "mailto:", "tel:", "file:", ""].includes(scheme);
        const odd = !["href", "src"].includes(attribute) || /^file:/i.test(value.trim());
        if ((!safe || odd) && (article.contains(element) || element.tagName === "A"))
          addresses.push(`${attribute}=${value}`);
      }
  const allowed = new Set(
    ("A ABBR ARTICLE ASIDE B BDI BDO BLOCKQUOTE BR CAPTION CITE CODE COL COLGROUP DD DEL DETAILS " +
      "DFN DIV DL DT EM FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR I IMG INS KBD LI MARK NAV OL P PRE Q RP " +
      "RT RUBY S SAMP SECTION SMALL SPAN STRONG SUB SUMMARY SUP TABLE TBODY TD TFOOT TH THEAD TIME " +
      "TR U UL VAR WBR BUTTON").split(" "));
  const theme = ".md-content__button, .md-content__button *, .md-code__nav, .md-code__nav *, .md-source-file *, .md-tags *";
  // Classes that begin with `postil-` are taken out of what a contributor wrote, so these are ours.
  const ours = ".postil-strip, .postil-strip > path, .postil-filters, .postil-filters :is(label, select, option, button), .postil-choices, .postil-choices > legend, .postil-choices > label, .postil-choices > label > input, .postil-under-choice, .postil-under-choice > input, .postil-speaker-choice, .postil-speaker-choice :is(select, option), .postil-plain, .postil-head > script[type='application/ld+json']";
  // A page names the scripts of its kind; how many there are is compared below.
  const isOurScript = (e) => e.src && new URL(e.src).origin === location.origin && new URL(e.src).pathname.startsWith("/assets/postil/") && !e.textContent;
  const strangers = inside
    .filter((e) => !isOurScript(e) && !e.matches(theme) && !e.matches(ours) && (!allowed.has(e.tagName) || (e.tagName === "BUTTON" && !e.matches(".postil-more, .md-code__button"))))
    .map(name);
  // Structured data differ from page to page and run nothing, as long as they are whole.
  const script = (s) => {
    if (s.type !== "application/ld+json") return s.getAttribute("src")?.replace(/^(\.\.\/)+/, "") ?? s.textContent.trim();
    try {
      return `data of ${JSON.parse(s.textContent)["@context"]}`;
    } catch (error) {
      return String(error);
    }
  };
  const scripts = [...document.scripts].map(script);
  const head = [...document.querySelectorAll("base, meta[http-equiv], link:not([rel=stylesheet]):not([rel=icon]):not([rel=canonical]):not([rel=next]):not([rel=prev]), iframe, object, embed, frame, frameset, portal")]
    .filter((e) => e.getAttribute("href") !== null || e.tagName !== "LINK")
    .map(name);
  const root = document.querySelectorAll(".postil-transcript");
  const frame = ["footer.md-footer", "header.md-header", ".md-search", ".md-sidebar", "main"];
  const broken = [];
  if (root.length !== 1) broken.push(`${root.length} transcripts`);
  else {
    if (!article.contains(root[0])) broken.push("transcript outside the article");
    for (const selector of frame) {
      const found = document.querySelectorAll(selector);
      if (!found.length) broken.push(`no ${selector}`);
      for (const e of found) if (article.contains(e)) broken.push(`${selector} within the text`);
    }
    for (const note of document.querySelectorAll(".postil-note, [role=doc-footnote], [id^=note-]:not([id$=-head])")) {
      const left = note.closest(".postil-withdrawn");
      if (left) {
        if (!note.matches("section > ul > li") || left.parentElement !== root[0])
          broken.push(`not what is left of a note: ${name(note)}`);
        if (note.querySelector(":not(span, a)")) broken.push(`more than words: ${name(note)}`);
        continue;
      }
      if (!note.matches("aside.postil-note[role=doc-footnote]")) broken.push(`not a note: ${name(note)}`);
      if (!note.parentElement.matches(".postil-notes, .postil-notes-lost")) broken.push(`note outside its group: ${name(note)}`);
    }
    for (const group of document.querySelectorAll(".postil-notes, .postil-notes-lost")) {
      const before = group.previousElementSibling;
      const lost = group.matches(".postil-notes-lost");
      const paragraph = group.getAttribute("aria-label")?.replace("Notes on paragraph ", "p");
      if (!lost && before?.id !== paragraph) broken.push(`group not after ${paragraph}: ${name(group)}`);
      if (group.parentElement !== root[0]) broken.push(`group within ${name(group.parentElement)}`);
    }
    const odd = [...root[0].querySelectorAll("[class*=postil-]")].filter((e) => e.matches("[class*=md-]"));
    broken.push(...odd.map(name));
  }
  const ids = all.map((e) => e.id).filter(Boolean);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i && /^(p\d|note-|ref-|__)/.test(id));
  const foreign = inside.filter((e) => (/^__|^document\$/.test(e.id) && !e.matches("pre[id^=__code_]")) || e.name === "document").map(name);
  const styles = inside
    .filter((e) => e.hasAttribute("style") && !e.matches("[class*=postil-]"))
    .map((e) => e.getAttribute("style"))
    .filter((style) => style.trim() && !/^text-align: ?\w+;?$/.test(style));
  const covering = inside.filter((e) => getComputedStyle(e).position === "fixed").map(name);
  const spoken = (e) => {
    const copy = e.cloneNode(true);
    for (const sign of copy.querySelectorAll("[role=doc-noteref], .postil-number, .postil-notes, .postil-notes-lost")) sign.remove();
    return text(copy);
  };
  const paragraphs = Object.fromEntries(
    [...article.querySelectorAll("[id]")].filter((e) => /^p\d+$/.test(e.id)).map((e) => [e.id, spoken(e)]));
  const notes = Object.fromEntries([...document.querySelectorAll(".postil-note")].map((e) => [e.id, text(e)]));
  const groups = Object.fromEntries(
    [...document.querySelectorAll(".postil-note")].map((e) => [e.id, e.parentElement.previousElementSibling?.id ?? ""]));
  const headings = [...article.querySelectorAll("h1")].map(text);

  // Touch: hover, focus and click everything in the text, without leaving the page.
  const stay = (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !/^\s*[a-z]+script:|^data:/i.test(link.protocol)) event.preventDefault();
  };
  document.addEventListener("click", stay, true);
  const before = new Set(known);
  const elements = inside.map((e) => e.outerHTML);
  const kinds = ["pointerenter", "pointerover", "mouseover", "mouseenter", "mousemove", "focus", "focusin", "toggle", "input", "change", "animationstart", "transitionend", "load", "error", "keydown", "blur"];
  for (const element of inside.filter((_, i) => !before.has(elements[i]))) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: ["mouseover", "focusin"].includes(kind) }));
    element.focus?.();
    if (element.matches("a, button, summary, b, i, em, strong, span, p, img, svg, input, form"))
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  const ran = [...window.__ran];
  if (window.__pwned) ran.push(`__pwned=${window.__pwned}`);
  return { ran, handlers, addresses, strangers, scripts, head, broken, twice, foreign, styles, covering, paragraphs, notes, groups, headings, elements, title: document.title, text: text(article), url: location.href };
}
