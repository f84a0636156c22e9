"""The warm-ups of the passport answer at once: to what is right, to known mistakes, and to what nobody foresaw."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corrige.course import find_course
from corrige.feedback import UnknownTaskError
from demarche.data import load
from demarche.passport import WARM_UPS, WarmUp, stamp

PAGE = find_course(Path(__file__).parent).root / "book" / "start" / "pandas-passport.md"
MISTAKES = [
    pytest.param(warm_up, known, id=f"{warm_up.name}-{known}")
    for warm_up in WARM_UPS.values()
    for known in warm_up.mistakes
]


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    yield
    plt.close("all")


def answer(warm_up: WarmUp, made: Any) -> Any:
    # A function goes in as a learner's own: the course's is not taken as an answer.
    return (lambda given: made(given)) if warm_up.probes else made()


@pytest.mark.parametrize("warm_up", WARM_UPS.values(), ids=WARM_UPS.keys())
def test_the_right_answer_is_stamped(warm_up: WarmUp) -> None:
    reply = stamp(warm_up.name, answer(warm_up, warm_up.right))
    assert reply.ok, reply.text
    assert reply.text == f"Right. {warm_up.after}"


@pytest.mark.parametrize(("warm_up", "known"), MISTAKES)
def test_a_mistake_earns_its_own_reply(warm_up: WarmUp, known: str) -> None:
    wrong, text = warm_up.mistakes[known]
    reply = stamp(warm_up.name, answer(warm_up, wrong))
    assert (reply.outcome, reply.mistake, reply.text) == ("not yet", known, text)


def unfinished(years: list[int]) -> int:
    longest = 0
    for before, after in itertools.pairwise(years):
        longest = 0
        if after - before > longest:
            longest = after - before
    return longest


def stops(years: list[int]) -> int | None:
    for place in range(1, len(years)):
        gap = years[place] - years[place - 1]
        return gap
    return None


def off_the_end(years: list[int]) -> int:
    longest = 0
    for place in range(len(years)):
        longest = max(longest, years[place + 1] - years[place])
    return longest


def shows(years: list[int]) -> None:
    print(max([b - a for a, b in itertools.pairwise(years)], default=0))


def no_key_yet(pairs: list[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for sender, year in pairs:
        if year < found[sender]:
            found[sender] = year
    return found


def anew(pairs: list[tuple[str, int]]) -> dict[str, int]:
    for sender, year in pairs:
        found = {}
        found[sender] = min(year, found.get(sender, year))
    return found


def overwrites(pairs: list[tuple[str, int]]) -> dict[str, int]:
    found = {}
    for sender, year in pairs:
        found[sender] = year  # noqa: PERF403  (this is what a learner writes)
    return found


def once(pairs: list[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for sender, year in pairs:
        found.setdefault(sender, year)
    return found


INCIDENTS = load("incidents")


@pytest.mark.parametrize(
    ("name", "made", "says"),
    [
        # Written as a learner writes, and not as the list of mistakes has it.
        ("longest-gap", unfinished, "set inside the loop"),
        ("longest-gap", stops, "a `return` inside the loop ends"),
        ("longest-gap", off_the_end, "IndexError: the loop asks for the neighbour"),
        ("longest-gap", shows, "`print` shows a value to a reader; `return` hands it"),
        ("longest-gap", lambda years: years, "The result is a list; a number is asked for."),
        ("longest-gap", lambda years: 12, "gives the same whatever goes in"),
        ("longest-gap", lambda: 0, "It raised TypeError"),
        ("longest-gap", 12, "longest_gap is a number, 12; a function is asked for. Keep the function itself"),
        ("longest-gap", unfinished([1990, 1995]), "a function is asked for"),
        ("first-years", no_key_yet, "KeyError: when a sender comes for the first time"),
        ("first-years", anew, "made anew in each round"),
        ("first-years", overwrites, "the last one in the list wins"),
        ("first-years", once, "not in the order of time"),
        ("first-years", {"FRA": 1975}, "is a dict of 1 entry; a function is asked for"),
        ("rows-of-states", load("states"), "is a DataFrame of"),
        ("rows-of-states", 45, "off by one"),
        ("share-in-nato", 68.69565217, "leave out the factor 100"),
        ("share-in-nato", 0.69, "rounded to 2 decimals"),
        ("against-france", INCIDENTS[INCIDENTS["target"] == "FRA"], "is there, and right"),
        ("targets-per-sender", INCIDENTS.groupby("sender")["target"], "groupby without a last step"),
        ("strongest-french", INCIDENTS["measure"], ".idxmax()"),
        ("strongest-french", 9, "A word is asked for"),
        (
            "military-share",
            pd.DataFrame({"a": [1]}, index=["b"]),
            "is a DataFrame of 1 row and 1 column; a number is asked for.",
        ),
        ("decades-line", plt.plot, "a chart is asked for"),
        ("decades-line", [1, 2], "Keep the axes"),
        ("known-among-recalls", ..., "in the place of the three dots"),
    ],
)
def test_what_learners_write_is_answered(name: str, made: object, says: str) -> None:
    reply = stamp(name, made)
    assert not reply.ok
    assert says in reply.text


def test_a_chart_wants_its_words() -> None:
    counts = INCIDENTS.groupby(INCIDENTS["year"] // 10 * 10)["event"].nunique()
    _, ax = plt.subplots()
    ax.plot(counts.index, counts)
    assert "still needs a title" in stamp("decades-line", ax).text
    ax.set(title="a", xlabel="b", ylabel="c")
    assert stamp("decades-line", ax).ok
    _, bars = plt.subplots()
    bars.bar([f"{decade}s" for decade in counts.index], counts)
    bars.set(title="a", xlabel="b", ylabel="c")
    assert stamp("decades-line", bars).ok


def test_other_ways_are_right_too() -> None:
    assert stamp(
        "longest-gap", lambda years: max([b - a for a, b in itertools.pairwise(years)], default=0)
    ).ok
    assert stamp("first-years", lambda pairs: pd.DataFrame(pairs).groupby(0)[1].min().to_dict()).ok
    assert stamp("strongest-french", INCIDENTS.loc[INCIDENTS["sender"] == "FRA", "measure"].max()).ok


def test_the_course_s_own_function_is_no_answer() -> None:
    assert stamp("longest-gap", WARM_UPS["longest-gap"].right).mistake == "course-function"


def test_a_wrong_name_is_told_the_right_one() -> None:
    with pytest.raises(UnknownTaskError, match="Did you mean 'longest-gap'"):
        stamp("longest-gaps", 1)


def test_the_page_names_every_warm_up_once() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r'`stamp\("([\w-]+)", ', text) == list(WARM_UPS)
    assert len(re.findall(r"^## \d+\. ", text, flags=re.MULTILINE)) == len(WARM_UPS)
