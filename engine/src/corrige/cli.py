"""The command `corrige`: one verb for each of the people who use a course; a course may rename it."""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from corrige import __version__
from corrige.commands import add_instructor_files, add_regrade, add_rubric, instructor_files
from corrige.commands.results import command_of

if TYPE_CHECKING:
    from corrige.course import Course

_ABOUT = "Make, answer and mark the exercises of a course."
_EXTRAS = {
    "exercises": ("nbclient", "grade"),
    "grade": ("nbclient", "grade"),
    "rehearse": ("jupyter_client", "lab"),
    "release": ("nbclient", "grade"),
    "regrade": ("nbclient", "grade"),
    "rubric": ("nbclient", "grade"),
    "sample": ("nbclient", "grade"),
    "mistake": ("nbclient", "grade"),
    "watch": ("nbclient", "grade"),
}


def main(argv: Sequence[str] | None = None, *, course: str = "", about: str = _ABOUT) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; those of the process if not given.
    course : str
        Import package of the course whose command this is; without it, the course is the one installed.
    about : str
        One line for the help.

    Returns
    -------
    int
        0 if it did what was asked, 1 if something was found to be wrong, 2 if it could not be done.
    """
    options = parser(course, about).parse_args(argv)
    module, extra = _EXTRAS.get(options.verb, ("pandas", ""))
    if importlib.util.find_spec(module) is None or (extra == "grade" and _is_learners()):
        command = f"{course or 'corrige'} {options.verb}"
        print(
            f"{command} needs more than the learner's install. {_how_to_get(extra)}",
            file=sys.stderr,
        )
        return 2
    try:
        status: int = options.run(options)
    except (OSError, RuntimeError, ValueError) as problem:
        if isinstance(problem, OSError) and problem.filename and problem.strerror:
            print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)  # without [Errno 28]
        else:
            print(problem, file=sys.stderr)
        return 2
    return status


def _is_learners() -> bool:
    """Whether this is the wheel of the bundle, which holds the learner's part alone."""
    return version("corrige").endswith("+learner")


def _how_to_get(extra: str) -> str:
    """How the missing part is installed: the learner's part of the engine has no others to add."""
    if _is_learners():
        return "In a copy of the course's repository, `make course` installs it."
    return f"Install it: python -m pip install 'corrige[{extra}]'"


