"""From `demarche start` to the capstone: objectives, minutes, order, plans; and what instructors are told."""

from __future__ import annotations

import csv
import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from docutils.nodes import make_id

from corrige.authoring.derived import read_exercises
from corrige.authoring.leaks import secrets
from corrige.course import find_course
from corrige.grading.rules.policy import read_policy
from corrige.sphinx.chapters import read_chapter, read_chapters
from corrige.sphinx.coverage import coverage, coverage_matrix, coverage_table, folded_coverage, gaps
from corrige.sphinx.html import html_table
from corrige.sphinx.mistakes import common_mistakes, count_mistakes, is_shown, reply_to
from corrige.sphinx.plans import AGENDA, SESSION, can_go, minutes_of, rows_of, session_for, subjects
from corrige.start import unpack
from corrige.testing.book import entries, later
from demarche.capstone.template import NAME as CAPSTONE

COURSE = find_course(Path(__file__).parent)
ROOT = COURSE.root
BOOK = ROOT / "book"
EXERCISES = {exercise.chapter: exercise for exercise in read_exercises(COURSE)}
CHAPTERS = {chapter.number: chapter for chapter in read_chapters(COURSE)}
SECTIONS = COURSE.taught_in()
COVERED = coverage(CHAPTERS.values(), EXERCISES.values(), SECTIONS)
GUIDE = BOOK / "instructors"


# ---- Objectives


def test_gaps_are_found() -> None:
    first = COVERED[0]
    assert gaps([replace(first, tasks=()), *COVERED[1:]], SECTIONS) == ["LO1.1 has no task"]
    assert gaps([replace(first, sections=()), *COVERED[1:]], SECTIONS) == ["LO1.1 has no section"]
    assert "has no section 'Gone'" in gaps([replace(first, sections=("Gone",)), *COVERED[1:]], SECTIONS)[0]
    assert gaps(COVERED, {**SECTIONS, "LO11.1": ("x",)}) == ["no chapter has the objective LO11.1"]


def test_the_table_has_no_empty_cell_and_its_links_lead_to_headings() -> None:
    page = BeautifulSoup(coverage_table(COVERED), "html.parser")
    cells = page.select("tbody td, tbody th")
    assert len(cells) == 4 * len(COVERED) == 200
    assert all(cell.get_text().strip() for cell in cells)
    anchors = {
        f"../{chapter.path.parent.name}/{chapter.path.stem}.html#{make_id(section)}"
        for chapter in CHAPTERS.values()
        for section in chapter.sections
    }
    assert {link["href"] for link in page.find_all("a")} <= anchors


def test_the_matrix_has_all_points_and_leads_to_a_table_of_each_chapter() -> None:
    page = BeautifulSoup(coverage_matrix(COVERED) + folded_coverage(COVERED), "html.parser")
    matrix, *tables = page.find_all("table")
    together = [int(row.find_all("td")[-1].get_text()) for row in matrix.select("tbody tr")]
    assert together == [exercise.points for exercise in EXERCISES.values()]
    # A browser unfolds what a link leads into, and not what it leads to.
    ids = {place["id"] for place in page.select("details > [id]:not(summary)")}
    assert {link["href"][1:] for link in matrix.find_all("a")} == ids
    assert len(tables) == len(ids) == len(CHAPTERS)


# ---- The way of a learner


def test_no_chapter_is_too_short_to_be_one() -> None:
    assert [one.path.name for one in CHAPTERS.values() if one.minutes_to_read < 10] == []


def test_every_chapter_says_what_it_asks_for() -> None:
    assert all(chapter.before for chapter in CHAPTERS.values())
    assert later(replace(CHAPTERS[3], before="chapter 5 on burdens"), len(CHAPTERS))
    assert CHAPTERS[9].earlier == {4}


def test_the_book_leads_from_the_start_to_the_capstone() -> None:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    listed = list(entries(toc))
    order = [f"/{entry['file']}" for entry in listed]
    chapters = [CHAPTERS[number].docname for number in sorted(CHAPTERS)]
    brief = "/book/capstone/the-evidence-brief"
    way = [
        "/book/start/how-to-use",
        *chapters,
        brief,
        "/book/capstone/the-scorecard",
        "/book/instructors/index",
    ]
    places = [order.index(page) for page in way]
    assert places == sorted(places)
    below = {f"/{entry['file']}": [one["file"] for one in entry.get("sections", [])] for entry in listed}
    assert f"exercises/{CAPSTONE}" in below[brief]


