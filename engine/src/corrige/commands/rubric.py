"""The verb `rubric`: written answers out to a person and back."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corrige.commands.results import command_of, marks_of

if TYPE_CHECKING:
    from corrige.grading.rules.agreement import Given
    from corrige.grading.rules.manual import Place
    from corrige.grading.rules.rubric import Written

_LEVELS = "A level from 0 to 4 gives maximum * level / 4 points."


def add_rubric(verbs: argparse._SubParsersAction[argparse.ArgumentParser], command: str) -> None:
    """Add the verb `rubric` to a command."""
    rubric = verbs.add_parser(
        "rubric", help="mark written answers: a page to mark in, or a sheet to fill in", epilog=_LEVELS
    )
    parts = rubric.add_subparsers(dest="part", required=True, metavar="PART")

    page = parts.add_parser("page", help="write a page to mark in for each exercise", epilog=_LEVELS)
    page.set_defaults(run=_page)
    page.add_argument("-o", "--out", metavar="DIR", type=Path, required=True, help="gets exNN.html")
    page.add_argument(
        "--blank",
        action="store_true",
        help="for a second reader: without the marks given before, and in another order",
    )
    sheet = parts.add_parser(
        "sheet", help="write a CSV file with a row for each written answer", epilog=_LEVELS
    )
    sheet.set_defaults(run=_sheet)
    sheet.add_argument("-o", "--out", metavar="FILE", type=Path, required=True, help="such as marking.csv")
    sheet.add_argument(
        "--anonymous",
        action="store_true",
        help="pseudonyms in place of names; the answers themselves stay as they were written",
    )

    read = parts.add_parser("read", help="read filled-in sheets and keep their marks", epilog=_LEVELS)
    read.add_argument(
        "sheets", metavar="SHEET", type=Path, nargs="+", help="such as marking.csv, or a folder of sheets"
    )
    read.set_defaults(run=_read)
    read.add_argument(
        "--replace", action="store_true", help="take a sheet's level where another mark was given meanwhile"
    )
    for part in (page, sheet, read):
        part.add_argument(
            "results", metavar="OUT", type=Path, help=f"the folder that `{command} grade` wrote"
        )

    compare = parts.add_parser("compare", help="say how far two people agree who marked the same answers")
    for side in ("first", "second"):
        compare.add_argument(side, metavar="SHEET", type=Path, help="or a folder of one person's sheets")
    compare.set_defaults(run=_compare)


def _answers(results: Path, *, anonymous: bool) -> list[Written]:
    from corrige.authoring.derived import read_exercises
    from corrige.course import find_course
    from corrige.grading.records import read_records
    from corrige.grading.report.pseudonyms import pseudonyms
    from corrige.grading.rules.rubric import written_answers

    records = read_records(results)
    learners = sorted({record.learner for record in records})
    names = pseudonyms(results, learners, create=True) if anonymous else None
    return written_answers(records, read_exercises(find_course()), names)


def _sheet(options: argparse.Namespace) -> int:
    from corrige.grading.numbers import plural
    from corrige.grading.rules.manual import HIGHEST
    from corrige.grading.rules.rubric import write_sheet

    answers = _answers(options.results, anonymous=options.anonymous)
    write_sheet(options.out, answers, marks_of(options.results), _changed(options.results, answers))
    count = plural(len(answers), "written answer")
    print(f"wrote {count} to {options.out}. Fill in the level, 0 to {HIGHEST}, then:")
    print(f"  {command_of(options)} rubric read {options.out} {options.results}")
    return 0


def _changed(results: Path, answers: list[Written]) -> set[Place]:
    """Whose answers are others than those that were marked."""
    from corrige.grading.rules.history import read_history
    from corrige.grading.rules.rubric import changed_since_marked

    return {each.place for each in changed_since_marked(answers, read_history(results))}


def _page(options: argparse.Namespace) -> int:
    from corrige.grading.files import write_whole
    from corrige.grading.numbers import plural
    from corrige.grading.report.marking_page import marking_page
    from corrige.grading.report.pseudonyms import name_of_folder

    answers = _answers(options.results, anonymous=True)
    marks = [] if options.blank else marks_of(options.results)
    changed = _changed(options.results, answers)
    for exercise in dict.fromkeys(answer.exercise.id for answer in answers):
        mine = [answer for answer in answers if answer.exercise.id == exercise]
        path = options.out / f"{exercise}.html"
        name = name_of_folder(options.results)
        write_whole(path, marking_page(mine, marks, changed, folder=name, second=options.blank))
        print(f"wrote {path}: {plural(len(mine), 'written answer')}")
    if options.blank:
        print(
            "The second reader opens a page in a browser, marks, saves its sheet; then, with the first one's:"
        )
        print(f"  {command_of(options)} rubric compare FIRST SECOND")
    else:
        print("Open a page in a browser, mark, save its sheet, then:")
        print(f"  {command_of(options)} rubric read SHEET {options.results}")
    return 0


def _read(options: argparse.Namespace) -> int:
    from corrige.grading.numbers import plural
    from corrige.grading.report.pseudonyms import KEY
    from corrige.grading.rules.agreement import sheets_in
    from corrige.grading.rules.history import record_marks
    from corrige.grading.rules.manual import NAME, write_marks
    from corrige.grading.rules.rubric import merged, read_sheet

    out = options.results
    answers = _answers(out, anonymous=False)
    if (out / KEY).exists():
        answers += _answers(out, anonymous=True)
    conflicts = second = False
    for path in [sheet for each in options.sheets for sheet in sheets_in(each)]:
        marks = marks_of(out)
        history = record_marks(out, marks)
        sheet = read_sheet(path, answers, marks, history, replace=options.replace)
        marks = merged(marks, sheet.marks)
        write_marks(out / NAME, marks)
        record_marks(out, marks, sheet.sources)
        print(
            f"{path}: {plural(len(sheet.marks), 'mark')} kept in {out / NAME}; "
            f"{plural(sheet.left, 'answer has', 'answers have')} no level yet."
        )
        for line in (*sheet.second, *sheet.conflicts):
            print(f"  {line}")
        conflicts = conflicts or bool(sheet.conflicts)
        second = second or bool(sheet.second)
    if second:
        print(f"How far two readers agree: `{command_of(options)} rubric compare FIRST SECOND`.")
    print(f"Grade again (`{command_of(options)} grade CLASS -o {out}`) to see them in the gradebook.")
    return 1 if conflicts else 0


def _compare(options: argparse.Namespace) -> int:
    from corrige.grading.numbers import plural
    from corrige.grading.rules.agreement import agreement, levels_in

    first, second = levels_in(options.first), levels_in(options.second)
    both = {place: (first[place], second[place]) for place in first if place in second}
    if not both:
        print("No answer has a level in both sheets.")
        return 1
    levels = {place: (one.level, other.level) for place, (one, other) in both.items()}
    found = agreement(list(levels.values()))
    print(
        f"{plural(found.both, 'answer has', 'answers have')} a level in both: {found.same} the same, "
        f"{found.near} within one level."
    )
    print(f"Cohen's kappa {_decimals(found.kappa)}; weighted by distance {_decimals(found.weighted)}.")
    names = _names(options.first, first.values()), _names(options.second, second.values())
    if names[0] == names[1]:
        names = str(options.first), str(options.second)
    lean = f"{abs(found.higher):.2f} of a level"
    if float(lean.split()[0]):
        print(f"On average {names[0]} is {lean} {'higher' if found.higher > 0 else 'lower'} than {names[1]}.")
    else:
        print("On average neither is higher.")
    exercises = sorted({place[0] for place in levels})
    if len(exercises) > 1:
        width = max(map(len, ("exercise", *exercises)))
        print(f"\n{'exercise':{width}}    n  same  kappa  weighted")
        for exercise in exercises:
            of = agreement([pair for place, pair in levels.items() if place[0] == exercise])
            kappas = f"{_decimals(of.kappa):>5}  {_decimals(of.weighted):>8}"
            print(f"{exercise:{width}}  {of.both:3}  {of.same:4}  {kappas}")
    apart = sorted(
        ((place, pair) for place, pair in both.items() if pair[0].level != pair[1].level),
        key=lambda each: -abs(each[1][0].level - each[1][1].level),
    )
    if apart:
        print(
            "\nMarked differently, the widest apart first; answer 1 of a page is row 2 of the sheet it saved:"
        )
    for (exercise, task, _), pair in apart:
        rows = [f"row {each.row} ({name} {each.level:g})" for name, each in zip(names, pair, strict=True)]
        print(f"  {exercise} {task}, {rows[0]} and {rows[1]}")
    return 0


def _names(path: Path, levels: Iterable[Given]) -> str:
    """Whose levels these are: the initials in the sheets, or else the name of the file or folder."""
    return " and ".join(sorted({each.marker for each in levels if each.marker})) or path.stem


def _decimals(kappa: float) -> str:
    """A kappa to read; "none" if one level was given throughout, which leaves it undefined."""
    return "none" if math.isnan(kappa) else f"{kappa:.2f}"
