# %% [markdown] tags=["header"] exercise="wu01" minutes=90
# # A pandas passport
#
# Warm-ups on the data of the course, about five minutes each.
# They cover the moves that the exercises use most, and nothing is marked.
# A few tasks use one more, such as `unstack`, `np.where`, `pd.cut` or `transform`; in a notebook, `pd.cut?` shows what such a function does.
# Each warm-up shows a move, says how to read it, and ends with a small task.
#
# If most of it looks familiar, read the boxes named *trap* and go on to [chapter 1](../book/protocol-breach/who-says-so.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd

from demarche import check
from demarche.data import describe, load, tables

incidents, states, timeline = load("incidents"), load("states"), load("timeline")

# %% [markdown] tags=["lesson"]
# `tables()` lists the tables of the course, `load("incidents")` reads one, and `describe("incidents")` says what its columns mean, in which units, and where it can mislead.
#
# `check` looks at an answer and replies at once, as in the exercises. Here somebody has counted the cells of a table in place of its rows:

# %% tags=["demo"] show="page"
rows_of_states = states.size
check("rows-of-states")

# %% [markdown] tags=["lesson"]
# ## 1. Look before you compute

# %% tags=["demo"]
print(incidents.shape)
incidents[["row", "event", "start", "sender", "target", "measure"]].head(3)

# %% [markdown] tags=["lesson"]
# `shape` gives the number of rows and columns.
# The most useful question about any table is *what is one row?*
# Here a row is one measure that one sender took against one target; several rows can belong to one event.
# Where a source gives only a month or a year, `start` has been filled up to its first day; the column `start_precision` says for which rows.
#
# `incidents["sender"]` is one column, a **Series**.
# `incidents[["sender", "target"]]`, with a list inside, is a smaller table, a **DataFrame**.
# The doubled brackets make the difference, and the exercises say which of the two they want.

# %% [markdown] tags=["task"] task="rows-of-states" kind="value"
# ## How many rows?
#
# How many rows has the table `states`? Look at its columns `iso3` and `nato_year` too.

# %% tags=["answer"]
rows_of_states = (
    # BEGIN SOLUTION
    len(states)
    # END SOLUTION
)
states[["iso3", "name", "nato_year"]].head()

# %% tags=["mistake"] mistake="cells"
"""You counted cells, rows times columns. `len(states)` counts rows."""
rows_of_states = states.size

# %% tags=["mistake"] mistake="columns"
"""You counted columns. In `shape` the rows come first."""
rows_of_states = states.shape[1]

# %% tags=["mistake"] mistake="shape"
"""`shape` gives rows and columns as a pair; its first number is asked for."""
rows_of_states = states.shape

# %% [markdown] tags=["hint"]
# `len(table)` counts rows.

# %% [markdown] tags=["hint"]
# The table itself goes into the brackets, and no column of it is needed.

# %% [markdown] tags=["after"]
# One row is one state.

# %% [markdown] tags=["lesson"]
# ## 2. Select rows with a mask

# %% tags=["demo"]
french = incidents["sender"] == "FRA"
kinds = ["recall_consultations", "recall_indefinite"]
recalls = incidents["measure"].isin(kinds)
incidents.loc[french & recalls, ["start", "sender", "target", "measure"]]

# %% [markdown] tags=["lesson"]
# A comparison gives a column of True and False, a **mask**.
# Combine masks with `&` (and), `|` (or), `~` (not); when you write a comparison inside, put it in round brackets.
# `isin` asks whether the value is one of several.
# `loc[mask, columns]` then takes rows and columns in one step.
#
# :::{admonition} Trap
# :class: trap
# `and`, `or` and `not` do not work on columns.
# Python would need one True or False for the whole column, and says that the truth value is ambiguous.
# :::

# %% [markdown] tags=["task"] task="against-france" kind="table"
# ## Against France
#
# Select the rows in which the sender is *not* France and the target is France. Keep the four columns shown above.

# %% tags=["answer"]
against_france = (
    # BEGIN SOLUTION
    incidents.loc[~french & (incidents["target"] == "FRA"), ["start", "sender", "target", "measure"]]
    # END SOLUTION
)
against_france

# %% tags=["mistake"] mistake="turned"
"""These are the acts *of* France. Sender and target have changed places."""
against_france = incidents.loc[
    french & (incidents["target"] != "FRA"), ["start", "sender", "target", "measure"]
]

# %% tags=["mistake"] mistake="target-forgotten"
"""The sender is right, and any target will do. Both should hold: join the two masks with `&`, not `|`."""
against_france = incidents.loc[~french, ["start", "sender", "target", "measure"]]

# %% tags=["mistake"] mistake="mask"
"""This is the mask itself, a True or False for each row. Put it into `incidents.loc[mask, columns]`."""
against_france = ~french & (incidents["target"] == "FRA")

# %% [markdown] tags=["hint"]
# Two masks, joined by `&`: one for the sender, one for the target.

# %% [markdown] tags=["hint"]
# The mask for the sender is there already and is to be turned round by `~`; the other compares `target` with `FRA`.
# `.loc` takes both, joined by `&`, and the list of the four columns behind a comma.

# %% [markdown] tags=["after"]
# No state acts against itself, so here the mask of the target alone gives the same rows.

# %% [markdown] tags=["lesson"]
# ## 3. Count, and say the base

# %% tags=["demo"]
incidents["measure"].value_counts().head()

