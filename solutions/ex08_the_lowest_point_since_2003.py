# %% [markdown] tags=["header"] exercise="ex08" chapter=8 minutes=120 points=20
# # Exercise 8 · The lowest point since 2003?
#
# The article ranks the quarrel of 2026 as the worst since the war in Iraq. You look at 2003 in four ways, put three of them on
# one scale, weigh all four, and find out how much of the result is yours: your unit, your weights, your coder, your trend.
#
# - **LO8.1** Compare two survey results in points, with a margin of error for their difference.
# - **LO8.2** Choose an indicator for a vague idea, and say what it leaves out.
# - **LO8.3** Build a composite index, and test its message under many weightings.
# - **LO8.4** Measure how far two coders agree on an ordinal scale.
# - **LO8.5** Separate a shared trend from a link, by comparing changes.
#
# Read first: [chapter 8](../book/historical-context/the-lowest-point-since-2003.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
from io import StringIO
from itertools import product

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

opinion = load("opinion")
trade = load("trade")
timeline = load("timeline")
panel = load("panel").set_index("year")

describe("opinion", "trade", "timeline", "panel")

# %% [markdown] tags=["task"] task="change-with-margin" kind="function" points=4 objective="LO8.1" order="strict"
# ## Points, not per cent, and how sure
#
# A percentage that moves from 50 to 40 has fallen by 10 **points**, and by 20 **per cent** of what it was.
# Surveys are compared in points: after minus before, so that a fall is negative.
#
# About 500 French people were asked in 2002, and about 500 others in 2003. Others again would have answered a little differently, in both years.
# (How many were asked elsewhere is in the column `respondents`; in Germany it was 1,000 in 2002.)
# A percentage p (in per cent) from n people has the variance p × (100 − p) / n, in points squared.
# The two samples are independent. Then the variance of the difference is the **sum** of the two variances; its root is the
# standard error, and the 95 % margin is 1.96 standard errors.
#
# Write `change_with_margin(before, n_before, after, n_after)`: percentages in per cent and numbers of people in. It returns a tuple of two
# numbers, not rounded: the change in points, and its margin in points, a positive number. Use 1.96.
#
# When it works, try it on `opinion`: how did the share of the French with a favourable view of the United States (`target` is `USA`) change from 2002 to 2003, and
# was it only theirs? Look at DEU, GBR and ITA. (The survey of 2003 in this table was made after the war in Iraq had begun.)
#
# For example, with the result rounded for you to see:
#
# ```python
# >>> change_with_margin(50, 1000, 40, 500)
# (-10, 5.296)
# ```


# %% tags=["answer"]
def change_with_margin(before, n_before, after, n_after):
    # BEGIN SOLUTION
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.96 * variance**0.5
    # END SOLUTION


# %% tags=["probes"]
[
    (62, 500, 43, 500),
    (50, 1000, 50, 250),
    (10, 400, 80, 900),
    (62.94, 507, 46.71, 1000),
    (30, 2000, 31, 1500),
]

# %% tags=["mistake"] mistake="per-cent-of-before"
"""
Your change is divided by what was there before, so it is in per cent of it. That is how one speaks of prices; for
two percentages it makes a second percentage of another base, and readers take one for the other. Subtract only.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return 100 * (after / before - 1), 1.96 * variance**0.5


# %% tags=["mistake"] mistake="backwards"
"""
The margin is right, and the sign of the change is turned: you subtracted the later percentage from the earlier one. A change is after minus
before, so that a fall is negative.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return before - after, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="margin-alone"
"""
The margin is right and comes alone. Return both numbers, the change first: a margin without its change cannot be read.
"""


def change_with_margin(before, n_before, after, n_after):
    return 1.96 * (before * (100 - before) / n_before + after * (100 - after) / n_after) ** 0.5


# %% tags=["mistake"] mistake="ends-of-the-interval"
"""
You returned the two ends of the interval, the change less its margin and plus it. They hold the same information; the task asks for
the change and the margin themselves.
"""


def change_with_margin(before, n_before, after, n_after):
    margin = 1.96 * (before * (100 - before) / n_before + after * (100 - after) / n_after) ** 0.5
    return after - before - margin, after - before + margin


# %% tags=["mistake"] mistake="margins-added"
"""
You added the two margins. That would be right if both samples always erred as far as they can and in opposite directions. They err
independently, and often the errors partly cancel: add the variances first, and take the root of the sum.
"""


def change_with_margin(before, n_before, after, n_after):
    first = 1.96 * (before * (100 - before) / n_before) ** 0.5
    return after - before, first + 1.96 * (after * (100 - after) / n_after) ** 0.5


# %% tags=["mistake"] mistake="one-sample"
"""
This is the margin of the second survey alone. It is what newspapers print below a poll, and it is too small here:
the earlier survey was a sample too. Add its variance before you take the root.
"""


def change_with_margin(before, n_before, after, n_after):
    return after - before, 1.96 * (after * (100 - after) / n_after) ** 0.5


# %% tags=["mistake"] mistake="variances-subtracted"
"""
You subtracted the variances, since the percentages are subtracted. But uncertainty never cancels by subtraction: two
equally shaky numbers would have a difference without any error. Add the variances.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before - after * (100 - after) / n_after
    return after - before, 1.96 * abs(variance) ** 0.5


# %% tags=["mistake"] mistake="standard-error"
"""
This is the standard error of the difference. An interval of one standard error on each side catches the truth only
about two times in three; for 95 % multiply by 1.96.
"""


def change_with_margin(before, n_before, after, n_after):
    return after - before, (before * (100 - before) / n_before + after * (100 - after) / n_after) ** 0.5


# %% tags=["mistake"] mistake="as-shares"
"""
The method is right, and the margin comes as a share between 0 and 1. The percentages are given in per cent, so the margin
beside them should be in points: a hundred times as large.
"""


def change_with_margin(before, n_before, after, n_after):
    p, q = before / 100, after / 100
    return after - before, 1.96 * (p * (1 - p) / n_before + q * (1 - q) / n_after) ** 0.5


# %% tags=["mistake"] mistake="one-minus-p"
"""
Under the root stands p × (1 − p), which is negative for a p in per cent: 62 times 1 − 62. With p in per cent its counterpart is 100 − p.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (1 - before) / n_before + after * (1 - after) / n_after
    return after - before, 1.96 * np.sqrt(abs(variance))


# %% tags=["mistake"] mistake="root-left-out"
"""
The variances are right and rightly added. A variance is in *squared* points, so it cannot stand beside a percentage: take the root of
the sum, and then multiply by 1.96.
"""


def change_with_margin(before, n_before, after, n_after):
    return after - before, 1.96 * (before * (100 - before) / n_before + after * (100 - after) / n_after)


# %% tags=["mistake"] mistake="rounded"
"""
These are the right numbers, rounded. Rounding is for readers, at the very end: leave `round` out.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return round(after - before, 1), round(1.96 * variance**0.5, 1)


# %% tags=["mistake"] mistake="factor-inside-the-root"
"""
The factor 1.96 stands under the root, so that its root is taken too. First the root of the variance, which is the standard error; then 1.96 times that.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, (1.96 * variance) ** 0.5


# %% tags=["mistake"] mistake="factor-of-two"
"""
You multiplied by 2, a round number for 1.96. The task asks for 1.96.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 2 * variance**0.5


# %% tags=["mistake"] mistake="factor-of-ninety-per-cent-two-decimals"
"""
The factor is 1.64, which belongs to a margin of 90 %. For 95 % take 1.96.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.64 * variance**0.5


# %% tags=["mistake"] mistake="factor-of-ninety-per-cent-three-decimals"
"""
The factor is 1.645, which belongs to a margin of 90 %. For 95 % take 1.96.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.645 * variance**0.5


# %% tags=["mistake"] mistake="mean-of-the-two-percentages"
"""
You took one percentage for both surveys, the mean of the two. That is done to test whether nothing changed at all. For a margin each survey keeps its own p and its own n.
"""


def change_with_margin(before, n_before, after, n_after):
    p = (before + after) / 2
    return after - before, 1.96 * (p * (100 - p) * (1 / n_before + 1 / n_after)) ** 0.5


# %% tags=["mistake"] mistake="pooled-percentage"
"""
You pooled the two surveys into one percentage. That is done to test whether nothing changed at all. For a margin each survey keeps its own p and its own n.
"""


def change_with_margin(before, n_before, after, n_after):
    p = (before * n_before + after * n_after) / (n_before + n_after)
    return after - before, 1.96 * (p * (100 - p) * (1 / n_before + 1 / n_after)) ** 0.5


# %% tags=["mistake"] mistake="people-exchanged"
"""
The numbers of people have changed places: the earlier percentage goes with `n_before`, the later one with `n_after`.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_after + after * (100 - after) / n_before
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="first-number-of-people-twice"
"""
Both variances are divided by `n_before`. The later survey has its own number of people, `n_after`.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_before
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="five-hundred-for-all"
"""
Your function divides by 500 whatever it is given. Other surveys asked other numbers of people: use `n_before` and `n_after`.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / 500 + after * (100 - after) / 500
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="people-added-up"
"""
You divided by all people together. Each percentage comes from its own people: divide each p × (100 − p) by its own n, and add the two quotients.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = (before * (100 - before) + after * (100 - after)) / (n_before + n_after)
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="mean-of-variances"
"""
You took the mean of the two variances. The difference of two shaky numbers is shakier than either: the variances are added, and not halved.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.96 * (variance / 2) ** 0.5


