// Margin: each note at the line of its marker, pushed up and down where notes are crowded, never
// above its own paragraph. Least squares under the order of the notes: the pool-adjacent-violators
// algorithm on the tops less the heights of the notes before.
(() => {
  "use strict";

  const GAP = 12; // Pixels between two notes; half a line of the text.
  const FAR = 220; // Pixels from a note to its line from which its neighbours are cut; a dozen lines.
  const SHOWN_LINES = 4;
  const SAVED_LINES = 3; // A cut that saves less looks silly.
  const NEAR = 64; // Pixels within which a note that was asked for stands at its line.
  const HEAVY = 1000; // So much more does a note weigh that was asked for.

  const opened = new WeakSet();

  function tops(boxes) {
    const pools = [];
    const floors = [];
    let before = 0;
    let floor = -Infinity;
    for (const box of boxes) {
      const pool = { sum: (box.wanted - before) * box.weight, weight: box.weight, count: 1 };
      floor = Math.max(floor, box.floor - before);
      floors.push(floor);
      before += box.height + GAP;
      while (pools.length && pools.at(-1).sum / pools.at(-1).weight > pool.sum / pool.weight) {
        const above = pools.pop();
        pool.sum += above.sum;
        pool.weight += above.weight;
        pool.count += above.count;
      }
      pools.push(pool);
    }
    const ideal = pools.flatMap((pool) => Array(pool.count).fill(pool.sum / pool.weight));
    before = 0;
    return boxes.map((box, i) => {
      const top = Math.max(ideal[i], floors[i]) + before;
      before += box.height + GAP;
      return Math.round(top);
    });
  }

  const boxOf = (element) => element.getBoundingClientRect();

  const lineOf = (note) => {
    // A note on a whole paragraph stands at its beginning, unless it was asked for at its end.
    const isWhole = note.querySelector(".postil-note-whole") !== null && note !== postil.active;
    return (!isWhole && postil.markerOf(note)) || postil.paragraphOf(note);
  };

  function measured(notes, page) {
    const origin = boxOf(page).top;
    return notes.map((note) => {
      const floor = boxOf(postil.paragraphOf(note)).top - origin;
      const wanted = Math.max(floor, boxOf(lineOf(note)).top - origin - 2);
      const weight = note === postil.active ? HEAVY : 1;
      return { floor, wanted, weight, height: boxOf(note).height };
    });
  }

  /* Where notes are crowded, long ones show their first lines and a button. */

  function crowded(notes, boxes, placed) {
    const found = [];
    const isApart = (i) => placed[i] - placed[i - 1] > boxes[i - 1].height + GAP + 1;
    for (let first = 0, next = 1; next <= notes.length; next++) {
      if (next < notes.length && !isApart(next)) continue;
      const isFar = (box, i) => Math.abs(placed[first + i] - box.wanted) > FAR;
      if (boxes.slice(first, next).some(isFar)) found.push(...notes.slice(first, next));
      first = next;
    }
    return found.filter((note) => !opened.has(note) && note !== postil.active);
  }

  function clamp(notes) {
    const before = notes.map((note) => boxOf(note).height);
    notes.forEach((note) => note.classList.add("postil-clamped"));
    const line = notes.map((note) => parseFloat(getComputedStyle(note).lineHeight));
    const saved = notes.map((note, i) => before[i] - boxOf(note).height);
    notes.forEach((note, i) => {
      // The button that opens the note again takes a line and a half.
      if (saved[i] < (SAVED_LINES + 1.5) * line[i]) note.classList.remove("postil-clamped");
      else button(note, false);
    });
  }

  function button(note, isOpen) {
    const old = note.querySelector(":scope > .postil-more");
    const more = old ?? postil.button("", null, { class: "postil-more" });
    more.textContent = isOpen ? "Less" : "More";
    more.setAttribute("aria-expanded", String(isOpen));
    if (!old) note.append(more);
  }

  function toggle(event) {
    const more = event.target.closest?.(".postil-more");
    if (!more) return;
    const note = more.parentElement;
    if (!opened.delete(note)) opened.add(note);
    place();
    postil.focus(note.querySelector(".postil-more"));
  }

  function unstyle(element, property) {
    element.style.removeProperty(property);
    if (!element.getAttribute("style")) element.removeAttribute("style");
  }

  function release(note) {
    opened.delete(note);
    note.classList.remove("postil-clamped", "postil-over");
    unstyle(note, "--postil-top");
  }

  function tidy(notes) {
    for (const note of notes) {
      if (note.classList.contains("postil-clamped")) continue;
      if (opened.has(note)) button(note, true);
      else note.querySelector(":scope > .postil-more")?.remove();
    }
  }

  function place() {
    const page = document.querySelector(".postil-transcript");
    if (!page || postil.isPrinting()) return;
    const all = postil.notes();
    page.classList.toggle("postil-placed", postil.isWide.matches);
    if (!postil.isWide.matches) {
      unstyle(page, "--postil-height");
      all.forEach(release);
      tidy(all);
      return;
    }
    all.forEach((note) => note.classList.remove("postil-clamped"));
    const notes = all.filter(postil.isVisible);
    tidy(notes);
    let boxes = measured(notes, page);
    let placed = tops(boxes);
    const long = crowded(notes, boxes, placed);
    if (long.length) {
      clamp(long);
      boxes = measured(notes, page);
      placed = tops(boxes);
    }
    notes.forEach((note, i) => {
      // If there is no room for it at its line it stands there over its neighbours.
      const isOver = note === postil.active && Math.abs(placed[i] - boxes[i].wanted) > NEAR;
      note.classList.toggle("postil-over", isOver);
      note.style.setProperty("--postil-top", `${isOver ? Math.round(boxes[i].wanted) : placed[i]}px`);
    });
    const height = notes.length ? Math.ceil(placed.at(-1) + boxes.at(-1).height) : 0;
    page.style.setProperty("--postil-height", `${height}px`);
  }

  postil.place = place;

  postil.add((page, signal) => {
    let asked = 0;
    const soon = () => (asked ||= requestAnimationFrame(() => ((asked = 0), place())));
    place();
    document.fonts?.ready.then(place);
    document.fonts?.addEventListener("loadingdone", soon, { signal });
    page.addEventListener("click", toggle, { signal });
    page.addEventListener("load", soon, { signal, capture: true }); // Pictures in notes.
    addEventListener("load", place, { signal });
    addEventListener("resize", place, { signal });
    // Larger text or wider spacing makes other lines; it comes with no event.
    const lines = new ResizeObserver(soon);
    page.querySelectorAll(":scope > p").forEach((paragraph) => lines.observe(paragraph));
    signal.addEventListener("abort", () => lines.disconnect());
  });
})();
