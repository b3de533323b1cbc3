// Interactive charts, only on request: the picture is replaced by the same chart drawn live from one local bundle.
(() => {
  const load = (src) =>
    (load[src] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { type: "module", src, onload: resolve, onerror: reject });
      document.head.append(script);
    }));

  const explore = async (button) => {
    const figure = button.closest("figure");
    const chart = figure.querySelector(".pp-chart");
    button.disabled = true;
    try {
      const [spec] = await Promise.all([fetch(button.dataset.explore).then((r) => r.json()), load(button.dataset.script)]);
      const live = document.createElement("div");
      live.className = "pp-live";
      await window.vegaEmbed(live, spec, { mode: "vega", renderer: "svg", actions: false, ast: true });
      const picture = [...chart.children];
      chart.replaceChildren(live);
      live.querySelector("input")?.focus();
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

  const prepare = () => {
    for (const button of document.querySelectorAll(".pp-explore[hidden]:not([data-ready])")) {
      button.dataset.ready = "";
      button.hidden = false;
      button.onclick = () => explore(button);
    }
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
