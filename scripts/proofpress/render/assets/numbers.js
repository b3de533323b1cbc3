// A number opens where it stands: its entry on the page of values, or its row in the register of claims, in a panel
// beside the sentence. Without script, from a folder, or where the page cannot be read, the link leads there.
(() => {
  const NUMBERS = "a.pp-v[href*='#']";
  const pages = new Map();
  const read = (address) => {
    if (!pages.has(address))
      pages.set(address, fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      }));
    return pages.get(address);
  };
  const make = (name, given = {}, ...children) => {
    const element = Object.assign(document.createElement(name), given);
    element.append(...children);
    return element;
  };

  const panel = make("div", { className: "pp-panel", tabIndex: -1 });
  panel.setAttribute("role", "dialog");
  panel.setAttribute("popover", "auto");
  panel.setAttribute("aria-labelledby", "pp-panel-name");

  // An entry's parts as they stand on its own page, their links leading where they did from there. What an entry is
  // about is said first, where the number in the panel's head does not say it.
  const parts = (page, address, id) => {
    const entry = page.getElementById(id);
    if (!entry?.matches("tr, dt")) throw new Error(`${address}: no entry ${id}`);
    const copied = entry.matches("tr")
      ? [...entry.cells].map((cell) => make("p", {}, ...(cell.dataset.label ? [make("b", { textContent: `${cell.dataset.label}: ` })] : []), ...cell.cloneNode(true).childNodes))
      : [...(entry.matches(".pp-about") ? [make("p", { textContent: entry.textContent })] : []), ...entry.nextElementSibling.cloneNode(true).childNodes];
    const kept = make("div", { className: "pp-panel__entry" }, ...copied.filter((part) => part.nodeName !== "P" || part.textContent.trim()));
    for (const link of kept.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address);
    return kept;
  };

  const place = (link) => {
    const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const [width, height, wide] = [panel.offsetWidth, panel.offsetHeight, document.documentElement.clientWidth];
    const above = box.bottom + height + 12 > innerHeight && box.top > height + 12;
    panel.style.left = `${scrollX + Math.max(8, Math.min(box.left, wide - width - 8))}px`;
    panel.style.top = `${scrollY + (above ? box.top - height - 6 : box.bottom + 6)}px`;
  };

  const open = async (link) => {
    const address = new URL(link.href);
    const id = decodeURIComponent(address.hash.slice(1));
    address.hash = "";
    let found;
    try {
      found = parts(address.pathname === location.pathname ? document : await read(address.href), address.href, id);
    } catch {
      location.assign(link.href);
      return;
    }
    const close = make("button", { type: "button", className: "pp-panel__close", textContent: "Close", onclick: () => panel.hidePopover() });
    const copy = make("button", { type: "button", className: "pp-copy", textContent: "Copy link", hidden: true });
    copy.dataset.text = link.href;
    panel.replaceChildren(
      make("p", { className: "pp-panel__head" }, make("b", { id: "pp-panel-name", textContent: link.textContent }), close),
      found,
      make("p", { className: "pp-actions" }, make("a", { href: link.href, textContent: "The whole trail" }), copy),
    );
    (document.querySelector(".md-content .md-typeset") ?? document.body).append(panel);
    dispatchEvent(new Event("pp:added"));
    link.focus({ preventScroll: true });
    panel.showPopover();
    place(link);
    panel.focus({ preventScroll: true });
  };

  addEventListener("click", (event) => {
    const link = event.target.closest?.(NUMBERS);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || location.protocol === "file:" || !panel.showPopover || panel.contains(link)) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin) return;
    event.preventDefault();
    event.stopPropagation();
    open(link);
  }, true);

  const prepare = () => {
    if (location.protocol !== "file:" && panel.showPopover) for (const link of document.querySelectorAll(NUMBERS)) link.setAttribute("aria-haspopup", "dialog");
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
