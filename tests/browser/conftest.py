"""A browser and a tab; the built site, if it is not out of date; a second try for a browser that came too late."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "book")]

ROOT = Path(__file__).parents[2]
LONG = {"test_pages.py", "test_lab.py", "test_lab_python.py"}
# As something to wait for: what is only evaluated in a tab that hangs is waited for without end.
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); return true; }"
SITE = Path(os.environ.get("DEMARCHE_SITE", ROOT / "_build" / "site"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test again whose browser was slow or hung, which is no fault of the book's: what is at fault fails twice.

    A browser does not tell that it hangs, so a test ends when it takes longer than any does; a tour of all pages,
    and a whole exercise in the lab, may take as long as `make test` allows.
    """
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1))
            if item.path.name not in LONG:
                item.add_marker(pytest.mark.timeout(150))


# One browser for a module, not for the session: another module may start Playwright by itself.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of a module's tests."""
    from rooms import alone  # lies in a folder that is named above

    with alone() as browser:
        yield browser


@pytest.fixture(scope="module")
def tabs() -> list[Page]:
    """The tab that the tests of a module hand on, as soon as there is one."""
    return []


@pytest.fixture
def tab(chromium: Browser, tabs: list[Page]) -> Iterator[Page]:
    """A tab for a reader who is new: whoever had it before leaves nothing in it but what it has compiled.

    Such a tab opens a page in a third of the time of one that is new. One that hangs is not handed on.
    """
    page = tabs.pop() if tabs else chromium.new_page()
    page.set_viewport_size({"width": 1280, "height": 844})
    page.emulate_media(media="null", color_scheme="light")
    yield page
    try:
        for other in page.context.pages[1:]:
            other.close()
        if page.url != "about:blank":
            page.wait_for_function(FORGET)
            page.goto("about:blank")
        page.mouse.move(0, 0)
    except Error:
        page.context.close()
    else:
        tabs.append(page)


def behind(site: Path) -> list[str]:
    """Answer cards and notebooks of the course that the site does not have as they are now."""
    (wheel,) = site.glob("lab/static/pyodide-*/demarche_course-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        served = {name: archive.read(name) for name in archive.namelist() if "/cards/" in name}
    cards = [
        (f"demarche/cards/{path.name}", path) for path in (ROOT / "src" / "demarche" / "cards").iterdir()
    ]
    stale = [name for name, path in cards if path.suffix == ".json" and served.get(name) != path.read_bytes()]
    for notebook in (ROOT / "exercises").glob("*.ipynb"):
        copy = site / "lab" / "files" / notebook.name
        if not copy.is_file() or copy.read_bytes() != notebook.read_bytes():
            stale.append(notebook.name)
    return sorted(stale)


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the site; in CI it has to be there, and to be the present one."""
    if not (SITE / "lab").is_dir():
        message = "the site is not built: run `make site` first"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    stale = behind(SITE)
    if stale:
        message = f"the site is older than {', '.join(stale)}: run `make site` again"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return SITE
