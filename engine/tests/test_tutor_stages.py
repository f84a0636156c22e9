"""Help that goes on at each check, whatever the state of an answer, and slips that its code shows."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import corrige.feedback.cards
import corrige.feedback.history
import corrige.feedback.stages
from corrige.authoring.cards import _in_a_line
from corrige.authoring.reader import read_exercise
from corrige.authoring.slips import changed
from corrige.authoring.spec import make_spec
from corrige.authoring.steps import first_step
from corrige.codec import digest, encode, hide
from corrige.feedback.comparing import Scale, scale_of
from corrige.feedback.diagnose import diagnose
from corrige.feedback.errors import error_in_words
from corrige.feedback.evaluate import evaluate
from corrige.feedback.hints.source import seen_in, sure_signs
from corrige.feedback.messages import NOTHING_DRAWN
from corrige.feedback.reply import Reply
from corrige.feedback.rows_and_columns import surplus_and_missing, wrong_names
from corrige.feedback.stages import further, stages_of


def said(shell: InteractiveShell, cell: str, task: str, times: int = 1) -> list[str]:
    """Run a cell, then ask so many times."""
    shell.run_cell(cell, store_history=True)
    found = []
    for _ in range(times):
        shell.run_cell(f"_reply = check({task!r})", store_history=True)
        found.append(shell.user_ns["_reply"].text)
    return found


ENTRY = {
    "kind": "function",
    "name": "f",
    "hint": "First hint.",
    "say": {"": "What the mark says."},
    "hints": ["Second hint."],
    "step": "return ___",
    "example": "1 + 1",
}


def test_by_the_fourth_check_all_has_been_said() -> None:
    corrige.feedback.stages._asked.clear()
    reply = Reply("not yet", "f", "No.", wrong=("",))
    texts = [further("f", ENTRY, reply).text for _ in range(5)]
    assert texts[0] == "No."
    assert "First hint." in texts[1]
    assert "What the mark says." in texts[1]
    assert "Second hint." in texts[2]
    assert "return ___" in texts[3]
    assert 'check("f", hint=5)' in texts[4]
    assert "hint=5" not in texts[3]


def test_what_was_said_already_is_no_further_help() -> None:
    corrige.feedback.stages._asked.clear()
    reply = Reply("not yet", "f", "No. Second hint. What the mark says.", wrong=("",))
    texts = [further("f", ENTRY, reply).text for _ in range(3)]
    assert "First hint." in texts[1]
    assert "return ___" in texts[2]


def test_who_has_left_no_dots_is_helped_though_there_is_no_answer_yet() -> None:
    corrige.feedback.stages._asked.clear()
    reply = Reply("not answered", "f", "Still without an answer: 'one'.")
    assert [further("a", ENTRY, reply, "f = ...").text for _ in range(3)][-1] == reply.text
    assert [further("b", ENTRY, reply, "").text for _ in range(3)][-1] == reply.text
    assert "Hint: First hint." in [further("c", ENTRY, reply, "f = {'two': 'a'}").text for _ in range(2)][-1]


def test_rounding_is_no_matter_of_what_is_marked() -> None:
    assert 2 in stages_of(ENTRY, Reply("not yet", "f", "No.", wrong=("",)))
    assert 2 not in stages_of(ENTRY, Reply("not yet", "f", "No.", "rounded", wrong=("",)))


def test_a_hint_is_told_without_the_line_ends_of_its_source() -> None:
    assert _in_a_line("one line\nand more\n\n- a list\n- of two") == "one line and more\n\n- a list\n- of two"


def test_the_first_step_of_a_choice_is_its_form(course_root: Path) -> None:
    task = read_exercise(course_root / "solutions" / "ex01_counting.py").task("best-reason")
    assert first_step(task) == ""
    object.__setattr__(task, "replies", {"one": {"a": ""}, "two": {"a": ""}})
    assert first_step(task) == 'best_reason = {\n    "one": "___",\n    "two": "___",\n}'
    entry = {**ENTRY, "step": first_step(task)}
    wrong = Reply("not yet", "best_reason", "No.")
    assert 4 in stages_of(entry, wrong, "best_reason = ['a', 'b']")
    assert 4 not in stages_of(entry, wrong, 'best_reason = {\n    "one": "a",\n    "two": "b",\n}')


def test_a_function_has_a_second_call_for_who_asks_again(entries: dict) -> None:
    reply = evaluate(entries["share"], {"share": lambda part, whole: part * whole + 0.5})
    first, second = reply.text, stages_of(entries["share"], reply)[2]
    assert "is expected" in second
    assert second.partition(" gives ")[0] not in first
    # One that raises shows nothing, and neither does a known mistake.
    assert evaluate(entries["share"], {"share": lambda part, whole: 1 / 0}).second == ""


def test_an_empty_chart_is_told_what_is_empty_and_helped_on(shell: InteractiveShell) -> None:
    cell = (
        "fig, kind_chart = plt.subplots()\nnone = table[table['kind'] == 'zzz']['kind'].value_counts()\n"
        "kind_chart.bar(none.index, none)\nkind_chart.set_title('t')"
    )
    texts = said(shell, cell, "kind-chart", 4)
    assert NOTHING_DRAWN.format(name="kind_chart") in texts[0]
    assert "`none` is empty: no row is left in it." in texts[0]
    assert len({*texts}) >= 3
    untouched = said(shell, "fig, kind_chart = plt.subplots()\n...", "kind-chart", 3)
    assert untouched[0].startswith("The axes hold no bars")
    assert len({*untouched}) == 1


def test_what_follows_an_error_is_from_before_or_from_the_same_cell(shell: InteractiveShell) -> None:
    cell = "fig, kind_chart = plt.subplots()\nkind_chart.bar(['a'], [1])\nkind_chart.annotate('1966')"
    (first,) = said(shell, cell, "kind-chart")
    assert "What follows is about what your cell had made until then." in first
    assert 'ax.annotate("…", xy=(across, up))' in first
    assert "two stars" not in first
    (stopped,) = said(shell, "fig, kind_chart = plt.subplots()\nkind_chart.bar(tabel)", "kind-chart")
    assert "did you mean `table`?" in stopped
    assert "Something is drawn" not in stopped
    said(shell, "event_count = 7", "event-count")
    assert "about the answer from before" in said(shell, "event_count = tabel", "event-count")[0]


def test_what_cannot_be_handed_in_is_told_where_it_stands(entries: dict) -> None:
    entry = {**entries["event-count"], "kind": "table"}
    index = pd.Index([1966])
    table = pd.DataFrame({"name": ["a"], "year": [index]})
    assert "'year' holds something of type pandas.Index" in evaluate(entry, {"event_count": table}).text
    assert "'b' holds something" in evaluate(entry, {"event_count": {"a": 1, "b": iter([])}}).text
    assert "event_count is of type" in evaluate(entry, {"event_count": iter([])}).text


NAMES = {
    "practice": pd.Series(range(10)),
    "grid": pd.DataFrame({"a": [1], "b": [2]}),
    "counts": pd.DataFrame({"A": [1, 2]}, index=[1965, 1967]),
}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = t[(t['y'] >= 1964) | (t['y'] <= 1968)]", "is true of every row"),
        ("x = t[(t['y'] <= 1964) | (t['y'] >= 1968)]", ""),
        ("x = t[(t['s'] == 'F') & (t['m'] == 'a') | (t['m'] == 'b')]", "`&` goes before `|`"),
        ("x = t[(t['s'] == 'F') & ((t['m'] == 'a') | (t['m'] == 'b'))]", ""),
        ("x = t[(t['s'] == 'F') & (t['m'] == 'a') | (t['k'] == 'b')]", ""),
        ("x = t['y'] / 10 * 10", "`//` drops the rest"),
        ("x = t['y'] // 10 * 10", ""),
        ("x = a / 10 * 100", ""),
        ("x = [w for w in grid]", "goes through the names of its columns"),
        ("x = [w for w in other]", ""),
        ("x = [abs(practice[i]) for i in range(9)]", "`range(len(practice))` goes through all"),
        ("x = [abs(practice[i]) for i in range(10)]", ""),
        ("def x(v):\n    return np.random.permutation(v)", "draws at random, anew each time"),
        ("x = a.astype('category').cat.codes", "in the order of the alphabet"),
        ("x = a.astype(pd.CategoricalDtype(order)).cat.codes", ""),
        ("x = a.pct_change()", "the one right before it"),
        ("x = 1 - 0.05 ** 1 / n", "`** (1 / n)`"),
        (
            "best, pair = 0, None\nfor c in costs:\n    if c < best:\n        best, pair = c, c\nx = pair",
            "`best` begins at 0",
        ),
    ],
)
def test_code_is_told_by_what_it_shows(source: str, says: str) -> None:
    found = seen_in(source, "x", NAMES)
    assert says in found if says else not found, found


def test_what_nobody_can_have_meant_is_told_beside_a_known_mistake(entries: dict) -> None:
    entry = dict(entries["event-count"])
    sealed = scale_of(entry).seal(42)
    entry["mistakes"] = [{"mark": digest(sealed), "reply": hide("rows\nRows were counted.", sealed)}]
    source = "event_count = len(t[(t['y'] >= 1) | (t['y'] <= 9)])"
    text = evaluate(entry, {"event_count": 42}, source).text
    assert text.startswith("Rows were counted. ")
    assert "is true of every row" in text
    assert sure_signs("x = 1") == ""
    assert "`ended == True` asks" in sure_signs("n = sum(1 for ended in them if ended is True)")
    assert "same object" not in sure_signs("n = [each for each in them if each is None]")


@pytest.mark.parametrize(
    ("source", "says", "says_not"),
    [
        (
            "def share(part, whole):\n    if part > 99:\n        low = 0\n    return low",
            "an `else` missing",
            "loop",
        ),
        (
            "def share(part, whole):\n    return {'a': 1}[float('nan')]",
            "What is looked up there is missing",
            "1966",
        ),
        (
            "def share(part, whole):\n    return {1: 2}['part']",
            "Quotation marks make a word of 'part'",
            "1966",
        ),
        ("def share(part, whole):\n    return (part == whole) / 0", "when is that 0?", "its limit in or out"),
        (
            "def share(part, whole):\n    return counts.loc[part] / part",
            "and reads `counts` of the notebook",
            "",
        ),
        ("def share(part, whole):\n    return counts.loc[part] / whole", "", "of the notebook"),
    ],
)
def test_a_call_that_stopped_is_told_by_its_code(
    entries: dict, source: str, says: str, says_not: str
) -> None:
    names: dict = dict(NAMES)
    exec(source, names)
    text = evaluate(entries["share"], names, source).text
    assert says in text
    assert not says_not or says_not not in text, text


def test_a_function_whose_name_is_given_away_is_told_so(entries: dict) -> None:
    source = "def share(part, whole):\n    return part / whole\n\nshare = share(1, 4)"
    assert "the function is gone" in evaluate(entries["share"], {"share": 0.25}, source).text
    again = "share = share(1, 4)"
    assert "the function is gone" in evaluate(entries["share"], {"share": 0.25}, again).text
    assert "Keep the `def`" in evaluate(entries["share"], {"share": 0.25}, "share = 1 / 4").text


def test_what_adds_up_to_the_whole_in_one_call_alone_is_chance(entries: dict) -> None:
    spec = entries["share"]
    probes = [[3, 7], [1, 7], [1, 3]]
    right = [3 / 7, 1 / 7, 1 / 3]
    specs = [make_spec(each, order="any", digits=6, salt=spec["salt"]) for each in right]
    entry = {**spec, "probes": probes, "specs": specs, "expected": {}, "mistakes": []}
    by_chance = evaluate(entry, {"share": lambda part, whole: {3: 4 / 7}.get(part, part * 7.1234 + whole)})
    assert "add up to the whole" not in by_chance.text
    always = evaluate(entry, {"share": lambda part, whole: 1 - part / whole})
    assert "add up to the whole" in always.text


def test_a_pie_is_not_called_nothing(entries: dict) -> None:
    _, ax = plt.subplots()
    ax.pie([2, 1, 1], labels=["a", "b", "c"])
    for source in ("kind_chart.pie([2, 1, 1])", "rows.plot.pie(ax=kind_chart)", "rows.plot(kind='pie')"):
        assert evaluate(entries["kind-chart"], {"kind_chart": ax}, source).text.startswith("A pie is drawn")
    assert "pie" not in evaluate(entries["kind-chart"], {"kind_chart": ax}, "kind_chart.bar([], [])").text
    plt.close("all")


def test_a_place_in_a_list_is_not_taken_for_decimals_cut_off(entries: dict) -> None:
    answer = {"share": lambda part, whole: float(round(part / whole))}
    middle = "share = lambda part, whole: round(part / whole)\nmiddle = rows[(len(rows) - 1) // 2]"
    assert "cuts off" not in evaluate(entries["share"], answer, middle).text
    assert "cuts off" in evaluate(entries["share"], answer, "share = lambda part, whole: part // whole").text


def test_a_right_result_at_another_place_in_each_list_is_not_told_to_be_taken_out(entries: dict) -> None:
    spec = entries["share"]
    climbs = [[1, 5, 3], [9, 2, 4], [2, 6, 7]]
    probes = [[encode(each)] for each in climbs]
    specs = [make_spec(max(each), order="any", digits=6, salt=spec["salt"]) for each in climbs]
    entry = {**spec, "stub": "def share(climbs):", "probes": probes, "specs": specs}
    entry |= {"expected": {}, "mistakes": []}
    text = evaluate(entry, {"share": lambda climbs: climbs}).text
    assert "result[" not in text
    assert "a number is asked for" in text
    assert "`result[3]`" in evaluate(entry, {"share": lambda climbs: [0, *climbs[:2], max(climbs)]}).text


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("NAMES['counts'].iloc[1965]", "`.iloc` counts places"),
        ("pd.Series(1, [0, 0]).reindex([0])", "`one.merge(other, on=[…])`"),
        ("NAMES['counts'].iloc[[1965]]", "`.loc[…]`"),
        ("NAMES['counts']['A'].between('1', '2')", "Numbers and text cannot be compared"),
        ("pd.Series(['a']).map({None: 1, np.nan: 2})", "`None` and `np.nan` are the same"),
    ],
)
def test_an_error_is_told_by_its_cause(code: str, says: str) -> None:
    with pytest.raises((IndexError, TypeError, ValueError, pd.errors.InvalidIndexError)) as raised:
        eval(code, {"NAMES": NAMES, "pd": pd, "np": np})
    assert says in error_in_words(raised.value, NAMES, {}, (), code)


def test_a_dict_with_equals_signs_is_told_of_the_colon() -> None:
    source = 'x = {"one" = "a", "two" = "b"}'
    with pytest.raises(SyntaxError) as raised:
        compile(source, "<cell>", "exec")
    text = error_in_words(raised.value, {}, {}, (), source)
    assert 'stands a colon, and no `=`: `"one": …`' in text
    assert "==" not in text


def test_a_key_of_another_spelling_is_named(entries: dict) -> None:
    entry = {**entries["best-reason"], "cases": {"parallel_trends": {}, "spillover": {}}}
    text = evaluate(entry, {"best_reason": {"parallel_trend": "a", "spillover": "b"}}).text
    assert "'parallel_trend' is none of the task's cases: is 'parallel_trends' meant?" in text
    assert (
        "none of the task's cases" not in evaluate(entry, {"best_reason": {"x": "a", "spillover": "b"}}).text
    )


def test_a_long_table_is_not_told_to_rename() -> None:
    names = ["decade", "usa", "agreement"], ["decade", "with", "without"]
    assert ".unstack()" in wrong_names("t", *names, "DataFrame", longer=True)
    assert ".rename(" in wrong_names("t", *names, "DataFrame")


def test_a_label_that_a_formula_makes_is_not_laid_on_a_condition() -> None:
    source = "decade = (t['year'] - 1) // 10 * 10\nx = t[t['a'] == 1].groupby(decade).mean()"
    assert "or does a formula make it" in surplus_and_missing("x", ["1940"], 0, source)
    assert "Which condition lets it in?" in surplus_and_missing("x", ["1940"], 0, "x = t[t['a'] == 1]")


def test_a_sum_in_place_of_a_mean_is_not_named_by_its_method() -> None:
    found = [each for each, _ in changed("x = t['a'].mean()", "...", {}) if "sum" in each.text]
    assert [each.text for each in found] == ["a sum, or a count, stands where a mean, or a share, belongs"]


def test_other_forms_of_an_answer_have_their_way_back(entries: dict) -> None:
    _, ax = plt.subplots()
    for heights in ([2, 1, 1], [3, 3, 3], [4, 4, 4]):
        ax.bar(["a", "b", "c"], heights)
    ax.set(title="Rows", xlabel="kind", ylabel="rows")
    assert "2 other sets of marks beside it" in evaluate(entries["kind-chart"], {"kind_chart": ax}).text
    assert "`plt.gca()`" in evaluate(entries["kind-chart"], {"kind_chart": None}).text
    _, ax = plt.subplots()
    pd.DataFrame({"x": [7, 8], "y": [9, 6]}, index=["a", "b"]).plot.bar(ax=ax)
    ax.set(title="Rows", xlabel="kind", ylabel="rows")
    assert "at -0" not in evaluate(entries["kind-chart"], {"kind_chart": ax}).text
    plt.close("all")


def test_numbers_rounded_here_to_one_place_and_there_to_two_are_told_without_them() -> None:
    right = {"a": 12.345678, "b": 23.456789, "c": 3.456789}
    spec = make_spec(encode(right), order="any", digits=6, salt="s")
    own = {"a": 12.3, "b": 23.5, "c": 3.46}
    text = diagnose(spec, encode(own), Scale("any", 6, "s"), "x", "x").text
    assert ", rounded. Leave the rounding out" in text
    column = {**right, "a": pd.Series([1.5])}
    assert "`.iloc[0]` takes" in diagnose(spec, encode(column), Scale("any", 6, "s"), "x", "x").text


def test_stars_are_told_of_only_where_something_is_handed_over_whole() -> None:
    def told(code: str) -> str:
        with pytest.raises(TypeError) as raised:
            eval(code, {"margin": lambda gain, loss: gain, "base": {"gain": 1}})
        return error_in_words(raised.value, {"base": {"gain": 1}}, {}, (), code)

    assert "with two stars" in told("margin(base)")
    assert "with two stars" not in told("margin(1)")
