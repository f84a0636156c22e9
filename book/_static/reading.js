// Two small comforts. Without this script everything can still be scrolled, and a light page printed.

// A table or a formula that fits needs no stop of the Tab key, and no name of its own.
const names = ["tabindex", "role", "aria-label"];
const wide = [...document.querySelectorAll(".table-region, div.math[role]")].map(
  (box) => [box, names.map((name) => [name, box.getAttribute(name)])],
);
const fit = () => {
  for (const [box, given] of wide) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    for (const [name, value] of given) scrolls ? box.setAttribute(name, value) : box.removeAttribute(name);
  }
};
fit();
addEventListener("load", fit);
addEventListener("resize", fit);

// Paper is white: whoever reads in the dark still gets dark words on it.
const page = document.documentElement;
let onScreen;
addEventListener("beforeprint", () => { onScreen = page.dataset.theme; page.dataset.theme = "light"; });
addEventListener("afterprint", () => { page.dataset.theme = onScreen; });
