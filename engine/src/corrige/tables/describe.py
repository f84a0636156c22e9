"""What a reader should know about a table before using it, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import fill
from typing import Any


@dataclass(frozen=True)
class Column:
    """One column: its name, type, meaning and unit."""

    name: str
    type: str
    meaning: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.meaning} [{self.unit}]" if self.unit else self.meaning


@dataclass(frozen=True)
class Description:
    """One table in plain words. Printing it, or leaving it at the end of a cell, shows the whole."""

    name: str
    title: str
    about: str
    rows: int
    columns: tuple[Column, ...]
    traps: tuple[str, ...]
    leaves_out: str
    licence: str
    sources: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        head = f"<h4>{escape(self.title)} <code>{escape(self.name)}</code></h4><p>{escape(self.about)}</p>"
        body = "".join(
            f"<tr><th scope='row' style='text-align:left'><code>{escape(c.name)}</code></th>"
            f"<td>{escape(c.type)}</td><td style='text-align:left'>{escape(str(c))}</td></tr>"
            for c in self.columns
        )
        table = (
            f"<table><caption>{self.rows:,} rows, {len(self.columns)} columns</caption>"
            "<thead><tr><th scope='col'>column</th><th scope='col'>type</th>"
            "<th scope='col'>meaning</th></tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )
        traps = "".join(f"<li>{escape(trap)}</li>" for trap in self.traps)
        foot = (
            f"<p><strong>Take care</strong></p><ul>{traps}</ul>" if traps else ""
        ) + f"<p>Leaves out: {escape(self.leaves_out)}<br>Licence: {escape(self.licence)}</p>"
        return head + table + foot

    def _lines(self) -> Iterator[str]:
        yield f"{self.name}: {self.title} ({self.rows:,} rows, {len(self.columns)} columns)"
        yield fill(self.about, 100)
        yield ""
        width = max(len(column.name) for column in self.columns)
        for column in self.columns:
            yield fill(f"{column.name:<{width}}  {column}", 100, subsequent_indent=" " * (width + 2))
        for trap in self.traps:
            yield fill(f"Take care: {trap}", 100, subsequent_indent="  ")
        yield fill(f"Leaves out: {self.leaves_out}", 100, subsequent_indent="  ")
        yield f"Licence: {self.licence}"


@dataclass(frozen=True)
class Descriptions:
    """Several tables in plain words; in a notebook each is a line that opens."""

    tables: tuple[Description, ...]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.tables))

    def _repr_html_(self) -> str:
        return "".join(
            f"<details><summary><code>{escape(each.name)}</code>: {escape(each.title)} "
            f"({each.rows:,} rows, {len(each.columns)} columns)</summary>{each._repr_html_()}</details>"
            for each in self.tables
        )


def described(about: dict[str, Any]) -> Description:
    """A table's resource in the descriptor, as a description that shows itself."""
    return Description(
        name=about["name"],
        title=about["title"],
        about=about["description"],
        rows=about["rows"],
        columns=tuple(
            Column(field["name"], field["type"], field["description"], field.get("unit", ""))
            for field in about["schema"]["fields"]
        ),
        traps=tuple(about["traps"]),
        leaves_out=about["leavesOut"],
        licence="; ".join(licence["title"] for licence in about["licenses"]),
        sources=tuple(source["title"] for source in about["sources"]),
    )
