"""Mark the form of a class's briefs, and add up what a person gave for their substance.

Each notebook runs in a fresh, confined kernel; the brief is fetched from it as data and judged here, by the
rules that the learner's own check uses. Whatever the notebook says of itself counts for nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corrige.grading.export import write_exports
from corrige.grading.export.gradebook import safe
from corrige.grading.intake.names import safe_name
from corrige.grading.intake.notebook import RawCell, UnreadableNotebookError, read_notebook
from corrige.grading.intake.unpack import taken_in
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record
from corrige.grading.rules.marking_rules import InstructorFiles
from corrige.grading.run.answers import Answers, NotAttemptedError, UnreadableError
from corrige.grading.run.kernels import Settings, open_kernel
from demarche.capstone.page import brief_page, words_of
from demarche.capstone.records import brief_record, brief_rules
from demarche.capstone.rubric import CRITERIA, LEVELS
from demarche.capstone.structure import POINTS, Requirement, requirements, structure_points

_NAMED = re.compile(r"^(?:(?P<learner>.+?)[-_ ])?capstone[_\- ].*\.ipynb$", re.IGNORECASE)
_MOST_KERNELS = 4
_FORM = ["learner", "file", "form", "form maximum", "missing", "words", "problem", "level of confinement"]
_BY_HAND = [*(each.name for each in CRITERIA), "comment"]
COLUMNS = [*_FORM, *_BY_HAND, "lateness", "total"]


class MarksError(ValueError):
    """A table of marks holds something that cannot be read; says where and what to do."""


@dataclass(frozen=True)
class MarkedBrief:
    """One learner's brief.

    Attributes
    ----------
    found : tuple of Requirement
        What the form needs, and what of it is missing.
    problem : str
        Why there is no brief to look at; empty if there is one.
    brief : object
        As the kernel gave it, never trusted; None if there is none.
    level : str
        How the notebook was confined.
    """

    learner: str
    file: str
    found: tuple[Requirement, ...]
    problem: str = ""
    brief: Any = None
    level: str = ""

    @property
    def points(self) -> float:
        """Points for the form."""
        return 0.0 if self.problem else structure_points(self.found)


def find_briefs(folder: Path) -> list[tuple[str, Path | None]]:
    """Every learner of a folder with the brief handed in, if there is one.

    Parameters
    ----------
    folder : Path
        Holds ``<learner>/capstone_….ipynb`` or ``<learner>-capstone_….ipynb``.

    Raises
    ------
    FileNotFoundError
        If there is no folder, or no brief in it.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}.")
    found: dict[str, Path | None] = {}
    for child in sorted(folder.iterdir()):
        if child.name.startswith(".") or child.is_symlink():
            continue
        if child.is_dir():
            briefs = [path for path in sorted(child.iterdir()) if _NAMED.match(path.name)]
            found[child.name] = briefs[0] if briefs else found.get(child.name)
        elif (match := _NAMED.match(child.name)) and match["learner"]:
            found[match["learner"]] = child
    if not any(found.values()):
        raise FileNotFoundError(f"No notebook named like capstone_….ipynb in {folder}.")
    return sorted(found.items())


def mark_brief(learner: str, path: Path | None, settings: Settings) -> MarkedBrief:
    """Run one notebook and look at its brief; never raises for anything that the notebook does."""
    if path is None:
        return MarkedBrief(learner, "", requirements(None), "No brief was handed in.")
    try:
        cells = [cell for cell in read_notebook(path) if cell.type == "code" and cell.source.strip()]
    except UnreadableNotebookError as error:
        return MarkedBrief(learner, path.name, requirements(None), str(error))
    brief, problem, level = _fetch(cells, settings)
    return MarkedBrief(learner, path.name, requirements(brief), problem, brief, level)


def _fetch(cells: Sequence[RawCell], settings: Settings) -> tuple[Any, str, str]:
    """The brief of a notebook, why there is none, how it ran. A cell that ends the kernel is left out."""
    left_out: set[int] = set()
    level = ""
    for _ in range(_MOST_KERNELS):
        with open_kernel(settings) as kernel:
            level = kernel.level
            for place, cell in enumerate(cells):
                if place not in left_out:
                    kernel.run(cell.source)
                if not kernel.alive:
                    left_out.add(place)
                    break
            else:
                try:
                    return Answers(kernel)["brief"], "", level
                except NotAttemptedError:
                    return None, "The notebook holds no brief.", level
                except UnreadableError as problem:
                    return None, f"The brief could not be read: {problem}", level
    return None, f"{len(left_out)} cells ended the kernel or took too long.", level


