"""The hand-ins of one exercise as Canvas packs them, with what a real class adds to them."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

EXERCISE = "ex03"
#: Places in the class, counted from the first, of those who do something else than the rest.
LATE, TWICE, EXTRA, UNNAMED = (8, 20), 4, 11, 13


def canvas_zip(course: Path, target: Path) -> None:
    """Write the zip: late files, one handed in again, one with a picture beside it, one under another name.

    Parameters
    ----------
    course : Path
        Holds ``class``, ``roster.csv`` and ``exercises``.
    target : Path
    """
    with (course / "roster.csv").open(encoding="utf-8", newline="") as file:
        people = {row["learner"]: row for row in csv.DictReader(file)}
    (stub,) = (course / "exercises").glob(f"{EXERCISE}_*.ipynb")
    files = sorted((course / "class").glob(f"*/{EXERCISE}_*.ipynb"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, path in enumerate(files):
            person = people[path.parent.name]
            late = "LATE_" if place in LATE else ""
            begin = f"{person['name'].replace(' ', '').lower()}_{late}{person['canvas_id']}_{9001 + place}"
            if place == TWICE:
                archive.write(stub, f"{begin}_{path.name}")
                archive.write(path, f"{begin}_{path.stem}-1.ipynb")
            elif place == UNNAMED:
                archive.write(path, f"{begin}_Untitled.ipynb")
            else:
                archive.write(path, f"{begin}_{path.name}")
            if place == EXTRA:
                archive.writestr(f"{begin}_chart.png", b"\x89PNG")