# %% tags=["demo"]
incidents["measure"].value_counts(normalize=True).head().round(3)

# %% [markdown] tags=["lesson"]
# `value_counts` counts how often each value occurs.
# With `normalize=True` it gives shares of all rows that have a value.
# A mask can be counted directly: True is 1, so its `sum` is a count and its `mean` is a share.

# %% tags=["demo"]
recalls = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
print(recalls.sum(), recalls.mean())

# %% [markdown] tags=["lesson"]
# A share means nothing without its base.
# Here the base is all rows; the share among *events*, or among rows *between NATO members*, would be another number.

# %% [markdown] tags=["task"] task="share-in-nato" kind="value"
# ## Both in NATO
#
# What share of the rows has both states in NATO (`both_nato` is 1)?

# %% tags=["answer"]
share_in_nato = (
    # BEGIN SOLUTION
    (incidents["both_nato"] == 1).mean()
    # END SOLUTION
)
share_in_nato

# %% tags=["mistake"] mistake="count"
"""This is a count. Its base is missing: `mean` divides by the number of rows."""
share_in_nato = (incidents["both_nato"] == 1).sum()

# %% tags=["mistake"] mistake="events"
"""You went by events. That may be the better question, but rows are asked for here."""
share_in_nato = (incidents.groupby("event")["both_nato"].max() == 1).mean()

# %% tags=["mistake"] mistake="both-shares"
"""The number is in there, beside that of the other rows. Take it out by its label, 1."""
share_in_nato = (incidents["both_nato"] == 1).astype(int).value_counts(normalize=True)

# %% [markdown] tags=["hint"]
# A mask has a mean: the share of True.

# %% [markdown] tags=["hint"]
# Compare the column `both_nato` with 1, in brackets, and ask the whole comparison for its `.mean()`.

# %% [markdown] tags=["after"]
# The base is all rows, not all events.

# %% [markdown] tags=["lesson"]
# ## 4. Group, then count or measure

# %% tags=["demo"]
by_year = incidents.groupby("year")
rows, events = by_year.size(), by_year["event"].nunique()
pd.DataFrame({"rows": rows, "events": events}).tail()

# %% [markdown] tags=["lesson"]
# `groupby` puts the rows with the same value together; what follows is done inside each group.
# `size` counts rows, `nunique` counts different values, `mean`, `median` and `max` do what they say.
# The two columns differ wherever one event has several rows.
#
# :::{admonition} Trap
# :class: trap
# Counting rows when the question is about events is a mistake that this course invites again and again.
# Ask again: what is one row?
# :::

# %% [markdown] tags=["task"] task="targets-per-sender" kind="table"
# ## Targets of each sender
#
# For each sender, how many different targets has it acted against? Make the whole Series; look at the five largest afterwards.

# %% tags=["answer"]
targets_per_sender = (
    # BEGIN SOLUTION
    incidents.groupby("sender")["target"].nunique()
    # END SOLUTION
)
targets_per_sender

# %% tags=["mistake"] mistake="rows"
"""You counted rows. A target that comes twice should count once: `nunique`."""
targets_per_sender = incidents.groupby("sender")["target"].size()

# %% tags=["mistake"] mistake="events"
"""You counted events. The question is about targets: another column, the same step."""
targets_per_sender = incidents.groupby("sender")["event"].nunique()

# %% tags=["mistake"] mistake="turned"
"""You grouped by the target and counted senders. Group by who acts."""
targets_per_sender = incidents.groupby("target")["sender"].nunique()

# %% tags=["mistake"] mistake="in-all"
"""This counts targets in the whole table. Inside each group is asked for: `groupby` comes first."""
targets_per_sender = incidents["target"].nunique()

# %% tags=["mistake"] mistake="first-five"
"""Right, and cut off. Keep the whole Series; sort it and take `head()` to look at it."""
targets_per_sender = incidents.groupby("sender")["target"].nunique().sort_values(ascending=False).head()

# %% [markdown] tags=["hint"]
# Group by the sender, and count the different values of `target`.

# %% [markdown] tags=["hint"]
# Group by `sender`, take the column `target` of the groups, and ask for `.nunique()`: `.size()` would count rows.

# %% [markdown] tags=["after"]
# Sorted, it shows at once which state has acted against the most others.

# %% [markdown] tags=["lesson"]
# ## 5. Two questions at once

# %% tags=["demo"]
pd.crosstab(timeline["category"], timeline["tone"])

# %% [markdown] tags=["lesson"]
# `pd.crosstab` counts every combination of two columns; the first becomes the rows.
# A combination that does not occur is 0.
# With `normalize="index"` each row adds up to 1, with `normalize="columns"` each column does.

# %% tags=["demo"]
shares = pd.crosstab(timeline["category"], timeline["alliance_related"], normalize="index")
shares.round(2)

# %% [markdown] tags=["lesson"]
# Read the second table from left to right: *of the events of this field, what share concerns the alliance?*

# %% [markdown] tags=["task"] task="military-share" kind="value"
# ## The question turned round
#
# Of the events that concern the alliance, what share is military?

# %% tags=["answer"]
# BEGIN SOLUTION
turned = pd.crosstab(timeline["category"], timeline["alliance_related"], normalize="columns")
# END SOLUTION
military_share = (
    # BEGIN SOLUTION
    turned.loc["military", 1]
    # END SOLUTION
)
military_share

# %% tags=["mistake"] mistake="other-base"
"""
This is the share of the military events that concern the alliance. The base is the other one: let the columns add up to 1.
"""
military_share = shares.loc["military", 1]

