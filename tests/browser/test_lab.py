"""An exercise done in the browser, from the book's page to the mark: wrong, right, reload, download, grade.

Every name but the machine's own is made unresolvable, so that a lab which asks another host can't start.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SLUG = "ex01_who_says_so"
TASK = "checkable-claims"
# The first reply takes seconds on an idle machine; on a busy one it may take a minute.
FIRST_REPLY = 150_000
SOON = 30_000
ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Quiet(SimpleHTTPRequestHandler):
    """A static server as anybody might run one, with the types that WebAssembly needs."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".wasm": "application/wasm",
        ".mjs": "text/javascript",
    }

    def log_message(self, *_: object) -> None:
        pass


class Patient(ThreadingHTTPServer):
    """Says nothing when the browser leaves a page before all of it came."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tab(address: str) -> Iterator[Page]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("the site is built, but chromium is not installed")
        pytest.skip("chromium is not installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        page = browser.new_page(accept_downloads=True)
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: dialog.accept())
        yield page
        browser.close()
    outside = [url for url in asked if not url.startswith((address + "/", "data:", "blob:"))]
    assert asked
    assert outside == []


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return read_exercise(ROOT / "solutions" / f"{SLUG}.py")


def cell_with(page: Page, text: str) -> Locator:
    """The code cell whose code contains a text."""
    return page.locator(".jp-CodeCell").filter(has=page.locator(".jp-InputArea-editor", has_text=text)).first


def run_cell(cell: Locator, code: str | None = None) -> None:
    """Put code into a cell, if any is given, and run it."""
    editor = cell.locator(".cm-content")
    editor.click()
    if code is not None:
        editor.fill(code)
    cell.page.keyboard.press("Control+Enter")


def begin(cell: Locator) -> None:
    """Run the first cell; again if need be, as JupyterLab drops what is run before it has a kernel."""
    for _ in range(30):
        run_cell(cell)
        try:
            expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[(\*|\d+)\]"), timeout=2_000)
            return
        except AssertionError:
            continue
    pytest.fail("the lab got no kernel within a minute")


def words(text: str) -> str:
    """Text without the line breaks of its source."""
    return " ".join(text.split())


def the_reply(page: Page) -> Locator:
    """Where the reply to the task stands."""
    return cell_with(page, f'check("{TASK}")').locator(".jp-OutputArea-output").first


def written(cell: Locator) -> str:
    """Code of a cell, in or out of view."""
    return words("\n".join(cell.locator(".cm-line").all_text_contents()))


def test_an_exercise_from_the_page_to_the_mark(
    tab: Page, address: str, exercise: Exercise, tmp_path: Path
) -> None:
    page, task = tab, exercise.task(TASK)
    mistake = task.mistakes[0]
    page.goto(f"{address}/exercises/{SLUG}.html")
    page.get_by_role("link", name="Do it in the browser").first.click()

    # The notebook as it is handed out: nothing added, nothing left out.
    setup = cell_with(page, "from demarche import check")
    setup.wait_for(timeout=SOON)
    begin(setup)
    setup.locator(".jp-OutputArea-output").first.wait_for(timeout=FIRST_REPLY)
    answer = cell_with(page, task.name)

    # The Tab key completes a name, as it would on a computer.
    answer.locator(".cm-content").fill(f"{task.name} = pd.read_clip")
    page.keyboard.press("Tab")
    expect(page.locator(".jp-Completer")).to_contain_text("read_clipboard", timeout=SOON)
    page.keyboard.press("Escape")

    run_cell(answer, mistake.source)
    run_cell(cell_with(page, f'check("{TASK}")'))
    expect(the_reply(page)).to_contain_text(re.compile("not yet"), timeout=SOON)
    assert words(mistake.reply) in words(the_reply(page).inner_text())

    run_cell(answer, task.solution)
    run_cell(cell_with(page, f'check("{TASK}")'))
    expect(the_reply(page)).to_contain_text(f"{task.name}: right", timeout=SOON)
    assert written(answer) == words(task.solution)

    # Nobody presses "Save": the lab does it by itself, within seconds.
    page.wait_for_timeout(9_000)
    page.reload()
    again = cell_with(page, task.name)
    again.wait_for(timeout=SOON)
    expect(again.locator(".cm-content")).to_contain_text(task.name, timeout=SOON)
    assert written(again) == words(task.solution)

    page.get_by_role("menuitem", name="File").click()
    with page.expect_download() as download:
        page.locator(".lm-Menu-item[data-command='docmanager:download']").click()
    assert download.value.suggested_filename == f"{SLUG}.ipynb"
    handed_in = tmp_path / "class" / "reader" / download.value.suggested_filename
    download.value.save_as(handed_in)
    assert mark(tmp_path) == {TASK: f"{task.points}", "rest": "0"}


def mark(folder: Path) -> dict[str, str]:
    """Points for the task, and for all else, from the grader's own gradebook."""
    grade = [sys.executable, "-m", "corrige.cli", "grade", str(folder / "class"), "-o", str(folder / "out")]
    subprocess.run(grade, cwd=ROOT, check=True, capture_output=True)
    with (folder / "out" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    return {TASK: row[TASK], "rest": f"{float(row['points']) - float(row[TASK]):g}"}
