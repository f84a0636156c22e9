"""The charts hold the data they were given, say what things are where they are, and still read in grey."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import same_color, to_rgb
from matplotlib.text import Text

from demarche import charts

TROOPS = pd.DataFrame(
    {"France": [30.0, 20.0, 1.0], "Belgium": [0.5, 0.4, 1.1], "Italy": [10.0, np.nan, 9.0]},
    index=[1965, 1966, 1967],
)
RATES = pd.DataFrame(
    {"estimate": [0.2, 0.5], "low": [0.1, 0.3], "high": [0.6, 0.7]}, index=["1980s", "1990s"]
)
EVENTS = pd.DataFrame(
    {
        "at": pd.to_datetime(["2026-02-22 00:00", "2026-02-23 19:00", "2026-02-23 20:00"]),
        "when": ["Sunday", "Monday, 19:00", "Monday evening"],
        "what": ["first", "second", "third"],
    }
)


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    with mpl.rc_context():
        mpl.rcdefaults()
        yield
    plt.close("all")


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, which is a matter of luminance alone: what grey paper keeps."""

    def luminance(colour: str) -> float:
        channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return float(np.dot(channels, (0.2126, 0.7152, 0.0722)))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_lines_draw_every_column_and_keep_gaps() -> None:
    drawn = {line.get_label(): line for line in charts.lines(TROOPS, highlight="France").get_lines()}
    assert set(drawn) == set(TROOPS.columns)
    for name, line in drawn.items():
        np.testing.assert_array_equal(line.get_ydata(), TROOPS[name])
        np.testing.assert_array_equal(line.get_xdata(), TROOPS.index)


def test_lines_highlight_by_colour_and_by_weight() -> None:
    drawn = {line.get_label(): line for line in charts.lines(TROOPS, highlight="France").get_lines()}
    assert same_color(drawn["France"].get_color(), charts.ACCENT)
    assert same_color(drawn["Italy"].get_color(), charts.CONTEXT)
    assert drawn["France"].get_linewidth() > drawn["Italy"].get_linewidth() + 1
    assert drawn["France"].get_zorder() > drawn["Italy"].get_zorder()


def test_lines_are_labelled_at_their_ends_without_collision() -> None:
    ax = charts.lines(TROOPS, labels={"Italy": "Italy (9,000)"}, marks={1966: "leaves"}, source="Kane")
    assert {"France", "Belgium", "Italy (9,000)", "leaves", "Source: Kane"} <= set(texts(ax))
    assert ax.get_legend() is None
    ax.figure.canvas.draw()
    ends = [text for text in ax.texts if text.get_text().startswith(("France", "Belgium", "Italy"))]
    boxes = sorted((text.get_window_extent() for text in ends), key=lambda box: box.y0)
    assert all(lower.y1 <= upper.y0 + 1 for lower, upper in itertools.pairwise(boxes))
    assert min(box.y0 for box in boxes) >= ax.get_window_extent().y0 - 1


def test_lines_refuse_what_they_cannot_draw() -> None:
    with pytest.raises(KeyError, match="Spain"):
        charts.lines(TROOPS, highlight="Spain")
    with pytest.raises(ValueError, match="'Italy' holds no number"):
        charts.lines(TROOPS.assign(Italy=np.nan))


