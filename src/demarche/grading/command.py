"""`demarche grade DIR -o OUT`: a whole class in one word."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from demarche.grading.cluster import cluster_executor
from demarche.grading.session import ClassRun
from demarche.kernel import ConfinementError

_ADVICE = (
    "`demarche doctor` says what is missing and what would help. With --unconfined the notebooks run "
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
) -> int:
    """Grade a folder of notebooks and write the results.

    Parameters
    ----------
    submissions : Path
        Holds ``<learner>/exNN_….ipynb`` or ``<learner>-exNN_….ipynb``.
    out : Path
        Gets ``gradebook.csv``.
    workers, fresh, unconfined
        As in `ClassRun.prepare`.
    scheduler : str, optional
        Address of a Dask scheduler, to grade on its workers instead of on this machine's cores.

    Returns
    -------
    int
        0 when every submission has its row, 2 when the class could not be graded.
    """
    with cluster_executor(scheduler) if scheduler else nullcontext() as executor:
        run = ClassRun.prepare(
            submissions, workers=workers, fresh=fresh, unconfined=unconfined, executor=executor
        )
        return _grade(run, out)


def _grade(run: ClassRun, out: Path) -> int:
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # A bar on a terminal, silence in a pipe or a log.
    console = Console(stderr=True)
    try:
        run.start(run.found)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            bar = progress.add_task("grading", total=len(run.found), rate="")
            for done, found in enumerate(run.found, 1):
                run.result(found)
                elapsed = progress.tasks[bar].elapsed or 0.0
                progress.update(bar, advance=1, rate=f"{done / elapsed:.1f} a second" if elapsed else "")
    except ConfinementError as problem:
        print(f"{problem}\n  {_ADVICE}", file=sys.stderr)
        return 2
    finally:
        run.close()
        if run.records:
            run.write(out / "gradebook.csv")
    for line in run.summary():
        print(line)
    print(f"Gradebook: {out / 'gradebook.csv'}")
    return 0
