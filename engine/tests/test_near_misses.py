"""What is nearly right is recognised as such, by its seal, and told what it lacks."""

from __future__ import annotations

import json
import math
import warnings
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from small_course.forms import promise_problem
from small_course.measures import share

from corrige.authoring.cards import make_card
from corrige.authoring.reader import read_exercise
from corrige.authoring.spec import make_spec
from corrige.codec import canonical, digest, encode, hide, seal, undone
from corrige.codec.chart_marks import data_marks
from corrige.codec.fingerprint import fingerprint
from corrige.feedback.evaluate import evaluate
from corrige.feedback.reply import Reply
from corrige.feedback.showing import show, show_call
from corrige.feedback.stub_detection import is_untouched

SHARES = pd.Series({2014: 0.111111, 2020: 0.290322, 2024: 0.741935}, name="share").rename_axis("year")
TABLE = pd.DataFrame({"state": ["FRA", "GBR"], "agreement": [0.51234, 0.68765], "kappa": [-0.12345, 0.43219]})
RATES = {"all": 1.74321, "without, USA": 1.69876}


def entry_of(right: object, *, order: str = "any", **more: object) -> dict:
    tree = encode(right)
    return {
        "kind": "value",
        "name": "answer",
        "hint": "HINT.",
        "salt": "salt",
        "order": order,
        "digits": 6,
        "mistakes": [],
        "right": digest(seal(canonical(tree, order=order), "salt")),
        **make_spec(tree, order=order, digits=6, salt="salt"),
        **more,
    }


def reply_to(right: object, answer: object, *, order: str = "any") -> Reply:
    reply = evaluate(entry_of(right, order=order), {"answer": answer})
    assert "incorrect" not in reply.text
    return reply


NEAR = [
    (0.922078, 0.92, "rounded", "the right number, rounded to 2 decimals"),
    (0.922078, 0.9, "", "right kind of answer, but not the right one"),
    (0.0312345, 0.03, "rounded", "rounded to 2 decimals"),
    (12.51234, 13.0, "rounded", "rounded to whole numbers"),
    (0.922078, 92.2078, "per-cent", "leave out the factor 100"),
    (0.922078, 92.2, "per-cent", "rounded to 1 decimal. "),
    (92.2078, 0.922078, "share", "multiply by 100"),
    (2614.5, 261450.0, "times-100", "times 100. That factor is not asked for"),
    (0.922078, -0.922078, "sign", "the sign is not"),
    (0.922078, 1 - 0.922078, "rest", "are the others counted"),
    (92.2078, 7.7922, "rest", "are the others counted"),
    (0.48123, 481.23, "times-1000", "a thousand times too large"),
    (0.48123, 0.00048123, "by-1000", "a thousand times too small"),
    (0.48123, 1 / 0.48123, "inverse", "upside down"),
    (57, 58, "one-off", "You are off by one"),
    (57, 56, "one-off", "You are off by one"),
    ([2, 5, 8], [3, 6, 9], "one-off", "All are off by one"),
    ([0.12345, 0.54321], [0.12, 0.54], "rounded", "the right numbers, rounded to 2"),
    ([0.1236, 0.5432, 0.8765], [0.124, 0.541, 0.877], "rounded", "Their first digits are right. If the rest"),
    (SHARES, SHARES.round(2), "rounded", "the right numbers, rounded to 2"),
    (SHARES, SHARES * 100, "per-cent", "the right numbers times 100"),
    (TABLE, TABLE.round(2), "rounded", "These are the right numbers, rounded to 2"),
    (RATES, {"all": 1.7, "without, USA": 1.70}, "rounded", "rounded to 1 decimal"),
    ({"a": 0.4812, "b": 0.005}, {"a": 0.48, "b": 0.0}, "rounded", "rounded to 2 decimals"),
    ({"a": 0.4812, "b": 0.2}, {"a": 48.12, "b": 20.0}, "per-cent", "These are the right numbers times 100"),
    ((3, 6), (6, 7), "", "none of its 2 parts is right yet. HINT."),
    (RATES, {"all": 1.7, "without, USA": 1.69876}, "rounded", "'all': this is the right number, rounded"),
    (RATES, {"all": 1.74, "without, USA": 1.69876}, "rounded", "'all': its first digits are right. If"),
    (0.82301, 0.825, "rounded", "Its first digits are right. If the rest was rounded away, to 3 decimals"),
    (1.745123, 1.75, "rounded", "first digits are right"),
]


@pytest.mark.parametrize(("right", "answer", "mistake", "says"), NEAR)
def test_near_miss_is_named(right: object, answer: object, mistake: str, says: str) -> None:
    reply = reply_to(right, answer)
    assert (reply.outcome, reply.mistake) == ("not yet", mistake), reply
    assert says in reply.text


def test_rounding_is_not_told_of_code_that_does_not_round() -> None:
    entry = entry_of(0.82301)
    assert evaluate(entry, {"answer": 0.825}, "answer = round(x, 3)").mistake == "rounded"
    assert evaluate(entry, {"answer": 0.825}, "answer = 0.825").mistake == "rounded"
    assert evaluate(entry, {"answer": 0.825}, "answer = 33 / 40").mistake == ""


def test_code_that_rounds_is_told_so_where_the_task_asks_for_no_rounding() -> None:
    entry = entry_of(0.82301, unrounded=True)
    assert "Your code rounds" in evaluate(entry, {"answer": 0.6}, "answer = round(x, 1)").text
    assert "Your code rounds" not in evaluate(entry, {"answer": 0.6}, "answer = around(x)").text
    assert "Your code rounds" not in evaluate(entry_of(0.82301), {"answer": 0.6}, "answer = round(x, 1)").text


