"""Written answers: whoever marks them can try five of known level first, one of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Task
from corrige.course import find_course
from corrige.grading.report.marking_page import ANCHORS

WRITTEN = [
    task
    for exercise in read_exercises(find_course(Path(__file__)))
    for task in exercise.tasks
    if task.kind == "written"
]


@pytest.mark.parametrize("task", WRITTEN, ids=lambda task: task.id)
def test_there_is_an_answer_of_each_level(task: Task) -> None:
    assert sorted(model.level for model in task.models) == list(range(ANCHORS))
    texts = [model.text for model in task.models]
    assert len(set(texts)) == ANCHORS
