"""Each question to oneself has one right answer, and its reply says so with its first word: the script reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from corrige.course import find_course
from corrige.sphinx.retrieval import chosen
from corrige.testing.pages import all_blocks, blocks, boxes, pages

ROOT = Path(__file__).parents[2]

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


def test_before_an_exercise_come_three_questions_of_chapters_read_before():
    assert chosen(1) == []
    for number in range(2, 11):
        asked = chosen(number)
        assert len(asked) == len(set(asked)) == 3
        assert all(1 <= chapter < number for chapter, _ in asked)
    everywhere = [question for number in range(3, 11) for question in chosen(number)]
    assert max(everywhere.count(question) for question in everywhere) <= 2


def test_the_pages_of_the_exercises_ask_them():
    pages = sorted((ROOT / "_build" / "html" / "exercises").glob("ex*.html"))
    if not pages:
        pytest.skip("the book is not built: run `make book` first")
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        number = int(page.name[2:4])
        asked = soup.select(".recall div.self-check")
        assert len(asked) == len(chosen(number))
        titles = [box.select_one(".admonition-title").get_text() for box in asked]
        assert titles == [
            f"Question {place} · chapter {chapter}"
            for place, (chapter, _) in enumerate(chosen(number), start=1)
        ]
        for box in asked:
            replies = [
                each.select_one(".sd-summary-content").get_text().strip() for each in box.select("details")
            ]
            assert sum(reply.startswith("Yes") for reply in replies) == 1
            target = (page.parent / box.select("a")[-1]["href"]).resolve()
            assert target.is_file(), target
