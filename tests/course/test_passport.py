"""The warm-ups of the passport answer at once, and their page and notebook are one text."""

from __future__ import annotations

import contextlib
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pytest

from corrige.authoring.derived import read_warm_ups
from corrige.authoring.model import Task
from corrige.course import find_course
from corrige.feedback.cards import find_entry
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply
from corrige.grading.run.exercise_problems import problems
from demarche.passport import page

COURSE = find_course(Path(__file__).parent)
(PASSPORT,) = read_warm_ups(COURSE)
TASKS = [pytest.param(task, id=task.id) for task in PASSPORT.tasks]
MISTAKES = [
    pytest.param(task, mistake, id=f"{task.id}-{mistake.id}")
    for task in PASSPORT.tasks
    for mistake in task.mistakes
]


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    yield
    plt.close("all")


def check(task: Task, source: str) -> Reply:
    """Reply to an answer cell of a learner who ran the cells above it."""
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(PASSPORT.before(task), names)
        with contextlib.suppress(NameError):  # an untouched cell shows its name, and there is none yet
            exec(source, names)
    return evaluate(find_entry(task.id, "demarche"), names)


@pytest.mark.parametrize("task", TASKS)
def test_the_right_answer_is_right(task: Task) -> None:
    reply = check(task, task.solution)
    assert (reply.outcome, reply.text) == ("right", f"Right. {task.after}")
    assert not check(task, task.stub).ok


@pytest.mark.parametrize(("task", "mistake"), MISTAKES)
def test_a_mistake_earns_its_own_reply(task: Task, mistake: Any) -> None:
    reply = check(task, mistake.source)
    assert (reply.outcome, reply.mistake) == ("not yet", mistake.id)
    # Of a function that stopped, the call and the error come first.
    assert re.fullmatch(
        r"(Called .* It raised \w+Error: .* is expected\. )?" + re.escape(mistake.reply), reply.text
    )


@pytest.mark.parametrize(
    ("task", "source", "says"),
    [
        # Written as a learner writes, and not as the list of mistakes has it.
        ("longest-gap", "def longest_gap(years):\n    for a, b in zip(years, years[1:]):\n        longest = 0\n"
         "        if b - a > longest:\n            longest = b - a\n    return longest if len(years) > 1 else 0",
         "set inside the loop"),
        ("longest-gap", "def longest_gap(years):\n    for n in range(1, len(years)):\n"
         "        return years[n] - years[n - 1]", "a `return` inside the loop ends"),
        ("longest-gap", "longest_gap = 12", "a function is asked for"),
        ("first-years", "first_years = {'FRA': 1975}", "a function is asked for"),
        ("rows-of-states", "rows_of_states = states", "is a DataFrame of"),
        ("share-in-nato", "share_in_nato = 68.69565217", "100"),
        ("targets-per-sender", "targets_per_sender = incidents.groupby('sender')['target']", "last step"),
        ("known-among-recalls", "known_among_recalls = ...", "in the place of the three dots"),
    ],
)  # fmt: skip
def test_what_learners_write_is_answered(task: str, source: str, says: str) -> None:
    reply = check(PASSPORT.task(task), source)
    assert not reply.ok
    assert says in reply.text


def test_a_chart_wants_its_words() -> None:
    task = PASSPORT.task("decades-line")
    draw = "fig, decades_line = plt.subplots()\ndecades_line.plot(per_decade.index, per_decade)\n"
    assert "still needs a title" in check(task, draw).text
    assert check(task, f"{draw}decades_line.set(title='a', xlabel='b', ylabel='c')").ok


# ---- Lines to put in order


ORDERED = [pytest.param(task, id=task.id) for task in PASSPORT.tasks if task.lines]


def test_there_are_lines_to_put_in_order() -> None:
    assert 4 <= len(ORDERED) <= 6


@pytest.mark.parametrize("task", ORDERED)
def test_the_lines_in_order_are_the_solution_and_a_wrong_one_earns_its_reply(task: Task) -> None:
    outside = [line for line in task.stub.splitlines() if not line.startswith("#")]
    lines = [line.source for line in task.lines]
    assert [line.removeprefix("# ") for line in task.stub.splitlines() if line.startswith("# ")][2:] == lines
    right = [line for line in task.solution.splitlines() if line in lines]
    assert [line for line in lines if line in right] != right  # deleting is not enough
    assert check(task, "\n".join([*outside, *right])).ok
    wrong = [line for line in task.lines if line.mistake]
    assert len(wrong) == len(lines) - len(right) >= 2
    for line in wrong:
        # In the place of one right line or another it is the mistake that it comes from.
        programs = [
            "\n".join([*outside, *right[:at], line.source, *right[at + 1 :]]) for at in range(len(right))
        ]
        replies = [check(task, program) for program in programs if compiles(program)]
        assert line.mistake in [reply.mistake for reply in replies]


def compiles(source: str) -> bool:
    try:
        compile(source, "lines", "exec")
    except SyntaxError:
        return False
    return True


# ---- One text


def test_the_page_has_every_task_and_every_line() -> None:
    text = page(PASSPORT)
    assert re.findall(r'`check\("([\w-]+)"\)` replies', text) == [
        task.id for task in PASSPORT.tasks if not task.lines
    ]
    data = [json.loads(each) for each in re.findall(r'application/json">(.+?)</script>', text)]
    assert [len(each["lines"]) - len(each["right"]) for each in data] == [len(each["wrong"]) for each in data]
    for each, param in zip(data, ORDERED, strict=True):
        (task,) = param.values
        assert [each["lines"][line] for line in each["right"]] == [
            line for line in task.solution.splitlines() if line in each["lines"]
        ]
    assert "](../book/" not in text


def test_the_notebook_has_the_text_and_no_box_of_the_book() -> None:
    notebook = json.loads((COURSE.exercises / f"{PASSPORT.slug}.ipynb").read_text(encoding="utf-8"))
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert "> **Trap.** Counting rows when the question is about events" in text
    assert ":::" not in text
    assert "assert per_decade" not in text
    assert "The most useful question about any table is *what is one row?*" in page(PASSPORT)
    assert "The most useful question about any table is *what is one row?*" in text


def test_nothing_is_marked() -> None:
    assert not PASSPORT.marked
    assert {task.points for task in PASSPORT.tasks} == {0}


def test_the_warm_ups_are_proved_one_by_one_too() -> None:
    # As `demarche exercises wu01 --prove` does it: each task by itself, against the whole notebook.
    assert list(problems(COURSE, "wu01")) == []
