"""What an author sees on each save of a solution file: tasks, replies of their mistakes, problems."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import Any

from corrige.authoring.cards import make_card
from corrige.authoring.model import AuthoringError, Exercise, Task
from corrige.authoring.reader import read_exercise, reading_problems
from corrige.authoring.run import namespace_for
from corrige.course import Course
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply

__all__ = ["report", "watch"]

PAUSE = 0.3


def watch(course: Course, say: Callable[[str], None], *, rounds: int | None = None) -> None:
    """Look at the solution files again and again, and report each that was saved.

    Parameters
    ----------
    course : Course
    say : callable
        Told every line.
    rounds : int, optional
        How often to look; for ever if not given, until a KeyboardInterrupt.
    """
    seen = {path: path.stat().st_mtime_ns for path in course.solution_files()}
    say(f"Watching {len(seen)} solution files in {course.solutions}; Ctrl+C ends it.")
    while rounds is None or rounds > 0:
        rounds = None if rounds is None else rounds - 1
        for path in course.solution_files():
            saved = path.stat().st_mtime_ns
            if seen.get(path) != saved:
                seen[path] = saved
                for line in report(path):
                    say(line)
        time.sleep(PAUSE)


def report(path: Path) -> Iterator[str]:
    """Say of a solution file what a learner sees, and what is wrong with it.

    Parameters
    ----------
    path : Path

    Yields
    ------
    str
        A line for the exercise, each task, each mistake with the reply that it earns, each problem.
    """
    problems = [str(problem) for problem in reading_problems(path)]
    if problems:
        yield f"{path.name}: cannot be read"
        yield from (f"  ! {problem}" for problem in problems)
        return
    exercise = read_exercise(path)
    yield f"{path.name}: {exercise.title}, {len(exercise.tasks)} tasks, {exercise.points} points"
    for task in exercise.tasks:
        yield f"  {task.number}. {task.id} ({task.kind}, {task.points} points)"
        try:
            entry = make_card(replace(exercise, tasks=(task,)), reveal_all=True)["tasks"].get(task.id)
            if entry is not None and task.kind != "written":
                yield from _replies(exercise, task, entry)
        except AuthoringError as problem:
            yield f"     ! {problem}"


def _replies(exercise: Exercise, task: Task, entry: Mapping[str, Any]) -> Iterator[str]:
    def reply_to(source: str, line: int) -> Reply:
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")  # or an answer would draw on the axes of the one before
        return evaluate(entry, namespace_for(exercise, task, source, line))

    right = reply_to(task.solution, task.answer_line)
    yield f"     solution: {right.outcome}"
    for mistake in task.mistakes:
        reply = reply_to(mistake.source, mistake.line)
        sign = " " if reply.mistake == mistake.id else "!"
        yield f"   {sign} {mistake.id}: {shorten(reply.text, 90, placeholder=' …')}"
    for number, alternative in enumerate(task.alternatives, 1):
        reply = reply_to(alternative.source, alternative.line)
        if reply.outcome != "right":
            yield f"   ! alternative {number}: {shorten(reply.text, 90, placeholder=' …')}"
