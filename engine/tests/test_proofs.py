"""What a solution file must not say, and the command that says all that is wrong with an exercise at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrige.authoring.options import mismatch, options_in
from corrige.authoring.values import told_in
from corrige.course import course_at
from corrige.grading.run.exercise_problems import problems

LISTED = "- **a** one\n- **b** two\n"


def test_options_are_found_however_they_are_listed() -> None:
    assert options_in(f"{LISTED}\ntext\n\n- a) one\n- b) two\n- c) three\n\n- `a` one\n") == [
        ["a", "b"],
        ["a", "b", "c"],
        ["a"],
    ]


@pytest.mark.parametrize(
    ("prompt", "replies", "problem"),
    [
        (LISTED, {"": {"a": "…", "b": "…"}}, ""),
        (LISTED, {"": {"a": "…", "b": "…", "c": "…"}}, "replies to the options abc, and its prompt lists ab"),
        (f"{LISTED}- **c** three\n", {"": {"a": "…", "b": "…"}}, "replies to the options ab"),
        (f"one, two\n{LISTED}", {"one": {"a": "…", "b": "…"}, "two": {"a": "…", "b": "…"}}, ""),
        (f"one\n{LISTED}", {"one": {"a": "…", "b": "…"}, "other": {"a": "…", "b": "…"}}, "does not name"),
        (f"one\n{LISTED}two\n{LISTED}- **c** x\n", {"one": {"a": "…", "b": "…"}, "two": {"a": "…", "b": "…"}}, "of 'two'"),
        ("no list", {"": {"a": "…", "b": "…"}}, "lists no options"),
    ],
)  # fmt: skip
def test_a_choice_lists_the_options_that_have_replies(prompt: str, replies: dict, problem: str) -> None:
    assert (problem in mismatch(prompt, replies)) if problem else not mismatch(prompt, replies)


@pytest.mark.parametrize(
    ("answer", "text", "found"),
    [
        (0.43689, "It should be about 0.437.", True),
        (0.43689, "That would be 43.7 %.", True),
        ({"share": 0.43689}, "Not 0.44.", False),  # two digits stand in many sentences by chance
        (31049, "31,049 troops", True),
        (12, "the 12 measures", False),
        ("expulsion_png", "Is it `expulsion_png`?", True),
        ("a", "a choice", False),
        (True, "1", False),
    ],
)
def test_the_value_of_an_answer_is_found_in_a_sentence(answer: object, text: str, *, found: bool) -> None:
    assert bool(list(told_in(answer, text))) is found


def test_a_sound_exercise_holds(course_root: Path) -> None:
    assert list(problems(course_at(course_root), "ex01")) == []


def test_all_problems_are_said_at_once(course_root: Path) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    text = path.read_text(encoding="utf-8")
    text = text.replace("# 0.125", "# 0.5").replace(
        "You counted rows. Two of them", "You counted rows. Two of the 3"
    )
    path.write_text(text, encoding="utf-8")
    found = "\n".join(problems(course_at(course_root), "ex01"))
    assert "and the prompt says 0.5" in found
    assert "is told: " not in found  # what cannot be made is not marked
    broken = text.replace("# END SOLUTION", "# END SOLUTIONS")
    path.write_text(broken, encoding="utf-8")
    found = list(problems(course_at(course_root), "ex01"))
    assert len(found) > 2
    assert all("ex01_counting.py:" in problem for problem in found)


def test_a_task_without_a_check_is_told(course_root: Path) -> None:
    check = course_root / "tests" / "grading" / "test_ex01_counting.py"
    text = check.read_text(encoding="utf-8")
    check.write_text(text.replace('@task("event-count")', '@task("per-kind")'), encoding="utf-8")
    (found,) = problems(course_at(course_root), "ex01")
    assert "event-count" in found
    check.unlink()
    (found,) = problems(course_at(course_root), "ex01")
    assert "test_ex01_counting.py" in found
