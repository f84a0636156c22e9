"""The last five lines of `make course`: what was made, and how to open it."""

from __future__ import annotations

import csv
from pathlib import Path


def closing_lines(root: Path) -> list[str]:
    """Say what `make course` made.

    Parameters
    ----------
    root : Path
        The course.

    Returns
    -------
    list of str
        Five lines, with paths relative to the root.
    """
    pages = len(list((root / "_build" / "html").rglob("*.html")))
    notebooks = len(list((root / "exercises").glob("*.ipynb")))
    with (root / "_build" / "grades" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    learners = len({row["learner"] for row in rows})
    return [
        f"The book:       _build/html/index.html ({pages} pages; open it in a browser)",
        f"The exercises:  exercises/ ({notebooks} notebooks; `make lab` opens them)",
        f"A sample class: _build/class ({learners} synthetic learners, {len(rows)} notebooks)",
        f"Its marks:      _build/grades/gradebook.csv ({len(rows)} rows), report.html, feedback/, exports/",
        "Your own class: make grade SUBMISSIONS=folder OUT=results",
    ]


if __name__ == "__main__":
    print("\n".join(closing_lines(Path.cwd())))
