# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] tags=["header"] exercise="ex04" chapter=4 minutes=140 points=20
# # Exercise 4 · How far apart do they vote?
#
# The story says that the West has met the invasion of Ukraine with a united front, and that division now puts it at risk.
# Here you measure how alike states vote in the UN General Assembly, and find out what such a number can carry.
#
# - **LO4.1** Compute how often two states agree from raw roll calls, and decide what an abstention and an absence count for.
# - **LO4.2** Calculate Cohen's kappa, and explain when a correction for chance changes the order of partners.
# - **LO4.3** Compare a pair of states with other pairs and by topic before saying who stands apart.
# - **LO4.4** Test a difference by permutation, and say what the test takes for granted.
# - **LO4.5** Tell a change in politics from a change in what the table records.
#
# Read first: [chapter 4](../book/alliance-cohesion/how-far-apart-do-they-vote.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

votes = load("unga_votes")  # one row per roll call, one column per state: Y, A, N, or missing for absent
pairs = load("unga_agreement")  # one row per pair of states and year
issues = load("unga_issues")  # agreement with the USA by year and topic

describe("unga_votes", "unga_agreement", "unga_issues")

# %% [markdown] tags=["task"] task="uk-closer" kind="value" points=2 objective="LO4.1"
# ## Is Britain closer than France?
#
# "In 2003 France and the United States agreed in 44 % of votes" sounds low. Low compared with whom?
#
# For each year from 1946 to 2023, compute from `votes` the **agreement share** with the United States, once for France and once for the United Kingdom:
# of the roll calls in which both states of the pair voted (Y, A or N), the part in which they voted the same. Two abstentions are the same vote.
# Leave 2024 out: it has six roll calls. 1964 has none, so it is no year to compare.
#
# Keep a dict `uk_closer` with three numbers between 0 and 1, unrounded:
#
# - `france_2003`: the agreement share of France in 2003, the 44 % of the sentence;
# - `uk_2003`: that of the United Kingdom in the same year;
# - `closer`: in what share of the years the United Kingdom agreed *more* often with the United States than France did.


# %% tags=["answer"]
def yearly_agreement(state):
    """Agreement share of a state with the USA: a Series, year -> share."""
    # BEGIN SOLUTION
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    return (together[state] == together["USA"]).groupby(together["year"]).mean()
    # END SOLUTION


