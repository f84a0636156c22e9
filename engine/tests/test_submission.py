"""Whatever a learner's file looks like, there is a plan for it, or a reason why not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.grading.intake.discovery import find_submissions
from corrige.grading.intake.notebook import LARGEST, UnreadableNotebookError, read_notebook
from corrige.grading.intake.plan import Plan, make_plan

TASKS = ["event-count", "per-kind", "share", "kind-chart", "best-reason"]


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


@pytest.fixture
def plan_after(exercise: Exercise, tmp_path: Path) -> Callable[..., Plan]:
    """Plan of the solution's notebook after a change to its cells."""

    def plan(change: Callable[[dict], None] = lambda notebook: None) -> Plan:
        notebook = json.loads(solution_notebook(exercise))
        change(notebook)
        path = tmp_path / "ex01_counting.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return make_plan(exercise, read_notebook(path))

    return plan


def answers(plan: Plan) -> list[str]:
    return [step.task for step in plan.steps if step.kind == "answer"]


def place_of(notebook: dict, identifier: str) -> int:
    return next(place for place, cell in enumerate(notebook["cells"]) if cell.get("id") == identifier)


def test_whole_notebook(plan_after: Callable[..., Plan]) -> None:
    plan = plan_after()
    assert answers(plan) == TASKS
    assert plan.notes == ()
    assert plan.written["in-words"].startswith("Three events")
    assert [step.kind for step in plan.steps][:3] == ["locked", "answer", "locked"]


def test_locked_cells_come_from_the_release(plan_after: Callable[..., Plan], exercise: Exercise) -> None:
    def cheat(notebook: dict) -> None:
        notebook["cells"][place_of(notebook, "ex01-setup")]["source"] = "table = None"
        notebook["cells"][place_of(notebook, "ex01-per-kind-given")]["source"] = "kinds = []"

    plan = plan_after(cheat)
    assert [step.source for step in plan.steps if step.kind == "locked"] == [
        exercise.setup,
        exercise.tasks[1].given,
    ]
    assert "table = None" not in str(plan)


def test_missing_cells_cost_their_task_only(plan_after: Callable[..., Plan]) -> None:
    def drop(notebook: dict) -> None:
        gone = {"ex01-per-kind-answer", "ex01-setup", "ex01-in-words-answer", "ex01-share-check"}
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in gone]

    plan = plan_after(drop)
    assert plan.missing == ("per-kind", "in-words")
    assert answers(plan) == [task for task in TASKS if task != "per-kind"]
    assert plan.steps[0].kind == "locked"


def test_copied_cells(plan_after: Callable[..., Plan]) -> None:
    def copy(notebook: dict) -> None:
        place = place_of(notebook, "ex01-share-answer")
        notebook["cells"].insert(place + 1, {**notebook["cells"][place], "source": "share = min"})
        place = place_of(notebook, "ex01-event-count-answer")
        notebook["cells"].insert(
            place + 1, {**notebook["cells"][place], "source": "event_count = (\n    ...\n)"}
        )

    plan = plan_after(copy)
    assert [step.source for step in plan.steps if step.task == "share"][-1] == "share = min"
    # An untouched copy counts as no answer and does not undo the one that was filled in.
    assert len([step for step in plan.steps if step.task == "event-count"]) == 1
    assert "There are 2 answer cells for share; the last one counts." in plan.notes
    assert any("event-count; the one that was filled in counts" in note for note in plan.notes)


def test_reordered_cells(plan_after: Callable[..., Plan]) -> None:
    plan = plan_after(lambda notebook: notebook["cells"].reverse())
    assert sorted(answers(plan)) == sorted(TASKS)
    assert plan.steps[0].kind == "locked"
    given = next(
        place for place, step in enumerate(plan.steps) if step.kind == "locked" and "kinds" in step.source
    )
    assert given < next(place for place, step in enumerate(plan.steps) if step.task == "per-kind")
    assert any("another order" in note for note in plan.notes)


@pytest.mark.parametrize("kind", ["markdown", "raw", "banana", None, 7])
def test_retyped_answer_is_read_all_the_same(plan_after: Callable[..., Plan], kind: object) -> None:
    def retype(notebook: dict) -> None:
        notebook["cells"][place_of(notebook, "ex01-share-answer")]["cell_type"] = kind

    plan = plan_after(retype)
    assert "share" in answers(plan)
    assert (kind == "markdown") == any("share is of type" in note for note in plan.notes)


@pytest.mark.parametrize("lose", ["ids", "metadata", "both"])
def test_ids_or_metadata_lost_on_the_way(plan_after: Callable[..., Plan], lose: str) -> None:
    def strip(notebook: dict) -> None:
        for cell in notebook["cells"]:
            if lose != "metadata":
                del cell["id"]
            if lose != "ids":
                cell["metadata"] = {}

    plan = plan_after(strip)
    assert answers(plan) == TASKS
    assert plan.written["in-words"].startswith("Three events")
    assert plan.missing == ()


@pytest.mark.parametrize("odd", [None, 3, [], "x", {"corrige": 3}, {"corrige": {"role": 1, "task": []}}])
def test_metadata_of_odd_types(plan_after: Callable[..., Plan], odd: object) -> None:
    def spoil(notebook: dict) -> None:
        notebook["metadata"] = odd
        for cell in notebook["cells"]:
            cell["metadata"] = odd
            cell["outputs"] = odd

    assert answers(plan_after(spoil)) == TASKS


def test_cells_of_odd_types(plan_after: Callable[..., Plan]) -> None:
    def spoil(notebook: dict) -> None:
        notebook["cells"][1:1] = [
            None,
            3,
            [],
            {"source": 7},
            {"cell_type": "code", "source": ["a = 1\n", None, 2]},
        ]

    plan = plan_after(spoil)
    assert answers(plan) == TASKS
    assert any(step.kind == "added" and step.source == "a = 1\n" for step in plan.steps)


