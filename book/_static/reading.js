// Comforts of reading. Without this script everything is there as well: links lead where previews would show.

// A table or a formula that fits needs no stop of the Tab key, and no name of its own.
const names = ["tabindex", "role", "aria-label"];
const wide = [...document.querySelectorAll(".table-region, div.math[role]")].map(
  (box) => [box, names.map((name) => [name, box.getAttribute(name)])],
);
const code = [...document.querySelectorAll(".bd-article pre")];
const boxes = [...wide.map(([box]) => box), ...code];
// The right edge fades while there is more to the right.
const beyond = (box) => box.scrollWidth - box.clientWidth - box.scrollLeft;
const more = (box, rest = beyond(box)) => box.toggleAttribute("data-more", rest > 2);
const fit = () => {
  // All is read before anything is written: else the page would be laid out anew for each box.
  const seen = boxes.map((box) => [box.scrollWidth > box.clientWidth, beyond(box)]);
  boxes.forEach((box, at) => more(box, seen[at][1]));
  wide.forEach(([box, given], at) => {
    for (const [name, value] of given) seen[at][0] ? box.setAttribute(name, value) : box.removeAttribute(name);
  });
};
for (const box of boxes) box.addEventListener("scroll", () => more(box), { passive: true });
addEventListener("load", fit);
document.fonts.ready.then(fit); // a face that comes late is wider
addEventListener("resize", fit);

// The theme's tooltips stay where a finger called them; the browser's own do not.
for (const button of document.querySelectorAll("[data-bs-toggle='tooltip']")) button.removeAttribute("data-bs-toggle");

// The mark in the contents of the page stays on a section that is longer than ten screens as well.
document.body.dataset.bsThreshold = "0,0.1,0.5,1";

// Paper is white: whoever reads in the dark still gets dark words on it.
const page = document.documentElement;
let onScreen;
addEventListener("beforeprint", () => { onScreen = page.dataset.theme; page.dataset.theme = "light"; });
addEventListener("afterprint", () => { page.dataset.theme = onScreen; });

// ---- Previews: what a link to a term, a source or a claim leads to, shown where one reads ------------------
// On hover and focus beside the link. A click or a tap pins it, with a link to go there and a way to close it; by keyboard,
// or with a key held down, a link leads where it leads.

