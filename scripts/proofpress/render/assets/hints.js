// Definitions and what stands behind a number: the title of what is pointed at, focused or tapped, as a hint that stays
// until the reader turns away. One set of listeners for the page, however many titles it holds.
(() => {
  const hint = Object.assign(document.createElement("div"), { id: "pp-hint", className: "pp-hint", hidden: true });
  hint.setAttribute("role", "tooltip");
  let shown, waiting;

  const hide = () => {
    clearTimeout(waiting);
    if (!shown) return;
    shown.title = hint.textContent;
    shown.removeAttribute("aria-describedby");
    shown = undefined;
    hint.hidden = true;
  };

  const place = () => {
    const [box, own] = [shown.getClientRects()[0] ?? shown.getBoundingClientRect(), hint.getBoundingClientRect()];
    const left = Math.min(Math.max(8, box.left), document.documentElement.clientWidth - own.width - 8);
    const below = box.bottom + own.height + 8 < innerHeight;
    hint.style.transform = `translate(${Math.round(left)}px, ${Math.round(below ? box.bottom + 4 : box.top - own.height - 4)}px)`;
  };

  const show = (element) => {
    hide();
    if (!element.title) return;
    if (!hint.isConnected) document.body.append(hint);
    hint.textContent = element.title;
    element.removeAttribute("title"); // or the browser shows it as well
    element.setAttribute("aria-describedby", hint.id);
    shown = element;
    hint.hidden = false;
    place();
  };

  const later = (what, milliseconds) => (clearTimeout(waiting), (waiting = setTimeout(what, milliseconds)));
  const titled = (event) => event.target.closest?.(".md-content [title], #pp-hint") ?? undefined;

  addEventListener("pointerover", (event) => {
    const element = titled(event);
    if (element === hint || (element && element === shown)) return clearTimeout(waiting);
    if (shown?.contains(event.target)) return clearTimeout(waiting);
    if (!element) return later(hide, 200);
    if (event.pointerType === "mouse") later(() => show(element), 250);
    else if (!element.closest("a, button, summary")) show(element); // a tap there does something else
  });
  addEventListener("focusin", (event) => {
    const element = titled(event);
    if (element && element !== hint && event.target.matches(":focus-visible")) show(element);
  });
  addEventListener("focusout", hide);
  addEventListener("pointerdown", (event) => event.target !== hint && !shown?.contains(event.target) && hide());
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // Focus scrolls the page to what it shows; a reader who scrolls on from what is pointed at has turned away.
  addEventListener("scroll", () => shown && (shown.matches(":focus-within") ? place() : hide()), { passive: true });
})();
