// What a hit shows of a text: the words around those that were found, and these marked.
(() => {
  "use strict";

  const { postilSearch: engine } = window;
  const AROUND = 90; // Letters shown on both sides of the words.

  function matcher(clauses, spellings) {
    const known = new Set(spellings.flatMap((found) => [...found]));
    const runs = clauses.flatMap((clause) => clause.run || []);
    const beginnings = clauses.flatMap((clause) => (clause.isUnfinished ? engine.folded(clause.words[0]) : []));
    return (word) =>
      known.has(word) ||
      beginnings.some((beginning) => word.startsWith(beginning)) ||
      runs.some((run) => word.includes(run));
  }

  function matches(text, fits) {
    return [...engine.wordsIn(text)].filter(({ word }) => fits(word));
  }

  /** Where to begin: where most different words stand together. */
  function bestStart(found) {
    const together = (i) => new Set(found.filter((m) => m.start >= found[i].start && m.end < found[i].start + 2 * AROUND).map((m) => m.word)).size;
    let best = 0;
    for (let i = 1; i < Math.min(found.length, 40); i++) if (together(i) > together(best)) best = i;
    return found[best]?.start ?? 0;
  }

  function snippet(text, fits, length = 2 * AROUND) {
    const found = matches(text, fits);
    const middle = bestStart(found);
    let start = Math.max(0, middle - AROUND);
    if (start > 0) start = text.indexOf(" ", start) + 1 || start;
    let end = Math.min(text.length, Math.max(start + length, middle + AROUND));
    if (end < text.length) end = text.lastIndexOf(" ", end) > middle ? text.lastIndexOf(" ", end) : end;
    return [...(start > 0 ? ["… "] : []), ...marked(text, found, start, end), ...(end < text.length ? [" …"] : [])];
  }

  function* marked(text, found, start = 0, end = text.length) {
    let at = start;
    for (const match of found) {
      if (match.start < at || match.end > end) continue;
      yield text.slice(at, match.start);
      yield mark(text.slice(match.start, match.end));
      at = match.end;
    }
    yield text.slice(at, end);
  }

  function mark(words) {
    const element = document.createElement("mark");
    element.append(words);
    return element;
  }

  Object.assign(engine, { matcher, matches, marked, snippet });
})();
