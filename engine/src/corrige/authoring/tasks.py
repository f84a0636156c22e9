"""Read the cells of one task of a solution file, or say what is wrong with them."""

from __future__ import annotations

import ast
import hashlib
import re
from pathlib import Path
from typing import Any, NoReturn

from corrige.authoring.cells import Cell
from corrige.authoring.markers import MarkerError, split
from corrige.authoring.model import KINDS, SEE, AuthoringError, Line, ModelAnswer, Passage, Task, Variant
from corrige.authoring.options import mismatch
from corrige.authoring.replies import leading_text, read_options
from corrige.course import registered
from corrige.feedback.charts.words import are_patterns

_LONGEST_AFTER = 400  # with its {expressions}
WRITTEN_STUB = "*Write your answer here.*"
_HOW_TO_ORDER = (
    "# Put the lines in order: Alt and an arrow key move one up or down. Delete the wrong ones.",
    "# Select what is left, and press Ctrl and / (Command and / on a Mac), which takes their # away.",
)
_KEBAB = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_TASK_TITLE = re.compile(r"\A## (?P<title>.+)$", re.MULTILINE)
_LEVEL = re.compile(r"^[-*] \*\*(?P<level>[0-4])\*\*", re.MULTILINE)


def read_task(path: Path, cells: list[Cell], number: int, *, marked: bool = True) -> Task:
    """Read one task.

    Parameters
    ----------
    path : Path
        The solution file, for messages.
    cells : list of Cell
        The task's prompt and every cell up to the next prompt.
    number : int
        Place of the task in its exercise, from 1.
    marked : bool
        Whether it earns points; a warm-up does not.

    Raises
    ------
    AuthoringError
        At the first breach of the contract.
    """
    return _Reader(path, cells, number, marked=marked).task()


def _figure(cell: Cell) -> dict[str, str]:
    """Name, caption and alternative text of the figure that a cell draws on a page."""
    return {key: str(cell.meta[key]) for key in ("figure", "caption", "alt") if key in cell.meta}


def _with_lines(stub: str, lines: tuple[Line, ...]) -> str:
    """The learner's cell of a task that gives its lines out of order: as comments, so that the cell runs."""
    return stub.replace("...", "\n".join([*_HOW_TO_ORDER, *(f"# {line.source}" for line in lines)]), 1)