def mark_class(
    folder: Path, out: Path, settings: Settings, files: InstructorFiles | None = None
) -> list[MarkedBrief]:
    """Mark the form of all briefs, and write ``briefs.csv``, a page to read for each, and ``exports/``.

    Levels and comments that a person has put into an earlier ``briefs.csv`` of the same folder are kept, and
    where all five levels are there the total is added up, less what lateness costs.

    Parameters
    ----------
    folder : Path
        As `find_briefs` takes it; or a zip as a platform gives it, or a folder of such zips.
    out : Path
    settings : Settings
    files : InstructorFiles, optional
        Of these, policy, times and roster.

    Raises
    ------
    FileNotFoundError
        If there is no brief, or a named file is not there.
    IntakeError
        If a zip is damaged, locked, or larger than any class could be.
    MarksError
        If an earlier table holds a level that is none.
    TableError, PolicyError
        If a file of the instructor cannot be read. Nothing has been written in any of these cases.
    """
    table = out / "briefs.csv"
    by_hand = _read_levels(table)
    with taken_in(folder) as intake:
        settings = replace(settings, submissions=intake.folder)  # what no learner's kernel can read
        try:
            briefs = find_briefs(intake.folder)
        except FileNotFoundError as problem:
            raise FileNotFoundError(str(problem).replace(str(intake.folder), str(folder))) from None
        learners = [learner for learner, _ in briefs]
        rules = brief_rules(settings.root, files or InstructorFiles(), learners, intake)
        marked = [mark_brief(learner, path, settings) for learner, path in briefs]
    (out / "pages").mkdir(parents=True, exist_ok=True)
    for each in marked:
        page = out / "pages" / f"{safe_name(each.learner)}.txt"
        page.write_text("\n".join(_page(each)) + "\n", encoding="utf-8", newline="\n")
    draft = table.with_suffix(".part")
    settled = rules.apply([[_record(each, by_hand) for each in marked]])
    draft.write_text(briefs_csv(marked, by_hand, settled), encoding="utf-8", newline="\n")
    draft.replace(table)
    write_exports(out, settled, rules.exercises, roster=rules.roster)
    return marked


def _record(each: MarkedBrief, by_hand: dict[str, dict[str, str]]) -> Record:
    levels = by_hand.get(safe(each.learner), {})
    return brief_record(each.learner, each.file, each.found, each.problem, levels, each.level)


def briefs_csv(
    marked: Sequence[MarkedBrief], by_hand: dict[str, dict[str, str]], settled: Sequence[Record]
) -> str:
    """The table of marks: a row for each hand-in; the same briefs, levels and rules give the same bytes."""
    counted = {record.handed_in_by or record.learner: record for record in settled}
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in marked:
        kept = by_hand.get(safe(each.learner), {})
        missing = [] if each.problem else [part.name for part in each.found if not part.held]
        form = [safe(each.learner), safe(each.file), number(each.points), number(POINTS)]
        rest = [safe("; ".join(missing)), str(words_of(each.brief)), safe(each.problem), each.level]
        levels = [kept.get(criterion.name, "") for criterion in CRITERIA]
        # Of several briefs of one group, one counts.
        record = counted.get(each.learner)
        total = number(record.points) if record and all(levels) else ""
        late = record.penalty_reason if record else ""
        writer.writerow([*form, *rest, *levels, safe(kept.get("comment", "")), safe(late), total])
    return sheet.getvalue()


def _read_levels(table: Path) -> dict[str, dict[str, str]]:
    if not table.exists():
        return {}
    rows = {}
    with table.open(encoding="utf-8-sig", newline="") as sheet:
        for place, row in enumerate(csv.DictReader(sheet), 2):
            if not row.get("learner"):
                raise MarksError(f"{table}, row {place}: there is no learner. Take the row out, or name one.")
            kept = {column: (row.get(column) or "").strip() for column in _BY_HAND}
            for criterion in CRITERIA:
                level = kept[criterion.name]
                if level and level not in [str(one) for one in range(LEVELS)]:
                    raise MarksError(
                        f"{table}, row {place}, column {criterion.name}: {level!r} is no level. "
                        f"Write a whole number from 0 to {LEVELS - 1}, or leave the cell empty."
                    )
            rows[row["learner"]] = kept
    return rows


def _page(each: MarkedBrief) -> Iterator[str]:
    yield f"{each.learner}: {each.file or 'no file'}"
    yield f"Form: {number(each.points)} of {POINTS}."
    if each.problem:
        yield each.problem
        return
    yield from (f"- {part.name}: {part.missing}" for part in each.found if not part.held)
    yield ""
    yield repr(brief_page(each.brief))
