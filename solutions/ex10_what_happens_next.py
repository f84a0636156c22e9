# %% [markdown] tags=["header"] exercise="ex10" chapter=10 minutes=135 points=20
# # Exercise 10 · What happens next?
#
# The article ends on a question that it leaves open: will this pass, or will it last?
# You answer such questions the way forecasters do: a base rate, a duration with gaps in it, a belief that learns from counts,
# and scores that tell afterwards whether the probabilities were any good.
#
# The course's record of events ends on 2026-02-24. Nothing later is in any table, and no task asks you to know it.
# The table `forecasts` is made up for practice: its answers are facts, its forecasters never lived.
#
# - **LO10.1** Choose a reference class for a forecast, and bound its base rate when outcomes are missing.
# - **LO10.2** Estimate how long a measure lasts when not all ends were seen.
# - **LO10.3** Update a belief about a probability with counts.
# - **LO10.4** Score stated probabilities by two proper rules, and say what each of them punishes.
# - **LO10.5** Test a forecaster's calibration, and write a forecast that can be resolved.
#
# Read first: [chapter 10](../book/historical-context/what-happens-next.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load
from demarche.measures.spells import spells

incidents = load("incidents")
forecasts = load("forecasts")
# One row per measure that lasts. `days`: how long it is known to have lasted. `known`: whether that is all, or at least so long.
lasted = spells(incidents).drop(columns="days_most")

describe("incidents", "forecasts")

# %% [markdown] tags=["task"] task="base-rate-bounds" kind="value" points=2 objective="LO10.1"
# ## A base rate with gaps
#
# An ambassador is called home. Is he or she back within 30 days?
# The base rate is the share of earlier cases, but for many recalls nobody knows. A missing outcome is neither yes nor no.
# Then say what you know: the share among the known cases, and the two ends between which the share of all cases must lie.
#
# Take the rows of `lasted` whose `measure` is one of the two recalls (`recall_consultations`, `recall_indefinite`). The column `known` says
#
# - `ended`: the ambassador came back after exactly `days` days;
# - `at_least`: the recall lasted at least `days` days, and no day of a return is known;
# - `unknown`: no end was found, and `days` is empty.
#
# Sort these recalls into three groups: *yes* (back within 30 days, day 30 included), *no*, and *missing*, where the table cannot say. Think about
# the rows with `at_least`: which of them are a *no*, although nobody saw their end, and which are missing?
#
# Make a dict with three keys, each a share between 0 and 1, not rounded:
#
# - `known_only`: yes, of yes and no together;
# - `lowest`: the share of yes among all these recalls, if every missing one had been a no;
# - `highest`: the share of yes among all these recalls, if every missing one had been a yes.

