"""`corrige new`: what it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import KINDS
from corrige.authoring.new import new_course
from corrige.course import course_at
from corrige.sphinx.chapters import read_chapters
from corrige.sphinx.coverage import coverage, gaps
from corrige.testing import rules
from corrige.testing.book import problems_of


def test_a_new_course_has_a_task_of_each_kind_under_its_own_name(tmp_path: Path) -> None:
    root = tmp_path / "tidal-watch"
    written = new_course(root)
    course = course_at(root)
    assert (course.package, course.title, course.distribution) == (
        "tidal_watch",
        "Tidal watch",
        "tidal-watch",
    )
    (exercise,) = read_exercises(course)
    assert {task.kind for task in exercise.tasks} == set(KINDS)
    texts = [path.read_text(encoding="utf-8") for path in written]
    assert not [text for text in texts if "my_course" in text or "my-course" in text or "My course" in text]
    assert not [text for text in texts if "CORRIGE_REQUIREMENT" in text]


def test_the_chapter_of_a_new_course_keeps_the_rules_for_pages(tmp_path: Path) -> None:
    new_course(tmp_path / "tidal-watch")
    course = course_at(tmp_path / "tidal-watch")
    # What looks at the notebook, which is made later, is proved where a course is installed.
    on_chapters = [rule for rule in rules.EVERY_CHAPTER if rule is not rules.exercise]
    found = [problems_of(course, rule, chapters=True) for rule in on_chapters]
    found += [problems_of(course, rule, chapters=False) for rule in rules.EVERY_PAGE]
    assert [each for each in found if each] == []
    assert (
        gaps(coverage(read_chapters(course), read_exercises(course), course.taught_in()), course.taught_in())
        == []
    )


def test_a_table_of_one_s_own_is_described(tmp_path: Path) -> None:
    data = tmp_path / "Ferry trips.csv"
    rows = (
        ["port,day,cars,delay"]
        + [f"{port},2026-05-0{n},{n},{n}.5" for port in "AB" for n in range(1, 5)]
        + ["B,,7,"]
    )
    data.write_text("\n".join(rows), encoding="utf-8")
    new_course(tmp_path / "ferries", data)
    folder = tmp_path / "ferries" / "src" / "ferries" / "data"
    about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"][-1]
    assert (about["name"], about["rows"]) == ("ferry_trips", 9)
    assert {field["name"]: field["type"] for field in about["schema"]["fields"]} == {
        "port": "string",
        "day": "date",
        "cars": "integer",
        "delay": "number",
    }
    constraints = [field.get("constraints") for field in about["schema"]["fields"]]
    assert constraints == [{"required": True, "enum": ["A", "B"]}, None, {"required": True}, None]
    assert (folder / "tables" / "ferry_trips.csv").exists()


@pytest.mark.parametrize("name", ["1st", "class", "json"])
def test_a_name_that_cannot_be_a_package_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="Take"):
        new_course(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tidal-watch").mkdir()
    (tmp_path / "tidal-watch" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="not empty"):
        new_course(tmp_path / "tidal-watch")
