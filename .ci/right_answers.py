"""Put every right answer and every known mistake of the course to `check`, with whatever is installed here.

The answer cards were made with the pinned set; this says whether another set, older or newer, gives the same
replies. Run it in an environment that has the course with the section `grade`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import scipy

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise, Task, Variant
from corrige.authoring.run import namespace_for
from corrige.course import find_course
from corrige.feedback.cards import find_entry
from corrige.feedback.evaluate import evaluate


def wrong(package: str, exercise: Exercise, task: Task, variant: Variant, *, right: bool) -> str:
    """What is wrong with the reply to one answer; empty if nothing."""
    try:
        namespace = namespace_for(exercise, task, variant.source, variant.line)
        reply = evaluate(find_entry(task.id, package), namespace)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        plt.close("all")  # as a notebook does after each cell: pandas draws on the chart that is open
    if right:
        return "" if reply.outcome in ("right", "complete", "recorded") else f"{reply.outcome}: {reply.text}"
    if not task.reveal:
        return ""
    return (
        "" if reply.mistake == variant.id else f"the reply of {reply.mistake or 'no mistake'}: {reply.text}"
    )


def answers(task: Task) -> Iterator[tuple[bool, Variant]]:
    """The solution, the alternatives and the mistakes of a task."""
    yield True, Variant("solution", task.solution, task.answer_line)
    yield from ((True, variant) for variant in task.alternatives)
    yield from ((False, variant) for variant in task.mistakes)


def main() -> int:
    """Try them all; 1 if a right answer is refused. A mistake that loses its own reply is only told."""
    mpl.use("Agg")
    course = find_course(Path(__file__).parent)
    count, failed = {True: 0, False: 0}, {True: 0, False: 0}
    for exercise in read_exercises(course):
        for task in exercise.tasks:
            for right, variant in answers(task) if task.kind != "written" else ():
                count[right] += 1
                if problem := wrong(course.package, exercise, task, variant, right=right):
                    failed[right] += 1
                    print(f"{exercise.id} {task.id}, {variant.id}: {problem}")
    installed = ", ".join(f"{each.__name__} {each.__version__}" for each in (pd, np, mpl, scipy))
    python = sys.version.split()[0]
    print(
        f"Python {python}, {installed}: "
        f"{count[True] - failed[True]} of {count[True]} right answers are right, "
        f"{count[False] - failed[False]} of {count[False]} mistakes have their reply."
    )
    return 1 if failed[True] else 0


if __name__ == "__main__":
    raise SystemExit(main())