def test_what_is_rounded_in_one_call_alone_is_chance() -> None:
    probes, rest = [1, 2, 7], entry_of(0)
    entry = {**rest, "kind": "function", "probes": [[each] for each in probes], "stub": "", "right": ""}
    specs = [make_spec(1 - 0.05 ** (1 / n), order="any", digits=6, salt="salt") for n in probes]
    entry["specs"] = specs
    assert "rounded" not in evaluate(entry, {"answer": lambda n: 1 - 0.1 ** (1 / n)}).text
    assert "rounded to 2" in evaluate(entry, {"answer": lambda n: round(1 - 0.05 ** (1 / n), 2)}).text


FORMS = [
    (SHARES, SHARES.reset_index().assign(members=30), 'answer.set_index("year")["share"]'),
    (SHARES, pd.Series(SHARES.index, index=SHARES.array), "pd.Series(answer.index, index=answer)"),
    ([2, 5, 8], {"a": 2, "b": 5, "c": 8}, "list(answer.values())"),
    (0.48123, (3, 0.48123, 0.1), "answer[1]"),
    (0.48123, np.array([[1.0, 0.48123], [0.48123, 1.0]]), "answer[0, 1]"),
    (0.48123, "0.48123", "float(answer)"),
]


@pytest.mark.parametrize(("right", "answer", "line"), FORMS)
def test_advice_on_the_form_leads_to_acceptance(right: object, answer: object, line: str) -> None:
    reply = reply_to(right, answer)
    assert (reply.outcome, reply.mistake) == ("not yet", "form"), reply
    assert f"`{line}` gives it." in reply.text
    mended = eval(line, {"answer": answer, "pd": pd})
    assert reply_to(right, mended).outcome == "right"


@pytest.mark.parametrize(
    ("right", "answer"),
    [
        (SHARES, SHARES.to_frame()),
        (SHARES, SHARES.to_dict()),
        (TABLE, TABLE.set_index("state").rename_axis(None)),
        (TABLE, TABLE.set_index("state").rename_axis("country")),
        (TABLE, TABLE.set_index("state").T),
        (TABLE, TABLE.set_index("state", drop=False)),
        (TABLE, TABLE.set_axis(["a", "b"])),
        (TABLE, TABLE.T),
        (TABLE, TABLE.assign(gap=1)),
        (TABLE, TABLE.set_index("state").rename_axis(None).assign(gap=1)),
        (RATES, pd.Series(RATES)),
        ([2, 5, 8], pd.Series([2, 5, 8])),
        ((2, 5), [2, 5]),
        ((2, 5), {"first": 2, "second": 5}),
        ([(2, 5), (1, 3)], [[1, 3], [2, 5]]),
        (pd.Series([0.5, 0.25]), [0.5, 0.25]),
        (pd.Series([0.5, 0.25]), pd.Series([0.5, 0.25], index=[0, 1])),
        (pd.Series([0.5, 0.25, 0.1]), pd.Series([0.5, 0.25, 0.1])[::-1]),
        ("2021-09-17", pd.Timestamp("2021-09-17")),
        # One value for each label, however it is written; a year as text or as the day that begins it.
        (SHARES, SHARES.reset_index()),
        (SHARES, SHARES.rename_axis(None).to_frame()),
        (SHARES, SHARES.reset_index()[["share", "year"]]),
        (SHARES, list(SHARES.items())),
        (SHARES, SHARES.set_axis(SHARES.index.astype(str))),
        (SHARES, SHARES.set_axis(pd.PeriodIndex(SHARES.index.astype(str), freq="Y"))),
        (SHARES, SHARES.set_axis(pd.to_datetime(SHARES.index, format="%Y"))),
        (RATES, pd.DataFrame([RATES])),
        (RATES, list(RATES.items())),
        (RATES, {name: np.array([value]) for name, value in RATES.items()}),
        # The one number that a container holds.
        (0.48123, [0.48123]),
        (0.48123, np.array(0.48123)),
        (0.48123, pd.Series({"x": 0.48123})),
        (0.48123, pd.DataFrame({"x": [0.48123]})),
        (0.25, Fraction(1, 4)),
        (0.25, Decimal("0.25")),
        # A table by its rows or by its columns.
        (TABLE, TABLE.to_dict()),
        (TABLE, TABLE.to_dict("list")),
        (TABLE, TABLE.to_dict("records")),
        (TABLE, TABLE.set_index("state").T.to_dict()),
        (TABLE, TABLE.set_index("state").stack()),  # noqa: PD013
        ({"a": 1, "b": 2}, Counter(a=1, b=2)),
        (["a", "b"], pd.Series(["a", "b"]).unique()),
    ],
)
def test_right_content_in_another_form_is_right(right: object, answer: object) -> None:
    assert reply_to(right, answer).ok


def test_places_that_a_filter_left_are_no_column() -> None:
    answer = TABLE.rename(columns={"state": "land"}).set_axis([3, 7])
    assert "'state'" in reply_to(TABLE, answer).text
    assert "'land'" in reply_to(TABLE, answer).text


def test_columns_that_had_to_be_chosen_are_named() -> None:
    wide = TABLE.assign(gap=1, year=2, votes=3)
    assert (
        "What is asked for is there, and right; 'gap', 'votes' and 'year' should go."
        in reply_to(TABLE, wide).text
    )


