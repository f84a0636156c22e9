"""Each question to oneself has one right answer, and its reply says so with its first word: the script reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrige.course import find_course
from corrige.testing.pages import all_blocks, blocks, boxes, pages

PAGES = [
    page
    for page in pages(find_course(Path(__file__).parent))
    if ":class: self-check" in page.read_text(encoding="utf-8")
]


def without_one_right_answer(text: str) -> list[str]:
    """Questions whose replies do not have exactly one that begins with 'Yes'."""
    found = []
    for box in boxes(text, "self-check"):
        replies = [one.body.strip() for one in all_blocks(blocks(box.body)) if one.name == "dropdown"]
        if sum(reply.startswith("Yes") for reply in replies) != 1:
            found.append(f"{box.argument}: {[reply[:20] for reply in replies]}")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_question_has_one_right_answer(page: Path):
    text = page.read_text(encoding="utf-8")
    assert without_one_right_answer(text) == []


def test_a_question_with_two_or_none_is_found():
    answer = ":::{{dropdown}} {0})\n{1}, that is why.\n:::\n"
    question = "::::{{admonition}} Question 1\n:class: self-check\nWhich?\n\n{0}::::\n"
    for words, bad in ((("Yes", "No"), 0), (("Yes", "Yes"), 1), (("No", "No"), 1)):
        text = question.format("\n".join(answer.format(*pair) for pair in zip("ab", words, strict=True)))
        assert len(without_one_right_answer(text)) == bad
