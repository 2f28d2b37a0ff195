// Links between text and notes: nothing scrolls that can be seen already, and an address with a
// note in it shows the note and its words at every width.
(() => {
  "use strict";

  const HEADER = 64; // Pixels at the top that the theme's bar may cover.
  const MARGIN = 12;

  let isFollowing = false; // A link.
  let cameBack = false; // By the browser's history, which restores the scroll position itself.

  const isSheet = (note) => postil.isSheet() && note.hasAttribute("popover");

  /* Go to the address without the jump that comes with it. */
  function name(id) {
    if (location.hash === `#${id}`) return;
    const { scrollX, scrollY } = window;
    location.hash = id;
    scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  }

  function mark(note) {
    document.querySelectorAll(".postil-active").forEach((old) => old.classList.remove("postil-active"));
    postil.active = note;
    if (!note) return;
    const passages = document.querySelectorAll(`mark[aria-details="${CSS.escape(note.id)}"]`);
    for (const part of [note, postil.markerOf(note), ...passages]) part?.classList.add("postil-active");
  }

  /* Scroll as little as possible, so that the element is seen, or its beginning if it is tall. */
  function show(element) {
    const box = element.getBoundingClientRect();
    const room = innerHeight - MARGIN;
    let by = 0;
    if (box.top < HEADER) by = box.top - HEADER;
    else if (box.bottom > room) by = Math.min(box.bottom - room, box.top - HEADER);
    if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: "instant" });
  }

  function activate(note) {
    mark(note);
    name(note.id);
    if (isSheet(note)) {
      postil.openSheet(note);
      return;
    }
    postil.place();
    show(note);
    postil.focus(note);
  }

  function goBack(note) {
    const marker = postil.markerOf(note);
    if (!marker) return;
    if (note.matches(":popover-open")) note.hidePopover();
    name(marker.id);
    show(marker);
    postil.focus(marker);
  }

  function follow(event) {
    if (event.defaultPrevented || !postil.isPlain(event)) return;
    const link = event.target.closest?.("[role=doc-noteref], [role=doc-backlink]");
    const target = link && postil.named(link.hash);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation(); // The theme's instant navigation would go there again.
    if (link.matches("[role=doc-noteref]")) activate(target);
    else goBack(link.closest(".postil-note"));
  }

  /* The address names something: on arrival, by a link in a note, by going back or forward. */
  function arrive({ isFirst = false } = {}) {
    const target = postil.named(location.hash);
    if (!target?.closest(".postil-transcript")) {
      mark(null);
      return;
    }
    const note = target.closest(".postil-note") ?? (target.matches("[role=doc-noteref]") ? postil.noteOf(target) : null);
    if (note === postil.active && !isFirst && !note?.hasAttribute("popover")) return;
    mark(note);
    postil.place();
    if (note && target === note) {
      if (isSheet(note)) {
        if (!note.matches(":popover-open")) postil.openSheet(note);
        return;
      }
      if (cameBack) return;
      show(postil.paragraphOf(note));
      show(note);
      if (isFirst) postil.focus(note);
    } else if (isFirst && !cameBack) {
      target.scrollIntoView({ behavior: "instant" });
    }
  }

  postil.activate = activate;
  postil.goTo = name;
  postil.pageIsNew = () => (isFollowing = false);

  const [arrival] = performance.getEntriesByType("navigation");
  cameBack = ["back_forward", "reload"].includes(arrival?.type);
  document.addEventListener("click", ({ target }) => {
    cameBack = false;
    isFollowing = Boolean(target.closest?.("a[href]"));
  }, { capture: true });
  addEventListener("popstate", () => {
    if (!isFollowing) cameBack = true; // Links, and the theme when it loads a page, pop too.
    isFollowing = false;
  });

  postil.add((page, signal) => {
    postil.active = null;
    document.addEventListener("click", follow, { signal, capture: true });
    addEventListener("hashchange", () => arrive(), { signal });
    document.addEventListener("click", (event) => {
      // A touch beside it lets go of a note in the margin, as Esc does.
      if (!postil.active || postil.isSheet() || event.target.closest?.("a, button, input, label, select, .postil-note, dialog")) return;
      mark(null);
      postil.place();
    }, { signal });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !postil.active || postil.isSheet() || document.querySelector("dialog[open]")) return;
      if (postil.active.contains(document.activeElement)) postil.focus(postil.markerOf(postil.active));
      mark(null);
      postil.place();
    }, { signal });
    arrive({ isFirst: true });
  });
})();
