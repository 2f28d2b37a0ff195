// The search page: a query, filters with counts, and a list of links. The address holds all of it,
// so that a search can be passed on.
(() => {
  "use strict";

  const { postilSearch: engine } = window;
  const { matcher, matches, marked, snippet } = engine;
  const HITS = 10; // So many texts are loaded at a time; more would cost more than 150 kB.
  const LOOKED_AT = 16; // Texts read at most in search of ten that hold a phrase.
  const PAUSE = 5; // Milliseconds without a key stroke until the search runs: keys that come together make one.
  const SILENCE = 700; // And until the number of hits is announced.
  const VALUES = 60; // Of a filter, shown at first.
  const OF_ONE = ["transcript", "year"]; // Filters that say nothing in a single transcript.
  const FACETS = {
    in: "Text or notes",
    kind: "Kind of note",
    year: "Year",
    person: "Person",
    transcript: "Transcript",
    tag: "Tag",
    author: "Author of the note",
  };

  const number = (count) => count.toLocaleString("en");
  const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (typeof value === "boolean") element.toggleAttribute(key, value);
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  /* The page */

  class Page {
    constructor(root, place) {
      this.root = root;
      this.place = place;
      this.filters = {};
      this.facets = {};
      this.run = 0;
      this.input = make("input", {
        type: "search",
        name: "q",
        id: "postil-query",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: "400",
        enterkeyhint: "search",
      });
      this.status = make("p", { class: "postil-unseen", role: "status" });
      this.shown = make("p", { class: "postil-search-count", "aria-hidden": "true" });
      this.bar = make("div", { class: "postil-filters", role: "group", "aria-label": "Filters", hidden: true });
      this.chosen = make("ul", { class: "postil-chosen", "aria-label": "Chosen filters", hidden: true });
      this.list = make("ol", { class: "postil-hits" });
      this.more = make("button", { class: "postil-button", type: "button", hidden: true, onclick: () => this.showMore(true) });
      const form = make(
        "form",
        { role: "search", class: "postil-search-form", onsubmit: (event) => (event.preventDefault(), this.search()) },
        make("label", { for: "postil-query" }, "Search transcripts and notes"),
        make("div", { class: "postil-search-row" }, this.input, make("button", { class: "postil-button" }, "Search")),
        make("p", { class: "postil-search-hint" }, "Quotation marks keep words together: “six men”. A word is found in its other forms and by its beginning."),
      );
      root.replaceChildren(form, this.bar, this.chosen, this.shown, this.status, this.list, this.more);
      this.makeFilters();
      let timer;
      this.input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.search(), PAUSE);
      });
      addEventListener("popstate", () => this.readAddress());
    }

    async start() {
      if (!("DecompressionStream" in window)) {
        this.say("This browser is too old for the search. The list of transcripts leads to every page.");
        return;
      }
      await this.guarded(async () => {
        this.index = await engine.open(this.place);
        const asked = new URLSearchParams(this.place.asked ?? location.search);
        // What was typed while the index was loading is newer.
        if (this.input.value) asked.set("q", this.input.value);
        this.readAddress(asked);
        if (!this.input.value && !this.place.isSingle) this.input.focus({ preventScroll: true });
      });
    }

    /** Do something that loads parts of the index, and say so when one cannot be loaded. */
    async guarded(work) {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof engine.PartError)) throw error;
        this.list.replaceChildren();
        this.more.hidden = true;
        this.say("A part of the index is missing or damaged, so this search is not complete. ");
        const again = () => (this.index ? this.search() : this.start());
        this.shown.append(make("button", { class: "postil-button", type: "button", onclick: again }, "Try again"));
        this.shown.removeAttribute("aria-hidden");
      }
    }

    /** Show a sentence now, and have it read out when the typing has stopped. */
    say(words) {
      this.shown.replaceChildren(words);
      this.shown.setAttribute("aria-hidden", "true");
      clearTimeout(this.speaking);
      this.speaking = setTimeout(() => (this.status.textContent = words), SILENCE);
    }

    /* Address */

    readAddress(asked = location.search) {
      const address = new URLSearchParams(asked);
      this.input.value = (address.get("q") ?? "").slice(0, 400);
      this.filters = {};
      for (const name of Object.keys(FACETS)) {
        const values = address.getAll(name);
        if (values.length) this.filters[name] = new Set(values);
      }
      this.search();
    }

    writeAddress() {
      if (this.place.isSingle) return;
      const address = new URLSearchParams();
      if (this.input.value.trim()) address.set("q", this.input.value.trim());
      for (const [name, values] of Object.entries(this.filters)) {
        for (const value of values) address.append(name, value);
      }
      try {
        history.replaceState(null, "", `${location.pathname}${address.size ? `?${address}` : ""}`);
      } catch {
        // Some browsers refuse it on pages opened from disk.
      }
    }

    /* Search */

    async search() {
      if (!this.index) return;
      const run = ++this.run;
      const clauses = engine.parsed(this.input.value);
      this.list.replaceChildren();
      this.more.hidden = true;
      if (!clauses.length) {
        this.found = null;
        this.writeAddress();
        this.bar.hidden = this.chosen.hidden = true;
        const { transcripts } = this.index;
        const notes = transcripts.reduce((sum, transcript) => sum + transcript.notes, 0);
        this.say(`${plural(transcripts.length, "transcript")} with ${plural(notes, "note")} can be searched.`);
        return;
      }
      await this.guarded(async () => {
        const finding = this.index.find(clauses);
        this.writeAddress(); // While parts are loading: it takes some milliseconds.
        const found = await finding;
        if (run !== this.run) return;
        await this.needFacets();
        this.found = { ...found, clauses, fits: matcher(clauses, found.spellings) };
        if (run === this.run) await this.show();
      });
    }

    async show() {
      const { units } = this.found;
      this.hits = units.filter((unit) => this.passes(unit));
      this.seen = 0;
      this.dropped = 0;
      this.list.replaceChildren();
      const showing = this.showMore(false);
      this.showChosen(); // While texts are loading.
      await showing;
      this.bar.hidden = units.length === 0;
      await this.countOpen();
    }

    /** Show the next hits; those that only seemed to hold a phrase are passed over. */
    async showMore(isAsked) {
      const { run } = this;
      await this.guarded(async () => {
        const { clauses } = this.found;
        const next = [...this.hits.slice(this.seen, this.seen + (needsReading(clauses) ? LOOKED_AT : HITS))];
        const records = await Promise.all(next.map((unit) => this.index.record(unit)));
        if (run !== this.run) return;
        const read = next.map((unit, i) => ({ unit, record: records[i] }));
        const kept = read.filter(({ record }) => engine.holds(record, clauses));
        const inFront = kept.filter(({ record }) => engine.inARow(record, clauses));
        const ordered = [...inFront, ...kept.filter((hit) => !inFront.includes(hit))];
        const items = ordered.map((hit) => this.item(hit));
        this.seen += next.length;
        this.dropped += next.length - kept.length;
        this.list.append(...items);
        this.report();
        if (isAsked) items[0]?.querySelector("a").focus();
      });
    }

    report() {
      const left = this.hits.length - this.seen;
      const count = this.hits.length - this.dropped;
      const isOpen = needsReading(this.found.clauses) && left > 0;
      const what = this.hits.length === 0 || (count === 0 && !isOpen) ? "Nothing found" : plural(isOpen ? this.seen - this.dropped : count, "hit");
      const rest = isOpen ? `, and ${plural(left, "place")} with these words not read yet` : "";
      const filtered = Object.keys(this.filters).length ? " with these filters" : "";
      this.say(`${what}${rest}${filtered}.`);
      this.more.hidden = left <= 0;
      this.more.textContent = isOpen ? "Read further" : `Show ${number(Math.min(left, HITS))} more`;
    }

    /* Hits */

    item({ unit, record }) {
      const transcript = this.index.transcripts[this.index.transcriptOf[unit]];
      const { fits } = this.found;
      const type = this.index.type(unit);
      const [anchor, second, third, title, text, more] = record;
      const link = (...words) => make("a", this.target(transcript, anchor, record), ...words);
      const where = make("span", { class: "postil-hit-where" }, transcript.title, ...(transcript.date ? [", ", make("time", { datetime: transcript.date }, transcript.date)] : []));
      if (type === "transcript") {
        const name = link("Transcript: ", ...marked(second, matches(second, fits)));
        return hit(type, "", make("p", {}, name, " ", where), make("p", { class: "postil-hit-text" }, ...snippet(third, fits)));
      }
      if (type === "text") {
        const name = link(second ? `${second}, paragraph` : "Paragraph", ` ${anchor.slice(1)}`);
        return hit(type, "", make("p", {}, name, " ", where), make("p", { class: "postil-hit-text" }, ...snippet(third, fits)));
      }
      const label = this.index.kinds[third] ?? third;
      const heading = title ? [`${label}: `, ...marked(title, matches(title, fits))] : [`${label}`];
      const beside = second ? `, on paragraph ${second.slice(1)}` : "";
      const isInMore = more && !matches(text, fits).length && matches(more, fits).length;
      const body = make("p", { class: "postil-hit-text" }, ...snippet(isInMore ? more : text, fits));
      return hit(type, third, make("p", {}, link(...heading, beside), " ", where), body);
    }

    /** The address of a hit; `find` names the words that its page marks. */
    target(transcript, anchor, record) {
      const found = record.slice(1).flatMap((text) => matches(text, this.found.fits).map(({ word }) => word));
      const find = [...new Set(found)].slice(0, 12).join(" ");
      if (this.place.isSingle) return { href: `#${anchor}`, onclick: () => this.place.follow(find, anchor) };
      // The theme's instant navigation would drop what follows the page's address.
      const onclick = (event) => event.stopPropagation();
      return { href: `${this.place.address(transcript.url)}?${new URLSearchParams({ find })}${anchor ? `#${anchor}` : ""}`, onclick };
    }

    /* Filters */

    makeFilters() {
      for (const [name, words] of Object.entries(FACETS)) {
        if (this.place.isSingle && OF_ONE.includes(name)) continue;
        const panel = make("fieldset", {}, make("legend", { class: "postil-unseen" }, words));
        const details = make("details", { class: "postil-filter", name: "postil-filter", "data-facet": name }, make("summary", {}, words), panel);
        details.addEventListener("toggle", () => details.open && this.fill(details));
        details.addEventListener("keydown", (event) => {
          if (event.key !== "Escape" || !details.open) return;
          details.open = false;
          details.querySelector("summary").focus();
        });
        this.bar.append(details);
      }
      document.addEventListener("click", (event) => {
        for (const details of this.bar.querySelectorAll("details[open]")) {
          if (!event.composedPath().includes(details)) details.open = false;
        }
      });
    }

    /** Load what the chosen filters need. */
    async needFacets() {
      await Promise.all(Object.keys(this.filters).map((name) => this.facet(name)));
    }

    async facet(name) {
      return (this.facets[name] ??= await engine.facet(this.index, name));
    }

    passes(unit, except = "") {
      return Object.entries(this.filters).every(([name, values]) => {
        if (name === except) return true;
        const facet = this.facets[name];
        return [facet.of[unit]].flat().some((value) => values.has(facet.names[value]));
      });
    }

    async countOpen() {
      for (const details of this.bar.querySelectorAll("details[open]")) await this.fill(details);
    }

    /** Show the values of a filter, with the number of hits that each would leave. */
    async fill(details, limit = VALUES) {
      const name = details.dataset.facet;
      await this.guarded(async () => {
        const facet = await this.facet(name);
        const counts = new Map();
        for (const unit of this.found?.units ?? []) {
          if (!this.passes(unit, name)) continue;
          for (const value of [facet.of[unit]].flat()) if (value >= 0) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        const chosen = this.filters[name] ?? new Set();
        facet.names.forEach((value, i) => chosen.has(value) && !counts.has(i) && counts.set(i, 0));
        const label = (i) => (facet.labels ?? facet.names)[i];
        const inOrder = [...counts].sort(([a, x], [b, y]) => (name === "year" ? a - b : y - x || (label(a) < label(b) ? -1 : 1)));
        const rows = inOrder.slice(0, limit).map(([i, count]) => this.choice(name, facet.names[i], label(i), count));
        const panel = details.querySelector("fieldset");
        const focused = panel.contains(document.activeElement) ? document.activeElement.value : null;
        const all = () => this.fill(details, Infinity);
        const rest = inOrder.length > limit ? [make("button", { class: "postil-button", type: "button", onclick: all }, `All ${number(inOrder.length)}`)] : [];
        panel.replaceChildren(panel.firstElementChild, ...(rows.length ? rows : ["None here"]), ...rest);
        if (focused !== null) [...panel.querySelectorAll("input")].find(({ value }) => value === focused)?.focus();
      });
    }

    choice(name, value, words, count) {
      const box = make("input", { type: "checkbox", value, onchange: () => this.choose(name, value, box.checked) });
      box.checked = this.filters[name]?.has(value) ?? false;
      return make("label", {}, box, make("span", {}, words), " ", make("span", { class: "postil-count" }, number(count)));
    }

    async choose(name, value, isChosen) {
      const values = (this.filters[name] ??= new Set());
      values[isChosen ? "add" : "delete"](value);
      if (!values.size) delete this.filters[name];
      this.run++;
      this.writeAddress();
      await this.guarded(async () => {
        await this.needFacets();
        await this.show();
      });
    }

    showChosen() {
      const chips = Object.entries(this.filters).flatMap(([name, values]) =>
        [...values].map((value) => {
          const facet = this.facets[name];
          const words = facet.labels?.[facet.names.indexOf(value)] ?? value;
          const button = make("button", { class: "postil-chip", type: "button", "aria-label": `Remove filter ${FACETS[name]}: ${words}` }, words, make("span", { "aria-hidden": "true" }, " ×"));
          button.addEventListener("click", () => (this.choose(name, value, false), this.input.focus()));
          return make("li", {}, button);
        }),
      );
      this.chosen.replaceChildren(...chips);
      this.chosen.hidden = !chips.length;
    }
  }

  const needsReading = (clauses) => clauses.some((clause) => clause.phrase || clause.run);

  function hit(type, kind, ...children) {
    return make("li", { class: `postil-hit postil-hit-${type}${kind ? ` postil-kind-${kind}` : ""}` }, ...children);
  }

  /* Material takes `?q=` as addressed to its own search and opens it over the page: close it. */
  function keepThemeSearchClosed() {
    const toggle = document.getElementById("__search");
    if (!toggle) return;
    let isAsked = false;
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (isAsked = true), { capture: true, once: true });
    const close = () => {
      if (!toggle.checked || isAsked) return;
      toggle.click();
      document.querySelector(".md-search__form")?.reset();
      document.getElementById("postil-query")?.focus({ preventScroll: true });
    };
    toggle.addEventListener("change", () => setTimeout(close));
    close();
  }

  window.postilSearch.show = (root, place) => {
    if (!place.isSingle) keepThemeSearchClosed();
    return new Page(root, place).start();
  };

  // All of a transcript in one file: hits are on this page, and are marked when they are followed.
  const { postilSearchSettings: settings } = window;
  if (settings?.isSingle) {
    const follow = (found, anchor) => setTimeout(() => engine.mark(found, anchor));
    engine.show(document.querySelector("[data-postil-search]"), { ...settings, asked: location.search, follow });
  }
})();
