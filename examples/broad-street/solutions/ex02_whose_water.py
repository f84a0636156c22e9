# %% [markdown] tags=["header"] exercise="ex02" chapter=2 minutes=60 points=16
# # Exercise 2 · Whose water?
#
# Two companies sold water in the same streets of south London. You work Snow's Table IX out again, and two sentences beside it.
#
# - **LO2.1** Compute rates and their ratio from counts and bases.
# - **LO2.2** Estimate a ratio with its interval, and compare it over time.
# - **LO2.3** Judge whether two groups differ in one thing only.

# %% tags=["setup"]
import math

import matplotlib.pyplot as plt
import pandas as pd
from broad_street import check
from broad_street.data import describe, load

houses = load("houses").set_index("supplier")

describe("houses")

# %% [markdown] tags=["task"] task="deaths-per-10000" kind="table" points=2 objective="LO2.1"
# ## Deaths in each 10,000 houses
#
# Work out the last column of Table IX again: for each supplier the deaths of the first seven weeks in each 10,000 houses.
# Make a Series: supplier → deaths per 10,000 houses, not rounded.

# %% tags=["answer"]
deaths_per_10000 = (
    # BEGIN SOLUTION
    houses["first_seven"] / houses["houses"] * 10_000
    # END SOLUTION
)

# %% tags=["mistake"] mistake="share-of-deaths"
"""
You divided by all deaths. That says which supplier had most of them, and the one with most houses would come first anyway.
Divide each by its own houses.
"""
deaths_per_10000 = houses["first_seven"] / houses["first_seven"].sum() * 10_000

# %% tags=["mistake"] mistake="houses-per-death"
"""
You have houses for one death, the rate upside down: there a larger number is a milder epidemic. Divide deaths by houses.
"""
deaths_per_10000 = houses["houses"] / houses["first_seven"]

# %% tags=["mistake"] mistake="as-printed"
"""
That is the column as it was printed, and the task is to work it out again: from `first_seven` and `houses`.
"""
deaths_per_10000 = houses["printed"]

# %% tags=["mistake"] mistake="all-houses"
"""
You divided by the houses of all suppliers together. Each supplier's deaths belong to its own houses.
"""
deaths_per_10000 = houses["first_seven"] / houses["houses"].sum() * 10_000

# %% tags=["alternative"]
deaths_per_10000 = {name: 1e4 * row["first_seven"] / row["houses"] for name, row in houses.iterrows()}

# %% [markdown] tags=["hint"]
# Whole columns can be divided; the index stays.

# %% [markdown] tags=["task"] task="misprints" kind="table" points=2 objective="LO2.1"
# ## Printed and worked out
#
# By how much do the printed rates differ? Round your rates to whole numbers, and subtract the printed ones.
# Make a Series: supplier → rounded rate minus printed rate.

# %% tags=["answer"]
misprints = ...
# BEGIN SOLUTION
rates = houses["first_seven"] / houses["houses"] * 10_000
misprints = rates.round() - houses["printed"]
# END SOLUTION

# %% tags=["mistake"] mistake="not-rounded"
"""
You subtracted before you rounded. A printed rate has no decimals, so part of your difference is rounding alone.
"""
rates = houses["first_seven"] / houses["houses"] * 10_000
misprints = rates - houses["printed"]

# %% tags=["mistake"] mistake="cut-off"
"""
You cut the decimals off. To round is to take the nearest whole number, up or down.
"""
rates = houses["first_seven"] / houses["houses"] * 10_000
misprints = rates.astype(int) - houses["printed"]

# %% tags=["mistake"] mistake="other-way-round"
"""
You subtracted the other way round. Rounded rate minus printed rate is negative where too much was printed.
"""
rates = houses["first_seven"] / houses["houses"] * 10_000
misprints = houses["printed"] - rates.round()

# %% tags=["mistake"] mistake="in-per-cent"
"""
You gave the difference as a share of the printed rate. It is asked for in deaths per 10,000 houses: leave the division out.
"""
rates = houses["first_seven"] / houses["houses"] * 10_000
misprints = (rates.round() - houses["printed"]) / houses["printed"]

# %% tags=["alternative"]
rates = houses["first_seven"].div(houses["houses"] / 10_000)
misprints = pd.Series({name: round(rate) - int(houses.loc[name, "printed"]) for name, rate in rates.items()})

# %% [markdown] tags=["after"]
# One rate was cut off and one is {-misprints.min():.0f} too high: 59 was printed, and the counts give {rates["Rest of London"]:.0f}. Working a table out again is the cheapest check there is.