@pytest.mark.parametrize(
    "answer", [SHARES.reset_index(drop=True), list(SHARES), tuple(SHARES), SHARES.to_numpy()]
)
def test_values_without_their_labels_are_told_just_that(answer: object) -> None:
    reply = reply_to(SHARES, answer)
    assert reply.mistake == "index"
    assert "The values are right" in reply.text
    assert "the year" in reply.text
    assert "not all of its values" not in reply.text


def test_labels_that_are_one_off_and_values_beside_the_wrong_labels() -> None:
    later = reply_to(SHARES, SHARES.set_axis(SHARES.index + 1))
    assert later.mistake == "index"
    assert "labels in the index are not. All are off by one." in later.text
    mixed = reply_to(SHARES, pd.Series(SHARES.to_numpy()[::-1], index=SHARES.index))
    assert mixed.mistake == "matching"
    both = reply_to(SHARES, SHARES.reset_index(drop=True).round(2))
    assert "the index is not" in both.text
    assert "rounded to 2 decimals" in both.text


def test_the_columns_that_are_not_right_are_named() -> None:
    text = reply_to(TABLE, TABLE.assign(kappa=0.5)).text
    assert text == "2 of 3 right ('state' and 'agreement'); 'kappa' is not right yet."
    swapped = TABLE.rename(columns={"kappa": "agreement", "agreement": "kappa"})
    assert "'agreement' and 'kappa' have changed places" in reply_to(TABLE, swapped).text
    shuffled = TABLE.assign(state=["GBR", "FRA"])
    assert reply_to(TABLE, shuffled).mistake == "matching"
    odd = reply_to(RATES, {"all": "7/4", "without, USA": 1.69876}).text
    assert "'all' is text, and a number is asked for." in odd


def test_order_where_it_counts() -> None:
    assert reply_to([3, 1, 2], [1, 2, 3], order="strict").mistake == "order"
    assert reply_to(TABLE, TABLE[::-1], order="strict").mistake == "order"
    assert reply_to([3, 1, 2], (3, 1, 2), order="strict").ok
    assert not reply_to((0.25, 0.5), (0.5, 0.25)).ok  # a tuple is a record
    assert "`sorted(answer)` gives it." in reply_to([1, 2, 3], {1, 2, 3}, order="strict").text
    assert reply_to([3, 1, 2], {1, 2, 3}, order="strict").mistake == "order"


@pytest.mark.parametrize(
    ("right", "answer", "says"),
    [
        (SHARES, SHARES.head(1), "2 entries that belong there are missing"),
        (TABLE, TABLE.head(1), "1 row that belongs there is missing"),
        (
            TABLE,
            TABLE.assign(state="ITA").head(1),
            "has 1 row, fewer than it should have. If a loop fills it",
        ),
        (
            TABLE,
            pd.concat([TABLE, TABLE.assign(state=["ITA", "ESP"])]),
            "'ITA' and 'ESP' should not be in answer.",
        ),
        (SHARES, SHARES.mask(SHARES > 0.5), "1 of its 3 values is missing (NaN)"),
        (SHARES, SHARES.replace(0.111111, 0.4), "2 of 3 entries are right. Look again at 2014."),
        (TABLE, TABLE.head(0), "answer is empty."),
        (RATES, {"all": 1.74321, "without": 1}, "misses 'without, USA' and has 'without' that"),
        ([2, 5], (2, 5, 9), "has 3 entries, more"),
        (TABLE, (2, 5), "answer is a tuple of 2 entries; a DataFrame is asked for"),
        (0.5, True, "truth value, True; a number is asked for. A comparison gives True or False"),
        (0.5, [1j], "the root of a negative number"),
        (TABLE, TABLE.assign(gap=1, more=2).set_index("state").T, "table.T turns a table"),
        (TABLE, TABLE.drop(columns="kappa"), "has a filter taken away the rows"),
    ],
)
def test_messages_can_be_read(right: object, answer: object, says: str) -> None:
    assert says in reply_to(right, answer).text


_LOOPED = "for row in rows:\n    pass\nanswer = row"


@pytest.mark.parametrize(
    ("right", "answer", "source", "says"),
    [
        (
            TABLE,
            TABLE.assign(state="ITA").head(1),
            "answer = made[1:]",
            "Is it grouped by what should be one row?",
        ),
        (
            TABLE,
            TABLE.assign(state="ITA").head(1),
            _LOOPED,
            "is the line that keeps a result inside the loop?",
        ),
        (TABLE, TABLE.head(0), _LOOPED, "does each round keep what it found?"),
        (
            SHARES,
            SHARES.tail(1),
            _LOOPED,
            "missing. If a loop fills it: is the line that keeps a result inside",
        ),
        (
            SHARES,
            SHARES.tail(1),
            "answer = made[1:]",
            "2 entries that belong there are missing. Follow one label",
        ),
        (
            TABLE,
            pd.concat([TABLE, TABLE.head(1).assign(state="total")]),
            "answer = made[made.state != 'ITA']",
            "'total' should not be in answer. A total over the others is not asked for: leave it out.",
        ),
        (
            TABLE,
            pd.concat([TABLE, TABLE.head(1).assign(state="All")]),
            "answer = pd.crosstab(a, b, margins=True)",
            "the total that `margins=True` adds.",
        ),
        (
            TABLE,
            TABLE.rename(columns={"kappa": "alpha"}),
            "answer = made",
            "misses 'kappa' and has 'alpha' that the task does not ask for. Is that the right column under another",
        ),
    ],
)
def test_what_is_said_of_rows_fits_the_code(right: object, answer: object, source: str, says: str) -> None:
    text = evaluate(entry_of(right), {"answer": answer}, source).text
    assert says in text
    assert ("loop" in text) == (source == _LOOPED)