def parser(course: str = "", about: str = _ABOUT) -> argparse.ArgumentParser:
    """The parser of the whole command; `course` and `about` as `main` takes them."""
    whole = argparse.ArgumentParser(prog=course or "corrige", description=about)
    whole.set_defaults(course=course)
    whole.add_argument("--version", action="version", version=f"corrige {__version__}")
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="VERB")

    start = verbs.add_parser(
        "start",
        help="get the exercises and open them in JupyterLab",
        description="Copy the exercises into a folder of your own and open them in JupyterLab. What is "
        "already there stays as it is, so the same command takes you back to your work.",
        epilog='Solve a task, then run check("its-name") in the cell below it. In JupyterLab, Save keeps '
        "your work; hand in the notebook file under its own name.",
    )
    start.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="where to work; made if it is not there (default: the course's name and -exercises)",
    )
    start.add_argument(
        "--no-lab", action="store_true", help="only copy the exercises; open them with any Jupyter"
    )
    start.set_defaults(run=_start)

    status = verbs.add_parser(
        "status",
        help="say how far the course is, by what the checks in your notebooks last said",
        description="Read the notebooks of a folder as they were last saved, run nothing, and say for each "
        "what is right, not yet, not checked and untouched.",
    )
    status.add_argument(
        "folder", nargs="?", type=Path, help="the folder of your work (default: as for start, or this folder)"
    )
    status.set_defaults(run=_status)

    rehearse = verbs.add_parser(
        "rehearse",
        help="run a whole notebook from the top, as the grader will, and say what the checks find",
        description="Run a notebook from the top in a fresh kernel and an empty folder, as the grader will. "
        "It shows what works only because of cells that you ran before. It gives no marks.",
    )
    rehearse.add_argument("notebook", metavar="NOTEBOOK", type=Path, help="such as ex03_….ipynb")
    rehearse.add_argument(
        "--seconds", type=float, default=30.0, help="what one cell may take (default: 30 seconds)"
    )
    rehearse.set_defaults(run=_rehearse)

    update = verbs.add_parser(
        "update",
        help="bring your folder to the newest edition of the exercises",
        description="Write notebooks that are missing, and corrected ones: in place of one that you have not "
        "touched, and beside one that holds your work, with your answers copied into it.",
    )
    update.set_defaults(run=_update)
    reset = verbs.add_parser(
        "reset",
        help="begin an exercise again; yours is set aside, not deleted",
        description="Write an exercise as it was handed out. Your notebook goes to the folder set-aside.",
    )
    reset.add_argument("exercise", help="such as ex03")
    reset.set_defaults(run=_reset)
    for verb in (update, reset):
        verb.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help="the folder of your work (default: this one if it holds such notebooks, else as in start)",
        )

    exercises = verbs.add_parser(
        "exercises", help="make the learner's notebooks from the solutions, or check them"
    )
    exercises.add_argument("exercise", nargs="?", metavar="EXERCISE", help="with --prove: one, such as ex03")
    exercises.add_argument(
        "--prove",
        action="store_true",
        help="read, make, mark and check an exercise, and say all that is wrong with it; changes nothing",
    )
    exercises.add_argument(
        "--check", action="store_true", help="change nothing; fail with a diff if a file is stale"
    )
    exercises.add_argument("--summary", action="store_true", help="print what each exercise holds, as JSON")
    exercises.set_defaults(run=_exercises)

    new = verbs.add_parser("new", help="write a small whole course into a new folder, to change")
    new.add_argument("folder", metavar="DIR", type=Path, help="a new folder; its name is that of the course")
    new.add_argument("--data", metavar="CSV", type=Path, help="a table to describe and put among the others")
    new.set_defaults(run=_new)

    watch = verbs.add_parser("watch", help="on each save of a solution file, say what a learner sees")
    watch.set_defaults(run=_watch)

    mistake = verbs.add_parser(
        "mistake", help="from a graded class: wrong answers that no mistake names, each as a stub of one"
    )
    mistake.add_argument("results", metavar="OUT", type=Path, help="the folder that `grade` wrote")
    mistake.add_argument(
        "--least",
        metavar="N",
        type=int,
        default=2,
        help="learners who share an answer (default: 2)",
    )
    mistake.set_defaults(run=_mistake)

    grade = verbs.add_parser("grade", help="grade a class: a folder of notebooks in, a gradebook out")
    grade.add_argument(
        "submissions",
        metavar="DIR",
        type=Path,
        help="<learner>/ex03_….ipynb or <learner>-ex03_….ipynb; or a zip of Canvas or Moodle",
    )
    grade.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="folder for the results")
    grade.add_argument(
        "--workers", metavar="N", type=int, help="notebooks to grade at a time (default: one per core)"
    )
    grade.add_argument("--fresh", action="store_true", help="mark everything anew, whatever was kept")
    grade.add_argument(
        "--unconfined", action="store_true", help="run notebooks without confinement (you trust them)"
    )
    grade.add_argument(
        "--scheduler", metavar="ADDRESS", help="grade on a Dask cluster, such as tcp://10.0.0.5:8786"
    )
    grade.add_argument("--solutions", action="store_true", help="show the solutions on the feedback pages")
    grade.add_argument(
        "--draw-all",
        action="store_true",
        help="draw the charts of right answers too (else those that were handed in are shown)",
    )
    add_instructor_files(grade)
    grade.set_defaults(run=_grade)
    add_rubric(verbs, whole.prog)
    add_regrade(verbs, whole.prog)

    release = verbs.add_parser(
        "release", help="make the bundle for learners, and prove that it gives nothing away"
    )
    release.add_argument("-o", "--out", metavar="DIR", type=Path, required=True, help="a new folder")
    release.add_argument("--book", metavar="ADDRESS", default="", help="where the book can be read")
    release.add_argument(
        "--repository",
        metavar="ADDRESS",
        default="",
        help="make the bundle a repository to push there: with a workflow that rehearses what learners push",
    )
    release.add_argument(
        "--hub",
        metavar="ADDRESS",
        default="",
        help="of a JupyterHub: print its nbgitpuller link to the repository",
    )
    release.add_argument(
        "--classroom50",
        action="store_true",
        help="add autograder.py: the folder of a Classroom 50 assignment",
    )
    release.set_defaults(run=_release)

    doctor = verbs.add_parser("doctor", help="say how well this machine can confine notebooks, by trying")
    doctor.set_defaults(run=_doctor)

    sample = verbs.add_parser("sample", help="write a class of synthetic learners, to try grading on")
    sample.add_argument(
        "-o", "--out", metavar="DIR", type=Path, required=True, help="folder for the notebooks"
    )
    sample.add_argument("--learners", metavar="N", type=int, default=60, help="how many (default: 60)")
    sample.add_argument(
        "--instructor-files",
        metavar="DIR",
        type=Path,
        help=f"write a roster, times and rules there, for `{whole.prog} grade`",
    )
    sample.add_argument("--seed", type=int, default=2026, help="the same seed gives the same class")
    sample.set_defaults(run=_sample)
    return whole


