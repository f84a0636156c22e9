"""Mark one submission: run it cell by cell, and check each answer as soon as its cell has run.

A cell that kills or hangs the kernel costs its own task and no other: what was marked stays marked, and
the rest is run in a fresh kernel without the cell that did it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from corrige.authoring.model import Exercise, Task
from corrige.codec import Skeleton
from corrige.feedback.calls import judge_function
from corrige.feedback.charts.judge import shows_something
from corrige.feedback.evaluate import judge, share_right
from corrige.feedback.reply import Reply
from corrige.grading.intake.plan import MOST_TEXT, Plan, Step
from corrige.grading.outcomes import CheckResult, Outcome, TaskResult
from corrige.grading.run.answers import (
    Answers,
    CallRaisedError,
    NotAttemptedError,
    UnreadableError,
    value_of,
)
from corrige.grading.run.checks import Check
from corrige.grading.run.deadline import judging
from corrige.grading.run.evidence import seen_of
from corrige.grading.run.reference import Reference
from corrige.kernel import CellResult

_MOST_KERNELS = 4


class Kernel(Protocol):
    """A learner's kernel (see `corrige.kernel.KernelSession`)."""

    @property
    def level(self) -> str:
        """What holds the kernel: sealed, confined or open."""
        ...

    @property
    def alive(self) -> bool:
        """Whether the kernel can still be used."""
        ...

    def run(self, source: str, *, then: str = "") -> CellResult:
        """Run one cell, and an expression after it; never raises for anything that a notebook does."""
        ...

    def ask(self, expression: str, timeout: float | None = None) -> str:
        """Evaluate an expression and return the JSON text that it carries."""
        ...


class GraderProblemError(RuntimeError):
    """A notebook cannot be marked here and now, for a reason that is not the learner's. Never a mark."""


class _LockedCellFailedError(Exception):
    """A cell of the exercise fails beside the learner's own, and runs alone."""


OpenKernel = Callable[[], AbstractContextManager[Kernel]]


