"""Grading on push: rehearse every notebook of a folder, for a job summary and in Classroom 50's form.

``python -m corrige.learner.on_push FOLDER`` runs where a learner's repository is checked out, with the
learner's part of the engine alone: the points are those that `check` calls right. Marks need what no
learner may have.

The form is ``classroom50/result/v1``, as the wiki page *Advanced Autograding* and the schema
``schemas/result-v1.schema.json`` of https://github.com/foundation50/classroom50 describe it.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corrige.learner.notebooks import Notebook, NotebookError, is_untouched, originals, read
from corrige.learner.rehearse import Rehearsal, rehearse
from corrige.start import ASIDE, only_course

_SEEN = ("right", "complete")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns
    -------
    int
        0 if the notebooks were run, whatever they hold; with ``--all-right``, 1 if something is not right.
    """
    parser = argparse.ArgumentParser(prog="python -m corrige.learner.on_push", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the notebooks are, in folders below too")
    parser.add_argument(
        "--summary", metavar="FILE", type=Path, help="add what was found as Markdown to a file"
    )
    parser.add_argument("--result", metavar="FILE", type=Path, help="write it in Classroom 50's form")
    parser.add_argument("--all-right", action="store_true", help="fail unless every answer is right")
    options = parser.parse_args(argv)
    course = only_course()
    known = originals(course)
    found = {
        path: rehearse(mine, known_one, course) for path, mine, known_one in _touched(options.folder, known)
    }
    text = markdown(found)
    print(text)
    if options.summary:
        with options.summary.open("a", encoding="utf-8") as file:
            file.write(text)
    if options.result:
        result = classroom50(list(found.values()), os.environ)
        options.result.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.all_right and (not found or any(each.remarks for each in found.values())):
        return 1
    return 0


def markdown(found: Mapping[Path, Rehearsal]) -> str:
    """A table for each notebook, and what there is to say about tasks that are not right yet."""
    if not found:
        return "No notebook of this course has an answer in it yet.\n"
    parts = []
    for path, rehearsal in found.items():
        progress = rehearsal.progress
        rows = [
            f"| {line.number} | {_cell(line.title)} | {line.words} | {line.points} |"
            for line in progress.lines
        ]
        table = ["| task | title | so far | points |", "|---:|:---|:---|---:|", *rows]
        remarks = [f"- {_cell(remark)}" for remark in rehearsal.remarks]
        parts.append(
            "\n".join(
                [
                    f"## {_cell(progress.title)}",
                    "",
                    f"`{path.name}`. {progress.total}",
                    "",
                    *table,
                    "",
                    *remarks,
                ]
            )
        )
    return (
        "\n\n".join(parts)
        + "\n\nThese are not the marks: they are given later, on inputs that are not shown.\n"
    )


def classroom50(found: Sequence[Rehearsal], told: Mapping[str, str]) -> dict[str, Any]:
    """The result of a submission.

    Parameters
    ----------
    found : sequence of Rehearsal
    told : mapping of str to str
        What Classroom 50 says in environment variables; its runner corrects owner, type and date.
    """
    tests = [
        {
            "test-name": f"{rehearsal.progress.title}: {line.number} {line.title}",
            "passed": line.outcome in _SEEN,
            "score": line.points if line.outcome in _SEEN else 0,
            "max-score": line.points,
        }
        for rehearsal in found
        for line in rehearsal.progress.lines
        if not line.written
    ]
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "schema": "classroom50/result/v1",
        "classroom": told.get("CLASSROOM", ""),
        "assignment": told.get("ASSIGNMENT", ""),
        "assignment_type": told.get("ASSIGNMENT_TYPE") or "individual",
        "owner": told.get("OWNER") or told.get("USERNAME", ""),
        "submission": told.get("SUBMISSION_TAG", ""),
        "commit": told.get("COMMIT_URL", ""),
        "release": told.get("RELEASE_URL", ""),
        "review": told.get("REVIEW_URL") or told.get("COMMIT_URL", ""),
        "datetime": now,
        "graded_at": now,
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def _touched(folder: Path, known: dict[str, Notebook]) -> list[tuple[Path, Notebook, Notebook]]:
    """Notebooks of the course with at least one answer, each with the one that was handed out."""
    found = []
    for path in sorted(folder.rglob("*.ipynb")):
        if ASIDE in path.parts or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            mine, original = read(path, known)
        except NotebookError as problem:
            print(problem)
            continue
        if any(not is_untouched(task, mine.cell("answer", task.id)) for task in original.tasks):
            found.append((path, mine, original))
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


if __name__ == "__main__":
    raise SystemExit(main())
