"""The scorecard's search and filters: labelled, usable by keyboard, said aloud; the table complete without them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from rooms import alone

from demarche.capstone.sources import bibliography
from demarche.data import load
from demarche.data.scorecard import scorecard_html, source_names, sources_html

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "book" / "capstone" / "the-scorecard.md"
CLAIMS = load("claims")

pytestmark = pytest.mark.browser


def document() -> str:
    """The controls as they stand on the page, with the tables; without links to files."""
    raw = re.findall(r"^```\{raw\} html\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.S | re.M)
    controls = re.sub(r"<(?:link|script)\b.*?>(?:</script>)?", "", "".join(raw))
    chapters = {number: (f"Chapter {number}", f"{number}.html") for number in range(1, 11)}
    works = dict.fromkeys(bibliography(), "a work") | source_names(load("claim_sources"))
    table = scorecard_html(CLAIMS, chapters, works, "b.html")
    style = (ROOT / "book" / "_static" / "scorecard.css").read_text(encoding="utf-8")
    head = f"<!doctype html><html lang='en'><title>t</title><style>{style}</style>"
    return f"{head}{controls}{table}{sources_html(load('claim_sources'))}</html>"


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with alone() as browser:
        yield browser.new_page()


@pytest.fixture
def card(tab: Page) -> Page:
    tab.goto("about:blank")
    tab.set_content(document())
    assert tab.locator("#scorecard-controls").is_hidden(), (
        "without the script there is nothing to search with"
    )
    assert tab.locator("#scorecard tbody tr:visible").count() == len(CLAIMS)
    tab.add_script_tag(path=ROOT / "book" / "_static" / "scorecard.js")
    return tab


def shown(card: Page) -> list[str]:
    return card.locator("#scorecard tbody tr:visible").evaluate_all("rows => rows.map(row => row.id)")


def test_begins_with_all_claims_and_says_so(card: Page):
    assert card.get_by_role("search").is_visible()
    assert shown(card) == list(CLAIMS["id"])
    status = card.get_by_role("status")
    assert status.inner_text() == "44 of 44 claims shown."
    assert status.get_attribute("aria-live") == "polite"


def test_search_finds_words_in_any_order_and_without_accents(card: Page):
    box = card.get_by_label("Search in claims, findings and sources")
    box.fill("1982 washington")
    found = shown(card)
    assert "C16" in found
    assert len(found) < 10
    assert card.get_by_role("status").inner_text() == f"{len(found)} of 44 claims shown."
    box.fill("HURRIYET")  # a source's title, with an accent in the table
    sources = CLAIMS["sources"].fillna("")
    assert shown(card) == list(CLAIMS[sources.str.contains("S41")]["id"])
    box.fill("no such words at all")
    assert shown(card) == []
    assert card.get_by_role("status").inner_text().startswith("No claim fits.")


def test_filters_join(card: Page):
    card.get_by_label("Verdict").select_option("contradicted")
    contradicted = CLAIMS[CLAIMS["verdict"] == "contradicted"]
    assert shown(card) == list(contradicted["id"])
    card.get_by_label("Section").select_option("lead")
    assert shown(card) == list(contradicted[contradicted["section"] == "lead"]["id"])
    card.get_by_label("Confidence").select_option("medium")
    left = contradicted[contradicted["section"].eq("lead") & contradicted["confidence"].eq("medium")]
    assert shown(card) == list(left["id"])
    chapter = left["chapter"].iloc[0]
    card.get_by_label("Chapter").select_option(f"{chapter}")
    assert shown(card) == list(left[left["chapter"] == chapter]["id"])
    assert 0 < len(shown(card)) < len(left), "the last filter has something to take away"
    card.get_by_role("button", name="Clear all").click()
    assert len(shown(card)) == len(CLAIMS)
    assert card.evaluate("document.activeElement.id") == "scorecard-search"


def test_choices_are_those_of_the_table(card: Page):
    options = card.get_by_label("Chapter").locator("option").all_inner_texts()
    assert options == ["all", *map(str, sorted(CLAIMS["chapter"].unique()))]
    assert len(card.get_by_label("Verdict").locator("option").all()) == 6


def test_by_keyboard_alone(card: Page):
    names = []
    for _ in range(6):
        card.keyboard.press("Tab")
        names.append(card.evaluate("document.activeElement.id"))
    parts = ["search", "section", "verdict", "confidence", "chapter", "clear"]
    assert names == [f"scorecard-{part}" for part in parts]
    card.get_by_label("Verdict").focus()
    card.keyboard.type("opi")
    assert shown(card) == list(CLAIMS[CLAIMS["verdict"] == "opinion"]["id"])
    card.get_by_label("Search in claims, findings and sources").focus()
    card.keyboard.press("Enter")
    assert card.url == "about:blank", "Enter must not send a form"


def test_a_link_to_a_hidden_claim_shows_it(card: Page):
    card.get_by_label("Verdict").select_option("opinion")
    assert "C16" not in shown(card)
    card.evaluate("location.hash = '#C16'")
    card.wait_for_function("document.querySelectorAll('#scorecard tbody tr:not([hidden])').length === 44")


def test_on_a_phone_the_rows_are_cards_and_still_a_table(card: Page):
    card.set_viewport_size({"width": 390, "height": 800})
    try:
        assert card.evaluate("document.documentElement.scrollWidth") <= 390
        table = card.get_by_role("table", name=re.compile("The 44 claims"))
        assert table.get_by_role("row").count() == 45
        assert table.get_by_role("rowheader").count() == 44
    finally:
        card.set_viewport_size({"width": 1280, "height": 800})
