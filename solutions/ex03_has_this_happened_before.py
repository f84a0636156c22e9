# %% [markdown] tags=["header"] exercise="ex03" chapter=3 minutes=105 points=20
# # Exercise 3 · Has this happened before?
#
# The article says that the last comparable case between Western allies was a French recall from Washington in 1982.
# You search the record for yourself: what is in it, what is not, and how much either proves.
#
# - **LO3.1** Count events instead of rows, and say which unit a question needs.
# - **LO3.2** Search a record for precedents, and say what one case proves and what none proves.
# - **LO3.3** Choose the reference class, or the base of a share, that a question asks for.
# - **LO3.4** Read a count from a convenience sample as a lower bound, and name reporting as a rival explanation.
# - **LO3.5** Estimate a rate with an exact interval, and bound a probability when no case was found.
#
# Read first: [chapter 3](../book/protocol-breach/has-this-happened-before.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd

from demarche import check
from demarche.data import describe, load
from demarche.measures.rates import poisson_mean

incidents = load("incidents")
ambassadors = load("chiefs_of_mission")

describe("incidents", "chiefs_of_mission")

# %% [markdown] tags=["task"] task="events-per-measure" kind="table" points=2 objective="LO3.1"
# ## Count events, not rows
#
# One row of `incidents` is one measure by one state against another; in two rows one of the two is the European Union.
# When ten ambassadors were called in over one joint statement in October 2021, that made ten rows and one event.
# The column `event` tells which rows belong together.
#
# How many separate events are there for each measure?
# Make a Series: the index holds the measures that occur, the values are the numbers of events.
# An event with two measures counts once in each.

# %% tags=["answer"]
events_per_measure = (
    # BEGIN SOLUTION
    incidents.groupby("measure", observed=True)["event"].nunique()
    # END SOLUTION
)

# %% tags=["mistake"] mistake="rows"
"""
You counted rows. A table usually has one row for each case, so counting rows is a good habit, but here an event
with many targets has many rows. Group by measure and count the different values of `event` in each group.
"""
events_per_measure = incidents.groupby("measure", observed=True).size()

# %% tags=["mistake"] mistake="shares-of-the-events"
"""
You counted events, and then divided by all of them. Shares hide how few cases stand behind them: give the counts themselves.
"""
events_per_measure = incidents.groupby("measure", observed=True)["event"].nunique()
events_per_measure = events_per_measure / events_per_measure.sum()

# %% tags=["mistake"] mistake="rows-and-empty-measures"
"""
`value_counts` counts rows, and it also lists the measures that the ladder has but this table never uses.
Two steps: leave out what does not occur, and count the different values of `event` rather than the rows.
"""
events_per_measure = incidents["measure"].value_counts()

# %% tags=["mistake"] mistake="empty-measures"
"""
The counts are right where there is something to count. The column `measure` is a category, and it remembers steps of
the ladder that no row has. Keep only the measures that occur: `observed=True` in `groupby` does that.
"""
events_per_measure = incidents.groupby("measure", observed=False)["event"].nunique()

# %% tags=["mistake"] mistake="first-measure-only"
"""
You kept the first row of each event, which is nearly it. But a few events have two or three measures, and only the
first was counted. Remove rows that repeat the same event and the same measure, not rows that repeat the event.
"""
events_per_measure = incidents.drop_duplicates("event").groupby("measure", observed=True).size()

# %% tags=["mistake"] mistake="first-measure-and-empty-measures"
"""
You kept one row for each event, so of an event with two measures only the first is counted. Count the different events within each measure, without dropping
rows before. And `value_counts` of a category lists measures that no row has.
"""
events_per_measure = incidents.drop_duplicates("event")["measure"].value_counts()

# %% tags=["mistake"] mistake="measures-per-event"
"""
This counts the other way round: for each event, how many measures it has. The task asks for each measure how many events
it has, so group by `measure` and count the different values of `event`.
"""
events_per_measure = incidents.groupby("event")["measure"].nunique()

# %% tags=["mistake"] mistake="nato-only"
"""
You counted events between NATO members only. The task asks about the whole table, partners outside the treaty included: leave the
condition on `both_nato` out.
"""
events_per_measure = (
    incidents[incidents["both_nato"] == 1].groupby("measure", observed=True)["event"].nunique()
)

# %% tags=["alternative"]
once = incidents.drop_duplicates(["event", "measure"])
events_per_measure = once["measure"].astype(str).value_counts().astype(float)

# %% [markdown] tags=["after"]
# Added up these are {events_per_measure.sum()}, while the table has {incidents["event"].nunique()} events and {len(incidents)} rows: an event with two measures counts at both. Every total needs its unit beside it.

# %% [markdown] tags=["hint"]
# `groupby(...)["event"]` followed by a method that counts *different* values.

# %% [markdown] tags=["hint"]
# Group the whole table by `measure`, take the column `event` of the groups, and count its different values:
# `.nunique()` counts them, `.unique()` lists them, `.count()` and `.size()` count rows. To drop rows before, one for
# each event, would lose the second measure of an event. `observed=True` in `groupby` leaves out measures that no row
# has.

# %% [markdown] tags=["task"] task="french-recalls" kind="table" points=2 objective="LO3.2"
# ## Every French recall
#
# A claim of the form "the last one was in 1982" falls if one later case is found.
# A recall is an act of the state that calls its own ambassador home: in this table, the `sender`.
# There are two kinds, `recall_consultations` and `recall_indefinite`.
#
# Find every row in which France recalls an ambassador.
# Make a DataFrame with the columns `row`, `start_recorded` and `target`. The order does not matter.

# %% tags=["answer"]
french_recalls = (
    # BEGIN SOLUTION
    incidents.loc[
        (incidents["sender"] == "FRA")
        & incidents["measure"].isin(["recall_consultations", "recall_indefinite"]),
        ["row", "start_recorded", "target"],
    ]
    # END SOLUTION
)

