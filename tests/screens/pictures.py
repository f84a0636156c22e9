"""Look at the pages of a graded class with Chromium, and keep the parts that the book shows."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from corrige.grading.outcomes import Record
from corrige.grading.records import read_records

WIDTH, WIDE, SHARP = 880, 1180, 1.5
MOST_BYTES = 150_000
PLACE = "each => [each.getBoundingClientRect().top + scrollY, each.getBoundingClientRect().height]"
SHOWN = "ex03"  # the exercise of the pictures: the sample has a task to look at in it


def take_pictures(results: Path, screens: Path, browser: str) -> None:
    """Write a PNG for each part of the pages that the book shows.

    Parameters
    ----------
    results : Path
        What `demarche grade` wrote; ``marking/`` of `demarche rubric page` stands beside that folder.
    screens : Path
        Where to put the pictures.
    browser : str
        Chromium's program.
    """
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=shutil.which(browser), args=["--no-sandbox", "--disable-gpu"]
        )
        context = chromium.new_context(viewport={"width": WIDTH, "height": 900}, device_scale_factor=SHARP)
        camera = Camera(context.new_page(), screens)
        camera.report(results / "report.html")
        camera.marking(results.parent / "marking" / f"{SHOWN}.html")
        camera.feedback(results, late_with_a_mistake(results))
        camera.reply(results)
        chromium.close()


class Camera:
    """A tab of the browser, and where its pictures go."""

    def __init__(self, tab: Page, screens: Path) -> None:
        self.tab, self.screens = tab, screens

    def report(self, page: Path) -> None:
        """Parts of the class report."""
        self.tab.goto(page.resolve().as_uri())
        self.shoot("report-glance", self.tab.locator("h1"), self.tab.locator("#learners"))
        self.shoot("report-table", self.tab.locator("#contents"), self.tab.locator("#learners"))
        self.tab.goto((page.parent / "report" / f"{SHOWN}.html").resolve().as_uri())
        found = {name: self.tab.locator(f"#{name}") for name in ("say", "look", "did", "tasks", "alike")}
        self.shoot("report-mistakes", found["say"], self.tab.locator(".mistake").nth(2))
        self.shoot("report-tasks", found["look"], found["did"])
        self.shoot("report-charts", found["did"], found["tasks"])
        pairs = self.tab.locator("details", has=self.tab.locator(".sides"))
        pairs.first.evaluate("each => each.open = true")
        self.shoot("report-alike", found["alike"], pairs.nth(1), 900)

    def marking(self, page: Path) -> None:
        """The page for marking written answers, with some marked."""
        self.tab.set_viewport_size({"width": WIDE, "height": 900})
        self.tab.goto(page.resolve().as_uri())
        self.tab.locator(".skip-trial").click()
        for comment, level in (("Say what would change your mind.", "2"), ("", "3"), ("Name the base.", "1")):
            self.tab.locator(".comment").fill(comment)
            self.tab.keyboard.press("Escape")
            self.tab.keyboard.press(level)
        self.shoot("answers", self.tab.locator("h1"), self.tab.locator(".overview:visible"), 1100)

    def feedback(self, results: Path, late: Record) -> None:
        """A part of a learner's page: the head of an exercise, and on to a task with a known mistake."""
        self.tab.set_viewport_size({"width": WIDTH, "height": 900})
        self.tab.goto((results / "feedback" / f"{late.learner}.html").resolve().as_uri())
        mine = self.tab.locator(f"section[aria-labelledby={late.exercise}]")
        place = next(n for n, result in enumerate(late.results) if result.mistake)
        self.shoot("feedback", self.tab.locator(f"#{late.exercise}"), mine.locator(".task").nth(place + 1))

    def reply(self, results: Path) -> None:
        """One task of a learner who was on time, with the reply to a known mistake."""
        for record in read_records(results):
            place = next((n for n, result in enumerate(record.results) if result.mistake), None)
            if place is None or (record.learner, record.exercise) in late(results):
                continue
            self.tab.goto((results / "feedback" / f"{record.learner}.html").resolve().as_uri())
            tasks = self.tab.locator(f"section[aria-labelledby={record.exercise}] .task")
            # What the sample writes to tell one learner's code from another's would only distract.
            if "by hand" not in tasks.nth(place).inner_text():
                self.shoot("reply", tasks.nth(place), None)
                return

    def shoot(self, name: str, begin: Locator, end: Locator | None, most: float = 1400) -> None:
        """Keep the page from one element to the next one, or to the end of the first, with few colours."""
        top, height = begin.evaluate(PLACE)
        bottom = top + height if end is None else end.evaluate(PLACE)[0] - 12
        clip = {
            "x": 0,
            "y": max(top - 12, 0),
            "width": self.tab.evaluate("innerWidth"),
            "height": min(bottom - top + 12, most),
        }
        image = Image.open(io.BytesIO(self.tab.screenshot(full_page=True, clip=clip)))  # type: ignore[arg-type]
        path = self.screens / f"{name}.png"
        for colours in (96, 48, 24):
            image.convert("RGB").quantize(colours).save(path, optimize=True)
            if path.stat().st_size <= MOST_BYTES:
                return
        sys.exit(f"{path} is larger than {MOST_BYTES} bytes: show less of the page.")


def late(results: Path) -> set[tuple[str, str]]:
    """Learner and exercise of each hand-in that was late."""
    with (results / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["learner"], row["exercise"])
            for row in csv.DictReader(file)
            if row["penalty"] not in ("", "0")
        }


def late_with_a_mistake(results: Path) -> Record:
    """A submission that has something to show: it was late, and soon a known mistake was recognised."""
    return next(
        record
        for record in read_records(results)
        if (record.learner, record.exercise) in late(results)
        and any(result.mistake for result in record.results[1:3])
        and not any(result.mistake for result in record.results[:1])
    )