# %% tags=["mistake"] mistake="of-all"
"""The base is all events. Only those that concern the alliance belong in it."""
military_share = pd.crosstab(timeline["category"], timeline["alliance_related"], normalize="all").loc[
    "military", 1
]

# %% tags=["mistake"] mistake="count"
"""This is a count. Divide by all events that concern the alliance: `normalize` does it."""
military_share = pd.crosstab(timeline["category"], timeline["alliance_related"]).loc["military", 1]

# %% [markdown] tags=["hint"]
# Of the events *that concern the alliance*: these are the base, and they stand in one column.

# %% [markdown] tags=["hint"]
# A share needs its base: the events whose `alliance_related` is 1. Of these, how many have the category `military`?
# With `pd.crosstab` it is the column 1, and shares within columns come by `normalize="columns"`.

# %% [markdown] tags=["after"]
# Turned round, the same table answers another question with another number.

# %% [markdown] tags=["lesson"]
# ## 6. What is missing

# %% tags=["demo"]
days = incidents["days_to_return"]
print(len(days), days.notna().sum(), days.isna().sum())
print(days.median())

# %% [markdown] tags=["lesson"]
# `isna` and `notna` make masks of what is missing and what is there.
# `dropna` leaves missing rows out; most measures, such as `median`, do it without saying so.
#
# Missing is not zero, and it is not "no".
# Here only a recall can have a number of days, and it is missing when no exact day of return was found: the envoy may never have come back, or nobody wrote the day down.
# The median describes the recalls that were followed to the end, and these may be the short ones.
#
# :::{admonition} Trap
# :class: trap
# A comparison with a missing value counts as False (`!=` as True), or is missing itself.
# So `(column == "yes").mean()` quietly treats an empty cell as "not yes".
# Leave out the missing rows first if they should not be in the base.
# :::

# %% [markdown] tags=["task"] task="known-among-recalls" kind="value"
# ## Known among the recalls
#
# Among the recalls only, for what share of rows is `days_to_return` known?

# %% tags=["answer"]
recalls = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
known_among_recalls = (
    # BEGIN SOLUTION
    incidents.loc[recalls, "days_to_return"].notna().mean()
    # END SOLUTION
)
known_among_recalls

# %% tags=["mistake"] mistake="all-rows"
"""The base is the whole table. Keep the recalls first, then ask what is known of them."""
known_among_recalls = incidents["days_to_return"].notna().mean()

# %% tags=["mistake"] mistake="count"
"""This is a count. Say of how many: `mean` gives the share."""
recalls = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
known_among_recalls = incidents.loc[recalls, "days_to_return"].notna().sum()

# %% [markdown] tags=["hint"]
# Take the recalls first; then the mean of `notna()`.

# %% [markdown] tags=["hint"]
# Two kinds are recalls: `.isin([…])` takes both. Of their rows take the one column `days_to_return`; `.notna()` is
# True where it is known, and the mean of that is the share.

# %% [markdown] tags=["after"]
# For the rest no exact day of return was found, which is not the same as no return.

# %% [markdown] tags=["lesson"]
# ## 7. Join two tables

# %% tags=["demo"]
named = incidents.merge(
    states[["iso3", "name"]],
    left_on="sender",
    right_on="iso3",
    how="left",
    validate="many_to_one",
)
print(len(incidents), len(named), named["name"].isna().sum())
named[["start", "name", "target", "measure"]].head(3)

# %% [markdown] tags=["lesson"]
# `merge` puts the columns of two tables side by side where their keys agree.
# `how="left"` keeps every row of the left table, also those without a partner.
# `validate="many_to_one"` makes pandas stop if a key stands twice on the right, which would double rows.
# Check two things after each merge: the number of rows, and how many found no partner.

# %% [markdown] tags=["task"] task="target-names" kind="table"
# ## Names of the targets
#
# Add the name of the target as well, in a column `target_name`. The columns `row`, `target` and `target_name` are enough.

# %% tags=["answer"]
# BEGIN SOLUTION
new_names = {"iso3": "target", "name": "target_name"}
targets = states[["iso3", "name"]].rename(columns=new_names)
both = named.merge(targets, on="target", how="left", validate="many_to_one")
# END SOLUTION
target_names = (
    # BEGIN SOLUTION
    both[["row", "target", "target_name"]]
    # END SOLUTION
)
target_names

# %% tags=["mistake"] mistake="sender-again"
"""These are the names of the senders. The key on the left is the other column now."""
target_names = named[["row", "target", "name"]].rename(columns={"name": "target_name"})

# %% tags=["mistake"] mistake="matches-only"
"""Nothing has found a partner. Do the keys on both sides hold the same kind of code?"""
targets = states[["iso3", "name"]].rename(columns={"iso3": "target", "name": "target_name"})
target_names = incidents.merge(targets.assign(target=targets["target_name"]), on="target")[
    ["row", "target", "target_name"]
]

# %% [markdown] tags=["hint"]
# Merge with the names once more, this time on the target; then take the three columns.

# %% [markdown] tags=["hint"]
# Do with `target` what was done with the sender: in a copy of `states` call `iso3` `target` and `name` `target_name`,
# merge on `target` with `how="left"`, and take three columns by a list.

# %% [markdown] tags=["after"]
# As many rows as before, and each has found its name.

# %% [markdown] tags=["lesson"]
# ## 8. Sort, and order that means something

