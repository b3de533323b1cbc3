// The quote check: what proofpress/quotes/parse.py and match.py do, step by step, in the reader's browser.
// tests/quotes.json holds both to one table. The page works without this script too: it tells how to check by hand.
(() => {
  const ENOUGH = 40, SURE = 70, MOST_LETTERS = 5000, MOST_NUMBERS = 60, LEAD = 15, APART = 12, LISTED = 6, SLACK = 1e-9;
  const ADDRESS = /^\S*\/\S*$|^[a-z0-9-]+\.[a-z0-9][a-z0-9.-]*$/;
  const IN_RELEASE = /(?:^|\/)(\d{4}\.\d{2}(?:\.\d+)?)\//;
  const FIGURE = /(?:^|\/)figures\/([a-z0-9-]+)\/([a-z0-9-]+)(?:\/|#|\?|$)/;
  const ANCHOR = /(?:^|\/)(?:analyses\/([a-z0-9-]+)\/?#([a-z0-9-]+)|values\/[a-z0-9-]+\/?#([a-z0-9.-]+)|claims\/?#([a-z0-9-]+))$/;
  const ENDS_IN_YEAR = /[.-]((?:19|20)\d\d)$/;
  const JOINS = new Set([" to ", "-", " and ", " or ", " - "]);

  // ---- Reading ----------------------------------------------------------------------------------------------------
  const reader = (rules) => {
    const all = (pattern, flags = "g") => new RegExp(pattern, flags);
    const aliases = rules.aliases.map(([pattern, word]) => [all(pattern), word]);
    const masks = rules.masks.map((pattern) => all(pattern));
    const number = all(rules.number), year = all(rules.year), sentence = all(rules.sentence), clause = all(rules.clause);
    const units = rules.units.map(([name, pattern]) => [name, new RegExp(pattern)]);
    const written = rules.words.map(([pattern, amount, unit]) => [all(pattern, "gi"), amount, unit]);
    const about = new RegExp(rules.about, "i"), local = new RegExp(rules.local), stop = new Set(rules.stop);

    const tidy = (text) => {
      let plain = text.replace(/[’‘]/g, "'").normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
      plain = plain.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u201c\u201d]/g, '"').replace(/[ \t\r\f\v]+/g, " ");
      for (const [pattern, word] of aliases) plain = plain.replace(pattern, word);
      return plain.trim();
    };
    const unitOf = (text) => (text ? (units.find(([, pattern]) => pattern.test(text)) ?? [""])[0] : "");
    const stem = (word) => {
      const ending = rules.endings.find((end) => word.endsWith(end) && word.length - end.length >= 3);
      return ending ? word.slice(0, -ending.length) : word;
    };
    const subjects = new Set(rules.subjects.map(stem));
    const wordsOf = (text) =>
      new Set((text.match(/[A-Za-z]+/g) ?? []).map((word) => word.toLowerCase()).filter((word) => word.length > 1 && !stop.has(word)).map(stem));
    const subjectsOf = (words) => new Set([...words].filter((word) => subjects.has(word)));
    const yearsOf = (text) => new Set(text.match(year) ?? []);

    const inside = (text, start) => start > 0 && /[\w.$,]/.test(text[start - 1]) && text[start] !== " ";
    const stated = (match) => {
      const [whole, before, digits, part, ordinal, magnitude, unit, money] = match;
      const said = [unit, ordinal, money, before].find(Boolean);
      const start = match.index + whole.length - whole.trimStart().length;
      return {
        text: whole.trimStart(), number: parseFloat(digits.replaceAll(",", "") + (part ?? "")), scale: rules.magnitudes[magnitude] ?? 1,
        decimals: part ? part.length - 1 : 0, unit: said ? unitOf(said.trim()) : "", start, end: match.index + whole.length,
        soft: Boolean(ordinal), about: false, year: "",
      };
    };
    const numbersOf = (text) => {
      let shown = text;
      for (const mask of masks) shown = shown.replace(mask, (match, kept) => kept + " ".repeat(match.length - kept.length));
      const found = [...shown.matchAll(number)].filter((match) => !inside(shown, match.index)).map(stated);
      const taken = found.map(({ start, end }) => [start, end]);
      for (const [pattern, amount, unit] of written)
        for (const match of shown.matchAll(pattern)) {
          const [start, end] = [match.index, match.index + match[0].length];
          if (taken.some(([from, to]) => end > from && start < to)) continue;
          taken.push([start, end]);
          found.push({ text: match[0], number: amount, scale: 1, decimals: 0, unit, start, end, soft: true, about: false, year: "" });
        }
      found.sort((one, other) => one.start - other.start);
      for (let index = found.length - 2; index >= 0; index--) {
        const one = found[index], after = found[index + 1];
        if (!JOINS.has(text.slice(one.end, after.start)) || one.soft) continue;
        if (one.scale === 1 && !one.unit) one.scale = after.scale;
        one.unit ||= after.unit;
      }
      for (const one of found) {
        one.year = local.exec(text.slice(one.end))?.[1] ?? "";
        one.about = about.test(text.slice(0, one.start));
      }
      return found;
    };
    const sentencesOf = (text) => {
      const found = [];
      let at = 0;
      for (const match of text.matchAll(sentence)) {
        found.push(text.slice(at, match.index + match[0].length).trim());
        at = match.index + match[0].length;
      }
      return [...found, text.slice(at).trim()].filter(Boolean);
    };
    const clauseAt = (text, start, end) => {
      let [from, to] = [0, text.length];
      for (const match of text.matchAll(clause)) {
        if (match.index + match[0].length <= start) from = match.index + match[0].length;
        if (match.index >= end) { to = match.index; break; }
      }
      return text.slice(from, to).trim();
    };
    return { tidy, unitOf, wordsOf, subjectsOf, yearsOf, numbersOf, sentencesOf, clauseAt, local };
  };

  // ---- The release's index ----------------------------------------------------------------------------------------
  const filled = (parts, texts) => parts.map((part, slot) => part + (texts[slot] ?? "")).join("");
  const union = (...sets) => new Set(sets.flatMap((set) => [...set]));
  const meet = (one, other) => [...one].some((word) => other.has(word));
  const within = (one, other) => [...one].every((word) => other.has(word));

  const bits = (number) => 32 - Math.clz32(number);

  const readBook = (index, read) => {
    const places = index.items.map(() => []);
    for (const { text, items, page } of index.sentences) {
      const texts = items.map((number) => index.items[number].text);
      const parts = text.split("{}");
      const whole = filled(parts, texts), plain = read.tidy(whole);
      const words = read.wordsOf(plain), years = read.yearsOf(plain), subjects = read.subjectsOf(words);
      items.forEach((number, slot) => {
        const rest = filled(parts.slice(slot + 1), texts.slice(slot + 1));
        const year = read.local.exec((rest.startsWith(" ") ? " " : "") + read.tidy(rest))?.[1] ?? "";
        const before = read.tidy(filled(parts.slice(0, slot + 1), texts.slice(0, slot)));
        const near = read.clauseAt(`${before} 0 ${read.tidy(rest)}`, before.length + 1, before.length + 2);
        places[number].push({ text: whole, page, words, years, subjects, near: read.subjectsOf(read.wordsOf(near)), year });
      });
    }
    const items = new Map();
    index.items.forEach((entry, number) => items.set(entry.id, readItem(entry, places[number], index, read)));
    for (const [id, entry] of removedFrom(index)) if (!items.has(id)) items.set(id, readItem(entry, [], index, read));
    const counts = new Map();
    let total = 0;
    for (const item of items.values())
      for (const words of [item.own, ...item.places.map((place) => place.words)]) {
        total++;
        for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    const weights = new Map([...counts].map(([word, count]) => [word, bits(Math.floor(total / count))]));
    const floor = Math.floor((5 * bits(total)) / 4), unknown = Math.floor((bits(total) + 1) / 4);
    return { index, items, weights, floor, unknown, read, release: index.release };
  };
  const removedFrom = (index) => {
    const found = new Map();
    for (const { id, kind, what, old, sentence, release } of index.changes)
      if (kind === "removed" && what === "value" && !found.has(id)) found.set(id, { id, text: old, of: sentence, gone: release });
    return found;
  };
  const readItem = (entry, places, index, read) => {
    const { id, text, of = "", period = "", unit = "", source = "", status = "", grade = "", gone = "", number } = entry;
    const analysis = id.startsWith("claim.") ? "" : id.split(".")[0];
    const nav = index.analyses[analysis]?.nav ?? "";
    const own = read.wordsOf(read.tidy(`${of}. ${period}. ${unit}. ${nav} ${analysis.replace(/[-.]/g, " ")}. ${source}`));
    const bare = of.replace(/\.+$/, "");
    const years = read.yearsOf(period), last = ENDS_IN_YEAR.exec(id);
    if (last) years.add(last[1]);
    return {
      id, text, title: period ? `${bare} (${period})` : bare, source, status, grade, exact: number,
      forms: read.numbersOf(read.tidy(text)), unit: read.unitOf(unit), scale: read.numbersOf(`1 ${unit}`)[0]?.scale ?? 1,
      years, own, subjects: read.subjectsOf(own), places,
      gone,
      past: (index.past[id] ?? []).map((point) => ({ text: point.text, forms: read.numbersOf(read.tidy(point.text)) })),
    };
  };

  // ---- Matching ---------------------------------------------------------------------------------------------------
  const sameUnit = (one, other) => {
    if (one === "percent" || one === "money") return other === one || (one === "percent" && other === "points");
    return !one || !other || one === other || (one === "points" && other === "percent");
  };
  const close = (one, other) => Math.abs(one - other) <= SLACK * Math.max(Math.abs(one), Math.abs(other));
  const amountOf = (one) => one.number * one.scale;
  const rounded = (number, amount) => {
    const away = Math.abs(amountOf(number) - amount), half = 0.5 * Math.pow(10, -number.decimals) * number.scale;
    if (away <= half * (1 + 1e-6) && away <= 0.05 * amount && !number.soft) return 2;
    const round = number.decimals === 0 && number.number % 5 === 0 && number.number >= 10;
    return number.about && round && away <= 0.05 * amount ? 1 : 0;
  };
  const fits = (number, forms, exact, unit, scale) => {
    let best = 0;
    for (const form of forms) {
      const said = form.unit || unit;
      if (!sameUnit(number.unit, said) || (number.soft && number.unit !== said)) continue;
      if (close(amountOf(number), amountOf(form)) || close(amountOf(number), amountOf(form) * scale)) return 3;
      if (form.scale === 1 && scale === 1 && number.scale !== 1 && !said && close(number.number, form.number)) best = Math.max(best, 2);
      const amounts = [form.scale === 1 ? amountOf(form) * scale : amountOf(form)];
      if (exact !== undefined && forms.length === 1)
        amounts.push(Math.abs(exact) * (scale !== 1 ? scale : Math.abs(exact) < form.scale ? form.scale : 1));
      for (const amount of amounts) best = Math.max(best, rounded(number, amount));
    }
    return best;
  };
  const questions = (text, read) => {
    const plain = read.tidy(text), everything = read.wordsOf(plain);
    return read.sentencesOf(plain).flatMap((sentence) => {
      const own = read.wordsOf(sentence), words = own.size > 1 ? own : everything;
      const years = read.yearsOf(sentence), subjects = read.subjectsOf(words);
      return read.numbersOf(sentence).map((number) => {
        const near = read.subjectsOf(read.wordsOf(read.clauseAt(sentence, number.start, number.end)));
        return { number, words, years, subjects: near.size ? near : subjects, near };
      });
    });
  };
  const sameSubjects = (asked, place, item) => {
    const known = union(item.subjects, place?.subjects ?? []);
    if (asked.subjects.size && known.size && !within(asked.subjects, known)) return false;
    const near = place?.near ?? new Set();
    return !asked.near.size || !near.size || meet(asked.near, near);
  };
  const sameYears = (asked, place, item) => {
    const own = union(item.years, place?.year ? [place.year] : []), others = place?.years ?? new Set();
    if (asked.number.year) {
      const there = own.size ? own : others;
      return !there.size || there.has(asked.number.year);
    }
    const there = union(own, others);
    return !asked.years.size || !there.size || meet(asked.years, there);
  };
  const score = (words, place, item, book) => {
    const weigh = (word) => book.weights.get(word) ?? book.unknown;
    let asked = 0, shared = 0, length = 0;
    for (const word of words) {
      asked += weigh(word);
      if (item.own.has(word) || place?.words.has(word)) shared += weigh(word);
    }
    for (const word of place ? place.words : item.own) length += weigh(word);
    return Math.min(100, Math.floor((100 * shared) / Math.max(book.floor, Math.min(asked, length))));
  };
  const matchOf = (asked, item, book) => {
    const { number } = asked;
    if (!sameUnit(number.unit, item.forms[0]?.unit || item.unit)) return null;
    let best = null;
    for (const place of [...item.places, null]) {
      if (!sameSubjects(asked, place, item) || !sameYears(asked, place, item)) continue;
      const found = score(asked.words, place, item, book);
      if (!best || found > best.score) best = { score: found, place };
    }
    if (!best) return null;
    const fit = fits(number, item.forms, item.exact, item.unit, item.scale);
    const earlier = fit ? null : item.past.find(({ forms }) => fits(number, forms, undefined, item.unit, item.scale));
    return { item, ...best, fit, old: earlier?.text ?? "" };
  };

  // ---- Answers ----------------------------------------------------------------------------------------------------
  const blank = (quoted, verdict, line) => ({
    quoted, verdict, line, id: "", old: "", new: "", cause: "", since: "", of: "", sentence: "", page: "", grade: "", candidates: [],
  });
  const said = (item, place) => {
    const text = place ? place.text.replace(/\.+$/, "") : item.title;
    return `${item.text}. “${text}.”${item.status ? ` Status of the claim: ${item.status}.` : ""}`;
  };
  const published = (quoted, item, place) => ({
    ...blank(quoted, "holds", `Holds${item.source ? ` as a claim of ${item.source}` : ""}: ${said(item, place)}`),
    id: item.id, new: item.text, of: item.title, sentence: place?.text ?? "", page: place?.page ?? "", grade: item.grade,
  });
  const noLonger = (answer, old, release, sentence) => {
    const line = `Withdrawn. It is no longer published since release ${release}. ${sentence.replace(/\.+$/, "")}.`;
    return { ...answer, verdict: "withdrawn", line, old, new: "", since: release, sentence: "", page: "" };
  };
  const removalOf = (id, book) => book.index.changes.find((one) => one.id === id && one.kind === "removed");
  const correctionOf = (id, book) =>
    book.index.corrections.find((one) => (one.value === id || one.figure === id) && one.releases.includes(book.release));
  const corrected = (answer, entry) => {
    const verdict = entry.kind === "withdrawn" ? "withdrawn" : "changed";
    const line = `${verdict === "withdrawn" ? "Withdrawn" : "Corrected"} since ${entry.since}. ${entry.what} ${entry.why}`;
    return { ...answer, verdict, line, cause: entry.why, since: entry.since };
  };
  const changed = (answer, old, now, book) => {
    const change = book.index.changes.find((one) => one.id === answer.id && one.old === old);
    const since = change?.release ?? book.release, cause = change?.cause ?? "";
    const line = `Changed. It was ${old}, and is ${now} since release ${since}.${cause ? ` Cause: ${cause}.` : ""}`;
    return { ...answer, verdict: "changed", line, old, new: now, cause, since };
  };
  const several = (number, matches, book) => {
    if (!matches.length) return none(number, null, book);
    const listed = [...new Set(matches.map(({ item }) => item.id))].slice(0, LISTED);
    const line = `Several numbers of release ${book.release} may be meant. Add words: of what, where and when.`;
    return { ...blank(number.text, "unclear", line), candidates: listed };
  };
  const none = (number, near, book) => {
    const shown = near && near.score >= SURE ? near : null;
    const line = `Release ${book.release} does not say this.${shown ? ` The nearest that it says: ${said(shown.item, shown.place)}` : ""}`;
    return { ...blank(number.text, "not ours", line), candidates: shown ? [shown.item.id] : [] };
  };
  const one = (number, match, book) => {
    const answer = published(number.text, match.item, match.place);
    const entry = correctionOf(match.item.id, book);
    if (entry) return corrected(answer, entry);
    if (match.item.gone) return noLonger(answer, match.item.text, match.item.gone, match.item.title);
    return match.fit ? answer : changed(answer, match.old, match.item.text, book);
  };
  const byRank = (a, b) => b.score - a.score || b.fit - a.fit || (a.item.id < b.item.id ? -1 : a.item.id > b.item.id ? 1 : 0);
  const checkNumber = (asked, book) => {
    const { number } = asked;
    const matches = [...book.items.values()].map((item) => matchOf(asked, item, book)).filter(Boolean);
    let ranked = matches.filter((found) => found.fit || found.old).sort(byRank);
    let near = null;
    for (const found of matches) if (!near || found.score > near.score || (found.score === near.score && found.fit > near.fit)) near = found;
    const lead = near?.score ?? 0;
    if (!asked.words.size) {
      const distinct = new Set(ranked.map(({ item }) => `${item.text}\n${item.title}`));
      return distinct.size === 1 ? one(number, ranked[0], book) : several(number, ranked, book);
    }
    ranked = ranked.filter((found) => found.score >= ENOUGH && (found.score >= SURE || found.score >= lead - LEAD));
    if (!ranked.length) return none(number, near, book);
    const rivals = ranked.filter((found) => found.score >= ranked[0].score - APART);
    const distinct = new Set(rivals.map(({ place, item }) => place?.text ?? item.id)).size;
    const split = new Set(rivals.map(({ fit }) => fit > 0)).size > 1;
    return split || (ranked[0].score < SURE && distinct > 1) ? several(number, rivals, book) : one(number, ranked[0], book);
  };

  const renamed = (id, book) => {
    let now = id;
    for (const change of [...book.index.changes].reverse()) if (change.kind === "renamed" && change.old === now) now = change.id;
    return now;
  };
  const titleOf = (id, book) => book.index.figures[id]?.title ?? "";
  const since = (answer, book, newest) => {
    if (!newest || !answer.id || answer.verdict === "withdrawn") return answer;
    const id = renamed(answer.id, newest), entry = correctionOf(id, newest);
    if (entry) return corrected(answer, entry);
    const there = newest.items.get(id);
    const known = there && !there.gone ? there.text : titleOf(id, newest);
    if (!known) {
      const removed = removalOf(id, newest);
      const answered = noLonger(answer, answer.new, removed?.release ?? newest.release, removed?.sentence ?? answer.line);
      return removed ? { ...answered, cause: removed.cause } : answered;
    }
    if (known === answer.new) return { ...answer, line: `${answer.line} The same in release ${newest.release}.` };
    return changed({ ...answer, id }, answer.old || answer.new, known, newest);
  };
  const idIn = (given) => {
    const figure = FIGURE.exec(given);
    if (figure) return `${figure[1]}/${figure[2]}`;
    const anchor = ANCHOR.exec(given);
    if (anchor) return anchor[3] ?? (anchor[4] ? `claim.${anchor[4]}` : `${anchor[1]}/${anchor[2]}`);
    const bare = given.replace(/^\/+|\/+$/g, "");
    return /^[a-z0-9-]+[/.][a-z0-9.-]+$/.test(bare) && !bare.endsWith(".") ? bare : "";
  };
  const order = (release) => release.split(".").map(Number);
  const after = (one, other) => {
    const [a, b] = [order(one), order(other)];
    for (let at = 0; at < Math.max(a.length, b.length); at++) if ((a[at] ?? -1) !== (b[at] ?? -1)) return (a[at] ?? -1) > (b[at] ?? -1);
    return false;
  };
  const checkAddress = (given, book) => {
    let id = idIn(given);
    if (!id) return null;
    const release = IN_RELEASE.exec(given)?.[1] ?? "";
    id = renamed(id, book);
    let answer;
    const item = book.items.get(id);
    if (item && !item.gone) answer = published(given, item, item.places[0] ?? null);
    else if (titleOf(id, book)) {
      const title = titleOf(id, book);
      answer = blank(given, "holds", `Holds: in release ${book.release} it says “${title}.”`);
      Object.assign(answer, { id, new: title, of: title, page: `figures/${id}/`, grade: book.index.figures[id].grade });
    } else return gone(given, id, book);
    const entry = correctionOf(id, book);
    if (entry) return corrected(answer, entry);
    const later = book.index.changes.filter((one) => one.id === id && one.kind === "changed" && release && after(one.release, release));
    if (!later.length) return answer;
    const line = `Changed since release ${release}. ${later[0].sentence}${later[0].cause ? ` Cause: ${later[0].cause}.` : ""}`;
    return { ...answer, verdict: "changed", line, old: later.at(-1).old, cause: later[0].cause, since: later[0].release };
  };
  const gone = (given, id, book) => {
    const entry = correctionOf(id, book);
    if (entry) return corrected({ ...blank(given, "withdrawn", ""), id }, entry);
    const removed = removalOf(id, book);
    if (removed)
      return { ...noLonger({ ...blank(given, "", ""), id }, removed.old, removed.release, removed.sentence), cause: removed.cause };
    return given.includes("/") ? blank(given, "not ours", `Release ${book.release} has nothing at this address.`) : null;
  };

  const checkQuote = (text, book, newest = null, most = Infinity) => {
    const given = text.trim();
    const found = ADDRESS.test(given) && checkAddress(given, book);
    if (found) return [since(found, book, newest)];
    const answers = [];
    for (const asked of questions(given, book.read).slice(0, most)) {
      let answer = checkNumber(asked, book);
      if (answer.verdict === "not ours" && newest) {
        const later = checkNumber(asked, newest);
        if (later.id) answer = { ...later, line: `Not in release ${book.release}. ${later.line}` };
      } else answer = since(answer, book, newest);
      if (["holds", "changed", "withdrawn"].includes(answer.verdict) || !asked.number.soft) answers.push(answer);
    }
    return answers;
  };
  globalThis.quoteCheck = { reader, readBook, checkQuote };

  // ---- The page ---------------------------------------------------------------------------------------------------
  const element = (tag, content = [], attributes = {}) => {
    const made = document.createElement(tag);
    made.append(...[content].flat());
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const addressOf = (id, root) => {
    if (id.startsWith("claim.")) return `${root}claims/#${id.slice(6)}`;
    return id.includes("/") ? `${root}figures/${id}/` : `${root}values/${id.split(".")[0]}/#${id}`;
  };
  const local = (address) => (location.protocol === "file:" ? address.replace(/\/(?=#|$)/, "/index.html") : address);
  const linkTo = (id, text, root) => element("a", text, { href: local(addressOf(id, root)) });

  const shown = (answer, book, root) => {
    const here = book.items.has(answer.id) || book.index.figures[answer.id];
    const item = element("li", element("p", [element("b", answer.verdict[0].toUpperCase() + answer.verdict.slice(1), { class: `pp-verdict pp-verdict--${answer.verdict.replace(" ", "-")}` }), " ", element("q", answer.quoted)]));
    item.append(element("p", answer.line));
    const facts = [];
    if (answer.of && answer.of !== answer.new) facts.push(`What it is: ${answer.of}. `);
    if (answer.grade) facts.push(`Grade ${answer.grade}. `);
    if (here) facts.push(linkTo(answer.id, answer.id.includes("/") ? "The figure" : "How it came about", root));
    if (here && answer.page) facts.push(" · ", element("a", answer.page.startsWith("figures/") ? "Figure" : "Page", { href: local(root + answer.page) }));
    if (facts.length) item.append(element("p", facts, { class: "pp-where" }));
    if (answer.candidates.length) {
      const known = answer.candidates.filter((id) => book.items.has(id));
      item.append(element("ul", known.map((id) => {
        const { text, title, places } = book.items.get(id);
        return element("li", [linkTo(id, text, root), ` ${places[0]?.text ?? title}`]);
      })));
    }
    return item;
  };

  const fetched = async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  // Where the site stands in a folder of releases, ask the newest one too; a page opened from a folder asks nothing.
  const later = async (release, root) => {
    if (location.protocol === "file:") return {};
    const base = new URL(root, location.href);
    if (!base.pathname.endsWith(`/${release}/`)) return {};
    const shelf = new URL("../", base);
    const [releases, register] = await Promise.all([fetched(new URL("releases.json", shelf)), fetched(new URL("corrections.json", shelf))]);
    const asOf = releases.latest;
    if (asOf === release) return { corrections: register.corrections, asOf };
    return { index: await fetched(new URL(`${asOf}/quotes.json`, shelf)), corrections: register.corrections, asOf };
  };

  const prepare = () => {
    const form = document.querySelector("form.pp-quote[hidden]");
    const data = document.getElementById("pp-quotes");
    if (!form || !data) return;
    const { index, reading } = JSON.parse(data.textContent);
    const read = reader(reading), root = form.dataset.root;
    let made;
    const opened = () => (made ??= readBook(index, read)); // the first question pays for reading, not the page
    const field = form.elements.quote, out = document.querySelector(".pp-answers"), status = form.querySelector("output");
    let last = "[]", newest = null, asOf = `As of release ${index.release} of ${index.released}.`;
    // A whole document pasted in would keep the page busy for long: what is beyond the limits is left out, and told.
    const leftOut = (given, text, book) => {
      if (!text || ADDRESS.test(text)) return "";
      const numbers = questions(text, book.read).length > MOST_NUMBERS ? `the first ${MOST_NUMBERS} numbers` : "";
      const letters = given.length > text.length ? `the first ${MOST_LETTERS.toLocaleString("en")} characters` : "";
      const read = [letters, numbers].filter(Boolean).join(" and ");
      return read && `Only ${read} were checked: check the rest in parts. `;
    };
    const update = () => {
      const given = field.value.trim(), text = given.slice(0, MOST_LETTERS).trim();
      const book = text && opened();
      const answers = text ? checkQuote(text, book, newest, MOST_NUMBERS) : [];
      const said = JSON.stringify(answers);
      if (said !== last) out.replaceChildren(...answers.map((answer) => shown(answer, newest && !book.items.has(answer.id) && !book.index.figures[answer.id] ? newest : book, root)));
      last = said; // what has not changed stays: a reader may be on one of its links
      if (!text) status.value = asOf;
      else status.value = `${answers.length ? `${answers.length} ${answers.length === 1 ? "answer" : "answers"}.` : "No number and no address of ours is in this text."} ${leftOut(given, text, book)}${asOf}`;
    };
    let waiting;
    form.addEventListener("input", () => (clearTimeout(waiting), (waiting = setTimeout(update, 200))));
    form.addEventListener("submit", (event) => (event.preventDefault(), clearTimeout(waiting), update()));
    form.addEventListener("reset", () => setTimeout(update));
    const example = form.querySelector(".pp-example");
    example.addEventListener("click", () => ((field.value = example.dataset.example), update()));
    const asked = new URLSearchParams(location.search).get("quote");
    if (asked) field.value = asked;
    form.hidden = false;
    update();
    later(index.release, root)
      .then(({ index: found, corrections, asOf: release }) => {
        if (!release) return;
        index.corrections = corrections;
        if (found) newest = readBook({ ...found, corrections }, read);
        asOf = `As of release ${release}${found ? `, seen from release ${index.release}` : ""}.`;
        update();
      })
      .catch(() => {
        asOf = `As of release ${index.release} of ${index.released}; whether there is a newer one could not be found out.`;
        update();
      });
  };
  if (typeof document === "undefined") return;
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
