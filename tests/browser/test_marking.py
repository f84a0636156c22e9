"""The page for marking written answers, used as people use it: by key, by click, twice, in two tabs, and killed."""

from __future__ import annotations

import csv
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from rooms import ALONE, CHROMIUM, alone
from visits import WIDE, Visit, inspect, listen

from corrige.authoring.derived import read_exercises
from corrige.authoring.model import Exercise
from corrige.cli import main
from corrige.course import find_course
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.records import write_records
from corrige.grading.rules.agreement import agreement, levels_in
from corrige.grading.rules.rubric import HEAD
from corrige.sample.answers import answers
from corrige.sample.learners import learner

ROOT = Path(__file__).parents[2]
HOSTILE = '</script><script>document.title="taken"</script><img src=x onerror=\'document.title="taken"\'><!--'
LEARNERS = 60

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def class_of(exercise: Exercise) -> list[Record]:
    """The sample class's sentences, and one learner's that are none."""
    written = [task for task in exercise.tasks if task.kind == "written"]
    records = []
    for number in range(1, LEARNERS + 1):
        who = learner(number, 2026)
        texts = dict(answers(who, exercise)) | ({written[-1].id: HOSTILE} if number == 2 else {})
        texts = {task: f"{text} ({number})" for task, text in texts.items()}  # so that no two are the same
        results = tuple(
            TaskResult(
                task.id, Outcome.WAITING, 0, task.points, source=texts.get(task.id, f"Nothing {number}.")
            )
            for task in written
        )
        records.append(Record(who.name, exercise.id, results, f"{exercise.slug}.ipynb"))
    return records


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return next(each for each in read_exercises(find_course(ROOT)) if each.id == "ex01")


