"""Lines to put in order on the page: by keyboard alone, each wrong line with the reply of its mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visits import CONTRAST, EVERY, barriers

from corrige.authoring.derived import read_warm_ups
from corrige.authoring.model import Task
from corrige.course import find_course

(PASSPORT,) = read_warm_ups(find_course(Path(__file__).parent))
TASKS = [task for task in PASSPORT.tasks if task.lines]
PAGE = "book/start/pandas-passport.html"

pytestmark = pytest.mark.browser
Reader = Callable[..., Page]


@pytest.mark.parametrize(("place", "task"), list(enumerate(TASKS)), ids=[task.id for task in TASKS])
def test_lines_are_put_in_order_by_keyboard(reader: Reader, address: str, place: int, task: Task) -> None:
    tab = reader()
    tab.goto(f"{address}/{PAGE}")
    box = tab.locator("div.parsons").nth(place)
    said = box.get_by_role("status")

    def focus(line: str) -> int:
        at = box.locator("li code").all_text_contents().index(line)
        box.locator("li").nth(at).focus()
        return at

    replies = {mistake.id: mistake.reply.replace("`", "") for mistake in task.mistakes}
    wrong = [line for line in task.lines if line.mistake]
    for line in wrong:
        # The first wrong line is spoken of; with it left out, the next.
        box.locator("li").first.focus()
        tab.keyboard.press("Enter")
        expect(said).to_contain_text(replies[line.mistake])
        focus(line.source)
        tab.keyboard.press("Delete")
    sources = [line.source for line in task.lines]
    for at, line in enumerate(line for line in task.solution.splitlines() if line in sources):
        for _ in range(focus(line) - at):
            tab.keyboard.press("Alt+ArrowUp")
    tab.keyboard.press("Enter")
    expect(said).to_have_text(f"Right. {task.after}".replace("`", ""))


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nobody_is_kept_out(reader: Reader, address: str, colours: str) -> None:
    tab = reader(width=390, color_scheme=colours)
    tab.goto(f"{address}/{PAGE}")
    tab.locator("div.parsons button.parsons-check").first.click()
    rules = EVERY if colours == "light" else CONTRAST
    assert barriers(tab, rules, "div.parsons > :not([class*=highlight])") == []


def test_without_scripts_the_lines_stand_there(reader: Reader, address: str) -> None:
    tab = reader(java_script_enabled=False)
    tab.goto(f"{address}/{PAGE}")
    for box, task in zip(tab.locator("div.parsons").all(), TASKS, strict=True):
        for line in task.lines:
            expect(box).to_contain_text(line.source.strip())
