"""A chart of the right numbers that a reader cannot see, or that says what is not so."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

from corrige.authoring.cards import make_card
from corrige.authoring.model import AuthoringError
from corrige.authoring.reader import read_exercise
from corrige.codec import encode
from corrige.feedback.charts.judge import judge_chart
from corrige.feedback.charts.words import says
from corrige.feedback.evaluate import evaluate

YEARS, INDEX = [2001, 2002, 2003, 2004], [100, 120, 80, -90]
BARS = """rows = table["kind"].value_counts().sort_index()
kind_chart.bar(rows.index, rows)
kind_chart.set(title="Rows by kind", xlabel="kind", ylabel="rows")
# END SOLUTION"""
LINE = f"""kind_chart.plot({YEARS}, {INDEX}, label="rows")
kind_chart.set(title="Rows by year", xlabel="Year", ylabel="Rows, 2001 = 100")
# END SOLUTION"""
KINDS = 'kind_chart = table["kind"].value_counts().plot.barh(title="Kinds", xlabel="rows", ylabel="kind")'
DOTS = f"""_, kind_chart = plt.subplots()
kind_chart.scatter({YEARS}, {INDEX})
kind_chart.set(title="Rows", xlabel="Year", ylabel="Rows")"""
WORDED = """# %% tags=["mistake"] mistake="called-hours" says={"ylabel": "hour"}
\"\"\"Rows run up there, and no hours.\"\"\"
_, kind_chart = plt.subplots()
kind_chart.plot([2001, 2002, 2003, 2004], [100, 120, 80, -90])
kind_chart.set(title="Rows", xlabel="Year", ylabel="Hours")

# %% tags=["mistake"] mistake="no-labels"
"""
FIRST = '# %% tags=["mistake"] mistake="no-labels"\n'


def card_of(course_root: Path, solution_text: str, **edits: str) -> dict:
    text = solution_text.replace(BARS, LINE).replace(KINDS, DOTS).replace(FIRST, WORDED)
    for before, after in edits.values():
        assert before in text
        text = text.replace(before, after)
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(text, encoding="utf-8")
    return make_card(read_exercise(path))["tasks"]["kind-chart"]


@pytest.fixture
def entry(course_root: Path, solution_text: str) -> dict:
    return card_of(course_root, solution_text)


def drawn(years: object = YEARS, values: object = INDEX, how: str = "plot", **words: object):
    _, ax = plt.subplots()
    getattr(ax, how)(years, values)
    ax.set(**{"title": "Rows", "xlabel": "Year", "ylabel": "Rows", **words})
    return ax


def told(entry: dict, ax: object) -> str:
    reply = evaluate(entry, {"kind_chart": ax})
    assert reply.mistake in ("", "called-hours")
    return "" if reply.ok else reply.text


def test_a_line_that_runs_to_and_fro_is_told_so(entry: dict) -> None:
    order = np.argsort(INDEX)
    years, values = np.array(YEARS)[order], np.array(INDEX)[order]
    said = "the line goes from 2004 to 2003 and then to 2001"
    assert "the line goes from 2003 to 2001 and then to 2002" in told(entry, drawn(years, values)), said
    assert "not drawn in their order" in told(entry, drawn(years.astype(str), values))
    for right in (
        drawn(),
        drawn(YEARS[::-1], INDEX[::-1]),
        drawn(years, values, "scatter"),
        drawn(years, values, "bar", ylim=(-100, 130)),
        drawn(list(map(str, YEARS)), INDEX),
    ):
        assert told(entry, right) == ""
    assert told({**entry, "along": False}, drawn(years, values)) == ""


def test_names_have_no_order_to_run_along(course_root: Path) -> None:
    card = make_card(read_exercise(course_root / "solutions" / "ex01_counting.py"))["tasks"]["kind-chart"]
    assert told(card, drawn(["c", "a", "b"], [1, 2, 1], xlabel="kind")) == ""


def test_points_outside_the_limits_are_counted(entry: dict) -> None:
    assert "1 of the 4 points lies outside what can be seen: leave `ylim` out" in told(
        entry, drawn(ylim=(0, 200))
    )
    assert "2 of the 4 points lie outside what can be seen: leave `xlim` out" in told(
        entry, drawn(xlim=(2001, 2002))
    )
    assert "1 of the 4 points lies" in told(entry, drawn(how="scatter", ylim=(0, 200)))
    assert "1 of the 4 points lies" in told(entry, drawn(how="bar", ylim=(0, 200)))
    assert "a logarithmic scale has no place for 0" in told(entry, drawn(yscale="log"))
    assert told(entry, drawn(ylim=(-90, 120), xlim=(2001, 2004))) == ""
    assert told(entry, drawn(ylim=(200, -200))) == ""  # upside down, and all there
    guide = drawn(ylim=(-100, 130))
    guide.plot([2002, 2002], [-1000, 1000])
    assert told(entry, guide) == ""
    assert encode(drawn(YEARS, [1, 2, np.nan, 4], ylim=(0, 5)))["outside"] == [0, 3, ""]
    endless = drawn([0.1, 0.9], [0.2, 0.8])
    endless.axline((0, 0), slope=1)
    assert encode(endless)["outside"] == [0, 2, ""]