# %% tags=["demo"]
longest = incidents.sort_values("days_to_return", ascending=False)
longest[["start", "sender", "target", "days_to_return"]].head(3)

# %% [markdown] tags=["lesson"]
# `sort_values` sorts rows; missing values go to the end, whichever way you sort.
# `sort_index` sorts by the row labels.
#
# Some columns are **ordered categories**: their values have an order that is not the alphabet's.
# The column `measure` runs from a remark to a break of relations, so `max` and comparisons mean something.

# %% tags=["demo"]
print(incidents["measure"].max())
print((incidents["measure"] >= "expulsion_png").sum())

# %% [markdown] tags=["task"] task="strongest-french" kind="value"
# ## The strongest measure of France
#
# What is the strongest measure that France has taken in the table? The answer is text.

# %% tags=["answer"]
strongest_french = (
    # BEGIN SOLUTION
    incidents.loc[incidents["sender"] == "FRA", "measure"].max()
    # END SOLUTION
)
strongest_french

# %% tags=["mistake"] mistake="alphabet"
"""This is the last one in the alphabet. As text the order is lost: take `max` of the column as it is."""
strongest_french = incidents.loc[incidents["sender"] == "FRA", "measure"].astype(str).max()

# %% tags=["mistake"] mistake="commonest"
"""This is the most frequent one. Frequent is not strong."""
strongest_french = incidents.loc[incidents["sender"] == "FRA", "measure"].mode()[0]

# %% tags=["mistake"] mistake="latest"
"""This is the latest one. Sort by the measure, not by the day."""
in_time = incidents.sort_values("start", kind="stable")
strongest_french = in_time.loc[in_time["sender"] == "FRA", "measure"].iloc[-1]

# %% tags=["mistake"] mistake="anybody"
"""This is the strongest of all senders. Keep the French rows first."""
strongest_french = incidents["measure"].max()

# %% [markdown] tags=["hint"]
# Keep the French rows; `measure` is ordered, so it has a maximum.

# %% [markdown] tags=["hint"]
# Rows whose `sender` is `FRA`, of these the one column `measure`, of that `.max()`: the column knows the order of its
# words, as long as you leave it the kind of column that it is.

# %% [markdown] tags=["after"]
# It stands above the limit on access of 2026.

# %% [markdown] tags=["lesson"]
# ## 9. Categories that do not occur

# %% tags=["demo"]
rows = incidents[incidents["sender"] == "FRA"]
pd.DataFrame(
    {
        "value_counts": rows["measure"].value_counts(sort=False),
        "groupby": rows.groupby("measure", observed=True).size(),
    }
)

# %% [markdown] tags=["lesson"]
# A category is remembered also when no row has it.
# `value_counts` shows it with 0.
# `groupby` with `observed=True` leaves it out, which shows here as a missing value.
# Say `observed=True` or `observed=False` yourself: the versions of pandas differ in what they do unasked.
#
# Both are useful.
# A zero is a finding ("France never did this in the table") and belongs in a chart; in a mean or a ranking it may be noise.
# To bring back what a grouped count has dropped, write `counts.reindex(all_of_them, fill_value=0)`.
# To forget unused categories, turn the column into text with `astype(str)`.

# %% [markdown] tags=["task"] task="early-tones" kind="table"
# ## Tones before 1960
#
# Make a Series that counts the events of the table `timeline` by tone, with a row for each tone from -3 to 3, also if it is 0. Use the years before 1960 only.

# %% tags=["answer"]
# BEGIN SOLUTION
early = timeline[timeline["year"] < 1960]
# END SOLUTION
early_tones = (
    # BEGIN SOLUTION
    early.groupby("tone").size().reindex(range(-3, 4), fill_value=0)
    # END SOLUTION
)
early_tones

# %% tags=["mistake"] mistake="no-zeros"
"""Tones without an event are gone. `reindex(range(-3, 4), fill_value=0)` brings them back."""
early_tones = timeline[timeline["year"] < 1960].groupby("tone").size()

# %% tags=["mistake"] mistake="all-years"
"""These are all years. Keep those before 1960 first."""
early_tones = timeline.groupby("tone").size().reindex(range(-3, 4), fill_value=0)

# %% tags=["mistake"] mistake="with-1960"
"""1960 is in it. Before 1960 means less than 1960."""
early_tones = timeline[timeline["year"] <= 1960].groupby("tone").size().reindex(range(-3, 4), fill_value=0)

# %% tags=["mistake"] mistake="empty-not-zero"
"""Two tones are missing values. No event is a count, 0: give `reindex` a `fill_value`."""
early_tones = timeline[timeline["year"] < 1960].groupby("tone").size().reindex(range(-3, 4))

# %% [markdown] tags=["hint"]
# Years before 1960, grouped by tone, counted, and every tone from -3 to 3 brought back.

# %% [markdown] tags=["hint"]
# `.groupby("tone").size()` counts the rows of each tone that occurs; `.reindex(range(-3, 4), fill_value=0)` brings in
# those that do not. `range` ends before its last number.

# %% [markdown] tags=["after"]
# The zeros are part of the finding.

# %% [markdown] tags=["lesson"]
# ## 10. A function with a loop in it


# %% tags=["demo"]
def changes(values):
    """How often a value differs from the one before it."""
    found = 0
    for before, after in zip(values, values[1:]):
        if after != before:
            found = found + 1
    return found


changes(["summons", "summons", "recall", "summons"])

