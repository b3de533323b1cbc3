// Reading of a text: its language, and in each sentence the numbers with unit, hedge, direction, year and subjects.
// The tables are data of the page (`rules`): words of four languages, and the names and units of the site's field.
(() => {
  const WHOLE = "\\d{1,3}(?:[.,' ]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?";
  const HEDGES = ["least", "most", "over", "under", "almost", "about"];

  const plain = (text) =>
    text
      .replace(/[’‘]/g, "'").replace(/½/g, " half").normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
      .replace(/ß/g, "ss").replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u201c\u201d\u201e«»]/g, '"')
      .replace(/\u2044/g, "/").replace(/\b(Mrd|Mio|Bio|Tsd|ca|approx|est)\./g, "$1").replace(/[ \t\r\f\v]+/g, " ");
  const literal = (text) => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
  const byLength = (one, other) => other.length - one.length || (one < other ? -1 : 1);
  const anyOf = (patterns) => (patterns.length ? `(?:${[...patterns].sort(byLength).join("|")})` : "(?!)");
  const words = (patterns, flags = "gi") => new RegExp(`(?:^|[^\\w])${anyOf(patterns)}(?!\\w)`, flags);
  const sameOf = (text, pattern) => [...text.matchAll(pattern)].map((match) => match.index + match[0].length);

  // Names that stand for a word are replaced in one pass, the longest first; a lower-case name matches with a capital too.
  const renamer = (pairs) => {
    const table = new Map();
    for (const [name, word] of pairs) {
      const key = plain(name);
      table.set(key, word);
      if (/^[a-z]/.test(key)) table.set(key[0].toUpperCase() + key.slice(1), word);
    }
    if (!table.size) return (text) => text;
    const names = [...table.keys()].sort(byLength).map((name) => literal(name) + (/\w$/.test(name) ? "(?![\\w$])" : "(?!\\w)"));
    const pattern = new RegExp(`(^|[^\\w])(${names.join("|")})`, "g");
    // Twice, because the blank between two names belongs to the first match.
    const replaced = (text) => text.replace(pattern, (_, before, name) => before + table.get(name));
    return (text) => replaced(replaced(text));
  };

  // The tables of one language, as patterns.
  const tables = (language, rules, isEnglish) => {
    const magnitudes = Object.entries(language.magnitudes).concat(isEnglish ? [] : Object.entries(rules.magnitude_signs));
    const unit = [language.percent, language.points, language.times].join("|");
    const joins = anyOf(language.joins.map(literal));
    const phrases = HEDGES.flatMap((kind) => language.hedges[kind].map((phrase) => [phrase, kind])).sort(([one], [other]) => byLength(one, other));
    return {
      decimal: language.decimal,
      dollars: new RegExp(`\\b(?:${language.dollars})(?!\\w)`, "g"),
      number: new RegExp(
        `(US ?\\$|${rules.currency_code} ?|${rules.currency_sign})? ?(${WHOLE})(?:(${language.ordinal})(?!\\w))?` +
          `(?:[ -]?(${anyOf(magnitudes.map(([pattern]) => pattern))})(?!\\w))?(?: ?-?(${unit}))?` +
          `(?: (?:${anyOf(language.of.map(literal))} ?)?(${rules.currency_words}))?(?!\\w)`, "g"),
      magnitudes: magnitudes.map(([pattern, amount]) => [new RegExp(`^(?:${pattern})$`), amount]),
      kinds: [["points", language.points], ["percent", language.percent], ["times", language.times]].map(
        ([kind, pattern]) => [kind, new RegExp(`^-?(?:${pattern})$`)]),
      written: [
        ...Object.entries(language.parts).map(([pattern, amount]) => [pattern, amount, "percent"]),
        ...Object.entries(language.multiples).map(([pattern, amount]) => [pattern, amount, "times"]),
        ...Object.entries(language.cardinals).map(([word, amount]) => [`${word}[ -]?(?:${language.times})`, amount, "times"]),
        ...Object.entries(language.cardinals).map(([word, amount]) => [word, amount, ""]),
      ].map(([pattern, amount, kind]) => [new RegExp(`\\b(?:${pattern})(?!\\w)`, "gi"), amount, kind]),
      hedges: phrases.map(([phrase, kind]) => [new RegExp(`(?:^|[^\\w])${literal(phrase)} ?$`, "i"), kind]),
      orMore: new RegExp(`^ ${anyOf(language.or_more)}(?!\\w)`, "i"),
      orLess: new RegExp(`^ ${anyOf(language.or_less)}(?!\\w)`, "i"),
      more: new RegExp(`^ ${anyOf(language.more)}(?!\\w)`, "i"),
      less: new RegExp(`^ ${anyOf(language.less)}(?!\\w)`, "i"),
      outside: words([...language.outside, ...rules.languages.en.outside]), plan: words([...language.plan, ...rules.languages.en.plan]),
      rise: words(language.rise), fall: words(language.fall), not: words(language.not.map((word) => (word === "n't" ? "\\w*n't" : word))),
      roles: ["from", "to", "by"].map((role) => [role, new RegExp(`(?:^|[^\\w])${anyOf(language[role].map(literal))}(?: ${anyOf(language.articles)})? $`, "i")]),
      starts: language.by.filter((word) => language.from.includes(word)).length ? new RegExp(`^[^,;.]*? ${anyOf(language.to.map(literal))} \\d`) : /^/,
      moved: new RegExp(`(?:^|[^\\w])${anyOf([...language.rise, ...language.fall])}(?: ${anyOf(["an?", "une?", "um", ...language.by.map(literal)])})? $`, "i"),
      fromEnd: new RegExp(`^ ${anyOf(language.from_end)}(?!\\w)`, "i"),
      both: new RegExp(`([A-Za-z]+) ${anyOf(language.joins.filter((word) => language.clauses.includes(word)).map(literal))} ([A-Za-z]+)`, "g"),
      ways: new RegExp(`(?:^|[^\\w])(?:(${anyOf(language.towards)})|${anyOf(language.away)})(?: ${anyOf(language.articles)})? ([A-Za-z]+)`, "gi"),
      bounds: new RegExp(`^.*(?:^|[^\\w])(?:(${anyOf(language.until.map(literal))})|${anyOf(language.since.map(literal))})(?: [^\\s\\d,;:.()]+){0,6} $`, "is"),
      joins: new RegExp(`^(?: ${joins} | ?- ?)$`), range: /^(?: (?:to|bis|a) | ?- ?)$/,
      clause: new RegExp(`[;:()]|,(?!\\d| (?:up|down) from)| ${anyOf(language.clauses.map(literal))} `, "g"),
      parts: [...language.halves.map((pattern, at) => [`H${at + 1}`, pattern]), ...language.quarters.map((pattern, at) => [`Q${at + 1}`, pattern])].map(
        ([part, pattern]) => [part, new RegExp(`(?:${pattern})|\\b${part}(?!\\d)`, "i")])
        .concat(language.month_names.map((pattern, at) => [`M${at + 1}`, new RegExp(`(?:^|[^\\w])(?:${pattern})(?!\\w)|\\b(?:${rules.year})-${String(at + 1).padStart(2, "0")}(?!\\d)`, isEnglish ? "" : "i")])),
      rename: renamer(Object.entries(language.synonyms).flatMap(([word, others]) => others.map((other) => [other, word]))),
      common: new Set([...language.common, ...Object.values(language.hedges).flat().flatMap((phrase) => phrase.split(" "))].map((word) => plain(word).toLowerCase())),
      own: new Set(Object.values(language.synonyms).flat().flatMap((word) => plain(word).toLowerCase().split(" "))),
      letters: language.letters ? new RegExp(`[${language.letters}]`, "g") : /(?!)/g,
    };
  };

  const reader = (rules) => {
    const languages = Object.fromEntries(Object.entries(rules.languages).map(([name, language]) => [name, tables(language, rules, name === "en")]));
    const rename = renamer(rules.names);
    const masks = rules.masks.map((pattern) => new RegExp(pattern, "g"));
    const year = new RegExp(rules.year, "g"), local = new RegExp(rules.local), sentence = new RegExp(rules.sentence, "g");
    const nouns = rules.nouns.map(([pattern, dimension, factor]) => [new RegExp(`^(?: (?:metric |de |d')?|-?)(?:${pattern})(?!\\w)`), dimension, factor]);
    const stop = new Set(rules.stop);
    const than = anyOf(Object.values(rules.languages).flatMap((language) => language.than.map(literal)));
    const compared = new RegExp(`\\b(${rules.year})\\b[^;]*?\\b${than} (?:(?:in|im|en) )?(${rules.year})\\b`);
    const months = Object.values(rules.languages).flatMap((language) => language.months);
    const day = new RegExp(`(\\d)\\. (?=${anyOf(months)}(?!\\w))`, "g"); // "7. Oktober" ends no sentence

    const stem = (word) => {
      const ending = rules.endings.find((end) => word.endsWith(end) && word.length - end.length >= 3);
      return ending ? word.slice(0, -ending.length) : word;
    };
    const subjects = new Set(rules.subjects.map(stem));
    const contrasts = rules.contrasts.map((group) => group.map((side) => new Set(side.split(" ").map(stem))));

    const languageOf = (text) => {
      const given = plain(text).toLowerCase().match(/[a-z]+/g) ?? [];
      const counts = Object.entries(languages).map(([name, { common, own, letters }]) => [
        name, given.filter((word) => common.has(word)).length + (name === "en" ? 0 : given.filter((word) => own.has(word)).length) + (text.match(letters) ?? []).length,
      ]);
      const english = counts.find(([name]) => name === "en")[1];
      const [best, most] = counts.reduce((one, other) => (other[1] > one[1] ? other : one));
      return most > english ? best : "en";
    };
    // A text in one form of each sign, name and synonym; blanks at its ends stay, so that parts can be put together.
    const tidied = (text, language) => {
      const given = plain(text).replace(languages[language].dollars, "USD").replace(day, "$1 ");
      if (language !== "de") return rename(languages[language].rename(language === "en" ? inDigits(given) : given));
      // "Holzreserven" are reserves of wood.
      const apart = rename(given).replace(compound, (_, name, letter) => `${rename(name)} ${letter.toUpperCase()}`);
      return rename(languages.de.rename(apart));
    };
    const compound = new RegExp(`(?<!\\w)${anyOf(rules.names.filter(([name]) => /^[A-Z][a-z]{4,}$/.test(plain(name))).map(([name]) => plain(name)))}([a-z])(?=[a-z]{3})`.replace("(?:", "("), "g");
    // English numbers in words, where a unit or a rank tells that they are meant: "seventy-three percent", "ranks ninth".
    const [cardinals, tens, places] = [Object.keys(rules.languages.en.cardinals), rules.tens, rules.ordinals];
    const spelled = new RegExp(`\\b(${tens.join("|")})(?:[- ](one|${cardinals.slice(0, 8).join("|")}))?(?= (?:per ?cent|percentage|pct|points?|times|thousand|million|billion|trillion))`, "gi");
    const halves = new RegExp(`\\b(one|${cardinals.join("|")}) and (?:a|one)[ -]half(?= )`, "gi");
    const ranked = new RegExp(`\\b(ranks?|ranked|placed|is|was|came|comes) (?:(?:number|no\\.?|#) ?(\\d{1,3})|(${places.join("|")}))(?= (?:of|among|in|out)\\b)`, "gi");
    const oneOf = (word) => (word ? cardinals.indexOf(word.toLowerCase()) + 2 : 0);
    const inDigits = (text) =>
      text.replace(spelled, (_, ten, one) => `${10 * tens.indexOf(ten.toLowerCase()) + 20 + oneOf(one)}`)
        .replace(halves, (_, one) => `${oneOf(one)}.5`)
        .replace(ranked, (_, verb, digits, place) => `${verb} ${digits ?? places.indexOf(place.toLowerCase()) + 2}th`);
    const tokensOf = (text, language = "en") =>
      (text.match(/[A-Za-z]+/g) ?? []).map((word) => word.toLowerCase())
        .filter((word) => word.length > 1 && !stop.has(word) && (language === "en" || !languages[language].common.has(word))).map(stem);
    const wordsOf = (text, language = "en") => new Set(tokensOf(text, language));
    const subjectsOf = (given) => new Set([...given].filter((word) => subjects.has(word)));
    const yearsOf = (text) => new Set(text.match(year) ?? []);
    const partsOf = (text, language) => new Set(languages[language].parts.filter(([, pattern]) => pattern.test(text)).map(([part]) => part));
    // Names of firms, people and places: words with a capital that need none; at a sentence's start only unusual words.
    const namesOf = (text, language) => {
      if (language === "de") return [];
      const usual = (word) => stop.has(word) || Object.values(languages).some(({ common }) => common.has(word)) || /(?:ly|ed|ing)$/.test(word);
      const acts = /^[A-Z]\w+ing (?:\w+ed|made|makes|mined|sold|sells|built|took|got|won|had|has|was|is|will) /.test(text); // a name, not what somebody does
      return [...text.matchAll(/[A-Z][\w-]*/g)]
        .filter(({ 0: word, index }) => index > 0 || (/[a-z]/.test(word) && (acts || !usual(word.toLowerCase())) && !/^[\w-]+,/.test(text)))
        .filter(({ 0: word, index }) => !/[\w$]/.test(text[index - 1] ?? "") && /[a-z]{2}/.test(word) && !stop.has(word.toLowerCase()))
        .flatMap(([word]) => word.split("-").filter((part) => /^[A-Z][a-z]/.test(part))) // as the words of a sentence are told apart
        .map((word) => stem(word.toLowerCase()));
    };

    const amountOf = (digits, decimal) => {
      const bare = digits.replace(/[' ]/g, "");
      const marks = bare.replace(/\d/g, "");
      const grouped = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(bare);
      let mark = decimal;
      if (marks.includes(".") && marks.includes(",")) mark = bare.lastIndexOf(".") > bare.lastIndexOf(",") ? "." : ",";
      else if (marks.length > 1) mark = marks[0] === "." ? "," : ".";
      else if (marks && !grouped) mark = marks;
      const [whole, part = ""] = bare.replaceAll(mark === "." ? "," : ".", "").split(mark);
      return { number: parseFloat(`${whole}.${part || 0}`), decimals: part.length };
    };
    const currencyOf = (text) => rules.currencies.find(([, pattern]) => new RegExp(pattern).test(text))?.[0] ?? "";
    const nounOf = (text) => {
      const match = nouns.find(([pattern]) => pattern.test(text));
      return match ? { dimension: match[1], factor: match[2] } : null;
    };
    const kindOf = (text, language = "en") => {
      if (!text) return "";
      const kind = languages[language].kinds.find(([, pattern]) => pattern.test(text))?.[0];
      if (kind) return kind;
      if (/cents?$/.test(text)) return "cents";
      if (/^(?:rank)$/.test(text)) return "rank";
      return currencyOf(text) ? "money" : "";
    };
    // The unit that a field states in words, such as "billion US dollars" or "thousand tonnes".
    const unitOf = (text) => {
      if (!text) return { kind: "", currency: "", noun: null, scale: 1 };
      const given = tidied(text, "en");
      const points = /^index points$/.test(given) ? "points" : "";
      const scale = languages.en.magnitudes.find(([pattern]) => given.split(" ").some((word) => pattern.test(word)))?.[1] ?? 1;
      const noun = given.split(" ").map((word) => nounOf(` ${word}`)).find(Boolean) ?? null;
      const kind = points || kindOf(given) || (currencyOf(given) ? "money" : "");
      return { kind, currency: kind === "money" ? currencyOf(given) : "", noun: kind ? null : noun ?? { dimension: `other ${given}`, factor: 1 }, scale };
    };

    const numbersOf = (text, language) => {
      const table = languages[language];
      let shown = text;
      for (const mask of masks) shown = shown.replace(mask, (match, kept) => kept + " ".repeat(match.length - kept.length));
      const numbers = [];
      for (const match of shown.matchAll(table.number)) {
        const [whole, before, digits, ordinal, magnitude, unit, money] = match;
        const start = match.index + whole.length - whole.trimStart().length;
        const last = shown[start - 1] ?? "";
        const sign = /[-+]/.test(last) && !/[\w)]/.test(shown[start - 2] ?? "") ? last : "";
        if (!sign && /[\w.$,-]/.test(last) && !(last === "-" && /\d/.test(shown[start - 2] ?? ""))) continue;
        const currency = before || money ? currencyOf((before || money).trim()) : "";
        const kind = money && /^cents?$/.test(money) ? "cents" : unit ? kindOf(unit, language) : ordinal ? "rank" : currency ? "money" : "";
        const scale = magnitude ? table.magnitudes.find(([pattern]) => pattern.test(magnitude))?.[1] ?? 1 : 1;
        const end = match.index + whole.length;
        numbers.push({ ...amountOf(digits, table.decimal), text: text.slice(start, end), scale, kind, currency, noun: kind ? null : nounOf(shown.slice(end)), sign: sign === "-" ? -1 : sign === "+" ? 1 : 0, start, end, soft: Boolean(ordinal) });
      }
      for (const [pattern, number, kind] of table.written)
        for (const match of shown.matchAll(pattern)) {
          const [start, end] = [match.index, match.index + match[0].length];
          if (numbers.some((other) => end > other.start && start < other.end)) continue;
          numbers.push({ number, decimals: 0, text: match[0], scale: 1, kind, currency: "", noun: kind ? null : nounOf(shown.slice(end)), sign: 0, start, end, soft: true });
        }
      numbers.sort((one, other) => one.start - other.start);
      for (let index = numbers.length - 2; index >= 0; index--) {
        const [first, second] = [numbers[index], numbers[index + 1]];
        const between = text.slice(first.end, second.start);
        if (!table.joins.test(between) || first.soft) continue;
        if (first.scale === 1 && !first.kind) first.scale = second.scale;
        if (!first.kind) Object.assign(first, { kind: second.kind, currency: first.currency || second.currency, noun: first.noun ?? second.noun });
        if (table.range.test(between)) first.range = second.range = true;
      }
      return numbers.map((number) => described(number, text, language));
    };
    // A number with what stands around it: hedge, comparison, part in a movement, year, clause.
    const described = (number, text, language) => {
      const table = languages[language];
      const before = text.slice(0, number.start).replace(/[-+]$/, ""), after = text.slice(number.end);
      let hedge = table.hedges.find(([pattern]) => pattern.test(before))?.[1] ?? "";
      if (table.orMore.test(after)) hedge = "least";
      if (table.orLess.test(after)) hedge = "most";
      const bare = table.hedges.reduce((left, [pattern]) => left.replace(pattern, " "), before);
      const begins = table.roles.find(([, pattern]) => pattern.test(`${bare.trimEnd()} `))?.[0] ?? "";
      const role = begins === "from" && !table.starts.test(after) ? "by" : begins; // "de 44 %" is by how much, unless "a 73 %" follows
      const isChange = /^(?:percent|points)$/.test(number.kind) && (role === "by" || table.moved.test(`${bare.trimEnd()} `));
      const comparison = number.kind === "percent" || number.kind === "times" ? (table.more.test(after) ? 1 : table.less.test(after) ? -1 : 0) : 0;
      const [from, to] = clauseAround(text, number.start, number.end, table.clause);
      const clause = text.slice(from, to), at = number.start - from;
      const moves = [...sameOf(clause, table.rise).map((place) => [place, 1]), ...sameOf(clause, table.fall).map((place) => [place, -1])];
      const near = moves.reduce((best, move) => (!best || Math.abs(move[0] - at) < Math.abs(best[0] - at) ? move : best), null);
      const direction = number.sign || (near ? near[1] : 0) || comparison;
      const denied = sameOf(clause, table.not).length > 0;
      const [base, ofSome] = ["\\d%?", "\\w"].map((part) => new RegExp(`${part} (?:of|out of|von|sur|de) (?:the |den |les |los )?$`).test(before)); // what a part is told of
      const plan = sameOf(clause, table.plan).length > 0;
      return { ...number, base, ofSome, plan, hedge, isChange: Boolean(direction) && isChange, fromEnd: number.kind === "rank" && table.fromEnd.test(after), role: direction ? role : "", comparison, direction, denied, clause: clause.trim(), year: local.exec(after)?.[1] ?? "" };
    };
    // A clause without what is compared by itself: units, movements, numbers in words.
    const measures = new RegExp(`(?<!\\w)(?:${rules.nouns.filter(([, dimension]) => !dimension.startsWith("counted")).map(([pattern]) => pattern).join("|")})(?!\\w)`, "g");
    const unmeasured = (clause, language) => {
      const { rise, fall, written } = languages[language];
      return [measures, rise, fall, ...written.map(([pattern]) => pattern)].reduce((left, pattern) => left.replace(pattern, " "), clause);
    };
    const clauseAround = (text, start, end, pattern) => {
      let [from, to] = [0, text.length];
      for (const match of text.matchAll(pattern)) {
        if (match.index + match[0].length <= start) from = match.index + match[0].length;
        if (match.index >= end) { to = match.index; break; }
      }
      return [from, to];
    };

    // The words of a number's clause, the nearest first, so that it is told which of two stands beside it.
    const besideOf = ({ start, end, clause }, text, language) => {
      const at = text.lastIndexOf(clause, start), [before, after] = [text.slice(at, start), text.slice(end, at + clause.length)].map((part) => tokensOf(part, language));
      const [left, right] = [before.reverse(), after];
      return Array.from({ length: Math.max(left.length, right.length) }, (_, place) => [left[place], right[place]]).flat().filter(Boolean);
    };
    // A sentence, already tidied, with all that is compared.
    const parse = (text, language) => {
      const table = languages[language], given = wordsOf(text, language);
      // The directions that a sentence names, some of its clauses left out.
      const movesOf = (without) => {
        const rest = without.reduce((left, clause) => left.replace(clause, ""), text);
        return new Set([...(sameOf(rest, table.rise).length ? [1] : []), ...(sameOf(rest, table.fall).length ? [-1] : [])]);
      };
      const moves = movesOf([]);
      const numbers = numbersOf(text, language).map((number) => ({ ...number, beside: besideOf(number, text, language), near: subjectsOf(wordsOf(number.clause, language)), words: wordsOf(number.clause, language), tokens: tokensOf(unmeasured(number.clause, language), language) }));
      const denials = (part) => sameOf(part, table.not).length;
      const isOutside = (part) => sameOf(part, table.outside).length > 0;
      return { isOutside, text, language, counts: countsOf(text, language), ways: waysOf(text, language), bounds: boundsOf(text, language), words: given, names: namesOf(text, language), subjects: subjectsOf(given), years: yearsOf(text), parts: partsOf(text, language), moves, movesOf, numbers, denials };
    };
    const countsOf = (text, language) => {
      const counts = new Map();
      for (const word of tokensOf(text, language)) counts.set(word, (counts.get(word) ?? 0) + 1);
      return counts;
    };
    // To or from which subjects something goes: "from one land to another", "that land's exports".
    const waysOf = (text, language) => {
      const ways = new Map();
      const add = (word, way) => subjects.has(word) && ways.set(word, ways.has(word) && ways.get(word) !== way ? "both" : way);
      for (const [, towards, word] of text.matchAll(languages[language].ways)) add(stem(word.toLowerCase()), towards ? "to" : "from");
      for (const [, word] of text.matchAll(outward)) add(stem(word.toLowerCase()), "from");
      return ways;
    };
    const outward = new RegExp(`([A-Za-z]+)'s(?: [a-z-]+)?(?: [a-z-]+)? ${anyOf(rules.outward)}(?!\\w)`, "g");
    // Whether a sentence counts to a year or from it: "until 2026", "since the law of 2020".
    const boundsOf = (text, language) => {
      const bounds = new Map();
      for (const { 0: named, index } of text.matchAll(year)) {
        const match = languages[language].bounds.exec(text.slice(0, index));
        if (match) bounds.set(named, match[1] ? "until" : "since");
      }
      return bounds;
    };
    // On which side of a number the names of a sentence stand, or all its words; what stands on both is left out.
    const sidesOf = (text, { start, end }, all) => {
      const pattern = all ? /[A-Za-z]{3,}/g : /[A-Z][a-z]{2,}/g;
      const [before, after] = [text.slice(0, start), text.slice(end)].map((part) => new Set((part.match(pattern) ?? []).map((word) => stem(word.toLowerCase())).filter((word) => !stop.has(word))));
      return new Map([...before].filter((word) => !after.has(word)).map((word) => [word, "before"]).concat([...after].filter((word) => !before.has(word)).map((word) => [word, "after"])));
    };
    // Words that a sentence puts beside a subject: "wood and wool".
    const besides = (text, language) =>
      [...text.matchAll(languages[language].both)].map(([, one, other]) => [one, other].map((word) => tokensOf(word, language)[0] ?? ""))
        .filter((pair) => pair.every(Boolean) && pair.some((word) => subjects.has(word))).flat();
    const sentencesOf = (text) => {
      const sentences = [];
      let at = 0;
      for (const match of text.matchAll(sentence)) {
        sentences.push(text.slice(at, match.index + match[0].length).trim());
        at = match.index + match[0].length;
      }
      return [...sentences, text.slice(at).trim()].filter(Boolean);
    };
    // Two years that are compared, in the order in which they stand: "in 2025 as in 2019".
    const comparedYears = (text) => text.match(compared)?.slice(1);
    const plansOf = (text, language) => sameOf(text, languages[language].plan).length > 0;
    return { besides, sidesOf, comparedYears, plansOf, languageOf, tidied, parse, sentencesOf, wordsOf, subjectsOf, yearsOf, partsOf, unitOf, numbersOf, contrasts };
  };
  globalThis.proofpressQuotes = { reader };
})();
