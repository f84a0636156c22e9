"""`check` answers a learner with one friendly sentence, and gives nothing away."""

from __future__ import annotations

import contextlib
import math
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.ticker import PercentFormatter
from small_course import check

import corrige.feedback.cards
import corrige.feedback.comparing
from corrige.authoring.cards import make_card
from corrige.authoring.derived import read_exercises
from corrige.authoring.leaks import secrets
from corrige.authoring.model import AuthoringError
from corrige.authoring.reader import read_exercise
from corrige.authoring.spec import make_spec
from corrige.codec import digest, encode, figure_data, hide, reveal, seal, set_forms, words
from corrige.course import find_course
from corrige.feedback.comparing import scale_of
from corrige.feedback.evaluate import evaluate, judge

TABLE = pd.DataFrame({"kind": ["a", "a", "b", "c"], "event": [1, 1, 2, 3]})


@pytest.fixture
def entries(course_root: Path) -> dict:
    return make_card(read_exercise(course_root / "solutions" / "ex01_counting.py"))["tasks"]


def reply(entries: dict, task: str, **namespace: object) -> tuple[str, str]:
    answer = evaluate(entries[task], namespace)
    return answer.outcome, answer.text


def test_ladder_of_a_value(entries: dict) -> None:
    assert reply(entries, "event-count")[0] == "not answered"
    assert "no name event_count yet" in reply(entries, "event-count")[1]
    assert reply(entries, "event-count", event_count=...)[0] == "not answered"
    assert reply(entries, "event-count", event_count=3) == ("right", "Right.")
    assert reply(entries, "event-count", event_count=3.0)[0] == "right"
    assert reply(entries, "event-count", event_count=4)[1].startswith("You counted rows.")
    outcome, text = reply(entries, "event-count", event_count="3")
    assert outcome == "not yet"
    assert "text was found and a number is asked for. `float(event_count)` gives it." in text
    assert "is text, '4'; a number is asked for" in reply(entries, "event-count", event_count="4")[1]
    assert "Keep a number, a text" in reply(entries, "event-count", event_count=object())[1]
    assert "event_count is 7." in reply(entries, "event-count", event_count=7)[1]


def test_ladder_of_a_table(entries: dict) -> None:
    right = TABLE.groupby("kind")["event"].nunique()
    assert reply(entries, "per-kind", per_kind=right)[0] == "right"
    assert (
        reply(entries, "per-kind", per_kind=right.sample(frac=1, random_state=1).astype("int32"))[0]
        == "right"
    )
    assert (
        "You counted rows of each kind."
        in reply(entries, "per-kind", per_kind=TABLE.groupby("kind").size())[1]
    )
    assert "groupby without a last step" in reply(entries, "per-kind", per_kind=TABLE.groupby("kind"))[1]
    assert reply(entries, "per-kind", per_kind=right.to_frame())[0] == "right"
    assert (
        "a DataFrame of 4 rows and 2 columns; a Series is asked for"
        in reply(entries, "per-kind", per_kind=TABLE)[1]
    )
    assert "1 entry that belongs there is missing" in reply(entries, "per-kind", per_kind=right.head(2))[1]
    assert "The labels are right; the values are not" in reply(entries, "per-kind", per_kind=right + 5)[1]


def test_ladder_of_a_function(entries: dict) -> None:
    assert reply(entries, "share", share=lambda p, w: p / w if w else None)[0] == "right"
    assert reply(entries, "share", share=lambda p, w: 100 * p / w if w else None)[1].startswith(
        "You gave per cent."
    )
    assert reply(entries, "share", share=lambda p, w: p / w)[1].startswith("Nothing happens yet")
    assert "a number, 0.25; a function is asked for" in reply(entries, "share", share=0.25)[1]
    assert "Called share(1, 4). It returned 4.0" in reply(entries, "share", share=lambda p, w: w / p)[1]
    assert "It raised TypeError" in reply(entries, "share", share=lambda p: p)[1]
    assert "It returned None" in reply(entries, "share", share=lambda p, w: print(p))[1]
    constants = (lambda p, w: print(p), lambda p, w: math.nan, lambda p, w: 0)
    assert all(evaluate(entries["share"], {"share": each}).constant for each in constants)
    assert not evaluate(entries["share"], {"share": lambda p, w: w / p}).constant


