# %% [markdown] tags=["header"] exercise="ex06" chapter=6 minutes=140 points=20
# # Exercise 6 · Does a quarrel embolden an adversary?
#
# The article lets unnamed analysts say that a quarrel between allies may tempt Russia's president to test NATO (claim C27).
# No evidence is given. You will build the argument in a form that can be wrong: a base rate, a decision, two games,
# a belief that changes with what is seen, and a test of how much hangs on numbers that somebody had to assume.
#
# Every model here shows what follows from assumptions. None of them says what anyone in Moscow wants or will do.
# All utilities and probabilities are made up for practice, unless a task says that they come from data.
#
# - **LO6.1** Calculate the probability of resistance below which a challenge pays.
# - **LO6.2** Find the pure and mixed equilibria of a two-player game, and say whose payoffs decide a mix.
# - **LO6.3** Estimate a base rate on the right denominator; update a belief from a base rate by Bayes' rule.
# - **LO6.4** Test how far a conclusion depends on its assumptions, one at a time and all at once.
# - **LO6.5** State which observation would count for a prediction, which against it, and which says nothing.
#
# Read first: [chapter 6](../book/alliance-cohesion/does-a-quarrel-embolden-an-adversary.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

allied_disputes = load("allied_disputes")  # militarised disputes between two NATO members, 1949 to 2014
states = load("states")

describe("allied_disputes", "states")

# %% [markdown] tags=["task"] task="allied-base-rate" kind="value" points=2 objective="LO6.3"
# ## How often do allies quarrel with arms in hand?
#
# Before asking what one quarrel does, ask how usual quarrels are.
# `allied_disputes` lists militarised disputes between two NATO members. A dispute that lasted three years has three rows, and
# one of them has rows of two pairs. The source searched all years from 1949 to 2014; the first dispute it found is of 1958.
#
# A rate needs a base: how many quarrels *could* there have been? Each pair of members could fall out in each year.
# The cell below counts these **pair-years** for you from the years in which states joined.
#
# Make a dict with three keys:
#
# - `disputes`: the number of different disputes, whatever their length;
# - `per_1000`: pairs in dispute per 1,000 pair-years. *Above the line*: how many different combinations of `dispute`, `state_a` and
#   `state_b` the table has. A dispute of three years between one pair counts once, a dispute between two pairs counts twice.
#   *Below the line*: the sum of `pair_years`, that is of all years that were searched. Then times 1,000;
# - `per_1000_without`: the same without the disputes between Greece and Türkiye (`GRC` stands in `state_a`, `TUR` in `state_b`). *Above the line* these
#   rows are left out; *below the line* 63 are taken off the sum, one for each year in which both were members (1952 to 2014).
#   Then times 1,000.
#
# Do not round.

# %% tags=["given"]
joined = states["nato_year"].dropna()
members = pd.Series({year: (joined <= year).sum() for year in range(1949, 2015)})
pair_years = members * (members - 1) / 2  # n members make n * (n - 1) / 2 pairs; the index is the year

