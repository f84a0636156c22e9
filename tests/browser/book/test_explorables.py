"""The explorables: the script says what Python says, a guess comes first, and nobody is shut out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from visits import CONTRAST, EVERY, ON_PHONE, Visit, barriers, choose, listen

from demarche.explorables import NAMES, Explorable, explorable
from demarche.explorables.words import fixed, grouped, signed, unbroken

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "book" / "_static"
CHAPTERS = [
    page
    for page in sorted((ROOT / "book").rglob("*.md"))
    if "\nexplorable(" in page.read_text(encoding="utf-8")
]
# The theme's own colours and sizes come with a built page; a page here has the book's and these.
PAGE = """<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>A chapter</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="../../_static/demarche.css">
<link rel="stylesheet" href="../../_static/explorables.css"><style>
html[data-theme="light"] {{ --pst-color-background: #fff }} * {{ box-sizing: border-box }}
body {{ margin: 0 1rem; background: var(--pst-color-background); color: var(--pst-color-text-base) }}
a {{ color: var(--pst-color-link) }}</style></head>
<body><main class="bd-article"><h1>A chapter</h1>{section}</main></body></html>"""
# A browser tells of a new address in its own time; the explorable hears of it first.
FOLLOW = """address => new Promise((done, failed) => {
  if (location.hash === "#" + address) return done();
  addEventListener("hashchange", done, { once: true });
  setTimeout(() => failed(Error("the browser told of no new address within half a minute")), 30000);
  location.hash = address;
})"""
FITS = """() => [...document.querySelectorAll(".explorable-chart svg")].every(
  chart => chart.width.baseVal.value <= Math.max(260, chart.parentElement.clientWidth))"""
STAGE, STATUS, REPLY, TWIN = (f".explorable-{part}" for part in ("stage", "status", "reply", "twin"))
BEYOND = """all => all.filter(
  one => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > innerWidth).length"""
GUESS = "form.explorable-guess"

pytestmark = pytest.mark.browser
every_one = pytest.mark.parametrize("name", NAMES)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def made() -> dict[str, Explorable]:
    return {name: explorable(name) for name in NAMES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pages lie beside the book's own scripts, as after a download."""
    made = tmp_path_factory.mktemp("explorables")
    (made / "_static").symlink_to(STATIC)
    (made / "book" / "part").mkdir(parents=True)
    return made / "book" / "part"


@pytest.fixture
def visit(
    chromium: Browser, tab: Page, made: dict[str, Explorable], folder: Path, request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Open explorables from a file, as a reader without a network does; what goes wrong fails the test.

    With options of a browser context such as `java_script_enabled` in one of its own, else in the tab that all share.
    """
    contexts, wrong = [], []

    def open_page(*names: str, **options: Any) -> Page:
        name, page = names[0], tab
        if options:
            contexts.append(chromium.new_context(viewport={"width": 1280, "height": 844}, **options))
            page = contexts[-1].new_page()
        hears = {
            "pageerror": lambda error: wrong.append(f"{name}: {error}"),
            "console": lambda said: wrong.append(f"{name}: {said.text}"),
            "request": lambda asked: (
                asked.url.startswith("file:") or wrong.append(f"{name} asks {asked.url}")
            ),
        }
        for event, heard in hears.items():
            page.on(event, heard)
            request.addfinalizer(partial(page.remove_listener, event, heard))
        file = folder / f"{name}.html"
        sections = "".join(made[each]._repr_html_() for each in names)
        file.write_text(PAGE.format(section=sections), encoding="utf-8")
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def at(page: Page, name: str, settings: dict[str, Any]) -> str:
    """What an explorable says at settings that an address gives."""
    chosen = "&".join(f"{key}={value}" for key, value in settings.items())
    page.evaluate(FOLLOW, f"explore-{name}&{chosen}")
    return str(page.locator(STATUS).text_content())


def settled(page: Page) -> dict[str, Any]:
    """The settings as the explorable took them."""
    pairs = str(page.locator(".explorable-foot a").get_attribute("href")).split("&")[1:]
    found: dict[str, Any] = dict(pair.split("=") for pair in pairs)
    for key, value in found.items():
        slider = page.locator(f"input[type=range][id$='-{key}']:not([id*='guess'])")
        if slider.count():
            found[key] = (
                int(value) if float(value) == int(float(value)) and "." not in value else float(value)
            )
    return found


@every_one
def test_the_script_says_what_python_says(visit: Open, made: dict[str, Explorable], name: str) -> None:
    one, page = made[name], visit(name)
    said = {words: at(page, name, settings) for words, settings in one.settings.items()}
    assert len(said) >= 3
    assert len(set(said.values())) == len(said), "settings that all say the same prove little"
    assert {unbroken(words): answer for words, answer in said.items()} == one.answers()
    # And at settings that nobody chose.
    draw = random.Random(name)
    controls = page.locator(f"{STAGE} .explorable-controls :is(select, input[type=range])").evaluate_all(
        "all => all.map(one => [one.id.split('-').at(-1), one.tagName === 'SELECT'"
        " ? [...one.options].map(each => each.value) : [one.min, one.max, one.step].map(Number)])"
    )
    hosts = page.locator("input[type=checkbox]").evaluate_all("all => all.map(one => one.value)")
    for _ in range(8):
        settings = {
            key: draw.choice(values)
            if isinstance(values[0], str)
            else round(
                values[0] + draw.randrange(round((values[1] - values[0]) / values[2]) + 1) * values[2], 2
            )
            for key, values in controls
        }
        if hosts:
            settings["hosts"] = ".".join(host for host in hosts if draw.random() < 0.5)
        said = at(page, name, settings)
        assert said == unbroken(made[name].say(**settled(page)))


@every_one
def test_a_guess_comes_first(visit: Open, made: dict[str, Explorable], name: str) -> None:
    page = visit(name)
    expect(page.locator(STAGE)).to_be_hidden()
    expect(page.locator(TWIN)).to_be_hidden()
    expect(page.locator(GUESS).get_by_text(unbroken(made[name].ask))).to_be_visible()
    form = page.locator(GUESS)
    if (first := form.locator("input[type=radio]").first).count():
        first.check()
    form.get_by_role("button", name="This is my guess").click()
    expect(form).to_be_hidden()
    expect(page.locator(REPLY)).to_be_focused()
    expect(page.locator(REPLY)).to_contain_text("You")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.get_by_role("img").first.evaluate("one => one.getBoundingClientRect().height") > 0
    assert page.locator(".explorable-chart").evaluate("one => one.getBoundingClientRect().height") >= 240
    page.get_by_text("The numbers", exact=True).click()
    assert page.get_by_role("table").get_by_role("row").count() >= 3


def test_a_link_to_settings_has_had_its_guess(visit: Open, made: dict[str, Explorable]) -> None:
    page = visit("challenge")
    page.goto(page.url + "#explore-challenge&gain=2&loss=10&quo=3&resist=20&quarrel=10")
    page.reload()
    expect(page.locator(GUESS)).to_be_hidden()
    expect(page.get_by_label("Gain if nobody resists")).to_have_value("2")
    said = page.get_by_role("status").text_content()
    assert said == unbroken(made["challenge"].say(gain=2, loss=10, quo=3, resist=20, quarrel=10))
    page.get_by_role("button", name="Back to the start").click()
    expect(page.get_by_label("Gain if nobody resists")).to_have_value("4")
    assert "gain=4" in page.url


@pytest.mark.parametrize("nonsense", ["since=abc", "act=<b>", "since=1e9&act=none", "since", "%", "=&=&&"])
def test_an_address_of_nonsense_does_no_harm(visit: Open, made: dict[str, Explorable], nonsense: str) -> None:
    page = visit("rate")
    page.goto(f"{page.url}#explore-rate&{nonsense}")
    page.reload()
    if page.locator(GUESS).is_visible():  # an address that cannot be read is no address
        page.get_by_role("button", name="Look without a guess").click()
    latest = 2005 if "1e9" in nonsense else 1949
    assert page.get_by_role("status").text_content() == unbroken(made["rate"].say("limit", "all", latest))


def test_hosts_that_nobody_offers_are_left_out(visit: Open, made: dict[str, Explorable]) -> None:
    page = visit("hosts")
    assert at(page, "hosts", {"hosts": "XXX.ITA", "scale": "shares"}) == unbroken(
        made["hosts"].say("ITA", "shares")
    )
    page.evaluate("location.hash = 'explore-hosts&hosts&scale'")
    page.wait_for_function("document.querySelector('.explorable-foot a').hash.includes('DEU.GBR.ITA')")


def test_a_number_between_two_steps_goes_to_one_of_them(visit: Open, made: dict[str, Explorable]) -> None:
    page = visit("breaks")
    assert at(page, "breaks", {"series": "real", "price": 1.1}) == unbroken(made["breaks"].say("real", 1.0))
    assert settled(page)["price"] == 1


def test_a_sentence_waits_until_the_hand_rests(visit: Open) -> None:
    page = visit("kappa", reduced_motion="no-preference")  # a clock stays with its context
    page.get_by_role("button", name="Look without a guess").click()
    page.clock.install(time=0)
    page.clock.pause_at(10)  # from here on time passes only where the test lets it
    status = page.get_by_role("status")
    before, picture = status.text_content(), page.locator(".explorable-chart desc").text_content()
    page.get_by_label("Each says yes to").press("ArrowLeft")
    page.clock.run_for(200)
    page.get_by_label("Each says yes to").press("ArrowLeft")
    page.clock.run_for(300)
    assert page.locator(".explorable-chart desc").text_content() != picture, "the chart does not wait"
    assert status.text_content() == before
    page.clock.run_for(100)
    assert "yes to 93 of 100" in str(status.text_content())
    assert status.get_attribute("aria-live") == "polite"


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit("share")
    press, focus = page.keyboard.press, "document.activeElement.id || document.activeElement.tagName"
    press("Tab")
    assert page.evaluate(focus) == "explore-share-guess"
    for _ in range(5):
        press("ArrowLeft")
    press("Tab")
    press("Enter")
    expect(page.locator(REPLY)).to_have_text(
        "You said 90 of 100; it is 65. Wilson's interval catches it in 93."
    )
    press("Tab")
    assert page.evaluate(focus) == "explore-share-cases"
    press("End")
    expect(page.get_by_role("status")).to_contain_text("1 of 60")
    assert "cases=60" in page.url
    for _ in range(3):
        press("Tab")
    assert page.evaluate(focus) == "SUMMARY"
    press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("The numbers")


def test_a_state_is_not_compared_with_itself(visit: Open) -> None:
    page = visit("dyad")
    page.get_by_role("button", name="Look without a guess").click()
    page.get_by_label("First state").select_option("GBR")
    expect(page.locator("#explore-dyad-one option[value=USA]")).to_be_disabled()
    assert "other=USA" in page.url
    at(page, "dyad", {"one": "IND", "other": "IND"})
    assert settled(page)["one"] == "IND" != settled(page)["other"]


def test_without_scripts_and_on_paper_a_table_stands_instead(
    visit: Open, made: dict[str, Explorable]
) -> None:
    answers = [answer for name in NAMES for answer in made[name].answers().values()]
    bare = visit(*NAMES, java_script_enabled=False)
    assert bare.locator(f"{TWIN} td").all_text_contents() == answers
    page = visit(*NAMES)
    page.emulate_media(media="print")
    for each in (bare, page):
        assert each.locator(TWIN).locator("visible=true").count() == len(NAMES)
        assert each.locator(".explorable-live").locator("visible=true").count() == 0


def words_outside(page: Page) -> list[str]:
    """Words of a chart that stick out of the box around the explorable, or are smaller than 11 pixels."""
    return page.evaluate("""() => {
      return [...document.querySelectorAll(".explorable-chart text")].filter(word => {
        const at = word.getBoundingClientRect(), frame = word.closest(".explorable").getBoundingClientRect();
        return at.left < frame.left || at.right > frame.right || parseFloat(getComputedStyle(word).fontSize) < 11;
      }).map(word => word.textContent);
    }""")


def test_a_spoiled_explorable_is_found_out(visit: Open) -> None:
    page = visit("share")
    page.get_by_role("button", name="Look without a guess").click()
    page.evaluate("""() => {
      document.querySelector(".explorable-chart text").setAttribute("x", -500);
      for (const label of document.querySelectorAll(".explorable-stage label")) label.remove();
    }""")
    assert words_outside(page) != []
    assert any(found.startswith("label at") for found in barriers(page, EVERY))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.stem)
def test_in_its_chapter(tab: Page, address: str, chapter: Path) -> None:
    """The built page finds the scripts, and its own styles leave no barrier in what they open."""
    seen = Visit()
    turn_away = listen(tab, seen, address)
    tab.goto(f"{address}/{chapter.relative_to(ROOT).with_suffix('.html').as_posix()}")
    sections = tab.locator("section.explorable")
    for section in sections.all():
        section.get_by_role("button", name="Look without a guess").click()
        section.get_by_text("The numbers", exact=True).click()
        expect(section.get_by_role("status")).not_to_be_empty()
    assert sections.count() in (1, 2)
    turn_away()
    assert seen.problems == []
    for scheme, rules in (("light", EVERY), ("dark", CONTRAST)):
        choose(tab, scheme)
        assert barriers(tab, rules, "section.explorable") == []
    for width in (1280, 390, 320):
        tab.set_viewport_size({"width": width, "height": 844})
        tab.wait_for_function(FITS, polling=50)  # until the chart is drawn again
        assert sections.evaluate_all(BEYOND) == 0
        assert words_outside(tab) == []
    assert barriers(tab, ON_PHONE, "section.explorable") == []


def test_a_link_to_settings_ends_at_the_explorable(reader: Callable[..., Page], address: str) -> None:
    tab = reader(reduced_motion="reduce")
    place = "book/alliance-cohesion/how-far-apart-do-they-vote.html#explore-dyad&one=GBR&measure=kappa"
    tab.goto(f"{address}/{place}")
    expect(tab.get_by_label("First state")).to_have_value("GBR")
    tab.wait_for_function(
        "() => { const at = document.querySelector('#explore-dyad').getBoundingClientRect().top;"
        " return at >= 0 && at < 200 }"
    )


def test_numbers_are_written_as_python_writes_them(visit: Open) -> None:
    page = visit("share")
    page.evaluate("window.explorable('nothing', (_, kit) => kit)")
    draw = random.Random(7)
    numbers = [0.625, 2.5, 3.5, -0.125, 2.675, 0.285, 1.005, -0.001, 0, 1234.5, 1235.5, -98765.4, 1e-9]
    numbers += [draw.uniform(-2000, 2000) for _ in range(300)]
    ours = [[fixed(n, 2), fixed(n), signed(n, 1), grouped(n)] for n in numbers]
    section = (
        '<section data-explorable="probe" id="probe"><script type="application/json">{}</script></section>'
    )
    theirs = page.evaluate(
        """([section, numbers]) => {
          document.querySelector("main").insertAdjacentHTML("beforeend", section);
          let kit;
          try { explorable("probe", (_, given) => { kit = given; throw new Error("enough"); }); } catch { /* enough */ }
          return numbers.map(n => [kit.fixed(n, 2), kit.fixed(n), kit.signed(n, 1), kit.grouped(n)]);
        }""",
        [section, numbers],
    )
    assert theirs == ours
