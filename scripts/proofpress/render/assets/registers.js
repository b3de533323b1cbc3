// Registers: search and filters over their rows, in the page or in pages of their own; and buttons that copy a text.
(() => {
  const STEP = 50; // rows that a search shows at a time
  // The part of an address behind its #; one that is no encoded text, such as "#%", is taken as it stands.
  const anchorOf = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return hash.slice(1);
    }
  };
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");

  // The words of an element, those of neighbouring cells apart.
  const wordsOf = (element) => {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) texts.push(walk.currentNode.data);
    return plain(texts.join(" ")).split(/[^\p{L}\p{N}]+/u);
  };
  const item = (element) => ({ element, words: wordsOf(element), facts: JSON.parse(element.dataset.filter) });

  // What the form asks for: a test of an item, and whether anything is asked at all.
  const asked = (form, items) => {
    const words = plain(form.elements.words.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    // A word of two letters is meant as it stands, and is no part of a longer one; longer words may be half typed.
    const whole = new Set(words.filter((word) => word.length < 3 && items.some((one) => one.words.includes(word))));
    const has = (said, word) => (whole.has(word) ? said.includes(word) : said.some((one) => one.startsWith(word)));
    const picked = [...form.querySelectorAll("select")].filter((select) => select.value);
    const fits = ({ words: said, facts }) =>
      words.every((word) => has(said, word)) && picked.every(({ name, value }) => [facts[name]].flat().includes(value));
    return { fits, any: words.length + picked.length > 0 };
  };

  // A form that keeps its answers in the address, under the name of its table if it has one, and calls `update` after
  // each change, and once at the start.
  const run = (form, update) => {
    const scope = form.dataset.scope ? `${form.dataset.scope}.` : "";
    const remember = () => {
      const answers = new URLSearchParams(location.search);
      for (const [name, value] of new FormData(form)) value ? answers.set(scope + name, value) : answers.delete(scope + name);
      const query = answers.toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
      update();
    };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = name.startsWith(scope) && form.elements[name.slice(scope.length)];
      if (field) field.value = value;
    }
    let waiting;
    form.addEventListener("input", () => (clearTimeout(waiting), (waiting = setTimeout(remember, 80))));
    form.addEventListener("reset", () => setTimeout(remember));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    update();
  };

  const say = (form, shown) => {
    const count = form.querySelector("output");
    const { total, noun } = count.dataset;
    count.value = shown === undefined ? `${total} ${noun}` : `${shown} of ${total} ${noun}`;
    form.parentElement.querySelector(":scope > .pp-no-fit").hidden = shown !== 0;
  };

  const prepareFilter = (form) => {
    const scope = form.parentElement;
    const items = [...scope.querySelectorAll("[data-filter]")].map(item);
    const groups = [...scope.querySelectorAll("[data-filter-group]")];
    run(form, () => {
      const { fits } = asked(form, items);
      for (const one of items) one.element.hidden = !fits(one);
      for (const group of groups) group.hidden = !group.querySelector("[data-filter]:not([hidden])");
      say(form, items.filter(({ element }) => !element.hidden).length);
    });
    const target = document.getElementById(anchorOf(location.hash));
    if (target?.closest("[hidden]")) form.reset();
  };

  // The rows of a register in several pages, read when first asked for; links lead from here as they did from there.
  const readRows = async (links) => {
    const pages = await Promise.all(
      links.map(async ({ href }) => {
        const answer = await fetch(href);
        if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const link of page.querySelectorAll("tr[data-filter] a[href]")) link.href = new URL(link.getAttribute("href"), href);
        return page;
      }),
    );
    const rows = pages.flatMap((page) => [...page.querySelectorAll("tr[data-filter]")]);
    return { head: pages[0].querySelector("thead"), items: rows.map((row) => item(document.adoptNode(row))) };
  };

  const showRows = (place, head, found) => {
    const table = document.createElement("table");
    table.className = "pp-register";
    const caption = table.createCaption();
    caption.textContent = "Claims found";
    const body = table.createTBody();
    table.insertBefore(head.cloneNode(true), body);
    const frame = Object.assign(document.createElement("div"), { className: "pp-scroll", tabIndex: 0, role: "region", ariaLabel: "Claims found" });
    frame.append(table);
    const more = Object.assign(document.createElement("button"), { type: "button", className: "pp-more" });
    let next = 0;
    const add = () => {
      const rows = found.slice(next, next + STEP).map(({ element }) => element);
      body.append(...rows);
      next += STEP;
      const left = found.length - next;
      more.hidden = left <= 0;
      more.textContent = `Show ${Math.min(STEP, left)} more`;
      return rows[0];
    };
    more.onclick = () => {
      const first = add()?.querySelector("a");
      if (more.hidden) first?.focus();
    };
    place.replaceChildren(frame, more);
    add();
  };

  const prepareSearch = (form, links) => {
    const place = form.parentElement.querySelector(".pp-found");
    let rows;
    let turn = 0;
    const update = async () => {
      const mine = ++turn;
      const { any } = asked(form, []);
      place.hidden = !any;
      if (!any) return say(form);
      try {
        if (!rows) form.querySelector("output").value = "Loading the claims…";
        const { head, items } = await (rows ??= readRows(links));
        if (mine !== turn) return;
        const found = items.filter(asked(form, items).fits);
        say(form, found.length);
        found.length ? showRows(place, head, found) : place.replaceChildren();
      } catch {
        rows = undefined;
        form.querySelector("output").value = "The claims could not be loaded; the pages below hold them all.";
      }
    };
    run(form, update);
    forward(links);
  };

  // An address of the whole register that names a claim leads to the page that has it.
  const forward = async (links) => {
    const id = anchorOf(location.hash);
    if (!id || document.getElementById(id)) return;
    const { items } = await readRows(links);
    const found = items.find(({ element }) => element.id === id);
    const own = [...(found?.element.querySelectorAll("th a") ?? [])].find(({ hash }) => anchorOf(hash) === id);
    if (own) location.replace(own.href);
  };

  const prepareCopy = (button) => {
    const words = button.textContent;
    button.hidden = false;
    button.onclick = async () => {
      const source = button.dataset.copy ? document.querySelector(button.dataset.copy) : !button.dataset.text && button.previousElementSibling;
      try {
        await navigator.clipboard.writeText(source ? source.textContent.trim() : button.dataset.text);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(source || button);
        button.textContent = "Selected: press the copy keys";
      }
      setTimeout(() => (button.textContent = words), 2500);
    };
  };

  const prepare = () => {
    for (const form of document.querySelectorAll("form.pp-filter[hidden]")) {
      const links = [...form.parentElement.querySelectorAll("a[data-rows]")];
      links.length ? prepareSearch(form, links) : prepareFilter(form);
    }
    const whole = document.querySelector("a[data-register]");
    const id = anchorOf(location.hash);
    if (whole && id && !document.getElementById(id)) location.replace(`${whole.href}#${id}`);
    document.querySelectorAll(".pp-copy[hidden]").forEach(prepareCopy);
  };
  addEventListener("pp:added", () => document.querySelectorAll(".pp-copy[hidden]").forEach(prepareCopy));
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
