// Releases: completes the menu of releases, leads from an old release to the latest, and shows what was corrected since.
// It asks only its own host, and only where the page's address names its release, as on the published site.
(() => {
  const menu = document.querySelector(".pp-releases");
  if (!menu) return;
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));

  const { release, released } = menu.dataset;
  const parts = location.pathname.split("/");
  const at = parts.lastIndexOf(release);
  if (at < 0 || !location.protocol.startsWith("http")) return;
  const root = `${parts.slice(0, at).join("/")}/`;
  const path = parts.slice(at + 1).join("/").replace(/index\.html$/, "");

  // The part of an address behind its #; one that is no encoded text, such as "#%", is taken as it stands.
  const anchorOf = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return hash.slice(1);
    }
  };

  const ask = async (name) => {
    const answer = await fetch(root + name, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer;
  };
  const make = (tag, content = [], facts = {}) => {
    const element = Object.assign(document.createElement(tag), facts);
    element.append(...[content].flat());
    return element;
  };
  const link = (href, text) => make("a", text, { href });
  const day = (iso) =>
    new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const complete = ({ releases }) => {
    const items = releases.map((one) => {
      const here = one.release === release;
      const name = here ? make("b", one.release) : link(`${root}${one.release}/`, one.release);
      const words = make("span", day(one.released) + (here ? ", this one" : ""));
      return make("li", [name, " ", words, ...(one.reason ? [make("br"), one.reason] : [])]);
    });
    menu.querySelector("ul").replaceChildren(...items);
  };

  // What the latest release has of this page: its address there, or why there is none.
  const later = async (latest) => {
    const home = `${root}${latest}/`;
    const anchor = anchorOf(location.hash);
    const map = new DOMParser().parseFromString(await (await ask(`${latest}/sitemap.xml`)).text(), "text/xml");
    const pages = new Set([...map.querySelectorAll("loc")].map((loc) => loc.textContent.split(`/${latest}/`).pop()));
    const what = /^figures\/.+\/./.test(path) ? "figure" : "page";
    if (pages.has(path)) {
      if (!anchor) return { href: home + path, text: `The same ${what} in the latest release, ${latest}` };
      const page = new DOMParser().parseFromString(await (await ask(`${latest}/${path}`)).text(), "text/html");
      const [href, there] = [`${home}${path}#${encodeURIComponent(anchor)}`, page.getElementById(anchor)];
      if (there) return { href, text: `The same place in the latest release, ${latest}` };
    }
    const { renamed, figures, values } = await (await ask(`${latest}/manifest.json`)).json();
    const figure = /^figures\/(.+)\/$/.exec(path) ?? [, `${/^analyses\/(.+)\/$/.exec(path)?.[1]}/${anchor}`];
    const now = renamed[figure[1]] ?? renamed[anchor];
    const found = figures[now] ?? values[now];
    if (found) return { href: home + found.page, text: `In the latest release, ${latest}, it is called ${now}` };
    if (pages.has(path)) return { missing: "This place is no longer there", href: home + path, text: `The page in the latest release, ${latest}` };
    return { missing: `This ${what} is no longer there`, href: home, text: `The latest release, ${latest}` };
  };

  let bar;
  const lead = async (latest) => {
    const plain = { href: `${root}${latest}/`, text: `The latest release, ${latest}` }; // where the page cannot be looked up
    const { missing, href, text } = await later(latest).catch(() => plain);
    const words = `You are reading release ${release} of ${released}. ${missing ? `${missing} in the latest release. ` : ""}`;
    const hide = make("button", "Hide", { type: "button", onclick: () => bar.remove() });
    const next = make("aside", [make("p", [words, link(href, text)]), hide], { className: "pp-newer" });
    next.setAttribute("aria-label", "A newer release");
    bar ? bar.replaceWith(next) : document.body.append(next);
    bar = next;
  };

  const words = { corrected: "Corrected", withdrawn: "Withdrawn" };
  const notice = (one, address) => {
    const lines = [
      make("p", [make("b", `${words[one.kind]}. `), one.what]),
      make("p", [`Why: ${one.why} Known since ${day(one.since)}; decided by ${one.decided_by}. `, link(`${root}releases/#${one.id}`, "All corrections")]),
    ];
    if (one.fixed_in) lines.push(make("p", link(`${root}${one.fixed_in}/${address}`, `As it stands in release ${one.fixed_in}`)));
    const box = make("aside", lines, { className: "pp-notice" });
    box.setAttribute("role", "note");
    return box;
  };
  const mark = (one) => make("span", [" (", link(`${root}releases/#${one.id}`, words[one.kind].toLowerCase()), ")"], { className: "pp-mark" });

  const correct = (one) => {
    const name = CSS.escape(one.figure ?? one.value);
    if (one.figure) {
      const address = `figures/${one.figure}/`;
      document.querySelectorAll(`figure[data-figure="${name}"]`).forEach((figure) => figure.prepend(notice(one, address)));
      document.querySelectorAll(`.pp-gallery a[href$="${CSS.escape(address)}"]`).forEach((to) => to.after(mark(one)));
      return;
    }
    const address = `values/${one.value.split(".")[0]}/#${one.value}`;
    document.querySelectorAll(`.pp-values dt[id="${name}"] + dd`).forEach((entry) => entry.prepend(notice(one, address)));
    document.querySelectorAll(`a.pp-v[href$="#${name}"]`).forEach((to) => to.after(mark(one)));
  };

  const read = async () => {
    document.querySelectorAll("a[data-root]").forEach((to) => (to.href = root + to.dataset.root));
    const [listing, register] = await Promise.all(["releases.json", "corrections.json"].map(async (name) => (await ask(name)).json()));
    complete(listing);
    register.corrections.filter((one) => one.releases.includes(release)).forEach(correct);
    const known = listing.releases.some((one) => one.release === release);
    if (!known || listing.latest === release) return;
    await lead(listing.latest);
    window.addEventListener("hashchange", () => lead(listing.latest));
  };
  read().catch((error) => console.warn(`releases: ${error.message}`));
})();
