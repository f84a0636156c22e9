"""A task run anew in the open: what a fresh kernel gives, beside what was marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corrige.grading.intake.unpack import taken_in
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record, TaskResult
from corrige.grading.rules.regrade import RegradeError, Request
from corrige.grading.run.class_run import ClassRun


def run_again(submissions: Path, record: Record, *, unconfined: bool = False) -> Record:
    """Mark a submission anew, whatever is kept of it.

    Parameters
    ----------
    submissions : Path
        As `grade_folder` takes it.
    record : Record
        As it was marked.
    unconfined : bool
        As in `ClassRun.prepare`.

    Raises
    ------
    RegradeError
        If the notebook is not among them any more.
    """
    with taken_in(submissions) as intake:
        run = ClassRun.prepare(intake.folder, workers=1, fresh=True, unconfined=unconfined)
        learner = record.handed_in_by or record.learner
        for each in run.submissions:
            paths = [path for path in (each.path, *each.others) if path is not None]
            mine = [path for path in paths if path.name == record.file]
            if (each.learner, each.exercise) == (learner, record.exercise) and mine:
                wanted = replace(each, path=mine[0], others=())
                run.submissions = [wanted]
                run.start()
                try:
                    return run.result(wanted)
                finally:
                    run.close()
    raise RegradeError(
        f"{record.file or 'A notebook'} of {learner} is not in {submissions}.\n"
        "  Name the folder or zip that was graded."
    )


def in_the_open(request: Request, before: TaskResult, now: TaskResult) -> Iterator[str]:
    """What to read before a decision, line by line: the request, the answer, each check, the points."""
    where = f"{request.learner}, {request.exercise}, {request.task}"
    yield f"Request {request.number}, {where}: {request.request}"
    yield "The answer:"
    yield from (f"    {line}" for line in now.source.splitlines())
    if now.seen:
        yield "The value that was found:"
        yield from (f"    {line}" for line in now.seen.splitlines())
    for check in now.checks:
        yield f"  {'holds' if check.held else 'does not hold'}: {check.about}"
        if check.message:
            yield f"      {check.message}"
    if now.reason:
        yield f"  Reason: {now.reason}"
    yield f"Marked before: {said(before)}. Run anew: {said(now)}."


def said(result: TaskResult) -> str:
    """A task's points and outcome in few words."""
    return f"{number(result.points)} of {number(result.maximum)} points, {result.outcome.value}"
