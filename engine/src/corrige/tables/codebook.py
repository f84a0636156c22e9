"""Write the codebook page of the book from the data package: one section per table.

Run ``python -m demarche.data.codebook book/reference/codebook.md`` after a change to ``datapackage.json``;
with ``--check`` nothing is written, and a page that is out of date is an error with a diff.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

from demarche.data._descriptor import package

INTRODUCTION = """\
# Data codebook

This page is made from the description that comes with the tables; do not edit it by hand.
It says what each table holds, in which units, where it comes from, under which licence, what it leaves out
and where it can mislead you. Read the last two before you compute anything.

In a notebook, load a table by its name, or ask for the same description:

```python
from demarche.data import describe, load, tables

incidents = load("incidents")
describe("incidents")
```

An empty cell is a missing value. Countries are ISO 3166-1 codes of three letters. Dates are ISO 8601.
Where a source gives only a month or a year, the text as recorded and its precision have columns of their own.
"""


def codebook() -> str:
    """The codebook page as MyST Markdown.

    Returns
    -------
    str
        The same text on every call; one top heading, and a section labelled ``table-<name>`` per table.
    """
    resources = sorted(package()["resources"], key=lambda one: str(one["name"]))
    lines = [INTRODUCTION, *_overview(resources)]
    for one in resources:
        lines += ["", *_section(one)]
    return "\n".join(lines) + "\n"


def _overview(resources: list[dict[str, Any]]) -> Iterator[str]:
    yield "| table | rows | what it holds |"
    yield "|---|---:|---|"
    for one in resources:
        yield f"| {{ref}}`{one['name']} <table-{one['name']}>` | {one['rows']:,} | {_cell(one['title'])} |"


def _section(one: dict[str, Any]) -> Iterator[str]:
    yield f"(table-{one['name']})="
    yield f"## {one['title']}"
    yield ""
    yield f'`load("{one["name"]}")`: {one["rows"]:,} rows, {len(one["schema"]["fields"])} columns.'
    yield one["description"]
    yield ""
    yield "| column | type | meaning | unit |"
    yield "|---|---|---|---|"
    for field in one["schema"]["fields"]:
        meaning = f"{field['description']}{_allowed(field)}"
        yield f"| `{field['name']}` | {field['type']} | {_cell(meaning)} | {field.get('unit', '')} |"
    yield ""
    if one["traps"]:
        yield "**Take care**"
        yield ""
        yield from (f"- {trap}" for trap in one["traps"])
        yield ""
    yield f"**Leaves out.** {one['leavesOut']}"
    yield ""
    yield "**Licence.** " + "; ".join(_link(licence) for licence in one["licenses"]) + "."
    yield ""
    yield "**Source.** " + "; ".join(_link(source) for source in one["sources"]) + "."


def _allowed(field: dict[str, Any]) -> str:
    """The list of values of a coded column, in words."""
    values = field.get("constraints", {}).get("enum")
    if not values or field["type"] != "string":
        return ""
    ordered = ", in this order" if field.get("categoriesOrdered") else ""
    return f" (one of{ordered}: " + ", ".join(f"`{value}`" for value in values) + ")"


def _link(item: dict[str, str]) -> str:
    return f"[{item['title']}]({item['path']})" if "path" in item else item["title"]


def _cell(text: str) -> str:
    """Text that can stand in a Markdown table."""
    return text.replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or check that the one on disk is up to date."""
    parser = argparse.ArgumentParser(prog="python -m demarche.data.codebook", description=codebook.__doc__)
    parser.add_argument("page", type=Path, help="the page, for example book/reference/codebook.md")
    parser.add_argument("--check", action="store_true", help="write nothing; fail with a diff if out of date")
    chosen = parser.parse_args(arguments)
    new = codebook()
    if not chosen.check:
        chosen.page.write_text(new, encoding="utf-8", newline="\n")
        return 0
    old = chosen.page.read_text(encoding="utf-8") if chosen.page.exists() else ""
    sys.stdout.writelines(
        unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), str(chosen.page), "datapackage.json"
        )
    )
    if old != new:
        print(
            f"{chosen.page} is out of date: run python -m demarche.data.codebook {chosen.page}",
            file=sys.stderr,
        )
    return int(old != new)


if __name__ == "__main__":
    raise SystemExit(main())
