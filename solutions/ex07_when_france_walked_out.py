# %% [markdown] tags=["header"] exercise="ex07" chapter=7 minutes=110 points=20
# # Exercise 7 · When France walked out
#
# In 1966 France left NATO's integrated command and asked foreign forces to leave its soil. It kept the treaty.
# You measure what followed, and ask at each step: what would have happened anyway?
#
# - **LO7.1** Measure a change in persons and in per cent, and choose the year that counts as *before*.
# - **LO7.2** Build a counterfactual from comparison hosts, and compute a difference-in-differences.
# - **LO7.3** Test an estimate with placebo years and placebo hosts, and say how small a placebo share can get.
# - **LO7.4** Judge what parallel trends and no spillover ask, and name who breaks them.
# - **LO7.5** Separate the command from the treaty in the record, and find the confounder behind a silence.
#
# Read first: [chapter 7](../book/historical-context/when-france-walked-out.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

us_troops = load("us_troops")
# One row per year, one column per host, in active-duty US military.
troops = us_troops.pivot(index="year", columns="iso3", values="troops")
visits = load("visits")

describe("us_troops", "visits")

# %% [markdown] tags=["task"] task="fall-and-rise" kind="table" points=2 objective="LO7.1"
# ## Who lost, who gained?
#
# The letter is of 7 March 1966, and the count of 1966 is of September, half a year later, when the first units had gone.
# So 1965 is the last year *before*, and 1967 the first year *after*.
#
# Make a DataFrame with one row for each of the four hosts `FRA`, `BEL`, `DEU` and `GBR` and for no other, and the columns `iso3`, `before` (count of 1965),
# `after` (count of 1967), `change` (in persons; a fall is negative) and `percent` (the change in per cent of what was
# there before). The hosts may stand in the index instead, if it is named `iso3`. Do not round.
#
# Read it twice: by persons, then by per cent. The two orders differ, and both are true.

