"""Pages for people: feedback for each learner, and a report for the teacher. No script, no request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.files import write_whole
from corrige.grading.intake.names import safe_name
from corrige.grading.outcomes import Record
from corrige.grading.report.pages.feedback import feedback_html
from corrige.grading.report.pages.report import report_pages
from corrige.grading.rules.history import read_history
from corrige.grading.rules.regrade import read_requests

__all__ = ["write_pages"]


def write_pages(
    out: Path,
    records: Sequence[Record],
    exercises: Sequence[Exercise],
    *,
    show_solutions: bool = False,
    told: Sequence[str] = (),
    before: Collection[str] = (),
) -> list[Path]:
    """Write ``report.html``, ``report/exNN.html`` and, for every learner, ``feedback/<learner>.html``.

    Each file holds all it needs. The same records give the same bytes. One page is in memory at a time.

    Parameters
    ----------
    out : Path
        Folder for the pages; made if it is not there.
    records : sequence of Record
    exercises : sequence of Exercise
        Those of the course; records of others are passed over.
    show_solutions : bool
        Put the solution below each answer of the feedback. The report never holds them.
    told : sequence of str
        What the run said of itself; the report says it again.
    before : collection of str
        Pages of an earlier run; the report names those that belong to nobody any more.

    Returns
    -------
    list of Path
        The files written: the report first, its pages for exercises, then the learners' pages by name.
    """
    known = {exercise.id for exercise in exercises}
    by_learner: dict[str, list[Record]] = {}
    for record in records:
        if record.exercise in known:
            by_learner.setdefault(record.learner, []).append(record)
    pages = {learner: f"feedback/{safe_name(learner)}.html" for learner in sorted(by_learner)}
    gone = sorted(name for name in before if name.startswith("feedback/") and name not in pages.values())
    told = [*told, *(f"{name} was removed: it belongs to nobody in this class." for name in gone)]
    written = []
    for name, page in report_pages(records, exercises, history=read_history(out), told=told):
        written.append(out / name)
        write_whole(written[-1], page)
    looks = {each.place: each for each in read_requests(out)}
    for learner, name in pages.items():
        page = feedback_html(
            learner, by_learner[learner], exercises, show_solutions=show_solutions, looks=looks
        )
        written.append(out / name)
        write_whole(written[-1], page)
    return written
