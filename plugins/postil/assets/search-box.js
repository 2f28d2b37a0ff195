// On every page: a box in the header that leads to the search page. Loads the search on that page,
// and on pages that it led to what marks the words.
(() => {
  "use strict";

  const settings = window.postilSearchSettings;
  const own = document.currentScript?.src;
  if (!settings || !own) return;
  const root = new URL("../../", own).href;
  const isOnDisk = location.protocol === "file:";

  const place = {
    asked: location.search, // Now: Material takes `q` out of the address when its search closes.
    folder: `${root}assets/postil/search/`,
    version: settings.version,
    // A folder on a disk does not open its index.html.
    address: (url) => `${root}${url === "./" ? "" : url}${isOnDisk && /(^\.?|\/)$/.test(url) ? "index.html" : ""}`,
  };

  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  function addBox() {
    const header = document.querySelector(".md-header__inner");
    if (!header || header.querySelector(".postil-box")) return;
    const address = place.address(settings.page);
    const form = make("form", { className: "postil-box", role: "search", ariaLabel: "Transcripts and notes", action: address });
    form.append(
      make("input", { type: "search", name: "q", placeholder: "Search transcripts", ariaLabel: "Search transcripts and notes" }),
      make("a", { className: "postil-box-link", href: address, textContent: "Search" }),
    );
    header.insertBefore(form, header.querySelector(".md-search, .md-header__source"));
    document.documentElement.classList.add("postil-has-box");
  }

  const loaded = {};
  const load = (name) => (loaded[name] ??= new Promise((onload, onerror) => {
    document.head.append(make("script", { onload, onerror, src: `${root}assets/postil/${name}` }));
  }));

  async function start() {
    const page = document.querySelector("[data-postil-search]");
    if (page) {
      document.documentElement.classList.add("postil-has-box"); // The page has one of its own.
      await load("search-index.js");
      await load("search-page.js");
      await window.postilSearch.show(page, place);
    } else {
      addBox();
      if (new URLSearchParams(location.search).has("find")) await load("found.js");
    }
  }

  let isFirst = true;

  function begin() {
    if (!isFirst) place.asked = location.search;
    isFirst = false;
    start();
  }

  // The theme replaces the page's contents on instant navigation and says so here.
  if (window.document$) window.document$.subscribe(begin);
  else begin();
})();
