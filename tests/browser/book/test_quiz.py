"""Questions to oneself: one answer open at a time, a sign and a word for each, a count, and no script needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from rooms import CHAPTER
from visits import CONTRAST, EVERY, barriers, new_looks

pytestmark = pytest.mark.browser
Reader = Callable[..., Page]
STATUS = ".quiz-status"


@pytest.fixture
def questions(reader: Reader, address: str) -> Page:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    return tab


def answer(tab: Page, question: int, *, right: bool) -> None:
    """Open the right answer of a question, or its first wrong one, and look at the reply."""
    answers = tab.locator("div.self-check").nth(question).locator("details").all()
    wanted = [one for one in answers if str(one.locator("p").first.text_content()).startswith("Yes") == right]
    wanted[0].locator("summary").click()
    expect(wanted[0].locator(".sd-summary-content")).to_be_visible()
    expect(wanted[0].locator(".quiz-word")).to_have_text("Right" if right else "Not this one")


def test_it_counts_what_was_found(questions: Page) -> None:
    boxes = questions.locator("div.self-check").count()
    expect(questions.locator(STATUS)).to_have_text(f"0 of {boxes} right answers found.")
    answer(questions, 0, right=True)
    expect(questions.locator(STATUS)).to_have_text(
        f"Question 1: right. 1 of {boxes} right answers found, 1 at the first try."
    )
    answer(questions, 1, right=False)
    expect(questions.locator(STATUS)).to_contain_text(
        f"Question 2: not this one. 1 of {boxes} right answers found"
    )
    answer(questions, 1, right=True)
    expect(questions.locator(STATUS)).to_have_text(
        f"Question 2: right. 2 of {boxes} right answers found, 1 at the first try."
    )
    assert questions.locator("div.self-check.is-found").count() == 2
    assert questions.get_by_role("status").count() == 1


def test_one_answer_is_open_at_a_time_and_keeps_its_word(questions: Page) -> None:
    box = questions.locator("div.self-check").first
    for summary in box.locator("summary").all():
        summary.press("Enter")
        expect(box.locator("details[open]")).to_have_count(1)
    # A browser tells of an answer that was opened in its own time.
    expect(box.locator(".quiz-word")).to_have_count(box.locator("details").count())
    expect(box.locator("details.is-right")).to_have_count(1)
    assert questions.locator("div.self-check").nth(1).locator("details[open]").count() == 0


def test_the_row_under_the_finger_stays_where_it_is(questions: Page) -> None:
    box = questions.locator("div.self-check").nth(1)
    box.locator("summary").nth(0).click()
    last = box.locator("summary").last
    last.scroll_into_view_if_needed()
    before = last.evaluate("one => one.getBoundingClientRect().top")
    last.click()
    expect(box.locator("details").last.locator(".sd-summary-content")).to_be_visible()
    expect(box.locator("details[open]")).to_have_count(1)
    assert last.evaluate("one => one.getBoundingClientRect().top") == pytest.approx(before, abs=2)


def test_what_was_found_is_kept_until_the_tab_closes(questions: Page, reader: Reader) -> None:
    answer(questions, 0, right=False)
    answer(questions, 0, right=True)
    said = str(questions.locator(STATUS).text_content()).partition(": right. ")[2]
    questions.reload()
    expect(questions.locator(STATUS)).to_have_text(said)
    assert questions.locator("div.self-check details.is-wrong").count() == 1
    assert questions.locator("div.self-check details[open]").count() == 0
    stranger = reader()
    stranger.goto(questions.url)
    expect(stranger.locator(STATUS)).to_contain_text("0 of ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_answer_stands_in_a_box(reader: Reader, address: str, scheme: str) -> None:
    tab = reader(color_scheme=scheme)
    tab.goto(f"{address}/{CHAPTER}")
    for one in tab.locator("div.self-check details").all():
        one.locator("summary").click()
    edges = tab.locator("div.self-check details").evaluate_all(
        "all => all.map(one => ['Top', 'Right', 'Bottom', 'Left'].map(side => {"
        " const look = getComputedStyle(one); return look[`border${side}Style`] + look[`border${side}Width`] }))"
    )
    assert {tuple(sides) for sides in edges} == {("solid1px",) * 4}
    new_looks(tab, {})
    assert barriers(tab, EVERY if scheme == "light" else CONTRAST) == []


def test_without_scripts_every_answer_opens_and_says_why(reader: Reader, address: str) -> None:
    tab = reader(java_script_enabled=False)
    tab.goto(f"{address}/{CHAPTER}")
    assert tab.locator(STATUS).count() == 0
    box = tab.locator("div.self-check").first
    for summary in box.locator("summary").all():
        summary.click()
    for reply in box.locator(".sd-summary-content").all():
        expect(reply).to_be_visible()
