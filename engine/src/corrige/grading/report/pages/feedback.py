"""What a learner reads: for each task the points, the answer, what was seen in it, and the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corrige.authoring.model import Exercise, Task
from corrige.course import find_course
from corrige.grading.numbers import points
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.report.pages.environment import render
from corrige.grading.report.pages.pictures import Picture, checked_png
from corrige.grading.report.pages.text import cut
from corrige.grading.rules.manual import Place
from corrige.grading.rules.regrade import Request

# A sign, a word, and a class for the colour: the meaning never hangs on the colour alone.
_WORDS: dict[Outcome, tuple[str, str, str]] = {
    Outcome.PASSED: ("✓", "right", "right"),
    Outcome.FAILED: ("✗", "not yet", "not-yet"),
    Outcome.NOT_ATTEMPTED: ("\N{EN DASH}", "no answer", "open"),
    Outcome.ERROR: ("!", "stopped with an error", "stopped"),
    Outcome.TIMED_OUT: ("!", "took too long", "stopped"),
    Outcome.WAITING: ("…", "waiting for a person", "waiting"),
}


@dataclass(frozen=True)
class TaskView:
    """One task as its page shows it."""

    task: Task
    result: TaskResult
    sign: str
    word: str
    kind: str
    source: str
    source_note: str
    seen: str
    picture: Picture | None
    picture_lost: bool
    solution: str
    read_again: str = ""
    look: Request | None = None

    @property
    def has_next_step(self) -> bool:
        """Whether the hint is of use: the task is not yet right, and does not wait for a person."""
        return self.kind not in ("right", "waiting")


@dataclass(frozen=True)
class ExerciseView:
    """One exercise as its page shows it; without tasks if the notebook could not be read."""

    exercise: Exercise
    record: Record
    tasks: tuple[TaskView, ...]
    advice: str = ""

    @property
    def right(self) -> list[Task]:
        """Tasks with all their points."""
        return [view.task for view in self.tasks if view.kind == "right"]

    @property
    def maximum(self) -> float:
        """Points that there are for this learner."""
        return 0.0 if self.record.excused else self.exercise.points

    @property
    def share(self) -> float:
        """Share of the points that count so far, in per cent."""
        return min(100.0, 100 * self.record.points / (self.record.maximum or 1))


def feedback_html(
    learner: str,
    records: Sequence[Record],
    exercises: Sequence[Exercise],
    *,
    show_solutions: bool = False,
    looks: Mapping[Place, Request] | None = None,
) -> str:
    """Write a learner's page.

    Parameters
    ----------
    learner : str
    records : sequence of Record
        The learner's own.
    exercises : sequence of Exercise
    show_solutions : bool
        Put the solution below each answer.
    looks : mapping of (str, str, str) to Request, optional
        The last second look at each task, by learner, exercise and task.

    Returns
    -------
    str
        A whole HTML document.
    """
    mine = {record.exercise: record for record in records}
    taught = find_course(exercises[0].path.parent).taught_in() if exercises else {}
    views = [
        _exercise(exercise, mine[exercise.id], show_solutions, taught, looks or {})
        for exercise in exercises
        if exercise.id in mine
    ]
    return render(
        "feedback.html",
        exercises,
        learner=learner,
        views=views,
        earned=points(sum(view.record.points for view in views)),
        maximum=points(sum(view.maximum for view in views)),
        waiting=sum(view.record.waiting for view in views),
    )


def _exercise(
    exercise: Exercise,
    record: Record,
    show_solutions: bool,
    taught: Mapping[str, tuple[str, ...]],
    looks: Mapping[Place, Request],
) -> ExerciseView:
    if record.problem:
        return ExerciseView(exercise, record, (), _advice(exercise, record))
    if record.is_untouched:
        return ExerciseView(exercise, record, ())
    results = {result.task: result for result in record.results}
    views = [_task(task, results[task.id], show_solutions) for task in exercise.tasks if task.id in results]
    views = [
        replace(
            view,
            read_again=_where(exercise, view, taught),
            look=looks.get((record.learner, exercise.id, view.task.id)),
        )
        for view in views
    ]
    return ExerciseView(exercise, record, tuple(views))


def _where(exercise: Exercise, view: TaskView, taught: Mapping[str, tuple[str, ...]]) -> str:
    """Where the book teaches what a task asks for."""
    sections = taught.get(view.task.objective, ())
    if not view.has_next_step or not sections:
        return ""
    return f"chapter {exercise.chapter}, {' and '.join(f'“{section}”' for section in sections)}"


def _task(task: Task, result: TaskResult, show_solutions: bool) -> TaskView:
    sign, word, kind = _verdict(result)
    source, note = cut(result.source)
    picture = checked_png(result.picture) if result.picture else None
    return TaskView(
        task=task,
        result=result,
        sign=sign,
        word=word,
        kind=kind,
        source=source,
        source_note=note,
        seen=cut(result.seen, 2_000, 40)[0],
        picture=picture,
        picture_lost=bool(result.picture) and picture is None,
        solution=_solution(task) if show_solutions else "",
    )


def _verdict(result: TaskResult) -> tuple[str, str, str]:
    """Sign, word and class of a result."""
    if result.by_hand:
        share = result.points / result.maximum if result.maximum else 0.0
        kind = "right" if share >= 1 else "partly" if share > 0 else "not-yet"
        return "✎", "marked by a person", kind
    if result.outcome is Outcome.FAILED and result.points > 0:
        return "◐", "partly right", "partly"
    return _WORDS[result.outcome]


def _solution(task: Task) -> str:
    if task.kind != "written":
        return task.solution
    best = max(task.models, key=lambda model: model.level, default=None)
    return best.text if best else ""


def _advice(exercise: Exercise, record: Record) -> str:
    """What to do about a notebook that could not be marked."""
    name = f"{exercise.slug}.ipynb"
    if not record.file:
        return (
            f"Check that you handed it in, and that its name still begins with {exercise.id}, "
            f"such as {name}: the name says which exercise it is. If it had another name, "
            "rename it and hand it in again."
        )
    return (
        f"Open {record.file} in Jupyter. If it opens, save it, clear all outputs if it is large, "
        f"and hand it in again. If it does not open, download {name} anew from the course, copy your "
        "answers into it one by one, run it from top to bottom, and hand that in. "
        "None of your answers was judged."
    )
