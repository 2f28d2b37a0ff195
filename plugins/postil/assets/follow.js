// Links between text and notes: nothing scrolls that can be seen already, and an address with a
// note in it shows the note and its words at every width.
(() => {
  const { focus, markerOf, named, on } = postil;

  let isFollowing = false; // A link.
  // By the browser's history, which restores the scroll position itself.
  let cameBack = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);

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
    for (const part of [note, markerOf(note), ...passages]) part?.classList.add("postil-active");
  }

  /* Scroll as little as possible; the page's `scroll-padding` keeps it out from under the header. */
  const show = (element) => element.scrollIntoView({ block: "nearest", behavior: "instant" });

  const isHeld = () => postil.active && !postil.isSheet();

  function letGo() {
    mark(null);
    postil.place();
  }

  function activate(note) {
    mark(note);
    name(note.id);
    if (note.popover) {
      postil.openSheet(note);
      return;
    }
    postil.place();
    show(note);
    focus(note);
  }

  function goBack(note) {
    const marker = markerOf(note);
    if (!marker) return;
    if (note.matches(":popover-open")) note.hidePopover();
    name(marker.id);
    show(marker);
    focus(marker);
  }

  function follow(event) {
    if (event.defaultPrevented || !postil.isPlain(event)) return;
    const link = event.target.closest?.("[role=doc-noteref], [role=doc-backlink]");
    const target = link && named(link.hash);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation(); // The theme's instant navigation would go there again.
    if (link.role === "doc-noteref") activate(target);
    else goBack(link.closest(".postil-note"));
  }

  /* The address names something: on arrival, by a link in a note, by going back or forward. */
  function arrive({ isFirst = false } = {}) {
    const target = named(location.hash);
    if (!target?.closest(".postil-transcript")) {
      mark(null);
      return;
    }
    const note = target.closest(".postil-note") ?? (target.role === "doc-noteref" ? named(target.hash) : null);
    if (note === postil.active && !isFirst && !note?.popover) return;
    mark(note);
    postil.place();
    if (note && target === note) {
      if (note.popover) {
        if (!note.matches(":popover-open")) postil.openSheet(note);
        return;
      }
      if (cameBack) return;
      show(postil.paragraphOf(note));
      show(note);
      if (isFirst) focus(note);
    } else if (isFirst && !cameBack) {
      target.scrollIntoView({ behavior: "instant" });
    }
  }

  postil.activate = activate;
  postil.goTo = name;
  postil.pageIsNew = () => (isFollowing = false);

  document.addEventListener("click", ({ target }) => {
    cameBack = false;
    isFollowing = Boolean(target.closest?.("a[href]"));
  }, { capture: true });
  addEventListener("popstate", () => {
    if (!isFollowing) cameBack = true; // Links, and the theme when it loads a page, pop too.
    isFollowing = false;
  });

  postil.add(() => {
    postil.active = null;
    on(document, "click", follow, { capture: true });
    on(window, "hashchange", () => arrive());
    on(document, "click", ({ target }) => {
      // A touch beside it lets go of a note in the margin, as Esc does.
      if (isHeld() && !target.closest?.("a, button, input, label, select, .postil-note, dialog")) letGo();
    });
    on(document, "keydown", ({ key }) => {
      if (key !== "Escape" || !isHeld() || document.querySelector("dialog[open]")) return;
      if (postil.active.contains(document.activeElement)) focus(markerOf(postil.active));
      letGo();
    });
    arrive({ isFirst: true });
  });
})();
