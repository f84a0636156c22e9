"""What a grader can rely on: results for whatever a cell does, answers or a reason, nothing left behind."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import tempfile
import threading
import time
import tracemalloc
from pathlib import Path

import pytest

from corrige.kernel import ConfinementError, KernelSession, Limits, ProbeFailed, Warm, open_session, watch
from corrige.kernel.server.speed import compile_once

ANSWER = "application/vnd.corrige.answer+json"
SHOW = f"""
class Show:
    def __init__(self, value): self.value = value
    def _repr_mimebundle_(self, include=None, exclude=None): return {{{ANSWER!r}: self.value}}
"""


@pytest.fixture
def session(warm: Warm, small: Limits):
    with open_session(warm=warm, limits=small) as session:
        yield session


def text_of(result) -> str:
    return json.dumps(result.outputs)


def test_a_cell_that_works(session: KernelSession):
    result = session.run("x = 6 * 7\nprint('hello')\nx")
    assert (result.status, result.ename, result.line) == ("ok", "", None)
    assert [output["output_type"] for output in result.outputs] == ["stream", "execute_result"]
    assert result.outputs[1]["data"]["text/plain"] == "42"
    assert result.seconds > 0


def test_an_empty_cell_and_one_that_only_defines(session: KernelSession):
    assert session.run("").status == "ok"
    assert session.run("   \n").status == "ok"
    assert session.run("def f():\n    return 1").outputs == []


@pytest.mark.parametrize(
    ("source", "ename", "line"),
    [
        ("x = 1\n\ny = 1 / 0", "ZeroDivisionError", 3),
        ("a = 1\nb ==", "SyntaxError", 2),
        ("import surely_not_there", "ModuleNotFoundError", 1),
        ("def f():\n    raise KeyError('k')\n\nf()", "KeyError", 2),
        ("raise SystemExit(3)", "SystemExit", None),
    ],
)
def test_an_error_is_named_with_its_line(session: KernelSession, source: str, ename: str, line: int | None):
    result = session.run(source)
    assert (result.status, result.ename) == ("error", ename)
    if line is not None:
        assert result.line == line
    assert session.run("1").status == "ok"


def test_a_function_of_an_earlier_cell_is_blamed_on_the_line_that_calls_it(session: KernelSession):
    session.run("def f():\n    x = 1\n    raise ValueError('deep')")
    assert session.run("\n\n\n\nf()").line == 5


def test_the_status_is_believed_not_the_print(session: KernelSession):
    result = session.run("print('Traceback (most recent call last): ZeroDivisionError')")
    assert result.status == "ok"


def test_a_value_travels_with_its_cell(session: KernelSession):
    wanted = "__import__('corrige.codec', fromlist=['export']).export(globals(), 'x')"
    assert session.run("x = 7", then=wanted).answer == session.ask(wanted)
    assert session.run("x = 8\n1/0", then=wanted).answer is None, "after an error nothing is evaluated"
    assert session.run("x = 9", then="1/0").answer is None
    assert session.run("x = 10").answer is None, "what was asked with one cell is not asked with the next"
    assert json.loads(session.ask(wanted))["value"] == json.loads(session.ask(wanted))["value"]


def test_what_nobody_looks_at_is_neither_written_out_nor_drawn(small: Limits):
    """Neither by what shows a figure after each cell, nor by matplotlib, which redraws what is still open."""
    with Warm(seal=False, shows=False, limits=small) as warm, open_session(warm=warm) as session:
        session.run(
            "import matplotlib.pyplot as plt\nfrom matplotlib.backends.backend_agg import FigureCanvasAgg\n"
            "times, real = [], FigureCanvasAgg.draw\n"
            "def draw(self):\n    times.append(1)\n    return real(self)\nFigureCanvasAgg.draw = draw"
        )
        shown = session.run(f"{SHOW}\nplt.plot([1, 2])\nplt.show()\nplt.plot([3])\ndisplay(7)\n42")
        assert (shown.status, shown.outputs) == ("ok", [])
        told = session.run("print(len(times), plt.get_fignums())", then="Show('[3]')")
        assert told.outputs[0]["text"] == "0 []\n", "figures are closed, as they are where they are shown"
        assert told.answer == session.ask("Show('[3]')") == "[3]"


def test_warnings_and_stderr_are_no_errors(session: KernelSession):
    result = session.run("import warnings, sys\nwarnings.warn('careful')\nprint('hm', file=sys.stderr)")
    assert result.status == "ok"
    assert "careful" in text_of(result)


def test_a_figure_comes_out_as_a_picture(session: KernelSession):
    result = session.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert result.status == "ok"
    assert "image/png" in result.outputs[-1]["data"]


def test_what_a_notebook_needs_can_be_imported(session: KernelSession):
    result = session.run(
        "import corrige, pandas, numpy, matplotlib.pyplot, scipy.stats, sqlite3, ctypes, ssl, decimal\n"
        "import corrige.kernel.limits, concurrent.futures, asyncio, zoneinfo\n"
        "zoneinfo.ZoneInfo('Europe/Paris')",
        timeout=60,  # many files are read, and the machine may be busy
    )
    assert result.status == "ok", result


def test_lazy_imports_work_too(session: KernelSession):
    # neither is loaded ahead
    result = session.run("import sys\nassert 'xmlrpc.client' not in sys.modules\nimport xmlrpc.client, wave")
    assert result.status == "ok", result


def test_grading_can_be_seen_and_the_grader_can_not(session: KernelSession):
    result = session.run("import os\nsorted(os.environ), os.environ['CORRIGE_GRADING']")
    assert "'1'" in text_of(result)
    assert "TOKEN" not in text_of(result)


def test_files_may_be_written_copied_and_read(session: KernelSession):
    result = session.run(
        "import os, shutil, tempfile, pathlib\n"
        "pathlib.Path('a.txt').write_text('a')\n"
        "shutil.copy('a.txt', 'b.txt'); os.mkdir('d'); os.rename('b.txt', 'd/c.txt')\n"
        "with tempfile.NamedTemporaryFile() as f: f.write(b'x')\n"
        "home = pathlib.Path.home(); (home / 'note').write_text('n')\n"
        "import pandas as pd; pd.DataFrame({'a': [1]}).to_csv('t.csv'); pd.read_csv('t.csv')\n"
        "str(home), tempfile.gettempdir(), os.getcwd()"
    )
    assert result.status == "ok", result
    assert text_of(result).count(session.work.parent.name) == 3


def test_data_files_are_beside_the_notebook_and_the_folder_goes(warm: Warm, tmp_path: Path):
    (tmp_path / "table.csv").write_text("a\n1\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "inner.txt").write_text("inner")
    with open_session(warm=warm, data_files=[tmp_path / "table.csv", tmp_path / "more"]) as session:
        result = session.run("open('table.csv').read() + open('more/inner.txt').read()")
        folder = session.work.parent
        assert "inner" in text_of(result)
        assert folder.exists()
    assert not folder.exists()
    assert (tmp_path / "table.csv").exists()


def test_sessions_share_nothing(warm: Warm):
    with open_session(warm=warm) as one, open_session(warm=warm) as two:
        one.run("x = 'mine'; import builtins; builtins.len = None; open('f', 'w').write('x')")
        assert two.run("x").ename == "NameError"
        assert two.run("len([1]), __import__('os').listdir()").status == "ok"


def test_chance_is_the_same_for_all(warm: Warm):
    def draw() -> str:
        with open_session(warm=warm) as session:
            return text_of(
                session.run("import random, numpy as np\n(random.random(), np.random.rand(), hash('a'))")
            )

    assert draw() == draw()


def test_sessions_run_side_by_side_in_threads(warm: Warm):
    seen: list[str] = []

    def grade(number: int) -> None:
        with open_session(warm=warm) as session:
            session.run(f"x = {number}")
            seen.append(session.run("x * 2").outputs[0]["data"]["text/plain"])

    threads = [threading.Thread(target=grade, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(seen) == ["0", "2", "4", "6"]


@pytest.mark.parametrize(("waited", "name"), [(0.0, "Timeout"), (60.0, "Starved")])
def test_a_timeout_tells_whether_the_cell_was_let_run(
    session: KernelSession, monkeypatch: pytest.MonkeyPatch, waited: float, name: str
):
    assert watch.waited(session._manager.pidfd()) > 0
    times = iter([0.0, waited])
    monkeypatch.setattr(watch, "waited", lambda _pidfd: next(times))
    result = session.run("while True: pass", timeout=0.5)
    assert (result.status, result.ename) == ("timeout", name)


def test_a_session_works_where_an_event_loop_runs_already(warm: Warm):
    import asyncio

    async def inside() -> str:
        with open_session(warm=warm) as session:
            return session.run("1").status

    assert asyncio.run(inside()) == "ok"


# ------------------------------------------------------------------------------------------------------- ask


def test_an_answer_is_the_text_carried(session: KernelSession):
    session.run(SHOW + "value = [1, 2]")
    assert session.ask("Show('[1, 2]')") == "[1, 2]"
    assert session.ask("Show(str(len(value)))") == "2"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("not_there", "NameError"),
        ("1 +", "SyntaxError"),
        ("42", "could not be read"),
        ("Show(42)", "could not be read"),
        ("Show(None)", "could not be read"),
        ("Show(['a'])", "could not be read"),
        ("Show('x' * 9_000_000)", "too large"),
    ],
)
def test_anything_else_is_a_reason(session: KernelSession, expression: str, reason: str):
    session.run(SHOW)
    with pytest.raises(ProbeFailed, match=reason):
        session.ask(expression)
    assert session.ask("Show('1')") == "1"


def test_a_question_does_not_count_as_a_cell(session: KernelSession):
    session.run(SHOW)
    session.ask("Show('1')")
    assert session.run("7").outputs[0]["execution_count"] == 2


def test_what_a_question_prints_is_not_mixed_into_the_next_cell(session: KernelSession):
    session.run(SHOW + "def noisy():\n    print('noise')\n    return Show('1')")
    assert session.ask("noisy()") == "1"
    assert "noise" not in text_of(session.run("2"))


def test_a_question_that_takes_too_long_is_interrupted(session: KernelSession):
    session.run(SHOW + "import time")
    with pytest.raises(ProbeFailed, match="longer than"):
        session.ask("time.sleep(60)", timeout=0.5)
    assert session.ask("Show('1')") == "1"


def test_a_question_that_kills_the_kernel(session: KernelSession):
    session.run("import os")
    with pytest.raises(ProbeFailed, match="ended"):
        session.ask("os._exit(3)")
    assert not session.alive
    with pytest.raises(ProbeFailed, match="ended"):
        session.ask("1")


# ---------------------------------------------------------------------------------------------------- limits


def test_a_slow_cell_is_interrupted_and_the_session_goes_on(session: KernelSession):
    result = session.run("x = 5\nwhile True: pass", timeout=0.5)
    assert result.status == "timeout"
    assert "0.5 s" in result.evalue
    assert session.alive
    assert session.run("x").outputs[0]["data"]["text/plain"] == "5"


def test_a_cell_that_swallows_the_interrupt_is_killed(session: KernelSession):
    result = session.run(
        "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException: pass",
        timeout=0.5,
    )
    assert result.status == "timeout"
    assert not session.alive
    again = session.run("1")
    assert (again.status, again.outputs) == ("died", [])


def test_the_whole_submission_has_a_limit(warm: Warm):
    limits = Limits(seconds_per_cell=2, seconds_per_submission=2)
    with open_session(warm=warm, limits=limits) as session:
        results = [session.run("import time; time.sleep(0.5)").status for _ in range(5)]
    assert results[0] == "ok"
    assert results[-1] in {"timeout", "died"}


def test_output_is_cut_but_the_cell_counts(session: KernelSession, small: Limits):
    result = session.run("print('a' * 3_000_000)\nx = 1")
    assert result.status == "ok"
    assert len(text_of(result)) < small.output_chars * 1.2
    assert "cut here" in text_of(result)
    assert session.run("x").status == "ok"


def test_what_cells_put_out_is_not_kept(session: KernelSession) -> None:
    session.run("1")
    tracemalloc.start()
    try:
        for _ in range(20):
            assert session.run("print('x' * 150_000)").status == "ok"
        assert tracemalloc.get_traced_memory()[0] < 1_500_000
    finally:
        tracemalloc.stop()


def test_short_cells_hide_no_files_either(session: KernelSession, small: Limits):
    session.run("import os, time\nkept = []")
    cell = "kept.append(open('f', 'wb')); os.unlink('f'); kept[-1].write(b'x' * 2**23); time.sleep(0.05)"
    found = [session.run(cell) for _ in range(2 * small.disk_mib // 8 + 10) if session.alive]
    assert "removed and kept in use" in found[-1].evalue
    assert found[-1].status == "flood"


def test_many_small_prints_become_one_output(session: KernelSession):
    result = session.run("import time\nfor i in range(300): print(i); time.sleep(0.001)")
    assert [output["output_type"] for output in result.outputs] == ["stream"]
    assert result.outputs[0]["text"].splitlines()[-1] == "299"


def test_death_is_noticed_before_the_time_is_up(session: KernelSession, small: Limits):
    result = session.run("import os; os._exit(7)")
    assert (result.status, session.alive) == ("died", False)
    assert "exit code 7" in result.evalue
    assert result.seconds < small.seconds_per_cell, "it waited for the cell's time to run out"


def test_a_killed_submission_leaves_nothing(warm: Warm, small: Limits) -> None:
    """Neither what `multiprocessing` keeps in the temporary folder, nor memory to share."""
    name = f"corrige-test-{os.urandom(8).hex()}"
    with open_session(warm=warm, limits=small) as session:
        made = session.run(
            "import multiprocessing.util, os, signal, tempfile\n"
            "kept = multiprocessing.util.get_temp_dir(), tempfile.mkdtemp()\n"
            "assert all(map(os.path.isdir, kept))\n"
            f"try: open('/dev/shm/{name}', 'w')\n"
            "except OSError as error: print(type(error).__name__)\n"
            "print(*map(os.path.basename, kept))"
        )
        refusal, folders = made.outputs[0]["text"].splitlines()
        assert refusal in ("PermissionError", "FileNotFoundError")
        assert folders.startswith("pymp-")
        root = session.work.parent
        assert {path.name for path in (root / "tmp").iterdir()} >= set(folders.split())
        assert session.run("os.kill(os.getpid(), signal.SIGKILL)").status == "died"
    assert not root.exists()
    assert not Path("/dev/shm", name).exists()
    for folder in folders.split():
        assert not Path(tempfile.gettempdir(), folder).exists()


def test_usage_is_known_afterwards(warm: Warm):
    with open_session(warm=warm) as session:
        session.run("x = bytearray(150 * 2**20); x[::4096] = b'1' * len(x[::4096])\nsum(range(3_000_000))")
    assert session.usage.cpu_seconds is not None
    assert session.usage.cpu_seconds > 0.02
    assert session.usage.peak_mib is not None
    assert session.usage.peak_mib > 150


def test_closing_twice_and_using_a_closed_one(warm: Warm):
    session = open_session(warm=warm)
    session.close()
    session.close()
    assert not session.alive
    assert session.run("1").status == "died"
    with pytest.raises(ProbeFailed):
        session.ask("1")


def test_nothing_is_left_when_the_grader_closes_everything(small: Limits):
    warm = Warm(seal=False, limits=small)
    warm.start()
    root = warm.root
    session = open_session(warm=warm)
    session.run("import os, pathlib\npathlib.Path('x').write_text('x')")
    pidfd = session._manager.pidfd()
    assert pidfd is not None
    pid = int(Path(f"/proc/self/fdinfo/{pidfd}").read_text().split("Pid:")[1].split()[0])
    session.close()
    warm.close()
    assert not root.exists()
    assert not Path(f"/proc/{pid}").exists()
    assert not warm.running


def test_kernels_end_with_the_warm_process(small: Limits):
    warm = Warm(seal=False, limits=small)
    warm.start()
    session = open_session(warm=warm)
    assert warm._process is not None
    os.kill(warm._process.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while session.alive and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not session.alive
    assert session.run("1").status == "died"
    session.close()
    warm.close()


# ------------------------------------------------------------------------------------------ levels


def test_a_cold_kernel_must_be_asked_for():
    with pytest.raises(ConfinementError, match="unconfined=True"):
        open_session(level="cold")


@pytest.mark.slow
def test_a_cold_kernel_answers_the_same_way(small: Limits, tmp_path: Path):
    (tmp_path / "t.txt").write_text("data")
    with open_session(
        level="cold", limits=small, data_files=[tmp_path / "t.txt"], unconfined=True
    ) as session:
        assert session.level == "open"
        assert session.run("import os\nopen('t.txt').read(), os.environ['CORRIGE_GRADING']").status == "ok"
        assert session.run("x = 1\n1/0").line == 2
        session.run(SHOW)
        assert session.ask("Show('1')") == "1"
        assert session.run("while True: pass", timeout=0.5).status == "timeout"
        assert session.alive
        assert session.run("bytearray(2**32)").ename == "MemoryError"
        assert session.run("open('big', 'wb').write(b'x' * 2**24)").ename == "OSError"
        folder = session.work.parent
        assert session.run("os._exit(1)").status == "died"
        assert not session.alive
    assert not folder.exists()


def test_an_unconfined_warm_kernel_must_be_asked_for(small: Limits):
    with Warm(confine=False, limits=small) as warm:
        assert warm.level == "open"
        with pytest.raises(ConfinementError, match="not waived"):
            open_session(warm=warm)
        with open_session(warm=warm, unconfined=True) as session:
            assert session.level == "open"
            assert session.run("import subprocess\nsubprocess.run(['true'], check=True)").status == "ok"


def test_a_warm_session_keeps_to_its_own_root(warm: Warm, tmp_path: Path):
    with pytest.raises(ValueError, match="leave workdir out"):
        open_session(warm=warm, workdir=tmp_path)


def test_rehearsal_text_never_enters_the_memory_that_kernels_inherit(small: Limits):
    marker = "rehearsed" + os.urandom(8).hex()
    cells = [f"import wave\nanswer = '{marker}'", "1 / 0"]
    with Warm(seal=False, rehearsal=cells, limits=small) as warm:
        assert warm.rehearsal_errors == ("rehearsal cell 2: ZeroDivisionError: division by zero",)
        with open_session(warm=warm, limits=small) as session:
            result = session.run(
                "import sys, gc\n'wave' in sys.modules, [o for o in gc.get_objects() if o == 1]"
            )
            assert result.outputs[0]["data"]["text/plain"].startswith("(True")
            result = session.run(scan_for(marker))
            assert "scanned" in text_of(result), result
            assert "FOUND" not in text_of(result)
            # the scan does find what is there
            result = session.run("kept = 'rehearsed' + 'x' * 40\n" + scan_for("rehearsed" + "x" * 40))
            assert "FOUND" in text_of(result)


#: Look through this process's own memory for a text that begins with `first` and has this digest. The text
#: itself is never put together: copies of it that the search makes would be found.
SCAN = """
import ctypes, hashlib
def scan():
    total = 0
    for line in open('/proc/self/maps'):
        span, rights = line.split()[:2]
        if 'r' not in rights or 'w' not in rights or '[v' in line: continue
        start, end = (int(x, 16) for x in span.split('-'))
        for at in range(start, end, 2**22):
            size = min(2**22 + 100, end - at)
            chunk = ctypes.string_at(at, size); total += size
            found = chunk.find(b'{first}')
            while found >= 0:
                if hashlib.sha256(chunk[found:found + {length}]).hexdigest() == '{digest}':
                    print('FOUND'); return
                found = chunk.find(b'{first}', found + 1)
    print('scanned', total)
