"""The glossary page of the book, made from the table `glossary`."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Mapping

import pandas as pd

FIELDS = {
    "diplomacy": "Diplomacy and its law",
    "alliance": "Alliances",
    "evidence": "Claims, sources and evidence",
    "method": "Measuring and comparing",
}

_HEAD = """\
<!-- Made from the table `glossary` by `make exercises`: change that, not this page. -->

# Glossary

Terms of the field as this course uses them, each with its French counterpart.
They stand under four headings, in alphabetical order.
An article of a treaty, if no treaty is named, is one of the Vienna Convention of 1961 {cite}`un1961vienna`.

To keep them, learn them as {download}`flashcards <flashcards.txt>`, together with what each chapter teaches:
*File, Import* in Anki reads the file.
"""


def page(terms: pd.DataFrame) -> str:
    """Text of the glossary page.

    Parameters
    ----------
    terms : DataFrame, shape (n_terms, 5)
        Columns ``term``, ``field``, ``definition``, ``term_fr``, ``see_also`` (terms joined by "; ").

    Returns
    -------
    str
        MyST Markdown: one glossary per field, French marked as French.

    Raises
    ------
    ValueError
        If two terms are the same, a field has no heading, or `see_also` names a term that is not there.
    """
    known = set(terms["term"])
    if len(known) < len(terms):
        raise ValueError(f"defined twice: {', '.join(terms.loc[terms['term'].duplicated(), 'term'])}")
    if unknown := set(terms["field"]) - set(FIELDS):
        raise ValueError(f"no heading for the field {', '.join(sorted(unknown))}: add it to FIELDS")
    parts = [_HEAD]
    for field, heading in FIELDS.items():
        chosen = terms[terms["field"] == field]
        entries = [_entry(row, known) for row in chosen.to_dict("records")]
        order = sorted(range(len(entries)), key=lambda row: _sort_key(str(chosen["term"].iloc[row])))
        body = "\n\n".join(entries[row] for row in order)
        parts.append(f"## {heading}\n\n:::{{glossary}}\n{body}\n:::\n")
    return "\n".join(parts)


def _entry(row: Mapping[Hashable, str], known: set[str]) -> str:
    """One term: definition, then the French term and the related terms on a line of their own."""
    related = [other for other in str(row["see_also"] or "").split("; ") if other]
    if missing := [other for other in related if other not in known]:
        raise ValueError(f"{row['term']!r} says see also {', '.join(missing)}, which is not in the glossary")
    line = f"French: [{row['term_fr']}]{{.language-fr}}."
    if related:
        line += " See also " + ", ".join(f"{{term}}`{other}`" for other in related) + "."
    return f"{row['term']}\n  {row['definition']}\n\n  {line}"


def _sort_key(term: str) -> str:
    """Alphabetical order that takes é for e and capitals for small letters."""
    plain = unicodedata.normalize("NFKD", term)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
