// The page of the quote check: a field, and the answers of `proofpressQuotes`, which stands before it in this file.
// The page works without this script too: it tells how to check by hand.
(() => {
  const { reader, readIndex, checkQuote, questions, ADDRESS } = globalThis.proofpressQuotes;
  const MOST_LETTERS = 5000, MOST_NUMBERS = 60;
  const LABELS = {
    published: () => "We publish this",
    claimed: ({ status }) => `A document says this; our checks say: ${status || "not checked"}`,
    another: ({ line }) => (line.startsWith("We publish it otherwise") ? "We publish it otherwise" : "We publish another value"),
    withdrawn: () => "Withdrawn",
    "not ours": () => "Not ours",
    unclear: () => "Unclear",
  };
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
    const item = element("li", element("p", [element("b", LABELS[answer.verdict](answer), { class: `pp-verdict pp-verdict--${answer.supported ? "holds" : answer.verdict.replace(" ", "-")}` }), " ", element("q", answer.quoted)]));
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
    const above = new URL("../", base);
    const [releases, register] = await Promise.all([fetched(new URL("releases.json", above)), fetched(new URL("corrections.json", above))]);
    const asOf = releases.latest;
    if (asOf === release) return { corrections: register.corrections, asOf };
    return { index: await fetched(new URL(`${asOf}/quotes.json`, above)), corrections: register.corrections, asOf };
  };

  const loaded = (address) => new Promise((resolve, reject) => {
    const script = element("script", [], { src: address });
    script.onload = resolve;
    script.onerror = () => (script.remove(), reject(new Error(`${address} could not be loaded`)));
    document.head.append(script);
  });

  const prepare = () => {
    const form = document.querySelector("form.pp-quote[hidden]");
    if (!form) return;
    const { root, script, release, released } = form.dataset;
    const field = form.elements.quote, out = document.querySelector(".pp-answers"), status = form.querySelector("output");
    let last = "[]", index, read, book, newest, asked, asOf = `As of release ${release} of ${released}.`;
    const opened = () => (book ??= readIndex(index, read)); // the first question pays for reading, not the page
    // The index is heavier than all else on the page: it comes when a reader turns to the field.
    const ask = () => (asked ??= loaded(script).then(() => {
      index = globalThis.proofpressQuotesIndex.index;
      read = reader(globalThis.proofpressQuotesIndex.reading);
      update();
      return later(release, root).then(({ index: found, corrections, asOf: newer }) => {
        if (!newer) return;
        index.corrections = corrections;
        if (found) newest = readIndex({ ...found, corrections }, read);
        asOf = `As of release ${newer}${found ? `, seen from release ${release}` : ""}.`;
      }, () => {
        asOf = `As of release ${release} of ${released}; whether there is a newer one could not be found out.`;
      }).then(update);
    }, () => {
      asked = null;
      status.value = "The list of what we publish could not be loaded. Ask again, or check by hand, below.";
    }));
    // A whole document pasted in would keep the page busy for long: what is beyond the limits is left out, and told.
    const leftOut = (given, text) => {
      if (!text || ADDRESS.test(text)) return "";
      const numbers = questions(text, book.read).length > MOST_NUMBERS ? `the first ${MOST_NUMBERS} numbers` : "";
      const letters = given.length > text.length ? `the first ${MOST_LETTERS.toLocaleString("en")} characters` : "";
      const checked = [letters, numbers].filter(Boolean).join(" and ");
      return checked && `Only ${checked} were checked: check the rest in parts. `;
    };
    const update = () => {
      const given = field.value.trim(), text = given.slice(0, MOST_LETTERS).trim();
      if (text && !index) {
        status.value = "Loading the list of what we publish …";
        return void ask();
      }
      const answers = text ? checkQuote(text, opened(), newest ?? null, MOST_NUMBERS) : [];
      const said = JSON.stringify(answers);
      if (said !== last) out.replaceChildren(...answers.map((answer) => shown(answer, newest && !book.items.has(answer.id) && !book.index.figures[answer.id] ? newest : book, root)));
      last = said; // what has not changed stays: a reader may be on one of its links
      if (!text) status.value = asOf;
      else status.value = `${answers.length ? `${answers.length} ${answers.length === 1 ? "answer" : "answers"}.` : "No number and no address of ours is in this text."} ${leftOut(given, text)}${asOf}`;
    };
    let waiting;
    form.addEventListener("focusin", ask);
    form.addEventListener("input", () => (clearTimeout(waiting), (waiting = setTimeout(update, 200))));
    form.addEventListener("submit", (event) => (event.preventDefault(), clearTimeout(waiting), update()));
    form.addEventListener("reset", () => setTimeout(update));
    const example = form.querySelector(".pp-example");
    example.addEventListener("click", () => ((field.value = example.dataset.example), update()));
    const given = new URLSearchParams(location.search).get("quote");
    if (given) field.value = given;
    form.hidden = false;
    update();
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
