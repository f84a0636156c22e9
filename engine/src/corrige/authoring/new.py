"""A new course: a small whole one to change, with a task of each kind, a table, a chapter and checks.

The files lie in ``new_course/`` as they are written, under the name *My course*: no template language.
"""

from __future__ import annotations

import json
import keyword
import re
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

__all__ = ["describe_table", "new_course"]

MODEL = Path(__file__).with_name("new_course")


def new_course(folder: Path, data: Path | None = None) -> list[Path]:
    """Write a course into a new folder; its name is that of the folder.

    Parameters
    ----------
    folder : Path
        New or empty.
    data : Path, optional
        A CSV file to put among the tables, described as far as it can be from its values.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    FileExistsError
        If the folder holds something.
    ValueError
        If its name cannot be that of an import package, or is that of one which is installed.
    """
    name = folder.resolve().name
    package = re.sub(r"\W+", "_", name.lower()).strip("_")
    if not package.isidentifier() or keyword.iskeyword(package):
        raise ValueError(
            f"{name!r} cannot name an import package. Take letters and hyphens, as in my-course."
        )
    if find_spec(package) is not None:
        raise ValueError(f"There is a package {package!r} already. Take another name for the folder.")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty. Name a new folder.")
    words = {
        "my_course": package,
        "my-course": package.replace("_", "-"),
        "My course": package.replace("_", " ").capitalize(),
        "CORRIGE_REQUIREMENT": _requirement(),
    }
    written = []
    for source in sorted(path for path in MODEL.rglob("*") if path.is_file()):
        if "__pycache__" in source.parts:
            continue
        text = source.read_text(encoding="utf-8")
        target = str(source.relative_to(MODEL)).replace("gitignore", ".gitignore")
        for old, new in words.items():
            text, target = text.replace(old, new), target.replace(old, new)
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    if data is not None:
        written.append(_add_table(data, folder / "src" / package / "data"))
    return written


def _requirement() -> str:
    """Where this very engine comes from: a folder if it was installed from one, else the package index."""
    origin = distribution("corrige").read_text("direct_url.json")
    url = str(json.loads(origin)["url"]) if origin else ""
    if url.startswith("file://"):
        return f"{url.removeprefix('file://')}[book,grade,lab]"
    return "corrige[book,grade,lab]>=0.2"


def _add_table(data: Path, folder: Path) -> Path:
    name = re.sub(r"\W+", "_", data.stem.lower()).strip("_")
    table = folder / "tables" / f"{name}.csv"
    frame = pd.read_csv(data, keep_default_na=False, na_values=[""])
    table.write_text(frame.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")
    descriptor = folder / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["resources"].append(describe_table(name, frame))
    descriptor.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return table


def describe_table(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    """A table's resource for ``datapackage.json``, as far as its values tell; the rest is for its author.

    Parameters
    ----------
    name : str
    frame : DataFrame
        As `pandas.read_csv` gives it.
    """
    return {
        "name": name,
        "path": f"tables/{name}.csv",
        "profile": "tabular-data-resource",
        "title": name.replace("_", " ").capitalize(),
        "description": "Say what one row is.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": len(frame),
        "schema": {"fields": [_field(str(column), frame[column]) for column in frame.columns]},
        "traps": [],
        "leavesOut": "Say what is not in the table.",
        "licenses": [{"name": "notspecified", "title": "Say under which licence"}],
        "sources": [{"title": "Say where it comes from"}],
    }


def _field(name: str, values: pd.Series[Any]) -> dict[str, Any]:
    known = values.dropna()
    kind = "string"
    if pd.api.types.is_bool_dtype(known):
        known = known.astype(str)
    elif pd.api.types.is_numeric_dtype(known):
        kind = "integer" if len(known) and (known == known.round()).all() else "number"
    elif len(known) and known.astype(str).str.fullmatch(r"\d{4}-\d{2}-\d{2}").all():
        kind = "date"
    field: dict[str, Any] = {"name": name, "type": kind, "description": "Say what it means"}
    constraints: dict[str, Any] = {} if len(known) < len(values) else {"required": True}
    different = sorted(known.astype(str).unique())
    if kind == "string" and 1 < len(different) <= 12 and len(different) * 3 <= len(known):
        constraints["enum"] = different
    return {**field, "constraints": constraints} if constraints else field
