"""Grading processes: who may work, and what a notebook that hangs holds up."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path

import pytest

from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.grading.run import workers
from corrige.grading.run.class_run import ClassRun


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """One place, as a worker knows it, which is given up soon."""
    place = multiprocessing.get_context("spawn").Semaphore(1)
    monkeypatch.setattr(workers, "_places", [place])
    monkeypatch.setattr(workers, "_PATIENCE", 0.2)
    return place


def free(place: threading.Semaphore, seconds: float) -> bool:
    taken = place.acquire(timeout=seconds)
    if taken:
        place.release()
    return taken


def test_a_notebook_that_hangs_gives_up_its_place(place, monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()
    monkeypatch.setattr(workers, "mark_plan", lambda *_: end.wait(20))
    hanging = threading.Thread(target=workers.mark_in_turn, args=("ex01", None, (), None))
    hanging.start()
    try:
        assert free(place, 10), "a neighbour waits for what hangs"
    finally:
        end.set()
        hanging.join()
    assert place.acquire(timeout=1)
    assert not place.acquire(timeout=0.05), "the place was given back twice"


def test_a_quick_notebook_keeps_its_place_until_it_is_done(place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "mark_plan", lambda *_: free(place, 0.05))
    assert workers.mark_in_turn("ex01", None, (), None) is False
    assert free(place, 1)


def test_an_error_of_the_grader_gives_the_place_back(place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(workers, "mark_plan", broken)
    with pytest.raises(RuntimeError, match="broken"):
        workers.mark_in_turn("ex01", None, (), None)
    assert free(place, 1)


def test_neighbours_are_not_graded_in_a_row_and_always_in_the_same_order(
    course_root: Path, tmp_path: Path
) -> None:
    exercise = read_exercise(course_root / "solutions" / "ex01_counting.py")
    for number in range(20):
        path = tmp_path / f"learner-{number:03d}" / "ex01_counting.ipynb"
        path.parent.mkdir()
        path.write_text(solution_notebook(exercise), encoding="utf-8")
    orders = []
    for _ in range(2):
        run = ClassRun.prepare(tmp_path, root=course_root, workers=1, fresh=True)
        run.start()
        orders.append([each.learner for each in run.order])
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == [each.learner for each in run.submissions]
    assert orders[0] != sorted(orders[0])
