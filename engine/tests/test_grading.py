"""Marks: what a submission earns, and that nothing stops the class, is lost, or is forged."""

from __future__ import annotations

import contextlib
import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from corrige.authoring.derived import generate
from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.export.gradebook import gradebook_csv, safe
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.plan import Plan, Step, plan_of
from corrige.grading.outcomes import Outcome, Record, TaskResult, record_from_json
from corrige.grading.report.pages.pictures import checked_png
from corrige.grading.run.checks import CheckFileError, load_checks
from corrige.grading.run.class_run import ClassRun
from corrige.grading.run.exercise_grader import ExerciseGrader, exercise_grader
from corrige.grading.run.job import Marked, read_job
from corrige.grading.run.kernels import Settings, open_kernel
from corrige.grading.run.marking import GraderProblemError, Marker
from corrige.grading.run.proving import settings_for
from corrige.kernel import CellResult, Limits

COURSE = Path(__file__).with_name("course")
TRACE = Path(tempfile.gettempdir()) / "corrige-was-unpickled"
GOOD = {"event-count": 1, "per-kind": 2, "share": 2, "kind-chart": 1, "best-reason": 1, "in-words": 0}


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


@pytest.fixture
def settings() -> Settings:
    """Settings of the small course as it is installed, so that all tests share one warm process."""
    limits = Limits(seconds_per_cell=2, seconds_per_submission=30)
    return replace(settings_for(COURSE), limits=limits)


@pytest.fixture
def mark(
    course_root: Path, exercise: Exercise, settings: Settings
) -> Callable[[Plan], dict[str, TaskResult]]:
    grader = ExerciseGrader(course_at(course_root), exercise)

    def mark_plan(plan: Plan) -> dict[str, TaskResult]:
        return Marker(exercise, grader.reference, grader.checks, lambda: open_kernel(settings)).mark(plan)

    return mark_plan


def with_answer(exercise: Exercise, task: str, source: str, *, added: str = "") -> Plan:
    """The solution with another answer to one task, and a cell of the learner's own after the set-up."""
    plan = plan_of(exercise, **{task.replace("-", "_"): source})
    steps = list(plan.steps)
    if added:
        steps.insert(1, Step("added", added))
    return replace(plan, steps=tuple(steps))


def points(results: dict[str, TaskResult]) -> dict[str, float]:
    return {task: result.points for task, result in results.items()}


def test_right_answers_earn_everything(mark, exercise: Exercise) -> None:
    results = mark(plan_of(exercise))
    assert points(results) == GOOD
    assert results["in-words"].outcome is Outcome.WAITING


def test_a_chart_is_drawn_where_marks_were_lost_and_nowhere_else(mark, exercise: Exercise) -> None:
    wrong = exercise.task("kind-chart").mistakes[0].source
    assert mark(plan_of(exercise))["kind-chart"].picture == ""
    assert checked_png(mark(with_answer(exercise, "kind-chart", wrong))["kind-chart"].picture) is not None


def test_the_chart_that_was_handed_in_is_shown_as_that(exercise: Exercise, tmp_path: Path) -> None:
    notebook = json.loads(solution_notebook(exercise))
    cell = next(each for each in notebook["cells"] if each["id"] == "ex01-kind-chart-answer")
    shown = {"output_type": "display_data", "metadata": {}, "data": {"image/png": ["iVBOR\n", "w0K="]}}
    cell["outputs"] = [shown, {"output_type": "stream", "name": "stdout", "text": "done"}]
    path = tmp_path / "ex01_counting.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    job = read_job(Submission("learner-001", "ex01", path), exercise)
    results = {task.id: TaskResult(task.id, Outcome.PASSED, 1, 1) for task in exercise.tasks}
    record = job.finished(exercise, Marked(results))
    assert [each.task for each in record.results if each.is_handed_in] == ["kind-chart"]
    assert next(each.picture for each in record.results if each.picture) == "iVBORw0K="
    results["kind-chart"] = replace(results["kind-chart"], picture="drawn")
    assert [each.picture for each in job.finished(exercise, Marked(results)).results if each.picture] == [
        "drawn"
    ]


