"""Glossary and objectives as a deck for Anki: the plain text that its *File, Import* reads.

Format: "Text Files", Anki manual, https://docs.ankiweb.net/importing/text-files.html .
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from corrige.authoring.model import Exercise

_HEAD = ("#separator:tab", "#html:false", "#notetype:Basic", "#deck:Démarche", "#tags column:3")


def deck(terms: pd.DataFrame, exercises: Iterable[Exercise], taught_in: Mapping[str, Sequence[str]]) -> str:
    """Text of the deck: a card for each term, and one for each objective.

    Parameters
    ----------
    terms : DataFrame
        As the glossary's page takes it.
    exercises : iterable of Exercise
    taught_in : mapping of str to sequence of str
        Sections of the book that teach each objective.
    """
    cards = [
        (str(row["term"]), f"{row['definition']} French: {row['term_fr']}.", f"glossary {row['field']}")
        for row in terms.to_dict("records")
    ]
    for exercise in exercises:
        for name, text in exercise.objectives.items():
            sections = " and ".join(f"“{section}”" for section in taught_in.get(name, ()))
            cards.append(
                (
                    f"Could you do this now, without notes? {text}",
                    f"Say how, in three sentences. Then compare: chapter {exercise.chapter}, {sections}.",
                    f"objective chapter-{exercise.chapter}",
                )
            )
    lines = ("\t".join(_field(part) for part in card) for card in cards)
    return "\n".join([*_HEAD, *lines]) + "\n"


def _field(text: str) -> str:
    """One field: no tab, no line end, and in double quotes where the reader would take a quote for one."""
    line = " ".join(text.split())
    return '"' + line.replace('"', '""') + '"' if '"' in line else line
