// The filters of the search page: for each the names of its values and, of each unit, the number of
// its value; `labels` where they are shown by other words.
(() => {
  "use strict";

  const { postilSearch: engine } = window;
  const TYPES = { text: "Text", note: "Notes", transcript: "Transcripts" };

  engine.facet = async (index, name) => {
    const of = (value) => Array.from({ length: index.size }, (_, unit) => value(unit));
    if (name === "in") {
      const types = Object.keys(TYPES);
      return { names: types, labels: Object.values(TYPES), of: of((unit) => types.indexOf(index.type(unit))) };
    }
    if (name === "transcript") {
      return { names: index.transcripts.map(({ url }) => url), labels: await index.titles(), of: index.transcriptOf };
    }
    if (name === "year") {
      const years = [...new Set(index.transcripts.map(({ date }) => date.slice(0, 4)))].sort();
      return { names: years, of: of((unit) => years.indexOf(index.transcripts[index.transcriptOf[unit]].date.slice(0, 4))) };
    }
    const facet = await index.facet(name);
    if (name === "kind") facet.labels = facet.names.map((kind) => index.kinds[kind] ?? kind);
    return facet;
  };
})();
