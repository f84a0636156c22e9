"""A solution file keeps its contract, or is refused with file, line and what to do."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from corrige.authoring.cards import make_card
from corrige.authoring.derived import derived_files, generate, read_exercises, stale, summary
from corrige.authoring.leaks import check_for_leaks
from corrige.authoring.markers import MarkerError, split
from corrige.authoring.model import AuthoringError, Exercise
from corrige.authoring.notebooks import learner_notebook, solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.authoring.worked_calls import prove_worked_calls
from corrige.cli import main
from corrige.course import Course, course_at


def read(course_root: Path, text: str | None = None):
    path = course_root / "solutions" / "ex01_counting.py"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return read_exercise(path)


def test_reads_every_part(course_root: Path) -> None:
    exercise = read(course_root)
    assert (exercise.id, exercise.slug, exercise.points, exercise.minutes) == ("ex01", "ex01_counting", 9, 10)
    assert exercise.objectives == {"LO1.1": "Count things.", "LO1.2": "Explain a count."}
    assert [task.kind for task in exercise.tasks] == [
        "value",
        "table",
        "function",
        "figure",
        "choice",
        "written",
    ]
    first = exercise.tasks[0]
    assert first.stub == "event_count = (\n    ...\n)"
    assert first.solution == 'event_count = (\n    table["event"].nunique()\n)'
    assert first.mistakes[0].reply == "You counted rows. Two of them are about one event."
    assert first.mistakes[0].source == "event_count = len(table)"
    assert exercise.tasks[5].solution.startswith("Three events")


# Each way to break the contract: what to replace, by what, what the message says, and what its line holds.
BREAKS = {
    "unknown tag": (
        'tags=["hint"]',
        'tags=["hints"]',
        "unknown tag 'hints'",
        '# %% [markdown] tags=["hints"]',
    ),
    "two tags": ('tags=["hint"]', 'tags=["hint", "note"]', "2 tags", '"note"'),
    "no tag": ('# %% tags=["setup"]', "# %%", "0 tags", "# %%"),
    "no worked call": (">>> share(1, 8)", "share(1, 8)", "has no worked call", 'kind="function"'),
    "unclosed marker": ("    # END SOLUTION\n)", ")", "without END", "# BEGIN SOLUTION"),
    "end without begin": (
        "    # BEGIN SOLUTION\n    table",
        "    table",
        "END SOLUTION without",
        "# END SOLUTION",
    ),
    "nested markers": (
        "    # BEGIN SOLUTION\n    table",
        "    # BEGIN SOLUTION\n    # BEGIN SOLUTION\n    table",
        "inside a solution",
        "# BEGIN SOLUTION",
    ),
    "misspelt marker": (
        "    # END SOLUTION\n)",
        "    # END SOLUTON SOLUTION\n)",
        "looks like a marker",
        "SOLUTON",
    ),
    "empty solution": ('    table["event"].nunique()\n', "", "empty solution", "# END SOLUTION"),
    "marker in a mistake": (
        "event_count = len(table)",
        "# BEGIN SOLUTION\nevent_count = 4",
        "mistake cell",
        "# BEGIN",
    ),
    "duplicate id": (
        'task="per-kind" kind="table"',
        'task="event-count" name="per_kind" kind="table"',
        "stands twice",
        'kind="table"',
    ),
    "bad id": ('task="per-kind"', 'task="Per Kind"', "kebab case", 'kind="table"'),
    "one mistake": (
        '# %% tags=["mistake"] mistake="rows"\n"""You counted rows. Two of them are about one event."""\n'
        "event_count = len(table)\n\n",
        "",
        "1 mistake cells, two are needed",
        'task="event-count"',
    ),
    "mistake without reply": (
        '"""You counted rows. Two of them are about one event."""\n',
        "",
        "has no reply",
        '"rows"',
    ),
    "no alternative": (
        '# %% tags=["alternative"]\nevent_count = float(len(set(table["event"])))\n',
        "",
        "no alternative",
        "event-count",
    ),
    "points do not sum": (
        "minutes=10 points=9",
        "minutes=10 points=10",
        "sum to 9, the header says 10",
        "points=10",
    ),
    "points not a number": ('kind="table" points=2', 'kind="table" points="2"', "points='2'", 'kind="table"'),
    "unknown kind": ('kind="table"', 'kind="frame"', "kind 'frame'", 'kind="frame"'),
    "unknown objective": ('points=1 objective="LO1.2"', 'points=1 objective="LO9.9"', "LO9.9", "LO9.9"),
    "idle objective": (
        "# - **LO1.2** Explain a count.",
        "# - **LO1.2** Explain.\n# - **LO1.3** Idle.",
        "LO1.3",
        "header",
    ),
    "unknown metadata": ('kind="table" points=2', 'kind="table" points=2 weight=3', "['weight']", "weight=3"),
    "too few digits": ('kind="table" points=2', 'kind="table" points=2 digits=1', "digits=1", "digits=1"),
    "no hint": (
        '# %% [markdown] tags=["hint"]\n# Group first, then count.\n',
        "",
        "0 cells tagged 'hint'",
        'task="per-kind"',
    ),
    "no title": ("# ## Count by kind", "# Count by kind", "no title", "per-kind"),
    "stub is not Python": (
        "event_count = (\n    # BEGIN",
        "event_count = ((\n    # BEGIN",
        "not Python",
        "answer",
    ),
    "stub does not name the answer": (
        "per_kind = ...\n# BEGIN SOLUTION\n",
        "# BEGIN SOLUTION\n",
        "does not name 'per_kind'",
        'tags=["answer"]',
    ),
    "rubric lacks a level": ("# - **3** the same, with a reason\n", "", "levels 0 to 4", "rubric"),
    "one model answer": (
        '# %% [markdown] tags=["model"] level=1\n# There are three of them in the table.\n',
        "",
        "two levels",
        "rubric",
    ),
    "option without reply": (
        '"c": "Look at the first two rows.",',
        '"c": "",',
        "option without a sentence",
        "replies",
    ),
    "replies are code": ('{\n    "a"', '{\n    "z": open("x"),\n    "a"', "not a plain dict", "replies"),
    "remark on a written answer": (
        "# A number never stands without its base.\n",
        '# A number.\n\n# %% [markdown] tags=["after"]\n# Well done.\n',
        "a cell tagged 'after' in task 'in-words'",
        "after",
    ),
    "remark that runs on": (
        "# Group first, then count.\n",
        '# Group first.\n\n# %% [markdown] tags=["after"]\n# ' + "Well done. " * 40 + "\n",
        "440 characters",
        "after",
    ),
    "wrong exercise": ('exercise="ex01"', 'exercise="ex02"', "exercise='ex02'", "ex02"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_contract_says_where_and_what_to_do(
    course_root: Path, solution_text: str, name: str
) -> None:
    before, after, says, line_holds = BREAKS[name]
    broken = solution_text.replace(before, after, 1)
    assert broken != solution_text, "the test does not break anything"
    with pytest.raises(AuthoringError) as caught:
        read(course_root, broken)
    error = caught.value
    assert says in str(error), str(error)
    assert str(error).startswith(f"{error.path}:{error.line}: ")
    assert len(error.advice) > 10
    assert line_holds in broken.splitlines()[error.line - 1], (
        error.line,
        broken.splitlines()[error.line - 1],
    )


RUN_BREAKS = {
    "solution raises": ('table["event"].nunique()', 'table["evnt"].nunique()', "raises KeyError"),
    "needs another answer": ('    table["event"].nunique()', "    len(per_kind)", "raises NameError"),
    "mistake gives the right answer": (
        "event_count = len(table)",
        "event_count = 3",
        "gives the right answer",
    ),
    "two mistakes agree": ('int(table["event"].max()) + 1_000', "len(table)", "give the same answer"),
    "alternative is wrong": ('float(len(set(table["event"])))', "4", "does not give the same answer"),
    "too few probes": ("[(1, 4), (3, 3), (0, 0), (1, 3)]", "[(1, 4), (0, 0)]", "not three or more tuples"),
    "chart without labels": ('ylabel="rows")\n# END', 'ylabel="")\n# END', "lacks a title or labels"),
    "choice without its reply": ('best_reason = "b"', 'best_reason = "d"', "has no reply"),
    "answer of an odd type": ('table["event"].nunique()', 'table.groupby("kind")', "cannot be handed in"),
}


@pytest.mark.parametrize("name", RUN_BREAKS)
def test_course_code_that_does_not_work_is_refused(course_root: Path, solution_text: str, name: str) -> None:
    before, after, says = RUN_BREAKS[name]
    broken = solution_text.replace(before, after, 1)
    assert broken != solution_text
    exercise = read(course_root, broken)
    with pytest.raises(AuthoringError, match=re.escape(says)):
        make_card(exercise)


@pytest.mark.parametrize("indent", ["", "    ", "\t", "            "])
def test_markers_work_at_any_indentation(indent: str) -> None:
    stub, solution = split(f"def f():\n{indent}# BEGIN SOLUTION\n{indent}return 1\n{indent}# END SOLUTION")
    assert stub == f"def f():\n{indent}..."
    assert "return 1" not in stub
    assert solution == f"def f():\n{indent}return 1"


def test_markers_pair_up_more_than_once() -> None:
    stub, _ = split("a = 1\n# BEGIN SOLUTION\nb\n# END SOLUTION\nc\n# BEGIN SOLUTION\nd\n# END SOLUTION")
    assert stub == "a = 1\n...\nc\n..."
    with pytest.raises(MarkerError):
        split("a = 1")


def test_learner_gets_no_line_of_the_solution(course_root: Path) -> None:
    exercise = read(course_root)
    check_for_leaks(exercise, learner_notebook(exercise))
    with pytest.raises(AuthoringError, match="shows"):
        check_for_leaks(exercise, solution_notebook(exercise))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# How many separate events", '# Use table["event"].nunique(). How many separate events'),
        (
            "# A Series can tell",
            "# Three events, in four rows, since one event has two rows; a second source could split it."
            "\n# A Series",
        ),
        ("# Group first, then count.", "# You added up the event numbers; they are names."),
        ("kinds = [", 'event_total = table["event"].nunique()\nkinds = ['),
    ],
    ids=["solution in the prompt", "model answer in a hint", "reply in a hint", "solution in a given cell"],
)
def test_a_leak_is_found_wherever_it_is(
    course_root: Path, solution_text: str, before: str, after: str
) -> None:
    text = solution_text.replace(before, after, 1)
    assert text != solution_text
    exercise = read(course_root, text)
    with pytest.raises(AuthoringError, match="learner's notebook shows"):
        check_for_leaks(exercise, learner_notebook(exercise))


def test_generation_is_deterministic_and_check_finds_what_is_stale(course_root: Path) -> None:
    course = course_at(course_root)
    written = generate(course)
    assert {path.name for path in written} == {"ex01_counting.ipynb", "ex01.json"}
    before = {path: path.read_bytes() for path in written}
    shutil.rmtree(course.root / ".cache")  # nothing that is kept: made anew
    assert generate(course) == []
    assert stale(course) == ""
    for path in written:
        path.unlink()
    shutil.rmtree(course.root / ".cache")
    generate(course)
    assert {path: path.read_bytes() for path in written} == before
    for path in written:
        path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
        assert path.name in stale(course)
        path.write_bytes(before[path])
    (course.exercises / "ex09_gone.ipynb").write_text("{}", encoding="utf-8")
    assert "ex09_gone" in stale(course)
    assert (course.exercises / "ex09_gone.ipynb") in generate(course)


def test_notebook_has_stable_ids_and_no_outputs(course_root: Path) -> None:
    cells = json.loads(learner_notebook(read(course_root)))["cells"]
    ids = [cell["id"] for cell in cells]
    assert len(set(ids)) == len(ids)
    assert "ex01-event-count-answer" in ids
    assert all(
        not cell["outputs"] and cell["execution_count"] is None
        for cell in cells
        if cell["cell_type"] == "code"
    )


def test_points_are_printed_from_the_one_place(course_root: Path, solution_text: str) -> None:
    text = solution_text.replace(
        'task="share" kind="function" points=2', 'task="share" kind="function" points=5'
    )
    text = text.replace("minutes=10 points=9", "minutes=10 points=12")
    notebook = learner_notebook(read(course_root, text))
    assert "*5 points · objective LO1.1 · keep your answer in `share`*" in notebook
    assert "**12 points, about 10 minutes.**" in notebook


def test_notebook_says_what_may_be_used_and_what_a_level_earns(course_root: Path) -> None:
    cells = json.loads(learner_notebook(read(course_root)))["cells"]
    assert "where a task asks you to write a function, write it yourself" in "".join(cells[0]["source"])
    (written,) = ["".join(cell["source"]) for cell in cells if cell["id"] == "ex01-in-words-prompt"]
    assert "Level 4 earns 2 points, each level below it a quarter of that less." in written


def test_summary_says_what_each_exercise_holds(course_root: Path) -> None:
    (exercise,) = summary(course_at(course_root))
    assert (exercise["id"], exercise["title"], exercise["chapter"]) == ("ex01", "Exercise 1 · Counting", 1)
    assert exercise["tasks"][0] == {
        "id": "event-count",
        "title": "Count the events",
        "kind": "value",
        "points": 1,
        "objective": "LO1.1",
        "mistakes": 2,
    }
    assert exercise["tasks"][4]["mistakes"] == 2


def _sources(course: Course) -> list[Path]:
    (solution,) = course.solution_files()
    checks = course.checks / f"test_{solution.stem}.py"
    module = course.source / "measures.py"
    for path in (checks, module):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return [solution, checks, module, course.root / "pyproject.toml"]


def test_what_was_derived_is_kept_until_something_it_depends_on_has_changed(
    course_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, made = course_at(course_root), []
    sources = _sources(course)

    def count(exercise: Exercise) -> dict[str, object]:
        made.append(exercise.id)
        return make_card(exercise)

    monkeypatch.setattr("corrige.authoring.derived.make_card", count)
    first = dict(derived_files(course))
    assert dict(derived_files(course)) == first
    assert made == ["ex01"]
    for path in sources:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        next(derived_files(course))
    assert made == ["ex01"] * (1 + len(sources))


@pytest.mark.parametrize("damage", ["", "[]", '{"key": 1}', "not JSON"])
def test_a_damaged_cache_keeps_nothing_and_loses_nothing(course_root: Path, damage: str) -> None:
    course = course_at(course_root)
    first = dict(derived_files(course))
    (kept,) = (course.root / ".cache" / "derived").iterdir()
    kept.write_text(damage, encoding="utf-8")
    assert dict(derived_files(course)) == first


def test_a_cache_that_cannot_be_written_is_done_without(course_root: Path) -> None:
    (course_root / ".cache").write_text("in the way", encoding="utf-8")
    assert dict(derived_files(course_at(course_root)))


def test_command_checks_generates_and_sums_up(
    course_root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course_root)
    assert main(["exercises", "--check"]) == 1
    assert "+++ exercises/ex01_counting.ipynb (wanted)" in capsys.readouterr().out
    assert main(["exercises"]) == 0
    assert main(["exercises", "--check"]) == 0
    capsys.readouterr()
    assert main(["exercises", "--summary"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["points"] == 9
    (course_root / "solutions" / "ex01_counting.py").write_text("x = 1\n", encoding="utf-8")
    assert main(["exercises"]) == 2
    assert "ex01_counting.py:1:" in capsys.readouterr().err


def test_same_task_id_in_two_exercises_is_refused(course_root: Path, solution_text: str) -> None:
    other = solution_text.replace('exercise="ex01" chapter=1', 'exercise="ex02" chapter=2')
    (course_root / "solutions" / "ex02_more.py").write_text(other, encoding="utf-8")
    with pytest.raises(AuthoringError, match="is also used in ex01_counting"):
        read_exercises(course_at(course_root))


@pytest.mark.parametrize(
    ("says", "problem"),
    [("0.5", "gives 0.125, and the prompt says 0.5"), ("part / whole", "raises NameError")],
)
def test_a_worked_call_is_proven_with_the_solution(course_root: Path, says: str, problem: str) -> None:
    text = (course_root / "solutions" / "ex01_counting.py").read_text(encoding="utf-8")
    prove_worked_calls(read(course_root, text.replace("# 0.125", "# 0.1250")))  # a learner reads three digits
    with pytest.raises(AuthoringError, match=problem):
        prove_worked_calls(read(course_root, text.replace("# 0.125", f"# {says}")))


def test_every_task_stands_alone(course_root: Path) -> None:
    """After a restart a learner runs the set-up and the cell of the task: what an earlier task gave is not there."""
    exercise = read(course_root)
    with_given = [task for task in exercise.tasks if task.given]
    for task in exercise.tasks:
        assert [each.id for each in with_given if each.given in exercise.before(task)] == [
            each.id for each in with_given if each.id == task.id
        ]
