"""Every page of the book: quiet, alone, no wider than a phone, and without a barrier that axe-core can find."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser
from rooms import alone
from visits import WIDE, Visit, choose, inspect, listen, pages

pytestmark = pytest.mark.browser
PAGES = list(pages())
READERS = 2


@pytest.fixture(scope="module")
def visits(request: pytest.FixtureRequest, address: str) -> dict[str, Visit]:
    """One visit to each page that a test asks for, by two readers at a time."""
    chosen = {
        getattr(item, "callspec", None) and item.callspec.params.get("where")
        for item in request.session.items
    }
    wanted = [page for page in PAGES if page in chosen]
    with ThreadPoolExecutor(READERS) as readers:
        shares = readers.map(lambda share: tour(share, address), (wanted[n::READERS] for n in range(READERS)))
    return {page: visit for share in shares for page, visit in share.items()}


def tour(wanted: list[str], address: str) -> dict[str, Visit]:
    """Visit pages one after the other, each as a new reader, in a tab of one's own: it knows the scripts already."""
    found: dict[str, Visit] = {}
    seen: dict[str, int] = {}
    with alone() as browser:
        tab = browser.new_page(viewport={"width": WIDE, "height": 844}, reduced_motion="reduce")
        for page in wanted:
            found[page] = Visit()
            turn_away = listen(tab, found[page], address)
            tab.goto(f"{address}/{page}")
            inspect(tab, found[page], seen)
            turn_away()
            tab.evaluate("localStorage.clear(), sessionStorage.clear()")
    return found


every_page = pytest.mark.parametrize("where", PAGES)


@every_page
def test_a_page_is_quiet_and_asks_no_other_host(visits: dict[str, Visit], where: str) -> None:
    assert visits[where].problems == []


@every_page
def test_a_page_is_no_wider_than_a_phone(visits: dict[str, Visit], where: str) -> None:
    assert visits[where].too_wide == {}


@every_page
def test_axe_finds_no_barrier(visits: dict[str, Visit], where: str) -> None:
    assert visits[where].barriers == []


SPOILED = """<!doctype html><html lang="en"><title>Spoiled</title><main><h1>Spoiled</h1>
<img src="/no-such-picture.png"><p style="color: #aaa; background: #fff">pale</p>
<div style="width: 900px">wide</div><img src="https://elsewhere.example/a.png" alt="A picture from elsewhere">
<div style="overflow: auto; width: 20px; height: 20px"><div style="width: 80px">scrolls</div></div>
<script>console.error("said"); undefinedFunction()</script></main></html>"""


def test_a_spoiled_page_is_found_out(chromium: Browser, address: str) -> None:
    visit, tab = Visit(), chromium.new_page(viewport={"width": WIDE, "height": 844})
    listen(tab, visit, address)
    tab.route(f"{address}/spoiled.html", lambda route: route.fulfill(body=SPOILED, content_type="text/html"))
    tab.goto(f"{address}/spoiled.html")
    inspect(tab, visit)
    tab.close()
    text = "\n".join(visit.problems)
    for problem in ("console: said", "script: undefinedFunction", "404", "another host: https://elsewhere"):
        assert problem in text
    assert set(visit.too_wide) == {"390, dark", "390, light", "320, light"}
    rules = {barrier.partition(" at ")[0] for barrier in visit.barriers}
    assert {"light: image-alt", "light: color-contrast", "dark: color-contrast"} <= rules
    assert "small phone: scrollable-region-focusable" in rules


def test_the_colours_follow_the_system(chromium: Browser, address: str) -> None:
    tab = chromium.new_page()
    tab.goto(f"{address}/book/index.html")
    grounds = []
    for scheme in ("light", "dark"):
        choose(tab, scheme)
        grounds.append(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
    tab.close()
    assert grounds == ["rgb(255, 255, 255)", "rgb(20, 23, 29)"], "or 'dark' was never looked at above"
