"""What a learner waits for: importing the course, and the reply of `check`. Ratios in one run, with spread.

Run it as `make bench`. Each figure is the median of interleaved runs with its quartiles, since machines are noisy.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.authoring.run import namespace_for
from corrige.course import find_course
from corrige.feedback.cards import find_entry
from corrige.feedback.evaluate import evaluate

RUNS = 15


def seconds_to_run(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def spread(values: list[float]) -> str:
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle * 1000:7.1f} ms   (quartiles {low * 1000:.1f} to {high * 1000:.1f})"


def imports() -> None:
    plain, ours = [], []
    for _ in range(RUNS):
        plain.append(seconds_to_run("import pandas"))
        ours.append(seconds_to_run("import pandas, demarche; demarche.check"))
    added = [b - a for a, b in zip(plain, ours, strict=True)]
    print(f"import pandas                    {spread(plain)}")
    print(f"import pandas and the course     {spread(ours)}")
    print(f"  the course adds                {spread(added)}")
    print(f"  ratio                          {statistics.median(ours) / statistics.median(plain):.2f}")


def replies() -> None:
    course = find_course(Path(__file__).parent)
    times: dict[str, float] = {}
    wrong: list[float] = []
    for exercise in read_exercises(course):
        for task in exercise.tasks:
            if task.kind == "written":
                continue
            names = namespace_for(exercise, task, task.solution, task.answer_line)
            entry = find_entry(task.id, course.package)
            runs = []
            for _ in range(5):
                begun = time.perf_counter()
                reply = evaluate(entry, names, task.solution)
                runs.append(time.perf_counter() - begun)
            assert reply.ok or reply.outcome in ("recorded", "complete"), (task.id, reply)
            times[task.id] = statistics.median(runs)
            # A list in the place of what is asked for climbs the whole ladder.
            begun = time.perf_counter()
            evaluate(entry, {**names, task.name: [1, 2, 3]}, task.solution)
            wrong.append(time.perf_counter() - begun)
    print(f"replies to a wrong answer        {spread(wrong)}")
    print(f"check replies, {len(times)} tasks          {spread(list(times.values()))}")
    slowest = max(times, key=times.__getitem__)
    print(f"  slowest: {slowest}, {times[slowest] * 1000:.1f} ms")


if __name__ == "__main__":
    imports()
    replies()