uk_closer = (
    # BEGIN SOLUTION
    {
        "france_2003": yearly_agreement("FRA")[2003],
        "uk_2003": yearly_agreement("GBR")[2003],
        "closer": (yearly_agreement("GBR") > yearly_agreement("FRA")).mean(),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="absent-is-different"
"""Absences were compared as if they were votes. A missing vote is equal to nothing, and one that was filled in only to another absence: so a state that stays away
seems to disagree, and France stayed away more often than Britain. Keep only the roll calls in which both states of the pair voted (`dropna(subset=...)`), then take the mean."""
years = votes[votes["year"] <= 2023]
by_year = years["year"]
france = (years["FRA"] == years["USA"]).groupby(by_year).mean()
britain = (years["GBR"] == years["USA"]).groupby(by_year).mean()
uk_closer = {"france_2003": france[2003], "uk_2003": britain[2003], "closer": (britain > france).mean()}

# %% tags=["mistake"] mistake="absent-and-2024"
"""Two things at once: absences were compared as if they were votes, and a missing vote equals nothing; and 2024, with its six roll calls, is still in.
Keep the years to 2023, drop for each pair the roll calls that one of the two missed, then compare."""
agreement = {state: (votes[state] == votes["USA"]).groupby(votes["year"]).mean() for state in ["FRA", "GBR"]}
uk_closer = {
    "france_2003": agreement["FRA"][2003],
    "uk_2003": agreement["GBR"][2003],
    "closer": (agreement["GBR"] > agreement["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="abstentions-dropped"
"""You left out the roll calls in which one of the two abstained, as if an abstention were an absence. Two abstentions are the same vote, and
an abstention against a yes or a no is a different one: both belong in. Drop missing votes only."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    together = together[(together[state] != "A") & (together["USA"] != "A")]
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] > shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="keeps-2024"
"""`closer` has one year too many below the line. Perhaps 2024 is still in, with six roll calls in which both allies happen to tie; or you divided by 78, and 1964 has no roll call to compare.
Keep the years from 1946 to 2023 that have votes."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes.dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] > shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="number-of-years"
"""`closer` is a number of years. The task asks for a share: in how many years of how many? The mean of true and false is a share."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] > shares["FRA"]).sum(),
}

# %% tags=["mistake"] mistake="france-closer"
"""`closer` is the share of the years in which *France* agreed more often. Turn the comparison round: the first name of the sentence is the one that has to be larger."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["FRA"] > shares["GBR"]).mean(),
}

# %% tags=["mistake"] mistake="ties-count"
"""One year too many is counted for Britain. Perhaps ties count, and 'more often' leaves them out: compare with `>`; or absences were filled in as abstentions, which turns a tie into more than that: drop them."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] >= shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="percentage"
"""These are percentages. A share runs from 0 to 1: leave out the multiplication by 100."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": 100 * shares["FRA"][2003],
    "uk_2003": 100 * shares["GBR"][2003],
    "closer": 100 * (shares["GBR"] > shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="mean-difference"
"""`closer` is a mean difference between the two shares. The question is in how many of the years Britain's is the larger one: compare year by year, then take the share of years."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] - shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="since-1950"
"""Your years for `closer` begin in 1950. The table begins in 1946, and so does the task."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] > shares["FRA"]).loc[1950:].mean(),
}

# %% tags=["mistake"] mistake="since-2003"
"""For `closer` you took the years from 2003 on. 2003 is the year of the two others; `closer` is about all years from 1946 to 2023."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] > shares["FRA"]).loc[2003:].mean(),
}

# %% tags=["mistake"] mistake="half-for-abstentions"
"""An abstention against a yes or a no earned one half. That is another index, the one of the next task. Here a vote is the same or it is not."""
place = {"Y": 1, "A": 0.5, "N": 0}
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    apart = (together[state].map(place) - together["USA"].map(place)).abs()
    shares[state] = (1 - apart).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": (shares["GBR"] > shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="mean-of-all-years"
"""`closer` is right. Under `france_2003` and `uk_2003` stand the means of all years: take those of 2003."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": shares["FRA"].mean(),
    "uk_2003": shares["GBR"].mean(),
    "closer": (shares["GBR"] > shares["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="all-roll-calls-at-once"
"""`closer` counts roll calls. It should count *years*: an agreement share for each year and state, then the share of years in which Britain's is the larger one."""
shares = {}
for state in ["FRA", "GBR"]:
    together = votes[votes["year"] <= 2023].dropna(subset=[state, "USA"])
    shares[state] = (together[state] == together["USA"]).groupby(together["year"]).mean()
both = votes[votes["year"] <= 2023].dropna(subset=["FRA", "GBR", "USA"])
uk_closer = {
    "france_2003": shares["FRA"][2003],
    "uk_2003": shares["GBR"][2003],
    "closer": ((both["GBR"] == both["USA"]) & (both["FRA"] != both["USA"])).mean(),
}

# %% tags=["mistake"] mistake="lijphart-of-the-table"
"""You took the column `lijphart`, in which an abstention against a yes or a no earns one half. Here a vote is the same or it is not: divide `same` by `votes`, or compare the votes themselves."""
wide = pairs[(pairs["state_b"] == "USA") & pairs["state_a"].isin(["FRA", "GBR"]) & (pairs["year"] < 2024)]
wide = wide.pivot(index="year", columns="state_a", values="lijphart")
uk_closer = {
    "france_2003": wide.loc[2003, "FRA"],
    "uk_2003": wide.loc[2003, "GBR"],
    "closer": (wide["GBR"] > wide["FRA"]).mean(),
}

# %% tags=["mistake"] mistake="france-and-britain"
"""`uk_2003` is the agreement of the United Kingdom with *France*. Both shares are with the United States: change the pair, and look at `closer` again."""
wide = {}
for state in ["FRA", "GBR"]:
    other = {"FRA": "USA", "GBR": "FRA"}[state]
    together = votes[votes["year"] <= 2023].dropna(subset=[state, other])
    wide[state] = (together[state] == together[other]).groupby(together["year"]).mean()
uk_closer = {
    "france_2003": wide["FRA"][2003],
    "uk_2003": wide["GBR"][2003],
    "closer": (wide["GBR"] > wide["FRA"]).mean(),
}

# %% tags=["alternative"] alternative="loop"
closer, in_2003 = [], {}
for year, rows in votes.groupby("year"):
    if year > 2023:
        continue
    share = {}
    for state in ("FRA", "GBR"):
        known = rows[state].notna() & rows["USA"].notna()
        share[state] = sum(rows.loc[known, state] == rows.loc[known, "USA"]) / known.sum()
    closer.append(share["GBR"] > share["FRA"])
    if year == 2003:
        in_2003 = share
uk_closer = {"closer": sum(closer) / len(closer), "uk_2003": in_2003["GBR"], "france_2003": in_2003["FRA"]}

# %% tags=["alternative"] alternative="counts-of-the-table"
wide = pairs[(pairs["state_b"] == "USA") & pairs["state_a"].isin(["FRA", "GBR"]) & (pairs["year"] < 2024)]
wide = wide.assign(share=wide["same"] / wide["votes"]).pivot(index="year", columns="state_a", values="share")
uk_closer = {
    "france_2003": float(wide.loc[2003, "FRA"]),
    "uk_2003": float(wide.loc[2003, "GBR"]),
    "closer": float(np.mean(wide["GBR"] > wide["FRA"])),
}

# %% [markdown] tags=["hint"]
# A missing vote equals nothing, not even another missing vote. Which rows have to go before you compare?

# %% [markdown] tags=["hint"]
# Two Series, one for each state, with the year as index. Comparing them gives true or false for each year, and the mean of that is `closer`.


# %% tags=["step"]
def yearly_agreement(state):
    together = votes[votes["year"] <= ___].dropna(subset=[___, ___])
    return (together[___] == together[___]).groupby(___).mean()


# %% [markdown] tags=["after"]
# In 71 of 77 years Britain was the closer of the two, in 2003 by 48 to 44 %. But the mean of the chapter's seven allies was
# 39 % that year, so 44 % is not low for an ally of 2003: the year needs a neighbour, and so does the pair.

# %% [markdown] tags=["task"] task="lijphart-index" kind="function" points=3 objective="LO4.1"
# ## Half a point for an abstention
#
# An abstention is not a no. Lijphart's index says so: the same vote counts 1, an abstention against a yes or a no counts one half, a yes against a no counts 0.
# The index is the mean over the roll calls in which **both** states voted.
#
# Write `lijphart_index(a, b)`; the course has such a function, so write your own and compare afterwards. It takes two Series with the same index, one row per roll call,
# with "Y", "A", "N" or a missing value for absent, and returns the index as a float. If the two never voted together, it returns `np.nan`.
#
# For example, where the last roll call does not count, as one of the two was absent:
#
# ```python
# >>> lijphart_index(pd.Series(["Y", "A", "N", None]), pd.Series(["Y", "Y", "Y", "N"]))
# 0.5
# ```


# %% tags=["answer"]
def lijphart_index(a, b):
    # BEGIN SOLUTION
    both = a.notna() & b.notna()
    if not both.any():
        return np.nan
    left, right = a[both], b[both]
    same = left == right
    one_abstains = ~same & ((left == "A") | (right == "A"))
    return float((same + 0.5 * one_abstains).mean())
    # END SOLUTION


# %% tags=["probes"]
def record(text, first=0):
    index = range(first, first + len(text))
    return pd.Series([None if vote == "." else vote for vote in text], index=index, dtype=object)


[
    (record("YYNYA"), record("YAANA")),
    (record("YAN.Y.A", first=5000), record("Y.NAN.Y", first=5000)),
    (record("YNYN"), record("NYNY")),
    (record("AAAA"), record("AYNA")),
    (record("YYA"), record("YAA")),
    (record("Y.."), record(".NA")),
]

# %% tags=["mistake"] mistake="absent-counts"
"""Roll calls that one of the two missed were left in and counted 0, as if the two had been on opposite sides. Divide by the roll calls in which both voted."""


def lijphart_index(a, b):
    if not (a.notna() & b.notna()).any():
        return np.nan
    points = 0
    for left, right in zip(a, b, strict=True):
        if pd.isna(left) or pd.isna(right):
            continue
        if left == right:
            points += 1
        elif "A" in (left, right):
            points += 0.5
    return points / len(a)


# %% tags=["mistake"] mistake="sign-kept"
"""A distance has no sign, and `a - b` has one: a no against a yes then earns as much as two rolled into one. Take the size of the difference, `abs`, before it is subtracted from 1."""


def lijphart_index(a, b):
    places = {"Y": 1.0, "A": 0.5, "N": 0.0}
    return float((1 - (a.map(places) - b.map(places))).mean())


# %% tags=["mistake"] mistake="absence-forgotten"
"""Absences are still in: a roll call that one of the two missed still counts below the line, and an abstention against an absence earns one half. Leave such roll calls out before you count anything."""


def lijphart_index(a, b):
    points = 0
    for x, y in zip(a, b, strict=True):
        if x == y:
            points += 1
        elif x == "A" or y == "A":
            points += 0.5
    return points / len(a)


# %% tags=["mistake"] mistake="labels-for-positions"
"""Your loop asks for `a[0]`, `a[1]` and so on, which are *labels*. In a part of a table the labels need not begin at 0, and then the first of them is not there. Rows are paired by position: use `zip(a, b)`."""


def lijphart_index(a, b):
    points, both = 0, 0
    for i in range(len(a)):
        if pd.isna(a[i]) or pd.isna(b[i]):
            continue
        both += 1
        if a[i] == b[i]:
            points += 1
        elif a[i] == "A" or b[i] == "A":
            points += 0.5
    return points / both if both else np.nan


# %% tags=["mistake"] mistake="zero-for-never-together"
"""Two states that never voted together have no index: there is nothing to take a mean of. A zero would say that they always opposed each other. Return `np.nan` there."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    if not both.any():
        return 0.0
    left, right = a[both], b[both]
    same = left == right
    return float((same + 0.5 * (~same & ((left == "A") | (right == "A")))).mean())


# %% tags=["mistake"] mistake="half-for-any-difference"
"""Every difference earned one half, so a yes against a no did as well. One half is for an abstention against a yes or a no only."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    if not both.any():
        return np.nan
    return float(np.where(a[both] == b[both], 1, 0.5).mean())


# %% tags=["mistake"] mistake="abstention-first"
"""Two abstentions got one half. They are the same vote and count 1: test for equality first, and look for an abstention only where the votes differ."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    if not both.any():
        return np.nan
    left, right = a[both], b[both]
    return float(np.where((left == "A") | (right == "A"), 0.5, left == right).mean())


# %% tags=["mistake"] mistake="plain-agreement"
"""This is the agreement share: an abstention against a yes earns nothing. Lijphart's index gives it one half."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    if not both.any():
        return np.nan
    return float((a[both] == b[both]).mean())


# %% tags=["mistake"] mistake="two-absences-agree"
"""Two absences at once were counted as the same vote. Nobody voted there: leave every roll call out that one of the two missed, and those that both missed."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    left, right = a.map(place).fillna(9), b.map(place).fillna(9)
    points = 1 - (left - right).abs()
    return points[points >= 0].mean()


# %% tags=["mistake"] mistake="absence-as-abstention"
"""An absence was filled in as an abstention. Who is absent says nothing at all; an abstention is a vote. Drop these roll calls."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    return (1 - (a.fillna("A").map(place) - b.fillna("A").map(place)).abs()).mean()


# %% tags=["mistake"] mistake="absence-as-disagreement"
"""Roll calls that one of the two missed count 0, as if the two had been on opposite sides. They should not be there at all: divide by the roll calls in which both voted, and return `np.nan` if there are none."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    return (1 - (a.map(place) - b.map(place)).abs()).fillna(0).mean()


# %% tags=["mistake"] mistake="dropped-apart"
"""You dropped the absences of each record by itself. After that the two no longer stand side by side: the third vote of one may meet the fourth of the other. Drop a roll call from both at once."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    left, right = a.dropna().map(place).to_numpy(), b.dropna().map(place).to_numpy()
    size = min(len(left), len(right))
    return (1 - abs(left[:size] - right[:size])).mean() if size else np.nan


# %% tags=["mistake"] mistake="is-none"
"""An absence counts as a no. Either it was filled in, as by `fillna`: leave such roll calls out. Or your test for it is `is None`: in a table a missing value is usually `nan`, which is not None, so it passes for a vote; `pd.isna(x)` knows both."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    points = [
        1 - abs(place.get(x, 0) - place.get(y, 0))
        for x, y in zip(a, b, strict=True)
        if x is not None and y is not None
    ]
    return sum(points) / len(points) if points else np.nan


# %% tags=["mistake"] mistake="squared-distance"
"""You squared the distance of the two votes. Then an abstention against a yes costs a quarter, and not one half. Take the distance itself."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    return (1 - (a.map(place) - b.map(place)) ** 2).mean()


# %% tags=["mistake"] mistake="means-first"
"""You compared the means of the two records. Two states with the same mean may have voted differently every time. Compare vote by vote, then take the mean."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    return 1 - abs(a.map(place).mean() - b.map(place).mean())


# %% tags=["mistake"] mistake="abstention-at-one-end"
"""On your line the abstention stands at an end. It belongs in the middle, between yes and no: 1, one half, 0."""


def lijphart_index(a, b):
    place = {"A": 0, "N": 0.5, "Y": 1}
    return (1 - (a.map(place) - b.map(place)).abs()).mean()


# %% tags=["mistake"] mistake="whole-division"
"""`//` cuts the fraction off, so nearly every index is 0. Divide with `/`."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    points = [1 - abs(place[x] - place[y]) for x, y in zip(a, b, strict=True) if x in place and y in place]
    return sum(points) // len(points) if points else np.nan


# %% tags=["mistake"] mistake="abstention-of-one-side-only"
"""Only an abstention of the first state earns one half. One of the second against a yes or a no earns it too."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    if not both.any():
        return np.nan
    left, right = a[both], b[both]
    same = left == right
    return float((same + 0.5 * (~same & (left == "A"))).mean())


# %% tags=["mistake"] mistake="abstention-against-yes-only"
"""An abstention against a yes earned one half, an abstention against a no did not. Both do."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    if not both.any():
        return np.nan
    left, right = a[both], b[both]
    same = left == right
    return float((same + 0.5 * (left + right).isin(["AY", "YA"])).mean())


# %% tags=["mistake"] mistake="full-point-for-abstentions"
"""An abstention against a yes or a no earned a whole point, as if it were the same vote. It earns one half."""


def lijphart_index(a, b):
    both = a.notna() & b.notna()
    left, right = a[both], b[both]
    return ((left == right) | (left == "A") | (right == "A")).mean()


# %% tags=["mistake"] mistake="each-pair-of-votes-once"
"""Pairs of votes that occur twice were counted once (`drop_duplicates`, or a set). Each roll call counts."""


def lijphart_index(a, b):
    place = {"Y": 1, "A": 0.5, "N": 0}
    table = pd.DataFrame({"a": a.map(place), "b": b.map(place)}).dropna().drop_duplicates()
    return (1 - (table["a"] - table["b"]).abs()).mean()


# %% tags=["alternative"] alternative="distance-on-a-scale"
def lijphart_index(a, b):
    place = {"Y": 1.0, "A": 0.5, "N": 0.0}
    distance = (a.map(place).astype(float) - b.map(place).astype(float)).abs()
    return 1 - distance.mean()


# %% tags=["alternative"] alternative="plain-loop"
def lijphart_index(a, b):
    points = [
        1 if x == y else 0.5 if "A" in (x, y) else 0
        for x, y in zip(a, b, strict=True)
        if not pd.isna(x) and not pd.isna(y)
    ]
    return sum(points) / len(points) if points else float("nan")


# %% [markdown] tags=["hint"]
# Put yes, abstention and no on a line at 1, one half and 0. Then a roll call earns 1 less the distance of the two votes.

# %% [markdown] tags=["hint"]
# Go through the two records vote by vote with `zip(a, b)`, and pass over each pair in which `pd.isna` holds for one of the two. Count the pairs that are left: if there
# are none, return `np.nan`.

# %% [markdown] tags=["hint"]
# Who gives letters numbers does it by a dict of the three letters: an order of the alphabet would put A first, and an
# absence has no number.


# %% tags=["step"]
def lijphart_index(a, b):
    both = a.notna() & ___
    if not both.any():
        return ___
    left, right = a[both], ___
    same = left == right
    one_abstains = ~same & ((left == ___) | (right == ___))
    return float((same + ___ * one_abstains).mean())


# %% [markdown] tags=["after"]
# With votes at 1, one half and 0, the index is one less the mean distance, and the score S is twice the index less one.
# So the two say the same on different scales: report one of them.

# %% [markdown] tags=["task"] task="kappa-table" kind="table" points=3 objective="LO4.2"
# ## Does France vote with Moscow?
#
# In 2019 France cast the same vote as Russia more often than the same vote as the United States. Before you write that headline, ask how much agreement there would be by chance:
# a state that mostly votes yes agrees often with anyone who mostly votes yes.
#
# **Cohen's kappa** is $(p_o - p_e) / (1 - p_e)$: the agreement observed, $p_o$, less the agreement expected, $p_e$, as a part of what was left to gain.
# Expected: for each of Y, A and N multiply the share of that vote in one record by its share in the other, and add the three products.
# All shares are over the roll calls in which **both** of the pair voted.
#
# Make a table `kappa_table` with one row for each of the `partners` of France in `votes_2019` and the columns `state`, `agreement`, `expected` and `kappa`, unrounded. The order of rows is free.

# %% tags=["given"]
votes_2019 = votes[votes["year"] == 2019]
partners = ["USA", "GBR", "DEU", "RUS", "CHN", "IND"]

# %% tags=["answer"]
rows = []
for state in partners:
    # BEGIN SOLUTION
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in ["Y", "A", "N"])
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
    # END SOLUTION
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="brackets"
"""`agreement` and `expected` are right, `kappa` is not: a quotient is computed before a difference. Put brackets around observed less expected, and around one less expected."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in ["Y", "A", "N"])
    rows.append([state, observed, chance, observed - chance / 1 - chance])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="yes-only"
"""Only the yes votes are in `expected`. Two blind voters can also meet in a no, or in an abstention: add the products for all three."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = (both["FRA"] == "Y").mean() * (both[state] == "Y").mean()
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="last-partner-only"
"""Only the last partner is in the table. `rows.append` has to stand inside the loop, so that every partner leaves a row."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in ["Y", "A", "N"])
rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="in-per-cent"
"""Right, in per cent. Shares and kappa run up to 1: leave out the multiplication by 100."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in ["Y", "A", "N"])
    rows.append([state, 100 * observed, 100 * chance, 100 * (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="one-in-three"
"""Chance was set to one in three, as if each state rolled a die with three faces. States do not: use each one's own frequencies of Y, A and N."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    rows.append([state, observed, 1 / 3, (observed - 1 / 3) / (2 / 3)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="not-divided"
"""The last column is agreement less chance, and has not yet been divided by 1 − expected. Without that step, full agreement would not give 1."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in ["Y", "A", "N"])
    rows.append([state, observed, chance, observed - chance])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="frequencies-of-all-roll-calls"
"""The frequencies come from all roll calls of the year, those with an absence included. Partners who missed a few votes then get another base for chance than for agreement. Drop the absences of the pair first."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((votes_2019["FRA"] == v).mean() * (votes_2019[state] == v).mean() for v in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="pooled-frequencies"
"""Both states were given the same frequencies, the mean of the two. That is another coefficient, Scott's pi. Cohen's kappa multiplies the share of one state by the share of the other."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((((both["FRA"] == v).mean() + (both[state] == v).mean()) / 2) ** 2 for v in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="each-drops-its-own-absences"
"""In `expected` each record drops its own absences only. All shares are over the roll calls in which *both* voted: drop the absences of the pair first, then take the shares of both from these rows."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum(
        (votes_2019["FRA"].dropna() == v).mean() * (votes_2019[state].dropna() == v).mean() for v in "YAN"
    )
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="all-partners-present"
"""Only roll calls in which all seven states voted are left, for every pair. A pair needs its own two: drop inside the loop, `dropna(subset=["FRA", state])`."""
rows = []
together = votes_2019.dropna(subset=["FRA", *partners])
for state in partners:
    observed = (together["FRA"] == together[state]).mean()
    chance = sum((together["FRA"] == v).mean() * (together[state] == v).mean() for v in ["Y", "A", "N"])
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="united-states-for-france"
"""The agreements are those with the United States. The task pairs *France* with each of `partners`, the United States being one of them."""
rows = []
for state in ["FRA", "GBR", "DEU", "RUS", "CHN", "IND"]:
    both = votes_2019.dropna(subset=["USA", state])
    observed = (both["USA"] == both[state]).mean()
    chance = sum((both["USA"] == vote).mean() * (both[state] == vote).mean() for vote in ["Y", "A", "N"])
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="without-abstentions"
"""`expected` has the products for Y and for N. Two blind voters can also meet in an abstention: add the one for A."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in "YN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="by-rank-not-by-letter"
"""You multiplied the most frequent vote of one state with the most frequent of the other, and so on down. They need not be the same vote: for the USA they are not. Match the shares by their letter."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum(
        x * y
        for x, y in zip(
            both["FRA"].value_counts(normalize=True), both[state].value_counts(normalize=True), strict=False
        )
    )
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="all-years"
"""All years are in your numbers. The task is about 2019 alone: take `votes_2019`."""
rows = []
for state in partners:
    both = votes.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="years-to-2019"
"""All years up to 2019 are in your numbers. The task is about 2019 alone: take `votes_2019`."""
rows = []
for state in partners:
    both = votes[votes["year"] <= 2019].dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="another-year"
"""These are the numbers of 2018. Take `votes_2019`, which the cell above gives you."""
rows = []
for state in partners:
    both = votes[votes["year"] == 2018].dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="half-for-abstentions"
"""In `agreement` an abstention against a yes or a no earned one half. Here a vote is the same or it is not: `agreement` counts equal votes only."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean() + (
        (both["FRA"] != both[state]) & ((both["FRA"] == "A") | (both[state] == "A"))
    ).mean() / 2
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="absence-as-abstention"
"""Absences were filled in as abstentions. Who is absent has not voted: drop the roll calls that one of the pair missed."""
rows = []
for state in partners:
    both = votes_2019[["FRA", state]].fillna("A")
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).mean() * (both[state] == vote).mean() for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="partner-squared"
"""For `expected` you squared the shares of the partner. Chance needs both records: the share of a vote in that of France times its share in that of the partner."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both[state] == vote).mean() ** 2 for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["mistake"] mistake="counts-not-shares"
"""`expected` multiplies numbers of votes, so it runs into the thousands. Take shares of the roll calls, which add up to 1."""
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", state])
    observed = (both["FRA"] == both[state]).mean()
    chance = sum((both["FRA"] == vote).sum() * (both[state] == vote).sum() for vote in "YAN")
    rows.append([state, observed, chance, (observed - chance) / (1 - chance)])
kappa_table = pd.DataFrame(rows, columns=["state", "agreement", "expected", "kappa"])

# %% tags=["alternative"] alternative="crosstab"
rows = {}
for state in partners:
    square = pd.crosstab(votes_2019["FRA"], votes_2019[state]).reindex(
        index=list("AYN"), columns=list("AYN"), fill_value=0
    )
    square = square.to_numpy() / square.to_numpy().sum()
    observed, chance = np.trace(square), square.sum(axis=1) @ square.sum(axis=0)
    rows[state] = {"kappa": (observed - chance) / (1 - chance), "agreement": observed, "expected": chance}
kappa_table = pd.DataFrame(rows).T.rename_axis("state")

# %% tags=["step"]
rows = []
for state in partners:
    both = votes_2019.dropna(subset=["FRA", ___])
    agreement = (both["FRA"] == both[___]).mean()
    expected = (both["FRA"].value_counts(normalize=True) * both[___].value_counts(normalize=___)).___()
    rows.append([state, agreement, expected, ___])

# %% [markdown] tags=["hint"]
# For one partner: drop the absences of the pair, then `.value_counts(normalize=True)` of each column gives the two sets of shares to multiply.

# %% [markdown] tags=["hint"]
# Each pair is France and one partner. In every round drop the rows in which `FRA` or that partner is missing, from
# the whole of `votes_2019`; then compare the column `FRA` with that of the partner. The two sets of shares are of the
# rows that are left, each divided by their number: three products, added up. Keep one row in each round, and make the
# table below the loop.

# %% [markdown] tags=["after"]
# France agreed more often with Russia, and kappa turns the order. On some ninety votes neither difference is larger
# than chance, and with habits so unlike kappa with Washington cannot exceed 0.34. Report both numbers, and no headline.

# %% [markdown] tags=["task"] task="allied-cohesion" kind="table" points=2 objective="LO4.3"
# ## Who stands apart in the alliance?
#
# `allied` holds the pairs of states, among the 25 of the table, that were both members of NATO in that year, 1950 to 2023; in 2020 that is 18 of 30 members. A low mean can have several causes: all pairs are far apart, one member is far from all others, or the group falls into blocs.
#
# Make a table `allied_cohesion` with one row per decade (`decade`: 1950, 1960, … 2020) and two columns:
# `without_usa`, the mean of `agreement` over the pairs that do not include the United States, and `with_usa`, the mean over those that do. Each row of `allied` counts once. Unrounded.

# %% tags=["given"]
nato_since = load("states").set_index("iso3")["nato_year"].dropna().astype(float)
both_members = (pairs["state_a"].map(nato_since) <= pairs["year"]) & (
    pairs["state_b"].map(nato_since) <= pairs["year"]
)
allied = pairs[both_members & pairs["year"].between(1950, 2023)]

# %% tags=["answer"]
allied_cohesion = (
    # BEGIN SOLUTION
    allied.assign(
        decade=allied["year"] // 10 * 10,
        side=np.where((allied["state_a"] == "USA") | (allied["state_b"] == "USA"), "with_usa", "without_usa"),
    )
    .pivot_table(index="decade", columns="side", values="agreement", aggfunc="mean")
    .reset_index()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="first-column-only"
"""`with_usa` is empty: your mask finds no pair with the United States. A pair is stored once, in alphabetical order, and USA comes last: it is in `state_b`, and in `state_a` never. Look in both columns; one of them is enough, so join them with `|`, as `&` wants both at once."""
decade = allied["year"] // 10 * 10
american = allied["state_a"] == "USA"
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="all-pairs"
"""`without_usa` still holds the American pairs: it is the mean of all. Take them out, so that the two columns share no row."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied.groupby(decade)["agreement"].mean(),
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="all-pairs-beside"
"""`with_usa` holds all pairs, with the United States or without. Keep those in which it is one of the two, as you left them out of the other column."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied.groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="number-of-pairs"
"""These are numbers of rows: `count`, `size` or `len` say how many pairs and years there are, and not how far they agree. Take the mean of `agreement`."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].count(),
        "with_usa": allied[american].groupby(decade)["agreement"].count(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="pooled-votes"
"""You added up votes and divided once, so that years with many roll calls weigh more. That is a fair measure, but another one: here each row of `allied` counts once, so take the mean of `agreement`."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")


def pooled(part):
    sums = part.groupby(decade)[["same", "votes"]].sum()
    return sums["same"] / sums["votes"]


allied_cohesion = pd.DataFrame(
    {"without_usa": pooled(allied[~american]), "with_usa": pooled(allied[american])}
).rename_axis("decade")

# %% tags=["mistake"] mistake="columns-swapped"
"""The two columns stand the wrong way round: the pairs that include the United States are under `without_usa`."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[~american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="mean-of-yearly-means"
"""You took a mean for each year first and then the mean of these. A year with few pairs weighs as much as one with many, then. Here each row of `allied` counts once: group by decade at once."""
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
yearly = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby("year")["agreement"].mean(),
        "with_usa": allied[american].groupby("year")["agreement"].mean(),
    }
)
allied_cohesion = yearly.groupby(yearly.index // 10 * 10).mean().rename_axis("decade")

# %% tags=["mistake"] mistake="decade-without-its-zero"
"""The means are right. Your decades are called 195, 196 and so on: multiply by 10 after the whole division, so that 1957 gives 1950."""
decade = allied["year"] // 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="rounded-to-ten"
"""You rounded the years to tens, so 1956 and 1964 are in one group. A decade holds the years with the same first three digits: `year // 10 * 10`."""
decade = allied["year"].round(-1)
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="last-year-of-the-decade"
"""The means are right. Your decades bear their last year, 1959; the task names them by the first, 1950."""
decade = allied["year"] // 10 * 10 + 9
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="median"
"""These are medians. The task asks for means."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].median(),
        "with_usa": allied[american].groupby(decade)["agreement"].median(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="sum"
"""These are sums. A group with more pairs has a larger one whatever they agree on: take the mean."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].sum(),
        "with_usa": allied[american].groupby(decade)["agreement"].sum(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="least-of-the-pairs"
"""You took the pair and year that agreed least. The task asks for the mean of all rows."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | (allied["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].min(),
        "with_usa": allied[american].groupby(decade)["agreement"].min(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="another-member"
"""You set France apart. The two columns are about the pairs with the United States, and those without."""
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "FRA") | (allied["state_b"] == "FRA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="not-only-allies"
"""These are all pairs of the table `pairs`. `allied`, which the cell above makes, holds those that were both members of NATO in that year, from 1950 on."""
other = pairs[pairs["year"].between(1950, 2023)]
decade = other["year"] // 10 * 10
american = (other["state_a"] == "USA") | (other["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": other[~american].groupby(decade)["agreement"].mean(),
        "with_usa": other[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["mistake"] mistake="not-only-allies-since-1946"
"""These are all pairs of the table `pairs`, and all its years. `allied`, which the cell above makes, holds those that were both members of NATO in that year, from 1950 on."""
decade = pairs["year"] // 10 * 10
american = (pairs["state_a"] == "USA") | (pairs["state_b"] == "USA")
allied_cohesion = pd.DataFrame(
    {
        "without_usa": pairs[~american].groupby(decade)["agreement"].mean(),
        "with_usa": pairs[american].groupby(decade)["agreement"].mean(),
    }
).rename_axis("decade")

# %% tags=["alternative"] alternative="two-groupbys"
decade = (allied["year"] // 10 * 10).rename("decade")
american = allied["state_b"].eq("USA") | allied["state_a"].eq("USA")
allied_cohesion = pd.concat(
    {
        "with_usa": allied[american].groupby(decade)["agreement"].mean(),
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
    },
    axis=1,
)

# %% [markdown] tags=["hint"]
# A mask that says whether the pair includes the United States, in either of the two state columns. Then two means by decade, of the rows with it and of those without, side by side in `pd.DataFrame({...})`.

# %% [markdown] tags=["hint"]
# `USA` may stand in `state_a` or in `state_b`: `|` joins the two comparisons, each in brackets. Group the rows with
# it, and then the others, by `year // 10 * 10`, and take the mean of the rows themselves, not of yearly means. If
# both means stand one below the other in one column, `.unstack()` puts them side by side; `.rename` alone does not.

# %% tags=["step"]
decade = allied["year"] // 10 * 10
american = (allied["state_a"] == "USA") | ___
allied_cohesion = pd.DataFrame(
    {
        "without_usa": allied[~american].groupby(decade)["agreement"].mean(),
        "with_usa": allied[___].groupby(___)["agreement"].mean(),
    }
)

# %% [markdown] tags=["after"]
# The gap opens in the 1970s and is widest in the 2000s, 0.92 against 0.39. Put another member in the place of the
# United States: since the 1980s none stands as far apart, but in the 1960s Portugal and France stood furthest.

# %% [markdown] tags=["task"] task="issue-chart" kind="figure" points=2 objective="LO4.3" marks="bars points"
# ## On what do they disagree?
#
# One number for all votes mixes topics on which two states are of one mind with topics on which they hardly ever are.
#
# Draw the agreement share of **France** with the United States for each topic in `issues`, for the years **2000 to 2009 taken together**: one bar or dot per topic.
# Cells are small, so do not average yearly shares: add up `same` and `votes` over the ten years, then divide. The shares run from 0 to 1.
# Name the topics as the table does; spaces and capitals are yours to choose. Draw the shares alone, without error bars. Give the chart a title and both axis labels, and keep the Axes as `issue_chart`.

# %% tags=["answer"]
fig, issue_chart = plt.subplots()
# BEGIN SOLUTION
france_2000s = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
counts = france_2000s.groupby("topic")[["same", "votes"]].sum()
share = (counts["same"] / counts["votes"]).sort_values()
issue_chart.barh(share.index, share)
issue_chart.set_title("Closest on nuclear weapons, furthest on the Palestinian conflict")
issue_chart.set_xlabel("Agreement share, 2000 to 2009")
issue_chart.set_ylabel("Topic")
# END SOLUTION

# %% tags=["mistake"] mistake="mean-of-yearly-shares"
"""These are means of yearly shares: a year with two votes weighs as much as one with twenty. Add up `same` and `votes` first, then divide once."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
share = (part["same"] / part["votes"]).groupby(part["topic"]).mean()
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement of France with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="counts-not-shares"
"""The chart shows how many votes were the same. Topics come up for a vote more or less often, so counts say more about the agenda than about agreement. Divide by `votes`."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
same = part.groupby("topic")["same"].sum()
issue_chart.barh(same.index, same)
issue_chart.set(title="Agreement of France with the USA", xlabel="Votes", ylabel="Topic")

# %% tags=["mistake"] mistake="all-states"
"""All eleven states of the table are in these sums. The chart is about one pair: keep the rows of France first."""
fig, issue_chart = plt.subplots()
part = issues[issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement of France with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="all-years"
"""All years are in these sums, and the agenda of the 1950s with them. Keep 2000 to 2009, both included."""
fig, issue_chart = plt.subplots()
part = issues[issues["iso3"] == "FRA"]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement of France with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="britain"
"""These are the shares of the United Kingdom. The chart is about France: FRA."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "GBR") & issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="last-year-left-out"
"""2009 is missing from the sums. The years run from 2000 to 2009, both included."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2008)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="both-ends-left-out"
"""2000 and 2009 are missing from the sums. The years run from 2000 to 2009, both included: `>=` and `<=`, or `between`."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2001, 2008)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="first-year-of-the-next"
"""2010 is in the sums. The years run from 2000 to 2009, both included."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2010)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="half-for-abstentions"
"""You counted one half for votes in which one of the two abstained. The agreement share counts the same votes only."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["same", "half", "votes"]].sum()
share = (counts["same"] + counts["half"] / 2) / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="opposite-votes"
"""You drew the share of *opposite* votes. Abstentions lie between, so it is not one less the other either. Take `same`."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["opposite", "votes"]].sum()
share = counts["opposite"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="share-of-all-votes"
"""You divided by the votes on all topics together. Each topic has its own base: the votes on that topic."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"].sum()
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["alternative"] alternative="pretty-names"
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = counts["same"] / counts["votes"]
issue_chart.barh(share.index.str.replace("_", " "), share)
issue_chart.set(title="Agreement of France with the USA", xlabel="Share", ylabel="Topic")

# %% tags=["mistake"] mistake="in-per-cent"
"""The bars are right, in per cent. Here a share runs from 0 to 1: leave out the multiplication by 100, or change how the axis is written and not the numbers."""
fig, issue_chart = plt.subplots()
part = issues[(issues["iso3"] == "FRA") & issues["year"].between(2000, 2009)]
counts = part.groupby("topic")[["same", "votes"]].sum()
share = 100 * counts["same"] / counts["votes"]
issue_chart.barh(share.index, share)
issue_chart.set(title="Agreement of France with the USA", xlabel="Per cent", ylabel="Topic")

# %% tags=["alternative"] alternative="upright-bars"
part = issues.query("iso3 == 'FRA' and 2000 <= year <= 2009")
sums = part.groupby("topic")[["votes", "same"]].sum()
fig, issue_chart = plt.subplots()
issue_chart.bar(sums.index, sums["same"] / sums["votes"])
issue_chart.set(title="Where France and the USA part", xlabel="Topic", ylabel="Same votes / all votes")

# %% tags=["alternative"] alternative="pandas-plot"
part = issues[issues["iso3"].eq("FRA") & (issues["year"] // 10 == 200)]
sums = part.groupby("topic")[["votes", "same"]].sum()
issue_chart = (
    sums["same"].div(sums["votes"]).plot.barh(title="France with the USA", xlabel="Share", ylabel="Topic")
)

# %% tags=["step"]
france_2000s = issues[(issues["iso3"] == "FRA") & issues[___].between(2000, ___)]
counts = france_2000s.groupby(___)[["same", ___]].sum()
share = counts["same"] / ___

# %% [markdown] tags=["hint"]
# Filter (France, ten years), group by topic, sum the two counts, divide one sum by the other, draw.

# %% [markdown] tags=["hint"]
# The column `iso3` holds codes of three letters, `FRA` for France; 2000 and 2009 both belong to the ten years. One
# sum of `same` and one of `votes` for each `topic`; the first over the second is one number for each, between 0 and
# 1. `bar` and `barh` take the names first, `share.index`, and then the numbers.

# %% [markdown] tags=["after"]
# From 0.65 on nuclear weapons to 0.03 on the Palestinian conflict: one number for all votes is a mixture. If the agenda
# shifts towards the conflict, agreement falls though nobody has moved.

# %% [markdown] tags=["task"] task="permutation-p" kind="function" points=3 objective="LO4.4"
# ## A fall, or chance?
#
# In the three years before the Iraq war of 2003 France and the United States agreed a little more often than in 2003 to 2005. Roll calls vary; could the difference be an accident?
# A **permutation test** answers by dealing the votes out again: if it does not matter in which period a roll call was held, then any other way to
# split the same votes into two groups of these sizes could have come about as well. How many of the other ways give a gap as large as the real one?
#
# Write `permutation_p(first, second, shuffles)`. It takes two lists of numbers and a list of shuffles, and returns one float.
#
# 1. The real gap is `gap(first, second)`. The cell below defines `gap`; use it, as it rounds so that ties are ties.
# 2. `pooled`, which you are given, has the values of both groups in one row. A shuffle is a list of positions in it: `[2, 0, 1]` puts the third value first.
# 3. For each shuffle, put the values in its order. The first ones, as many as `first` has, are the new first group, and the rest are the new second group. Take their gap.
# 4. Count the shuffles whose gap is at least as far from 0 as the real gap, upwards or downwards.
# 5. Return (1 + count) / (1 + number of shuffles). The 1 stands for the real split, which is one of the ways: so the result is never 0.
#
# For example, the real gap is 1. Of three shuffles the first gives 1, the second -1, the third 0, so two count, and (1 + 2) / (1 + 3) is
#
# ```python
# >>> permutation_p([0, 0], [1, 1], [[0, 1, 2, 3], [2, 3, 0, 1], [0, 2, 1, 3]])
# 0.75
# ```
#
# When it works, look at `permutation_p(before, after, shuffles)`, with the shuffles that the cell below makes, the same for everyone.

# %% tags=["given"]
france_usa = votes.dropna(subset=["FRA", "USA"])
alike = (france_usa["FRA"] == france_usa["USA"]).astype(int)  # 1 = the same vote
before = alike[france_usa["year"].between(2000, 2002)].to_numpy()
after = alike[france_usa["year"].between(2003, 2005)].to_numpy()

random = np.random.RandomState(2003)  # the same orders on every machine
shuffles = [random.permutation(len(before) + len(after)) for _ in range(999)]


def gap(first, second):
    """Mean of the second group minus mean of the first."""
    return round(float(np.mean(second) - np.mean(first)), 12)


# %% tags=["answer"]
def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    # BEGIN SOLUTION
    cut, real = len(first), abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        if abs(gap(mixed[:cut], mixed[cut:])) >= real:
            count += 1
    return (1 + count) / (1 + len(shuffles))
    # END SOLUTION


# %% tags=["probes"]
def orders(size, n, seed):
    draw = np.random.RandomState(seed)
    return [draw.permutation(size).tolist() for _ in range(n)]


[
    ([0, 1, 1], [0, 1], [[4, 0, 3, 1, 2], [1, 2, 0, 3, 4], [3, 0, 1, 4, 2]]),
    ([1, 1, 0, 1], [0, 0, 1, 0, 0], orders(9, 19, 1)),
    ([0, 0, 1], [1, 1, 1, 0, 1, 1], orders(9, 24, 2)),
    ([0, 1], [1, 0], orders(4, 9, 3)),
    ([0, 1, 1, 1], [0, 0], orders(6, 6, 4)),
    ([0.45, 0.46, 0.42], [0.4, 0.4, 0.46], orders(6, 9, 2)),
    ([0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1], orders(12, 9, 4)),
]

# %% tags=["mistake"] mistake="one-sided"
"""Only gaps at or above the real one were counted, with their signs. The question has no direction: compare sizes, with `abs` on both sides."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = gap(first, second)
    count = sum(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(first) :]) >= real for o in shuffles)
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="cut-at-the-second"
"""The new order is cut in two places: the first group ends where `first` is as long, and the second has to begin there, `[len(first):]`, and not at the length of `second`."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = abs(gap(first, second))
    count = sum(
        abs(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(second) :])) >= real for o in shuffles
    )
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="one-sided-downwards"
"""Only gaps at or below the real one were counted, with their signs. The question has no direction: compare sizes, with `abs` on both sides."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = gap(first, second)
    count = sum(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(first) :]) <= real for o in shuffles)
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="abs-on-one-side"
"""The gap of each shuffle has its sign removed, the real gap has not. Where the real one is negative, as between these two periods, every shuffle then counts. Take `abs` on both sides."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = gap(first, second)
    count = sum(
        abs(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(first) :])) >= real for o in shuffles
    )
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="one-more-above-only"
"""Nearly. The real arrangement counts as one more shuffle above the line, and below it as well: divide by one more than the number of shuffles."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = abs(gap(first, second))
    count = sum(
        abs(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(first) :])) >= real for o in shuffles
    )
    return (1 + count) / len(shuffles)


# %% tags=["mistake"] mistake="zero-possible"
"""The real arrangement is missing from the count, so the p-value can be 0, as if chance could never do it. No number of shuffles can show that. Add one above the line and one below."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = abs(gap(first, second))
    count = sum(
        abs(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(first) :])) >= real for o in shuffles
    )
    return count / len(shuffles)


# %% tags=["mistake"] mistake="strictly-larger"
"""Shuffles with exactly the real gap were left out. With votes of 0 and 1 ties are common, and 'at least as large' includes them: use `>=`."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = abs(gap(first, second))
    count = sum(
        abs(gap(pooled[list(o)][: len(first)], pooled[list(o)][len(first) :])) > real for o in shuffles
    )
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="cut-in-the-middle"
"""The shuffled values were cut in the middle. The two groups have their own sizes, and a shuffle keeps them: cut after as many values as `first` has."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    real = abs(gap(first, second))
    middle = len(pooled) // 2
    count = sum(abs(gap(pooled[list(o)][:middle], pooled[list(o)][middle:])) >= real for o in shuffles)
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="one-more-below-only"
"""The real arrangement stands below the line and not above it. It is as far apart as itself, so it counts: add one above as well, and the result is never 0."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return count / (1 + len(shuffles))


# %% tags=["mistake"] mistake="nearer-counted"
"""You counted the shuffles that are *nearer* to 0 than the real gap. The p-value asks for those at least as far away: `>=`."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) < real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="equal-only"
"""You counted only the shuffles with exactly the real gap. 'At least as far' takes in the larger ones too: `>=`."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) == real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="number-of-shuffles"
"""You returned how many shuffles count. A p-value is a part of all: one is added to the count, and it is divided by one more than the number of shuffles."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return count


# %% tags=["mistake"] mistake="thousand-below-the-line"
"""You divided by 1,000 whatever comes in. The number of shuffles is `len(shuffles)`."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / 1000


# %% tags=["mistake"] mistake="doubled"
"""You counted one direction and doubled. The result can be more than 1 then, and the two directions need not be alike. Count both: `abs` of each gap."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = gap(first, second)
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += gap(mixed[:cut], mixed[cut:]) >= real
    return 2 * (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="positions-for-values"
"""You took the gap of the positions. A shuffle says which values go where: `pooled[order]` has the values in their new order."""


def permutation_p(first, second, shuffles):
    cut = len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = np.asarray(order)
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="second-group-not-dealt"
"""Only the first group is dealt anew; the second one is still the real one, so some values are in both. What remains of the shuffled values is the second group: `mixed[cut:]`."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], second)) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="size-of-the-other"
"""The cut is made after as many values as `second` has. The *first* ones of a shuffle are the new first group: cut at `len(first)`."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(second)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="order-inverted"
"""You sorted by the shuffle (`argsort`), which deals the values out the opposite way: `[2, 0, 1]` should put the *third value first*. `pooled[order]` does."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.argsort(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="sums-for-means"
"""You compared sums. The larger group then has the larger sum by itself: `gap` takes the means."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(sum(second) - sum(first))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(mixed[cut:].sum() - mixed[:cut].sum()) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="groups-pooled-in-another-order"
"""You put the second group first into `pooled`. The positions of a shuffle count from the first value of `first`: keep `pooled` as it is given."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([second, first]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="sorted-values"
"""You sorted the pooled values. The positions of a shuffle then point to other values: keep `pooled` as it is given."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.sort(np.concatenate([first, second])), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="shuffled-one-after-the-other"
"""Each shuffle is made from the one before. Every shuffle begins with `pooled` as it is given: keep the new order under another name."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        pooled = pooled[np.asarray(order)]
        count += abs(gap(pooled[:cut], pooled[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="data-of-the-notebook"
"""Your function uses `before` and `after` of the notebook, whatever it is given. What goes in is called `first` and `second`."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([before, after]), len(before)
    real = abs(gap(before, after))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(gap(mixed[:cut], mixed[cut:])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="gap-of-its-own"
"""You worked the gap out anew, without the rounding of `gap`. Then two gaps that are equal can differ in the sixteenth digit, and a tie is lost. Use `gap` for both."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(np.mean(second) - np.mean(first))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(np.mean(mixed[cut:]) - np.mean(mixed[:cut])) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="gap-to-one-decimal"
"""You rounded the gaps to one decimal. Then gaps that differ pass for ties, and too many shuffles count. `gap` rounds as far as is needed, and no further."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(round(gap(first, second), 1))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(round(gap(mixed[:cut], mixed[cut:]), 1)) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="gap-to-two-decimals"
"""You rounded the gaps to two decimals. Then gaps that differ pass for ties, and too many shuffles count. `gap` rounds as far as is needed, and no further."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(round(gap(first, second), 2))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += abs(round(gap(mixed[:cut], mixed[cut:]), 2)) >= real
    return (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="one-side-doubled"
"""You counted one direction and doubled the result, the real arrangement included. So it can rise above 1, which no share does. `abs` around both gaps takes both directions at once: leave the 2 out."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    real = abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += gap(mixed[:cut], mixed[cut:]) >= real
    return 2 * (1 + count) / (1 + len(shuffles))


# %% tags=["mistake"] mistake="one-side-doubled-up-to-one"
"""You counted one direction, doubled the result and cut it off at 1. `abs` around both gaps takes both directions at once, and nothing is doubled: count once."""


def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    cut, real, count = len(first), gap(first, second), 0
    for order in shuffles:
        mixed = pooled[np.asarray(order)]
        count += gap(mixed[:cut], mixed[cut:]) >= real
    return float(min(1, 2 * (1 + count) / (1 + len(shuffles))))


# %% tags=["mistake"] mistake="mean-of-the-gaps"
"""You return the mean of the gaps. A p-value is a share of shuffles: count those whose gap is at least as large as the real one, in either direction."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    mixed = [pooled[np.asarray(order)] for order in shuffles]
    return np.mean([gap(each[:cut], each[cut:]) for each in mixed])


# %% tags=["mistake"] mistake="mean-size-of-the-gaps"
"""You return the mean of the gaps. A p-value is a share of shuffles: count those whose gap is at least as large as the real one, in either direction."""


def permutation_p(first, second, shuffles):
    pooled, cut = np.concatenate([first, second]), len(first)
    mixed = [pooled[np.asarray(order)] for order in shuffles]
    return np.mean([abs(gap(each[:cut], each[cut:])) for each in mixed])


# %% tags=["alternative"] alternative="one-array"
def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second]).astype(float)
    mixed = pooled[np.array(shuffles)]
    gaps = mixed[:, len(first) :].mean(axis=1) - mixed[:, : len(first)].mean(axis=1)
    return float((1 + (np.abs(gaps) >= abs(gap(first, second)) - 1e-9).sum()) / (1 + len(gaps)))


# %% [markdown] tags=["hint"]
# `pooled[order]` gives the values in a new order. Write the loop for one shuffle first, and print its gap.

# %% [markdown] tags=["hint"]
# For one shuffle: `mixed = pooled[order]`, then `gap(mixed[:cut], mixed[cut:])`, where `cut` is the size of the first group. The size of a gap is its `abs`. Count those
# that are `>=` the size of the real one, and return what step 5 says.

# %% [markdown] tags=["hint"]
# `shuffles` holds the orders: go through it, and draw no random order of your own. `abs` looks both ways at once, so
# the count is not doubled, and the 1 is added once above the line and once below it.


# %% tags=["step"]
def permutation_p(first, second, shuffles):
    pooled = np.concatenate([first, second])
    cut, real = len(___), abs(gap(first, second))
    count = 0
    for order in shuffles:
        mixed = pooled[order]
        if abs(gap(mixed[:cut], mixed[___])) >= real:
            count += 1


# %% [markdown] tags=["after"]
# For the two periods p is about 0.26. That fits no change, and as well a fall of 0.13: a test with so few votes misses
# much. And roll calls that return each year with the same text are not really exchangeable.

# %% [markdown] tags=["task"] task="readings" kind="choice" points=2 objective="LO4.5"
# ## Politics, or the table?
#
# The cell below prints five findings. For each one, choose what it shows; where a reader concludes something, judge the conclusion:
#
# - **a** France moved, towards the United States or away from it
# - **b** other allies moved just as much: look at Washington or at the agenda, not at Paris
# - **c** the record changed, not the states
# - **d** the table cannot tell: what one would need is not in it
#
# What the table holds, and what it has lost, `describe("unga_votes")` says.
#
# `readings` is a dict from the finding's name to a letter.

# %% tags=["given"]
panel = load("panel").set_index("year")
france_usa = votes.dropna(subset=["FRA", "USA"])
alike = (france_usa["FRA"] == france_usa["USA"]).astype(int)  # 1 = the same vote
france, britain = panel["agree_fra_usa"], panel["agree_gbr_usa"]
late = france_usa["year"].between(2010, 2017)
paragraph = france_usa["paragraph"].fillna(0) == 1
turkish = votes.groupby("year")["TUR"].count()

findings = {
    "sixties": f"France agreed with the USA less than seven other allies (six before 1956) did, by {-panel['fra_gap'].loc[1961:1969].mean():.3f} "
    f"in 1961-69 against {-panel['fra_gap'].loc[1949:1960].mean():.3f} in 1949-60.",
    "eighties": f"From 1971-80 to 1981-90 France-USA fell from {france.loc[1971:1980].mean():.3f} to {france.loc[1981:1990].mean():.3f}, "
    f"and UK-USA from {britain.loc[1971:1980].mean():.3f} to {britain.loc[1981:1990].mean():.3f}.",
    "since-2018": f"France-USA: {alike[late].mean():.3f} of the roll calls of 2010-17 ({alike[late & ~paragraph].mean():.3f} "
    f"without votes marked as on single paragraphs), {alike[france_usa['year'].between(2018, 2023)].mean():.3f} of those of 2018-23, which have none.",
    "turkiye-2023": f"Türkiye cast {turkish[2022]} votes in 2022 and {turkish[2023]} in 2023; the table has "
    f"{(votes['year'] == 2022).sum()} and {(votes['year'] == 2023).sum()} roll calls. "
    "A reader concludes: in 2023 Ankara walked out of the Assembly.",
    "ukraine-2022": f"The first roll call of 2022 in the table is of {votes.loc[votes['year'] == 2022, 'date'].min():%Y-%m-%d}. "
    "A reader concludes: on the invasion of February 2022 the allies never voted apart.",
}
for name, finding in findings.items():
    print(f"{name}: {finding}\n")

# %% tags=["answer"]
readings = {
    # BEGIN SOLUTION
    "sixties": "a",
    "eighties": "b",
    "since-2018": "c",
    "turkiye-2023": "c",
    "ukraine-2022": "d",
    # END SOLUTION
}

# %% tags=["replies"]
{
    "sixties": {
        "a": "Yes. The number is already a comparison: what moved all allies alike is taken off. And France's own share fell, from 0.67 to 0.59.",
        "b": "The gap is France less seven other allies. Had they moved as much, the gap would have stayed where it was. Read what is subtracted from what.",
        "c": "The same roll calls make up the French number and the allies' number, so a change in the record would hit both and mostly cancel out. What does not cancel?",
        "d": "All that is needed is there: the pair, the comparison and the years before. Ask what a gap between France and other allies leaves over.",
    },
    "eighties": {
        "a": "Look at the second pair. The United Kingdom's agreement fell by about as much in the same years. A move by Paris does not explain a fall in London.",
        "b": "Yes. Two allies fell together. What they have in common is the other side of the pair, and the list of questions put to the vote.",
        "c": "The kind of roll call that is recorded changes most about 1975, 1997 and after 2012, not around 1981. What did both pairs have in common in the 1980s?",
        "d": "The finding has a comparison, and it speaks. Set the two falls side by side.",
    },
    "since-2018": {
        "a": "Before you speak of a French move, compare like with like: leave the paragraph votes out of the earlier years. Which way does the change go now?",
        "b": "There is no other ally in this finding, only two ways to count the same years. What differs between them?",
        "c": "Yes. With paragraph votes the change is down, without them it is up, and neither is larger than chance would make it. A change whose direction depends on which roll calls are kept is not yet politics.",
        "d": "The finding itself gives what you need: the earlier years counted in two ways. Compare each of the two with the later years.",
    },
    "turkiye-2023": {
        "a": "The finding is about Türkiye, and about votes that are not there. Who or what can make nearly all votes of one state vanish within a year?",
        "b": "No other ally lost its votes. Ask what happened to the name of this state in the source: describe('unga_votes') tells.",
        "c": "Yes. The source lost the state when its name changed. Nobody stopped voting; the row stopped being filled.",
        "d": "What is asked is whether Ankara left, which is to say why the column is nearly empty. Are the missing votes needed to answer that, or do the notes of the table do? See describe('unga_votes').",
    },
    "ukraine-2022": {
        "a": "The main votes on the invasion are not in the table, so nothing in it can show a French move in them. Look at the date.",
        "b": "To say that others moved you would need their votes on the invasion. Are they in the table? Look at the date.",
        "c": "The hole is real. But to judge the conclusion one needs the votes themselves, and no note of the table can stand in for them.",
        "d": "Yes. The main votes on the invasion were taken in an emergency session, which is not in the table. From an empty space nothing follows, for unity or against it.",
    },
}

# %% [markdown] tags=["hint"]
# Two questions sort the findings: was another ally set beside France, and were the same kinds of roll calls recorded throughout?

# %% [markdown] tags=["hint"]
# A jump in the number of votes or of roll calls is first of all a matter of the record. What others did just as much
# does not single out Paris. And ask whether the table has what a conclusion needs: which is its first day in that
# year, and which votes are missing?

# %% [markdown] tags=["after"]
# The first two need a comparison, the next two a look at the record, and the last one needs votes that are not there. A
# note can explain a gap; it cannot fill it.

# %% [markdown] tags=["task"] task="united-front" kind="written" points=3 objective="LO4.3"
# ## What can you tell the editor?
#
# An editor asks: "So, is it true that the West has stood united, and that this is now at risk? You have the votes." Answer in five to eight sentences. Use at least two numbers from this exercise, each with its base (which states, which years, how many votes or pairs).
# Say which part of the claim the votes support, which part they cannot reach and which is a forecast; name one observation that would change your mind, and say how sure you are.
# Level 4 below earns all points, level 2 half of them.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or one without any number from the data.
# - **1** Repeats or denies the claim and adds a number, but the number does not bear on it, or is read as proof of unity or rupture by itself.
# - **2** Uses two numbers correctly with their base, but does not compare (one pair, one year), or takes the Assembly's votes for the answer to the invasion.
# - **3** Compares: European allies and Canada among themselves against their pairs with the United States, or France against Britain, and says that the main votes on the invasion are not in the table.
# - **4** As 3, and separates what the votes support, what they cannot reach (none of the main votes on the invasion, an end in mid-2024, an agenda that is not NATO's) and what is a forecast; names an observation that would change the judgement, and says how sure it is.

# %% [markdown] tags=["model"] level=4
# Partly, and the votes carry less of the answer than it seems. In 2020 to 2023 the allies in this table other than the United States cast the same vote in 88 % of the roll calls of a pair and year, while their pairs with the United States did so in 55 % (means over 528 and 67 pairs and years; in the 2000s the two were 92 % and 39 %). So the allies are close to each other, and the member that stands apart is the largest one, less so now than twenty years ago. That is no answer to the invasion, since the Assembly's main votes on it are not in the table, and most of what is voted on there has nothing to do with NATO. Sanctions, arms and the accession of two states speak for unity; they are in other sources. Whether unity is *now* at risk is a forecast: the votes end in June 2024, and the claim names no measure and no date. I would change my mind if a full list of votes, sanctions and deliveries by ally and month showed no split that lasted. I am fairly sure of the two shares and not at all of the forecast.

# %% [markdown] tags=["model"] level=2
# The data show that France and the United States agreed in only 44 % of the 91 votes of 2003 and in 62.5 % of the 88 votes of 2023. So unity is higher today than at the time of the Iraq war, and the article is right that the West stands together against the invasion. If the number falls again below one half, the front has broken.

# %% [markdown] tags=["model"] level=3
# Partly. In 2020 to 2023 the allies in this table other than the United States cast the same vote in 88 % of the roll calls of a pair and year; their pairs with the United States did so in 55 % (means over 528 and 67 pairs and years). So the European allies and Canada are close to each other, and the United States stands apart. The Assembly's main votes on the invasion are not in the table, so on the invasion itself these numbers say little.

# %% [markdown] tags=["model"] level=1
# Yes. France and the United States agreed in 62.5 % of the votes of 2023. That proves that the West is united and that the invasion has brought the allies together.

# %% [markdown] tags=["model"] level=0
# The West has stood united since the invasion, and this unity is now in danger, because one quarrel leads to the next.

# %% [markdown] tags=["hint"]
# Which pairs agree, which do not, and which votes would you need to see that are not in the table?

# %% [markdown] tags=["closing"]
# You have measured agreement in three ways, compared before you judged, and seen four ways in which a table can look like politics.
# Chapter 9 asks the next question: when did the distance between Paris and Washington change for good?