# %% tags=["answer"]
# BEGIN SOLUTION
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
# END SOLUTION
fall_and_rise = (
    # BEGIN SOLUTION
    hosts.reset_index()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="base-after"
"""
You divided by the count of 1967. A percentage of what is left can pass one hundred for a fall, which is the sign that
the base is off: nobody can lose more than was there. Divide by the count of 1965.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["after"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="what-is-left"
"""
Your last column says how much of the first count is there in 1967, with 100 for no change. That is a good index, but a
change of nothing should be 0 here, and a fall negative. Put the change above the line.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["after"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="before-is-1966"
"""
You took 1966 as the year before. It is the year of the letter, so that is tempting, but its count came half a year after
it, when the first units had gone. Part of the effect would count as the starting point. Take 1965.
"""
hosts = troops.loc[[1966, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="sign"
"""
You subtracted what came after from what was before, so a fall is positive and Belgium seems to have lost troops. By
convention a change is after minus before.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["before"] - hosts["after"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="share"
"""
The base is right and the unit is not: these are shares, with 1 for all. The task asks for per cent.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="rounded"
"""
These are the right numbers, rounded. Rounding is for the sentence in which a number is read: leave `round` out.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = (100 * hosts["change"] / hosts["before"]).round(1)
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="percent-of-the-total"
"""
You divided by the sum over all four hosts. The change of a host is measured against what was in that host: each row has its own base, its `before`.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"].sum()
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="percent-as-text"
"""
Your percentages are text, with a sign behind the number. A table keeps numbers, not rounded; the sign belongs into the sentence, or the column's name.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = (100 * hosts["change"] / hosts["before"]).round(1).astype(str) + " %"
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="down-the-column"
"""
`pct_change` compares each row with the one above it, so here a host with another host. What is compared stands in one row: divide `change` by
`before`.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["after"].pct_change()
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="italy-for-belgium"
"""
Italy is in the place of Belgium. The hosts asked for are `FRA`, `BEL`, `DEU` and `GBR`: Belgium is where NATO's headquarters went.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "ITA", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="other-order"
"""
The counts of 1967 stand in other rows than those of 1965: two lists in different orders were put side by side, and `.values` has left the names
behind. Take both years from one table, `troops.loc[[1965, 1967], hosts].T`, so that each count keeps its host.
"""
names = ["FRA", "BEL", "DEU", "GBR"]
hosts = pd.DataFrame({"iso3": names, "before": troops.loc[1965, names].values})
hosts["after"] = troops.loc[1967, sorted(names)].values
hosts["change"] = hosts["after"] - hosts["before"]
fall_and_rise = hosts.assign(percent=100 * hosts["change"] / hosts["before"])

# %% tags=["mistake"] mistake="every-host"
"""
Your table has all hosts. Keep the four that the task names: `troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]]`.
"""
hosts = troops.loc[[1965, 1967]].T
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="fall-as-a-size"
"""
You dropped the signs. A fall is negative, so that one sees who lost and who gained: leave `abs` out.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts.columns = ["before", "after"]
hosts["change"] = (hosts["after"] - hosts["before"]).abs()
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["mistake"] mistake="in-thousands"
"""
These are thousands. The task asks for the counts as the table has them, in persons.
"""
hosts = troops.loc[[1965, 1967], ["FRA", "BEL", "DEU", "GBR"]].T
hosts = hosts / 1000
hosts.columns = ["before", "after"]
hosts["change"] = hosts["after"] - hosts["before"]
hosts["percent"] = 100 * hosts["change"] / hosts["before"]
fall_and_rise = hosts.reset_index()

# %% tags=["alternative"]
rows = us_troops[us_troops["iso3"].isin(["GBR", "DEU", "FRA", "BEL"])].set_index("iso3")
before = rows.loc[rows["year"] == 1965, "troops"]
after = rows.loc[rows["year"] == 1967, "troops"]
fall_and_rise = pd.DataFrame(
    {"percent": (after / before - 1) * 100, "change": after - before, "after": after, "before": before}
)

# %% [markdown] tags=["after"]
# Of the two that gained, Belgium leads by per cent and Britain by persons. Whoever names one of them has chosen a base, and should say so.

# %% tags=["step"]
hosts = troops.loc[[1965, ___], ["FRA", ___, ___, ___]].T
hosts.columns = ["before", ___]
hosts["change"] = hosts[___] - hosts[___]
hosts["percent"] = 100 * hosts["change"] / hosts[___]

# %% [markdown] tags=["hint"]
# Take two rows and four columns of `troops` with `.loc[[…], […]]`, and turn the table round with `.T`.

# %% [markdown] tags=["hint"]
# The years are numbers and stand without quotation marks, the hosts are text: a list of two years first, then a list
# of four hosts. After `.T` the hosts are rows: name the two columns `before` and `after`, take the one off the other,
# and divide by `before`, times 100. 1966 has no part in it. `.reset_index()` makes a column of the hosts.

# %% [markdown] tags=["task"] task="diff-in-diff" kind="function" points=3 objective="LO7.2"
# ## What would have happened anyway?
#
# Washington moved troops for many reasons, the war in Vietnam among them. The fall in France is therefore not yet the effect
# of leaving. Let other hosts stand for what France would have seen: take **France's change, and subtract the mean change of the
# comparison hosts** over the same years.
#
# Write `diff_in_diff(counts, treated, comparisons, before, after)`:
#
# - `counts` is a table like `troops`, with one row per year and one column per host;
# - `treated` is the name of one column, `comparisons` a list of one or more others;
# - `before` and `after` are two years of the index.
#
# Return one number, not rounded. Each comparison host weighs the same. Your function is tried on hosts and years that you have not seen.
#
# For example, A falls by 60, while B and C rise by 15 on average:
#
# ```python
# >>> small = pd.DataFrame({"A": [100, 90, 40], "B": [50, 80, 60], "C": [80, 70, 100]}, index=[2000, 2001, 2002])
# >>> diff_in_diff(small, "A", ["B", "C"], 2000, 2002)
# -75.0
# ```


# %% tags=["answer"]
def diff_in_diff(counts, treated, comparisons, before, after):
    # BEGIN SOLUTION
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change[comparisons].mean()
    # END SOLUTION


# %% tags=["probes"]
toy = pd.DataFrame({"A": [10, 12, 4], "B": [20, 22, 25], "C": [8, 6, 7]}, index=[1, 2, 3])
thirds = toy.assign(D=[300, 900, 700])
[
    (toy, "A", ["B"], 2, 3),
    (toy, "A", ["B", "C"], 1, 3),
    (thirds, "A", ["B", "C", "D"], 1, 3),
    (toy, "C", ["A", "B"], 2, 3),
    (troops.loc[1964:1968], "FRA", ["DEU", "GBR", "ITA"], 1965, 1967),
    (troops.loc[1989:1996], "DEU", ["ITA", "TUR"], 1990, 1995),
]

# %% tags=["mistake"] mistake="treated-alone"
"""
This is the change of the treated host alone. It mixes what the event did with what happened to everybody in those
years. Subtract the mean change of the comparisons.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    return counts.loc[after, treated] - counts.loc[before, treated]


# %% tags=["mistake"] mistake="treated-among-comparisons"
"""
The treated host stands among the comparisons, so it is compared with itself in part, and the estimate comes out too small. Take the
mean of `comparisons` alone.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change[[*comparisons, treated]].mean()


# %% tags=["mistake"] mistake="sum-of-comparisons"
"""
You subtracted the changes of all comparisons together, so the estimate grows with every host that you add. One host is
compared with one typical other: take the mean of their changes.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change[comparisons].sum()


# %% tags=["mistake"] mistake="after-only"
"""
This compares the hosts in the later year only. But they differed before, too: Germany had several times as many
US troops as France. The first difference, within each host, removes what each had all along.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    return counts.loc[after, treated] - counts.loc[after, comparisons].mean()


# %% tags=["mistake"] mistake="turned-round"
"""
The size is right and the sign is turned round: you subtracted the later year from the earlier one, or the treated host from the
others. An estimate below zero should say that the treated host fell behind.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[comparisons].mean() - change[treated]


# %% tags=["mistake"] mistake="all-others"
"""
You compared with every other column of the table, whatever `comparisons` says. To choose the comparison is the main
judgement in this method; leave it to the person who calls the function.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change.drop(treated).mean()


# %% tags=["mistake"] mistake="median"
"""
You took the median change of the comparisons. That is a thoughtful choice where one host is extreme, but the estimate
asked for, and the one that a regression gives, uses the mean.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change[comparisons].median()


# %% tags=["mistake"] mistake="mean-with-the-treated"
"""
You subtracted the mean change of *all* columns, the treated one among them. It is compared with others, not with itself: take the mean over `comparisons`.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change.mean()


# %% tags=["mistake"] mistake="first-comparison"
"""
You compared with the first host of the list only. `comparisons` may hold several: take the mean of their changes, `change[comparisons].mean()`.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - change[comparisons[0]]


# %% tags=["mistake"] mistake="percent-changes"
"""
You compared changes in per cent (or as a share) of each host's own count. The task takes changes in the unit of the table: the later row minus the earlier one.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = 100 * (counts.loc[after] / counts.loc[before] - 1)
    return change[treated] - change[comparisons].mean()


# %% tags=["mistake"] mistake="relative-changes"
"""
You compared changes as a share of each host's own count. The task takes changes in the unit of the table: the later row minus the earlier one.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] / counts.loc[before] - 1
    return change[treated] - change[comparisons].mean()


# %% tags=["mistake"] mistake="places-for-years"
"""
`before` and `after` are years, and `.iloc` counts places from 0. To find a row by what stands in its index, use `.loc`.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.iloc[after] - counts.iloc[before]
    return change[treated] - change[comparisons].mean()


# %% tags=["mistake"] mistake="first-and-last-row"
"""
You took the first and the last row of the table, and `before` and `after` may lie anywhere in it: `counts.loc[after] - counts.loc[before]`.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.iloc[-1] - counts.iloc[0]
    return change[treated] - change[comparisons].mean()


# %% tags=["mistake"] mistake="weighted-by-size"
"""
You weighted the comparison hosts by their size, so the largest decides almost alone. Here each of them weighs the same: a plain mean.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    weight = counts.loc[before, comparisons]
    return change[treated] - (change[comparisons] * weight).sum() / weight.sum()


# %% tags=["mistake"] mistake="whole-number"
"""
Right, but for what follows the point: `int`, `round` or `//` cuts it off, and a mean of whole numbers need not be whole. Return what the subtraction gives.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return int(change[treated] - change[comparisons].mean())


# %% tags=["mistake"] mistake="mean-cut-off"
"""
Right, but for the mean of the comparisons: it is cut off to a whole number, as `int` and `//` do, and `statistics.mean` with the whole numbers of a
table. `change[comparisons].mean()` keeps what follows the point.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] - int(change[comparisons].mean())


# %% tags=["mistake"] mistake="hosts-of-the-example"
"""
`A`, `B` and `C` are the columns of the example. The hosts come in by `treated` and `comparisons`: use these names, without quotation marks.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change["A"] - change[["B", "C"]].mean()


# %% tags=["mistake"] mistake="last-step-only"
"""
`diff` subtracts the row just above. Between `before` and `after` there may be other years: subtract the two rows that go in.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.diff().loc[after]
    return change[treated] - change[comparisons].mean()


# %% tags=["mistake"] mistake="one-list-of-all"
"""
`change[treated, comparisons]` asks for one label that is made of both. Take the two apart: `change[treated]`, and the mean of `change[comparisons]`.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated, comparisons].mean()


# %% tags=["mistake"] mistake="before-only"
"""
This compares the hosts in the earlier year only, before anything happened. Take the change of each first: the later row minus the earlier one.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    return counts.loc[before, treated] - counts.loc[before, comparisons].mean()


# %% tags=["mistake"] mistake="added"
"""
You added the two changes. What the others did is to be taken away from what the treated host did: a minus between them.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] + change[comparisons].mean()


# %% tags=["mistake"] mistake="ratio-of-changes"
"""
You divided the one change by the other. The method takes a difference of two differences.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[treated] / change[comparisons].mean()


# %% tags=["mistake"] mistake="mean-of-the-years"
"""
You took the mean over all years from `before` to `after`. Only the two years themselves count: the row of `after` minus the row of `before`.
"""


def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[before:after].mean() - counts.loc[before]
    return change[treated] - change[comparisons].mean()


# %% tags=["alternative"]
def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[after] - counts.loc[before]
    return change[[treated]] - change[comparisons].mean()


# %% tags=["alternative"]
def diff_in_diff(counts, treated, comparisons, before, after):
    units = [treated, *comparisons]
    y = np.array([counts.loc[year, unit] for unit in units for year in (before, after)], dtype=float)
    group = np.array([unit == treated for unit in units for _ in range(2)], dtype=float)
    late = np.array([0.0, 1.0] * len(units))
    design = np.column_stack([np.ones_like(y), group, late, group * late])
    return float(np.linalg.lstsq(design, y, rcond=None)[0][3])


# %% [markdown] tags=["after"]
# Try it with Germany, Italy and Britain alone: the same method, three answers. The choice of the comparison is the argument.


# %% tags=["step"]
def diff_in_diff(counts, treated, comparisons, before, after):
    change = counts.loc[___] - counts.loc[___]
    return change[___] - ___.mean()


# %% [markdown] tags=["hint"]
# First the change of every host, one row minus another. Then two parts of that row: one host, and the mean of a list.

# %% [markdown] tags=["hint"]
# The change of all hosts is one Series: the row of `after` less that of `before`, both of `counts`, with no year and
# no host written down. `change[treated]`, without quotation marks, is the host's own; `change[comparisons]` are those
# of the list, and of these the mean is taken: their sum over their number, and the treated host is not among them.

# %% [markdown] tags=["task"] task="troops-chart" kind="figure" points=2 objective="LO7.1" marks="line" note="1966"
# ## Draw it so that hosts of different size can be compared
#
# On one scale of persons Germany hides the others. Index numbers help: set each host's count of **1965 to 100**.
#
# Draw four lines, `FRA`, `DEU`, `GBR` and `ITA`, over the years **1960 to 1972**, as index numbers.
# Give the chart a title and both labels, and keep the Axes. Write a note on the chart with `annotate` or `text` that contains the number 1966
# and says what happened: a chart on its own should explain its break.

# %% tags=["answer"]
fig, troops_chart = plt.subplots()
# BEGIN SOLUTION
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.loc[1965]
names = {"FRA": "France", "DEU": "Germany", "GBR": "Britain, United Kingdom", "ITA": "Italy"}
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=f"{names[host]} ({host})")
troops_chart.vlines(1966, 0, 160, color="grey", linestyle=":")
troops_chart.annotate("1966: France leaves the command", (1966, 150))
troops_chart.set_title("US troops left France; elsewhere the lines bend")
troops_chart.set_xlabel("Year")
troops_chart.set_ylabel("US troops, 1965 = 100")
troops_chart.legend(loc="lower left")
# END SOLUTION

# %% tags=["mistake"] mistake="persons"
"""
Your lines are in persons. Germany is so far above the others that nobody can compare their movements. Divide each host
by its own count of 1965, and multiply by 100.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
for host in four.columns:
    troops_chart.plot(four.index, four[host], label=host)
troops_chart.text(1966, 200000, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Persons")

# %% tags=["mistake"] mistake="first-year-is-100"
"""
You set the first year of the chart to 100. That is a common choice, but here it makes the hosts meet in 1960, and what
each did before 1966 mixes with what came after. Let them meet in the last year before the letter.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
for host in four.columns:
    troops_chart.plot(four.index, 100 * four[host] / four[host].iloc[0], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="1960 = 100")

# %% tags=["mistake"] mistake="one-base-for-all"
"""
All four hosts were divided by the French count of 1965, so only France begins at 100 and Germany still towers over the
rest. Each host needs its own base.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
for host in four.columns:
    troops_chart.plot(four.index, 100 * four[host] / four.loc[1965, "FRA"], label=host)
troops_chart.text(1966, 500, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="France in 1965 = 100")

# %% tags=["mistake"] mistake="one-for-a-hundred"
"""
Your lines meet at 1 in 1965. That is the same picture; index numbers are by custom written with 100 for the base, so that a reader sees per cent. Multiply by
100.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
for host in four.columns:
    troops_chart.plot(four.index, four[host] / four.loc[1965, host], label=host)
troops_chart.text(1966, 1.1, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="1965 = 1")

# %% tags=["mistake"] mistake="every-year"
"""
The index numbers are right, and the lines cover all years of the table. What happened in 2020 cannot help to judge
1966, and it squeezes the years that can. Keep 1960 to 1972.
"""
fig, troops_chart = plt.subplots()
four = troops[["FRA", "DEU", "GBR", "ITA"]]
for host in four.columns:
    troops_chart.plot(four.index, 100 * four[host] / four.loc[1965, host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="1965 = 100")

# %% tags=["mistake"] mistake="change-since-1965"
"""
You drew the change since 1965 in per cent, so the lines meet at 0. With 1965 set to 100 they meet at 100: leave out the minus 1 (or the minus 100).
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * (four / four.loc[1965] - 1)
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="belgium-for-italy"
"""
Three lines are right. Belgium is in the place of Italy: the four are `FRA`, `DEU`, `GBR` and `ITA`. (Belgium's is another story: it began with 269 persons.)
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "BEL"]]
index_numbers = 100 * four / four.loc[1965]
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="share-of-the-four"
"""
These are shares of the four together, year by year. An index number compares a host with itself: divide each column by its own count of 1965.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four.div(four.sum(axis=1), axis=0)
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="change-on-the-year-before"
"""
`pct_change` compares each year with the one before it. Every year is to be compared with 1965: divide by the row of 1965.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four.pct_change()
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="base-1966"
"""
You set 1966 to 100. By the count of that year the first units had gone; 1965 is the last year before the letter.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.loc[1966]
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="base-upside-down"
"""
Your ratio stands upside down: above the line belongs the count of each year, below it that of 1965. Then a fall goes down.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four.loc[1965] / four
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="base-is-the-mean"
"""
You divided by each host's mean. The base is one year: the count of 1965.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.mean()
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="base-is-the-most"
"""
You divided by each host's highest count. The base is one year: the count of 1965.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.max()
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="Index, 1965 = 100")

# %% tags=["mistake"] mistake="note-says-left-nato" says={"note": "^(?!.*(command|integrat|militar|structur)).*(\\b(leav(es|e|ing)|left|quits?|exits?( from)?|withdr\\w+( itself)? from|walk\\w* out( of)?|out of) (the )?(nato|alliance)\\b|\\bnato[ -]exit)"}
"""
The lines are right, and the note is not: in 1966 France left NATO's integrated command and asked foreign forces to go. It never left NATO, and that is what the quarrel of this chapter turns on. Say what it left.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.loc[1965]
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves NATO")
troops_chart.set(title="US troops", xlabel="Year", ylabel="1965 = 100")

# %% tags=["mistake"] mistake="label-says-persons" says={"ylabel": "^(?!.*(index|100|1965|relative|per ?cent|%)).*\\b(numbers?|counts?|persons?|people|soldiers?|how many|thousands?|headcount)\\b"}
"""
The lines are right, and their label is not: by it a reader takes 100 for a hundred persons. Say that these are index numbers, and which year is 100.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.loc[1965]
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="number of troops")

