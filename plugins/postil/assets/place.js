// Margin: each note at the line of its marker, pushed up and down where notes are crowded, never
// above its own paragraph. Least squares under the order of the notes: the pool-adjacent-violators
// algorithm on the tops less the heights of the notes before.
(() => {
  const GAP = 12; // Pixels between two notes; half a line of the text.
  const FAR = 220; // Pixels from a note to its line from which its neighbours are cut; a dozen lines.
  const SHOWN_LINES = 4;
  const SAVED_LINES = 3; // A cut that saves less looks silly.
  const NEAR = 64; // Pixels within which a note that was asked for stands at its line.
  const HEAVY = 1000; // So much more does a note weigh that was asked for.

  const { isVisible, isWide, markerOf, on, paragraphOf } = postil;
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
  const heightOf = (note) => boxOf(note).height;

  function measured(notes, page) {
    const origin = boxOf(page).top;
    const topOf = (element) => boxOf(element).top - origin;
    return notes.map((note) => {
      const isActive = note === postil.active;
      const paragraph = paragraphOf(note);
      // A note on a whole paragraph stands at its beginning, unless it was asked for at its end.
      const isWhole = !isActive && note.querySelector(".postil-note-whole");
      const floor = topOf(paragraph);
      const wanted = Math.max(floor, topOf((!isWhole && markerOf(note)) || paragraph) - 2);
      return { floor, wanted, weight: isActive ? HEAVY : 1, height: heightOf(note) };
    });
  }

  /* Where notes are crowded, long ones show their first lines and a button. */

  function crowded(notes, boxes, placed) {
    const groups = [];
    notes.forEach((note, i) => {
      const isApart = !i || placed[i] - placed[i - 1] > boxes[i - 1].height + GAP + 1;
      if (isApart) groups.push({ members: [] });
      const group = groups.at(-1);
      group.members.push(note);
      group.isCrowded ||= Math.abs(placed[i] - boxes[i].wanted) > FAR;
    });
    return groups.flatMap(({ isCrowded, members }) => (isCrowded ? members : []))
      .filter((note) => !opened.has(note) && note !== postil.active);
  }

  function clamp(notes) {
    const before = notes.map(heightOf);
    notes.forEach((note) => note.classList.add("postil-clamped"));
    const line = notes.map((note) => parseFloat(getComputedStyle(note).lineHeight));
    const saved = notes.map((note, i) => before[i] - heightOf(note));
    notes.forEach((note, i) => {
      // The button that opens the note again takes a line and a half.
      if (saved[i] < (SAVED_LINES + 1.5) * line[i]) note.classList.remove("postil-clamped");
      else button(note, false);
    });
  }

  const moreOf = (note) => note.querySelector(":scope > .postil-more");

  function button(note, isOpen) {
    const more = moreOf(note) ?? note.appendChild(postil.button("", null, { class: "postil-plain postil-more" }));
    more.textContent = isOpen ? "Less" : "More";
    more.ariaExpanded = isOpen;
  }

  function toggle(event) {
    const more = event.target.closest?.(".postil-more");
    if (!more) return;
    const note = more.parentElement;
    if (!opened.delete(note)) opened.add(note);
    place();
    postil.focus(moreOf(note));
  }

  function tidy(notes) {
    for (const note of notes) {
      if (note.classList.contains("postil-clamped")) continue;
      if (opened.has(note)) button(note, true);
      else moreOf(note)?.remove();
    }
  }

  function place() {
    const page = document.querySelector(".postil-transcript");
    if (!page || postil.isPrinting()) return;
    const all = postil.notes();
    all.forEach((note) => note.classList.remove("postil-clamped"));
    page.classList.toggle("postil-placed", isWide.matches);
    if (!isWide.matches) {
      page.removeAttribute("style");
      for (const note of all) {
        opened.delete(note);
        note.classList.remove("postil-over");
        note.removeAttribute("style");
      }
      tidy(all);
      return;
    }
    const notes = all.filter(isVisible);
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
    document.fonts.ready.then(place);
    on(document.fonts, "loadingdone", soon);
    on(page, "click", toggle);
    on(page, "load", soon, { capture: true }); // Pictures in notes.
    on(window, "load", place);
    on(window, "resize", place);
    // Larger text or wider spacing makes other lines; it comes with no event.
    const lines = new ResizeObserver(soon);
    page.querySelectorAll(":scope > p").forEach((paragraph) => lines.observe(paragraph));
    signal.addEventListener("abort", () => lines.disconnect());
  });
})();
