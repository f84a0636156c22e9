"""A card for each exercise: what it is worth, how long it takes, the notebook, and one answer with its reply.

The card stands below the title of an exercise's own page, and wherever a chapter writes::

    ```{exercise-card} ex03_has_this_happened_before
    ```

Points and minutes are read from the notebook, where its generator wrote them; nobody types them twice. In a
sentence, ``{exercise-minutes}`ex03` `` writes its minutes. The answer is a wrong one, with the reply that it
earns: what work on the exercise is like, before anything is installed.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from corrige.authoring.model import Task, Variant
from corrige.authoring.reader import read_exercise as read_solution
from corrige.course import find_course
from corrige.sphinx.mistakes import is_shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FOLDER = "exercises"
NOTE = "This page is for reading: you do the tasks in the notebook, on a computer."


class Exercise(NamedTuple):
    """What the card says about one exercise."""

    slug: str
    title: str
    tasks: int
    points: int
    minutes: int


def read_exercise(root: Path, slug: str) -> Exercise:
    """Read the facts of the card from the learner's notebook, where the generator wrote them.

    Raises
    ------
    ValueError
        If there is no such notebook, or it does not say what it is worth.
    """
    path = root / FOLDER / f"{slug}.ipynb"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))["metadata"]["corrige"]
        points = sum(task["points"] for task in facts["tasks"])
        return Exercise(slug, facts["title"], len(facts["tasks"]), points, facts["minutes"])
    except FileNotFoundError:
        raise ValueError(f"there is no {FOLDER}/{slug}.ipynb; is {slug!r} the name of an exercise?") from None
    except KeyError as missing:
        raise ValueError(
            f"{FOLDER}/{slug}.ipynb does not say its {missing}: write it again with `make exercises`"
        ) from None


def trial(solution: Path) -> str:
    """One wrong answer of an exercise and the reply to it, as HTML; empty where the solution is not at hand.

    The shortest mistake of the first task that may be shown and has one of a few lines.
    """
    if not solution.is_file():
        return ""
    shown = ((task, min(task.mistakes, key=_length)) for task in _tasks(solution) if task.mistakes)
    for task, mistake in shown:
        code = mistake.source.strip()
        if code.count("\n") > 6:
            continue
        return (
            '<details class="exercise-trial"><summary>See one answer, and the reply to it</summary>'
            f"<p>Task {task.number}, <em>{escape(task.title)}</em>. Somebody writes this, and checks it:</p>"
            f"<pre>{escape(code)}</pre>"
            f'<p class="reply"><strong>\N{BALLOT X} {escape(task.name)}: not yet.</strong> '
            f"{_marked(mistake.reply)}</p></details>"
        )
    return ""


def _tasks(path: Path) -> list[Task]:
    return [task for task in read_solution(path).tasks if is_shown(task) and task.kind in ("value", "table")]


def _length(mistake: Variant) -> int:
    return len(mistake.source)


def _marked(reply: str) -> str:
    """A reply with its code and its emphasis set as such."""
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(" ".join(reply.split())))
    return re.sub(r"\*([^*\s][^*]*)\*", r"<em>\1</em>", html)


def card(
    exercise: Exercise, docname: str, *, link: bool, how_to: str = "", shown: str = ""
) -> nodes.container:
    """Build the card; with a link to the exercise's page when it stands on another.

    `how_to` is the page of the book on how to work on an exercise, if there is one; `shown` is one answer
    of it with its reply.
    """
    worth = f"{exercise.tasks} tasks · {exercise.points} points · about {exercise.minutes} minutes"
    download = addnodes.download_reference(
        "",
        "",
        nodes.inline(text="Download the notebook"),
        reftarget=f"/{FOLDER}/{exercise.slug}.ipynb",
        refdoc=docname,
        classes=["exercise-download"],
    )
    how = [nodes.Text(" "), door("How to work on it", how_to, docname)] if how_to else []
    box = nodes.container(classes=["exercise-card"])
    if link:
        page = door(exercise.title, f"/{FOLDER}/{exercise.slug}", docname)
        box += nodes.paragraph("", "", page, classes=["exercise-title"])
        box += nodes.paragraph("", worth, classes=["exercise-worth"])  # on its own page the notebook says it
    box += nodes.paragraph("", "", download, *how, classes=["exercise-doors"])
    if not link:
        box += nodes.paragraph("", NOTE, classes=["exercise-note"])
    if shown:
        box += nodes.raw("", shown, format="html")
    return box


def _how_to(env: BuildEnvironment) -> str:
    """The page on how to work on an exercise, as the course names it."""
    return find_course(Path(env.srcdir)).how_to


def door(words: str, target: str, docname: str) -> addnodes.pending_xref:
    """Link to a page of the book; a page that is not there is a warning."""
    return addnodes.pending_xref(
        "",
        nodes.inline(text=words),
        refdomain="std",
        reftype="doc",
        reftarget=target,
        refexplicit=True,
        refdoc=docname,
        refwarn=True,
    )


class ExerciseCard(SphinxDirective):
    """`{exercise-card} exNN_name`: the card, in a chapter."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Read the notebook and build the card; a wrong name is an error at this line."""
        slug = self.arguments[0]
        self.env.note_dependency(f"{FOLDER}/{slug}.ipynb")
        try:
            exercise = read_exercise(Path(self.env.srcdir), slug)
            shown = trial(find_course(Path(self.env.srcdir)).solutions / f"{slug}.py")
            return [card(exercise, self.env.docname, link=True, how_to=_how_to(self.env), shown=shown)]
        except ValueError as problem:
            raise self.error(f"exercise-card: {problem}") from None


class ExerciseMinutes(SphinxRole):
    """`{exercise-minutes}` and an exercise's id: how long it takes, in a sentence."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Read the notebook; a wrong id is an error at this line."""
        root = Path(self.env.srcdir)
        slug = next((path.stem for path in sorted((root / FOLDER).glob(f"{self.text}_*.ipynb"))), self.text)
        self.env.note_dependency(f"{FOLDER}/{slug}.ipynb")
        try:
            return [nodes.Text(f"{read_exercise(root, slug).minutes} minutes")], []
        except ValueError as problem:
            said = self.inliner.reporter.error(f"exercise-minutes: {problem}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, said)], [said]


class CardOnExercisePage(SphinxTransform):
    """Put the card below the title of an exercise's own page."""

    default_priority = 400

    def apply(self, **_: Any) -> None:
        """Insert it, if this page is an exercise."""
        folder, _slash, name = self.env.docname.rpartition("/")
        if folder != FOLDER:
            return
        exercise = read_exercise(Path(self.env.srcdir), name)
        for title in self.document.findall(nodes.title):
            place = title.parent.index(title) + 1
            title.parent.insert(place, card(exercise, self.env.docname, link=False, how_to=_how_to(self.env)))
            return


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and the transform."""
    app.add_directive("exercise-card", ExerciseCard)
    app.add_role("exercise-minutes", ExerciseMinutes())
    app.add_transform(CardOnExercisePage)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
