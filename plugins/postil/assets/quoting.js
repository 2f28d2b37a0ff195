// Where a quote stands in a text, and a quote of a passage: as the build finds them.
(() => {
  "use strict";

  const CONTEXT = 8; // Words tried on each side of a quote, as `postil new` does.

  /* Texts compared as the build compares them: `places[i]` is what character i stands for. */

  // The scripts of India have their zeros at 6 of 16, the others at 0.
  const digit = (sign) => (sign.charCodeAt() - (sign > "॥" && sign < "๐" ? 6 : 0)) & 15;
  const SAME = [
    [/[\t-\r\x85\p{Z}]/gu, " "],
    [/[！-～｡-ﾟ￠￡￥￦]/g, (wide) => wide.normalize("NFKC")],
    [/(?=\p{Nd})[٠-៩]/gu, digit],
    [/٪/g, "%"],
    [/٫/g, "."],
    [/٬/g, ","],
    [/[‘’‚‛′ʼ´`‹›׳]/g, "'"],
    [/[“”„‟″«»״「」『』]/g, '"'],
    [/[‐‑‒–—―−⁃]/g, "-"],
  ];
  const isSpelt = /^[…ﬀ-ﬆ]$/;
  const INVISIBLE = "\xad\u0640\u061c\u06e5\u06e6\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff";
  const isInvisible = new RegExp(`^[${INVISIBLE}]$`);
  const edges = new RegExp(`^[\\s${INVISIBLE}]$`);
  // Points of Hebrew and Arabic, and what chooses a form of the character before it.
  const POINTS = /(?=\p{M})[\u034f\u0591-\u0652\u0656-\u06ed\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

  function fold(text) {
    const same = SAME.reduce((result, [from, to]) => result.replace(from, to), text);
    const places = [];
    let folded = "";
    for (const { 0: cluster, index } of same.matchAll(/[^][\p{M}\u1160-\u11ff]*/gu)) {
      const bare = cluster.replace(POINTS, "");
      const piece = bare.normalize(isSpelt.test(bare) ? "NFKC" : "NFC");
      if (!bare || isInvisible.test(bare) || (" -".includes(piece) && folded.endsWith(piece))) continue;
      folded += piece;
      for (let i = 0; i < piece.length; i++) places.push([index, index + cluster.length]);
    }
    return { folded, places };
  }

  const words = (text) => fold(text).folded.trim();

  const joins = (text, at) =>
    /[\p{L}\p{N}\p{M}]$/u.test(text.slice(Math.max(0, at - 2), at)) && /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));

  const marked = (text, at) => /^\p{M}/u.test(text.slice(at, at + 2));

  /* Where a quote stands between its context; whole words come before parts of words, and a letter
     without its mark is another. */
  function spans({ folded, places }, quote, prefix = "", suffix = "") {
    const hits = [];
    for (let at = quote ? folded.indexOf(quote) : -1; at >= 0; at = folded.indexOf(quote, at + 1)) {
      const end = at + quote.length;
      const before = folded.slice(Math.max(0, at - prefix.length - 1), at).trimEnd();
      const after = folded.slice(end, end + suffix.length + 1).trimStart();
      const cut = marked(folded, at) || marked(folded, end);
      if (!cut && before.endsWith(prefix) && after.startsWith(suffix)) hits.push([at, end]);
    }
    const alone = hits.filter((hit) => !hit.some((at) => joins(folded, at)));
    return (alone.length ? alone : hits).map(([at, end]) => [places[at][0], places[end - 1][1]]);
  }

  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

  /* The span without space around it, and with the whole of its first and last word. */
  function snapped(text, [start, end]) {
    while (start < end && edges.test(text[start])) start++;
    while (start < end && edges.test(text[end - 1])) end--;
    const all = segmenter.segment(text);
    const [first, last] = [all.containing(start), all.containing(end - 1)];
    if (first?.isWordLike) start = first.index;
    if (last?.isWordLike) end = last.index + last.segment.length;
    return [start, end];
  }

  /* The quote with as little context as tells it from its likes; null where none does. */
  function toldApart(text, [start, end]) {
    const whole = fold(text);
    const quote = text.slice(start, end);
    const before = text.slice(0, start).split(/\s+/).filter(Boolean);
    const after = text.slice(end).split(/\s+/).filter(Boolean);
    for (let count = 0; count <= CONTEXT; count++) {
      const prefix = count ? before.slice(-count).join(" ") : "";
      const suffix = after.slice(0, count).join(" ");
      for (const [one, other] of [[prefix, ""], ["", suffix], [prefix, suffix]]) {
        const found = spans(whole, words(quote), words(one), words(other));
        if (found.length === 1 && found[0][0] === start) return { quote, prefix: one, suffix: other };
      }
    }
    return null;
  }

  /* The words of the text that are most like these, by the pairs of letters they share. */
  function similar(text, quote) {
    const pairs = (some) => new Set([...words(some)].map((letter, i, all) => letter + all[i + 1]));
    const wanted = pairs(quote);
    const count = quote.trim().split(/\s+/).length;
    let [most, found] = [0.5, ""];
    if (count < 60) text.split(" ").forEach((_, i, all) => { // More would take too long.
      for (const more of [0, 1, -1]) {
        const piece = all.slice(i, i + count + more).join(" ").replace(/[^\p{L}\p{N}]+$/u, "");
        const own = pairs(piece);
        const share = 2 * [...own].filter((pair) => wanted.has(pair)).length / (own.size + wanted.size);
        if (share > most) [most, found] = [share, piece];
      }
    });
    return found;
  }

  const standing = (text, quote) => spans(fold(text), words(quote));

  postil.quoting = { standing, snapped, toldApart, similar };
})();
