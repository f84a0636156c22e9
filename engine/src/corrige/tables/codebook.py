"""The codebook: a page of a course's book made from the description of its tables, one section per table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corrige.tables.tables import Tables

INTRODUCTION = """\
% Made from the description that comes with the tables: change that, and run the command `exercises`.

# Data codebook

This page says what each table holds, in which units, where it comes from, under which licence, what it leaves
out and where it can mislead you. Read the last two before you compute anything.

In a notebook, load a table by its name, or ask for the same description:

```python
from {package}.data import describe, load, tables

{first} = load("{first}")
describe("{first}")
```

An empty cell is a missing value. Countries are ISO 3166-1 codes of three letters. Dates are ISO 8601.
Where a source gives only a month or a year, the text as recorded and its precision have columns of their own.
"""


def codebook(tables: Tables, package: str) -> str:
    """The codebook page as MyST Markdown.

    Parameters
    ----------
    tables : Tables
    package : str
        What learners import.

    Returns
    -------
    str
        The same text on every call; one top heading, and a section labelled ``table-<name>`` per table.
    """
    resources = sorted(tables.descriptor["resources"], key=lambda one: str(one["name"]))
    first = tables.descriptor.get("example", resources[0]["name"])
    lines = [INTRODUCTION.format(package=package, first=first), *_overview(resources)]
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