def test_start_gives_every_exercise_the_warm_ups_and_the_capstone(tmp_path: Path) -> None:
    new, _kept = unpack(tmp_path / "mine", "demarche")
    warm_ups = [path.stem for path in COURSE.warm_up_files()]
    assert {path.stem for path in new} == {*(one.slug for one in EXERCISES.values()), *warm_ups, CAPSTONE}


def test_each_exercise_says_what_comes_next() -> None:
    last = max(EXERCISES)
    assert all(exercise.closing for exercise in EXERCISES.values())
    assert "capstone" in EXERCISES[last].closing


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("```{exercise-card}", "```{card}", "the card of its exercise"),
        ("**Reading:**", "**Read:**", "its minutes"),
        ("**Before you start:**", "**Note:**", "beforehand"),
    ],
)
def test_a_chapter_that_does_not_say_enough_is_an_error(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    text = CHAPTERS[3].path.read_text(encoding="utf-8")
    assert old in text
    page = tmp_path / "chapter.md"
    page.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_chapter(page)


# ---- What instructors are told


def test_a_chapter_s_methods_are_words_of_its_page() -> None:
    tables = {"incidents": "Public <ruptures>"}
    ((chapter, methods, data),) = subjects([CHAPTERS[3]], EXERCISES, {3: ["rule of three", "median"]}, tables)
    assert CHAPTERS[3].title in chapter
    assert methods == "rule of three, median"
    assert data == "Public &lt;ruptures&gt;"
    for none in ({3: ["Kaplan-Meier"]}, {3: [""]}, {}):
        with pytest.raises(ValueError, match="has-this-happened-before"):
            subjects([CHAPTERS[3]], EXERCISES, none, tables)


def test_a_session_and_its_plans_add_up() -> None:
    assert sum(AGENDA.values()) == SESSION
    sessions = [session_for(CHAPTERS[number], EXERCISES[number]) for number in CHAPTERS]
    rows = rows_of(sessions)
    for place in range(2, 6):
        assert sum(int(row[place]) for row in rows[:-1]) == int(rows[-1][place].replace(",", ""))
    for row in rows[:-1]:
        assert int(row[2]) + int(row[3]) + int(row[4]) == int(row[5])
    for session, chapter in zip(sessions, CHAPTERS.values(), strict=True):
        assert session.before == chapter.minutes_to_read
        assert session.after + 45 == EXERCISES[chapter.number].minutes


def test_minutes_of_tasks_follow_their_points() -> None:
    for exercise in EXERCISES.values():
        assert minutes_of(exercise, exercise.tasks) == exercise.minutes
        assert minutes_of(exercise, []) == 0


def test_what_can_be_dropped_leaves_every_objective_a_checked_task() -> None:
    for exercise in EXERCISES.values():
        dropped = can_go(exercise)
        assert dropped
        checked = {task.objective for task in exercise.tasks if task.kind != "written"}
        assert {
            task.objective for task in exercise.tasks if task not in dropped and task.kind != "written"
        } == checked
        assert all(task.kind != "written" for task in dropped)


def test_the_guide_names_what_exists() -> None:
    text = (GUIDE / "index.md").read_text(encoding="utf-8")
    short = re.search(r"^CORE = \{\n(.+?)^\}", text, re.MULTILINE | re.DOTALL)
    assert short
    for number, tasks in re.findall(r"^    (\d+): \[(.+)\],$", short[1], re.MULTILINE):
        for task in re.findall(r'"([\w-]+)"', tasks):
            assert EXERCISES[int(number)].task(task)
    questions = re.findall(r"^\*\*(\d+) · (.+)\*\*$", text, re.MULTILINE)
    assert questions == [(str(number), chapter.title) for number, chapter in sorted(CHAPTERS.items())]
    brief = (BOOK / "capstone" / "the-evidence-brief.md").read_text(encoding="utf-8")
    told, used = re.search(r"(\d+) minutes to read", brief), re.search(r"^BRIEF = (\d+)", text, re.MULTILINE)
    assert told
    assert used
    assert told[1] == used[1]


def test_common_mistakes_show_replies_and_nothing_else() -> None:
    for exercise in EXERCISES.values():
        text = common_mistakes(exercise)
        for task in exercise.tasks:
            replies = [reply for options in task.replies.values() for reply in options.values()]
            code = list(secrets(replace(task, mistakes=(), replies={})))
            code += [line.strip() for mistake in task.mistakes for line in mistake.source.splitlines()]
            assert not [line for line in code if len(line) > 25 and line in text], task.id
            assert not [reply for reply in replies if reply[:60] in text], task.id
            if not is_shown(task):
                assert f"{task.number}, {task.title}" not in text
        assert text.count("\n- ") == count_mistakes(exercise)[0]
        assert text.count("<details") == text.count("</details>") == sum(map(is_shown, exercise.tasks))
    assert not is_shown(EXERCISES[10].task("my-forecast"))


def test_ten_mistakes_stand_first_one_of_each_exercise() -> None:
    text = (GUIDE / "common-mistakes.md").read_text(encoding="utf-8")
    chosen = re.findall(r'^    \("[^"]+", "(ex\d\d)", "([\w-]+)", "([\w-]+)"\),$', text, re.MULTILINE)
    by_id = {exercise.id: exercise for exercise in EXERCISES.values()}
    assert [exercise for exercise, _task, _mistake in chosen] == list(by_id)
    for exercise, task, mistake in chosen:
        assert f"task {by_id[exercise].task(task).number})" in reply_to(by_id[exercise], task, mistake)
    with pytest.raises(KeyError):  # its replies would give the answer away
        reply_to(EXERCISES[10], "my-forecast", EXERCISES[10].task("my-forecast").mistakes[0].id)


def test_the_page_of_mistakes_has_every_exercise() -> None:
    text = (GUIDE / "common-mistakes.md").read_text(encoding="utf-8")
    for exercise in EXERCISES.values():
        assert (
            f'## {exercise.title}\n\n```{{code-cell}} python\n---\ntags: [remove-input]\n---\nshow("{exercise.id}")'
            in text
        )


def test_the_rules_shown_are_rules_that_can_be_read() -> None:
    assert "screens/week.toml" in (GUIDE / "desk.md").read_text(encoding="utf-8")
    policy = read_policy(GUIDE / "screens" / "week.toml", ROOT, list(EXERCISES.values()))
    assert policy.attempts == "last"
    ((learner, exercise),) = policy.extensions
    assert policy.deadline(learner, exercise) != policy.deadline("somebody else", exercise)


def test_commands_shown_exist() -> None:
    from corrige.cli import parser

    pages = [*GUIDE.glob("*.md"), *(GUIDE / "screens").glob("*.txt")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages).replace("\\\n", " ")
    commands = re.findall(r"^\$ (?:time |kubectl exec grader -- )?demarche (.+)$", text, re.MULTILINE)
    assert len(commands) > 8
    for command in commands:
        assert parser("demarche").parse_args(shlex.split(command)).run


def test_programs_shown_are_python() -> None:
    programs = re.findall(
        r"```python\n(.*?)```", (GUIDE / "sizing.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(programs) >= 3
    for program in programs:
        compile(program, "sizing.md", "exec")


def test_every_screen_is_shown_and_light() -> None:
    """Pictures and transcripts of the instructors' pages: none is missing, none is left over, none is heavy."""
    page = "\n".join(path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md"))
    named = set(re.findall(r"screens/([\w.-]+)", page))
    named |= {f"{name}.csv" for name in re.findall(r'^table\("([\w-]+)"', page, re.MULTILINE)}
    files = {path.name: path.stat().st_size for path in (GUIDE / "screens").iterdir()}
    assert named == set(files)
    assert [name for name, size in files.items() if size > 150_000] == []


def test_sections_are_listed_once() -> None:
    with (GUIDE / "sections.csv").open(encoding="utf-8", newline="") as sheet:
        rows = [tuple(row.items()) for row in csv.DictReader(sheet)]
    assert len(rows) == len(set(rows))


def test_a_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells"):
        html_table("a", ("x", "y"), [("1",)])
    assert '<th scope="row"' in html_table("a", ("x",), [("1",)])