# %% [markdown] tags=["hint"]
# A Series has a method that rounds.

# %% [markdown] tags=["task"] task="rate-ratio" kind="value" points=1 objective="LO2.1"
# ## How many times as great?
#
# How many times as great was the rate of Southwark and Vauxhall as that of Lambeth, in the first seven weeks?

# %% tags=["answer"]
rate_ratio = ...
# BEGIN SOLUTION
per_house = houses["first_seven"] / houses["houses"]
rate_ratio = per_house["Southwark and Vauxhall"] / per_house["Lambeth"]
# END SOLUTION

# %% tags=["mistake"] mistake="deaths-alone"
"""
You divided deaths by deaths. The one company had half as many houses again: divide each by its houses first.
"""
rate_ratio = houses.loc["Southwark and Vauxhall", "first_seven"] / houses.loc["Lambeth", "first_seven"]

# %% tags=["mistake"] mistake="difference"
"""
You subtracted one rate from the other. "How many times" asks for a ratio: divide.
"""
per_house = houses["first_seven"] / houses["houses"] * 10_000
rate_ratio = per_house["Southwark and Vauxhall"] - per_house["Lambeth"]

# %% tags=["mistake"] mistake="upside-down"
"""
You divided the smaller by the larger. The question asks how many times as great the rate of Southwark and Vauxhall was.
"""
per_house = houses["first_seven"] / houses["houses"]
rate_ratio = per_house["Lambeth"] / per_house["Southwark and Vauxhall"]

# %% tags=["mistake"] mistake="printed-rates"
"""
You divided the printed rates, which are rounded or cut off. Divide first and round last: start from the counts.
"""
rate_ratio = houses.loc["Southwark and Vauxhall", "printed"] / houses.loc["Lambeth", "printed"]

# %% tags=["mistake"] mistake="rest-of-london"
"""
You compared with the rest of London. Those houses stand elsewhere; the two companies share their streets, and so compare best.
"""
per_house = houses["first_seven"] / houses["houses"]
rate_ratio = per_house["Southwark and Vauxhall"] / per_house["Rest of London"]

# %% tags=["alternative"]
rate_ratio = (1263 * 26107) / (40046 * 98)

# %% [markdown] tags=["after"]
# It is {rate_ratio:.1f}. "Between eight and nine times" holds, and needs no rounding to hold.

# %% [markdown] tags=["hint"]
# Two rates, then one division.

# %% [markdown] tags=["task"] task="ratio-interval" kind="function" points=3 objective="LO2.2"
# ## A ratio with its interval
#
# Counts vary by chance, small ones most. Write `ratio_interval(a, n, b, m)` for `a` deaths in `n` houses and `b` deaths in
# `m` houses: the pair (low, high) of a 95 % interval of the ratio of the rates. On the scale of logarithms the standard
# error is $\sqrt{1/a + 1/b}$, so the limits are the ratio divided and multiplied by $e^{1.96\sqrt{1/a + 1/b}}$.
# Without a death on one side there is no such interval: give `None`.
#
# ```python
# >>> ratio_interval(40, 1000, 10, 1000)
# (2.000054571559237, 7.999781719596321)
# ```


# %% tags=["answer"]
def ratio_interval(a, n, b, m):
    # BEGIN SOLUTION
    if a == 0 or b == 0:
        return None
    ratio = (a / n) / (b / m)
    factor = math.exp(1.96 * math.sqrt(1 / a + 1 / b))
    return ratio / factor, ratio * factor
    # END SOLUTION


# %% tags=["probes"]
[(40, 1000, 10, 1000), (9, 200, 4, 300), (0, 50, 3, 50), (120, 5000, 100, 8000)]

# %% tags=["mistake"] mistake="plain-scale"
"""
You added and subtracted on the plain scale. There a lower limit can fall below nothing: divide and multiply by the factor.
"""


def ratio_interval(a, n, b, m):
    if a == 0 or b == 0:
        return None
    ratio = (a / n) / (b / m)
    error = 1.96 * math.sqrt(1 / a + 1 / b)
    return ratio - error, ratio + error


# %% tags=["mistake"] mistake="no-root"
"""
You left the square root out, so small counts look far too uncertain and large ones far too sure.
"""


def ratio_interval(a, n, b, m):
    if a == 0 or b == 0:
        return None
    ratio = (a / n) / (b / m)
    factor = math.exp(1.96 * (1 / a + 1 / b))
    return ratio / factor, ratio * factor


# %% tags=["mistake"] mistake="one-count"
"""
Your factor knows of one count only. Both vary by chance: 1/a and 1/b belong under the root.
"""


