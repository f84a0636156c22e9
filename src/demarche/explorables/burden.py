"""Chapter 5: who pays for the alliance, by yardstick, by kind of average, and by where one draws the line."""

from __future__ import annotations

from typing import Any

import pandas as pd

from demarche.data import load
from demarche.explorables.words import capital, fixed, grouped, the
from demarche.measures.burden import ratio_of_sums

TITLE = "Who pays?"
ASK = (
    "In 2024, 18 of 31 members spent 2 % of their GDP or more. Draw the line at 2.1 % instead. "
    "How many are left?"
)
SETTINGS = (
    {"year": 2024, "yardstick": "gdp", "average": "member", "line": 2.0},
    {"year": 2024, "yardstick": "gdp", "average": "member", "line": 2.1},
    {"year": 2023, "yardstick": "gdp", "average": "size", "line": 2.0},
    {"year": 2023, "yardstick": "head", "average": "member", "line": 2.0},
)
YARDSTICKS = {"gdp": "per cent of GDP", "head": "dollars per inhabitant"}
AVERAGES = {"member": "each member once", "size": "by size"}
FIRST, LAST, LAST_GDP = 2014, 2024, 2023


def _members() -> pd.DataFrame:
    nato, names = load("nato_defence"), load("states").set_index("iso3")["name"]
    rows = nato[(nato["member"] == 1) & nato["year"].between(FIRST, LAST)]
    rows = rows.merge(
        load("economy")[["iso3", "year", "gdp_musd", "population"]], on=["iso3", "year"], how="left"
    )
    money = rows["pct_gdp"] / 100 * rows["gdp_musd"] * 1e6  # dollars
    return rows.assign(name=rows["iso3"].map(names), money=money)


def data() -> dict[str, Any]:
    """Share of GDP, GDP and inhabitants of the members of each year."""
    rows = _members()
    rows = rows.assign(gdp=rows["gdp_musd"].astype(object).where(rows["gdp_musd"].notna(), None))
    return {
        "names": dict(zip(rows["iso3"], rows["name"], strict=True)),
        "lastGdp": LAST_GDP,
        "years": {
            str(year): part[["iso3", "pct_gdp", "gdp", "population"]].to_numpy().tolist()
            for year, part in rows.groupby("year")
        },
    }


def label(year: int, yardstick: str, average: str, line: float) -> str:
    """Year, line, yardstick and average."""
    return f"{year}, line at {fixed(line, 1)} %, {YARDSTICKS[yardstick]}, average {AVERAGES[average]}"


def say(year: int, yardstick: str, average: str, line: float) -> str:
    """Members at the line, first and last by the yardstick, and one of two averages."""
    rows = _members()
    rows = rows[rows["year"] == year].set_index("name")
    at = int((rows["pct_gdp"] >= line - 1e-9).sum())
    start = f"{year}: {at} of {len(rows)} members spent {fixed(line, 1)} % of GDP or more."
    money, gdp, people = (rows[name] for name in ("money", "gdp_musd", "population"))
    if yardstick == "gdp":
        values, write, by_size = rows["pct_gdp"], _share, "all money over all GDP"
    else:
        values, write, by_size = money / people, _dollars, "all money over all people"
    first, last = str(values.idxmax()), str(values.idxmin())
    ends = f"First is {the(first)} with {write(values[first])}, last {the(last)} with {write(values[last])}."
    if average == "size" and year > LAST_GDP:
        return f"{start} {ends} The table has no GDP of {year}, so there is no average by size."
    if average == "size":
        base = gdp * 1e6 if yardstick == "gdp" else people * 100
        mean, words = ratio_of_sums(money, base), by_size
    else:
        mean, words = float(values.mean()), "the mean of the members"
    below = int((values < mean).sum())
    return f"{start} {ends} {capital(words)} is {write(mean)}; {below} members lie below it."


def _share(value: float) -> str:
    return f"{fixed(value, 2)} %"


def _dollars(value: float) -> str:
    return f"{grouped(value)} dollars a head"
