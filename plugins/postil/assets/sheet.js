// Narrow screens: a note comes up from the bottom when its number is touched, and goes away again.
// The note's own element becomes the sheet; without script it stands under its paragraph.
(() => {
  const HEADER = 56; // Pixels at the top that the theme's bar covers on a narrow screen.
  const { element, focus, isWide, markerOf, notes, on } = postil;
  const { classList } = document.documentElement;

  const isSheet = () => !isWide.matches && !classList.contains("postil-under");
  const shown = () => notes().filter((note) => postil.isVisible(markerOf(note) ?? note));

  let controls;

  function makeControls() {
    const button = (text, words, act) => postil.button(text, () => act(controls.parentElement), { class: "", "aria-label": words });
    return element(
      "div",
      { class: "postil-sheet-controls" },
      button("‹", "Previous note", (note) => move(note, -1)),
      button("›", "Next note", (note) => move(note, 1)),
      button("Close", "Close note", (note) => note.hidePopover()),
    );
  }

  function neighbour(note, by) {
    const all = shown();
    return all[all.indexOf(note) + by];
  }

  function bringIntoView(marker, sheet) {
    if (!marker) return;
    const room = sheet.getBoundingClientRect().top;
    const box = marker.getBoundingClientRect();
    if (box.top >= HEADER && box.bottom <= room - 8) return;
    const by = box.top - HEADER - (room - HEADER) / 3;
    const { scrollHeight } = document.documentElement;
    // The last lines of a page can rise above a sheet only if there is room below them. It stays:
    // taking it away again would move the text.
    if (scrollY + innerHeight + by > scrollHeight) classList.add("postil-room");
    scrollBy({ top: by, behavior: "instant" });
  }

  function open(note) {
    if (!note.matches(":popover-open")) {
      note.append(controls);
      note.showPopover();
    }
    const [previous, next] = controls.children;
    previous.disabled = !neighbour(note, -1);
    next.disabled = !neighbour(note, 1);
    note.scrollTop = 0;
    bringIntoView(markerOf(note), note);
    focus(note);
  }

  function changed(event) {
    const note = event.target;
    if (!note.matches?.(".postil-note[popover]")) return;
    const marker = markerOf(note);
    const isOpen = event.newState === "open";
    if (marker) marker.ariaExpanded = isOpen;
    const { activeElement } = document;
    // A touch on something else that takes the focus keeps it, and so does the next note.
    if (!isOpen && (activeElement === document.body || note.contains(activeElement))) focus(marker);
  }

  function move(note, by) {
    const other = neighbour(note, by);
    note.hidePopover();
    postil.activate(other);
    focus(controls.children[by < 0 ? 0 : 1]); // At the last note it is disabled, and the note has the focus.
  }

  /* Turns the notes into sheets and back, whichever the width and the reader's choice ask for. */
  function arrange() {
    if (postil.isPrinting()) return;
    const areSheets = isSheet();
    let isChanged = false;
    for (const note of notes()) {
      if (areSheets === Boolean(note.popover)) continue;
      isChanged = true;
      const marker = markerOf(note);
      note.popover = areSheets ? "auto" : null;
      if (marker) marker.ariaExpanded = areSheets ? false : null;
    }
    if (!areSheets) controls?.remove();
    if (isChanged) postil.place(); // Before the next frame is drawn.
  }

  function choice(page) {
    const box = element("input", { type: "checkbox", name: "under", checked: classList.contains("postil-under") });
    box.addEventListener("change", () => {
      classList.toggle("postil-under", box.checked);
      postil.remember("under", box.checked);
      arrange();
      postil.say(box.checked ? "Notes stand under their paragraphs" : "Notes open from their numbers");
    });
    const label = element("label", { class: "postil-under-choice" }, box, " Notes under the paragraphs");
    page.querySelector(".postil-bar")?.append(label);
  }

  postil.isSheet = isSheet;
  postil.openSheet = open;

  postil.add((page) => {
    controls = makeControls();
    choice(page);
    arrange();
    // Before the click: the browser closes an open sheet when something outside it is touched.
    on(page, "toggle", changed, { capture: true });
    on(isWide, "change", arrange);
    on(window, "resize", arrange);
    let printed;
    on(window, "beforeprint", () => {
      printed = page.querySelector(".postil-note:popover-open");
      printed?.hidePopover();
      controls.remove();
    });
    on(window, "afterprint", () => printed && open(printed));
  });
})();
