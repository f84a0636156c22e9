# %% [markdown] tags=["header"] exercise="ex01" chapter=1 minutes=60 points=16
# # Exercise 1 · The handle of the pump
#
# It is often told that cholera left Broad Street when the handle of its pump was taken off. You look at the days.
#
# - **LO1.1** Count attacks and deaths over the days that a claim is about.
# - **LO1.2** Draw a series of days so that a reader sees its peak.
# - **LO1.3** Judge a claim of cause by what came before it.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd
from broad_street import check
from broad_street.data import describe, load

days = load("days")
removed = pd.Timestamp("1854-09-08")  # the day on which the handle was taken off

describe("days")

# %% [markdown] tags=["task"] task="days-from-peak" kind="value" points=1 objective="LO1.1"
# ## From the peak to the handle
#
# How many days after the day with most attacks was the handle taken off?

# %% tags=["answer"]
days_from_peak = ...
# BEGIN SOLUTION
peak = days.loc[days["attacks"].idxmax(), "date"]
days_from_peak = (removed - peak).days
# END SOLUTION

# %% tags=["mistake"] mistake="peak-of-deaths"
"""
You started from the day with most deaths. Deaths follow attacks by a day or more, so their peak comes later.
Start from the largest number of attacks.
"""
days_from_peak = (removed - days.loc[days["deaths"].idxmax(), "date"]).days

# %% tags=["mistake"] mistake="both-ends"
"""
You counted both the first and the last day. From Monday to Tuesday is one day: subtract the two dates, and add nothing.
"""
days_from_peak = (removed - days.loc[days["attacks"].idxmax(), "date"]).days + 1

# %% tags=["mistake"] mistake="from-the-first-row"
"""
You started from the first day of the table, when there was one attack. The question starts from the day with most.
"""
days_from_peak = (removed - days["date"].min()).days

# %% tags=["mistake"] mistake="place-of-the-peak"
"""
That is the place of the peak in the table, counted from its first row. Look up the date there, then subtract it.
"""
days_from_peak = int(days["attacks"].idxmax())

# %% tags=["alternative"]
days_from_peak = int((days.set_index("date").loc[:removed, "attacks"].iloc[::-1].to_numpy()).argmax())

# %% [markdown] tags=["after"]
# A week is long in this outbreak: in it fell {days.loc[(days["date"] >= peak) & (days["date"] < removed), "attacks"].sum()} of the dated attacks.

# %% [markdown] tags=["hint"]
# `idxmax` gives the row of the largest value; two dates can be subtracted.

# %% [markdown] tags=["task"] task="share-before" kind="value" points=2 objective="LO1.1"
# ## What was over by then
#
# Which share of the dated attacks came before the day on which the handle was taken off?
# The base is all dated attacks; that day itself does not count as before.

