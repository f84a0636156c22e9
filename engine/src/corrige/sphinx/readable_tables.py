"""Make every table of a page say what it is: a name, headers with their scope, and room to scroll.

Tables come from pandas, as HTML in a cell's output, and from Markdown. Neither has a name, and a wide one
would be cut off on a phone. Each is numbered on its page, named after its headers and put in a region
that can be scrolled with the keyboard; `reading.js` takes out of the tab order what need not scroll.
Numbers stand to the right. A table of sentences, or of many words, becomes a card for each row where the page
is narrow; the names of columns in code may break there at their underscores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME_REGION = '<div class="pst-scrollable-table-container">'
TABLE = re.compile(rf"(?P<region>{THEME_REGION}\s*)?(?P<table><table\b.*?</table>)", re.DOTALL)
# pandas sends its own style along; the book has one for all tables.
PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
NAMED_HEADERS = 6
NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?[\d.,]*\d(?:\s?%)?|[-\N{EN DASH}\N{EM DASH}]|nan|NaN|-?inf|")
UNDERSCORE = re.compile(r"(?<=\w_)(?=\w)")
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{4}")
SENTENCE, WORDS, WIDE = 30, 15, 3
"""Characters: a column whose cells are longer on average holds sentences, or several words. Then a number of
columns: so many of words are too wide for a phone."""


def readable(html: str) -> str:
    """Give the tables of a page names, scopes and regions."""
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        table = BeautifulSoup(found["table"], "html.parser").table
        assert table is not None
        by_pandas = "dataframe" in table.get_attribute_list("class")
        if by_pandas:
            del table["border"]
            one_header_row(table)
        set_scopes(table)
        set_columns(table)
        break_names(table)
        if not (by_pandas or found["region"]):
            return str(table)
        name = f"Table {count}: {description(table)}"
        opening = BeautifulSoup(features="html.parser").new_tag(
            "div", attrs={"class": "table-region", "role": "region", "aria-label": name, "tabindex": "0"}
        )
        if table.caption is None:
            table["aria-label"] = name
        start = str(opening).removesuffix("</div>")
        return start + str(table) + ("" if found["region"] else "</div>")

    return TABLE.sub(mend, PANDAS_STYLE.sub("", html))


def one_header_row(table: Tag) -> None:
    """Join the two header rows that pandas writes when an index has a name.

    The first has the names of the columns and blanks over the index, the second the reverse.
    """
    rows = table.select("thead > tr")
    if len(rows) != 2:
        return
    above, below = (row.find_all(["th", "td"]) for row in rows)
    if len(above) != len(below) or any(
        a.get_text(strip=True) and b.get_text(strip=True) for a, b in zip(above, below, strict=True)
    ):
        return
    for top, bottom in zip(above, below, strict=True):
        if not top.get_text(strip=True):
            top.string = bottom.get_text(strip=True)
    rows[1].decompose()


def set_scopes(table: Tag) -> None:
    """Say of each header what it heads; an empty one heads nothing and becomes a plain cell."""
    for cell in table.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"
            cell.attrs.pop("scope", None)
            continue
        wide, tall = int(str(cell.get("colspan") or 1)), int(str(cell.get("rowspan") or 1))
        if cell.find_parent("thead"):
            cell["scope"] = "colgroup" if wide > 1 else "col"
        else:
            cell["scope"] = "rowgroup" if tall > 1 else "row"


def set_columns(table: Tag) -> None:
    """Mark columns of numbers, dates and words, and tables whose rows read better as cards on a phone."""
    heads = table.select("thead > tr:last-child > *")
    rows = [row.select(":scope > *") for row in table.select("tbody > tr")]
    if not heads or not rows or any(len(row) != len(heads) for row in rows):
        return
    sentences = worded = 0
    for head, *cells in zip(heads, *rows, strict=True):
        words = [cell.get_text(" ", strip=True) for cell in cells]
        letters = sum(map(len, words)) / len(words)
        sentences += letters > SENTENCE
        worded += letters > WORDS
        kinds = {
            "date": all(DATE.fullmatch(each) for each in words),
            "number": any(words) and all(NUMBER.fullmatch(each) for each in words),
            "words": letters > WORDS,
        }
        if kind := next((kind for kind, fits in kinds.items() if fits), ""):
            for cell in (head, *cells):
                cell["class"] = " ".join([*filter(None, cell.get_attribute_list("class")), kind])
    if (worded >= WIDE or (sentences and len(heads) > 2)) and not table.has_attr("role"):
        as_cards(table, [head.get_text(" ", strip=True) for head in heads], rows)


def as_cards(table: Tag, names: Sequence[str], rows: Iterable[Sequence[Tag]]) -> None:
    """Let each cell know its column's name; roles are written out, as cards have none."""
    table["class"] = " ".join([*filter(None, table.get_attribute_list("class")), "cards"])
    table["role"] = "table"
    for part in table.select("thead, tbody"):
        part["role"] = "rowgroup"
    for row in table.select("tr"):
        row["role"] = "row"
    for head in table.select("thead th"):
        head["role"] = "columnheader"
    for cells in rows:
        for name, cell in zip(names, cells, strict=True):
            cell["role"] = "rowheader" if cell.name == "th" else "cell"
            cell["data-label"] = name


def break_names(table: Tag) -> None:
    """Let the name of a column, such as `share_of_votes`, break after each underscore."""
    for words in [text for head in table.select("thead th") for text in head.find_all(string=UNDERSCORE)]:
        parts = UNDERSCORE.split(words)
        for part in parts[:-1]:
            words.insert_before(NavigableString(part))
            words.insert_before(Tag(name="wbr", can_be_empty_element=True))
        words.replace_with(NavigableString(parts[-1]))


def description(table: Tag) -> str:
    """What the table is about: its caption, or else what its columns are called."""
    if table.caption:
        return table.caption.get_text(" ", strip=True)
    heads = [" ".join(cell.get_text().split()) for cell in table.select("thead th")]
    more = len(heads) - NAMED_HEADERS
    listed = ", ".join(heads[:NAMED_HEADERS]) + (f" and {more} more" if more > 0 else "")
    return listed or "without headers"


def mend_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Mend the tables of one page."""
    if "body" in context:
        context["body"] = readable(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the handler and the script."""
    app.connect("html-page-context", mend_page)
    app.add_js_file("reading.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
