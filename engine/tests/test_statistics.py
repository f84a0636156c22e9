"""Item analysis: by hand on small classes, by another road on larger ones."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.grading.numbers import as_share, count_of, decimals, plain, points, wilson_interval
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.report.flags import Flag, flags
from corrige.grading.report.items import cronbach_alpha, item_rest_correlation, upper_lower_difference
from corrige.grading.report.similarity import CODE_RUN, LEAST_RUNS, MANY, Pair, runs, similar_pairs
from corrige.grading.report.statistics import FEWEST, exercise_statistics

CODED = ("event-count", "per-kind", "share", "kind-chart", "best-reason")
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def result(exercise: Exercise, task: str, what: str) -> TaskResult:
    """One result: "+" right, "." left open, "E" error, "T" timed out, "?" wrong, or the name of a mistake."""
    points = exercise.task(task).points
    outcome = {
        "+": Outcome.PASSED,
        ".": Outcome.NOT_ATTEMPTED,
        "E": Outcome.ERROR,
        "T": Outcome.TIMED_OUT,
        "w": Outcome.WAITING,
    }.get(what, Outcome.FAILED)
    mistake = "" if outcome is not Outcome.FAILED or what == "?" else what
    return TaskResult(task, outcome, float(points) if what == "+" else 0.0, points, mistake=mistake)


def record(exercise: Exercise, learner: str, *marks: str, written: str = ".", seconds: float = 0.0) -> Record:
    results = [result(exercise, task, mark) for task, mark in zip(CODED, marks, strict=True)]
    results.append(result(exercise, "in-words", written))
    return Record(learner, exercise.id, tuple(results), file="ex01.ipynb", seconds=seconds)


def test_item_rest_correlation_by_hand() -> None:
    # Task 0: 1 1 0 0; the rest: 2 1 1 0. Covariance 1/4 (over n), deviations 1/2 and sqrt(1/2): r = sqrt(1/2).
    points = [[1, 1, 1], [1, 1, 0], [0, 0, 1], [0, 0, 0]]
    found = item_rest_correlation(points, 0)
    assert found is not None
    assert found.estimate == pytest.approx(math.sqrt(0.5))
    # Fisher's z with n = 4 has a standard error of 1.
    assert found.low == pytest.approx(math.tanh(math.atanh(math.sqrt(0.5)) - 1.959963984540054))


def test_the_task_itself_is_not_in_the_rest() -> None:
    """Two unrelated tasks: with overlap the correlation would be sqrt(1/2), without it 0."""
    found = item_rest_correlation([[1, 1], [1, 0], [0, 1], [0, 0]], 0)
    assert found is not None
    assert found.estimate == pytest.approx(0)


def test_perfect_agreement_has_an_interval_without_width() -> None:
    assert item_rest_correlation([[1, 2], [0, 0], [1, 2], [0, 0]], 0) == (1, 1, 1)
    assert item_rest_correlation([[1, 0], [0, 2], [1, 0], [0, 2]], 0) == (-1, -1, -1)


@pytest.mark.parametrize(
    "points", [[[1, 1], [0, 0], [1, 1]], [[1], [0], [1], [0]], [[1, 1], [1, 0], [1, 1], [1, 0]]]
)
def test_no_correlation_without_enough_or_without_variance(points: list[list[float]]) -> None:
    assert item_rest_correlation(points, 0) is None


def test_discrimination_agrees_with_scipy_s_point_biserial() -> None:
    points = np.random.default_rng(1).integers(0, 2, size=(60, 5))
    rest = pd.DataFrame(points).drop(columns=2).sum(axis=1)
    expected = stats.pointbiserialr(points[:, 2], rest)
    found = item_rest_correlation(points, 2)
    assert found is not None
    assert found.estimate == pytest.approx(expected.statistic)
    assert found[1:] == pytest.approx(stats.pearsonr(points[:, 2], rest).confidence_interval(0.95))


def test_upper_lower_by_hand() -> None:
    # Eleven learners, groups of three. Upper three all right, lower three: one right.
    points = (
        [[1, total] for total in (10, 9, 8)]
        + [[0, total] for total in (7, 6, 5, 4, 3)]
        + [[1, 0], [0, 1], [0, 0]]
    )
    assert upper_lower_difference(points, 0, 1) == pytest.approx(1 - 1 / 3)


def test_upper_lower_shares_places_among_the_tied() -> None:
    """Groups of one, two tied at the top, one of them right: half of a place each."""
    points = [[1, 1], [0, 2], [0, 0], [0, 0]]
    assert upper_lower_difference(points, 0, 1) == pytest.approx(0.5)


@given(st.permutations(range(12)))
def test_the_order_of_learners_changes_nothing(order: list[int]) -> None:
    points = np.random.default_rng(7).integers(0, 3, size=(12, 4))
    assert upper_lower_difference(points[order], 1, 2) == pytest.approx(upper_lower_difference(points, 1, 2))
    assert cronbach_alpha(points[order]) == pytest.approx(cronbach_alpha(points))


def test_groups_are_at_most_half() -> None:
    with pytest.raises(ValueError, match="between 0 and 0"):
        upper_lower_difference([[1, 1], [0, 0]], 0, 1, group=0.6)


def test_alpha_by_hand() -> None:
    # Variances 1/3 each (1 1 0 0 and 1 0 1 0 would give alpha 0); here 1 1 0 0 and 1 1 1 0: 1/3 and 1/4.
    # Totals 2 2 1 0: variance 11/12. alpha = 2 (1 - (7/12) / (11/12)) = 8/11.
    found = cronbach_alpha([[1, 1], [1, 1], [0, 1], [0, 0]])
    assert found is not None
    assert found.estimate == pytest.approx(8 / 11)


def test_alpha_agrees_with_the_mean_of_split_halves() -> None:
    """Cronbach (1951): alpha is the mean of all split-half coefficients (here of 4 tasks: 3 splits)."""
    points = pd.DataFrame(
        np.random.default_rng(3).normal(size=(40, 4)) + np.random.default_rng(4).normal(size=(40, 1))
    )
    halves = []
    for pair in ((0, 1), (0, 2), (0, 3)):
        one = points[list(pair)].sum(axis=1)
        two = points.drop(columns=list(pair)).sum(axis=1)
        halves.append(2 * (1 - (one.var() + two.var()) / (one + two).var()))
    found = cronbach_alpha(points)
    assert found is not None
    assert found.estimate == pytest.approx(np.mean(halves))


def test_alpha_s_interval_is_feldt_s() -> None:
    """(1 - alpha) / (1 - estimate) follows F with n - 1 and (n - 1)(k - 1) degrees of freedom."""
    points = np.random.default_rng(5).normal(size=(12, 3)) + np.random.default_rng(6).normal(size=(12, 1))
    found = cronbach_alpha(points)
    assert found is not None
    for end, tail in ((found.low, 0.975), (found.high, 0.025)):
        assert stats.f(11, 22).cdf((1 - end) / (1 - found.estimate)) == pytest.approx(tail)


def test_alpha_s_interval_catches_the_true_value_about_as_often_as_it_says() -> None:
    draw = np.random.default_rng(11)
    tasks, learners, truth = (
        6,
        25,
        6 * 0.5 / (1 + 5 * 0.5),
    )  # parallel tasks that correlate 0.5: Spearman-Brown
    caught = 0
    for _ in range(400):
        points = draw.normal(size=(learners, 1)) + draw.normal(size=(learners, tasks))
        found = cronbach_alpha(points)
        assert found is not None
        caught += found.low <= truth <= found.high
    assert 0.92 <= caught / 400 <= 0.98


@pytest.mark.parametrize("points", [[[1, 1]], [[1], [0]], [[1, 1], [1, 0]], [[1, 0], [0, 1]]])
def test_no_alpha_without_variance(points: list[list[float]]) -> None:
    assert cronbach_alpha(points) is None


@pytest.mark.parametrize("points", [[1, 2, 3], [[1, math.nan], [0, 1]]])
def test_points_must_be_a_complete_table(points: list[float]) -> None:
    with pytest.raises(ValueError, match="points must be"):
        cronbach_alpha(points)


def test_counts_and_difficulty(exercise: Exercise) -> None:
    records = [
        record(exercise, "a", "+", "+", "+", "+", "+", written="w"),
        record(exercise, "b", "rows", "sum", "?", "E", "."),
        record(exercise, "c", "rows", ".", "+", "T", "option-a"),
        record(exercise, "d", ".", ".", ".", ".", "."),
        Record("e", exercise.id, (), problem="The file is empty; the upload may have failed."),
        Record("f", "ex99", ()),
    ]
    found = exercise_statistics(records, exercise)
    assert (found.handed, found.read, found.active, found.waiting) == (5, 4, 3, 1)
    assert [each.learner for each in found.problems] == ["e"]
    first = found.task("event-count")
    assert (first.read, first.tried, first.outcomes[Outcome.NOT_ATTEMPTED]) == (4, 3, 1)
    assert first.share_all == pytest.approx(1 / 4)
    assert first.share_tried == pytest.approx(1 / 3)
    assert first.passed == wilson_interval(1, 3)
    assert [(each.mistake, each.count, each.share) for each in first.mistakes] == [
        ("rows", 2, wilson_interval(2, 3))
    ]
    share = found.task("share")
    assert (share.unknown, share.mistakes) == (1, ())
    chart = found.task("kind-chart")
    assert (chart.outcomes[Outcome.ERROR], chart.outcomes[Outcome.TIMED_OUT], chart.unknown) == (1, 1, 0)
    words = found.task("in-words")
    assert (words.share_all, words.passed, words.outcomes[Outcome.WAITING]) == (None, None, 1)


def test_partial_points_count_as_their_share(exercise: Exercise) -> None:
    half = replace(result(exercise, "share", "no-zero"), points=1.5)
    mine = record(exercise, "a", "+", "+", "+", "+", "+")
    mine = replace(mine, results=tuple(half if each.task == "share" else each for each in mine.results))
    found = exercise_statistics([mine], exercise).task("share")
    assert found.share_all == pytest.approx(1.5 / exercise.task("share").points)
    assert found.passed is not None
    assert found.passed.estimate == 0


def test_an_answer_marked_by_hand_no_longer_waits(exercise: Exercise) -> None:
    mine = record(exercise, "a", "+", "+", "+", "+", "+", written="w")
    marked = replace(mine, results=(*mine.results[:-1], replace(mine.results[-1], points=1.5, by_hand=True)))
    found = exercise_statistics([mine, marked], exercise)
    assert found.waiting == 1
    assert (found.task("in-words").outcomes[Outcome.WAITING], found.task("in-words").by_hand) == (1, 1)
    assert found.distribution is not None
    assert found.distribution.highest == 7  # written answers are left out


def test_small_classes_get_no_correlations(exercise: Exercise) -> None:
    few = [record(exercise, str(i), *("+" if i > j else "?" for j in range(5))) for i in range(FEWEST - 1)]
    found = exercise_statistics(few, exercise)
    assert all(each.discrimination is None and each.upper_lower is None for each in found.tasks)
    assert found.reliability.alpha is None
    assert "at least 10" in found.reliability.reason


def test_untouched_notebooks_and_flat_tasks_are_left_out(exercise: Exercise) -> None:
    class_ = [
        record(exercise, str(i), "+", *("+" if i % 5 > j else "?" for j in range(4))) for i in range(20)
    ]
    empty = [record(exercise, f"empty-{i}", *"....."[:5]) for i in range(20)]
    found, alone = exercise_statistics(class_ + empty, exercise), exercise_statistics(class_, exercise)
    assert found.reliability == alone.reliability
    assert [task.id for task in found.reliability.without_variance] == ["event-count"]
    assert found.reliability.tasks == 4
    assert found.task("share").discrimination == alone.task("share").discrimination
    assert found.task("share").share_all == pytest.approx(alone.task("share").share_all / 2)
    table = pd.DataFrame([{each.task: each.points for each in one.results} for one in class_])[list(CODED)]
    rest = table.drop(columns="share").sum(axis=1)
    assert found.task("share").discrimination.estimate == pytest.approx(table["share"].corr(rest))


def test_distribution_and_time(exercise: Exercise) -> None:
    class_ = [
        record(exercise, "a", "+", "?", "?", "?", "?", seconds=2),
        record(exercise, "b", "+", "+", "?", "?", "?", seconds=4),
        record(exercise, "c", "+", "+", "+", "+", "+"),
    ]
    found = exercise_statistics(class_, exercise)
    assert found.distribution is not None
    assert found.distribution.counts == (0, 1, 0, 1, 0, 0, 0, 1)
    assert found.distribution.quartiles == (2, 3, 5)
    assert found.distribution.mean == pytest.approx(11 / 3)
    assert found.timing is not None
    assert (found.timing.timed, found.timing.median, found.timing.longest) == (2, 3, 4)
    assert exercise_statistics([class_[2]], exercise).timing is None


def test_thirds_of_points_add_up_to_whole_bins(exercise: Exercise) -> None:
    third = tuple(
        replace(result(exercise, task, "?"), points=round(1 / 3, 6))
        for task in ("event-count", "share", "per-kind")
    )
    found = exercise_statistics([Record("a", exercise.id, third, file="x")], exercise)
    assert found.distribution is not None
    assert found.distribution.counts[1] == 1


def test_an_empty_class_has_statistics(exercise: Exercise) -> None:
    found = exercise_statistics([], exercise)
    assert (found.read, found.distribution, found.timing, flags(found)) == (0, None, None, [])


def raised(exercise: Exercise, records: list[Record]) -> dict[tuple[str, str], Flag]:
    return {(flag.task.id, flag.sign): flag for flag in flags(exercise_statistics(records, exercise))}


def test_flags_say_what_was_seen_and_where_to_look(exercise: Exercise) -> None:
    class_ = [
        record(
            exercise,
            str(i),
            "?",
            "+" if i < 6 else "rows-per-kind",
            "E" if i < 3 else "+",
            "." if i % 2 else "+",
            "+",
        )
        for i in range(12)
    ]
    found = raised(exercise, class_)
    assert {place for place in found if place[1] != "negative discrimination"} == {
        ("event-count", "nobody passes"),
        ("event-count", "mistakes not known"),
        ("per-kind", "one mistake prevails"),
        ("share", "many errors"),
        ("kind-chart", "left open"),
    }
    nobody = found["event-count", "nobody passes"]
    assert "None of the 12" in nobody.seen
    assert as_share(wilson_interval(0, 12).high) in nobody.seen
    assert count_of(6, 12) in found["per-kind", "one mistake prevails"].seen
    assert all(flag.look and "n = 12" in flag.caution for flag in found.values())


def test_negative_discrimination_is_flagged_with_its_chance(exercise: Exercise) -> None:
    class_ = [
        record(
            exercise, str(i), "+" if i < 5 else "rows", *("+" if i > 2 + 2 * j else "sum" for j in range(4))
        )
        for i in range(12)
    ]
    flag = raised(exercise, class_)["event-count", "negative discrimination"]
    r = exercise_statistics(class_, exercise).task("event-count").discrimination
    assert r is not None
    assert decimals(r.estimate) in flag.seen
    assert f"{decimals(r.low)} to {decimals(r.high)}" in flag.seen
    assert ("may be chance" in flag.caution) == (r.high >= 0)


def test_a_good_class_raises_no_flag(exercise: Exercise) -> None:
    class_ = [
        record(exercise, str(i), *("+" if i >= 2 * j else "rows" if j == 0 else f"m{i}" for j in range(5)))
        for i in range(12)
    ]
    assert raised(exercise, class_) == {}
    assert raised(exercise, class_[:4]) == {}


def test_large_classes_get_no_caution(exercise: Exercise) -> None:
    flag = raised(exercise, [record(exercise, str(i), "?", "+", "+", "+", "+") for i in range(40)])
    assert flag["event-count", "nobody passes"].caution == ""


def test_words() -> None:
    assert count_of(7, 23) == f"7 of 23 (30{NO_BREAK}%, 95{NO_BREAK}% interval 16 to 51{NO_BREAK}%)"
    assert (plain(9.416667), plain(4.0), decimals(-0.004), decimals(-0.25)) == (
        "9.4",
        "4",
        "0.00",
        "\N{MINUS SIGN}0.25",
    )
    assert [points(value) for value in (7.75, 4.0, 2 / 3, 0.0)] == ["7.75", "4", "0.67", "0"]


OWN = """
seen = {}
for position, item in enumerate(table["event"].tolist()):
    seen.setdefault(item, []).append(position * 3)
    if position > 99 and item not in seen:
        break
