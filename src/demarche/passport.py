"""The page of the pandas passport, written from its warm-ups: the notebook's text, with answers to open."""

from __future__ import annotations

import json
from collections.abc import Iterator

from corrige.authoring.model import Exercise, Passage, Task

PAGE = "book/start/pandas-passport.md"
_FRONT = """\
---
file_format: mystnb
kernelspec:
  name: python3
---
"""
_HOW = """\
Do them in {{download}}`a notebook </exercises/{slug}.ipynb>`, which `demarche start` gives you too.
It has an answer cell and a `check` for each task; only then open the answer here."""


def page(exercise: Exercise) -> str:
    """Text of the page.

    Parameters
    ----------
    exercise : Exercise
        The warm-ups.
    """
    parts = [_FRONT.strip(), exercise.header.strip(), _HOW.format(slug=exercise.slug), _cell(exercise.setup)]
    for task in exercise.tasks:
        parts += [_passage(passage) for passage in task.passages if passage.show != "notebook"]
        parts += _task(task)
    parts.append(exercise.closing.strip())
    # Pages lie in a folder of the book, notebooks beside it.
    return "\n\n".join(parts).replace("](../book/start/", "](").replace("](../book/", "](../") + "\n"


def _passage(passage: Passage) -> str:
    if passage.type == "markdown":
        return passage.source.strip()
    if passage.show == "never":
        return _cell(passage.source, "tags: [remove-cell]")
    return _cell(_quiet(passage.source, passage.figure), *_figure(passage.figure))


def _task(task: Task) -> Iterator[str]:
    ask = f'Keep it as `{task.name}`; `check("{task.id}")` replies.'
    if task.lines:
        yield f"### {task.title.removeprefix('Lines: ').capitalize()}"
        lines = "\n".join(line.source for line in task.lines)
        yield f":::::{{div}} parsons\n{task.prompt}\n\n```text\n{lines}\n```\n\n{_data(task)}\n:::::"
    else:
        yield f"**Your turn.** {task.prompt}\n\n{ask}"
    prompts = ('code_prompt_show: "Show an answer"', 'code_prompt_hide: "Hide the answer"')
    options = ["tags: [hide-cell]", "mystnb:", *(f"  {line}" for line in prompts)]
    yield _cell(_quiet(task.solution, task.figure), *options, *_figure(task.figure)[1:])


def _data(task: Task) -> str:
    """What the script needs: the lines, their right order, and the replies to the wrong ones."""
    lines = [line.source for line in task.lines]
    replies = {mistake.id: mistake.reply for mistake in task.mistakes}
    data = {
        "lines": lines,
        "right": [lines.index(line) for line in task.solution.splitlines() if line in lines],
        "wrong": {place: replies[line.mistake] for place, line in enumerate(task.lines) if line.mistake},
        "after": task.after,
    }
    text = json.dumps(data, ensure_ascii=False).replace("</", r"<\/")
    script = '<script src="../../_static/parsons.js" defer="defer"></script>'
    return f'```{{raw}} html\n<script type="application/json">{text}</script>\n{script}\n```'


def _quiet(source: str, figure: dict[str, str]) -> str:
    """A cell that draws, without the value of its last line: the figure is what it shows."""
    return f"{source.strip()};" if figure else source


def _figure(words: dict[str, str]) -> list[str]:
    if not words:
        return []
    name, caption, alt = words["figure"], words["caption"], words["alt"]
    return [
        "mystnb:",
        "  figure:",
        f"    name: {name}",
        f"    caption: {json.dumps(caption, ensure_ascii=False)}",
        "  image:",
        f"    alt: {json.dumps(alt, ensure_ascii=False)}",
    ]


def _cell(source: str, *options: str) -> str:
    head = "\n".join(["---", *options, "---", ""]) if options else ""
    return f"```{{code-cell}} python\n{head}{source.strip()}\n```"