# %% tags=["mistake"] mistake="label-says-change" says={"ylabel": "^(?!.*=\\s*100).*\\bchanges?\\b"}
"""
The lines are right, and their label is not: of a change 1965 would be 0, and here it is 100. What is drawn is an index: say which year is 100, or call it per cent *of* the count in that year.
"""
fig, troops_chart = plt.subplots()
four = troops.loc[1960:1972, ["FRA", "DEU", "GBR", "ITA"]]
index_numbers = 100 * four / four.loc[1965]
for host in index_numbers.columns:
    troops_chart.plot(index_numbers.index, index_numbers[host], label=host)
troops_chart.text(1966, 110, "1966: France leaves the command")
troops_chart.set(title="US troops", xlabel="Year", ylabel="change since 1965, per cent")

# %% tags=["alternative"]
fig, troops_chart = plt.subplots()
part = troops[["ITA", "GBR", "DEU", "FRA"]].query("1960 <= year <= 1972")
part.div(part.loc[1965]).mul(100).plot(ax=troops_chart, marker="o", title="After 1966 the lines part")
troops_chart.set(xlabel="Year of the count", ylabel="Index, 1965 = 100")
troops_chart.text(1966.2, 60, "In March 1966 France asks\nforeign forces to leave")

# %% [markdown] tags=["after"]
# One line breaks and three bend. Before you believe it, look left of 1966: were the lines parallel there?

