"""The instructor's part of the command line: what `grade` takes beside the hand-ins, and `rubric`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corrige.grading.rules.marking_rules import InstructorFiles
    from corrige.grading.rules.rubric import Written

_LEVELS = "A level from 0 to 4 gives maximum * level / 4 points."


def add_instructor_files(grade: argparse.ArgumentParser) -> None:
    """Add to `grade` the files that an instructor gives beside the hand-ins."""
    group = grade.add_argument_group("the instructor's files")
    group.add_argument(
        "--manual",
        metavar="FILE",
        type=Path,
        help="marks given by hand, beside OUT/manual.csv (learner, exercise, task, points or level, comment)",
    )
    group.add_argument(
        "--policy",
        metavar="FILE",
        type=Path,
        help="rules as TOML (default: [tool.corrige.policy] in the course's pyproject.toml)",
    )
    group.add_argument(
        "--times", metavar="FILE", type=Path, help="when work was handed in (learner, exercise, submitted)"
    )
    group.add_argument(
        "--roster",
        metavar="FILE",
        type=Path,
        help="what platforms call the learners (learner, name, email, id, login, section, canvas_id, github)",
    )
    group.add_argument("--parquet", action="store_true", help="write OUT/gradebook.parquet too")


def instructor_files(options: argparse.Namespace) -> InstructorFiles:
    """The files that were named on the command line."""
    from corrige.grading.rules.marking_rules import InstructorFiles

    return InstructorFiles(options.manual, options.policy, options.times, options.roster, options.parquet)


def add_rubric(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `rubric`."""
    rubric = verbs.add_parser(
        "rubric", help="mark written answers: a sheet to fill in, a page to read", epilog=_LEVELS
    )
    parts = rubric.add_subparsers(dest="part", required=True, metavar="PART")

    sheet = parts.add_parser(
        "sheet", help="write a CSV file with a row for each written answer", epilog=_LEVELS
    )
    sheet.set_defaults(run=_sheet)
    page = parts.add_parser("page", help="write an HTML page with the answers side by side", epilog=_LEVELS)
    page.set_defaults(run=_page)
    for part, file in ((sheet, "marking.csv"), (page, "answers.html")):
        part.add_argument("results", metavar="OUT", type=Path, help="the folder that `corrige grade` wrote")
        part.add_argument("-o", "--out", metavar="FILE", type=Path, required=True, help=f"such as {file}")
        part.add_argument(
            "--anonymous",
            action="store_true",
            help="pseudonyms in place of names; the answers themselves stay as they were written",
        )

    read = parts.add_parser("read", help="read a filled-in sheet and keep its marks", epilog=_LEVELS)
    read.add_argument("sheet", metavar="SHEET", type=Path, help="such as marking.csv")
    read.add_argument("results", metavar="OUT", type=Path, help="the folder that `corrige grade` wrote")
    read.set_defaults(run=_read)


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
    from corrige.authoring.derived import read_exercises
    from corrige.course import find_course
    from corrige.grading.rules.manual import NAME, read_marks
    from corrige.grading.rules.rubric import write_sheet

    answers = _answers(options.results, anonymous=options.anonymous)
    kept = options.results / NAME
    learners = _learners(options.results)
    marks = read_marks(kept, learners, read_exercises(find_course())) if kept.exists() else []
    write_sheet(options.out, answers, marks)
    print(f"wrote {len(answers)} written answers to {options.out}. Fill in the level, 0 to 4, then:")
    print(f"  corrige rubric read {options.out} {options.results}")
    return 0


def _page(options: argparse.Namespace) -> int:
    from corrige.grading.files import write_whole
    from corrige.grading.report.rubric_page import rubric_page

    answers = _answers(options.results, anonymous=options.anonymous)
    write_whole(options.out, rubric_page(answers))
    print(f"wrote {len(answers)} written answers to {options.out}")
    return 0


def _read(options: argparse.Namespace) -> int:
    from corrige.authoring.derived import read_exercises
    from corrige.course import find_course
    from corrige.grading.report.pseudonyms import KEY
    from corrige.grading.rules.manual import NAME, read_marks, write_marks
    from corrige.grading.rules.rubric import merged, read_sheet

    answers = _answers(options.results, anonymous=False)
    if (options.results / KEY).exists():
        answers += _answers(options.results, anonymous=True)
    sheet = read_sheet(options.sheet, answers)
    kept = options.results / NAME
    old = read_marks(kept, _learners(options.results), read_exercises(find_course())) if kept.exists() else []
    write_marks(kept, merged(old, sheet.marks))
    print(f"{len(sheet.marks)} marks kept in {kept}; {sheet.left} answers have no level in the sheet yet.")
    print(f"Grade again (`corrige grade CLASS -o {options.results}`) to see them in the gradebook.")
    return 0


def _learners(results: Path) -> list[str]:
    from corrige.grading.records import read_records

    return sorted({record.learner for record in read_records(results)})