# %% tags=["answer"]
# BEGIN SOLUTION
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
# END SOLUTION
base_rate_bounds = (
    # BEGIN SOLUTION
    {
        "known_only": yes / (yes + no),
        "lowest": yes / len(recalls),
        "highest": (len(recalls) - no) / len(recalls),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="sure-no-overlooked"
"""
You took only the recalls whose end was seen. But one recall is known to have lasted more than two hundred days: whatever came
after, it is a sure *no*. What happened within 30 days can be known without knowing the end.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
ended = recalls[recalls["known"] == "ended"]
yes, no = (ended["days"] <= 30).sum(), (ended["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="at-least-as-yes"
"""
You counted every recall with a `days` of 30 or less as a yes, also where it lasted *at least* so long. "At least 22 days" may be 22 or 47: such
a case is missing, unless `days` is above 30.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes, no = (recalls["days"] <= 30).sum(), (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="known-base-for-all"
"""
Your lowest and highest still have the known cases as their base, so the missing ones count in neither. The point of
bounds is to keep them in: all recalls stand below the line, and the missing ones move above it or not.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
share = yes / (yes + (recalls["days"] > 30).sum())
base_rate_bounds = {"known_only": share, "lowest": share, "highest": share}

# %% tags=["mistake"] mistake="all-measures"
"""
The base is all measures that last: limits on access, closed missions and downgrades among them, which are no recalls. Keep the two kinds of
recall first; the question makes the reference class.
"""
yes = ((lasted["known"] == "ended") & (lasted["days"] <= 30)).sum()
no = (lasted["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(lasted),
    "highest": (len(lasted) - no) / len(lasted),
}

# %% tags=["mistake"] mistake="sure-no-imagined-away"
"""
In your highest share even the envoys who are known to have stayed away longer count as back in time. Only the *missing* outcomes
may be imagined as you like; the known ones stay what they are.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {"known_only": yes / (yes + no), "lowest": yes / len(recalls), "highest": 1.0}

# %% tags=["mistake"] mistake="one-kind-of-recall"
"""
Recalls are missing: yes, no and missing should add up to all of them. Either those with no return foreseen were left out (two kinds of `measure` are recalls), or those of which only
is known that they lasted longer (`at_least`). These are just the ones that last, and without them the future looks friendlier.
"""
recalls = lasted[lasted["measure"] == "recall_consultations"]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="per-cent"
"""
The steps are right, and the numbers are per cent. A share lies between 0 and 1: leave the factor of 100 out.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": 100 * yes / (yes + no),
    "lowest": 100 * yes / len(recalls),
    "highest": 100 * (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="ends-swapped"
"""
The lowest share stands under `highest` and the other way round. If every missing envoy stayed away, fewer were back.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "highest": yes / len(recalls),
    "lowest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="at-least-as-no"
"""
You counted every `at_least` as a no. "At least 22 days" may have ended on day 23: such a case is missing, and only those above 30 days are a sure no.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
no = no + ((recalls["known"] == "at_least") & (recalls["days"] <= 30)).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="unknown-as-no"
"""
Whatever is not a yes became a no, the `unknown` ones among them. No record is no answer: a no is known to have lasted more than 30 days, the rest is missing.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
no = len(recalls) - yes
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="unseen-ends-as-no"
"""
An end that nobody saw is no *no*. The column `ended` is 0 for every row with `at_least` or `unknown`; of these only those that have lasted more than 30 days are a sure
no, and the others are missing.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["ended"] == 1) & (recalls["days"] <= 30)).sum()
no = (recalls["ended"] == 0).sum()
base_rate_bounds = {"known_only": yes / (yes + no), "lowest": yes / (yes + no), "highest": yes / (yes + no)}

# %% tags=["mistake"] mistake="indefinite-alone"
"""
These are the recalls with no return foreseen alone. There are two kinds of recall: `recall_consultations` belongs there as well.
"""
recalls = lasted[lasted["measure"] == "recall_indefinite"]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="unknown-as-day-zero"
"""
You put 0 days where none are known, so that an unknown recall counts as back on its first day, and an `at_least` as well. What is not known is missing: leave it
empty, and count as a yes only what has `ended`.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
days = recalls["days"].fillna(0)
yes, no = (days <= 30).sum(), (days > 30).sum()
missing = (recalls["known"] == "unknown").sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / (yes + no + missing),
    "highest": (yes + missing) / (yes + no + missing),
}

# %% tags=["mistake"] mistake="exact-days-only"
"""
`days_to_return` holds only the recalls whose exact length is known, and those "at least" so long are not in it. Use `lasted` with its columns `days` and `known`.
"""
recalls = incidents[incidents["measure"].isin(["recall_consultations", "recall_indefinite"])]
yes, no = (recalls["days_to_return"] <= 30).sum(), (recalls["days_to_return"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="missing-without-yes"
"""
`known_only` and `lowest` are right. For `highest` only the missing ones stand above the line: those known to be back in time belong there too.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - yes - no) / len(recalls),
}

# %% tags=["mistake"] mistake="events-for-rows"
"""
You kept one row for each event. Two ambassadors called home in one event come back on days of their own: count rows.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
recalls = recalls.drop_duplicates("event")
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="no-recall-left"
"""
No row is left. Either no measure has the name that you compare with (`lasted["measure"].value_counts()` shows them all), or a row was to be both kinds of
recall at once: it is one *or* the other, `|` or `.isin([…])`.
"""
recalls = lasted[(lasted["measure"] == "recall_consultations") & (lasted["measure"] == "recall_indefinite")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="all-of-the-record"
"""
`known_only` is right. In the other two all 38 recalls of `incidents` stand below the line. `lasted` has 27 of them, those whose first day is known; the others cannot be sorted
by days at all. Take the number of recalls in `lasted`.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
every = incidents["measure"].isin(["recall_consultations", "recall_indefinite"]).sum()
base_rate_bounds = {"known_only": yes / (yes + no), "lowest": yes / every, "highest": (every - no) / every}

# %% tags=["mistake"] mistake="lowest-of-the-noes"
"""
`known_only` and `highest` are right. In `lowest` the *noes* stand above the line. It is a share of yes too: if every missing one had been a no, those known to be back in time are all there
are.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": no / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="laplace"
"""
The counts are right. `known_only` has one yes and one no added, as Laplace's rule of the third task does it. Here the plain share is asked for: yes, over yes and no.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": (yes + 1) / (yes + no + 2),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="unknown-dropped"
"""
You dropped the `unknown` rows first, as `dropna` does too. For the two bounds they are what matters: each may be a yes or a no. All recalls stand below the line.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
recalls = recalls[recalls["known"] != "unknown"]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="counts"
"""
These are numbers of recalls. Shares are asked for: divide each by the number of cases that it is a share of.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {"known_only": yes, "lowest": yes, "highest": len(recalls) - no}

# %% tags=["mistake"] mistake="share-of-no"
"""
You turned the question round: these are the shares of those who were *not* back within 30 days.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": no / (yes + no),
    "lowest": no / len(recalls),
    "highest": 1 - yes / len(recalls),
}

# %% tags=["mistake"] mistake="known-is-all"
"""
`lowest` and `highest` are right. `known_only` leaves the missing ones out above *and below* the line: yes, of yes and no together.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": (yes + no) / len(recalls),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="yes-for-each-no"
"""
`lowest` and `highest` are right. In `known_only` only the noes stand below the line, so it can rise above 1: a share has yes and no together there.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / no,
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="all-below-for-known"
"""
`lowest` and `highest` are right. `known_only` has all recalls below the line; there only the known ones belong, yes and no together.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / len(recalls),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / len(recalls),
}

# %% tags=["mistake"] mistake="highest-of-the-missing"
"""
`known_only` and `lowest` are right. In `highest` the missing ones count as a yes *and* the base has lost the sure noes: all recalls stand below the line.
"""
recalls = lasted[lasted["measure"].str.startswith("recall")]
yes = ((recalls["known"] == "ended") & (recalls["days"] <= 30)).sum()
no = (recalls["days"] > 30).sum()
base_rate_bounds = {
    "known_only": yes / (yes + no),
    "lowest": yes / len(recalls),
    "highest": (len(recalls) - no) / (len(recalls) - yes),
}

# %% tags=["alternative"]
kinds = lasted["measure"].isin(["recall_consultations", "recall_indefinite"])
outcomes = [
    None if pd.isna(one.days) else 0 if one.days > 30 else 1 if one.known == "ended" else None
    for one in lasted[kinds].itertuples()
]
settled = [one for one in outcomes if one is not None]
base_rate_bounds = {
    "highest": sum(one != 0 for one in outcomes) / len(outcomes),
    "lowest": float(sum(settled) / len(outcomes)),
    "known_only": float(np.mean(settled)),
}

# %% [markdown] tags=["after"]
# The range is the honest answer. The single number in the middle needs a reason why the missing are like the known.

# %% tags=["step"]
recalls = lasted[lasted["measure"].str.startswith(___)]
yes = ((recalls["known"] == ___) & (recalls["days"] <= ___)).sum()
no = (recalls["days"] > ___).sum()
known_only = yes / (___ + ___)

# %% [markdown] tags=["hint"]
# Count three groups: yes, no, missing. A row with `days` above 30 is a no, whatever `known` says. Each of the three shares is a sum of groups over a sum of groups.

# %% [markdown] tags=["hint"]
# Only rows of the two recalls. *Yes*: `known` is `ended` and `days` is 30 or less. *No*: `days` is above 30, whatever
# `known` says. *Missing*: all the others, among them those with `at_least` 30 days or fewer. Then three shares: yes
# over yes and no; yes over all; yes and missing over all.

# %% [markdown] tags=["task"] task="survival-curve" kind="function" points=4 objective="LO10.2"
# ## How many last longer?
#
# Some measures were seen to end, others were lost from sight: it is known only that they lasted *at least* so long.
# The Kaplan-Meier method uses both. On each day on which something ended, ask two things:
#
# - how many cases were still **at risk**, that is, had lasted at least until this day? A case that was lost on this very day was still
#   at risk on it;
# - how many of these **ended** on this day?
#
# The share that gets through the day is 1 − ended / at risk. Multiply the shares of all such days so far: that is the share that
# lasts *longer* than this day.
#
# Write `survival_curve(days, ended)`. It takes two lists of equal length: numbers of days, and for each 1 (ended then) or 0 (lost then).
# It returns a Series: the index holds the days on which at least one case **ended**, the values are the shares that last
# longer. Do not round. At least one case will have ended.
#
# When it works, try it on the record. `seen`, made by the cell below, has one more column: `days_most` is the longest that a measure can have lasted, where its
# end is known or lies between two days. Call `survival_curve(list(seen["days_most"].fillna(seen["days"])), list(seen["days_most"].notna()))`. On
# which day do no more than half last longer? And if you add the unknown rows as 10,000 days without an end?
#
# For example, one of the two cases of day 8 was lost from sight on it:
#
# ```python
# >>> survival_curve([5, 8, 8, 12], [1, 1, 0, 1]).to_dict()
# {5: 0.75, 8: 0.5, 12: 0.0}
# ```

# %% tags=["given"]
seen = spells(incidents).query("known != 'unknown'")


# %% tags=["answer"]
def survival_curve(days, ended):
    # BEGIN SOLUTION
    cases = pd.DataFrame({"days": days, "ended": ended})
    share, curve = 1.0, {}
    for day in sorted(cases.loc[cases["ended"] == 1, "days"].unique()):
        at_risk = (cases["days"] >= day).sum()
        gone = ((cases["days"] == day) & (cases["ended"] == 1)).sum()
        share = share * (1 - gone / at_risk)
        curve[day] = share
    return pd.Series(curve)
    # END SOLUTION


# %% tags=["probes"]
[
    ([4, 9, 9, 15], [1, 1, 0, 1]),
    ([5, 1, 3, 3, 8, 8, 2], [1, 0, 1, 1, 0, 1, 1]),
    ([10, 20, 30, 40, 40], [0, 1, 0, 1, 0]),
    ([0, 2, 3, 3], [1, 1, 0, 1]),
    ([7, 7, 7], [1, 1, 0]),
]

# %% tags=["mistake"] mistake="censored-dropped"
"""
You dropped the cases that were lost from sight. They are known to have lasted some time, and those that last longest are the
easiest to lose, so what is left looks too short. Keep them among those at risk until the day on which they were lost.
"""


def survival_curve(days, ended):
    seen = [day for day, end in zip(days, ended, strict=True) if end]
    return pd.Series({day: sum(d > day for d in seen) / len(seen) for day in sorted(set(seen))})


# %% tags=["mistake"] mistake="censored-as-ended"
"""
Every case counts as ended on the day on which it was last seen. But lost from sight is not over: an envoy who was still away when the
reports stopped did not come home on that day. A 0 leaves those at risk, and ends nothing.
"""


def survival_curve(days, ended):
    return pd.Series({day: sum(d > day for d in days) / len(days) for day in sorted(set(days))})


# %% tags=["mistake"] mistake="base-never-shrinks"
"""
Cases that were lost stay in your base for good. They can no longer be seen to end, so they must leave it after their day, as those
that ended do: those at risk become fewer from day to day.
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    over = cases[cases["ended"] == 1]
    return pd.Series({d: 1 - (over["days"] <= d).sum() / len(cases) for d in sorted(over["days"].unique())})


# %% tags=["mistake"] mistake="from-day-one"
"""
Your days begin with 1, and a measure may end on the day on which it began: day 0. Take the days from `days`, each once and in order: `sorted(set(days))`.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in range(1, max(days) + 1):
        gone = sum(d == day and e for d, e in zip(days, ended, strict=True))
        if gone:
            share = share * (1 - gone / sum(d >= day for d in days))
            curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="counted-up-to-the-last"
"""
`range` leaves out its end, so the last day is missing, and it begins with 1, though a measure may end on day 0. Take the days from `days`, each once and in order:
`sorted(set(days))`.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in range(1, max(days)):
        gone = sum(d == day and e for d, e in zip(days, ended, strict=True))
        if gone:
            share = share * (1 - gone / sum(d >= day for d in days))
            curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="not-in-order"
"""
Your days are not in order. Each share goes on from the one before it, so the first day has to come first: take the days on which something ended, each once, with
`sorted(set(…))`.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in [d for d, e in zip(days, ended, strict=True) if e]:
        gone = sum(d == day and e for d, e in zip(days, ended, strict=True))
        share = share * (1 - gone / sum(d >= day for d in days))
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="lost-before-the-day"
"""
Nearly. A case that was lost on a day on which another ended is missing among those at risk of that day. It had lasted until
then, so it could have been seen to end: it belongs to the base once more, and leaves afterwards.
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    share, curve = 1.0, {}
    for day in sorted(cases.loc[cases["ended"] == 1, "days"].unique()):
        gone = ((cases["days"] == day) & (cases["ended"] == 1)).sum()
        share *= 1 - gone / ((cases["days"] > day).sum() + gone)
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="lost-end-on-their-day"
"""
This is the share of all cases with more days. Where nothing is lost that is the curve; but a case that was lost on or before a day counts as ended
in it. Go from day to day: of those at risk, how many end?
"""


def survival_curve(days, ended):
    over = sorted({day for day, end in zip(days, ended, strict=True) if end})
    return pd.Series({day: sum(d > day for d in days) / len(days) for day in over})


# %% tags=["mistake"] mistake="not-multiplied"
"""
These are the shares that get through each single day. To last longer than the third day a case has to get through the first, the
second *and* the third: multiply the shares of all days so far.
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    over = cases[cases["ended"] == 1].groupby("days").size()
    return pd.Series({day: 1 - n / (cases["days"] >= day).sum() for day, n in over.items()})


# %% tags=["mistake"] mistake="everybody-at-risk"
"""
You divide by all cases on each day. Those who ended or were lost before can no longer end: count as at risk only the cases with at least so many days.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = len(days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="one-at-a-time"
"""
You let one case end on each day. Several may: count the cases with this very day and a 1.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = 1
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="out-of-order"
"""
The days come as they stand in the list. A case gets through the early days before the late ones: go through the days in order, with `sorted`.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in dict.fromkeys(d for d, end in zip(days, ended, strict=True) if end == 1):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="share-before-the-day"
"""
You write down the share before you multiply. On each day the share that lasts *longer* than this day is asked for: multiply first, then keep it.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        curve[day] = share
        share *= 1 - gone / at_risk
    return pd.Series(curve)


# %% tags=["mistake"] mistake="lost-as-ended"
"""
You took 0 for ended and 1 for lost: the other way round. A 1 says that the case ended on this day.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 0}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 0 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="hundred"
"""
Your shares begin at 100 and are per cent. Begin with 1, so that each is a share between 0 and 1.
"""


def survival_curve(days, ended):
    share, curve = 100.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="day-nought"
"""
The shares are right, and day 0 is one too many: on it nothing ended. Leave the first entry out.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {0: 1.0}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="last-day-left-out"
"""
The last day on which something ended is missing. Keep it, also where no case lasts longer and the share is 0.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve).iloc[:-1]


# %% tags=["mistake"] mistake="is-true"
"""
`ended` holds the numbers 1 and 0, and `is True` holds for none of them: write `== 1`.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end is True}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end is True for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="nobody-ends"
"""
The days are right, and every share is 1: on none of them does your function see anybody end. `ended` is a list: compared with 1 as a whole it is never equal, so compare each of its values, or make a
Series of it first. And 1 is not `True` for `is`: write `== 1`.
"""


def survival_curve(days, ended):
    days, share, curve = pd.Series(days), 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        gone = ((days == day) & (ended == 1)).sum()
        share *= 1 - gone / (days >= day).sum()
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="first-day-only"
"""
`return` stands inside the loop, so only the first day is there. Move it to the left, below the loop.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
        return pd.Series(curve)


# %% tags=["mistake"] mistake="ended-by-the-day"
"""
On each day you count all who have ended *so far*. They are counted again every day: count those with this very day.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d <= day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="lost-end-too"
"""
Among those who end on a day you count the lost ones as well. On their last day these were only at risk: a 1 in `ended` is needed.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day for d in days)
        share *= 1 - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="rounded"
"""
These are the right shares, rounded. Leave `round` out.
"""


def survival_curve(days, ended):
    share, curve = 1.0, {}
    for day in sorted({d for d, end in zip(days, ended, strict=True) if end == 1}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and end == 1 for d, end in zip(days, ended, strict=True))
        share *= 1 - gone / at_risk
        curve[day] = round(share, 2)
    return pd.Series(curve)


# %% tags=["alternative"]
def survival_curve(days, ended):
    days, ended = np.array(days), np.array(ended, dtype=bool)
    times = np.unique(days[ended])
    through = [1 - (ended & (days == t)).sum() / (days >= t).sum() for t in times]
    return pd.Series(np.cumprod(through), index=times, name="survival")


# %% tags=["mistake"] mistake="days-lost-kept"
"""
The shares are right; the index also holds days on which somebody was only lost from sight. The share does not move on such a day. Keep the
days on which at least one ended.
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    share, curve = 1.0, {}
    for day in sorted(cases["days"].unique()):
        gone = ((cases["days"] == day) & (cases["ended"] == 1)).sum()
        share *= 1 - gone / (cases["days"] >= day).sum()
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="later-days-at-risk"
"""
At risk you count only cases that lasted *longer* than the day. Those that end on this very day were at risk on it too, or they could not have
ended: "had lasted at least until this day".
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    share, curve = 1.0, {}
    for day in sorted(cases.loc[cases["ended"] == 1, "days"].unique()):
        gone = ((cases["days"] == day) & (cases["ended"] == 1)).sum()
        at_risk = (cases["days"] > day).sum()
        share = share * (1 - gone / at_risk) if at_risk else 0.0
        curve[day] = share
    return pd.Series(curve)


# %% tags=["mistake"] mistake="share-that-ended"
"""
You return the share that has *ended* by each day. The task asks for the share that lasts longer: one minus it.
"""


def survival_curve(days, ended):
    days, ended = np.array(days), np.array(ended, dtype=bool)
    times = np.unique(days[ended])
    through = [1 - (ended & (days == t)).sum() / (days >= t).sum() for t in times]
    return pd.Series(1 - np.cumprod(through), index=times)


# %% tags=["alternative"]
def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    share, curve = 1.0, {}
    for day in sorted(cases.loc[cases["ended"] == 1, "days"].unique()):
        gone = ((cases["days"] == day) & (cases["ended"] == 1)).sum()
        share *= 1 - gone / (cases["days"] >= day).sum()
        curve[int(day)] = float(share)
    return curve


# %% [markdown] tags=["after"]
# In the record the curve comes down to one half after some five weeks, and with the unknown rows added as never ended it never does. What you do with the gaps decides.


# %% tags=["step"]
def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ___})
    share, curve = 1.0, {}
    for day in sorted(cases.loc[cases["ended"] == ___, "days"].unique()):
        at_risk = (cases["days"] >= ___).sum()
        gone = ((cases["days"] == ___) & ___).sum()
        share *= ___ - gone / at_risk
        curve[day] = share
    return pd.Series(curve)


