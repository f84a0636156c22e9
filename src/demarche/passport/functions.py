"""The warm-ups in which something is written: two functions with a loop, and a chart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from demarche.data import load
from demarche.passport.warm_up import WarmUp

Pairs = list[tuple[str, int]]


def longest_gap(years: list[int]) -> int:
    """The right answer: start, loop, return."""
    longest = 0
    for before, after in itertools.pairwise(years):
        longest = max(longest, after - before)
    return longest


def _first_gap(years: list[int]) -> int | None:
    for before, after in itertools.pairwise(years):
        return max(0, after - before)
    return None


def _last_gap(years: list[int]) -> int:
    longest = 0
    for before, after in itertools.pairwise(years):
        longest = after - before
    return longest


def _too_far(years: list[int]) -> int:
    return max([0, *(years[place + 1] - years[place] for place in range(len(years)))])


def _nothing(_given: Any) -> None:
    return None


def first_years(pairs: Pairs) -> dict[str, int]:
    """The right answer: `get` with a default."""
    found: dict[str, int] = {}
    for sender, year in pairs:
        found[sender] = min(year, found.get(sender, year))
    return found


def _without_get(pairs: Pairs) -> dict[str, int]:
    found: dict[str, int] = {}
    for sender, year in pairs:
        found[sender] = min(year, found[sender])
    return found


def _latest(pairs: Pairs) -> dict[str, int]:
    return {sender: max(year for other, year in pairs if other == sender) for sender, _ in pairs}


def _counts(pairs: Pairs) -> dict[str, int]:
    return {sender: sum(other == sender for other, _ in pairs) for sender, _ in pairs}


def _line(places: Iterable[Any], heights: Iterable[Any]) -> Any:
    # A figure of its own: matplotlib's list of open figures, and the learner's, stay as they are.
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    ax.plot(list(places), list(heights), marker="o")
    ax.set(title="Events by decade", xlabel="Decade", ylabel="Number of events")
    return ax


def _per_decade(how: str) -> Any:
    rows = load("incidents")
    counts = rows.groupby(rows["year"] // 10 * 10)["event"].agg(how)
    return _line(counts.index, counts)


def _per_year() -> Any:
    counts = load("incidents").groupby("year")["event"].nunique()
    return _line(counts.index, counts)


_PRINTED = (
    "Your function gives nothing back. `print` shows a value to a reader; `return` hands it to whoever "
    "called. "
    "Put `return` before the result, in the last line."
)

FUNCTIONS = [
    WarmUp(
        "longest-gap",
        longest_gap,
        "Start with 0 before the loop; in the loop keep the larger; return after the loop.",
        "Before the loop, in it, after it: most loops have these three places.",
        {
            "return-inside": (
                _first_gap,
                (
                    "Your function stops at the first pair: a `return` inside the loop ends the whole "
                    "function. Move it out to "
                    "the left, below the loop."
                ),
            ),
            "reset-inside": (
                _last_gap,
                (
                    "You get the last gap, not the longest. Is the start value set inside the loop, so that "
                    "each round forgets "
                    "the ones before? Or does each round overwrite what was kept, without comparing?"
                ),
            ),
            "printed": (_nothing, _PRINTED),
            "too-far": (
                _too_far,
                (
                    "IndexError: the loop asks for the neighbour of the last year, and there is none. Four "
                    "years have three "
                    "gaps: stop one earlier, or use `zip(years, years[1:])`."
                ),
            ),
            "whole-span": (
                lambda years: years[-1] - years[0],
                (
                    "This is the time from the first year to the last. Look at neighbours only, and keep the "
                    "largest step."
                ),
            ),
            "shortest": (
                lambda years: min([after - before for before, after in itertools.pairwise(years)], default=0),
                "This is the shortest gap. Keep the larger of two, not the smaller.",
            ),
            "all-gaps": (
                lambda years: [after - before for before, after in itertools.pairwise(years)],
                (
                    "These are all the gaps, and rightly so. One number is asked for: the largest, or 0 if "
                    "there is none."
                ),
            ),
            "one-year": (
                lambda years: max(after - before for before, after in itertools.pairwise(years)),
                (
                    "It works, but not for a list of one year: `max` of nothing is an error. Start with 0, "
                    "or give "
                    "`max` a `default=0`."
                ),
            ),
        },
        probes=[([1970, 1973, 1985, 1990],), ([2001, 2011, 2012],), ([1995],)],
    ),
    WarmUp(
        "first-years",
        first_years,
        "For each pair: what does the dict hold for this sender, and what if it holds nothing yet?",
        "pandas does the same with `groupby` and `min`; now you know what it does for you.",
        {
            "without-get": (
                _without_get,
                (
                    "KeyError: when a sender comes for the first time, the dict has no such key yet. "
                    "`found.get(sender, year)` "
                    "gives the year itself in that case."
                ),
            ),
            "last-wins": (
                dict,
                (
                    "Each pair overwrites what was there, so the last one in the list wins. Compare before "
                    "you keep: `min`."
                ),
            ),
            "first-seen": (
                lambda pairs: dict(reversed(pairs)),
                (
                    "You keep the first pair of each sender. The list is not in the order of time: compare "
                    "the years."
                ),
            ),
            "latest": (_latest, "These are the latest years. The earliest is asked for: `min`."),
            "dict-inside": (
                lambda pairs: dict(pairs[-1:]),
                (
                    "Only one sender is left, the last. The dict is made anew in each round: make it once, "
                    "before the loop."
                ),
            ),
            "return-inside": (
                lambda pairs: dict(pairs[:1]),
                (
                    "Your function stops after the first pair: a `return` inside the loop ends the whole "
                    "function. Move it out to "
                    "the left, below the loop."
                ),
            ),
            "printed": (_nothing, _PRINTED),
            "counts": (_counts, "You counted the pairs of each sender. The year is asked for, the smallest."),
            "one-number": (
                lambda pairs: min(year for _, year in pairs),
                "This is the earliest year of all. Each sender needs a year of its own: keep them in a dict.",
            ),
        },
        probes=[
            ([("FRA", 1995), ("USA", 2003), ("FRA", 1975), ("FRA", 2021)],),
            ([("TUR", 2010), ("DEU", 2004), ("TUR", 2001), ("DEU", 2017)],),
        ],
    ),
    WarmUp(
        "decades-line",
        lambda: _per_decade("nunique"),
        "Decades along the axis, events as heights.",
        "The same numbers as in the bars; a line says that there is a way from one to the next.",
        {
            "rows": (
                lambda: _per_decade("size"),
                "The heights count rows. Events are asked for: `nunique` of `event`.",
            ),
            "years": (_per_year, "There is a point for each year. Group by decade first."),
        },
    ),
]
