// What the page can do better with a script. Without it everything is there: notes stand beside or
// under their paragraph, and links lead both ways.
//
// A classic script, not a module: browsers refuse modules on file:// pages.
(() => {
  "use strict";

  const WIDE = matchMedia("screen and (min-width: 60em)");
  const GAP = 10; // Pixels between two notes; half a line of their text.
  const FAR = 220; // Pixels from a note to its line from which long notes are cut; a dozen lines.
  const SAVED_LINES = 3; // A cut that saves less looks silly.
  const HEADER = 64; // Pixels at the top that the theme's bar may cover.

  /* Placement: each note at the line of its marker, pushed up and down where notes are crowded,
     never above its own paragraph. Least squares under the order of the notes: the pool-adjacent-
     violators algorithm on the tops less the heights of the notes before. */

  function tops(notes) {
    const pools = [];
    let before = 0;
    let floor = -Infinity;
    const floors = notes.map((note) => {
      const wanted = { sum: note.wanted - before, count: 1 };
      floor = Math.max(floor, note.floor - before);
      before += note.height + GAP;
      while (pools.length && pools.at(-1).sum / pools.at(-1).count > wanted.sum / wanted.count) {
        const pool = pools.pop();
        wanted.sum += pool.sum;
        wanted.count += pool.count;
      }
      pools.push(wanted);
      return floor;
    });
    before = 0;
    return pools
      .flatMap((pool) => Array(pool.count).fill(pool.sum / pool.count))
      .map((top, i) => {
        const placed = Math.max(top, floors[i]) + before;
        before += notes[i].height + GAP;
        return placed;
      });
  }

  function measured(note, origin) {
    const group = note.parentElement;
    const paragraph = group.previousElementSibling ?? group;
    const isWhole = note.querySelector(".postil-note-whole") !== null;
    const line = (!isWhole && markerOf(note)) || paragraph;
    return {
      floor: paragraph.getBoundingClientRect().top - origin,
      wanted: line.getBoundingClientRect().top - origin,
      height: note.getBoundingClientRect().height,
    };
  }

  const markerOf = (note) => document.getElementById(note.id.replace(/^note-/, "ref-"));

  /* Where notes are crowded, long ones show their first lines and a button. */

  function clamp(note) {
    const body = note.querySelector(".postil-note-body");
    if (!body || note.querySelector(".postil-more")) return;
    const full = note.getBoundingClientRect().height;
    note.classList.add("postil-clamped");
    if (note.matches(":target")) return;
    const line = parseFloat(getComputedStyle(body).lineHeight);
    if (full - note.getBoundingClientRect().height < SAVED_LINES * line) {
      note.classList.remove("postil-clamped");
      return;
    }
    const button = document.createElement("button");
    button.className = "postil-more";
    button.type = "button";
    button.addEventListener("click", () => {
      const isOpen = note.classList.toggle("postil-clamped") === false;
      label(button, isOpen);
      placeAll();
    });
    label(button, false);
    note.append(button);
  }

  function label(button, isOpen) {
    button.textContent = isOpen ? "Less" : "More";
    button.setAttribute("aria-expanded", String(isOpen));
  }

  function release(note) {
    note.classList.remove("postil-clamped");
    note.querySelector(".postil-more")?.remove();
    note.removeAttribute("style");
  }

  const isFar = (top, size) => Math.abs(top - size.wanted) > FAR;

  function place(page) {
    const notes = [...page.querySelectorAll(":scope > .postil-notes:not(.postil-notes-lost) > .postil-note")];
    const isPlaced = WIDE.matches && notes.length > 0;
    page.classList.toggle("postil-placed", isPlaced);
    page.style.minHeight = "";
    if (!isPlaced) {
      notes.forEach(release);
      return;
    }
    const origin = page.getBoundingClientRect().top;
    let sizes = notes.map((note) => measured(note, origin));
    let placed = tops(sizes);
    if (placed.some((top, i) => isFar(top, sizes[i]))) {
      notes.filter((_, i) => isFar(placed[i], sizes[i])).forEach(clamp);
      sizes = notes.map((note) => measured(note, origin));
      placed = tops(sizes);
    }
    notes.forEach((note, i) => {
      // The note that was asked for stands at its line, over its neighbours if need be.
      const top = note.matches(":target, :focus-within") ? Math.max(sizes[i].wanted, sizes[i].floor) : placed[i];
      note.style.setProperty("top", `${Math.round(top)}px`);
    });
    page.style.minHeight = `${Math.ceil(placed.at(-1) + sizes.at(-1).height)}px`;
  }

  const placeAll = () => document.querySelectorAll(".postil-transcript").forEach(place);

  /* A link to something that is in view must not scroll the text away from the reader. */

  function follow(event) {
    const link = event.target.closest?.("[role=doc-noteref], [role=doc-backlink]");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const line = (target.matches(".postil-placed .postil-note") && markerOf(target)) || target;
    const box = line.getBoundingClientRect();
    if (box.top < HEADER || box.top > innerHeight - 2 * GAP) return;
    // The browser is about to scroll to the target: let it find that it is there already.
    target.style.scrollMarginTop = `${target.getBoundingClientRect().top}px`;
    setTimeout(() => target.style.removeProperty("scroll-margin-top"), 100);
  }

  let controller = new AbortController();

  function start() {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    if (document.querySelector(".postil-transcript") === null) return;
    placeAll();
    document.fonts?.ready.then(placeAll);
    addEventListener("resize", placeAll, { signal });
    addEventListener("load", placeAll, { signal });
    addEventListener("hashchange", placeAll, { signal });
    document.addEventListener("click", follow, { signal, capture: true });
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest?.(".postil-transcript")) target.scrollIntoView();
  }

  // The theme replaces the page's contents on instant navigation and says so here.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
