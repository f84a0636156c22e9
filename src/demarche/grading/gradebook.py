"""Write the gradebook: a row per submission, and for each task points, outcome and reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from demarche.grading.outcomes import Record

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def gradebook_csv(records: Sequence[Record]) -> str:
    """Write records as CSV.

    Parameters
    ----------
    records : sequence of Record

    Returns
    -------
    str
        Columns: learner, exercise, file, points, maximum, waiting, problem, notes, level; then for each
        task, in course order, ``<task>``, ``<task> outcome``, ``<task> reason``.
        The same records give the same bytes.
        Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    tasks = list(dict.fromkeys(result.task for record in records for result in record.results))
    head = ["learner", "exercise", "file", "points", "maximum", "waiting", "problem", "notes", "level"]
    columns = [column for task in tasks for column in (task, f"{task} outcome", f"{task} reason")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*head, *columns])
    for record in records:
        row: list[str] = [
            safe(record.learner),
            record.exercise,
            safe(record.file),
            number(record.points),
            number(record.maximum),
            number(record.waiting),
            safe(record.problem),
            safe(" ".join(record.notes)),
            record.level,
        ]
        results = {result.task: result for result in record.results}
        for task in tasks:
            result = results.get(task)
            row += (
                [number(result.points), result.outcome.value, safe(result.reason)] if result else ["", "", ""]
            )
        writer.writerow(row)
    return out.getvalue()


def write_gradebook(path: Path, records: Sequence[Record]) -> None:
    """Write the gradebook to a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(gradebook_csv(records), encoding="utf-8", newline="")
    part.replace(path)


def number(value: float) -> str:
    """Points without a tail of zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def safe(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula."""
    flat = " ".join(text.split())
    return f"'{flat}" if text.startswith(_RISKY) or flat.startswith(_RISKY) else flat
