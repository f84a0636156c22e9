"""The pipeline: a class's notebooks in, its results out.

discover -> plan -> cached? -> run -> judge -> apply rules -> write. The first two and the look into the cache
make a `Job` of a submission, running and judging make `Marked` of it, the rules turn records into those that
count, and what is written depends on these alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corrige.grading.export import Export, write_exports
from corrige.grading.export.gradebook import partial, write_gradebook
from corrige.grading.export.long import FOLDER, write_gradebooks
from corrige.grading.export.parquet import need_parquet, write_parquet
from corrige.grading.files import alone_in, write_whole
from corrige.grading.intake.discovery import left_out
from corrige.grading.intake.unpack import taken_in
from corrige.grading.numbers import plural
from corrige.grading.outcomes import Record
from corrige.grading.records import write_records
from corrige.grading.report.manifest import RenderedManifest
from corrige.grading.report.summary import marked_line, summary_lines
from corrige.grading.rules.attempts import rounds
from corrige.grading.rules.history import read_history, record_marks
from corrige.grading.rules.marking_rules import InstructorFiles, MarkingRules
from corrige.grading.rules.regrade import read_requests
from corrige.grading.rules.rubric import changed_since_marked, written_answers
from corrige.grading.run.class_run import ClassRun
from corrige.grading.run.cluster import cluster_executor
from corrige.grading.run.marking import GraderProblemError
from corrige.grading.run.result_cache import environment_key
from corrige.kernel import ConfinementError, KernelError
from corrige.keys import key_of

_MOST_PROBLEMS = 10
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
    draw_all: bool = False,
    scheduler: str | None = None,
    files: InstructorFiles | None = None,
    show_solutions: bool = False,
    command: str = "corrige",
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
    workers, fresh, unconfined, draw_all
        As in `ClassRun.prepare`.
    scheduler : str, optional
        Address of a Dask scheduler, to grade on its workers instead of on this machine's cores.
    files : InstructorFiles, optional
        Marks given by hand, rules, times, roster.
    show_solutions : bool
        Put the solution below each answer of the feedback pages.
    command : str
        What the person typed, for the commands that are named to them.

    Returns
    -------
    int
        0 when every submission has its row, 2 when the class could not be graded.
    """
    told: list[str] = []
    _try_out(out, submissions)
    with (
        alone_in(out),
        taken_in(submissions) as intake,
        cluster_executor(scheduler) if scheduler else nullcontext() as executor,
    ):
        told += _say(intake.notes)
        try:
            run = ClassRun.prepare(
                intake.folder,
                workers=workers,
                fresh=fresh,
                unconfined=unconfined,
                draw_all=draw_all,
                executor=executor,
            )
        except FileNotFoundError as problem:
            raise FileNotFoundError(str(problem).replace(str(intake.folder), str(submissions))) from None
        root = run.settings.root
        if files is not None and files.parquet:
            need_parquet()
        rules = MarkingRules.load(files or InstructorFiles(), out, run.submissions, intake, root)
        if intake.folder.is_dir():
            told += _say(left_out(intake.folder, rules.exercises))
        runs = [
            ClassRun(each, run.settings, run.workers, run.executor)
            for each in rounds(run.submissions, rules.policy.attempts, rules.times)
        ]
        problems: list[str] = []
        whole = False
        gradebook = out / "gradebook.csv"
        try:
            for each in runs:
                problems += _mark(each)
            whole = not problems
        except (KernelError, GraderProblemError) as problem:
            problems.append(str(problem))
            if isinstance(problem, ConfinementError):
                problems.append(_ADVICE)
        finally:
            for each in runs:
                each.close()
            attempts = [each.records for each in runs]
            settled = rules.apply(attempts)
            if settled:
                write_gradebook(gradebook, settled, whole=whole)
            told += _say(dict.fromkeys(each.not_kept for each in runs if each.not_kept))
        if not whole:
            print("\n  ".join(problems), file=sys.stderr)
            if settled:
                there = f"What was marked is in {partial(gradebook)}"
                print(f"{there}; the last whole gradebook is as it was.", file=sys.stderr)
            return 2
        # These depend on the instructor's files too, and cost little.
        write_files(
            rules,
            out,
            rules.chosen(attempts, settled),
            settled,
            run.settings.course.extensions("exports"),
        )
        told.append(
            marked_line(sum(each.known for each in runs), [left for each in runs for left in each.left])
        )
        told += _say(_changed_lines(rules, settled, out))
        _write_pages(run, rules, settled, out, show_solutions, [line for line in told if line])
        _tell(runs, settled, out, command)
        return 0