def test_checks_share_points_by_weight(mark, exercise: Exercise) -> None:
    result = mark(with_answer(exercise, "share", "def share(p, w):\n    return p / w"))["share"]
    assert (result.outcome, result.points) == (Outcome.FAILED, 1.5)
    assert result.mistake == "no-zero"
    assert result.reason == "Nothing happens yet where the whole is 0."
    assert [check.held for check in result.checks] == [True, False]


def test_an_unknown_mistake_gets_the_check_s_own_words(mark, exercise: Exercise) -> None:
    result = mark(with_answer(exercise, "event-count", "event_count = 11"))["event-count"]
    assert (result.outcome, result.reason, result.mistake) == (Outcome.FAILED, "Rows were counted.", "")


@pytest.mark.parametrize(
    ("task", "source", "mistake", "says"),
    [
        ("event-count", "event_count = [3, 3]", "form", "`event_count[0]` gives it."),
        (
            "per-kind",
            "per_kind = list(table.groupby('kind')['event'].nunique())",
            "index",
            "The values are right. They still need their labels",
        ),
        (
            "share",
            "def share(p, w):\n    return round(p / w, 2) if w else None",
            "rounded",
            "rounded to 2 decimals",
        ),
    ],
)
def test_a_near_miss_gets_the_words_of_check(
    mark, exercise: Exercise, task: str, source: str, mistake: str, says: str
) -> None:
    result = mark(with_answer(exercise, task, source))[task]
    assert (result.outcome, result.mistake) == (Outcome.FAILED, mistake)
    assert says in result.reason


def test_what_the_card_calls_right_is_right_in_the_marks(
    course_root: Path, exercise: Exercise, settings: Settings
) -> None:
    path = course_root / "tests" / "grading" / "test_ex01_counting.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('answers["event_count"] == 3,', 'answers["event_count"] == 3.1,'), encoding="utf-8"
    )
    grader = ExerciseGrader(course_at(course_root), exercise)
    marker = Marker(exercise, grader.reference, grader.checks, lambda: open_kernel(settings))
    assert marker.mark(plan_of(exercise))["event-count"].points == 1
    assert marker.mark(with_answer(exercise, "event-count", "event_count = 11"))["event-count"].points == 0


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("from small_course.measures import share", "share is the course's own function"),
        (
            "from small_course import measures\n"
            "def share(part, whole): return measures.share(part, whole) if whole else None",
            "hands everything it is given to the course's own",
        ),
    ],
    ids=["imported", "wrapped"],
)
def test_the_course_s_own_function_earns_nothing(mark, exercise: Exercise, source: str, says: str) -> None:
    result = mark(with_answer(exercise, "share", source))["share"]
    assert (result.outcome, result.points) == (Outcome.FAILED, 0)
    assert says in result.reason


def test_a_chart_that_shows_nothing_earns_nothing(
    course_root: Path, exercise: Exercise, settings: Settings
) -> None:
    grader = ExerciseGrader(course_at(course_root), exercise)
    (bars,) = grader.checks["kind-chart"]
    checks = {
        **grader.checks,
        "kind-chart": [bars, replace(bars, name="words", function=lambda answers: None)],
    }
    marker = Marker(exercise, grader.reference, checks, lambda: open_kernel(settings))
    words = "kind_chart.set(title='Rows by kind', xlabel='kind', ylabel='rows')"
    for drawn, earned in ((words, 0), ("kind_chart.bar(['a', 'b', 'c'], [2, 1, 1])", 0.5)):
        source = f"_, kind_chart = plt.subplots()\n{drawn}"
        result = marker.mark(with_answer(exercise, "kind-chart", source), only=["kind-chart"])["kind-chart"]
        assert result.points == earned, result


@pytest.mark.parametrize(
    "value", ["None", "float('nan')", "0", "'junk' if whole else None", "0 if whole else None"]
)
def test_a_function_that_gives_the_same_for_all_earns_nothing(mark, exercise: Exercise, value: str) -> None:
    result = mark(with_answer(exercise, "share", f"share = lambda part, whole: {value}"))["share"]
    assert (result.outcome, result.points) == (Outcome.FAILED, 0)


def test_a_cell_that_was_not_let_run_is_no_mark(exercise: Exercise, settings: Settings) -> None:
    class Starved:
        level, alive = "sealed", True

        def run(self, source: str, *, then: str = "") -> CellResult:
            return CellResult("timeout", "Starved", "The cell took longer than 10 s and was stopped.")

        def ask(self, expression: str, timeout: float | None = None) -> str:
            raise AssertionError

    grader = ExerciseGrader(course_at(settings.root), exercise)
    marker = Marker(exercise, grader.reference, grader.checks, lambda: contextlib.nullcontext(Starved()))
    with pytest.raises(GraderProblemError, match="next to no time on the processor"):
        marker.mark(plan_of(exercise))


