"""The same class on a cluster: same bytes, and a worker killed in the middle costs time, not marks."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.grading.run.class_run import ClassRun
from corrige.grading.run.cluster import NoClusterError, cluster_executor

pytestmark = [
    pytest.mark.slow,
    # distributed's own servers complain while they are taken down around a killed worker.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def class_folder(course_root: Path, tmp_path: Path) -> Path:
    exercise = read_exercise(course_root / "solutions" / "ex01_counting.py")
    folder = tmp_path / "class"
    for number in range(10):
        text = solution_notebook(exercise).replace("Rows by kind", f"Rows by kind, {number}")
        if number % 3 == 0:
            text = text.replace('table[\\"event\\"].nunique()', "len(table)")
        path = folder / f"learner-{number:03d}" / "ex01_counting.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_cluster_gives_the_same_gradebook_even_if_a_worker_is_killed(
    course_root: Path, class_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.chdir(course_root)
    assert main(["grade", str(class_folder), "-o", "here", "--workers", "1", "--fresh"]) == 0
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        victim = cluster.workers[0]
        at_work: list[str] = []

        def kill_one() -> None:
            while not at_work:
                time.sleep(0.01)
                at_work.extend(map(str, cluster.scheduler.workers[victim.worker_address].processing))
            os.kill(victim.pid, signal.SIGKILL)

        killer = threading.Thread(target=kill_one, daemon=True)
        killer.start()
        assert main(["grade", str(class_folder), "-o", "there", "--fresh", "--scheduler", address]) == 0
        killer.join(timeout=5)
        assert at_work, "the worker was never given anything, so nothing was lost by killing it"
    here, there = (course_root / place / "gradebook.csv" for place in ("here", "there"))
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("threads", [1, 2])
def test_judging_has_its_limit_on_a_worker_that_may_be_ended(threads: int) -> None:
    import dask
    from distributed import LocalCluster
    from distributed.scheduler import KilledWorker

    def for_ever() -> bool:
        from corrige.grading.run import deadline

        deadline.MOST_SECONDS = 0.3
        with deadline.judging():
            end = time.thread_time() + 3
            while time.thread_time() < end:
                pass
        return True

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=1, threads_per_worker=threads, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        cluster_executor(cluster.scheduler_address) as executor,
    ):
        judged = executor.submit(for_ever)
        if threads == 1:
            with pytest.raises(KilledWorker):
                judged.result(120)
        else:
            assert judged.result(120), "another notebook, in another thread, would have been ended with it"


def test_what_others_marked_is_kept_here(
    course_root: Path, class_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's own disk may be gone by the time the run is started again."""

    class Elsewhere(ThreadPoolExecutor):
        """Another machine: what it keeps is not to be seen here."""

        def submit(self, work, *arguments):
            *given, settings = arguments
            return super().submit(work, *given, replace(settings, store=None))

    monkeypatch.chdir(course_root)
    with Elsewhere(1) as executor:
        run = ClassRun.prepare(class_folder, executor=executor)
        run.start()
        first = [run.result(each) for each in run.submissions]
        run.close()
    again = ClassRun.prepare(class_folder, workers=1)
    again.start()
    assert again.records == first, "all is known, nothing is left to run"


def test_no_scheduler_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrige.grading.run.cluster.PATIENCE", 0.5)
    with (
        pytest.raises(NoClusterError, match="No Dask scheduler answers"),
        cluster_executor("tcp://127.0.0.1:9"),
    ):
        pass