# %% [markdown] tags=["lesson"]
# A function takes what stands in its brackets and gives something back with `return`.
# A `for` loop does its lines once for each item; here the items are pairs of neighbours, which `zip` makes of the list and of the same list without its first item.
#
# Most loops have three places, and the indentation says where each ends.
# *Before* the loop is what you start with; *in* the loop is what each round adds to it; *after* the loop is what you give back.
#
# :::{admonition} Trap
# :class: trap
# A `return` inside the loop ends the whole function, mostly in the first round.
# A start value inside the loop makes each round forget the ones before.
# And `print` in the place of `return` shows a value that nobody can compute on with: the function gives back `None`.
# :::

# %% [markdown] tags=["task"] task="longest-gap" kind="function"
# ## The longest gap
#
# Write `longest_gap(years)`: the largest number of years between two neighbours in a list of years in ascending order, and 0 if there are no two.
#
# ```python
# >>> longest_gap([1970, 1973, 1985])
# 12
# ```


# %% tags=["answer"]
def longest_gap(years):
    """Largest distance between neighbours; 0 where there are none."""
    # BEGIN SOLUTION
    longest = 0
    for before, after in zip(years, years[1:]):
        longest = max(longest, after - before)
    return longest
    # END SOLUTION


# %% tags=["probes"]
[([1970, 1973, 1985, 1990],), ([2001, 2011, 2012],), ([1995],)]

# %% tags=["mistake"] mistake="return-inside"
"""
Your function stops at the first pair: a `return` inside the loop ends the whole function. Move it out to the left, below
the loop.
"""


def longest_gap(years):
    longest = 0
    for before, after in zip(years, years[1:]):
        longest = max(longest, after - before)
        return longest


# %% tags=["mistake"] mistake="reset-inside"
"""
You get the last gap, not the longest. Is the start value set inside the loop, so that each round forgets the ones before?
Or does each round overwrite what was kept, without comparing?
"""


def longest_gap(years):
    longest = 0
    for before, after in zip(years, years[1:]):
        longest = after - before
    return longest


# %% tags=["mistake"] mistake="printed"
"""
Your function gives nothing back. `print` shows a value to a reader; `return` hands it to whoever called. Put `return`
before the result, in the last line.
"""


def longest_gap(years):
    print(max([after - before for before, after in zip(years, years[1:])], default=0))


# %% tags=["mistake"] mistake="too-far"
"""
IndexError: the loop asks for the neighbour of the last year, and there is none. Four years have three gaps: stop one
earlier, or use `zip(years, years[1:])`.
"""


def longest_gap(years):
    longest = 0
    for place in range(len(years)):
        longest = max(longest, years[place + 1] - years[place])
    return longest


# %% tags=["mistake"] mistake="whole-span"
"""This is the time from the first year to the last. Look at neighbours only, and keep the largest step."""


def longest_gap(years):
    return years[-1] - years[0]


# %% tags=["mistake"] mistake="shortest"
"""This is the shortest gap. Keep the larger of two, not the smaller."""


def longest_gap(years):
    return min([after - before for before, after in zip(years, years[1:])], default=0)


# %% tags=["mistake"] mistake="all-gaps"
"""These are all the gaps, and rightly so. One number is asked for: the largest, or 0 if there is none."""


def longest_gap(years):
    return [after - before for before, after in zip(years, years[1:])]


# %% tags=["mistake"] mistake="one-year"
"""
It works, but not for a list of one year: `max` of nothing is an error. Start with 0, or give `max` a `default=0`.
"""


def longest_gap(years):
    return max(after - before for before, after in zip(years, years[1:]))


# %% tags=["alternative"]
def longest_gap(years):
    return max([after - before for before, after in zip(years, years[1:])], default=0)


# %% [markdown] tags=["hint"]
# Start with 0 before the loop; in the loop keep the larger; return after the loop.

# %% [markdown] tags=["hint"]
# `zip(years, years[1:])` gives each year with the one after it. In every round keep the `max` of the longest so far
# and this distance; with one year or none the loop has no round, and 0 is returned.

# %% [markdown] tags=["after"]
# Before the loop, in it, after it: most loops have these three places.

# %% [markdown] tags=["lesson"]
# ## 11. A dict, filled by a loop

# %% tags=["demo"]
names = dict(zip(states["iso3"], states["name"]))
print(names["FRA"], names.get("XYZ"), names.get("XYZ", "no such state"))

# %% [markdown] tags=["lesson"]
# A **dict** keeps a value under a key, here a name under a code.
# Square brackets want a key that is there, and raise a `KeyError` otherwise; `get` gives back something else instead, `None` if you do not say what.

# %% tags=["demo"]
rows_of = {}
for sender in incidents["sender"].head(8):
    rows_of[sender] = rows_of.get(sender, 0) + 1
rows_of

# %% [markdown] tags=["lesson"]
# Read the line in the loop from the right: what is there for this sender, or 0 if nothing is; one more; keep it under the same key.
#
# :::{admonition} Trap
# :class: trap
# `rows_of[sender] = rows_of[sender] + 1` fails in the first round: there is nothing yet to add to.
# `rows_of[sender] = 1` does not fail, and counts nothing: each round overwrites.
# And `rows_of = {}` inside the loop begins a new dict each time, so that one key is left at the end.
# :::
#
# pandas has a method for most of this (`value_counts`, `groupby`, `map`).
# You need the loop where the question has steps that no method knows.