def _start(options: argparse.Namespace) -> int:
    from corrige.start import only_course, open_lab, unpack

    course = options.course or only_course()
    folder = options.folder or Path(f"{course}-exercises")
    new, kept = unpack(folder, course)
    print(f"{len(new)} notebooks written to {folder}, {len(kept)} that were there left as they are.")
    return 0 if options.no_lab else open_lab(folder, course)


def _status(options: argparse.Namespace) -> int:
    from corrige.learner.status import status, summary
    from corrige.start import only_course

    course = options.course or only_course()
    usual = Path(f"{course}-exercises")
    print(summary(status(options.folder or (usual if usual.is_dir() else Path()), course)))
    return 0


def _rehearse(options: argparse.Namespace) -> int:
    from corrige.learner.notebooks import originals, read
    from corrige.learner.rehearse import rehearse
    from corrige.start import only_course

    course = options.course or only_course()
    mine, original = read(options.notebook, originals(course))
    found = rehearse(mine, original, course, options.seconds)
    print(found.progress)
    for remark in found.remarks:
        print(f"\n{remark}")
    print(
        "\nThe marks come later: functions are tried on other inputs too, and a person reads what you wrote."
    )
    return 1 if found.remarks else 0


def _update(options: argparse.Namespace) -> int:
    from corrige.start import only_course, update, working_folder

    course = options.course or only_course()
    folder = working_folder(options.folder, course)
    done = update(folder, course)
    for path in done.new:
        print(f"{path}: new")
    for path in done.replaced:
        print(f"{path}: corrected (you had not touched it)")
    for path in done.beside:
        print(f"{path}: the corrected notebook, with your answers in it; run it from the top. Yours stays.")
    if not (done.new or done.replaced or done.beside):
        print(f"Nothing new: the notebooks in {folder} are of the newest edition.")
    return 0


def _reset(options: argparse.Namespace) -> int:
    from corrige.start import only_course, reset, working_folder

    course = options.course or only_course()
    fresh, aside = reset(working_folder(options.folder, course), course, options.exercise)
    print(f"{fresh}: as it was handed out" + (f". Yours is {aside}" if aside else ""))
    return 0


