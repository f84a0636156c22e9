"""One look: the faces come with the book, and a verdict has one colour in charts, boxes and text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont
from matplotlib.colors import to_rgb

from demarche import charts
from demarche.data import load
from demarche.data.scorecard import SIGNS

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "book" / "_static"
CSS = (STATIC / "demarche.css").read_text(encoding="utf-8")
THEMES = {
    theme: dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", block))
    for theme, block in re.findall(r'html\[data-theme="(light|dark)"\] \{(.*?)\n\}', CSS, re.DOTALL)
}
NAMED = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"][
    "chart_colours"
]


def luminance(colour: str) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(share * channel for share, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_faces_are_there_light_and_with_their_licence() -> None:
    used = set(re.findall(r'url\("(fonts/[\w-]+\.woff2)"\)', CSS))
    assert used == {f"fonts/{path.name}" for path in (STATIC / "fonts").glob("*.woff2")}
    assert sum((STATIC / name).stat().st_size for name in used) < 100_000
    for folder in (STATIC / "fonts", ROOT / "src" / "demarche" / "charts" / "fonts"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
        for path in folder.glob("*.[wt]*"):
            if path.suffix != ".txt":
                name = TTFont(path)["name"].getDebugName(1)
                assert name.startswith("Demarche"), "the licence keeps the original's name for the original"


def test_a_verdict_has_one_colour_and_one_sign() -> None:
    verdicts = list(load("claims")["verdict"].cat.categories)
    assert list(charts.VERDICTS) == verdicts == list(SIGNS)
    for name, (colour, sign) in charts.VERDICTS.items():
        assert THEMES["light"][f"--demarche-{name}"] == colour.lower()
        assert sign == SIGNS[name]
        assert f".{name} {{ --verdict: var(--demarche-{name}); }}" in CSS


def test_a_chart_has_the_colours_of_the_page() -> None:
    for name in ("INK", "MUTED", "CONTEXT", "ACCENT", "PAPER", "GRID"):
        assert NAMED[getattr(charts, name).lower()] == f"--chart-{name.lower()}"
    for colour, name in NAMED.items():
        assert name in THEMES["dark"], "at night it would keep the colour of the day"
        if colour not in ("#000000", "#1f77b4"):  # matplotlib's own, which become the page's
            assert THEMES["light"][name] == colour


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_by_day_and_by_night(theme: str) -> None:
    colours = THEMES[theme]
    paper = colours["--chart-paper"]
    for name in (
        *(f"--demarche-{verdict}" for verdict in SIGNS),
        "--chart-ink",
        "--chart-muted",
        "--chart-accent",
    ):
        assert contrast(colours[name], paper) >= 4.5, name
    assert contrast(colours["--chart-context"], paper) >= 3
