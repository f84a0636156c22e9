"""Make ``sources.json`` from the book's bibliography.

`demarche exercises` writes that file with the rest of what is derived; ``demarche exercises --check`` writes
nothing, and a file that is out of date is an error.
"""

from __future__ import annotations

import json
from pathlib import Path


def sources_json(bib: Path) -> str:
    """What ``sources.json`` should hold, from a BibTeX file; the same file gives the same bytes.

    Parameters
    ----------
    bib : Path
    """
    from pybtex.database import Person, parse_file
    from pybtex.richtext import Text

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
