"""Where the built book is, and a browser that can reach nothing but this machine.

Where there is no browser or no book, tests are skipped with the reason; under CI they fail.
`DEMARCHE_HTML` names another folder than `_build/html`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[3]
HTML = Path(os.environ.get("DEMARCHE_HTML", ROOT / "_build" / "html"))
CHROMIUM = Path("/usr/bin/chromium")
ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
CHAPTER = "book/protocol-breach/has-this-happened-before.html"


def unavailable(reason: str) -> NoReturn:
    """Skip, or fail where everything has to be there."""
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


class Quiet(SimpleHTTPRequestHandler):
    """A static server that keeps connections open and says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


class Patient(ThreadingHTTPServer):
    """Says nothing when the browser leaves before all of a page came."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def alone() -> Iterator[Browser]:
    """A browser to which every other host is unknown."""
    if not CHROMIUM.exists():
        unavailable("chromium is not installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        yield browser
        browser.close()