def test_a_cell_that_raises_costs_its_own_task(mark, exercise: Exercise) -> None:
    results = mark(with_answer(exercise, "per-kind", "x = 1\nper_kind = tabel"))
    assert results["per-kind"].outcome is Outcome.ERROR
    assert "NameError: name 'tabel' is not defined in line 2" in results["per-kind"].reason
    assert points(results) == {**GOOD, "per-kind": 0}


def test_a_right_answer_before_an_error_keeps_its_points(mark, exercise: Exercise) -> None:
    result = mark(with_answer(exercise, "event-count", "event_count = 3\nprint(oops)"))["event-count"]
    assert (result.outcome, result.points) == (Outcome.PASSED, 1)
    assert "after the answer the cell stops with NameError" in result.reason


@pytest.mark.parametrize(
    "harmless",
    [
        "import warnings; warnings.warn('careful')",
        "import os; os.makedirs('x', exist_ok=True); os.chdir('x')",
        "import sys; print('to stderr', file=sys.stderr)",
        "import random, numpy; random.seed(1); numpy.random.seed(1)",
        "print('x' * 10_000)",
        "import matplotlib.pyplot as plt; plt.close('all')",
        "import pandas as pd; pd.set_option('display.precision', 1)",
    ],
)
def test_a_right_answer_that_does_harmless_things_keeps_its_marks(
    mark, exercise: Exercise, harmless: str
) -> None:
    assert points(mark(with_answer(exercise, "event-count", f"{harmless}\nevent_count = 3"))) == GOOD


def test_an_endless_loop_costs_its_own_task(mark, exercise: Exercise) -> None:
    results = mark(with_answer(exercise, "per-kind", "while True:\n    pass"))
    assert results["per-kind"].outcome is Outcome.TIMED_OUT
    assert "endless loop" in results["per-kind"].reason
    assert points(results) == {**GOOD, "per-kind": 0}


@pytest.mark.parametrize(
    ("lethal", "reason"),
    [
        ("import os; os._exit(0)", r"\(exit code 0\)\.$"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", r"SIGKILL\)\. Was all memory used up\?$"),
        ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "endless loop"),
        ("import ctypes; ctypes.string_at(0)", r"\(by signal SIGSEGV\)\.$"),
        (
            "import threading, time\n"
            "for i in range(9_999): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
            r"took or sent too much\. .* \d+ threads, more than the \d+ allowed\.$",
        ),
    ],
    ids=["exit", "kill", "deaf loop", "segfault", "threads"],
)
def test_a_dead_kernel_costs_one_task_and_no_other(
    mark, exercise: Exercise, lethal: str, reason: str
) -> None:
    results = mark(with_answer(exercise, "per-kind", lethal))
    assert results["per-kind"].outcome in (Outcome.ERROR, Outcome.TIMED_OUT)
    assert re.search(reason, results["per-kind"].reason), results["per-kind"].reason
    assert points(results) == {**GOOD, "per-kind": 0}


@pytest.mark.parametrize(
    "lethal",
    [
        "while True: pass",
        "while True:\n            try:\n                while True: pass\n            except BaseException: pass",
        "import os; os._exit(0)",
        "raise SystemExit",
        "return 'x' * 2_000_000",
    ],
    ids=["loop", "deaf loop", "exit", "SystemExit", "too long for one message"],
)
def test_a_call_that_ends_the_kernel_leaves_what_other_calls_earned(
    mark, exercise: Exercise, lethal: str
) -> None:
    source = f"def share(p, w):\n    if not w:\n        {lethal}\n    return p / w"
    results = mark(with_answer(exercise, "share", source))
    assert points(results) == {**GOOD, "share": 1.5}
    assert [check.held for check in results["share"].checks] == [True, False]