event_count = sum(1 for key, places in seen.items() if places)
"""


def hand_in(exercise: Exercise, learner: str, source: str, task: str = "event-count") -> Record:
    kind = result(exercise, task, "w" if task == "in-words" else "+")
    return Record(learner, exercise.id, (replace(kind, source=source),), file="ex01.ipynb")


def test_the_same_unusual_answer_is_shown_as_a_pair(exercise: Exercise) -> None:
    renamed = OWN.replace("seen", "found").replace("position", "n") + "# my own work\n"
    pairs = similar_pairs([hand_in(exercise, "b", OWN), hand_in(exercise, "a", renamed)], exercise)
    assert [(pair.first, pair.second, pair.tasks) for pair in pairs] == [("a", "b", ("event-count",))]
    assert pairs[0].share == 1
    assert pairs[0].shared >= LEAST_RUNS


def test_what_the_course_contains_is_no_trace(exercise: Exercise) -> None:
    for task in exercise.tasks:
        for source in (
            task.stub,
            task.solution,
            *(each.source for each in (*task.mistakes, *task.alternatives)),
        ):
            assert similar_pairs([hand_in(exercise, name, source, task.id) for name in "ab"], exercise) == []
    words = exercise.task("in-words")
    for text in (words.models[0].text, words.prompt, words.rubric):
        assert similar_pairs([hand_in(exercise, name, text * 3, "in-words") for name in "ab"], exercise) == []


def test_what_many_write_is_no_trace(exercise: Exercise) -> None:
    few = [hand_in(exercise, f"{i:02d}", OWN) for i in range(MANY)]
    assert len(similar_pairs(few, exercise)) == MANY * (MANY - 1) // 2
    assert similar_pairs([*few, hand_in(exercise, "more", OWN)], exercise) == []


def test_different_answers_are_no_pair(exercise: Exercise) -> None:
    other = """
