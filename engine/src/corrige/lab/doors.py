"""Open doors from the book into the lab, on a copy of the built book.

The book alone has no such links, since it may be read where no lab is. They are added here, to each exercise
card, and the page of an exercise fetches the lab's files ahead while the reader reads.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from functools import partial
from html import escape
from pathlib import Path

from corrige.lab.fetching import SiteError

LAB = "lab"
CARD_DOORS = re.compile(r'(<p class="exercise-doors">)(?=<a [^>]*?href="[^"]*?/(\w+)\.ipynb")')
NOTE = (
    '<p class="exercise-note">In the browser nothing is installed. '
    "The first start takes about half a minute, on a slow line longer; "
    "a cell that does nothing at first has to be run again. "
    "Your work is kept in this browser, on this device; to hand it in, choose <em>File</em>, then "
    "<em>Download</em>.</p>"
)
# Where there is no lab, the page of an exercise says that it is for reading.
FOR_READING = re.compile(r'<p class="exercise-note">.*?</p>', flags=re.DOTALL)
# What a page says of the lab, the style sheet shows only where there is one.
WITH_LAB = re.compile(r'(?<=<div class=")lab-only ')
# The page on the set-up says that the book has no lab; where it has one, this stands there instead.
NO_LAB = re.compile(r'<div class="lab-door[^"]*">.*?</div>', flags=re.DOTALL)
HAS_LAB = (
    '<div class="lab-door docutils"><p>This copy of the book has the lab beside it: open the '
    '<a href="{}">list of notebooks</a>, or press the door on the card of an exercise.</p></div>'
)
# Not for readers who save data or have a slow line; after the page itself is done; each file once.
AHEAD = """<script>
addEventListener("load", () => {
  const line = navigator.connection || {};
  if (line.saveData || /2g|3g/.test(line.effectiveType || "")) return;
  for (const file of %s) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: file }));
  }
});
</script>
"""


def open_doors(site: Path, slugs: Iterable[str], ahead: Iterable[str]) -> int:
    """Link every exercise card of the copied book, and the page on the set-up, to the lab.

    Parameters
    ----------
    site : Path
        The copy of the book, with the lab in it.
    slugs : iterable of str
        Names of the exercises that the book has a page for, as in ``ex03_has_this_happened_before``.
    ahead : iterable of str
        Files of the lab, relative to the site, to fetch while an exercise's page is read.

    Returns
    -------
    int
        Number of doors.

    Raises
    ------
    SiteError
        If an exercise's own page has no card to put the door on.
    """
    files = list(ahead)
    doors = 0
    for page in sorted(site.rglob("*.html")):
        if page.relative_to(site).parts[0] == LAB:
            continue
        html = page.read_text(encoding="utf-8")
        listed = HAS_LAB.format(escape(_relative(site / LAB / "tree" / "index.html", page)))
        shown = WITH_LAB.sub("", NO_LAB.sub(listed, html))
        opened, found = CARD_DOORS.subn(partial(_opened, site, page), shown)
        if opened == html:
            continue
        doors += found
        if page.parent.name == "exercises":
            opened = FOR_READING.sub(NOTE, opened, count=1)
            addresses = json.dumps([_relative(site / file, page) for file in files])
            opened = opened.replace("</body>", AHEAD % addresses + "</body>")
        page.write_text(opened, encoding="utf-8")
    for slug in slugs:
        page = site / "exercises" / f"{slug}.html"
        if not page.is_file() or f"path={slug}.ipynb" not in page.read_text(encoding="utf-8"):
            raise SiteError(
                f"The page of {slug} has no card to link to the lab from: is the book up to date?"
            )
    return doors


def _opened(site: Path, page: Path, card: re.Match[str]) -> str:
    beginning, slug = card.groups()
    address = f"{_relative(site / LAB / 'notebooks' / 'index.html', page)}?path={slug}.ipynb"
    door = f'<a class="exercise-download exercise-lab" href="{escape(address)}">'
    return f"{beginning}{door}<span>Do it in the browser</span></a> "


def _relative(target: Path, page: Path) -> str:
    return Path(os.path.relpath(target, page.parent)).as_posix()