# %% tags=["mistake"] mistake="one-less-person"
"""
You divided by n − 1. That is the unbiased estimate, and with hundreds of people it hardly differs; the task gives the usual
p × (100 − p) / n.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / (n_before - 1) + after * (100 - after) / (n_after - 1)
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="brackets-around-the-rest-left-out"
"""
`p * 100 - p / n` is not p × (100 − p) / n: a product and a quotient come before a difference. Put `100 - p` in brackets.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * 100 - before / n_before + after * 100 - after / n_after
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="ninety-nine-p"
"""
`p * 100 - p` is 99 times p: a product comes before a difference. Put `100 - p` in brackets.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = (before * 100 - before) / n_before + (after * 100 - after) / n_after
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="root-of-the-first-only"
"""
The root is taken of the first variance alone, and the second is added as it is. Put the sum of both in brackets, then take the root.
"""


def change_with_margin(before, n_before, after, n_after):
    return after - before, 1.96 * (before * (100 - before) / n_before) ** 0.5 + after * (
        100 - after
    ) / n_after


# %% tags=["mistake"] mistake="two-roots-one-factor"
"""
You took the root of each variance and multiplied only the first by 1.96. Add the variances in brackets, take one root of the sum,
and multiply that.
"""


def change_with_margin(before, n_before, after, n_after):
    first = before * (100 - before) / n_before
    second = after * (100 - after) / n_after
    return after - before, 1.96 * first**0.5 + second**0.5


# %% tags=["mistake"] mistake="half-for-the-root"
"""
`**1/2` takes the first power and halves it, as a power comes before a quotient. Write `** 0.5` or `** (1 / 2)`.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.96 * variance**1 / 2


# %% tags=["mistake"] mistake="whole-division"
"""
`//` cuts off what is left of each division. Divide with `/`.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) // n_before + after * (100 - after) // n_after
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="fifty-per-cent-for-all"
"""
You took 50 % for both percentages. That gives the largest margin that a survey of that size can have; the task asks for the one of these two percentages.
"""


def change_with_margin(before, n_before, after, n_after):
    return after - before, 1.96 * (2500 / n_before + 2500 / n_after) ** 0.5


# %% tags=["mistake"] mistake="change-as-percentage"
"""
You took the change itself for a percentage of all people. The margin comes from the two percentages that were measured: one variance for each.
"""


def change_with_margin(before, n_before, after, n_after):
    change = abs(after - before)
    return after - before, 1.96 * (change * (100 - change) / (n_before + n_after)) ** 0.5


# %% tags=["mistake"] mistake="root-of-a-negative-number"
"""
Under the root stands p × (1 − p), which is negative for a p in per cent, so the root is NaN. With p in per cent its counterpart is 100 − p.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (1 - before) / n_before + after * (1 - after) / n_after
    return after - before, 1.96 * np.sqrt(variance)


# %% tags=["mistake"] mistake="root-of-a-difference"
"""
You subtracted the variances, so what is under the root can be negative, and the root NaN. Uncertainty never cancels by subtraction: add them.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before - after * (100 - after) / n_after
    return after - before, 1.96 * np.sqrt(variance)


# %% tags=["mistake"] mistake="inputs-in-another-order"
"""
The inputs come in the order `before, n_before, after, n_after`. In yours the second and the third have changed places: a number of people is taken for a percentage.
"""


def change_with_margin(before, n_before, after, n_after):
    n_before, after = after, n_before
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.96 * np.sqrt(variance)


# %% tags=["mistake"] mistake="whole-number-change"
"""
The margin is right, and the change is cut to a whole number. Percentages have decimals: leave `int` and `round` out.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return round(after - before), 1.96 * variance**0.5


# %% tags=["mistake"] mistake="change-to-one-decimal"
"""
The margin is right, and the change is rounded to one decimal. Rounding is for readers, at the very end: leave it out.
"""


def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return round(after - before, 1), 1.96 * variance**0.5


# %% tags=["mistake"] mistake="whole-percentages"
"""
You cut the percentages to whole numbers before you used them. What comes in may have decimals: leave `int` out.
"""


def change_with_margin(before, n_before, after, n_after):
    before, after = int(before), int(after)
    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, 1.96 * variance**0.5


# %% tags=["mistake"] mistake="factor-with-more-digits"
"""
As near as can be: you took the factor with more digits, 1.95996. The task says 1.96, so that all get the same number.
"""


def change_with_margin(before, n_before, after, n_after):
    from statistics import NormalDist

    variance = before * (100 - before) / n_before + after * (100 - after) / n_after
    return after - before, NormalDist().inv_cdf(0.975) * variance**0.5


# %% tags=["alternative"]
import math


def change_with_margin(before, n_before, after, n_after):
    errors = [math.sqrt(p * (100 - p) / n) for p, n in [(before, n_before), (after, n_after)]]
    return [after - before, 1.96 * math.hypot(*errors)]


# %% [markdown] tags=["after"]
# In the table the French share fell by 20 points with a margin of 6, and the German, British and Italian ones fell too, the British within its margin. What all share is not about France alone.

# %% [markdown] tags=["hint"]
# One line for the two variances and their sum, one for the root and the factor. As p is in per cent, its counterpart is 100 − p.

# %% [markdown] tags=["hint"]
# Write the variance of each survey on a line of its own, with its own percentage and its own number of people. Their sum goes under the root as a whole, so it needs brackets.

# %% [markdown] tags=["hint"]
# The function returns a pair, change first. Keep its name for it: what a call gives needs another name.


# %% tags=["step"]
def change_with_margin(before, n_before, after, n_after):
    variance = before * (100 - ___) / ___ + after * (100 - ___) / ___
    return after - ___, ___ * variance**___


# %% [markdown] tags=["task"] task="no-boycott" kind="value" points=2 objective="LO8.2"
# ## Is there a boycott in the data?
#
# In 2003 there were calls in the United States to stop buying French goods. If buyers as a whole had followed, imports from France should
# have fallen, or grown less than others. The table is in current dollars, so nearly everything grows: compare.
#
# `trade` has one row per `partner` and `year`. The partner `ALL` is the sum of the partners with data, 24 of them since 1993; the four
# that have rows of their own are among these 24.
# Make a dict with these four numbers, all in per cent and not rounded:
#
# - `growth_fra`, `growth_deu`: growth of US imports (`us_imports_musd`) from France and from Germany, from 2002 to 2004;
# - `share_2002`, `share_2004`: what part of the imports from all 24 partners came from France in that year.

