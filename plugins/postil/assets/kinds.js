// Which kinds of notes are shown. The style sheet hides them; this remembers the choice, says what
// happened, and takes hidden notes' passages out of what a screen reader is told.
(() => {
  const { remember, remembered } = postil;

  postil.add((page) => {
    const choices = page.querySelector(".postil-choices");
    if (!choices) return;
    const boxes = [...choices.querySelectorAll("input")];
    const passages = [...page.querySelectorAll("mark[aria-details]")].map((mark) => [mark, mark.getAttribute("aria-details")]);
    const unchecked = () => boxes.filter((box) => !box.checked).map((box) => box.value);

    function apply() {
      const hidden = unchecked();
      for (const [mark, note] of passages) {
        const isHidden = hidden.some((kind) => mark.classList.contains(`postil-kind-${kind}`));
        mark.role = isHidden ? "none" : null;
        if (isHidden) mark.removeAttribute("aria-details");
        else mark.setAttribute("aria-details", note);
      }
      postil.place();
    }

    function choose(what) {
      const elsewhere = remembered("hidden", []).filter((kind) => !boxes.some((box) => box.value === kind));
      remember("hidden", [...elsewhere, ...unchecked()]);
      apply();
      const count = boxes.reduce((sum, box) => sum + box.checked * box.parentElement.lastElementChild.textContent, 0);
      postil.say(`${what}, ${count} shown`);
    }

    const buttonForAll = (text, isChecked) => postil.button(text, () => {
      boxes.forEach((box) => (box.checked = isChecked));
      choose(`All notes ${isChecked ? "shown" : "hidden"}`);
    });

    const before = remembered("hidden", []);
    boxes.forEach((box) => (box.checked = !before.includes(box.value)));
    const both = postil.element("span", {}, buttonForAll("All", true), " ", buttonForAll("None", false));
    choices.querySelector("legend").after(both);
    postil.on(choices, "change", ({ target }) => {
      choose(`${target.nextElementSibling.textContent} notes ${target.checked ? "shown" : "hidden"}`);
    });
    apply();
  });
})();