def test_a_chart_is_read_in_three_ways_at_most(entries: dict) -> None:
    """Who writes a description by hand could have every likely chart tried."""
    _, ax = plt.subplots()
    ax.bar(["a", "b", "c"], [2, 1, 1])
    ax.set(title="Rows", xlabel="kind", ylabel="rows")
    right = encode(ax)
    wrong = [{**right["marks"][0], "pairs": [["a", 9], ["b", 9], ["c", 9]]}]
    for place, outcome in enumerate(["right", "right", "not yet"]):
        forged = {**right, "marks": wrong, "also": [*[wrong] * place, right["marks"]]}
        assert judge(entries["kind-chart"], forged).outcome == outcome


def test_ladder_of_a_chart(entries: dict) -> None:
    rows = TABLE["kind"].value_counts()
    _, ax = plt.subplots()
    assert "hold no bars" in reply(entries, "kind-chart", kind_chart=ax)[1]
    ax.bar(rows.index, rows)
    assert (
        reply(entries, "kind-chart", kind_chart=ax)[1] == "The bars are right; the axes have no labels yet."
    )
    ax.set(title="Rows", xlabel="kind")
    assert "still needs a label on the vertical axis" in reply(entries, "kind-chart", kind_chart=ax)[1]
    assert "`//`" not in evaluate(entries["kind-chart"], {"kind_chart": ax}, "rows = a // b").text
    for nothing in ("...", "…", "ylabel"):
        ax.set_ylabel(nothing)
        assert "still needs a label on the vertical axis" in reply(entries, "kind-chart", kind_chart=ax)[1]
    ax.set_ylabel("rows")
    assert reply(entries, "kind-chart", kind_chart=ax)[0] == "right"
    assert reply(entries, "kind-chart", kind_chart=ax.figure)[0] == "right"
    ax.set_ylim(1, 3)
    assert "start at zero" in reply(entries, "kind-chart", kind_chart=ax)[1]
    _, other = plt.subplots()
    other.bar(["a"], [1])
    assert "not yet those asked for" in reply(entries, "kind-chart", kind_chart=other)[1]
    _, other = plt.subplots()
    other.bar(["a", "b", "c"], [2, 5, 6])
    _, more = plt.subplots()
    more.bar(["a", "b", "c", "d", "e"], [2, 1, 1, 0, 0])
    assert (
        "All that is asked for is drawn; d and e are too much"
        in reply(entries, "kind-chart", kind_chart=more)[1]
    )
    assert "by hand: at b it shows 5" in reply(entries, "kind-chart", kind_chart=other)[1]
    assert "a list of 1 entry; a chart is asked for" in reply(entries, "kind-chart", kind_chart=[1])[1]
    plt.close("all")


