"""What a function or a table that is wrong shows of the cause: by what it gives, and by its own code."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from corrige.authoring.spec import make_spec
from corrige.codec import canonical, digest, encode, hide, seal
from corrige.feedback.calls import try_function
from corrige.feedback.errors import error_in_words
from corrige.feedback.errors.code_words import by_code
from corrige.feedback.evaluate import evaluate
from corrige.feedback.hints.same_for_all import same_for_all
from corrige.feedback.hints.source import seen_in

SMALL = pd.DataFrame({"A": [10, 12, 4], "B": [20, 22, 25], "C": [8, 6, 7]}, index=[1, 2, 3])
CALLS = [(SMALL, "A", ["B", "C"], 1, 2), (SMALL, "B", ["A", "C"], 2, 3), (SMALL, "C", ["A"], 1, 3)]
HEAD = "def change(counts, host, others, before, after):\n    "
RIGHT = f"""{HEAD}moved = counts.loc[after] - counts.loc[before]
    return moved[host] - moved[others].mean()"""


def made(source: str) -> Callable:
    names: dict = {"np": np, "pd": pd}
    exec(source, names)
    return names["change"]


def entry_of(right: object, **more: object) -> dict:
    tree = encode(right)
    spec = make_spec(tree, order="any", digits=6, salt="salt")
    known = {"right": digest(seal(canonical(tree), "salt")), "mistakes": [], **spec}
    card = {"kind": "value", "name": "answer", "hint": "HINT.", "salt": "salt", "order": "any", "digits": 6}
    return {**card, **known, **more}


def function_entry(**more: object) -> dict:
    right = made(RIGHT)
    specs = [make_spec(encode(right(*each)), order="any", digits=6, salt="salt") for each in CALLS]
    probes = json.loads(json.dumps([[encode(one) for one in each] for each in CALLS]))
    stub = f"{HEAD}..."
    own = {"kind": "function", "name": "change", "probes": probes, "specs": specs, "stub": stub}
    return entry_of(right, **own, **more)


def told(source: str, **more: object) -> str:
    return evaluate(function_entry(**more), {"change": made(source)}, source).text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            "gap = counts[host] - counts[others].mean()\n    return gap.loc[after] - gap.loc[before]",
            "gives NaN whatever goes in. Something in between is missing (NaN).",
        ),
        (
            "gap = counts.loc[after] - counts.loc[before].drop(host)\n"
            "    return (gap[others].abs() < abs(gap[host])).mean()",
            "a step in between gives the same: run its lines one by one on change(",
        ),
        (
            "return len([counts, host, others, before, after]) < 2",
            "gives False whatever goes in. A number is asked for: return the number itself",
        ),
    ],
)
def test_a_function_that_gives_the_same_is_told_what_it_gives(body: str, says: str) -> None:
    assert says in told(HEAD + body)


def test_a_function_that_gives_a_function_is_told_so() -> None:
    said = told(f"{HEAD}return lambda p: counts.loc[after][host] > p + before + len(others)")
    assert "Call that one, or leave its `lambda` or `def` out" in said


def test_what_a_function_prints_it_does_not_give_back() -> None:
    assert "write `return` in its place" in told(f"{HEAD}print(counts.loc[after])")
    assert "does every path" in told(f"{HEAD}counts.loc[after]")


@pytest.mark.parametrize("source", ["", f"{HEAD}return 0.5"])
def test_a_function_that_reads_nothing_is_asked_for_its_argument(source: str) -> None:
    assert "gives 0.5 whatever goes in. Does it use its argument" in same_for_all(
        function_entry(), 0, 0.5, source
    )


def test_comparisons_with_nothing_are_named_only_where_something_is_compared() -> None:
    uses = "used = (counts, host, others, before, after)"
    assert "makes every comparison False" not in told(f"{HEAD}{uses}\n    return 5")
    assert "makes every comparison False" in told(f"{HEAD}{uses}\n    return 5 if used == 1 else 4")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            "return (counts[after] - counts[before])[host]",
            "`counts[after]` looks for a column of that name, and 2",
        ),
        (
            "return counts[host][after] - counts[others][after].mean()",
            "a row: `counts[others].loc[after]`.",
        ),
        (
            "return counts.drop(host).loc[after].mean()",
            "'A' is a column of `counts`: `counts.drop(columns=host)`.",
        ),
        ("return counts.loc[after].drop('D').mean()", "under this name and of this type"),
        (
            "return counts.loc[9]",
            "9 is written into the function, and what goes in has other labels: take those",
        ),
        (
            "return len(others) * before * counts.loc[host, after]",
            "Rows and columns have changed places: rows come first, `counts.loc[after, host]`.",
        ),
        ("return counts.loc[after][[others]].mean()", "`others` is a list already"),
        ("return counts.loc[aftr]", "did you mean `after`?"),
        ("moved = 1\n    return mved", "did you mean `moved`?"),
    ],
)
def test_the_wrong_axis_is_told_by_what_goes_in(body: str, says: str) -> None:
    assert says in told(HEAD + body)


def test_a_label_that_is_on_neither_axis_is_not_said_to_be_on_one() -> None:
    nodes = list(ast.walk(ast.parse("counts[after]")))
    assert "`counts.loc[after]`" in by_code("KeyError: 3", nodes, {"counts": SMALL, "after": 3})
    assert not by_code("KeyError: 9", nodes, {"counts": SMALL, "after": 9})
    assert not by_code("KeyError: 3", nodes, {"counts": SMALL["A"], "after": 3})


def test_a_cause_that_the_code_shows_comes_before_a_mistake_that_stops_alike() -> None:
    """Whatever stops at each call with a KeyError has one seal."""
    joined = f"{HEAD}return counts.loc[after][host, others].mean()"
    entry = function_entry()
    sealed = _seal_of(entry, joined)
    mistake = {"mark": digest(sealed), "reply": hide("one-list\nOne label made of both.", sealed)}
    assert told(joined, mistakes=[mistake]).endswith("One label made of both.")
    other = told(f"{HEAD}return counts[after][host]", mistakes=[mistake])
    assert "`counts.loc[after]`" in other
    assert "One label" not in other


def _seal_of(entry: dict, source: str) -> bytes:
    outcomes = try_function(entry, {"change": made(source)})
    return seal({"calls": [canonical(each, order="any", digits=6) for each in outcomes]}, "salt")


YEARS = pd.DataFrame({"year": [2001, 2002, 2003], "rate": [0.11, 0.23, 0.37], "other": [0.5, 0.25, 0.75]})


def test_one_number_in_every_row_is_told_so() -> None:
    entry = entry_of(YEARS)
    text = evaluate(entry, {"answer": YEARS.assign(rate=0.123456789)}).text
    assert "It holds the same number, 0.1235, 3 times: is it computed once" in text
    assert "same number" not in evaluate(entry, {"answer": YEARS.assign(rate=[0.1, 0.1, 0.2])}).text
    assert "same number" in evaluate(entry_of(YEARS["rate"]), {"answer": YEARS["rate"] * 0 + 0.5}).text
    two = YEARS.head(2)
    assert "same number" not in evaluate(entry_of(two), {"answer": two.assign(rate=0.123456789)}).text


def test_pairs_of_statistic_and_p_value_in_a_column_are_told_so() -> None:
    pairs = [(0.11, 0.9), (0.23, 0.8), (0.37, 0.7)]
    text = evaluate(entry_of(YEARS), {"answer": YEARS.assign(rate=pairs)}).text
    assert "'rate' is a tuple in each row, as a test gives it" in text
    words = YEARS.assign(rate=["a", "b", "c"])
    assert "tuple" not in evaluate(entry_of(words), {"answer": YEARS.assign(rate=pairs)}).text


ROLES = pd.DataFrame({"state": ["a", "b", "c"], "guest": [5, 9, 7], "host": [1, 2, 3]})


def test_the_row_of_totals_is_called_by_its_word() -> None:
    total = pd.concat([ROLES, pd.DataFrame({"state": ["All"], "guest": [21], "host": [6]})])
    source = "answer = pd.crosstab(x, y, margins=True).reset_index()"
    text = evaluate(entry_of(ROLES), {"answer": total.assign(All=[6, 11, 10, 27])}, source).text
    assert text.startswith("'All' should not be in answer. It is the total that `margins=True` adds.")


def test_a_group_that_is_right_and_lacks_columns_is_told_so() -> None:
    entry, by_state = entry_of(ROLES), ROLES.set_index("state")
    text = evaluate(entry, {"answer": by_state["guest"]}).text
    assert (
        "It holds one number for each state, and that is one column; asked for are 'guest' and 'host'."
        in text
    )
    fewer = evaluate(entry, {"answer": by_state["guest"].iloc[:2]}).text
    assert "that is one column" not in fewer
    counted = pd.Series({"guest": 21, "host": 6}).rename_axis("role")
    assert "Its labels are columns of the table asked for" in evaluate(entry, {"answer": counted}).text


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("answer = table.round(1).idxmin().value_counts()", "rounded before `idxmin` has ties"),
        ("some = round(table.mean(), 1)\nanswer = some.rank()", "rounded before `rank` has ties"),
        ("answer = table.idxmin().round(1)", ""),
        ("answer = table.round(1).mean()", ""),
        ("answer = (rows.rate * table.kind).sum()", "`rows.rate * table.kind` pairs the rows of two tables"),
        ("answer = rows['rate'] / by_year['kind']", '`rows["rate"] / by_year["kind"]` pairs'),
        ("answer = (lambda g: g.rate * table.kind)(rows)", "`g.rate * table.kind` pairs"),
        ("answer = rows.rate * rows.other", ""),
        ("answer = rows.rate * twin.rate", ""),
        ("answer = np.pi * rows.rate", ""),
        ("answer = by_year.kind * late.kind", ""),
        ("answer = rows.shape * table.size", ""),
    ],
)
def test_what_the_code_shows_of_rows_and_order(source: str, says: str) -> None:
    table = pd.DataFrame({"kind": [1, 2]})
    names = {
        "np": np,
        "table": table,
        "rows": YEARS,
        "twin": YEARS.assign(rate=1),
        "by_year": table.set_axis([2001, 2002]),
        "late": table.set_axis([2002, 2003]),
    }
    shown = seen_in(source, "answer", names)
    assert says in shown
    assert bool(says) == bool(shown)


def test_what_plot_gives_is_no_list_to_a_reader() -> None:
    source = "chart = plt.plot([1, 2])\nchart.set_title('x')"
    with pytest.raises(AttributeError) as raised:
        exec(compile(source, "<cell>", "exec"), {"plt": plt})
    assert "This is what was drawn and not the axes" in error_in_words(raised.value, {}, {}, (), source)


def test_places_that_have_changed_begin_a_sentence() -> None:
    text = evaluate(entry_of((0.25, 0.75)), {"answer": (0.75, 0.25)}).text
    assert text.startswith("Number 1 and number 2 have changed places")