# %% [markdown] tags=["hint"]
# Loop over the sorted days on which something ended, and carry one number along that you multiply on each of them.

# %% [markdown] tags=["hint"]
# One line for each of the two questions. At risk: the cases whose `days` are `>=` this day, ended or lost. Ended:
# those whose `days` are this day and whose `ended` is 1. In each round the share so far is multiplied by 1 less the
# second over the first, and kept under the day; it begins at 1 above the loop. Go through the days on which something
# ended, each once, in order.

# %% [markdown] tags=["task"] task="posterior" kind="function" points=2 objective="LO10.3"
# ## What counts do to a belief
#
# Before the first case you may believe anything about a probability. A handy form for such a belief is a pair of numbers `a` and `b`: as if
# you had already seen `a` cases in which it happened and `b` in which it did not. With `a = b = 1` every probability is as credible as any other.
#
# Seeing cases then only means counting on. Each case in which it happened adds one to `a`, each in which it did not adds one to `b`.
# The probability for the next case is `a / (a + b)`, with the new numbers. Starting from 1 and 1 this is Laplace's rule of succession.
#
# Write `posterior(successes, trials, a=1, b=1)`. It returns a tuple of three numbers: the new `a`, the new `b`, and the probability for the
# next case, not rounded. It must also work when there was no trial yet.
#
# For example, with the result rounded for you to see:
#
# ```python
# >>> posterior(2, 5)
# (3, 4, 0.4286)
# >>> posterior(2, 5, a=3, b=1)
# (5, 4, 0.5556)
# ```


