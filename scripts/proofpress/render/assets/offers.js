// What a chart offers to choose: names, a period, a measure; chart, table or map. With nothing chosen the published
// picture stands; what is chosen stands in the address, and is drawn live from the figure's own rows.
(() => {
  const [LINE, MOST, TALL] = [17, 12, 300]; // pixels a line of words, names at most, pixels of a chart of lines
  const MUTED = "var(--pp-muted, #545f6d)";
  const strings = (items) => items.map(String);
  const parts = (form, selector) => [...form.querySelectorAll(selector)];

  // The form and the address: only what is not as published is written.
  const isPublished = (field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked === field.defaultChecked : field.selectedOptions[0].defaultSelected;
  const fieldsOf = (form) => parts(form, "input:not([type=search]), select");
  const chosen = (form) => {
    const answers = new URLSearchParams();
    const changed = new Set(fieldsOf(form).filter((field) => !isPublished(field)).map(({ name }) => name));
    for (const [name, value] of new FormData(form)) if (changed.has(name)) answers.append(`${form.dataset.scope}.${name}`, value);
    if (changed.has("pick") && !answers.has(`${form.dataset.scope}.pick`)) answers.append(`${form.dataset.scope}.pick`, "");
    return answers;
  };
  const remember = (form) => {
    const own = new Set(fieldsOf(form).map(({ name }) => `${form.dataset.scope}.${name}`));
    const answers = [...new URLSearchParams(location.search)].filter(([name]) => !own.has(name));
    const query = new URLSearchParams([...answers, ...chosen(form)]).toString();
    history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  };
  const restore = (form) => {
    const answers = new URLSearchParams(location.search);
    const asked = (name) => answers.getAll(`${form.dataset.scope}.${name}`);
    const names = parts(form, "[name=pick]");
    const known = names.filter(({ value }) => asked("pick").includes(value));
    if (known.length) for (const box of names) box.checked = known.includes(box);
    for (const box of parts(form, "[type=radio]")) if (asked(box.name).includes(box.value)) box.checked = true;
    for (const select of parts(form, "select")) for (const option of select.options) if (asked(select.name).includes(option.value)) option.selected = true;
  };

  // The rows that fit what is chosen, each with what is drawn of it.
  const rowsFor = (form, offer) => {
    const value = (name) => form.querySelector(`[name="${name}"]:checked, select[name="${name}"]`)?.value ?? "";
    const picked = new Set(parts(form, "[name=pick]:checked").map((box) => box.value));
    const periods = parts(form, "[name=from] option").map((option) => option.value);
    const [first, last] = [periods.indexOf(value("from")), periods.indexOf(value("to"))].sort((a, b) => a - b);
    const measure = Math.max(parts(form, "[name=measure]").findIndex((box) => box.checked), 0);
    const at = (name) => offer.fields.indexOf(name);
    const rows = offer.rows.map(([cells, facts, href, behind]) => ({
      ...{ cells, href, behind },
      name: offer.pick ? String(facts[at(offer.pick)]) : "",
      period: offer.period ? facts[at(offer.period)] : "",
      value: facts[at(offer.measures[measure])],
      text: cells[offer.headings.indexOf(offer.titles[measure])],
      longitude: facts[at("longitude")],
      latitude: facts[at("latitude")],
      says: offer.headings.map((heading, index) => `${heading}: ${cells[index]}`).join("; "),
      fits: offer.facets.every((facet, index) => String(facts[at(facet)]) === value(`only-${index}`)),
    }));
    const within = ({ name, period, fits }) => {
      const place = periods.indexOf(String(period));
      return fits && (!offer.pick || picked.has(name)) && (!offer.period || (place >= first && place <= last));
    };
    const order = (row) => periods.indexOf(String(row.period));
    return { rows: rows.filter(within).sort((a, b) => order(a) - order(b)), title: offer.titles[measure], view: value("view"), all: periods };
  };

  // A name keeps the colour of the picture; others take those that are left, then all again, dashed.
  const tints = (names, offer) => {
    const all = offer.config.range.category;
    const taken = new Set();
    const kept = new Map();
    for (const name of names) {
      const colour = offer.colours[name];
      if (colour && !taken.has(colour)) kept.set(name, colour);
      taken.add(colour);
    }
    const left = all.filter((colour) => !taken.has(colour));
    let next = 0;
    return new Map(
      names.map((name) => {
        const given = kept.get(name);
        if (given) return [name, { colour: given, dash: 0 }];
        const at = next++;
        return [name, { colour: left[at] ?? all[(at - left.length) % all.length], dash: at < left.length ? 0 : 1 }];
      }),
    );
  };

  const point = (encoding) => ({ mark: { type: "point", filled: true, size: 40, opacity: 1 }, encoding: { ...encoding, description: { field: "says" } } });
  const plain = (field, type, more) => ({ field, type, ...more });
  const own = (field) => ({ field, type: "nominal", scale: null });

  // The periods that an axis has room to name.
  const spaced = (rows, width) => {
    const periods = [...new Set(rows.map(({ period }) => period))];
    const each = Math.ceil((periods.length * (16 + 7.4 * Math.max(...strings(periods).map(({ length }) => length)))) / width);
    return periods.filter((_, at) => at % each === 0);
  };

  // Lines over the period; none crosses a gap, and each is named at the right, where names keep apart.
  const lines = ({ rows, title, all }, offer, width) => {
    const names = [...new Set(rows.map(({ name }) => name))];
    const numeric = rows.every(({ period }) => typeof period === "number");
    const known = strings([...new Set(offer.rows.map(([, facts]) => facts[offer.fields.indexOf(offer.period)]))]);
    const step = numeric ? Math.min(...known.map(Number).sort((a, b) => a - b).flatMap((year, at, years) => (at ? [year - years[at - 1]] : []))) : 1;
    const place = ({ period }) => (numeric ? period : all.indexOf(String(period)));
    const colours = tints(names, offer);
    const room = Math.min(0.4 * width, 14 + 7.4 * Math.max(...names.map(({ length }) => length)));
    const inner = Math.max(width - room - 56, 120);
    const values = rows.map(({ value }) => value);
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values) * 1.05 || 1];
    const down = (value) => TALL * (1 - (value - low) / (high - low));
    const drawn = names.flatMap((name) => {
      let part = 0;
      return rows.filter((row) => row.name === name).map((row, at, mine) => {
        if (at && place(row) - place(mine[at - 1]) > step) part += 1;
        return { ...row, part: `${name} ${part}`, colour: colours.get(name).colour, dash: colours.get(name).dash };
      });
    });
    const ends = names.map((name) => drawn.filter((row) => row.name === name).at(-1)).sort((a, b) => b.value - a.value);
    let least = -LINE;
    const heights = ends.map(({ value }) => (least = Math.max(down(value), least + LINE)));
    for (let at = heights.length - 1, most = TALL; at >= 0; at -= 1) most = (heights[at] = Math.min(heights[at], most)) - LINE;
    const named = ends.map((row, at) => ({ ...row, at: low + (1 - heights[at] / TALL) * (high - low), ink: row.colour.includes("--pp-5") ? MUTED : row.colour }));
    const scale = { domain: [low, high], nice: false, zero: false };
    const axis = { title, titleAngle: 0, titleAlign: "left", titleAnchor: "end", titleX: 0, titleY: -14, titleBaseline: "bottom", titleLimit: width, tickCount: 5 };
    const x = numeric
      ? plain("period", "quantitative", { scale: { domain: [Math.min(...rows.map(place)), Math.max(...rows.map(place))], nice: false, zero: false }, axis: { format: "d", title: null, tickMinStep: 1, tickCount: Math.max(2, Math.floor(inner / 70)) } })
      : plain("period", "ordinal", { sort: all, scale: { type: "point", padding: 0 }, axis: { title: null, labelAngle: 0, values: spaced(rows, inner) } });
    const y = plain("value", "quantitative", { scale, axis });
    const spot = plain("at", "quantitative", { scale, axis });
    return {
      width: inner,
      height: TALL,
      layer: [
        { data: { values: drawn }, mark: { type: "line", strokeWidth: 2.5, aria: false }, encoding: { x, y, detail: own("part"), color: own("colour"), strokeDash: { field: "dash", type: "nominal", scale: { domain: [0, 1], range: [[1, 0], [5, 3]] }, legend: null } } },
        { data: { values: drawn }, ...point({ x, y, color: own("colour") }) },
        { data: { values: named }, mark: { type: "rule", strokeDash: [2, 3], aria: false }, encoding: { x, y, x2: { value: inner + 4 }, y2: { field: "at" }, color: own("colour") } },
        { data: { values: named }, mark: { type: "text", align: "left", dx: 8, fontWeight: 600, limit: room - 10, aria: false }, encoding: { x: { value: inner }, y: spot, text: { field: "name" }, color: own("ink") } },
      ],
    };
  };

  // Bars of one period, the largest first; of a series without names, one for each period.
  const bars = ({ rows }, offer, width) => {
    const label = offer.pick ? "name" : "period";
    const drawn = new Set(Object.values(offer.colours));
    const other = drawn.size === 1 ? [...drawn][0] : offer.config.range.category[drawn.size ? 4 : 0];
    const held = rows.map((row) => ({ ...row, label: String(row[label]), colour: offer.colours[row.name] ?? other }));
    if (offer.pick) held.sort((a, b) => b.value - a.value);
    const room = Math.min(0.25 * width, 12 + 7.4 * Math.max(...held.map(({ text }) => text.length)));
    const limit = Math.min(0.4 * width, 12 + 7.4 * Math.max(...held.map((row) => row.label.length)));
    const values = held.map(({ value }) => value);
    const y = plain("label", "nominal", { sort: null, axis: { title: null, labelLimit: limit, domain: false, ticks: false } });
    const x = plain("value", "quantitative", { axis: null, scale: { domain: [Math.min(0, ...values), Math.max(0, ...values) || 1], nice: false, zero: false } });
    return {
      data: { values: held },
      width: Math.max(width - limit - room - 16, 80),
      height: { step: 28 },
      layer: [
        { mark: { type: "bar", height: 15 }, encoding: { x, y, color: own("colour"), description: { field: "says" } } },
        { mark: { type: "text", align: "left", dx: 6, aria: false }, encoding: { x, y, text: { field: "text" } } },
      ],
    };
  };

  // Circles on land, of each name its last row; the largest are named.
  const map = ({ rows }, offer, width) => {
    const held = [...new Map(rows.filter(({ longitude }) => typeof longitude === "number").map((row) => [row.name, row])).values()].sort((a, b) => b.value - a.value);
    const land = offer.outline.map(([longitude, latitude, part, step]) => ({ longitude, latitude, part, step }));
    const ends = (key) => [Math.min(...land.map((item) => item[key])), Math.max(...land.map((item) => item[key]))];
    const degrees = (key) => plain(key, "quantitative", { axis: null, scale: { domain: ends(key), nice: false, zero: false } });
    const [x, y] = [degrees("longitude"), degrees("latitude")];
    const most = held[0]?.value || 1;
    const area = 0.03 * width * width * 0.46;
    const label = held.filter(({ value }, at) => at < 6 && value > 0.04 * most).map((row) => ({ ...row, label: `${row.name} ${row.text}`, away: 9 + Math.sqrt((area * row.value) / most / Math.PI) }));
    return {
      width: width - 10,
      height: 0.46 * width,
      layer: [
        { data: { values: land }, mark: { type: "line", interpolate: "linear-closed", fill: "var(--pp-soft, #f2f4f6)", stroke: MUTED, strokeWidth: 0.5, aria: false }, encoding: { x, y, detail: own("part"), order: plain("step", "quantitative") } },
        { data: { values: held }, mark: { type: "circle", opacity: 0.85, color: offer.config.range.category[0] }, encoding: { x, y, size: plain("value", "quantitative", { legend: null, scale: { domain: [0, most], range: [0, area] } }), description: { field: "says" } } },
        ...label.map((row) => ({ data: { values: [row] }, mark: { type: "text", dy: row.away, fontSize: 12, aria: false }, encoding: { x, y, text: { field: "label" } } })),
      ],
    };
  };
  const drawing = (asked, offer, width) => {
    if (asked.view === "map") return map(asked, offer, width);
    return new Set(asked.rows.map(({ period }) => period)).size > 1 && offer.period ? lines(asked, offer, width) : bars(asked, offer, width);
  };

  const prepareOffer = (form) => {
    const figure = form.closest("figure");
    const chart = figure.querySelector(".pp-chart");
    const table = figure.querySelector(".pp-data tbody");
    const details = table.closest("details");
    const [said, reset] = [form.querySelector("output"), form.querySelector("[type=reset]")];
    const explore = figure.querySelector(".pp-explore");
    const copy = figure.querySelector(".pp-copy[data-text]");
    const cite = figure.querySelector('.pp-actions a[href$="#cite"]');
    const address = copy.dataset.text;
    const citation = [...document.querySelectorAll("#citation")].filter((item) => item.textContent.includes(address))[0];
    const [published, cited] = [[...table.children], citation?.textContent];
    let offer;
    let turn = 0;

    const showRows = (rows) => {
      const make = (row) => {
        const line = published[0].cloneNode(true);
        row.cells.forEach((text, at) => {
          const link = line.cells[at].querySelector("a");
          (link ?? line.cells[at]).textContent = text;
          if (link) Object.assign(link, { href: form.dataset.root + row.href, title: row.behind });
        });
        return line;
      };
      table.replaceChildren(...rows.map(make));
    };
    const share = () => {
      const query = chosen(form).toString();
      copy.dataset.text = query ? `${address}?${query}` : address;
      cite.search = query;
      if (citation) citation.textContent = query ? cited.replace(address, copy.dataset.text) : cited;
    };
    const back = () => {
      chart.querySelector(".pp-chosen")?.remove();
      delete chart.dataset.chosen;
      if (table.firstChild !== published[0]) table.replaceChildren(...published);
      explore.disabled = false;
    };
    const words = ({ rows, title, view }) => {
      const names = [...new Set(rows.map(({ name }) => name))].filter(Boolean);
      const span = [...new Set(rows.map(({ period }) => period))].filter((period) => period !== "");
      const when = span.length > 1 ? `${span[0]} to ${span.at(-1)}` : String(span[0] ?? "");
      const told = names.length > 4 ? `${names.length} names` : names.join(", ");
      const only = parts(form, 'select[name^="only-"]').map((select) => select.value);
      return [...only, told, view === "map" && span.length > 1 ? `the last of ${when}` : when, title].filter(Boolean).join("; ");
    };
    const draw = async () => {
      const mine = ++turn;
      said.value = "Loading the rows…";
      try {
        const [rows] = await Promise.all([
          (offer ??= fetch(form.dataset.rows).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))),
          window.ppLive.load(form.dataset.script),
        ]);
        const asked = rowsFor(form, rows);
        if (mine !== turn) return;
        const held = asked.rows.filter(({ value }) => typeof value === "number");
        showRows(asked.rows);
        const live = Object.assign(document.createElement("div"), { className: "pp-live pp-chosen" });
        chart.querySelector(".pp-chosen")?.remove();
        chart.dataset.chosen = "";
        chart.append(live);
        explore.disabled = true;
        said.value = held.length ? `Your choice: ${words({ ...asked, rows: held })}. Title and note are those of the published picture.` : "No row fits this choice.";
        if (!held.length) return;
        const spec = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", config: rows.config, ...drawing({ ...asked, rows: held }, rows, chart.clientWidth || figure.clientWidth) };
        await window.ppLive.draw(live, spec, "vega-lite");
      } catch (error) {
        offer = undefined;
        back();
        said.value = "The rows could not be loaded; the picture is as published.";
        console.warn(`choices: ${error.message}`);
      }
    };
    const count = () => {
      const boxes = parts(form, "[name=pick]");
      const picked = boxes.filter((box) => box.checked).length;
      for (const box of boxes) box.disabled = !box.checked && picked >= MOST;
      const place = form.querySelector("[data-count]");
      if (place) place.textContent = picked >= MOST && picked < boxes.length ? `${picked} of ${boxes.length}, the most at once` : `${picked} of ${boxes.length}`;
    };
    const update = () => {
      const view = form.querySelector("[name=view]:checked").value;
      const wasTable = figure.dataset.view === "table";
      figure.dataset.view = view;
      if ((view === "table") !== wasTable) details.open = view === "table";
      count();
      share();
      const changed = fieldsOf(form).filter((field) => !isPublished(field));
      reset.disabled = !changed.length;
      if (changed.some(({ name, value }) => name !== "view" || value === "map")) return draw();
      turn += 1;
      back();
      said.value = changed.length ? "The published rows." : "";
    };
    const find = form.querySelector("[type=search]");
    const sought = () => {
      for (const box of parts(form, ".pp-names label")) box.hidden = !box.textContent.toLowerCase().includes(find.value.trim().toLowerCase());
    };
    find?.addEventListener("input", (event) => (event.stopPropagation(), sought()));
    form.addEventListener("change", ({ target }) => target !== find && (remember(form), update()));
    form.addEventListener("reset", () => setTimeout(() => (find && sought(), remember(form), update())));
    form.addEventListener("submit", (event) => event.preventDefault());
    let width = 0;
    new ResizeObserver(() => {
      if (chart.clientWidth && width && Math.abs(chart.clientWidth - width) > 20 && "chosen" in chart.dataset) draw();
      width = chart.clientWidth || width;
    }).observe(figure);
    restore(form);
    form.hidden = false;
    update();
  };

  const prepare = () => document.querySelectorAll(".pp-offer[hidden]").forEach(prepareOffer);
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
