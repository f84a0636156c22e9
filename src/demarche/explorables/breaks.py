"""Chapter 9: the price of a break, on the real series and on series drawn without any."""

from __future__ import annotations

import math
from typing import Any, Final

import pandas as pd

from demarche.data import load
from demarche.explorables.words import fixed, listed, percent, plural
from demarche.measures.break_placebos import drifting_series, lag_one_correlation
from demarche.measures.breaks import bic, segmentations

TITLE = "What is the price of a break?"
ASK = (
    "Twelve series are drawn by chance around one constant level, with the memory measured in the real one. "
    "None has a break. In how many of them does the rule of this page, at the price of BIC, find one or more?"
)
DRAWN: Final = 12
MOST, SHORTEST, SEED = 5, 5, 1949
SETTINGS = (
    {"series": "1", "price": 1.0},
    {"series": "real", "price": 1.0},
    {"series": "real", "price": 0.0},
    {"series": "real", "price": 3.0},
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
    """Positions of the breaks that pay, if the year of each is charged `price` times ln(n): 1 in BIC."""
    found, n = segmentations(values, MOST, SHORTEST), len(values)
    totals = [
        bic(one.cost, n, breaks) + (price - 1) * breaks * math.log(n) for breaks, one in enumerate(found)
    ]
    return found[totals.index(min(totals))].starts


def whole(price: float, n: int) -> str:
    """Price of a break as the page counts it: its mean, and its year at `price`."""
    return fixed((1 + price) * math.log(n), 1)


def label(series: str, price: float) -> str:
    """Series, and the price of a break in words."""
    name = "France less seven allies" if series == "real" else f"drawn series {series}"
    times = {0.0: "the year of a break is free", 1.0: "the year of a break is charged once, as in BIC"}
    return f"{name}, {times.get(price, f'the year of a break is charged {price:g} times')}"


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
        f"{name}, at a price of {whole(price, len(gap))} for each break: {result}. "
        f"At this price {fooled} of the {DRAWN} drawn series show a break."
    )
