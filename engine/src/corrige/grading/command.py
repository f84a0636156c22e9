"""`corrige grade DIR -o OUT`: a whole class in one word."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corrige.grading.export.gradebook import write_gradebook
from corrige.grading.intake.discovery import left_out
from corrige.grading.intake.unpack import taken_in
from corrige.grading.report.manifest import Made, look_key
from corrige.grading.report.summary import marked_line, summary_lines
from corrige.grading.rules.attempts import rounds
from corrige.grading.rules.marking_rules import Desk, Papers
from corrige.grading.run.class_run import ClassRun
from corrige.grading.run.cluster import cluster_executor
from corrige.grading.run.result_cache import engine_key, key_of
from corrige.kernel import ConfinementError

_ADVICE = (
    "`corrige doctor` says what is missing and what would help. With --unconfined the notebooks run "
    "all the same: do that only with notebooks that you would run yourself."
)


def grade_folder(
    submissions: Path,
    out: Path,
    *,
    workers: int | None = None,
    fresh: bool = False,
    unconfined: bool = False,
    scheduler: str | None = None,
    papers: Papers | None = None,
    show_solutions: bool = False,
) -> int:
    """Grade a folder of notebooks and write the results.

    Parameters
    ----------
    submissions : Path
        Holds ``<learner>/exNN_….ipynb`` or ``<learner>-exNN_….ipynb``; or a zip as Canvas and Moodle give it,
        or a folder of such zips.
    out : Path
        Gets ``gradebook.csv``, ``report.html``, ``feedback/``, ``records.json`` and ``exports/``.
        Its ``manual.csv`` is read and never written.
    workers, fresh, unconfined
        As in `ClassRun.prepare`.
    scheduler : str, optional
        Address of a Dask scheduler, to grade on its workers instead of on this machine's cores.
    show_solutions : bool
        Put the solution below each answer of the feedback pages.
    papers : Papers, optional
        The instructor's files: marks given by hand, rules, times, roster.

    Returns
    -------
    int
        0 when every submission has its row, 2 when the class could not be graded.
    """
    with (
        taken_in(submissions) as intake,
        cluster_executor(scheduler) if scheduler else nullcontext() as executor,
    ):
        for note in intake.notes:
            print(note, file=sys.stderr)
        try:
            run = ClassRun.prepare(
                intake.folder, workers=workers, fresh=fresh, unconfined=unconfined, executor=executor
            )
        except FileNotFoundError as problem:
            raise FileNotFoundError(str(problem).replace(str(intake.folder), str(submissions))) from None
        desk = Desk.lay(papers or Papers(), out, run.found, intake, run.settings.root)
        if intake.folder.is_dir():
            for note in left_out(intake.folder, desk.exercises):
                print(note, file=sys.stderr)
        return _grade(run, desk, out, show_solutions)


def _grade(run: ClassRun, desk: Desk, out: Path, show_solutions: bool) -> int:
    runs = [
        ClassRun(found, run.settings, run.workers, run.executor)
        for found in rounds(run.found, desk.policy.attempts, desk.times)
    ]
    try:
        for each in runs:
            _mark(each)
    except ConfinementError as problem:
        print(f"{problem}\n  {_ADVICE}", file=sys.stderr)
        return 2
    finally:
        for each in runs:
            each.close()
        attempts = [each.records for each in runs]
        settled = desk.settle(attempts)
        if settled:
            write_gradebook(out / "gradebook.csv", settled)
    # These depend on the instructor's files too, and cost little.
    desk.write(out, desk.chosen(attempts, settled), settled)
    # Charts take their time: where the marks are those of the last run, so are the pages.
    # Where nothing ran, the report goes on to say how long marking took when it did.
    ran = any(record.seconds for record in settled)
    marks = (json.dumps(replace(record, seconds=0.0).to_json()) for record in settled)
    key = key_of([engine_key(), look_key(), str(show_solutions), *marks])
    made = Made(out)
    if ran or made.key != key or not all((out / name).exists() for name in made.files):
        # Imported where it is used: half a second, which a run without changes need not wait for.
        from corrige.grading.report.pages import write_pages

        gone = made.replace(key, write_pages(out, settled, desk.exercises, show_solutions=show_solutions))
        for path in gone:
            print(f"{path} was removed: an earlier run made it, and it belongs to nobody in this class.")
    for line in summary_lines(settled):
        print(line)
    left = [answer for each in runs for answer in each.left]
    if line := marked_line(sum(each.kept for each in runs), left):
        print(line)
    waiting = sum(1 for record in settled if record.waiting)
    if waiting:
        print(f"Written answers wait for a person in {waiting} notebooks of {len(settled)}:")
        print(f"      corrige rubric sheet {out} -o marking.csv")
    print(f"Report: {out / 'report.html'}; a page for each learner: {out / 'feedback'}")
    print(f"Gradebook: {out / 'gradebook.csv'}; for Canvas, Moodle, Gradescope and GitHub: {out / 'exports'}")
    return 0


def _mark(run: ClassRun) -> None:
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # A bar on a terminal, silence in a pipe or a log.
    console = Console(stderr=True)
    run.start(run.found)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("grading", total=len(run.found), rate="")
        for done, found in enumerate(run.order, 1):
            run.result(found)
            elapsed = progress.tasks[bar].elapsed or 0.0
            progress.update(bar, advance=1, rate=f"{done / elapsed:.1f} a second" if elapsed else "")
