"""What is said of tables put together, of columns that lost their pairs, and of charts read another way."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from corrige.authoring.slips import changed
from corrige.authoring.spec import make_spec
from corrige.codec import encode
from corrige.codec.charts import category, describe_axes
from corrige.codec.near_misses import undone
from corrige.feedback.calls import try_function
from corrige.feedback.charts.readings import readings
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnose import diagnose
from corrige.feedback.errors import error_in_words
from corrige.feedback.errors.module_words import not_loaded
from corrige.feedback.hints.source import seen_in
from corrige.feedback.messages import odd_values
from corrige.feedback.rows_and_columns import wrong_names

PAIRS = pd.DataFrame(
    {"state": ["a", "b", "c"], "year": [1, 2, 3], "x": [1.0, 2.0, 4.0], "y": [3.0, 1.0, 2.0]}
)
OTHERS = PAIRS.rename(columns={"x": "z"})


def link(x: object, y: object) -> float:
    return 0.0


def stopped(source: str) -> str:
    """What is said of a cell that stops."""
    names = {"pd": pd, "np": np, "pairs": PAIRS, "others": OTHERS, "link": link}
    try:
        exec(compile(source, "<cell>", "exec"), names)
    except Exception as error:
        return error_in_words(error, names, {}, source=source)
    raise AssertionError("The cell did not stop.")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("link(pairs[['x', 'y']])", '`link(pairs["x"], pairs["y"])`'),
        ("t = pairs.merge(others, on='state')\nt.query('year > 1')", '`on=["state", "year"]`'),
        ("both = pairs[['x', 'y']]\nboth.corr(pairs['x'])", "`one.corr(other)`"),
        ("(pairs[['x']] * 2).argmin()", '`(pairs[["x"]] * 2).idxmin()` gives'),
        ("np.rank(pairs['x'])", '`pd.Series(pairs["x"]).rank()`'),
        (
            "pairs.merge(others.astype({'year': str}), on='year')",
            "numbers in one table and text in the other",
        ),
    ],
)
def test_a_cell_that_stops_over_a_table_is_told_why(source: str, says: str) -> None:
    assert says in stopped(source)


def test_what_fits_no_table_is_not_told_of_one() -> None:
    assert "merge" not in stopped("pairs.query('yeer > 1')")
    assert "ax.bar" not in stopped("link(1)")
    assert "ax.bar(counts.index, counts)" in stopped(
        "import matplotlib.pyplot as plt\nplt.subplots()[1].bar(pairs['x'])"
    )


def test_a_name_of_a_library_is_told_how_to_load_it() -> None:
    assert "`from scipy.stats import rankdata`" in not_loaded("rankdata")
    assert "`import math`" in not_loaded("math")
    assert not not_loaded("t")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("r = link(sorted(pairs['x']), sorted(pairs['y']))", "each by itself"),
        ("r = pairs['x'].sort_values().corr(pairs['y'].sort_values())", "each by itself"),
        ("r = pairs['x'].reset_index(drop=True).corr(pairs['y'])", "use it on neither"),
        ("r = list(zip(sorted(pairs['x']), sorted(pairs['y'])))", "each by itself"),
        ("r = link(pairs['x'], sorted(pairs['y']))", ""),
        ("r = pd.merge(pairs.sort_values('x'), pairs.sort_values(by='y'))", ""),
        ("r = pairs['x'].corr(pairs['y'])", ""),
    ],
)
def test_columns_that_lost_their_pairs_are_told_so(source: str, says: str) -> None:
    found = seen_in(source, "r", {"pairs": PAIRS})
    assert says in found if says else not found


def test_ones_in_every_row_are_a_thing_with_itself() -> None:
    assert "sorted, each by itself" in odd_values(encode([1.0, 1.0, 1.0]))
    assert "computed once" in odd_values(encode([0.5, 0.5, 0.5]))


def test_another_key_of_groups_is_told_by_its_name() -> None:
    def told(source: str) -> str:
        return wrong_names("t", ["state", "a"], ["year", "a", "b"], "DataFrame", source)

    assert "It is grouped by `state`" in told("t.groupby('state')")
    assert "grouped" not in told("t.groupby('year')")


def test_a_long_table_of_the_right_numbers_is_told_how_to_turn_it() -> None:
    wide = pd.DataFrame({"year": [1, 2], "a": [0.25, 0.5], "b": [0.75, 0.125]})
    spec = make_spec(encode(wide), order="any", digits=6, salt="s")

    def told(table: pd.DataFrame) -> str:
        return diagnose(spec, encode(table), Scale("any", 6, "s"), "t", "t").text

    long = wide.melt("year", var_name="group", value_name="rho")
    assert '`t.pivot(index="year", columns="group", values="rho")' in told(long)
    assert "t.pivot(" not in told(long.assign(rho=0.3))


def test_of_a_tuple_the_number_of_values_is_enough() -> None:
    spec = {**make_spec(encode((1.5, 2.5)), order="any", digits=6, salt="s"), "say": {"": "More."}}
    found = diagnose(spec, encode((1.5, 2.5, 3.5)), Scale("any", 6, "s"), "t", "t")
    assert found.text == "t has 3 values; 2 are asked for."
    assert not found.wants_hint


def test_a_function_that_calls_itself_without_end_is_called_once() -> None:
    names: dict = {}
    exec("def deep(x): return deep(x)", names)
    entry = {"name": "deep", "probes": [[1], [2], [3]]}
    assert [each["v"] for each in try_function(entry, names)] == ["RecursionError"]


def test_a_condition_left_out_is_named_by_its_column() -> None:
    source = "r = pairs[(pairs['year'] > 1) & (pairs['state'] == 'a')]"
    texts = {change.text for change, _ in changed(source, "", {"pairs": PAIRS})}
    assert {"the condition on `year` is left out", "the condition on `state` is left out"} <= texts


def seen(draw: object, **entry: object) -> list[list]:
    """The marks of each reading of a chart."""
    _, ax = plt.subplots()
    draw(ax)  # type: ignore[operator]
    tree = describe_axes(ax)
    plt.close("all")
    entry = {"sets": [{}], **entry}
    return [[mark["pairs"] for mark in each["marks"]] for each in readings(entry, tree)]


def test_bars_on_bars_are_read_at_their_top() -> None:
    def stacked(ax: plt.Axes) -> None:
        ax.bar([1960, 1970], [1, 2])
        ax.bar([1960, 1970], [3, 1], bottom=[1, 2])

    def beside(ax: plt.Axes) -> None:
        ax.bar([1960, 1970], [1, 2])
        ax.bar([1960, 1970], [3, 1])

    def in_the_air(ax: plt.Axes) -> None:
        ax.bar([1960, 1970], [1, 2])
        ax.bar([1960, 1970], [3, 1], bottom=[5, 5])

    assert [[[1960, 4], [1970, 3]]] in seen(stacked)
    assert [[[1960, 4], [1970, 3]]] not in seen(in_the_air)
    assert [[[1960, 4], [1970, 3]]] not in seen(beside)


def test_bars_without_height_at_the_ends_are_seen_by_nobody() -> None:
    whole = [[1960, 1], [1970, 0], [1980, 2]]
    assert [whole] in seen(lambda ax: ax.bar([1950, 1960, 1970, 1980, 1990], [0, 1, 0, 2, 0]))
    assert [[["b", 1]]] not in seen(lambda ax: ax.bar(["a", "b"], [0, 1]))  # a name is seen


def test_a_bar_whose_height_is_missing_is_a_gap() -> None:
    nan = float("nan")
    assert [[[1970, 1], [1980, 2]]] in seen(lambda ax: ax.bar([1960, 1970, 1980], [nan, 1, 2]))
    assert all([["b", 1.0]] not in each for each in seen(lambda ax: ax.bar(["a", "b"], [nan, 1])))


def test_a_decade_is_known_by_both_its_ends() -> None:
    assert category("1960-1969") == category("1960\N{EN DASH}69") == 1960
    assert category("1961-1970") == "1961_1970"


def test_a_raw_value_that_is_missing_is_near_to_nothing() -> None:
    assert [kind for kind, _ in undone({"t": "list", "v": [float("nan"), 1.5]})][:1] == ["per-cent"]
