"""The replies to known mistakes, for the book: what a class gets wrong, and what one says to that.

Only replies are shown, never code and never a value. Tasks whose replies would give the answer away are left
out: choices, as the right option is the one without a reply, and tasks whose answer is not to be revealed.
"""

from __future__ import annotations

from corrige.authoring.model import Exercise, Task


def is_shown(task: Task) -> bool:
    """Whether the replies of a task may stand in the book."""
    return task.kind not in ("choice", "written") and task.reveal


def common_mistakes(exercise: Exercise) -> str:
    """The replies of one exercise, task by task, as Markdown."""
    parts = []
    for task in exercise.tasks:
        if not is_shown(task):
            continue
        replies = [
            f"- *{mistake.id.replace('-', ' ')}*: {_plain(mistake.reply)}" for mistake in task.mistakes
        ]
        parts.append("\n".join([f"**Task {task.number}, {task.title}**", "", *replies]))
    return "\n\n".join(parts)


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
