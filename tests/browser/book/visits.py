"""Visit a page once, as several readers would see it, and write down what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import yaml
from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 at level AA and what axe-core holds good beyond it; no rule and no part of a page is left out.
EVERY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# And of these what another colour can change, and another width.
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
ON_PHONE = {"type": "rule", "values": ["scrollable-region-focusable", "target-size"]}
WIDE, PHONE, SMALLEST = 1280, 390, 320
RUN_AXE = """([rules, within]) => axe.run(within, {
  runOnly: rules, resultTypes: ["violations"], preload: false
}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => rule.id + " at " + node.target.join(" ") + ": " + node.failureSummary)
))"""
# Contrast is what axe-core takes longest for, and it is the same for words that look the same: three of each look,
# on whichever pages they stand. What is marked here is new; from then on axe-core judges the contrast of that alone.
MARK = """seen => {
  const grounds = new Map();
  const ground = one => {
    if (!one) return "";
    if (!grounds.has(one)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(one);
      const own = [backgroundColor, backgroundImage, opacity, filter].join();
      grounds.set(one, ground(one.parentElement) + (own === "rgba(0, 0, 0, 0),none,1,none" ? "" : own + ";"));
    }
    return grounds.get(one);
  };
  for (const one of document.querySelectorAll("body *")) {
    one.removeAttribute("data-look");
    if (![...one.childNodes].some(part => part.nodeType === 3 && part.data.trim()) || !one.checkVisibility()) continue;
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(one);
    const around = getComputedStyle(one.parentElement).color;
    const look = [one.tagName, color, fontSize, fontWeight, textDecorationLine, textShadow, around, ground(one)].join();
    seen[look] = (seen[look] || 0) + 1;
    if (seen[look] <= 3) one.setAttribute("data-look", "");
  }
  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-look]" }, { id: "link-in-text-block", selector: "a[href][data-look]" }
  ] });
  return [seen, document.querySelectorAll("[data-look]").length];
}"""
EXCESS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """What was found on one page."""

    problems: list[str] = field(default_factory=list)  # errors of scripts, things not found, other hosts
    too_wide: dict[str, int] = field(default_factory=dict)  # pixels beyond the edge of a phone
    barriers: list[str] = field(default_factory=list)  # what axe-core objects to


def listen(tab: Page, visit: Visit, address: str) -> Callable[[], None]:
    """Write down what goes wrong on a page from now on, until what this gives is called."""
    note = visit.problems.append

    def asked(url: str) -> None:
        if not url.startswith((address + "/", "data:", "blob:")):
            note(f"asks another host: {url}")

    hears = {
        "console": lambda said: note(f"console: {said.text}") if said.type in {"error", "warning"} else None,
        "pageerror": lambda error: note(f"script: {error}"),
        "response": lambda got: note(f"{got.status} {got.url}") if got.status >= 400 else None,
        "request": lambda request: asked(request.url),
    }
    for event, heard in hears.items():
        tab.on(event, heard)
    return lambda: [tab.remove_listener(event, heard) for event, heard in hears.items()]


def barriers(tab: Page, rules: dict[str, object], within: str = "html") -> list[str]:
    """Ask axe-core about what a selector finds on the page as it is now."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    return tab.evaluate(RUN_AXE, [rules, within])


def new_looks(tab: Page, seen: dict[str, int]) -> int:
    """Mark the words whose look was not seen thrice yet, and count the looks; how many words are marked."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    now, marked = tab.evaluate(MARK, seen)
    seen.update(now)
    return marked


def choose(tab: Page, scheme: str) -> None:
    """Let the system ask for light or dark, and wait until a page of the book has followed it."""
    tab.emulate_media(color_scheme=scheme)
    tab.wait_for_function(
        "scheme => [undefined, scheme].includes(document.documentElement.dataset.theme)", arg=scheme
    )


def inspect(tab: Page, visit: Visit, seen: dict[str, int] | None = None) -> None:
    """Look at a loaded page: wide and on a phone, light and dark; at looks that were seen thrice not once more."""
    seen = {} if seen is None else seen
    choose(tab, "light")
    new_looks(tab, seen)
    visit.barriers += [f"light: {found}" for found in barriers(tab, EVERY)]
    choose(tab, "dark")
    if new_looks(tab, seen):
        visit.barriers += [f"dark: {found}" for found in barriers(tab, CONTRAST)]
    for width, scheme in ((PHONE, "dark"), (PHONE, "light"), (SMALLEST, "light")):
        tab.set_viewport_size({"width": width, "height": 844})
        choose(tab, scheme)
        if (excess := tab.evaluate(EXCESS)) > 0:
            visit.too_wide[f"{width}, {scheme}"] = excess
    tab.wait_for_timeout(400)  # the theme looks at a new size after 300 ms
    visit.barriers += [f"small phone: {found}" for found in barriers(tab, ON_PHONE)]
    tab.set_viewport_size({"width": WIDE, "height": 844})


def pages() -> Iterator[str]:
    """Address of every page in the table of contents, and of the two that Sphinx adds."""

    def below(branch: dict[str, object]) -> Iterator[str]:
        if "file" in branch:
            yield f"{branch['file']}.html"
        for key in ("parts", "chapters", "sections"):
            for twig in branch.get(key, []):
                yield from below(twig)

    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    yield f"{contents['root']}.html"
    yield from below(contents)
    yield from ("search.html", "genindex.html")