# %% [markdown] tags=["task"] task="first-years" kind="function"
# ## The first year of each sender
#
# Write `first_years(pairs)`. It gets a list of pairs such as `("FRA", 1995)`, in no order of time, and gives back a dict: sender → earliest year.
#
# ```python
# >>> first_years([("FRA", 1995), ("USA", 2003), ("FRA", 1975)])
# {'FRA': 1975, 'USA': 2003}
# ```


# %% tags=["answer"]
def first_years(pairs):
    """The earliest year of each sender."""
    # BEGIN SOLUTION
    found = {}
    for sender, year in pairs:
        found[sender] = min(year, found.get(sender, year))
    return found
    # END SOLUTION


# %% tags=["probes"]
[
    ([("FRA", 1995), ("USA", 2003), ("FRA", 1975), ("FRA", 2021)],),
    ([("TUR", 2010), ("DEU", 2004), ("TUR", 2001), ("DEU", 2017)],),
    ([],),
]

# %% tags=["mistake"] mistake="without-get"
"""
KeyError: when a sender comes for the first time, the dict has no such key yet. `found.get(sender, year)` gives the year
itself in that case.
"""


def first_years(pairs):
    found = {}
    for sender, year in pairs:
        found[sender] = min(year, found[sender])
    return found


# %% tags=["mistake"] mistake="last-wins"
"""Each pair overwrites what was there, so the last one in the list wins. Compare before you keep: `min`."""


def first_years(pairs):
    found = {}
    for sender, year in pairs:
        found[sender] = year
    return found


# %% tags=["mistake"] mistake="first-seen"
"""You keep the first pair of each sender. The list is not in the order of time: compare the years."""


def first_years(pairs):
    found = {}
    for sender, year in pairs:
        found.setdefault(sender, year)
    return found


# %% tags=["mistake"] mistake="latest"
"""These are the latest years. The earliest is asked for: `min`."""


def first_years(pairs):
    found = {}
    for sender, year in pairs:
        found[sender] = max(year, found.get(sender, year))
    return found


# %% tags=["mistake"] mistake="dict-inside"
"""Only one sender is left, the last. The dict is made anew in each round: make it once, before the loop."""


def first_years(pairs):
    found = {}
    for sender, year in pairs:
        found = {}
        found[sender] = min(year, found.get(sender, year))
    return found


# %% tags=["mistake"] mistake="return-inside"
"""
Your function stops after the first pair: a `return` inside the loop ends the whole function. Move it out to the left,
below the loop.
"""


def first_years(pairs):
    found = {}
    for sender, year in pairs:
        found[sender] = min(year, found.get(sender, year))
        return found
    return found


# %% tags=["mistake"] mistake="printed"
"""
Your function gives nothing back. `print` shows a value to a reader; `return` hands it to whoever called. Put `return`
before the result, in the last line.
"""


def first_years(pairs):
    print(pairs)


# %% tags=["mistake"] mistake="counts"
"""You counted the pairs of each sender. The year is asked for, the smallest."""


def first_years(pairs):
    found = {}
    for sender, _ in pairs:
        found[sender] = found.get(sender, 0) + 1
    return found


# %% tags=["mistake"] mistake="one-number"
"""This is the earliest year of all. Each sender needs a year of its own: keep them in a dict."""


def first_years(pairs):
    return min(year for _, year in pairs) if pairs else {}


# %% tags=["alternative"]
def first_years(pairs):
    return {sender: min(year for other, year in pairs if other == sender) for sender, _ in pairs}


# %% [markdown] tags=["hint"]
# For each pair: what does the dict hold for this sender, and what if it holds nothing yet?

# %% [markdown] tags=["hint"]
# `found.get(sender, year)` is the year kept so far, or this one if there is none. Keep the smaller of the two under
# the sender, and return the dict below the loop.

# %% [markdown] tags=["after"]
# pandas does the same with `groupby` and `min`; now you know what it does for you.

# %% [markdown] tags=["lesson"]
# ## 12. A function for a column, and a chart


# %% tags=["demo"]
def decade(year):
    """First year of the decade that a year lies in."""
    return year // 10 * 10


decades = incidents["year"].map(decade)
per_decade = incidents.groupby(decades)["event"].nunique()
per_decade

# %% tags=["demo"] show="never"
assert per_decade.tolist() == [1, 3, 2, 4, 7, 40, 18]  # the alt texts below say so

# %% [markdown] tags=["lesson"]
# `map` applies a function to every value of a column.
# A function should give the same answer whenever it gets the same input.
# In the exercises your functions are tried on inputs that you have not seen.

# %% tags=["demo"] figure="fig-passport" caption="Events between allies and close partners by decade. Source: the course's table of incidents." alt="Bar chart with one bar per decade, from the 1960s to the 2020s: 1, 3, 2, 4, 7, 40 and 18 events. Few are recorded before 2000; the 2010s have the most."
fig, ax = plt.subplots(layout="constrained")
ax.bar(per_decade.index.astype(str) + "s", per_decade)
ax.set_title("More events are recorded in recent decades")
ax.set_xlabel("Decade")
ax.set_ylabel("Number of events")
# %% [markdown] tags=["lesson"]
# `plt.subplots()` gives a figure and its **axes**; you draw on the axes and label them.
# An exercise that asks for a chart wants the axes under the name of the task, with a title and both labels.
# Bars start at zero, because their length is what one reads.
#
# Do not read this chart as "quarrels are becoming more common": recent events are also better recorded, and the 2020s end in February 2026.
# Chapter 3 takes that question up.

