// Explanations of terms open on hover, tap and focus; Escape closes the open one, wherever pointer and focus are.
(() => {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll("abbr:is(:hover, :focus)")) {
      term.dispatchEvent(new MouseEvent("mouseleave"));
      term.blur();
    }
  });
})();
