"""The marks for Classroom 50, whose teachers enter those of a manually graded assignment on its page.

What its autograder writes on push is `corrige.learner.on_push`: what `check` says, where they can read it.
These are the marks. Scores there are whole numbers, keyed by the GitHub name. Its documents: the wiki pages
*Autograding Basics* and *Advanced Autograding* of https://github.com/foundation50/classroom50 .
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from corrige.grading.export.gradebook import safe
from corrige.grading.outcomes import Record
from corrige.grading.rules.roster import Roster
from corrige.grading.tables import table_text

HEAD = ("username", "learner", "assignment", "score", "max-score")


def classroom50_csv(records: Sequence[Record], roster: Roster) -> str:
    """A row for each learner and exercise. Halves of a point are rounded up here, and only here."""
    rows = [
        [
            safe(roster.of(record.learner).github),
            safe(record.learner),
            safe(record.exercise),
            str(math.floor(record.points + 0.5)),
            str(math.floor(record.maximum + 0.5)),
        ]
        for record in records
    ]
    return table_text(HEAD, rows)