def test_a_slip_made_in_several_parts_is_told_once() -> None:
    entry = entry_of({"a": 1.5, "b": 2.5, "c": 3.5})
    for part, value in {"a": 9.1, "b": 9.2}.items():
        sealed = seal(canonical(encode(value), digits=6), "salt")
        slip = {"id": "slip-other-year", "text": "This is what comes out.", "with": "", "without": ""}
        entry["parts"][part]["slips"] = {digest(sealed)[:16]: hide(json.dumps(slip), sealed)}
    text = evaluate(entry, {"answer": {"a": 9.1, "b": 9.2, "c": 3.5}}).text
    assert "'a' and 'b': This is what comes out." in text


def _draw() -> object:
    return plt.subplots()[1]


@pytest.mark.parametrize(
    ("right", "answer", "says"),
    [
        # What was found, by its kind and size, and the way to what is asked for.
        (TABLE, 7, "is a number, 7; a DataFrame is asked for. Was it computed of all rows at once"),
        (TABLE, 7, "Its columns are 'agreement', 'kappa' and 'state'."),
        (SHARES, 7.25, "is a number, 7.25; a Series is asked for. Was it computed of all rows at once"),
        (
            TABLE,
            SHARES,
            "is a Series of 3 entries; a DataFrame is asked for. A Series is one column; the columns asked for",
        ),
        (
            TABLE[["state", "kappa"]],
            pd.Series([1, 2], index=pd.Index(["FRA", "GBR"], name="state")),
            '`answer.reset_index(name="kappa")` makes columns of its labels and of its values.',
        ),
        (
            pd.DataFrame({"yes": [1, 2], "no": [3, 5]}, index=["a", "b"]),
            pd.Series([9, 9, 9, 9], pd.MultiIndex.from_product([["a", "b"], ["yes", "no"]])),
            "`answer.unstack()` spreads the second",
        ),
        (TABLE[["kappa"]], pd.Series([1, 2]), "`answer.to_frame()` makes a table of this one column"),
        (
            TABLE,
            SHARES > 0.2,
            "This is a mask, a True or False for each row: `table.loc[answer, [columns]]` keeps",
        ),
        (7, SHARES > 0.2, "`answer.sum()` counts, `answer.mean()` is the share"),
        (
            7,
            TABLE,
            "is a DataFrame of 2 rows and 3 columns; a number is asked for. `len(answer)` counts rows",
        ),
        (7, TABLE, "`len(answer)` counts rows"),
        (7, SHARES, "`answer.sum()` adds the values up"),
        (7, [1, 2], "is a list of 2 entries; a number is asked for"),
        ((8, 7), {7, 8}, "Curly brackets make a set"),
        ((8.5, 7.5), {7.5, 8.5}, "Curly brackets make a set"),
        (
            (8.5, 7.5),
            "8.5 and 7.5",
            "Give the values themselves, with commas between, and no text about them",
        ),
        ((7, 8), 7, "Several values are asked for, with commas between"),
        (7, [], "is an empty list; a number is asked for"),
        (7, len, "is a method and not its result"),
        (7, SHARES.mean, "is a method and not its result"),
        (7, lambda x: x, "is a function; a number is asked for. Call it: round brackets after its name"),
        (7, None, "is None; a number is asked for. Many methods change a thing in place"),
        (7, float("nan"), "answer is nan: the calculation met an empty cell, or took 0 / 0."),
        (7, float("inf"), "answer is inf: the calculation divided by zero."),
        (7, pd.NA, "is a missing value; a number is asked for. The cell taken is empty"),
        (7, dict, "is a type and not a value"),
        (7, math, "is a module"),
        (7, _draw, "is a function; a number is asked for."),
        ("FRA", SHARES, "`answer.idxmax()` is the label of the largest value"),
        ("FRA", 7, ".max() gives the largest value, .idxmax() its label"),
        (TABLE, "FRA 1", "keep the table"),
        (SHARES, True, "group first and compare or count inside each group"),
        ({"a": 1, "b": 2}, 3, "Give each value its name: {'name': value, …}."),
        ([1, 2], {"a": 5}, "`list(answer.values())` makes one of its values"),
    ],
)
def test_another_kind_is_told_the_way(right: object, answer: object, says: str) -> None:
    reply = reply_to(right, answer)
    assert reply.outcome == "not yet"
    assert says in reply.text
    assert "{{" not in reply.text
    assert "{code}" not in reply.text


def test_every_kind_is_told_something_better_than_to_read_again() -> None:
    kinds = {
        "number": 7, "text": "no", "truth value": True, "None": None, "Series": SHARES, "DataFrame": TABLE,
        "list": [4, 5], "dict": {"a": 4}, "function": abs,
    }  # fmt: skip
    wanted = {"number": 3, "Series": SHARES * 2, "DataFrame": TABLE.head(1), "list": [9], "dict": {"b": 1}}
    vague = {
        (seen, asked)
        for asked, right in wanted.items()
        for seen, answer in kinds.items()
        if "Read once more" in reply_to(right, answer).text
    }
    assert vague <= {("truth value", "list"), ("truth value", "dict"), ("list", "list")}


def test_truth_values_in_a_column_are_ones_and_zeros() -> None:
    assert reply_to(
        pd.DataFrame({"x": ["a", "b"], "yes": [1, 0]}), pd.DataFrame({"x": ["a", "b"], "yes": [True, False]})
    ).ok


