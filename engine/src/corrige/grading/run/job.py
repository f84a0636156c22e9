"""A job: one submission as it was read, with what the cache knows of it; and what marking it gave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from corrige.authoring.model import Exercise
from corrige.grading.intake.discovery import Submission
from corrige.grading.intake.notebook import UnreadableNotebookError, read_notebook
from corrige.grading.intake.plan import Plan, make_plan
from corrige.grading.outcomes import Outcome, Record, TaskResult

# Characters of one notebook that are run: all of a class are held at a time, and one can take four bytes.
MOST_CODE = 1_000_000


@dataclass(frozen=True)
class Marked:
    """What running a plan gave: results by task, the level at which it ran, and how long it took."""

    results: dict[str, TaskResult] = field(default_factory=dict)
    level: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Job:
    """A submission on its way to its marks.

    It holds all that a grading process needs, so that the process need not see the file.

    Attributes
    ----------
    submission : Submission
    record : Record
        As far as it is known.
    plan : Plan or None
        What to run; None if there is nothing to run.
    key : str
        Name of the submission's content in the result cache.
    known : Marked
        What the cache holds of it.
    left : tuple of str
        Tasks that are still to be marked.
    """

    submission: Submission
    record: Record
    plan: Plan | None = None
    key: str = ""
    known: Marked = field(default_factory=Marked)
    left: tuple[str, ...] = ()

    def merged(self, fresh: Marked) -> Marked:
        """What was known and what has been marked now, together."""
        return Marked({**self.known.results, **fresh.results}, fresh.level or self.known.level, fresh.seconds)

    def finished(self, exercise: Exercise, marked: Marked) -> Record:
        """The whole record, once every task of the plan has a result."""
        results = tuple(self._pictured(marked.results[task.id]) for task in exercise.tasks)
        return replace(self.record, results=results, level=marked.level, seconds=marked.seconds)

    def _pictured(self, result: TaskResult) -> TaskResult:
        """With the picture that was handed in, where none was drawn."""
        handed_in = self.plan.pictures.get(result.task, "") if self.plan else ""
        if result.picture or not handed_in:
            return result
        return replace(result, picture=handed_in, is_handed_in=True)


def read_job(submission: Submission, exercise: Exercise) -> Job:
    """Read a submission: never raises for anything that it holds."""
    file = submission.path.name if submission.path else ""
    record = Record(submission.learner, submission.exercise, (), file, submission.problem, submission.notes)
    if submission.path is None:
        return Job(submission, replace(record, results=nothing(exercise, submission.problem)))
    try:
        plan = make_plan(exercise, read_notebook(submission.path))
        if (size := sum(map(len, plan.sources))) > MOST_CODE:
            raise UnreadableNotebookError(
                f"The cells hold {size:,} characters of code; more than {MOST_CODE:,} are not run. "
                "Keep data in a file of its own."
            )
    except UnreadableNotebookError as problem:
        return Job(submission, replace(record, problem=str(problem), results=nothing(exercise, str(problem))))
    return Job(submission, replace(record, notes=(*submission.notes, *plan.notes)), plan)


def nothing(exercise: Exercise, reason: str) -> tuple[TaskResult, ...]:
    """Results of a submission in which there is nothing to mark."""
    return tuple(
        TaskResult(task.id, Outcome.NOT_ATTEMPTED, 0.0, task.points, reason) for task in exercise.tasks
    )
