// Tables of values: the reader chooses the column that orders the rows; rows without a number come last.
(() => {
  const prepare = () => {
    for (const line of document.querySelectorAll(".pp-order[hidden]")) {
      const table = line.parentElement.querySelector("table[data-ordered]");
      const choice = line.querySelector("select");
      const keys = [...table.tHead.rows[0].cells].map(({ dataset }) => dataset.key);
      const groups = [...table.tBodies].map((body) => [body, [...body.querySelectorAll("tr[id]")]]);
      const order = () => {
        const at = keys.indexOf(choice.value);
        const sign = choice.selectedOptions[0].dataset.falling ? -1 : 1;
        const number = (row) => (at > 0 && row.cells[at].dataset.number !== undefined ? Number(row.cells[at].dataset.number) : undefined);
        [...table.tHead.rows[0].cells].forEach((cell, index) => {
          if (index && index === at) cell.ariaSort = sign < 0 ? "descending" : "ascending";
          else cell.removeAttribute("aria-sort");
        });
        for (const [body, rows] of groups) {
          const held = rows.filter((row) => number(row) !== undefined).sort((one, two) => sign * (number(one) - number(two)));
          const sorted = at > 0 ? [...held, ...rows.filter((row) => number(row) === undefined)] : rows;
          sorted.forEach((row) => {
            const place = held.indexOf(row) + 1;
            place ? (row.dataset.place = place) : delete row.dataset.place;
          });
          body.append(...sorted);
        }
      };
      choice.addEventListener("change", order);
      line.hidden = false;
      order();
    }
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
