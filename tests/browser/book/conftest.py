"""The built book on a server of its own, and new readers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from rooms import HTML, Patient, Quiet, unavailable


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


@pytest.fixture
def reader(chromium: Browser, tab: Page) -> Iterator[Callable[..., Page]]:
    """A new reader's page: the tab above for the first of a test, if nothing but width and colours are asked for.

    With other options of a browser context, or `own`, and for whoever comes second, a context of one's own.
    """
    contexts: list[BrowserContext] = []
    free = [tab]

    def arrive(
        width: int = 1280,
        color_scheme: str = "light",
        java_script_enabled: bool = True,
        own: bool = False,
        **options: object,
    ) -> Page:
        if free and java_script_enabled and not own and not options:
            free[0].set_viewport_size({"width": width, "height": 844})
            free[0].emulate_media(color_scheme=color_scheme)
            return free.pop()
        options |= {"color_scheme": color_scheme, "java_script_enabled": java_script_enabled}
        contexts.append(chromium.new_context(viewport={"width": width, "height": 844}, **options))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()
