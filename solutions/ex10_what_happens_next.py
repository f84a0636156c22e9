# %% [markdown] tags=["header"] exercise="ex10" chapter=10 minutes=90 points=20
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

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import load
from demarche.measures.spells import spells

incidents = load("incidents")
forecasts = load("forecasts")
# One row per measure that lasts: days, and ended (1) or lost from sight (0).
lasted = spells(incidents)

# %% [markdown] tags=["task"] task="base-rate-bounds" kind="value" points=1 objective="LO10.1"
# ## A base rate with gaps
#
# An ambassador is called home. Is he or she back within 30 days?
# The base rate is the share of earlier cases, but here most outcomes are missing, and a missing outcome is neither yes nor no.
# Then say what you know: the share among the known cases, and the two shares that would result if *all* the missing
# outcomes had been the one, or all the other.
#
# Take the rows of both kinds of recall (`recall_consultations`, `recall_indefinite`) in `incidents`. Use `days_to_return`
# alone: filled means known, empty means missing. "Within 30 days" includes day 30.
#
# Make a dict with three keys, each a share between 0 and 1, not rounded: `known_only`, `lowest` and `highest`.

# %% tags=["answer"]
# BEGIN SOLUTION
recalls = incidents[incidents["measure"].isin(["recall_consultations", "recall_indefinite"])]
back, missing = (recalls["days_to_return"] <= 30).sum(), recalls["days_to_return"].isna().sum()
# END SOLUTION
base_rate_bounds = (
    # BEGIN SOLUTION
    {
        "known_only": back / recalls["days_to_return"].count(),
        "lowest": back / len(recalls),
        "highest": (back + missing) / len(recalls),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="known-base-for-all"
"""
Your lowest and highest still have the known cases as their base, so the missing ones count in neither. The point of
bounds is to keep them in: all recalls stand below the line, and the missing ones move above it or not.
"""
recalls = incidents[incidents["measure"].isin(["recall_consultations", "recall_indefinite"])]
known = recalls["days_to_return"].dropna()
share = (known <= 30).mean()
base_rate_bounds = {"known_only": share, "lowest": share, "highest": share}

# %% tags=["mistake"] mistake="whole-table"
"""
The base is the whole table: nobody returns from a summons, so most of its rows cannot be a yes. Keep the two kinds of
recall first; the question makes the reference class.
"""
days = incidents["days_to_return"]
back = (days <= 30).sum()
base_rate_bounds = {
    "known_only": back / days.count(),
    "lowest": back / len(days),
    "highest": (back + days.isna().sum()) / len(days),
}

# %% tags=["mistake"] mistake="later-return-counted"
"""
In your highest share even the envoys who are known to have come back later count as back in time. Only the *missing* outcomes
may be imagined as you like; the known ones stay what they are.
"""
recalls = incidents[incidents["measure"].isin(["recall_consultations", "recall_indefinite"])]
back = (recalls["days_to_return"] <= 30).sum()
base_rate_bounds = {
    "known_only": back / recalls["days_to_return"].count(),
    "lowest": back / len(recalls),
    "highest": 1.0,
}

# %% tags=["mistake"] mistake="one-kind-of-recall"
"""
The recalls with no return foreseen were left out. They are just the ones that last, and leaving them out makes the future look
friendlier. Take both kinds.
"""
recalls = incidents[incidents["measure"] == "recall_consultations"]
back, missing = (recalls["days_to_return"] <= 30).sum(), recalls["days_to_return"].isna().sum()
base_rate_bounds = {
    "known_only": back / recalls["days_to_return"].count(),
    "lowest": back / len(recalls),
    "highest": (back + missing) / len(recalls),
}

# %% tags=["alternative"]
kinds = incidents["measure"].astype(str).str.startswith("recall")
days = incidents.loc[kinds, "days_to_return"].astype(float)
base_rate_bounds = {
    "highest": float((days.fillna(0) <= 30).mean()),
    "lowest": float((days.fillna(999) <= 30).mean()),
    "known_only": float((days.dropna() <= 30).mean()),
}

# %% [markdown] tags=["hint"]
# Count three groups: known and in time, known and later, missing. Each of the three shares is a sum of groups over a sum of groups.

# %% [markdown] tags=["task"] task="survival-curve" kind="function" points=3 objective="LO10.2"
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
You divide by the number of all cases on every day. Cases that were lost can no longer be seen to end, so they must leave the base:
those at risk become fewer from day to day.
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    over = cases[cases["ended"] == 1]
    return pd.Series({d: 1 - (over["days"] <= d).sum() / len(cases) for d in sorted(over["days"].unique())})


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


# %% tags=["mistake"] mistake="not-multiplied"
"""
These are the shares that get through each single day. To last longer than the third day a case has to get through the first, the
second *and* the third: multiply the shares of all days so far.
"""


def survival_curve(days, ended):
    cases = pd.DataFrame({"days": days, "ended": ended})
    over = cases[cases["ended"] == 1].groupby("days").size()
    return pd.Series({day: 1 - n / (cases["days"] >= day).sum() for day, n in over.items()})


# %% tags=["alternative"]
def survival_curve(days, ended):
    days, ended = np.array(days), np.array(ended, dtype=bool)
    times = np.unique(days[ended])
    through = [1 - (ended & (days == t)).sum() / (days >= t).sum() for t in times]
    return pd.Series(np.cumprod(through), index=times, name="survival")


# %% [markdown] tags=["hint"]
# Loop over the sorted days on which something ended, and carry one number along that you multiply on each of them.

# %% [markdown] tags=["task"] task="typical-duration" kind="value" points=2 objective="LO10.2"
# ## How long does a measure typically last?
#
# The course's own `kaplan_meier` is imported below. The cell shows it on four cases; try your function on the same four.
#
# `lasted` holds the measures of the record that last for some time and whose first day is known: recalls, limits on access, downgrades
# and others. Its column `known` says `ended` (how long is known), `at_least` (it is known to have lasted at least `days`), or `unknown`: then
# no end was found, and `days` is empty.
#
# The **median** duration is the first day at which no more than half last longer. Compute it in three ways, and see how much it
# depends on what you do with the gaps. Make a dict with three keys:
#
# - `ended_only`: the median of `days` over the rows that are `ended`;
# - `kaplan_meier`: from a Kaplan-Meier curve over the rows that are `ended` or `at_least`;
# - `never_ended`: the same curve with the `unknown` rows added, as if all of them had lasted 10,000 days without an end.
#
# `median_survival(curve)` reads the median from a curve. It gives `inf` if the curve never comes down to one half; keep that as it is.

# %% tags=["given"]
from demarche.measures.survival import kaplan_meier, median_survival

kaplan_meier([4, 9, 9, 15], [1, 1, 0, 1])

# %% tags=["answer"]
# BEGIN SOLUTION
seen = lasted[lasted["known"] != "unknown"]
curve = kaplan_meier(seen["days"], seen["ended"])
all_rows = kaplan_meier(lasted["days"].fillna(10_000), lasted["ended"])
# END SOLUTION
typical_duration = (
    # BEGIN SOLUTION
    {
        "ended_only": lasted.loc[lasted["known"] == "ended", "days"].median(),
        "kaplan_meier": median_survival(curve),
        "never_ended": median_survival(all_rows),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="plain-median-of-seen"
"""
For `kaplan_meier` you took the plain median of all numbers of days. That treats "at least 14 days" as "14 days". The curve was made
to keep the two apart: give it `ended` as well, and read the median from it.
"""
seen = lasted[lasted["known"] != "unknown"]
everything = kaplan_meier(lasted["days"].fillna(10_000), lasted["ended"])
typical_duration = {
    "ended_only": lasted.loc[lasted["ended"] == 1, "days"].median(),
    "kaplan_meier": seen["days"].median(),
    "never_ended": median_survival(everything),
}

# %% tags=["mistake"] mistake="all-marked-ended"
"""
You gave the curve a 1 for every row, so that each counts as ended on the day it was last seen. Then Kaplan-Meier has nothing to do.
The column `ended` says which rows were seen to end.
"""
seen = lasted[lasted["known"] != "unknown"]
curve = kaplan_meier(seen["days"], [1] * len(seen))
everything = kaplan_meier(lasted["days"].fillna(10_000), [1] * len(lasted))
typical_duration = {
    "ended_only": lasted.loc[lasted["ended"] == 1, "days"].median(),
    "kaplan_meier": median_survival(curve),
    "never_ended": median_survival(everything),
}

# %% tags=["mistake"] mistake="unknown-as-zero"
"""
The unknown rows were filled with zero days. Nothing that began was over in no time; an empty cell says that nobody found an end. For the third
number, let them last for the 10,000 days of the task.
"""
seen = lasted[lasted["known"] != "unknown"]
curve = kaplan_meier(seen["days"], seen["ended"])
everything = kaplan_meier(lasted["days"].fillna(0), [1] * len(lasted))
typical_duration = {
    "ended_only": lasted.loc[lasted["ended"] == 1, "days"].median(),
    "kaplan_meier": median_survival(curve),
    "never_ended": median_survival(everything),
}

# %% tags=["alternative"]
over, known = lasted[lasted["ended"] == 1], lasted.dropna(subset=["days"])
stretched = [10_000 if pd.isna(day) else int(day) for day in lasted["days"]]
typical_duration = {
    "never_ended": float(median_survival(kaplan_meier(stretched, lasted["ended"].tolist()))),
    "kaplan_meier": int(median_survival(kaplan_meier(known["days"].tolist(), known["ended"].tolist()))),
    "ended_only": float(np.median(over["days"].astype(float))),
}

# %% [markdown] tags=["hint"]
# Make two tables of rows first. `.fillna(10_000)` fills the empty days; the column `ended` is 0 for these rows already.

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


# %% tags=["alternative"]
def posterior(successes, trials, a=1, b=1):
    for case in range(trials):
        a, b = (a + 1, b) if case < successes else (a, b + 1)
    return [float(a), float(b), a / (a + b)]


# %% [markdown] tags=["hint"]
# Five trials with two successes: two go to `a`, three to `b`. Then one division.

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
# A probability of zero for what happened makes the log score infinite (`inf`). Leave it so, and ignore the warning.

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

# %% tags=["mistake"] mistake="absolute-distance"
"""
The Brier column holds plain distances, not squared ones. That looks milder to read, but it is not proper: with plain distances one
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

# %% tags=["alternative"]
from math import inf, log

rows = []
for name, mine in forecasts.groupby("forecaster", observed=True):
    given = [p if y else 1 - p for p, y in zip(mine["probability"], mine["outcome"], strict=True)]
    surprise = [-log(p) if p > 0 else inf for p in given]
    rows.append((name, sum(surprise) / len(mine), sum((1 - p) ** 2 for p in given) / len(mine)))
scores = pd.DataFrame(rows, columns=["forecaster", "log", "brier"]).sort_values("brier")

# %% [markdown] tags=["hint"]
# `np.where(condition, this, that)` picks the probability given to what happened. Then group by forecaster and take means.

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

# %% [markdown] tags=["task"] task="calibration-of-bold" kind="table" points=2 objective="LO10.5"
# ## Does 90 % mean 90 %?
#
# A forecaster is well calibrated if, of all things given about 90 %, about nine in ten happen. A table shows it: sort the forecasts into
# bins by the stated probability, then compare within each bin what was stated with what happened.
#
# Do this for `bold`. Use five bins: from 0 up to but not including 0.2, from 0.2 up to but not including 0.4, and so on; the last one goes from 0.8 to 1 and includes 1.
# A probability of exactly 0.6 belongs to the bin that begins at 0.6.
#
# Make a DataFrame with one row per bin and the columns `from` (0, 0.2, 0.4, 0.6, 0.8), `n` (number of forecasts), `stated` (their mean) and `happened` (share
# of them that came true). Do not round.

# %% tags=["answer"]
# BEGIN SOLUTION
bold = forecasts[forecasts["forecaster"] == "bold"]
edges = [0, 0.2, 0.4, 0.6, 0.8, 1.01]
bins = pd.cut(bold["probability"], edges, right=False, labels=edges[:-1]).astype(float).rename("from")
# END SOLUTION
calibration_of_bold = (
    # BEGIN SOLUTION
    bold.groupby(bins)
    .agg(n=("outcome", "size"), stated=("probability", "mean"), happened=("outcome", "mean"))
    .reset_index()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="edges-below"
"""
By itself `pd.cut` puts a value that lies on an edge into the bin *below*, so 0.8 went to the bin from 0.6. The task wants it above:
`right=False`, and then an upper end a little over 1, so that 1 is not lost.
"""
mine = forecasts[forecasts["forecaster"] == "bold"]
ends = [0, 0.2, 0.4, 0.6, 0.8, 1]
group = pd.cut(mine["probability"], ends, labels=ends[:-1], include_lowest=True).astype(float).rename("from")
calibration_of_bold = (
    mine.groupby(group)
    .agg(n=("outcome", "size"), stated=("probability", "mean"), happened=("outcome", "mean"))
    .reset_index()
)

# %% tags=["mistake"] mistake="divided-and-cut-off"
"""
You divided by 0.2 and cut off the decimals. It is neat, and a computer's fractions spoil it: 0.6 / 0.2 comes out as 2.9999…, so 0.6 lands one bin
too low. Let `pd.cut` compare with the edges, or work in whole twentieths.
"""
mine = forecasts[forecasts["forecaster"] == "bold"]
number = (mine["probability"] / 0.2).astype(int).clip(upper=4)
calibration_of_bold = (
    mine.groupby(number.map({0: 0, 1: 0.2, 2: 0.4, 3: 0.6, 4: 0.8}).rename("from"))
    .agg(n=("outcome", "size"), stated=("probability", "mean"), happened=("outcome", "mean"))
    .reset_index()
)

# %% tags=["mistake"] mistake="certain-ones-lost"
"""
The forecasts of exactly 1 are gone: with `right=False` the last bin stops just short of its end. They are the ones to look at. Let the last
edge be a little above 1.
"""
mine = forecasts[forecasts["forecaster"] == "bold"]
ends = [0, 0.2, 0.4, 0.6, 0.8, 1]
group = pd.cut(mine["probability"], ends, labels=ends[:-1], right=False).astype(float).rename("from")
calibration_of_bold = (
    mine.groupby(group)
    .agg(n=("outcome", "size"), stated=("probability", "mean"), happened=("outcome", "mean"))
    .reset_index()
)

# %% tags=["mistake"] mistake="all-forecasters"
"""
All three forecasters are in this table. Each has a style of its own, and mixed together the cautious one hides what the bold one does. Keep the
rows of `bold` first.
"""
ends = [0, 0.2, 0.4, 0.6, 0.8, 1.01]
group = pd.cut(forecasts["probability"], ends, labels=ends[:-1], right=False).astype(float).rename("from")
calibration_of_bold = (
    forecasts.groupby(group)
    .agg(n=("outcome", "size"), stated=("probability", "mean"), happened=("outcome", "mean"))
    .reset_index()
)

# %% tags=["mistake"] mistake="middle-of-bin"
"""
In `stated` you put the middle of each bin. That is what the bin is called, and not what was said in it: a forecaster who says 1.00 again and again
does not say 0.9. Take the mean of the stated probabilities.
"""
mine = forecasts[forecasts["forecaster"] == "bold"]
ends = [0, 0.2, 0.4, 0.6, 0.8, 1.01]
group = pd.cut(mine["probability"], ends, labels=ends[:-1], right=False).astype(float).rename("from")
calibration_of_bold = (
    mine.groupby(group).agg(n=("outcome", "size"), happened=("outcome", "mean")).reset_index()
)
calibration_of_bold.insert(2, "stated", calibration_of_bold["from"] + 0.1)

# %% tags=["mistake"] mistake="counts-for-shares"
"""
`happened` holds how many came true. To compare it with a stated probability it has to be a share of the bin: the mean of the outcomes.
"""
mine = forecasts[forecasts["forecaster"] == "bold"]
ends = [0, 0.2, 0.4, 0.6, 0.8, 1.01]
group = pd.cut(mine["probability"], ends, labels=ends[:-1], right=False).astype(float).rename("from")
calibration_of_bold = (
    mine.groupby(group)
    .agg(n=("outcome", "size"), stated=("probability", "mean"), happened=("outcome", "sum"))
    .reset_index()
)

# %% tags=["alternative"]
mine = forecasts.query("forecaster == 'bold'")
rows = []
for start in (0, 0.2, 0.4, 0.6, 0.8):
    stop = start + 0.2 if start < 0.8 else 2
    inside = mine[(mine["probability"] >= start - 1e-9) & (mine["probability"] < stop - 1e-9)]
    rows.append(
        {
            "happened": inside["outcome"].sum() / len(inside),
            "from": start,
            "stated": inside["probability"].mean(),
            "n": float(len(inside)),
        }
    )
calibration_of_bold = pd.DataFrame(rows)

# %% [markdown] tags=["hint"]
# `pd.cut(..., right=False, labels=[...])` names the bin of each forecast. Group by it and use `.agg` for size and two means.

# %% [markdown] tags=["task"] task="calibration-chart" kind="figure" points=1 objective="LO10.5"
# ## Draw a calibration chart
#
# The cell below has the same kind of table for `careful`, rounded to two places. Draw it on one pair of axes:
#
# - the bins as points, or points joined by a line: `stated` across, `happened` up;
# - a straight line from (0, 0) to (1, 1), on which a perfectly calibrated forecaster would lie.
#
# Both axes are probabilities. Give the chart a title and a label on both axes, and keep the Axes.

# %% tags=["given"]
careful = pd.DataFrame(
    {
        "n": [13, 12, 12, 7, 16],
        "stated": [0.11, 0.27, 0.46, 0.69, 0.88],
        "happened": [0.23, 0.25, 0.42, 0.71, 0.81],
    }
)

# %% tags=["answer"]
fig, calibration_chart = plt.subplots()
# BEGIN SOLUTION
calibration_chart.plot([0, 1], [0, 1], color="grey", linestyle="--")
calibration_chart.scatter(careful["stated"], careful["happened"])
calibration_chart.set_title("The careful forecaster is near the line")
calibration_chart.set_xlabel("Stated probability")
calibration_chart.set_ylabel("Share that happened")
# END SOLUTION

# %% tags=["mistake"] mistake="axes-swapped"
"""
The two axes have changed places. The chart would then show how far statements lie from facts, read sideways; by custom what was stated goes
across, and what happened goes up, so that points below the line mean "said too much".
"""
fig, calibration_chart = plt.subplots()
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.scatter(careful["happened"], careful["stated"])
calibration_chart.set(title="Calibration", xlabel="Happened", ylabel="Stated")

# %% tags=["mistake"] mistake="no-diagonal"
"""
The points are right, but a reader has nothing to hold them against. Add the line from (0, 0) to (1, 1): it is the answer to the question "and what
would be good?".
"""
fig, calibration_chart = plt.subplots()
calibration_chart.scatter(careful["stated"], careful["happened"])
calibration_chart.set(title="Calibration", xlabel="Stated", ylabel="Happened")

# %% tags=["mistake"] mistake="bins-by-number"
"""
Your points stand at the number of their bin, from 0 to 4, and not at the probability that was stated. Then the diagonal means nothing. Put
`stated` on the horizontal axis.
"""
fig, calibration_chart = plt.subplots()
calibration_chart.plot([0, 1], [0, 1])
calibration_chart.plot(careful["happened"], "o")
calibration_chart.set(title="Calibration", xlabel="Bin", ylabel="Happened")

# %% tags=["alternative"]
fig, calibration_chart = plt.subplots(figsize=(5, 5))
calibration_chart.plot(careful["stated"], careful["happened"], "o-")
calibration_chart.plot((0, 1), (0, 1), ":")
calibration_chart.set(title="Calibration", xlabel="stated", ylabel="happened", xlim=(0, 1), ylim=(0, 1))

# %% [markdown] tags=["hint"]
# Two calls on the same axes: `plot([0, 1], [0, 1])` for the line, `scatter` or `plot` for the bins.

# %% [markdown] tags=["task"] task="my-forecast" kind="value" points=2 objective="LO10.5" reveal=false
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
# - `loss_if_yes` and `loss_if_no`: your Brier score on this question in either case. Knowing both beforehand is the best protection against bravado.
#
# Then put the day on which it closes into your calendar.

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
    "loss_if_no": round(p * p, 10),
    "loss_if_yes": round((p - 1) ** 2, 10),
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
# again **within 30 days**, that is by 2026-03-26? You know the course's tables and the story up to this evening: the minister said on the radio that access comes back
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
# Reference class: measures among allies that last some time, as the record has them. Of 38 recalls, 9 have a known return, 7 of these
# within 30 days; with 29 outcomes missing the true share lies anywhere between 18 % and 95 %. Limits on access would be the closer class,
# but hardly any of them has a known end. I start from about 60 %, below the share of the known cases, because long absences go unreported.
# I move up: the condition for ending the measure is public and cheap to meet, the two have spoken in a friendly tone, and a meeting is agreed. I move
# down a little, since a quiet return of access may never be announced. My forecast is 75 %. It counts as yes if the ministry, or two news
# agencies, report by 2026-03-26 that access is restored or that the ambassador met a member of the government other than the foreign minister.
# Unknown is the date of the meeting: a cancelled one would take me below 50 % at once.

# %% [markdown] tags=["model"] level=2
# Most recalls in the table whose end is known were over within 30 days (7 of 9), so the base rate is high. The call of 24 February was friendly and a
# meeting has been agreed, which makes a quick end more likely than usual. I would say 85 % that the ambassador has access again by 26 March,
# unless there is a new quarrel.

# %% [markdown] tags=["model"] level=1
# Probably yes, since both sides have an interest in good relations. I would put it at 90 %.

# %% [markdown] tags=["hint"]
# Write four sentences, one for each point, with a number in the first and the third. Then look for the words that two readers could understand differently.

# %% [markdown] tags=["closing"]
# ## What next
#
# You made forecasts that can be wrong, and know what being wrong will cost.
# In the capstone you put three findings of the course on one page, each with its confidence.
