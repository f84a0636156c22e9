"""The chooser of two states in chapter 4: labelled, usable by keyboard, hidden without its script."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).parents[3]
CHAPTER = ROOT / "book" / "alliance-cohesion" / "how-far-apart-do-they-vote.md"
DATA = {
    "years": [2001, 2004],
    "names": {"FRA": "France", "TUR": "Türkiye", "USA": "United States"},
    "mean": [0.5, 0.5, None, 0.5],
    "pairs": {
        "FRA-TUR": {"share": [0.25, 0.5, None, 0.75], "votes": [40, 40, 0, 40]},
        "FRA-USA": {"share": [0.4, None, 0.6, 0.2], "votes": [50, 0, 10, 50]},
        "TUR-USA": {"share": [0.1, 0.2, 0.3, 0.4], "votes": [40, 40, 40, 40]},
    },
}

pytestmark = pytest.mark.browser


def section() -> str:
    """The chooser as it stands in the chapter, without its links to files."""
    (html,) = re.findall(r"^```\{raw\} html\n(.*?)^```$", CHAPTER.read_text(encoding="utf-8"), re.S | re.M)
    return re.sub(r"<(?:link|script)\b.*?>(?:</script>)?", "", html)


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture
def chooser(tab: Page) -> Page:
    asked: list[Request] = []
    tab.on("request", lambda request: asked.append(request))
    data = f'<script type="application/json" id="dyad-data">{json.dumps(DATA)}</script>'
    tab.set_content(f"<!doctype html><html lang='en'><title>t</title>{data}{section()}</html>")
    assert tab.locator("#dyad").is_hidden(), "before the script runs there is nothing to choose"
    tab.add_script_tag(path=ROOT / "book" / "_static" / "dyad.js")
    assert [one.url for one in asked if one.url.startswith("http")] == []
    return tab


def test_begins_with_france_and_the_united_states(chooser: Page):
    assert chooser.locator("#dyad").is_visible()
    assert chooser.get_by_label("First state").input_value() == "FRA"
    assert chooser.get_by_label("Second state").input_value() == "USA"
    words = chooser.get_by_role("status").inner_text()
    assert words == (
        "France – United States: 3 years with votes in common, 2001 to 2004. "
        "Mean of the yearly agreement 40%. Highest 60% in 2003, lowest 20% in 2004. In 2004: 20% of 50 votes."
    )


def test_the_chart_has_a_name_and_says_what_it_shows(chooser: Page):
    chart = chooser.get_by_role("img", name="Agreement of France – United States, 2001 to 2004")
    assert "Highest 60% in 2003" in str(chart.locator("desc").text_content())
    # A missing year lifts the pen: two strokes; the thin year is ringed.
    assert str(chart.locator(".dyad-line").get_attribute("d")).count("M") == 2
    assert chart.locator(".dyad-few").count() == 1


def test_another_pair_by_keyboard_alone(chooser: Page):
    chooser.keyboard.press("Tab")
    assert chooser.evaluate("document.activeElement.id") == "dyad-first"
    chooser.keyboard.press("Tab")
    chooser.keyboard.type("Tür")
    status = chooser.get_by_role("status")
    assert status.inner_text().startswith("France – Türkiye: 3 years")
    assert status.get_attribute("aria-live") == "polite"
    chooser.keyboard.press("Tab")
    assert chooser.evaluate("document.activeElement.tagName") == "SUMMARY"
    chooser.keyboard.press("Enter")
    rows = chooser.get_by_role("table", name="France – Türkiye: agreement share by year").get_by_role("row")
    assert rows.all_inner_texts()[1:] == ["2001\t40\t25%", "2002\t40\t50%", "2003\t0\tnone", "2004\t40\t75%"]


def test_a_state_is_not_compared_with_itself(chooser: Page):
    offered = chooser.locator("#dyad-second option:not([disabled])").all_inner_texts()
    assert offered == ["Türkiye", "United States"]
    chooser.get_by_label("Second state").select_option("TUR")
    assert chooser.locator("#dyad-first option:not([disabled])").all_inner_texts() == [
        "France",
        "United States",
    ]
    chooser.get_by_label("First state").select_option("USA")
    assert chooser.get_by_role("status").inner_text().startswith("United States – Türkiye: 4 years")


def test_without_numbers_it_stays_hidden(tab: Page):
    tab.set_content(f"<!doctype html><title>t</title>{section()}")
    tab.add_script_tag(path=ROOT / "book" / "_static" / "dyad.js")
    assert tab.locator("#dyad").is_hidden()
