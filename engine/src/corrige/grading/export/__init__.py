"""Marks in the shapes that learning platforms take in: one module for each, all from the same records."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.export.canvas import canvas_csv
from corrige.grading.export.classroom50 import classroom50_csv
from corrige.grading.export.gradescope import gradescope_files
from corrige.grading.export.moodle import moodle_csv
from corrige.grading.files import write_whole
from corrige.grading.outcomes import Record
from corrige.grading.rules.roster import Roster

__all__ = ["Export", "write_exports"]

#: Records, their exercises and the roster in; name and text of each file below ``exports/`` out.
Export = Callable[[Sequence[Record], Sequence[Exercise], Roster], Mapping[str, str]]


def write_exports(
    out: Path,
    records: Sequence[Record],
    exercises: Sequence[Exercise],
    *,
    roster: Roster | None = None,
    own: Iterable[Export] = (),
) -> list[Path]:
    """Write the marks for Canvas, Moodle, Gradescope and Classroom 50.

    Parameters
    ----------
    out : Path
        Gets ``exports/canvas.csv``, ``exports/moodle.csv``, ``exports/classroom50.csv`` and
        ``exports/gradescope/exNN/<learner>.json``. Files of an earlier run are replaced, those of learners
        who are gone are removed.
    records : sequence of Record
    exercises : sequence of Exercise
        Those of the records, at least.
    roster : Roster, optional
        What the platforms call the learners.
    own : iterable of callable
        Exports of the course itself: what it registers in the entry point group ``corrige.exports``.

    Returns
    -------
    list of Path
        The files written, sorted. The same marks give the same bytes.
    """
    folder = out / "exports"
    roster = roster or Roster()
    known = {record.exercise for record in records}
    course = [exercise for exercise in exercises if exercise.id in known]
    # Neither of the two knows of learners who are excused: their marks there stay as they are.
    marked = [record for record in records if not record.excused]
    files = {
        "canvas.csv": canvas_csv(records, course, roster),
        "moodle.csv": moodle_csv(records, course, roster),
        **{f"gradescope/{name}": text for name, text in gradescope_files(marked, course).items()},
        "classroom50.csv": classroom50_csv(marked, roster),
    }
    for export in own:
        files |= export(records, course, roster)
    if not (folder / "gradescope").is_symlink():
        _keep_only(folder / "gradescope", {folder / name for name in files})
    for name, text in files.items():
        write_whole(folder / name, text)
    return sorted(folder / name for name in files)


def _keep_only(folder: Path, files: Collection[Path]) -> None:
    """Remove what an earlier run has left in a folder, and folders that are empty then."""
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder comes before it
        if path.is_dir() and not path.is_symlink():
            with contextlib.suppress(OSError):
                path.rmdir()
        elif path not in files:
            path.unlink()
