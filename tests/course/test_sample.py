"""The sample class: synthetic learners who differ in ability, keep their habits, and harm nobody."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import learner_notebook
from corrige.cli import main
from corrige.course import find_course
from corrige.grading.intake.discovery import find_submissions
from corrige.grading.intake.notebook import UnreadableNotebookError, read_notebook
from corrige.grading.rules.lateness import read_times
from corrige.grading.rules.policy import read_policy
from corrige.grading.rules.roster import read_roster
from corrige.sample import DAMAGES, make_class
from corrige.sample.answers import answers, is_puzzle
from corrige.sample.learners import HABITS, SampleLearner, learner

ROOT = Path(__file__).parents[2]
SEED = 2026


@pytest.fixture(scope="module")
def exercises() -> list[Exercise]:
    return read_exercises(find_course(ROOT))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of 24 with its papers, made by the command."""
    root = tmp_path_factory.mktemp("sample")
    options = ["--learners", "24", "--instructor-files", str(root / "papers")]
    assert main(["sample", "-o", str(root / "class"), *options]) == 0
    return root


def test_the_same_seed_gives_the_same_bytes(exercises: list[Exercise], folder: Path, tmp_path: Path) -> None:
    again = {path.relative_to(tmp_path): path for path in make_class(exercises, tmp_path, learners=24)}
    first = {path.relative_to(folder / "class"): path for path in (folder / "class").rglob("*.ipynb")}
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in first.items()
    }
    other = tmp_path / "other"
    make_class(exercises, other, learners=4, seed=1)
    name = Path("learner-004") / f"{exercises[0].slug}.ipynb"
    assert (other / name).read_bytes() != again[name].read_bytes()


def test_the_first_three_show_one_thing_each(exercises: list[Exercise], folder: Path) -> None:
    for place, exercise in enumerate(exercises):
        right, untouched, damaged = (
            (folder / "class" / f"learner-{number:03d}" / f"{exercise.slug}.ipynb").read_text(
                encoding="utf-8"
            )
            for number in (1, 2, 3)
        )
        sources = {"".join(cell["source"]) for cell in json.loads(right)["cells"]}
        assert {task.solution for task in exercise.tasks if task.kind != "written"} <= sources
        assert json.loads(untouched) == json.loads(learner_notebook(exercise))
        if DAMAGES[place % len(DAMAGES)].__name__ == "broken_file":
            with pytest.raises(json.JSONDecodeError):
                json.loads(damaged)


def test_everybody_has_a_row_and_only_damage_cannot_be_read(exercises: list[Exercise], folder: Path) -> None:
    found = find_submissions(folder / "class", exercises)
    assert len(found) == 24 * len(exercises)
    handed_in = [each for each in found if each.path]
    assert 0.85 < len(handed_in) / len(found) < 1, "some leave the course, most stay"
    unreadable = 0
    for each in handed_in:
        try:
            assert each.path is not None
            read_notebook(each.path)
        except UnreadableNotebookError:
            unreadable += 1
    assert 0 < unreadable < 0.05 * len(found)
    assert any(each.others for each in found), "somebody hands in twice"


def right_answers(who: SampleLearner, exercise: Exercise) -> list[bool]:
    """For each task of code: whether the learner's answer begins as a right one does."""
    given = dict(answers(who, exercise))
    return [
        any(
            given.get(task.id, "").startswith(source.rstrip())
            for source in [task.solution, *(each.source for each in task.alternatives)]
        )
        for task in exercise.tasks
        if task.kind != "written" and not is_puzzle(exercise, task)
    ]


def test_ability_shows(exercises: list[Exercise]) -> None:
    class_ = sorted((learner(number, SEED) for number in range(4, 64)), key=lambda who: who.ability)
    shares = []
    for group in (class_[:20], class_[-20:]):
        marks = [mark for who in group for exercise in exercises for mark in right_answers(who, exercise)]
        shares.append(sum(marks) / len(marks))
    assert shares[0] < 0.6 < 0.75 < shares[1]


def test_one_task_puzzles_the_ablest(exercises: list[Exercise]) -> None:
    """Or the report of the sample class would have no task to point at."""
    puzzles = [
        (exercise, task) for exercise in exercises for task in exercise.tasks if is_puzzle(exercise, task)
    ]
    ((exercise, task),) = puzzles
    class_ = sorted((learner(number, SEED) for number in range(4, 64)), key=lambda who: who.ability)
    right = [dict(answers(who, exercise)).get(task.id, "") == task.solution for who in class_]
    assert sum(right[:20]) > 2 * sum(right[-20:])


def test_a_habit_leads_to_its_own_mistakes(exercises: list[Exercise]) -> None:
    """Who counts rows does so more than twice as often as others do."""
    habit = "counts rows, not events"
    made: dict[bool, Counter[bool]] = {True: Counter(), False: Counter()}
    for number in range(4, 204):
        who = learner(number, SEED)
        for exercise in exercises:
            given = dict(answers(who, exercise))
            for task in exercise.tasks:
                for mistake in task.mistakes:
                    if set(mistake.id.split("-")) & HABITS[habit]:
                        source = given.get(task.id, "")
                        made[habit in who.habits][source.startswith(mistake.source.rstrip())] += 1
    rates = {has: count[True] / count.total() for has, count in made.items()}
    assert rates[True] > 2 * rates[False] > 0


def test_one_in_twenty_uses_the_answers_of_another(exercises: list[Exercise]) -> None:
    first, second = learner(26, SEED), learner(27, SEED)
    assert second.works_along_with == 26
    shared = [
        text
        for exercise in exercises
        for task, text in answers(second, exercise)
        if dict(answers(first, exercise)).get(task) == text
    ]
    assert len(shared) > 0.4 * sum(len(exercise.tasks) for exercise in exercises)


def test_the_papers_can_be_read(exercises: list[Exercise], folder: Path) -> None:
    names = [f"learner-{number:03d}" for number in range(1, 25)]
    papers = folder / "papers"
    assert len(read_roster(papers / "roster.csv", names).people) == 24
    times = read_times(papers / "times.csv", names, exercises)
    policy = read_policy(papers / "rules.toml", ROOT, exercises)
    assert set(policy.deadlines) == {exercise.id for exercise in exercises}
    late = [at > policy.deadlines[exercise] for (_, exercise, _), at in times.items()]
    assert len(late) == len(list((folder / "class").rglob("*.ipynb")))
    assert 0.02 < sum(late) / len(late) < 0.15


def test_no_class_of_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "-o", str(tmp_path), "--learners", "0"]) == 2
    assert "at least one learner" in capsys.readouterr().err