# %% tags=["answer"]
def posterior(successes, trials, a=1, b=1):
    # BEGIN SOLUTION
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, new_a / (new_a + new_b)
    # END SOLUTION


# %% tags=["probes"]
[(3, 8), (0, 5), (6, 6, 2, 6), (0, 0, 3, 1), (1, 20, 0.5, 0.5)]

# %% tags=["mistake"] mistake="trials-as-failures"
"""
You added all trials to `b`, the successes among them. A case in which it happened would then speak for it and against it
at once. What belongs to `b` are the trials without success.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials
    return new_a, new_b, new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="multiplied"
"""
You multiplied `a` and `b` by the counts. Each case adds one: *add* the successes to `a`, and the other trials to `b`.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a * successes, b * (trials - successes)
    return new_a, new_b, new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="prior-fixed"
"""
This is the rule of succession, whatever belief one starts from: `a` and `b` are not used. With 1 and 1 it is right; whoever comes with
a belief worth eight cases should not lose it. Start from the two numbers given.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = 1 + successes, 1 + trials - successes
    return new_a, new_b, new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="share-without-belief"
"""
The two counts are right, but the probability is the plain share of successes. After five cases without a success it says "never", and without
any case it says nothing. Use the new `a` and `b`.
"""


def posterior(successes, trials, a=1, b=1):
    return a + successes, b + trials - successes, successes / trials


# %% tags=["mistake"] mistake="odds"
"""
You divided the new `a` by the new `b`: those are odds, which can exceed 1. For a probability the base is both together.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, new_a / new_b


# %% tags=["mistake"] mistake="only-the-probability"
"""
The probability is right. The task asks for three numbers, the two new counts before it: they are the belief, and the next case needs them.
"""


def posterior(successes, trials, a=1, b=1):
    return (a + successes) / (a + b + trials)


# %% tags=["mistake"] mistake="old-counts"
"""
The two counts are right. For the probability you took the old `a` and `b`; take the new ones.
"""


def posterior(successes, trials, a=1, b=1):
    return a + successes, b + trials - successes, a / (a + b)


# %% tags=["mistake"] mistake="prior-forgotten"
"""
You count the cases alone. `a` and `b` are what one believed before: the cases are added to them.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = successes, trials - successes
    return new_a, new_b, new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="new-a-taken-twice"
"""
You gave `a` its new value first, and then took it away from the trials: it holds the belief from before as well. Only the successes are to be subtracted.
"""


def posterior(successes, trials, a=1, b=1):
    a = a + successes
    b = b + trials - a
    return a, b, a / (a + b)


# %% tags=["mistake"] mistake="probability-of-no"
"""
The two counts are right. The probability is that it does *not* happen: the new `a` belongs above the line.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, new_b / (new_a + new_b)


# %% tags=["mistake"] mistake="most-likely-value-bare"
"""
The two counts are right. `(a - 1) / (a + b - 2)` is where the belief has its peak; the probability for the next case is `a / (a + b)`.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, (new_a - 1) / (new_a + new_b - 2)


# %% tags=["mistake"] mistake="per-cent"
"""
The two counts are right. The probability is in per cent: leave the factor of 100 out.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, 100 * new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="starts-crossed"
"""
The successes were added to `b`'s start and the failures to `a`'s. Successes go to `a`, the other trials to `b`. With equal starts one does not see it.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = b + successes, a + trials - successes
    return new_a, new_b, new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="successes-to-b"
"""
The successes went to `b` and the other trials to `a`: it is the other way round.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + trials - successes, b + successes
    return new_a, new_b, new_a / (new_a + new_b)


# %% tags=["mistake"] mistake="floor-division"
"""
The two counts are right. `//` drops what follows the point, and of a probability nothing is left: write `/`.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, new_a // (new_a + new_b)


# %% tags=["mistake"] mistake="laplace-whatever-the-start"
"""
The two counts are right. `(successes + 1) / (trials + 2)` holds for a start from 1 and 1 only: use the new `a` and `b`.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, (successes + 1) / (trials + 2)


# %% tags=["mistake"] mistake="two-numbers"
"""
`b` has not moved: the trials without success belong there. And a third number is asked for, the probability `a / (a + b)`.
"""


def posterior(successes, trials, a=1, b=1):
    a = a + successes
    return a, b


# %% tags=["mistake"] mistake="probability-left-out"
"""
The two counts are right. A third number is asked for: the probability for the next case, `a / (a + b)` with the new numbers.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b


# %% tags=["mistake"] mistake="probability-first"
"""
All three numbers are right, in another order: first the new `a`, then the new `b`, then the probability.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a / (new_a + new_b), new_a, new_b


# %% tags=["mistake"] mistake="rounded"
"""
The two counts are right. The probability is rounded: leave `round` out.
"""


def posterior(successes, trials, a=1, b=1):
    new_a, new_b = a + successes, b + trials - successes
    return new_a, new_b, round(new_a / (new_a + new_b), 4)


# %% tags=["alternative"]
def posterior(successes, trials, a=1, b=1):
    for case in range(trials):
        a, b = (a + 1, b) if case < successes else (a, b + 1)
    return [float(a), float(b), a / (a + b)]


# %% [markdown] tags=["after"]
# With few cases the start still shows. Try it with 3 of 5 from (1, 1) and from (2, 6), and then with 30 of 50.


# %% tags=["step"]
def posterior(successes, trials, a=1, b=1):
    new_a = a + successes
    new_b = b + ___
    return new_a, new_b, new_a / (___)


# %% [markdown] tags=["hint"]
# Five trials with two successes: two go to `a`, three to `b`. Then one division.

# %% [markdown] tags=["hint"]
# Of the trials those that were no success go to `b`: `trials - successes`, added to what `b` was. The probability is
# the new `a` over the sum of the new `a` and the new `b`, in brackets. Return the three in this order; without a
# trial nothing is divided by 0.

# %% [markdown] tags=["task"] task="scores" kind="table" points=2 objective="LO10.4"
# ## Keep score
#
# `forecasts` has 60 questions, each answered by three invented forecasters. `base_rate` knows how often such things happen and nothing else,
# `careful` knows a little more and stays away from certainty, `bold` knows the same and exaggerates it.
#
# Two scores are usual, and for both lower is better:
#
# - **Brier**: the squared distance between the stated probability and the outcome (1 or 0);
# - **log**: minus the natural logarithm of the probability that was given *to what happened*. If the answer was no, that is one minus the
#   stated one.
#
# Make a DataFrame with one row per forecaster and the columns `forecaster`, `brier` and `log`: the mean of each score over the 60 questions.
# Do not round. A probability of zero for what happened makes the log score infinite (`inf`). Leave it so, and ignore the warning.

