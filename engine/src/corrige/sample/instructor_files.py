"""The instructor's files for the sample class: who the learners are, when they handed in, and the rules."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corrige.authoring.model import Exercise
from corrige.grading.files import write_whole
from corrige.grading.tables import write_table

_FIRST = datetime(2026, 3, 8, 22, 59, tzinfo=UTC)
_LATE = 0.06  # share of the files that come after the deadline
_RULES = """\
# Rules of the sample class: a deadline each week, a tenth off for a day, and the best attempt counts.
penalty_per_day = 10
floor = 50
grace_minutes = 15
attempts = "best"

[deadlines]
{deadlines}

[[extensions]]
learner = "{learner}"
exercise = "{first}"
deadline = {extended}
"""


def write_instructor_files(
    exercises: Sequence[Exercise], files: Sequence[Path], folder: Path, *, seed: int
) -> list[Path]:
    """Write ``roster.csv``, ``times.csv`` and ``rules.toml``.

    Parameters
    ----------
    exercises : sequence of Exercise
    files : sequence of Path
        The notebooks of the class, as `make_class` gives them.
    folder : Path
    seed : int
        The same seed and files give the same bytes.

    Returns
    -------
    list of Path
        The files written.
    """
    deadlines = {each.id: _FIRST + timedelta(weeks=week) for week, each in enumerate(exercises)}
    names = sorted({path.parent.name for path in files})
    roster, times, rules = (folder / name for name in ("roster.csv", "times.csv", "rules.toml"))
    write_table(
        roster,
        ("learner", "name", "email", "id", "login", "section", "canvas_id", "github"),
        [_person(name) for name in names],
    )
    rows = []
    for path in files:
        learner, exercise = path.parent.name, path.name[:4]
        draw = random.Random(f"{seed}/{learner}/{path.name}/time")  # noqa: S311 - a class, not a secret
        late = draw.random() < _LATE and learner not in names[:3]
        hours = -min(96.0, draw.expovariate(1 / 30)) if late else min(160.0, draw.expovariate(1 / 24))
        at = deadlines[exercise] - timedelta(hours=hours)
        rows.append([learner, exercise, at.isoformat(timespec="seconds"), path.name])
    write_table(times, ("learner", "exercise", "submitted", "file"), rows)
    lines = [f"{name} = {_toml(at)}" for name, at in deadlines.items()]
    first = next(iter(deadlines))
    extended = _toml(deadlines[first] + timedelta(weeks=1))
    write_whole(
        rules,
        _RULES.format(
            deadlines="\n".join(lines), first=first, extended=extended, learner=names[min(3, len(names) - 1)]
        ),
    )
    return [roster, times, rules]


def _toml(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _person(learner: str) -> list[str]:
    number = int(learner.removeprefix("learner-"))
    section = "A" if number % 2 else "B"
    return [
        learner,
        f"Learner {number}",
        f"{learner}@example.org",
        str(10_000 + number),
        learner,
        section,
        str(500 + number),
        f"{learner}-at-github",
    ]
