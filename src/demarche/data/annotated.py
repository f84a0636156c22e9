"""The article, annotated: its claims as running text in our words, each marked by its verdict, with notes.

The text alone says it all: a mark is a link to its note. The book's script shows the note where one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from demarche.data import load
from demarche.data.scorecard import SIGNS, source_links

_CHANGE = re.compile(
    r"\*\*(?P<id>C\d\d) · [^*]+\*\*(?:(?!\n\n|\n:::).)*?"
    r"\*\*What would change it:\*\* (?P<words>.+?)(?=\n\n|\n:::)",
    re.DOTALL,
)
_KINDS = {
    "event": "an event",
    "historical": "a statement on the past",
    "legal": "a statement on law",
    "causal": "a statement on cause and effect",
    "prediction": "a prediction",
    "attribution": "somebody's words",
    "opinion": "a judgement",
}
_VOICES = {
    "author": "the writer, no source named",
    "named_institution": "a named institution",
    "anonymous_official": "an official without a name",
    "analysts": "analysts without a name",
}


def what_would_change(pages: Mapping[int, Path], claims: pd.DataFrame) -> dict[str, str]:
    """What would change each verdict, as the boxes of the chapters say, in HTML.

    Parameters
    ----------
    pages : mapping of int to Path
        The chapters' pages by number.
    claims : DataFrame, shape (n_claims, ...)
        The table `claims`; its chapter decides where several speak of one claim.

    Raises
    ------
    ValueError
        If a claim has no such words; names all of them.
    """
    said = {
        (found["id"], number): found["words"]
        for number, path in pages.items()
        for found in _CHANGE.finditer(path.read_text(encoding="utf-8"))
    }
    wanted = dict(zip(claims["id"], claims["chapter"].astype(int), strict=True))
    missing = [name for name, number in wanted.items() if (name, number) not in said]
    if missing:
        raise ValueError(f"no box of its chapter says what would change the verdict of {', '.join(missing)}")
    return {name: _emphasis(said[name, number]) for name, number in wanted.items()}


def _rows(claims: pd.DataFrame) -> Iterator[Any]:
    return claims.itertuples(index=False)


def _emphasis(words: str) -> str:
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", escape(" ".join(words.split())))


def passage_html(claims: pd.DataFrame, section: str) -> str:
    """One section of the article as running text: a paragraph for each of its, a link for each claim.

    Parameters
    ----------
    claims : DataFrame, shape (n_claims, ...)
        The table `claims`.
    section : str
    """
    own = claims[claims["section"] == section]
    paragraphs = [
        " ".join(map(_sentence, _rows(rows))) for _number, rows in own.groupby("paragraph", sort=True)
    ]
    return '<div class="article">' + "".join(f"<p>{text}</p>\n" for text in paragraphs) + "</div>"


def _sentence(claim: Any) -> str:
    first, _space, rest = str(claim.claim).partition(" ")
    return (
        f'<a class="claim-mark {claim.verdict}" href="#claim-{claim.id}" id="says-{claim.id}">'
        f'<span class="bound"><span class="sign" aria-hidden="true">{SIGNS[claim.verdict]}</span>'
        f'<span class="spoken">{claim.verdict}: </span>{escape(first)}</span> {escape(rest)}</a>'
    )


def notes_html(
    claims: pd.DataFrame,
    changes: Mapping[str, str],
    chapters: Mapping[int, tuple[str, str]],
    works: Mapping[str, str],
    pages: Mapping[str, str],
) -> str:
    """A note for each claim: verdict, finding, what would change it, who says it, chapter, sources.

    Parameters
    ----------
    claims : DataFrame, shape (n_claims, ...)
        The table `claims`.
    changes : mapping of str to str
        By claim: what would change its verdict, as HTML.
    chapters : mapping of int to (str, str)
        By number: the chapter's title and the address of its page.
    works : mapping of str to str
        By key: how a work of the bibliography, or a source of the table `claim_sources`, is named in a list.
    pages : mapping of str to str
        Addresses of the pages with the ``sources`` and with the ``bibliography``.
    """
    notes = []
    for claim in _rows(claims):
        title, page = chapters[int(claim.chapter)]
        sources = ", ".join(source_links(str(claim.sources or ""), works, pages)) or "none found"
        stop = "" if title.endswith("?") else "."
        voice = f"{_VOICES[claim.attribution]}; {_KINDS[claim.kind]}"
        notes.append(
            f'<li class="claim-note {claim.verdict}" id="claim-{claim.id}">'
            f'<p class="claim-verdict"><a href="#says-{claim.id}">{claim.id}</a> '
            f'<strong><span aria-hidden="true">{SIGNS[claim.verdict]}</span> {claim.verdict}</strong>, '
            f"{claim.confidence} confidence</p>"
            f'<p class="claim-says">{escape(claim.claim)}</p>'
            f"<p>{escape(claim.evidence)}</p>"
            f"<p><b>What would change it:</b> {changes[claim.id]}</p>"
            f'<p class="claim-more"><b>Who says it:</b> {voice}. <b>Chapter:</b> '
            f'<a href="{escape(page)}">{claim.chapter}. {escape(title)}</a>{stop} '
            f"<b>Sources:</b> {sources}. "
            f'<a class="back" href="#says-{claim.id}">Back to the sentence</a></p></li>'
        )
    return '<ol class="claim-notes">\n' + "\n".join(notes) + "\n</ol>"


def squares_html(claims: pd.DataFrame, page: str) -> str:
    """The claims as squares, a row for each section of the article, each a link to its note.

    Parameters
    ----------
    claims : DataFrame, shape (n_claims, ...)
        The table `claims`.
    page : str
        Address of the page with the notes.
    """
    rows = []
    for section, own in claims.groupby("section", observed=True, sort=False):
        squares = "".join(
            f'<li><a class="{claim.verdict}" href="{escape(page)}#claim-{claim.id}" '
            f'aria-label="{claim.id}, {claim.verdict}: {escape(claim.claim)}">{SIGNS[claim.verdict]}</a></li>'
            for claim in _rows(own)
        )
        name = str(section)
        rows.append(f'<div><p>{name[:1].upper() + name[1:]}</p><ol role="list">{squares}</ol></div>')
    counts = claims["verdict"].value_counts(sort=False)
    key = "".join(
        f'<li class="{name}"><span aria-hidden="true">{SIGNS[str(name)]}</span> {count} {name}</li>'
        for name, count in counts.items()
    )
    return f'<div class="claims-index">{"".join(rows)}<ul class="claims-key">{key}</ul></div>'


def marks() -> dict[str, tuple[int, str, str]]:
    """Chapter, verdict and sign of each claim, by its id: what the book writes beside a chapter's title."""
    return {
        claim.id: (int(claim.chapter), claim.verdict, SIGNS[claim.verdict]) for claim in _rows(load("claims"))
    }
