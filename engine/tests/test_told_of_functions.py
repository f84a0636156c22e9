"""What is told of a function that is not right yet, of words that no column has, and of what a chart lacks."""

from __future__ import annotations

import linecache
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corrige.authoring.cards import make_card
from corrige.authoring.reader import read_exercise
from corrige.authoring.spec import make_spec
from corrige.codec import as_asked, canonical, digest, encode, hide, seal
from corrige.codec.in_kernel import call
from corrige.feedback.calls import _members
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnose import diagnose
from corrige.feedback.evaluate import evaluate, judge
from corrige.feedback.hints.misspelt import misspelt
from corrige.feedback.hints.types import wrong_family
from corrige.feedback.reply import Reply
from corrige.feedback.rows_and_columns import wrong_names
from corrige.feedback.stages import stages_of


@pytest.fixture
def entries(course_root: Path) -> dict:
    return make_card(read_exercise(course_root / "solutions" / "ex01_counting.py"))["tasks"]


def run(source: str, names: dict) -> None:
    """Run a cell whose lines can be told, as in a notebook."""
    file = f"<cell {abs(hash(source))}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), names)


def told(entry: dict, source: str) -> str:
    names: dict = {}
    run(source, names)
    return evaluate(entry, names, source).text


def test_a_line_above_the_if_is_told_to_be_reached_always(entries: dict) -> None:
    above = "def share(part, whole):\n    y = part / (whole - whole)\n    if part > 1:\n        return 1\n    return y"
    assert "It is computed in every case" in told(entries["share"], above)
    below = "def share(part, whole):\n    if part > 99:\n        return 1\n    y = part / (whole - whole)\n    return y"
    assert "is its limit in or out" in told(entries["share"], below)


def test_the_numbers_at_an_error_are_told() -> None:
    names: dict = {}
    run("def f(a):\n    b, t = a - 3, 'x'\n    return len(t) / b\n", names)
    assert call(names, "f", "[3]").envelope["values"] == "b = 0"
    run("def f(a):\n    return a + 'x'\n", names)
    assert "values" not in call(names, "f", "[3]").envelope


def test_a_known_mistake_keeps_its_reply_where_an_input_is_replaced(entries: dict) -> None:
    entry = entries["share"]
    form = {"calls": [canonical(2.0, order=entry["order"], digits=entry["digits"]) for _ in entry["probes"]]}
    sealed = seal(form, entry["salt"])
    known = {"mark": digest(sealed), "reply": hide("two\nEach is two.", sealed)}
    source = "def share(part, whole):\n    part = 2.0 + 0 * whole\n    return part"
    names: dict = {}
    run(source, names)
    assert evaluate({**entry, "mistakes": [known]}, names, source).text == "Each is two."
    assert evaluate(entry, names, source).text.startswith(
        "`share` gives `part` another value before it reads it"
    )


def test_rounding_is_told_beside_what_else_the_code_shows(entries: dict) -> None:
    entry = {**entries["event-count"], "unrounded": True}
    source = "event_count = round(w / w + f, 3)"
    said = evaluate(entry, {"event_count": 1.234}, source).text
    assert "`w / (w + f)`" in said
    assert said.endswith(
        "Your code rounds, and the task asks for numbers that are not rounded: leave that out."
    )


def test_parts_that_other_inputs_spoil_are_told_if_they_are_alone() -> None:
    def said(second: dict) -> str:
        first, right = {"a": 1, "b": 9}, {"a": 1, "b": 2}
        wanted = {"a": [5], "b": 6}
        specs = [make_spec(encode(each), order="any", digits=6, salt="s") for each in (right, wanted)]
        entry = {
            **{"kind": "function", "name": "f", "order": "any", "digits": 6, "salt": "s", "hint": "Think."},
            **{
                "probes": [[1], [2]],
                "specs": specs,
                "right": "x",
                "mistakes": [],
                "say": {"a": "A is fives."},
            },
            "stub": "def f(x):\n    ...",
        }
        names: dict = {}
        run(f"def f(x):\n    return {first!r} if x == 1 else {second!r}\n", names)
        return evaluate(entry, names, "").text

    assert said({"a": [4], "b": 6}).endswith("For other inputs 'a' is not right either. A is fives.")
    assert "For other inputs" not in said({"a": [4], "b": 7})