rows = table.sort_values("days")
numbers = [int(value) for value in rows["event"].dropna().unique()]
numbers.sort(reverse=True)
event_count = len(numbers) if numbers else 0
print("events:", event_count, "of", len(rows))
"""
    assert similar_pairs([hand_in(exercise, "a", OWN), hand_in(exercise, "b", other)], exercise) == []


def test_texts_and_only_the_same_task_are_compared(exercise: Exercise) -> None:
    text = (
        "The table has three separate events although it prints four lines, because the first "
        "quarrel was written down twice, once for each ambassador who was told to come home that day."
    )
    same_text = [hand_in(exercise, "a", text, "in-words"), hand_in(exercise, "b", text.upper(), "in-words")]
    assert [pair.tasks for pair in similar_pairs(same_text, exercise)] == [("in-words",)]
    assert (
        similar_pairs([hand_in(exercise, "a", OWN), hand_in(exercise, "b", OWN, "per-kind")], exercise) == []
    )


def test_choices_damage_and_floods_are_no_pairs_and_no_trouble(exercise: Exercise) -> None:
    choice = [hand_in(exercise, name, 'best_reason = "b"\n' + OWN, "best-reason") for name in "ab"]
    assert similar_pairs(choice, exercise) == []
    flood = [hand_in(exercise, "a", "(" * 300_000), hand_in(exercise, "b", "\ud800'\x00" * 100_000)]
    assert similar_pairs(flood, exercise) == []
    assert similar_pairs([], exercise) == []


def test_runs_are_the_same_on_any_day(exercise: Exercise) -> None:
    """A hash that Python salts, or one with few values, would give other pairs each time."""
    task = exercise.task("event-count")
    tokens = ["x", "=", "table", "[", "'a'", "]", ".", "sum", "(", ")", "+", "1"]
    expected = set()
    for start in range(len(tokens) - CODE_RUN + 1):
        run = "\x1f".join(["=name", *tokens[1:]][start : start + CODE_RUN])
        expected.add(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big"))
    assert len(expected) == 5
    assert runs("x = table['a'].sum() + 1  # a comment", task) == expected


def test_pairs_do_not_hang_on_the_order_of_the_class(exercise: Exercise) -> None:
    class_ = [
        hand_in(exercise, name, OWN + f"extra = [{n}] * {n} + list(range({n}, {n} + 9))\n" * (n > 1))
        for n, name in enumerate("abcd")
    ]
    found: list[Pair] = similar_pairs(class_, exercise)
    assert found
    assert similar_pairs(class_[::-1], exercise) == found
