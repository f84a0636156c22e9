"""Answers are written down exactly, read back, and compared as a teacher would."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrige.codec import (
    UnwritableError,
    as_asked,
    by_one_column,
    canonical,
    choices_of,
    decode,
    digest,
    encode,
    family,
    figure_data,
    is_ambiguous,
    names_of,
    same,
    seal,
    shape_of,
    skeleton,
)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_json_and_reads_back_the_same(value: object) -> None:
    tree = json.loads(json.dumps(encode(value)))
    assert same(decode(tree), value)


@given(st.lists(st.floats(allow_nan=False), max_size=8), st.randoms())
def test_order_counts_only_where_it_is_said_to(numbers: list[float], random: object) -> None:
    shuffled = list(numbers)
    random.shuffle(shuffled)
    assert same(numbers, shuffled)
    if [str(n) for n in numbers] != [str(n) for n in shuffled]:
        strict = same(numbers, shuffled, order="strict")
        assert strict == all(
            math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-12) for a, b in zip(numbers, shuffled, strict=True)
        )


FRAME = pd.DataFrame({"state": ["FRA", "USA"], "share": [0.25, 0.5]})

EQUALLY_RIGHT = [
    (75, 75.0),
    (75, np.int64(75)),
    (0.1 + 0.2, 0.3),
    (0.1 + 0.2 - 0.3, 0),
    (2.9999999999999996, 3),
    ([1, 2], (1, 2)),
    ([1, 2], np.array([2, 1])),
    ([1, 2], {1, 2}),
    (dt.date(2026, 2, 23), pd.Timestamp("2026-02-23")),
    ([None], [float("nan")]),
    (pd.NA, float("nan")),
    (pd.Series(["a", "b"], dtype="category"), pd.Series(["a", "b"])),
    (pd.Series({"a": 1, "b": 2}), pd.Series({"b": 2.0, "a": 1.0}, name="other")),
    (pd.Series([1, 2], dtype="Int64"), pd.Series([1, 2])),
    (FRAME, FRAME[["share", "state"]].iloc[::-1]),
    (FRAME, FRAME.set_index("state")),
    (FRAME, FRAME.astype({"share": "Float64", "state": "category"})),
    ({"a": 1}, {"a": 1.0}),
    (pd.Series([3, 4]), pd.Series([3, 4], index=[0, 1])),
    (dt.date(2026, 2, 23), "2026-02-23"),
    ([True, False], [1, 0]),
    (pd.Series([True, False]), pd.Series([1, 0])),
    ({"a": True}, {"a": 1}),
    (0.92207792, 0.922078),
]
NOT_THE_SAME = [
    (1, True),
    (1, "1"),
    (0.25, 25),
    (3e-10, 0),
    (3e-10, 3e-11),
    (3, 3.001),
    ([1, 2], [1, 2, 2]),
    (None, 0),
    (None, float("nan")),
    (0.92207792, 0.9221),
    ("", None),
    (pd.Series({"a": 1}), pd.Series({"b": 1})),
    ((1, 2), (2, 1)),
    (FRAME, FRAME.rename(columns={"share": "rate"})),
    (FRAME, FRAME.assign(share=[0.5, 0.25])),
    (dt.date(2026, 2, 23), dt.date(2026, 2, 24)),
    (pd.Timestamp("2026-02-23 19:00"), pd.Timestamp("2026-02-23")),
]


@pytest.mark.parametrize(("left", "right"), EQUALLY_RIGHT)
def test_equally_right_answers_are_the_same(left: object, right: object) -> None:
    assert same(left, right)
    assert same(right, left)
    assert digest(seal(canonical(encode(left)), "s")) == digest(seal(canonical(encode(right)), "s"))


OTHER_FORM = [
    ([2, 1], (2, 1)),
    (pd.Series({"a": 1, "b": 2}), {"a": 1, "b": 2}),
    ({"a": 1}, pd.Series({"a": 1})),
    (FRAME.set_index("state")[["share"]], pd.Series({"FRA": 0.25, "USA": 0.5})),
    ([3, 4], pd.Series([3, 4])),
    (pd.Series([3, 4], index=[7, 9]), pd.Series([3, 4])),
    (pd.Series([3, 4])[::-1], pd.Series([3, 4])),
    (FRAME.assign(helper=1), FRAME),
    (pd.DataFrame({"a": [1, 2]}, index=[1990, 1991]), pd.DataFrame({"year": [1990, 1991], "a": [1, 2]})),
    ([[2, 1], [1, 3]], [(1, 3), (2, 1)]),
    ({"pair": [2, 1]}, {"pair": (2, 1)}),
]


@pytest.mark.parametrize(("left", "right"), OTHER_FORM)
def test_right_content_in_another_form_is_right(left: object, right: object) -> None:
    assert same(left, right)


def test_a_form_that_takes_a_decision_is_not_turned() -> None:
    assert not same(FRAME.assign(a=1), pd.Series({"FRA": 0.25, "USA": 0.5}))  # which column is meant?
    assert not same(FRAME.assign(a=1, b=2, c=3), FRAME)  # choosing the columns is the task
    assert not same([1, 2], (2, 1))
    assert not same(pd.Series([3, 4], index=[1990, 1991]), pd.Series([3, 4], index=[1991, 1992]))


def test_a_long_table_of_two_labels_is_the_wide_one() -> None:
    wide = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=pd.Index(["x", "y"], name="who"))
    long = wide.reset_index().melt("who", var_name="what", value_name="n")
    for table in (long, long[["what", "who", "n"]], long.rename(columns={"n": 0})):
        assert same(table, wide)
    assert not same(long.assign(n=[1, 3, 2, 5]), wide)
    assert not same(long.iloc[1:], wide)


def test_a_series_may_stand_last_in_a_table() -> None:
    wanted = pd.Series({"FRA": 0.25, "USA": 0.5}).rename_axis("state")
    asked = skeleton(encode(wanted))
    first = FRAME.set_index("state").assign(base=[4, 2])[["base", "share"]]
    for table in (
        first,
        first.reset_index(),
        first.rename_axis(None),
        first.reset_index()[["base", "state", "share"]],
    ):
        assert canonical(by_one_column(asked, encode(table))) == canonical(encode(wanted))
    words = pd.Series({"FRA": "summons", "USA": "recall"}).rename_axis("state")
    rungs = pd.DataFrame({"measure": words, "rung": [3, 4], "day": pd.to_datetime(["2026-01-01"] * 2)})
    told = by_one_column(skeleton(encode(words)), encode(rungs))
    assert canonical(told) == canonical(encode(words))
    for table in (first[["share", "base"]], first.assign(a=1, b=2)[["a", "b", "base", "share"]]):
        assert canonical(by_one_column(asked, encode(table))) != canonical(encode(wanted))
    assert by_one_column(skeleton(encode(7)), encode(first)) == encode(first)
    assert by_one_column(asked, encode(7)) == 7


@pytest.mark.parametrize(("left", "right"), NOT_THE_SAME)
def test_different_answers_are_not(left: object, right: object) -> None:
    assert not same(left, right)
    assert digest(seal(canonical(encode(left)), "s")) != digest(seal(canonical(encode(right)), "s"))


def test_a_set_has_no_order_where_one_is_asked_for() -> None:
    assert same({1, 2}, [1, 2])
    assert same({1, 2}, {2, 1}, order="strict")
    assert not same({1, 2}, [1, 2], order="strict")


class AlwaysEqual:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None


class SlyInt(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


class SlyFrame(pd.DataFrame):
    pass


@pytest.mark.parametrize(
    "value",
    [
        AlwaysEqual(),
        SlyInt(3),
        [SlyInt(3)],
        {"a": AlwaysEqual()},
        SlyFrame({"a": [1]}),
        pd.Series([AlwaysEqual()]),
        object(),
        iter([1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_type_with_ideas_of_its_own_is_refused(value: object) -> None:
    with pytest.raises(UnwritableError):
        encode(value)


def test_endless_nesting_is_refused() -> None:
    nest: list = []
    nest.append(nest)
    with pytest.raises(UnwritableError):
        encode(nest)


@pytest.mark.parametrize(
    "tree",
    [
        {"t": "nonsense"},
        {},
        {"t": "list"},
        {"t": "series", "v": [1], "index": {"levels": [[1, 2]], "names": [None]}, "name": None},
        {"t": "frame", "columns": ["a"], "rows": 2, "index": None, "v": [[1]]},
        {"t": "date", "v": "yesterday"},
        {"t": "array", "shape": [10**9], "v": [1]},
        [1],
        {"t": "dict", "v": [[{"t": "list", "v": []}, 1]]},
    ],
)
def test_a_forged_tree_is_refused(tree: object) -> None:
    with pytest.raises(ValueError):
        decode(tree)


def test_numbers_near_a_rounding_step_are_noticed() -> None:
    assert is_ambiguous(0.1234565, digits=6)
    assert not is_ambiguous(0.1234565, digits=5)
    assert not is_ambiguous({"t": "list", "v": [75, 0.5, 1 / 3]}, digits=6)


def test_kind_size_and_names() -> None:
    assert family(encode(FRAME)) == "DataFrame"
    assert family(encode(1.5)) == "number"
    assert family(encode(True)) == "truth value"
    assert shape_of(encode(FRAME)) == [2, 2] == shape_of(encode(FRAME.set_index("state")))
    assert shape_of(encode(FRAME.set_index(pd.Index([7, 9])))) == [2, 2]
    assert names_of(encode(FRAME.set_index("state"))) == ["share", "state"]
    assert choices_of(encode(" B ")) == {"": "b"}
    assert choices_of(encode({"x": "A"})) == {"x": "a"}
    assert choices_of(encode(3)) is None


COUNTS = pd.Series({1960: 1, 1970: 3, 1980: 2})


def _charts() -> dict[str, object]:
    axes = {name: plt.subplots()[1] for name in ("bars", "names", "line", "points", "sideways")}
    axes["bars"].bar(COUNTS.index, COUNTS, width=8)
    axes["names"].bar([f"{year}s" for year in COUNTS.index], COUNTS)
    axes["line"].plot(COUNTS.index, COUNTS, marker="o")
    axes["points"].scatter(COUNTS.index, COUNTS)
    axes["sideways"].barh([f"{year}s" for year in COUNTS.index], COUNTS)
    axes["pandas"] = COUNTS.plot.bar(ax=plt.subplots()[1])
    return axes


@pytest.mark.parametrize("method", ["plot", "scatter"])
def test_points_drawn_one_by_one_are_one_set(method: str) -> None:
    together, apart = (plt.subplots()[1] for _ in range(2))
    together.scatter([1, 2, 4], [3, 1, 2])
    for place, value in [(1, 3), (2, 1), (4, 2)]:
        getattr(apart, method)(place, value, marker="o", linestyle="")
    for ax in (together, apart):
        ax.plot([0, 5], [0, 5])
        ax.scatter([2], [1], color="red")  # points at a value that is there, and is no data
    assert figure_data(encode(apart)) == figure_data(encode(together))
    assert len(encode(apart)["marks"]) == 2


def test_bars_and_points_over_days_are_read_as_a_line_is() -> None:
    days, values = pd.date_range("1854-08-30", periods=4), [8, 56, 143, 116]
    axes = [plt.subplots()[1] for _ in range(4)]
    axes[0].plot(days, values)
    axes[1].bar(days, values)
    axes[2].scatter(days, values)
    axes[3].barh(days, values)
    read = [encode(each)["marks"][0]["pairs"] for each in axes]
    assert read[0][2] == ["1854-09-01", 143.0]
    assert read == [read[0]] * 4
    plt.close("all")


@pytest.mark.parametrize(
    ("seen", "write"),
    [
        (True, lambda ax: ax.text(1966, 80, "a note")),
        (True, lambda ax: ax.text(1.02, 0.5, "a note", transform=ax.transAxes)),
        (True, lambda ax: ax.annotate("a note", (1966, 80), xytext=(1967, 90))),
        (True, lambda ax: ax.annotate("a note", (1966, 80), xytext=(10, 20), textcoords="offset points")),
        (True, lambda ax: ax.annotate("a note", (0.5, 0.9), xycoords="axes fraction")),
        (False, lambda ax: ax.text(0.5, 0.9, "a note")),
        (False, lambda ax: ax.text(1966, 3000, "a note")),
        (False, lambda ax: ax.annotate("a note", (1966, 400))),
    ],
)
def test_a_note_outside_the_picture_is_not_seen(seen: bool, write: Callable[[Any], object]) -> None:
    ax = plt.subplots()[1]
    ax.plot(range(1960, 1973), range(50, 115, 5))
    write(ax)
    tree = encode(ax)
    plt.close("all")
    assert (tree["texts"], tree["unseen"]) == ((["a note"], []) if seen else ([], ["a note"]))


def test_a_chart_is_what_its_axes_hold() -> None:
    trees = {name: encode(ax) for name, ax in _charts().items()}
    data = {json.dumps(figure_data(tree)) for tree in trees.values()}
    plt.close("all")
    assert len(data) == 1, data
    assert trees["bars"]["zero"]


NAMED = pd.Series({"lead": 3, "protocol breach": 4, "history": 0})


def _equal_charts_of_names() -> dict[str, object]:
    names, values = list(NAMED.index), list(NAMED)
    axes = {
        name: plt.subplots()[1] for name in ("bars", "loop", "sideways dots", "stem", "guides", "wrapped")
    }
    axes["bars"].bar(names, values)
    for name, value in NAMED.items():
        axes["loop"].bar(name, value)
    axes["sideways dots"].plot(values, names, "o")
    axes["stem"].stem(names, values)
    axes["guides"].bar(names, values)
    axes["guides"].axhline(0, color="black")
    axes["guides"].axvline(1.5, color="grey")
    axes["wrapped"].bar(range(3), values, tick_label=["lead", "protocol\nbreach", "history"])
    return axes


def test_bars_of_a_loop_dots_stems_and_lines_that_guide_the_eye_are_no_other_data() -> None:
    data = {json.dumps(figure_data(encode(ax))): name for name, ax in _equal_charts_of_names().items()}
    plt.close("all")
    assert len(data) == 1, data


def test_a_straight_line_is_its_two_ends_and_new_year_s_day_is_the_year() -> None:
    def data(*arguments: object) -> object:
        _, ax = plt.subplots()
        ax.plot(*arguments)
        ax.plot([0.1, 0.4, 0.9], [0.3, 0.2, 0.8], "o")
        found = figure_data(encode(ax))
        plt.close("all")
        return found

    ends = data([0, 1], [0, 1])
    assert data(np.linspace(0, 1, 50), np.linspace(0, 1, 50)) == ends
    assert data([0, 0.5, 1], [0, 0.6, 1]) != ends
    assert data([0, 0.5, 1], [0.3, 0.3, 0.3]) != ends
    assert data([0, 0.5, 1], [3e-17, 0, -1e-17]) == data([0, 0.5, 1], [0, 0, 0]) != data([0, 1], [0, 0])

    def years(places: object) -> object:
        _, ax = plt.subplots()
        ax.plot(places, [3, 1, 2])
        found = figure_data(encode(ax))
        plt.close("all")
        return found

    assert years(pd.to_datetime(["1960-01-01", "1961-01-01", "1963-01-01"])) == years([1960, 1961, 1963])
    assert years(pd.to_datetime(["1960-02-01", "1961-01-01", "1963-01-01"])) != years([1960, 1961, 1963])


def test_a_year_as_a_case_may_be_a_number() -> None:
    assert choices_of(encode({2025: "B", "first": "a"})) == {"2025": "b", "first": "a"}
    asked: Any = {"t": "dict", "v": {}, "labels": "", "keys": ["rho", "2025"]}
    assert choices_of(as_asked(asked, encode({"rho": "b", 2025: "c", "extra": "a"}))) == {
        "rho": "b",
        "2025": "c",
    }


def test_a_named_tuple_is_read_without_asking_it() -> None:
    class Sly(NamedTuple):
        low: float
        high: float

        def __iter__(self):  # type: ignore[no-untyped-def]
            return iter((9.0, 9.0))

    assert encode(Sly(1.5, 2.5)) == encode((1.5, 2.5))


def test_other_data_or_a_cut_axis_shows() -> None:
    _, ax = plt.subplots()
    ax.bar(COUNTS.index, COUNTS + 1, width=8)
    ax.set_ylim(1, 5)
    tree = encode(ax)
    _, right = plt.subplots()
    right.bar(COUNTS.index, COUNTS, width=8)
    assert figure_data(tree) != figure_data(encode(right))
    assert not tree["zero"]
    plt.close("all")


def test_error_bars_are_read() -> None:
    _, ax = plt.subplots()
    ax.errorbar([1, 2], [3.0, 4.0], yerr=[[1, 1], [2, 2]], fmt="o")
    assert encode(ax)["intervals"] == [[1, 2.0, 5.0], [2, 3.0, 6.0]]
    plt.close("all")
