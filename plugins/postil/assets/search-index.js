// The index in the browser: loads its parts as scripts, which pages opened from disk may do, and
// finds units (heads of transcripts, paragraphs, notes) by their words. It shows nothing.
//
// Words are cut and folded as in searching/words.py; the two are tested against each other.
(() => {
  "use strict";

  const PATIENCE = 20000; // Milliseconds until a part counts as lost.
  const MAX_LETTERS = 400; // Of a query; nobody types more, and a hostile link should cost nothing.
  const MAX_WORDS = 16;
  const MAX_SHARDS = 3; // Loaded for the words that one beginning or stem stands for.
  const EXACT = 4;
  const SAME_STEM = 2;
  const BEGINS = 1;
  const IN_TITLE = 16;

  class PartError extends Error {}

  /* Parts */

  const given = new Map();
  const loaded = new Map();
  window.postilSearchPart = (name, size, letters, places) => given.set(name, { size, letters, places });

  /** As in searching/packing.py: two bytes a letter, and at some places the second is flipped. */
  async function unpacked({ size, letters, places }, known) {
    // Every machine that has a browser puts the lower byte first.
    const units = new Uint16Array(letters.length);
    for (let i = 0; i < units.length; i++) units[i] = letters.charCodeAt(i);
    const bytes = new Uint8Array(units.buffer);
    let place = 0;
    for (let i = 0; i < places.length; i++) {
      const step = places.charCodeAt(i) - 0x4000;
      place += step;
      if (step < 0x4000) bytes[2 * place + 1] ^= 0x80;
    }
    const parts = [...stored(known), bytes.subarray(0, size)];
    const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const text = new Uint8Array(await new Response(stream).arrayBuffer()).subarray(known.length);
    return JSON.parse(new TextDecoder().decode(text));
  }

  /** A stream's beginning that holds a dictionary as it is: RFC 1951, 3.2.4. */
  function stored(known) {
    const length = known.length;
    const sizes = [length & 255, length >> 8];
    return length ? [Uint8Array.of(0, ...sizes, ...sizes.map((byte) => byte ^ 255)), known] : [];
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      const timer = setTimeout(() => reject(new PartError(address)), PATIENCE);
      element.onload = () => (clearTimeout(timer), resolve());
      element.onerror = () => (clearTimeout(timer), reject(new PartError(address)));
      element.src = address;
      document.head.append(element);
      element.remove();
    });
  }

  /** See the units of a word, given as steps from one to the next, as in searching/steps.py. */
  function forUnits(letters, see) {
    let unit = 0;
    let scale = 1;
    for (let i = 0; i < letters.length; i++) {
      const code = letters.charCodeAt(i);
      const isEnd = code < 0x5d;
      unit += scale * (code - (isEnd ? 0x23 : 0x5d));
      scale = isEnd ? 1 : scale * 34;
      if (isEnd) see(unit);
    }
  }

  /** Load a part, once. Rejects with `PartError` where it is missing or damaged. */
  function part(name, { folder, version }, known = new Uint8Array()) {
    if (!loaded.has(name)) {
      const get = async () => {
        if (!given.has(name)) await script(`${folder}${name}.js?v=${version}`);
        try {
          return await unpacked(given.get(name), known);
        } catch {
          throw new PartError(name);
        } finally {
          given.delete(name);
        }
      };
      const promise = get();
      promise.catch(() => loaded.delete(name));
      loaded.set(name, promise);
    }
    return loaded.get(name);
  }

  /* Words */

  const MARKED = "\\u0900-\\u0963\\u0966-\\u0dff";
  const DENSE =
    "\\u0e00-\\u0e4e\\u0e81-\\u0ecd\\u1000-\\u1049\\u1780-\\u17d3" +
    "\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa" +
    "\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const UNSEEN =
    "\\u00ad\\u034f\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff" +
    "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
    "\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc";
  const IGNORED = new RegExp(`[${UNSEEN}]`, "gu");
  const WORD = new RegExp(`(?:[\\p{L}\\p{N}]|[${MARKED}${DENSE}])+`, "gu");
  const IN_TEXT = new RegExp(`(?:[\\p{L}\\p{N}\\u0300-\\u036f]|[${MARKED}${DENSE}${UNSEEN}])+`, "gu");
  const RUN = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
  const IS_DENSE = new RegExp(`[${DENSE}]`, "u");
  const OTHERWISE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };
  const SPELT = new RegExp(`[${Object.keys(OTHERWISE).join("")}]`, "g");

  const lowered = (text) =>
    text.replace(IGNORED, "").normalize("NFC").replaceAll("İ", "i").toLowerCase();
  const words = (text) => text.match(WORD) ?? [];
  const folded = (word) =>
    word
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u0653-\u0655]/g, "")
      .replace(SPELT, (letter) => OTHERWISE[letter])
      .normalize("NFC");

  /** What a word is looked up as: itself, or a run without spaces as its pairs of letters. */
  function terms(word) {
    if (!IS_DENSE.test(word)) return [folded(word)];
    return word.match(RUN).flatMap((run) => {
      if (!IS_DENSE.test(run)) return [folded(run)];
      const letters = [...folded(run)];
      return letters.map((_, i) => letters.slice(i, i + 2).join(""));
    });
  }

  /** As `terms`, for a query: what a run ends with need not be the end of one in the text. */
  function wanted(word) {
    return terms(word).filter((term, i, all) => i === 0 || !IS_DENSE.test(term) || [...term].length > 1);
  }

  /** The words of a text one by one: where they stand, and folded. */
  function* wordsIn(text) {
    for (const { 0: word, index } of text.matchAll(IN_TEXT)) {
      for (const piece of words(lowered(word))) yield { start: index, end: index + word.length, word: folded(piece) };
    }
  }

  /* Queries */

  /** The clauses of a query: words, of which the last may be unfinished, and phrases in quotes. */
  function parsed(query) {
    const clauses = [];
    const parts = query.slice(0, MAX_LETTERS).split(/["“”„«»]/u);
    parts.forEach((text, number) => {
      const found = words(lowered(text));
      if (number % 2 && found.length > 1) {
        clauses.push({ phrase: found.map(folded), words: found });
        return;
      }
      found.forEach((word, i) => {
        const isLast = number === parts.length - 1 && i === found.length - 1;
        const isUnfinished = isLast && number % 2 === 0 && /[\p{L}\p{N}\p{M}]$/u.test(text);
        const isRun = IS_DENSE.test(word);
        clauses.push({ words: [word], isUnfinished, isWhole: number % 2 === 1, run: isRun ? folded(word) : "" });
      });
    });
    return clauses.slice(0, MAX_WORDS);
  }

  /** Whether a record holds each phrase, and each run without spaces, in one piece. */
  function holds(record, clauses) {
    const strict = clauses.filter((clause) => clause.phrase || clause.run);
    if (!strict.length) return true;
    const texts = record.map((text) => [...wordsIn(text)].map(({ word }) => word));
    return strict.every(({ phrase, run }) =>
      texts.some((found) =>
        run ? found.some((word) => word.includes(run)) : found.some((_, i) => phrase.every((word, j) => found[i + j] === word)),
      ),
    );
  }

  /** Whether the words of a query stand in a row in a record, in which case it comes first. */
  function inARow(record, clauses) {
    if (clauses.length < 2 || clauses.some((clause) => clause.phrase || clause.run)) return false;
    return holds(record, [{ phrase: clauses.map((clause) => folded(clause.words[0])) }]);
  }

  /* The index */

  class Index {
    constructor(place, table) {
      this.place = place;
      this.kinds = table.kinds;
      this.shards = table.words;
      this.transcripts = table.transcripts.map(([url, date, paragraphs, notes]) => ({
        url,
        date,
        paragraphs,
        notes,
      }));
      let start = 0;
      for (const transcript of this.transcripts) {
        transcript.start = start;
        start += 1 + transcript.paragraphs + transcript.notes;
      }
      this.size = start;
      this.known = new TextEncoder().encode(table.dictionary); // What all texts are compressed with.
      this.blocks = [0];
      for (const size of table.blocks) this.blocks.push(this.blocks.at(-1) + size);
      this.order();
    }

    /** The units by date of their transcript, `at` each place in that order. */
    order() {
      const byDate = this.transcripts.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.start - b.start));
      this.at = new Uint32Array(this.size);
      this.transcriptOf = new Uint32Array(this.size);
      let next = 0;
      for (const transcript of byDate) {
        const count = 1 + transcript.paragraphs + transcript.notes;
        for (let unit = transcript.start; unit < transcript.start + count; unit++) {
          this.at[next++] = unit;
        }
      }
      this.transcripts.forEach((transcript, number) => {
        this.transcriptOf.fill(number, transcript.start, transcript.start + 1 + transcript.paragraphs + transcript.notes);
      });
    }

    /** `transcript`, `text` or `note`. */
    type(unit) {
      const transcript = this.transcripts[this.transcriptOf[unit]];
      const within = unit - transcript.start;
      if (within === 0) return "transcript";
      return within <= transcript.paragraphs ? "text" : "note";
    }

    /** What a hit shows of a unit: the record that searching/index.py made; its transcript's title comes along. */
    async record(unit) {
      const block = after(this.blocks, unit) - 1;
      const [title, ...records] = await part(`texts-${block}`, this.place, this.known);
      this.transcripts[this.transcriptOf[unit]].title = title;
      return records[unit - this.blocks[block]];
    }

    /** The titles of all transcripts, for the filter. */
    titles = () => part("transcript", this.place);

    shardOf = (term) => Math.max(0, after(this.shards, term) - 1);
    shard = (number) => part(`words-${number}`, this.place);

    /** The shards with the words that begin so; of short beginnings not all. */
    shardsOf(beginning) {
      const first = this.shardOf(beginning);
      const numbers = [first];
      for (let number = first + 1; number < first + MAX_SHARDS && this.shards[number]?.startsWith(beginning); number++) numbers.push(number);
      return numbers;
    }

    /** Begin to load what a word needs, so that one part does not wait for another. */
    foresee(word, clause) {
      const numbers = isBeginning(word, clause) ? this.shardsOf(word) : [this.shardOf(word)];
      numbers.forEach(this.shard);
    }

    /** Raise the weights of the units that hold a clause's word; returns the spellings found. */
    async weigh(word, clause, weights) {
      const found = new Set();
      const isLoose = !clause.phrase && !clause.run && !clause.isWhole;
      await this.enter(word, EXACT, weights, found);
      if (isLoose && this.stem) {
        const stem = folded(this.stem(clause.words[0]));
        const shard = await this.shard(this.shardOf(stem));
        const family = (Object.hasOwn(shard.stems, stem) ? shard.stems[stem] : [stem]).filter((one) => one !== word);
        const shards = new Set();
        for (const one of family) {
          shards.add(this.shardOf(one));
          if (shards.size <= MAX_SHARDS) await this.enter(one, SAME_STEM, weights, found);
        }
      }
      if (isBeginning(word, clause)) await this.enterBeginnings(word, weights, found);
      return found;
    }

    async enter(word, weight, weights, found) {
      const shard = await this.shard(this.shardOf(word));
      const number = after(shard.words, word) - 1;
      if (shard.words[number] === word) this.raise(shard, number, weight, weights, found);
    }

    async enterBeginnings(beginning, weights, found) {
      for (const number of this.shardsOf(beginning)) {
        const shard = await this.shard(number);
        shard.words.forEach((word, i) => {
          if (word.startsWith(beginning) && word !== beginning) this.raise(shard, i, BEGINS, weights, found);
        });
      }
    }

    raise(shard, number, weight, weights, found) {
      found.add(shard.words[number]);
      forUnits(shard.texts[number], (unit) => {
        if (weights[unit] < weight) weights[unit] = weight;
      });
      let unit = 0;
      for (const step of shard.titles[number] ?? []) {
        unit += step;
        if (weights[unit] < weight + IN_TITLE) weights[unit] = weight + IN_TITLE;
      }
    }

    /** Units that hold every clause, best first, and the spellings they were found by. */
    async find(clauses) {
      const score = new Uint16Array(this.size);
      const spellings = clauses.map(() => new Set());
      for (const clause of clauses) clause.words.flatMap(wanted).forEach((term) => this.foresee(term, clause));
      let isFirst = true;
      for (const [i, clause] of clauses.entries()) {
        for (const term of clause.words.flatMap(wanted)) {
          const weights = new Uint8Array(this.size);
          const found = await this.weigh(term, clause, weights);
          found.forEach((word) => spellings[i].add(word));
          for (let unit = 0; unit < this.size; unit++) {
            if (weights[unit] === 0 || (!isFirst && score[unit] === 0)) score[unit] = 0;
            else score[unit] += weights[unit];
          }
          isFirst = false;
        }
      }
      return { units: this.best(score), spellings };
    }

    /** The units that have a score, the highest first, and of the same score the earliest. */
    best(score) {
      const byScore = [];
      for (const unit of this.at) {
        if (score[unit]) (byScore[score[unit]] ??= []).push(unit);
      }
      return byScore.reverse().flat();
    }

    /** A filter: its values' names and, of each unit, the values' numbers. */
    async facet(name) {
      const { names, values } = await part(name, this.place);
      const of = Array(this.size).fill(-1);
      this.transcripts.forEach(({ start, paragraphs }, number) => {
        const first = { person: start + 1, kind: start + 1 + paragraphs, author: start + 1 + paragraphs }[name];
        if (name === "tag") {
          of[start] = values[number][0];
          values[number].slice(1).forEach((tags, i) => (of[start + 1 + paragraphs + i] = tags));
        } else {
          values[number].forEach((value, i) => (of[first + i] = value));
        }
      });
      return { names, of };
    }
  }

  const isBeginning = (word, clause) => clause.isUnfinished || (clause.run && [...word].length === 1);

  /** The first place in an ordered list whose entry is greater than `key`. */
  function after(list, key) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async function open(place) {
    const table = await part("table", place);
    const index = new Index(place, table);
    if (table.stemmer) {
      try {
        if (!window[table.stemmer]) await script(`${place.folder}stemmer.js?v=${place.version}`);
        const stemmer = new window[table.stemmer]();
        index.stem = (word) => stemmer.stemWord(word);
      } catch {
        index.stem = null; // Words are found as they are spelt.
      }
    }
    return index;
  }

  window.postilSearch = { open, parsed, holds, inARow, terms, words, lowered, folded, wordsIn, PartError };
})();