class Marker:
    """Marks the submissions of one exercise."""

    def __init__(
        self,
        exercise: Exercise,
        reference: Reference,
        checks: Mapping[str, list[Check]],
        open_kernel: OpenKernel,
        *,
        draw_all: bool = False,
    ) -> None:
        self.exercise, self.reference, self.checks = exercise, reference, checks
        self.open_kernel, self.draw_all = open_kernel, draw_all
        self.level = ""
        self._proven = False
        self._one_by_one: set[str] = set()

    def mark(
        self, plan: Plan, *, only: Collection[str] | None = None, seconds: float = 300.0
    ) -> dict[str, TaskResult]:
        """Mark a plan.

        Parameters
        ----------
        plan : Plan
        only : collection of str, optional
            Check these tasks only; the cells are all run the same.
        seconds : float
            Time for the whole notebook.

        Returns
        -------
        dict of str to TaskResult
            One for every task asked for.
        """
        wanted = [task for task in self.exercise.tasks if only is None or task.id in only]
        results = {task.id: self._unanswered(task, plan) for task in wanted}
        sources = {step.task: step.source for step in plan.steps if step.kind == "answer"} | plan.written
        answered = {step.task for step in plan.steps if step.kind == "answer"} & set(results)
        if answered:
            self._run(list(plan.steps), results, answered, time.monotonic() + seconds)
        return {
            task: replace(result, source=sources.get(task, "")[:MOST_TEXT])
            for task, result in results.items()
        }

    def _unanswered(self, task: Task, plan: Plan) -> TaskResult:
        """What becomes of a task of which nothing is run."""
        if task.kind == "written" and plan.written.get(task.id):
            return self._result(task, Outcome.WAITING)
        reason = "The answer cell is missing from the notebook." if task.id in plan.missing else ""
        return self._result(task, Outcome.NOT_ATTEMPTED, reason)

    def _run(
        self, steps: list[Step], results: dict[str, TaskResult], pending: set[str], deadline: float
    ) -> None:
        """Run the steps, in more than one kernel if a cell ends the first; fill in the results."""
        judged: set[int] = set()
        for _ in range(_MOST_KERNELS):
            with self.open_kernel() as kernel:
                self.level = kernel.level
                try:
                    lethal = self._run_once(kernel, steps, results, judged, deadline)
                except _LockedCellFailedError:
                    # Alone it runs: if it fails once more, what the learner wrote breaks it.
                    self._proven, lethal = True, None
            left = {step.task for step in steps if step.kind == "answer" and id(step) not in judged} & pending
            if not left or time.monotonic() > deadline:
                break
            if lethal is not None:
                steps.pop(lethal)
        for step in steps:
            if step.kind == "answer" and id(step) not in judged and step.task in pending:
                late = time.monotonic() > deadline
                outcome = Outcome.TIMED_OUT if late else Outcome.ERROR
                reason = (
                    "The time for the whole notebook was used up."
                    if late
                    else "The kernel kept ending early."
                )
                results[step.task] = self._result(self.exercise.task(step.task), outcome, reason)

    def _run_once(
        self,
        kernel: Kernel,
        steps: list[Step],
        results: dict[str, TaskResult],
        judged: set[int],
        deadline: float,
    ) -> int | None:
        """Run the steps in one kernel; return the place of the step that ended it, if one did."""
        for place, step in enumerate(steps):
            if time.monotonic() > deadline:
                return None
            if step.kind != "answer" or step.task not in results or id(step) in judged:
                cell = self._ran(kernel, step.source)
                # Before the learner's first cell nothing can be the learner's doing, not even lost time.
                fails = cell.status == "error" or (place == 0 and cell.status != "ok")
                if step.kind == "locked" and fails and not self._proven:
                    self._prove(steps[: place + 1])
                    raise _LockedCellFailedError
            else:
                task = self.exercise.task(step.task)
                outcome = self._ran(kernel, step.source, then=value_of(task.name))
                answers = self._answers(task, outcome, kernel)
                if answers is None:
                    return None
                judged.add(id(step))
                self.reference.entry(task.id)  # made now, if it is not yet: that is nobody's time
                with judging():
                    result = self._judge(task, outcome, answers, step.source, alive=kernel.alive)
                if task.kind == "figure" and kernel.alive and (result.points < task.points or self.draw_all):
                    result = replace(result, picture=answers.picture(task.name))
                results[step.task] = result
            if not kernel.alive:
                return place
        return None

    def _ran(self, kernel: Kernel, source: str, then: str = "") -> CellResult:
        """Run a cell; one that was not let run tells nothing of the learner."""
        cell = kernel.run(source, then=then)
        if cell.status == "timeout" and cell.ename == "Starved":
            raise GraderProblemError(
                f"{self.exercise.id}: a cell had next to no time on the processor, as other programs or "
                "notebooks took nearly all of it."
            )
        return cell

    def _prove(self, steps: Sequence[Step]) -> None:
        """Run the exercise's own cells alone; where they fail, it is not the learner's fault."""
        with self.open_kernel() as kernel:
            for step in steps:
                if step.kind != "locked":
                    continue
                cell = self._ran(kernel, step.source)
                if cell.status != "ok":
                    raise GraderProblemError(
                        f"{self.exercise.id}: a cell that comes with the exercise fails on this machine, "
                        f"without any of the learner's: {cell.ename}: {cell.evalue[:300]}"
                    )

    def _answers(self, task: Task, cell: CellResult, kernel: Kernel) -> Answers | None:
        """The answer to a task, with the calls that its checks will make; None if the calls end the kernel.

        Another kernel then makes them one by one, and what the first ones show still counts.
        """
        answers = Answers(kernel, {value_of(task.name): cell.answer} if cell.answer is not None else None)
        if task.kind != "function" or task.id in self._one_by_one or not kernel.alive:
            return answers
        together = answers.read_ahead(self.reference.calls(task.id, self.checks[task.id]))
        if not together and not kernel.alive:
            self._one_by_one.add(task.id)
            return None
        return answers

    def _judge(
        self, task: Task, cell: CellResult, answers: Answers, source: str, *, alive: bool
    ) -> TaskResult:
        """Turn the end of an answer cell into a result; checks run unless the kernel cannot answer."""
        if cell.status == "timeout":
            return self._result(
                task, Outcome.TIMED_OUT, "The cell did not end in time. Is there an endless loop?"
            )
        if cell.status == "flood":
            return self._result(
                task, Outcome.ERROR, f"The cell was stopped: it took or sent too much. {cell.evalue}"
            )
        if cell.status == "invalid":
            return self._result(
                task,
                Outcome.ERROR,
                "The cell was stopped: its kernel sent what no kernel sends.",
            )
        if cell.status != "ok" and (cell.status != "error" or not alive):
            how = cell.evalue if cell.status == "died" else "The kernel ended right after this cell."
            hint = " Was all memory used up?" if "SIGKILL" in how or "SIGABRT" in how else ""
            return self._result(task, Outcome.ERROR, f"{how}{hint}")
        result = self._check(task, answers, source)
        if cell.status == "error":
            where = f" in line {cell.line}" if cell.line else ""
            raised = f"{cell.ename}: {cell.evalue}"[:300]
            if result.outcome is Outcome.PASSED:
                return replace(
                    result, reason=f"Right; but after the answer the cell stops with {raised}{where}."
                )
            return self._result(task, Outcome.ERROR, f"The cell stops with {raised}{where}.")
        return result

    def _check(self, task: Task, answers: Answers, source: str = "") -> TaskResult:
        answers.asked[task.name] = self._asked(task)
        reply = None if task.kind == "function" else self._reply(task, answers, source)
        if reply is not None and reply.ok:
            # It and the mark are one judge, so the checks need not look. (A function is tried by both.)
            done = [_result_of(check, held=True) for check in self.checks[task.id]]
        else:
            try:
                done = [self._checked(check, answers) for check in self.checks[task.id]]
            except NotAttemptedError:
                return self._result(task, Outcome.NOT_ATTEMPTED, f"No answer under the name {task.name}.")
            if task.kind == "function":
                reply = self._reply(task, answers, source)
            done = _agreed(done, reply)
        share = self._share(task, answers, done, reply)
        result = TaskResult(
            task.id,
            Outcome.PASSED if share == 1 else Outcome.FAILED,
            round(task.points * share, 6),
            task.points,
            checks=tuple(done),
            seen=seen_of(answers, task),
        )
        if share == 1:
            return result
        first = next((check.message for check in done if not check.held), "")
        if reply is None or not reply.mistake:
            return replace(result, reason=first)
        return replace(result, reason=reply.text, mistake=reply.mistake)

    def _checked(self, check: Check, answers: Answers) -> CheckResult:
        try:
            check.run(answers, self.reference)
        except (NotAttemptedError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            return _result_of(check, held=False, message=_message(error) or check.about)
        return _result_of(check, held=True)

    def _asked(self, task: Task) -> Skeleton:
        """The containers that an answer, or a function's result, is asked for in."""
        entry = self.reference.entry(task.id)
        known = [spec.get("asked") for spec in entry.get("specs", [entry])]
        return next((each for each in known if each is not None), None)

    def _share(self, task: Task, answers: Answers, done: list[CheckResult], reply: Reply | None) -> float:
        """What part of the points an answer earns.

        All if it is right. Else, where it has named parts, the share of the parts that are right; otherwise
        the share of its checks that hold. A function that never looks at its input earns nothing, nor does a
        chart that shows none of the numbers.
        """
        if all(check.held for check in done):
            return 1.0
        try:
            if reply is not None and (reply.constant or reply.mistake in ("handed-on", "course-function")):
                return 0.0
            if task.kind != "function" and not task.form:
                entry, tree = self.reference.entry(task.id), answers.tree(task.name)
                if task.kind == "figure" and not shows_something(entry, tree):
                    return 0.0
                parts = share_right(entry, tree)
                if parts is not None and parts < 1:
                    return parts
        except Exception:
            # The tree comes from the learner's kernel and may be anything: what the checks found still
            # counts.
            return _held(done)
        return _held(done)

    def _reply(self, task: Task, answers: Answers, source: str) -> Reply | None:
        """What `check` says: whether an answer is right is decided there and nowhere else."""
        entry = self.reference.entry(task.id)
        try:
            tree = answers.tree(task.name)
            if task.form:
                # Everybody's answer is another: beside the course's own, only a known mistake says something.
                reply = judge(entry, tree, source)
                return reply if reply.mistake in {each.id for each in task.mistakes} else None
            if task.kind != "function":
                return judge(entry, tree, source)
            probes = [json.dumps(arguments) for arguments in entry["probes"]]
            answers.read_ahead([(task.name, arguments) for arguments in probes])
            outcomes = [answers.outcome_of(task.name, arguments) for arguments in probes]
            return judge_function(entry, tree, outcomes, source)
        except Exception:
            # The tree comes from the learner's kernel and may be anything; a reply is a courtesy, not a mark.
            return None

    def _result(self, task: Task, outcome: Outcome, reason: str = "") -> TaskResult:
        return TaskResult(task.id, outcome, 0.0, task.points, reason)


def _result_of(check: Check, *, held: bool, message: str = "") -> CheckResult:
    return CheckResult(check.name, check.about, check.weight, held, message)


def _agreed(done: list[CheckResult], reply: Reply | None) -> list[CheckResult]:
    """The checks, with what `check` says: what it does not call right is never fully right.

    Of a function it has tried few inputs, and the checks try others.
    """
    if reply and reply.outcome in ("not yet", "not answered") and all(check.held for check in done):
        about = "What the check in the notebook looks at."
        return [*done, CheckResult("check", about, _held_weight(done), False, reply.text)]
    return done


def _held_weight(done: list[CheckResult]) -> float:
    return sum(check.weight for check in done) / len(done)


def _held(done: list[CheckResult]) -> float:
    return sum(check.weight for check in done if check.held) / sum(check.weight for check in done)


def _message(error: BaseException) -> str:
    """What a failed check says, in words for the learner: its first line, and a second about this answer."""
    if (
        isinstance(error, (AssertionError, UnreadableError, CallRaisedError))
        or type(error).__name__ == "Failed"
    ):
        lines = str(error).strip().split("\n")
        return " ".join(lines[: 2 if isinstance(error, AssertionError) else 1])[:400]
    return f"The answer has a form that cannot be compared ({type(error).__name__}: {str(error)[:120]})."