# %% tags=["answer"]
# BEGIN SOLUTION
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / imports["ALL"]
# END SOLUTION
no_boycott = (
    # BEGIN SOLUTION
    {
        "growth_fra": growth["FRA"],
        "growth_deu": growth["DEU"],
        "share_2002": share[2002],
        "share_2004": share[2004],
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="later-base"
"""
You divided the growth by the value of 2004. Growth is measured from where it starts, so the base is the earlier year;
with the later one, a doubling would be growth of 50 per cent.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (1 - imports.loc[2002] / imports.loc[2004])
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="exports"
"""
These are US *exports*: what France bought from the United States. A French boycott would show there; the question is
about American buyers. Take `us_imports_musd`.
"""
flows = trade.pivot(index="year", columns="partner", values="us_exports_musd")
growth = 100 * (flows.loc[2004] / flows.loc[2002] - 1)
share = 100 * flows["FRA"] / flows["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="all-counted-twice"
"""
The growth is right; the base of your share is the sum of all rows of the year, and the row `ALL` already contains the
other four. So they count twice. Divide by the row `ALL` alone.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / imports.sum(axis=1)
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="last-year-only"
"""
The shares are right; the growth is that of the last year alone, from 2003
to 2004, as `pct_change` gives it by itself. The boycott was
called early in 2003, so the year before it has to be the base: compare 2004 with 2002.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * imports.pct_change().loc[2004]
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="fractions"
"""
The steps are right and the numbers are fractions of one. The task asks for per cent: multiply all four by 100.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = imports.loc[2004] / imports.loc[2002] - 1
share = imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="dollars"
"""
Your growth is in millions of dollars. More was added to the larger partner, as one would expect of a larger partner. To compare
the two, say how much was added for each dollar of 2002: divide, and multiply by 100.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = imports.loc[2004] - imports.loc[2002]
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="growth-rates-added"
"""
You added the growth of 2003 and that of 2004. Growth builds on growth, so over two years the sum falls a little short: compare 2004 with 2002 directly.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * imports.pct_change().loc[2003:2004].sum()
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="shares-as-fractions"
"""
`growth_fra` and `growth_deu` are right. The two shares are fractions of one: in per cent they are a hundred times as large.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="growth-as-fractions"
"""
`share_2002` and `share_2004` are right. The growth is a fraction of one: in per cent it is a hundred times as large.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = imports.loc[2004] / imports.loc[2002] - 1
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="level-for-growth"
"""
The shares are right. Under the growth stands what 2004 is in per cent of 2002, above 100; growth is what was *added*: take away the 100.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * imports.loc[2004] / imports.loc[2002]
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="ratio-for-growth"
"""
The shares are right. Under the growth stands the ratio of 2004 to 2002. Growth is what was added, in per cent: subtract 1, then multiply by 100.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = imports.loc[2004] / imports.loc[2002]
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="mean-yearly-growth"
"""
The shares are right. Your growth is the mean of the two yearly ones. The task asks for the growth over both years: 2004 against 2002.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * imports.pct_change().loc[2003:2004].mean()
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="yearly-rate"
"""
The shares are right. Your growth is the rate by year that would give the whole in two steps. The task asks for the whole: 2004 against 2002.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * ((imports.loc[2004] / imports.loc[2002]) ** 0.5 - 1)
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="logarithmic-growth"
"""
The shares are right. Your growth is a difference of logarithms, which comes near to it while growth is small. Here plain per cent of 2002 are asked for.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * np.log(imports.loc[2004] / imports.loc[2002])
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="less-growth-of-all"
"""
The shares are right. From the growth you took that of all partners. It is good to compare with it, but the two numbers are each partner's own growth.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
growth = growth - growth["ALL"]
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="britain-for-germany"
"""
`growth_fra` and the shares are right. Under `growth_deu` stands the United Kingdom (GBR). Germany is DEU.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["GBR"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="share-of-germany"
"""
The growth is right. The two shares are those of Germany: take France.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["DEU"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="share-of-the-four"
"""
The growth is right. Below the line of your shares stand the four partners with a name. The task asks for all 24: the row `ALL`.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / imports[["FRA", "DEU", "GBR", "ITA"]].sum(axis=1)
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="against-the-others"
"""
The growth is right. You divided by the imports from the *other* partners. A share is a part of the whole, so France stays in below the line: `ALL`.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / (imports["ALL"] - imports["FRA"])
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="against-the-mean-partner"
"""
The growth is right. You divided by the mean of the 24 partners. A share is a part of the sum: `ALL` itself.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / (imports["ALL"] / 24)
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="share-of-the-growth"
"""
`share_2004` is a share of what was *added* since 2002. The task asks what part of all imports of 2004 came from France.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": 100
    * (imports["FRA"][2004] - imports["FRA"][2002])
    / (imports["ALL"][2004] - imports["ALL"][2002]),
}

# %% tags=["mistake"] mistake="imports-and-exports"
"""
You added imports and exports. The question is about American buyers: `us_imports_musd` alone.
"""
trade_both = trade.assign(both=trade["us_imports_musd"] + trade["us_exports_musd"])
imports = trade_both.pivot(index="year", columns="partner", values="both")
growth = 100 * (imports.loc[2004] / imports.loc[2002] - 1)
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["mistake"] mistake="difference-without-brackets"
"""
The shares are right. In the growth Python divides first, so that 1 is taken away from the imports of 2004. Brackets
hold the difference together: `(later - earlier) / earlier`.
"""
imports = trade.pivot(index="year", columns="partner", values="us_imports_musd")
growth = 100 * (imports.loc[2004] - imports.loc[2002] / imports.loc[2002])
share = 100 * imports["FRA"] / imports["ALL"]
no_boycott = {
    "growth_fra": growth["FRA"],
    "growth_deu": growth["DEU"],
    "share_2002": share[2002],
    "share_2004": share[2004],
}

# %% tags=["alternative"]
bought = trade.set_index(["partner", "year"])["us_imports_musd"]
no_boycott = {f"share_{y}": bought["FRA", y] / bought["ALL", y] * 100 for y in (2004, 2002)}
for who in ("FRA", "DEU"):
    before, after = bought[who, 2002], bought[who, 2004]
    no_boycott[f"growth_{who.lower()}"] = float((after - before) / before * 100)

# %% [markdown] tags=["after"]
# Imports from France rose, by half as much as those from Germany, and its share fell. It had fallen in 2002 already: a lag is not yet a boycott.

# %% tags=["step"]
imports = trade.pivot(index="year", columns="partner", values=___)
growth_fra = 100 * (imports.loc[2004, "FRA"] / imports.loc[___, ___] - 1)
share_2002 = 100 * imports.loc[2002, "FRA"] / imports.loc[___, ___]

# %% [markdown] tags=["hint"]
# `pivot` with years as rows and partners as columns; then `.loc[2004]` and `.loc[2002]` are two rows to compare.

# %% [markdown] tags=["hint"]
# After `pivot` each year is a row and each partner a column, so one cell is `table.loc[year, partner]`: a number. A
# growth is later over earlier, less 1, times 100, of one partner. A share is France over `ALL`, of the same year,
# times 100. Only imports are asked for.

# %% [markdown] tags=["task"] task="composite-by-year" kind="figure" points=3 objective="LO8.3"
# ## A composite, year by year
#
# A composite index is a weighted mean of indicators. Before it can be taken, all of them have to point the **same way**:
# higher should mean warmer. And they need **one scale**, or the indicator with the largest numbers would decide alone. A *z-score* says how
# many standard deviations a value lies above (or below) the mean of its series. Divide by the standard deviation with n in the denominator: the
# years are all the years there are, not a sample.
#
# `indicators` (below) has three of them for 2002 to 2023: the favourable share, the distance of the two states in UN votes, and
# the mean tone of the year's events. The cell has already set the tone of a year without a recorded event to 0, which is an assumption.
# One of the three points the wrong way.
#
# Turn its sign, take the z-scores of each, and draw the mean of the three by year as a line or points over the years, or as bars.
# Give the chart a title and both labels, and keep the Axes.

# %% tags=["given"]
indicators = pd.DataFrame(
    {
        "favourable": panel["us_favourable_pct"],
        "distance": panel["ideal_dist_fra_usa"],
        "tone": timeline.groupby("year")["tone"].mean().reindex(panel.index).fillna(0),
    }
).loc[2002:2023]

# %% tags=["answer"]
fig, composite_by_year = plt.subplots()
# BEGIN SOLUTION
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite_by_year.plot(scores.index, scores.mean(axis=1), marker="o")
composite_by_year.set_title("France and the United States: a composite of three indicators")
composite_by_year.set_xlabel("Year")
composite_by_year.set_ylabel("Mean z-score (higher is warmer)")
# END SOLUTION

# %% tags=["mistake"] mistake="label-says-per-cent" says={"ylabel": "per ?cent|%|^(?!.*(score|\\bz\\b|composite|mean|average|standard|deviation|index|sd|\u03c3|warm)).*(favo|tone|distance|opinion)"}
"""
The numbers are right, and their label is not: they are no shares and no single indicator, but the mean of three z-scores, in standard deviations. Zero is an average year.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Favourable, per cent")

# %% tags=["mistake"] mistake="label-says-indicator" says={"xlabel": "^(?!.*(year|time|date)).*(indicator|score|\\bz\\b|composite|favo|tone|distance)"}
"""
The numbers are right, and the label beside them is not: what stands there are years, with one mark for each. The indicators are gone into the mean.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Indicator", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="distance-not-turned"
"""
A large distance is a cool year, but here it raises the composite. Indicators often come with opposite directions, and a mean does not notice.
Turn the sign of `distance` once, before you take the mean. If your code does, it is turned back somewhere: by a second minus further down, or by a second
run of a cell that turns it in `indicators` itself. Then run the given cell again, and turn it in a copy, as `.assign(...)` gives it.
"""
fig, composite_by_year = plt.subplots()
scores = (indicators - indicators.mean()) / indicators.std(ddof=0)
composite_by_year.plot(scores.index, scores.mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="named-for-one-indicator" says={"legend": "^(?!.*(mean|average|composite|index|three|all))\\W*(minus |negative |turned )?(the )?(distance|favou?rable|favou?r|tone|ideal[_ ]\\w+)( (of|in|score|share|z)\\b.*)?\\W*$"}
"""
The numbers are right, and the name beside them is not: what is drawn is the mean of all three, and you call it by the name of one. Call it composite, or mean z-score.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite, label="distance")
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")
composite_by_year.legend()

# %% tags=["mistake"] mistake="raw-mean"
"""
You averaged the raw numbers. Opinion runs up to 75 and the other two stay within 3 of zero, so this line is opinion in
disguise. Bring each column to z-scores first.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
composite_by_year.plot(warmth.index, warmth.mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean")

# %% tags=["mistake"] mistake="n-minus-one"
"""
The shape is right and the scale is a little off: pandas divides by n − 1 unless you say `ddof=0`. It changes no rank here, but a
number that others should be able to reproduce needs one convention.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std()
composite_by_year.plot(scores.index, scores.mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="sum"
"""
You added the three scores. The shape is that of the mean, but the unit is lost: with a fourth indicator the numbers would
grow although nothing got warmer. A mean stays on the scale of the z-scores.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite_by_year.plot(scores.index, scores.sum(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Sum of z-scores")

# %% tags=["mistake"] mistake="inverse-distance"
"""
You turned the distance by dividing 1 by it. That does point the other way, but it also bends the scale: small distances are stretched and large ones squeezed. Change
its sign.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=1 / indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite_by_year.plot(scores.index, scores.mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="only-centred"
"""
The means are taken off, so zero now means average. But the units are still the old ones: points of a survey beside tones. Divide each by its standard
deviation as well.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
composite_by_year.plot(warmth.index, (warmth - warmth.mean()).mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean")

# %% tags=["mistake"] mistake="zero-to-one"
"""
You mapped the smallest value of each indicator to 0 and the largest to 1. That is another way to a common scale, and it is used; it hangs
on the two extreme years, though, and the task asks for distances from the mean in standard deviations.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.min()) / (warmth.max() - warmth.min())
composite_by_year.plot(scores.index, scores.mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean, 0 to 1")

# %% tags=["mistake"] mistake="tone-turned"
"""
You turned `tone`. A high tone is a warm year already. Which of the three is large when the two states are far apart?
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(tone=-indicators["tone"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="favourable-turned"
"""
You turned `favourable`. A large share of favourable views is a warm year already. Which of the three is large when the two states are far apart?
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(favourable=-indicators["favourable"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="all-turned"
"""
You turned all three. Only one of them points the wrong way: the one that is large when the two states are far apart.
"""
fig, composite_by_year = plt.subplots()
warmth = -indicators
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="upside-down"
"""
Your line is the right one upside down: higher is colder now. Either `favourable` and `tone` were turned, which are high in warm years already, and `distance` was not; or the
value was subtracted from the mean. Turn `distance` alone, and take value minus mean.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(favourable=-indicators["favourable"], tone=-indicators["tone"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="scores-within-the-year"
"""
Your z-scores are taken within each year, over the three indicators, so that their mean is zero in every year. A z-score compares a value with the other years of its *own* series: one mean and one standard deviation for each column.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = warmth.sub(warmth.mean(axis=1), axis=0).div(warmth.std(axis=1, ddof=0), axis=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="scores-not-averaged"
"""
You drew the three z-scores, one line for each. The composite is their mean by year: one line.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
scores.plot(ax=composite_by_year, title="Three scores", xlabel="Year", ylabel="z-score")

# %% tags=["mistake"] mistake="mean-of-each-indicator"
"""
You took the mean of each indicator over the years, which is zero for a z-score. The composite is the mean over the three indicators in each year: `axis=1`.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean().round(9)
composite_by_year.bar(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Indicator", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="mean-first-scores-after"
"""
You averaged first and took z-scores of the mean. Then the indicator with the largest numbers has decided already. Scores first, mean after.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
raw = warmth.mean(axis=1)
composite = (raw - raw.mean()) / raw.std(ddof=0)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="standardised-again"
"""
You took z-scores once more, of the composite. Its mean is zero already, and its own spread tells how far the three agree: leave it as it is.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
raw = scores.mean(axis=1)
composite = (raw - raw.mean()) / raw.std(ddof=0)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="tone-left-out"
"""
Only two of the three indicators are in your mean: `tone` is missing.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores[["favourable", "distance"]].mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="distance-left-out"
"""
Only two of the three indicators are in your mean: `distance` is missing. It need not go: turn its sign.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores[["favourable", "tone"]].mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="ranks"
"""
You took ranks. They are one scale as well, but they forget how far apart two years are. The task asks for z-scores: distances from the mean in standard deviations.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])

composite = warmth.rank().mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="zeros-left-empty"
"""
You put a missing value where `tone` is 0. In nine of those years no event is recorded, and the cell above gives them the
tone 0; in 2015 and 2017 two events balance. The task keeps them all: take `indicators` as it is.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
warmth["tone"] = warmth["tone"].replace(0, np.nan)
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="not-centred"
"""
You divided by the standard deviation and did not take off the mean. A z-score of 0 means average; yours have no zero of that kind.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = warmth / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="scores-over-all-years"
"""
The mean and the standard deviation of your z-scores are those of all years of `panel`. Take them over the years of `indicators`, 2002 to 2023.
"""
fig, composite_by_year = plt.subplots()
everything = pd.DataFrame(
    {
        "favourable": panel["us_favourable_pct"],
        "distance": -panel["ideal_dist_fra_usa"],
        "tone": timeline.groupby("year")["tone"].mean().reindex(panel.index).fillna(0),
    }
)
scores = ((everything - everything.mean()) / everything.std(ddof=0)).loc[2002:2023]
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="tone-made-anew"
"""
You made `tone` anew from `timeline`, so that years without a recorded event are empty again. The given cell has set them to 0, and
the task keeps that: take `indicators` as it is.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"], tone=timeline.groupby("year")["tone"].mean())
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="one-scale-for-all"
"""
You took one mean and one standard deviation of all three indicators together, and the one with the largest numbers decides both.
Each column has its own: `table - table.mean()` takes them column by column.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
scores = (warmth - warmth.to_numpy().mean()) / warmth.to_numpy().std()
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="first-year-cut"
"""
You left 2002 out before you took means and standard deviations, so every score is a little off. `indicators` holds the years
asked for: take all of them.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.loc[2003:].assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="last-year-cut"
"""
You left 2023 out before you took means and standard deviations, so every score is a little off. `indicators` holds the years
asked for: take all of them, and note that `.loc[:2023]` includes its end.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.loc[:2022].assign(distance=-indicators["distance"])
scores = (warmth - warmth.mean()) / warmth.std(ddof=0)
composite = scores.mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="sizes-of-scores"
"""
You took the size of the z-scores without their sign. Below zero is colder than average, and that is what the sign
says: leave `abs` out.
"""
fig, composite_by_year = plt.subplots()
warmth = indicators.assign(distance=-indicators["distance"])
composite = ((warmth - warmth.mean()) / warmth.std(ddof=0)).abs().mean(axis=1)
composite_by_year.plot(composite.index, composite)
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["mistake"] mistake="not-turned-n-minus-one"
"""
Two things are left. `distance` is not turned yet: a large distance is a cool year, but here it raises the composite.
And `std()` divides by n − 1: for n, write `std(ddof=0)`.
"""
fig, composite_by_year = plt.subplots()
scores = (indicators - indicators.mean()) / indicators.std()
composite_by_year.plot(scores.index, scores.mean(axis=1))
composite_by_year.set(title="Composite", xlabel="Year", ylabel="Mean z-score")

# %% tags=["alternative"]
fig, composite_by_year = plt.subplots()
cool = (indicators - indicators.mean()) / indicators.std(ddof=0)
index = (cool["favourable"] - cool["distance"] + cool["tone"]) / 3
composite_by_year.bar(index.index, index)
composite_by_year.set_title("How warm was the year?")
composite_by_year.set_xlabel("Calendar year")
composite_by_year.set_ylabel("Composite, standard deviations")

# %% [markdown] tags=["after"]
# The lowest year is the one you expect. Leave one indicator out and look again: which of the three carries it?

# %% tags=["step"]
warmth = indicators.assign(distance=-indicators[___])
scores = (warmth - warmth.mean()) / warmth.std(ddof=___)
composite = scores.mean(axis=___)

# %% [markdown] tags=["hint"]
# `indicators.assign(distance=...)` gives a copy with one column changed; `.mean(axis=1)` is the mean of each row.

# %% [markdown] tags=["hint"]
# Three steps, in this order: `distance` with a minus, as more of it is colder; each column less its own mean, over
# its own standard deviation with `ddof=0`; `.mean(axis=1)`, the mean of the three in each row. Draw it over the
# years: `ax.plot(scores.index, …)`. `hist` would count how often each number occurs.

# %% [markdown] tags=["task"] task="weightings" kind="table" points=2 objective="LO8.3"
# ## Does the lowest year survive other weights?
#
# Equal weights are a choice like any other. An honest index shows what happens under **all** reasonable ones.
#
# `scores` (below) has z-scores of four indicators for 2002 to 2014, all turned so that higher is warmer. The fourth is trade: growth of US imports
# from France minus growth of imports from all 24 partners. The data on trade end in 2014, so a fourth indicator costs nine years.
# `grid` has every way to share a weight of 1 among the four in steps of 0.1, one weighting per row.
#
# For each weighting, compute the composite of each year (weight times score, summed) and find its lowest year.
# Make a Series: lowest year → number of weightings under which it is the lowest. Leave out years that are never the lowest.

# %% tags=["given"]
written = """
year favourable distance  trade   tone
2002      0.408    0.241 -1.249 -0.403
2003     -0.885   -1.619 -0.514 -1.937
2004     -1.299   -1.571 -0.926  1.131
2005     -0.905   -1.142 -0.850 -0.403
2006     -1.118   -0.873  0.427 -0.403
2007     -1.131   -0.040  1.588  1.131
2008     -0.930   -0.201  0.552 -0.403
2009      1.151    1.047  0.746  1.898
2010      1.087    1.128 -1.041 -0.403
2011      1.164    0.351 -1.188  1.131
2012      0.809    1.644  0.216 -0.403
2013      0.453    0.431  1.819 -0.914
2014      1.196    0.604  0.420 -0.020
"""
scores = pd.read_csv(StringIO(written), sep=r"\s+", index_col="year")
grid = pd.DataFrame(
    [np.array(parts) / 10 for parts in product(range(11), repeat=4) if sum(parts) == 10],
    columns=scores.columns,
)

# %% tags=["answer"]
weightings = (
    # BEGIN SOLUTION
    (scores @ grid.T).idxmin().value_counts()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="one-weighting"
"""
That is one year. It may be the lowest under one weighting, or the one that is the lowest most often. The task asks
for all that come out, with their counts: the lowest year of each row of `grid`, as `scores @ grid.T` has a row for
each year and a column for each weighting, then `value_counts()`.
"""
weightings = scores.mean(axis=1).idxmin()

# %% tags=["mistake"] mistake="years-not-counted"
"""
These are the years that come out, each once. How often does each of them? `.value_counts()` counts where `.unique()` only lists.
"""
weightings = (scores @ grid.T).idxmin().unique()

# %% tags=["mistake"] mistake="matched-by-label"
"""
`*` puts cells together that have the same labels, and the rows of `scores` are years while those of `grid` are weightings: all
is empty. The product of two tables is `@`, with the second turned: `scores @ grid.T`.
"""
weightings = (scores * grid).sum(axis=1).idxmin()

# %% tags=["mistake"] mistake="nearest-to-zero"
"""
`abs` took the signs away, so you found the years nearest to zero. The lowest composite is the most negative one: leave `abs` out.
"""
weightings = (scores @ grid.T).abs().idxmin().value_counts()

# %% tags=["mistake"] mistake="warmest"
"""
These years are the *warmest*. Higher means warmer in `scores`, so the low point is the minimum: `idxmin`.
"""
weightings = (scores @ grid.T).idxmax().value_counts()

# %% tags=["mistake"] mistake="equal-weights-only"
"""
You gave all weightings to the year that is lowest with equal weights. Whether it stays the lowest under the other rows
of `grid` is the question. Compute a composite for each row.
"""
weightings = pd.Series({scores.mean(axis=1).idxmin(): len(grid)})

# %% tags=["mistake"] mistake="shares"
"""
These are shares of all weightings. The years and their order are right; the task asks for counts, which also tell a
reader how many weightings were tried.
"""
weightings = (scores @ grid.T).idxmin().value_counts(normalize=True)

# %% tags=["mistake"] mistake="one-vote-per-indicator"
"""
You counted, for each indicator, the year in which it is lowest: the four corners of the grid, where one indicator has
all the weight. The other rows mix the indicators. For each row of `grid`, multiply `scores` by it and add up the four: in a loop, or
for all rows at once by the matrix product `@`.
"""
weightings = scores.idxmin().value_counts()

# %% tags=["mistake"] mistake="for-each-year"
"""
You asked, for each year, which row of `grid` makes that year look worst, and so every year comes up once. Turn the question round: for
each weighting, which year is the lowest? The minimum has to run over the years.
"""
weightings = pd.Series(1, index=(scores @ grid.T).idxmin(axis=1).index)

# %% tags=["mistake"] mistake="no-zero-weights"
"""
You kept only weightings in which all four indicators count. That is a fair sweep of its own, and its answer may differ. The task
asks for every row of `grid`, also those that leave an indicator out.
"""
weightings = (scores @ grid[(grid > 0).all(axis=1)].T).idxmin().value_counts()

# %% tags=["mistake"] mistake="not-counted"
"""
Here is the lowest year for each weighting: the right list, and one step too early. Count how often each year occurs in it.
"""
weightings = (scores @ grid.T).idxmin()

# %% tags=["mistake"] mistake="per-cent"
"""
The years are right, with their share of all weightings in per cent. The task asks for counts, which also tell a reader how many weightings were tried.
"""
weightings = 100 * (scores @ grid.T).idxmin().value_counts(normalize=True)

# %% tags=["mistake"] mistake="zeros-kept"
"""
The three numbers above zero are right. The years that are never the lowest are still in: leave them out.
"""
weightings = (scores @ grid.T).idxmin().value_counts().reindex(scores.index, fill_value=0)

# %% tags=["mistake"] mistake="rows-of-the-grid-counted"
"""
You asked, for each year, which row of `grid` makes that year look worst, and counted the rows. Turn the question round: for each weighting, which year is the lowest? In `scores @ grid.T` each column is a weighting, and `idxmin` finds the lowest of each column.
"""
weightings = (scores @ grid.T).idxmin(axis=1).value_counts()

# %% tags=["mistake"] mistake="worst-row-for-each-year"
"""
Beside each year stands the number of a row of `grid`, the one that makes that year look worst. Turn the question round: for each weighting, which year is the lowest? In `scores @ grid.T` each column is a weighting, and `idxmin` finds the lowest of each column.
"""
weightings = (scores @ grid.T).idxmin(axis=1)

# %% tags=["mistake"] mistake="composites-kept"
"""
These are the composites: a row for each year, a column for each weighting. Two steps are left: the year with the smallest value in each column, and how often each year occurs.
"""
weightings = scores @ grid.T

# %% tags=["mistake"] mistake="lowest-values-counted"
"""
You counted the lowest *values*. Which year they belong to is the question: `idxmin` in place of `min`.
"""
weightings = (scores @ grid.T).min().value_counts()

# %% tags=["mistake"] mistake="positions-for-years"
"""
The counts are right; they stand beside positions, counted from 0. Look each position up, `scores.index[positions]`, before you count; of a table `.idxmin()` gives the year itself.
"""
weightings = pd.Series((scores.to_numpy() @ grid.to_numpy().T).argmin(axis=0)).value_counts()

# %% tags=["mistake"] mistake="mean-composite"
"""
For each year you put its composites under all weightings together, as a mean or a sum. That hides whether they agree.
For each weighting take its lowest year, then count.
"""
weightings = (scores @ grid.T).mean(axis=1)

# %% tags=["mistake"] mistake="distance-turned-again"
"""
You turned the sign of `distance`. In `scores` all four have been turned already, so that higher is warmer: take it as it is.
"""
weightings = (scores.assign(distance=-scores["distance"]) @ grid.T).idxmin().value_counts()

# %% tags=["mistake"] mistake="trade-turned-again"
"""
You turned the sign of `trade`. In `scores` all four have been turned already, so that higher is warmer: take it as it is.
"""
weightings = (scores.assign(trade=-scores["trade"]) @ grid.T).idxmin().value_counts()

# %% tags=["mistake"] mistake="trade-dropped"
"""
You left `trade` out. All four indicators belong to the index; `grid` has the rows in which `trade` weighs nothing.
"""
weightings = (scores.drop(columns="trade") @ grid.drop(columns="trade").T).idxmin().value_counts()

# %% tags=["mistake"] mistake="tone-dropped"
"""
You left `tone` out. All four indicators belong to the index; `grid` has the rows in which `tone` weighs nothing.
"""
weightings = (scores.drop(columns="tone") @ grid.drop(columns="tone").T).idxmin().value_counts()

# %% tags=["mistake"] mistake="from-2003"
"""
You left 2002 out. The scores run from 2002 to 2014, and a composite is needed for each of these years.
"""
weightings = (scores.loc[2003:] @ grid.T).idxmin().value_counts()

# %% tags=["mistake"] mistake="sizes-for-scores"
"""
You took the size of the scores without their sign. Below zero is colder than average, and that is what makes a year low: keep the sign.
"""
weightings = (scores.abs() @ grid.T).idxmin().value_counts()

# %% tags=["mistake"] mistake="below-zero-counted"
"""
You counted, for each year, the weightings under which its composite lies below zero. The task asks how often it is the *lowest* of all years.
"""
weightings = ((scores @ grid.T) < 0).sum(axis=1)

# %% tags=["mistake"] mistake="most-frequent-only"
"""
Only the most frequent year is left. Keep all that occur: `value_counts()` has them.
"""
weightings = (scores @ grid.T).idxmin().value_counts().head(1)

# %% tags=["mistake"] mistake="lowest-of-each-indicator"
"""
These are the lowest years of each indicator by itself: four corners of the grid, where one indicator has all the
weight. The other rows mix them: take the composites first, `scores @ grid.T`, then the lowest year of each, then
count.
"""
weightings = scores.idxmin()

# %% tags=["mistake"] mistake="finer-grid"
"""
Your weights go in steps of 0.05, as in the chapter. They are many more weightings, and another year comes out as
well. The task sweeps the rows of `grid`, in steps of 0.1.
"""
from demarche.measures.composite import lowest_counts, weight_grid

weightings = lowest_counts(scores, weight_grid(4, 20))

# %% tags=["mistake"] mistake="sum-of-composites"
"""
For each year you put its composites under all weightings together, as a mean or a sum. That hides whether they agree.
For each weighting take its lowest year, then count.
"""
weightings = (scores @ grid.T).sum(axis=1)

# %% tags=["mistake"] mistake="counts-as-labels"
"""
The numbers are right, and the two have changed places: each year should be the label, and its count the value.
`value_counts()` has them so already.
"""
counts = (scores @ grid.T).idxmin().value_counts()
weightings = pd.Series(counts.index, index=counts)

# %% tags=["mistake"] mistake="matched-by-label-and-counted"
"""
`*` puts cells together that have the same labels, and the rows of `scores` are years while those of `grid` are
weightings: all is empty. The product of two tables is `@`, with the second turned: `scores @ grid.T`.
"""
weightings = (scores * grid).sum(axis=1).value_counts()

# %% tags=["alternative"]
lowest = []
for _, row in grid.iterrows():
    index = sum(row[name] * scores[name] for name in scores.columns)
    lowest.append(index.sort_values().index[0])
weightings = pd.Series(lowest).groupby(lowest).size()

# %% [markdown] tags=["after"]
# Look at which weightings break the result: nearly all give the events little or nothing. That is the sentence to report, not the share.

# %% [markdown] tags=["hint"]
# A matrix product does all composites at once: `scores @ grid.T` has years as rows and weightings as columns.

# %% [markdown] tags=["hint"]
# Of that table `.idxmin()` gives, for each column, the label of the row with the smallest value. How often does each label occur?

# %% [markdown] tags=["hint"]
# `scores @ grid.T` multiplies and adds up for all weightings at once. Whoever loops goes through the rows of `grid`,
# `for label, row in grid.iterrows()`, as a loop over a table gives its columns' names; the composite is then `scores
# @ row`, and `.idxmin()` its year. The answer counts these years.

# %% [markdown] tags=["task"] task="what-a-sweep-shows" kind="choice" points=1 objective="LO8.3"
# ## What does a sweep show?
#
# Somebody builds a composite of four indicators for the years 2002 to 2014 and finds year Y the lowest under 7 of 10
# weightings. Which sentence does this support?
#
# - **a** With a probability of 70 %, Y was the worst year.
# - **b** Among these years and by these indicators, Y is the lowest unless the weights lean to certain indicators; say which.
# - **c** As Y survives most weightings, no later year up to 2026 was worse.
# - **d** As 3 of 10 weightings disagree, the index shows nothing.
#
# Keep the letter as text, for example `"a"`.

# %% tags=["answer"]
what_a_sweep_shows = (
    # BEGIN SOLUTION
    "b"
    # END SOLUTION
)

# %% tags=["replies"]
{
    "a": """It looks like a probability and is none. The rows of a grid were not drawn by chance, and a finer grid, or one without zero
    weights, would give another share. It tells how far the result depends on your choice, not how likely it is.""",
    "b": """Yes. The result holds within its years and indicators, and a good report also names the weightings that break it:
    then a reader who would weigh in that way knows what to think.""",
    "c": """The index has no row for any year after 2014, so it is silent on all of them. A sweep over weights cannot make up for
    years without data. Which sentence stays within the years?""",
    "d": """Too strict: there may be a pattern in the 3. If they all give nearly everything to one indicator, the disagreement is about that
    indicator and can be stated. What would you tell a reader about them?""",
}

# %% [markdown] tags=["hint"]
# Ask of each sentence: which years, which indicators, and whose choice are the weights?

# %% [markdown] tags=["hint"]
# The weightings were laid out by somebody, and not drawn by chance. The years are those of the table, and no others.
# Strike out each sentence that speaks of more than that, and the one that throws away what the sweep does say.

# %% [markdown] tags=["task"] task="second-coder" kind="value" points=2 objective="LO8.4"
# ## A second coder
#
# The tone of `timeline` was coded by one person. `practice` (below) has ten of these tones in its column `first`, and in `second`
# those of a second coder, **whom we invented** for this task.
#
# Tones are ordered: −2 against −3 is a near miss, −3 against +2 is not. The plain kappa treats both alike. **Weighted kappa** uses
# the distance d between the two codes, here |first − second|:
#
# - *seen*: the mean of d over the ten events;
# - *by chance*: the mean of d over **all** 10 × 10 pairs of a first code with a second code, whatever the event;
# - kappa = 1 − seen / by chance.
#
# Compute it, not rounded.

# %% tags=["given"]
practice = pd.DataFrame(
    {
        "id": ["T41", "T48", "T50", "T52", "T56", "T63", "T66", "T68", "T79", "T80"],
        "second": [0, -1, 2, 3, -2, 2, -2, -3, 0, -2],  # invented
    }
).merge(timeline[["id", "tone"]].rename(columns={"tone": "first"}), on="id")

# %% tags=["answer"]
# BEGIN SOLUTION
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
# END SOLUTION
second_coder = (
    # BEGIN SOLUTION
    1 - seen / by_chance
    # END SOLUTION
)

# %% tags=["mistake"] mistake="plain-kappa"
"""
This is the plain kappa: every disagreement counts as a full one, although most of these are near misses. For names without an order that
is right. Here use the distance between the codes in place of "different or not".
"""
seen = (practice["first"] != practice["second"]).mean()
by_chance = np.mean([a != b for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="share-of-agreement"
"""
This is the share of events with the same code. It gives no credit for near misses, and does not ask what two coders
would reach by chance. Follow the three steps: *seen*, *by chance*, one minus their ratio.
"""
second_coder = (practice["first"] == practice["second"]).mean()

# %% tags=["mistake"] mistake="within-one-step"
"""
This is the share of events whose codes lie at most one step apart. It does not ask what two coders would reach by
chance, and a step more or less is lost. Follow the three steps: *seen*, *by chance*, one minus their ratio.
"""
second_coder = ((practice["first"] - practice["second"]).abs() <= 1).mean()

# %% tags=["mistake"] mistake="one-minus-seen"
"""
This is one minus *seen*, which does not ask what two coders would reach by chance. Divide *seen* by *by chance* first.
"""
second_coder = 1 - (practice["first"] - practice["second"]).abs().mean()

# %% tags=["mistake"] mistake="different-or-not"
"""
Your *seen* asks only whether two codes differ, and *by chance* how far they lie apart. Take the distance in both: two steps count twice
as much as one.
"""
seen = (practice["first"] != practice["second"]).mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="sorted-apart"
"""
You sorted the two columns, each by itself, and with it the pairs are lost: the first code of an event no longer stands beside the second
one. Leave both as they are.
"""
seen = np.abs(np.sort(practice["first"]) - np.sort(practice["second"])).mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="largest-distance"
"""
You compared the distance seen with the largest one possible, 6. Two coders who guess would look good on that measure, since guesses are
seldom 6 apart. Compare with the mean distance over all pairs of codes.
"""
second_coder = 1 - (practice["first"] - practice["second"]).abs().mean() / 6

# %% tags=["mistake"] mistake="squared"
"""
You squared the distances. That is also in use (quadratic weights), and it forgives near misses even more. The task asks for the
distance itself: a report has to say which was used, since the numbers differ.
"""
seen = ((practice["first"] - practice["second"]) ** 2).mean()
by_chance = np.mean([(a - b) ** 2 for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="correlation"
"""
This is the correlation of the two codings. It would be 1 also for a coder who always gave one step less: it asks whether they move together,
not whether they agree. Use the distances.
"""
second_coder = practice["first"].corr(practice["second"])

# %% tags=["mistake"] mistake="without-own-pairs"
"""
Very near. You left the ten true pairs out of the comparison with chance. In kappa, chance may deal an event its own code too: take
all 100 pairs.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
first, second = practice["first"].tolist(), practice["second"].tolist()
by_chance = np.mean([abs(a - b) for i, a in enumerate(first) for j, b in enumerate(second) if i != j])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="rounded"
"""
This is the right number, rounded to two decimals. A report may print it so; keep the unrounded one, since others compute
on with it.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = round(1 - seen / by_chance, 2)

# %% tags=["mistake"] mistake="seen-alone"
"""
This is *seen*, the mean distance over the ten events. Two steps are left: *by chance*, and one minus the ratio of the two.
"""
second_coder = (practice["first"] - practice["second"]).abs().mean()

# %% tags=["mistake"] mistake="chance-alone"
"""
This is *by chance*, the mean distance over all hundred pairs. Two steps are left: *seen*, and one minus the ratio of the two.
"""
second_coder = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])

# %% tags=["mistake"] mistake="ratio-alone"
"""
This is *seen* divided by *by chance*: the part of the disagreement that is left. Kappa is one minus that.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = seen / by_chance

# %% tags=["mistake"] mistake="upside-down"
"""
You divided *by chance* by *seen*. It is the other way round: what is seen, as a part of what chance would give.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = 1 - by_chance / seen

# %% tags=["mistake"] mistake="difference"
"""
You subtracted *seen* from *by chance*. Kappa is one minus their *ratio*, which has no unit.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = by_chance - seen

# %% tags=["mistake"] mistake="difference-from-one"
"""
You took one minus a difference. Kappa is one minus a *ratio*: divide seen by chance.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = 1 - (seen - by_chance)

# %% tags=["mistake"] mistake="brackets"
"""
You subtracted from one first and divided after. Without brackets Python divides first, as the task does: 1 − seen / by chance.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = (1 - seen) / by_chance

# %% tags=["mistake"] mistake="nothing-seen"
"""
Your *seen* is 0, although the coders differ on some events. With their signs kept, the differences cancel out; and the median is 0 where most codes are the same. Take the mean of the sizes: `.abs()`, then `.mean()`.
"""
seen = (practice["first"] - practice["second"]).mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="signs-kept"
"""
You kept the signs of the differences, and they cancel out: both means are 0, and 0 / 0 is no number. A distance has no sign: take `abs` of each difference.
"""
seen = (practice["first"] - practice["second"]).mean()
by_chance = np.mean([a - b for a in practice["first"] for b in practice["second"]])
second_coder = np.divide(round(seen, 9), round(by_chance, 9))

# %% tags=["mistake"] mistake="sizes-subtracted"
"""
Your *seen* is right. *By chance* comes out as half of it, far too small. Either you subtracted sizes, `abs(a) - abs(b)`, where the size of
the difference is meant, `abs(a - b)`; or you paired the codes one by one, as `zip` does of sorted lists. Chance pairs each of the ten first codes with each of the ten second ones: two loops.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a) - abs(b) for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="abs-of-codes"
"""
You took the size of the *codes*. Then −2 and +2 are the same code. Take the size of their difference.
"""
first, second = practice["first"].abs(), practice["second"].abs()
seen = (first - second).abs().mean()
by_chance = np.mean([abs(a - b) for a in first for b in second])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="each-code-once"
"""
In *by chance* each code counts once, however often it was given. Chance deals the codes as often as the coders gave them: go through all ten of each.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in set(practice["first"]) for b in set(practice["second"])])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="one-coder-with-itself"
"""
In *by chance* you paired the first coder with the first. A pair is a code of the first and a code of the second.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["first"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="whole-timeline"
"""
In *by chance* you took the tones of the whole timeline. Both coders are compared on the ten events of `practice`: take `first` and `second` from there.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in timeline["tone"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="divided-by-ten"
"""
The ratio is a tenth of what it should be. *Seen* is a mean over 10 events and *by chance* a mean over 10 × 10 pairs: a sum over all pairs is divided by 100, and
two sums set against each other leave out both divisions. Take a mean on both sides, of a list by `np.mean(...)`.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = sum([abs(a - b) for a in practice["first"] for b in practice["second"]]) / 10
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="true-pairs-twice"
"""
In *by chance* you went through the ten true pairs, as in *seen*, so the ratio is 1 and nothing is left. Chance pairs every first code with every second one: two loops.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a, b in zip(practice["first"], practice["second"])])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="rank-correlation"
"""
This is the rank correlation of the two codings. It asks whether they order the events alike, not whether they agree. Use the distances.
"""
second_coder = practice["first"].corr(practice["second"], method="spearman")

# %% tags=["mistake"] mistake="chance-over-all-codes"
"""
You took *by chance* over all codes that are possible, −3 to 3. Coders do not use all of them alike: take the ten codes that each of the two gave, all 10 × 10 pairs.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in range(-3, 4) for b in range(-3, 4)])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="two-parts"
"""
These are *seen* and *by chance*. One step is left, which makes one number of the two: kappa is one minus *seen* divided by *by chance*.
"""
second_coder = (
    (practice["first"] - practice["second"]).abs().mean(),
    np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]]),
)

# %% tags=["mistake"] mistake="no-chance"
"""
Your *by chance* is 0, and nothing can be divided by it. Either the signs are kept, and the differences cancel out:
`abs` of each, inside the list. Or it is the distance of two means, or that of the last pair alone: it is the mean of a hundred distances, one for
each pair of codes.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([a - b for a in practice["first"] for b in practice["second"]])
second_coder = 1 - seen / by_chance

# %% tags=["mistake"] mistake="formula-of-shares"
"""
You put distances into the formula of the plain kappa, which is made for *shares of agreement*. Distances say how far
the coders are apart: kappa is one minus *seen* divided by *by chance*.
"""
seen = (practice["first"] - practice["second"]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice["first"] for b in practice["second"]])
second_coder = (seen - by_chance) / (1 - by_chance)

# %% tags=["alternative"]
ours = practice["first"].value_counts(normalize=True)
theirs = practice["second"].value_counts(normalize=True)
by_chance = sum(ours[a] * theirs[b] * abs(a - b) for a in ours.index for b in theirs.index)
second_coder = float(1 - np.abs(practice["first"] - practice["second"]).mean() / by_chance)

# %% [markdown] tags=["after"]
# Weighted kappa is above the plain one, as most disagreements are near misses. The second coder is invented: a real one may differ more.

# %% tags=["step"]
seen = (practice[___] - practice[___]).abs().mean()
by_chance = np.mean([abs(a - b) for a in practice[___] for b in practice[___]])
second_coder = 1 - ___

# %% [markdown] tags=["hint"]
# Two nested loops in a list, `[abs(a - b) for a in … for b in …]`, give the 100 distances.

# %% [markdown] tags=["hint"]
# Ten codes with ten codes make a hundred pairs, each first code with each second one, also with that of its own
# event. Take the size of each difference before the mean. Do not square, and do not round: one less the ratio of the
# two means, seen above the line.

# %% [markdown] tags=["task"] task="levels-and-changes" kind="value" points=2 objective="LO8.5"
# ## A correlation that may mean nothing
#
# From 1950 to 2014 US exports to France grew in current dollars, and from about 1980 on France agreed less with the United States in the
# United Nations than before. So the two series are correlated. Does more trade divide? What steps down runs against whatever grows, whatever the two
# are. If there is a link from year to year, the *changes* should go together too.
#
# But changes of what? A sum of money grows by per cent, so its changes in dollars are tiny at first and huge at the end, and the last years decide nearly alone. The
# change of its natural logarithm is a rate of growth.
#
# Take `agree_fra_usa` and `us_exports_musd` of `panel`, whose index is the year. Cut the years 1950 to 2014 first, then take changes: the first is that from 1950 to 1951. Make a dict with three
# correlations (Pearson), not rounded:
#
# - `levels`: of the two series as they are;
# - `changes`: of their changes from one year to the next, exports in **dollars**;
# - `growth`: of the changes of agreement and the changes of the **logarithm** of exports.
#
# There was no roll call in 1964: a change needs two neighbouring years, so none ends in 1964 or in 1965.

# %% tags=["answer"]
# BEGIN SOLUTION
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]]
moved = both["agree_fra_usa"].diff()
# END SOLUTION
levels_and_changes = (
    # BEGIN SOLUTION
    {
        "levels": both["agree_fra_usa"].corr(both["us_exports_musd"]),
        "changes": moved.corr(both["us_exports_musd"].diff()),
        "growth": moved.corr(np.log(both["us_exports_musd"]).diff()),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="over-the-gap"
"""
The levels are right. You dropped the year without a vote before taking changes, so 1963 and 1965 became neighbours and one
"yearly" change is a change over two years. Take the changes first; `corr` leaves out what is missing by itself.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]].dropna()
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="changed-before-the-cut"
"""
You took the changes first and cut the years afterwards, so the step from 1949 to 1950 is still in. Cut first: then the first change is that from
1950 to 1951.
"""
votes, exports = panel["agree_fra_usa"], panel["us_exports_musd"]
years = slice(1950, 2014)
levels_and_changes = {
    "levels": votes.loc[years].corr(exports.loc[years]),
    "changes": votes.diff().loc[years].corr(exports.diff().loc[years]),
    "growth": votes.diff().loc[years].corr(np.log(exports).diff().loc[years]),
}

# %% tags=["mistake"] mistake="swapped"
"""
The first two numbers have changed places: the strong correlation belongs to the levels. That is the point of the
task, so look at the two once more.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "changes": votes.corr(exports),
    "levels": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="imports"
"""
These are correlations with US *imports* from France. They tell another story of the same kind, but the task names `us_exports_musd`.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_imports_musd"]]
votes, imports = both["agree_fra_usa"], both["us_imports_musd"]
levels_and_changes = {
    "levels": votes.corr(imports),
    "changes": votes.diff().corr(imports.diff()),
    "growth": votes.diff().corr(np.log(imports).diff()),
}

# %% tags=["mistake"] mistake="one-side-differenced"
"""
You took the changes of exports only and set them beside the *level* of agreement. That mixes two questions. If the
claim is that the two move together, both have to be changes.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.corr(exports.diff()),
    "growth": votes.corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="logarithm-without-change"
"""
For `growth` you took the logarithm and stopped there, so that is a correlation of levels again, and both have their trend. Take the changes of the
logarithm: `np.log(...).diff()`.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.corr(np.log(exports)),
}

# %% tags=["mistake"] mistake="logarithm-of-both"
"""
In `growth` agreement is in logarithms too. It is a share that goes up and down and does not grow by per cent: take its plain changes, and the logarithm
of exports alone.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": np.log(votes).diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="all-years"
"""
You took all years of the panel. The years before 1950 are those of reconstruction and Marshall aid; the task begins in 1950.
Cut the table first, then take the changes.
"""
votes, exports = panel["agree_fra_usa"], panel["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="rounded"
"""
These are the right numbers, rounded. A report may print them so; keep the unrounded ones.
"""
both = panel.loc[1950:2014, ["agree_fra_usa", "us_exports_musd"]]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": round(votes.corr(exports), 2),
    "changes": round(votes.diff().corr(exports.diff()), 2),
    "growth": round(votes.diff().corr(np.log(exports).diff()), 2),
}

# %% tags=["mistake"] mistake="gap-as-zero"
"""
You put a zero into 1964, as if nobody had agreed in that year. Nobody voted: leave the year empty, `corr` passes over it by itself.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"].fillna(0), both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="gap-from-the-year-before"
"""
You filled 1964 with the value of 1963. Nobody voted in that year: leave it empty, `corr` passes over it by itself.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"].ffill(), both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="gap-filled-in"
"""
You filled 1964 with a number between its neighbours. Nobody voted in that year: leave it empty, `corr` passes over it by itself.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"].interpolate(), both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="per-cent-for-logarithm"
"""
`levels` and `changes` are right. For `growth` you took per cent of the year before, which is near to the change of the logarithm while growth is small. The task asks for `np.log(...).diff()`.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(exports.pct_change()),
}

# %% tags=["mistake"] mistake="both-in-per-cent"
"""
`levels` and `changes` are right. In `growth` both series are in per cent of the year before. Agreement is a share: take its plain changes; of exports the changes of the logarithm.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.pct_change().corr(exports.pct_change()),
}

# %% tags=["mistake"] mistake="changes-in-per-cent"
"""
`changes` compares changes in per cent. It is to be in the units of the table: plain changes of both, exports in dollars.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.pct_change().corr(exports.pct_change()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="changes-with-logarithm"
"""
`levels` and `growth` are right. In `changes` exports are to be in dollars: plain changes, no logarithm.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(np.log(exports).diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="levels-with-logarithm"
"""
`changes` and `growth` are right. `levels` is about the two series as they are: no logarithm there.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(np.log(exports)),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="logarithm-of-the-change"
"""
For `growth` you took the logarithm of the change. Many changes are negative and have none. The logarithm first, then its change.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports.diff())),
}

# %% tags=["mistake"] mistake="rank-correlations"
"""
These are rank correlations (`spearman`). The task asks for Pearson's, which `corr` gives by itself.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports, method="spearman"),
    "changes": votes.diff().corr(exports.diff(), method="spearman"),
    "growth": votes.diff().corr(np.log(exports).diff(), method="spearman"),
}

# %% tags=["mistake"] mistake="covariances"
"""
These are covariances, which have the units of both series in them. A correlation has none and lies between −1 and 1: `corr` in place of `cov`.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.cov(exports),
    "changes": votes.diff().cov(exports.diff()),
    "growth": votes.diff().cov(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="squares"
"""
These are squares of correlations, which say how much of the variance is shared and hide the direction. Leave the square out.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports) ** 2,
    "changes": votes.diff().corr(exports.diff()) ** 2,
    "growth": votes.diff().corr(np.log(exports).diff()) ** 2,
}

# %% tags=["mistake"] mistake="without-signs"
"""
The sizes are right. You took the sign away, and it tells the direction: of two series that move against each other the correlation is negative.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": abs(votes.corr(exports)),
    "changes": abs(votes.diff().corr(exports.diff())),
    "growth": abs(votes.diff().corr(np.log(exports).diff())),
}

# %% tags=["mistake"] mistake="two-years-back"
"""
`levels` is right. Your changes are those over two years, `diff(2)`. Take them from one year to the next.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff(2).corr(exports.diff(2)),
    "growth": votes.diff(2).corr(np.log(exports).diff(2)),
}

# %% tags=["mistake"] mistake="levels-of-the-years-with-changes"
"""
`changes` and `growth` are right. In `levels` the years are missing that have no change. As levels they count: every year from 1950 to 2014 with a value.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes[votes.diff().notna()].corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="britain"
"""
You took `agree_gbr_usa`: the agreement of the United Kingdom with the United States. The task names `agree_fra_usa`.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_gbr_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="gap-to-the-allies"
"""
You took `fra_gap`: the gap between France and other allies. The task names `agree_fra_usa`.
"""
both = panel.loc[1950:2014]
votes, exports = both["fra_gap"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="other-index"
"""
You took `lijphart_fra_usa`: Lijphart's index, in which an abstention counts one half. The task names `agree_fra_usa`.
"""
both = panel.loc[1950:2014]
votes, exports = both["lijphart_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="distance"
"""
You took `ideal_dist_fra_usa`: the distance of the two states, which runs the other way. The task names `agree_fra_usa`.
"""
both = panel.loc[1950:2014]
votes, exports = both["ideal_dist_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="from-1980"
"""
Your years begin in 1980. The task cuts from 1950 to 2014.
"""
both = panel.loc[1980:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports).diff()),
}

# %% tags=["mistake"] mistake="not-a-number"
"""
All three are NaN. Either there is no row to compute with, as `panel[1950:2014]` and `.iloc` count rows: years are chosen with
`panel.loc[1950:2014]`. Or it is `np.corrcoef`, which gives NaN as soon as one value is missing, and 1964 is: `a.corr(b)` passes over such years.
Or the two columns have other labels, years and numbers of rows, so that no two belong together: take both from `panel`.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": np.corrcoef(votes, exports)[0, 1],
    "changes": np.corrcoef(votes.diff(), exports.diff())[0, 1],
    "growth": np.corrcoef(votes.diff(), np.log(exports).diff())[0, 1],
}