def write_files(
    rules: MarkingRules,
    out: Path,
    automatic: Sequence[Record],
    settled: Sequence[Record],
    own: Iterable[Export] = (),
) -> list[Path]:
    """Write what stands beside the gradebook: the records as marked, the tables, the exports.

    Parameters
    ----------
    rules : MarkingRules
    out : Path
    automatic : sequence of Record
        As marked, of the attempts that count.
    settled : sequence of Record
        The same, as the rules give them.
    own : iterable of callable
        Exports of the course itself.
    """
    written = [write_records(out, automatic)]
    record_marks(out, rules.kept)
    tables, changed = write_gradebooks(out, settled, rules.exercises, rules.since)
    written += tables
    if changed:
        count = "1 mark has" if changed == 1 else f"{changed} marks have"
        print(f"{count} changed: {out / FOLDER / 'changes.csv'}")
    written += write_exports(out, settled, rules.exercises, roster=rules.roster, own=own)
    if rules.parquet:
        write_parquet(out / "gradebook.parquet", settled)
        written.append(out / "gradebook.parquet")
    return written


def _try_out(out: Path, submissions: Path) -> None:
    """Refuse a place for the results that cannot be one, before the first cell runs.

    Raises
    ------
    ValueError
        If it lies in the class's folder, where it would be taken for a learner's.
    OSError
        If nothing can be written there.
    """
    if submissions.is_dir() and submissions.resolve() in (out.resolve(), *out.resolve().parents):
        raise ValueError(
            f"{out} lies inside {submissions}, and would be taken for a learner's folder.\n"
            "  Name a folder outside of it: -o results"
        )
    write_whole(out / ".tried", "x" * 100_000)
    (out / ".tried").unlink(missing_ok=True)


def _mark(run: ClassRun) -> list[str]:
    """Mark a class, and say which notebooks could not be marked for a reason that is not the learner's."""
    problems: list[str] = []
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # A bar on a terminal, silence in a pipe or a log.
    console = Console(stderr=True)
    run.start()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("grading", total=len(run.submissions), rate="")
        for done, submission in enumerate(run.order, 1):
            try:
                run.result(submission)
            except GraderProblemError as problem:
                problems.append(str(problem))
                if len(problems) == _MOST_PROBLEMS:
                    problems.append("The run was stopped, as so many notebooks could not be marked.")
                    break
            elapsed = progress.tasks[bar].elapsed or 0.0
            progress.update(bar, advance=1, rate=f"{done / elapsed:.1f} a second" if elapsed else "")
    return problems


def _write_pages(
    run: ClassRun,
    rules: MarkingRules,
    settled: Sequence[Record],
    out: Path,
    show_solutions: bool,
    told: Sequence[str],
) -> None:
    """Write report and feedback, where they are not those of these very marks already.

    Charts take their time: where the marks are those of the last run, so are the pages. Where nothing ran,
    the report goes on to say how long marking took when it did.
    """
    ran = any(record.seconds for record in settled)
    marks = (repr(replace(record, seconds=0.0)) for record in settled)
    looks = (repr(each) for each in read_requests(out))
    key = key_of([environment_key(run.settings.course), str(show_solutions), *marks, *looks])
    manifest = RenderedManifest(out)
    if not ran and manifest.key == key and all((out / name).exists() for name in manifest.files):
        return
    # Imported where it is used: a run without changes need not wait for the statistics.
    from corrige.grading.report.pages import write_pages

    manifest.begin()
    written = write_pages(
        out,
        settled,
        rules.exercises,
        show_solutions=show_solutions,
        told=told,
        before=manifest.files,
    )
    for path in manifest.replace(key, written):
        print(f"{path} was removed: an earlier run made it, and it belongs to nobody in this class.")


def _changed_lines(rules: MarkingRules, settled: Sequence[Record], out: Path) -> list[str]:
    """Which written answers are others than those that a person marked; their marks stand until then."""
    written = written_answers(settled, rules.exercises)
    changed = changed_since_marked(written, read_history(out))
    if not changed:
        return []
    count = plural(len(changed), "written answer was", "written answers were")
    names = ", ".join(f"{each.learner} ({each.exercise.id})" for each in changed)
    line = (
        f"{count} handed in anew after being marked: {names}. The mark stands until somebody reads it again; "
        "the next page or sheet to mark shows it without a level."
    )
    return [line]


def _tell(runs: Sequence[ClassRun], settled: Sequence[Record], out: Path, command: str) -> None:
    """Say in a few lines what became of the class, and where it is."""
    for line in summary_lines(settled):
        print(line)
    left = [answer for run in runs for answer in run.left]
    if line := marked_line(sum(run.known for run in runs), left):
        print(line)
    waiting = sum(1 for record in settled if record.waiting)
    if waiting:
        notebooks = plural(waiting, "notebook")
        print(f"Written answers wait for a person in {notebooks} of {len(settled)}:")
        print(f"      {command} rubric page {out} -o marking")
    print(f"Report: {out / 'report.html'}; a page for each learner: {out / 'feedback'}")
    print(
        f"Gradebook: {out / 'gradebook.csv'}; for Canvas, Moodle, Gradescope, Classroom 50: {out / 'exports'}"
    )


def _say(notes: Iterable[str]) -> list[str]:
    said = list(notes)
    for note in said:
        print(note, file=sys.stderr)
    return said
