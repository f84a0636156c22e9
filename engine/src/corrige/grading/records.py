"""Records on disk: what the marker found, before any person or rule has changed a point."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corrige.grading.files import write_whole
from corrige.grading.outcomes import Record, record_from_json

NAME = "records.json"


def write_records(out: Path, records: Sequence[Record]) -> Path:
    """Write the records of a class to ``OUT/records.json``.

    Pictures and running times are left out: the same marks give the same bytes.
    """
    lean = [
        replace(
            record,
            seconds=0.0,
            results=tuple(replace(each, picture="", is_handed_in=False) for each in record.results),
        )
        for record in records
    ]
    path = out / NAME
    write_whole(path, json.dumps([record.to_json() for record in lean], indent=1) + "\n")
    return path


def read_records(out: Path) -> list[Record]:
    """Read the records of a class.

    Raises
    ------
    FileNotFoundError
        If the folder holds no graded class.
    ValueError
        If the file is damaged.
    """
    path = out / NAME
    try:
        return [record_from_json(each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(
            f"There is no graded class in {out}: {NAME} is missing.\n"
            f"  Run `corrige grade CLASS -o {out}` first."
        ) from None
    except (ValueError, KeyError, TypeError) as problem:
        raise ValueError(
            f"{path} is damaged ({problem}).\n"
            f"  Run `corrige grade CLASS -o {out}` again; what was marked is not run anew."
        ) from None
