"""Tables that people fill in, or open in a spreadsheet: read with checks, written without surprises."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from corrige.grading.files import write_whole

# The wide forms too: a spreadsheet set to an East Asian language reads them as the narrow ones.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# A spreadsheet that takes one of these for the separator begins a new cell there, also in quotation marks.
_SEPARATORS = frozenset(";\t\n")
# A run is matched from its first letter on, and only once: the text may be long.
_BEFORE = re.compile(r'(?<![\s;"])[\s;"]++(?=[=+@\uff1d\uff0b\uff0d\uff20]|-(?! ))')
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class TableError(ValueError):
    """A table holds something that cannot be read; says where, what, and what to do.

    Parameters
    ----------
    path : Path
        The file.
    row : int
        As a spreadsheet counts: the header is row 1.
    column, problem, advice : str
        Which column (empty: the whole row), what is wrong, and what to do about it.
    """

    def __init__(self, path: Path, row: int, column: str, problem: str, advice: str) -> None:
        where = f"{path}, row {row}" + (f", column {column}" if column else "")
        super().__init__(f"{where}: {problem}\n  {advice}")


@dataclass(frozen=True)
class Row:
    """One row of a table: where it stands, and its cells by column; a column that is not there is empty."""

    path: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def error(self, column: str, problem: str, advice: str) -> TableError:
        """An error about one cell of this row."""
        return TableError(self.path, self.number, column, problem, advice)

    def needed(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self[column]:
            raise self.error(column, "the cell is empty.", "Fill it in, or take the whole row out.")
        return self[column]

    def one_of(self, column: str, known: Iterable[str], what: str) -> str:
        """A cell that must hold one of some known names; as they are, or as `guarded` wrote them."""
        cell = self.needed(column)
        known = list(known)
        names = {spelling: name for name in known for spelling in spellings(name)}
        if cell not in names:
            close = get_close_matches(cell, sorted(names), n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(close)}?" if close else f"Known: {_some(sorted(known))}."
            raise self.error(
                column, f"there is no {what} {cell!r}.", f"{hint} Correct it, or take the row out."
            )
        return names[cell]

    def number_between(self, column: str, least: float, most: float, what: str) -> float:
        """A cell that must hold a number between two others; a decimal comma is read as well."""
        cell = self.needed(column)
        try:
            value = float(cell.replace(",", "."))
        except ValueError:
            raise self.error(column, f"{cell!r} is not a number.", f"Write {what}.") from None
        if not least <= value <= most:
            raise self.error(column, f"{cell} is out of range.", f"Write {what}.")
        return value


def spellings(name: str) -> tuple[str, ...]:
    """How a name may stand in a table: as it is, or as `guarded` wrote it."""
    return guarded(" ".join(name.split())), guarded(name).strip(), name


def read_table(path: Path, needed: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """Read a CSV file that a person or a spreadsheet wrote.

    Parameters
    ----------
    path : Path
        UTF-8, with or without a byte-order mark; separated by commas, semicolons or tabs.
    needed, optional : sequence of str
        Columns that must and that may be there; others are ignored.

    Returns
    -------
    list of Row
        Without the rows that are empty; spaces around cells are dropped.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If it is not such a table; with file, row, column and what to do.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise FileNotFoundError(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise TableError(
            path, 1, "", "the file is not UTF-8 text.", "Save it from the spreadsheet as 'CSV UTF-8'."
        ) from None
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        # The limit is the process's own and other libraries lift it; a cell this long is no mark.
        csv.field_size_limit(131_072)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise TableError(
            path,
            1,
            "",
            f"the file is no CSV table ({problem}).",
            "Save it from the spreadsheet as 'CSV UTF-8'.",
        ) from None
    head = [name.strip().lower() for name in lines[0]] if lines else []
    for column in needed:
        if column not in head:
            raise TableError(
                path,
                1,
                column,
                "there is no such column.",
                f"The first row names the columns: {', '.join(needed)}.",
            )
    for column in (*needed, *optional):
        if head.count(column) > 1:
            raise TableError(path, 1, column, "the column is there twice.", "Take one of the two out.")
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(head) and any(cell.strip() for cell in cells[len(head) :]):
            raise TableError(
                path,
                number,
                "",
                f"the row has {len(cells)} cells, the first row has {len(head)}.",
                "Put a text that holds the separator between double quotes.",
            )
        named = zip(head, cells, strict=False)
        rows.append(Row(path, number, {name: cell.strip() for name, cell in named}))
    return rows


def write_table(
    path: Path, head: Sequence[str], rows: Iterable[Sequence[str]], *, mark: bool = False
) -> None:
    """Write a CSV file, whole or not at all; the same rows give the same bytes.

    Parameters
    ----------
    path : Path
    head : sequence of str
    rows : iterable of sequences of str
        Cells that hold what a learner wrote must have gone through `guarded`.
    mark : bool
        Begin with a byte-order mark: spreadsheets need it to take the file for UTF-8.
    """
    write_whole(path, ("\ufeff" if mark else "") + table_text(head, rows))


def table_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and that every tool can read; lines are kept."""
    clean = plain(text)
    clean = _BEFORE.sub(lambda run: run[0] + "'" * (not _SEPARATORS.isdisjoint(run[0])), clean)
    return f"'{clean}" if text.startswith(_RISKY) or clean.lstrip().startswith(_RISKY) else clean


def unguarded(cell: str) -> str:
    """What `guarded` was given, if it put an apostrophe in front."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def plain(text: str) -> str:
    """Text without control characters (but lines and tabs) and without halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "") if names else "none"
