"""The written answers of a class side by side, in one page that needs nothing else.

Everything that a learner wrote is escaped, and the page may load and run nothing (its Content-Security-Policy
says so to the browser as well).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from demarche.grading.rubric import Written, levels_of
from demarche.grading.tables import plain

_STYLE = """
:root { color-scheme: light dark; --line: #767676; --soft: #f3f3f3; --ink: #1b1b1b; --page: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --line: #9a9a9a; --soft: #262626; --ink: #f0f0f0; --page: #161616; }
}
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
  margin: 0 auto; padding: 1rem; max-width: 90rem; }
a { color: inherit; }
.answers { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); }
article, .rubric { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem 1rem; }
.rubric { background: var(--soft); }
h3, h4 { margin: .5rem 0; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { article { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def rubric_page(answers: Sequence[Written]) -> str:
    """Write the page.

    Parameters
    ----------
    answers : sequence of Written
        As `written_answers` orders them.

    Returns
    -------
    str
        HTML; the same answers give the same bytes.
    """
    return "\n".join(_lines(answers)) + "\n"


def _lines(answers: Sequence[Written]) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>Written answers</title><style>{_STYLE}</style></head>"
    yield "<body><main>"
    yield "<h1>Written answers</h1>"
    groups = [
        (mine[0], mine)
        for _, each in groupby(answers, key=lambda answer: (answer.exercise.id, answer.task.id))
        if (mine := list(each))
    ]
    if not groups:
        yield "<p>No written answer waits for a person.</p>"
    else:
        yield '<nav aria-label="Tasks"><ul>'
        for first, mine in groups:
            yield f'<li><a href="#{first.task.id}">{_title(first)}</a> ({len(mine)} answers)</li>'
        yield "</ul></nav>"
    for first, mine in groups:
        yield f'<section aria-labelledby="{first.task.id}">'
        yield f'<h2 id="{first.task.id}">{_title(first)}</h2>'
        yield f"<p>{first.task.points} points. Points of a level: {first.task.points} &times; level / 4.</p>"
        yield f'<div class="rubric"><h3>Levels of {_text(first.task.title)}</h3><ul>'
        for level, text in sorted(levels_of(first.task).items()):
            yield f"<li><strong>{level}</strong> {_text(text)}</li>"
        yield "</ul></div>"
        yield f'<h3>Answers to {_text(first.task.title)}</h3><div class="answers">'
        for answer in mine:
            yield f"<article><h4>{_text(answer.writer)}</h4>"
            yield f'<div class="text">{_text(answer.text)}</div></article>'
        yield "</div></section>"
    yield "</main></body></html>"


def _title(answer: Written) -> str:
    return f"{_text(answer.exercise.title)}: {_text(answer.task.title)}"


def _text(text: str) -> str:
    return escape(plain(text))
