"""Three questions from earlier chapters, with their replies, before the tasks of an exercise.

They are the questions with which the chapters end: one of the chapter before, one from two before, one from
four before. What is recalled after a while is kept longer than what is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from corrige.course import find_course
from corrige.sphinx.chapters import Chapter, read_chapters
from corrige.sphinx.exercise_card import FOLDER, door

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LAGS = ((1, 0), (2, 1), (4, 2), (1, 1), (1, 2))  # so many chapters back, and which of its questions
_MOST = 3


def chosen(number: int) -> list[tuple[int, int]]:
    """Chapter and place of each question before an exercise; an early one asks more than one of a chapter."""
    return [(number - lag, place) for lag, place in _LAGS if number - lag >= 1][:_MOST]


class Questions(SphinxPostTransform):
    """Put the questions below the card of an exercise's own page."""

    default_priority = 5  # before the links in them are resolved
    builders = ("html",)

    def run(self, **_: Any) -> None:
        """Copy them from the chapters, if this page is an exercise that has any before it."""
        chapters = earlier(Path(self.env.srcdir), self.env.docname)
        card = next(_with_class(self.document, nodes.container, "exercise-card"), None)
        if not chapters or card is None:
            return
        box = nodes.container(classes=["recall"])
        box += nodes.rubric(text="Before you start: questions from earlier chapters")
        for count, (number, place) in enumerate(chosen(len(chapters) + 1), start=1):
            box += self._question(chapters[number - 1], place, count)
        card.parent.insert(card.parent.index(card) + 1, box)

    def _question(self, chapter: Chapter, place: int, count: int) -> nodes.Element:
        page = self.env.get_doctree(chapter.docname.removeprefix("/"))
        questions = list(_with_class(page, nodes.admonition, "self-check"))
        copy = questions[place % len(questions)].deepcopy()
        for node in copy.findall(nodes.Element):
            node["ids"] = []
        for link in copy.findall(addnodes.pending_xref):
            link["refdoc"] = self.env.docname
        copy[0] = nodes.title("", f"Question {count} · chapter {chapter.number}")
        copy += nodes.paragraph(
            "", "To read it again: ", door(chapter.title, chapter.docname, self.env.docname)
        )
        return copy


def _with_class(page: nodes.Node, kind: type[nodes.Element], name: str) -> Iterator[Any]:
    return (node for node in page.findall(kind) if name in node["classes"])


def earlier(root: Path, page: str) -> Sequence[Chapter]:
    """The chapters before that of an exercise's page, in order; none for any other page."""
    if not page.startswith(f"{FOLDER}/"):
        return ()
    chapters = read_chapters(find_course(root))
    own = next((chapter.number for chapter in chapters if f"{FOLDER}/{chapter.exercise}" == page), 1)
    return [chapter for chapter in chapters if chapter.number < own]


def note_chapters(app: Sphinx, doctree: nodes.document) -> None:
    """Have the page of an exercise made anew when a chapter before it changes."""
    for chapter in earlier(Path(app.srcdir), app.env.docname):
        app.env.note_dependency(str(chapter.path.relative_to(app.srcdir)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.add_post_transform(Questions)
    app.connect("doctree-read", note_chapters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
