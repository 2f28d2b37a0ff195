// One speaker alone, for readers who follow one voice through a long conversation.
(() => {
  const { element, on } = postil;

  const labelOf = (paragraph) =>
    paragraph.querySelector(":scope > .postil-speaker")?.textContent.replace(/:\s*$/, "").trim() ?? "";

  postil.add((page) => {
    const paragraphs = [...page.querySelectorAll(":scope > p[id]")];
    const speakers = [...new Set(paragraphs.map(labelOf).filter(Boolean))];
    const bar = page.querySelector(".postil-bar");
    if (speakers.length < 2 || !bar) return;
    const select = element("select", { name: "speaker" }, new Option("Everybody", ""), ...speakers.map((speaker) => new Option(speaker, speaker)));

    function show() {
      const speaker = select.value;
      let count = 0;
      for (const paragraph of paragraphs) {
        const isHidden = Boolean(speaker) && labelOf(paragraph) !== speaker;
        const group = paragraph.nextElementSibling;
        count += !isHidden;
        paragraph.hidden = isHidden;
        if (group?.matches(".postil-notes")) group.hidden = isHidden;
      }
      postil.place();
      postil.say(speaker ? `${count} paragraphs of ${speaker} shown` : "All speakers shown");
    }

    on(select, "change", show);
    // A link to a paragraph that is hidden shows it.
    on(window, "hashchange", () => {
      const target = postil.named(location.hash);
      if (!target?.closest("[hidden]")) return;
      select.value = "";
      show();
      target.scrollIntoView({ behavior: "instant" });
    });
    bar.append(element("label", { class: "postil-speaker-choice" }, "Speaker ", select));
  });
})();
