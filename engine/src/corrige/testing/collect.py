"""What the tests of this library are run over: the exercises of the course that a test file lies in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise
from corrige.course import Course, find_course

__all__ = ["course", "pytest_generate_tests"]

#: Kinds of answers that can be changed a little in this process.
PLAIN = ("value", "table", "function")


@pytest.fixture(scope="module")
def course(request: pytest.FixtureRequest) -> Course:
    """The course that the test's file lies in."""
    return find_course(request.path.parent)


@lru_cache(maxsize=4)
def exercises_of(course: Course) -> tuple[Exercise, ...]:
    """All exercises, read once."""
    return tuple(read_exercises(course))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test each exercise, task, mistake, alternative or option that its arguments name."""
    names = tuple(name for name in metafunc.fixturenames if name in ARGUMENTS)
    if names:
        course = find_course(Path(str(metafunc.module.__file__)).parent)
        metafunc.parametrize(names, list(_cases(course, names)))


ARGUMENTS = ("exercise", "task", "mistake", "alternative", "case", "option")


def _cases(course: Course, names: tuple[str, ...]) -> Iterator[object]:
    for exercise in exercises_of(course):
        if names == ("exercise",):
            yield pytest.param(exercise, id=exercise.id)
            continue
        for task in exercise.tasks:
            match names:
                case ("exercise", "task"):
                    if task.kind in PLAIN and task.reveal:
                        yield pytest.param(exercise, task, id=task.id)
                case ("exercise", "task", "mistake" | "alternative" as kind):
                    for each in getattr(task, f"{kind}s"):
                        yield pytest.param(exercise, task, each, id=f"{task.id}-{each.id}")
                case ("exercise", "task", "case", "option"):
                    for name, replies in task.replies.items():
                        for option in replies:
                            yield pytest.param(
                                exercise, task, name, option, id=f"{task.id}-{name or 'option'}-{option}"
                            )
                case _:
                    raise pytest.UsageError(f"No cases for a test with the arguments {', '.join(names)}.")