# %% tags=["answer"]
# BEGIN SOLUTION
in_dispute = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
others = in_dispute[~((in_dispute["state_a"] == "GRC") & (in_dispute["state_b"] == "TUR"))]
# END SOLUTION
allied_base_rate = (
    # BEGIN SOLUTION
    {
        "disputes": allied_disputes["dispute"].nunique(),
        "per_1000": len(in_dispute) / pair_years.sum() * 1000,
        "per_1000_without": len(others) / (pair_years.sum() - 63) * 1000,
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="rows"
"""
You counted rows. A row is one year of a dispute between one pair, so a long dispute counts many times, and the
longest weigh most. Count different disputes, and for the rates different pairs of dispute and states.
"""
rest = allied_disputes[~((allied_disputes["state_a"] == "GRC") & (allied_disputes["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": len(allied_disputes),
    "per_1000": len(allied_disputes) / pair_years.sum() * 1000,
    "per_1000_without": len(rest) / (pair_years.sum() - 63) * 1000,
}

# %% tags=["mistake"] mistake="rows-in-the-rates"
"""
The number of disputes is right. In the rates you counted rows, so that a dispute of three years counts three times. Keep one
row for each dispute and pair: `drop_duplicates` on `dispute` and the two states.
"""
rest = allied_disputes[~((allied_disputes["state_a"] == "GRC") & (allied_disputes["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(allied_disputes) / pair_years.sum() * 1000,
    "per_1000_without": len(rest) / (pair_years.sum() - 63) * 1000,
}

# %% tags=["mistake"] mistake="disputes-over-pairs"
"""
Nearly. Above the line of `per_1000` you have disputes, below it pairs. One dispute had two pairs in it, so in a rate of pairs it counts
twice: count different combinations of `dispute` and the two states.
"""
rest = allied_disputes[~((allied_disputes["state_a"] == "GRC") & (allied_disputes["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": allied_disputes["dispute"].nunique() / pair_years.sum() * 1000,
    "per_1000_without": rest["dispute"].nunique() / (pair_years.sum() - 63) * 1000,
}

# %% tags=["mistake"] mistake="without-the-shared-dispute"
"""
Nearly. You counted disputes and took those of Greece and Türkiye away. One of them also had the United States and
Greece in it: it counts for both pairs, and remains for the second. Count combinations of `dispute` and the two states.
"""
pair = (allied_disputes["state_a"] == "GRC") & (allied_disputes["state_b"] == "TUR")
everything = allied_disputes["dispute"].nunique()
allied_base_rate = {
    "disputes": everything,
    "per_1000": everything / pair_years.sum() * 1000,
    "per_1000_without": (everything - allied_disputes.loc[pair, "dispute"].nunique())
    / (pair_years.sum() - 63)
    * 1000,
}

# %% tags=["mistake"] mistake="from-the-first-dispute"
"""
Your base begins in the year of the first dispute. It looks natural to start where the table starts, but the nine quiet
years before were searched too, and nothing was found in them. Leaving out time without a case makes the rate too high.
"""
pairs = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
rest = pairs[~((pairs["state_a"] == "GRC") & (pairs["state_b"] == "TUR"))]
exposure = pair_years.loc[allied_disputes["year"].min() :].sum()
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(pairs) / exposure * 1000,
    "per_1000_without": len(rest) / (exposure - 63) * 1000,
}

# %% tags=["mistake"] mistake="from-the-first-dispute-of-the-pair"
"""
Your base begins in the year of the first dispute. It looks natural to start where the table starts, but the nine quiet
years before were searched too, and nothing was found in them. Leaving out time without a case makes the rate too high.
"""
pairs = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
rest = pairs[~((pairs["state_a"] == "GRC") & (pairs["state_b"] == "TUR"))]
exposure = pair_years.loc[allied_disputes["year"].min() :].sum()
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(pairs) / exposure * 1000,
    "per_1000_without": len(rest) / (exposure - 57) * 1000,
}

# %% tags=["mistake"] mistake="years-with-a-dispute"
"""
You divided by the rows of the table, which are all pairs and years *with* a dispute. A base rate needs those without one
as well, and they are not in this table: that is what the given cell is for. Divide by the sum of `pair_years`.
"""
pairs = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
rest = pairs[~((pairs["state_a"] == "GRC") & (pairs["state_b"] == "TUR"))]
others = allied_disputes[~((allied_disputes["state_a"] == "GRC") & (allied_disputes["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(pairs) / len(allied_disputes) * 1000,
    "per_1000_without": len(rest) / len(others) * 1000,
}

# %% tags=["mistake"] mistake="pairs-of-the-last-year"
"""
You divided by the pairs of the last year. That is a number of pairs, while the disputes come from 66 years in which
each pair could have had one every year. Add up the pairs of all years: then the base is pair-years.
"""
pairs = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
rest = pairs[~((pairs["state_a"] == "GRC") & (pairs["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(pairs) / pair_years.loc[2014] * 1000,
    "per_1000_without": len(rest) / (pair_years.loc[2014] - 1) * 1000,
}

# %% tags=["mistake"] mistake="base-not-adjusted"
"""
In the last number you took Greece and Türkiye out above the line and left them in below it. Whoever leaves the numerator
must leave the denominator too. Here the difference is small; with fewer pairs it would not be.
"""
pairs = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
rest = pairs[~((pairs["state_a"] == "GRC") & (pairs["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(pairs) / pair_years.sum() * 1000,
    "per_1000_without": len(rest) / pair_years.sum() * 1000,
}

# %% tags=["mistake"] mistake="for-one-pair-year"
"""
Right counts and right bases, for *one* pair-year. The task asks for a rate for every 1,000 of them, which is easier to read: multiply by 1,000.
"""
pairs = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
rest = pairs[~((pairs["state_a"] == "GRC") & (pairs["state_b"] == "TUR"))]
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(pairs) / pair_years.sum(),
    "per_1000_without": len(rest) / (pair_years.sum() - 63),
}

# %% tags=["mistake"] mistake="one-of-the-two-states"
"""
The first two numbers are right. In the third you left out disputes with other states too. Only those of Greece and Türkiye with each other go: `GRC` in
`state_a` and `TUR` in `state_b`, in the same row. Look for these rows with `==` and `&`, and turn the whole condition round with `~( … )`.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = (combos["state_a"] == "GRC") | (combos["state_b"] == "TUR")
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(combos) / pair_years.sum() * 1000,
    "per_1000_without": (~pair).sum() / (pair_years.sum() - 63) * 1000,
}

# %% tags=["mistake"] mistake="both-states-everywhere"
"""
The first two numbers are right. In the third either every dispute of Greece or of Türkiye is left out, with whomever it was, or only those between the two are
kept. What remains are all disputes but those between the two: `GRC` in `state_a` and `TUR` in `state_b`, in the same row, and this turned round with `~`.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = combos["state_a"].isin(["GRC", "TUR"]) | combos["state_b"].isin(["GRC", "TUR"])
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(combos) / pair_years.sum() * 1000,
    "per_1000_without": (~pair).sum() / (pair_years.sum() - 63) * 1000,
}

# %% tags=["mistake"] mistake="pairs-as-disputes"
"""
Both rates are right. Under `disputes` you have the pairs in dispute. One dispute has two pairs in it and is one
dispute: count the different values of the column `dispute`.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = (combos["state_a"] == "GRC") & (combos["state_b"] == "TUR")
allied_base_rate = {
    "disputes": len(combos),
    "per_1000": len(combos) / pair_years.sum() * 1000,
    "per_1000_without": (~pair).sum() / (pair_years.sum() - 63) * 1000,
}

# %% tags=["mistake"] mistake="not-a-thousand-below"
"""
The first two numbers are right. In the third, 63 pair-years are to be taken off before you divide: brackets hold
`pair_years.sum() - 63` together.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = (combos["state_a"] == "GRC") & (combos["state_b"] == "TUR")
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(combos) / pair_years.sum() * 1000,
    "per_1000_without": (~pair).sum() / pair_years.sum() - 63 * 1000,
}

# %% tags=["mistake"] mistake="years-as-base"
"""
The number of disputes is right. `len(pair_years)` is the number of years. The base is how many pairs there were, added up over
these years: `pair_years.sum()`.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = (combos["state_a"] == "GRC") & (combos["state_b"] == "TUR")
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(combos) / len(pair_years) * 1000,
    "per_1000_without": (~pair).sum() / (len(pair_years) - 63) * 1000,
}

# %% tags=["mistake"] mistake="per-hundred"
"""
Right counts and right bases, for 100 pair-years. The task asks for a rate for every 1,000 of them.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = (combos["state_a"] == "GRC") & (combos["state_b"] == "TUR")
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": len(combos) / pair_years.sum() * 100,
    "per_1000_without": (~pair).sum() / (pair_years.sum() - 63) * 100,
}

# %% tags=["mistake"] mistake="largest-number"
"""
Both rates are right. `max` gives the largest number that a dispute has in the source, which counts disputes all over the world. How many
different ones are in this table is `.nunique()`.
"""
combos = allied_disputes.drop_duplicates(["dispute", "state_a", "state_b"])
pair = (combos["state_a"] == "GRC") & (combos["state_b"] == "TUR")
allied_base_rate = {
    "disputes": allied_disputes["dispute"].max(),
    "per_1000": len(combos) / pair_years.sum() * 1000,
    "per_1000_without": (~pair).sum() / (pair_years.sum() - 63) * 1000,
}

# %% tags=["alternative"]
pair = allied_disputes["state_a"] + "-" + allied_disputes["state_b"]
found = set(zip(allied_disputes["dispute"], pair, strict=True))
remaining = {one for one in found if one[1] != "GRC-TUR"}
base = float(pair_years.sum())
allied_base_rate = {
    "per_1000_without": 1000 * len(remaining) / (base - 63),
    "per_1000": 1000 * len(found) / base,
    "disputes": float(len({number for number, _ in found})),
}

# %% tags=["alternative"]
by_pair = allied_disputes.groupby(["state_a", "state_b"])["dispute"].nunique()
allied_base_rate = {
    "disputes": allied_disputes["dispute"].nunique(),
    "per_1000": by_pair.sum() / pair_years.sum() * 1000,
    "per_1000_without": by_pair.drop(("GRC", "TUR")).sum() / (pair_years.sum() - 63) * 1000,
}

# %% tags=["step"]
in_dispute = allied_disputes.drop_duplicates(["dispute", ___, ___])
others = in_dispute[~((in_dispute["state_a"] == ___) & (in_dispute["state_b"] == ___))]
per_1000 = len(in_dispute) / ___ * 1000
per_1000_without = len(others) / (___ - 63) * ___

# %% [markdown] tags=["hint"]
# Pairs in dispute above the line, pair-years below it, times 1,000. `.nunique()` counts different values, and
# `.drop_duplicates([...])` keeps one row for each combination of the columns you name.

# %% [markdown] tags=["hint"]
# `disputes` counts different values of the one column `dispute`. For the rates drop the duplicates of three columns
# together, and count the rows that are left: first all of them, then without those in which `state_a` is `GRC` *and*
# `state_b` is `TUR`. Below the line stands the sum of `pair_years`; the 63 are taken off that sum, in brackets,
# before you divide.

# %% [markdown] tags=["after"]
# One pair makes more than half of the rate: 5.5 for every 1,000 pair-years with it, 2.6 without. So the rate of "NATO"
# describes hardly any pair in it. And none of this counts public quarrels, which the claim is about.

# %% [markdown] tags=["task"] task="challenger-threshold" kind="function" points=3 objective="LO6.1"
# ## When does a challenge pay?
#
# A challenger can leave things as they are, or challenge an alliance. If it challenges, the alliance resists with
# probability $p$. It weighs three outcomes on one scale:
#
# - `gain`, the utility of a challenge that is **not** resisted;
# - `loss`, the utility of a challenge that **is** resisted (lower than `gain`, and with its sign: it may be below 0 or above);
# - `status_quo`, the utility of no challenge.
#
# The expected utility of a challenge is $p \cdot \text{loss} + (1 - p) \cdot \text{gain}$. It pays if this is more than
# `status_quo`. Complete `challenger_threshold(gain, loss, status_quo)`: return the $p$ at which the challenger is
# indifferent. Below it a challenge pays, above it does not. (The course has this function; write your own, then compare.)
#
# Two ends: return 0 if even an unopposed gain is no better than the status quo (nothing tempts), and 1 if even a resisted
# challenge is no worse than the status quo (nothing deters). You may take it that `gain` is larger than `loss`.
#
# A quarrel emboldens only if the challenger's estimate of $p$ and this threshold **change places**: because $p$ falls, or because the
# threshold rises, as it does when a divided alliance would answer more weakly. Either is a stronger statement than "a quarrel lowers $p$".
#
# For example, a gain of 3, a loss of -5, and nothing changes if nothing is done:
#
# ```python
# >>> challenger_threshold(3, -5, 0)
# 0.375
# ```


# %% tags=["answer"]
def challenger_threshold(gain, loss, status_quo):
    """Probability of resistance below which a challenge pays."""
    # BEGIN SOLUTION
    indifferent = (gain - status_quo) / (gain - loss)
    return min(1.0, max(0.0, indifferent))
    # END SOLUTION


# %% tags=["probes"]
[
    (4, -12, 0),
    (4, -12, 2),
    (5, -5, -3),
    (1, 0, 0.25),
    (3, -5, 4),
    (3, -5, -6),
    (5, 1, 2),
    (2, -5, 0),
]

# %% tags=["mistake"] mistake="probability-of-giving-way"
"""
This is the probability that the alliance gives way. You solved the equation for one minus p, which is the weight on the
gain. The task asks for p, the weight on the loss. Check with a huge loss: the threshold should come close to zero.
"""


def challenger_threshold(gain, loss, status_quo):
    return min(1.0, max(0.0, (status_quo - loss) / (gain - loss)))


# %% tags=["mistake"] mistake="status-quo-left-out"
"""
You compared the challenge with zero. Zero is the status quo only if someone set the scale that way. A government
compares acting with *not* acting, and not acting may be pleasant or painful: bring `status_quo` in.
"""


def challenger_threshold(gain, loss, status_quo):
    return min(1.0, max(0.0, gain / (gain - loss)))


# %% tags=["mistake"] mistake="not-kept-between-0-and-1"
"""
The formula is right, and at the ends it leaves the range of a probability. A threshold below 0 means that nothing tempts,
one above 1 that nothing deters. Return 0 and 1 for these.
"""


def challenger_threshold(gain, loss, status_quo):
    return (gain - status_quo) / (gain - loss)


# %% tags=["mistake"] mistake="loss-counted-from-the-status-quo"
"""
You moved the gain to the status quo and left the loss where it was, so the two are measured from different points. What
counts is each outcome compared with the same one: in the denominator the status quo cancels out.
"""


def challenger_threshold(gain, loss, status_quo):
    better = gain - status_quo
    if better <= 0:
        return 0.0
    if loss >= status_quo:
        return 1.0
    return min(1.0, max(0.0, better / (better - loss)))


# %% tags=["mistake"] mistake="ends-exchanged"
"""
The formula is right, and the two ends have changed places: nothing tempts (the gain is no better than the status quo)
is 0, nothing deters (even a loss is no worse) is 1.
"""


def challenger_threshold(gain, loss, status_quo):
    if gain <= status_quo:
        return 1
    if loss >= status_quo:
        return 0
    return (gain - status_quo) / (gain - loss)


# %% tags=["mistake"] mistake="size-of-the-loss"
"""
You took the size of the loss, so a loss that is a small gain counts as if it were as bad. A loss has its own sign
already: subtract it as it is, `gain - loss`.
"""


def challenger_threshold(gain, loss, status_quo):
    if gain <= status_quo:
        return 0
    if loss >= status_quo:
        return 1
    return (gain - status_quo) / (gain + abs(loss))


# %% tags=["mistake"] mistake="loss-added"
"""
The denominator is the distance from the loss to the gain: `gain - loss`. With a plus the two work against each other,
as a loss usually has a minus of its own.
"""


def challenger_threshold(gain, loss, status_quo):
    if gain <= status_quo:
        return 0
    if loss >= status_quo:
        return 1
    return (gain - status_quo) / (gain + loss)


# %% tags=["mistake"] mistake="brackets-of-the-gain"
"""
Brackets are missing: the whole of `gain - status_quo` stands above the line, the whole of `gain - loss` below it.
"""


def challenger_threshold(gain, loss, status_quo):
    if gain <= status_quo:
        return 0
    if loss >= status_quo:
        return 1
    return gain - status_quo / gain - loss


# %% tags=["mistake"] mistake="better-or-not"
"""
You return True or False, as a comparison gives them. The task asks for the p at which both sides are equal: set the two equal, solve for p, and
return that number.
"""


def challenger_threshold(gain, loss, status_quo):
    return (gain - status_quo) / (gain - loss) > 0.5


# %% tags=["mistake"] mistake="status-quo-left-out-and-no-ends"
"""
You compared the challenge with zero. Zero is the status quo only if someone set the scale that way: take `status_quo` off the gain.
Then look at the two ends, where the result has to stay between 0 and 1.
"""


def challenger_threshold(gain, loss, status_quo):
    return gain / (gain - loss)


# %% tags=["mistake"] mistake="status-quo-left-out-between-the-ends"
"""
The two ends are right. Between them you compared the challenge with zero, and not with the status quo: take `status_quo` off the gain.
"""


def challenger_threshold(gain, loss, status_quo):
    if gain <= status_quo:
        return 0
    if loss >= status_quo:
        return 1
    return gain / (gain - loss)


# %% tags=["alternative"]
def challenger_threshold(gain, loss, status_quo):
    if status_quo >= gain:
        return 0
    if status_quo <= loss:
        return 1
    tempts, deters = gain - status_quo, status_quo - loss
    return tempts / (tempts + deters)


# %% tags=["alternative"]
def challenger_threshold(gain, loss, status_quo):
    return np.clip((status_quo - gain) / (loss - gain), 0, 1)


# %% tags=["step"]
def challenger_threshold(gain, loss, status_quo):
    indifferent = (gain - status_quo) / (___ - ___)
    return min(___, max(___, indifferent))


# %% [markdown] tags=["hint"]
# Set `p * loss + (1 - p) * gain` equal to `status_quo` and solve for p: what has p in it goes to one side, `p * (gain - loss)`, the rest to the other;
# then divide. `loss` keeps its sign. At the two ends, what comes out below 0 is 0, and what comes out above 1 is 1.

# %% [markdown] tags=["hint"]
# What p is multiplied by goes below the line, in brackets, and what is gained over the status quo above it. `max(0,
# …)` holds the result above 0 and `min(1, …)` below 1; the function returns this number, for all inputs.

# %% [markdown] tags=["after"]
# See what moves it: a heavier loss lowers the threshold, a worse status quo raises it. A challenger that is losing
# anyway may need no quarrel at all.

# %% [markdown] tags=["task"] task="equilibria" kind="function" points=5 objective="LO6.2" order="strict"
# ## Where would nobody move?
#
# Two players each choose between two actions, and what is best for one depends on what the other does.
# In a **pure equilibrium** neither could do better by changing its own action alone.
# Some games have none: every cell gives somebody a reason to move. They have a **mixed equilibrium**, in which each player takes
# its first action with a probability that leaves **the other one** indifferent.
#
# Complete `equilibria(row, column)`; the course has functions for it, so write your own and compare with them afterwards.
#
# - `row` and `column` are lists of two lists of two numbers: the payoffs of the player who picks the row, and of the one
#   who picks the column. `row[i][j]` and `column[i][j]` belong to row `i` and column `j`. Higher is better.
# - Return a dict with two keys.
# - `"pure"`: a list of pairs `(i, j)`, counted from 0, in reading order (row by row, left to right), empty if there is none.
#   If a player has another action that is *just as good*, it has no reason to move: the cell still counts.
# - `"mixed"`: `None` if there is a pure equilibrium. Otherwise the pair `(p, q)`: how often the row player takes row 0, and how
#   often the column player takes column 0. Do not round.
#
# When it works, call it on the three games below, in which an alliance guards or relaxes and a challenger probes or refrains.
# Write down first what you expect: will a challenger with more to gain probe more often? And one that faces an alliance for which guarding has become dearer?
#
# For example, one game with a pure equilibrium and one without:
#
# ```python
# >>> equilibria([[2, 0], [3, 1]], [[2, 3], [0, 1]])
# {'pure': [(1, 1)], 'mixed': None}
# >>> equilibria([[1, 0], [0, 1]], [[0, 3], [1, 0]])
# {'pure': [], 'mixed': (0.25, 0.5)}
# ```

# %% tags=["given"]
# Rows: guard, relax. Columns: probe, refrain.
alliance, challenger = [[-3, -2], [-8, 0]], [[-5, 0], [3, 0]]
tempted = [[-5, 0], [11, 0]]  # a challenger to whom an unguarded probe is worth 11 in place of 3
divided = [[-4, -3], [-8, 0]]  # an alliance for which, after a quarrel, guarding costs one unit more


# %% tags=["answer"]
def equilibria(row, column):
    """Pure equilibria of a two-by-two game, and the mixed one where there is no pure one."""
    # BEGIN SOLUTION
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    # p leaves the column player indifferent, so it is made of the column player's payoffs; q the other way round.
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}
    # END SOLUTION


# %% tags=["probes"]
[
    ([[4, 0], [3, 2]], [[4, 3], [0, 2]]),
    ([[3, 0], [5, 1]], [[3, 5], [0, 1]]),
    ([[-3, -2], [-8, 0]], [[-5, 0], [3, 0]]),
    ([[1, 2], [1, 0]], [[0, 1], [2, 2]]),
    ([[2, -1], [0, 1]], [[-3, 1], [1, -1]]),
    ([[0, 1], [2, 2]], [[1, 3], [1, 1]]),
    ([[0, 2], [-1, 1]], [[1, 3], [0, 2]]),
]

# %% tags=["mistake"] mistake="best-for-both-together"
"""
You returned the cell with the largest sum. That is where the two would like to be if they could sign a contract and share the sum. In an equilibrium
each looks after itself, and asks only: given what the other does, could I do better? Compare within a column for
the row player, and within a row for the column player.
"""


def equilibria(row, column):
    total = np.array(row) + np.array(column)
    return {"pure": [tuple(cell) for cell in np.argwhere(total == total.max()).tolist()], "mixed": None}


# %% tags=["mistake"] mistake="wrong-direction"
"""
You let each player choose what the other chooses: the row player's best was sought along a row. But the row player picks
the row and has to take the column as it is. Look down a column for the row player, along a row for the column player.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[i][1 - j] and column[i][j] >= column[1 - i][j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="ties-left-out"
"""
You kept cells where each player's action is strictly the best. With a tie nobody gains by moving, so the cell is stable
in the sense of the definition. Use "at least as good as" in place of "better than".
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] > row[1 - i][j] and column[i][j] > column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="only-the-first"
"""
You stopped at the first one. A game can have several equilibria, and that is often the point: which of them is played
depends on what each expects of the other. Go on through all four cells.
"""


def equilibria(row, column):
    for i, j in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]:
            return {"pure": [(i, j)], "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="one-cell-of-a-row"
"""
You keep one cell of each row at most. Where two actions are as good for the column player, both cells of that row may be stable: look at each
cell by itself, and go on after a hit.
"""


def equilibria(row, column):
    pure = []
    for i in (0, 1):
        for j in (0, 1):
            if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]:
                pure.append((i, j))
                break
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="one-cell-of-a-column"
"""
You keep one cell of each column at most. Where two actions are as good for the row player, both cells of that column may be stable: look at each
cell by itself.
"""


def equilibria(row, column):
    best = [0 if row[0][j] >= row[1][j] else 1 for j in (0, 1)]
    pure = sorted((best[j], j) for j in (0, 1) if column[best[j]][j] >= column[best[j]][1 - j])
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="first-of-equals"
"""
`argmax` names one place, the first of equals. An action that is just as good keeps a player where it is: compare each cell with the largest value of its column, or of its
row, by `==`.
"""


def equilibria(row, column):
    best_row, best_column = np.array(row).argmax(axis=0), np.array(column).argmax(axis=1)
    pure = [(i, j) for i in (0, 1) for j in (0, 1) if best_row[j] == i and best_column[i] == j]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="first-row-with-one"
"""
You return as soon as a row has a stable cell, so the second row is not looked at. Go through all four cells first; the `return` stands below both loops.
"""


def equilibria(row, column):
    pure = []
    for i in (0, 1):
        pure += [(i, j) for j in (0, 1) if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
        if pure:
            return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="column-order"
"""
The right cells, in the order of the columns. Go through the first row, then the second: (0, 0), (0, 1), (1, 0), (1, 1).
"""


def equilibria(row, column):
    cells = [(0, 0), (1, 0), (0, 1), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="column-before-row"
"""
The cells are right, and each is written the wrong way round: a pair is `(i, j)`, its row first.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(j, i) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="own-payoffs"
"""
The pure part is right. In the mixed part p and q have changed places. Either you made each from the player's own payoffs, as
seems natural: but I mix only while I am indifferent, and whether I am depends on *your* mix, so the column player's payoffs
give p, and the row player's payoffs give q. Or you have them right, and return q first.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    q = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    p = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="second-action"
"""
The pure part is right, and your mixed pair holds the probabilities of the *second* actions, of relaxing and of refraining. The
equations are right. Read off the weight of row 0 and of column 0, or take one minus yours.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (1 - p, 1 - q)}


# %% tags=["mistake"] mistake="odds-not-probability"
"""
The pure part is right. In the mixed part you found how many times as often the first action is taken as the second: odds. A
probability is the share of the first in both together, so a/b becomes a/(a + b).
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[1][0])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="rounded"
"""
Right, and rounded to two places. Whoever puts these numbers back into the game finds that nobody is quite indifferent. Keep the
fractions, and round when you print.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (round(p, 2), round(q, 2))}


# %% tags=["mistake"] mistake="pure-only"
"""
The pure part is right. Where no cell is stable the list is empty (`if not pure:`), and then the task asks for the mixed pair. Solve for p
`p * column[0][0] + (1 - p) * column[1][0] == p * column[0][1] + (1 - p) * column[1][1]`,
where the two payoffs that the *column* player expects are equal, and for q
`q * row[0][0] + (1 - q) * row[0][1] == q * row[1][0] + (1 - q) * row[1][1]`.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    return {"pure": pure, "mixed": None}


# %% tags=["mistake"] mistake="mixed-always"
"""
The pure part is right, and the mix as well where it is asked for. As soon as there is a pure equilibrium, `"mixed"`
is None: put `if pure:` before you compute it.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": pure, "mixed": (p, q)}


# %% tags=["mistake"] mistake="empty-pair"
"""
The pure part is right, and the mix as well. Where there is a pure equilibrium, `"mixed"` is None and not an empty
pair.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": ()}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="list-of-pure-alone"
"""
The cells are right. A dict with two keys is to be returned: `{"pure": pure, "mixed": …}`, where `"mixed"` is None if
there is a pure equilibrium, and a pair of probabilities if there is none.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    return pure


# %% tags=["mistake"] mistake="p-without-brackets"
"""
The pure part and q are right. In p all four payoffs stand below the line: brackets hold them together.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / column[0][0] - column[0][1] - column[1][0] + column[1][1]
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="q-without-brackets"
"""
The pure part and p are right. In q all four payoffs stand below the line: brackets hold them together.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / row[0][0] - row[0][1] - row[1][0] + row[1][1]
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="both-without-brackets"
"""
The pure part is right, and the payoffs are the right ones. In p and in q all four payoffs stand below the line:
brackets hold them together.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / column[0][0] - column[0][1] - column[1][0] + column[1][1]
    q = (row[1][1] - row[0][1]) / row[0][0] - row[0][1] - row[1][0] + row[1][1]
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="p-of-the-second-row"
"""
The pure part and q are right. p is the weight of row 0; yours is that of row 1, one minus the right one. Above the
line stands what belongs to the second row, `column[1][1] - column[1][0]`.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (1 - p, q)}


# %% tags=["mistake"] mistake="q-of-the-second-column"
"""
The pure part and p are right. q is the weight of column 0; yours is that of column 1, one minus the right one. Above
the line stands what belongs to the second column, `row[1][1] - row[0][1]`.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, 1 - q)}


# %% tags=["mistake"] mistake="four-numbers"
"""
The pure part is right, and the first and third of your four numbers. The task asks for two, the weights of row 0 and
of column 0: leave out 1 - p and 1 - q.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, 1 - p, q, 1 - q)}


# %% tags=["mistake"] mistake="one-half-each"
"""
The pure part is right. One half each is right only where the payoffs happen to balance. Solve for p
`p * column[0][0] + (1 - p) * column[1][0] == p * column[0][1] + (1 - p) * column[1][1]`,
where the two payoffs that the *column* player expects are equal, and for q
`q * row[0][0] + (1 - q) * row[0][1] == q * row[1][0] + (1 - q) * row[1][1]`.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    return {"pure": [], "mixed": (0.5, 0.5)}


# %% tags=["mistake"] mistake="signs-below-p"
"""
The pure part and q are right. In p the signs below the line are off: both payoffs of column 1 go the other way than
those of column 0, once in each row, as in `a - b - c + d`.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] + column[1][0] - column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="signs-below-q"
"""
The pure part and p are right. In q the signs below the line are off: they go `a - b - c + d`, row by row.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] + row[1][0] - row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="all-added-below"
"""
The pure part is right. Below the line the payoffs are not all added: the signs go `a - b - c + d`, row by row.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] and column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] + column[0][1] + column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] + row[0][1] + row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="columns-condition-alone"
"""
You looked at the column player only. In an equilibrium neither may want to move: the row player's condition,
`row[i][j] >= row[1 - i][j]`, has to hold as well.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="rows-condition-alone"
"""
You looked at the row player only. In an equilibrium neither may want to move: the column player's condition,
`column[i][j] >= column[i][1 - j]`, has to hold as well.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["mistake"] mistake="one-of-two-conditions"
"""
You kept the cells in which one of the two would stay. Neither may want to move: `and` in place of `or`.
"""


def equilibria(row, column):
    cells = [(0, 0), (0, 1), (1, 0), (1, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[1 - i][j] or column[i][j] >= column[i][1 - j]]
    if pure:
        return {"pure": pure, "mixed": None}
    p = (column[1][1] - column[1][0]) / (column[0][0] - column[0][1] - column[1][0] + column[1][1])
    q = (row[1][1] - row[0][1]) / (row[0][0] - row[0][1] - row[1][0] + row[1][1])
    return {"pure": [], "mixed": (p, q)}


# %% tags=["alternative"]
def equilibria(row, column):
    ours, theirs = np.array(row), np.array(column)
    stays = (ours == ours.max(axis=0)) & (theirs == theirs.max(axis=1, keepdims=True))
    if stays.any():
        return {"mixed": None, "pure": np.argwhere(stays).tolist()}
    less = theirs[:, 0] - theirs[:, 1]  # what the column player gains by its first action, row by row
    more = ours[0] - ours[1]
    p = np.linalg.solve([less, [1, 1]], [0, 1])[0]
    q = np.linalg.solve([more, [1, 1]], [0, 1])[0]
    return {"mixed": [p, q], "pure": []}


# %% tags=["alternative"]
def equilibria(row, column):
    pure = []
    for i in range(2):
        for j in range(2):
            best_row = all(row[k][j] <= row[i][j] for k in range(2))
            best_column = all(value <= column[i][j] for value in column[i])
            if best_row and best_column:
                pure.append([i, j])
    mixed = None
    if not pure:
        for_it, against = column[0][0] - column[0][1], column[1][1] - column[1][0]
        p = against / (against + for_it)
        for_it, against = row[0][0] - row[1][0], row[1][1] - row[0][1]
        mixed = [p, against / (against + for_it)]
    return {"pure": pure, "mixed": mixed}


# %% tags=["step"]
def equilibria(row, column):
    cells = [(i, j) for i in (0, 1) for j in (0, 1)]
    pure = [(i, j) for i, j in cells if row[i][j] >= row[___][j] and column[i][j] >= ___]
    if pure:
        return {"pure": pure, "mixed": ___}
    # The column player expects as much from column 0 as from column 1:
    # p * column[0][0] + (1 - p) * column[1][0] == p * column[0][1] + (1 - p) * column[1][1]
    p = (column[1][1] - column[1][0]) / (column[0][0] - ___ - column[1][0] + ___)
    q = (row[1][1] - ___) / (___)  # the same for the row player: row[0][1] stands where column[1][0] stood
    return {"pure": ___, "mixed": (p, q)}


# %% [markdown] tags=["hint"]
# Two nested loops over `(0, 1)`: compare `row[i][j]` with `row[1 - i][j]`, and `column[i][j]` with `column[i][1 - j]`. For `p`, write
# down what the *column* player expects from each of its two actions when row 0 is taken with probability p, and set the two equal.
# For `q` do the same with the *row* player, when column 0 is taken with probability q.

# %% [markdown] tags=["hint"]
# A cell counts if both hold, joined by `and`, each with `>=`: the row player has no more in the other row of this
# column, the column player no more in the other column of this row. With `i` in the outer loop the list is in reading
# order. `p` is made of numbers of `column`, `q` of numbers of `row`. Return the dict in both cases: the list and
# `None`, or an empty list and the pair.

# %% [markdown] tags=["after"]
# With more to gain the challenger probes as before, 2/7, and the alliance guards more, 11/16 in place of 3/8. When
# guarding becomes dearer the guard stays and the probes rise to 3/7. What matters is whose payoffs a quarrel moves.

# %% [markdown] tags=["task"] task="what-a-quarrel-tells" kind="table" points=2 objective="LO6.3"
# ## What does a quarrel tell a challenger?
#
# Suppose that an alliance is either *firm* (it will resist) or *weak* (it will not), and that a challenger cannot see which.
# It starts from a **prior**: one alliance in ten is weak. Then it sees a signal.
# The cell below says how often each signal is seen in a year, in weak and in firm alliances. Firm allies quarrel too:
# they can afford to.
#
# Make a Series: `signal` (the index, the three names of the table) → probability that the alliance is weak **after** that signal
# alone was seen. Do not round.
#
# Then compare. Which signal should move a challenger, and which hardly at all?

# %% tags=["given"]
prior = 0.10
signals = pd.DataFrame(
    {"if_weak": [0.8, 0.2, 0.3], "if_firm": [0.6, 0.4, 0.02]},
    index=pd.Index(["public quarrel", "no quarrel", "troops withdrawn"], name="signal"),
)

# %% tags=["answer"]
# BEGIN SOLUTION
seen_and_weak = prior * signals["if_weak"]
seen_and_firm = (1 - prior) * signals["if_firm"]
# END SOLUTION
what_a_quarrel_tells = (
    # BEGIN SOLUTION
    seen_and_weak / (seen_and_weak + seen_and_firm)
    # END SOLUTION
)

# %% tags=["mistake"] mistake="base-rate-left-out"
"""
You compared how often each kind of alliance sends the signal, as if there were as many weak as firm ones. It is a common slip
in this kind of question. Most quarrels come from firm alliances, simply because there are nine times as many. Weight
each column by its prior.
"""
what_a_quarrel_tells = signals["if_weak"] / (signals["if_weak"] + signals["if_firm"])

# %% tags=["mistake"] mistake="turned-round"
"""
You answered the reverse question: how likely is the signal if the alliance is weak? The challenger knows the signal and asks about
the alliance. The two can be far apart. Divide by all cases in which the signal is seen, from weak and from firm ones.
"""
what_a_quarrel_tells = signals["if_weak"]

# %% tags=["mistake"] mistake="both-at-once"
"""
This is the probability that the alliance is weak *and* the signal is seen. It is the right numerator. The signal was seen, so
the cases in which it was not no longer count: divide by the probability of the signal.
"""
what_a_quarrel_tells = prior * signals["if_weak"]

# %% tags=["mistake"] mistake="probability-of-firm"
"""
These are the probabilities that the alliance is firm. Bayes' rule is right; the hypothesis asked about is "weak".
Put the weak cases above the line.
"""
firm = (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = firm / (firm + prior * signals["if_weak"])

# %% tags=["mistake"] mistake="one-signal-after-the-other"
"""
The first belief is right. You went on from it to the second signal, as if one challenger had seen all three. Each signal is seen alone: begin with
`prior` every time.
"""
belief, after = prior, {}
for signal, row in signals.iterrows():
    belief = belief * row["if_weak"] / (belief * row["if_weak"] + (1 - belief) * row["if_firm"])
    after[signal] = belief
what_a_quarrel_tells = pd.Series(after)

# %% tags=["mistake"] mistake="ratio-times-prior"
"""
You multiplied the prior *probability* by the likelihood ratio. The rule holds for odds: prior odds times ratio gives odds after the signal.
With a small prior and a mild signal the two are close, and with the strong signal your number leaves the range of a probability.
"""
what_a_quarrel_tells = prior * signals["if_weak"] / signals["if_firm"]

# %% tags=["mistake"] mistake="ratio-alone"
"""
This is the likelihood ratio: how much more often weak alliances give the signal than firm ones. It can be far above 1, so it is no
probability. Multiply it with the prior odds, and turn the odds back into a probability.
"""
what_a_quarrel_tells = signals["if_weak"] / signals["if_firm"]

# %% tags=["mistake"] mistake="odds"
"""
These are odds, weak against firm, and the step before the last. With odds o the probability is o / (1 + o).
"""
what_a_quarrel_tells = prior / (1 - prior) * signals["if_weak"] / signals["if_firm"]

# %% tags=["mistake"] mistake="in-per-cent"
"""
Right, in per cent. The task asks for probabilities, between 0 and 1: leave out the multiplication by 100.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = 100 * weak / (weak + firm)

# %% tags=["mistake"] mistake="brackets-left-out"
"""
Both parts are right. Below the line stands their sum: `weak / (weak + firm)`, with brackets. Without them Python
divides first, which gives 1, and adds the second part.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = weak / weak + firm

# %% tags=["mistake"] mistake="divided-by-the-column"
"""
Your first part is right. You divided it by its sum over the three signals. The signal is known: divide by how often
*this* signal is seen, from weak and from firm alliances together.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = weak / weak.sum()

# %% tags=["mistake"] mistake="divided-by-all-signals"
"""
Both parts are right. You divided by the sum over all three signals. The signal is known: divide by how often *this*
one is seen, `weak + firm`, row by row.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = weak / (weak.sum() + firm.sum())

# %% tags=["mistake"] mistake="priors-exchanged"
"""
Bayes' rule is right, and the two priors have changed places: one alliance in ten is *weak*.
"""
weak, firm = (1 - prior) * signals["if_weak"], prior * signals["if_firm"]
what_a_quarrel_tells = weak / (weak + firm)

# %% tags=["mistake"] mistake="one-minus-if-weak"
"""
For firm alliances you took one minus how often weak ones give the signal: that is how often weak ones do *not* give
it. How often firm ones give it stands in a column of its own, `if_firm`.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * (1 - signals["if_weak"])
what_a_quarrel_tells = weak / (weak + firm)

# %% tags=["mistake"] mistake="probability-of-the-signal"
"""
This is how often the signal is seen, from weak and firm alliances together. It belongs below the line; above it
stands the part that comes from weak ones.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = weak + firm

# %% tags=["mistake"] mistake="ten-for-a-tenth"
"""
10 % is 0.10: with 10 for the prior, 1 - 10 is negative. The prior is there as `prior`.
"""
weak, firm = 10 * signals["if_weak"], (1 - 10) * signals["if_firm"]
what_a_quarrel_tells = weak / (weak + firm)

# %% tags=["mistake"] mistake="difference-of-columns"
"""
This is the difference between how often weak and firm alliances give the signal, and no probability. Weight each
column by its prior, and divide the weak part by both parts together.
"""
what_a_quarrel_tells = signals["if_weak"] - signals["if_firm"]

# %% tags=["mistake"] mistake="change-from-the-prior"
"""
You subtracted the prior at the end, so this is by how much the belief *moves*. The task asks for the probability
after the signal: leave the subtraction out.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = weak / (weak + firm) - prior

# %% tags=["mistake"] mistake="firm-not-weighted"
"""
The weak part is right. The firm one lacks its prior: nine alliances in ten are firm, `(1 - prior) *
signals["if_firm"]`.
"""
weak, firm = prior * signals["if_weak"], signals["if_firm"]
what_a_quarrel_tells = weak / (weak + firm)

# %% tags=["mistake"] mistake="weak-not-weighted"
"""
The firm part is right. The weak one lacks its prior: one alliance in ten is weak, `prior * signals["if_weak"]`.
"""
weak, firm = signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = weak / (weak + firm)

# %% tags=["mistake"] mistake="joint-probabilities"
"""
These are the two parts, weak and firm. One number for each signal is asked for: the first divided by both together,
`weak / (weak + firm)`.
"""
weak, firm = prior * signals["if_weak"], (1 - prior) * signals["if_firm"]
what_a_quarrel_tells = pd.DataFrame({"weak": weak, "firm": firm})

# %% tags=["alternative"]
odds = prior / (1 - prior) * signals["if_weak"] / signals["if_firm"]
what_a_quarrel_tells = (odds / (1 + odds)).sort_values()

# %% tags=["alternative"]
# Counting 1,000 alliances.
weak, firm = 100 * signals["if_weak"], 900 * signals["if_firm"]
what_a_quarrel_tells = pd.Series({name: weak[name] / (weak[name] + firm[name]) for name in signals.index})

# %% tags=["step"]
seen_and_weak = prior * signals[___]
seen_and_firm = (1 - ___) * signals[___]
what_a_quarrel_tells = seen_and_weak / (___ + ___)

# %% [markdown] tags=["hint"]
# Think of 1,000 alliances: 100 weak, 900 firm. How many of each send the signal? The answer is a share of those.

# %% [markdown] tags=["hint"]
# Weak, and the signal is seen: `prior` times the column of the weak. Firm, and the signal is seen: 1 less `prior`,
# times the column of the firm. The answer is the first over the sum of the two, with brackets below the line. Done
# with the columns it holds for all three signals at once, and the index is right.

# %% [markdown] tags=["after"]
# A public quarrel moves 10 % to 13 %, since firm alliances quarrel nearly as often; troops taken home move it to 62.5 %,
# since firm ones hardly ever do that. Loud is not telling; rare under the other hypothesis is.

# %% [markdown] tags=["task"] task="tornado" kind="figure" points=3 objective="LO6.4" marks="bars"
# ## Which assumption matters most?
#
# Back to the decision of the challenger. The function below gives the **margin** of a challenge: its expected utility less that of the status quo.
# A public quarrel enters in one place: it lowers the probability of resistance by `quarrel`.
# `base` holds one value for each input, `ranges` what somebody might hold instead.
#
# Do a **one-way sensitivity analysis**. For each of the five inputs, move it to the low and to the high end of its range, with all others at
# `base`. Its **swing** is the distance between the two margins, 0 or more.
#
# Draw the five swings, not rounded, as bars, one per input, under its name as in `ranges`. Horizontal bars with the longest on top make a *tornado chart*;
# the order is yours. Give the chart a title and a label on both axes, and keep the Axes.
#
# Look at the ends as well as the swings: does any single input make the margin positive?


# %% tags=["given"]
def margin(resist, gain, loss, status_quo, quarrel):
    """Expected utility of a challenge, less that of the status quo; works on numbers and on columns."""
    resist_after = resist - quarrel
    return resist_after * loss + (1 - resist_after) * gain - status_quo


base = {"resist": 0.8, "gain": 4, "loss": -10, "status_quo": 0, "quarrel": 0.05}
ranges = {
    "resist": (0.35, 0.95),
    "gain": (2, 6),
    "loss": (-20, -4),
    "status_quo": (-1, 1),
    "quarrel": (0, 0.1),
}
# `margin(**base)` hands over each entry of `base` by its name; `dict(base)` is a copy that you may change.

# %% tags=["answer"]
fig, tornado = plt.subplots()
# BEGIN SOLUTION
swings = {}
for name, (low, high) in ranges.items():
    at_low, at_high = margin(**{**base, name: low}), margin(**{**base, name: high})
    swings[name] = abs(at_high - at_low)
swings = pd.Series(swings).sort_values()
tornado.barh(swings.index, swings)
tornado.set_title("The cost of being resisted moves the margin most")
tornado.set_xlabel("Swing of the margin (units of utility)")
tornado.set_ylabel("Input")
# END SOLUTION

# %% tags=["mistake"] mistake="width-of-the-range"
"""
Your bars show how wide each range is, in the units of the input. A probability and a utility have no unit in common, so the bars cannot be
compared. Put the ends of the range through `margin`, and draw how far the *results* lie apart.
"""
fig, tornado = plt.subplots()
widths = {name: high - low for name, (low, high) in ranges.items()}
tornado.barh(list(widths), list(widths.values()))
tornado.set(title="Swing", xlabel="Swing", ylabel="Input")

# %% tags=["mistake"] mistake="one-end-only"
"""
You measured from the base case to the high end. The low end belongs to the swing as well, and the base need not lie
in the middle: being resisted may cost 6 less than assumed, or 10 more. Compare the two ends with each other.
"""
fig, tornado = plt.subplots()
swings = {name: abs(margin(**{**base, name: ends[1]}) - margin(**base)) for name, ends in ranges.items()}
tornado.barh(list(swings), list(swings.values()))
tornado.set(title="Swing", xlabel="Swing", ylabel="Input")

# %% tags=["mistake"] mistake="with-a-sign"
"""
Some of your bars run the other way, since the margin falls when that input rises. The direction is worth knowing, and a swing is a
distance: take the absolute value, so that the bars can be compared by length.
"""
fig, tornado = plt.subplots()
swings = {
    name: margin(**{**base, name: high}) - margin(**{**base, name: low})
    for name, (low, high) in ranges.items()
}
tornado.barh(list(swings), list(swings.values()))
tornado.set(title="Swing", xlabel="Swing", ylabel="Input")

# %% tags=["mistake"] mistake="ten-per-cent"
"""
You moved each input by ten per cent of its base value. That is even-handed in arithmetic only: an input whose base is zero never
moves, and the ranges, which say how unsure somebody is about each input, are not used. Move each input to the ends of its own range.
"""
fig, tornado = plt.subplots()
swings = {
    name: abs(margin(**{**base, name: 1.1 * base[name]}) - margin(**{**base, name: 0.9 * base[name]}))
    for name in ranges
}
tornado.barh(list(swings), list(swings.values()))
tornado.set(title="Swing", xlabel="Swing", ylabel="Input")

# %% tags=["mistake"] mistake="inputs-left-where-they-were-moved"
"""
You changed the inputs one after another without putting them back, so each bar also holds the changes before it, and
the order of the inputs decides the lengths. Start from a fresh copy of `base` for each input: `dict(base)`. If you wrote `b = base`,
that is no copy and `base` itself has changed: run the cell above again first.
"""
fig, tornado = plt.subplots()
current, swings = dict(base), {}
for name, (low, high) in ranges.items():
    current[name] = low
    at_low = margin(**current)
    current[name] = high
    swings[name] = abs(margin(**current) - at_low)
tornado.barh(list(swings), list(swings.values()))
tornado.set(title="Swing", xlabel="Swing", ylabel="Input")

# %% tags=["mistake"] mistake="base-has-changed"
"""
Your steps may be right, but `base` is no longer what the cell above made it: every input stands at the high end of its range. An earlier
try has changed it, as `b = base` is no copy. Run the cell above again, then yours.
"""
fig, tornado = plt.subplots()
high_ends = {name: high for name, (low, high) in ranges.items()}
swings = {
    name: abs(margin(**{**high_ends, name: high}) - margin(**{**high_ends, name: low}))
    for name, (low, high) in ranges.items()
}
tornado.barh(list(swings), list(swings.values()))
tornado.set(title="Swing", xlabel="Swing", ylabel="Input")

# %% tags=["alternative"]
results = pd.DataFrame(
    {name: [margin(**(base | {name: end})) for end in ends] for name, ends in ranges.items()},
    index=["low", "high"],
)
fig, tornado = plt.subplots()
(results.max() - results.min()).plot.bar(ax=tornado)
tornado.set_title("How far each input moves the margin")
tornado.set_xlabel("Input")
tornado.set_ylabel("Swing of the margin")

# %% tags=["step"]
swings = {}
for name, (low, high) in ranges.___():
    at_low = margin(**{**base, name: low})
    at_high = margin(**{**___, ___: high})
    swings[name] = ___(at_high - at_low)

# %% [markdown] tags=["hint"]
# `margin(**{**base, "gain": 2})` calls the function with one input changed. Do it for both ends, and take the absolute difference.

# %% [markdown] tags=["hint"]
# `for name, (low, high) in ranges.items()` takes the two ends apart. In each round call `margin` twice, with this one
# input changed and all others as in `base`; `abs` of the difference is the swing, kept under its name in a dict that
# was made above the loop. Draw five bars: the names, and then the swings.

# %% [markdown] tags=["after"]
# The cost of being resisted matters most. The quarrel matters little, but then it was allowed 0.10 at most. And look at
# the ends: no single input makes the margin positive.

# %% [markdown] tags=["task"] task="all-at-once" kind="value" points=2 objective="LO6.4"
# ## All assumptions at once
#
# One at a time leaves most combinations unseen. A **Monte Carlo analysis** draws all inputs at once, again and again.
# `draws` in the cell below has 2,000 rows. Each row is one set of assumptions, with every input drawn evenly from its range, independently of the others.
# The draws are the same for everybody.
#
# A challenge pays in a row if its margin is above 0. Make a dict with three keys, each a share of **all** rows, between 0 and 1:
#
# - `pays`: rows in which a challenge pays, quarrel included;
# - `pays_without`: rows in which it pays when `quarrel` is set to 0 and all else is left as drawn;
# - `tipped`: rows in which it pays with the quarrel and does **not** pay without it.
#
# `tipped` is the meaning of "embolden" in this model. It is a share of assumptions, and not the probability of an event.

# %% tags=["given"]
from demarche.measures.sensitivity import uniform_draws


def margin(resist, gain, loss, status_quo, quarrel):
    """Expected utility of a challenge, less that of the status quo; works on numbers and on columns."""
    resist_after = resist - quarrel
    return resist_after * loss + (1 - resist_after) * gain - status_quo


ranges = {
    "resist": (0.35, 0.95),
    "gain": (2, 6),
    "loss": (-20, -4),
    "status_quo": (-1, 1),
    "quarrel": (0, 0.1),
}

draws = uniform_draws(ranges, 2000, seed=1984)  # columns resist, gain, loss, status_quo, quarrel
# `margin(**draws)` hands over each column by its name, and gives one margin for each row.

# %% tags=["answer"]
# BEGIN SOLUTION
with_quarrel = margin(**draws) > 0
without = margin(**draws.assign(quarrel=0)) > 0
# END SOLUTION
all_at_once = (
    # BEGIN SOLUTION
    {"pays": with_quarrel.mean(), "pays_without": without.mean(), "tipped": (with_quarrel & ~without).mean()}
    # END SOLUTION
)

# %% tags=["mistake"] mistake="share-of-those-that-pay"
"""
Your last number has another base than the first two: it is the share of tipped rows among the rows that pay. That answers "of the
challenges that pay, how many need the quarrel?", a fair question with a much larger answer. Here the base is all rows.
"""
paying, paying_before = margin(**draws) > 0, margin(**draws.assign(quarrel=0)) > 0
all_at_once = {
    "pays": paying.mean(),
    "pays_without": paying_before.mean(),
    "tipped": (paying & ~paying_before).sum() / paying.sum(),
}

# %% tags=["mistake"] mistake="counts"
"""
These are numbers of rows. Two thousand is an arbitrary number of draws, so a count says nothing by itself. Divide by the number of rows,
or take the mean of the true and false values.
"""
paying, paying_before = margin(**draws) > 0, margin(**draws.assign(quarrel=0)) > 0
all_at_once = {
    "pays": paying.sum(),
    "pays_without": paying_before.sum(),
    "tipped": (paying & ~paying_before).sum(),
}

# %% tags=["mistake"] mistake="margin-of-the-mean"
"""
You asked the question once: of one set of inputs, such as their means or `base`, or of the mean of the margins. The answer is then no, and the
combinations are lost that the draws were made for. Compute the margin in each row, compare it with 0, and take the share last.
"""
typical = draws.mean()
pays = float(margin(**typical) > 0)
pays_without = float(margin(**{**typical, "quarrel": 0}) > 0)
all_at_once = {"pays": pays, "pays_without": pays_without, "tipped": pays - pays_without}

# %% tags=["mistake"] mistake="margins-not-decisions"
"""
You averaged the margins. The mean margin is far below zero and moves a little with the quarrel. But a challenger decides in each
case whether the margin is above zero or not, and it is these decisions that the task asks you to count.
"""
after, before = margin(**draws), margin(**draws.assign(quarrel=0))
all_at_once = {"pays": after.mean(), "pays_without": before.mean(), "tipped": (after - before).mean()}

# %% tags=["mistake"] mistake="relative-change"
"""
The last number is by how many per cent the share grew. "Nearly doubled" is true and sounds large, because the base is small. The task asks for
the difference that a quarrel makes among all rows: count those that change sides.
"""
paying, paying_before = margin(**draws) > 0, margin(**draws.assign(quarrel=0)) > 0
all_at_once = {
    "pays": paying.mean(),
    "pays_without": paying_before.mean(),
    "tipped": (paying.mean() - paying_before.mean()) / paying_before.mean(),
}

# %% tags=["mistake"] mistake="in-per-cent"
"""
These are per cent. The task asks for shares between 0 and 1: leave out the multiplication by 100.
"""
paying, paying_before = margin(**draws) > 0, margin(**draws.assign(quarrel=0)) > 0
all_at_once = {
    "pays": 100 * paying.mean(),
    "pays_without": 100 * paying_before.mean(),
    "tipped": 100 * (paying & ~paying_before).mean(),
}

# %% tags=["mistake"] mistake="quarrel-left-in"
"""
`pays` is right. Without the quarrel you have the same margins once more: `draws.assign(quarrel=0)` is the table in
which it is 0.
"""
m = margin(**draws)
m0 = m
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="resist-set-to-zero"
"""
`pays` is right. Without the quarrel it is `quarrel` that is 0; you set `resist` to 0, and then nobody resists at all.
"""
m = margin(**draws)
m0 = margin(**draws.assign(resist=0))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="quarrel-twice"
"""
You counted the quarrel twice, and what you have as `pays_without` is the share with it. For `pays` take `draws` as
they are, for `pays_without` `draws.assign(quarrel=0)`.
"""
m = margin(**draws.assign(quarrel=2 * draws["quarrel"]))
m0 = margin(**draws)
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="largest-quarrel"
"""
`pays_without` is right. For `pays` you set the quarrel to the upper end of its range in every row. Take it as it was
drawn: `margin(**draws)`.
"""
m = margin(**draws.assign(quarrel=0.1))
m0 = margin(**draws.assign(quarrel=0))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="middle-quarrel"
"""
`pays_without` is right. For `pays` you set the quarrel to one value in every row. Take it as it was drawn:
`margin(**draws)`.
"""
m = margin(**draws.assign(quarrel=0.05))
m0 = margin(**draws.assign(quarrel=0))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="half-the-quarrel-left"
"""
`pays` is right. Without the quarrel means `quarrel=0` and not 0.05, the middle of its range.
"""
m = margin(**draws)
m0 = margin(**draws.assign(quarrel=0.05))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="two-shares-exchanged"
"""
The two have changed places: `pays` is with the quarrel as it was drawn, `pays_without` with `quarrel=0`.
"""
m = margin(**draws.assign(quarrel=0))
m0 = margin(**draws)
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="quarrel-adds-to-resistance"
"""
`pays_without` is right. With the quarrel you added it to the probability of resistance. It lowers it, as the `margin`
of the cell above has it: use that one.
"""
m = margin(**draws.assign(quarrel=-draws["quarrel"]))
m0 = margin(**draws.assign(quarrel=0))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) & (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="ratio-of-the-shares"
"""
The first two are right. `tipped` is how many times as large the first is as the second. Count the rows that pay with
the quarrel and do not pay without it, and divide by all rows.
"""
m = margin(**draws)
m0 = margin(**draws.assign(quarrel=0))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": (m > 0).mean() / (m0 > 0).mean(),
}

# %% tags=["mistake"] mistake="both-pay"
"""
The first two are right. `tipped` holds the rows that pay with the quarrel *and* without it. Those that are tipped do
not pay without it: `m0 <= 0`.
"""
m = margin(**draws)
m0 = margin(**draws.assign(quarrel=0))
all_at_once = {"pays": (m > 0).mean(), "pays_without": (m0 > 0).mean(), "tipped": ((m > 0) & (m0 > 0)).mean()}

# %% tags=["mistake"] mistake="either-pays"
"""
The first two are right. Your `tipped` holds in every row. Two things have to hold in the same row: the challenge pays with the
quarrel, and (`&`) it does not without it.
"""
m = margin(**draws)
m0 = margin(**draws.assign(quarrel=0))
all_at_once = {
    "pays": (m > 0).mean(),
    "pays_without": (m0 > 0).mean(),
    "tipped": ((m > 0) | (m0 <= 0)).mean(),
}

# %% tags=["mistake"] mistake="length-of-the-mask"
"""
`len(...)` of a comparison counts all rows, the False too. How often it holds is its sum, and the share its mean: `(m > 0).mean()`.
"""
all_at_once = {"pays": len(draws), "pays_without": len(draws), "tipped": len(draws)}

# %% tags=["mistake"] mistake="tipped-the-other-way"
"""
The first two are right. For `tipped` you turned the two round: it is to hold the rows that pay *with* the quarrel and not without it.
"""
after, before = margin(**draws) > 0, margin(**draws.assign(quarrel=0)) > 0
all_at_once = {"pays": after.mean(), "pays_without": before.mean(), "tipped": (before & ~after).mean()}

# %% tags=["alternative"]
pays, before, tipped = 0, 0, 0
for drawn in draws.to_dict("records"):
    now = margin(**drawn) > 0
    then = margin(**{**drawn, "quarrel": 0}) > 0
    pays, before, tipped = pays + now, before + then, tipped + (now and not then)
all_at_once = {"tipped": tipped / len(draws), "pays": pays / len(draws), "pays_without": before / len(draws)}

# %% [markdown] tags=["hint"]
# `draws.assign(quarrel=0)` is the table without the quarrel. The mean of true and false is a share.

# %% [markdown] tags=["hint"]
# `margin(**draws)` has one margin for each row, and `> 0` makes it true or false. For `pays_without` hand over the
# copy of `draws` in which `quarrel` is 0, and leave all else as it is. For `tipped` join the first with the second
# turned round: `&` and `~`. Each of the three is the mean over all rows.

# %% [markdown] tags=["after"]
# A challenge pays in 4.9 % of the rows with the quarrel and in 2.5 % without. "Nearly doubled" and "between two and
# three rows in 100" are one finding. It is a share of assumptions, and another 2,000 draws may move the first
# number by a point.

# %% [markdown] tags=["task"] task="evidence-for-embolden" kind="choice" points=1 objective="LO6.5"
# ## Evidence for what?
#
# The claim: *a quarrel between allies emboldens an adversary to act against them.*
# Suppose that each of these were observed. What would it be?
#
# - **a** evidence for the claim
# - **b** evidence against the claim
# - **c** next to nothing: it would be seen about as often if the claim were false
# - **d** evidence about another claim, such as the article's own that the gap serves Russian messages (C29)
#
# If c and d both seem to fit, choose d.
#
# The observations:
#
# - `welcome`: officials of the adversary say in public how pleased they are about the quarrel.
# - `one_month`: one probe takes place in the month after one quarrel. How often probes come in other months is not known.
# - `rates`: over fifty years, probes are clearly more frequent in the three months after a quarrel than in other months, also when only months of similar tension are compared.
# - `planned`: opened archives show, for most probes that followed a quarrel, that the order to prepare had been given before the quarrel.
# - `may`: a year passes without any probe, and the expert recalls having said that the quarrel *may* embolden.
#
# Keep a dict from each observation to a letter: `{"welcome": "…", …}`.

# %% tags=["answer"]
evidence_for_embolden = (
    # BEGIN SOLUTION
    {"welcome": "d", "one_month": "c", "rates": "a", "planned": "b", "may": "c"}
    # END SOLUTION
)

# %% tags=["replies"]
{
    "welcome": {
        "a": """Words of pleasure are cheap, and they would be spoken whether or not anyone meant to act. What they do show is that
        the quarrel is of use in what the adversary says. Which claim is that?""",
        "b": """It does not speak against the claim: one can be pleased and act. But it does speak to a statement about messages
        that the article also makes.""",
        "c": """As to deeds you are right, as it would be said either way. But it is not nothing: it bears on the article's other
        statement, that such a gap serves Russian messages (C29).""",
        "d": "Yes: it bears on messaging (C29), where words are the very thing. On deeds it says little.",
    },
    "one_month": {
        "a": """That it came after does not show that it came because. Quarrels and probes both happen; now and then one falls
        into the month after the other. How often would that be so by chance? (The chapter could
        call a quarter with a probe a little evidence because it assumed both rates; here none is known.)""",
        "b": """A case that fits can hardly count against. But does it count for? Ask how often a month after a quarrel has a probe
        even if the two have nothing to do with each other.""",
        "c": """Yes: a single coincidence is to be expected sooner or later if both are common enough. To learn anything one needs
        the rate in months without a quarrel.""",
        "d": """It is about deeds, and so about this claim. The trouble is that one case cannot be compared with anything: what is the rate in
        other months?""",
    },
    "rates": {
        "a": """Yes: this is a comparison with a base, over many cases, and the main rival (that tension brings both) has been looked at. It is still
        no proof.""",
        "b": """Higher rates after a quarrel are what the claim predicts. Read the observation once more: after which months are probes
        more frequent?""",
        "c": """If the claim were false, would the rates differ, tension being alike? Hardly, with fifty years of cases. Then this observation is
        one that tells the two apart.""",
        "d": "It compares deeds after a quarrel with deeds at other times. That is this claim and no other.",
    },
    "planned": {
        "a": """They did follow, but what was ordered before cannot have been caused by what came after. Look at the order in time.""",
        "b": """Yes: a cause comes before its effect. If most of the probes were under way already, the quarrel did not embolden them.""",
        "c": """If the claim were true, orders would be given after quarrels. So the two cases differ in what the archive shows, and
        the observation has something to say.""",
        "d": "The timing of orders is the heart of this claim. Ask which came first.",
    },
    "may": {
        "a": """Nothing happened, so what would be the evidence? The sentence survives because of one word, and it would have
        survived a probe as well.""",
        "b": """A quiet year would count against "will". Against "may" nothing counts: that is what the word is for. Ask for a
        version with a probability and a date.""",
        "c": """Yes: "may" agrees with a probe and with none. A sentence that no outcome can hurt gains nothing from any outcome.""",
        "d": "It is about this claim in its hedged form. The question is whether any year, quiet or not, could touch that form.",
    },
}

# %% [markdown] tags=["hint"]
# For each observation ask twice: how likely would it be if the claim were true, and how likely if it were false?

# %% [markdown] tags=["hint"]
# What would be seen about as often without a quarrel weighs nothing, however striking: is there a comparison with
# other months? What was decided beforehand is not caused by what comes later. And is it about acts against the
# allies, or about what is said of them?

# %% [markdown] tags=["after"]
# Two of the five tell true from false: rates with a comparison, and the order in time. The others are words, one
# coincidence, and a hedge.

# %% [markdown] tags=["task"] task="drop-the-claim" kind="written" points=2 objective="LO6.5"
# ## What would make you drop the claim?
#
# The article says, in substance: *analysts believe that the rift may tempt Moscow to test NATO.*
#
# Write 100 to 180 words:
#
# - turn the claim into a statement that could turn out wrong: which quarrels, which acts, compared with what, by when;
# - name one observation, possible to make in principle, after which you would **drop** it, and say why that observation is less likely if the claim is true;
# - name one rival explanation that could produce the same pattern, and how you would tell the two apart;
# - say what the model of this exercise can and cannot contribute.
#
# Write about acts and evidence. What a living person privately intends is not observable, and not asked for.
# Level 4 below earns all points, level 2 half of them.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or the claim in other words.
# - **1** Says that the claim is vague or unproven, but offers no version of it that could fail.
# - **2** A testable version with acts and a period, or an observation that would count against it, but no comparison group or base rate.
# - **3** A testable version with a comparison, and an observation that is less likely if the claim is true, with the reason. The rival explanation or the limits of the model are missing or only named.
# - **4** All four: a version that can fail, with base and period; a decisive observation with its reason; a rival with a way to tell it apart; and a model kept in its place, as consequences of assumptions rather than evidence about Moscow.

# %% [markdown] tags=["model"] level=4
# Testable version: in the three months after a public quarrel between two NATO members (a recall, a summons refused, a limit on an ambassador),
# militarised acts against a member by a state outside are at least half as frequent again as in other months since 1949, counted by
# coders who do not know the dates of the quarrels. I would drop the claim if, over some hundred quarrels, the rate after them were
# no higher than in the other months, with an interval that excludes such a rise. If quarrels emboldened, that result would be rare; if they do not, it is what one expects.
# A rival: a tense period brings both quarrels and probes. I would compare months of equal tension, and look in archives at whether orders were
# given before or after the quarrel. The model shows that a quarrel tips a challenge only for a challenger already near its
# threshold, if it lowers expected resistance at all. It cannot say where any government stands, since I chose its numbers myself.

# %% [markdown] tags=["model"] level=2
# The claim says "may", so it cannot be wrong. A better version is: after the quarrel of February 2026 there will be more Russian
# incidents at NATO's borders, such as flights into allied airspace, within a year. If there are none, or fewer, I would drop the claim, because a country that
# feels encouraged would do more and not less. Newspapers would report such flights, so one could count them.
# There could also be other reasons for incidents, for example the war in Ukraine, and one would have to keep these in mind.
# The model of the exercise shows that a challenge pays in about five per cent of the cases, so the danger is there but small.

# %% [markdown] tags=["model"] level=3
# Testable version: in the three months after a public quarrel between two NATO members (a recall, a summons refused, a limit on an ambassador),
# militarised acts against a member by a state outside are more frequent than in other months since 1949. I would drop the claim if, over some
# hundred quarrels, the rate after them were no higher than in the other months. If quarrels emboldened, such a result would be rare; if they
# do not, it is what one expects. A rival explanation is that a tense period brings both. The model of the exercise is only a model.

# %% [markdown] tags=["model"] level=1
# The claim is vague: "may" can always be said, and nobody can look into other people's heads. There is no proof of it and no proof against it,
# so one should be careful with such statements and wait for better evidence.

# %% [markdown] tags=["model"] level=0
# Quarrels between allies may lead Moscow to try out how firm NATO is. Analysts see it in the same way.

# %% [markdown] tags=["hint"]
# Begin with "The rate of … in the … months after … is higher than …". Then ask what you would see if it were not.

# %% [markdown] tags=["closing"]
# ## What next
#
# You turned a hedged sentence into one that can fail, and saw how far a model carries: from assumptions to their consequences.
# Chapter 7 goes to a quarrel that had visible consequences, the year 1966, and asks what would have happened without it.
