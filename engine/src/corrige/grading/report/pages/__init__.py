"""Pages for people: feedback for each learner, and a report for the teacher. No script, no request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.files import write_whole
from corrige.grading.intake.names import safe_name
from corrige.grading.outcomes import Record
from corrige.grading.report.pages.feedback import feedback_html
from corrige.grading.report.pages.report import report_html

__all__ = ["write_pages"]


def write_pages(
    out: Path, records: Sequence[Record], exercises: Sequence[Exercise], *, show_solutions: bool = False
) -> list[Path]:
    """Write ``report.html`` and, for every learner, ``feedback/<learner>.html``.

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

    Returns
    -------
    list of Path
        The files written: the report first, then the learners' pages by name.
    """
    known = {exercise.id for exercise in exercises}
    by_learner: dict[str, list[Record]] = {}
    for record in records:
        if record.exercise in known:
            by_learner.setdefault(record.learner, []).append(record)
    written = [out / "report.html"]
    write_whole(written[0], report_html(records, exercises))
    for learner in sorted(by_learner):
        page = feedback_html(learner, by_learner[learner], exercises, show_solutions=show_solutions)
        written.append(out / "feedback" / f"{safe_name(learner)}.html")
        write_whole(written[-1], page)
    return written