# %% tags=["mistake"] mistake="recalls-from-paris"
"""
These are the ambassadors whom others called home from Paris. It is easy to read the target of a recall as the one
who is recalled; in this table the sender acts, and a state recalls its own ambassador. Who acts when France recalls?
"""
recall = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
french_recalls = incidents.loc[recall & (incidents["target"] == "FRA"), ["row", "start_recorded", "target"]]

# %% tags=["mistake"] mistake="nato-only"
"""
You kept recalls from NATO allies only. That is a fair class for another question, but this one asks for every French
recall in the table, partners outside the treaty included. Drop the condition on `both_nato`, and compare.
"""
recall = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
french_recalls = incidents.loc[
    recall & (incidents["sender"] == "FRA") & (incidents["both_nato"] == 1),
    ["row", "start_recorded", "target"],
]

# %% tags=["mistake"] mistake="one-row-per-event"
"""
One recall is missing: in one event France called home two ambassadors, from two capitals. Did you keep one row for each
event, for each year or for each target, or cut the last row off? An event is the right unit for counting quarrels, but
here each ambassador matters: keep all rows.
"""
recall = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
french_recalls = incidents.loc[recall & (incidents["sender"] == "FRA")].drop_duplicates("event")[
    ["row", "start_recorded", "target"]
]

# %% tags=["mistake"] mistake="only-after-1982"
"""
The recalls after 1982 are there, enough to contradict "the last case was in 1982"; an earlier one is missing. The task asks for every one in the table. What takes it
out: a condition on the year, one on `confidence`, or a cut at the first row?
"""
recall = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
french_recalls = incidents.loc[
    recall & (incidents["sender"] == "FRA") & (incidents["year"] > 1982), ["row", "start_recorded", "target"]
]

# %% tags=["mistake"] mistake="year-for-start"
"""
The rows are the right ones. In `start_recorded` you wrote the year alone; keep the column of that name as the table has it, with month and day where they are known.
"""
mine = incidents[(incidents["sender"] == "FRA") & incidents["measure"].astype(str).str.startswith("recall")]
french_recalls = mine[["row", "target"]].assign(start_recorded=mine["year"])

# %% tags=["mistake"] mistake="summonses-too"
"""
You kept all that France did, whatever the measure: summonses and limits are among these rows. Keep the two kinds of recall:
`incidents["measure"].isin(["recall_consultations", "recall_indefinite"])`.
"""
french_recalls = incidents.loc[incidents["sender"] == "FRA", ["row", "start_recorded", "target"]]

# %% tags=["mistake"] mistake="every-recall"
"""
These are the recalls by all states. Whose ambassador is called home, and by whom? The one who acts is the `sender`: keep
the rows in which that is `FRA`.
"""
recall = incidents["measure"].isin(["recall_consultations", "recall_indefinite"])
french_recalls = incidents.loc[recall, ["row", "start_recorded", "target"]]

# %% tags=["alternative"]
mine = incidents[incidents["sender"] == "FRA"]
mine = mine[mine["measure"].astype(str).str.startswith("recall")].sort_values("start", ascending=False)
french_recalls = mine[["target", "row", "start_recorded"]].reset_index(drop=True)

# %% tags=["alternative"]
mine = incidents.query("sender == 'FRA'").set_index("row")
french_recalls = mine.loc[mine["measure"].str.contains("recall"), ["start_recorded", "target"]]

# %% [markdown] tags=["after"]
# {int((french_recalls["start_recorded"].str[:4].astype(int) > 1982).sum())} of the {len(french_recalls)} came after 1982, and one is enough against "the last". That the table has none in 1982 proves less: a table with gaps can show that something happened, but hardly that it did not.

# %% tags=["step"]
french = incidents["sender"] == ___
recall = incidents["measure"].isin([___, ___])
french_recalls = incidents.loc[___, ["row", ___, ___]]

# %% [markdown] tags=["hint"]
# Two conditions joined by `&`, each in brackets; `.isin([...])` takes both kinds of recall.

# %% [markdown] tags=["hint"]
# Make two masks on lines of their own: `french`, where `sender` is `FRA`, and `recall`, where `measure` is one of the
# two kinds. Join them by `&`. If the two kinds are joined by `|`, brackets stand around both, as `&` binds more
# tightly. Behind the mask, in `.loc`, stands the list of the three columns.

# %% [markdown] tags=["task"] task="political-appointees" kind="value" points=2 objective="LO3.3"
# ## A share of what?
#
# Washington sends both career diplomats and political appointees as ambassadors.
# Is a political appointee in Paris something unusual? That depends on the group you compare with.
#
# `ambassadors` holds the US ambassadors appointed from 1949 to 2020; `career` says `career`, `non_career` or `both`.
# Make a dict with two keys, each a share between 0 and 1: `paris` is the share of `non_career` among the ambassadors
# whose `mission` is `france`, and `all_missions` the share of `non_career` among all ambassadors. Do not round.

