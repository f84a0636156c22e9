"""What a solution file says, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["value", "table", "function", "figure", "choice", "written"]
KINDS: tuple[Kind, ...] = ("value", "table", "function", "figure", "choice", "written")
SEE = "See 'Writing a task' in the authors' guide, docs/reference.md."


class AuthoringError(ValueError):
    """A solution file breaks its contract; says where, what, and what to do.

    Parameters
    ----------
    path : Path
        The solution file.
    line : int
        Line of the cell's marker, counted from 1.
    problem, advice : str
        What is wrong, and what to do about it.
    """

    def __init__(self, path: Path, line: int, problem: str, advice: str) -> None:
        super().__init__(f"{path}:{line}: {problem}\n  {advice}")
        self.path, self.line, self.problem, self.advice = path, line, problem, advice


@dataclass(frozen=True)
class Variant:
    """Other code for an answer cell: a mistake (with its reply) or an equally right alternative.

    An alternative chart with `names` of its own may put other words on an axis than the solution. A mistake
    in the words of a chart alone `says` in which part of it stands what (see
    `corrige.feedback.charts.words.says`).
    """

    id: str
    source: str
    line: int
    reply: str = ""
    names: bool = False
    says: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ModelAnswer:
    """A written answer at a stated level of the rubric."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Passage:
    """Text or an example that stands before a task; where it is shown, and the words of its figure."""

    type: Literal["markdown", "code"]
    source: str
    show: str = "everywhere"
    figure: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A line to put in order; a wrong one has the id of the mistake that it comes from."""

    source: str
    mistake: str = ""


@dataclass(frozen=True)
class Task:
    """One task: what is asked, what is right, what is wrong and why.

    Of a chart `marks` names the kinds of marks that will do, `note` a word that has to stand on it, `exact`
    that nothing may be drawn beside what is asked for. For who is stuck there are further `hints`, the first
    `step` as code with a gap, and an `example` worked on other data.
    """

    id: str
    number: int
    title: str
    kind: Kind
    points: int
    objective: str
    name: str
    prompt: str
    stub: str
    solution: str
    hint: str
    line: int
    answer_line: int
    given: str = ""
    order: str = "any"
    digits: int = 0
    reveal: bool = True
    form: str = ""
    marks: str = ""
    note: str = ""
    exact: bool = False
    hints: tuple[str, ...] = ()
    step: str = ""
    example: str = ""
    probes: str = ""
    replies: dict[str, dict[str, str]] = field(default_factory=dict)
    mistakes: tuple[Variant, ...] = ()
    alternatives: tuple[Variant, ...] = ()
    after: str = ""
    rubric: str = ""
    models: tuple[ModelAnswer, ...] = ()
    passages: tuple[Passage, ...] = ()
    figure: dict[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """One exercise: its header, its set-up and its tasks, in order."""

    id: str
    path: Path
    title: str
    chapter: int
    minutes: int
    points: int
    header: str
    setup: str
    objectives: dict[str, str]
    tasks: tuple[Task, ...]
    closing: str = ""

    @property
    def marked(self) -> bool:
        """Whether it earns points; a warm-up does not."""
        return self.points > 0

    @property
    def slug(self) -> str:
        """File name without ending, such as ``ex03_has_this_happened_before``."""
        return self.path.stem

    def task(self, task_id: str) -> Task:
        """The task with this id.

        Raises
        ------
        KeyError
            If the exercise has no such task.
        """
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)

    def before(self, task: Task) -> str:
        """Code that runs before a task's answer: the set-up and what the task itself gives."""
        examples = [each.source for each in task.passages if each.type == "code" and each.show != "page"]
        return "\n\n".join([self.setup, *examples, *([task.given] if task.given else [])])