scan()
"""


def scan_for(text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SCAN.format(first=text[:9], length=len(text), digest=digest)


def test_modules_are_compiled_where_the_installer_has_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "some").mkdir()
    for name in ("__init__.py", "part.py", "other.py"):
        (tmp_path / "some" / name).write_text("x = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    compile_once(["some", "some.part"])
    assert not list(tmp_path.rglob("*.pyc"))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    compile_once(["some", "some.part", "some.gone"])
    assert sorted(path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")) == ["__init__", "part"]


def test_a_missing_module_is_told_not_raised(small: Limits):
    with Warm(preload=["surely_not_there"], seal=False, limits=small) as warm:
        assert "surely_not_there" in warm.missing


def test_a_warm_that_is_not_started_says_so():
    with pytest.raises(RuntimeError, match="not running"):
        open_session(warm=Warm())


def test_a_defect_of_the_grader_costs_one_submission(warm: Warm, monkeypatch: pytest.MonkeyPatch):
    from corrige.kernel.client import SubmissionClient

    with open_session(warm=warm) as session:
        monkeypatch.setattr(SubmissionClient, "process_message", lambda *_: 1 / 0)
        result = session.run("print(1)")
        assert (result.status, result.ename) == ("invalid", "InvalidMessage")
        assert not session.alive
