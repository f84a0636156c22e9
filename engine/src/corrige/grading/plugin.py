"""The pytest plugin (entry point `corrige`): marks come out of ordinary pytest functions.

Without ``--submissions`` a check file is an ordinary test file, and `answers` come from the solution, run in
a kernel like any submission: a bare ``pytest`` proves the course. With ``--submissions DIR`` each check file
becomes one item per submission; an item fails only if the grader could not do its work, never because
of what a learner wrote.

The rest of the package is imported when it is needed, as every pytest in the environment loads this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from corrige.grading.run.answers import Answers
    from corrige.grading.run.reference import Reference

_CHECK_FILE = re.compile(r"^test_(?P<slug>(?P<id>ex\d\d)_[a-z0-9_]+)\.py$")
_RUN = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the instructor's options."""
    # The others have a word before them: pytest has one list of names for all plug-ins.
    group = parser.getgroup("corrige", "grading a class")
    group.addoption("--submissions", metavar="DIR", help="grade the notebooks in this folder")
    group.addoption("--gradebook", metavar="FILE", help="write the marks to this CSV file")
    group.addoption(
        "--grading-workers",
        metavar="N",
        type=int,
        help="notebooks to grade at a time (default: one per core)",
    )
    group.addoption("--grading-fresh", action="store_true", help="mark everything anew, whatever was kept")
    group.addoption(
        "--grading-unconfined", action="store_true", help="run notebooks without confinement (you trust them)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark and, with ``--submissions``, prepare the run."""
    config.addinivalue_line("markers", "task(id, weight=1): the graded task that a check belongs to")
    folder = config.getoption("--submissions")
    if config.getoption("--gradebook") and not folder:
        raise pytest.UsageError("--gradebook needs --submissions DIR: it says whose marks to write.")
    if folder is None:
        return
    from corrige.grading.run.class_run import ClassRun

    try:
        config.stash[_RUN] = ClassRun.prepare(
            Path(folder).resolve(),
            workers=config.getoption("--grading-workers"),
            fresh=config.getoption("--grading-fresh"),
            unconfined=config.getoption("--grading-unconfined"),
        )
    except (FileNotFoundError, ValueError) as problem:
        raise pytest.UsageError(str(problem)) from None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """With ``--submissions``, collect submissions instead of check functions, and nothing else."""
    run = parent.config.stash.get(_RUN, None)
    if run is None:
        return None
    return SubmissionFile.from_parent(parent, path=module_path)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start grading as soon as it is known what there is to grade."""
    run = session.config.stash.get(_RUN, None)
    if run is not None and not session.config.option.collectonly:
        run.start([item.submission for item in session.items if isinstance(item, SubmissionItem)])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the workers, whatever happened."""
    run = config.stash.get(_RUN, None)
    if run is not None:
        run.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the gradebook."""
    run = session.config.stash.get(_RUN, None)
    target = session.config.getoption("--gradebook")
    if run is not None and target and run.records:
        from corrige.grading.export.gradebook import write_gradebook

        write_gradebook(Path(target), run.records, whole=run.is_whole)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say in a few lines what became of the class."""
    run = config.stash.get(_RUN, None)
    if run is not None and run.records:
        terminalreporter.section("class")
        from corrige.grading.report.summary import summary_lines

        for line in summary_lines(run.records):
            terminalreporter.line(line)
        if config.getoption("--gradebook"):
            terminalreporter.line(f"Gradebook: {config.getoption('--gradebook')}")


class SubmissionFile(pytest.File):
    """A check file, as the submissions that it marks."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each submission to this file's exercise."""
        match = _CHECK_FILE.match(self.path.name)
        run = self.config.stash[_RUN]
        for submission in run.submissions if match else []:
            if match and submission.exercise == match["id"]:
                yield SubmissionItem.from_parent(self, name=f"{submission.learner}", submission=submission)


class SubmissionItem(pytest.Item):
    """One submission. Its report carries the record; it fails only if there is none."""

    def __init__(self, *, submission: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.submission = submission

    def runtest(self) -> None:
        """Wait for the record."""
        record = self.config.stash[_RUN].result(self.submission)
        self.user_properties.append(("points", f"{record.points:g} of {record.maximum:g}"))

    def reportinfo(self) -> tuple[Path, int, str]:
        """What pytest prints for this item."""
        return self.path, 0, f"{self.submission.exercise}: {self.submission.learner}"


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> Iterator[Answers]:
    """What the solution's notebook says, run in a kernel as a submission would be."""
    from corrige.grading.run.proving import solved

    with solved(_slug(request)) as values:
        yield values


@pytest.fixture(scope="module")
def reference(request: pytest.FixtureRequest) -> Reference:
    """What is right: the solution, run in this process."""
    from corrige.grading.run.proving import grader_for

    return grader_for(_slug(request)).reference


def _slug(request: pytest.FixtureRequest) -> Path:
    path: Path = request.path
    if not _CHECK_FILE.match(path.name):
        raise pytest.UsageError(
            f"{path.name} asks for answers, but is not named like test_ex03_short_title.py."
        )
    return path
