"""One style sheet for all pages, with the rules that a page or a script can use; no script before the text.

The theme and its companions name a dozen sheets, and most of their rules fit nothing in a book: on a slow
line a reader waits for all of them before the first word. Which rules are of use is told as PurgeCSS tells
it: one whose classes or ids stand nowhere in pages and scripts, not even as a word or as the beginning of one
that a script completes, can fit nothing. The pages of a report are left as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEET = "pages.css"
LINK = re.compile(r'[ \t]*<link\b(?=[^>]*\brel="stylesheet")[^>]*?\bhref="([^":?]+)[^"]*"[^>]*>\n?')
EARLY_SCRIPT = re.compile(r'[ \t]*<link\b(?=[^>]*\brel="preload")(?=[^>]*\bas="script")[^>]*>\n?')
OPTIONS = re.compile(r'<script src="[^"]*\bdocumentation_options\.js[^"]*"></script>')
WAITS = re.compile(
    r'<script (?=src="[^"]*/(?:doctools|scripts/bootstrap|scripts/pydata-sphinx-theme)\.js[^"]*">)'
)
#: A script that searches at once needs what Sphinx's two small scripts define.
SEARCH = "search.html"
_NAME = re.compile(r"[\w-]+")
_BEGINNING = re.compile(r"""([A-Za-z][\w-]*-)(?:\$\{|["']\s*\+)""")
_ADDRESS = re.compile(r"""@import\s+(?:url\()?["']?([^"')?;]+)[^;]*;|url\(\s*(["']?)([^"')]+)\2\s*\)""")
_INSIDE = ("media", "supports", "layer", "container")
_FIRST_LINE = re.compile(r"/\* (\w+): (.*) \*/")


@dataclass(frozen=True)
class Names:
    """Classes and ids that may occur: whole words, and the beginnings of those that a script completes."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return name in self.words or name.startswith(self.beginnings)


def names_in(pages: Iterable[str], scripts: Iterable[str]) -> Names:
    """Every word of pages and scripts that may be a class or an id."""
    scripts = list(scripts)
    words = frozenset().union(*(_NAME.findall(text) for text in (*pages, *scripts)))
    beginnings = {found for text in scripts for found in _BEGINNING.findall(text)}
    return Names(words, tuple(sorted(beginnings)))


def pruned(css: str, names: Names) -> str:
    """The rules of a style sheet that can fit something.

    Parameters
    ----------
    css : str
    names : Names
        Classes and ids that occur; a rule that needs another is left out.

    Returns
    -------
    str
        Without comments, one rule a line, in the same order; what a browser could not read is left out.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rules, names))


def _kept(rules: Sequence[Any], names: Names) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _selectors(rule.prelude) if _fits(each, names)]
            if selectors:
                chosen = ",".join(" ".join(tinycss2.serialize(each).split()) for each in selectors)
                yield f"{chosen}{{{_body(rule.content)}}}\n"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _INSIDE and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if kept := "".join(_kept(inner, names)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{\n{kept}}}\n"
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield rule.serialize() + "\n"


def _body(content: Sequence[Any]) -> str:
    words = tinycss2.serialize([each for each in content if each.type != "comment"])
    return re.sub(r"\s*\n\s*", " ", words).strip().removesuffix(";")


def _selectors(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    one: list[Any] = []
    for part in prelude:
        if part == ",":
            yield one
            one = []
        elif part.type != "comment":
            one.append(part)
    yield one


def _fits(selector: Sequence[Any], names: Names) -> bool:
    """Whether every class and id that a selector asks for occurs; brackets are not looked into."""
    for before, part in pairwise([None, *selector]):
        if part.type == "hash" and part.value not in names:
            return False
        if before == "." and part.type == "ident" and part.value not in names:
            return False
    return True


def joined(sheets: Sequence[Path], home: Path) -> str:
    """Style sheets as one, with what they import, and with addresses as seen from another folder.

    Parameters
    ----------
    sheets : sequence of Path
    home : Path
        The folder that the joined sheet will lie in.
    """
    return "\n".join(_whole(sheet, home) for sheet in sheets)


def _whole(sheet: Path, home: Path) -> str:
    css = sheet.read_text(encoding="utf-8")

    def here(address: str) -> str:
        if re.match(r"[a-z]+:|[/#]", address):
            return address
        path, mark, rest = address.partition("?")
        return Path(os.path.relpath(sheet.parent / path, home)).as_posix() + mark + rest

    def moved(found: re.Match[str]) -> str:
        return _whole(sheet.parent / found[1], home) if found[1] else f'url("{here(found[3])}")'

    return _ADDRESS.sub(moved, css)


def join_sheets(app: Sphinx, problem: Exception | None) -> None:
    """Write the one sheet, and have every page use it; pages of an earlier build have it already."""
    if problem is not None or app.builder.name != "html":
        return
    out, static = Path(app.outdir), Path(app.outdir) / "_static"
    pages = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*.html"))
        if path.relative_to(out).parts[0] not in {"_static", "_downloads"}
    }
    one = static / SHEET
    before = one.read_text(encoding="utf-8") if one.is_file() else ""
    known = _FIRST_LINE.match(before)
    sheets = known[2].split() if known else []
    for path, page in pages.items():
        for address in LINK.findall(page):
            sheet = Path(os.path.relpath(path.parent / address, static)).as_posix()
            if sheet != SHEET and sheet not in sheets:
                sheets.append(sheet)
    scripts = [path.read_text(encoding="utf-8") for path in sorted(static.rglob("*.js"))]
    whole = joined([static / name for name in sheets], static)
    options = (static / "documentation_options.js").read_text(encoding="utf-8")
    quick = {path: _without_waiting(path, page, options) for path, page in pages.items()}
    names = names_in((LINK.sub("", page) for page in quick.values()), scripts)
    key = hashlib.sha256("\n".join([whole, *sorted(names.words), *names.beginnings]).encode()).hexdigest()[
        :16
    ]
    if not known or known[1] != key:
        one.write_text(f"/* {key}: {' '.join(sheets)} */\n{pruned(whole, names)}", encoding="utf-8")
    for path, page in quick.items():
        to = Path(os.path.relpath(one, path.parent)).as_posix()
        changed = _with_one(page, f'<link rel="stylesheet" href="{to}?v={key}" />\n')
        if changed != pages[path]:
            path.write_text(changed, encoding="utf-8")


def _without_waiting(path: Path, page: str, options: str) -> str:
    """A page whose text need not wait for scripts."""
    page = OPTIONS.sub(lambda _: f"<script>{options}</script>", EARLY_SCRIPT.sub("", page))
    return page if path.name == SEARCH else WAITS.sub('<script defer="defer" ', page)


def _with_one(page: str, link: str) -> str:
    """A page with one link in place of the first, and none for the others."""
    links = iter([link])
    return LINK.sub(lambda _: next(links, ""), page)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.connect("build-finished", join_sheets, priority=950)  # when everything else has been written
    return {"parallel_read_safe": True, "parallel_write_safe": True}
