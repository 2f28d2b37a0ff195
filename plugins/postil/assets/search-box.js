// On every page: a box in the header that leads to the search page, and the marks of a search on
// the page it led to. On the search page: loads the search. A classic script; see page.js.
(() => {
  "use strict";

  const settings = window.postilSearchSettings;
  const own = document.currentScript?.src;
  if (!settings || !(own || settings.isSingle)) return;
  const root = own ? new URL("../../", own).href : "";
  const isOnDisk = location.protocol === "file:";

  const place = {
    asked: location.search, // Now: Material takes `q` out of the address when its search closes.
    folder: `${root}assets/postil/search/`,
    version: settings.version,
    // A folder on a disk does not open its index.html.
    address: (url) => `${root}${url === "./" ? "" : url}${isOnDisk && /(^\.?|\/)$/.test(url) ? "index.html" : ""}`,
    // All of a transcript in one file: hits are on this page, and are marked when they are followed.
    isSingle: settings.isSingle === true,
    follow: (found, anchor) => setTimeout(() => mark(found, anchor)),
  };

  function addBox() {
    const header = document.querySelector(".md-header__inner");
    if (!header || header.querySelector(".postil-box")) return;
    const form = document.createElement("form");
    form.className = "postil-box";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Transcripts and notes");
    form.action = place.address(settings.page);
    const input = document.createElement("input");
    input.type = "search";
    input.name = "q";
    input.placeholder = "Search transcripts";
    input.setAttribute("aria-label", "Search transcripts and notes");
    const link = document.createElement("a");
    link.href = form.action;
    link.className = "postil-box-link";
    link.textContent = "Search";
    form.append(input, link);
    header.insertBefore(form, header.querySelector(".md-search, .md-header__source"));
    document.documentElement.classList.add("postil-has-box");
  }

  /* Marks: the words that the search found, in the paragraph or note that it led to. They are the
     browser's highlights, so that the text of the page stays as it is. */

  const plain = (word) => word.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

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

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = resolve;
      script.onerror = reject;
      script.src = `${root}assets/postil/${name}`;
      document.head.append(script);
    });
  }

  async function start() {
    const page = document.querySelector("[data-postil-search]");
    if (settings.isSingle) {
      await window.postilSearch.show(page, place);
    } else if (page) {
      await load("search-index.js");
      await load("search-page.js");
      await window.postilSearch.show(page, place);
    } else {
      addBox();
      mark();
    }
  }

  addEventListener("hashchange", () => asked() && mark());
  start();
})();
