"""`python -m demarche.capstone DIR -o OUT`: mark the form of a class's briefs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0 if every learner has a row, 2 if the class could not be marked.
    """
    parser = argparse.ArgumentParser(
        prog="python -m demarche.capstone",
        description="Mark the form of a class's evidence briefs, and add up the levels that a person gave.",
    )
    parser.add_argument(
        "briefs",
        metavar="DIR",
        type=Path,
        help="<learner>/capstone_….ipynb or <learner>-capstone_….ipynb, or a platform's zip of them",
    )
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="folder for the results")
    parser.add_argument(
        "--unconfined", action="store_true", help="run notebooks without confinement (you trust them)"
    )
    parser.add_argument(
        "--policy", metavar="FILE", type=Path, help="rules as TOML, such as capstone's deadline"
    )
    parser.add_argument("--times", metavar="FILE", type=Path, help="when briefs were handed in")
    parser.add_argument("--roster", metavar="FILE", type=Path, help="the class, as platforms know it")
    options = parser.parse_args(argv)

    from corrige.course import find_course
    from corrige.grading.rules.marking_rules import InstructorFiles
    from corrige.grading.run.kernels import Settings
    from corrige.kernel import ConfinementError, Limits
    from demarche.capstone.marking import mark_class

    try:
        root = find_course().root
        folder = options.briefs.resolve()
        limits = Limits.from_pyproject(root)
        settings = Settings(root, folder, limits=limits, unconfined=options.unconfined)
        files = InstructorFiles(policy=options.policy, times=options.times, roster=options.roster)
        marked = mark_class(folder, options.out, settings, files)
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except ConfinementError as problem:
        print(f"{problem}\n  `corrige doctor` says what is missing.", file=sys.stderr)
        return 2
    complete = sum(all(part.held for part in each.found) for each in marked)
    print(f"{len(marked)} learners, {complete} briefs of complete form. Marks: {options.out / 'briefs.csv'}")
    print(f"For Canvas, Moodle, Gradescope, Classroom 50: {options.out / 'exports'}")
    for each in marked:
        if each.problem:
            print(f"  {each.learner}: {each.problem}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
