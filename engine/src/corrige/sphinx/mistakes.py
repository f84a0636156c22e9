"""The replies to known mistakes, for the book: what a class gets wrong, and what one says to that.

Only replies are shown, never code and never a value. Tasks whose replies would give the answer away are left
out: choices, as the right option is the one without a reply, and tasks whose answer is not to be revealed.
"""

from __future__ import annotations

from html import escape

from corrige.authoring.model import Exercise, Task


def is_shown(task: Task) -> bool:
    """Whether the replies of a task may stand in the book."""
    return task.kind not in ("choice", "written") and task.reveal


def common_mistakes(exercise: Exercise) -> str:
    """The replies of one exercise as Markdown, folded task by task."""
    parts = []
    for task in exercise.tasks:
        if not is_shown(task):
            continue
        replies = [
            f"- *{mistake.id.replace('-', ' ')}*: {_plain(mistake.reply)}" for mistake in task.mistakes
        ]
        count = f"{len(replies)} {'mistake' if len(replies) == 1 else 'mistakes'}"
        summary = f"<b>Task {task.number}, {escape(task.title)}</b>: {count}"
        parts.append(
            "\n".join(
                [
                    f'<details id="mistakes-{exercise.id}-{task.id}"><summary>{summary}</summary>',
                    "",
                    *replies,
                    "",
                    "</details>",
                ]
            )
        )
    return "\n\n".join(parts)


def reply_to(exercise: Exercise, task: str, mistake: str) -> str:
    """The reply to one mistake as Markdown, with its place.

    Raises
    ------
    KeyError
        If the exercise has no such task, the task no such mistake, or if its replies are not to be shown.
    """
    there = {
        (each.id, one.id): (each, one) for each in exercise.tasks if is_shown(each) for one in each.mistakes
    }
    found, known = there[task, mistake]
    return f"{_plain(known.reply)} *(Exercise {exercise.chapter}, task {found.number})*"


def count_mistakes(exercise: Exercise) -> tuple[int, int]:
    """How many replies are shown here, and how many more the course has."""
    shown = sum(len(task.mistakes) for task in exercise.tasks if is_shown(task))
    hidden = sum(len(task.mistakes) for task in exercise.tasks if not is_shown(task))
    return shown, hidden + sum(
        len(options) - 1 for task in exercise.tasks for options in task.replies.values()
    )


def _plain(reply: str) -> str:
    # A dollar sign would begin a formula, an angle bracket a tag.
    return " ".join(reply.split()).replace("$", r"\$").replace("<", r"\<")
