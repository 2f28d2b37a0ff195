// A reader's note: a form that writes the file a contributor would write by hand, and says where
// it belongs. Nothing leaves the page before a link is pressed.
(() => {
  "use strict";

  const { element } = postil;
  const { standing, snapped, toldApart, similar } = postil.quoting;
  const LONGEST_ADDRESS = 6000; // Characters; hosts refuse longer ones, at 8,000 or so.
  const MAX = { note: 20000, quote: 10000, text: 2000 }; // As annotation files are read.

  const site = window.postilSuggesting; // The same on every page; written by the build.

  let data;
  let kept;

  /* The file. Any text, in the form of JSON, is one line of YAML. */

  const clean = (text) =>
    text.replace(/[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]/g, "").replace(/\p{Cs}/gu, "\ufffd");
  const isSaid = (text) => /[^\p{Z}\p{Cc}\p{Cf}\p{M}\u115f\u1160\u3164\uffa0\u2800]/u.test(text ?? "");
  const quoted = (text) =>
    JSON.stringify(text).replace(/(?! )[\p{C}\p{Z}]/gu, (character) =>
      `\\U${character.codePointAt(0).toString(16).toUpperCase().padStart(8, "0")}`);
  const READ_OTHERWISE = /^(null|true|false|yes|no|on|off|y|n)$/i;
  const name = (text) =>
    /^[a-z][a-z0-9-]*$/i.test(text) && !READ_OTHERWISE.test(text) ? text : quoted(text);

  function yaml({ firstLine, id, paragraph, kind, sources = [], date, ...texts }) {
    const line = (indent, key, text, write = quoted) => {
      const value = clean(text ?? "");
      return isSaid(value) ? [`${" ".repeat(indent)}${key}: ${write(value)}`] : [];
    };
    const given = sources.filter(({ title, url }) => isSaid(title) || isSaid(url)).flatMap(({ title, url }) => [
      ...line(6, "- title", isSaid(title) ? title : url),
      ...line(8, "url", url),
    ]);
    return [
      ...(firstLine ? [firstLine] : []),
      ...line(0, "# Suggested by", texts.stranger),
      "annotations:",
      `  - id: ${name(id)}`,
      "    target:",
      ...line(6, "paragraph", paragraph, name),
      ...["quote", "prefix", "suffix"].flatMap((key) => line(6, key, texts[key])),
      ...line(4, "kind", kind, name),
      ...line(4, "note", texts.note),
      ...(given.length ? ["    sources:", ...given] : []),
      ...line(4, "author", texts.author, name),
      `    date: ${date}`,
      "",
    ].join("\n");
  }

  /* A legal id of the first words; a legal one of so many words is its own. */
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const legalId = (text, paragraph, count = 5) =>
    (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/./g, (letter) => PLAIN[letter] ?? letter)
      .match(/[a-z0-9]+/g) ?? [paragraph]).slice(0, count).join("-").slice(0, 80).replace(/-$/, "");

  /* That id, counted on where another note has it. */
  function freeId(wanted) {
    const taken = (data.taken ?? "").split(" ");
    let id = wanted;
    for (let number = 2; taken.includes(id) || document.getElementById(`note-${id}`); number++) id = `${wanted}-${number}`;
    return id;
  }

  function address(id, text) {
    const folder = site.below ? `${site.below}/${data.folder}` : data.folder;
    const values = { path: `${folder}/${id}.yml`, folder, name: `${id}.yml`, text };
    return site.newFile.replace(/\{(path|folder|name|text)\}/g, (_, key) =>
      encodeURIComponent(values[key]).replaceAll("%2F", "/"));
  }

  /* What of a paragraph is the transcript's. */

  const OURS = ".postil-number, [role=doc-noteref], .postil-time, .postil-moment, .postil-again, .footnote-ref, .headerlink";

  function read(range) {
    const copied = range.cloneContents();
    copied.querySelectorAll(OURS).forEach((part) => part.remove());
    copied.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
    return copied.textContent.replace(/[ \t\r\n]+/g, " ").trimStart();
  }

  function within(paragraph, container, offset) {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    if (container) range.setEnd(container, offset);
    return read(range);
  }

  const paragraphs = () =>
    [...document.querySelectorAll(".postil-transcript :is(p, li, dd)[id]")].filter(
      ({ id }) => /^p\d+[a-z]*$/.test(id));

  const target = (all) => ({
    first: all[0].id,
    last: all.at(-1).id,
    text: all.map((paragraph) => within(paragraph).trimEnd()).join(" "),
  });

  /* The target of a selection with the span of its words; null where it holds none. */
  function selected(range) {
    const parts = paragraphs().filter((paragraph) => range.intersectsNode(paragraph)).map((paragraph) => {
      const text = within(paragraph).trimEnd();
      const from = paragraph.contains(range.startContainer) ? within(paragraph, range.startContainer, range.startOffset).length : 0;
      const to = paragraph.contains(range.endContainer) ? within(paragraph, range.endContainer, range.endOffset).length : text.length;
      return { paragraph, text, from, to };
    }).filter(({ text, from, to }) => text.slice(from, to).trim());
    if (!parts.length) return null;
    const found = target(parts.map(({ paragraph }) => paragraph));
    const span = [parts[0].from, found.text.length - parts.at(-1).text.length + parts.at(-1).to];
    return { ...found, span: snapped(found.text, span) };
  }

  const called = ({ first, last }) =>
    first === last ? `paragraph ${first.slice(1)}` : `paragraphs ${first.slice(1)} to ${last.slice(1)}`;

  /* The form */

  let fields = 0;

  /* A control with its name before it, and behind it the place for what is wrong with it. */
  function field(label, control, hint = "") {
    const fault = element("p", { id: `postil-fault-${++fields}`, "aria-live": "polite" });
    control.setAttribute("aria-describedby", fault.id);
    return element("div", { class: "postil-field" },
      element("label", {}, label, hint && element("small", {}, ` (${hint})`), control), fault);
  }

  const input = (attributes) => element("input", { maxlength: MAX.text, ...attributes });

  function sourceFields() {
    const title = input({ name: "title" });
    const url = input({ name: "url", type: "url", pattern: "(https?://|mailto:).+", title: "Write the whole address, with https:// before it." });
    return element("div", { class: "postil-pair" }, field("Source", title), field("Its address", url));
  }

  function form({ first, last, text, span }) {
    const { people } = site;
    const quote = element("textarea", { rows: 2 }, span ? text.slice(...span) : "");
    const place = element("select", { required: true });
    const places = field("Place", place, "which of these is meant?");
    const kind = element("select", {}, ...site.kinds.map(([value, word]) => element("option", { value }, word)));
    const note = element("textarea", { rows: 5, required: true, maxlength: MAX.note });
    const known = element("datalist", { id: "postil-people" }, ...(people ?? []).map(([, word]) => element("option", { value: word })));
    const author = input({ autocomplete: "name", list: people ? known.id : false });
    const sources = element("div", {}, sourceFields());
    const identifier = input({ maxlength: 80, required: true });
    let isOwnId = false;
    const result = postil.block("The file", "");
    const shown = result.lastChild;
    const where = element("p");
    const said = element("p", { role: "status" });
    const ways = element("p", { class: "postil-ways" });
    let file;
    let found;

    function locate() {
      found = isSaid(quote.value) ? standing(text, quote.value) : [];
      places.hidden = place.disabled = found.length < 2;
      place.replaceChildren(
        element("option", { value: "" }, "Choose"),
        ...found.map(([start, end], i) => element("option", { value: i, selected: start === span?.[0] },
          `…${text.slice(Math.max(0, start - 30), start)}[${text.slice(start, end)}]${text.slice(end, end + 30)}…`)),
      );
    }

    function described() {
      const hit = found[found.length > 1 ? place.value : 0];
      const apart = hit && toldApart(text, snapped(text, hit));
      const isQuoting = isSaid(quote.value);
      quote.setCustomValidity(
        isQuoting && !found.length ? `These words do not stand in ${called({ first, last })}.`
          : hit && !apart ? "These words stand several times among the same words; take a longer piece."
            : apart?.quote?.length > MAX.quote ? "This is too long; leave it empty for the whole."
              : "");
      return apart || (isQuoting ? { quote: quote.value } : {}); // Not yet told from its likes.
    }

    /* What helps with words that stand nowhere here. */
    function elsewhere() {
      const other = paragraphs().find((paragraph) => standing(within(paragraph), quote.value).length);
      if (other) return ` They stand in ${called(target([other]))}.`;
      const likest = similar(text, quote.value);
      return likest && ` The most similar: “${likest}”.`;
    }

    function values(apart) {
      const person = people?.find((names) => names.includes(author.value.trim()));
      const paragraph = first === last ? first : `${first}-${last}`;
      if (!isOwnId) identifier.value = freeId(legalId(apart.quote ?? "", "") || legalId(`${paragraph} ${note.value}`, "", 6));
      const legal = legalId(identifier.value, paragraph, Infinity);
      const free = freeId(legal);
      identifier.setCustomValidity(
        legal !== identifier.value ? `An id has small letters, digits and hyphens: “${free}”.`
          : free !== legal ? `This is the id of another note; “${free}” is free.` : "");
      return {
        firstLine: data.firstLine,
        id: free,
        paragraph,
        ...apart,
        kind: kind.value,
        note: note.value,
        sources: [...sources.children].map((pair) => {
          const [title, url] = pair.querySelectorAll("input");
          return { title: title.value, url: url.value };
        }),
        author: people ? person?.[0] : author.value,
        stranger: people && !person ? author.value : "",
        date: new Date().toISOString().slice(0, 10),
      };
    }

    /* Says by a field what is wrong with it. */
    function judge(control) {
      const fault = control.closest(".postil-field")?.lastChild;
      if (!fault) return;
      const isWrong = control.matches(":invalid");
      const why = control === place ? "Choose one."
        : isSaid(control.value) ? control.title || control.validationMessage : "Fill this in.";
      fault.textContent = isWrong ? why + (control === quote && !found.length ? elsewhere() : "") : "";
      control.setAttribute("aria-invalid", isWrong);
    }

    const faults = () => [...whole.querySelectorAll(".postil-field :invalid")];

    function missing() {
      return [["filled in", false], ["mended", true]].map(([what, isFull]) => {
        const names = faults().filter(({ value }) => isSaid(value) === isFull).map(({ parentElement }) => parentElement.firstChild.data);
        return names.length ? `To be ${what}: ${names.join(", ")}. ` : "";
      }).join("");
    }

    function update() {
      note.setCustomValidity(isSaid(note.value) ? "" : "-");
      const all = values(described());
      const text = yaml(all);
      const link = site.newFile && address(all.id, text);
      const isLong = link?.length > LONGEST_ADDRESS;
      const isMissing = missing();
      const why = isMissing || (link ? isLong && `The note is too long for a link to ${site.host}: download the file, and add it there.` : site.why);
      file = `${all.id}.yml`;
      shown.textContent = text;
      where.textContent = isMissing ? "" : `It belongs at ${data.folder}/${file}.`;
      said.textContent = "";
      if (why) ways.replaceChildren(download, ` ${why}`);
      else {
        const takesText = site.newFile.includes("{text}");
        const anchor = element("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, `Continue at ${site.host}`);
        if (!takesText) anchor.addEventListener("click", () => postil.copy(text, shown));
        ways.replaceChildren(download, anchor, takesText
          ? " It opens in a new tab, filled in; until you press it, nothing leaves this page."
          : " It opens an empty file in a new tab; the text is copied, for you to paste there.");
      }
    }

    const download = postil.button("Download", () => {
      const href = URL.createObjectURL(new Blob([shown.textContent], { type: "text/yaml" }));
      element("a", { href, download: file }).click();
      said.textContent = `${file} is in your downloads. Send it to the editors${site.host && ", or add it at "}${site.host}.`;
    });
    const more = postil.button("Another source", () => {
      sources.append(sourceFields());
      sources.lastChild.querySelector("input").focus();
    });
    const out = element("div", {}, result, where, ways, said);
    const whole = element("form", { class: "postil-form" },
      field("Words", quote, "as the text has them; empty for the whole"), places,
      field("Kind", kind), field("Note", note, "in Markdown"), sources, more,
      field("Your name", author, people ? "a new one goes to the editors as a comment" : ""), known,
      field("Id", identifier, "part of the note’s address, for ever"), out);
    whole.addEventListener("submit", (event) => event.preventDefault());
    whole.addEventListener("input", ({ target: changed }) => {
      if (changed === quote) locate();
      if (changed === identifier) isOwnId = true;
      update();
      for (const control of whole.elements) if (control.matches(":valid")) judge(control);
    });
    whole.addEventListener("focusout", ({ target: left }) => setTimeout(judge, 200, left)); // Moves no button that is being pressed.
    quote.addEventListener("change", () => {
      const { quote: exact } = described();
      if (exact) quote.value = exact;
    });
    identifier.addEventListener("change", () => {
      if (identifier.value) return; // Redrawn now, the button that is being pressed would not work.
      isOwnId = false;
      update();
    });
    // What is not complete is not copied either: the first field at fault says why.
    out.addEventListener("click", (event) => {
      const faulty = faults();
      if (!event.target.closest("button, a") || !faulty.length) return;
      faulty.forEach(judge);
      faulty[0].focus();
      event.preventDefault();
      event.stopPropagation();
    }, true);
    locate();
    update();
    return whole;
  }

  /* A form keeps what was typed while the page is open. */
  const formFor = (about) => (kept[[about.first, about.last, about.span]] ??= form(about));

  postil.suggesting = { yaml, selected, toldApart };

  postil.suggestion = (paragraph) => formFor(target([paragraph]));

  postil.add((page, signal) => {
    data = page.querySelector(".postil-suggestion")?.dataset;
    kept = {};
    if (!data) return;
    let about;
    let asked;
    const button = postil.button("Suggest a note", () => {
      const number = document.querySelector(`#${about.first} .postil-number`);
      postil.open(`A note on ${called(about)}`, number, formFor(about));
      look();
    }, { class: "postil-plain postil-here", hidden: true });
    page.append(button);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // Keeps the selection.

    function look() {
      const selection = getSelection();
      // Behind the dialog, which opens at once, the words are still selected.
      const range = !selection.isCollapsed && !document.querySelector(":modal") && selection.getRangeAt(0);
      about = range && page.contains(range.commonAncestorContainer) && selected(range);
      button.hidden = !about;
      if (!about) return;
      const { offsetLeft, offsetTop, width, height } = visualViewport;
      const frame = page.getBoundingClientRect();
      const { top, bottom } = range.getBoundingClientRect();
      const high = button.offsetHeight;
      const lowest = offsetTop + height - high;
      const below = bottom + (high < 44 ? 6 : 32); // By touch, handles are below the selection.
      const beside = below > lowest ? top - high - 6 : below;
      const put = (side, at, start, end) =>
        button.style[side] = `${Math.max(start, Math.min(at, end)) - frame[side]}px`;
      put("top", beside, offsetTop, lowest);
      put("left", [...range.getClientRects()].at(-1).right, offsetLeft, offsetLeft + width - button.offsetWidth);
    }

    const soon = () => {
      clearTimeout(asked);
      asked = setTimeout(look, 200); // Not while the selection is drawn.
    };
    document.addEventListener("selectionchange", soon, { signal });
    soon(); // Words are selected, where this came for their sake.
  });
})();