def test_bars_start_at_zero_first_on_top_with_their_numbers() -> None:
    ax = charts.bars(pd.Series({"recall": 31, "limit": 5}), highlight="recall", fmt="{:.0f}", title="Events")
    assert [bar.get_width() for bar in ax.patches] == [31, 5]
    assert {bar.get_x() for bar in ax.patches} == {0}
    assert ax.patches[0].get_y() < ax.patches[1].get_y()
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert texts(ax) == ["31", "5"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["recall", "limit"]
    assert same_color(ax.patches[0].get_facecolor(), charts.ACCENT)
    assert same_color(ax.patches[1].get_facecolor(), charts.CONTEXT)
    assert ax.figure.get_suptitle() == "Events"


def test_a_number_below_zero_has_a_true_minus() -> None:
    assert texts(charts.bars(pd.Series({"loss": -3.0}))) == ["\N{MINUS SIGN}3"]


def test_lines_of_comparison_differ_in_their_strokes() -> None:
    frame = TROOPS.fillna(5).assign(Spain=[3.0, 4, 5])
    drawn = {line.get_label(): line for line in charts.lines(frame, highlight="France").get_lines()}
    strokes = [str(drawn[name]._dash_pattern) for name in ("Belgium", "Italy", "Spain")]
    assert len(set(strokes)) == 3
    assert drawn["France"].get_linestyle() == "-"


def test_the_unit_stands_below_the_title() -> None:
    ax = charts.lines(TROOPS, title="A title", ylabel="thousand persons")
    ax.figure.canvas.draw()
    (unit,) = (text for text in ax.texts if text.get_text() == "thousand persons")
    title, box = ax.figure._suptitle.get_window_extent(), unit.get_window_extent()
    assert box.x0 == pytest.approx(title.x0)
    assert ax.get_window_extent().y1 <= box.y0
    assert box.y1 <= title.y0
    assert ax.get_ylabel() == ""


def test_a_title_begins_at_the_edge_and_never_makes_the_picture_wider() -> None:
    rows = pd.Series({"a name so long that the bars begin late": 31, "limit": 5})
    for words in ("Nearly half of the disputes belong to one pair", "One two three " * 5):
        figure = charts.bars(rows, title=words).figure
        figure.canvas.draw()
        box = figure._suptitle.get_window_extent()
        assert box.x0 < 0.02 * figure.bbox.width
        assert box.x1 <= figure.bbox.width
        assert figure.get_suptitle().replace("\n", " ") == words
    _, (one, _other) = plt.subplots(1, 2, layout="constrained")
    charts.bars(rows, title="Left", ax=one)
    assert one.get_title() + one.get_title(loc="left") == "Left"
    charts.bars(rows, title="One two three " * 5, ax=one)
    assert "\n" in one.get_title() + one.get_title(loc="left")


def test_intervals_draw_limits_not_distances() -> None:
    ax = charts.intervals(RATES, highlight="1990s", fmt="{:.1f}")
    ends = [segment for box in ax.containers for bars in box.lines[2] for segment in bars.get_segments()]
    assert [tuple(np.round(segment[:, 0], 6)) for segment in ends] == [(0.1, 0.6), (0.3, 0.7)]
    assert texts(ax) == ["0.2  (0.1 to 0.6)", "0.5  (0.3 to 0.7)"]
    assert same_color(ax.containers[1].lines[0].get_color(), charts.ACCENT)


def test_intervals_refuse_an_estimate_outside() -> None:
    with pytest.raises(ValueError, match="distances, not limits"):
        charts.intervals(RATES.assign(low=0.4))


def test_timeline_keeps_time_and_words() -> None:
    ax = charts.timeline(EVENTS, highlight=[2])
    dots = [line for line in ax.get_lines() if line.get_marker() == "o"]
    np.testing.assert_allclose([float(dot.get_ydata()[0]) for dot in dots], [0, 43 / 44, 1])
    assert same_color(dots[2].get_color(), charts.ACCENT)
    assert texts(ax)[:2] == ["Sunday", "first"]
    levels = [text.get_position()[1] for text in ax.texts if text.get_text() in set(EVENTS["what"])]
    assert levels == sorted(levels)
    assert np.diff(levels).min() > 0.2
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_timeline_leaves_air_between_its_events() -> None:
    crowd = EVENTS.assign(at=EVENTS["at"].min() + pd.to_timedelta([0, 1, 2], unit="min"))
    for events in (EVENTS, crowd, pd.concat([crowd, EVENTS], ignore_index=True)):
        ax = charts.timeline(events, title="Days", source="none")
        ax.figure.canvas.draw()
        words = {text.get_text(): text for text in ax.texts}
        assert "Source: none" in words
        texts = [text for text in ax.texts if not text.get_text().startswith("Source")]
        boxes = [text.get_window_extent() for text in texts]
        pairs = sorted(zip(boxes[::2], boxes[1::2], strict=True), key=lambda pair: -pair[0].y1)
        for (_, upper), (lower, _) in itertools.pairwise(pairs):
            assert upper.y0 - lower.y1 > 1.5 * lower.height
        whole = ax.figure.bbox
        assert all(whole.y0 <= box.y0 and box.y1 <= whole.y1 for box in boxes)


@pytest.mark.parametrize("name", ["lines", "bars", "intervals", "timeline", "verdict_tiles"])
def test_words_can_be_read_on_a_phone(name: str) -> None:
    claims = pd.DataFrame({"section": ["lead"], "verdict": ["supported"]})
    data = {"lines": TROOPS, "bars": pd.Series({"a": 1.0}), "intervals": RATES, "timeline": EVENTS}
    more = {"marks": {1966: "leaves"}} if name == "lines" else {}
    ax = getattr(charts, name)(data.get(name, claims), title="Title", source="Source", **more)
    ax.figure.canvas.draw()
    words = [text for text in ax.figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    assert len(words) >= 4
    # 358 is the width of a chart, in pixels, on a phone that is 390 wide.
    on_phone = 358 / (ax.figure.get_figwidth() * 72)
    assert min(text.get_fontsize() for text in words) * on_phone >= 10


def test_verdict_tiles_show_each_claim_and_count_them() -> None:
    claims = pd.DataFrame(
        {
            "section": ["lead", "lead", "protocol breach"],
            "verdict": ["supported", "contradicted", "contradicted"],
        }
    )
    ax = charts.verdict_tiles(claims)
    assert texts(ax)[:3] == ["✓", "✗", "✗"]
    assert {"1 supported", "2 contradicted"} <= set(texts(ax))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Lead", "Protocol breach"]
    with pytest.raises(KeyError):
        charts.verdict_tiles(claims.assign(verdict="probably"))


@pytest.mark.parametrize(
    ("places", "gap", "expected"),
    [
        ([0.0, 10.0], 1, [0.0, 10.0]),
        ([5.0, 5.0], 2, [4.0, 6.0]),
        ([6.0, 5.0, 5.0], 2, [pytest.approx(22 / 3), pytest.approx(10 / 3), pytest.approx(16 / 3)]),
        ([], 1, []),
    ],
)
def test_spread(places: list[float], gap: float, expected: list[float]) -> None:
    assert charts.spread(places, gap) == expected


def test_spread_stops_at_the_floor() -> None:
    assert charts.spread([0.0, 0.1, 9.0], 2, floor=0) == [0.0, 2.0, 9.0]


def test_colours_read_in_grey() -> None:
    assert contrast(charts.CONTEXT, charts.PAPER) >= 3
    for words in (charts.INK, charts.MUTED, charts.ACCENT):
        assert contrast(words, charts.PAPER) >= 4.5
    assert contrast(charts.ACCENT, charts.CONTEXT) >= 1.75


def test_style_leaves_the_readers_settings_alone() -> None:
    assert mpl.rcParams["axes.spines.top"] is True
    with charts.style():
        assert mpl.rcParams["axes.spines.top"] is False
    charts.bars(pd.Series({"a": 1}))
    assert mpl.rcParams["axes.spines.top"] is True


def test_a_given_axes_is_used() -> None:
    _figure, ax = plt.subplots()
    assert charts.bars(pd.Series({"a": 1}), ax=ax) is ax


def test_importing_the_package_does_not_import_matplotlib() -> None:
    code = "import sys, demarche; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
