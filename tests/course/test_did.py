"""Difference-in-differences: by hand, against least squares, its symmetries, and where it must refuse."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.did import (
    difference_in_differences,
    gap_to_comparisons,
    placebo_p,
    placebo_times,
    placebo_units,
)

TABLE = pd.DataFrame({"A": [10, 12, 4, 3], "B": [20, 22, 25, 29], "C": [8, 6, 7, 5]}, index=[1, 2, 3, 4])
amounts = st.integers(-1000, 1000)
tables = st.lists(st.tuples(amounts, amounts, amounts, amounts), min_size=2, max_size=6).map(
    lambda rows: pd.DataFrame(rows, columns=list("ABCD"))
)


def test_by_hand():
    # A falls by 8; B rises by 3 and C by 1, on average 2: the effect is -10, and A would have stood at 14.
    assert difference_in_differences(TABLE, "A", ["B", "C"], 2, 3) == (-10, -8, 2, 14)


def test_published_example():
    # Card and Krueger (1994), table 3: full-time employment per shop, before and after the wage rose in
    # New Jersey. Printed: 2.76, from unrounded means; the printed means give 2.75.
    shops = pd.DataFrame({"NJ": [20.44, 21.03], "PA": [23.33, 21.17]}, index=["before", "after"])
    found = difference_in_differences(shops, "NJ", ["PA"], "before", "after")
    assert found.effect == pytest.approx(2.76, abs=0.011)
    assert found.treated_change == pytest.approx(0.59)
    assert found.comparison_change == pytest.approx(-2.16)


@given(tables)
def test_is_the_interaction_in_a_least_squares_fit(table):
    before, after = table.index[0], table.index[-1]
    cells = [
        (unit == "A", moment == after, table.loc[moment, unit])
        for unit in table.columns
        for moment in (before, after)
    ]
    group, late, y = (np.array(column, dtype=float) for column in zip(*cells, strict=True))
    design = np.column_stack([np.ones_like(y), group, late, group * late])
    coefficients = np.linalg.lstsq(design, y, rcond=None)[0]
    found = difference_in_differences(table, "A", ["B", "C", "D"], before, after)
    assert found.effect == pytest.approx(coefficients[3], abs=1e-8)
    assert found.comparison_change == pytest.approx(coefficients[2], abs=1e-8)


@given(tables, st.lists(amounts, min_size=6, max_size=6), st.lists(amounts, min_size=4, max_size=4))
def test_common_shocks_and_fixed_levels_do_not_matter(table, shocks, levels):
    moved = table.add(shocks[: len(table)], axis="index").add(levels, axis="columns")
    arguments = ("A", ["B", "C", "D"], table.index[0], table.index[-1])
    assert difference_in_differences(moved, *arguments).effect == pytest.approx(
        difference_in_differences(table, *arguments).effect
    )


@given(tables, amounts)
def test_direction(table, shock):
    first, last = table.index[0], table.index[-1]
    there = difference_in_differences(table, "A", ["B", "C"], first, last).effect
    assert difference_in_differences(table, "A", ["B", "C"], last, first).effect == pytest.approx(-there)
    assert difference_in_differences(-table, "A", ["B", "C"], first, last).effect == pytest.approx(-there)
    hit = table.copy()
    hit.loc[last, "A"] += shock
    assert difference_in_differences(hit, "A", ["B", "C"], first, last).effect == pytest.approx(there + shock)


@given(tables)
def test_change_of_the_gap(table):
    gap = gap_to_comparisons(table, "A", ["B", "D"])
    found = difference_in_differences(table, "A", ["B", "D"], table.index[0], table.index[-1])
    assert gap.iloc[-1] - gap.iloc[0] == pytest.approx(found.effect)


def test_gap_is_missing_where_a_value_is():
    table = TABLE.astype(float)
    table.loc[2, "B"] = np.nan
    assert gap_to_comparisons(table, "A", ["B", "C"]).isna().tolist() == [False, True, False, False]


def test_logarithms_give_ratios():
    # A is halved while B doubles: a quarter of what would have been.
    table = np.log(pd.DataFrame({"A": [8, 4], "B": [3, 6]}))
    assert np.exp(difference_in_differences(table, "A", ["B"], 0, 1).effect) == pytest.approx(1 / 4)


def test_placebo_times_by_hand():
    # Window 1 to 3: A -6, B +5, C -1, so -8. Window 2 to 4: A -9, B +7, C -1, so -12.
    found = placebo_times(TABLE, "A", ["B", "C"], [2, 3])
    assert found.to_dict() == {2: -8, 3: -12}
    with pytest.raises(KeyError, match="no row 0"):
        placebo_times(TABLE, "A", ["B", "C"], [1])
    with pytest.raises(ValueError, match="reach"):
        placebo_times(TABLE, "A", ["B", "C"], [2], reach=0)


def test_placebo_units_by_hand():
    # Changes -8, +3, +1. Each less the mean of the other two: -10, 6.5, 3.5.
    found = placebo_units(TABLE, ["A", "B", "C"], 2, 3)
    assert found.to_dict() == {"A": -10, "B": 6.5, "C": 3.5}
    assert placebo_p(found, "A") == pytest.approx(1 / 3)
    assert placebo_p(found, "B") == pytest.approx(2 / 3)
    assert placebo_p(found, "C") == 1


@given(tables)
def test_placebo_p_counts_from_one_over_n(table):
    effects = placebo_units(table, list("ABCD"), table.index[0], table.index[-1])
    p_values = sorted(placebo_p(effects, unit) for unit in "ABCD")
    assert p_values[0] >= 1 / 4
    assert p_values[-1] == 1
    # Each effect is the distance from the mean change of all four, times 4/3: the ranks are those of it.
    change = table.iloc[-1] - table.iloc[0]
    np.testing.assert_allclose(effects, (change - change.mean()) * 4 / 3, atol=1e-9)


def test_ties_count_in_full():
    assert placebo_p(pd.Series({"A": -0.1 - 0.2, "B": 0.3, "C": 0.1}), "B") == pytest.approx(2 / 3)
    assert placebo_p(pd.Series({"A": 0.0, "B": 0.0}), "A") == 1


def test_france_1965_to_1967():
    troops = load("us_troops").pivot_table(index="year", columns="iso3", values="troops", aggfunc="sum")
    found = difference_in_differences(troops, "FRA", ["DEU", "GBR", "ITA"], 1965, 1967)
    # 31,049 to 1,491 in France; 258,619 to 246,300, 19,965 to 24,396 and 10,535 to 9,962 elsewhere.
    assert found.treated_change == -29558
    assert found.effect == pytest.approx(-29558 - (-12319 + 4431 - 573) / 3)
    assert placebo_p(placebo_units(troops, list(troops.columns), 1965, 1967), "FRA") == 1 / 16


@pytest.mark.parametrize(
    ("treated", "comparisons", "before", "after", "error", "words"),
    [
        ("A", [], 1, 2, ValueError, "only a change"),
        ("A", ["A", "B"], 1, 2, ValueError, "compared with itself"),
        ("A", ["B", "B"], 1, 2, ValueError, "twice"),
        ("A", "BC", 1, 2, ValueError, "give a list"),
        ("Z", ["B"], 1, 2, KeyError, "no column 'Z'"),
        ("A", ["Z"], 1, 2, KeyError, "no column 'Z'"),
        ("A", ["B"], 1, 9, KeyError, "no row 9"),
    ],
)
def test_bad_designs_are_refused(treated, comparisons, before, after, error, words):
    with pytest.raises(error, match=words):
        difference_in_differences(TABLE, treated, comparisons, before, after)


def test_missing_values_are_refused():
    table = TABLE.astype(float)
    table.loc[2, "C"] = np.nan
    with pytest.raises(ValueError, match="no number for a unit"):
        difference_in_differences(table, "A", ["B", "C"], 2, 3)
    assert difference_in_differences(table, "A", ["B"], 2, 3).effect == -11
    with pytest.raises(ValueError, match="missing"):
        placebo_p(pd.Series({"A": 1.0, "B": np.nan}), "A")
    with pytest.raises(KeyError, match="one of the units"):
        placebo_p(pd.Series({"A": 1.0}), "B")


def test_a_moment_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="several rows"):
        difference_in_differences(pd.concat([TABLE, TABLE]), "A", ["B"], 1, 2)