def _release(options: argparse.Namespace) -> int:
    from corrige.authoring.release import Places, make_release
    from corrige.course import find_course

    if options.hub and not options.repository:
        raise ValueError("--hub needs --repository ADDRESS: its link fetches that repository.")
    places = Places(options.book, options.repository, options.hub)
    for path in make_release(find_course(), options.out, places, classroom50=options.classroom50):
        print(_short(path))
    if options.hub:
        print(f"The link for the Hub: {places.hub_link()}")
    if options.repository:
        print(
            f"To publish: git init -b main, commit all of {_short(options.out)}, push to {options.repository}"
        )
    print("Read every file, those in the wheel too: no solution, no check, no reply, no answer in the open.")
    print("The cards are an open book all the same: `check` tells a right guess. reveal=false seals a task.")
    return 0


def _exercises(options: argparse.Namespace) -> int:
    from corrige.authoring.derived import generate, stale, summary
    from corrige.course import find_course

    course = find_course()
    if options.prove:
        return _prove(course, options.exercise)
    if options.exercise:
        raise ValueError("An exercise is named for --prove alone: all files are made together.")
    if options.summary:
        print(json.dumps(summary(course), indent=1, ensure_ascii=False))
        return 0
    if options.check:
        differences = stale(course)
        print(differences or "Exercises, solutions and answer cards are up to date.")
        return 1 if differences else 0
    changed = generate(course)
    for path in changed:
        print(f"wrote {_short(path)}" if path.exists() else f"removed {_short(path)}")
    if not changed:
        print("Exercises, solutions and answer cards are up to date.")
    return 0


def _new(options: argparse.Namespace) -> int:
    from corrige.authoring.new import new_course

    written = new_course(options.folder, options.data)
    print(f"{len(written)} files written to {options.folder}. In that folder: make course")
    return 0


def _prove(course: Course, exercise: str | None) -> int:
    from corrige.grading.run.exercise_problems import problems

    files = [*course.solution_files(), *course.warm_up_files()]
    status = 0
    for name in [exercise] if exercise else [path.name.partition("_")[0] for path in files]:
        found = list(problems(course, name))
        if found:
            status = 1
            print("\n".join(found))
        else:
            print(f"{name} holds: solution, mistakes, alternatives, worked calls, and no leak.")
    return status


def _watch(options: argparse.Namespace) -> int:
    from corrige.authoring.watch import watch
    from corrige.course import find_course

    try:
        watch(find_course(), print)
    except KeyboardInterrupt:
        print()
    return 0


def _mistake(options: argparse.Namespace) -> int:
    from corrige.grading.records import read_records
    from corrige.grading.report.unnamed import stub, unnamed

    found = unnamed(read_records(options.results), least=options.least)
    for answer in found:
        print("\n".join(stub(answer)))
    print(f"# {len(found)} wrong answers that {options.least} learners or more share, and no mistake names.")
    return 0


def _grade(options: argparse.Namespace) -> int:
    gc.disable()  # an import makes many objects, all of them to stay
    from corrige.grading.pipeline import grade_folder

    gc.freeze()
    gc.enable()
    return grade_folder(
        options.submissions.resolve(),
        options.out,
        workers=options.workers,
        fresh=options.fresh,
        unconfined=options.unconfined,
        draw_all=options.draw_all,
        scheduler=options.scheduler,
        files=instructor_files(options),
        show_solutions=options.solutions,
        command=command_of(options),
    )


def _doctor(options: argparse.Namespace) -> int:
    from corrige.kernel import diagnose

    report = diagnose()
    print(report.render())
    return 0 if report.level != "open" else 1


def _sample(options: argparse.Namespace) -> int:
    from corrige.authoring.derived import read_exercises
    from corrige.course import find_course
    from corrige.sample import make_class
    from corrige.sample.instructor_files import write_instructor_files

    if options.learners < 1:
        print("A class has at least one learner.", file=sys.stderr)
        return 2
    exercises = read_exercises(find_course())
    files = make_class(exercises, options.out, learners=options.learners, seed=options.seed)
    if options.instructor_files:
        write_instructor_files(exercises, files, options.instructor_files, seed=options.seed)
    print(f"wrote {len(files)} notebooks of {options.learners} synthetic learners to {options.out}")
    return 0


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


if __name__ == "__main__":
    raise SystemExit(main())