def test_members_of_a_pair_are_told_where_the_pair_is_shown() -> None:
    shown = "{'pure': [], 'mixed': (0.25, 0.5)}"
    said = _members(shown, encode({"pure": [], "mixed": (0.25, 0.75)}))
    assert said == " In 'mixed' number 1 is right and number 2 is not."
    for other in (
        {"pure": [], "mixed": (0.2, 0.75)},
        {"pure": [], "mixed": (0.25, 0.5)},
        {"pure": [], "mixed": None},
        {"pure": []},
        3,
    ):
        assert _members(shown, encode(other)) == ""
    assert _members("pd.Series([1])", encode(3)) == ""


def test_what_is_alike_in_three_parts_is_no_chance_and_a_rest_in_one_is() -> None:
    right = {"a": 0.012, "b": 0.024, "c": 0.031}
    spec = make_spec(encode(right), order="any", digits=6, salt="s")

    def said(answer: dict) -> str:
        return diagnose(spec, encode(answer), Scale("any", 6, "s", "x / y"), "r", "r").text

    assert said({key: 2 * value for key, value in right.items()}).startswith(
        "This is twice what is asked for"
    )
    assert "twice" not in said({"a": 0.024, "b": 0.048, "c": 0.5})
    assert "add up to the whole" not in said({"a": 1 - 0.012, "b": 0.5, "c": 0.7})


def test_a_word_that_no_column_has_is_told_with_the_one_that_is_like_it() -> None:
    table = pd.DataFrame({"measure": ["recall_consultations", "summons"]})
    names = {"table": table}
    said = "'recall_consultation' stands in no column, and 'recall_consultations' does"
    assert said in misspelt("table[table['measure'] == 'recall_consultation']", names)
    assert said in misspelt("table[table['measure'].isin(['recall_consultation', 'summons'])]", names)
    assert misspelt("table[table['measure'] == 'recall_consultations']", names) == ""
    assert misspelt("table[table['measure'] == 'ban']", names) == ""
    own = "table['new'] = np.where(table['x'], 'summon', 'y')\ntable[table['new'] == 'summon']"
    assert misspelt(own, names) == ""
    long = pd.DataFrame({"word": ["recall_consultation"] * 6000})
    assert misspelt("table[table['measure'] == 'recall_consultation']", {**names, "long": long}) == ""


def test_a_dict_or_a_column_where_a_number_belongs_is_told_what_gives_it() -> None:
    spec = make_spec(encode(0.4375), order="any", digits=6, salt="s")

    def said(answer: object) -> str:
        return diagnose(spec, encode(answer), Scale("any", 6, "s"), "k", "k").text

    assert said({"seen": 0.9, "kappa": 0.4375}).endswith('`k["kappa"]` gives it.')
    assert "None of its entries is the answer" in said({"seen": 0.9, "chance": 1.6})
    told = said(pd.Series([0.375, 0.5]))
    assert told == "A Series was found and a number is asked for: one step is missing. `k.mean()` gives it."
    assert "`k.mean()` is their mean" in said(pd.Series([0.1, 0.5]))
    assert said(pd.Series([float("nan"), 0.4375])).endswith("`k.iloc[-1]` gives it.")


def test_labels_out_of_order_are_told_where_something_is_carried_on() -> None:
    right = encode(pd.Series([0.75, 0.5, 0.25], index=[2, 3, 5]))
    spec = make_spec(right, order="any", digits=6, salt="s")
    own = encode(pd.Series([0.6, 0.3, 0.1], index=[5, 2, 3]))

    def said(source: str) -> str:
        return diagnose(spec, own, Scale("any", 6, "s", source), "r", "r").text

    assert "not in order (5, 2 and 3)" in said("share = share * left")
    assert "not in order (5, 2 and 3)" in said("shares.cumprod()")
    assert "in order" not in said("shares.mean()")


def test_a_known_mistake_in_per_cent_is_told_as_both(entries: dict) -> None:
    entry, right = entries["event-count"], {"a": 0.25, "b": 0.5}
    spec = make_spec(encode(right), order="any", digits=6, salt="s")
    sealed = Scale("any", 6, "s").seal(encode({"a": 0.3, "b": 0.6}))
    known = {"mark": digest(sealed), "reply": hide("rows\nYou counted rows.", sealed)}
    entry = {
        **entry,
        **spec,
        "salt": "s",
        "order": "any",
        "digits": 6,
        "mistakes": [known],
        "right": "x",
        "given": {},
    }

    def said(answer: dict) -> str:
        return judge(entry, encode(answer)).text

    assert said({"a": 0.3, "b": 0.6}) == "You counted rows."
    assert said({"a": 30.0, "b": 60.0}).startswith("You counted rows. Besides, all is times 100")
    assert said({"a": -0.3, "b": -0.6}).startswith("You counted rows. Besides, all signs are turned")
    assert "You counted" not in said({"a": 30.0, "b": 61.0})