# %% tags=["step"]
four = troops.loc[1960:___, ["FRA", ___, ___, ___]]
index_numbers = 100 * four / four.loc[___]
for host in ___.columns:
    troops_chart.plot(index_numbers.index, ___, label=host)

# %% [markdown] tags=["hint"]
# Choose rows and columns with `troops.loc[1960:1972, [...]]`, and divide the table by its own row of 1965.

# %% [markdown] tags=["hint"]
# Thirteen years, both ends included, and four columns: a line for each. Divide each column by its own count of 1965,
# times 100, so that all four meet at 100 in that year. Draw them with `ax.plot(table.index, table[host])` in a loop.
# A note needs a place: `ax.text(1966, 120, "1966: …")`, or `ax.annotate("1966: …", xy=(1966, 120))`.

# %% [markdown] tags=["task"] task="visits-compared" kind="table" points=2 objective="LO7.5"
# ## A silence, compared
#
# No US president is recorded in France from 1962 to 1968. A quarrel? Ask the question of this chapter: what about the others?
# `visits` has trips of US presidents and secretaries of state, and visits of foreign leaders to the United States (column `role`).
#
# For the five years **1964 to 1968** count the rows, for each `partner` and `role`.
# Make a DataFrame with one row per partner and the columns `partner`, `president`, `secretary_of_state` and `foreign_leader`
# (the partner may stand in the index instead). Where nothing is recorded, write 0.
#
# Then look at France's row. Which of its numbers is unlike those of the others, and which is not?
# A confounder hides in the column of the secretaries: until December 1966 NATO's ministers held their winter session in Paris, and the secretary of state came to *them*.

# %% tags=["answer"]
visits_compared = (
    # BEGIN SOLUTION
    visits[visits["year"].between(1964, 1968)]
    .groupby(["partner", "role"], observed=True)
    .size()
    .unstack(fill_value=0)
    .reset_index()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="empty-cells"
"""
The counts are right, but where no visit is recorded the cell is empty. For this table "no record" is the finding, and
an empty cell would drop out of any sum or chart. Fill it with 0.
"""
visits_compared = (
    visits[visits["year"].between(1964, 1968)]
    .groupby(["partner", "role"], observed=True)
    .size()
    .unstack()
    .reset_index()
)

# %% tags=["mistake"] mistake="all-years"
"""
You counted all years of the table, over a century of visits. A silence of five years disappears in it. Keep 1964
to 1968 first.
"""
visits_compared = (
    visits.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0).reset_index()
)

# %% tags=["mistake"] mistake="last-year-left-out"
"""
The year 1968 is missing. `range` in Python stops before its end, so that is easily done; the task means both ends.
"""
visits_compared = (
    visits[visits["year"].isin(range(1964, 1968))]
    .groupby(["partner", "role"], observed=True)
    .size()
    .unstack(fill_value=0)
    .reset_index()
)

# %% tags=["mistake"] mistake="persons"
"""
You counted different persons. One secretary of state held the office in all these years, so each of his cells
shrinks to one at most. The question is how often they came: count rows.
"""
visits_compared = (
    visits[visits["year"].between(1964, 1968)]
    .groupby(["partner", "role"], observed=True)["person"]
    .nunique()
    .unstack(fill_value=0)
    .reset_index()
)

# %% tags=["mistake"] mistake="silent-years"
"""
You took 1962 to 1968, the years without a president in France. A window cut to fit the silence of one partner makes
that partner look special by construction. Take the five years that the task names, and see who else has none.
"""
visits_compared = (
    visits[visits["year"].between(1962, 1968)]
    .groupby(["partner", "role"], observed=True)
    .size()
    .unstack(fill_value=0)
    .reset_index()
)

# %% tags=["mistake"] mistake="share-of-all"
"""
The years are right, and the numbers are shares of all visits. Keep what `size` gives: the numbers of rows.
"""
five = visits[visits["year"].between(1964, 1968)]
counted = five.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0)
visits_compared = (counted / counted.to_numpy().sum()).reset_index()

# %% tags=["mistake"] mistake="share-of-the-row"
"""
The years are right, and the numbers are shares of each partner's visits. Keep what `size` gives: the numbers of rows.
"""
five = visits[visits["year"].between(1964, 1968)]
counted = five.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0)
visits_compared = counted.div(counted.sum(axis=1), axis=0).reset_index()

# %% tags=["mistake"] mistake="a-year"
"""
The years are right, and you divided by five: these are visits per year. The task asks for the numbers of rows in all five years.
"""
five = visits[visits["year"].between(1964, 1968)]
counted = five.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0)
visits_compared = (counted / 5).reset_index()

# %% tags=["mistake"] mistake="both-ends-out"
"""
1964 and 1968 are missing: with `inclusive="neither"`, or `>` and `<`, both ends fall out. The five years are 1964, 1965, 1966, 1967 and 1968.
"""
five = visits[visits["year"].between(1965, 1967)]
counted = five.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0)
visits_compared = counted.reset_index()

