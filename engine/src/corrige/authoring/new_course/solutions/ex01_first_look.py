# %% [markdown] tags=["header"] exercise="ex01" chapter=1 minutes=30 points=12
# # Exercise 1 · A first look
#
# - **LO1.1** Count what the question asks for.
# - **LO1.2** Draw a total so that a reader sees it.
# - **LO1.3** Say what a number leaves out.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd

from my_course import check
from my_course.data import load

rain = load("rain")

# %% [markdown] tags=["task"] task="wet-days" kind="value" points=2 objective="LO1.1"
# ## Count the wet days
#
# On how many days did at least 1 mm fall at one station or more?

# %% tags=["answer"]
wet_days = (
    # BEGIN SOLUTION
    rain.loc[rain["mm"] >= 1, "day"].nunique()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="rows"
"""You counted measurements. A day on which it rained at two stations is one day: count different days."""
wet_days = int((rain["mm"] >= 1).sum())

# %% tags=["mistake"] mistake="any-rain"
"""You counted every day with a drop of rain. The question asks for 1 mm or more."""
wet_days = rain.loc[rain["mm"] > 0, "day"].nunique()

# %% tags=["alternative"]
wet_days = len(set(rain[rain["mm"].ge(1)]["day"]))

# %% [markdown] tags=["hint"]
# Keep the rows with enough rain first, then ask how many different days are left.

# %% [markdown] tags=["task"] task="most-rain" kind="table" points=2 objective="LO1.1"
# ## The wettest day of each station
#
# Make a Series: station → the most rain that fell on one day, in millimetres.

# %% tags=["answer"]
most_rain = ...
# BEGIN SOLUTION
most_rain = rain.groupby("station", observed=True)["mm"].max()
# END SOLUTION

# %% tags=["mistake"] mistake="week"
"""You added the week up. The question is about the one wettest day: take the largest value of each station."""
most_rain = rain.groupby("station", observed=True)["mm"].sum()

# %% tags=["mistake"] mistake="typical-day"
"""You took the mean day. The question is about the wettest one: take the largest value of each station."""
most_rain = rain.groupby("station", observed=True)["mm"].mean()

# %% tags=["alternative"]
most_rain = pd.Series({name: part["mm"].max() for name, part in rain.groupby("station", observed=True)})

# %% [markdown] tags=["hint"]
# Group by station, then take one number of each group.

# %% [markdown] tags=["task"] task="share-wet" kind="function" points=3 objective="LO1.1"
# ## A share that knows what is missing
#
# Write `share_wet(amounts, limit)`: of the measurements that there are, the share with at least `limit`.
# A missing one (`None`) does not count, and of none at all the share is `None`.
#
# ```python
# >>> share_wet([0.0, 3.0, None, 1.0], 2)
# 0.3333333333333333
# ```

# %% tags=["answer"]
def share_wet(amounts, limit):
    # BEGIN SOLUTION
    known = [each for each in amounts if each is not None]
    if not known:
        return None
    return sum(each >= limit for each in known) / len(known)
    # END SOLUTION


# %% tags=["probes"]
[([0.0, 3.0, None, 1.0], 1), ([None, None], 1), ([2.0, 4.0], 5), ([1.0, None], 1)]

# %% tags=["mistake"] mistake="missing-as-dry"
"""You counted missing measurements as dry ones. Nobody measured then: leave them out of the base too."""
def share_wet(amounts, limit):
    return sum(each is not None and each >= limit for each in amounts) / len(amounts) if amounts else None


# %% tags=["mistake"] mistake="more-than"
"""You asked for more than the limit. A measurement that is exactly the limit counts as well."""
def share_wet(amounts, limit):
    known = [each for each in amounts if each is not None]
    return sum(each > limit for each in known) / len(known) if known else None


# %% tags=["alternative"]
def share_wet(amounts, limit):
    known = pd.Series(amounts, dtype=float).dropna()
    return float((known >= limit).mean()) if len(known) else None


# %% [markdown] tags=["hint"]
# First leave out what is missing; then look whether anything is left.

# %% [markdown] tags=["task"] task="rain-chart" kind="figure" points=2 objective="LO1.2"
# ## Draw the week
#
# Draw a bar for each station: the rain of the whole week.
# Give the chart a title, and both axes a label. Keep the axes in `rain_chart`.

# %% tags=["answer"]
_, rain_chart = plt.subplots()
# BEGIN SOLUTION
week = rain.groupby("station", observed=True)["mm"].sum()
rain_chart.bar(week.index, week)
rain_chart.set(title="Rain of the week", xlabel="station", ylabel="millimetres")
# END SOLUTION

# %% tags=["mistake"] mistake="days-measured"
"""Your bars show how many days were measured. Add up the millimetres instead."""
week = rain.groupby("station", observed=True)["mm"].count()
_, rain_chart = plt.subplots()
rain_chart.bar(week.index, week)
rain_chart.set(title="Rain of the week", xlabel="station", ylabel="days")

# %% tags=["mistake"] mistake="bare-axes"
"""The bars are right. A reader cannot know what they show yet: label both axes."""
week = rain.groupby("station", observed=True)["mm"].sum()
_, rain_chart = plt.subplots()
rain_chart.bar(week.index, week)

# %% tags=["alternative"]
week = rain.groupby("station", observed=True)["mm"].sum()
rain_chart = week.plot.bar(title="The week", xlabel="station", ylabel="rain (mm)")

# %% [markdown] tags=["hint"]
# One sum for each station, then one bar for each sum.

# %% [markdown] tags=["task"] task="empty-cell" kind="choice" points=1 objective="LO1.3"
# ## What is an empty cell?
#
# Two cells of the column `mm` are empty. What do they say?
# **a** no rain fell, **b** nobody knows how much fell, **c** the table is damaged.

# %% tags=["answer"]
empty_cell = ...
# BEGIN SOLUTION
empty_cell = "b"
# END SOLUTION

# %% tags=["replies"]
{
    "a": "A day without rain is written 0. An empty cell says something else.",
    "b": "Yes: there is no measurement, and that is not a dry day.",
    "c": "The codebook names these cells among the traps of the table: they are meant.",
}

# %% [markdown] tags=["hint"]
# `describe("rain")` says where the table can mislead.

# %% [markdown] tags=["task"] task="in-words" kind="written" points=2 objective="LO1.3"
# ## In words
#
# Say in two sentences how wet the week was, and what your numbers leave out.

# %% [markdown] tags=["rubric"]
# - **0** nothing that the table supports
# - **1** a number without its base
# - **2** a number with its base
# - **3** the same, and one thing that is left out
# - **4** the same, and what it could change

# %% [markdown] tags=["model"] level=4
# Most days of the week had rain at one station or more, nearly all of it on one day. Two days were not measured; had it
# poured then, the week would look different.

# %% [markdown] tags=["model"] level=2
# On several of the seven days there was rain at one of the three stations.

# %% [markdown] tags=["hint"]
# A number never stands without its base.