def test_one_number_for_each_column_is_told_to_be_grouped() -> None:
    means = encode(pd.Series([0.2, 0.6], index=["brier", "log"]))
    told = wrong_family("t", "t", means, "DataFrame", ["forecaster", "brier", "log"], [3, 3])
    assert "a row for each 'forecaster': group by it first" in told
    assert "group by it first" not in wrong_family("t", "t", means, "DataFrame", ["brier", "log"], [3, 2])


def test_columns_without_names_are_told_how_to_name_them() -> None:
    said = wrong_names("t", ["0", "1"], ["year", "rho"], "DataFrame")
    assert "`pd.DataFrame(rows, columns=[…])` gives them" in said
    assert "rename" not in said


def test_columns_that_became_several_are_told_so() -> None:
    own = ["who", "brier / mean", "brier / std", "log / mean", "log / std"]
    assert "take the one step" in wrong_names("t", own, ["who", "brier", "log"], "DataFrame")
    assert "take the one step" not in wrong_names(
        "t", ["who", "a", "b"], ["who", "brier", "log"], "DataFrame"
    )


def test_a_first_step_that_was_taken_is_no_help() -> None:
    entry = {"kind": "function", "name": "f", "step": "best = (gain - rest) / ___", "hint": "Think."}
    reply = Reply("not yet", "f", "No.", wrong=())
    assert 4 in stages_of(entry, reply, "def f(gain, rest):\n    return gain / rest")
    assert 4 not in stages_of(entry, reply, "def f(gain, rest):\n    return (gain-rest)/(gain+rest)")
    assert 4 in stages_of(entry, reply)


def test_a_faint_line_is_background_and_a_blank_one_is_not_seen(entries: dict) -> None:
    def drawn(**look: object) -> str:
        _, axes = plt.subplots()
        axes.plot(["a", "b", "c"], [2, 1, 1], "o")
        axes.plot(["a", "b", "c"], [1, 5, 4], **look)
        axes.set(title="Rows", xlabel="kind", ylabel="rows")
        said = evaluate(entries["kind-chart"], {"kind_chart": axes})
        plt.close("all")
        return said.text if not said.ok else "Right."

    assert drawn(color="lightgrey") == drawn(color="red", alpha=0.3) == "Right."
    assert "leave it out" in drawn(color="grey")
    exact = {**entries["kind-chart"], "exact": True}
    _, axes = plt.subplots()
    axes.plot(["a", "b", "c"], [2, 1, 1], "o")
    axes.plot(["a", "b", "c"], [1, 5, 4], color="lightgrey")
    axes.set(title="Rows", xlabel="kind", ylabel="rows")
    assert not evaluate(exact, {"kind_chart": axes}).ok
    _, axes = plt.subplots()
    axes.plot(["a", "b", "c"], [2, 1, 1], linestyle="None")
    axes.set(title="Rows", xlabel="kind", ylabel="rows")
    assert "3 of the 3 points cannot be seen" in evaluate(entries["kind-chart"], {"kind_chart": axes}).text
    plt.close("all")


def test_what_a_dict_is_made_of_may_stand_beside_it() -> None:
    asked = {"t": "dict", "v": {}, "labels": "", "keys": ["a", "b", "c"]}
    own = {"yes": 1, "no": 2, "missing": 3, "a": 4, "b": 5, "c": 6}
    assert [key for key, _ in as_asked(asked, encode(own))["v"]] == ["a", "b", "c"]
    assert len(as_asked(asked, encode({**own, "more": 7}))["v"]) == 7


def test_a_course_s_own_function_is_answered_with_the_hint(entries: dict) -> None:
    entry = {**entries["share"], "hint": "Divide one by the other."}
    names: dict = {"__name__": "small_course.measures"}
    run("def share(part, whole): return part / whole", names)
    assert evaluate(entry, names).text.endswith("compare the two. Divide one by the other.")


def test_a_wrong_chart_without_words_is_told_both(entries: dict) -> None:
    _, axes = plt.subplots()
    axes.bar(["A", "B", "C"], [0, 2, 1])
    axes.set_title("Rows")
    said = evaluate(entries["kind-chart"], {"kind_chart": axes}).text
    assert "not yet those asked for" in said
    assert "A reader also needs a label on the horizontal axis and a label on the vertical axis" in said
    axes.set(xlabel="kind", ylabel="rows")
    assert "A reader" not in evaluate(entries["kind-chart"], {"kind_chart": axes}).text
    plt.close("all")
