// Answers: what we say of each quoted number, or of an address. The verdict is ours, not the match's: a document's claim
// that our checks contradict is found, and is not called right.
(() => {
  const { questions, matchOf, removalOf, correctionOf, presentName, figureTitle } = globalThis.proofpressQuotes;
  const ENOUGH = 40, SURE = 70, LEAD = 15, APART = 12, LISTED = 6;
  const ADDRESS = /^\S*\/\S*$|^[a-z0-9-]+\.[a-z0-9][a-z0-9.-]*$/;
  const IN_RELEASE = /(?:^|\/)(\d{4}\.\d{2}(?:\.\d+)?)\//;
  const FIGURE = /(?:^|\/)figures\/([a-z0-9-]+)\/([a-z0-9-]+)(?:\/|#|\?|$)/;
  const ANCHOR = /(?:^|\/)(?:analyses\/([a-z0-9-]+)\/?#([a-z0-9-]+)|values\/[a-z0-9-]+\/?#([a-z0-9.-]+)|claims\/?#([a-z0-9-]+))$/;
  const OPPOSITE = {
    negation: "your sentence and ours differ in a “not”", direction: "your sentence has it move the other way",
    role: "your sentence takes a change, its start or its end for another of the three",
  };
  const OPEN = {
    direction: "that it rose or fell", year: "the year or the years", period: "the part of the year", numbers: "another number in your sentence", name: "a name in your sentence",
    subject: "it without naming of whom or what", negation: "the “not” of your sentence", outside: "whether it is within or outside", part: "it of this number: it is the whole of which a part is told",
    plan: "it as done: it was planned or expected", deed: "it as planned or possible: we say that it is so", words: "all that your sentence says",
  };

  const blank = (quoted, verdict, line) => ({
    quoted, verdict, line, status: "", supported: false, id: "", old: "", new: "", cause: "", since: "", of: "", sentence: "", page: "", grade: "", candidates: [],
  });
  const ended = (text) => `${text.replace(/\.+$/, "")}.`;
  const saidOf = ({ item, place }) => `${item.text}. “${ended(place ? place.text : item.title)}”`;

  const factsOf = ({ item, place }) => ({
    id: item.id, new: item.text, of: item.title, sentence: place?.text ?? "", page: place?.page ?? "", grade: item.grade, status: item.status,
    supported: item.supported,
  });
  const published = (quoted, match) => {
    const { item } = match;
    if (!item.source) return { ...blank(quoted, "published", `We publish this: ${saidOf(match)}`), ...factsOf(match), supported: true };
    const line = `${item.source} says ${item.text}; our checks say of it: ${item.status || "not checked"}. “${ended(match.place ? match.place.text : item.title)}”`;
    return { ...blank(quoted, "claimed", line), ...factsOf(match) };
  };
  const noLonger = (answer, old, release, sentence) => {
    const line = `Withdrawn. It is no longer published since release ${release}. ${ended(sentence)}`;
    return { ...answer, verdict: "withdrawn", supported: false, line, old, new: "", since: release, sentence: "", page: "" };
  };
  const corrected = (answer, entry) => {
    const verdict = entry.kind === "withdrawn" ? "withdrawn" : "another";
    const line = `${verdict === "withdrawn" ? "Withdrawn" : "Corrected"} since ${entry.since}. ${entry.what} ${entry.why}`;
    return { ...answer, verdict, supported: false, line, cause: entry.why, since: entry.since };
  };
  const changed = (answer, old, now, book) => {
    const change = book.index.changes.find((entry) => entry.id === answer.id && entry.old === old);
    const since = change?.release ?? book.release, cause = change?.cause ?? "";
    const line = `We publish another value. It was ${old}, and is ${now} since release ${since}.${cause ? ` Cause: ${cause}.` : ""}`;
    return { ...answer, verdict: "another", supported: false, line, old, new: now, cause, since };
  };

  // ---- A number -----------------------------------------------------------------------------------------------------
  const unclear = ({ text }, matches, book) => {
    const candidates = [...new Set(matches.map(({ item }) => item.id))].slice(0, LISTED);
    const line = `Several numbers of release ${book.release} may be meant. Add words: of what, where and when.`;
    return { ...blank(text, "unclear", line), candidates };
  };
  const notOurs = ({ text }, nearest, book) => {
    const close = nearest && nearest.score >= SURE && nearest.covered >= 0.5 && !nearest.item.gone ? nearest : null;
    const line = `Release ${book.release} does not say this.${close ? ` The nearest that it says: ${saidOf(close)}` : ""}`;
    return { ...blank(text, "not ours", line), candidates: close ? [close.item.id] : [] };
  };
  const another = ({ text }, match) => ({
    ...blank(text, "another", `We publish another value: ${saidOf(match)}`), ...factsOf(match), supported: false,
  });
  const matched = (number, match, book) => {
    const answer = published(number.text, match), entry = correctionOf(match.item.id, book);
    if (entry) return corrected(answer, entry);
    if (match.item.gone) return noLonger(answer, match.item.text, match.item.gone, match.item.title);
    if (match.differing.length) {
      const how = match.differing.map((name) => OPPOSITE[name]).join("; ");
      return { ...answer, verdict: "another", supported: false, line: `We publish it otherwise: ${how}. We say: ${saidOf(match)}` };
    }
    if (!match.fit) return changed(answer, match.old, match.item.text, book);
    if (match.open.length) {
      const what = match.open.map((name) => OPEN[name]).join(", ");
      const line = `The number is ours, the sentence need not be: we do not say ${what}. We say: ${saidOf(match)}`;
      return { ...answer, verdict: "unclear", supported: false, line, id: "", candidates: [match.item.id] };
    }
    return answer;
  };
  // Words and subject are ours and the number is not: what we publish instead.
  const isInstead = (match, asked) =>
    match.score >= SURE && match.covered >= 0.75 && !match.open.length && !match.differing.length && !match.item.gone &&
    (asked.near.size === 0 || [...asked.near].some((name) => match.item.subjects.has(name) || match.place?.sentence.subjects.has(name)));

  const checkNumber = (asked, book) => {
    const { number } = asked;
    const matches = [...book.items.values()].map((item) => matchOf(asked, item, book)).filter(Boolean);
    const byRank = (one, other) =>
      other.score - one.score || one.differing.length + one.open.length - other.differing.length - other.open.length || other.fit - one.fit || (one.item.id < other.item.id ? -1 : 1);
    const fitting = matches.filter((match) => match.fit || match.old).sort(byRank);
    const nearest = matches.reduce((best, match) => (!best || match.score > best.score || (match.score === best.score && match.fit > best.fit) ? match : best), null);
    if (!asked.words.size) {
      const meanings = new Set(fitting.map(({ item }) => `${item.text}\n${item.title}`)).size;
      return meanings === 1 ? matched(number, fitting[0], book) : fitting.length ? unclear(number, fitting, book) : notOurs(number, null, book);
    }
    const likely = fitting.filter((match) => match.score >= ENOUGH && (match.score >= SURE || match.score >= (nearest?.score ?? 0) - LEAD));
    if (!likely.length) {
      const instead = number.soft ? null : matches.filter((match) => !match.fit && isInstead(match, asked)).sort(byRank)[0];
      return instead ? another(number, instead) : notOurs(number, nearest, book);
    }
    const rivals = likely.filter((match) => match.score >= likely[0].score - APART);
    const sentences = new Set(rivals.map(({ place, item }) => place?.text ?? item.id)).size;
    const split = new Set(rivals.map(({ fit }) => fit > 0)).size > 1;
    const clean = rivals.filter((match) => match.fit && !match.differing.length && !match.open.length);
    if (split || (likely[0].score < SURE && sentences > 1)) return unclear(number, rivals, book);
    return matched(number, clean[0] ?? rivals[0], book);
  };

  // What a later release says of the same thing.
  const since = (answer, book, newest) => {
    if (!newest || !answer.id || answer.verdict === "withdrawn") return answer;
    const id = presentName(answer.id, newest), entry = correctionOf(id, newest);
    if (entry) return corrected(answer, entry);
    const there = newest.items.get(id);
    const known = there && !there.gone ? there.text : figureTitle(id, newest);
    if (!known) {
      const removed = removalOf(id, newest);
      const answered = noLonger(answer, answer.new, removed?.release ?? newest.release, removed?.sentence ?? answer.line);
      return removed ? { ...answered, cause: removed.cause } : answered;
    }
    if (known === answer.new) return { ...answer, line: `${answer.line} The same in release ${newest.release}.` };
    return changed({ ...answer, id }, answer.old || answer.new, known, newest);
  };

  // ---- An address ---------------------------------------------------------------------------------------------------
  const idIn = (given) => {
    const figure = FIGURE.exec(given);
    if (figure) return `${figure[1]}/${figure[2]}`;
    const anchor = ANCHOR.exec(given);
    if (anchor) return anchor[3] ?? (anchor[4] ? `claim.${anchor[4]}` : `${anchor[1]}/${anchor[2]}`);
    const bare = given.replace(/^\/+|\/+$/g, "");
    return /^[a-z0-9-]+[/.][a-z0-9.-]+$/.test(bare) && !bare.endsWith(".") ? bare : "";
  };
  const order = (release) => release.split(".").map(Number);
  const isAfter = (one, other) => {
    const [first, second] = [order(one), order(other)];
    for (let at = 0; at < Math.max(first.length, second.length); at++) if ((first[at] ?? -1) !== (second[at] ?? -1)) return (first[at] ?? -1) > (second[at] ?? -1);
    return false;
  };
  const gone = (given, id, book) => {
    const entry = correctionOf(id, book), removed = removalOf(id, book);
    if (entry) return corrected({ ...blank(given, "withdrawn", ""), id }, entry);
    if (removed) return { ...noLonger({ ...blank(given, "", ""), id }, removed.old, removed.release, removed.sentence), cause: removed.cause };
    return given.includes("/") ? blank(given, "not ours", `Release ${book.release} has nothing at this address.`) : null;
  };
  const checkAddress = (given, book) => {
    const named = idIn(given);
    if (!named) return null;
    const release = IN_RELEASE.exec(given)?.[1] ?? "", id = presentName(named, book);
    const item = book.items.get(id), title = figureTitle(id, book);
    let answer;
    if (item && !item.gone) answer = published(given, { item, place: item.places[0] ?? null });
    else if (title) {
      answer = blank(given, "published", `We publish this: in release ${book.release} it says “${ended(title)}”`);
      Object.assign(answer, { id, new: title, of: title, page: `figures/${id}/`, grade: book.index.figures[id].grade, supported: true });
    } else return gone(given, id, book);
    const entry = correctionOf(id, book);
    if (entry) return corrected(answer, entry);
    const later = book.index.changes.filter((change) => change.id === id && change.kind === "changed" && release && isAfter(change.release, release));
    if (!later.length) return answer;
    const line = `We publish another value since release ${release}. ${later[0].sentence}${later[0].cause ? ` Cause: ${later[0].cause}.` : ""}`;
    return { ...answer, verdict: "another", supported: false, line, old: later.at(-1).old, cause: later[0].cause, since: later[0].release };
  };

  const SURE_VERDICTS = new Set(["published", "claimed", "another", "withdrawn"]);
  // An answer for each number of a text, or one for an address; of small number words only what we can answer.
  const checkQuote = (text, book, newest = null, most = Infinity) => {
    const given = text.trim();
    const addressed = ADDRESS.test(given) && checkAddress(given, book);
    if (addressed) return [since(addressed, book, newest)];
    const answers = [];
    for (const asked of questions(given, book.read).slice(0, most)) {
      let answer = checkNumber(asked, book);
      // What is withdrawn here stays so, though a later release still prints it.
      const stands = ["published", "claimed", "withdrawn"].includes(answer.verdict);
      const later = newest && !stands && !answer.old ? checkNumber(asked, newest) : null;
      if (later && (later.verdict === "published" || later.verdict === "claimed" || (answer.verdict === "not ours" && later.id))) {
        if (later.id) answer = { ...later, line: `Not in release ${book.release}. ${later.line}` };
      } else answer = since(answer, book, newest);
      if (SURE_VERDICTS.has(answer.verdict) || !asked.number.soft) answers.push(answer);
    }
    return answers;
  };
  Object.assign(globalThis.proofpressQuotes, { checkQuote, ADDRESS });
})();
