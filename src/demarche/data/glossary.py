"""Write the glossary page of the book from the table `glossary`.

``python -m demarche.data.glossary`` writes ``book/reference/glossary.md`` below the current folder;
with ``--check`` it writes nothing and fails if the page differs from what it would write.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from demarche.data import load

PAGE = Path("book") / "reference" / "glossary.md"
FIELDS = {
    "diplomacy": "Diplomacy and its law",
    "alliance": "Alliances",
    "evidence": "Claims, sources and evidence",
    "method": "Measuring and comparing",
}

_HEAD = """\
<!-- Made from the table `glossary` by `python -m demarche.data.glossary`: change that, not this page. -->

# Glossary

Terms of the field as this course uses them, each with its French counterpart.
They stand under four headings, in alphabetical order.
An article of a treaty, if no treaty is named, is one of the Vienna Convention of 1961 {cite}`un1961vienna`.
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or with ``--check`` say whether the one on disk is what would be written."""
    parser = argparse.ArgumentParser(prog="python -m demarche.data.glossary", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is stale")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    target: Path = options.page
    if not target.parent.is_dir():
        parser.error(f"there is no folder {target.parent}: run this from the folder that holds `book`")
    wanted = page(load("glossary"))
    if not options.check:
        target.write_text(wanted, encoding="utf-8", newline="\n")
        return 0
    found = target.read_text(encoding="utf-8") if target.exists() else ""
    if found == wanted:
        return 0
    lines = difflib.unified_diff(
        found.splitlines(),
        wanted.splitlines(),
        f"{target} (on disk)",
        f"{target} (from the table)",
        lineterm="",
    )
    sys.stdout.write("\n".join(lines) + f"\n{target} is stale: run `python -m demarche.data.glossary`.\n")
    return 1


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


if __name__ == "__main__":
    raise SystemExit(main())
