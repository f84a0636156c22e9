"""Chapter 9: the price of a break, on the real series and on series drawn without any."""

from __future__ import annotations

import math
from typing import Any, Final

import pandas as pd

from demarche.data import load
from demarche.explorables.words import fixed, listed, percent, plural
from demarche.measures.break_placebos import drifting_series, lag_one_correlation
from demarche.measures.breaks import bic, segmentations

TITLE = "What does a break cost?"
ASK = (
    "Twelve series are drawn by chance around one constant level, with the memory measured in the real one. "
    "None has a break. In how many of them does the rule of this page, at full price, find at least one?"
)
DRAWN: Final = 12
MOST, SHORTEST, SEED = 5, 5, 1949
SETTINGS = (
    {"series": "real", "price": 1.0},
    {"series": "real", "price": 0.0},
    {"series": "real", "price": 3.0},
    {"series": "1", "price": 1.0},
    {"series": "5", "price": 3.0},
)


def _series() -> tuple[pd.Series[float], list[list[float]]]:
    """Gap of France to seven allies by year, and drawn series with its memory and spread."""
    panel = load("panel").set_index("year").loc[1949:2023]
    gap = panel["fra_gap"].dropna()
    drawn = drifting_series(len(gap), lag_one_correlation(gap), DRAWN, SEED)
    scale = float(gap.std(ddof=0)) / drawn.std()
    return gap, [[round(float(value), 4) for value in one * scale] for one in drawn]


def data() -> dict[str, Any]:
    """The real series and the drawn ones."""
    gap, drawn = _series()
    return {
        "years": [int(year) for year in gap.index],
        "most": MOST,
        "shortest": SHORTEST,
        "series": {"real": gap.tolist(), **{str(place): one for place, one in enumerate(drawn, 1)}},
    }


def chosen(values: Any, price: float) -> tuple[int, ...]:
    """Positions of the breaks that pay; a price of 1 is that of BIC, with 0 the places are free."""
    found, n = segmentations(values, MOST, SHORTEST), len(values)
    costs = [
        bic(one.cost, n, breaks) + (price - 1) * breaks * math.log(n) for breaks, one in enumerate(found)
    ]
    return found[costs.index(min(costs))].starts


def label(series: str, price: float) -> str:
    """Series, and the price of choosing the year of a break."""
    name = "France less seven allies" if series == "real" else f"drawn series {series}"
    words = {0.0: "years of breaks free", 1.0: "full price"}.get(price, f"price {price:g}")
    return f"{name}, {words}"


def say(series: str, price: float) -> str:
    """Breaks that pay at a price, and how many of the drawn series have some."""
    gap, drawn = _series()
    values = gap.tolist() if series == "real" else drawn[int(series) - 1]
    starts = chosen(values, price)
    found = segmentations(values, len(starts), SHORTEST)
    gone = 1 - found[-1].cost / found[0].cost
    name = "France less seven allies" if series == "real" else f"Drawn series {series}, made without a break"
    result = "no break pays"
    if starts:
        years = listed(str(gap.index[start]) for start in starts)
        pays = "pays" if len(starts) == 1 else "pay"
        result = f"{plural(len(starts), 'break')} {pays}, {years}, and {percent(gone)} of the cost goes"
    fooled = sum(bool(chosen(one, price)) for one in drawn)
    return (
        f"{name}, at price {fixed(price, 2)}: {result}. "
        f"At this price {fooled} of the {DRAWN} drawn series show a break."
    )
