// The reading page's script: classic scripts that share one object, because browsers refuse modules
// on file:// pages. Each file adds one behaviour to `postil`; without any of them the page is complete.
"use strict"; // For the others too: a site serves them in one file.

window.postil = (() => {
  const behaviours = [];
  let controller = new AbortController();
  let page = null;

  // Notes have a column of their own from here on; printing is not a narrow screen.
  const isWide = matchMedia("screen and (min-width: 60em)");
  const isPrinting = () => matchMedia("print").matches;
  const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const isVisible = (element) => element.getClientRects().length > 0;

  const notes = () => [...document.querySelectorAll(".postil-notes > .postil-note")];
  const markerOf = (note) => document.getElementById(note.id.replace(/^note-/, "ref-"));
  const paragraphOf = (note) => note.parentElement.previousElementSibling ?? note.parentElement.parentElement;

  function named(hash) {
    try {
      return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    } catch {
      return null; // A broken escape names nothing.
    }
  }

  /* What the reader chose, for all pages of a site. Storage may be full or forbidden. */

  function remembered(key, fallback) {
    try {
      return JSON.parse(localStorage.getItem(`postil.${key}`)) ?? fallback;
    } catch {
      return fallback;
    }
  }

  function remember(key, value) {
    try {
      localStorage.setItem(`postil.${key}`, JSON.stringify(value));
    } catch {
      // The choice is then for this page only.
    }
  }

  /* What happened, for those who cannot see it. One region, which outlives instant navigation. */

  let region;

  function say(text) {
    if (!region) document.body.append(region = element("div", { class: "postil-unseen", role: "status" }));
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50); // A region that was just made says nothing.
  }

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  function button(text, act, attributes = {}) {
    const made = element("button", { type: "button", class: "postil-plain", ...attributes }, text);
    if (act) made.addEventListener("click", act);
    return made;
  }

  /* Listen for as long as this page is shown. */
  const on = (target, type, act, options) => target.addEventListener(type, act, { signal: controller.signal, ...options });

  const focus = (focused) => focused?.focus({ preventScroll: true });

  function start() {
    controller.abort();
    controller = new AbortController();
    page = document.querySelector(".postil-transcript");
    if (page) for (const behaviour of behaviours) behaviour(page, controller.signal);
    window.postil.pageIsNew();
  }

  function begin() {
    // The theme replaces the page's contents on instant navigation and says so here.
    if (window.document$) window.document$.subscribe(start);
    else start();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else queueMicrotask(begin); // After the other files, which may have come with such a replacement.

  function add(behaviour) {
    behaviours.push(behaviour);
    if (page) behaviour(page, controller.signal);
  }

  return {
    // A behaviour is called for each page, with a signal that ends with the page.
    add, isWide, isPrinting, isVisible, isPlain, notes, markerOf, paragraphOf, named,
    remembered, remember, say, element, button, on, focus,
    active: null, // The note that the reader asked for.
  };
})();
