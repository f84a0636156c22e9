"""The verb `regrade`: a queue of second looks, each with its reason."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corrige.commands.results import command_of, marks_of

if TYPE_CHECKING:
    from corrige.grading.outcomes import Record, TaskResult
    from corrige.grading.rules.manual import Place


def add_regrade(verbs: argparse._SubParsersAction[argparse.ArgumentParser], command: str) -> None:
    """Add the verb `regrade` to a command."""
    regrade = verbs.add_parser(
        "regrade",
        help="second looks: take in a request, run the task anew, decide with a reason",
        description="The queue is OUT/regrades.csv. A decision writes OUT/manual.csv and its history; what "
        "was decided before stays.",
    )
    parts = regrade.add_subparsers(dest="part", required=True, metavar="PART")

    ask = parts.add_parser("ask", help="take in a request, or a table of them")
    ask.set_defaults(run=_ask)
    listed = parts.add_parser("list", help="say which requests wait, and what became of the others")
    listed.set_defaults(run=_list)
    run = parts.add_parser("run", help="run the task anew and show all that its mark rests on")
    run.set_defaults(run=_run)
    decide = parts.add_parser("decide", help="keep the mark or give another one, with a reason")
    decide.set_defaults(run=_decide)
    for part in (ask, listed, run, decide):
        part.add_argument(
            "results", metavar="OUT", type=Path, help=f"the folder that `{command} grade` wrote"
        )

    ask.add_argument(
        "table",
        metavar="TABLE",
        type=Path,
        nargs="?",
        help="learner, exercise, task, request: as a form gives it",
    )
    ask.add_argument("--learner", metavar="NAME")
    ask.add_argument("--task", metavar="ID")
    ask.add_argument("--request", metavar="TEXT", help="what the learner says")
    for part in (run, decide):
        part.add_argument("number", metavar="N", type=int, help="the request's number")
    run.add_argument("submissions", metavar="DIR", type=Path, help="the class, as it was graded")
    run.add_argument("--unconfined", action="store_true", help="run the notebook without confinement")
    mark = decide.add_mutually_exclusive_group(required=True)
    mark.add_argument("--keep", action="store_true", help="the mark stays")
    mark.add_argument("--points", metavar="P", type=float, help="points of the task")
    mark.add_argument("--level", metavar="L", type=float, help="a level of the rubric, 0 to 4")
    decide.add_argument("--reason", metavar="TEXT", required=True, help="the learner reads it")
    decide.add_argument("--by", metavar="NAME", default="", help="who decides")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _result(results: Path, place: Place) -> tuple[Record, TaskResult]:
    """A task's record and result as they hold now, marks by hand included."""
    from corrige.grading.records import read_records
    from corrige.grading.rules.manual import apply_marks
    from corrige.grading.rules.regrade import RegradeError

    for record in apply_marks(read_records(results), marks_of(results)):
        for result in record.results:
            if (record.learner, record.exercise, result.task) == place:
                return record, result
    raise RegradeError(
        f"{results} has no mark of {place[0]} for {place[2]}.\n  Write the names as in the gradebook."
    )


def _ask(options: argparse.Namespace) -> int:
    from corrige.authoring.derived import read_exercises
    from corrige.course import find_course
    from corrige.grading.numbers import number
    from corrige.grading.records import read_records
    from corrige.grading.rules.regrade import RegradeError, asked, read_requests, read_wishes, write_requests

    exercises = read_exercises(find_course())
    learners = sorted({record.learner for record in read_records(options.results)})
    if options.table:
        wishes = read_wishes(options.table, learners, exercises)
    elif options.learner and options.task and options.request:
        owner = next(
            (each.id for each in exercises for task in each.tasks if task.id == options.task), "no exercise"
        )
        wishes = [((options.learner, owner, options.task), options.request)]
    else:
        raise RegradeError("Name a TABLE, or --learner, --task and --request.")
    queue = read_requests(options.results)
    for place, request in wishes:
        _, result = _result(options.results, place)
        queue, taken = asked(queue, place, request, number(result.points), _now())
        print(f"Request {taken}: {place[0]}, {place[2]}, {number(result.points)} points now.")
    write_requests(options.results, queue)
    return 0


def _list(options: argparse.Namespace) -> int:
    from corrige.grading.rules.regrade import read_requests

    queue = read_requests(options.results)
    waiting = [each for each in queue if each.is_open]
    print(f"{len(waiting)} of {len(queue)} requests wait.")
    for each in (*waiting, *(each for each in queue if not each.is_open)):
        print(f"{each.number}  {each.learner}  {each.exercise}  {each.task}: {each.request}")
        if not each.is_open:
            change = "kept" if each.after == each.before else f"{each.before} to {each.after} points"
            print(f"      {change}, {each.decided[:10]}{f', {each.by}' if each.by else ''}: {each.reason}")
    return 0


def _run(options: argparse.Namespace) -> int:
    from corrige.grading.rules.regrade import find, ran, read_requests, write_requests
    from corrige.grading.second_look import in_the_open, run_again, said

    queue = read_requests(options.results)
    request = find(queue, options.number)
    record, before = _result(options.results, request.place)
    again = run_again(options.submissions.resolve(), record, unconfined=options.unconfined)
    now = next(result for result in again.results if result.task == request.task)
    for line in in_the_open(request, before, now):
        print(line)
    write_requests(options.results, ran(queue, options.number, said(now)))
    decide = f"{command_of(options)} regrade decide {options.results} {options.number}"
    print(f"Decide: {decide} --keep | --points P --reason TEXT")
    return 0


def _decide(options: argparse.Namespace) -> int:
    from corrige.grading.numbers import number
    from corrige.grading.rules.history import Source, record_marks
    from corrige.grading.rules.manual import HIGHEST, NAME, Mark, points_of, write_marks
    from corrige.grading.rules.regrade import RegradeError, decided, find, read_requests, write_requests
    from corrige.grading.rules.rubric import merged

    out = options.results
    queue = read_requests(out)
    request = find(queue, options.number)
    _, result = _result(out, request.place)
    points = result.points
    if options.level is not None:
        if not 0 <= options.level <= HIGHEST:
            raise RegradeError(f"{options.level:g} is no level.\n  Write a level from 0 to {HIGHEST}.")
        points = points_of(options.level, result.maximum)
    elif options.points is not None:
        points = options.points
        if not points >= 0:
            raise RegradeError(f"{points:g} is out of range.\n  Write points of {number(result.maximum)}.")
    queue = decided(queue, options.number, number(points), options.reason, options.by, _now())
    if not options.keep:
        marks = marks_of(out)
        record_marks(out, marks)
        mark = Mark(*request.place, points, options.level, options.reason)
        marks = merged(marks, [mark])
        write_marks(out / NAME, marks)
        record_marks(out, marks, {mark.place: Source(f"regrade {request.number}", options.by)})
    write_requests(out, queue)
    what = "stays at" if options.keep else f"goes from {request.before} to"
    print(f"Request {request.number}: {request.learner}'s {request.task} {what} {number(points)} points.")
    again = f"{command_of(options)} grade CLASS -o {out}"
    print(f"Grade again (`{again}`): the learner's page then says so, with the reason.")
    return 0
