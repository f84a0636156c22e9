"""Make ``sources.json`` from the book's bibliography.

Run ``python -m demarche.capstone.from_bibtex book/references.bib`` after a change to the bibliography; with
``--check`` nothing is written, and a file that is out of date is an error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from demarche.capstone.sources import SOURCES


def sources_json(bib: Path) -> str:
    """What ``sources.json`` should hold, from a BibTeX file; the same file gives the same bytes.

    Parameters
    ----------
    bib : Path
    """
    from pybtex.database import Person, parse_file  # type: ignore[import-untyped]
    from pybtex.richtext import Text  # type: ignore[import-untyped]

    def plain(latex: str) -> str:
        return " ".join(str(Text.from_latex(latex)).split())

    def surname(person: Person) -> str:
        return plain(" ".join([*person.prelast_names, *person.last_names]))

    entries = {}
    for key, entry in parse_file(bib, "bibtex").entries.items():
        # Those who edited the volume did not write the chapter in it.
        writers = entry.persons.get("author") or entry.persons.get("editor") or []
        people = [surname(person) for person in writers]
        names = people if len(people) < 3 else [people[0], "others"]
        body = entry.fields.get("organization") or entry.fields.get("publisher") or "no author named"
        entries[key] = {
            "who": " and ".join(names) or plain(body),
            "year": entry.fields.get("year", "no year"),
            "title": plain(entry.fields["title"]),
        }
    return json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write ``sources.json``, or compare it with the bibliography.

    Returns
    -------
    int
        0 if it is up to date or was written, 1 if it is stale.
    """
    parser = argparse.ArgumentParser(description="Make the list of sources from the bibliography.")
    parser.add_argument("bib", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing; say whether the list is stale")
    options = parser.parse_args(argv)
    text = sources_json(options.bib)
    if options.check:
        if SOURCES.exists() and SOURCES.read_text(encoding="utf-8") == text:
            return 0
        print(
            f"{SOURCES.name} is stale: run python -m demarche.capstone.from_bibtex {options.bib}",
            file=sys.stderr,
        )
        return 1
    SOURCES.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