def test_what_a_label_says_is_asked_of_the_axis_that_it_belongs_to() -> None:
    upright, sideways = drawn(how="bar"), drawn(how="barh", xlabel="Rows", ylabel="Year")
    for axes in (upright, sideways):
        assert says(encode(axes), {"xlabel": "year", "ylabel": "rows"})
        assert not says(encode(axes), {"xlabel": "rows"})


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Rows, 2002 = 100", "they would be 100 in 2002, and they are 120"),
        ("Rows, 2001 = 1", "they would be 1 in 2001, and they are 100"),
        ("change of rows since 2001, per cent", "they would be 0 in 2001, and they are 100"),
        ("change of rows since 1990", ""),
        ("Rows (2001=100), change since 2001", ""),
        ("Rows, 1990 = 100", ""),
    ],
)
def test_a_label_that_names_another_base_is_told_so(entry: dict, label: str, said: str) -> None:
    found = told(entry, drawn(ylabel=label))
    assert said in found
    assert bool(said) == bool(found)


def test_a_mistake_in_the_words_alone_has_its_reply(entry: dict) -> None:
    reply = evaluate(entry, {"kind_chart": drawn(ylabel="Number of hours")})
    assert (reply.outcome, reply.mistake) == ("not yet", "called-hours")
    assert reply.text == "Rows run up there, and no hours."
    assert reply.wrong == ()
    other = evaluate(entry, {"kind_chart": drawn(values=[1, 2, 3, 4], ylabel="hours")})
    assert other.mistake != "called-hours"
    assert "hour" not in entry["words"][1]  # what is wrong there is no word of that axis
    assert "no hours" not in str(entry["worded"])  # whoever has not drawn the numbers cannot read it
    assert judge_chart(entry, encode(drawn(ylabel="Hours", xlabel=""))).mistake == ""
    lying = drawn(how="barh", xlabel="Rows", ylabel="Year of the hours", xlim=(-100, 130))
    assert told(entry, lying) == ""
    lying.set(xlabel="Hours", ylabel="Year")
    assert told(entry, lying) == "Rows run up there, and no hours."


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            '80, -90])\nkind_chart.set(title="Rows", xlabel="Year", ylabel="Hours")',
            "80, 90])",
            "other numbers",
        ),
        ('ylabel="Hours"', 'ylabel="Days"', "does not say what its pattern looks for"),
        ('{"ylabel": "hour"}', '{"ylabel": "hour|rows"}', "says what the right chart at line"),
        ('{"ylabel": "hour"}', '{"yname": "hour"}', "has says={'yname': 'hour'}"),
        ('{"ylabel": "hour"}', '{"ylabel": "(hour"}', "has says={'ylabel': '(hour'}"),
    ],
)
def test_a_worded_mistake_that_proves_nothing_is_refused(
    course_root: Path, solution_text: str, before: str, after: str, problem: str
) -> None:
    with pytest.raises(AuthoringError, match="called-hours") as raised:
        card_of(course_root, solution_text, edit=(before, after))
    assert problem in str(raised.value)


def test_a_hundredfold_is_another_unit_of_shares_alone(course_root: Path, solution_text: str) -> None:
    def of(label: str) -> str:
        entry = card_of(course_root, solution_text, label=("Rows, 2001 = 100", label))
        ax = drawn(values=[100 * each for each in INDEX], ylabel=label)
        return evaluate(entry, {"kind_chart": ax}).mistake

    assert of("Rows") == "times-100"
    assert of("Share of rows") == ""


def test_what_has_no_value_is_told_by_what_left_it_out(entry: dict) -> None:
    def said(values: list, source: str = "") -> str:
        return evaluate(entry, {"kind_chart": drawn(values=values)}, source).text

    nan = float("nan")
    assert "all its values are missing (NaN)" in said([nan] * 4)
    assert "`.diff(…)` leaves some without a value" in said([nan, 1, 3, 9], "x.diff()")
    assert "leaves some" not in said([nan, 1, 3, 9], "x.mean()")
