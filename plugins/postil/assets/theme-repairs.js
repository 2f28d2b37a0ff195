// Repairs of the theme that need script. What and why: hosts/theme_repairs.py.
(() => {
  "use strict";

  const FIELDS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select";

  // Single keys without Ctrl or Alt are for typing; the theme leaves the page for some of them.
  addEventListener("keydown", (event) => {
    const isSingle = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isSingle && !event.target.isContentEditable && !event.target.closest?.(FIELDS)) event.stopImmediatePropagation();
  }, { capture: true });

  const search = document.querySelector(".md-search[role=dialog]");
  if (search) search.ariaLabel = search.querySelector("input").ariaLabel;

  const results = document.querySelector(".md-search__scrollwrap");
  const isOpen = document.getElementById("__search");
  if (!results || !isOpen) return;
  // Results that cannot be seen are no stop for the Tab key.
  const follow = () => (results.tabIndex = isOpen.checked ? 0 : -1);
  isOpen.addEventListener("change", follow);
  follow();
})();
