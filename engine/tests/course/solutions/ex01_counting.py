# %% [markdown] tags=["header"] exercise="ex01" chapter=1 minutes=10 points=9
# # Exercise 1 · Counting
#
# - **LO1.1** Count things.
# - **LO1.2** Explain a count.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd
from small_course import check

table = pd.DataFrame({"kind": ["a", "a", "b", "c"], "event": [1, 1, 2, 3], "days": [3.0, None, 8.5, 1.25]})

# %% [markdown] tags=["task"] task="event-count" kind="value" points=1 objective="LO1.1"
# ## Count the events
#
# How many separate events are in the table?

# %% tags=["answer"]
event_count = (
    # BEGIN SOLUTION
    table["event"].nunique()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="rows"
"""You counted rows. Two of them are about one event."""
event_count = len(table)

# %% tags=["mistake"] mistake="largest"
"""You took the largest number. It is a name and not a count; here the two agree by chance only in part."""
event_count = int(table["event"].max()) + 1_000

# %% tags=["alternative"]
event_count = float(len(set(table["event"])))

# %% [markdown] tags=["hint"]
# A Series can tell how many different values it holds.

# %% [markdown] tags=["task"] task="per-kind" kind="table" points=2 objective="LO1.1"
# ## Count by kind
#
# Make a Series: kind → events.

# %% tags=["given"]
kinds = ["a", "b", "c"]

# %% tags=["answer"]
per_kind = ...
# BEGIN SOLUTION
per_kind = table.groupby("kind")["event"].nunique()
# END SOLUTION

# %% tags=["mistake"] mistake="rows-per-kind"
"""You counted rows of each kind."""
per_kind = table.groupby("kind").size()

# %% tags=["mistake"] mistake="sum"
"""You added up the event numbers; they are names."""
per_kind = table.groupby("kind")["event"].sum()

# %% tags=["alternative"]
per_kind = pd.Series({kind: table.loc[table["kind"] == kind, "event"].nunique() for kind in reversed(kinds)})

# %% [markdown] tags=["hint"]
# Group first, then count.

# %% [markdown] tags=["task"] task="share" kind="function" points=2 objective="LO1.1"
# ## A share
#
# Write `share(part, whole)`: a number between 0 and 1; None where the whole is 0.
#
# ```python
# >>> share(1, 8)
# 0.125
# ```


# %% tags=["answer"]
def share(part, whole):
    # BEGIN SOLUTION
    if whole == 0:
        return None
    return part / whole
    # END SOLUTION


# %% tags=["probes"]
[(1, 4), (3, 3), (0, 0), (1, 3)]

# %% tags=["mistake"] mistake="per-cent"
"""You gave per cent. A share lies between 0 and 1."""


def share(part, whole):
    return None if whole == 0 else 100 * part / whole


# %% tags=["mistake"] mistake="no-zero"
"""Nothing happens yet where the whole is 0."""


def share(part, whole):
    return part / whole


# %% tags=["alternative"]
share = lambda part, whole: part / whole if whole else None

# %% [markdown] tags=["hint"]
# Divide, but first look at the whole.

# %% [markdown] tags=["task"] task="kind-chart" kind="figure" points=1 objective="LO1.1"
# ## Draw it
#
# Bars: kind → rows. Keep the axes.

# %% tags=["answer"]
_, kind_chart = plt.subplots()
# BEGIN SOLUTION
rows = table["kind"].value_counts().sort_index()
kind_chart.bar(rows.index, rows)
kind_chart.set(title="Rows by kind", xlabel="kind", ylabel="rows")
# END SOLUTION

# %% tags=["mistake"] mistake="no-labels"
"""The bars are right; the axes have no labels yet."""
rows = table["kind"].value_counts()
_, kind_chart = plt.subplots()
kind_chart.bar(rows.index, rows)

# %% tags=["mistake"] mistake="days"
"""You drew days and not rows."""
_, kind_chart = plt.subplots()
kind_chart.bar(["a", "b", "c"], table.groupby("kind")["days"].sum())
kind_chart.set(title="Days by kind", xlabel="kind", ylabel="days")

# %% tags=["alternative"]
kind_chart = table["kind"].value_counts().plot.barh(title="Kinds", xlabel="rows", ylabel="kind")

# %% [markdown] tags=["hint"]
# Count the values of one column, then draw.

# %% [markdown] tags=["task"] task="best-reason" kind="choice" points=1 objective="LO1.2"
# ## Why?
#
# Why does a row differ from an event? **a** by chance, **b** several states can take part, **c** it does not.

# %% tags=["answer"]
best_reason = ...
# BEGIN SOLUTION
best_reason = "b"
# END SOLUTION

# %% tags=["replies"]
{
    "a": "Chance would not repeat the same event number.",
    "b": "Yes: one row is one state.",
    "c": "Look at the first two rows.",
}

# %% [markdown] tags=["hint"]
# Compare the first two rows.

# %% [markdown] tags=["task"] task="in-words" kind="written" points=2 objective="LO1.2"
# ## In words
#
# Explain the count.

# %% [markdown] tags=["rubric"]
# - **0** nothing
# - **1** a number
# - **2** a number and its base
# - **3** the same, with a reason
# - **4** the same, with what would change it

# %% [markdown] tags=["model"] level=4
# Three events, in four rows, since one event has two rows; a second source could split it.

# %% [markdown] tags=["model"] level=1
# There are three of them in the table.

# %% [markdown] tags=["hint"]
# A number never stands without its base.
