"""What pages for a large class cost: 2,000 submissions, in two shapes, from records to files.

Run it as `python tests/benchmarks/bench_report.py`. Nothing is graded: the records are made up, with code, values, pictures
and written answers of ordinary size. CPU seconds are the figure to compare, as machines are shared.
"""

from __future__ import annotations

import base64
import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from demarche.authoring.course import find_course
from demarche.authoring.model import Exercise, Task
from demarche.grading.outcomes import CheckResult, Outcome, Record, TaskResult
from demarche.grading.pages import write_pages
from demarche.grading.pages.report import report_html

SUBMISSIONS = 2_000


def picture(draw: random.Random) -> str:
    """A PNG of about 20 kB, as a small chart has."""
    out = io.BytesIO()
    Image.frombytes("L", (200, 100), draw.randbytes(20_000)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def own_code(task: Task, draw: random.Random) -> str:
    """A solution with lines that nobody else wrote."""
    names = [f"{draw.choice('abcdefgh')}{draw.randrange(1000)}" for _ in range(6)]
    lines = [f"{name} = table['{draw.choice(names)}'].sum() + {draw.randrange(100)}" for name in names]
    return "\n".join([*lines, task.solution])


def result(task: Task, draw: random.Random, pictures: Sequence[str]) -> TaskResult:
    checks = tuple(
        CheckResult(f"check-{n}", "What the check looks at, in a sentence.", 1, n == 0) for n in range(2)
    )
    if task.kind == "written":
        words = " ".join(draw.choice(["state", "ally", "vote", "base", "year", "claim"]) for _ in range(80))
        return TaskResult(task.id, Outcome.WAITING, 0.0, task.points, source=words)
    kind = draw.random()
    drawn = draw.choice(pictures) if task.kind == "figure" else ""
    seen = "\n".join(f"row {n}   {draw.random():.6f}" for n in range(12))
    if kind < 0.55:
        return TaskResult(
            task.id,
            Outcome.PASSED,
            task.points,
            task.points,
            source=own_code(task, draw),
            seen=seen,
            picture=drawn,
        )
    if kind < 0.85:
        known = draw.choice(task.mistakes) if task.mistakes else None
        reason, mistake = (known.reply, known.id) if known else ("Not yet.", "")
        return TaskResult(
            task.id,
            Outcome.FAILED,
            0.0,
            task.points,
            reason,
            mistake,
            checks,
            own_code(task, draw),
            seen,
            drawn,
        )
    return TaskResult(task.id, Outcome.NOT_ATTEMPTED, 0.0, task.points)


def class_of(exercises: Sequence[Exercise], learners: int) -> list[Record]:
    draw = random.Random(2026)
    pictures = [picture(draw) for _ in range(20)]
    return [
        Record(
            f"learner-{n:04d}",
            exercise.id,
            tuple(result(task, draw, pictures) for task in exercise.tasks),
            f"{exercise.slug}.ipynb",
            level="sealed",
            seconds=draw.uniform(0.1, 2.0),
        )
        for exercise in exercises
        for n in range(learners)
    ]


def measure(name: str, exercises: Sequence[Exercise], learners: int) -> None:
    records = class_of(exercises, learners)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        report = report_html(records, exercises)
        middle = time.process_time()
        written = write_pages(Path(folder), records, exercises)
        wall, cpu, report_cpu = time.perf_counter() - wall, time.process_time() - middle, middle - cpu
        size = sum(path.stat().st_size for path in written)
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(f"{name}: {len(records)} submissions, {len(written)} files, {size / 1e6:.0f} MB")
    print(f"  report {report_cpu:.1f} s CPU; all pages {cpu:.1f} s CPU; with both, {wall:.1f} s of wall time")
    print(f"  report.html {len(report) / 1e6:.1f} MB; peak memory grew by {added:.0f} MB beyond the records")
    if cpu > 60:
        sys.exit("too slow: pages for 2,000 submissions should take less than a minute")


if __name__ == "__main__":
    course = find_course(Path(__file__).parent).read()
    measure("many exercises", course, SUBMISSIONS // len(course))
    measure("one exercise ", course[:1], SUBMISSIONS)