# %% tags=["answer"]
# BEGIN SOLUTION
happened, stated = forecasts["outcome"], forecasts["probability"]
losses = forecasts[["forecaster"]].assign(
    brier=(stated - happened) ** 2,
    log=-np.log(np.where(happened == 1, stated, 1 - stated)),
)
# END SOLUTION
scores = (
    # BEGIN SOLUTION
    losses.groupby("forecaster", observed=True)[["brier", "log"]].mean().reset_index()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="always-log-of-stated"
"""
Your log score takes the stated probability of *yes* even where the answer was no. Whoever said 5 % and was right gets a large loss. Where
it did not happen, take one minus the stated probability.
"""
table = forecasts.assign(
    brier=(forecasts["probability"] - forecasts["outcome"]) ** 2,
    log=-np.log(forecasts["probability"]),
)
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="scores-of-the-means"
"""
You took the means first and scored them. Each forecast has a score of its own: compute both for every row, then group by forecaster and take the mean of the scores.
"""
table = forecasts.groupby("forecaster", observed=True)[["probability", "outcome"]].mean()
table["brier"] = (table["probability"] - table["outcome"]) ** 2
table["log"] = -np.log(np.where(table["outcome"] == 1, table["probability"], 1 - table["probability"]))
scores = table[["brier", "log"]].reset_index()

# %% tags=["mistake"] mistake="only-what-came-true"
"""
You scored only the questions that came true. A forecaster is also to be praised, or blamed, for what did not: take all 60, and where the outcome is 0 the log score takes
one minus the stated probability.
"""
table = forecasts[forecasts["outcome"] == 1].assign(
    brier=lambda t: (1 - t["probability"]) ** 2, log=lambda t: -np.log(t["probability"])
)
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="only-what-did-not"
"""
You scored only the questions whose outcome is 0. Take all 60: where the outcome is 1 the log score takes the stated probability itself, and the Brier score its distance from 1.
"""
table = forecasts[forecasts["outcome"] == 0].assign(
    brier=lambda t: t["probability"] ** 2, log=lambda t: -np.log(1 - t["probability"])
)
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="absolute-distance"
"""
The Brier column holds plain distances, not squared ones. That is simpler, but it is not proper: with plain distances one
does best by saying 0 or 1 instead of what one believes. Square them.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y).abs(), log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="root-of-brier"
"""
You took a square root of the mean. It brings back the unit of a distance, but the score that everybody compares is the mean of
the squares itself.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()
scores["brier"] = scores["brier"] ** 0.5

# %% tags=["mistake"] mistake="clipped"
"""
The probabilities of 0 and 1 were moved a little inwards before taking logarithms. Many programs do so silently. It hides just what
this score is for: somebody called a thing impossible, and it happened. Leave the probabilities as they were stated.
"""
p, y = forecasts["probability"], forecasts["outcome"]
inside = p.clip(0.001, 0.999)
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, inside, 1 - inside)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="sign"
"""
The log column has the sign turned: logarithms of probabilities are negative, and a loss should be positive, so that lower is better
in both columns. Put the minus in front.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="base-ten"
"""
The log column has logarithms to the base of 10. They rank forecasters alike, but the scores are those of another unit. Take the natural
logarithm: `np.log`.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log10(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="sums"
"""
These are sums over the 60 questions. A mean can be compared with that of somebody who answered fewer: take `mean`.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].sum()

# %% tags=["mistake"] mistake="infinity-emptied"
"""
All is right but one cell: the infinite score is gone. It is the finding; leave it `inf`.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()
scores = scores.replace(np.inf, np.nan)

# %% tags=["mistake"] mistake="infinity-left-out"
"""
All is right but one cell: before the mean you replaced the infinite losses by 0 or left them out, so the worst forecast became the best. Leave them `inf`.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
table = table.replace(np.inf, 0)
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="infinity-not-counted"
"""
All is right but one cell: the mean was taken without the infinite losses. Leave them in; then the mean is `inf`.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
table = table.replace(np.inf, np.nan)
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="one-minus-brier"
"""
You took the Brier score from 1, so that higher is better. For both scores lower is better here: keep the mean square itself.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()
scores["brier"] = 1 - scores["brier"]

# %% tags=["mistake"] mistake="called-yes-or-no"
"""
The log column is right. For Brier you made a yes or a no of each probability first; then it is the share of wrong calls. Take the stated probability.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=((p >= 0.5) - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="a-little-added"
"""
All is right but one cell: you added a little before taking logarithms, so that none is infinite. That hides just what this score is for; leave it out.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p) + 1e-15))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="clipped-at-one-per-cent"
"""
All is right but one cell: you moved 0 and 1 inwards before taking logarithms. That hides just what this score is for; leave the probabilities as stated.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.clip(np.where(y == 1, p, 1 - p), 0.01, 0.99)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="outcome-as-text"
"""
The Brier column is right. In the log column no outcome counts as a yes: `outcome` holds the numbers 1 and 0, so compare with 1.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == "yes", p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="log-turned"
"""
The Brier column is right. In the log column stands the probability of what did *not* happen. Where it happened, the stated probability counts, else one minus it: either `np.where` has its
two values the wrong way round, or you took the distance between stated and outcome, and one minus that is meant.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, 1 - p, p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="base-two"
"""
The log column has logarithms to the base of 2. The natural one is `np.log`.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log2(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="medians"
"""
You took medians. A single bad miss does not move them, and a score should feel it: take the mean.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].median()

# %% tags=["mistake"] mistake="log-of-the-mean"
"""
The Brier column is right. In the log column you took the logarithm of the mean; take it of each probability first, then the mean.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, given=np.where(y == 1, p, 1 - p))
means = table.groupby("forecaster", observed=True)[["brier", "given"]].mean()
scores = means.assign(log=-np.log(means["given"]))[["brier", "log"]]

# %% tags=["mistake"] mistake="square-of-the-mean"
"""
The log column is right. In the Brier column you squared the mean distance: distances above and below cancel before they are squared. Square each one first.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=p - y, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()
scores["brier"] = scores["brier"] ** 2

# %% tags=["mistake"] mistake="one-half-of-the-log"
"""
The Brier column is right. The log column looks only at questions that happened. Where the answer was no, the loss is minus the logarithm of one minus the stated probability.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-y * np.log(p.clip(1e-12, 1)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="noes-count-nothing"
"""
The Brier column is right. In the log column a question whose answer was no counts 0. There the loss is minus the logarithm of one minus the stated probability.
"""
p, y = forecasts["probability"], forecasts["outcome"]
table = forecasts.assign(brier=(p - y) ** 2, log=-y * np.log(p))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["mistake"] mistake="one-family"
"""
These are the scores of the questions of one family, `envoy_back`, as in the chapter: 15 for each forecaster. The task asks for all 60.
"""
mine = forecasts[forecasts["family"] == "envoy_back"]
p, y = mine["probability"], mine["outcome"]
table = mine.assign(brier=(p - y) ** 2, log=-np.log(np.where(y == 1, p, 1 - p)))
scores = table.groupby("forecaster", observed=True)[["brier", "log"]].mean()

# %% tags=["alternative"]
from math import inf, log

rows = []
for name, mine in forecasts.groupby("forecaster", observed=True):
    given = [p if y else 1 - p for p, y in zip(mine["probability"], mine["outcome"], strict=True)]
    surprise = [-log(p) if p > 0 else inf for p in given]
    rows.append((name, sum(surprise) / len(mine), sum((1 - p) ** 2 for p in given) / len(mine)))
scores = pd.DataFrame(rows, columns=["forecaster", "log", "brier"]).sort_values("brier")

# %% [markdown] tags=["after"]
# By Brier `bold` beats `base_rate`, by the logarithm it is infinitely worse. Remember that `base_rate` was told the share of yes among these very questions.

# %% [markdown] tags=["hint"]
# `np.where(condition, this, that)` picks the probability given to what happened. Then group by forecaster and take means.

# %% [markdown] tags=["hint"]
# Two new columns, one number for each row: the square of stated less happened; and minus `np.log` of the probability
# of what happened, which is the stated one where `outcome` is 1, and one less it where it is 0. Only then group by
# `forecaster` and take the mean of both columns. No root, no rounding, and `np.log` is the natural one.

# %% [markdown] tags=["task"] task="price-of-certainty" kind="choice" points=1 objective="LO10.4"
# ## The price of certainty
#
# By the Brier score `bold` does better than `base_rate`. By the log score `bold` is infinitely worse, because at least once it
# gave no chance at all to what then happened. Which conclusion is sound?
#
# - **a** The log score is useless here: a single question must not decide over sixty.
# - **b** Replace 0 by 0.01 and 1 by 0.99 before scoring; then `bold` gets the score that it deserves.
# - **c** `bold` knows something, and says more than it knows. The log score punishes without limit whoever calls a thing
#   impossible that happens; the Brier score caps the loss at 1.
# - **d** The two scores disagree, so at least one of them does not reward honest probabilities.
#
# Keep the letter as text, for example `"a"`.

# %% tags=["answer"]
price_of_certainty = (
    # BEGIN SOLUTION
    "c"
    # END SOLUTION
)

# %% tags=["replies"]
{
    "a": """It is an uncomfortable property, and some prefer the Brier score for it. But think of a minister who acted on
    "impossible": one such error can cost more than fifty good answers bring. Whether it should decide depends on the use, so the
    score is not useless. Which option says what each score punishes?""",
    "b": """Then the score is that of another forecaster, who said 0.99. The number you choose for the repair decides the result: with 0.001
    or 0.05 it is a different one. If `bold` had meant 0.99, it could have said so.""",
    "c": """Yes. Nothing that happens later can repair a zero, as Bayes' rule multiplies by it forever. Both scores are proper; they
    differ in what they charge for great confidence in the wrong place.""",
    "d": """Both are strictly proper: for each of them, stating what one believes has the lowest expected loss. Two proper scores may rank
    forecasters differently, since they weigh errors differently. Compare what each does near 0 and 1.""",
}

# %% [markdown] tags=["hint"]
# What is the largest loss on one question, by each of the two scores? And what would you expect to lose if you state what you believe?

# %% [markdown] tags=["hint"]
# On one question the Brier score can cost 1 at most, the log score has no upper limit, and both are best if you state
# what you believe. Strike out what changes the forecasts afterwards, and what drops a score because it is severe.

# %% [markdown] tags=["task"] task="calibration-chart" kind="figure" points=3 objective="LO10.5" marks="line points"
# ## Does 90 % mean 90 %?
#
# A forecaster is well calibrated if, of all things given about 90 %, about nine in ten happen. A chart shows it: sort the forecasts into
# bins by the stated probability, then compare within each bin what was stated with what happened.
#
# Do this for `bold`. Use five bins: from 0 up to but not including 0.2, from 0.2 up to but not including 0.4, and so on; the last one goes from 0.8 to 1 and includes 1.
# A probability of exactly 0.6 belongs to the bin that begins at 0.6. In each bin take the **mean of the stated** probabilities, and the **share that happened**.
#
# Draw on one pair of axes:
#
# - the five bins as points, or points joined by a line: the mean stated across, the share that happened up, not rounded;
# - a straight line from (0, 0) to (1, 1), by its two ends, on which a perfectly calibrated forecaster would lie.
#
# Give the chart a title and a label on both axes, and keep the Axes.

# %% tags=["answer"]
fig, calibration_chart = plt.subplots()
# BEGIN SOLUTION
bold = forecasts[forecasts["forecaster"] == "bold"]
bins = pd.cut(bold["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = bold.groupby(bins, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1], color="grey", linestyle="--", label="perfect")
calibration_chart.plot(table["stated"], table["happened"], "o-", label="bold")
calibration_chart.set_title("The bold forecaster exaggerates at both ends")
calibration_chart.set_xlabel("Stated probability")
calibration_chart.set_ylabel("Share that happened")
calibration_chart.legend()
# END SOLUTION

# %% tags=["mistake"] mistake="edges-below"
"""
By itself `pd.cut` puts a value that lies on an edge into the bin *below*, so 0.8 went to the bin from 0.6. The task wants it above:
`right=False`, and then an upper end a little over 1, so that 1 is not lost.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1], include_lowest=True)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="zeros-lost"
"""
The forecasts of exactly 0 are gone, and each value on an edge is in the bin below: that is how `pd.cut` works if it is not told
otherwise. They are the ones to look at. Say `right=False`, and let the last edge be a little above 1.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1])
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="certain-ones-lost"
"""
The forecasts of exactly 1 are gone: with `right=False` the last bin stops just short of its end. They are the ones to look at. Let the last
edge be a little above 1.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="divided-and-cut-off"
"""
You divided by 0.2 and cut off the decimals, or let `pd.cut` or `linspace` make the edges. It is neat, and a computer's fractions spoil it: 0.6 / 0.2 comes out as
2.9999…, so 0.6 lands one bin too low. Write the edges down, or work in whole twentieths.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
number = (mine["probability"] / 0.2).astype(int).clip(upper=4)
table = mine.groupby(number).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="edges-added-up"
"""
Some forecasts are in two bins. For a computer 0.4 + 0.2 is a little more than 0.6, so 0.6 is counted below *and* above that edge. Write the edges down:
`[0, 0.2, 0.4, 0.6, 0.8]`, each with its upper end.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
calibration_chart.plot([0, 1], [0, 1])
points = []
for low in (0, 0.2, 0.4, 0.6, 0.8):
    inside = mine["probability"].ge(low) & mine["probability"].lt(low + 0.2)
    part = mine[inside | ((low == 0.8) & (mine["probability"] == 1))]
    points.append((part["probability"].mean(), part["outcome"].mean()))
