// Narrow screens: a note comes up from the bottom when its number is touched, and goes away again.
// The note's own element becomes the sheet; without script it stands under its paragraph.
(() => {
  "use strict";

  const HEADER = 56; // Pixels at the top that the theme's bar covers on a narrow screen.
  const { classList } = document.documentElement;

  const isSheet = () => !postil.isWide.matches && !classList.contains("postil-under");
  const shown = () => postil.notes().filter((note) => postil.isVisible(postil.markerOf(note) ?? note));

  let controls;
  let isMoving = false; // From one note to the next: focus stays in the sheet.

  function makeControls() {
    const button = (name, words, text) => postil.button(text, null, { class: "", "data-do": name, "aria-label": words });
    return postil.element(
      "div",
      { class: "postil-sheet-controls" },
      button("previous", "Previous note", "‹"),
      button("next", "Next note", "›"),
      button("close", "Close note", "Close"),
    );
  }

  function neighbours(note) {
    const all = shown();
    const at = all.indexOf(note);
    return { previous: all[at - 1], next: all[at + 1] };
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
    const { previous, next } = neighbours(note);
    controls.querySelector("[data-do=previous]").disabled = !previous;
    controls.querySelector("[data-do=next]").disabled = !next;
    note.scrollTop = 0;
    bringIntoView(postil.markerOf(note), note);
    postil.focus(note);
  }

  function changed(event) {
    const note = event.target;
    if (!note.matches?.(".postil-note[popover]")) return;
    const marker = postil.markerOf(note);
    const isOpen = event.newState === "open";
    postil.set(marker, "aria-expanded", isOpen);
    if (isOpen || isMoving) return;
    const { activeElement } = document;
    // A touch on something else that takes the focus keeps it.
    if (activeElement === document.body || note.contains(activeElement)) {
      postil.focus(marker);
    }
  }

  function press(event) {
    const what = event.target.closest?.(".postil-sheet-controls button")?.dataset.do;
    if (!what) return;
    const note = event.target.closest(".postil-note");
    if (what === "close") {
      note.hidePopover();
      return;
    }
    const other = neighbours(note)[what];
    if (!other) return;
    isMoving = true;
    note.hidePopover();
    postil.activate(other);
    isMoving = false;
    postil.focus(controls.querySelector(`[data-do=${what}]:enabled`));
  }

  /* Turns the notes into sheets and back, whichever the width and the reader's choice ask for. */
  function arrange() {
    if (postil.isPrinting()) return;
    const areSheets = isSheet();
    let isChanged = false;
    for (const note of postil.notes()) {
      if (areSheets === note.hasAttribute("popover")) continue;
      isChanged = true;
      postil.set(note, "popover", areSheets ? "auto" : null);
      postil.set(postil.markerOf(note), "aria-expanded", areSheets ? "false" : null);
    }
    if (!areSheets) controls?.remove();
    if (isChanged) postil.place(); // Before the next frame is drawn.
  }

  function choice(page) {
    const box = postil.element("input", { type: "checkbox", name: "under" });
    box.checked = classList.contains("postil-under");
    box.addEventListener("change", () => {
      classList.toggle("postil-under", box.checked);
      postil.remember("under", box.checked);
      arrange();
      postil.say(box.checked ? "Notes stand under their paragraphs" : "Notes open from their numbers");
    });
    const label = postil.element("label", { class: "postil-choice postil-under-choice" }, box, " Notes under the paragraphs");
    page.querySelector(".postil-bar")?.append(label);
  }

  postil.isSheet = isSheet;
  postil.openSheet = open;

  postil.add((page, signal) => {
    controls = makeControls();
    choice(page);
    arrange();
    // Before the click: the browser closes an open sheet when something outside it is touched.
    page.addEventListener("toggle", changed, { signal, capture: true });
    page.addEventListener("click", press, { signal });
    postil.isWide.addEventListener("change", arrange, { signal });
    addEventListener("resize", arrange, { signal });
    let printed;
    addEventListener("beforeprint", () => {
      printed = page.querySelector(".postil-note:popover-open");
      printed?.hidePopover();
      controls.remove();
    }, { signal });
    addEventListener("afterprint", () => printed && open(printed), { signal });
  });
})();
