// Matching of a quoted number with what a release publishes: subjects, years, unit, words, the number itself, and what
// the sentence does with it. A difference in any of these is named; nothing is taken for the same that was not compared.
(() => {
  const SLACK = 1e-9, NEAR = 0.05, CLOSE = 12;
  const SPANS = "hour day week month decade"; // a day of what we say of a year
  const BOUNDS = { over: 1, least: 1, under: -1, most: -1 };
  const meet = (one, other) => [...one].some((entry) => other.has(entry));
  const within = (one, other) => [...one].every((entry) => other.has(entry));
  const union = (...sets) => new Set(sets.flatMap((set) => [...set]));
  const close = (one, other) => Math.abs(one - other) <= SLACK * Math.max(Math.abs(one), Math.abs(other));

  // ---- Units --------------------------------------------------------------------------------------------------------
  const sameUnit = (quoted, printed, unit, bare) => {
    const kind = printed.kind || (printed.ownText ? unit.kind : "");
    if (quoted.kind && quoted.kind !== (kind || unit.kind)) return false;
    if (!quoted.kind && kind && !bare) return false;
    const [one, other] = [quoted.currency, printed.currency || unit.currency];
    return !one || !other || one === other;
  };
  // How much of the published unit one quoted unit is; 0 where they cannot be compared.
  const factorOf = (quoted, printed, unit) => {
    const noun = printed.noun ?? unit.noun;
    if (!quoted.noun) return 1;
    if (!noun) return unit.kind && unit.kind !== "rank" ? 0 : 1;
    if (quoted.noun.dimension === noun.dimension) return quoted.noun.factor / noun.factor;
    const isCounted = /^(?:counted|other) /.test(quoted.noun.dimension), isCount = /^other (?:count|number)$/.test(noun.dimension);
    return isCounted && isCount ? 1 : 0;
  };

  // ---- The number ---------------------------------------------------------------------------------------------------
  // 3 as printed, 2 rounded or within a stated bound, 1 within "about", 0 not.
  const agrees = (quoted, amount, printed) => {
    const said = quoted.number * quoted.scale * quoted.factor;
    const bound = BOUNDS[quoted.hedge] ?? 0, printedBound = BOUNDS[printed.hedge] ?? 0;
    if (printedBound) return bound === printedBound && close(said, amount) ? 3 : 0;
    if (bound) {
      const beyond = bound * (amount - said), room = quoted.kind === "times" && quoted.soft ? 1 : 0.1 * said;
      const strict = quoted.hedge === "over" || quoted.hedge === "under";
      return (strict ? beyond > SLACK * said : beyond >= -SLACK * said) && Math.abs(amount - said) <= room ? 2 : 0;
    }
    if (quoted.hedge === "almost") return amount <= said && said - amount <= NEAR * said ? 2 : 0;
    if (close(said, amount)) return 3;
    const away = Math.abs(said - amount), half = 0.5 * 10 ** -quoted.decimals * quoted.scale * quoted.factor;
    const partly = quoted.soft && quoted.kind === "percent";
    const doubled = quoted.soft && quoted.kind === "times" && away <= 0.05;
    if (away <= half * (1 + 1e-6) && away <= NEAR * amount && (!quoted.soft || partly)) return 2;
    if (doubled) return 2;
    const round = quoted.soft || (quoted.decimals === 0 && quoted.number % 5 === 0 && quoted.number >= 10);
    return quoted.hedge === "about" && round && away <= NEAR * amount ? 1 : 0;
  };
  // "217 % more" says 3.17 times.
  const asMultiple = (quoted, printed, amount) => {
    if (quoted.kind !== "percent" || !quoted.comparison || (printed.kind || "") !== "times") return 0;
    const times = 1 + (quoted.comparison * quoted.number) / 100, half = 0.5 * 10 ** -printed.decimals;
    return times > 0 && Math.abs(times - amount) <= half * (1 + 1e-6) ? 2 : 0;
  };
  const fits = (quoted, printed, item, bare, others) => {
    let best = 0;
    for (const form of printed) {
      if (form.range && !within(new Set(printed.map(({ number }) => number)), new Set(others.map(({ number }) => number)))) continue;
      const scale = form.scale === 1 ? item.unit.scale : form.scale;
      best = Math.max(best, asMultiple(quoted, { ...form, kind: form.kind || item.unit.kind }, form.number));
      if (!sameUnit(quoted, form, item.unit, bare)) continue;
      if (quoted.soft && !bare && quoted.kind !== (form.kind || (form.ownText ? item.unit.kind : ""))) continue;
      const factor = bare ? 1 : factorOf(quoted, form, item.unit);
      if (!factor) continue;
      const compared = { ...quoted, factor };
      const amounts = [form.number * scale];
      if (item.unit.scale !== 1 && form.scale === 1 && bare) amounts.push(form.number);
      if (item.exact !== undefined && printed.length === 1) {
        const exact = Math.abs(item.exact);
        amounts.push(exact * (item.unit.scale !== 1 ? item.unit.scale : exact < form.scale ? form.scale : 1));
      }
      for (const amount of amounts) best = Math.max(best, agrees(compared, amount, form));
    }
    return best;
  };

  // ---- The sentence -------------------------------------------------------------------------------------------------
  // What is quoted word for word, a sentence or a part of one; anything else is compared more strictly.
  const bare = (text) => text.toLowerCase().replace(/[^\w%+-]+/g, " ").trim();
  const isVerbatim = (asked, place) => Boolean(place) && asked.text.length >= 20 && ` ${bare(place.sentence.text)} `.includes(` ${asked.text} `);
  const sameSubjects = (asked, place, item, verbatim) => {
    const own = verbatim || !place?.numbers.length ? place?.sentence.subjects ?? [] : union(...place.numbers.map((number) => looseIn(place.sentence, number)));
    if (!within(asked.subjects, union(item.subjects, own))) return false;
    const near = union(...(place?.numbers ?? []).map((number) => number.near));
    return !asked.near.size || !near.size || (verbatim ? meet(asked.near, near) : within(asked.near, union(near, item.subjects)));
  };
  const sameYears = (asked, place, item, verbatim) => {
    const stated = (place?.numbers ?? []).map(({ year }) => year).filter(Boolean);
    const own = union(item.years, stated), others = place?.sentence.years ?? new Set();
    const year = asked.number.year || (asked.years.size === 1 && !verbatim ? [...asked.years][0] : "");
    if (year) {
      const there = own.size ? own : others;
      return !there.size || there.has(year);
    }
    const there = union(own, others);
    return !asked.years.size || !there.size || meet(asked.years, there);
  };
  const sameParts = (asked, place, item) => {
    const there = item.parts.size ? item.parts : place?.sentence.parts ?? new Set();
    return !asked.parts.size || !there.size || meet(asked.parts, there);
  };
  const contradicts = (asked, theirs, contrasts) =>
    contrasts.some((sides) =>
      sides.some((side, at) => {
        const rest = sides.filter((_, other) => other !== at);
        return meet(asked, side) && !meet(theirs, side) && rest.some((other) => meet(theirs, other) && !meet(asked, other));
      }));
  const score = (words, place, item, book) => {
    const weigh = (word) => book.weights.get(word) ?? book.unknown;
    let asked = 0, shared = 0, length = 0;
    for (const word of words) {
      asked += weigh(word);
      if (item.own.has(word) || place?.sentence.words.has(word)) shared += weigh(word);
    }
    for (const word of place ? place.sentence.words : item.own) length += weigh(word);
    return { score: Math.min(100, Math.floor((100 * shared) / Math.max(book.floor, Math.min(asked, length)))), covered: asked ? shared / asked : 1 };
  };
  // A number's forms: as the sentence prints it, or as its own text does.
  const ofOwnText = (printed) => printed.map((number) => ({ ...number, ownText: true }));
  const formsOf = (item, place) => (place?.numbers.length ? place.numbers : ofOwnText(item.printed));
  // What the quoted sentence does with the number and ours does the other way round.
  const differences = (asked, place, item) => {
    const { number } = asked, differing = [];
    const printed = place?.numbers[0];
    if (number.denied !== Boolean(printed?.denied)) differing.push("negation");
    const moves = printed?.direction ? new Set([printed.direction]) : union(place?.sentence.moves ?? [], item.moves);
    if (number.direction && moves.size && !moves.has(number.direction)) differing.push("direction");
    const ours = printed ? printed.role : item.moves.size && number.kind === "percent" ? "by" : "";
    if (number.role && ours && number.role !== ours) differing.push("role");
    if (Boolean(number.fromEnd) !== Boolean(printed?.fromEnd)) differing.push("direction");
    if (number.kind === "times" && number.comparison < 0 && !(printed?.comparison < 0) && !differing.length) differing.push("direction");
    return differing;
  };
  // What the quoted sentence says and our words do not: enough that the number alone is ours.
  const unproven = (asked, place, item, { covered, verbatim }, book) => {
    const { number } = asked, open = [];
    const printed = place?.numbers[0];
    const grown = [...(place?.numbers ?? []), ...item.printed].some(({ kind, number: times }) => kind === "times" && times > 1);
    const moves = union(printed?.direction ? [printed.direction] : [], place?.sentence.moves ?? [], item.moves, grown ? [1] : []);
    const isShift = number.kind === "percent" && number.comparison && (printed ?? item.printed[0])?.kind === "percent" && !printed?.comparison && !item.moves.size;
    const isChange = printed ? printed.isChange : item.moves.size > 0, ofPercent = number.kind === "percent" && !verbatim;
    const isOther = ofPercent && ((number.isChange && !isChange && !item.moves.size) || (printed?.isChange && !number.direction));
    if ((number.direction && !number.comparison && !moves.size) || isShift || isOther || !within(asked.moves, moves)) open.push("direction");
    if ((number.year && !item.years.size && !(place?.sentence.years.size)) || isOtherSpan(asked, place, item, verbatim)) open.push("year");
    if (asked.parts.size && !item.parts.size && !place?.sentence.parts.size) open.push("period");
    const known = union(item.own, place?.sentence.words ?? []);
    if (asked.names.some((name) => !known.has(name) && ((book.names.has(name) && !verbatim) || !book.weights.has(name)))) open.push("name");
    const near = union(...(place?.numbers ?? []).map(({ near: subjects }) => subjects));
    if (!within(asked.loose, union(item.subjects, place?.sentence.subjects ?? []))) open.push("name");
    if (!within(near, asked.named)) open.push("subject");
    if (place && ![denialsOf(place.sentence, printed), printed ? place.sentence.denials(printed.clause) : 0].includes(asked.denials)) open.push("negation");
    if (covered < 0.6 || (!verbatim && [...book.read.wordsOf(SPANS)].some((span) => asked.words.has(span) && !known.has(span)))) open.push("words");
    if (printed?.base && !number.ofSome) open.push("part");
    if (printed?.plan && !asked.plans) open.push("plan");
    if (asked.plans && place && !verbatim && !book.read.plansOf(`${place.sentence.text}. ${item.title}`, place.sentence.language)) open.push("deed");
    if (asked.outside !== (place ? isOutside(place.sentence, printed) : item.outside)) open.push("outside");
    const saying = (place ? [place] : item.places).filter(({ numbers }) => numbers.length);
    if (saying.length && saying.every((said) => areOthers(asked, said.numbers[0], said))) open.push("numbers");
    const ways = place?.sentence.ways ?? item.ways;
    if ([...asked.ways].some(([name, way]) => ways.has(name) && ways.get(name) !== way)) open.push("subject");
    if (!verbatim && mixes(asked, place, item, book)) open.push("words");
    if (printed && !verbatim && (isElsewhere(asked, printed, place, book) || isSwapped(asked, printed, place, book))) open.push("subject");
    if (printed && !verbatim && !open.includes("words") && isChanged(asked, printed, place, book)) open.push("words");
    return open;
  };
  // Whether a year is where ours ends and we say that it is where it begins, or a change of several years is told of one.
  const isOtherSpan = (asked, place, item, verbatim) => {
    const bounds = place?.sentence.bounds ?? item.bounds;
    if ([...asked.bounds].some(([named, bound]) => bounds.has(named) && bounds.get(named) !== bound)) return true;
    const [only, ...more] = asked.years;
    return !verbatim && asked.number.isChange && item.years.size > 1 && Boolean(only) && !more.length && !asked.bounds.has(only);
  };
  // Whether a clause has beside our number another than ours has there: "35 points in 3 years" for "in 8 years".
  const areOthers = (asked, printed, place) => {
    const besides = (number, numbers, text) => {
      const leads = /^(?:of|von|sur|de) (?:\w+ )?\d/i.test(text), first = numbers[0]; // "Of 15 items, 1 supports it"
      return numbers.filter((other) =>
        other.start !== number.start && (other.clause === number.clause || (leads && [number, other].some(({ start }) => start === first.start))) && (other.noun || other.kind || !other.soft));
    };
    const factor = (one, other) => (one.noun && one.noun.dimension === other.noun?.dimension ? one.noun.factor / other.noun.factor : 1);
    const is = (one, other) => (one.kind || "") === (other.kind || "") && agrees({ ...one, factor: factor(one, other) }, other.number * other.scale, other) > 0;
    const ours = place.sentence.numbers;
    return besides(printed, ours, place.sentence.text).length > 0 && !besides(asked.number, asked.others, asked.sentence).every((one) => ours.some((other) => is(one, other)));
  };
  // Whether a sentence adds to ours what ours is told apart from: reserves to what is mined, another good to ours.
  const mixes = (asked, place, item, book) => {
    const theirs = union(item.own, place?.sentence.words ?? []);
    if (book.read.besides(asked.sentence, asked.language).some((word) => !theirs.has(word))) return true;
    return book.read.contrasts.some((sides) =>
      sides.some((side, at) => meet(asked.number.words, side) && !meet(theirs, side) && sides.some((other, index) => index !== at && meet(theirs, other))));
  };
  // Whether a sentence that is not ours word for word changes what stands around a number of ours.
  const isChanged = (asked, printed, place, book) =>
    !asked.counted.every((count) => place.sentence.numbers.some((other) => close(other.number, count))) ||
    exchanged(asked, printed, place, book) || shortened(asked, printed, place, book);

  // Whether another word stands in the place of one of ours: between words that both clauses have, in the same order,
  // each has some that the other sentence does not know. Only where both are written in one language.
  const exchanged = (asked, printed, place, book) => {
    if (asked.language !== place.sentence.language) return false;
    const [one, other] = [asked.number.tokens, printed.tokens];
    const longest = [...one, 0].map(() => new Array(other.length + 1).fill(0));
    for (let i = one.length - 1; i >= 0; i--)
      for (let j = other.length - 1; j >= 0; j--)
        longest[i][j] = one[i] === other[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    const gaps = [[[], []]];
    for (let i = 0, j = 0; i < one.length || j < other.length; )
      if (i < one.length && one[i] === other[j]) { gaps.push([[], []]); i++; j++; }
      else if (i < one.length && (j === other.length || longest[i + 1][j] >= longest[i][j + 1])) gaps.at(-1)[0].push(one[i++]);
      else gaps.at(-1)[1].push(other[j++]);
    const heavy = (word) => (book.weights.get(word) ?? 2) > 1;
    const [ours, given] = [place.sentence.counts, asked.counts], more = (word, here, there) => (here.get(word) ?? 1) > (there.get(word) ?? 0);
    return gaps.some(([mine, theirs]) =>
      mine.some((word) => heavy(word) && more(word, given, ours)) && theirs.some((word) => heavy(word) && more(word, ours, given)));
  };

  // Whether all that is asked stands in other clauses of our sentence, and none of what ours says of this number.
  const isElsewhere = (asked, printed, place, book) => {
    const own = printed.beside.filter((word) => (book.weights.get(word) ?? 2) > 1);
    return asked.language === place.sentence.language && otherClauses(place.sentence, printed).length > 0 && own.length > 1 && !own.some((word) => asked.words.has(word));
  };

  // Whether two sides change places: where both sentences name both, the one that stands nearer to the number differs,
  // or of two years that are compared the first is ours in the second place.
  const isSwapped = (asked, printed, place, book) => {
    const nearest = ({ beside }, sides) => beside.map((word) => sides.findIndex((side) => side.has(word))).find((at) => at >= 0) ?? -1;
    const [mine, ours] = [asked.number, printed];
    const turned = book.read.contrasts.some((sides) => {
      const [one, other] = [nearest(mine, sides), nearest(ours, sides)];
      return one >= 0 && other >= 0 && one !== other;
    });
    const texts = [[asked.sentence, mine], [place.sentence.text, ours]], ofBoth = texts.every(([text, { end }]) => text.startsWith(" of ", end));
    const [here, there] = texts.map(([text, number]) => book.read.sidesOf(text, number, ofBoth));
    const moved = mine.kind === "times" || ofBoth ? [...here].filter(([word, side]) => there.has(word) && there.get(word) !== side) : [];
    if (new Set(moved.map(([, side]) => side)).size > 1) return true; // "A made 3 times what B made", "A was 95% of B"
    const years = (text) => book.read.comparedYears(text);
    const [asks, says] = [years(asked.sentence), years(place.sentence.text)];
    return turned || Boolean(asks && says && asks[0] === says[1] && asks[1] === says[0]);
  };

  // Whether a word of ours that has a hyphen is there in part only: what is sold of wool is not what is sold of wool-cards.
  const shortened = (asked, printed, place, book) =>
    asked.language === place.sentence.language &&
    (printed.clause.match(/[A-Za-z]+(?:-[A-Za-z]+)+/g) ?? []).some((compound) => {
      const parts = [...book.read.wordsOf(compound)];
      return parts.some((part) => asked.words.has(part)) && !parts.every((part) => asked.words.has(part));
    });

  // How often a sentence says "not", and its subjects, the clauses of its other numbers left out.
  const otherClauses = (sentence, number) => [...new Set(sentence.numbers.filter((other) => other.clause !== number?.clause).map(({ clause }) => clause))];
  const isOutside = (sentence, number) => sentence.isOutside(otherClauses(sentence, number).reduce((left, clause) => left.replace(clause, ""), sentence.text));
  const denialsOf = (sentence, number) =>
    sentence.denials(sentence.text) - otherClauses(sentence, number).reduce((sum, clause) => sum + sentence.denials(clause), 0);

  const matchOf = (asked, item, book) => {
    const bare = !asked.words.size;
    let best = null;
    const tried = [];
    for (const place of [...item.places, null]) {
      const verbatim = isVerbatim(asked, place);
      if (!sameSubjects(asked, place, item, verbatim) || !sameYears(asked, place, item, verbatim) || !sameParts(asked, place, item)) continue;
      const theirs = place ? union(place.sentence.words, item.core) : item.own;
      if (contradicts(asked.words, theirs, book.read.contrasts)) continue;
      const clause = place?.numbers[0]?.words;
      if (clause && !verbatim && contradicts(asked.number.words, union(clause, item.core), book.read.contrasts)) continue;
      const fit = fits(asked.number, formsOf(item, place), item, bare, asked.others);
      const measured = score(asked.words, place, item, book), said = measured.covered;
      if (!bare) measured.covered = Math.max(measured.covered, asked.number.words.size > 2 ? score(asked.number.words, place, item, book).covered : 0);
      if (verbatim) Object.assign(measured, { score: 100, covered: 1 });
      const differing = bare ? [] : differences(asked, place, item);
      const rank = (verbatim ? 2 : 1) * measured.score * 10 + (fit ? 5 : 0) - differing.length + said / 2; // of short sentences, the one that says most
      tried.push({ ...measured, rank, place, fit, differing, verbatim });
      if (!best || rank > best.rank) best = tried.at(-1);
    }
    if (!best) return null;
    const openOf = (match) => (bare ? [] : unproven(asked, match.place, item, match, book));
    let open = openOf(best);
    if (best.fit && open.length) {
      // Of sentences that say it nearly as well, one that leaves nothing open.
      const whole = tried.find((other) => other.place && other.fit && !other.differing.length && other.score >= best.score - CLOSE && !openOf(other).length);
      if (whole) [best, open] = [whole, []];
    }
    if (!unitsMeet(asked.number, item, best.place, bare)) return null;
    const bounded = asked.number.hedge in BOUNDS; // a bound fits much: what was once said needs more
    const old = best.fit || bounded ? "" : item.past.find(({ printed }) => fits(asked.number, ofOwnText(printed), { ...item, exact: undefined }, bare, asked.others))?.text ?? "";
    return { item, ...best, old, open };
  };
  const unitsMeet = (quoted, item, place, bare) =>
    formsOf(item, place).some((form) => (sameUnit(quoted, form, item.unit, bare) && (bare || factorOf(quoted, form, item.unit) > 0)) || (quoted.comparison && (form.kind || item.unit.kind) === "times"));

  const looseIn = (sentence, number) => {
    const others = union(...sentence.numbers.filter((other) => other.clause !== number.clause).map(({ near }) => near));
    return new Set([...sentence.subjects].filter((name) => number.near.has(name) || !others.has(name)));
  };

  const namesIn = (sentence, number) => {
    const others = union(...sentence.numbers.filter((other) => other.clause !== number.clause).map((other) => other.words));
    return sentence.names.filter((name) => number.words.has(name) || !others.has(name));
  };

  // The numbers of a text, each with what its sentence says of it.
  const questions = (text, read) => {
    const language = read.languageOf(text);
    const plain = read.tidied(text, language).trim(), everything = read.wordsOf(plain, language);
    return read.sentencesOf(plain).flatMap((part) => {
      const sentence = read.parse(part, language), words = sentence.words.size > 1 ? sentence.words : everything;
      return sentence.numbers.map((number) => ({
        text: bare(sentence.text), sentence: sentence.text,
        number, words, language, counts: sentence.counts, ways: sentence.ways, bounds: sentence.bounds, near: number.near, plans: read.plansOf(plain, language),
        counted: sentence.numbers.filter((other) => other !== number && other.soft && other.number > 1).map((other) => other.number), names: namesIn(sentence, number), denials: denialsOf(sentence, number), outside: isOutside(sentence, number), named: read.subjectsOf(everything),
        loose: looseIn(sentence, number), moves: number.comparison ? new Set() : sentence.movesOf(otherClauses(sentence, number)), parts: sentence.parts, years: sentence.years, others: sentence.numbers,
        subjects: number.near.size ? number.near : read.subjectsOf(words),
      }));
    });
  };
  Object.assign(globalThis.proofpressQuotes, { matchOf, questions });
})();