def test_a_near_miss_shadows_neither_the_right_answer_nor_a_known_mistake(course_root: Path) -> None:
    entry = make_card(read_exercise(course_root / "solutions" / "ex01_counting.py"))["tasks"]["event-count"]
    four = evaluate(entry, {"event_count": 4})
    assert 3 in [tree for _, tree in undone(4)]  # one off, and the number of rows as well
    assert four.mistake == "rows"
    for right in (0, 0.5, 1, [0, 0]):
        assert reply_to(right, right).ok


@pytest.mark.parametrize(("right", "answer"), [(2, 0.5), (1, 0), (0, 1), (2, 1), (0.125, 0.25), (3, 4.5)])
def test_what_comes_out_by_chance_is_not_told_as_a_slip(right: object, answer: object) -> None:
    assert reply_to(right, answer).mistake in ("", "half", "twice")


def test_the_card_does_not_say_in_the_open_what_is_near() -> None:
    card = str(entry_of(0.922078))
    for word in ("rounded", "per-cent", "one-off", "0.92", "92.2"):
        assert word not in card


def test_what_is_no_number_has_no_near_misses() -> None:
    assert list(undone("FRA")) == []
    assert list(undone({"t": "list", "v": ["a", None]})) == []
    mixed = dict(undone({"t": "tuple", "v": [4, 6, 41.23]}))
    assert mixed["per-cent"]["v"] == [4, 6, pytest.approx(0.4123)]


@pytest.fixture
def entries(course_root: Path) -> dict:
    return make_card(read_exercise(course_root / "solutions" / "ex01_counting.py"))["tasks"]


def called(entries: dict, function: object) -> Reply:
    return evaluate(entries["share"], {"share": function})


def test_near_misses_of_a_function(entries: dict) -> None:
    rounded = called(entries, lambda p, w: round(p / w, 2) if w else None)
    assert rounded.mistake == "rounded"
    assert "Called share(1, 3). It returned 0.33. " in rounded.text
    assert "digits are right" in rounded.text or "the right number, rounded" in rounded.text
    assert called(entries, lambda p, w: -p / w if w else None).mistake == "sign"
    assert called(entries, lambda p, w: [p / w] if w else None).ok
    wrapped = called(entries, lambda p, w: [p, p / w, w] if w else None)
    assert "`result[1]` gives it." in wrapped.text
    assert (
        "The result is a dict; a number is asked for." in called(entries, lambda p, w: {"p": p, "w": w}).text
    )
    assert "the root of a negative number" in called(entries, lambda p, w: (-1) ** 0.5).text
    assert "None" not in called(entries, lambda p, w: p / w if w else 0.0).text.replace("share(0, 0)", "")


def test_none_is_not_nan_for_a_function(entries: dict) -> None:
    assert not called(entries, lambda p, w: p / w if w else float("nan")).ok


def test_a_right_function_may_warn_and_print(entries: dict, capsys: pytest.CaptureFixture[str]) -> None:
    def share(part: float, whole: float) -> float | None:
        print("working")
        np.array([0.0]) / np.array([0.0])
        warnings.warn("careful", RuntimeWarning, stacklevel=1)
        return part / whole if whole else None

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert called(entries, share).ok
    assert capsys.readouterr().out == ""


def test_the_case_is_shown_in_full_and_can_be_tried() -> None:
    votes = pd.Series(["Y", None], index=[5, 6], dtype=object)
    call, full = show_call("f", [encode(votes), encode(TABLE), 3])
    assert full
    names: dict = {}
    exec("import pandas as pd", names)
    again = eval(call.removeprefix("f"), names)
    assert again[0].index.tolist() == [5, 6]
    assert pd.isna(again[0][6])
    pd.testing.assert_frame_equal(again[1], TABLE)
    long = encode(pd.DataFrame({"x": range(500)}))
    assert show_call("f", [long]) == ("f(a DataFrame of 500 rows)", False)
    for value in ([1, "a"], (1,), {"a": [1]}, {1, 2}, float("inf"), SHARES):
        written = eval(show(encode(value), 400), names)
        assert canonical(encode(written)) == canonical(encode(value))


def test_a_long_case_comes_with_the_reply(course_root: Path, solution_text: str) -> None:
    text = solution_text.replace("(0, 0), (1, 3)]", "(0, 0), ([1] * 900, 3)]")
    text = text.replace(
        "    return part / whole\n    # END",
        "    return 1 if isinstance(part, list) else part / whole\n    # END",
    )
    text = text.replace("100 * part / whole\n", "100 if isinstance(part, list) else 100 * part / whole\n")
    text = text.replace(
        "def share(part, whole):\n    return part / whole",
        "def share(part, whole):\n    return 1 if isinstance(part, list) else part / whole",
    )
    text = text.replace(
        "share = lambda part, whole: part / whole if whole",
        "share = lambda part, whole: (1 if isinstance(part, list) else part / whole) if whole",
    )
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(text, encoding="utf-8")
    entry = make_card(read_exercise(path))["tasks"]["share"]
    reply = evaluate(entry, {"share": lambda p, w: 5 if isinstance(p, list) else p / w if w else None})
    assert "Called share(a list of 900, 3). It returned 5." in reply.text
    assert reply.text.endswith("To try it yourself: share(*_.case) in the next cell.")
    assert reply.case == ([1] * 900, 3)


STUB = 'def share(part, whole):\n    """Say it."""\n    ...\n'


@pytest.mark.parametrize(
    "source",
    [
        STUB,
        "def share(part, whole):\n    # to do\n    ...",
        "def share(part, whole):\n    return ...",
        "def share(part, whole):\n    pass",
        "share = lambda part, whole: None",
    ],
)
def test_a_function_as_handed_out_is_not_answered(entries: dict, source: str) -> None:
    names: dict = {}
    exec(source, names)
    reply = evaluate(entries["share"], names)
    assert (reply.outcome, reply.mistake) == ("not answered", "")
    assert "Divide, but" not in reply.text  # the hint stays folded