# %% tags=["answer"]
share_before = (
    # BEGIN SOLUTION
    days.loc[days["date"] < removed, "attacks"].sum() / days["attacks"].sum()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="deaths"
"""
You took deaths. Somebody who died on the tenth may have fallen ill on the sixth, when the pump still worked:
what a closed pump can prevent are attacks.
"""
share_before = days.loc[days["date"] < removed, "deaths"].sum() / days["deaths"].sum()

# %% tags=["mistake"] mistake="day-itself"
"""
You counted the day of the removal as before it. Take the days that come strictly before.
"""
share_before = days.loc[days["date"] <= removed, "attacks"].sum() / days["attacks"].sum()

# %% tags=["mistake"] mistake="undated-in-base"
"""
Your base has all who died, and so the attacks without a date, which cannot be on either side. The base is
the dated attacks alone.
"""
share_before = days.loc[days["date"] < removed, "attacks"].sum() / days["deaths"].sum()

# %% tags=["mistake"] mistake="share-of-days"
"""
That is the share of the days. A day with one attack counts there as much as a day with a hundred: add up attacks.
"""
share_before = (days["date"] < removed).mean()

# %% tags=["alternative"]
by_day = days.set_index("date")["attacks"]
share_before = float(by_day[: removed - pd.Timedelta(days=1)].sum() / by_day.sum())

# %% [markdown] tags=["after"]
# That is {share_before:.0%}. Whatever the handle did, it could do it to the rest only.

# %% [markdown] tags=["hint"]
# Two sums: one over the rows with an earlier date, one over all rows.

# %% [markdown] tags=["task"] task="ten-day-sums" kind="table" points=2 objective="LO1.1"
# ## Five hundred in ten days
#
# Snow writes of more than five hundred fatal attacks in ten days. Which ten?
# Make a Series: date → attacks of the ten days that end on it. Leave out dates with fewer than ten days up to them.

# %% tags=["answer"]
ten_day_sums = (
    # BEGIN SOLUTION
    days.set_index("date")["attacks"].rolling(10).sum().dropna()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="deaths"
"""
These are sums of deaths. The sentence is about fatal attacks, which the table counts on the day they began.
"""
ten_day_sums = days.set_index("date")["deaths"].rolling(10).sum().dropna()

# %% tags=["mistake"] mistake="week"
"""
You summed over weeks. The claim names ten days: a shorter stretch would hold the claim to a harder test than it asks for.
"""
ten_day_sums = days.set_index("date")["attacks"].rolling(7).sum().dropna()

# %% tags=["mistake"] mistake="running-total"
"""
That is the running total since the table begins. A stretch of ten days forgets what came before: `rolling` does that.
"""
ten_day_sums = days.set_index("date")["attacks"].cumsum().iloc[9:]

# %% tags=["mistake"] mistake="mean"
"""
You took the mean of ten days. The claim is about how many there were in all: add them up.
"""
ten_day_sums = days.set_index("date")["attacks"].rolling(10).mean().dropna()

# %% tags=["mistake"] mistake="short-stretches"
"""
The first nine values are sums of fewer than ten days, and look small for that reason alone. Leave them out.
"""
ten_day_sums = days.set_index("date")["attacks"].rolling(10, min_periods=1).sum()

# %% tags=["alternative"]
attacks = days["attacks"].to_list()
ten_day_sums = {days["date"].iloc[i]: sum(attacks[i - 9 : i + 1]) for i in range(9, len(days))}
ten_day_sums = pd.Series(ten_day_sums)

# %% [markdown] tags=["after"]
# The largest is {ten_day_sums.max():.0f}, for the ten days to {ten_day_sums.idxmax():%d %B}. The claim holds, even without the attacks that have no date.

# %% [markdown] tags=["hint"]
# `rolling(n)` makes stretches of n rows; the first ones come out empty.

# %% [markdown] tags=["task"] task="not-fewer" kind="table" points=2 objective="LO1.1"
# ## Less numerous every day?
#
# Snow also writes that after the peak the attacks became less numerous every day.
# Look at the days from 2 to 12 September. Make a Series of those on which attacks did **not** fall:
# date → attacks minus the attacks of the day before.

# %% tags=["answer"]
not_fewer = ...
# BEGIN SOLUTION
change = days.set_index("date")["attacks"].diff().loc["1854-09-02":"1854-09-12"]
not_fewer = change[change >= 0]
# END SOLUTION

# %% tags=["mistake"] mistake="rises-only"
"""
You kept the days with a rise. A day with as many attacks as the day before has not fewer either: it belongs here as well.
"""
change = days.set_index("date")["attacks"].diff().loc["1854-09-02":"1854-09-12"]
not_fewer = change[change > 0]

# %% tags=["mistake"] mistake="whole-table"
"""
You looked at all days of the table. The claim begins after the peak, and the question ends on 12 September.
"""
change = days.set_index("date")["attacks"].diff()
not_fewer = change[change >= 0]

# %% tags=["mistake"] mistake="falls"
"""
These are the days on which attacks fell, which agree with the claim. Days that speak against it are asked for.
"""
change = days.set_index("date")["attacks"].diff().loc["1854-09-02":"1854-09-12"]
not_fewer = change[change < 0]

# %% tags=["mistake"] mistake="deaths"
"""
You took deaths. The sentence is about fresh attacks: use that column.
"""
change = days.set_index("date")["deaths"].diff().loc["1854-09-02":"1854-09-12"]
not_fewer = change[change >= 0]

# %% tags=["alternative"]
table = days.assign(change=days["attacks"] - days["attacks"].shift())
table = table[table["date"].between("1854-09-02", "1854-09-12") & ~table["change"].lt(0)]
not_fewer = dict(zip(table["date"], table["change"]))

# %% [markdown] tags=["after"]
# Two days of eleven. The claim is nearly right, and "every day" is what makes it wrong.

# %% [markdown] tags=["hint"]
# `diff` subtracts from each row the row before it. "Not fewer" means zero or more.

# %% [markdown] tags=["task"] task="days-to-half" kind="function" points=3 objective="LO1.1"
# ## How soon was it half as bad?
#
# Write `days_to_half(counts)`: how many days after the day with the largest count is the first one with at most half of it?
# If the largest count occurs more than once, start from the first. If no later day is so low, return `None`.
#
# ```python
# >>> days_to_half([1, 10, 8, 5, 2])
# 2
# ```


# %% tags=["answer"]
def days_to_half(counts):
    # BEGIN SOLUTION
    counts = list(counts)
    peak = counts.index(max(counts))
    for day in range(peak + 1, len(counts)):
        if counts[day] <= counts[peak] / 2:
            return day - peak
    return None
    # END SOLUTION


# %% tags=["probes"]
[([1, 10, 8, 5, 2],), ([3, 4, 4, 3],), ([0, 9, 9, 7, 1],), ([2, 6, 5, 3],)]

# %% tags=["mistake"] mistake="before-the-peak"
"""
You searched from the first day, and days before the peak are low as well. Start with the day after the peak.
"""


def days_to_half(counts):
    counts = list(counts)
    low = [day for day, count in enumerate(counts) if count <= max(counts) / 2]
    return low[0] - counts.index(max(counts)) if low else None


# %% tags=["mistake"] mistake="less-than-half"
"""
You asked for less than half. A day with exactly half of the peak counts as well.
"""


def days_to_half(counts):
    counts = list(counts)
    peak = counts.index(max(counts))
    low = [day for day in range(peak + 1, len(counts)) if counts[day] < counts[peak] / 2]
    return low[0] - peak if low else None


# %% tags=["mistake"] mistake="place"
"""
You gave the place of that day in the list. How many days after the peak it is, is the difference of two places.
"""


def days_to_half(counts):
    counts = list(counts)
    peak = counts.index(max(counts))
    low = [day for day in range(peak + 1, len(counts)) if counts[day] <= counts[peak] / 2]
    return low[0] if low else None


# %% tags=["mistake"] mistake="last-peak"
"""
Where the largest count occurs twice, you started from the last. The question starts from the first.
"""


def days_to_half(counts):
    counts = list(counts)
    peak = len(counts) - 1 - counts[::-1].index(max(counts))
    low = [day for day in range(peak + 1, len(counts)) if counts[day] <= counts[peak] / 2]
    return low[0] - peak if low else None


# %% tags=["mistake"] mistake="never-is-the-end"
"""
Where no later day is so low, you gave the length of what is left. Nobody saw the count halve: that is `None`.
"""


def days_to_half(counts):
    counts = list(counts)
    peak = counts.index(max(counts))
    low = [day for day in range(peak + 1, len(counts)) if counts[day] <= counts[peak] / 2]
    return (low[0] if low else len(counts)) - peak


# %% tags=["alternative"]
def days_to_half(counts):
    later = pd.Series(counts, dtype=float)
    later = later.iloc[int(later.argmax()) :].reset_index(drop=True)
    low = later.index[later <= later.iloc[0] / 2]
    return int(low[0]) if len(low) and low[0] else None


# %% [markdown] tags=["after"]
# Of Snow's attacks: {days_to_half(days["attacks"])} days. The handle came off {(removed - days.loc[days["attacks"].idxmax(), "date"]).days} days after the peak.

# %% [markdown] tags=["hint"]
# Find the place of the largest count first, then walk on from the next place.

# %% [markdown] tags=["task"] task="attacks-chart" kind="figure" points=2 objective="LO1.2"
# ## Draw the outbreak
#
# Draw the attacks of every day, date by date. Give the chart a title, and both axes a label.
# Keep the axes in `attacks_chart`.

# %% tags=["answer"]
_, attacks_chart = plt.subplots()
# BEGIN SOLUTION
attacks_chart.plot(days["date"], days["attacks"])
attacks_chart.set(title="Fatal attacks near Golden Square, 1854", xlabel="date", ylabel="attacks")
# END SOLUTION

# %% tags=["mistake"] mistake="deaths"
"""
You drew deaths. They come a day or more after the attacks, so their peak would be read as a later one.
"""
_, attacks_chart = plt.subplots()
attacks_chart.plot(days["date"], days["deaths"])
attacks_chart.set(title="Fatal attacks near Golden Square, 1854", xlabel="date", ylabel="attacks")

# %% tags=["mistake"] mistake="running-total"
"""
You drew the running total, which can only rise: a reader cannot see when the worst was over. Draw each day's own number.
"""
_, attacks_chart = plt.subplots()
attacks_chart.plot(days["date"], days["attacks"].cumsum())
attacks_chart.set(title="Fatal attacks near Golden Square, 1854", xlabel="date", ylabel="attacks")

# %% tags=["mistake"] mistake="september-only"
"""
Your chart begins in September, and so at the peak: a reader cannot see how sudden the rise was. Draw every day.
"""
september = days[days["date"] >= "1854-09-01"]
_, attacks_chart = plt.subplots()
attacks_chart.plot(september["date"], september["attacks"])
attacks_chart.set(title="Fatal attacks near Golden Square, 1854", xlabel="date", ylabel="attacks")

# %% tags=["mistake"] mistake="bare-axes"
"""
The numbers are right. A reader cannot know what they are yet: label both axes.
"""
_, attacks_chart = plt.subplots()
attacks_chart.plot(days["date"], days["attacks"])

# %% tags=["alternative"]
_, attacks_chart = plt.subplots()
attacks_chart.bar(days["date"], days["attacks"])
attacks_chart.set(title="A sudden outbreak", xlabel="date (1854)", ylabel="fatal attacks")

# %% [markdown] tags=["hint"]
# `ax.plot(dates, numbers)`, then `ax.set(title=..., xlabel=..., ylabel=...)`.

# %% [markdown] tags=["task"] task="what-the-days-say" kind="choice" points=1 objective="LO1.3"
# ## What do the days say of the handle?
#
# - **a** Attacks went on falling after the handle was taken off, so taking it off made them fall.
# - **b** Attacks had nearly ended before, so the handle cannot have ended them; whether it kept some away is open.
# - **c** Attacks had nearly ended before, so the water of the pump had nothing to do with the outbreak.
# - **d** Attacks went on for three weeks after, so taking the handle off was of no use.

# %% tags=["answer"]
what_the_days_say = ...
# BEGIN SOLUTION
what_the_days_say = "b"
# END SOLUTION

# %% tags=["replies"]
{
    "a": "They were falling before as well. What comes after something need not come from it: compare with the days before.",
    "b": "Yes: what is nearly over cannot be ended by what comes later. What an open pump would have done, no table shows.",
    "c": "When an outbreak ends says little of how it began. The case against the pump rests on who drank from it.",
    "d": "A few attacks after the removal do not show how many there would have been without it.",
}

# %% [markdown] tags=["hint"]
# Ask of each option: could the days look like this if it were false?

# %% [markdown] tags=["task"] task="verdict-on-the-handle" kind="written" points=3 objective="LO1.3"
# ## Your verdict
#
# "The removal of the handle ended the epidemic." Give your verdict in two or three sentences, with one number and its base,
# and say what would change it.

# %% [markdown] tags=["rubric"]
# - **0** no verdict, or one that the table does not support
# - **1** a verdict without a number
# - **2** a verdict and a number without its base
# - **3** a verdict and a number with its base
# - **4** the same, and what would change it

# %% [markdown] tags=["model"] level=4
# Contradicted: of the 571 attacks with a date, 516 had come before the day of the removal. The handle may have kept a
# second outbreak away. Attacks that rose again in the days before the removal would change my verdict, and the table has none.

# %% [markdown] tags=["model"] level=2
# Contradicted. Most people had fallen ill before: 516 of them.

# %% [markdown] tags=["hint"]
# A number never stands without its base: 516 of what?

# %% [markdown] tags=["closing"]
# Next: [whose water was it](../book/whose-water.md)? South of the river two companies sold water in the same streets.
