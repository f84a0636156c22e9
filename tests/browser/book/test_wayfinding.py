"""Finding one's way: previews, the article annotated, what has been read, answers above the search's list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from rooms import CHAPTER

pytestmark = pytest.mark.browser
Reader = Callable[..., Page]
ARTICLE = "book/start/the-article.html"
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
# Whatever a finger meets at the middle of an element.
MET = """one => {
  const box = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""


def test_a_mark_shows_its_note_on_hover_and_focus_and_escape_closes_it(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    mark, note = tab.locator(".admonition.claim a.mark-link").first, tab.get_by_role("tooltip")
    mark.hover()
    expect(note).to_contain_text("What would change it:")
    expect(mark).to_have_attribute("aria-describedby", "preview")
    note.hover()
    tab.wait_for_timeout(400)
    expect(note).to_be_visible()
    tab.keyboard.press("Escape")
    expect(note).not_to_be_visible()
    tab.mouse.move(0, 0)
    tab.locator(".chapter-claims a").first.focus()
    tab.keyboard.press("Tab")
    expect(note).to_be_visible()
    expect(tab.locator(".chapter-claims a").nth(1)).to_have_attribute("aria-describedby", "preview")


@pytest.mark.parametrize("kind", ["a[href*='glossary.html#term']", "a[href*='bibliography.html#id']"])
def test_terms_and_sources_are_shown_too(reader: Reader, address: str, kind: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    tab.locator(f".bd-article {kind}").first.hover()
    expect(tab.get_by_role("tooltip")).to_be_visible()
    assert len(tab.get_by_role("tooltip").inner_text()) > 30


def test_a_tap_shows_a_sheet_that_closes_and_leads_there(reader: Reader, address: str) -> None:
    tab = reader(width=390, has_touch=True, is_mobile=True)
    tab.goto(f"{address}/{ARTICLE}")
    sentence, sheet = tab.locator("a.claim-mark").nth(5), tab.get_by_role("dialog")
    sentence.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 4)")
    sentence.tap()
    expect(sheet).to_contain_text("What would change it:")
    assert "#" not in tab.url
    apart = "one => one.getClientRects()[0].bottom < document.querySelector('#preview').getBoundingClientRect().top"
    tab.wait_for_function(apart, arg=sentence.element_handle())  # or the sheet lies on what it is about
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).not_to_be_visible()
    sentence.tap()
    sheet.get_by_role("link", name="Go there").tap()
    tab.wait_for_url("**#claim-*")
    expect(sheet).not_to_be_visible()


def test_nothing_lies_on_a_sheet_and_its_words_are_whole(reader: Reader, address: str) -> None:
    tab = reader(**PHONE)
    tab.goto(f"{address}/{CHAPTER}")
    source, sheet = (
        tab.locator(".bd-article a[href*='bibliography.html#id']").first,
        tab.get_by_role("dialog"),
    )
    source.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY)")
    tab.wait_for_timeout(200)
    tab.mouse.wheel(0, -300)  # the theme offers the way to the top to whoever turns back
    expect(tab.locator("#pst-back-to-top")).to_be_visible()
    source.tap()
    assert sheet.get_by_role("button", name="Close").evaluate(MET)
    edge = "one => getComputedStyle(one.firstChild).textIndent"
    assert sheet.evaluate(edge) == "0px"
    sheet.get_by_role("button", name="Close").tap()
    expect(tab.locator("#pst-back-to-top")).to_be_visible()


def test_a_long_sheet_says_so_and_its_links_lead_on(reader: Reader, address: str) -> None:
    tab = reader(**PHONE)
    tab.goto(f"{address}/{CHAPTER}")
    tab.locator(".admonition.claim a.mark-link", has_text="C02").tap()
    sheet = tab.get_by_role("dialog")
    expect(sheet).to_have_attribute("data-below", "")
    sheet.evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(sheet).not_to_have_attribute("data-below", "")
    source = sheet.get_by_role("link", name="S", exact=False).first
    target = str(source.get_attribute("href"))
    source.tap()
    tab.wait_for_url(target)
    assert tab.request.get(target).ok


