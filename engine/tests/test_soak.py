"""Classes with the worst notebooks among them, graded whole under a limit of memory for all processes together.

For a nightly run: ``pytest -m nightly engine/tests/test_soak.py``. The worst ones attack the grader, each in its
first answer; all their other answers are right, so that a mark too many or too few is seen.
"""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from corrige.authoring.derived import generate
from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.course import course_at

pytestmark = [pytest.mark.nightly, pytest.mark.skipif(sys.platform != "linux", reason="kernels need Linux")]

#: Bytes that the grader and all its processes may take together; shared pages count once.
MOST_MEMORY = 4 * 2**30

#: First answers: `NAME` is the name that the task asks for.
WORST = {
    "a billion rows": "import pandas as pd\nNAME = pd.DataFrame(index=range(10**12))",
    "two million rows": "import pandas as pd\nNAME = pd.DataFrame({'a': range(2_000_000)})",
    "a wide frame": "import numpy as np, pandas as pd\nNAME = pd.DataFrame(np.zeros((1, 20_000)))",
    "an empty giant": "import numpy as np\nNAME = np.zeros((0, 10**12))",
    "a long list": "NAME = list(range(400_000))",
    "deep nesting": "NAME = []\nfor _ in range(10_000): NAME = [NAME]",
    "memory": "kept = []\nwhile True: kept.append(bytearray(2**24))",
    "exit": "import os\nos._exit(0)",
    "kill": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "segfault": "import ctypes\nctypes.string_at(0)",
    "late exit": "import os, threading\nthreading.Timer(0.05, os._exit, (0,)).start()",
    "print": "while True: print('x' * 10_000)",
    "one output": "print('x' * 100_000_000)",
    "threads": "import threading, time\nfor i in range(9_999): threading.Thread(target=time.sleep, args=(99,)).start()",
    "loop": "while True: pass",
    "files": "for i in range(20_000): open(f't{i}', 'w').close()",
    "disk": "for i in range(200):\n    with open(f'f{i}', 'wb') as file: file.write(b'x' * 2**23)",
    "removed files": "import os\nkept = []\nfor i in range(200):\n    kept.append(open(f'f{i}', 'wb')); os.unlink(f'f{i}')\n    kept[-1].write(b'x' * 2**23); kept[-1].flush()",
    "parts without an end": "import os, select, socket, time\ntime.sleep(0.5)\nframe = memoryview(b'\\x03' + (2**23).to_bytes(8, 'big') + b'x' * 2**23)\nfor fd in range(3, 512):\n    try:\n        end = socket.socket(fileno=os.dup(fd)); end.getpeername()\n    except OSError: continue\n    if not str(end.getsockname()).endswith('-2'): continue\n    for i in range(400):\n        at = 0\n        while at < len(frame):\n            try: at += end.send(frame[at:])\n            except BlockingIOError: select.select([], [end], [], 1)",
    "signals": "import fcntl, os, signal, socket\na, b = socket.socketpair()\nfcntl.fcntl(a, 8, os.getppid()); fcntl.fcntl(a, 10, signal.SIGKILL)\nfcntl.fcntl(a, fcntl.F_SETFL, os.O_ASYNC)\nb.send(b'x')",
}


def hand_in(folder: Path, exercise: Exercise, number: int, source: str = "") -> str:
    learner = f"learner-{number:04d}"
    notebook = json.loads(solution_notebook(exercise))
    if source:
        task = exercise.tasks[0]
        cell = next(c for c in notebook["cells"] if c.get("id") == f"{exercise.id}-{task.id}-answer")
        cell["source"] = source.replace("NAME", task.name)
    path = folder / learner / f"{exercise.slug}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return learner


def memory_of(process: psutil.Process) -> int:
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_full_info().pss
        except psutil.Error:
            continue
    return total


@pytest.mark.parametrize(("learners", "hostile"), [(100, 20), (2_000, 200)])
def test_a_class_with_the_worst_in_it(course_root: Path, tmp_path: Path, learners: int, hostile: int) -> None:
    exercise = read_exercise(course_root / "solutions" / "ex01_counting.py")
    generate(course_at(course_root))
    with (course_root / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.corrige.limits]\nseconds_per_cell = 10\nseconds_per_submission = 60\n")
    attacks = list(WORST.items())
    worst: dict[str, str] = {}
    for number in range(learners):
        turn, is_hostile = divmod(number, learners // hostile)
        name, source = attacks[turn % len(attacks)] if is_hostile == 0 else ("", "")
        learner = hand_in(tmp_path / "class", exercise, number, source)
        if name:
            worst[learner] = name
    out = tmp_path / "out"
    command = [sys.executable, "-m", "corrige.cli", "grade", str(tmp_path / "class"), "-o", str(out)]
    begun, peaks = time.monotonic(), []
    with (tmp_path / "said.txt").open("w") as said:
        run = subprocess.Popen(command, cwd=course_root, stdout=said, stderr=said)
    watched = psutil.Process(run.pid)
    while run.poll() is None:
        peaks.append(memory_of(watched))
        if peaks[-1] > MOST_MEMORY:
            run.kill()
        time.sleep(0.2)
    text = (tmp_path / "said.txt").read_text(encoding="utf-8")
    third = max(1, len(peaks) // 3)
    middle, last = (statistics.median(part) for part in (peaks[third : 2 * third], peaks[-third:]))
    print(f"{time.monotonic() - begun:.0f} s; memory in MiB: {max(peaks) / 2**20:.0f} at most,")
    print(f"{middle / 2**20:.0f} usually in the middle third, {last / 2**20:.0f} in the last")
    assert run.returncode == 0, text[-3000:]
    with (out / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    assert len(rows) == learners
    whole = exercise.points - sum(task.points for task in exercise.tasks if task.kind == "written")
    first = exercise.tasks[0]
    for learner, row in rows.items():
        points = float(row["points"])
        if learner in worst:
            print(f"{worst[learner]:22} {points:4} {row[f'{first.id} reason'] or row['problem']}")
            assert points <= whole - first.points, (worst[learner], row)
        else:
            assert points == whole, row
    assert last < middle + 2**29, "memory grows"
    assert not list(Path(tempfile.gettempdir()).glob("corrige-class-*"))
