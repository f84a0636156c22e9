"""What a large class costs beyond execution: 2,000 submissions, in two shapes, from records to every file.

    python tests/benchmarks/bench_report.py            # says it, and fails above a minute or a GiB
    python tests/benchmarks/bench_report.py --write    # also keeps it in the book's table of measurements

Nothing is graded: the records are made up, with code, values, pictures and written answers of ordinary size.
Each shape has a process of its own, so that one does not hide the memory of the other. CPU seconds are the
figure to compare, as machines are shared.
"""

from __future__ import annotations

import argparse
import base64
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from measurements import Measurement, keep
from PIL import Image

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise, Task
from corrige.course import find_course
from corrige.grading.export.gradebook import write_gradebook
from corrige.grading.outcomes import CheckResult, Outcome, Record, TaskResult
from corrige.grading.pipeline import write_files
from corrige.grading.report.pages import write_pages
from corrige.grading.report.pages.report import report_pages
from corrige.grading.rules.marking_rules import MarkingRules

SUBMISSIONS = 2_000
MOST_SECONDS, MOST_MIB = 60, 1024


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
    # A string of its own for each, as a class has.
    drawn = (draw.choice(pictures) + " ")[:-1] if task.kind == "figure" else ""
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


def measure(shape: str) -> list[Measurement]:
    """Write everything for a class of one shape: "many" exercises with few learners, or "one" with many."""
    course = read_exercises(find_course(Path(__file__).parent))
    exercises = course if shape == "many" else course[:1]
    before = _peak()
    records = class_of(exercises, SUBMISSIONS // len(exercises))
    held = _peak()
    list(report_pages(records[:20], exercises))  # what is imported and drawn first is not a matter of size
    warm = _peak()
    rules = MarkingRules(exercises)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        settled = rules.apply([records])
        steps: dict[str, Callable[[], object]] = {
            "gradebook": lambda: write_gradebook(out / "gradebook.csv", settled),
            "records and exports": lambda: write_files(rules, out, records, settled),
            "report": lambda: list(report_pages(settled, exercises)),
            "report and all pages": lambda: write_pages(out, settled, exercises),
        }
        found = []
        for name, step in steps.items():
            wall, cpu = time.perf_counter(), time.process_time()
            step()
            seconds = time.perf_counter() - wall, time.process_time() - cpu
            found += [
                Measurement(f"report, {shape}", f"{name}, {kind}", value, "s", len(records))
                for kind, value in zip(("wall", "CPU"), seconds, strict=True)
            ]
        sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    total = sum(
        each.value for each in found if each.measure.endswith("CPU") and each.measure != "report, CPU"
    )
    rest = {
        "everything, CPU": (total, "s"),
        "memory of the records": ((held - before) / len(records) * 1024, "KiB each"),
        "memory beyond the records": (_peak() - warm, "MiB"),
        "files": (len(sizes), "files"),
        "size of the files": (sum(sizes) / 2**20, "MiB"),
    }
    found += [Measurement(f"report, {shape}", name, *value, len(records)) for name, value in rest.items()]
    return found


def _peak() -> float:
    """Most memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="keep the numbers in the book's table")
    options = parser.parse_args()
    found: list[Measurement] = []
    for shape in ("many", "one"):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found += pool.apply(measure, (shape,))
    for each in found:
        print(each)
    if options.write:
        keep(found)
    for each in found:
        limit = {"everything, CPU": MOST_SECONDS, "memory beyond the records": MOST_MIB}.get(each.measure)
        if limit is not None and each.value > limit:
            sys.exit(f"too much: {each}; at most {limit} {each.unit}")


if __name__ == "__main__":
    main()
