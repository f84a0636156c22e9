"""Marking rules: from what the marker found to the marks that count.

Marks given by hand come first, then the penalty for lateness, then the choice among several attempts. Each
step is a function of its inputs only: the same hand-ins, tables and rules give the same marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise
from corrige.course import course_at
from corrige.grading.export import write_exports
from corrige.grading.export.parquet import need_parquet, write_parquet
from corrige.grading.export.roster import Roster, read_roster
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.unpack import Intake
from corrige.grading.outcomes import Record
from corrige.grading.records import write_records
from corrige.grading.rules.attempts import best
from corrige.grading.rules.lateness import Times, read_times, with_penalty
from corrige.grading.rules.manual import NAME, Mark, apply_marks, read_marks
from corrige.grading.rules.policy import Policy, PolicyError, read_policy
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
    """

    manual: Path | None = None
    policy: Path | None = None
    times: Path | None = None
    roster: Path | None = None
    parquet: bool = False


@dataclass(frozen=True)
class MarkingRules:
    """Everything that turns records into marks, read and checked before anything runs."""

    exercises: Sequence[Exercise]
    marks: Sequence[Mark] = ()
    policy: Policy = field(default_factory=Policy)
    times: Times = field(default_factory=Times)
    roster: Roster = field(default_factory=Roster)
    parquet: bool = False

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
        if files.parquet:
            need_parquet()
        exercises = read_exercises(course_at(root))
        learners = sorted({each.learner for each in submissions})
        marks: list[Mark] = []
        for path in (out / NAME, files.manual):
            if path is not None and (path == files.manual or path.exists()):
                marks = merged(marks, read_marks(path, learners, exercises))
        policy = read_policy(files.policy, root, exercises)
        roster = read_roster(files.roster, learners) if files.roster else Roster()
        # Who has not handed in yet, as with an extension, is in the roster and not in the hand-ins.
        names = sorted({*learners, *roster.people})
        graded = {each.exercise for each in submissions}
        for learner, exercise in policy.extensions:
            if exercise in graded and learner not in names:
                source = files.policy or root / "pyproject.toml"
                advice = (
                    "Write the name as in the gradebook; if nothing was handed in yet, give a --roster with "
                    "that name; or take the extension out."
                )
                raise PolicyError(source, "extensions", f"there is no learner {learner!r}.", advice)
        known = read_times(files.times, names, exercises) if files.times else {}
        times = Times(known, intake.late, intake.in_time)
        return cls(exercises, marks, policy, times, roster, files.parquet)

    def apply(self, attempts: Sequence[Sequence[Record]]) -> list[Record]:
        """The records that count.

        Parameters
        ----------
        attempts : sequence of sequences of Record
            As marked; more than one run only if the best of several attempts counts.
        """
        settled = [
            [with_penalty(record, self.policy, self.times) for record in apply_marks(run, self.marks)]
            for run in attempts
        ]
        return best(settled, lambda record: record.points)

    @staticmethod
    def chosen(attempts: Sequence[Sequence[Record]], settled: Sequence[Record]) -> list[Record]:
        """The records as marked, of the attempts that count."""
        known = {(each.learner, each.exercise, each.file): each for run in attempts for each in run}
        return [known[record.learner, record.exercise, record.file] for record in settled]

    def write(self, out: Path, automatic: Sequence[Record], settled: Sequence[Record]) -> list[Path]:
        """Write what stands beside the gradebook: the records as marked, the exports, the Parquet table.

        Parameters
        ----------
        out : Path
        automatic : sequence of Record
            As marked, of the attempts that count.
        settled : sequence of Record
            The same, as `settle` gives them.
        """
        written = [write_records(out, automatic)]
        written += write_exports(out, settled, self.exercises, roster=self.roster)
        if self.parquet:
            write_parquet(out / "gradebook.parquet", settled)
            written.append(out / "gradebook.parquet")
        return written
