// Marks the words that a search found, in the paragraph or note that it led to. They are the
// browser's highlights, so that the text of the page stays as it is.
(() => {
  "use strict";

  // Accents, and the points of Hebrew and Arabic with the long tatweel: the index knows none of them.
  const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/g;
  const plain = (word) => word.normalize("NFKD").replace(MARKS, "").toLowerCase();

  const asked = () => new URLSearchParams(location.search).get("find");

  function mark(found = asked(), anchor = decodeURIComponent(location.hash.slice(1))) {
    const target = document.getElementById(anchor);
    if (!found || !target || !window.CSS?.highlights) return;
    const wanted = new Set(found.split(" ").map(plain));
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
    const ranges = [];
    while (walker.nextNode()) {
      for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
        const text = plain(word);
        if (!wanted.has(text) && ![...wanted].some((one) => one.length > 1 && /[^\u0000-\u024f]/u.test(one) && text.includes(one))) continue;
        const range = new Range();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("postil-found", new Highlight(...ranges));
  }

  (window.postilSearch ??= {}).mark = mark;
  if (asked()) mark();
  addEventListener("hashchange", () => asked() && mark());
})();