# %% tags=["mistake"] mistake="logarithm-not-differenced"
"""
`levels` and `changes` are right. In `growth` agreement is in changes, and the logarithm of exports is not: its level
goes up from year to year. Take its change as well: `np.log(...).diff()`.
"""
both = panel.loc[1950:2014]
votes, exports = both["agree_fra_usa"], both["us_exports_musd"]
levels_and_changes = {
    "levels": votes.corr(exports),
    "changes": votes.diff().corr(exports.diff()),
    "growth": votes.diff().corr(np.log(exports)),
}

# %% tags=["alternative"]
cut = panel[(panel.index >= 1950) & (panel.index <= 2014)]
x, y = cut["us_exports_musd"], cut["agree_fra_usa"]
dx, dy = x - x.shift(1), y - y.shift(1)
rate = np.log(x / x.shift(1))
known, moved = x.notna() & y.notna(), dx.notna() & dy.notna()
levels_and_changes = {
    "growth": np.corrcoef(rate[moved], dy[moved])[0, 1],
    "changes": np.corrcoef(dx[moved], dy[moved])[0, 1],
    "levels": float(np.corrcoef(x[known], y[known])[0, 1]),
}

# %% [markdown] tags=["after"]
# In dollars hardly anything is left; in rates of growth there is a correlation of about 0.3, most of it from before 1970. Taking out a trend can remove a link or uncover one.