def ratio_interval(a, n, b, m):
    if a == 0 or b == 0:
        return None
    ratio = (a / n) / (b / m)
    factor = math.exp(1.96 * math.sqrt(1 / a))
    return ratio / factor, ratio * factor


# %% tags=["mistake"] mistake="deaths-alone"
"""
Your interval is one of the ratio of deaths. The houses belong to the ratio too: divide each count by its own.
"""


def ratio_interval(a, n, b, m):
    if a == 0 or b == 0:
        return None
    factor = math.exp(1.96 * math.sqrt(1 / a + 1 / b))
    return a / b / factor, a / b * factor


# %% tags=["mistake"] mistake="standard-error"
"""
Your limits lie one standard error away, which holds two times in three. For 95 % it is 1.96 of them.
"""


def ratio_interval(a, n, b, m):
    if a == 0 or b == 0:
        return None
    ratio = (a / n) / (b / m)
    factor = math.exp(math.sqrt(1 / a + 1 / b))
    return ratio / factor, ratio * factor


# %% tags=["alternative"]
def ratio_interval(a, n, b, m):
    if not a * b:
        return None
    middle, reach = math.log(a * m / (b * n)), 1.96 * (1 / a + 1 / b) ** 0.5
    return math.exp(middle - reach), math.exp(middle + reach)


# %% [markdown] tags=["after"]
# For the first four weeks, with 14 deaths on one side, it runs from {ratio_interval(286, 40046, 14, 26107)[0]:.0f} to {ratio_interval(286, 40046, 14, 26107)[1]:.0f}: "fourteen times" says more than the counts do.

# %% [markdown] tags=["hint"]
# Work out the ratio, then the factor, then return two numbers.

# %% [markdown] tags=["task"] task="three-stretches" kind="table" points=2 objective="LO2.2"
# ## Early and late
#
# The table has deaths of three stretches of weeks. Make a Series with the index `first_four`, `first_seven`, `next_seven`:
# how many times as great the rate of Southwark and Vauxhall was as that of Lambeth.

# %% tags=["answer"]
three_stretches = ...
# BEGIN SOLUTION
stretches = houses[["first_four", "first_seven", "next_seven"]].div(houses["houses"], axis=0)
three_stretches = stretches.loc["Southwark and Vauxhall"] / stretches.loc["Lambeth"]
# END SOLUTION

# %% tags=["mistake"] mistake="deaths-alone"
"""
You divided deaths by deaths in each stretch. Divide by the houses first: one company had half as many again.
"""
stretches = houses[["first_four", "first_seven", "next_seven"]]
three_stretches = stretches.loc["Southwark and Vauxhall"] / stretches.loc["Lambeth"]

# %% tags=["mistake"] mistake="differences"
"""
You subtracted rates. A longer stretch has larger rates, and so a larger difference, whatever the water does: divide.
"""
stretches = houses[["first_four", "first_seven", "next_seven"]].div(houses["houses"], axis=0) * 10_000
three_stretches = stretches.loc["Southwark and Vauxhall"] - stretches.loc["Lambeth"]

# %% tags=["mistake"] mistake="upside-down"
"""
You divided Lambeth's rates by the others. "How many times as great" has Southwark and Vauxhall on top.
"""
stretches = houses[["first_four", "first_seven", "next_seven"]].div(houses["houses"], axis=0)
three_stretches = stretches.loc["Lambeth"] / stretches.loc["Southwark and Vauxhall"]

# %% tags=["mistake"] mistake="stretches-added"
"""
You added the stretches up one after another. The first seven weeks hold the first four already: leave each by itself.
"""
stretches = houses[["first_four", "first_seven", "next_seven"]].cumsum(axis=1).div(houses["houses"], axis=0)
three_stretches = stretches.loc["Southwark and Vauxhall"] / stretches.loc["Lambeth"]

# %% tags=["alternative"]
three_stretches = {}
for stretch in ("first_four", "first_seven", "next_seven"):
    per_house = houses[stretch] / houses["houses"]
    three_stretches[stretch] = per_house["Southwark and Vauxhall"] / per_house["Lambeth"]

# %% [markdown] tags=["after"]
# From {three_stretches["first_four"]:.0f} to {three_stretches["next_seven"]:.0f}: the ratio falls as cholera spreads from person to person, or as more deaths have no known supply. The table cannot tell which.

# %% [markdown] tags=["hint"]
# `div(..., axis=0)` divides every column by one; a row divided by a row is a Series.

