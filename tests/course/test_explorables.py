"""What the explorables ask and weigh, and where they stand; what they say is tested in a browser."""

from __future__ import annotations

import gzip
import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from bs4 import BeautifulSoup

from demarche.data import load
from demarche.explorables import NAMES, breaks, explorable, forecast, rate, survival
from demarche.explorables.words import fixed, grouped, listed, plural, signed, the, unbroken
from demarche.measures.breaks import bic_table

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "book" / "_static" / "explore"
CHAPTERS = [
    path
    for part in ("protocol-breach", "alliance-cohesion", "historical-context")
    for path in (ROOT / "book" / part).glob("*.md")
]
MOST = 25 * 1024


def shown(page: Path) -> list[str]:
    """Names of the explorables of a page, in its order."""
    return re.findall(r'^explorable\("(\w+)"\)$', page.read_text(encoding="utf-8"), re.MULTILINE)


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6, mtime=0))


def test_each_chapter_has_one_or_two_and_each_stands_in_one_chapter():
    found = {page.stem: shown(page) for page in CHAPTERS}
    assert len(found) == 10
    assert {len(names) for names in found.values()} == {1, 2}
    assert sorted(name for names in found.values() for name in names) == sorted(NAMES)
    assert {path.stem for path in SCRIPTS.glob("*.js")} == {*NAMES, "shared"}


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_the_explorables_of_a_chapter_are_light(page: Path):
    names = shown(page)
    sections = "".join(explorable(name)._repr_html_() for name in names)
    scripts = sum(packed((SCRIPTS / f"{name}.js").read_text(encoding="utf-8")) for name in [*names, "shared"])
    assert packed(sections) + scripts <= MOST


@pytest.mark.parametrize("name", NAMES)
def test_the_section_stands_by_itself(name: str):
    page = BeautifulSoup(explorable(name)._repr_html_(), "html.parser")
    section = page.find("section")
    assert section["id"] == f"explore-{name}"
    assert page.find(id=section["aria-labelledby"]).get_text() == unbroken(explorable(name).title)
    assert page.table.caption
    assert all(head.get("scope") for head in page.find_all("th"))
    assert [script["src"].rsplit("/", 1)[1] for script in page.find_all("script", src=True)] == [
        "shared.js",
        f"{name}.js",
    ]
    assert not re.search(r"\son\w+=", str(page)), "no handler stands in the page itself"


@pytest.mark.parametrize("name", NAMES)
def test_a_label_tells_every_input(name: str):
    """A row whose label leaves an input out looks miscalculated to whoever has no scripts."""
    module = import_module(f"demarche.explorables.{name}")
    for chosen in module.SETTINGS:
        for key, value in chosen.items():
            for other in {one[key] for one in module.SETTINGS} - {value}:
                assert module.label(**chosen | {key: other}) != module.label(**chosen), key


def test_there_is_no_other():
    with pytest.raises(ValueError, match="no explorable 'tea'"):
        explorable("tea")


def test_the_questions_say_what_the_tables_say():
    """Numbers in a question are held here, since a question is written by hand."""
    burdens = load("nato_defence").query("member == 1 and year == 2024")["pct_gdp"]
    assert f"{(burdens >= 2).sum()} of {len(burdens)} members" in explorable("burden").ask
    lasted = survival._spells().query("recall")
    known = int((lasted["known"] != "unknown").sum())
    for words in (f"Of {len(lasted)} recalls", f"length of {known},", f"other {len(lasted) - known} "):
        assert words in explorable("survival").ask
    assert len(rate.ACTS) * len(rate.CIRCLES) == 20
    assert "20 classes" in explorable("rate").ask
    assert breaks.DRAWN == 12
    assert len(forecast.QUESTIONS) == 6


def test_the_strict_reading_leaves_out_what_the_chapter_leaves_out():
    strict = rate.events("strict", "all", 1949)
    assert len(strict) == 5
    assert len(rate.events("strict", "nato", 1949)) == 4
    assert set(rate.events("limit", "all", 1949)) - set(strict) == {1985, 2021}


def test_price_one_is_bic_and_the_drawn_series_have_no_break():
    gap, drawn = breaks._series()
    best = int(bic_table(gap, breaks.MOST, breaks.SHORTEST)["bic"].idxmin())
    assert len(breaks.chosen(gap.tolist(), 1)) == best
    assert len(breaks.chosen(gap.tolist(), 0)) >= best >= len(breaks.chosen(gap.tolist(), 100)) == 0
    assert np.array(drawn).shape == (12, len(gap))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (fixed(0.625, 2), "0.62"),
        (fixed(-0.004, 2), "0.00"),
        (fixed(-1.5, 1), "−1.5"),
        (signed(2), "+2"),
        (signed(0.0), "0"),
        (grouped(-1234), "−1,234"),
        (listed(["a"]), "a"),
        (listed("abc"), "a, b and c"),
        (plural(1, "event"), "1 event"),
        (plural(0, "event"), "0 events"),
        (the("Netherlands"), "the Netherlands"),
        (the("France"), "France"),
        (unbroken("5 % or 6 %"), "5\u00a0% or 6\u00a0%"),
    ],
)
def test_words(written: str, expected: str):
    assert written == expected