# %% tags=["step"]
both = panel.loc[1950:___, ["agree_fra_usa", "us_exports_musd"]]
levels = both["agree_fra_usa"].corr(both[___])
changes = both["agree_fra_usa"].diff().corr(both[___].___())
growth = both["agree_fra_usa"].diff().corr(np.log(both[___]).___())

# %% [markdown] tags=["hint"]
# `.diff()` takes the change from the row before; `a.corr(b)` skips rows in which either is missing; `np.log` works on a whole column.

# %% [markdown] tags=["hint"]
# Cut the years 1950 to 2014 first, of both columns together, and keep 1964 as an empty row. `.diff()` is asked of
# each column; the logarithm is taken of exports alone, and before their `.diff()`. Each answer is `a.corr(b)` of two
# columns: levels with levels, changes with changes.

# %% [markdown] tags=["task"] task="rank-without-a-scale" kind="written" points=4 objective="LO8.2"
# ## A rank without a scale
#
# The article says that relations had not been this bad since the war in Iraq. An editor asks you whether that can be printed.
#
# Answer in 100 to 160 words:
#
# - say what *low* could mean, and choose two indicators or more;
# - say what each shows for 2003 and for at least one later year, with its number and its base;
# - say what is missing: which indicator covers 2026, and which stops before;
# - propose a sentence that can be printed.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or the claim repeated.
# - **1** Agrees or disagrees with the claim from one indicator or from general knowledge, without saying what "low" means.
# - **2** Names an indicator and gives a correct number for 2003 and a later year; coverage or the choice of indicator is not discussed.
# - **3** Two indicators with correct numbers and bases, and they are allowed to disagree; missing years or the proposed sentence are weak.
# - **4** All four points: a stated meaning of "low", two or more indicators with numbers, what each covers and misses (2026 above all), and a sentence that claims no more than that. Neutral and printable.