def test_a_stub_with_given_lines_is_recognised_and_an_answer_is_not() -> None:
    stub = "def p(first, second):\n    pooled = first + second\n    ..."
    names: dict = {}
    exec(stub, names)
    assert is_untouched(names["p"], stub)
    exec(stub.replace("...", "return pooled"), names)
    assert not is_untouched(names["p"], stub)
    assert not is_untouched(lambda p, w: p, stub)
    assert not is_untouched(lambda p, w: 3, stub)
    assert not is_untouched(3, stub)


def test_dots_that_are_left_are_not_answered(entries: dict) -> None:
    for answer in (..., {...}, [...], {"a": ...}):
        reply = evaluate(entries["per-kind"], {"per_kind": answer})
        assert reply.outcome == "not answered"
        assert "Group first" not in reply.text
    assert evaluate(entries["best-reason"], {"best_reason": ...}).outcome == "not answered"
    assert called(entries, lambda p, w: ... if w else 0).outcome == "not answered"


def test_an_empty_table_as_handed_out_is_not_answered(course_root: Path, solution_text: str) -> None:
    text = solution_text.replace(
        "per_kind = ...\n# BEGIN SOLUTION\nper_kind = table.groupby",
        "per_kind = table.head(0).groupby('kind').size()\n# BEGIN SOLUTION\nper_kind = table.groupby",
    )
    assert text != solution_text
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(text, encoding="utf-8")
    entry = make_card(read_exercise(path))["tasks"]["per-kind"]
    reply = evaluate(entry, {"per_kind": TABLE.head(0).groupby("state").size()})
    assert reply.outcome == "not answered"
    assert "as it was handed out" in reply.text


def test_the_course_s_own_function_is_no_answer(entries: dict) -> None:
    reply = called(entries, share)
    assert (reply.outcome, reply.mistake) == ("not yet", "course-function")
    # By what runs: a name of one's own makes nothing of one's own of it.
    assert called(entries, lambda p, w: share(p, w)).mistake == "handed-on"
    assert called(entries, lambda p, w: share(part=float(p), whole=w)).mistake == "handed-on"
    assert called(entries, lambda p, w: p / w if w and share(1, 2) else None).ok


