// The index of transcripts: narrow it down and put it in order. Without this script the list is
// whole and by date, and the form stays hidden.
(() => {
  "use strict";

  const KEY = "postil-index"; // What was chosen, so that it is still chosen on the way back.

  const ORDERS = {
    oldest: (a, b) => compare(a.date, b.date),
    newest: (a, b) => compare(b.date, a.date),
    title: (a, b) => a.title.localeCompare(b.title),
    notes: (a, b) => b.notes - a.notes,
  };

  const compare = (a, b) => (a < b ? -1 : Number(a > b));
  const chosen = (form) => Object.fromEntries(new FormData(form));

  function apply(form, list, status, cards) {
    const { order, ...facets } = chosen(form);
    const wanted = Object.entries(facets).filter(([, value]) => value);
    for (const card of cards) {
      card.element.hidden = !wanted.every(([facet, value]) => card.facets[facet].includes(value));
    }
    list.append(...[...cards].sort((a, b) => ORDERS[order](a.order, b.order)).map((card) => card.element));
    const shown = cards.filter((card) => !card.element.hidden).length;
    status.textContent = `${shown} of ${cards.length} transcripts shown`;
  }

  // A browser may refuse to keep anything; the list works all the same.
  function keep(form) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(chosen(form)));
    } catch {}
  }

  function restore(form) {
    try {
      for (const [name, value] of Object.entries(JSON.parse(sessionStorage.getItem(KEY)))) {
        const select = form.elements[name];
        if ([...select.options].some((option) => option.value === value)) select.value = value;
      }
    } catch {}
  }

  function start() {
    const form = document.querySelector(".postil-filters[hidden]");
    if (!form) return;
    const list = document.querySelector(".postil-cards");
    const status = document.querySelector(".postil-filter-status");
    const cards = [...list.children].map((element) => ({
      element,
      facets: JSON.parse(element.dataset.facets),
      order: { title: element.querySelector("h2").textContent, ...JSON.parse(element.dataset.order) },
    }));
    const update = () => {
      apply(form, list, status, cards);
      keep(form);
    };
    form.addEventListener("change", update);
    form.addEventListener("reset", () => setTimeout(update)); // Afterwards the fields are empty.
    form.addEventListener("submit", (event) => event.preventDefault());
    restore(form);
    form.hidden = false;
    apply(form, list, status, cards);
  }

  start(); // Anew with each such page: the theme's instant navigation runs it again.
})();
