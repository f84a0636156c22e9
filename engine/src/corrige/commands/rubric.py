"""The verb `rubric`: written answers out to a person and back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from corrige.commands.results import command_of, marks_of

if TYPE_CHECKING:
    from corrige.grading.rules.manual import Place
    from corrige.grading.rules.rubric import Written

_LEVELS = "A level from 0 to 4 gives maximum * level / 4 points."


def add_rubric(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `rubric`."""
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
    read.add_argument("sheets", metavar="SHEET", type=Path, nargs="+", help="such as marking.csv")
    read.set_defaults(run=_read)
    read.add_argument(
        "--replace", action="store_true", help="take a sheet's level where another mark was given meanwhile"
    )
    for part in (page, sheet, read):
        part.add_argument("results", metavar="OUT", type=Path, help="the folder that `corrige grade` wrote")

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
    print("Open a page in a browser, mark, save its sheet, then:")
    print(f"  {command_of(options)} rubric read SHEET {options.results}")
    return 0


def _read(options: argparse.Namespace) -> int:
    from corrige.grading.numbers import plural
    from corrige.grading.report.pseudonyms import KEY
    from corrige.grading.rules.history import record_marks
    from corrige.grading.rules.manual import NAME, write_marks
    from corrige.grading.rules.rubric import merged, read_sheet

    out = options.results
    answers = _answers(out, anonymous=False)
    if (out / KEY).exists():
        answers += _answers(out, anonymous=True)
    conflicts = False
    for path in options.sheets:
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
        for conflict in sheet.conflicts:
            conflicts = True
            print(f"  {conflict}")
    print(f"Grade again (`{command_of(options)} grade CLASS -o {out}`) to see them in the gradebook.")
    return 1 if conflicts else 0


def _compare(options: argparse.Namespace) -> int:
    from corrige.grading.numbers import plural
    from corrige.grading.rules.agreement import agreement, marked_rows

    first, second = marked_rows(options.first), marked_rows(options.second)
    pairs = {place: (first[place][1], second[place][1]) for place in first if place in second}
    if not pairs:
        print("No answer has a level in both sheets.")
        return 1
    found = agreement(list(pairs.values()))
    print(
        f"{plural(found.both, 'answer has', 'answers have')} a level in both: {found.same} the same, "
        f"{found.near} within one level."
    )
    print(f"Cohen's kappa {found.kappa:.2f}; weighted by distance {found.weighted:.2f}.")
    lean = f"{abs(found.higher):.2f} of a level"
    if float(lean.split()[0]):
        print(f"On average {options.first} is {lean} {'higher' if found.higher > 0 else 'lower'}.")
    else:
        print("On average neither is higher.")
    for place, (one, other) in sorted(pairs.items(), key=lambda each: -abs(each[1][0] - each[1][1])):
        if one != other:
            rows = f"rows {first[place][0]} and {second[place][0]}"
            print(f"  {' '.join(place)}, {rows}: {one:g} and {other:g}")
    return 0
