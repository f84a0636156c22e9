"""What a large class needs: notebooks a second, memory, what is sent to workers; for the book's page on sizing.

    python tests/benchmarks/bench_sizing.py            # says it
    python tests/benchmarks/bench_sizing.py --write    # also keeps it in the book's table of measurements

Grades synthetic learners over all exercises, without the damaged ones: with one worker, with one for each core,
and with as many on a Dask cluster of this machine. Speed counts from the first result on, since a worker starts
once whatever the size of the class; what the start takes is said by itself. Reports are not part of it.
"""

from __future__ import annotations

import argparse
import os
import pickle
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from measurements import Measurement, keep

from corrige.authoring.derived import read_exercises
from corrige.course import find_course
from corrige.grading.run.class_run import ClassRun
from corrige.grading.run.cluster import cluster_executor
from corrige.grading.run.exercise_grader import exercise_grader, mark_plan
from corrige.grading.run.job import read_job
from corrige.sample import make_class
from corrige.sample.learners import DAMAGED, UNTOUCHED, learner

CORES = os.cpu_count() or 1


@dataclass
class Graded:
    """What one run took."""

    notebooks: int
    start: float
    rest: float
    peak_mib: float

    @property
    def speed(self) -> float:
        """Notebooks a second, once the workers have started."""
        return (self.notebooks - 1) / self.rest


def grade(folder: Path, workers: int, executor: Executor | None = None) -> Graded:
    """Mark a class anew, without writing anything."""
    peaks, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(peaks, done))
    watcher.start()
    began = time.perf_counter()
    run = ClassRun.prepare(folder, workers=workers, fresh=True, executor=executor)
    try:
        run.start()
        first, *others = [found for found in run.order if found.path]  # in which they are handed out
        records = [run.result(first)]
        started = time.perf_counter()
        records += [run.result(found) for found in others]
        ended = time.perf_counter()
    finally:
        run.close()
        done.set()
        watcher.join()
    assert all(record.level for record in records), "a notebook was not run"
    return Graded(len(records), started - began, ended - started, max(peaks))


def _watch(peaks: list[float], done: threading.Event) -> None:
    """Note the memory of all processes below this one; what they share is counted once."""
    while not done.wait(1.0):
        total = 0.0
        for process in psutil.Process().children(recursive=True):
            try:
                total += process.memory_full_info().pss / 2**20
            except psutil.Error:
                continue
        peaks.append(total)


@contextmanager
def dask() -> Iterator[Executor]:
    """A Dask cluster of this machine, with a worker for each core."""
    from distributed import LocalCluster

    with (
        LocalCluster(
            n_workers=CORES, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        cluster_executor(cluster.scheduler_address) as executor,
    ):
        yield executor


def sent(folder: Path) -> tuple[float, float, float, int]:
    """Milliseconds to read a submission, and KiB that go to a worker and come back from it; their number."""
    run = ClassRun.prepare(folder, fresh=True)
    found = [each for each in run.submissions if each.path]
    exercises = {each.exercise: exercise_grader(run.settings.root, each.exercise).exercise for each in found}
    began = time.perf_counter()
    jobs = [read_job(each, exercises[each.exercise]) for each in found]
    milliseconds = 1000 * (time.perf_counter() - began) / len(found)
    out = [len(pickle.dumps((each.plan, run.settings))) / 1024 for each in jobs]
    few = [job for job in jobs if job.plan][::10]
    marked = [mark_plan(job.record.exercise, job.plan, None, run.settings) for job in few]
    back = [len(pickle.dumps(each)) / 1024 for each in marked]
    return milliseconds, sum(out) / len(out), sum(back) / len(back), len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--learners", type=int, default=12, help="how many synthetic learners (default: 12)")
    parser.add_argument("--write", action="store_true", help="keep the numbers in the book's table")
    options = parser.parse_args()
    found: list[Measurement] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "class"
        make_class(read_exercises(find_course(Path(__file__).parent)), folder, learners=options.learners)
        for number in (UNTOUCHED, DAMAGED):
            shutil.rmtree(folder / learner(number, 0).name)
        runs = {"1 worker": grade(folder, 1), f"{CORES} workers": grade(folder, CORES)}
        with dask() as executor:
            runs[f"Dask, {CORES} workers"] = grade(folder, CORES, executor)
        for name, run in runs.items():
            for measure, value, unit in (
                ("speed", run.speed, "a second"),
                ("start", run.start, "s"),
                ("memory", run.peak_mib, "MiB"),
            ):
                found.append(Measurement("sizing", f"{measure}, {name}", value, unit, run.notebooks))
        milliseconds, out, back, n = sent(folder)
    found += [
        Measurement("sizing", "reading", milliseconds, "ms each", n),
        Measurement("sizing", "sent to a worker", out, "KiB each", n),
        Measurement("sizing", "sent back", back, "KiB each", n),
    ]
    for each in found:
        print(each)
    if options.write:
        keep(found)


if __name__ == "__main__":
    main()