@pytest.fixture
def results(exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of results with the page in it."""
    monkeypatch.chdir(ROOT)
    write_records(tmp_path, class_of(exercise))
    assert main(["rubric", "page", str(tmp_path), "-o", str(tmp_path)]) == 0
    return tmp_path


@pytest.fixture(scope="module")
def browser_alone() -> Iterator[Browser]:
    with alone() as browser:
        yield browser


@pytest.fixture
def context(browser_alone: Browser) -> Iterator[BrowserContext]:
    with browser_alone.new_context(viewport={"width": WIDE, "height": 844}) as made:
        yield made


def opened(context: BrowserContext, results: Path, initials: str = "") -> Page:
    tab = context.new_page()
    tab.goto((results / "ex01.html").as_uri())
    if initials:
        tab.fill("#marker", initials)
        tab.keyboard.press("Tab")
    skip = tab.locator(".skip-trial")
    if skip.is_visible():
        skip.click()
    return tab


def saved(tab: Page, target: Path) -> Path:
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save the sheet").click()
    download.value.save_as(target)
    return target


def give_back(tab: Page, button: str, sheet: Path) -> None:
    with tab.expect_file_chooser() as chooser:
        tab.get_by_role("button", name=button, exact=True).click()
    chooser.value.set_files(sheet)


def rows_of(sheet: Path) -> list[dict[str, str]]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def edit(sheet: Path, change: dict[int, dict[str, str]], separator: str = ",") -> Path:
    """The sheet as a spreadsheet leaves it: without the mark of UTF-8, with its own line ends."""
    rows = [{**row, **change.get(place, {})} for place, row in enumerate(rows_of(sheet))]
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return sheet


def level_of(tab: Page) -> str:
    """What a reader of this class would give the answer in sight: longer ones say more."""
    words = len(tab.locator(".paper:visible .text").inner_text().split())
    return str(min(4, words // 25))


def test_sixty_answers_by_key_and_by_click_and_how_far_two_agree(
    context: BrowserContext, results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_key = opened(context, results, "AB")
    for place in range(LEARNERS):
        if place == 0:
            by_key.keyboard.press("c")
            by_key.keyboard.type("Say 5 things: what would change your mind?")
            by_key.keyboard.press("Escape")
        elif place % 7 == 0:
            by_key.keyboard.press("5")  # the comment used before
        by_key.keyboard.press(level_of(by_key))
    assert by_key.locator("#left").inner_text() == "All 60 have a level"
    first = saved(by_key, tmp_path / "ab.csv")
    rows = rows_of(first)
    assert [row["turn"] for row in rows] == [str(turn) for turn in range(1, LEARNERS + 1)]
    assert {row["marker"] for row in rows} == {"AB"}
    assert sum(bool(row["comment"]) for row in rows) == 9
    assert all(row["level"] for row in rows)

    by_click = opened(context, results, "CD")
    assert by_click.locator("#left").inner_text() == "60 of 60 left", (
        "the first marks are shown to the second"
    )
    for place in range(LEARNERS):
        level = min(4, int(level_of(by_click)) + (place % 4 == 0))
        by_click.locator(f"[data-level='{level}']:visible").click()
    second = saved(by_click, tmp_path / "cd.csv")
    give_back(by_click, "Compare with a sheet", first)
    by_click.get_by_text("both marked").first.wait_for()
    said = by_click.locator("#agreement-said").inner_text()
    one, other = levels_in(second), levels_in(first)
    found = agreement([(one[place].level, other[place].level) for place in one])
    assert found.both == LEARNERS
    assert f"both marked 60 answers: the same level for {found.same}" in said
    assert f"Cohen's kappa: {found.kappa:.2f}." in said
    assert f"distance: {found.weighted:.2f}." in said
    assert by_click.locator("#differences tr").count() == LEARNERS - found.same

    # Into the results: the second sheet contradicts the first in places, and says so.
    assert main(["rubric", "read", str(first), str(results)]) == 0
    kept = (results / "manual.csv").read_bytes()
    assert main(["rubric", "read", str(second), str(results)]) == 1
    out = capsys.readouterr().out
    assert out.count("was given since the sheet was written") == LEARNERS - found.same
    assert [row["level"] for row in rows_of(results / "manual.csv")] == [
        row["level"] for row in csv.DictReader(kept.decode("utf-8-sig").splitlines())
    ]
    assert main(["rubric", "compare", str(first), str(second)]) == 0
    assert f"kappa {found.kappa:.2f}; weighted by distance {found.weighted:.2f}" in capsys.readouterr().out


def test_the_page_is_in_order_whatever_it_shows(browser_alone: Browser, results: Path) -> None:
    context = browser_alone.new_context(viewport={"width": WIDE, "height": 844})
    visit, tab, seen = Visit(), context.new_page(), {}
    listen(tab, visit, results.as_uri())
    tab.goto((results / "ex01.html").as_uri())
    inspect(tab, visit, seen)  # the trial
    anchors = tab.locator("[data-anchor]").count()
    for _ in range(anchors):
        tab.keyboard.press("2")
    assert f"of {anchors}, and were at most one level away" in tab.locator(".trial-said").inner_text()
    assert tab.locator(".trial-rows tr").count() == anchors
    inspect(tab, visit, seen)  # its result
    tab.locator(".begin").click()
    for key in ("c", "x", "Escape", "3", "4"):
        tab.keyboard.press(key)
    tab.locator("summary").evaluate_all("all => all.forEach(each => each.parentElement.open = true)")
    inspect(tab, visit, seen)  # the pile
    known, paper, levels = (
        tab.locator(f"{part}:visible").bounding_box() or {} for part in (".examples", ".paper", ".levels")
    )
    assert known["x"] == paper["x"] < levels["x"], "the answers of known level stand far below the answer"
    give_back(tab, "Compare with a sheet", saved(tab, results / "mine.csv"))
    tab.get_by_text("both marked").first.wait_for()
    inspect(tab, visit, seen)  # a comparison
    assert tab.title().endswith("· Démarche"), "a learner's script ran"
    assert "document.title" in tab.locator("main").evaluate("each => each.textContent")
    context.close()
    assert visit.problems == []
    assert visit.too_wide == {}
    assert visit.barriers == []


def focused(tab: Page) -> str:
    return str(tab.evaluate("document.activeElement.textContent || document.activeElement.id"))


def test_the_trial_is_done_by_keys_and_a_slip_in_it_taken_back(
    context: BrowserContext, results: Path
) -> None:
    tab = context.new_page()
    tab.goto((results / "ex01.html").as_uri())
    papers = tab.locator("[data-anchor]")
    for key in "30":
        tab.keyboard.press(key)
    tab.keyboard.press("u")
    assert focused(tab) == "Trial 2 of 5"
    tab.keyboard.press("b")
    assert focused(tab) == "Trial 1 of 5"
    assert tab.get_by_role("status").inner_text() == "Trial 1 again."
    tab.keyboard.press("n")  # what takes nobody out of the trial by a slip
    assert focused(tab) == "Trial 1 of 5"
    known = [papers.nth(i).get_attribute("data-anchor") or "" for i in range(papers.count())]
    for level in known[:-1]:
        tab.keyboard.press(level)
    tab.keyboard.press("0" if int(known[-1]) >= 2 else "4")
    assert "to 4 of 5, and were at most one level away in 4." in tab.locator(".trial-said").inner_text()
    # The one to read again stands open, in full.
    last = tab.locator(".trial-rows details").last
    assert last.evaluate("each => each.open")
    assert last.locator(".text").inner_text() == papers.last.locator(".text").evaluate(
        "each => each.textContent.trim()"
    )
    assert not tab.locator(".trial-rows details").first.evaluate("each => each.open")
    tab.keyboard.press("u")
    tab.keyboard.press(known[-1])
    said = tab.locator(".trial-said").inner_text()
    assert "to 5 of 5" in said
    assert "On average you are neither stricter nor more generous." in said
    tab.keyboard.press("n")
    assert focused(tab) == f"Answer 1 of {LEARNERS}", "the key for the next answer leaves out the first"


def test_initials_are_written_once_and_lead_where_the_key_leads(
    context: BrowserContext, results: Path, tmp_path: Path
) -> None:
    tab = context.new_page()
    tab.goto((results / "ex01.html").as_uri())
    tab.get_by_role("button", name="Go to the pile at once").click()
    tab.keyboard.press("2")
    tab.locator("#marker").focus()
    tab.keyboard.type("AB")
    tab.keyboard.press("Tab")
    assert focused(tab) == "Save the sheet"
    # What was given before stays theirs, and the trial stays left out.
    assert tab.locator("[data-go]").first.inner_text() == "1: 2"
    assert tab.locator(".paper:visible h3").inner_text() == f"Answer 2 of {LEARNERS}"
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    assert focused(tab) == f"Answer 2 of {LEARNERS}"
    # The page of another exercise knows who marks; a second reader's, in the same browser, knows nothing.
    other = tmp_path / "other"
    write_records(
        other, class_of(next(each for each in read_exercises(find_course(ROOT)) if each.id == "ex03"))
    )
    assert main(["rubric", "page", str(other), "-o", str(other)]) == 0
    tab.goto((other / "ex03.html").as_uri())
    assert tab.locator("#marker").input_value() == "AB"
    assert main(["rubric", "page", str(results), "-o", str(results / "second"), "--blank"]) == 0
    tab.goto((results / "second" / "ex01.html").as_uri())
    assert tab.locator("#marker").input_value() == ""
    assert tab.locator("#left").inner_text() == f"{LEARNERS} of {LEARNERS} left"


def test_the_keyboard_alone_goes_everywhere(context: BrowserContext, results: Path) -> None:
    tab = context.new_page()
    tab.goto((results / "ex01.html").as_uri())
    seen = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        seen.add(
            tab.evaluate(
                "(document.activeElement.textContent || document.activeElement.id).trim().slice(0, 24)"
            )
        )
    assert {
        "Save the sheet",
        "Open a sheet",
        "Compare with a sheet",
        "Go to the pile at once",
        "marker",
    } <= seen
    tab.get_by_role("button", name="Go to the pile at once").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "Answer 1 of 60"
    tab.keyboard.press("3")
    assert tab.evaluate("document.activeElement.textContent") == "Answer 2 of 60"
    assert tab.get_by_role("status").inner_text() == "Answer 1: level 3. 59 left."
    for _ in range(2):
        tab.keyboard.press("b")  # no answer before the first
    tab.keyboard.press("1")
    tab.keyboard.press("u")
    assert tab.locator("[data-level='3']:visible").get_attribute("aria-pressed") == "true"
    tab.keyboard.press("u")
    assert tab.locator("#left").inner_text() == "60 of 60 left"
    assert tab.locator("#kept").inner_text() == "", "nothing stands here that a file would have to hold"
    tab.keyboard.press("u")
    assert tab.get_by_role("status").inner_text() == "There is nothing to undo."
    # Letters in a comment are letters, and nobody is forced to have keys.
    tab.keyboard.press("c")
    tab.keyboard.type("3 nouns, u see")
    assert tab.locator(".comment:visible").input_value() == "3 nouns, u see"
    assert tab.locator("#left").inner_text() == "60 of 60 left"
    tab.keyboard.press("Escape")
    tab.locator("#keys").evaluate("each => each.checked = false")
    tab.keyboard.press("4")
    assert tab.locator("#left").inner_text() == "60 of 60 left"


def test_two_tabs_do_not_write_over_one_another(context: BrowserContext, results: Path) -> None:
    one, two = opened(context, results), opened(context, results)
    one.keyboard.press("1")
    expect(two.locator("#left")).to_have_text("59 of 60 left")
    assert two.get_by_role("status").inner_text() == "Another tab: answer 1 has level 1."
    two.keyboard.press("n")
    two.keyboard.press("4")
    expect(one.locator("#left")).to_have_text("58 of 60 left")
    for tab in (one, two):
        tab.reload()
        assert tab.locator("#left").inner_text() == "58 of 60 left"
        assert tab.locator("[data-go]").first.inner_text() == "1: 1"
    levels = [row["level"] for row in rows_of(saved(one, results / "both.csv"))]
    assert levels[:3] == ["1", "4", ""]


def test_nothing_is_lost_when_the_browser_is_killed(
    browser_alone: Browser, results: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"

    def start() -> BrowserContext:
        return browser_alone.browser_type.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=[*ALONE, "--remote-debugging-port=0"]
        )

    context = start()
    tab = opened(context, results, "AB")
    for level in "01234":
        tab.keyboard.press(level)
    tab.keyboard.press("c")
    tab.keyboard.type("In the middle of a word")
    expect(tab.locator("#kept")).to_have_attribute("data-safe", "yes")
    for number in mine(profile):
        os.kill(number, signal.SIGKILL)
    tab.wait_for_event("close")
    (profile / "SingletonLock").unlink(missing_ok=True)
    context = start()
    tab = context.new_page()
    tab.goto((results / "ex01.html").as_uri())
    expect(tab.locator("#left")).to_have_text("55 of 60 left")
    rows = rows_of(saved(tab, tmp_path / "after.csv"))
    assert [row["level"] for row in rows[:6]] == ["0", "1", "2", "3", "4", ""]
    assert rows[5]["comment"] == "In the middle of a word"
    context.close()


def mine(profile: Path) -> list[int]:
    """Processes of the browser that has this profile, and of no other."""
    found = []
    for each in Path("/proc").iterdir():
        try:
            if (
                each.name.isdigit()
                and f"--user-data-dir={profile}".encode() in (each / "cmdline").read_bytes()
            ):
                found.append(int(each.name))
        except OSError:
            continue
    return found


def test_a_sheet_edited_by_hand_comes_back(context: BrowserContext, results: Path, tmp_path: Path) -> None:
    tab = opened(context, results, "AB")
    tab.keyboard.press("2")
    tab.keyboard.press("3")
    sheet = edit(
        saved(tab, tmp_path / "marking.csv"),
        {
            0: {"level": "4", "comment": "=too late"},
            2: {"level": "1", "comment": 'a "word"; and\nanother'},
            3: {"level": "2,5"},
            4: {"level": "good"},
            5: {"level": "9"},
        },
        separator=";",
    )
    give_back(tab, "Open a sheet", sheet)
    tab.get_by_text("could not be used").wait_for()
    said = tab.get_by_role("alert").inner_text()
    assert "Row 6: “good” is no level from 0 to 4." in said
    assert "Row 7: “9” is no level from 0 to 4." in said
    assert "Answer 1: here level 2, in the sheet 4 “=too late”." in said
    assert "2 taken in, 1 differ from yours, 2 could not be used." in tab.get_by_role("status").inner_text()
    assert tab.locator("[data-go]").first.inner_text() == "1: 2", "mine was overwritten"
    tab.get_by_role("button", name="Take the sheet's").click()
    rows = rows_of(saved(tab, tmp_path / "again.csv"))
    assert [row["level"] for row in rows[:5]] == ["4", "3", "1", "2.5", ""]
    assert (rows[0]["comment"], rows[2]["comment"]) == ("'=too late", 'a "word"; and\nanother')
    assert main(["rubric", "read", str(tmp_path / "again.csv"), str(results)]) == 0
    # What is no sheet is said to be none.
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    give_back(tab, "Open a sheet", tmp_path / "other.csv")
    tab.get_by_text("was not read").wait_for()
    assert "other.csv was not read: there is no column “exercise”" in tab.get_by_role("alert").inner_text()
    # As a spreadsheet saves it where nobody asks for UTF-8: no letter of a comment may be spoilt.
    (tmp_path / "plain.csv").write_bytes(
        sheet.read_text(encoding="utf-8").replace("=too late", "déjà vu").encode("cp1252")
    )
    give_back(tab, "Open a sheet", tmp_path / "plain.csv")
    tab.get_by_text("plain.csv was not read").wait_for()
    assert "Save it from the spreadsheet as “CSV UTF-8”." in tab.get_by_role("alert").inner_text()
    (tmp_path / "half.csv").write_text(sheet.read_text(encoding="utf-8")[:700], encoding="utf-8")
    give_back(tab, "Open a sheet", tmp_path / "half.csv")
    tab.get_by_text("half.csv").wait_for()
    assert "the file is not whole" in tab.get_by_role("alert").inner_text()
    assert tab.locator("#left").inner_text() == "56 of 60 left"


def test_last_weeks_sheet_and_a_page_made_anew(
    context: BrowserContext, exercise: Exercise, results: Path, tmp_path: Path
) -> None:
    tab = opened(context, results, "AB")
    for level in "123":
        tab.keyboard.press(level)
    sheet = saved(tab, tmp_path / "last-week.csv")
    rows = rows_of(sheet)
    (results / "manual.csv").unlink(missing_ok=True)
    # A week later one answer has changed, one learner is gone and another is new.
    records = class_of(exercise)
    (changed,) = (each for each in records if each.results[-1].source.strip() == rows[0]["answer"].strip())
    (gone,) = (each for each in records if each.results[-1].source.strip() == rows[1]["answer"].strip())
    words = TaskResult(changed.results[-1].task, Outcome.WAITING, 0, 4, source="Now something else.")
    now = [each for each in records if each.learner not in (changed.learner, gone.learner)]
    now += [Record(name, "ex01", (words,), "x.ipynb") for name in (changed.learner, "learner-061")]
    write_records(results, now)
    assert main(["rubric", "page", str(results), "-o", str(results)]) == 0
    tab.reload()
    said = tab.get_by_role("alert").inner_text()
    assert "has been handed in anew since you gave it level 1: read it again." in said
    assert tab.locator("#left").inner_text() == "59 of 60 left"  # the third one's is kept
    give_back(tab, "Open a sheet", sheet)
    tab.get_by_text("could not be used").wait_for()
    said = tab.get_by_role("alert").inner_text()
    assert "is not the one that was marked there (level 1)" in said
    assert "this page has no such answer" in said
    assert main(["rubric", "read", str(sheet), str(results)]) == 1
    assert [row["level"] for row in rows_of(results / "manual.csv")] == ["3"]


def test_a_browser_that_keeps_nothing_says_so(browser_alone: Browser, results: Path) -> None:
    context = browser_alone.new_context()
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    )
    tab = opened(context, results)
    tab.keyboard.press("3")
    assert "keeps nothing (QuotaExceededError). Save the sheet often" in tab.get_by_role("alert").inner_text()
    assert [row["level"] for row in rows_of(saved(tab, results / "mine.csv"))][:1] == ["3"]
    tab.keyboard.press("2")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    tab.on("dialog", stay)
    tab.close(run_before_unload=True)
    context.close()
    assert asked == ["beforeunload"]