# %% [markdown] tags=["task"] task="decades-line" kind="figure"
# ## The same as a line
#
# Draw the same counts as a line with dots (`ax.plot(x, y, marker="o")`), with a title and labels. Keep the axes.

# %% tags=["answer"] figure="fig-passport-line" caption="The same counts as a line. Source: the course's table of incidents." alt="Line with a dot for each decade: below ten until the 2000s, then a peak of 40 in the 2010s, and 18 in the 2020s."
fig, decades_line = plt.subplots(layout="constrained")
# BEGIN SOLUTION
decades_line.plot(per_decade.index, per_decade, marker="o")
decades_line.set(title="Events by decade", xlabel="Decade", ylabel="Number of events")
# END SOLUTION

# %% tags=["mistake"] mistake="rows"
"""The heights count rows. Events are asked for: `nunique` of `event`."""
fig, decades_line = plt.subplots()
rows_by_decade = incidents.groupby(decades)["event"].size()
decades_line.plot(rows_by_decade.index, rows_by_decade, marker="o")
decades_line.set(title="Events by decade", xlabel="Decade", ylabel="Number of events")

# %% tags=["mistake"] mistake="years"
"""There is a point for each year. Group by decade first."""
fig, decades_line = plt.subplots()
by_year = incidents.groupby("year")["event"].nunique()
decades_line.plot(by_year.index, by_year, marker="o")
decades_line.set(title="Events by decade", xlabel="Decade", ylabel="Number of events")

# %% [markdown] tags=["hint"]
# Decades along the axis, events as heights.

# %% [markdown] tags=["hint"]
# The decades are the index of the counts, the events their values: `ax.plot(counts.index, counts, marker="o")`. Title
# and both labels belong to it.

# %% [markdown] tags=["after"]
# The same numbers as in the bars; a line says that there is a way from one to the next.

# %% [markdown] tags=["lesson"]
# ## 13. Lines to put in order
#
# Five programs whose lines have come out of order. Each has two lines too many: mistakes that are easily made.
# Put the lines in order and leave the wrong ones out; the indentation is right as it stands.

# %% [markdown] tags=["task"] task="lines-known-share" kind="value" name="known_share"
# ## Lines: how many recalls have a known end?
#
# `known_share` is the share of the recalls for which `days_to_return` is known.

# %% tags=["answer"]
kinds = ["recall_consultations", "recall_indefinite"]
# BEGIN SOLUTION
only_recalls = incidents[incidents["measure"].isin(kinds)]
known = only_recalls["days_to_return"].notna()
known_share = known.mean()
# END SOLUTION

# %% tags=["mistake"] mistake="all-rows"
"""The recalls were chosen and then not used: `known` looks at all incidents. Take it from the smaller table."""
only_recalls = incidents[incidents["measure"].isin(["recall_consultations", "recall_indefinite"])]
known = incidents["days_to_return"].notna()
known_share = known.mean()

# %% tags=["mistake"] mistake="count"
"""The sum of a mask is a count. Its mean is the share."""
only_recalls = incidents[incidents["measure"].isin(["recall_consultations", "recall_indefinite"])]
known = only_recalls["days_to_return"].notna()
known_share = known.sum()

# %% [markdown] tags=["lines"]
# known_share = known.sum()  #! count
# known = incidents["days_to_return"].notna()  #! all-rows

# %% [markdown] tags=["hint"]
# First the base, then the mask on it, then its mean.

# %% [markdown] tags=["hint"]
# The list of kinds comes first, then the rows of `incidents` that are of one of them. `.notna()` is asked of these
# rows alone, and the mean comes last.

# %% [markdown] tags=["after"]
# A base that is chosen and not used is hard to see, as nothing fails.

# %% [markdown] tags=["task"] task="lines-events-per-decade" kind="table" name="events_of_decades"
# ## Lines: events of each decade
#
# `events_of_decades` is a Series: first year of the decade → number of separate events.

# %% tags=["answer"]
# BEGIN SOLUTION
first_year = incidents["year"] // 10 * 10
groups = incidents.groupby(first_year)
events_of_decades = groups["event"].nunique()
# END SOLUTION

