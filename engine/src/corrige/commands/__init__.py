"""The instructor's part of the command line: files beside the hand-ins, `rubric` and `regrade`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from corrige.commands.regrade import add_regrade
from corrige.commands.rubric import add_rubric

if TYPE_CHECKING:
    from corrige.grading.rules.marking_rules import InstructorFiles

__all__ = ["add_instructor_files", "add_regrade", "add_rubric", "instructor_files"]


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
        help="the class: learner, and any of name, email, id, login, section, canvas_id, github, group",
    )
    group.add_argument(
        "--since",
        metavar="PATH",
        type=Path,
        help="earlier results, a folder or its gradebook/long.csv, for gradebook/changes.csv "
        "(default: the last run's in OUT)",
    )
    group.add_argument("--parquet", action="store_true", help="write OUT/gradebook.parquet too")


def instructor_files(options: argparse.Namespace) -> InstructorFiles:
    """The files that were named on the command line."""
    from corrige.grading.rules.marking_rules import InstructorFiles

    return InstructorFiles(
        options.manual, options.policy, options.times, options.roster, options.parquet, options.since
    )
