"""What a reader does with the book: find a word, answer a question, get about by keyboard, read on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from rooms import CHAPTER

pytestmark = pytest.mark.browser
Reader = Callable[..., Page]
PASSPORT, FIRST = "book/start/pandas-passport.html", "book/protocol-breach/who-says-so.html"
SEVENTH, LAST = (
    f"book/historical-context/{page}.html" for page in ("when-france-walked-out", "what-happens-next")
)
EXERCISE, ARTICLE = "exercises/ex03_has_this_happened_before.html", "book/start/the-article.html"
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
ANSWER = "details.sd-dropdown"
FOCUS = """() => {
  const at = document.activeElement, card = at.closest(".sd-card");
  const shown = [at, card, at.labels?.[0]].filter(Boolean).map(one => getComputedStyle(one));
  return {
    what: at.tagName + " " + (at.innerText || at.getAttribute("aria-label") || at.id).trim().slice(0, 40),
    visible: shown.some(look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2),
    end: at === document.body,
  };
}"""


def test_search_finds_a_term_of_the_glossary(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("agrément")
    tab.keyboard.press("Enter")
    found = tab.locator("#search-results a", has_text="Glossary").first
    found.wait_for()
    found.click()
    expect(tab.get_by_role("heading", name="Glossary", level=1)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_opens_and_closes_by_keyboard(reader: Reader, address: str, scripts: bool) -> None:
    tab = reader(java_script_enabled=scripts)
    tab.goto(f"{address}/{CHAPTER}")
    first = tab.locator(ANSWER).first
    reply = first.locator(".sd-summary-content")
    expect(reply).not_to_be_visible()
    first.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(reply).to_be_visible()
    tab.keyboard.press("Space")
    expect(reply).not_to_be_visible()


def test_the_first_link_skips_to_the_content(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('#main-content').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["book/index.html", CHAPTER, EXERCISE])
def test_the_place_of_the_keyboard_is_always_visible(
    reader: Reader, address: str, where: str, scheme: str
) -> None:
    tab = reader(color_scheme=scheme)
    tab.goto(f"{address}/{where}")
    hidden, seen = [], 0
    for _ in range(150):
        tab.keyboard.press("Tab")
        at = tab.evaluate(FOCUS)
        if at["end"]:
            break
        seen += 1
        if not at["visible"]:
            hidden.append(at["what"])
    assert seen > 20
    assert hidden == []


def test_a_wide_table_scrolls_by_keyboard_and_a_narrow_one_is_no_stop(reader: Reader, address: str) -> None:
    tab = reader(width=390)
    tab.goto(f"{address}/{PASSPORT}")
    wide = tab.get_by_role("region").filter(has=tab.locator("table:not(.cards)")).first
    name = str(wide.get_attribute("aria-label"))
    wide.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")
    tab.set_viewport_size({"width": 1280, "height": 844})
    tab.wait_for_function("!document.querySelector('.table-region[tabindex]')")
    assert tab.get_by_role("table", name=name).get_by_role("columnheader").count() >= 2


def test_the_first_column_hides_what_slides_below_it(reader: Reader, address: str) -> None:
    tab = reader(**PHONE)
    tab.goto(f"{address}/{PASSPORT}")
    region = tab.locator(".table-region[data-more]:has(> table:not(.cards))").first
    region.evaluate("one => one.scrollTo(60, 0)")
    looks = region.locator("tr > :first-child").evaluate_all(
        "all => all.map(one => [getComputedStyle(one).backgroundColor,"
        " one.getBoundingClientRect().left - one.closest('.table-region').getBoundingClientRect().left])"
    )
    assert not [ground for ground, _ in looks if ground == "rgba(0, 0, 0, 0)"]
    assert {round(left, 1) for _, left in looks} == {0}


@pytest.mark.parametrize(
    ("where", "head"),
    [
        (CHAPTER, "treaty"),
        (SEVENTH, "atop_defence_with_other"),
        (SEVENTH, "secretary_of_state"),
    ],
)
def test_a_column_that_the_text_reads_is_in_sight_on_a_phone(
    reader: Reader, address: str, where: str, head: str
) -> None:
    tab = reader(**PHONE)
    tab.goto(f"{address}/{where}")
    ends = tab.locator("th, td[data-label]").evaluate_all(
        "(all, head) => all.filter(one => (one.dataset.label ?? one.textContent.trim()) === head && one.offsetHeight > 2)"
        ".map(one => one.getBoundingClientRect().right)",
        head,
    )
    assert ends
    assert max(ends) <= 390


def test_without_scripts_every_table_can_be_scrolled(reader: Reader, address: str) -> None:
    tab = reader(width=390, java_script_enabled=False)
    tab.goto(f"{address}/{CHAPTER}")
    regions = tab.locator(".table-region")
    assert (
        regions.count() == tab.locator(".table-region[tabindex='0'][role='region'][aria-label]").count() > 1
    )


WORDS = """all => all.filter(one => one.checkVisibility()).map(one => {
  const scale = one.getBoundingClientRect().width / one.viewBox.baseVal.width;
  return scale * Math.min(...[...one.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize)));
})"""


@pytest.mark.parametrize(("width", "least"), [(390, 11), (320, 10)])
@pytest.mark.parametrize("where", [CHAPTER, FIRST, PASSPORT, LAST])
def test_the_words_of_a_chart_can_be_read_on_a_phone(
    reader: Reader, address: str, where: str, width: int, least: int
) -> None:
    tab = reader(width=width)
    tab.goto(f"{address}/{where}")
    tab.evaluate("document.querySelectorAll('.bd-article details').forEach(one => one.open = true)")
    sizes = tab.locator("svg.chart").evaluate_all(WORDS)
    assert len(sizes) >= 2
    assert min(sizes) >= least


@pytest.mark.parametrize("where", [CHAPTER, PASSPORT])
def test_a_chart_has_the_colours_of_the_night(reader: Reader, address: str, where: str) -> None:
    ink = []
    for scheme in ("light", "dark"):
        tab = reader(color_scheme=scheme)
        tab.goto(f"{address}/{where}")
        title = tab.locator("svg.chart text").first
        ink.append(title.evaluate("one => getComputedStyle(one).fill"))
    assert ink[0] != ink[1]


def test_a_picture_can_be_enlarged_where_it_is_small(reader: Reader, address: str) -> None:
    for page, width, offered in (("index", 1280, True), ("desk", 390, True), ("desk", 1280, False)):
        tab = reader(width=width)
        tab.goto(f"{address}/book/instructors/{page}.html")
        link = tab.locator("a.enlarge").first
        assert link.is_visible() is offered
        assert tab.request.get(f"{address}/book/instructors/{link.get_attribute('href')}").ok


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_there_before_the_theme_s_scripts(reader: Reader, address: str, scheme: str) -> None:
    tab = reader(color_scheme=scheme, own=True)  # what is blocked stays so
    # By the browser itself: a handler here could wait for a page that waits for it.
    network = tab.context.new_cdp_session(tab)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": ["*/scripts/*.js*"]})
    blocked: list[str] = []
    tab.on("requestfailed", lambda request: blocked.append(request.url))
    tab.goto(f"{address}/{CHAPTER}")
    assert tab.evaluate("document.documentElement.dataset.theme") == scheme
    assert tab.locator(".logo__image").locator("visible=true").count() == 1, "day's and night's, and a jump"
    assert blocked


def test_without_scripts_a_box_has_its_colours(reader: Reader, address: str) -> None:
    tab = reader(java_script_enabled=False)
    tab.goto(f"{address}/{CHAPTER}")
    expect(tab.locator(".admonition.claim").first).to_have_css("border-left-color", "rgb(181, 64, 11)")


def test_code_that_goes_on_beyond_the_edge_fades_until_it_is_scrolled(reader: Reader, address: str) -> None:
    tab = reader(width=390)
    tab.goto(f"{address}/{CHAPTER}")
    long = tab.locator("pre[data-more]").locator("visible=true").first.element_handle()
    long.evaluate("one => one.scrollTo(one.scrollWidth, 0)")
    tab.wait_for_function("one => !one.hasAttribute('data-more')", arg=long)


def test_the_first_code_says_that_it_is_the_set_up(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    switches = tab.locator("details.hide > summary").locator("visible=true")
    assert switches.first.inner_text() == "Set-up of the code on this page"
    assert switches.nth(1).inner_text() == "Show the code"


def test_a_heading_is_not_said_twice(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/{CHAPTER}")
    assert (
        tab.locator(".bd-article").get_by_text("Key points", exact=True).locator("visible=true").count() <= 1
    )
    tab.goto(f"{address}/{EXERCISE}")
    expect(tab.locator(".exercise-note")).to_contain_text("This page is for reading")


def test_a_phone_has_no_keys_and_room_for_a_finger(reader: Reader, address: str) -> None:
    tab = reader(**PHONE)
    tab.goto(f"{address}/{ARTICLE}")
    sizes = tab.locator(".claim-more a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert min(sizes) >= 24
    chevrons = tab.locator(".prev-next-area .fa-solid").evaluate_all("all => all.map(one => one.offsetWidth)")
    assert len(set(chevrons)) == 1
    tab.locator("button.search-button__button").locator("visible=true").click()
    expect(tab.get_by_role("searchbox").locator("visible=true")).to_be_focused()
    assert tab.locator("kbd").locator("visible=true").count() == 0


def test_what_only_the_lab_has_is_left_out_where_there_is_none(reader: Reader, address: str) -> None:
    tab = reader()
    tab.goto(f"{address}/book/start/how-to-use.html")
    expect(tab.locator(".lab-door")).to_contain_text("no lab")
    expect(tab.locator(".lab-only")).to_be_hidden()


def test_icons_are_drawn_without_a_font(reader: Reader, address: str) -> None:
    tab = reader(width=390)
    tab.goto(f"{address}/{CHAPTER}")
    signs = tab.locator(".fa-solid, .fas")
    looks = signs.evaluate_all("all => all.map(one => getComputedStyle(one).maskImage)")
    missing = [
        signs.nth(place).get_attribute("class") for place, look in enumerate(looks) if "svg" not in look
    ]
    assert len(looks) > 5
    assert missing == []


def test_on_paper_every_answer_is_open_and_no_button_is_left(reader: Reader, address: str) -> None:
    tab = reader(color_scheme="dark")
    tab.goto(f"{address}/{CHAPTER}")
    tab.emulate_media(media="print", color_scheme="dark")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    heights = tab.locator(f"{ANSWER} .sd-summary-content").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) >= 6
    assert min(heights) > 10, "an answer is closed on paper"
    code = tab.locator("details.hide .cell_input").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(code) > 10
    expect(tab.locator("h1").first).to_be_visible()
    assert (
        tab.locator(".bd-sidebar-primary, .bd-header-article, button, .headerlink")
        .locator("visible=true")
        .count()
        == 0
    )
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate("document.documentElement.dataset.theme") == "light"
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    assert tab.pdf(prefer_css_page_size=True).startswith(b"%PDF")
