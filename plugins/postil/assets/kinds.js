// Which kinds of notes are shown. The style sheet hides them; this remembers the choice, says what
// happened, and takes hidden notes' passages out of what a screen reader is told.
(() => {
  "use strict";

  const boxes = (page) => [...page.querySelectorAll(".postil-bar input[name=kind]")];
  const unchecked = (page) => boxes(page).filter((box) => !box.checked).map((box) => box.value);
  const part = (box, name) => box.parentElement.querySelector(`.postil-choice-${name}`).textContent;

  function apply(page) {
    const hidden = unchecked(page);
    for (const passage of page.querySelectorAll("mark[aria-details], mark[data-details]")) {
      const isHidden = [...passage.classList].some((name) => hidden.includes(name.replace(/^postil-kind-/, "")));
      if (isHidden === passage.hasAttribute("data-details")) continue;
      const [from, to] = isHidden ? ["aria-details", "data-details"] : ["data-details", "aria-details"];
      postil.set(passage, to, passage.getAttribute(from));
      postil.set(passage, from, null);
      postil.set(passage, "role", isHidden ? "none" : null);
    }
    postil.place();
  }

  function choose(page, what) {
    const elsewhere = postil.remembered("hidden", []).filter((kind) => !boxes(page).some((box) => box.value === kind));
    postil.remember("hidden", [...elsewhere, ...unchecked(page)]);
    apply(page);
    const shown = boxes(page).filter((box) => box.checked);
    const count = shown.reduce((sum, box) => sum + Number(part(box, "count")), 0);
    postil.say(`${what}, ${count} shown`);
  }

  function buttonForAll(page, text, isChecked) {
    return postil.button(text, () => {
      boxes(page).forEach((box) => (box.checked = isChecked));
      choose(page, isChecked ? "All notes shown" : "All notes hidden");
    });
  }

  postil.add((page, signal) => {
    const choices = page.querySelector(".postil-choices");
    if (!choices) return;
    const hidden = postil.remembered("hidden", []);
    boxes(page).forEach((box) => (box.checked = !hidden.includes(box.value)));
    choices.append(buttonForAll(page, "All", true), buttonForAll(page, "None", false));
    choices.addEventListener("change", ({ target }) => {
      choose(page, `${part(target, "kind")} notes ${target.checked ? "shown" : "hidden"}`);
    }, { signal });
    apply(page);
  });
})();
