// Interactive charts, only on request: the picture is replaced by the same chart drawn live from one local bundle.
(() => {
  const load = (src) =>
    (load[src] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { type: "module", src, onload: resolve, onerror: reject });
      document.head.append(script);
    }));

  // Each mark says its data: on hover and tap, and by arrow keys while the chart has the focus.
  const readable = (live) => {
    const said = Object.assign(document.createElement("output"), { className: "pp-said" });
    said.value = "Point at a mark to read it, or use the arrow keys.";
    live.tabIndex = 0;
    live.setAttribute("role", "application");
    live.setAttribute("aria-label", "Interactive chart: the arrow keys read its marks");
    live.append(said);
    let at = -1;
    const label = (mark) => mark.getAttribute?.("aria-label");
    // A row may have several marks, such as a point and the end of a bar: it is read once.
    const marks = () => {
      const found = new Map();
      for (const mark of live.querySelectorAll('svg [aria-roledescription][aria-label]:not([aria-roledescription^="text"])'))
        if (!mark.closest(".role-axis, .role-legend, .role-title, .role-header") && !found.has(label(mark))) found.set(label(mark), mark);
      return [...found.values()];
    };
    const say = (mark, all) => {
      live.querySelector("[data-at]")?.removeAttribute("data-at");
      mark.setAttribute("data-at", "");
      at = all.findIndex((one) => label(one) === label(mark));
      said.value = `${at + 1} of ${all.length}: ${label(mark)}`;
    };
    live.addEventListener("keydown", (event) => {
      const all = marks();
      const keys = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
      if (event.target !== live || !(event.key in keys) || !all.length) return;
      event.preventDefault();
      say(all[Math.min(Math.max(keys[event.key], 0), all.length - 1)], all);
    });
    for (const kind of ["pointerover", "click"])
      live.addEventListener(kind, (event) => {
        const all = marks();
        if (all.some((mark) => label(mark) === label(event.target))) say(event.target, all);
      });
  };

  // A live chart in an element; lines and decorations say nothing, Vega would offer each as a picture without a name.
  const draw = async (live, spec, mode) => {
    await window.vegaEmbed(live, spec, { mode, renderer: "svg", actions: false, ast: true });
    for (const mark of live.querySelectorAll('svg [role="graphics-symbol"]:not([aria-label])')) mark.setAttribute("aria-hidden", "true");
    readable(live);
  };
  window.ppLive = { load, draw };

  const explore = async (button) => {
    const figure = button.closest("figure");
    const chart = figure.querySelector(".pp-chart");
    button.disabled = true;
    try {
      const [spec] = await Promise.all([fetch(button.dataset.explore).then((r) => r.json()), load(button.dataset.script)]);
      const live = document.createElement("div");
      live.className = "pp-live";
      await draw(live, spec, "vega");
      const picture = [...chart.children];
      chart.replaceChildren(live);
      (live.querySelector("input") ?? live).focus();
      button.textContent = "Back to the picture";
      button.onclick = () => {
        chart.replaceChildren(...picture);
        button.textContent = "Explore the chart";
        button.onclick = () => explore(button);
      };
    } catch (error) {
      button.textContent = "The interactive chart could not be loaded; try again";
    } finally {
      button.disabled = false;
    }
  };

  // The whole screen for a figure, under its title, which stands above it on the page.
  const fill = (button) => {
    const figure = button.closest("figure");
    const title = Object.assign(document.createElement("p"), { className: "pp-title pp-full-title" });
    button.hidden = false;
    button.onclick = () => {
      if (document.fullscreenElement) return document.exitFullscreen();
      const heading = document.getElementById(figure.getAttribute("aria-labelledby"))?.cloneNode(true);
      heading?.querySelector(".headerlink")?.remove();
      title.textContent = heading?.textContent ?? figure.getAttribute("aria-label");
      figure.requestFullscreen();
    };
    figure.addEventListener("fullscreenchange", () => {
      const full = document.fullscreenElement === figure;
      if (full) figure.prepend(title);
      else title.remove();
      button.textContent = full ? "Leave full screen" : "Full screen";
    });
  };

  const prepare = () => {
    if (document.fullscreenEnabled) for (const button of document.querySelectorAll(".pp-figure .pp-full[hidden]")) fill(button);
    for (const button of document.querySelectorAll(".pp-explore[hidden]:not([data-ready])")) {
      button.dataset.ready = "";
      button.hidden = false;
      button.onclick = () => explore(button);
    }
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
