"""What several verbs read from a folder of results."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corrige.grading.rules.manual import Mark


def command_of(options: argparse.Namespace) -> str:
    """What the person typed: the course's own command, or the engine's."""
    return str(getattr(options, "course", "") or "corrige")


def marks_of(results: Path) -> list[Mark]:
    """The marks given by hand in a folder of results, as they hold now."""
    from corrige.authoring.derived import read_exercises
    from corrige.course import find_course
    from corrige.grading.records import read_records
    from corrige.grading.rules.manual import NAME, read_marks

    path = results / NAME
    if not path.exists():
        return []
    learners = sorted({record.learner for record in read_records(results)})
    # How far points may go beyond a task's own is a rule, and `grade` knows the rules.
    return read_marks(path, learners, read_exercises(find_course()), beyond=math.inf)