def test_calls_that_are_made_together_are_made_in_the_checks_order(mark, exercise: Exercise) -> None:
    """A function that keeps count sees the calls of the checks, then the public ones, each once, in order."""
    source = (
        "seen = []\ndef share(p, w):\n    seen.append((p, w))\n"
        "    assert seen == [(2, 9), (7, 8), (5, 0), (1, 4), (3, 3), (0, 0), (1, 3)][: len(seen)]\n    return p / w if w else None"
    )
    assert points(mark(with_answer(exercise, "share", source))) == GOOD


def test_a_right_answer_costs_one_message_a_cell(exercise: Exercise, course_root: Path, settings) -> None:
    asked: list[str] = []

    class Counting:
        def __init__(self, kernel):
            self.kernel, self.level = kernel, kernel.level

        @property
        def alive(self):
            return self.kernel.alive

        def run(self, source, then=""):
            return self.kernel.run(source, then=then)

        def ask(self, expression, timeout=None):
            asked.append(expression)
            return self.kernel.ask(expression, timeout)

    @contextlib.contextmanager
    def opened():
        with open_kernel(settings) as kernel:
            yield Counting(kernel)

    grader = ExerciseGrader(course_at(course_root), exercise)
    results = Marker(exercise, grader.reference, grader.checks, opened).mark(plan_of(exercise))
    assert points(results) == GOOD
    assert len(asked) == 2, (
        "beside the cells, one message for the checks' calls of a function, one for the public ones"
    )


def test_lethal_cells_of_the_learner_s_own_do_not_stop_the_rest(mark, exercise: Exercise) -> None:
    assert (
        points(
            mark(
                with_answer(
                    exercise, "share", exercise.task("share").solution, added="import os; os._exit(1)"
                )
            )
        )
        == GOOD
    )


def test_a_stub_that_was_only_run_is_not_an_attempt(mark, exercise: Exercise) -> None:
    results = mark(with_answer(exercise, "event-count", "event_count = (\n    ...\n)  # later"))
    assert results["event-count"].outcome is Outcome.NOT_ATTEMPTED


