// One speaker alone, for readers who follow one voice through a long conversation.
(() => {
  "use strict";

  const labelOf = (paragraph) =>
    paragraph.querySelector(":scope > .postil-speaker")?.textContent.replace(/:\s*$/, "").trim() ?? "";

  function show(paragraphs, speaker) {
    for (const paragraph of paragraphs) {
      const isHidden = speaker !== "" && labelOf(paragraph) !== speaker;
      paragraph.hidden = isHidden;
      const group = paragraph.nextElementSibling;
      if (group?.matches(".postil-notes")) group.hidden = isHidden;
    }
    postil.place();
    const count = paragraphs.filter((paragraph) => !paragraph.hidden).length;
    postil.say(speaker ? `${count} paragraphs of ${speaker} shown` : "All speakers shown");
  }

  postil.add((page, signal) => {
    const paragraphs = [...page.querySelectorAll(":scope > p[id]")];
    const speakers = [...new Set(paragraphs.map(labelOf).filter(Boolean))];
    const bar = page.querySelector(".postil-bar");
    if (speakers.length < 2 || !bar) return;
    const select = postil.element("select", { name: "speaker" }, new Option("Everybody", ""));
    select.append(...speakers.map((speaker) => new Option(speaker, speaker)));
    select.addEventListener("change", () => show(paragraphs, select.value), { signal });
    // A link to a paragraph that is hidden shows it.
    addEventListener("hashchange", () => {
      if (!postil.named(location.hash)?.closest("[hidden]")) return;
      select.value = "";
      show(paragraphs, "");
      postil.named(location.hash).scrollIntoView({ behavior: "instant" });
    }, { signal });
    bar.append(postil.element("label", { class: "postil-speaker-choice" }, "Speaker ", select));
  });
})();