# %% tags=["answer"]
# BEGIN SOLUTION
in_paris = ambassadors[ambassadors["mission"] == "france"]
# END SOLUTION
political_appointees = (
    # BEGIN SOLUTION
    {
        "paris": (in_paris["career"] == "non_career").mean(),
        "all_missions": (ambassadors["career"] == "non_career").mean(),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="wrong-base"
"""
Your first share is a share of all non-career ambassadors: how many of *them* went to Paris. The words "share of
non-career in Paris" fit both readings, so ask: out of which group? Here the group is the ambassadors in Paris.
"""
political = ambassadors[ambassadors["career"] == "non_career"]
political_appointees = {
    "paris": (political["mission"] == "france").mean(),
    "all_missions": len(political) / len(ambassadors),
}

# %% tags=["mistake"] mistake="base-of-all-ambassadors"
"""
You divided the non-career ambassadors in Paris by all ambassadors of all missions. The two numbers should answer the
same question for two groups, so each needs its own group below the line.
"""
political = ambassadors["career"] == "non_career"
political_appointees = {
    "paris": (political & (ambassadors["mission"] == "france")).mean(),
    "all_missions": political.mean(),
}

# %% tags=["mistake"] mistake="mean-of-missions"
"""
You took the share in each mission and then the mean of the shares. That makes a mission with two ambassadors weigh as
much as one with twenty. The task asks for the share among ambassadors: pool them all, then divide.
"""
political = ambassadors["career"] == "non_career"
shares = political.groupby(ambassadors["mission"]).mean()
political_appointees = {"paris": shares["france"], "all_missions": shares.mean()}

# %% tags=["mistake"] mistake="counts"
"""
These are numbers of ambassadors. They cannot be compared, as one group is more than a hundred times the size of the other.
Divide each by the size of its group.
"""
political = ambassadors[ambassadors["career"] == "non_career"]
political_appointees = {
    "paris": int((political["mission"] == "france").sum()),
    "all_missions": len(political),
}

# %% tags=["mistake"] mistake="rounded"
"""
These are the right shares, rounded. Rounding is for readers, at the very end; whoever computes on with a rounded number
carries the error along. Keep what the division gives.
"""
political = ambassadors["career"] == "non_career"
political_appointees = {
    "paris": round(political[ambassadors["mission"] == "france"].mean(), 2),
    "all_missions": round(political.mean(), 2),
}

# %% tags=["mistake"] mistake="percent"
"""
Right base, other scale: these are percentages. The task asks for shares between 0 and 1, so leave out the factor 100.
"""
political = ambassadors["career"] == "non_career"
political_appointees = {
    "paris": 100 * political[ambassadors["mission"] == "france"].mean(),
    "all_missions": 100 * political.mean(),
}

# %% tags=["mistake"] mistake="all-without-paris"
"""
`paris` is right. In `all_missions` you left Paris out; "all" means all, Paris included. With or without it are two comparisons, and both are
fair: the one asked for is with it.
"""
political = ambassadors["career"] == "non_career"
paris = ambassadors["mission"] == "france"
political_appointees = {"paris": political[paris].mean(), "all_missions": political[~paris].mean()}

# %% tags=["mistake"] mistake="both-as-political"
"""
You counted whatever is not `career`, and so the rows that say `both` as well. The share asked for is of `non_career` alone.
"""
political = ambassadors["career"] != "career"
paris = ambassadors["mission"] == "france"
political_appointees = {"paris": political[paris].mean(), "all_missions": political.mean()}

# %% tags=["mistake"] mistake="france-in-capitals"
"""
`all_missions` is right. No row has the mission that you compare with, and the mean of no rows is NaN. The table spells it in small letters:
`france`.
"""
political = ambassadors["career"] == "non_career"
paris = ambassadors["mission"] == "France"
political_appointees = {"paris": political[paris].mean(), "all_missions": political.mean()}

# %% tags=["mistake"] mistake="persons-for-appointments"
"""
You kept each name once. The same person may go to two missions, and both are appointments: leave `drop_duplicates` out and count rows.
"""
once = ambassadors.drop_duplicates("name")
political = once["career"] == "non_career"
paris = once["mission"] == "france"
political_appointees = {"paris": political[paris].mean(), "all_missions": political.mean()}

# %% tags=["mistake"] mistake="career-ones"
"""
These are the shares of the career diplomats. The task asks for the political appointees: compare with `non_career`.
"""
career = ambassadors["career"] == "career"
paris = ambassadors["mission"] == "france"
political_appointees = {"paris": career[paris].mean(), "all_missions": career.mean()}

# %% tags=["mistake"] mistake="both-left-out"
"""
You left out the rows that say `both`, below the line too. The base is every ambassador of the group, whatever `career` says.
"""
clear = ambassadors[ambassadors["career"] != "both"]
political = clear["career"] == "non_career"
paris = clear["mission"] == "france"
political_appointees = {"paris": political[paris].mean(), "all_missions": political.mean()}

# %% tags=["mistake"] mistake="divided-by-each-other"
"""
You divided the political appointees by the career diplomats. That is a ratio of two groups; a share has the whole group below the line.
"""
counts = ambassadors["career"].value_counts()
in_paris = ambassadors.loc[ambassadors["mission"] == "france", "career"].value_counts()
political_appointees = {
    "paris": in_paris["non_career"] / in_paris["career"],
    "all_missions": counts["non_career"] / counts["career"],
}

# %% tags=["alternative"]
paris = ambassadors.query("mission == 'france'")
political_appointees = {
    "all_missions": ambassadors["career"].value_counts(normalize=True)["non_career"],
    "paris": sum(paris["career"] == "non_career") / len(paris),
}

# %% [markdown] tags=["after"]
# {100 * political_appointees["paris"]:.0f} % in Paris and {100 * political_appointees["all_missions"]:.0f} % everywhere: the minority in the service, the rule in this post. Which of the two is news depends on the group one compares with.

# %% tags=["step"]
in_paris = ambassadors[ambassadors["mission"] == ___]
paris = (in_paris["career"] == ___).___()
all_missions = (ambassadors["career"] == ___).___()

# %% [markdown] tags=["hint"]
# The mean of a column of True and False is the share of True. Choose the rows first: they are the base.

# %% [markdown] tags=["hint"]
# The same comparison twice, `career` with `non_career`, and its mean: over the rows whose `mission` is `france`, and
# over all rows of the table. Rows whose `career` is `both` stay below the line, and so do those of Paris in
# `all_missions`.

# %% [markdown] tags=["task"] task="events-by-decade" kind="figure" points=2 objective="LO3.4"
# ## Events by decade
#
# Draw how many **events** began in each decade, from the 1960s to the 2020s, as bars, points or a line.
# An event belongs to the decade of its `year`; 1975 belongs to the 1970s. Each mark stands at the first year of its decade (1960, 1970, …).
# Give the chart a title and a label on both axes, and keep the Axes. A good title says what the bars count.

# %% tags=["answer"]
fig, events_by_decade = plt.subplots()
# BEGIN SOLUTION
decade = incidents["year"] // 10 * 10
counts = incidents.groupby(decade)["event"].nunique()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set_title("Public ruptures among allies found in open pages")
events_by_decade.set_xlabel("Decade")
events_by_decade.set_ylabel("Events")
# END SOLUTION

# %% tags=["mistake"] mistake="rows"
"""
Your bars count rows. Two events of the 2020s alone have nineteen rows, so the last bar grows by what is a matter of
bookkeeping. Count the different values of `event` in each decade.
"""
fig, events_by_decade = plt.subplots()
counts = (incidents["year"] // 10 * 10).value_counts().sort_index()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="nearest-decade"
"""
You rounded each year to the nearest ten, so 1975 to 1979 went to the 1980s. Rounding is the first thing that comes
to mind; a decade, though, begins at its first year: divide by ten, drop the rest, and multiply again.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby((incidents["year"] / 10).round() * 10)["event"].nunique()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="called-measures" says={"ylabel": "^(?!.*(event|rupture|quarrel|case|crisis|crises)).*(measure|row|incident)"}
"""The bars are right, and their label is not: they count events, and an event may have several measures and many rows."""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby(incidents["year"] // 10 * 10)["event"].nunique()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set(title="Events by decade", xlabel="Decade", ylabel="Measures")

# %% tags=["mistake"] mistake="closed-on-the-right"
"""
The years 1990, 2000 and 2020 went to the decade before: `pd.cut` takes the right end of a bin in and leaves the left one out. `right=False` turns that
round, and `// 10 * 10` needs no bins at all.
"""
fig, events_by_decade = plt.subplots()
bins = pd.cut(incidents["year"], range(1960, 2031, 10), labels=range(1960, 2030, 10))
counts = incidents.groupby(bins, observed=False)["event"].nunique()
events_by_decade.bar(counts.index.astype(int), counts, width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="years"
"""
There is a bar for each year. With so few events a year, chance makes up most of the ups and downs. Group by decade.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby("year")["event"].nunique()
events_by_decade.bar(counts.index, counts)
events_by_decade.set(title="Events", xlabel="Year", ylabel="Events")

# %% tags=["mistake"] mistake="different-years"
"""
You counted the different years of a decade in which something began, and no decade has more than ten of them. Count different events: the column `event`.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby(incidents["year"] // 10 * 10)["year"].nunique()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set_title("Ruptures")
events_by_decade.set_xlabel("Decade")
events_by_decade.set_ylabel("Events")

# %% tags=["mistake"] mistake="decade-number"
"""
The heights are right, and your axis says 196 for the 1960s: that is the year divided by ten. Multiply by 10 once more.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby(incidents["year"] // 10)["event"].nunique()
events_by_decade.bar(counts.index, counts)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="adding-up"
"""
Each bar holds all events up to then: `cumsum` adds them up. The task asks for the events that began in that decade alone.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby(incidents["year"] // 10 * 10)["event"].nunique().cumsum()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="histogram-of-rows"
"""
A histogram of `year` counts rows, and an event with several targets has several. Count the different events of each decade first
(`groupby`, then `nunique`), then draw what you counted, each at the first year of its decade.
"""
fig, events_by_decade = plt.subplots()
events_by_decade.hist(incidents["year"], bins=range(1960, 2040, 10))
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="shares-of-all"
"""
Your bars are shares of all events. The task asks how many: draw the counts.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby(incidents["year"] // 10 * 10)["event"].nunique()
events_by_decade.bar(counts.index, counts / counts.sum(), width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Share of events")

# %% tags=["mistake"] mistake="french-only"
"""
Only events of French measures are counted. The task asks for the events of the whole table, whoever was the sender: leave that condition out.
"""
fig, events_by_decade = plt.subplots()
part = incidents[incidents["sender"] == "FRA"]
counts = part.groupby(part["year"] // 10 * 10)["event"].nunique()
events_by_decade.bar(counts.index, counts, width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events")

# %% tags=["mistake"] mistake="events-a-year"
"""
You divided by ten: these are events per year. The task asks for the number in the whole decade.
"""
fig, events_by_decade = plt.subplots()
counts = incidents.groupby(incidents["year"] // 10 * 10)["event"].nunique()
events_by_decade.bar(counts.index, counts / 10, width=8)
events_by_decade.set(title="Events", xlabel="Decade", ylabel="Events per year")

# %% tags=["alternative"]
once = incidents.drop_duplicates("event")
names = (once["year"] // 10 * 10).astype(str) + "s"
fig, events_by_decade = plt.subplots()
names.value_counts().sort_index().plot.barh(ax=events_by_decade)
events_by_decade.set_title("Ruptures made public")
events_by_decade.set_xlabel("Number of events")
events_by_decade.set_ylabel("Decade of the start")

# %% [markdown] tags=["after"]
# Does your title say what the bars count, events and not measures? Two causes would draw the same picture: more quarrels, or more pages on which a quarrel can be found. And the last bar is a decade that is not over.

# %% [markdown] tags=["hint"]
# `incidents["year"] // 10 * 10` is the first year of the decade. Group by it, and count different events.

# %% [markdown] tags=["hint"]
# Four things to look at: `//` drops the rest where `/` keeps it; the column that is counted is `event`; `.nunique()`
# counts different ones, and `.size()` rows; each bar stands at its decade, which the index of the counts holds:
# `ax.bar(counts.index, counts, width=8)`.

# %% [markdown] tags=["task"] task="reference-class" kind="choice" points=3 objective="LO3.3"
# ## One class or three, and a rise
#
# A recall, a limit on access and an expulsion all show displeasure. Are they one class or three?
# That depends on the question. For each question, choose the narrowest class that can answer it:
#
# - **a** limits that a host sets on whom another state's ambassador may see
# - **b** recalls: a state calls its own ambassador home
# - **c** expulsions: a host tells a diplomat to leave, or declares a person non grata
# - **d** all public ruptures of the table together
#
# The questions:
#
# - `seldom_used`: Is the measure that France took in February 2026 seldom used among friendly states?
# - `washington_1982`: Did France call its ambassador home from Washington in 1982?
# - `told_to_leave`: How often does a host send home a diplomat of an ally?
# - `any_quarrel`: How often do allies make a quarrel public at all, by whatever act?
#
# And look at the decades once more. The table has 1 event of the 1960s, 4 of the 1990s and 40 of the 2010s. It was put together in
# November 2026 from public pages, mostly in English. It holds no summons at all before 2003. `recent_decades`, with letters of its own: What
# may you conclude?
#
# - **a** Allies quarrel in public far more often than they used to, about ten times as often as in the 1990s.
# - **b** The rise mixes what allies did with what was announced, put online and found; this table cannot tell the parts apart.
# - **c** NATO has more members than before, so there are more pairs that can quarrel; that explains the rise.
# - **d** Nothing was worse in the 2010s: as the rise can come from reporting, it does.
#
# Keep a dict from each of the five questions to a letter: `{"seldom_used": "…", …}`.

# %% tags=["answer"]
reference_class = (
    # BEGIN SOLUTION
    {
        "seldom_used": "a",
        "washington_1982": "b",
        "told_to_leave": "c",
        "any_quarrel": "d",
        "recent_decades": "b",
    }
    # END SOLUTION
)

# %% tags=["replies"]
{
    "seldom_used": {
        "a": "Yes: the act in question is a host's limit, so its like are other limits by hosts.",
        "b": """A recall is an act of the sending state. However often it happens, it does not tell how often hosts close
        their doors. Who acted in February 2026?""",
        "c": """An expelled diplomat leaves; this ambassador stayed in his post. Counting expulsions would answer how
        often hosts go further than France did.""",
        "d": """Almost half of the rows are summonses. In that crowd any single act looks rare or common depending on how
        many summonses were found. Take the acts that are like this one.""",
    },
    "washington_1982": {
        "a": "The question is about France's own ambassador. A limit would have been set by Washington.",
        "b": "Yes: it names the act, the actor and the capital, so only recalls can confirm it or contradict it.",
        "c": "Nobody is told to leave in a recall: the ambassador's own government calls. Look at who acts.",
        "d": """A wider class makes a precedent easier to find, and that is the danger: some other quarrel of those years
        would then seem to confirm a recall.""",
    },
    "told_to_leave": {
        "a": "A limit on access leaves the diplomat in the country. The question is about those who have to go.",
        "b": "A recall ends at the sender's wish. Here the host decides. Which act is the host's?",
        "c": "Yes. Read the notes on coding before you count: France called the case of 1995 a request, not an expulsion.",
        "d": "Everything together answers how often allies quarrel, not how often they go this far.",
    },
    "any_quarrel": {
        "a": "Limits are a small part of the public quarrels. The question says: by whatever act.",
        "b": "Recalls are a part of the public quarrels, and not even the largest. The question says: by whatever act.",
        "c": "Expulsions are the rarest part of the three. The question says: by whatever act.",
        "d": "Yes: here the wide class is the right one, as long as you count events and call the number a lower bound.",
    },
    "recent_decades": {
        "a": """That reads the table as a census. Ask how an event of 1965 and one of 2015 would have come into it: the first
        needs a digitised newspaper or archive, the second was a page on the day. A sign of this: summonses surely took place
        before 2003, and none is in the table.""",
        "b": """Yes. The count is a lower bound in every decade, and the bound is lower for the early ones. To learn more you
        would need a source that was kept in the same way all along, such as one ministry's archive or one newspaper.""",
        "c": """A good thought: exposure matters, and you could divide by the number of pairs. But membership grew from 16 to 32,
        and pairs roughly fourfold, while most actors in the table have been in NATO for decades. Count how many events
        involve the members that joined after 1990, then read the other options again.""",
        "d": """This turns a possible explanation into a proven one. That reporting *can* produce such a rise does not show that
        it produced all of it; recalls, which are harder to overlook, rise too. What can be said if two explanations fit?""",
    },
}

# %% [markdown] tags=["after"]
# One table gives several answers, as the questions ask for several classes. Name the class before you count; afterwards one is tempted by the class that fits.

# %% [markdown] tags=["hint"]
# For each question, say who acts and what the act does. Then choose the class in which all members share that. For the last, ask of each option what the table
# would look like if it were false.

# %% [markdown] tags=["hint"]
# For each question name the act, and then who alone can do it: the host, or the state that sent the envoy. If a
# question names no act, no class of a single act can answer it. For the last one, imagine that allies had quarrelled
# as often as ever and only the pages had become easier to find: how would the table look?

# %% [markdown] tags=["task"] task="no-case-bound" kind="function" points=2 objective="LO3.5"
# ## What does "none found" prove?
#
# The State Department's notes on its heads of mission, as coded for this course, name none whom a NATO ally declared persona
# non grata. So is the probability zero? No: a small probability can stay unseen for long.
#
# If each of `n` independent trials brings a case with probability p, all `n` stay without a case with probability (1 − p)ⁿ.
# The larger p, the smaller this chance. Find the p at which it has fallen to exactly 5 %.
# Anything above that p would make your "none" a surprise; the p itself is the 95 % upper bound.
#
# Write `no_case_bound(n)`. It takes a whole number of 1 or more and returns the bound as a number between 0 and 1, not rounded.
#
# For example, with the result rounded for you to see:
#
# ```python
# >>> no_case_bound(2)
# 0.7764
# ```


# %% tags=["answer"]
def no_case_bound(n):
    # BEGIN SOLUTION
    return 1 - 0.05 ** (1 / n)
    # END SOLUTION


# %% tags=["probes"]
[(1,), (10,), (77,), (363,)]

# %% tags=["mistake"] mistake="rule-of-three"
"""
That is the rule of three: quick, and good when n is large. With a single trial it gives 3, which is no probability.
Solve the equation of the task for p instead: begin with the n-th root of both sides.
"""


def no_case_bound(n):
    return 3 / n


# %% tags=["mistake"] mistake="zero"
"""
The function says: not seen, so impossible. By that reasoning a coin that was tossed once and fell on heads could never
fall on tails. Look for the largest p that still leaves "no case" a chance of one in twenty.
"""


def no_case_bound(n):
    return 0 / n


# %% tags=["mistake"] mistake="other-tail"
"""
You solved (1 − p)ⁿ = 0.95: the p at which "no case" is what nearly always happens. That is far below anything that the
data exclude. The bound is where "no case" has become rare: use 0.05.
"""


def no_case_bound(n):
    return 1 - 0.95 ** (1 / n)


# %% tags=["mistake"] mistake="root-left-out"
"""
This stops one step early: the n-th root of 0.05 is 1 − p, the chance that a single trial stays *without* a case. Turn
it into p.
"""


def no_case_bound(n):
    return 0.05 ** (1 / n)


# %% tags=["mistake"] mistake="power-for-root"
"""
You took the n-th power of 0.05, and more trials make your bound larger. The equation asks what, multiplied by itself n times, gives 0.05: that is the
n-th root, `0.05 ** (1 / n)`.
"""


def no_case_bound(n):
    return 1 - 0.05**n


# %% tags=["mistake"] mistake="two-sided"
"""
You left 2.5 % above, as for an interval with two ends. Here only one end is asked for, and all 5 % lie beyond it: use 0.05.
"""


def no_case_bound(n):
    return 1 - 0.025 ** (1 / n)


# %% tags=["mistake"] mistake="chance-of-none"
"""
You put p = 0.05 into the formula and have the chance of seeing no case. It is the other way round: the chance is 0.05, and p is what
you look for. Undo the steps from the outside: first the power, by the n-th root, then the subtraction.
"""


def no_case_bound(n):
    return (1 - 0.05) ** n


# %% tags=["mistake"] mistake="chance-of-one"
"""
This is the chance of at least one case in n trials if p is 0.05. The task gives the chance, 5 % for no case at all, and asks for the p.
"""


def no_case_bound(n):
    return 1 - 0.95**n


# %% tags=["mistake"] mistake="small-p-only"
"""
You used (1 − p)ⁿ ≈ exp(−n·p). It is close where p is small; with a single trial it gives 3, which is no probability. Solve (1 − p)ⁿ = 0.05 itself.
"""


def no_case_bound(n):
    from math import log

    return -log(0.05) / n


# %% tags=["mistake"] mistake="divided-by-n"
"""
You divided by n where a root is asked for: the chances of n trials are multiplied, not added. In Python the n-th root of x is `x ** (1 / n)`.
"""


def no_case_bound(n):
    return (1 - 0.05) / n


# %% tags=["mistake"] mistake="chance-divided-by-n"
"""
You divided 0.05 by n, as one shares out a risk over several tests. Here the p is asked for at which n trials *together* have a chance of 5 % to
stay without a case: solve (1 − p)ⁿ = 0.05, beginning with the n-th root of both sides.
"""


def no_case_bound(n):
    return 0.05 / n


# %% tags=["mistake"] mistake="n-plus-one"
"""
You used a root of n + 1 (or counted one trial more). There are n trials, and all n stay without a case.
"""


def no_case_bound(n):
    return 1 - 0.05 ** (1 / (n + 1))


# %% tags=["mistake"] mistake="ninety-nine"
"""
You took 1 % for 5 %: that is the bound of 99 %. Use 0.05.
"""


def no_case_bound(n):
    return 1 - 0.01 ** (1 / n)


# %% tags=["mistake"] mistake="n-minus-one"
"""
You used a root of n − 1. There are n trials, the first one too, so it is the n-th root: `1 / n`. With one trial nothing is divided by 0 then.
"""


def no_case_bound(n):
    return 1 - 0.05 ** (1 / (n - 1))


# %% tags=["mistake"] mistake="ninety"
"""
You took 10 % for 5 %: that is the bound of 90 %. Use 0.05.
"""


def no_case_bound(n):
    return 1 - 0.1 ** (1 / n)


# %% tags=["alternative"]
import math


def no_case_bound(n):
    return -math.expm1(math.log(0.05) / n)


# %% [markdown] tags=["after"]
# With 77 trials and no case the bound is {100 * no_case_bound(77):.1f} %. For many trials 3 / n comes close; for a few it does not, and for none there is nothing to say.


# %% tags=["step"]
def no_case_bound(n):
    root = ___ ** (1 / ___)
    return ___ - root


# %% [markdown] tags=["hint"]
# Write (1 − p)ⁿ = 0.05 on paper and solve for p. In Python the n-th root of x is `x ** (1 / n)`.

# %% [markdown] tags=["hint"]
# Take the n-th root of both sides: 1 − p is the n-th root of the chance, so p is 1 less that root. The root is a
# power whose exponent stands in brackets. A quotient by n, or a logarithm, gives only something near to it. With n =
# 1 the bound is 0.95.

# %% [markdown] tags=["task"] task="poisson-interval" kind="function" points=3 objective="LO3.5" order="strict"
# ## A rate and its interval
#
# A handful of cases makes a rate, and an uncertain one. If events come independently and at a constant rate, their number
# follows a Poisson distribution, and an exact interval needs no more than two questions:
#
# - **upper limit**: at which mean would seeing `count` events *or fewer* have a probability of only 2.5 %?
# - **lower limit**: at which mean would seeing `count` events *or more* have a probability of only 2.5 %?
#
# The set-up gives you `poisson_mean(count, probability)`: the mean at which "`count` events or fewer" has that probability.
# For example `poisson_mean(0, 0.05)` is about 3: with three events expected, none at all has a chance of 5 %.
# Its `count` has to be 0 or more.
#
# Write `poisson_interval(count, exposure)`. It returns a tuple `(rate, low, high)`, all three per unit of exposure: with
# years as exposure, per year. If `count` is 0, `low` is 0. Do not round.
#
# For example, four events in ten years, with the result rounded for you to see:
#
# ```python
# >>> poisson_interval(4, 10)
# (0.4, 0.109, 1.024)
# ```


# %% tags=["answer"]
def poisson_interval(count, exposure):
    # BEGIN SOLUTION
    low = poisson_mean(count - 1, 0.975) if count > 0 else 0.0
    high = poisson_mean(count, 0.025)
    return count / exposure, low / exposure, high / exposure
    # END SOLUTION


# %% tags=["probes"]
[(8, 77), (0, 10), (5, 2.5), (1, 51), (40, 4)]

# %% tags=["mistake"] mistake="normal-approximation"
"""
This is the usual recipe: the estimate plus or minus 1.96 standard errors. With few events it fails in plain
sight: for one to three the lower limit lies below zero, and for none it has no width. Answer the two questions with
`poisson_mean` instead.
"""


def poisson_interval(count, exposure):
    error = 1.96 * count**0.5 / exposure
    return count / exposure, count / exposure - error, count / exposure + error


# %% tags=["mistake"] mistake="same-count-below"
"""
The upper limit is right. For the lower one you need "count or more", while `poisson_mean` speaks of "k or fewer". The
opposite of "count or more" is not "count or fewer": both contain the count itself. Which k is meant?
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count, 0.975) if count > 0 else 0.0
    return count / exposure, low / exposure, poisson_mean(count, 0.025) / exposure


# %% tags=["mistake"] mistake="zero-not-handled"
"""
For most counts this works. With no event at all, there is no "one event fewer", and the helper says so. Nothing
can lie below zero: give the lower limit of that case yourself.
"""


def poisson_interval(count, exposure):
    low, high = poisson_mean(count - 1, 0.975), poisson_mean(count, 0.025)
    return count / exposure, low / exposure, high / exposure


# %% tags=["mistake"] mistake="limits-in-events"
"""
The limits are still numbers of events, while the rate is per unit of exposure. `poisson_mean` knows nothing about
the years. Divide both limits.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.975) if count > 0 else 0.0
    return count / exposure, low, poisson_mean(count, 0.025)


# %% tags=["mistake"] mistake="tails-swapped"
"""
Your lower limit lies above the upper one: the two probabilities have changed places. A large mean makes small counts
rare, so the upper limit goes with the small probability of "count or fewer".
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.025) if count > 0 else 0.0
    return count / exposure, low / exposure, poisson_mean(count, 0.975) / exposure


# %% tags=["mistake"] mistake="five-per-cent-each-side"
"""
You left 5 % on each side, which makes an interval of 90 %. For 95 % the two surprises share 5 % between them.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.95) if count > 0 else 0.0
    return count / exposure, low / exposure, poisson_mean(count, 0.05) / exposure


# %% tags=["mistake"] mistake="one-fewer-above"
"""
The lower limit is right. For the upper one you took one event fewer as well, but "`count` events or fewer" contains the count itself: call
`poisson_mean(count, …)` there. With no event it then works, too.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.975) if count > 0 else 0.0
    high = poisson_mean(count - 1, 0.025)
    return count / exposure, low / exposure, high / exposure


# %% tags=["mistake"] mistake="one-fewer-above-no-error"
"""
The lower limit is right. For the upper one you took one event fewer as well, but "`count` events or fewer" contains the count itself: call
`poisson_mean(count, …)` there. Only the lower limit is special when there was no event.
"""


def poisson_interval(count, exposure):
    if count == 0:
        return 0.0, 0.0, 0.0
    return (
        count / exposure,
        poisson_mean(count - 1, 0.975) / exposure,
        poisson_mean(count - 1, 0.025) / exposure,
    )


# %% tags=["mistake"] mistake="one-more-above"
"""
The lower limit is right. For the upper one you took one event more than there were: "`count` events or fewer" is `poisson_mean(count, …)`.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.975) if count > 0 else 0.0
    return count / exposure, low / exposure, poisson_mean(count + 1, 0.025) / exposure


# %% tags=["mistake"] mistake="no-interval-for-none"
"""
For most counts this works. With no event you give no width, as if none could have come. The lower limit is 0 then; the upper one is found
as for every other count.
"""


def poisson_interval(count, exposure):
    if count == 0:
        return 0.0, 0.0, 0.0
    return count / exposure, poisson_mean(count - 1, 0.975) / exposure, poisson_mean(count, 0.025) / exposure


# %% tags=["mistake"] mistake="count-for-rate"
"""
The limits are right. The first number is still the count of events: divide it by the exposure, as the other two.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.975) if count > 0 else 0.0
    return count, low / exposure, poisson_mean(count, 0.025) / exposure


# %% tags=["mistake"] mistake="multiplied"
"""
You multiplied by the exposure. Per unit of exposure means divided by it: four events in ten years are 0.4 a year.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.975) if count > 0 else 0.0
    return count * exposure, low * exposure, poisson_mean(count, 0.025) * exposure


# %% tags=["mistake"] mistake="one-sided"
"""
You left 5 % on one of the two sides. Both questions of the task speak of 2.5 %: 0.975 for the lower limit, 0.025 for the upper one.
"""


def poisson_interval(count, exposure):
    low = poisson_mean(count - 1, 0.95) if count > 0 else 0.0
    return count / exposure, low / exposure, poisson_mean(count, 0.025) / exposure


# %% tags=["mistake"] mistake="low-always-zero"
"""
The lower limit is 0 whatever the count. It is 0 for no event only; for all other counts ask `poisson_mean`: "`count` or more" is the opposite
of "`count - 1` or fewer".
"""


def poisson_interval(count, exposure):
    return count / exposure, 0.0, poisson_mean(count, 0.025) / exposure


# %% tags=["mistake"] mistake="exposure-in-the-count"
"""
You divided the count by the exposure before looking for the limits. `poisson_mean` needs the number of events; its result is what has to be
divided by the exposure.
"""


def poisson_interval(count, exposure):
    rate = count / exposure
    return rate, poisson_mean(max(rate - 1, 0), 0.975), poisson_mean(rate, 0.025)


# %% tags=["mistake"] mistake="standard-error-of-rate"
"""
This is the estimate plus or minus 1.96 standard errors, cut off at 0. Without the cut it is symmetric, and an interval for a few events is not. Answer the two questions with `poisson_mean`. It speaks of
a count "or fewer" and of numbers of events: divide what it gives by the exposure, and give the lower limit of no event yourself.
"""


def poisson_interval(count, exposure):
    error = 1.96 * (count**0.5) / exposure
    return count / exposure, max(0, count / exposure - error), count / exposure + error


# %% tags=["alternative"]
from math import exp, factorial


def at_most(k, mean):
    return sum(exp(-mean) * mean**i / factorial(i) for i in range(k + 1))


def halve(k, probability):
    low, high = 0.0, 200.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(k, middle) > probability else (low, middle)
    return low


def poisson_interval(count, exposure):
    low = 0 if count == 0 else halve(count - 1, 0.975)
    return [value / exposure for value in (count, low, halve(count, 0.025))]


# %% [markdown] tags=["after"]
# With 8 events in 77 years the interval runs from 0.4 to 2 per decade, and even with none at all it has a width. It does not know how many events were never found.


# %% tags=["step"]
def poisson_interval(count, exposure):
    low = poisson_mean(count - ___, ___) if count > 0 else 0
    high = poisson_mean(count, ___)
    return count / ___, low / ___, high / ___


# %% [markdown] tags=["hint"]
# "`count` or more has 2.5 %" says the same as "`count - 1` or fewer has 97.5 %".

# %% [markdown] tags=["hint"]
# For the lower limit `poisson_mean` is asked with one event fewer and the chance 0.975, for the upper one with the
# count itself and the chance 0.025. It takes counts and no rates: all three numbers are divided by `exposure` at the
# end. Where no event was seen `low` is 0, and in every other case it is computed: an `if` needs its `else`.

# %% [markdown] tags=["task"] task="rewrite-the-precedent" kind="written" points=4 objective="LO3.2"
# ## Rewrite the sentence on precedent
#
# The article says that such a measure is seldom used among friends. As the latest case of its kind between Western allies it names a French
# recall from Washington: a short one, it says, of 1982, and due to the war in the Falklands.
#
# Rewrite this in 60 to 120 words so that the record supports it. Your text should:
#
# - say which acts you compare, and whose acts they are;
# - name at least two earlier cases with their years;
# - say what the number of known cases is worth, given how the table was made;
# - treat 1982 with the care that the evidence allows: what is known, what is not.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or the sentence of the article in other words.
# - **1** Something is set right, such as a later case, but fewer than two of the four points hold: unlike acts are compared, or a number does not say what it counts.
# - **2** Two of the four points: the class of acts, two correct cases with years, what the count is worth, care with 1982. To call 1982 false, or to leave it out, without a reason is not care.
# - **3** Three of the four points; or all four, but of 1982 it is not said what was and was not consulted.
# - **4** All four points: a defined class, correct cases with years, the count given as a lower bound, and 1982 described as contradicted or unconfirmed with what was and was not consulted. Plain, neutral, ready to print.

# %% [markdown] tags=["model"] level=4
# A host's limit on whom an ally's ambassador may see is rare, but not new. A table made from public pages,
# so incomplete, gives at least eight earlier cases among allies and partners, such as the restrictions of France and other EU
# states on Austria's ambassadors in 2000, and the US refusal to deal with the British ambassador in 2019. A recall is a
# different act, by the other side: France called home its ambassador from Washington in September 2021, which its
# ministry described as a first. For a recall in 1982 no record was found, and the US president was received in
# Paris in June, with the war still on. The archives of that year were not consulted.

# %% [markdown] tags=["model"] level=3
# Hosts have limited the contacts of allied ambassadors before: the Czech president closed Prague Castle to the US
# ambassador in 2015, and Türkiye's leaders stopped seeing the US ambassador in 2017. These are limits set by a host; a recall is
# something else. France recalled its ambassador from Washington in 2021. The recall of 1982 that is sometimes mentioned
# could not be confirmed, and does not fit what is known of that year.

# %% [markdown] tags=["model"] level=1
# This has happened many times. France recalled its ambassador in 2021 and there are 75 events in the data, so the
# claim that the last one was in 1982 is a lie.

# %% [markdown] tags=["model"] level=2
# A limit on whom an ambassador may see is set by the host, and a recall is an act of the sender, so the sentence mixes two things.
# Among limits by allied hosts are that of the Czech president on the US ambassador in 2015 and that of Türkiye's leaders in 2017.
# The recall of 1982 is false.

# %% [markdown] tags=["model"] level=0
# Measures of this kind are rare between friends. The last time was in 1982, when France called its ambassador home from Washington for a short while, because of the Falklands.

# %% [markdown] tags=["hint"]
# Write three sentences: one on limits set by hosts, one on recalls, one on 1982. Then add the words "at least" where they belong.

# %% [markdown] tags=["closing"]
# ## What next
#
# You searched a record, counted its events, and said how far the counts reach.
# Chapter 4 turns from single events to a long series: how often two allies vote alike.
