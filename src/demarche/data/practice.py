"""The practice table `forecasts`: invented forecasters, and questions whose answers are in the tables.

The outcomes are facts of the course's tables. The probabilities are made up: no person ever stated them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from statistics import NormalDist

import pandas as pd

from demarche.data import load

SEED = 20260224
"""The last day of the record. The first seed that was tried, and not changed afterwards."""
SKILL = 1.4
"""How far apart the hints lie, in standard deviations, when the answer is yes and when it is no."""
BOLDNESS = 2.6
"""Factor by which the bold forecaster exaggerates, on the scale of log odds."""
PER_FAMILY = 15


def questions() -> pd.DataFrame:
    """All questions with their answers.

    Returns
    -------
    DataFrame, shape (60, 7)
        Columns ``question``, ``family``, ``about``, ``asked``, ``opens``, ``closes``, ``outcome``: 15
        questions of each of four families, in the order in which they open.
    """
    every = pd.DataFrame(
        [*_returns(), *_votes(), *_visits(), *_troops()],
        columns=["family", "about", "asked", "opens", "closes", "outcome"],
    )
    chosen = every.groupby("family", sort=False).head(PER_FAMILY)
    chosen = chosen.sort_values(["opens", "family", "about", "closes"]).reset_index(drop=True)
    chosen.insert(0, "question", [f"Q{number:02}" for number in range(1, len(chosen) + 1)])
    return chosen


def forecasts() -> pd.DataFrame:
    """The whole table: each question once for each of three invented forecasters.

    Returns
    -------
    DataFrame, shape (180, 9)
        The columns of `questions`, with ``forecaster`` and ``probability``.

    Notes
    -----
    For each question one hint is drawn from a normal distribution with standard deviation 1, whose mean is
    ``SKILL / 2`` if the answer is yes and ``-SKILL / 2`` if it is no. ``base_rate`` ignores the hint and
    states the share of yes in the question's family, which in life one would have to estimate from earlier
    cases. ``careful`` combines this share with the hint by Bayes' rule, and stays between 0.05 and 0.95.
    ``bold`` multiplies the log odds of the careful one by ``BOLDNESS``. All round to steps of 0.05.
    """
    rows, random = questions(), Random(SEED)  # noqa: S311  (practice, no secret)
    share = rows.groupby("family")["outcome"].transform("mean")
    stated: dict[str, list[float]] = {"base_rate": [], "careful": [], "bold": []}
    for base, outcome in zip(share, rows["outcome"], strict=True):
        # Only Random.random is promised to give the same numbers in every version of Python.
        hint = NormalDist((outcome - 0.5) * SKILL, 1).inv_cdf(random.random())
        odds = math.log(base / (1 - base)) + SKILL * hint
        stated["base_rate"].append(_step(base))
        stated["careful"].append(min(0.95, max(0.05, _step(_logistic(odds)))))
        stated["bold"].append(_step(_logistic(BOLDNESS * odds)))
    each = [rows.assign(forecaster=name, probability=values) for name, values in stated.items()]
    order = [
        "question",
        "forecaster",
        "probability",
        "outcome",
        "family",
        "about",
        "opens",
        "closes",
        "asked",
    ]
    return pd.concat(each).sort_values(["question", "forecaster"])[order].reset_index(drop=True)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _step(probability: float) -> float:
    return round(round(probability * 20) / 20, 2)


Question = tuple[str, str, str, str, str, int]


def _returns() -> Iterator[Question]:
    """Whether a recalled ambassador is back within ten days, or thirty, where the record can tell."""
    rows = load("incidents")
    rows = rows[rows["measure"].isin(["recall_consultations", "recall_indefinite"])]
    rows = rows[rows["start_precision"] == "day"].sort_values(["start", "row"])
    columns = ["row", "sender", "target", "start", "end", "days_to_return"]
    for row, sender, target, start, end, days in zip(*(rows[name].tolist() for name in columns), strict=True):
        exact = not pd.isna(days)
        least = 0 if pd.isna(end) else (end - start).days
        for limit in (10, 30):
            if not exact and least <= limit:
                continue  # it lasted at least so long, and may have ended before the limit or after it
            closes = (start + pd.Timedelta(days=limit)).date().isoformat()
            asked = f"{sender} has called its ambassador home from {target}: back by {closes}?"
            yield "envoy_back", row, asked, start.date().isoformat(), closes, int(exact and days <= limit)


def _votes() -> Iterator[Question]:
    """Whether the two vote alike more often than in the year before."""
    votes = load("unga_agreement").query("state_a == 'FRA' and state_b == 'USA'")
    agreement = dict(zip(votes["year"].tolist(), votes["agreement"].tolist(), strict=True))
    for year in range(2018, 1960, -3):
        if {year, year - 1} <= set(agreement):
            asked = f"Do FRA and USA agree more often in General Assembly votes of {year} than of {year - 1}?"
            yield _of_year("votes_closer", str(year), asked, year, agreement[year] > agreement[year - 1])


def _visits() -> Iterator[Question]:
    """Whether the president of the United States comes to France."""
    visits = load("visits").query("direction == 'us_abroad' and partner == 'FRA' and role == 'president'")
    years = set(visits["year"].tolist())
    for year in range(2019, 1960, -4):
        asked = f"Does a president of the United States visit FRA in {year}?"
        yield _of_year("president_visits", str(year), asked, year, year in years)


def _troops() -> Iterator[Question]:
    """Whether there are more United States troops than in the year before."""
    table = load("us_troops")
    keys = zip(table["iso3"].tolist(), table["year"].tolist(), strict=True)
    troops = dict(zip(keys, table["troops"].tolist(), strict=True))
    for year in range(2019, 1960, -4):
        for host in ("DEU", "ITA"):
            now, before = troops.get((host, year)), troops.get((host, year - 1))
            if now is not None and before is not None:
                asked = f"Are there more US troops in {host} in {year} than in {year - 1}?"
                yield _of_year("more_troops", f"{host} {year}", asked, year, now > before)


def _of_year(family: str, about: str, asked: str, year: int, yes: bool) -> Question:
    return family, about, asked, f"{year}-01-01", f"{year}-12-31", int(yes)