# %% tags=["mistake"] mistake="words-for-zero"
"""
The counts are right. Where nothing is recorded you wrote a word, or left the cell as text; a 0 can be added up and compared.
"""
five = visits[visits["year"].between(1964, 1968)]
counted = five.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0)
visits_compared = counted.replace(0, "none").reset_index()

# %% tags=["mistake"] mistake="days-of-stay"
"""
You added up days. The question is how often they came, not how long they stayed: count rows, with `size`.
"""
five = visits[visits["year"].between(1964, 1968)].assign(days=lambda t: (t["end"] - t["start"]).dt.days + 1)
visits_compared = five.groupby(["partner", "role"], observed=True)["days"].sum().unstack(fill_value=0)

# %% tags=["mistake"] mistake="days-between"
"""
You added up days. The question is how often they came, not how long they stayed: count rows, with `size`.
"""
five = visits[visits["year"].between(1964, 1968)].assign(days=lambda t: (t["end"] - t["start"]).dt.days)
visits_compared = five.groupby(["partner", "role"], observed=True)["days"].sum().unstack(fill_value=0)

# %% tags=["mistake"] mistake="one-direction"
"""
The column of the foreign leaders is empty for all four: a filter, on `direction` or on `place`, has left out the visits *to* the United States. Leave
the filter out: `role` tells the three apart already.
"""
abroad = visits[visits["year"].between(1964, 1968) & (visits["direction"] == "us_abroad")]
visits_compared = abroad.groupby(["partner", "role"], observed=False).size().unstack(fill_value=0)

# %% tags=["mistake"] mistake="two-years-only"
"""
`isin([1964, 1968])` keeps these two years and none between them. `between(1964, 1968)` keeps all five.
"""
two = visits[visits["year"].isin([1964, 1968])]
visits_compared = two.groupby(["partner", "role"], observed=True).size().unstack(fill_value=0)

# %% tags=["mistake"] mistake="years-with-a-visit"
"""
You counted years in which there was a visit. Two visits in one year are two rows: count rows.
"""
five = visits[visits["year"].between(1964, 1968)]
visits_compared = five.groupby(["partner", "role"], observed=True)["year"].nunique().unstack(fill_value=0)

# %% tags=["alternative"]
five = visits.query("1964 <= year <= 1968")
visits_compared = pd.crosstab(five["partner"], five["role"].astype(str))

# %% [markdown] tags=["after"]
# No president in France, and none in Britain either. What sets France apart is the column of the foreign leaders: none is recorded in the United States.

# %% tags=["step"]
five_years = visits[visits["year"].between(___, ___)]
visits_compared = five_years.groupby([___, ___]).size().unstack(fill_value=___)

# %% [markdown] tags=["hint"]
# Filter the years, group by `partner` and `role`, count with `size`, and `unstack` with a `fill_value`.

# %% [markdown] tags=["hint"]
# Both conditions on the year hold at once: `&` joins them, or `.between(first, last)`, which takes both ends. Then
# every row counts as one: `.groupby([…])` with the two columns, and `.size()`. `.unstack(fill_value=0)` makes columns
# of the three roles.

# %% [markdown] tags=["task"] task="what-it-asks" kind="choice" points=2 objective="LO7.4"
# ## What the method asks
#
# The arithmetic of a difference-in-differences always works. Whether it means anything depends on what you assume.
# For each case choose the best answer.
#
# `parallel_trends`: What does the assumption of parallel trends ask?
#
# - **a** Before 1966 the comparison hosts had as many US troops as France.
# - **b** Had France not left, its count would have changed by as much as that of the comparison hosts.
# - **c** After 1966 the lines of France and of the comparison hosts run in parallel.
# - **d** Nothing else of importance happened between 1965 and 1967.
#
# `spillover`: In June 1966 Washington announced that aircraft and some 2,300 people would go from France to Britain.
# You compare France with Britain alone. What does the transfer do to your estimate?
#
# - **a** Nothing: Britain did not leave the command.
# - **b** The fall comes out too large: those who moved count twice, as a loss here and as a gain there.
# - **c** The fall comes out too small: the people were not lost to the alliance.
# - **d** It makes Britain the best comparison, as it is the host that the event touched most.
#
# `what_was_left`: What did France leave in 1966?
#
# - **a** The North Atlantic Treaty, to which it came back in 2009.
# - **b** The alliance as a whole, while it kept a bilateral pact with the United States.
# - **c** The integrated commands; it asked foreign forces to go, and stayed a party to the treaty.
# - **d** Nothing of substance: the letter announced intentions that were never carried out.
#
# Keep a dict from each case to a letter: `{"parallel_trends": "…", …}`.

# %% tags=["answer"]
what_it_asks = (
    # BEGIN SOLUTION
    {"parallel_trends": "b", "spillover": "b", "what_was_left": "c"}
    # END SOLUTION
)

# %% tags=["replies"]
{
    "parallel_trends": {
        "a": """Equal levels are not needed. The first difference, within each host, takes out what each host had all along. Look at
        what is left after it: changes.""",
        "b": """Yes. It is a sentence about a world that nobody saw, so no table can prove it. Earlier years can make it more or
        less likely.""",
        "c": """These lines can be drawn, so the option is attractive. But after 1966 France shows the effect, whatever it is; the
        assumption is about the France that did *not* leave.""",
        "d": """Too strict: other things may happen, and the war in Vietnam did. They do no harm as long as they move all hosts by
        as much. What has to be equal?""",
    },
    "spillover": {
        "a": """Britain did not leave, but the event reached it: people who would have been counted in France were counted
        there. A comparison has to stay untouched, not only loyal.""",
        "b": """Yes. France loses them, the comparison gains them, and the difference has them twice. A host out of reach of the
        transfer is a better stand-in, or the mean of several.""",
        "c": """True of the alliance as a whole, and a different question. For the estimate, write down both changes with
        and without the transfer, and subtract.""",
        "d": """The other way round: a comparison shows what would have happened *without* the event. The more it was touched, the
        less it can show that.""",
    },
    "what_was_left": {
        "a": """The article says nothing of the kind, and the letter says the opposite: France means to stay a party to the treaty
        of 1949. Look at the table of defence pacts, `load("alliance_portfolios")`: does anything change in 1966?""",
        "b": """There was no need of another pact, as the treaty itself went on. In both codings of the table
        `load("alliance_portfolios")` the defence pact with the United States runs through.""",
        "c": """Yes. Three things that one word, leaving, runs together: a treaty, a command, and bases.""",
        "d": """The counts speak against it. Look at your first table once more: what did the count of 1967 still hold?""",
    },
}

# %% [markdown] tags=["after"]
# The subtraction takes a second to run; what one has to argue is that the comparison hosts show what France would have done. No test on the data can prove that, and a spillover can break it.

# %% [markdown] tags=["hint"]
# Draw two lines on paper, one for France and one for a comparison host, and mark which part of the picture nobody could see.