def test_cells_of_the_learner_run_where_they_stand(plan_after: Callable[..., Plan]) -> None:
    def add(notebook: dict) -> None:
        place = place_of(notebook, "ex01-share-answer")
        notebook["cells"].insert(
            place, {"cell_type": "code", "id": "mine", "metadata": {}, "source": "helper = 1"}
        )

    steps = plan_after(add).steps
    place = next(place for place, step in enumerate(steps) if step.source == "helper = 1")
    assert steps[place + 1].task == "share"


def test_older_format_with_worksheets(exercise: Exercise, tmp_path: Path) -> None:
    notebook = json.loads(solution_notebook(exercise))
    cells = [
        {**cell, "input": cell.pop("source")} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    path = tmp_path / "ex01_counting.ipynb"
    path.write_text(json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}), encoding="utf-8")
    assert answers(make_plan(exercise, read_notebook(path))) == TASKS


def test_windows_line_ends_and_a_byte_order_mark(exercise: Exercise, tmp_path: Path) -> None:
    text = solution_notebook(exercise).replace("\\n", "\\r\\n")
    path = tmp_path / "ex01_counting.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    plan = make_plan(exercise, read_notebook(path))
    assert answers(plan) == TASKS
    assert not any("\r" in step.source for step in plan.steps)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"{", "damaged"),
        (b"[1, 2]", "no notebook cells"),
        (b'{"cells": 3}', "no notebook cells"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"cells": ' + b"1" * 5_000 + b"}", "damaged"),
        (b"not json at all", "damaged"),
    ],
)
def test_files_that_are_no_notebook(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "ex01_counting.ipynb"
    path.write_bytes(content)
    with pytest.raises(UnreadableNotebookError, match=says):
        read_notebook(path)


def test_links_folders_and_giants_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_text('{"cells": []}', encoding="utf-8")
    link = tmp_path / "ex01_counting.ipynb"
    link.symlink_to(secret)
    with pytest.raises(UnreadableNotebookError, match="link"):
        read_notebook(link)
    with pytest.raises(UnreadableNotebookError, match="not a file"):
        read_notebook(tmp_path)
    with pytest.raises(UnreadableNotebookError, match="not there"):
        read_notebook(tmp_path / "nothing.ipynb")
    giant = tmp_path / "giant.ipynb"
    with giant.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableNotebookError, match="MiB"):
        read_notebook(giant)


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")


def rows(folder: Path, exercise: Exercise) -> list[tuple[str, str | None, str]]:
    return [(f.learner, f.path and f.path.name, f.problem) for f in find_submissions(folder, [exercise])]


def test_both_hand_in_shapes(tmp_path: Path, exercise: Exercise) -> None:
    folder = tmp_path / "class"
    put(folder, "learner-001/ex01_counting.ipynb", "learner-002-ex01_counting.ipynb", "learner_3_ex01.ipynb")
    put(folder, "Zoë Ångström/ex01_counting (1).ipynb", "学習者/ex01_counting.ipynb")
    assert [(learner, problem) for learner, _, problem in rows(folder, exercise)] == [
        ("Zoë Ångström", ""),
        ("learner-001", ""),
        ("learner-002", ""),
        ("learner_3", ""),
        ("学習者", ""),
    ]


def test_everyone_has_a_row_with_a_reason(tmp_path: Path, exercise: Exercise) -> None:
    folder = tmp_path / "class"
    put(folder, "learner-001/ex01_counting.ipynb", "learner-002/notes.txt", "learner-003/homework.ipynb")
    (folder / "learner-004").mkdir()
    (folder / "learner-005").mkdir()
    (folder / "learner-005" / "ex01_counting.ipynb").symlink_to(
        folder / "learner-001" / "ex01_counting.ipynb"
    )
    found = {learner: problem for learner, _, problem in rows(folder, exercise)}
    assert set(found) == {f"learner-00{n}" for n in range(1, 6)}
    assert found["learner-001"] == ""
    assert found["learner-002"].startswith("No notebook")
    assert "Found instead: homework.ipynb" in found["learner-003"]
    assert found["learner-005"] == ""  # the file is found, and refused as a link when it is read


def test_two_notebooks_of_one_learner(tmp_path: Path, exercise: Exercise) -> None:
    folder = tmp_path / "class"
    put(folder, "learner-001/ex01_counting-Copy1.ipynb", "learner-001/ex01_counting.ipynb")
    (found,) = find_submissions(folder, [exercise])
    assert found.path is not None
    assert found.path.name == "ex01_counting.ipynb"
    assert "2 notebooks were handed in" in found.notes[0]


def test_an_empty_folder_is_an_error_with_advice(tmp_path: Path, exercise: Exercise) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        find_submissions(tmp_path / "nowhere", [exercise])
    put(tmp_path, "homework.ipynb")
    with pytest.raises(FileNotFoundError, match=r"homework\.ipynb"):
        find_submissions(tmp_path, [exercise])


def test_hidden_files_and_folder_links_are_passed_over(tmp_path: Path, exercise: Exercise) -> None:
    folder = tmp_path / "class"
    put(folder, "learner-001/ex01_counting.ipynb", ".ipynb_checkpoints/ex01_counting.ipynb")
    put(tmp_path / "elsewhere", "ex01_counting.ipynb")
    (folder / "learner-002").symlink_to(tmp_path / "elsewhere")
    found = {learner: problem for learner, _, problem in rows(folder, exercise)}
    assert found["learner-001"] == ""
    assert found["learner-002"].startswith("No notebook")  # a linked folder is not entered
    assert ".ipynb_checkpoints" not in found
