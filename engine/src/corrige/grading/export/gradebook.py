"""Write the gradebook: a row per submission, and for each task points, outcome and reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from corrige.grading.files import write_whole
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record
from corrige.grading.tables import guarded, table_text

_HEAD = ["learner", "exercise", "file", "points", "maximum", "waiting", "problem", "notes", "level"]
_RULES = ["earned", "penalty", "penalty reason", "group", "excused"]
_MOST_KEPT = 10


def gradebook_csv(records: Sequence[Record]) -> str:
    """Write records as CSV.

    Parameters
    ----------
    records : sequence of Record

    Returns
    -------
    str
        Columns: learner, exercise, file, points, maximum, waiting, problem, notes, level; earned (points
        before the penalty), penalty, penalty reason, group, excused (why the exercise does not count for the
        learner, who then has no points); then for each task, in course order, ``<task>``,
        ``<task> outcome``, ``<task> reason``.
        The same records give the same bytes.
        Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    tasks = list(dict.fromkeys(result.task for record in records for result in record.results))
    columns = [column for task in tasks for column in (task, f"{task} outcome", f"{task} reason")]
    return table_text([*_HEAD, *_RULES, *columns], [_row(record, tasks) for record in records])


def _row(record: Record, tasks: Sequence[str]) -> list[str]:
    row = [
        safe(record.learner),
        record.exercise,
        safe(record.file),
        "" if record.excused else number(record.points),
        number(record.maximum),
        number(record.waiting),
        safe(record.problem),
        safe(" ".join(record.notes)),
        record.level,
        number(record.earned),
        number(record.penalty),
        safe(record.penalty_reason),
        safe(record.group),
        safe(record.excused),
    ]
    results = {result.task: result for result in record.results}
    for task in tasks:
        result = results.get(task)
        row += [number(result.points), result.outcome.value, safe(result.reason)] if result else ["", "", ""]
    return row


def write_gradebook(path: Path, records: Sequence[Record], *, whole: bool = True) -> None:
    """Write the gradebook of a class to a file, whole or not at all.

    Parameters
    ----------
    path : Path
        What stood there before stays in the folder ``history`` beside it, with what stood there before that.
    records : sequence of Record
    whole : bool
        Whether everybody's row is there. If not, the file stays as it is, and what there is goes into one of
        its own (see `partial`), until the next whole one.
    """
    text = gradebook_csv(records)
    if not whole:
        write_whole(partial(path), text)
        return
    before = path.read_bytes() if path.is_file() else b""
    if before not in (b"", text.encode()):
        kept = path.parent / "history"
        stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y%m%d-%H%M%S")
        write_whole(kept / f"{path.stem}-{stamp}{path.suffix}", before.decode("utf-8", "replace"))
        for old in sorted(kept.glob(f"{path.stem}-*{path.suffix}"))[:-_MOST_KEPT]:
            old.unlink()
    write_whole(path, text)
    partial(path).unlink(missing_ok=True)


def partial(path: Path) -> Path:
    """Where what there is of a gradebook goes while some rows are missing."""
    return path.with_name(f"{path.stem}-partial{path.suffix}")


def safe(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula."""
    return guarded(" ".join(text.split()))