# %% [markdown] tags=["model"] level=4
# "Low" can mean what the public thinks, how the states vote, what they trade, or what they do to each other. By opinion, 43 % of
# about 500 French respondents saw the United States favourably in 2003, after the war had begun, against 63 % a year before; in 2020 it was
# 31 % of about 1,050, lower, though a survey of March 2003 found 31 % as well. By events, one coder gave 2003, the recall of 2021 and the tariff
# threat of January 2026 the same lowest tone; the rule names all three, so that tie is no finding. Trade shows no fall in 2003. Our opinion data and
# complete votes end in 2023, trade in 2014; only the list of events reaches 2026. So the rank cannot be tested. Print: "Relations
# fell to a low over Iraq in 2003. How the quarrel of 2026 compares depends on the measure; in 2021 France recalled its ambassador."

# %% [markdown] tags=["model"] level=2
# In 2003 only 42.9 % of the French had a favourable view of the United States, and in 2020 only 30.9 %. So 2003 was
# not even the lowest point, and the claim that 2026 is the worst since 2003 is wrong. I would print that relations have been worse
# several times.

# %% [markdown] tags=["model"] level=3
# "Low" can mean what the public thinks or what the two states do to each other. By opinion, 43 % of about 500 French respondents saw the United
# States favourably in 2003, and 31 % of about 1,050 in 2020, which is lower. By events, one coder gave 2003, the recall of 2021 and the tariff
# threat of January 2026 the same lowest tone. So the two do not agree on one lowest point. I would print: "Relations fell low over Iraq in 2003, and
# have been low again since."

# %% [markdown] tags=["model"] level=1
# In 2003 only 42.9 % of the French had a favourable view of the United States. That was the lowest point, so the editor can print the sentence.

# %% [markdown] tags=["model"] level=0
# Relations have not been as bad as this since the war in Iraq, and one can print that.

# %% [markdown] tags=["hint"]
# Begin with the words "If low means …". Then let two indicators speak, and end with what you do not know.

# %% [markdown] tags=["closing"]
# ## What next
#
# You measured a low point in four ways and saw which of the results were yours.
# Chapter 9 asks whether a low point is a passing storm or the beginning of something that lasts.
