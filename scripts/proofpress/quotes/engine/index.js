// The index of a release, read for answering: its values and claims with the sentences that print them.
(() => {
  const ENDS_IN_YEAR = /[.-]((?:19|20)\d\d)$/;
  const bits = (number) => 32 - Math.clz32(number);

  // A sentence of the index with each number in its place: what is said of it there.
  const mentionsOf = ({ text, items, page }, entries, read) => {
    const texts = items.map((number) => entries[number].text);
    const holes = text.split("{}");
    const whole = holes.map((part, slot) => part + (texts[slot] ?? "")).join("");
    const language = read.languageOf(whole);
    let plain = "";
    const spans = holes.map((part, slot) => {
      plain += read.tidied(part, language);
      const start = plain.length;
      plain += slot < texts.length ? read.tidied(texts[slot], language) : "";
      return [start, plain.length];
    });
    const sentence = read.parse(plain, language);
    return items.map((number, slot) => {
      const [start, end] = spans[slot];
      const numbers = sentence.numbers.filter((other) => other.start < end && other.end > start);
      return [number, { text: whole, page, sentence, numbers }];
    });
  };

  const itemFrom = (entry, places, index, read) => {
    const { id, text, of = "", period = "", unit = "", source = "", status = "", supported = false, grade = "", gone = "", number } = entry;
    const analysis = id.startsWith("claim.") ? "" : id.split(".")[0];
    const nav = index.analyses[analysis]?.nav ?? "";
    const told = read.tidied(`${of}. ${period}. ${unit}. ${nav} ${analysis.replace(/[-.]/g, " ")}. ${source}`, "en");
    const bare = of.replace(/\.+$/, ""), own = read.wordsOf(told), core = read.wordsOf(read.tidied(of, "en"));
    const years = read.yearsOf(period || of), last = ENDS_IN_YEAR.exec(id);
    if (last) years.add(last[1]);
    const printed = read.parse(read.tidied(text, "en"), "en").numbers;
    const { moves, names, isOutside, ways } = read.parse(read.tidied(of, "en"), "en");
    return {
      id, text, title: period ? `${bare} (${period})` : bare, source, status, supported, grade, gone, exact: number, printed, own, core, moves, names, outside: isOutside(of), years,
      unit: read.unitOf(unit), parts: read.partsOf(period, "en"), subjects: read.subjectsOf(own), ways, bounds: new Map(), places,
      past: (index.past[id] ?? []).map((point) => ({ text: point.text, printed: read.parse(read.tidied(point.text, "en"), "en").numbers })),
    };
  };

  // Values that are no longer published, so that a quotation of one finds it.
  const removedFrom = (index) => {
    const removed = new Map();
    for (const { id, kind, what, old, sentence, release } of index.changes)
      if (kind === "removed" && what === "value" && !removed.has(id)) removed.set(id, { id, text: old, of: sentence, gone: release });
    return removed;
  };

  const readIndex = (index, read) => {
    const places = index.items.map(() => []);
    for (const sentence of index.sentences) for (const [number, place] of mentionsOf(sentence, index.items, read)) places[number].push(place);
    const items = new Map();
    index.items.forEach((entry, number) => items.set(entry.id, itemFrom(entry, places[number], index, read)));
    for (const [id, entry] of removedFrom(index)) if (!items.has(id)) items.set(id, itemFrom(entry, [], index, read));
    const counts = new Map();
    const names = new Set([...items.values()].flatMap((item) => [item, ...item.places.map(({ sentence }) => sentence)].flatMap(({ names: given }) => given)));
    let total = 0;
    for (const item of items.values())
      for (const words of [item.own, ...item.places.map(({ sentence }) => sentence.words)]) {
        total++;
        for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    // The rarer a word, the heavier; one shared word alone is no context (floor).
    const weights = new Map([...counts].map(([word, count]) => [word, bits(Math.floor(total / count))]));
    const floor = Math.floor((5 * bits(total)) / 4), unknown = Math.floor((bits(total) + 1) / 4);
    return { index, items, weights, names, floor, unknown, read, release: index.release };
  };

  const removalOf = (id, book) => book.index.changes.find((change) => change.id === id && change.kind === "removed");
  const correctionOf = (id, book) =>
    book.index.corrections.find((entry) => (entry.value === id || entry.figure === id) && entry.releases.includes(book.release));
  const presentName = (id, book) => {
    let name = id;
    for (const change of [...book.index.changes].reverse()) if (change.kind === "renamed" && change.old === name) name = change.id;
    return name;
  };
  const figureTitle = (id, book) => book.index.figures[id]?.title ?? "";
  Object.assign(globalThis.proofpressQuotes, { readIndex, removalOf, correctionOf, presentName, figureTitle });
})();
