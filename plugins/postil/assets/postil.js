// What the page can do better with a script. Without it everything is there: notes stand beside or
// under their paragraph, and links lead both ways.
//
// A classic script, not a module: browsers refuse modules on file:// pages.
(() => {
  "use strict";

  const WIDE = matchMedia("screen and (min-width: 60em)");
  const GAP = 10; // Pixels between two notes; half a line of their text.
  const TOO_FAR = 900; // Pixels from a note to its line, a screen: then rows of text and notes serve better.
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
    const marker = document.getElementById(note.id.replace(/^note-/, "ref-"));
    const isWhole = note.querySelector(".postil-note-whole") !== null;
    const line = isWhole || marker === null ? paragraph : marker;
    return {
      floor: paragraph.getBoundingClientRect().top - origin,
      wanted: line.getBoundingClientRect().top - origin,
      height: note.getBoundingClientRect().height,
    };
  }

  function place(page) {
    const notes = [...page.querySelectorAll(":scope > .postil-notes > .postil-note")].filter(
      (note) => note.parentElement.matches(":not(.postil-notes-lost)"),
    );
    page.classList.toggle("postil-placed", WIDE.matches && notes.length > 0);
    page.style.minHeight = "";
    notes.forEach((note) => note.style.removeProperty("top"));
    if (!page.classList.contains("postil-placed")) return;
    const origin = page.getBoundingClientRect().top;
    const sizes = notes.map((note) => measured(note, origin));
    const placed = tops(sizes);
    if (placed.some((top, i) => Math.abs(top - sizes[i].wanted) > TOO_FAR)) {
      page.classList.remove("postil-placed");
      return;
    }
    notes.forEach((note, i) => note.style.setProperty("top", `${Math.round(placed[i])}px`));
    page.style.minHeight = `${Math.ceil(placed.at(-1) + sizes.at(-1).height)}px`;
  }

  /* A link to something that is in view must not scroll the text away from the reader. */

  function follow(event) {
    const link = event.target.closest?.("[role=doc-noteref], [role=doc-backlink]");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const box = target.getBoundingClientRect();
    if (box.top < HEADER || box.top > innerHeight - 2 * GAP) return;
    event.preventDefault();
    const [x, y] = [scrollX, scrollY];
    location.hash = link.hash;
    scrollTo({ left: x, top: y, behavior: "instant" });
    target.focus({ preventScroll: true });
  }

  let controller = new AbortController();

  function start() {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    const pages = [...document.querySelectorAll(".postil-transcript")];
    const placeAll = () => pages.forEach(place);
    if (pages.length === 0) return;
    placeAll();
    document.fonts?.ready.then(placeAll);
    addEventListener("resize", placeAll, { signal });
    addEventListener("load", placeAll, { signal });
    document.addEventListener("click", follow, { signal, capture: true });
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest(".postil-transcript")) target.scrollIntoView();
  }

  // The theme replaces the page's contents on instant navigation and says so here.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