def test_a_click_pins_what_hovering_shows_and_a_held_key_leads_on(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{ARTICLE}")
    sentence, pinned = tab.locator("a.claim-mark").nth(3), tab.get_by_role("dialog")
    sentence.click()
    expect(pinned).to_contain_text("What would change it:")
    assert "#" not in tab.url
    tab.mouse.move(0, 0)
    tab.wait_for_timeout(400)
    expect(pinned).to_be_visible()
    tab.keyboard.press("Escape")
    expect(pinned).not_to_be_visible()
    sentence.click()
    pinned.get_by_role("link", name="Go there").click()
    tab.wait_for_url("**#claim-C04")
    tab.go_back()
    with tab.context.expect_page() as other:
        sentence.click(modifiers=["ControlOrMeta"])
    assert other.value.url.endswith("#claim-C04")


def test_a_far_place_is_reached_at_once(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{ARTICLE}")
    far = "() => { document.querySelector('#claim-C40').scrollIntoView(); return scrollY; }"
    assert tab.evaluate(far) > 5000


def test_the_contents_keep_their_mark_on_a_long_section(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{ARTICLE}")
    tab.locator("#claim-C30").evaluate("one => one.scrollIntoView()")
    expect(tab.locator(".bd-toc-nav a.active").last).to_have_text("Claim by claim")


def test_home_and_how_to_use_and_the_next_page_lead_to_one_start(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/book/index.html")
    tab.get_by_role("link", name="Start with what happened").click()
    start = tab.url
    tab.goto(f"{address}/book/index.html")
    tab.locator("a.right-next").click()
    assert tab.url == start
    tab.goto(f"{address}/book/start/how-to-use.html")
    tab.locator(".bd-article section section p a").first.click()
    assert tab.url == start


@pytest.mark.parametrize("scripts", [True, False])
def test_the_article_can_be_walked_by_keyboard(reader: Reader, address: str, scripts: bool) -> None:
    tab = reader(java_script_enabled=scripts)
    tab.goto(f"{address}/{ARTICLE}")
    sentence = tab.locator("a.claim-mark").nth(2)
    sentence.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#claim-C03")
    note = tab.locator("#claim-C03")
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="Back to the sentence").focus()
    tab.keyboard.press("Enter")
    expect(sentence).to_be_in_viewport()


def test_every_square_of_the_home_page_leads_to_its_note(reader: Reader, address: str) -> None:
    tab = reader(width=390)
    tab.goto(f"{address}/book/index.html")
    squares = tab.locator(".claims-index ol a")
    names = squares.evaluate_all("all => all.map(one => one.href.split('#')[1])")
    smallest = squares.evaluate_all("all => Math.min(...all.map(one => one.getBoundingClientRect().width))")
    assert smallest >= 24
    squares.first.click()
    tab.get_by_role("link", name="Go there").click()
    assert tab.locator("ol.claim-notes > li").evaluate_all("all => all.map(one => one.id)") == names


def test_the_home_page_leads_on_to_the_first_chapter_not_read(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/book/index.html")
    expect(tab.get_by_role("link", name="Start with what happened")).to_be_visible()
    tab.evaluate("localStorage.setItem('read', JSON.stringify(['book/protocol-breach/who-says-so']))")
    tab.reload()
    tab.get_by_role("link", name="Continue with chapter 2").click()
    tab.wait_for_url("**/what-may-a-host-do.html")


def test_the_search_answers_above_its_list_and_puts_teaching_first(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/search.html?q=kappa")
    expect(tab.locator(".answers")).to_contain_text("expected agreement")
    tab.locator("#search-results li a").nth(5).wait_for()
    found = tab.locator("#search-results li a").evaluate_all("all => all.map(one => one.href)")
    taught = [place for place, one in enumerate(found) if "who-says-so" in one or "how-far-apart" in one]
    listed = [place for place, one in enumerate(found) if "/reference/b" in one or "/instructors/" in one]
    assert max(taught[:2]) < min(listed)
    around = tab.locator("#search-results p.context").first.inner_text()
    assert "Show the code" not in around
    tab.goto(f"{address}/search.html?q=C06")
    expect(tab.locator(".answers")).to_contain_text("presidency")
    tab.goto(f"{address}/search.html?q=elysee")
    tab.locator("#search-results li a").first.wait_for()


def test_what_was_read_is_kept_in_the_browser(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    assert tab.locator(".bd-sidebar-primary a[data-minutes]").count() == 10
    expect(tab.locator(".reading-left")).not_to_be_visible()
    tab.evaluate("localStorage.setItem('read', JSON.stringify(['book/protocol-breach/who-says-so']))")
    tab.reload()
    expect(tab.locator(".reading-left")).to_contain_text("1 of 10 chapters read")
    expect(tab.locator("a[data-page='book/protocol-breach/who-says-so']")).to_have_class(
        "reference internal read"
    )
    tab.evaluate("localStorage.setItem('read', 'not a list')")
    tab.reload()
    expect(tab.locator(".reading-left")).not_to_be_visible()