NOTHING = "pass"  # an answer cell that answers nothing
FORGERIES = {
    "always equal": """
class A:
    def __eq__(self, other): return True
    def __getattr__(self, name): return self
    def __call__(self, *args): return self
event_count = per_kind = share = kind_chart = best_reason = A()
""",
    "pandas and numpy testing replaced": """
import pandas as pd, numpy as np
pd.testing.assert_series_equal = pd.testing.assert_frame_equal = lambda *a, **k: None
np.isclose = np.allclose = lambda *a, **k: True
""",
    "asserts stripped by a transformer": """
import ast
class T(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(T())
""",
    "json replaced": """
import json
json.dumps = lambda *a, **k: '{"ok": true, "value": 3}'
""",
    "export replaced": """
import corrige.codec.in_kernel as e, corrige.codec as v
class L:
    def _repr_mimebundle_(self, **k): return {e.MIME: '{"ok": true, "value": {"t": "everything"}}'}
v.export = e.export = v.call = e.call = lambda *a: L()
""",
    "comparison of the package replaced": """
import corrige.codec as v, corrige.codec.canonical as c
v.same = c.same = lambda *a, **k: True
""",
    "hooks that say all is well": """
ip = get_ipython()
ip.run_cell = lambda *a, **k: None
ip.events.register('pre_run_cell', lambda *a: None)
ip.showtraceback = lambda *a, **k: None
""",
    "builtins shadowed": """
import builtins
builtins.isinstance = lambda *a: True
builtins.type = lambda *a: int
builtins.abs = lambda x: 0
""",
    "encoder replaced": """
import corrige.codec.encode as w, corrige.codec.in_kernel as e
e.encode = w.encode = lambda v, *a: {'t': 'calls', 'v': []}
""",
    "names that exist without a value": """
get_ipython().user_ns.update(event_count=None, per_kind=None, share=None, kind_chart=None, best_reason=None)
""",
    "pickle bomb": f"""
import os
class P:
    def __reduce__(self): return (os.system, ('touch {TRACE}',))
event_count = per_kind = P()
""",
    "looks for the checks": """
import os
found = [name for _, _, files in os.walk('/') for name in files if name.startswith('test_ex')]
event_count = len(found)
""",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_answers_nothing_earns_nothing(mark, exercise: Exercise, name: str) -> None:
    answers = {task.id.replace("-", "_"): NOTHING for task in exercise.tasks if task.kind != "written"}
    plan = plan_of(exercise, **{**answers, "event_count": FORGERIES[name]})
    results = mark(replace(plan, written={}))
    assert sum(points(results).values()) == 0, results
    assert not TRACE.exists()


def test_record_goes_through_json(exercise: Exercise, mark) -> None:
    record = Record(
        "learner-001", "ex01", tuple(mark(plan_of(exercise)).values()), "x.ipynb", level="confined"
    )
    assert record_from_json(json.loads(json.dumps(record.to_json()))) == record
    assert (record.points, record.maximum, record.waiting) == (7, 9, 2)


def test_formulas_stay_text_in_the_gradebook() -> None:
    result = TaskResult("t", Outcome.FAILED, 0, 1, "=cmd|'/c calc'!A0")
    text = gradebook_csv([Record("=HYPERLINK(1)", "ex01", (result,), "+x", "@p", ("-n",))])
    row = next(csv.DictReader(text.splitlines()))
    assert row["learner"] == "'=HYPERLINK(1)"
    assert row["t reason"].startswith("'=cmd")
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert safe("two\nlines\tand  more") == "two lines and more"


def make_class(folder: Path, exercise: Exercise) -> Path:
    good = solution_notebook(exercise)
    notebooks = {
        "learner-001": good,
        "learner-002": good.replace('table[\\"event\\"].nunique()', "len(table)"),
        "learner-003": "{",
        "learner-004": good.replace('table[\\"event\\"].nunique()', "undefined"),
    }
    for learner, text in notebooks.items():
        (folder / learner).mkdir(parents=True)
        (folder / learner / "ex01_counting.ipynb").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def class_folder(tmp_path: Path, exercise: Exercise) -> Path:
    return make_class(tmp_path / "class", exercise)


def read_book(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["learner"]: row for row in csv.DictReader(file)}


def test_command_writes_a_row_for_everyone(
    course_root: Path, class_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course_root)
    out = course_root / "out"
    assert main(["grade", str(class_folder), "-o", str(out), "--workers", "1"]) == 0
    book = read_book(out / "gradebook.csv")
    assert {learner: row["points"] for learner, row in book.items()} == {
        "learner-001": "7",
        "learner-002": "6",
        "learner-003": "0",
        "learner-004": "6",
    }
    assert book["learner-002"]["event-count reason"] == "You counted rows. Two of them are about one event."
    assert "damaged" in book["learner-003"]["problem"]
    assert book["learner-004"]["event-count outcome"] == "error"
    assert book["learner-001"]["in-words outcome"] == "waiting for a person"
    assert book["learner-001"]["waiting"] == "2"
    assert "4 learners, 3 notebooks" in capsys.readouterr().out
    first = (out / "gradebook.csv").read_bytes()
    assert main(["grade", str(class_folder), "-o", str(out), "--workers", "1", "--fresh"]) == 0
    assert (out / "gradebook.csv").read_bytes() == first


def test_what_fits_no_exercise_is_named(
    course_root: Path, class_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course_root)
    command = ["grade", str(class_folder), "-o", "out", "--workers", "1"]
    assert main(command) == 0
    assert "Left out" not in capsys.readouterr().err
    (class_folder / "homework.ipynb").write_text("{}", encoding="utf-8")
    assert main(command) == 0
    said = capsys.readouterr().err
    assert "Left out, since the name fits no exercise: homework.ipynb." in said


def test_command_says_what_is_missing(
    course_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course_root)
    (tmp_path / "empty").mkdir()
    assert main(["grade", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert main(["grade", str(tmp_path / "empty"), "-o", str(tmp_path / "out")]) == 2
    assert "Put the notebooks into it as" in capsys.readouterr().err
    monkeypatch.chdir("/")
    assert main(["grade", str(course_root), "-o", str(tmp_path / "out")]) == 2
    assert "No course found" in capsys.readouterr().err


def test_unchanged_work_is_not_run_again(
    course_root: Path, exercise: Exercise, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str] = []
    run: list[str] = []

    def counting_kernel(given: Settings):
        opened.append("kernel")
        return open_kernel(given)

    monkeypatch.setattr("corrige.grading.run.exercise_grader.open_kernel", counting_kernel)
    kept = replace(settings, root=course_root, store=tmp_path / "store")
    path = tmp_path / "ex01_counting.ipynb"
    path.write_text(solution_notebook(exercise), encoding="utf-8")
    found = Submission("learner-001", "ex01", path)

    class Here(Executor):
        """This very process, so that what runs can be counted."""

        def submit(self, work, *arguments):
            done: Future[object] = Future()
            done.set_result(work(*arguments))
            return done

    def grade() -> Record:
        exercise_grader.cache_clear()
        run = ClassRun([found], kept, executor=Here())
        run.start()
        return run.result(found)

    first = grade()
    assert len(opened) == 2, "one for the exercise's own solution, one for the submission"
    assert grade() == first
    assert len(opened) == 2, "an unchanged submission was run again"

    checks = course_root / "tests" / "grading" / "test_ex01_counting.py"
    changed = checks.read_text(encoding="utf-8").replace('"Rows were counted."', '"You counted rows."')
    checks.write_text(changed, encoding="utf-8")
    original = Marker._check

    def noting(self, task, *arguments):
        run.append(task.id)
        return original(self, task, *arguments)

    monkeypatch.setattr(Marker, "_check", noting)
    assert grade() == first
    assert run == ["event-count"] * 2, "only the task whose check changed is proved and checked again"

    path.write_text(solution_notebook(exercise).replace("Rows by kind", "Rows per kind"), encoding="utf-8")
    grade()
    assert len(opened) == 5, "that the solution passes was known"

    for file in (tmp_path / "store").iterdir():
        file.write_text("{half", encoding="utf-8")
    assert grade().points == first.points


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_resumes_with_the_same_marks(
    course_root: Path, exercise: Exercise, tmp_path: Path, workers: str
) -> None:
    folder = tmp_path / "class"
    for number in range(12):
        text = solution_notebook(exercise).replace("Rows by kind", f"Rows by kind, {number}")
        path = folder / f"learner-{number:03d}" / "ex01_counting.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "corrige.cli", "grade", str(folder), "-o", "out", "--workers", workers]
    store = course_root / ".cache" / "grades"
    process = subprocess.Popen(command, cwd=course_root)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if store.exists() and len(list(store.glob("*.json"))) >= 3:
            break
        time.sleep(0.01)
    helpers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _, left = psutil.wait_procs(helpers, timeout=10)
    assert left == [], "a worker went on without its grader"
    kept = len(list(store.glob("*.json")))
    assert 3 <= kept < 12
    subprocess.run(command, cwd=course_root, check=True)
    resumed = (course_root / "out" / "gradebook.csv").read_bytes()
    subprocess.run([*command, "--fresh"], cwd=course_root, check=True)
    assert (course_root / "out" / "gradebook.csv").read_bytes() == resumed


@pytest.mark.slow
def test_pytest_is_the_instructor_s_interface(course_root: Path, class_folder: Path) -> None:
    generate(course_at(course_root))
    with (course_root / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.pytest.ini_options]\n")

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pytest", "tests/grading", "-p", "no:cacheprovider", *options]
        return subprocess.run(command, cwd=course_root, text=True, capture_output=True, check=False)

    bare = run()
    assert "6 passed" in bare.stdout, bare.stdout
    graded = run("--submissions", str(class_folder), "--gradebook", "marks.csv", "--grading-workers", "2")
    assert graded.returncode == 0, graded.stdout
    assert "4 passed" in graded.stdout
    assert "learner-003: The file is damaged" in graded.stdout
    assert read_book(course_root / "marks.csv")["learner-002"]["points"] == "6"
    assert run("--gradebook", "marks.csv").returncode == 4
    assert "There is no folder" in run("--submissions", "nowhere").stderr


CHECK_BREAKS = {
    "unknown task": ('@task("share")', '@task("shares")', "checks 'shares'"),
    "odd argument": ("def test_reason(answers)", "def test_reason(answers, tmp_path)", "takes ['tmp_path']"),
    "no docstring": ('    """The reason is the one that the rows show."""\n', "", "no docstring"),
    "task without check": ('@task("best-reason")\n', "", "no check for task 'best-reason'"),
}


@pytest.mark.parametrize("name", CHECK_BREAKS)
def test_a_check_file_that_does_not_fit_is_refused(course_root: Path, exercise: Exercise, name: str) -> None:
    before, after, says = CHECK_BREAKS[name]
    path = course_root / "tests" / "grading" / "test_ex01_counting.py"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(CheckFileError) as caught:
        load_checks(path, exercise)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")