class _Reader:
    """Reads the cells of one task."""

    def __init__(self, path: Path, cells: list[Cell], number: int, *, marked: bool) -> None:
        self.path, self.prompt, self.rest, self.number = path, cells[0], cells[1:], number
        self.marked = marked

    def fail(self, cell: Cell, problem: str, advice: str = SEE) -> NoReturn:
        raise AuthoringError(self.path, cell.line, problem, advice)

    def task(self) -> Task:
        meta = self.prompt.meta
        task_id = str(meta.get("task", ""))
        self.id = task_id
        if not _KEBAB.match(task_id) or len(task_id) > 40:
            self.fail(
                self.prompt, f"task id {task_id!r}", "Use a short id in kebab case: events-per-measure."
            )
        kind = meta.get("kind")
        if kind not in KINDS:
            self.fail(self.prompt, f"task {task_id!r} has kind {kind!r}", f"Use one of {', '.join(KINDS)}.")
        points = meta.get("points") if self.marked else 0
        if not self.marked and {"points", "objective"} & set(meta):
            self.fail(self.prompt, f"task {task_id!r} has points or an objective", "A warm-up has neither.")
        if type(points) is not int or points < self.marked:
            self.fail(
                self.prompt, f"task {task_id!r} has points={points!r}", "Give a whole number of 1 or more."
            )
        if meta.get("order", "any") not in ("any", "strict"):
            self.fail(self.prompt, f"task {task_id!r} has order={meta['order']!r}", "Use any or strict.")
        if meta.get("digits", 0) not in (0, 3, 4, 5, 6):
            self.fail(
                self.prompt, f"task {task_id!r} has digits={meta['digits']!r}", "Use a number from 3 to 6."
            )
        if type(meta.get("reveal", True)) is not bool:
            self.fail(self.prompt, f"task {task_id!r} has reveal={meta['reveal']!r}", "Use true or false.")
        if meta.get("form", "") not in ("", *registered("forms")) or (
            "form" in meta and meta.get("reveal", True)
        ):
            self.fail(
                self.prompt,
                f"task {task_id!r} has form={meta['form']!r}",
                f"Use one of {', '.join(registered('forms'))}, together with reveal=false.",
            )
        title = _TASK_TITLE.match(self.prompt.source)
        if title is None:
            self.fail(
                self.prompt, f"task {task_id!r} has no title", "Begin its prompt with a heading '## Title'."
            )
        hints = [cell.source.strip() for cell in self.rest if cell.tag == "hint"]
        if not hints:
            self.only("hint")
        marks = str(meta.get("marks", ""))
        if not set(marks.split()) <= {"bars", "line", "points"} or (
            kind != "figure" and {"marks", "note", "exact"} & set(meta)
        ):
            self.fail(
                self.prompt,
                f"task {task_id!r} has marks={marks!r} and kind {kind!r}",
                "Only a figure has marks, note and exact; its marks are bars, line, points, or several of "
                "them.",
            )
        step, example = self.only("step", optional=True), self.only("example", optional=True)
        shared: dict[str, Any] = {
            "id": task_id,
            "number": self.number,
            "title": title["title"].strip(),
            "kind": kind,
            "points": points,
            "objective": str(meta.get("objective", "")),
            "name": str(meta.get("name", task_id.replace("-", "_"))),
            "prompt": self.prompt.source[title.end() :].strip(),
            "hint": hints[0],
            "hints": tuple(hints[1:]),
            "step": step.source.strip() if step else "",
            "example": example.source.strip() if example else "",
            "marks": marks,
            "note": str(meta.get("note", "")),
            "exact": bool(meta.get("exact", False)),
            "line": self.prompt.line,
            "passages": tuple(
                Passage(
                    cell.type,
                    cell.source,
                    str(cell.meta.get("show", "everywhere")),
                    _figure(cell),
                )
                for cell in self.rest
                if cell.tag in ("lesson", "demo")
            ),
            "given": "\n\n".join(cell.source for cell in self.rest if cell.tag == "given"),
            "order": meta.get("order", "any"),
            "digits": meta.get("digits", 0),
            "reveal": meta.get("reveal", True),
            "form": meta.get("form", ""),
        }
        return self.written(shared) if kind == "written" else self.coded(shared, str(kind))

    def only(self, tag: str, *, optional: bool = False) -> Any:
        found = [cell for cell in self.rest if cell.tag == tag]
        if len(found) > 1 or (not found and not optional):
            self.fail(
                found[1] if found else self.prompt,
                f"task {self.id!r} has {len(found)} cells tagged {tag!r}",
                f"One is needed, and only one. {SEE}",
            )
        return found[0] if found else None

    def refuse(self, kind: str, *tags: str) -> None:
        for cell in self.rest:
            if cell.tag in tags:
                self.fail(
                    cell,
                    f"a cell tagged {cell.tag!r} in task {self.id!r}, which is of kind {kind}",
                    "Remove it: nothing here would read it.",
                )

    def written(self, shared: dict[str, Any]) -> Task:
        self.refuse("written", "answer", "mistake", "alternative", "probes", "replies", "given", "after")
        rubric = self.only("rubric")
        if sorted(_LEVEL.findall(rubric.source)) != list("01234"):
            self.fail(
                rubric,
                f"the rubric of {self.id!r} does not describe levels 0 to 4",
                "One line each: - **4** …",
            )
        models = []
        for cell in self.rest:
            if cell.tag == "model":
                level = cell.meta.get("level")
                if type(level) is not int or not 0 <= level <= 4:
                    self.fail(cell, f"a model answer at level {level!r}", "Give level=0 to level=4.")
                models.append(ModelAnswer(level, cell.source.strip(), cell.line))
        if len({model.level for model in models}) < 2:
            self.fail(
                rubric, f"task {self.id!r} needs model answers at two levels", "Add cells tagged 'model'."
            )
        best = max(models, key=lambda model: model.level)
        return Task(
            **shared,
            stub=WRITTEN_STUB,
            solution=best.text,
            answer_line=best.line,
            rubric=rubric.source.strip(),
            models=tuple(models),
        )

    def coded(self, shared: dict[str, Any], kind: str) -> Task:
        self.refuse(kind, "rubric", "model", *([] if kind == "choice" else ["replies"]))
        self.refuse(kind, *([] if kind == "function" else ["probes"]))
        answer = self.only("answer")
        try:
            stub, solution = split(answer.source)
        except MarkerError as problem:
            where = answer.line + 1 + problem.line
            raise AuthoringError(
                self.path, where, f"task {self.id!r}: {problem}", "Pair # BEGIN SOLUTION with # END SOLUTION."
            ) from None
        mistakes = self.variants("mistake")
        lines = self.lines(solution, stub, mistakes)
        if lines:
            stub = _with_lines(stub, lines)
        try:
            ast.parse(stub)
        except SyntaxError as error:
            self.fail(
                answer,
                f"the stub of {self.id!r} is not Python: {error.msg}",
                "The learner must be able to run it.",
            )
        if not re.search(rf"\b{re.escape(shared['name'])}\b", stub):
            self.fail(
                answer, f"the stub of {self.id!r} does not name {shared['name']!r}", "Leave the name outside."
            )
        replies = self.replies() if kind == "choice" else {}
        different = mismatch(f"{shared['prompt']}\n{shared['given']}", replies) if replies else ""
        if different:
            self.fail(self.prompt, f"task {self.id!r} {different}", "List each option as '- **a** …'.")
        if len(mistakes) < 2 and not replies:
            self.fail(
                self.prompt,
                f"task {self.id!r} has {len(mistakes)} mistake cells, two are needed",
                f"A mistake is wrong code as a real learner writes it, with the reply it earns. {SEE}",
            )
        alternatives = self.variants("alternative")
        if self.marked and kind != "choice" and not alternatives:
            self.fail(
                self.prompt,
                f"task {self.id!r} has no alternative cell",
                "Add an equally right answer in other words, to prove that it passes.",
            )
        probes = self.only("probes", optional=kind != "function")
        if kind == "function" and f">>> {shared['name']}(" not in shared["prompt"]:
            self.fail(
                self.prompt,
                f"the prompt of {self.id!r} has no worked call",
                f"Show one in a python block: >>> {shared['name']}(…), and what it gives on the next line.",
            )
        after = self.only("after", optional=True)
        if after and not shared["reveal"]:
            self.fail(after, f"{self.id!r} does not reveal what is right, but has a cell 'after'")
        if after and len(after.source) > _LONGEST_AFTER:
            self.fail(
                after,
                f"the remark after {self.id!r} has {len(after.source)} characters",
                f"Say one thing, in at most {_LONGEST_AFTER}.",
            )
        return Task(
            **shared,
            stub=stub,
            solution=solution,
            answer_line=answer.line,
            probes=probes.source if probes else "",
            replies=replies,
            mistakes=mistakes,
            alternatives=alternatives,
            after=" ".join(after.source.split()) if after else "",
            figure=_figure(answer),
            lines=lines,
        )

    def lines(self, solution: str, stub: str, mistakes: tuple[Variant, ...]) -> tuple[Line, ...]:
        """The lines of the solution and the wrong ones, out of order; empty if that is not the task.

        Each wrong line names the mistake that it comes from, and is a line of it: so what the learner is told
        when it is used has been proven.
        """
        cell = self.only("lines", optional=True)
        if cell is None:
            return ()
        known = {mistake.id: mistake for mistake in mistakes}
        outside = stub.splitlines()
        found = [Line(line) for line in solution.splitlines() if line.strip() and line not in outside]
        for text in cell.source.splitlines():
            line, _, name = text.partition("  #! ")
            if name not in known:
                self.fail(
                    cell, f"{line.strip()!r} of {self.id!r} names no mistake", "End it with '  #! its-id'."
                )
            if line.strip() not in [each.strip() for each in known[name].source.splitlines()]:
                self.fail(
                    cell, f"{line.strip()!r} is no line of mistake {name!r}", "Write it as it stands there."
                )
            found.append(Line(line, name))
        if len({line.source for line in found}) < len(found):
            self.fail(cell, f"a line of {self.id!r} stands twice", "Nobody could tell the two apart.")
        return tuple(sorted(found, key=self._place))

    def _place(self, line: Line) -> bytes:
        """Where a line comes among the others: out of order, and the same each time."""
        return hashlib.blake2b(f"{self.id}/{line.source}".encode()).digest()

    def variants(self, tag: str) -> tuple[Variant, ...]:
        found: list[Variant] = []
        for cell in self.rest:
            if cell.tag != tag:
                continue
            slug = str(cell.meta.get(tag, "" if tag == "mistake" else f"alternative-{len(found) + 1}"))
            if not _KEBAB.match(slug):
                self.fail(
                    cell, f"a {tag} of {self.id!r} named {slug!r}", f'Name it in kebab case: {tag}="rows".'
                )
            if slug in {variant.id for variant in found}:
                self.fail(cell, f"two cells of {self.id!r} are named {slug!r}", "Give each its own name.")
            reply, source = leading_text(cell.source) if tag == "mistake" else ("", cell.source)
            if tag == "mistake" and not reply:
                self.fail(
                    cell, f"mistake {slug!r} has no reply", "Begin the cell with the reply as a string."
                )
            if not source.strip():
                self.fail(cell, f"{tag} {slug!r} has no code", "Write the code that a learner would write.")
            names = cell.meta.get("names", "")
            if names not in ("", "own") or (names and self.prompt.meta["kind"] != "figure"):
                self.fail(cell, f"alternative {slug!r} has names={names!r}", 'Only a figure has names="own".')
            says = cell.meta.get("says", {})
            if says and (self.prompt.meta["kind"] != "figure" or not are_patterns(says)):
                self.fail(
                    cell, f"mistake {slug!r} has says={says!r}", 'Only a figure has says={"ylabel": "…"}.'
                )
            found.append(Variant(slug, source.strip(), cell.line, reply, bool(names), says))
        return tuple(found)

    def replies(self) -> dict[str, dict[str, str]]:
        """A reply to every option of every case; a single choice is the one case named ''."""
        cell = self.only("replies")
        try:
            return read_options(cell.source)
        except ValueError as problem:
            self.fail(cell, f"the replies of {self.id!r} {problem}", 'Write {"a": "…", "b": "…"}.')