# %% [markdown] tags=["hint"]
# The method compares changes and not levels, and the France that left with one that nobody saw. Where the event moves
# people to a comparison host, write down both changes with and without them, and subtract. For the last case keep
# three things apart: the treaty, the command, the bases.

# %% [markdown] tags=["task"] task="placebo-years" kind="table" points=2 objective="LO7.3"
# ## Years in which nothing should be found
#
# If the method also finds an "effect" in years without a letter, be careful with 1966. This is a placebo test.
#
# The cell below gives you `gap`: the French count minus the mean of Germany, Britain and Italy, year by year.
# The change of the gap between two years *is* the difference-in-differences. For 1966 you would take `gap` in 1967 minus `gap` in 1965.
#
# Do the same around each **pretended year from 1954 to 1964**: the gap one year after it, minus the gap one year before it.
# Make a Series: pretended year → estimate, unrounded, eleven values. Then compare: is 1966 in a class of its own?
# (The windows stop at 1965, before the letter, and begin at 1953, as 1951 and 1952 are filled in.)

# %% tags=["given"]
gap = troops["FRA"] - troops[["DEU", "GBR", "ITA"]].mean(axis=1)

# %% tags=["answer"]
placebo_years = (
    # BEGIN SOLUTION
    (gap.shift(-1) - gap.shift(1)).loc[1954:1964]
    # END SOLUTION
)

# %% tags=["mistake"] mistake="named-by-the-last-year"
"""
The estimates are those of windows of two years, but each is written beside the *last* year of its window. The pretended
event lies in the middle. `diff(2)` looks back only; you need one step forward and one step back.
"""
placebo_years = gap.diff(2).loc[1954:1964]

# %% tags=["mistake"] mistake="one-year"
"""
Your windows are one year wide. The window of 1966 goes from the year before to the year after, so a fair placebo has the
same width. Leave out the pretended year, as you left out 1966.
"""
placebo_years = gap.diff().loc[1954:1964]

# %% tags=["mistake"] mistake="ends-lost"
"""
The first and the last of the pretended years are missing: you cut out the years first, and then the ends have no neighbour to be compared with. Shift
the whole of `gap`, and cut at the end.
"""
g = gap.loc[1954:1964]
placebo_years = (g.shift(-1) - g.shift(1)).dropna()

# %% tags=["mistake"] mistake="france-alone"
"""
This is the change in France alone, without the comparison. Look at 1958: by itself it is almost as large as the
fall after 1966, and Britain fell by even more in those years, largely since thousands on ships were counted in both in 1957. Use `gap`.
"""
placebo_years = (troops["FRA"].shift(-1) - troops["FRA"].shift(1)).loc[1954:1964]

# %% tags=["mistake"] mistake="true-event-included"
"""
Your Series goes on to 1966. The last two windows contain months after the letter, so they hold a part of the effect
itself and are no placebos. Stop at 1964.
"""
placebo_years = (gap.shift(-1) - gap.shift(1)).loc[1954:1966]

# %% tags=["mistake"] mistake="without-sign"
"""
You dropped the sign. The size is what a placebo test compares in the end, but the sign says more: at first
France gains on the others, later it mostly falls behind, which is a trend before the event. Keep it.
"""
placebo_years = (gap.shift(-1) - gap.shift(1)).loc[1954:1964].abs()

# %% tags=["mistake"] mistake="rounded"
"""
These are the right estimates, rounded. Leave them as the subtraction gives them.
"""
placebo_years = (gap.shift(-1) - gap.shift(1)).loc[1954:1964].round()

# %% tags=["mistake"] mistake="half-a-window"
"""
Your windows go from the pretended year to the year after. Half of the window is missing: take the gap one year *after* it, minus the gap one year *before* it.
"""
placebo_years = (gap.shift(-1) - gap).loc[1954:1964]

# %% tags=["mistake"] mistake="the-gap-itself"
"""
This is the gap, not how it changed. For each pretended year subtract the gap one year before it from the gap one year after it.
"""
placebo_years = gap.loc[1954:1964]

# %% tags=["mistake"] mistake="comparison-alone"
"""
These are the changes of the three others. `gap` has France in it already: use that.
"""
others = troops[["DEU", "GBR", "ITA"]].mean(axis=1)
placebo_years = (others.shift(-1) - others.shift(1)).loc[1954:1964]

# %% tags=["mistake"] mistake="comparison-twice"
"""
You subtracted the change of the comparison hosts from that of `gap`. They are in `gap` already, so now they count twice: leave the second
subtraction out.
"""
others = troops[["DEU", "GBR", "ITA"]].mean(axis=1)
d = gap - others
placebo_years = (d.shift(-1) - d.shift(1)).loc[1954:1964]

# %% tags=["mistake"] mistake="per-cent"
"""
These are changes in per cent of the gap. The estimate for 1966 is in persons, so a placebo is too: the gap one year after, minus the gap one year before.
"""
placebo_years = (100 * gap.pct_change(2).shift(-1)).loc[1954:1964]

# %% tags=["mistake"] mistake="labelled-by-the-last-year"
"""
The estimates are right, and each stands beside the last year of its window. The pretended event lies in the middle, a year earlier: 1954 to 1964.
"""
placebo_years = gap.diff(2).loc[1955:1965]

# %% tags=["mistake"] mistake="labelled-by-the-first-year"
"""
The estimates are right, and each stands beside the first year of its window. The pretended event lies in the middle, a year later: 1954 to 1964.
"""
placebo_years = (gap.shift(-2) - gap).loc[1953:1963]

# %% tags=["mistake"] mistake="two-years-each-side"
"""
Your windows reach two years to each side. One is asked for: `shift(-1)` and `shift(1)`.
"""
placebo_years = (gap.shift(-2) - gap.shift(2)).loc[1954:1964]

# %% tags=["mistake"] mistake="a-year-average"
"""
You divided by two, as for a change per year. The estimate for 1966 is the whole change from 1965 to 1967; do the same here.
"""
placebo_years = ((gap.shift(-1) - gap.shift(1)) / 2).loc[1954:1964]

# %% tags=["mistake"] mistake="cut-too-early"
"""
The first and the last value are missing: you kept 1954 to 1964 before you looked at their neighbours, and 1953 and 1965 were gone. Subtract first, cut afterwards.
"""
part = gap.loc[1954:1964]
placebo_years = part.shift(-1) - part.shift(1)

# %% tags=["alternative"]
placebo_years = pd.Series({year: float(gap[year + 1]) - float(gap[year - 1]) for year in range(1954, 1965)})

# %% [markdown] tags=["after"]
# 1966 would be about −26,700: further out than any of these. But the windows overlap, the counts of 1957 have ships' crews in them, and 1959 and 1962 were no quiet years.

# %% [markdown] tags=["hint"]
# `gap.shift(1)` brings the value of the year before to each year, `gap.shift(-1)` that of the year after.

# %% [markdown] tags=["hint"]
# The estimate stands in the row of the pretended year: the value of the year after less that of the year before.
# `gap` holds the comparison already, so nothing else is taken off. Shift the whole of `gap` first and cut out the
# years at the end: who cuts first loses the neighbours of the ends. `.loc` goes by years and takes both ends, `.iloc`
# counts places.

