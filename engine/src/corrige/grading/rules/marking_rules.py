"""Marking rules: from what the marker found to the marks that count.

A group's notebook counts for its members first; then come marks given by hand, the penalty for lateness, what
a learner is excused from, and the choice among several attempts. Each step is a function of its inputs only:
the same hand-ins, tables and rules give the same marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise
from corrige.course import course_at
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.times import Times
from corrige.grading.intake.unpack import Intake
from corrige.grading.outcomes import Record
from corrige.grading.rules.attempts import best
from corrige.grading.rules.groups import share_out
from corrige.grading.rules.lateness import read_times, with_penalty
from corrige.grading.rules.manual import NAME, Mark, apply_marks, read_marks
from corrige.grading.rules.policy import Policy, PolicyError, read_policy
from corrige.grading.rules.roster import Roster, read_roster
from corrige.grading.rules.rubric import merged


@dataclass(frozen=True)
class InstructorFiles:
    """The files that an instructor gives beside the hand-ins; None where there is none.

    Attributes
    ----------
    manual : Path, optional
        Marks given by hand, beside those in ``OUT/manual.csv``; for one task, these hold.
    policy, times, roster : Path, optional
        As `read_policy`, `read_times` and `read_roster` take them.
    parquet : bool
        Write ``OUT/gradebook.parquet`` too.
    since : Path, optional
        Earlier results, to say what has changed.
    """

    manual: Path | None = None
    policy: Path | None = None
    times: Path | None = None
    roster: Path | None = None
    parquet: bool = False
    since: Path | None = None


@dataclass(frozen=True)
class MarkingRules:
    """Everything that turns records into marks, read and checked before anything runs."""

    exercises: Sequence[Exercise]
    marks: Sequence[Mark] = ()
    kept: Sequence[Mark] = ()  # those of the results' own table, whose history is written
    policy: Policy = field(default_factory=Policy)
    times: Times = field(default_factory=Times)
    roster: Roster = field(default_factory=Roster)
    parquet: bool = False
    since: Path | None = None

    @classmethod
    def load(
        cls, files: InstructorFiles, out: Path, submissions: Sequence[Submission], intake: Intake, root: Path
    ) -> MarkingRules:
        """Read the instructor's files.

        Raises
        ------
        FileNotFoundError
            If a named file is not there.
        TableError, PolicyError, ParquetError
            If one cannot be read; with file, place and what to do.
        """
        if files.since is not None and not files.since.exists():
            raise FileNotFoundError(f"There is nothing at {files.since} to compare with.")
        exercises = read_exercises(course_at(root))
        learners = sorted({each.learner for each in submissions})
        policy = read_policy(files.policy, root, exercises)
        roster = read_roster(files.roster, learners) if files.roster else Roster()
        # Who has not handed in yet, as with an extension, is in the roster and not in the hand-ins.
        names = sorted({*learners, *roster.people})
        beyond = policy.points_beyond
        kept = read_marks(out / NAME, names, exercises, beyond=beyond) if (out / NAME).exists() else []
        named = read_marks(files.manual, names, exercises, beyond=beyond) if files.manual else []
        graded = {each.exercise for each in submissions}
        for key, places in (("extensions", policy.extensions), ("exceptions", policy.exceptions)):
            for learner, exercise in places:
                if exercise in graded and learner not in names:
                    source = files.policy or root / "pyproject.toml"
                    advice = (
                        "Write the name as in the gradebook; if nothing was handed in yet, give a --roster "
                        f"with that name; or take it out of the {key}."
                    )
                    raise PolicyError(source, key, f"there is no learner {learner!r}.", advice)
        known = read_times(files.times, names, exercises) if files.times else {}
        exercises = [_without_extra(exercise, policy) for exercise in exercises]
        times = Times(known, intake.late, intake.in_time)
        return cls(exercises, merged(kept, named), kept, policy, times, roster, files.parquet, files.since)

    def apply(self, attempts: Sequence[Sequence[Record]]) -> list[Record]:
        """The records that count.

        Parameters
        ----------
        attempts : sequence of sequences of Record
            As marked; more than one run only if the best of several attempts counts.
        """
        settled = [
            [
                self._excepted(with_penalty(record, self.policy, self.times))
                for record in apply_marks(run, self.marks)
            ]
            for run in self._shared(attempts)
        ]
        return best(settled, lambda record: record.points)

    def _shared(self, attempts: Sequence[Sequence[Record]]) -> list[list[Record]]:
        """Every run with a row for each member of a group, and with extra credit set apart."""
        extra = self.policy.extra_credit
        runs = []
        for run in attempts:
            shared = share_out(run, self.roster.groups, self.times, self.policy.group_exercises)
            runs.append([_set_apart(record, extra) for record in shared] if extra else shared)
        return runs

    def _excepted(self, record: Record) -> Record:
        exception = self.policy.exceptions.get((record.learner, record.exercise))
        return replace(record, excused=exception.reason) if exception and exception.excused else record

    def chosen(self, attempts: Sequence[Sequence[Record]], settled: Sequence[Record]) -> list[Record]:
        """The records as marked, of the attempts that count."""
        runs = self._shared(attempts)
        known = {(each.learner, each.exercise, each.file): each for run in runs for each in run}
        return [known[record.learner, record.exercise, record.file] for record in settled]


def _set_apart(record: Record, extra: frozenset[str]) -> Record:
    results = (replace(each, extra=True) if each.task in extra else each for each in record.results)
    return replace(record, results=tuple(results))


def _without_extra(exercise: Exercise, policy: Policy) -> Exercise:
    """The exercise with the maximum that platforms and learners are told."""
    extra = sum(task.points for task in exercise.tasks if task.id in policy.extra_credit)
    return replace(exercise, points=exercise.points - extra) if extra else exercise
