"""A class of 100, fifteen of them hostile, graded by the command as an instructor runs it.

    python tests/benchmarks/bench_class.py

Says: seconds of wall and CPU for an ordinary submission with start-up, reports and confinement in it; the same
class through stock nbclient (a sample of it, without any check); the class with the hostile ones, with its rows,
reasons and the memory of the whole tree of processes; whether three gradings agree to the byte; and what an
unchanged class costs.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import ctypes
import filecmp
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

from corrige.authoring.reader import read_exercise
from corrige.course import find_course
from corrige.sample import make_class

ROOT = find_course(None).root
COLD = 6
#: What the hostile ones put before a right answer.
HOSTILE = [
    "while True: pass",
    "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "import time; time.sleep(10**6)",
    "hoard = []\nwhile True: hoard.append('x' * 10**7 + str(len(hoard)))",
    "import os\nwhile True: os.fork()",
    "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()",
    "while True: print('x' * 10_000)",
    "open('big', 'wb').write(b'x' * 10**9)",
    "number = 0\nwhile True:\n    open(f'f{number}', 'wb').write(b'x' * 10**6); number += 1",
    "import os; os._exit(0)",
    "import os; os.kill(os.getpid(), 9)",
    "import os; os.kill(os.getppid(), 9)",
    "import ctypes; ctypes.string_at(0)",
    "import socket; socket.create_connection(('127.0.0.1', 80), 1)",
    "import sys; sys.setrecursionlimit(10**9)\ndef f(): return f()\nf()",
]


@dataclass
class Run:
    """What one run of the command took."""

    wall: float
    cpu: float
    peak_mib: float


def grade(folder: Path, out: Path, *, fresh: bool = True, watch: bool = False) -> Run:
    """Grade a class with two workers; with `watch`, look at the memory of all its processes meanwhile."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "corrige.cli", "grade", str(folder), "-o", str(out), "--workers", "2"]
    process = subprocess.Popen(
        [*command, *(["--fresh"] if fresh else [])],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    peaks = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True)
    if watch:
        watcher.start()
    said = process.communicate()[0].decode()
    assert process.returncode == 0, said
    with contextlib.suppress(ChildProcessError):
        while os.wait():  # what the command started and did not wait for: it came to us
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.perf_counter() - began, cpu, max(peaks))


def adopt() -> None:
    """Have the system hand orphans of our children to us, so that their time is counted."""
    PR_SET_CHILD_SUBREAPER = 36  # noqa: N806 - its name in prctl(2)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _watch(pid: int, peaks: list[float]) -> None:
    """Note the memory of the tree, what is shared counted once, until it has ended."""
    while psutil.pid_exists(pid):
        total = 0.0
        try:
            for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss / 2**20
                except psutil.Error:
                    continue
        except psutil.Error:
            return
        peaks.append(total)
        time.sleep(0.3)


def copies(notebook: Path, folder: Path, count: int) -> None:
    """As many notebooks, no two the same."""
    for number in range(1, count + 1):
        nb = nbformat.read(notebook, as_version=4)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.source += f"\n# {number}"
        _write(nb, folder, number, notebook.name)


def hostile(notebook: Path, folder: Path, begin: int) -> None:
    """One notebook for each of `HOSTILE`, which is put before the first answer."""
    for number, attack in enumerate(HOSTILE, begin):
        nb = nbformat.read(notebook, as_version=4)
        answer = next(
            cell for cell in nb.cells if cell.cell_type == "code" and "answer" in str(cell.metadata)
        )
        answer.source = f"{attack}\n{answer.source}"
        _write(nb, folder, number, notebook.name)


def _write(nb: nbformat.NotebookNode, folder: Path, number: int, name: str) -> None:
    path = folder / f"learner-{number:03}" / name
    path.parent.mkdir(parents=True)
    nbformat.write(nb, path)


def cold(notebook: Path) -> float:
    """Seconds that stock nbclient takes for one, with the immediate shutdown."""
    began = time.perf_counter()
    for _ in range(COLD):
        nb = nbformat.read(notebook, as_version=4)
        NotebookClient(
            nb,
            kernel_name="python3",
            shutdown_kernel="immediate",
            timeout=60,
            allow_errors=True,
            extra_arguments=["--IPKernelApp.log_level=40"],
        ).execute(cwd=str(ROOT))
    return (time.perf_counter() - began) / COLD


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exercise", default="ex01")
    parser.add_argument("--ordinary", type=int, default=85)
    options = parser.parse_args()
    adopt()
    path = next(iter(sorted((ROOT / "solutions").glob(f"{options.exercise}_*.py"))))
    with tempfile.TemporaryDirectory() as made:
        base = Path(made)
        (solved,) = make_class([read_exercise(path)], base / "one", learners=1)
        copies(solved, base / "plain", options.ordinary)
        copies(solved, base / "mixed", options.ordinary)
        hostile(solved, base / "mixed", options.ordinary + 1)
        print(
            f"load of the machine at the start: {os.getloadavg()[0]:.1f}; {os.cpu_count()} cores; {path.stem}"
        )

        plain = grade(base / "plain", base / "out")
        memory = grade(base / "plain", base / "out", watch=True).peak_mib
        each = plain.wall / options.ordinary
        print(
            f"{options.ordinary} ordinary: {plain.wall:.1f} s; each {each:.3f} s wall, "
            f"{plain.cpu / options.ordinary:.3f} s CPU, start-up and reports included; "
            f"{memory:.0f} MiB at most in all processes"
        )
        stock = cold(solved)
        print(
            f"stock nbclient, cold kernel, cells only: {stock:.3f} s wall each; times faster: {stock / each:.1f}"
        )

        outs = [base / f"out{number}" for number in range(3)]
        runs = [grade(base / "mixed", out, watch=number == 0) for number, out in enumerate(outs)]
        rows = list(csv.DictReader((outs[0] / "gradebook.csv").open(encoding="utf-8")))
        bad = [row for row in rows if int(row["learner"][-3:]) > options.ordinary]
        reasons = [
            row["problem"] or next((row[c] for c in row if c.endswith(" reason") and row[c]), "")
            for row in bad
        ]
        print(
            f"with {len(HOSTILE)} hostile: {', '.join(f'{run.wall:.1f}' for run in runs)} s; {len(rows)} rows; "
            f"{sum(map(bool, reasons))} of {len(bad)} with a reason; {runs[0].peak_mib:.0f} MiB at most, a bomb's own included"
        )
        same = all(
            filecmp.cmp(outs[0] / "gradebook.csv", out / "gradebook.csv", shallow=False) for out in outs
        )
        print(f"three gradebooks: {'the same to the byte' if same else 'NOT THE SAME'}")
        for row, *others in zip(
            *(csv.reader((out / "gradebook.csv").open(encoding="utf-8")) for out in outs), strict=True
        ):
            for other in others:
                if row != other:
                    print([(one, two) for one, two in zip(row, other, strict=True) if one != two], row[0])
        harmed = [row["learner"] for row in rows[: options.ordinary] if row["points"] != rows[0]["points"]]
        print(f"ordinary learners harmed by their neighbours: {harmed or 'none'}")
        grade(base / "plain", base / "kept", fresh=False)
        again = grade(base / "plain", base / "kept", fresh=False)
        print(f"the same class again, unchanged: {again.wall:.2f} s")
        print(json.dumps({"reasons": reasons}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