const root = new URL(page.dataset.content_root || "./", location.href.replace(/[?#].*/, "")).href;
let given, known;
const load = () => (given ??= new Promise((done) => {
  const script = document.createElement("script");
  script.src = `${root}_static/previews.js`;
  script.onload = () => done(self.previews);
  script.onerror = () => done({});
  document.head.append(script);
}).then((all) => (known = all)));
const linkOf = (event) => event.target.closest?.(".bd-article a[href*='#']:not(.headerlink), .search a[href*='#']");
const card = document.createElement("div");
card.id = "preview";
card.hidden = true;
document.body.append(card);
let shownFor, later;
const pinned = () => !card.hidden && card.getAttribute("role") === "dialog";
const goesOn = () => card.toggleAttribute("data-below", card.scrollHeight - card.clientHeight - card.scrollTop > 2);
card.addEventListener("scroll", goesOn, { passive: true });

const hide = () => {
  clearTimeout(later);
  card.hidden = true;
  shownFor?.removeAttribute("aria-describedby");
  shownFor = undefined;
};

const show = async (link, pin) => {
  const html = (await load())[link.href.slice(root.length)];
  if (!html || !link.isConnected) return false;
  hide();
  card.innerHTML = html;
  for (const way of card.querySelectorAll("a")) way.href = new URL(way.getAttribute("href"), root).href;
  card.setAttribute("role", pin ? "dialog" : "tooltip");
  card.setAttribute("aria-label", pin ? `About ${link.textContent.trim()}` : "");
  if (pin) {
    const foot = document.createElement("p");
    foot.className = "go";
    foot.innerHTML = '<a>Go there</a><button type="button">Close</button>';
    foot.firstChild.href = link.href;
    foot.lastChild.addEventListener("click", hide);
    card.append(foot);
  }
  card.hidden = false;
  shownFor = link;
  link.setAttribute("aria-describedby", "preview");
  goesOn();
  const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const below = box.bottom + 8 + card.offsetHeight < innerHeight || box.top < card.offsetHeight + 8;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${scrollY + (below ? box.bottom + 8 : box.top - card.offsetHeight - 8)}px`;
  const hidden = box.bottom + 16 - card.getBoundingClientRect().top;
  if (hidden > 0 && getComputedStyle(card).position === "fixed") scrollBy(0, hidden); // a sheet on what it is about
  return true;
};

const soon = (act, time) => { clearTimeout(later); later = setTimeout(act, time); };
addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || pinned()) return;
  if (card.contains(event.target)) return clearTimeout(later);
  const link = linkOf(event);
  if (link && link !== shownFor) soon(() => show(link), 150);
  else if (!link) {
    const old = shownFor;
    soon(() => old && old === shownFor && hide(), 250);
  }
});
addEventListener("focusin", (event) => { if (card.contains(event.target)) return; const link = linkOf(event); link && link.matches(":focus-visible") ? show(link) : hide(); });
addEventListener("keydown", (event) => { if (event.key === "Escape" && shownFor) { hide(); event.stopPropagation(); } });
addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link) { if (!card.contains(event.target) || event.target.closest("a")) hide(); return; }
  const byKey = event.detail === 0, aside = event.ctrlKey || event.metaKey || event.shiftKey;
  const bare = link.closest(".search") || (known && !known[link.href.slice(root.length)]);
  if (byKey || aside || bare || (link === shownFor && pinned())) return hide();
  event.preventDefault();
  show(link, true).then((there) => { if (!there) location.assign(link.href); });
});

// ---- What has been read: kept in this browser, told to nobody ----------------------------------------------

const memory = {
  get: () => { try { return new Set(JSON.parse(localStorage.getItem("read") ?? "[]")); } catch { return new Set(); } },
  set: (read) => { try { localStorage.setItem("read", JSON.stringify([...read])); } catch { /* a private window */ } },
};
const chapters = [...document.querySelectorAll(".bd-sidebar-primary a[data-minutes]")];
const tell = () => {
  const read = memory.get();
  let left = 0;
  for (const link of chapters) {
    const done = read.has(link.dataset.page);
    link.classList.toggle("read", done);
    if (!done) left += Number(link.dataset.minutes);
  }
  const count = chapters.filter((link) => link.classList.contains("read")).length;
  const start = document.querySelector(".start a"), next = chapters.findIndex((link) => !link.classList.contains("read"));
  if (start && count && next >= 0) {
    start.href = chapters[next].href;
    start.textContent = `Continue with chapter ${next + 1}`;
  }
  const line = document.querySelector(".reading-left");
  if (!line || !count) return;
  line.hidden = false;
  const rest = left < 60 ? `${left} min` : `${Math.round(left / 6) / 10} h`;
  line.textContent = `${count} of ${chapters.length} chapters read` + (left ? `, ${rest} of reading left` : "");
};
if (chapters.length) {
  tell();
  const here = chapters.find((link) => link.getAttribute("href") === "#");
  const end = document.querySelector(".prev-next-area, footer");
  if (here && end) new IntersectionObserver((seen, watch) => {
    // The end in sight on opening, as on a page that was left there, is not reading.
    if (!seen[0].isIntersecting || performance.now() < 20_000) return;
    memory.set(memory.get().add(here.dataset.page));
    watch.disconnect();
    tell();
  }).observe(end);
}

// ---- Search: a term or a claim by its name is answered above the list --------------------------------------

const results = document.querySelector("#search-results");
if (results) {
  Documentation.TRANSLATIONS["Search finished, found ${resultCount} page(s) matching the search query."] = "Pages found: ${resultCount}.";
  // What a page says around a word: without its code, and with a space where a line ends.
  Search.htmlToText = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const apart of page.querySelectorAll(".headerlink, script, style, pre, .spoken, .lab-only, .chapter-place, .chapter-claims, summary, nav, svg, math")) apart.remove();
    for (const block of page.querySelectorAll("p, li, dt, dd, td, th, h1, h2, h3, h4, div, br")) block.append(" ");
    const words = page.querySelector(".bd-article") ?? page.querySelector("[role=main]");
    return words ? words.textContent.replace(/\s+/g, " ") : "";
  };
}
const asked = results && new URLSearchParams(location.search).get("q")?.trim();
if (asked) load().then((all) => {
  const plain = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  const wanted = plain(asked);
  const name = (key, html) => (/<strong>(.*?)<\/strong>/.exec(html)?.[1] ?? "").replace(/\s*\(.*/, "");
  const hits = Object.entries(all).filter(([key, html]) =>
    key.endsWith(`-${asked.toUpperCase()}`) || (key.includes("#term-") && (plain(name(key, html)) === wanted || plain(name(key, html)).split(/[ ,]+/).includes(wanted))));
  if (!hits.length) return;
  const box = document.createElement("div");
  box.className = "answers";
  for (const [key, html] of hits.slice(0, 3)) {
    const one = document.createElement("div");
    one.innerHTML = `${html}<p><a>Read more</a></p>`;
    const link = one.querySelector("p:last-child a");
    link.href = root + key;
    link.append(document.createElement("span"));
    link.lastChild.className = "spoken";
    link.lastChild.textContent = `: ${asked}`;
    box.append(one);
  }
  results.before(box);
});