def test_a_function_that_never_ends_is_stopped(entries: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrige.feedback.calls._SECONDS", 0.05)
    names: dict = {}
    exec("def share(part, whole):\n    while True:\n        part += 1", names)
    reply = evaluate(entries["share"], names)
    assert reply.mistake == "endless"
    assert "Does the loop ever end?" in reply.text


def test_a_function_that_changes_what_it_is_given_is_told_so() -> None:
    entry = {**entry_of(lambda rows: 0), "kind": "function", "probes": [[encode([3, 1])]] * 3, "stub": ""}
    entry["specs"] = [make_spec(1, order="any", digits=6, salt="salt")] * 3

    def smallest(rows: list[int]) -> int:
        rows.sort()
        return rows[0]

    reply = evaluate(entry, {"answer": smallest})
    assert reply.mistake == "changed"
    assert "changes what it is given" in reply.text


def test_a_given_value_that_was_changed_is_noticed() -> None:
    base = {"gain": 1, "loss": 12}
    entry = entry_of(0.48123, given={"base": fingerprint(base), "rows": fingerprint(TABLE)})
    assert (
        "no longer" not in evaluate(entry, {"answer": 7, "base": dict(base), "rows": TABLE.assign(x=1)}).text
    )
    text = evaluate(entry, {"answer": 7, "base": {**base, "gain": 2}, "rows": TABLE.head(1)}).text
    assert "`base` and `rows` are no longer what the course gave: run the cell that makes them again" in text
    assert evaluate(entry, {"answer": 0.48123, "base": {}}).text == "Right."


def test_card_knows_the_given_values_that_a_task_uses(entries: dict) -> None:
    assert entries["event-count"]["given"]["table"].startswith("4 rows|")
    assert fingerprint(plt.subplots) == ""
    assert fingerprint([1, 2]) != fingerprint([2, 1])
    plt.close("all")


def chart(entries: dict, draw: object) -> Reply:
    _, ax = plt.subplots()
    draw(ax)
    ax.set(title="Rows", xlabel="kind", ylabel="rows")
    reply = evaluate(entries["kind-chart"], {"kind_chart": ax})
    plt.close("all")
    return reply


def test_pretty_names_and_guides_are_accepted(entries: dict) -> None:
    assert chart(entries, lambda ax: ax.bar(["A", "B", "C"], [2, 1, 1])).ok

    def guided(ax: plt.Axes) -> None:
        ax.bar(["a", "b", "c"], [2, 1, 1])
        ax.plot([-0.5, 2.5], [1.5, 1.5])
        ax.scatter(["b"], [1])

    assert chart(entries, guided).ok


def test_a_chart_is_told_what_it_lacks(entries: dict) -> None:
    assert chart(entries, lambda ax: ax.bar(["x", "y", "z"], [2, 1, 1])).mistake == "axis"
    assert "holds x, y and z" in chart(entries, lambda ax: ax.bar(["x", "y", "z"], [2, 1, 1])).text

    def twice(ax: plt.Axes) -> None:
        ax.bar(["a", "b", "c"], [2, 1, 1])
        ax.plot(["a", "b", "c"], [5, 6, 7])

    assert chart(entries, twice).mistake == "extra-marks"
    assert chart(entries, lambda ax: ax.bar(["a", "b", "c"], [-2, -1, -1])).mistake == "sign"
    wrong = chart(entries, lambda ax: ax.bar(["a", "b", "c"], [9, 1, 4]))
    assert wrong.text.startswith("The numbers drawn are not yet those asked for. Compare one")
    assert "at a it shows 9" in wrong.text
    empty = chart(entries, lambda ax: None)
    assert empty.outcome == "not answered"
    assert "table.plot(ax=kind_chart)" in empty.text
    _, ax = plt.subplots()
    bars = evaluate(entries["kind-chart"], {"kind_chart": ax.bar(["a"], [1])})
    assert "You kept what was drawn and not the axes" in bars.text
    plt.close("all")


def test_two_sets_of_which_one_is_right(course_root: Path, solution_text: str) -> None:
    draw = 'kind_chart.bar(rows.index, rows)\nkind_chart.set(title="Rows by'
    assert draw in solution_text
    lines = "kind_chart.plot([1960, 1961, 1963], [3, 1, 2])\nkind_chart.plot([1960, 1961, 1963], [5, 6, 9])\n"
    text = solution_text.replace(draw, f'{lines}kind_chart.set(title="Rows by')
    last = 'kind_chart = table["kind"].value_counts().plot.barh(title="Kinds", xlabel="rows", ylabel="kind")'
    other = "_, kind_chart = plt.subplots()\n" + lines.replace(".plot(", ".scatter(")
    text = text.replace(last, f'{other}kind_chart.set(title="Kinds", xlabel="x", ylabel="y")')
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(text, encoding="utf-8")
    entries = make_card(read_exercise(path))["tasks"]

    def drawn(*sets: tuple[list[int], list[int]]) -> Reply:
        return chart(entries, lambda ax: [ax.plot(*each) for each in sets])

    years, first, second = [1960, 1961, 1963], [3, 1, 2], [5, 6, 9]
    assert drawn((years, first), (years, second)).ok
    days = pd.to_datetime(years, format="%Y")
    assert drawn((days, first), (days, second)).ok
    assert "1 of 2 sets of marks is right. 1 still missing." in drawn((years, first)).text
    text = drawn((years, first), (years, [5, 8.5, 9])).text
    assert "1 of 2 sets of marks is right. Of another: 2 of 3 entries are right. Look again at 1961." in text
    assert "Other numbers are drawn." not in drawn((years, first), (years, [50, 70, 90])).text
    assert "Other numbers are drawn." in drawn((years, [3.5, 9, 8]), (years, [50, 70, 90])).text
    assert drawn((first, years), (second, years)).mistake == "axes-swapped"
    assert "It holds 0, 1 and 2" in drawn(([0, 1, 2], first), ([0, 1, 2], second)).text


GOOD = {"question": "Will it rain?", "probability": 0.35}


def test_check_looks_at_the_form_of_what_it_does_not_judge(course_root: Path, solution_text: str) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    marked = solution_text.replace(
        'task="event-count"', 'task="event-count" reveal=false form="small_promise"'
    )
    path.write_text(marked, encoding="utf-8")
    entry = make_card(read_exercise(path))["tasks"]["event-count"]
    assert evaluate(entry, {"event_count": GOOD}).outcome == "complete"
    short = evaluate(entry, {"event_count": {**GOOD, "probability": 35}})
    assert (short.outcome, short.text) == ("not yet", promise_problem({**GOOD, "probability": 35}))
    assert evaluate(entry, {"event_count": ...}).outcome == "not answered"


def test_code_in_a_reply_is_set_as_code() -> None:
    html = Reply("not yet", "x", "Use `a < b`.")._repr_html_()
    assert "<code>a &lt; b</code>" in html


def test_labels_with_two_levels_are_answered_too() -> None:
    both = pd.MultiIndex.from_product([["a", "b"], ["yes", "no"]])
    assert "has 4 entries, more" in reply_to(SHARES, pd.Series([1, 2, 3, 4], index=both)).text


def test_columns_too_many_are_named_however_many() -> None:
    wide = pd.DataFrame({name: [1, 2] for name in "abcdefgh"}).assign(**TABLE)
    assert '`answer[["state", "agreement", "kappa"]]` gives it' in reply_to(TABLE, wide).text


def _share_entry() -> dict:
    probes = [[3, 4], [1, 4], [0, 4]]
    entry = {**entry_of(lambda p, w: p), "kind": "function", "probes": probes, "stub": ""}
    entry["specs"] = [make_spec(encode(p / w), order="any", digits=6, salt="salt") for p, w in probes]
    return entry


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda p, w: 0.5, "gives 0.5 whatever goes in. Does it use its argument"),
        (lambda p, w: [1][w], "list index out of range. Does a loop ask for the neighbour of the last item"),
        (lambda p, w: {}[p], "under this name and of this type"),
        (lambda p, w: p / 0, "What is it divided by, and when is that 0?"),
        (lambda p: p, "how many arguments the task gives"),
        (lambda p, w: nowhere, "It raised NameError"),  # noqa: F821
        (lambda p, w: p.mean(), "of another kind than the function takes it for"),
        (
            lambda p, w: [p].rank(),
            "A plain list has no such method: `pd.Series(x)` makes a Series of a list.",
        ),
    ],
)
def test_what_a_call_raises_is_followed_by_a_next_step(function: object, says: str) -> None:
    entry = _share_entry()
    assert says in evaluate(entry, {"answer": function}).text