# %% tags=["mistake"] mistake="rows"
"""`size` counts rows, and an event can have several. `nunique` counts different events."""
groups = incidents.groupby(incidents["year"] // 10 * 10)
events_of_decades = groups.size()

# %% tags=["mistake"] mistake="number-of-decade"
"""The index holds 197 where 1970 is wanted: `// 10` drops the last digit, and `* 10` puts a zero in its place."""
first_year = incidents["year"] // 10
events_of_decades = incidents.groupby(first_year)["event"].nunique()

# %% [markdown] tags=["lines"]
# first_year = incidents["year"] // 10  #! number-of-decade
# events_of_decades = groups.size()  #! rows

# %% [markdown] tags=["hint"]
# First what the groups go by, then the groups, then what is counted in each.

# %% [markdown] tags=["hint"]
# `//` drops the rest of a division, and `/` keeps it. The groups are made by what that gives. `.nunique()` counts
# different events, `.size()` counts rows.

# %% [markdown] tags=["after"]
# Three lines, three questions: by what, of what, how counted.

# %% [markdown] tags=["task"] task="lines-count-of-each" kind="function" name="count_of_each"
# ## Lines: how often does each item occur?
#
# `count_of_each(items)` gives back a dict: item → how often it stands in the list.
#
# ```python
# >>> count_of_each(["a", "b", "a"])
# {'a': 2, 'b': 1}
# ```


# %% tags=["answer"]
# BEGIN SOLUTION
def count_of_each(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


# END SOLUTION

# %% tags=["probes"]
[(["a", "b", "a", "a"],), (["x"],), ([],), (["b", "b", "c"],)]

# %% tags=["mistake"] mistake="no-key-yet"
"""KeyError: the first time that an item comes, nothing stands under it. `get(item, 0)` gives 0 then."""


def count_of_each(items):
    counts = {}
    for item in items:
        counts[item] = counts[item] + 1
    return counts


# %% tags=["mistake"] mistake="return-inside"
"""`return` stands inside the loop, so the function ends after the first item. It belongs below the loop, further to the left."""


def count_of_each(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
        return counts


# %% tags=["alternative"]
def count_of_each(items):
    return {item: items.count(item) for item in items}


# %% [markdown] tags=["lines"]
#         counts[item] = counts[item] + 1  #! no-key-yet
#         return counts  #! return-inside

# %% [markdown] tags=["hint"]
# Before the loop, in the loop, after the loop.

# %% [markdown] tags=["hint"]
# The empty dict stands above the loop, and `return` below it, as far to the left as the loop itself. In the loop
# stands the count so far, 0 if there is none, and one more.

# %% [markdown] tags=["after"]
# The same three places as before: a start, a step, a result.

# %% [markdown] tags=["task"] task="lines-longest-run" kind="function" name="longest_run"
# ## Lines: the longest run of yeses
#
# `longest_run(answers)` gives back how many `"Y"` stand in a row at most.
#
# ```python
# >>> longest_run(["Y", "N", "Y", "Y"])
# 2
# ```


# %% tags=["answer"]
# BEGIN SOLUTION
def longest_run(answers):
    run = longest = 0
    for answer in answers:
        run = run + 1 if answer == "Y" else 0
        longest = max(longest, run)
    return longest


# END SOLUTION

# %% tags=["probes"]
[(["Y", "Y", "N", "Y"],), (["N", "N"],), (["Y", "N", "Y", "Y", "Y", "N"],), ([],), (["Y", "N", "Y"],)]

# %% tags=["mistake"] mistake="never-back"
"""The run is never set back: it counts all yeses, also those after a no. Begin again at 0 where the answer is another."""


def longest_run(answers):
    run = longest = 0
    for answer in answers:
        run = run + 1 if answer == "Y" else run
        longest = max(longest, run)
    return longest


# %% tags=["mistake"] mistake="last-run"
"""You give back the run that was going on at the end. The longest one may have been before: return what was kept."""


def longest_run(answers):
    run = longest = 0
    for answer in answers:
        run = run + 1 if answer == "Y" else 0
        longest = max(longest, run)
    return run


# %% tags=["alternative"]
def longest_run(answers):
    return max(len(run) for run in "".join(answers).split("N"))


# %% [markdown] tags=["lines"]
#         run = run + 1 if answer == "Y" else run  #! never-back
#     return run  #! last-run

# %% [markdown] tags=["hint"]
# Two numbers: the run that you are in, and the longest so far. Which of them is given back?

# %% [markdown] tags=["hint"]
# Both numbers begin at 0, above the loop. In each round the run grows by one or falls back to 0, and then the longest
# becomes the larger of the two. The longest is given back, below the loop.

# %% [markdown] tags=["after"]
# One number for where you are, one for the best so far: exercise 2 asks for the same with rungs.

# %% [markdown] tags=["task"] task="lines-names-of-targets" kind="table" name="met"
# ## Lines: a name for each target
#
# `met` has one row for each row of `incidents`, with the columns `row` and `name`: the name of the target. Where no name is known, it is missing.

# %% tags=["answer"]
# BEGIN SOLUTION
short = states[["iso3", "name"]]
joined = incidents.merge(short, left_on="target", right_on="iso3", how="left")
met = joined[["row", "name"]]
# END SOLUTION

# %% tags=["mistake"] mistake="sender"
"""The names are those of the senders: the key on the left is `sender`. The target is asked for."""
short = states[["iso3", "name"]]
joined = incidents.merge(short, left_on="sender", right_on="iso3", how="left")
met = joined[["row", "name"]]

# %% tags=["mistake"] mistake="no-row-number"
"""The column `row` is missing, so nobody can tell which name belongs to which row."""
joined = incidents.merge(states[["iso3", "name"]], left_on="target", right_on="iso3", how="left")
met = joined[["name"]]

# %% [markdown] tags=["lines"]
# joined = incidents.merge(short, left_on="sender", right_on="iso3", how="left")  #! sender
# met = joined[["name"]]  #! no-row-number

# %% [markdown] tags=["hint"]
# First the small table of names, then the join on the target, then the two columns.

# %% [markdown] tags=["hint"]
# The small table keeps `iso3` and `name`. The target of a row is matched with `iso3`; `how="left"` keeps each row of
# `incidents`. The two columns are taken last.

# %% [markdown] tags=["after"]
# The key on the left says whose name you get.

# %% [markdown] tags=["closing"]
# ## Stamped
#
# You have selected, masked, counted, grouped, crossed, joined, sorted, minded what is missing, written functions, and drawn.
# That is nearly all the Python that the exercises need; each says in its text which form of answer it wants.
# Go on to [chapter 1](../book/protocol-breach/who-says-so.md).
