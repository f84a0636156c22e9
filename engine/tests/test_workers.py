"""Grading processes: who may work, what a notebook costs that hangs or kills, and what is the learner's doing."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from corrige.authoring.derived import generate
from corrige.authoring.model import Exercise, Task
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.export.gradebook import partial, write_gradebook
from corrige.grading.files import write_whole
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.plan import Plan, Step, plan_of
from corrige.grading.outcomes import Record
from corrige.grading.run import class_run, deadline, kernels, marking, spawner, workers
from corrige.grading.run.answers import Answers
from corrige.grading.run.class_run import ClassRun
from corrige.grading.run.exercise_grader import exercise_grader, mark_plan
from corrige.grading.run.job import Marked
from corrige.grading.run.kernels import Settings
from corrige.grading.run.marking import GraderProblemError
from corrige.grading.run.proving import settings_for
from corrige.grading.run.workers import LostWorkerError, WorkerPool
from corrige.kernel import KernelError, Limits
from corrige.kernel.server import roots


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch, course_root: Path):
    """A pool without kernels: what is submitted needs none."""
    monkeypatch.setattr(kernels, "lend", lambda _: None)
    monkeypatch.setattr(workers, "_PATIENCE", 0.3)
    with WorkerPool(
        1, Settings(course_root, limits=Limits(memory_mib=200, seconds_per_submission=30))
    ) as pool:
        yield pool


def note(path: Path, text: str = "") -> None:
    path.with_name(f"{path.name}-{time.monotonic_ns()}-{os.getpid()}").write_text(text)


def hang(path: Path) -> None:
    note(path)
    time.sleep(3600)


def die(path: Path) -> None:
    note(path)
    os._exit(7)


def die_once(path: Path) -> str:
    first = not list(path.parent.glob(f"{path.name}-*"))
    note(path)
    if first:
        os._exit(7)
    return "well"


def eat(_: Path) -> int:
    return len(bytearray(2**31))


def fail(_: Path) -> None:
    raise KeyError("a grader's own slip")


def quick(value: int) -> int:
    return value


def test_a_notebook_that_hangs_gives_up_its_place(pool: WorkerPool, tmp_path: Path) -> None:
    pool.submit(hang, tmp_path / "hung")
    assert [pool.submit(quick, number).result(60) for number in range(5)] == [0, 1, 2, 3, 4]


def test_what_never_ends_is_ended(pool: WorkerPool, tmp_path: Path) -> None:
    pool._most_seconds = 1
    with pytest.raises(LostWorkerError, match="not done after 1 s"):
        pool.submit(hang, tmp_path / "hung").result(60)
    assert len(list(tmp_path.glob("hung-*"))) == 2


def test_a_notebook_that_kills_is_tried_once_more_and_costs_no_other_anything(
    pool: WorkerPool, tmp_path: Path
) -> None:
    killing = pool.submit(die, tmp_path / "tried")
    others = [pool.submit(quick, number) for number in range(6)]
    lucky = pool.submit(die_once, tmp_path / "lucky")
    with pytest.raises(LostWorkerError, match="exit code 7"):
        killing.result(60)
    assert [other.result(60) for other in others] == list(range(6))
    assert lucky.result(60) == "well"
    tries = list(tmp_path.glob("tried-*"))
    assert len(tries) == 2
    assert not any(each.name.endswith(f"-{os.getpid()}") for each in tries), "it ran in the main process"


def test_a_process_has_a_limit_of_its_own_and_an_error_is_no_death(pool: WorkerPool, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="MemoryError"):
        pool.submit(eat, tmp_path).result(60)
    with pytest.raises(RuntimeError, match="KeyError: "):
        pool.submit(fail, tmp_path).result(60)


# --------------------------------------------------------------------------------------------- a whole class


def class_of(folder: Path, exercise: Exercise, **cells: str) -> Path:
    """Ana and Ben hand in the solution; each other learner another source for the first answer cell."""
    solution = json.loads(solution_notebook(exercise))
    for name in ("ana", "ben", *cells):
        notebook = json.loads(json.dumps(solution))
        if name in cells:
            task = exercise.tasks[0]
            cell = next(c for c in notebook["cells"] if c.get("id") == f"{exercise.id}-{task.id}-answer")
            cell["source"] = cells[name]
        path = folder / name / "ex01_counting.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def points(gradebook: Path) -> dict[str, str]:
    rows = [line.split(",") for line in gradebook.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: row[3] for row in rows}


def test_an_answer_of_a_billion_rows_costs_its_own_task(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = exercise.tasks[0].name
    frame = "import pandas as pd\n{name} = pd.DataFrame(index=range({rows}))"
    folder = class_of(
        tmp_path / "class",
        exercise,
        vast=frame.format(name=name, rows="10**12"),
        long=f"{name} = list(range(300_000))",
        flat=f"import numpy as np\n{name} = np.zeros((0, 10**12))",
    )
    run = ClassRun.prepare(folder, root=course_root, workers=2, fresh=True)
    run.start()
    try:
        records = {each.learner: run.result(each) for each in run.submissions}
    finally:
        run.close()
    whole = records["ana"].points
    assert whole == records["ben"].points > 0
    for learner in ("vast", "long", "flat"):
        (result, *_) = records[learner].results
        assert not records[learner].problem
        assert result.points == 0
        assert "too large to be an answer" in result.reason, result.reason
        assert records[learner].points == whole - exercise.tasks[0].points


def test_an_answer_that_takes_for_ever_to_judge_costs_its_own_notebook(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = marking.seen_of

    def slow(answers: Answers, task: Task) -> str:
        forever = task.kind == "value" and answers[task.name] == 77
        return str(sum(range(10**12))) if forever else plain(answers, task)

    monkeypatch.setattr(marking, "seen_of", slow)
    monkeypatch.setattr(deadline, "MOST_SECONDS", 1.0)
    folder = class_of(tmp_path / "class", exercise, cy=f"{exercise.tasks[0].name} = 77")
    run = ClassRun.prepare(folder, root=course_root, workers=1, fresh=True)
    run.start()
    try:
        records = {each.learner: run.result(each) for each in run.submissions}
    finally:
        run.close()
    assert records["ana"].points == records["ben"].points > 0
    assert "could not be marked" in records["cy"].problem
    assert "judging one of its answers took more than 1 s of the processor" in records["cy"].problem


def test_a_class_goes_on_when_the_warm_process_ends(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ClassRun._prove

    def end_it(self: ClassRun, *given: object) -> None:
        plain(self, *given)  # type: ignore[arg-type]
        process = psutil.Process(kernels._warm(self.settings)._process.pid)
        processes = [*process.children(recursive=True), process]  # there may be bubblewrap around it
        for each in processes:
            each.kill()
        psutil.wait_procs(processes, timeout=30)

    monkeypatch.setattr(ClassRun, "_prove", end_it)
    folder = class_of(tmp_path / "class", exercise, cy=exercise.tasks[0].solution + "\n")
    run = ClassRun.prepare(folder, root=course_root, workers=1, fresh=True)
    run.start()
    try:
        records = [run.result(each) for each in run.submissions]
    finally:
        run.close()
    assert len({record.points for record in records}) == 1
    assert records[0].points > 0
    assert not any(record.problem for record in records)


def test_a_solution_that_fails_here_stops_the_run_before_the_first_notebook(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    folder = class_of(tmp_path / "class", exercise)
    checks = course_root / "tests" / "grading" / "test_ex01_counting.py"
    text = checks.read_text(encoding="utf-8")
    text = re.sub(r'^(    """.*"""\n)', r"\1    assert False, 'never'\n", text, flags=re.MULTILINE)
    checks.write_text(text, encoding="utf-8")
    monkeypatch.chdir(course_root)
    out = tmp_path / "out"
    write_whole(out / "gradebook.csv", "the last whole one")
    assert main(["grade", str(folder), "-o", str(out), "--workers", "1", "--fresh"]) == 2
    said = capsys.readouterr().err
    assert "Nothing was graded." in said
    assert "the course's own solution of" in said
    assert (out / "gradebook.csv").read_text() == "the last whole one"


def test_a_cell_of_the_exercise_that_fails_by_itself_is_never_a_mark(
    course_root: Path, exercise: Exercise, tmp_path: Path
) -> None:
    grader, settings = exercise_grader(course_root, "ex01"), settings_for(course_root)
    plan = plan_of(exercise)
    broken = replace(plan, steps=(Step("locked", "raise OSError(28, 'No space left')"), *plan.steps))
    with pytest.raises(
        GraderProblemError, match=r"ex01: a cell that comes with the exercise .* No space left"
    ):
        grader.mark(broken, settings)
    # What a learner breaks stays the learner's: alone, the cell runs.
    own = replace(
        plan,
        steps=(
            plan.steps[0],
            Step("added", "here = 1"),
            Step("locked", "assert 'here' not in globals()"),
            *plan.steps[1:],
        ),
    )
    assert sum(result.points for result in grader.mark(own, settings).results.values()) > 0


def mark_where_a_cell_fails(
    exercise_id: str, plan: Plan, only: Collection[str], settings: Settings
) -> Marked:
    broken = (Step("locked", "raise OSError(28, 'No space left')"), *plan.steps)
    return mark_plan(exercise_id, replace(plan, steps=broken), only, settings)


def test_a_cell_of_the_exercise_that_failed_is_not_kept(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Ana and Ben hand in what proving the course has marked and kept already.
    folder = class_of(tmp_path / "class", exercise, cy=f"{exercise.tasks[0].solution}\n# mine")
    for healthy in (False, True):
        run = ClassRun.prepare(folder, root=course_root, workers=1)
        with monkeypatch.context() as patch:
            if not healthy:
                patch.setattr(class_run, "mark_plan", mark_where_a_cell_fails)
            run.start()
            (cy,) = (each for each in run.submissions if each.learner == "cy")
            try:
                if not healthy:
                    with pytest.raises(GraderProblemError, match="a cell that comes with the exercise fails"):
                        run.result(cy)
                    continue
                assert {learner for *_, learner in run.left} == {"cy"}
                assert len({run.result(each).points for each in run.submissions}) == 1
            finally:
                run.close()


def test_a_cache_that_cannot_be_written_costs_time_only(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    generate(course_at(course_root))
    folder = class_of(tmp_path / "class", exercise)
    shutil.rmtree(course_root / ".cache")
    (course_root / ".cache").write_text("no folder")
    monkeypatch.chdir(course_root)
    out = tmp_path / "out"
    assert main(["grade", str(folder), "-o", str(out), "--workers", "1"]) == 0
    assert "Results of this run are not kept" in capsys.readouterr().err
    assert set(points(out / "gradebook.csv")) == {"ana", "ben"}


def test_a_run_that_breaks_off_leaves_the_whole_gradebook(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    generate(course_at(course_root))
    folder = class_of(tmp_path / "class", exercise)
    monkeypatch.chdir(course_root)
    out = tmp_path / "out"
    grade = ["grade", str(folder), "-o", str(out), "--workers", "1"]
    assert main(grade) == 0
    before = (out / "gradebook.csv").read_bytes()
    plain = ClassRun.result

    def broken(self: ClassRun, submission) -> Record:
        if submission.learner == "ben":
            raise GraderProblemError(f"{submission.path} ({submission.learner}): no room")
        return plain(self, submission)

    with monkeypatch.context() as patch:
        patch.setattr(ClassRun, "result", broken)
        patch.setattr(
            ClassRun,
            "records",
            property(
                lambda self: [r.record for r in self._rows.values() if r.job.submission.learner == "ana"]
            ),
        )
        assert main(grade) == 2
    said = capsys.readouterr().err
    assert "ben/ex01_counting.ipynb (ben): no room" in said
    assert (out / "gradebook.csv").read_bytes() == before
    assert set(points(out / "gradebook-partial.csv")) == {"ana"}
    assert main(grade) == 0
    assert not (out / "gradebook-partial.csv").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 4 MiB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a file system")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(place)]
    done = subprocess.run(mount, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_while_the_class_is_marked_leaves_the_whole_gradebook(
    course_root: Path,
    exercise: Exercise,
    tmp_path: Path,
    small_disk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    generate(course_at(course_root))
    folder, out = class_of(tmp_path / "class", exercise), small_disk / "out"
    monkeypatch.chdir(course_root)
    grade = ["grade", str(folder), "-o", str(out), "--workers", "1"]
    assert main(grade) == 0
    before = (out / "gradebook.csv").read_bytes()
    class_of(tmp_path / "more", exercise, cy="x = 1")
    (tmp_path / "more" / "cy").rename(folder / "cy")
    plain = ClassRun.result

    def fill_up(self: ClassRun, submission: Submission) -> Record:
        record = plain(self, submission)
        with suppress(OSError), (small_disk / "filler").open("ab", buffering=0) as file:
            while True:
                file.write(bytes(1024))
        return record

    with monkeypatch.context() as patch:
        patch.setattr(ClassRun, "result", fill_up)
        capsys.readouterr()
        assert main(grade) == 2
    said = capsys.readouterr().err
    assert "could not be written: No space left on device" in said
    assert "[Errno" not in said
    assert str(out / "gradebook.csv") in said or str(out / "history") in said
    assert (out / "gradebook.csv").read_bytes() == before
    (small_disk / "filler").unlink()
    assert main(grade) == 0
    assert set(points(out / "gradebook.csv")) == {"ana", "ben", "cy"}


def in_shared_memory(process: psutil.Process) -> list[Path]:
    with suppress(psutil.Error):
        paths = [each.path for each in process.memory_maps()] + [each.path for each in process.open_files()]
        return [Path(path) for path in paths if path.startswith("/dev/shm/")]
    return []  # it has just ended


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="warm kernels need Linux")
def test_a_killed_grader_leaves_what_the_next_one_removes(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(course_at(course_root))
    source = f"import time\ntime.sleep(60)\n{exercise.tasks[0].name} = 1"
    folder = class_of(tmp_path / "class", exercise, cy=source)
    packed = tmp_path / "class.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.rglob("*.ipynb"):
            archive.write(path, path.relative_to(folder))
    command = [sys.executable, "-m", "corrige.cli", "grade", str(packed), "-o", str(tmp_path / "out")]
    with tempfile.TemporaryDirectory() as name:  # short, as sockets lie in it
        place = Path(name)
        run = subprocess.Popen(command, cwd=course_root, env={**os.environ, "TMPDIR": name})
        while run.poll() is None and not list(place.glob("corrige-*/sessions/*/work")):
            time.sleep(0.01)
        helpers = psutil.Process(run.pid).children(recursive=True)
        shared = [path for each in (psutil.Process(run.pid), *helpers) for path in in_shared_memory(each)]
        run.send_signal(signal.SIGKILL)
        run.wait()
        psutil.wait_procs(helpers, timeout=30)
        assert list(place.iterdir()), "nothing was left, so nothing is shown"
        monkeypatch.setattr(roots, "YOUNG", 0)
        roots.discard(roots.make_root(place))
        assert [path.name for path in place.iterdir()] == []
    assert not [path for path in shared if path.exists()]


def test_results_in_the_class_folder_are_refused(
    course_root: Path, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    folder = class_of(tmp_path / "class", exercise)
    monkeypatch.chdir(course_root)
    assert main(["grade", str(folder), "-o", str(folder / "out")]) == 2
    assert "would be taken for a learner's folder" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["ana", "ben"]
    (tmp_path / "blocked").write_text("a file")
    assert main(["grade", str(folder), "-o", str(tmp_path / "blocked")]) == 2


def test_earlier_gradebooks_stay(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.csv"
    for number in range(14):
        write_gradebook(path, [Record(f"learner-{number:03d}", "ex01", ())])
        os.utime(path, (number * 60, number * 60))
    kept = sorted((tmp_path / "history").iterdir())
    assert len(kept) == 10
    assert "learner-012" in kept[-1].read_text()
    write_gradebook(path, [], whole=False)
    assert "learner-013" in path.read_text()
    assert partial(path).exists()


def test_neighbours_are_not_graded_in_a_row_and_always_in_the_same_order(
    course_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = read_exercise(course_root / "solutions" / "ex01_counting.py")
    for number in range(20):
        path = tmp_path / "class" / f"learner-{number:03d}" / "ex01_counting.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(solution_notebook(exercise), encoding="utf-8")
    orders = []
    for _ in range(2):
        run = ClassRun.prepare(tmp_path / "class", root=course_root, workers=1, fresh=True)
        for each in run.submissions:
            run._rows[each] = _row(run, each)
        orders.append([each.learner for each in run.order])
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == [each.learner for each in run.submissions]
    assert orders[0] != sorted(orders[0])


def _row(run: ClassRun, submission):
    from corrige.grading.run.class_run import _Row

    return _Row(run._grader(submission).job(submission, run.settings, run._cache))


def test_a_worker_says_when_kernels_are_gone(
    course_root: Path, monkeypatch: pytest.MonkeyPatch, exercise: Exercise
) -> None:
    from corrige.grading.run import exercise_grader as module

    monkeypatch.setattr(module.ExerciseGrader, "mark", lambda *_: None)
    monkeypatch.setattr(module, "is_running", lambda _: False)
    with pytest.raises(KernelError, match="ended while a notebook ran"):
        module.mark_plan("ex01", None, (), Settings(course_root))


def test_threads_of_the_pool_end_with_it(pool: WorkerPool) -> None:
    assert pool.submit(quick, 1).result(60) == 1
    pool.shutdown()
    assert not any(each.name == "corrige-workers" for each in threading.enumerate())


def test_two_pools_end_in_any_order(pool: WorkerPool, tmp_path: Path) -> None:
    with WorkerPool(1, pool._settings) as later:  # copied later, it has the ends of the first one's pipes
        later.submit(note, tmp_path / "later").result(timeout=30)
        pool.shutdown(wait=False)
        pool._thread.join(timeout=30)
        assert not pool._thread.is_alive()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_class_is_marked_without_the_one_that_starts_processes(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    monkeypatch.setattr(spawner, "_PATIENCE", 1.0)
    assert pool.submit(quick, 1).result(60) == 1
    copy = pool._spawner._process
    os.kill(copy.pid, how)
    (worker,) = pool._workers
    os.kill(worker.pid, signal.SIGKILL)
    assert [pool.submit(quick, value).result(60) for value in (2, 3)] == [2, 3]
    assert not copy.is_alive()