FALLS = pd.DataFrame({"iso3": ["FRA", "BEL"], "after": [2102, 1491], "percent": [-92.71, -4.76]})


@pytest.mark.parametrize(
    ("right", "answer", "source", "says"),
    [
        (FALLS, FALLS.assign(percent=["-92.7%", "-4.8%"]), "", "'percent': this is text that shows numbers"),
        (
            FALLS,
            FALLS.assign(percent=[-92, -4]),
            "answer = x.astype(int)",
            "'percent': `.astype(int)` cuts off",
        ),
        (SHARES * 100, (SHARES * 100).astype(int), "answer = (x * 100).astype('int64')", "cuts off whatever"),
        (92.71, 92, "answer = int(x)", "`int` cuts off whatever follows the point"),
        (92.71, 91, "answer = y // x", "`//` cuts off whatever follows the point"),
    ],
)
def test_numbers_that_are_text_or_cut_off_are_told_so(
    right: object, answer: object, source: str, says: str
) -> None:
    assert says in evaluate(entry_of(right), {"answer": answer}, source).text


def test_whole_numbers_are_not_said_to_be_cut_off_where_whole_ones_belong() -> None:
    assert "cuts" not in evaluate(entry_of(92), {"answer": 91}, "answer = int(x)").text
    assert "cuts" not in evaluate(entry_of(92.71), {"answer": 91.5}, "answer = int(x) / 2").text


def test_a_rounded_number_of_one_digit_is_not_told_as_another_slip() -> None:
    sealed = seal(canonical(encode(0.8)), "salt")
    mistake = {"mark": digest(sealed), "reply": hide("rows\nYou counted rows.", sealed)}
    entry = entry_of(0.7612, unrounded=True, mistakes=[mistake])
    assert "Your code rounds" in evaluate(entry, {"answer": 0.8}, "answer = round(x, 1)").text
    assert "You counted rows." in evaluate(entry, {"answer": 0.8}, "answer = x.mean()").text


def test_a_dict_with_keys_and_values_exchanged_is_turned_as_a_dict() -> None:
    right = pd.Series({2003: 7, 2020: 3})
    answer = {7: 2003, 3: 2020}
    text = evaluate(entry_of(right), {"answer": answer}).text
    assert "`{value: key for key, value in answer.items()}` gives it." in text
    assert evaluate(entry_of(right), {"answer": {value: key for key, value in answer.items()}}).ok


def test_counts_by_group_in_the_place_of_rows_are_told_so() -> None:
    right = pd.DataFrame({"id": ["a", "b", "c"], "part": ["x", "x", "y"], "word": ["p", "q", "r"]})
    text = evaluate(entry_of(right), {"answer": right.groupby("part")["word"].count()}).text
    assert "one number for each part" in text
    assert "'id', 'part' and 'word'" in text


def test_numbers_of_rows_beside_groups_are_told_so() -> None:
    table = pd.DataFrame({"kind": ["a", "a", "b", "b"], "agreed": ["yes", "no", "yes", "yes"]})
    agreed = table["agreed"] == "yes"
    right = pd.DataFrame(
        {"rows": table["kind"].value_counts(), "agreed": agreed.groupby(table["kind"]).sum()}
    )
    mixed = pd.DataFrame({"rows": table["kind"].value_counts(), "agreed": agreed})
    source = "answer = pd.DataFrame({'agreed': table['agreed'] == 'yes'})"
    text = evaluate(entry_of(right.rename_axis("kind")), {"answer": mixed.rename_axis("kind")}, source).text
    assert "These are the numbers of a table's rows" in text


def test_rows_are_named_by_their_word_and_not_by_a_number() -> None:
    rows = pd.DataFrame({"after": [1, 2, 3], "iso3": ["FRA", "BEL", "DEU"], "share": [0.5123, 0.25, 0.75]})
    text = reply_to(rows, rows.assign(share=[0.9123, 0.25, 0.75])).text
    assert "look again at 'FRA'" in text or "look again at FRA" in text


def test_a_message_about_values_is_not_told_of_too_many_entries() -> None:
    right = pd.Series({year: year / 7 for year in range(1954, 1965)})
    entry = entry_of(right, say={"labels": "The year 1964 is off.", "values": "The year 1964 is off."})
    longer = pd.Series({year: year / 7 for year in range(1900, 2000)})
    text = evaluate(entry, {"answer": longer}).text
    assert "more than it should have" in text
    assert "1964" not in text


def test_bars_for_a_line_are_told_where_they_stand_beside_their_places() -> None:
    def drawn(how: str, shift: float) -> object:
        _, ax = plt.subplots()
        getattr(ax, how)(np.arange(2001, 2006) + shift, [3.5, 1.25, 4.5, 2.5, 6.5])
        ax.set(title="Troops", xlabel="year", ylabel="index")
        return ax

    entry = entry_of(drawn("plot", 0), marks=["line"], kind="figure")
    assert "drawn as bars; the task asks for a line" in evaluate(entry, {"answer": drawn("bar", -0.3)}).text
    assert "the axis beside them is not" in evaluate(entry, {"answer": drawn("plot", -0.3)}).text
    plt.close("all")


def test_dust_of_a_calculation_is_drawn_as_zeros() -> None:
    places = list(range(2002, 2012))
    dust = [1e-17, -2e-17] * 5
    for heights, kept in ((dust, [0] * 10), ([0.5, *dust[1:]], [0.5, *dust[1:]])):
        pairs = [list(pair) for pair in zip(places, heights, strict=True)]
        (mark,) = data_marks([{"kind": "line", "label": "", "pairs": pairs}])
        assert [height for _, height in mark["pairs"]] == kept
