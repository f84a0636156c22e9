"""The engine keeps to its plan: it names no course, and every room that ARCHITECTURE.md lists is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[1] / "src" / "corrige"
PAGE = Path(__file__).parents[2] / "ARCHITECTURE.md"
COURSE = re.compile(r"d[ée]marche|france|ambassador", re.IGNORECASE)


def test_no_file_of_the_engine_names_a_course() -> None:
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in ENGINE.rglob("*")
        if path.suffix in (".py", ".html", ".css", ".js", ".mjs", ".toml", ".json", ".txt")
    }
    assert len(texts) > 100
    assert [path.name for path, text in texts.items() if COURSE.search(text)] == []
    assert COURSE.search("Démarche")


@pytest.mark.skipif(not PAGE.exists(), reason="the engine stands alone, without the repository's page")
def test_the_rooms_on_the_plan_are_the_rooms_there_are() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## The engine's rooms")[2].partition("\n## ")[0]
    rooms = {
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`([\w./]+)`", row)
    }
    there = {path.name + "/" for path in ENGINE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    there |= {path.name for path in ENGINE.glob("*.py") if path.name != "__init__.py"}
    assert rooms == there


@pytest.mark.skipif(not PAGE.exists(), reason="the engine stands alone, without the repository's page")
def test_every_file_that_the_page_sends_one_to_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.]+/)+[\w.]*)`", page))
    places = [ENGINE, PAGE.parent, *PAGE.parent.glob("src/*")]
    assert len(named) > 40
    assert {path for path in named - {"_build/"} if not any((at / path).exists() for at in places)} == set()