def test_points_drawn_one_by_one_are_a_set_for_each_colour(entries: dict) -> None:
    def drawn(*colours: str) -> dict:
        _, ax = plt.subplots()
        for place, colour in enumerate(colours):
            ax.plot(place // 2, place % 2 + place / 9, "o", color=colour)
            ax.scatter(place // 2 + 5, place % 2, color=colour)
        ax.set(title="Dots", xlabel="place", ylabel="height")
        return encode(ax)

    both = drawn("r", "b", "r", "b")
    assert [len(each["pairs"]) for each in both["marks"]] == [8]
    assert [[len(each["pairs"]) for each in marks] for marks in both["also"]] == [[4, 4]]
    assert not drawn("r", "r", "r", "r")["also"]
    entry = entries["kind-chart"]
    flat = evaluate(entry, {"kind_chart": _zeros()}).text
    assert "All its marks are at 0: does `reindex`" in flat
    plt.close("all")


def _zeros() -> plt.Axes:
    _, ax = plt.subplots()
    ax.bar(["0", "1", "2"], [0, 0, 0])
    ax.set(title="Kinds", xlabel="kind", ylabel="rows")
    return ax


def test_of_many_marks_the_first_that_is_wrong_is_told(
    entries: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where several sets are asked for, and one of them is right."""
    values = pd.Series({year: (year * 7) % 13 / 10 for year in range(1950, 2010)})
    level = values.groupby(values.index // 30).transform("mean")
    monkeypatch.setattr(corrige.feedback.comparing, "seal", lambda *a, **k: sealed.append(a) or seal(*a, **k))
    sealed: list = []

    def drawn(*lines: pd.Series) -> dict:
        _, ax = plt.subplots()
        for line in lines:
            ax.plot(line.index, line)
        ax.set(title="Rows", xlabel="year", ylabel="rows")
        return encode(ax)

    right = drawn(values, level)
    spec = make_spec(right, order="any", digits=6, salt=entries["kind-chart"]["salt"])
    entry = {**entries["kind-chart"], **spec, "mistakes": [], "exact": True}

    def said(*lines: pd.Series) -> str:
        sealed.clear()
        text = judge(entry, drawn(*lines)).text
        assert len(sealed) < 44, "a reply comes at once"
        return text

    other = values.where(values.index != 1970, 9)
    assert said(values.iloc[1:], level.iloc[1:]).endswith("1 more of its marks belongs there, before 1951.")
    assert "is right; 1 more of its marks belongs there, after 2008." in said(values.iloc[:-1], level)
    assert "2 more of its marks belong there, between 1969 and 1972." in said(
        values.drop([1970, 1971]), level
    )
    assert "is drawn; 2010 is too much." in said(values, pd.concat([level, pd.Series({2010: 3})]))
    assert "is drawn; 1949 is too much." in said(values, pd.concat([pd.Series({1949: 3}), level]))
    assert "is drawn; 1970.5 is too much." in said(pd.concat([values, pd.Series({1970.5: 3})]), level)
    assert "1950 to 1969 and 1971 to 2009 are right; look again at 1970: at 1970 it shows 9." in said(
        other, level
    )
    one = values.groupby(values.index < 1980).transform("mean").where(values.index < 1980, 5)
    assert said(values, one).startswith(
        "1 of 2 sets of marks is right. Of another: 1950 to 1979 are right; look again at 1980 to 2009"
    )
    assert "A set has 3 marks, fewer than asked for." in said(values, level.iloc[[3, 20, 50]] + 1)
    # Levels drawn one by one are one set of marks, also where they are wrong.
    pieces = [part for _, part in one.groupby(one)]
    assert "1950 to 1979 are right; look again at 1980" in said(values, *pieces)
    # A level is known by its two ends, and such lines are then no guides to the eye.
    ends = [part.iloc[[0, -1]] for _, part in level.groupby(level.index // 30)]
    entry["right"] = digest(scale_of(entry).seal_of_form(figure_data(right, digits=6)))
    assert said(values, *ends) == said(values, level) == "Right."
    assert said(values, *ends, pd.Series({1950: 0, 2009: 0})) != "Right."
    plt.close("all")


def test_what_a_chart_says_of_itself_is_so(entries: dict) -> None:
    """Numbers that are right, under words that are not."""

    def said(entry: dict, ax: object, **words: str) -> tuple[str, str]:
        ax.set(**{"title": "Rows", "xlabel": "kind", "ylabel": "rows", **words})
        found = judge(entry, encode(ax))
        assert (found.outcome == "not yet") == (found.wrong == ())
        return found.outcome, found.text

    rows = TABLE["kind"].value_counts()
    _, ax = plt.subplots()
    ax.bar(rows.index, rows)
    entry = {**entries["kind-chart"], "words": [["kind"], ["row"]]}
    assert said(entry, ax)[0] == "right"
    assert said(entry, ax, ylabel="Number per kind")[0] == "right"
    assert "the vertical axis is called 'Kinds'" in said(entry, ax, xlabel="kind, named", ylabel="Kinds")[1]
    assert (
        "the horizontal axis is called 'rows'" in said(entry, ax, xlabel="rows", ylabel="number of rows")[1]
    )
    assert "both axes are called 'What'" in said(entry, ax, xlabel="What", ylabel="what")[1]
    assert "needs a label on the horizontal axis" in said(entry, ax, xlabel="x")[1]
    assert said(entry, ax, ylabel="rows (%)")[0] == "right", "numbers above 1 may be per cent"

    ax.text(0, 1, "7 March 1966")
    ax.text(0, 1, "Event, see 1966; base year: 1965")
    assert "not what happened then" in said({**entry, "note": "1966"}, ax)[1]
    ax.text(500, 1, "1967: the letter")
    assert "outside the picture" in said({**entry, "note": "1967"}, ax)[1]
    ax.text(0, 2, "1966: the letter")
    assert said({**entry, "note": "1966"}, ax)[0] == "right"

    _, sideways = plt.subplots()
    sideways.barh(rows.index, rows)
    assert "both axes are called 'rows'" in said(entry, sideways, xlabel="rows")[1]

    _, years = plt.subplots()
    years.plot(range(1990, 2000), [0.1 * (place % 3) for place in range(10)])
    sealed = scale_of(entry).digest_of_form(figure_data(encode(years), digits=entry["digits"]))
    entry = {**entry, "right": sealed, "also": {}, "words": [["year"], ["share"]], "sets": [], "mistakes": {}}
    named = {"xlabel": "year", "ylabel": "share"}
    for title in ("1990–1999", "1989 to 2000", "From 1990 to 1999s", "1993 to 1995", "Since 1990", "In 2026"):
        assert said(entry, years, title=title, **named)[0] == "right", title
    for title in ("1990 to 1997", "1980-1999", "1990 until 2010", "1950 to 2014"):
        assert "runs from 1990 to 1999" in said(entry, years, title=title, **named)[1], title
    assert "says per cent" in said(entry, years, xlabel="year", ylabel="Per cent")[1]
    years.yaxis.set_major_formatter(PercentFormatter(1))
    assert said(entry, years, xlabel="year", ylabel="Per cent")[0] == "right"
    plt.close("all")


def test_a_legend_names_the_line_that_it_belongs_to(entries: dict) -> None:
    def drawn(first: str, second: str) -> dict:
        _, ax = plt.subplots()
        ax.plot([1, 2, 3], [4, 5, 7], label=first)
        ax.plot([1, 2, 3], [6, 2, 8], label=second)
        ax.legend()
        ax.set(title="Rows", xlabel="year", ylabel="rows")
        return encode(ax)

    right = drawn("rows of Wells", "rows of Street")
    spec = make_spec(right, order="any", digits=6, salt=entries["kind-chart"]["salt"])
    scale = scale_of(entries["kind-chart"])
    named = {scale.digest_of_form(form.pairs): words(form.label) for form in set_forms(right)}
    for each in spec["sets"]:
        each["label"] = sorted(named[each["right"]] - words("rows of"))
    whole = {"right": scale.digest_of_form(figure_data(right, digits=6)), "also": {}}
    entry = {**entries["kind-chart"], **spec, **whole, "mistakes": {}, "words": [["year"], ["row"]]}
    assert judge(entry, right).ok
    assert judge(entry, drawn("Wells", "Street")).ok
    assert judge(entry, drawn("one", "two")).ok
    assert "stands at the wrong one" in judge(entry, drawn("Street", "Wells")).text
    plt.close("all")


def test_a_title_over_the_whole_figure_is_a_title(entries: dict) -> None:
    rows = TABLE["kind"].value_counts()
    figure, ax = plt.subplots()
    ax.bar(rows.index, rows)
    ax.set(xlabel="kind")
    figure.suptitle("Rows")
    assert "still needs a label on the vertical axis:" in reply(entries, "kind-chart", kind_chart=ax)[1]
    figure.supylabel("rows")
    assert reply(entries, "kind-chart", kind_chart=ax)[0] == "right"
    figure.suptitle(" ")
    assert "still needs a title:" in reply(entries, "kind-chart", kind_chart=ax)[1]
    plt.close("all")


def test_ladder_of_a_choice(entries: dict) -> None:
    assert reply(entries, "best-reason", best_reason="b") == ("right", "Yes: one row is one state.")
    assert reply(entries, "best-reason", best_reason=" B ")[0] == "right"
    assert reply(entries, "best-reason", best_reason="c") == ("not yet", "Look at the first two rows.")
    assert "Choose one letter of a, b, c" in reply(entries, "best-reason", best_reason="q")[1]
    assert "the letter of one option" in reply(entries, "best-reason", best_reason=2)[1]


def test_a_written_answer_waits_for_a_person(entries: dict) -> None:
    assert reply(entries, "in-words")[0] == "recorded"


def test_a_task_that_does_not_reveal_only_records(course_root: Path, solution_text: str) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(
        solution_text.replace('task="best-reason"', 'task="best-reason" reveal=false'), encoding="utf-8"
    )
    card = make_card(read_exercise(path))["tasks"]["best-reason"]
    assert set(card) == {"kind", "name", "number", "title", "points", "hint", "reveal"}
    for option in "abc":
        assert evaluate(card, {"best_reason": option}).outcome == "recorded"
    assert "right" in make_card(read_exercise(path), reveal_all=True)["tasks"]["best-reason"]["cases"][""]


AFTER = {
    "event-count": ("# A Series can tell how many different values it holds.\n", {"event_count": 3}),
    "share": (
        "# Divide, but first look at the whole.\n",
        {"share": lambda p, w: p / w if w else None},
    ),
    "best-reason": ("# Compare the first two rows.\n", {"best_reason": "b"}),
}


@pytest.mark.parametrize("task", AFTER)
def test_a_right_answer_earns_the_task_s_remark(course_root: Path, solution_text: str, task: str) -> None:
    hint, answer = AFTER[task]
    remark = '\n# %% [markdown] tags=["after"]\n# Three events lie\n# in four rows.\n'
    path = course_root / "solutions" / "ex01_counting.py"
    path.write_text(solution_text.replace(hint, hint + remark), encoding="utf-8")
    card = make_card(read_exercise(path))["tasks"]
    assert "Three events" not in str(card)
    outcome, text = reply(card, task, **answer)
    assert outcome == "right"
    assert text.endswith(". Three events lie in four rows.")
    assert "after" not in make_card(read_exercise(path))["tasks"]["per-kind"]


def test_a_chart_earns_its_remark_too(course_root: Path, solution_text: str) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    hint = "# Count the values of one column, then draw.\n"
    remark = '\n# %% [markdown] tags=["after"]\n# One kind has two rows.\n'
    path.write_text(solution_text.replace(hint, hint + remark), encoding="utf-8")
    card = make_card(read_exercise(path))["tasks"]
    rows, (_, ax) = TABLE["kind"].value_counts(), plt.subplots()
    ax.bar(rows.index, rows)
    ax.set(title="Kinds", xlabel="kind", ylabel="rows")
    assert reply(card, "kind-chart", kind_chart=ax) == ("right", "Right. One kind has two rows.")
    plt.close("all")


def test_numbers_in_a_remark_are_computed(course_root: Path, solution_text: str) -> None:
    path = course_root / "solutions" / "ex01_counting.py"
    hint = "# A Series can tell how many different values it holds.\n"

    def with_remark(text: str) -> Path:
        remark = f'\n# %% [markdown] tags=["after"]\n# {text}\n'
        path.write_text(solution_text.replace(hint, hint + remark), encoding="utf-8")
        return path

    card = make_card(read_exercise(with_remark('That is {event_count / len(table["event"]):.0%} of "all".')))
    said = reply(card["tasks"], "event-count", event_count=3)[1]
    assert said == 'Right. That is 75\N{NO-BREAK SPACE}% of "all".'
    with pytest.raises(AuthoringError, match="the remark after 'event-count' raises NameError"):
        make_card(read_exercise(with_remark("That is {evnt_count}.")))


def test_no_reply_shows_a_traceback_or_the_expected_value(entries: dict) -> None:
    for task, values in {
        "event-count": [4, 7, "3", None, [3], object()],
        "per-kind": [1, TABLE, TABLE.groupby("kind").size(), {"a": 1}],
        "share": [1, lambda p, w: 1 / 0, lambda p, w: w],
    }.items():
        for value in values:
            text = evaluate(entries[task], {entries[task]["name"]: value}).text
            assert "Traceback" not in text
            assert "incorrect" not in text.lower()
            assert (
                not re.search(r"\b3\b(?!\))", text.replace("is text", "")) or "[3]" in text or task == "share"
            ), text


def test_card_holds_no_answer_and_no_reply_in_the_open(course_root: Path) -> None:
    exercise = read_exercise(course_root / "solutions" / "ex01_counting.py")
    card = str(make_card(exercise))
    for task in exercise.tasks:
        for secret in secrets(task):
            assert secret not in card
    assert "no-labels" not in card
    assert "Yes: one row" not in card


def test_a_hidden_reply_needs_its_own_answer() -> None:
    own, other = seal({"n": "4"}, "salt"), seal({"n": "5"}, "salt")
    hidden = hide("You counted rows. Élysée.", own)
    assert reveal(hidden, own) == "You counted rows. Élysée."
    with contextlib.suppress(ValueError):  # it may not even be text
        assert reveal(hidden, other) != "You counted rows. Élysée."
    assert digest(own) != digest(other)
    assert own.hex() not in digest(own)


def test_reply_reads_aloud_and_shows_as_text_and_html(entries: dict) -> None:
    answer = evaluate(entries["event-count"], {"event_count": 4})
    assert repr(answer).splitlines()[0] == "✗  event_count: not yet"
    assert all(len(line) <= 96 for line in repr(answer).splitlines())
    html = answer._repr_html_()
    assert 'role="status"' in html
    assert 'aria-hidden="true"' in html
    hostile = type(answer)("not yet", "x", "<script>alert(1)</script>")
    assert "<script>" not in hostile._repr_html_()


def test_check_reads_the_names_of_its_caller(monkeypatch: pytest.MonkeyPatch, entries: dict) -> None:
    monkeypatch.setattr(
        corrige.feedback.cards, "all_cards", lambda package: {"ex01": {"title": "Counting", "tasks": entries}}
    )
    namespace = {"check": check, "event_count": 3}
    exec("answer = check('event-count')", namespace)
    assert namespace["answer"].ok
    exec("answer = check('event-counts')", namespace)
    assert "Did you mean 'event-count'" in namespace["answer"].text
    exec("answer = check(event_count)", namespace)
    assert "check('event-count'), with quotation marks" in namespace["answer"].text
    for other in ("event_count", "Event count", 1, "Task 1"):
        namespace["other"] = other
        exec("answer = check(other)", namespace)
        assert namespace["answer"].ok, other
    for call in ("check('event-count', 'per-kind')", "check(id='event-count')", "check['event-count']"):
        exec(f"answer = {call}", namespace)
        assert "check asks about one task" in namespace["answer"].text
    assert "check('event-count')." in namespace["answer"].text
    assert "check asks about one task" in repr(check)
    exec("answer = check(None)", namespace)
    assert "with quotation marks" in namespace["answer"].text


def test_check_says_nothing_while_a_class_is_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIGE_GRADING", "1")
    assert check("whatever").outcome == "recorded"


def test_every_task_of_the_course_has_its_entry() -> None:
    course = find_course(Path(__file__).parent / "course")
    cards = corrige.feedback.cards.all_cards("small_course").values()
    assert {task for card in cards for task in card["tasks"]} == {
        task.id for exercise in read_exercises(course) for task in exercise.tasks
    }


def test_a_learner_needs_pandas_and_nothing_else() -> None:
    code = (
        "import sys; import small_course; from small_course.data import load; load('events'); small_course.check; "
        "heavy = {'matplotlib', 'scipy', 'nbformat', 'nbclient', 'IPython', 'pytest'} & set(sys.modules); "
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
