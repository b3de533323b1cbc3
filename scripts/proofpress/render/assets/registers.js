// Registers: search and filters over rows that are all in the page, buttons that copy a text, notices of due reviews.
(() => {
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");

  const prepareFilter = (form) => {
    const scope = form.parentElement;
    const items = [...scope.querySelectorAll("[data-filter]")].map((element) => ({
      element,
      text: plain(element.textContent),
      facts: JSON.parse(element.dataset.filter),
    }));
    const groups = [...scope.querySelectorAll("[data-filter-group]")];
    const count = form.querySelector("output");
    const update = () => {
      const words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
      const picked = [...form.querySelectorAll("select")].filter((select) => select.value);
      let shown = 0;
      for (const { element, text, facts } of items) {
        const fits =
          words.every((word) => text.includes(word)) &&
          picked.every(({ name, value }) => [facts[name]].flat().includes(value));
        element.hidden = !fits;
        shown += fits;
      }
      for (const group of groups) group.hidden = !group.querySelector("[data-filter]:not([hidden])");
      count.value = `${shown} of ${items.length}`;
      const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    };
    for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
    let waiting;
    form.addEventListener("input", () => (clearTimeout(waiting), (waiting = setTimeout(update, 80))));
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    update();
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]")) form.reset();
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

  // A page past its review date says so by the reader's clock; what was past it at the release says so anyway.
  const prepareReview = (notice) => {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    notice.hidden = today <= notice.dataset.reviewBy;
  };

  const prepare = () => {
    document.querySelectorAll("[data-review-by][hidden]").forEach(prepareReview);
    document.querySelectorAll("form.pp-filter[hidden]").forEach(prepareFilter);
    document.querySelectorAll(".pp-copy[hidden]").forEach(prepareCopy);
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
