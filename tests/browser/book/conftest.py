"""The built book on a server of its own, a browser, and new readers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from rooms import HTML, Patient, Quiet, alone, unavailable


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the built book is served."""
    if not (HTML / "book" / "index.html").is_file():
        unavailable("the book is not built: run `make book` first")
    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(HTML)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


# One browser for a module, not for the session: another module may start Playwright by itself.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of a module's tests."""
    with alone() as browser:
        yield browser


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A new reader's page, with options of a browser context such as `color_scheme`."""
    contexts: list[BrowserContext] = []

    def arrive(width: int = 1280, **options: object) -> Page:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 844}, **options))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()