# %% [markdown] tags=["task"] task="placebo-share" kind="function" points=3 objective="LO7.3"
# ## Hosts to which nothing happened
#
# A second placebo: pretend of *every* host in turn that it left in 1966. If many of them show an "effect" as large as that of
# France, France is nothing special.
#
# Write `placebo_share(counts, treated, before, after)`:
#
# 1. for each column of `counts`, its change from `before` to `after`, minus the mean change of **all other** columns;
# 2. the share of **all** columns, the treated one included, whose result is at least as large **in size** as that of `treated`.
#
# Return the share, a number above 0 and at most 1. The treated host always counts itself, so with 16 hosts no
# share can be below one sixteenth: with few hosts, even the clearest case cannot look rarer than that.
#
# For example, with four hosts:
#
# ```python
# >>> years = [1999, 2000, 2001, 2002]
# >>> four = pd.DataFrame({"A": [90, 100, 95, 40], "B": [50, 50, 10, 60], "C": [70, 80, 90, 20], "D": [30, 30, 60, 35]}, index=years)
# >>> placebo_share(four, "A", 2000, 2002)
# 0.75
# ```


# %% tags=["answer"]
def placebo_share(counts, treated, before, after):
    # BEGIN SOLUTION
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).mean()
    # END SOLUTION


# %% tags=["probes"]
small = pd.DataFrame({"A": [10, 2], "B": [10, 24], "C": [9, 10], "D": [7, 6]}, index=[1, 2])
tide = pd.DataFrame({"A": [50, 50], "B": [50, 28], "C": [40, 19], "D": [30, 10]}, index=[1, 2])
pull = pd.DataFrame({"A": [60, 48], "B": [5, 20], "C": [9, 10], "D": [7, 8]}, index=[1, 2])
four = pd.DataFrame(
    {"A": [90, 100, 95, 40], "B": [50, 50, 10, 60], "C": [70, 80, 90, 20], "D": [30, 30, 60, 35]},
    index=[1999, 2000, 2001, 2002],
)
six = pd.DataFrame(
    {
        "A": [58, 57, 7, 15, 48, 21],
        "B": [26, 23, 23, 55, 27, 54],
        "C": [17, 16, 37, 36, 2, 55],
        "D": [56, 49, 21, 15, 34, 17],
        "E": [16, 59, 51, 37, 43, 11],
    },
    index=range(1, 7),
)
[
    (small, "A", 1, 2),
    (small, "B", 1, 2),
    (small, "D", 1, 2),
    (tide, "A", 1, 2),
    (pull, "A", 1, 2),
    (four, "A", 2000, 2002),  # a tie with the treated host
    (six, "A", 2, 4),  # years inside, and not neighbours
    (six, "C", 2, 4),
    (troops.loc[[1965, 1967]], "FRA", 1965, 1967),
    (troops.loc[[1957, 1959]], "FRA", 1957, 1959),
]

# %% tags=["mistake"] mistake="upper-side-doubled"
"""
You counted one direction and doubled the share. The size is asked for: `abs` on the results counts both directions at once,
and nothing is doubled then.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return 2 * (effects >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="sign-lost-before-comparing"
"""
You took `abs` of the changes themselves, so that a host that lost troops looks like one that gained as many. A change keeps its
sign until the mean of the others is taken from it; `abs` comes after that.
"""


def placebo_share(counts, treated, before, after):
    change = (counts.loc[after] - counts.loc[before]).abs()
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="treated-not-counted"
"""
You counted only the other hosts, so the clearest case gets 0: "impossible by chance". But the treated host is one of those
that could have been drawn. Count it above the line and below.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.drop(treated).abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="same-host-dropped-each-time"
"""
You left out the treated host each time, so each of the others is compared with a mean that holds itself. The one that is looked at is left out, each host in its
turn: `change[host]` less the mean of `change.drop(host)`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = change - change.drop(treated).mean()
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="not-counted-above"
"""
The treated host is left out above the line and counted below it. Its own result is as large as itself: it could have been drawn as
well, so count it in both.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.drop(treated).abs() >= abs(effects[treated])).sum() / len(counts.columns)


# %% tags=["mistake"] mistake="larger-only"
"""
You asked for results *larger* than that of the treated host, so it does not count itself and the clearest case gets 0.
"At least as large" includes equal.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() > abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="first-of-equals"
"""
A host whose effect is just as large as that of the treated one counts too: "at least as large" is `>=`. Neither a rank, as it comes by itself, nor a place
in a sorted list has that: `(effects.abs() >= abs(effects[treated])).mean()`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return effects.abs().rank(ascending=False, method="min")[treated] / len(effects)


# %% tags=["mistake"] mistake="average-rank"
"""
A host whose effect is just as large as that of the treated one counts too: "at least as large" is `>=`. A rank gives equals the mean of their places, unless
`method="max"` says otherwise.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return effects.abs().rank(ascending=False, pct=True)[treated]


# %% tags=["mistake"] mistake="last-step-only"
"""
`diff` subtracts the row just above. Between `before` and `after` there may be other years: subtract the two rows that go in.
"""


def placebo_share(counts, treated, before, after):
    change = counts.diff().loc[after]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="first-and-last-row"
"""
You took the first and the last row of the table, and `before` and `after` may lie anywhere in it: `counts.loc[after] - counts.loc[before]`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.iloc[-1] - counts.iloc[0]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="falls-only"
"""
You counted only results that are at least as *low*. France fell, so this is natural, but a host that rose as much
would show just as well that such numbers turn up without a cause. Compare sizes.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects <= effects[treated]).mean()


# %% tags=["mistake"] mistake="rises-only"
"""
You compared the results with their signs, so a host that rose counts, and one that fell as much does not. An effect is large in either direction: compare sizes, with
`abs`, on both sides.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects >= effects[treated]).mean()


# %% tags=["mistake"] mistake="treated-left-out-of-the-means"
"""
You took the treated host out of the comparison of the others too. There are good reasons for this, as it was really treated; but here each host is compared
with *all* others, the treated one among them, as the task says in its first step.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series(
        {host: change[host] - change.drop([host, treated], errors="ignore").mean() for host in counts.columns}
    )
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="changes-alone"
"""
You ranked the changes by their size, and no mean changes that: `abs` comes too early, or the mean of the others was never taken out. When all hosts
move together, the one that stands still is the unusual one. Take the mean change of the others from each change, with its sign; then `abs` of what is left.
"""


def placebo_share(counts, treated, before, after):
    change = (counts.loc[after] - counts.loc[before]).abs()
    return (change >= change[treated]).mean()


# %% tags=["mistake"] mistake="one-side-doubled"
"""
You doubled the smaller of two one-sided shares. The task compares sizes once: how many results are at least as large as that of the treated host, whichever way they
point. `abs` on both sides of one `>=`, and no doubling.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return 2 * min((effects <= effects[treated]).mean(), (effects >= effects[treated]).mean())


