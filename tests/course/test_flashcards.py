"""The deck of flashcards: every term and every objective once, in a form that Anki's importer reads."""

from __future__ import annotations

import csv
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.course import find_course
from demarche.data import load
from demarche.data.flashcards import deck

COURSE = find_course(Path(__file__))
EXERCISES = read_exercises(COURSE)


def test_every_term_and_every_objective_has_a_card() -> None:
    lines = deck(load("glossary"), EXERCISES, COURSE.taught_in()).splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    assert {"#separator:tab", "#html:false", "#tags column:3"} <= set(head)
    cards = list(csv.reader(lines[len(head) :], delimiter="\t"))
    assert {len(card) for card in cards} == {3}
    assert all(part.strip() for card in cards for part in card)
    fronts = [front for front, _, _ in cards]
    assert len(set(fronts)) == len(fronts)
    assert [front for front, _, tags in cards if tags.startswith("glossary")] == list(
        load("glossary")["term"]
    )
    objectives = [text for exercise in EXERCISES for text in exercise.objectives.values()]
    assert [
        front.partition("? ")[2] for front, _, tags in cards if tags.startswith("objective")
    ] == objectives
    assert not [back for _, back, tags in cards if tags.startswith("objective") and "“" not in back]