calibration_chart.plot(*zip(*points, strict=True), "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="all-forecasters"
"""
All three forecasters are in this chart. Each has a style of its own, and mixed together the cautious one hides what the bold one does. Keep the
rows of `bold` first.
"""
fig, calibration_chart = plt.subplots()
group = pd.cut(forecasts["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = forecasts.groupby(group, observed=True).agg(
    stated=("probability", "mean"), happened=("outcome", "mean")
)
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="middle-of-bin"
"""
Your points stand at the middle of each bin. That is what the bin is called, and not what was said in it: a forecaster who says 1.00 again and again
does not say 0.9. Take the mean of the stated probabilities.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot([0.1, 0.3, 0.5, 0.7, 0.9], mine.groupby(group, observed=True)["outcome"].mean(), "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="counts-for-shares"
"""
Upwards you drew how many came true. To compare it with a stated probability it has to be a share of the bin: the mean of the outcomes.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "sum"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="axes-swapped"
"""
The two axes have changed places. The chart would then show how far statements lie from facts, read sideways; by custom what was stated goes
across, and what happened goes up, so that points below the line mean "said too much".
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["happened"], table["stated"], "o")
calibration_chart.set(title="Calibration", xlabel="Happened", ylabel="Stated")

# %% tags=["mistake"] mistake="no-diagonal"
"""
The points are right, but a reader has nothing to hold them against. Add the line from (0, 0) to (1, 1) on the same axes, `calibration_chart`: it is the answer to the question "and what
would be good?".
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="one-line-for-both"
"""
The five bins are right, and the line from (0, 0) to (1, 1) hangs on their end: one call of `plot` joins all that it is given. Draw it with a call of its own, `plot([0, 1], [0, 1])`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([*table["stated"], 0, 1], [*table["happened"], 0, 1], "o-")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="named-for-another" says={"legend": "^(?!.*(\\bbold\\b|perfect|ideal)).*(\\bcareful\\b|base_rate)"}
"""
The points and the line are right, and a name is not: the bins are those of `bold`, and no other forecaster is drawn.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1], label="perfect")
calibration_chart.plot(table["stated"], table["happened"], "o", label="careful")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")
calibration_chart.legend()