# %% tags=["mistake"] mistake="percent"
"""
You compared changes in per cent. That is a good second look, and the chapter takes it. The task asks for
changes in the unit of the table, so that both functions of this exercise speak of the same thing.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] / counts.loc[before] - 1
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="count"
"""
You counted the hosts, or took a rank. To make a share of it, divide by the number of all hosts, or take the `mean` of True and False.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).sum()


# %% tags=["mistake"] mistake="rank"
"""
You took a rank. To make a share of it, count the hosts whose effect is at least as large, and divide by the number of all hosts.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return effects.abs().rank(ascending=False)[treated]


# %% tags=["mistake"] mistake="rank-upward"
"""
A rank counts from the smallest, so this is the share of hosts whose effect is at most as large. "At least as large" is `>=`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return effects.abs().rank(pct=True)[treated]


# %% tags=["mistake"] mistake="sixteen"
"""
The number above the line is right. Below it you wrote 16; the table that goes in may have another number of columns: `len(effects)`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).sum() / 16


# %% tags=["mistake"] mistake="one-host-too-few"
"""
The number above the line counts the treated host, and the one below does not. All columns stand below the line.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).sum() / (len(effects) - 1)


# %% tags=["mistake"] mistake="france-in-the-code"
"""
`FRA` stands in the code, and the table that goes in may have no such column. Of each host in turn, the mean of all *others* is taken: `change.drop(host)`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop("FRA").mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="at-most-as-large"
"""
You counted the hosts whose effect is at most as large: the comparison points the other way. "At least as large" is `>=`.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() <= abs(effects[treated])).mean()


# %% tags=["mistake"] mistake="effect-of-the-treated"
"""
This is the effect of the treated host itself. The task goes one step further: the share of all hosts whose effect is at least as large in size.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return effects[treated]


# %% tags=["mistake"] mistake="size-on-one-side"
"""
You took the size of the others and not that of the treated host, or the other way round. A fall then counts as smaller than any rise: `abs` on both sides.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects.abs() >= effects[treated]).mean()


# %% tags=["mistake"] mistake="size-of-the-treated-only"
"""
You took the size of the treated host and not those of the others, so no fall can count. `abs` belongs on both sides.
"""


def placebo_share(counts, treated, before, after):
    change = counts.loc[after] - counts.loc[before]
    effects = pd.Series({host: change[host] - change.drop(host).mean() for host in counts.columns})
    return (effects >= abs(effects[treated])).mean()


# %% tags=["alternative"]
def placebo_share(counts, treated, before, after):
    change = (counts.loc[after] - counts.loc[before]).astype(float)
    total, others = change.sum(), len(change) - 1
    effects = [value - (total - value) / others for value in change]
    mine = abs(effects[list(change.index).index(treated)])
    return sum(abs(effect) >= mine for effect in effects) / len(effects)


# %% [markdown] tags=["after"]
# For France the share is one in sixteen, the least that sixteen hosts can give. In persons most of them had too few troops to compete.


# %% tags=["step"]
def placebo_share(counts, treated, before, after):
    change = counts.loc[___] - counts.loc[___]
    effects = pd.Series({host: change[___] - change.drop(___).mean() for host in counts.columns})
    return (effects.abs() >= abs(effects[___])).___()


# %% [markdown] tags=["hint"]
# `change.drop(host).mean()` is the mean of all others. The mean of a column of True and False is a share.

# %% [markdown] tags=["hint"]
# Of `change`, one number for each host, take each host in turn: its own change less the mean of `change.drop(host)`,
# where `host` is that host and not the treated one. Collect the results under the names of the hosts, as a Series. Of
# how many is the size, `.abs()`, at least that of the treated host? It is among them, above the line and below it.

# %% [markdown] tags=["task"] task="explain-1966" kind="written" points=4 objective="LO7.5"
# ## Explain 1966
#
# Many people remember it as "France left NATO in 1966". Write 90 to 150 words for a newspaper's readers that set this right and
# say what followed. Your text should:
#
# - separate what France left from what it kept;
# - give the size of one change, with its years, its base and a comparison;
# - name one reason to doubt the comparison, and say in which direction it would push the result;
# - say one thing about visits or votes that the record does *not* show.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or "France left NATO" with nothing set right.
# - **1** Says that the treaty was kept, gives the fall in numbers, or makes one other point.
# - **2** What was left and kept and the fall in numbers, or any two of the four points in full. A change without a comparison and a doubt without a direction are not full.
# - **3** Three of the four points in full, though a number may lack its base.
# - **4** All four points: what was left and kept; a change with years, base and comparison; a doubt with its direction; and a limit of the record with what else would explain it, a comparison or a confounder ("there may be other reasons" explains nothing). Plain and neutral.

# %% [markdown] tags=["model"] level=4
# In March 1966 France left NATO's integrated commands and asked foreign forces to go. It stayed a party to the treaty of 1949, and lists of
# alliances show no break. US troops in France fell from 31,049 in 1965 to 1,491 in 1967, by 95 per cent. In Germany, Britain and Italy they fell
# by about 2,800 on average, so some 27,000 of the fall remain once that is taken off. This is a rough figure: units
# went from France to Britain, and a comparison that gains what France loses makes the effect look larger than it was. No US president came to
# France in those years, but none went to Britain either between 1964 and 1968. And the trips of the secretary of state from 1964 on
# were to NATO's meetings, which moved to Brussels, so they measure where ministers met and not how warm relations were.

# %% [markdown] tags=["model"] level=2
# France did not leave the alliance in 1966. President de Gaulle wrote that it would remain in the treaty but end its part in the integrated
# command. American soldiers had to go: there were 31,049 in 1965 and 1,491 in 1967. Some of them may have moved to other countries, so
# one should be careful. The presidents of the two countries did not visit each other any more, which shows how bad things were.

# %% [markdown] tags=["model"] level=1
# In 1966 General de Gaulle was angry with the Americans and took France out of NATO. Nearly all their soldiers left, a fall of 95
# per cent. France came back in 2009.

# %% [markdown] tags=["model"] level=3
# In March 1966 France left NATO's integrated commands and asked foreign forces to go; it stayed a party to the treaty of 1949. US troops in France
# fell from 31,049 in 1965 to 1,491 in 1967, by 95 per cent. In Germany, Britain and Italy they fell by about 2,800 on average in the same years. Some
# units went from France to Britain, so the comparison makes the effect look larger than it was. Visits of presidents were rare too, which may have
# other reasons.

# %% [markdown] tags=["model"] level=0
# In 1966 France left NATO. The Americans had to go, and the alliance was never the same again.

# %% [markdown] tags=["hint"]
# Write one sentence for each of the four points, then join them. Look at your first table and at the table of visits.

# %% [markdown] tags=["closing"]
# ## What next
#
# You compared a change with what would have happened anyway, and looked for the places where that comparison breaks.
# Chapter 8 asks a harder question: what does it mean to say that relations are "at their lowest"?
