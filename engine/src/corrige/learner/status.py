"""How far a course is: every notebook of a folder, by what its checks last said. Nothing is run."""

from __future__ import annotations

from pathlib import Path

from corrige.feedback.progress import Line, Progress, State
from corrige.learner.notebooks import Notebook, NotebookError, is_untouched, last_reply, originals, read


def status(folder: Path, course: str) -> list[Progress]:
    """Look at the notebooks of a learner's folder.

    Parameters
    ----------
    folder : Path
    course : str
        Import package of an installed course.

    Returns
    -------
    list of Progress
        One for each exercise, in order; without lines where there is no notebook, or none that can be read.

    Raises
    ------
    FileNotFoundError
        If the folder holds no notebook of the course.
    """
    known = originals(course)
    found: dict[str, Progress] = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            mine, original = read(path, known)
        except NotebookError as problem:
            exercise = path.name.partition("_")[0]
            if exercise in known:
                found[exercise] = Progress(str(problem))
            continue
        found.setdefault(original.exercise, of_notebook(mine, original))
    if not found:
        raise FileNotFoundError(
            f"There is no notebook of this course in {folder}. Name the folder of your work."
        )
    missing = {
        exercise: Progress(f"{original.title}: no notebook here") for exercise, original in known.items()
    }
    return list({**missing, **found}.values())


def of_notebook(mine: Notebook, original: Notebook) -> Progress:
    """The tasks of one notebook by what its checks last said."""
    lines = []
    for task in original.tasks:
        answer = mine.cell("answer", task.id)
        state: State = "not checked"
        if is_untouched(task, answer):
            state = "untouched"
        elif task.kind == "written":
            state = "recorded"
        else:
            state = last_reply(mine, task) or "not checked"
        lines.append(
            Line(task.number, task.title, task.id, state, task.points, written=task.kind == "written")
        )
    return Progress(original.title, tuple(lines))


def summary(found: list[Progress]) -> str:
    """One line for each exercise, and the sum."""
    width = max(len(each.title) for each in found)
    rows = []
    for each in found:
        if not each.lines:
            rows.append(each.title)
            continue
        counts = [
            f"{sum(line.words == words for line in each.lines)} {words}"
            for words in dict.fromkeys(line.words for line in each.lines)
        ]
        worth = f"{each.points:>2} of {each.seen} points" if each.seen else " " * len(" 0 of 16 points")
        rows.append(f"{each.title:<{width}}  {worth}  {', '.join(counts)}")
    points, seen = sum(each.points for each in found), sum(each.seen for each in found)
    rows.append(
        f"\n{points} of {seen} points by what the checks last said; a person reads the written answers."
    )
    return "\n".join(rows)
