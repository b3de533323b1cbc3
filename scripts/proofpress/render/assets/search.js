// The words that led here from the search, marked where they stand; the address is then as it was.
(() => {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const WORD = /(?:\p{Lu}\.){2,}|[\p{L}\p{N}]+(?:(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}]+|['’](?=\p{L})\p{L}+)*/gu;
  const MOST = 400; // marks in a page

  const mark = (asked, place) => {
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
      parentElement.closest("svg, script, style, button, select, textarea, mark") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    let count = 0;
    for (const node of nodes) {
      const hits = [...node.data.matchAll(WORD)].filter(([word]) => asked.has(plain(word.replace(/['’]s$|['’]|(?<=\p{Lu})\.|(?<=\p{N}),(?=\p{N})/gu, ""))));
      for (const hit of hits.reverse()) {
        if ((count += 1) > MOST) return;
        const range = document.createRange();
        range.setStart(node, hit.index);
        range.setEnd(node, hit.index + hit[0].length);
        range.surroundContents(Object.assign(document.createElement("mark"), { className: "pp-marked" }));
      }
    }
  };

  const prepare = () => {
    const query = new URLSearchParams(location.search);
    const asked = new Set(plain(query.get("h") ?? "").split(/\s+/).filter(Boolean));
    const place = document.querySelector(".md-content");
    if (!asked.size || !place) return;
    mark(asked, place);
    query.delete("h");
    const rest = query.toString();
    history.replaceState(history.state, "", `${location.pathname}${rest ? `?${rest}` : ""}${location.hash}`);
    (document.getElementById(location.hash.slice(1)) ?? document.body).scrollIntoView();
  };
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