# %% [markdown] tags=["task"] task="rates-chart" kind="figure" points=2 objective="LO2.1"
# ## Draw the three rates
#
# Draw a bar for each supplier: deaths per 10,000 houses in the first seven weeks, worked out and not as printed.
# Give the chart a title, and both axes a label. Keep the axes in `rates_chart`.

# %% tags=["answer"]
_, rates_chart = plt.subplots()
# BEGIN SOLUTION
height = houses["first_seven"] / houses["houses"] * 10_000
rates_chart.bar(height.index, height)
rates_chart.set(title="Cholera by water supply", xlabel="supplier", ylabel="deaths per 10,000 houses")
# END SOLUTION

# %% tags=["mistake"] mistake="deaths"
"""
Your bars show deaths. The rest of London has six times as many houses, so its bar tells of its size: draw rates.
"""
_, rates_chart = plt.subplots()
rates_chart.bar(houses.index, houses["first_seven"])
rates_chart.set(title="Cholera by water supply", xlabel="supplier", ylabel="deaths")

# %% tags=["mistake"] mistake="as-printed"
"""
You drew the printed rates, of which one is too high. Draw what the counts give.
"""
_, rates_chart = plt.subplots()
rates_chart.bar(houses.index, houses["printed"])
rates_chart.set(title="Cholera by water supply", xlabel="supplier", ylabel="deaths per 10,000 houses")

# %% tags=["mistake"] mistake="two-bars"
"""
The bar of the rest of London is missing. Without it a reader cannot see which of the two companies is the exception.
"""
height = (houses["first_seven"] / houses["houses"] * 10_000).drop("Rest of London")
_, rates_chart = plt.subplots()
rates_chart.bar(height.index, height)
rates_chart.set(title="Cholera by water supply", xlabel="supplier", ylabel="deaths per 10,000 houses")

# %% tags=["mistake"] mistake="bare-axes"
"""
The bars are right. A reader cannot know what they are yet: label both axes.
"""
height = houses["first_seven"] / houses["houses"] * 10_000
_, rates_chart = plt.subplots()
rates_chart.bar(height.index, height)

# %% tags=["alternative"]
height = houses["first_seven"] / houses["houses"] * 10_000
rates_chart = height.plot.barh(title="Rates", ylabel="supplier", xlabel="deaths per 10,000 houses")

# %% [markdown] tags=["hint"]
# One Series of rates, one bar for each of its entries.

# %% [markdown] tags=["task"] task="same-streets" kind="choice" points=1 objective="LO2.3"
# ## No difference but the water?
#
# Snow writes that nothing but the water told the houses of the two companies apart. Which fact would speak against him most?
#
# - **a** The one company has half as many houses again as the other.
# - **b** More of the one company's customers are poor and live crowded, in the same streets.
# - **c** The rest of London has fewer deaths per house than Southwark and Vauxhall.
# - **d** Some houses of the one company had a pump of their own.

# %% tags=["answer"]
same_streets = ...
# BEGIN SOLUTION
same_streets = "b"
# END SOLUTION

# %% tags=["replies"]
{
    "a": "A rate takes the number of houses into account: that is what the division is for.",
    "b": "Yes: then the two groups differ in more than the water, and crowding alone could raise the one rate.",
    "c": "The rest of London lies elsewhere. Its rate says nothing of what tells two neighbours apart.",
    "d": "Whoever drank from a pump did not drink the company's water, which makes the contrast smaller, and not larger.",
}

# %% [markdown] tags=["hint"]
# Look for what goes together with the company and could itself bring cholera.

# %% [markdown] tags=["task"] task="verdict-on-the-water" kind="written" points=3 objective="LO2.3"
# ## Your verdict
#
# "The mortality was between eight and nine times as great." Give your verdict in two or three sentences, with one number
# and its base, and say what would change it.

# %% [markdown] tags=["rubric"]
# - **0** no verdict, or one that the table does not support
# - **1** a verdict without a number
# - **2** a verdict and a number without its base
# - **3** a verdict and a number with its base
# - **4** the same, and what would change it

# %% [markdown] tags=["model"] level=4
# Supported: 1,263 deaths in 40,046 houses against 98 in 26,107 are 8.4 times as many per house. A list that shows larger
# or poorer households with the one company would change my verdict, as a house is not a person.

# %% [markdown] tags=["model"] level=2
# Supported, as the rate was about 8.4 times as great.

# %% [markdown] tags=["hint"]
# A rate has a count and a base: name both.

# %% [markdown] tags=["closing"]
# That was the last exercise. [The scorecard](../book/scorecard.md) has all claims with their verdicts.
