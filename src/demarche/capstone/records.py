"""Briefs as the engine's records, so that lateness, groups, excuses and exports are those of any exercise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise, Task
from corrige.course import course_at
from corrige.grading.intake.times import Times
from corrige.grading.intake.unpack import Intake
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.rules.lateness import read_times
from corrige.grading.rules.marking_rules import InstructorFiles, MarkingRules
from corrige.grading.rules.policy import read_policy
from corrige.grading.rules.roster import Roster, read_roster
from demarche.capstone.rubric import CRITERIA, LEVELS, most_points
from demarche.capstone.structure import POINTS, Requirement, structure_points
from demarche.capstone.template import MINUTES, NAME, TITLE

ID = "capstone"
FORM = "brief-form"


def brief_exercise() -> Exercise:
    """The capstone as an exercise: a task for the form, and one for each criterion."""
    form = _task(FORM, 1, "Form", POINTS)
    criteria = [_task(each.id, n, each.name, LEVELS - 1) for n, each in enumerate(CRITERIA, 2)]
    points = POINTS + most_points()
    return Exercise(ID, Path(f"{NAME}.py"), TITLE, 0, MINUTES, points, "", "", {}, (form, *criteria))


def brief_record(
    learner: str, file: str, found: Sequence[Requirement], problem: str, levels: Mapping[str, str], at: str
) -> Record:
    """One learner's brief as a record.

    Parameters
    ----------
    learner, file : str
        No file where none was handed in.
    found : sequence of Requirement
    problem : str
        Why there is no brief to look at; empty if there is one.
    levels : mapping of str to str
        What a person gave, by the name of the criterion; empty where nobody has yet.
    at : str
        How the notebook was confined.
    """
    missing = "; ".join(f"{part.name}: {part.missing}" for part in found if not part.held)
    held = Outcome.FAILED if missing else Outcome.PASSED
    outcome = Outcome.NOT_ATTEMPTED if problem else held
    earned = 0.0 if problem else structure_points(tuple(found))
    form = TaskResult(FORM, outcome, earned, POINTS, problem or missing)
    return Record(
        learner, ID, (form, *_substance(levels, problem)), file, problem if not file else "", level=at
    )


def brief_rules(root: Path, files: InstructorFiles, learners: Sequence[str], intake: Intake) -> MarkingRules:
    """What the instructor's files say of the briefs: when they were due and handed in, and who is who.

    Raises
    ------
    FileNotFoundError
        If a named file is not there.
    TableError, PolicyError
        If one cannot be read; with file, place and what to do.
    """
    exercises = [*read_exercises(course_at(root)), brief_exercise()]
    roster = read_roster(files.roster, learners) if files.roster else Roster()
    names = sorted({*learners, *roster.people})
    known = read_times(files.times, names, exercises) if files.times else {}
    # The engine files them under no exercise: it knows a brief's file by no number.
    late, in_time = (
        {(who, ID) for who, which in each if not which} for each in (intake.late, intake.in_time)
    )
    policy = read_policy(files.policy, root, exercises)
    return MarkingRules([brief_exercise()], policy=policy, times=Times(known, late, in_time), roster=roster)


def _task(name: str, number: int, title: str, points: int) -> Task:
    return Task(name, number, title, "written", points, "", name, "", "", "", "", 0, 0)


def _substance(levels: Mapping[str, str], problem: str) -> list[TaskResult]:
    results = []
    for each in CRITERIA:
        level, most = levels.get(each.name, ""), LEVELS - 1
        if level:
            outcome = Outcome.PASSED if int(level) == most else Outcome.FAILED
            results.append(TaskResult(each.id, outcome, int(level), most, by_hand=True))
        else:
            waits = Outcome.NOT_ATTEMPTED if problem else Outcome.WAITING
            results.append(TaskResult(each.id, waits, 0, most))
    return results
