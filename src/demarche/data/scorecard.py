"""The scorecard of the article: all claims with their verdicts, as tables that are complete without a script.

`scorecard.js` of the book adds a search and filters to them; it finds the rows by their ``data-`` attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd

SIGNS = {"supported": "✓", "partly": "±", "contradicted": "✗", "unverifiable": "?", "opinion": "“”"}
_COLUMNS = {
    "id": "Claim",
    "says": "What it says, and what was found",
    "verdict": "Verdict",
    "where": "Chapter and sources",
}
_SOURCE = re.compile(r"S\d\d")


def scorecard_html(
    claims: pd.DataFrame, chapters: Mapping[int, tuple[str, str]], works: Mapping[str, str], bibliography: str
) -> str:
    """Table of all claims.

    Parameters
    ----------
    claims : DataFrame, shape (n_claims, ...)
        The table `claims`.
    chapters : mapping of int to (str, str)
        By number: the chapter's title and the address of its page.
    works : mapping of str to str
        By key: how a work of the bibliography, or a source of the table `claim_sources`, is named in a list.
    bibliography : str
        Address of the page with the bibliography.

    Returns
    -------
    str
        A table with a caption, a header for every column and one for every row. Each element has its role
        written out, as a narrow page shows the rows as blocks.

    Raises
    ------
    KeyError
        If a claim names a chapter or a work that is not given.
    """
    head = "".join(f'<th role="columnheader" scope="col">{words}</th>' for words in _COLUMNS.values())
    rows = "\n".join(_row(claim, chapters, works, bibliography) for claim in claims.itertuples(index=False))
    caption = f"The {len(claims)} claims of the article, in its own order, with the verdicts of this course"
    return (
        f'<table class="scorecard" id="scorecard" role="table"><caption>{caption}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def _row(
    claim: Any, chapters: Mapping[int, tuple[str, str]], works: Mapping[str, str], bibliography: str
) -> str:
    title, page = chapters[int(claim.chapter)]
    verdict, section = str(claim.verdict), str(claim.section)
    pages = {"sources": "", "bibliography": bibliography}
    sources = ", ".join(source_links(str(claim.sources or ""), works, pages)) or "none found"
    cells = {
        "says": f"<p>{escape(claim.claim)}</p><p>{escape(claim.evidence)}</p>"
        f'<p class="scorecard-place">{section[:1].upper() + section[1:]}, paragraph {claim.paragraph}</p>',
        "verdict": f'<span class="scorecard-verdict"><span aria-hidden="true">{SIGNS[verdict]}</span> '
        f"{verdict}</span>, {claim.confidence} confidence",
        "where": f'<p><a href="{escape(page)}">{claim.chapter}. {escape(title)}</a></p><p>{sources}</p>',
    }
    body = "".join(
        f'<td role="cell" data-label="{_COLUMNS[name]}">{html}</td>' for name, html in cells.items()
    )
    data = {"verdict": verdict, "section": section, "chapter": claim.chapter, "confidence": claim.confidence}
    attributes = " ".join(f'data-{name}="{escape(str(value))}"' for name, value in data.items())
    return (
        f'<tr role="row" id="{claim.id}" {attributes}>'
        f'<th role="rowheader" scope="row">{claim.id}</th>{body}</tr>'
    )


def source_links(keys: str, works: Mapping[str, str], pages: Mapping[str, str]) -> Iterator[str]:
    """Links to the sources of a claim.

    Parameters
    ----------
    keys : str
        As the table has them, with spaces between; ``nan`` if there are none.
    works : mapping of str to str
        By key, of the bibliography or of the table `claim_sources`: how a work is named in a list.
    pages : mapping of str to str
        Addresses of the pages with the ``sources`` and with the ``bibliography``; empty for this page.
    """
    for key in keys.split() if keys != "nan" else []:
        if _SOURCE.fullmatch(key):
            yield f'<a href="{escape(pages["sources"])}#{key}">{escape(works[key])} ({key})</a>'
        else:
            yield f'<a href="{escape(pages["bibliography"])}">{escape(works[key])}</a>'


def source_names(sources: pd.DataFrame) -> dict[str, str]:
    """How a list names each source: who published it, and when.

    Parameters
    ----------
    sources : DataFrame, shape (n_sources, ...)
        The table `claim_sources`; a title says after a colon what the page is about.
    """
    names = {}
    for key, title, date in sources[["key", "title", "date_recorded"]].fillna("").itertuples(index=False):
        name = str(title).partition(":")[0]
        names[str(key)] = f"{name}, {date}" if date else name
    return names


def sources_html(sources: pd.DataFrame) -> str:
    """Table of the pages and documents behind the verdicts.

    Parameters
    ----------
    sources : DataFrame, shape (n_sources, ...)
        The table `claim_sources`.

    Returns
    -------
    str
        A table with a caption and headers; a source without an address is named without a link.
    """
    head = "".join(
        f'<th role="columnheader" scope="col">{words}</th>' for words in ("Key", "Source", "What it says")
    )
    rows = []
    for source in sources.fillna({"date_recorded": "", "address": ""}).astype(str).to_dict("records"):
        date = f", {source['date_recorded']}" if source["date_recorded"] else ""
        name = escape(source["title"])
        if source["address"]:
            name = f'<a href="{escape(source["address"])}">{name}</a>'
        rows.append(
            f'<tr role="row" id="{source["key"]}"><th role="rowheader" scope="row">{source["key"]}</th>'
            f'<td role="cell" data-label="Source">{name}{date}</td>'
            f'<td role="cell" data-label="What it says">{escape(source["says"])}</td></tr>'
        )
    caption = f"The {len(sources)} pages and documents that the verdicts name by key"
    return (
        f'<table class="scorecard" role="table"><caption>{caption}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n' + "\n".join(rows) + "\n</tbody></table>"
    )
