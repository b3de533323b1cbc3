// The site's search, behind the theme's search box: words by their stems, synonyms, the findings before the registers,
// and for what is nowhere the nearest. It answers in the form in which the theme shows results.
(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const FIELDS = { title: 12, name: 8, text: 1 };
  const PAGES = 20; // pages that an answer names
  const SECTIONS = 4; // parts of a page that it names
  const TEASER = 26; // words of a text that it shows
  const EXACT = 1, SYNONYM = 0.7, BEGUN = 0.5, NEAR = 0.3; // how much a word counts, by how it was found
  // Words without which a question asks the same. "us" is left in: a country.
  const STOP = new Set(
    "a about all am an and are as at be been being but by can could did do does for from had has have how i if in into is its just me mean means more most my of many much on or our really so still than that the their them then there these they this those to was we were what when where which who whom why will with would you your".split(" "),
  );

  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const WORD = /(?:\p{Lu}\.){2,}|[\p{L}\p{N}]+(?:(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}]+|['’](?=\p{L})\p{L}+)*/gu;
  const normal = (word) =>
    word.replace(/['’]s$|['’]|(?<=\p{Lu})\./gu, "").replace(/(?<=\p{N}),(?=\p{N})/gu, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // A stem of one or two letters would take "used" for "us": such words stay whole.
  const stem = (word) => {
    const short = lunr.stemmer(new lunr.Token(word)).toString();
    return short.length < 3 ? word : short;
  };
  const words = (text) => [...String(text ?? "").matchAll(WORD)].map((match) => ({ at: match.index, end: match.index + match[0].length, word: normal(match[0]) }));

  const once = (make, kept = new Map()) => (key) => (kept.has(key) ? kept.get(key) : (kept.set(key, make(key)), kept.get(key)));
  const stemOf = once(stem);

  // Letters to add, drop, change or swap between two words; stops counting beyond a limit.
  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  };

  class Search {
    constructor({ config, docs }) {
      this.docs = docs;
      const parents = new Map();
      for (const doc of docs) {
        const [path] = doc.location.split("#");
        doc.page = parents.get(path) ?? (parents.set(path, doc), doc);
      }
      this.index = lunr(function () {
        this.tokenizer = (text) => words(text).filter(({ word }) => !STOP.has(word)).map(({ word }) => new lunr.Token(stemOf(word)));
        this.pipeline.reset();
        this.searchPipeline.reset();
        this.b(0.4);
        this.ref("id");
        for (const [field, boost] of Object.entries(FIELDS)) this.field(field, { boost });
        docs.forEach((doc, id) => this.add({ ...doc, id, title: doc.title, name: doc.name ?? "" }, { boost: doc.boost }));
      });
      this.stems = Object.keys(this.index.invertedIndex);
      this.groups = (config.synonyms ?? []).map((group) => group.map((form) => words(form).map(({ word }) => word)));
      this.titled = new Map();
      for (const doc of docs)
        for (const { word } of words(doc.title)) if (word.length > 2 && !STOP.has(word)) this.titled.set(word, (this.titled.get(word) ?? 0) + (doc.boost ?? 1));
    }

    // Scores by entry of a term or of terms that all must stand there.
    scores(terms) {
      const found = terms.map((term) => new Map(this.index.query((query) => query.term(term, { usePipeline: false })).map(({ ref, score }) => [ref, score])));
      const [first = new Map(), ...rest] = found.sort((a, b) => a.size - b.size);
      const result = new Map();
      for (const [ref, score] of first) if (rest.every((one) => one.has(ref))) result.set(ref, rest.reduce((sum, one) => sum + one.get(ref), score) / found.length);
      return result;
    }

    // What a question's words stand for: by word or phrase, ways to find it, each a list of stems and its weight.
    notions(question) {
      const asked = words(question).map(({ word }) => word);
      const content = asked.filter((word) => !STOP.has(word));
      const list = content.length ? content : asked;
      const notions = [];
      for (let at = 0; at < list.length; ) {
        const fit = this.groups
          .flatMap((group) => group.map((form) => ({ group, form: form.filter((word) => !STOP.has(word)) })))
          .filter(({ form }) => form.length && form.every((word, index) => stemOf(word) === stemOf(list[at + index] ?? "")));
        const length = Math.max(1, ...fit.map(({ form }) => form.length));
        const said = list.slice(at, at + length);
        const ways = [{ stems: said.map(stemOf), weight: EXACT }];
        for (const { group, form } of fit)
          if (form.length === length) for (const other of group) ways.push({ stems: other.filter((word) => !STOP.has(word)).map(stemOf), weight: SYNONYM });
        notions.push({ key: said.join(" "), ways, last: at + length === list.length && !/\s$/.test(question), single: length === 1 });
        at += length;
      }
      return notions;
    }

    known(term) {
      return term in this.index.invertedIndex;
    }

    // More ways to find a word that the index does not hold: what begins with it, and what is spelt nearly so.
    widen({ key, ways, last, single }) {
      if (!single) return;
      const have = ways.some(({ stems }) => stems.every((term) => this.known(term)));
      if (last && key.length > 1 && !(have && key.length < 4))
        for (const term of this.stems) if (term.startsWith(key) && term !== stemOf(key)) ways.push({ stems: [term], weight: have ? BEGUN / 4 : BEGUN });
      const limit = key.length < 5 || /\d/.test(key) ? 0 : key.length < 8 ? 1 : 2;
      if (!limit || ways.some(({ stems }) => stems.every((term) => this.known(term)))) return;
      const own = stemOf(key);
      for (const term of this.stems) if (term[0] === own[0] && distance(own, term, limit) <= limit) ways.push({ stems: [term], weight: NEAR });
    }

    search(question) {
      const notions = this.notions(question);
      if (!notions.length) return { items: [], suggest: [] };
      for (const notion of notions) this.widen(notion);
      let found = this.rank(notions);
      if (!found.length) found = this.nearest(notions);
      return { items: found.slice(0, PAGES), suggest: this.suggest(question) };
    }

    rank(notions) {
      const entries = new Map();
      const worth = []; // the fewer entries have a word, the more an answer lacks without it
      notions.forEach((notion, number) => {
        const best = new Map();
        for (const { stems, weight } of notion.ways)
          for (const [ref, score] of this.scores(stems)) {
            const old = best.get(ref);
            if (!old || old.score < score * weight) best.set(ref, { score: score * weight, weight });
          }
        worth[number] = best.size ? 0.5 + Math.log(1 + this.docs.length / best.size) : 0;
        for (const [ref, { score }] of best) {
          const entry = entries.get(ref) ?? { doc: this.docs[ref], score: 0, hits: new Set() };
          entry.score += score;
          entry.hits.add(number);
          entries.set(ref, entry);
        }
      });
      const said = new Set(notions.flatMap(({ key }) => key.split(" ").map(stemOf)));
      const stems = new Set(notions.flatMap(({ ways }) => ways.flatMap((way) => way.stems)));
      const all = worth.reduce((sum, one) => sum + one, 0) || 1;
      const covered = (hits) => ([...hits].reduce((sum, hit) => sum + worth[hit], 0) / all + hits.size / notions.length) / 2;
      const pages = new Map();
      for (const entry of entries.values()) {
        const page = pages.get(entry.doc.page) ?? { entries: [], hits: new Set() };
        page.entries.push({ ...entry, score: entry.score * covered(entry.hits) ** 2 * this.meant(entry.doc, stems, said) });
        for (const hit of entry.hits) page.hits.add(hit);
        pages.set(entry.doc.page, page);
      }
      return [...pages]
        .map(([doc, { entries: parts, hits }]) => {
          parts.sort((a, b) => b.score - a.score);
          if (doc.called && parts[0].doc === doc) this.openWhereSaid(parts, notions);
          const more = parts.slice(1, 4).reduce((sum, one) => sum + one.score, 0);
          const missing = Object.fromEntries(notions.map(({ key }, number) => [key, hits.has(number)]));
          return { doc, parts, missing, score: (parts[0].score + more / 6) * covered(hits) ** 2 };
        })
        .sort((a, b) => b.score - a.score)
        .map((page) => this.shown(page, stems));
    }

    // A page found by words that it goes by opens at the part that has all that is asked in one place, no longer than
    // what a result shows of a text, if its own has not.
    openWhereSaid(parts, notions) {
      const says = ({ doc }) => {
        const text = words(`${doc.title} ${doc.text}`).map(({ word }) => stemOf(word));
        const within = (from) => {
          const place = new Set(text.slice(from, from + TEASER));
          return notions.every(({ ways }) => ways.some(({ stems }) => stems.every((term) => place.has(term))));
        };
        return text.some((_, from) => within(from));
      };
      const at = says(parts[0]) ? 0 : parts.findIndex(says);
      if (at > 0) parts.unshift({ ...parts.splice(at, 1)[0], score: parts[0].score });
    }

    // How well the question says what a part is called, or a page by its own account. "patents" does not ask for the term "patent family"; what is
    // called "How to cite" and nothing else comes before what says "cites" among much.
    meant({ term, title, called = [] }, stems, said) {
      const named = called.map((text) => words(text).filter(({ word }) => !STOP.has(word)).map(({ word }) => stemOf(word)));
      const whole = Math.min(1, Math.max(0, ...named.filter((form) => form.every((word) => stems.has(word))).map((form) => form.length / said.size)));
      if (whole) return 1 + 19 * whole ** 2;
      const parts = (term ? title.split(/[(),]/) : [title]).map((text) => words(text).filter(({ word }) => !STOP.has(word)));
      const share = Math.max(0, ...parts.map((form) => form.filter(({ word }) => stems.has(stemOf(word))).length / (form.length || 1)));
      return term ? share ** 6 : share === 1 ? 3 : 1;
    }

    // For a question that nothing answers: the words of titles that are spelt most like it, or where to begin.
    nearest(notions) {
      const said = notions.map(({ key }) => key);
      const close = said.flatMap((key) => [...this.titled.keys()].map((word) => ({ key, word, far: distance(key, word, 9) / Math.max(key.length, word.length) })));
      const near = close.filter(({ key, word, far }) => key.length > 3 && key[0] === word[0] && far <= 0.3).sort((a, b) => a.far - b.far).slice(0, 3);
      const missing = Object.fromEntries(said.map((key) => [key, false]));
      const found = near.length ? this.rank(near.map(({ word }) => ({ key: word, ways: [{ stems: [stemOf(word)], weight: NEAR }] }))) : [];
      const starts = this.docs.filter((doc) => doc === doc.page && /^(?:analyses|figures|glossary)\/$/.test(doc.location));
      const items = found.length ? found.slice(0, 5) : starts.map((doc) => this.shown({ doc, parts: [{ doc, score: 1 }], score: 1 }, new Set()));
      for (const group of items) for (const item of group) item.terms = missing;
      return items;
    }

    // A page and its best parts as the theme lists them: the best one first, the page itself among them.
    shown({ doc, parts, missing = {}, score }, stems) {
      const listed = parts.slice(0, SECTIONS);
      if (!listed.some((part) => part.doc === doc)) listed.push({ doc, score: 0 });
      const factor = score / (parts[0].score || 1);
      return listed.map((part) => ({
        location: this.address(part.doc, stems),
        title: this.marked(part.doc.title, stems),
        text: this.teaser(part.doc.text, stems),
        score: part.score * factor,
        terms: part === listed[0] || part.doc === doc ? missing : {},
      }));
    }

    // The address at which a part opens, with the words that the page then marks.
    address({ location, title, text }, stems) {
      const said = new Set();
      for (const { word } of words(`${title} ${text}`)) if (stems.has(stemOf(word))) said.add(word);
      const [path, anchor] = location.split("#");
      const query = said.size ? `?h=${encodeURIComponent([...said].slice(0, 12).join(" ")).replace(/%20/g, "+")}` : "";
      return `${path}${query}${anchor === undefined ? "" : `#${anchor}`}`;
    }

    marked(text, stems, from = 0, to = text.length) {
      let [result, at] = ["", from];
      for (const { at: start, end, word } of words(text)) {
        if (start < from || end > to || !stems.has(stemOf(word))) continue;
        result += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
        at = end;
      }
      return result + escaped(text.slice(at, to));
    }

    teaser(text, stems) {
      const list = words(text);
      if (!list.length) return "";
      const hits = list.map(({ word }) => Number(stems.has(stemOf(word))));
      let [start, most, sum] = [0, -1, 0];
      for (let at = 0; at < hits.length; at += 1) {
        sum += hits[at] - (hits[at - TEASER] ?? 0);
        if (sum > most) [most, start] = [sum, Math.max(0, Math.min(hits.indexOf(1, Math.max(0, at - TEASER + 1)) - 4, hits.length - TEASER))];
      }
      const last = Math.min(start + TEASER, list.length) - 1;
      const [from, to] = [start ? list[start].at : 0, last === list.length - 1 ? text.length : list[last].end];
      return `<p>${start ? "… " : ""}${this.marked(text, stems, from, to)}${to < text.length ? " …" : ""}</p>`;
    }

    suggest(question) {
      const begun = words(question).pop()?.word ?? "";
      if (begun.length < 2 || /\W$/.test(question) || this.known(stemOf(begun))) return [];
      const best = [...this.titled].filter(([word]) => word.startsWith(begun)).sort((a, b) => b[1] - a[1])[0];
      return best ? [best[0]] : [];
    }
  }

  let search;
  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) {
      importScripts(new URL("lunr.js", self.location.href).href); // with the index, so that a page alone loads neither
      search = new Search(data);
      postMessage({ type: READY });
    } else if (type === QUERY) postMessage({ type: RESULT, data: search.search(data) });
  });
})();
