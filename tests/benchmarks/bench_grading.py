"""What it costs to grade one notebook, beside a stock kernel that only runs its cells: one table, from one run.

    python tests/benchmarks/bench_grading.py            # says it
    python tests/benchmarks/bench_grading.py --write    # also keeps it in the book's table of measurements

Every way grades right answers of one exercise by the command, as an instructor does: start, confinement, checks
and reports are in it, divided by the number of notebooks. *late* is one notebook on its own, after others were
graded on an earlier day. *again* is a class that has not changed. *cells only* is the least there is: the cells
by ``exec``, in a process that has imported all. CPU is user and system time of all processes, and comes first,
as machines are shared; the ways take turns, ratios are those of a turn, and the spread is that of the turns.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from measurements import Measurement, keep

from corrige.authoring.derived import read_exercises
from corrige.course import find_course
from corrige.sample import make_class

ROOT = find_course(Path(__file__).parent).root
COLD = 2
STOCK = """
import sys, warnings
warnings.simplefilter("ignore")
import nbformat
from nbclient import NotebookClient
for _ in range(int(sys.argv[2])):
    NotebookClient(
        nbformat.read(sys.argv[1], as_version=4), kernel_name="python3", shutdown_kernel="immediate",
        timeout=120, allow_errors=True, extra_arguments=["--IPKernelApp.log_level=40"],
    ).execute(cwd=sys.argv[3])
"""
PLAIN = """
import contextlib, io, json, os, sys, time, warnings
warnings.simplefilter("ignore")
import matplotlib.pyplot as plt
cells = ["".join(cell["source"]) for cell in json.load(open(sys.argv[1]))["cells"] if cell["cell_type"] == "code"]
def run():
    space = {"__name__": "__main__", "display": lambda *_: None}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            exec(cell, space)
            plt.close("all")
run()
begun = time.process_time()
for _ in range(5):
    run()
print((time.process_time() - begun) / 5)
"""


@dataclass
class Cost:
    """What a notebook takes: seconds, and MiB of the whole tree of processes."""

    cpu: float
    wall: float
    mib: float = 0.0


def cost_of(command: list[str], notebooks: int, *, watch: bool = False) -> Cost:
    """Run a command, and count what it and all that it starts take."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    peaks = [0.0]
    if watch:
        threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True).start()
    said = process.communicate()[0].decode()
    if process.returncode:
        sys.exit(said)
    with contextlib.suppress(ChildProcessError):
        while os.wait():  # what the command started and did not wait for: it came to us
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu / notebooks, (time.perf_counter() - begun) / notebooks, max(peaks))


def adopt_orphans() -> None:
    """Have the system hand orphans of our children to us, so that their time is counted."""
    PR_SET_CHILD_SUBREAPER = 36  # noqa: N806 - its name in prctl(2)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _watch(pid: int, peaks: list[float]) -> None:
    """Note the memory of the tree, what is shared counted once, until it has ended."""
    with contextlib.suppress(psutil.Error):
        while True:
            total = 0.0
            for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    total += process.memory_full_info().pss / 2**20
            peaks.append(total)
            time.sleep(0.3)


def grade(folder: Path, out: Path, notebooks: int, *options: str, watch: bool = False) -> Cost:
    """Grade a folder by the command."""
    command = [sys.executable, "-m", "corrige.cli", "grade", str(folder), "-o", str(out), *options]
    return cost_of(command, notebooks, watch=watch)


def copies(notebook: Path, folder: Path, count: int) -> Path:
    """As many notebooks, no two the same, and none like one of an earlier call."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    sources = {cell["id"]: "".join(cell["source"]) for cell in content["cells"]}
    for number in range(1, count + 1):
        for cell in content["cells"]:
            if cell["cell_type"] == "code":
                cell["source"] = f"{sources[cell['id']]}\n# {time.time_ns()}"
        path = folder / f"learner-{number:04}" / notebook.name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


def one_turn(solved: Path, base: Path, count: int) -> dict[str, Cost]:
    """Every way once."""
    fresh = copies(solved, base / "class", count)
    out = base / "out"
    stock = [sys.executable, "-c", STOCK, str(solved), str(COLD), str(ROOT)]
    plain = subprocess.run(
        [sys.executable, "-c", PLAIN, str(solved)],
        cwd=ROOT,
        env={**os.environ, "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        "stock nbclient, cold, cells only": cost_of(stock, COLD),
        f"{count} notebooks, one worker": grade(fresh, out, count, "--fresh", "--workers", "1", watch=True),
        f"{count} notebooks, two workers": grade(fresh, out, count, "--workers", "2", watch=True),
        f"{count} notebooks, again": grade(fresh, out, count, "--workers", "2"),
        "one notebook, late": grade(copies(solved, base / "late", 1), base / "late-out", 1, "--workers", "1"),
        "cells only, by exec": Cost(float(plain.stdout), 0.0),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exercise", default="ex01")
    parser.add_argument("--notebooks", type=int, default=85)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="keep the numbers in the book's table")
    options = parser.parse_args()
    adopt_orphans()
    exercise = next(each for each in read_exercises(find_course(ROOT)) if each.id == options.exercise)
    turns: dict[str, list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as made:
        (solved,) = make_class([exercise], Path(made) / "one", learners=1)
        for turn in range(options.turns):
            for way, cost in one_turn(solved, Path(made) / str(turn), options.notebooks).items():
                turns[way].append(cost)
    print(f"{exercise.slug}; {options.turns} turns; load of the machine at the end: {os.getloadavg()[0]:.1f}")
    print("a notebook: median (least to most of the turns); times: how much less than the stock kernel")
    print(f"{'':34} {'CPU, s':>20} {'times':>18} {'wall, s':>20} {'MiB':>6}")
    found = []
    for way, costs in turns.items():
        stock = turns["stock nbclient, cold, cells only"]
        times = [cold.cpu / cost.cpu for cold, cost in zip(stock, costs, strict=True)]
        peak = max(cost.mib for cost in costs)
        cpu = spread(costs, lambda cost: cost.cpu)
        wall = spread(costs, lambda cost: cost.wall) if any(cost.wall for cost in costs) else ""
        print(f"{way:34} {cpu:>20} {said(times, 1):>18} {wall:>20} {f'{peak:.0f}' if peak else '':>6}")
        found += [
            Measurement(
                "grading", f"{way}, CPU", statistics.median(cost.cpu for cost in costs), "s", len(costs)
            ),
            Measurement("grading", f"{way}, times cheaper", statistics.median(times), "times", len(costs)),
        ]
        if peak:
            found.append(Measurement("grading", f"{way}, memory", peak, "MiB", len(costs)))
    if options.write:
        keep(found)


def spread(costs: list[Cost], part: Callable[[Cost], float]) -> str:
    """The middle of the turns, with the least and the most."""
    return said([part(cost) for cost in costs], 3)


def said(values: list[float], digits: int) -> str:
    """The middle of some values, with the least and the most."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


if __name__ == "__main__":
    main()
