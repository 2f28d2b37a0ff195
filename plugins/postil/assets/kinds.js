// Which kinds of notes are shown. The style sheet hides them; this remembers the choice, says what
// happened, and takes hidden notes' passages out of what a screen reader is told.
(() => {
  "use strict";

  const { postil } = window;

  const boxes = (page) => [...page.querySelectorAll(".postil-bar input[name=kind]")];

  function apply(page) {
    const hidden = new Set(boxes(page).filter((box) => !box.checked).map((box) => box.value));
    for (const passage of page.querySelectorAll("mark[aria-details], mark[data-details]")) {
      const isHidden = [...passage.classList].some((name) => hidden.has(name.replace(/^postil-kind-/, "")));
      if (isHidden === passage.hasAttribute("data-details")) continue;
      const [from, to] = isHidden ? ["aria-details", "data-details"] : ["data-details", "aria-details"];
      passage.setAttribute(to, passage.getAttribute(from));
      passage.removeAttribute(from);
      if (isHidden) passage.setAttribute("role", "none");
      else passage.removeAttribute("role");
    }
    postil.place();
  }

  function choose(page, what) {
    const hidden = boxes(page).filter((box) => !box.checked).map((box) => box.value);
    const elsewhere = postil.remembered("hidden", []).filter((kind) => !boxes(page).some((box) => box.value === kind));
    postil.remember("hidden", [...elsewhere, ...hidden]);
    apply(page);
    const shown = boxes(page).filter((box) => box.checked);
    const count = shown.reduce((sum, box) => sum + Number(box.parentElement.querySelector(".postil-choice-count").textContent), 0);
    postil.say(`${what}, ${count} shown`);
  }

  function word(box) {
    return box.parentElement.querySelector(".postil-choice-kind").textContent;
  }

  function buttonForAll(page, text, isChecked) {
    const button = postil.element("button", { type: "button", class: "postil-plain" }, text);
    button.addEventListener("click", () => {
      boxes(page).forEach((box) => (box.checked = isChecked));
      choose(page, isChecked ? "All notes shown" : "All notes hidden");
    });
    return button;
  }

  postil.add((page, signal) => {
    const choices = page.querySelector(".postil-choices");
    if (!choices) return;
    const hidden = postil.remembered("hidden", []);
    boxes(page).forEach((box) => (box.checked = !hidden.includes(box.value)));
    choices.append(buttonForAll(page, "All", true), buttonForAll(page, "None", false));
    choices.addEventListener("change", ({ target }) => {
      choose(page, `${word(target)} notes ${target.checked ? "shown" : "hidden"}`);
    }, { signal });
    apply(page);
  });
})();
