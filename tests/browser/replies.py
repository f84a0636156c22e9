"""Run answers and collect what `check` replies. Runs as it is under any Python, the browser's included."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

#: "recorded": a task that keeps its answer back until the exercise is marked; "complete": a forecast.
RIGHT = {"right", "recorded", "complete"}


def all_cases(root: Path) -> list[dict[str, str]]:
    """Each solution, alternative and mistake of each task, and the task left as it was handed out.

    Needs the whole engine, which neither the browser nor a learner has.
    """
    from corrige.authoring.derived import read_exercises, read_warm_ups
    from corrige.course import course_at

    cases = []
    course = course_at(root)
    for exercise in [*read_exercises(course), *read_warm_ups(course)]:
        for task in exercise.tasks:
            codes = {"solution": task.solution, "untouched": task.stub}
            codes |= {f"alternative {each.id}": each.source for each in task.alternatives}
            codes |= {f"mistake {each.id}": each.source for each in task.mistakes}
            before = exercise.before(task)
            cases += [
                {"which": f"{task.id}: {which}", "ask": f"check({task.id!r})", "before": before, "code": code}
                for which, code in codes.items()
                if task.kind != "written"
            ]
    return cases


def is_right(case: dict[str, str]) -> bool:
    """Whether it is one of the answers that have to be right wherever they are given."""
    return case["which"].partition(": ")[2].startswith(("solution", "alternative"))


def replies(cases: list[dict[str, str]]) -> list[list[str]]:
    """Outcome and text of the reply to each case; the exception's name if an answer raises one."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    found, before, begun = [], None, {}
    for case in cases:
        if case["before"] != before:
            before, begun = case["before"], {"__name__": "__main__"}
            exec(before, begun)
        namespace: dict[str, Any] = dict(begun)
        try:
            # A notebook shows a warning and goes on, whatever the tests around this do with warnings.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(case["code"], namespace)
                exec(f"_reply = {case['ask']}", namespace)
            found.append([namespace["_reply"].outcome, namespace["_reply"].text])
        except Exception as error:
            found.append(["raised", type(error).__name__])
        plt.close("all")
    return found


def replies_as_json(cases: str) -> str:
    """The same, from text to text."""
    return json.dumps(replies(json.loads(cases)))