# %% tags=["mistake"] mistake="title-names-another" says={"title": "^(?!.*\\bbold).*(\\bbase_rate\\b|\\b(of|for|by|forecasters?:?)\\s+[\\\"'`]?careful[\\\"'`]?\\s*($|[:,.;?!)(]|forecast)|\\bcareful['\u2019]s\\b|^\\W*(the\\s+)?careful(\\s+forecaster)?\\W*$)"}
"""
The points and the line are right, and the title is not: the bins are those of `bold`, and no other forecaster is drawn.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration of careful", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="label-says-number" says={"ylabel": "^(?!.*(share|fraction|frequen|\\brates?\\b|proportion|per ?cent|%|ratio|relative|divided|/|\u00f7|\\bper\\b|out of|(of|in) (ten|10|100|all|a hundred)\\b|mean|average|probab|0 (to|and) 1|0[-\u2013]1)).*\\b(numbers?|counts?|how many|total|sum)\\b"}
"""
The points and the line are right, and the vertical label is not: what runs up there from 0 to 1 is no number of forecasts, but the *share* of those in a bin that happened.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Number of forecasts")

# %% tags=["mistake"] mistake="line-falling"
"""
The five bins are right. Your line falls from (0, 1) to (1, 0); where stated and happened agree, it rises from (0, 0) to (1, 1): `plot([0, 1], [0, 1])`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [1, 0])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="medians"
"""
You took medians. Of outcomes that are 0 or 1 the median is 0 or 1; the share that happened is their mean.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(
    stated=("probability", "median"), happened=("outcome", "median")
)
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="median-of-the-stated"
"""
What happened is right. Across you drew the median of what was stated in each bin; the task asks for the mean.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "median"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="line-between-the-bins"
"""
The five bins are right. Your line ends at the outermost of what was stated. Draw it over the whole range, from (0, 0) to (1, 1): `plot([0, 1], [0, 1])`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
ends = [table["stated"].min(), table["stated"].max()]
calibration_chart.plot(ends, ends)
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="per-cent"
"""
Bins and line are in per cent. The task gives both in numbers between 0 and 1: leave the factor of 100 out.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 100], [0, 100])
calibration_chart.plot(100 * table["stated"], 100 * table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="rounded"
"""
The bins are right and rounded. Leave `round` out: a point on paper needs no round numbers.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"].round(1), table["happened"].round(1), "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="rounded-to-two"
"""
The bins are right and rounded. Leave `round` out: a point on paper needs no round numbers.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"].round(2), table["happened"].round(2), "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="share-that-was-right"
"""
Upwards you drew how often the forecast was on the right side of one half. The share that *happened* is asked for: the mean of `outcome` in each bin. Of what was given about 10 %
one in ten should happen.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
right_side = (mine["probability"] >= 0.5) == (mine["outcome"] == 1)
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = (
    mine.assign(hit=right_side)
    .groupby(group, observed=True)
    .agg(stated=("probability", "mean"), happened=("hit", "mean"))
)
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="edges-by-adding"
"""
Your edges come from counting up by 0.2, and a computer gets 0.6000000000000001 that way: 0.6 falls below it, and 1 outside. Write the edges down: `[0, 0.2, 0.4, 0.6, 0.8, 1.01]`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], np.arange(0, 1.2, 0.2), right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="edges-in-two-bins"
"""
A forecast of exactly 0.2, 0.4, 0.6 or 0.8 is in two of your bins. It belongs to the one that begins there: at its lower end `>=`, at its upper end `<`, but for the last bin, which holds
1 as well. Write the edges down, as 0.2 + 0.4 is a little more than 0.6 for a computer.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
bins = [
    mine[(mine["probability"] >= low) & (mine["probability"] <= low + 0.2)] for low in (0, 0.2, 0.4, 0.6, 0.8)
]
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(
    [each["probability"].mean() for each in bins], [each["outcome"].mean() for each in bins], "o"
)
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="ten-bins"
"""
The line is right. You made ten bins; five are asked for, each 0.2 wide.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], np.linspace(0, 1.0001, 11), right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="no-bins"
"""
The line is right. You drew a point for each stated probability, so hardly any holds enough questions to have a share. Sort them into five bins first, with `pd.cut`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby("probability").agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="single-questions"
"""
The line may be right. You drew the single questions, of which each happened or did not. Sort them into five bins, and take two means in each.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.scatter(mine["probability"], mine["outcome"])
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="careful-for-bold"
"""
These are the bins of `careful`. The task asks for `bold`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "careful"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="lower-edge"
"""
Your points stand at the lower edge of each bin. Take the mean of what was stated in it.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot([0, 0.2, 0.4, 0.6, 0.8], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="share-of-all"
"""
Upwards you drew what part of all 60 questions came true in each bin. The share is one of the bin: divide by its own number of questions, as `mean` does.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], mine.groupby(group, observed=True)["outcome"].sum() / len(mine), "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="share-that-did-not"
"""
Upwards you drew the share that did *not* happen. It is one minus that.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.cut(mine["probability"], [0, 0.2, 0.4, 0.6, 0.8, 1.01], right=False)
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], 1 - table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="equal-numbers"
"""
`qcut` makes bins with equal numbers of questions. The task names the edges: 0, 0.2, 0.4, 0.6, 0.8 and 1, with `pd.cut`.
"""
fig, calibration_chart = plt.subplots()
mine = forecasts[forecasts["forecaster"] == "bold"]
group = pd.qcut(mine["probability"], 5, duplicates="drop")
table = mine.groupby(group, observed=True).agg(stated=("probability", "mean"), happened=("outcome", "mean"))
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(table["stated"], table["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["alternative"]
fig, calibration_chart = plt.subplots(figsize=(5, 5))
mine = forecasts.query("forecaster == 'bold'")
twentieths = (20 * mine["probability"]).round().astype(int)
across, up = [], []
for start in (0, 4, 8, 12, 16):
    inside = mine[(twentieths >= start) & (twentieths < (start + 4 if start < 16 else 21))]
    across.append(inside["probability"].sum() / len(inside))
    up.append(inside["outcome"].sum() / len(inside))
calibration_chart.scatter(across, up)
calibration_chart.plot((0, 1), (0, 1), ":", label="ideal: perfectly calibrated")
calibration_chart.set(title="Calibration", xlabel="stated", ylabel="happened", xlim=(0, 1), ylim=(0, 1))

# %% [markdown] tags=["after"]
# From end to end the line is flatter than the diagonal: what `bold` calls nearly impossible happens in one case of four, and what it calls nearly certain sometimes does not. It tells likely from unlikely with too much confidence; the bins between hold 4 to 7 questions and jump about.

# %% tags=["step"]
bold = forecasts[forecasts["forecaster"] == ___]
bins = pd.cut(bold["probability"], [0, ___, ___, ___, ___, 1.01], right=False)
stated = bold.groupby(bins, observed=True)["probability"].mean()
happened = bold.groupby(bins, observed=True)[___].mean()

# %% [markdown] tags=["hint"]
# `pd.cut(..., right=False)` names the bin of each forecast. Group by it and take two means, which are numbers for both axes; then two calls of `plot` on the same axes, of which one draws the line from (0, 0) to (1, 1).

# %% [markdown] tags=["hint"]
# Keep the rows of `bold`. With `right=False` a bin takes its lower end in and its upper end out, so the last edge has
# to lie a little above 1. Group by the bins, and take the mean of `probability` and the mean of `outcome`: the first
# goes across, the second up. The other line is drawn by its two ends alone, `ax.plot([0, 1], [0, 1])`.

# %% [markdown] tags=["task"] task="my-forecast" kind="value" points=2 objective="LO10.5" reveal=false form="forecast"
# ## Register a forecast of your own
#
# Choose an open question about relations between two states, one that you care about and whose answer you do not know. Write it down so that a stranger
# can settle it without asking you. Every open question is allowed; what is marked is the form. Make a dict with these keys:
#
# - `question`: one sentence that ends with a question mark;
# - `probability`: your probability of *yes*, above 0 and below 1;
# - `registered` and `closes`: the day on which you write this and the last day that counts, as ISO dates in text (`"2026-12-01"`). Both
#   lie after 2026-02-24, where the record ends, and the second after the first;
# - `criterion`: which publicly visible fact makes it a yes, who has to report it, and what happens if nothing is reported; 15 words or more;
# - `loss_if_yes` and `loss_if_no`: your Brier score on this question in either case, two decimals or more. Knowing both beforehand is the best protection
#   against bravado.
#
# The last line of the cell, `form_of(my_forecast)`, says what is still missing, and so does `check`. Neither knows whether the forecast is wise.
# The question has to be open when you hand it in. Then put the day on which it closes into your calendar.

# %% tags=["given"]
from demarche.measures.registered import form_of

# %% tags=["answer"]
my_forecast = (
    # BEGIN SOLUTION
    {
        "question": "Will France call home its ambassador from a NATO ally between the two days below?",
        "probability": 0.2,
        "registered": "2026-12-01",
        "closes": "2027-11-30",
        "criterion": "Yes if the French foreign ministry announces a recall for consultations, or if two news agencies "
        "report one independently, dated within the period; no if neither has happened when it closes.",
        "loss_if_yes": (1 - 0.2) ** 2,
        "loss_if_no": 0.2**2,
    }
    # END SOLUTION
)
form_of(my_forecast)

# %% tags=["mistake"] mistake="percent"
"""
The probability is above 1, so it seems to be a percentage. Write 20 % as 0.2: all scores of this course are made for numbers
between 0 and 1.
"""
my_forecast = {
    "question": "Will France call home its ambassador from a NATO ally between the two days below?",
    "probability": 20,
    "registered": "2026-12-01",
    "closes": "2027-11-30",
    "criterion": "Yes if the French foreign ministry announces a recall for consultations, or if two news agencies "
    "report one independently, dated within the period; no if neither has happened when it closes.",
    "loss_if_yes": (1 - 20) ** 2,
    "loss_if_no": 20**2,
}

# %% tags=["mistake"] mistake="certain"
"""
You said 0, which means that nothing could ever surprise you here. If you would not stake everything you own on it, choose a small number instead, and think
about which one: 1 in 20, 1 in 200?
"""
my_forecast = {
    "question": "Will France call home its ambassador from a NATO ally between the two days below?",
    "probability": 0,
    "registered": "2026-12-01",
    "closes": "2027-11-30",
    "criterion": "Yes if the French foreign ministry announces a recall for consultations, or if two news agencies "
    "report one independently, dated within the period; no if neither has happened when it closes.",
    "loss_if_yes": 1,
    "loss_if_no": 0,
}

# %% tags=["mistake"] mistake="no-closing-day"
"""
"In the near future" never closes: whatever has not happened may still happen, so the forecast can never be wrong. Name one day, in the form
of an ISO date.
"""
my_forecast = {
    "question": "Will relations between France and the United States get better?",
    "probability": 0.6,
    "registered": "2026-12-01",
    "closes": "in the near future",
    "criterion": "Yes if relations are clearly better than they are now, in the view of most people who follow them closely.",
    "loss_if_yes": 0.4**2,
    "loss_if_no": 0.6**2,
}

# %% tags=["mistake"] mistake="losses-swapped"
"""
The two losses have changed places. If it happens, you lose the square of what you *kept back*; if it does not happen, the square of what you gave it.
A low probability should cost much if it happens and little if it does not.
"""
my_forecast = {
    "question": "Will France call home its ambassador from a NATO ally between the two days below?",
    "probability": 0.2,
    "registered": "2026-12-01",
    "closes": "2027-11-30",
    "criterion": "Yes if the French foreign ministry announces a recall for consultations, or if two news agencies "
    "report one independently, dated within the period; no if neither has happened when it closes.",
    "loss_if_yes": 0.2**2,
    "loss_if_no": (1 - 0.2) ** 2,
}

# %% tags=["alternative"]
p = 0.2
my_forecast = {
    "loss_if_no": round(p * p, 2),
    "loss_if_yes": round((p - 1) ** 2, 2),
    "closes": "2027-11-30",
    "registered": "2026-12-01",
    "criterion": "Yes if the French foreign ministry announces a recall for consultations, or if two news agencies "
    "report one independently, dated within the period; no if neither has happened when it closes.",
    "probability": p,
    "question": "Will France call home its ambassador from a NATO ally between the two days below?",
}

# %% [markdown] tags=["hint"]
# Imagine two friends who read your question on the day it closes and disagree about the answer. Add the word that would have kept them from it.

# %% [markdown] tags=["task"] task="forecast-for-the-minister" kind="written" points=4 objective="LO10.1"
# ## A forecast for the minister
#
# It is the evening of 2026-02-24. The minister's office asks: will the ambassador have direct access to members of the government
# again **within 30 days of the measure**, that is by 2026-03-25? You know the course's tables and the story up to this evening: the minister said on the radio that access comes back
# once the ambassador explains himself, and in the middle of the day the two spoke on the telephone and agreed to meet.
#
# Write 100 to 180 words. Do not use anything that became known later. Your text should:
#
# - name the reference class and its base rate, with how many cases it rests on and how many outcomes are missing;
# - say in which direction you move from the base rate, and why;
# - give one probability, and say what would count as *yes* and who decides it;
# - say what you do not know, and what would make you change the number most.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or a story about what may happen without any number.
# - **1** A probability without a reference class, or a base rate without a forecast.
# - **2** A class and a probability, but the missing outcomes are passed over, or "yes" cannot be settled by a stranger.
# - **3** A class with its base rate and its gaps, a reasoned adjustment and one probability; the criterion or the unknowns stay vague.
# - **4** All four points, with numbers that fit the tables, an adjustment whose direction is argued from what was known that evening, a criterion with a date and a source, and a fair word on how wide the range is.

# %% [markdown] tags=["model"] level=4
# Reference class: recalls between allies, the nearest measure with enough cases. Of 27 whose first day is known, 8 were over within 30 days and 4 were
# not; with 15 unknown the true share lies anywhere between 30 % and 85 %. Limits on access would be the closer class, but only one of eight has an
# end known to the day. I start from about 60 %, below the share of the known cases, because long recalls go unreported. I move up: the condition for
# ending the measure is public and cheap to meet, the two have spoken, by the embassy's word amicably, and a meeting is agreed. I move down a little, since a
# quiet return of access may never be announced. My forecast is 75 %. It counts as yes if the ministry, AFP or Reuters reports by
# 2026-04-01 that access was restored by 25 March; the meeting with the foreign minister alone does not count. Unknown is the date of that meeting: a
# cancelled one would take me below 50 % at once.

# %% [markdown] tags=["model"] level=2
# Most recalls in the table that are known were over within 30 days (8 of 12), so the base rate is high. The call of 24 February was friendly and a
# meeting has been agreed, which makes a quick end more likely than usual. I would say 85 % that the ambassador has access again by 25 March,
# unless there is a new quarrel.

# %% [markdown] tags=["model"] level=1
# Probably yes, since both sides have an interest in good relations. I would put it at 90 %.

# %% [markdown] tags=["model"] level=3
# Reference class: recalls between allies. Of 27 whose first day is known, 8 were over within 30 days and 4 were not; of 15 the record cannot say, so the true
# share lies anywhere between 30 % and 85 %. I start from about 60 %. I move up: the condition for ending the measure is public and cheap to meet, the
# two have spoken in a friendly tone, and a meeting is agreed. My forecast is 75 %. It counts as yes if access is restored by 25 March. Things could
# still go wrong.

# %% [markdown] tags=["model"] level=0
# The ambassador will explain himself, the minister will be content, and the affair will be forgotten. If not, it could become a longer crisis.

# %% [markdown] tags=["hint"]
# Write four sentences, one for each point, with a number in the first and the third. Then look for the words that two readers could understand differently.

# %% [markdown] tags=["closing"]
# ## What next
#
# You made forecasts that can be wrong, and know what being wrong will cost.
# In the capstone you put three findings of the course on one page, each with its confidence.
