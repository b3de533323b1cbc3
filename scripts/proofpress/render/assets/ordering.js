// Tables: the reader orders the rows, by the list above or by the buttons of the head; rows without an entry come last.
(() => {
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  // What a cell is ordered by: its number, or its words; nothing where it holds nothing.
  const entry = (row, at, numeric) => {
    const cell = row.cells[at];
    if (numeric) return cell.dataset.number === undefined ? undefined : Number(cell.dataset.number);
    return cell.querySelector(".pp-missing") ? undefined : (cell.dataset.order ?? cell.textContent.trim());
  };
  const WORDS = { true: ["largest first", "smallest first"], false: ["last to first", "first to last"] };

  const prepareTable = (line) => {
    const table = line.parentElement.querySelector("table[data-ordered]");
    const choice = line.querySelector("select");
    const said = line.querySelector("output");
    const heads = [...table.tHead.rows[0].cells];
    const groups = [...table.tBodies].map((body) => [body, [...body.querySelectorAll("tr[data-filter]")]]);
    const all = groups.flatMap(([, rows]) => rows);
    let falling = false;

    const order = () => {
      const at = heads.findIndex(({ dataset }) => dataset.key && dataset.key === choice.value);
      const numeric = at >= 0 && all.some((row) => row.cells[at].dataset.number !== undefined);
      const sign = falling ? -1 : 1;
      heads.forEach((cell, index) => {
        if (index === at) cell.ariaSort = falling ? "descending" : "ascending";
        else cell.removeAttribute("aria-sort");
      });
      for (const [body, rows] of groups) {
        const held = at < 0 ? [] : rows.filter((row) => entry(row, at, numeric) !== undefined);
        held.sort((one, two) => {
          const [a, b] = [entry(one, at, numeric), entry(two, at, numeric)];
          return sign * (numeric ? a - b : compare(a, b));
        });
        rows.forEach((row) => delete row.dataset.place);
        if (numeric) held.forEach((row, index) => (row.dataset.place = index + 1));
        const ordered = [...held, ...rows.filter((row) => !held.includes(row))];
        const shown = body.querySelectorAll("tr[data-filter]");
        if (ordered.some((row, index) => row !== shown[index])) body.append(...ordered);
      }
      if (said) said.value = at < 0 ? "" : WORDS[numeric][falling ? 0 : 1];
    };
    const choose = (key, isFalling) => {
      choice.value = key;
      falling = isFalling;
      order();
    };
    const first = (key) => Boolean([...choice.options].find(({ value }) => value === key)?.dataset.falling);

    for (const cell of heads.filter(({ dataset }) => [...choice.options].some(({ value }) => value && value === dataset.key))) {
      const { key } = cell.dataset;
      const button = Object.assign(document.createElement("button"), { type: "button", className: "pp-sort", ariaLabel: `Order by ${cell.textContent}` });
      button.onclick = () => {
        if (choice.value !== key) choose(key, first(key));
        else if (falling === first(key)) choose(key, !falling);
        else choose("", false);
      };
      cell.append(button);
    }
    choice.addEventListener("change", () => choose(choice.value, first(choice.value)));
    line.hidden = false;
    choose(choice.value, first(choice.value));
  };

  const prepare = () => document.querySelectorAll(".pp-order[hidden]").forEach(prepareTable);
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
