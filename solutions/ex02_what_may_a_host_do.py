# %% [markdown] tags=["header"] exercise="ex02" chapter=2 minutes=105 points=20
# # Exercise 2 · What may a host do?
#
# France limited whom an ambassador could meet. Was that a strong step or a weak one, whose step was it, and which
# rule stands behind it? You answer with three tables: the `ladder` of twelve measures, the `incidents` between
# allies and close partners, and the articles of the Vienna Convention that the chapter explains.
#
# - **LO2.1** Place measures on an ordered scale and count how often each rung was used.
# - **LO2.2** Compute the median of an ordinal scale, and show that a ranking by means depends on the coding.
# - **LO2.3** Distinguish recall, limit on access, persona non grata and summons by who acts and whom the act needs.
# - **LO2.4** Trace the path of a quarrel between two states and measure how far it climbs.
# - **LO2.5** Argue both sides of the lawfulness of a limit on access, and say what rests on usage alone.
#
# Read first: [chapter 2](../book/protocol-breach/what-may-a-host-do.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import pandas as pd

from demarche import check
from demarche.data import describe, load

# The words of both tables are plain text here, as in a file that somebody
# sends you: the order is for you to add.
incidents = load("incidents").astype({"measure": str})
ladder = load("ladder").astype(str).astype({"rung": int})

describe("incidents", "ladder")

# %% [markdown] tags=["task"] task="strongest-step" kind="table" points=2 objective="LO2.1"
# ## Give the words their order
#
# What is the strongest step that each state has taken towards the United States? Text has only alphabetical order;
# the ladder gives the words an order that means something. `ladder` lists the measures from weak to strong.
#
# Make a Series `strongest_step`: sender → code of its strongest measure (such as `summons`), for all rows of
# `incidents` whose target is `USA`.

# %% tags=["answer"]
strongest_step = (
    # BEGIN SOLUTION
    incidents[incidents["target"] == "USA"]
    .astype({"measure": pd.CategoricalDtype(ladder["measure"], ordered=True)})
    .groupby("sender")["measure"]
    .max()
    # END SOLUTION
)
strongest_step

# %% tags=["mistake"] mistake="alphabet"
"""
These are the last words in the alphabet. As text, 'summons' comes after 'expulsion_png', so max() takes it for more.
Turn the column into an ordered categorical and take the maximum again, of the column that you turned: `astype` gives
a new one, which has to be kept. Its categories are the measures of the ladder, in the ladder's order: `unique()`
gives them as they occur, and a categorical without categories sorts them by alphabet.
"""
strongest_step = incidents[incidents["target"] == "USA"].groupby("sender")["measure"].max()

# %% tags=["mistake"] mistake="latest"
"""
You took the most recent step of each sender. A quarrel does not always end at its highest point, so the last step
need not be the strongest. Order the measures by the ladder and take the maximum.
"""
strongest_step = (
    incidents[incidents["target"] == "USA"].sort_values("start").groupby("sender")["measure"].last()
)

# %% tags=["mistake"] mistake="rung-numbers"
"""
You have the numbers of the rungs. They tell the right order, but a reader needs the name of the measure, and numbers
invite sums that a ladder does not allow. Turn each number back into its measure: `ladder.set_index("rung")["measure"]` is what `.map` looks it up in.
"""
rungs = incidents["measure"].map(ladder.set_index("measure")["rung"])
strongest_step = rungs[incidents["target"] == "USA"].groupby(incidents["sender"]).max()

# %% tags=["mistake"] mistake="one-rung-higher"
"""
Each measure is the one a rung higher than it should be. Rungs are counted from 1 and the places of a list from 0: take the
place before, or look the name up by its rung.
"""
rungs = incidents["measure"].map(ladder.set_index("measure")["rung"])
strongest = rungs[incidents["target"] == "USA"].groupby(incidents["sender"]).max()
strongest_step = strongest.map(dict(enumerate(ladder["measure"])))

# %% tags=["mistake"] mistake="other-direction"
"""
These are steps taken by the United States, grouped by the state they were aimed at. The question is the other way
round: keep the rows whose target is USA, and group them by sender.
"""
scale = pd.CategoricalDtype(ladder["measure"], ordered=True)
strongest_step = (
    incidents[incidents["sender"] == "USA"].astype({"measure": scale}).groupby("target")["measure"].max()
)

# %% tags=["mistake"] mistake="weakest"
"""
These are the weakest steps. Did you take the minimum, or give the categories from strong to weak? The ladder lists
them from weak to strong, and then the maximum is the strongest.
"""
scale = pd.CategoricalDtype(ladder["measure"], ordered=True)
rows = incidents[incidents["target"] == "USA"].astype({"measure": scale})
strongest_step = rows.groupby("sender")["measure"].min()

# %% tags=["mistake"] mistake="most-frequent"
"""
You took the measure that each state used most often. What is frequent need not be strong. Order the measures by the
ladder and take the maximum.
"""
rows = incidents[incidents["target"] == "USA"]
strongest_step = rows.groupby("sender")["measure"].agg(lambda each: each.mode()[0])

# %% tags=["mistake"] mistake="every-target"
"""
These are the strongest steps towards anybody. The filter on the target is missing: keep the rows of `incidents` whose
target is USA, then group.
"""
scale = pd.CategoricalDtype(ladder["measure"], ordered=True)
strongest_step = incidents.astype({"measure": scale}).groupby("sender")["measure"].max()

# %% tags=["mistake"] mistake="by-target"
"""
You kept the rows whose target is USA and then grouped by `target`, so there is one group. The question is what each
*sender* did: group by `sender`.
"""
scale = pd.CategoricalDtype(ladder["measure"], ordered=True)
strongest_step = (
    incidents[incidents["target"] == "USA"].astype({"measure": scale}).groupby("target")["measure"].max()
)

# %% tags=["mistake"] mistake="full-names"
"""
The steps are the right ones, and you gave their names in words. The task asks for the codes, as in the column `measure`
of the ladder.
"""
rows = incidents[incidents["target"] == "USA"].merge(ladder, on="measure").sort_values("rung")
strongest_step = rows.groupby("sender")["name"].last()

# %% tags=["mistake"] mistake="first-row"
"""
You took the first row of each sender as it stands in the table. To take the last one, or the first, gives the strongest
only after sorting by the rung of the ladder.
"""
strongest_step = incidents[incidents["target"] == "USA"].groupby("sender")["measure"].first()

# %% tags=["mistake"] mistake="two-maxima"
"""
You took the largest rung, and beside it, by itself, the last word in the alphabet: the two need not come from one
row. One word for each sender is asked for: sort the rows by the rung, then keep the last `measure` of each sender.
"""
rows = incidents[incidents["target"] == "USA"].merge(ladder, on="measure")
strongest_step = rows.groupby("sender")[["rung", "measure"]].max()

# %% tags=["mistake"] mistake="names-as-categories"
"""
Some entries are missing. Your categories are the names in words (column `name`); `incidents` holds codes, and a code
that is not among the categories becomes a missing value. Take the codes: `ladder["measure"]`.
"""
scale = pd.CategoricalDtype(ladder["name"], ordered=True)
rows = incidents[incidents["target"] == "USA"].astype({"measure": scale})
strongest_step = rows.groupby("sender")["measure"].max()

# %% tags=["mistake"] mistake="table-as-categories"
"""
All entries are missing: no code of `incidents` is among your categories, and what is not becomes a missing value. The
categories are one column of the ladder, `ladder["measure"]`, and not the table.
"""
scale = pd.CategoricalDtype(ladder, ordered=True)
rows = incidents[incidents["target"] == "USA"].astype({"measure": scale})
strongest_step = rows.groupby("sender")["measure"].max()

# %% tags=["alternative"]
rung = ladder.set_index("measure")["rung"]
rows = incidents[incidents["target"] == "USA"].assign(rung=lambda each: each["measure"].map(rung))
strongest_step = (
    rows.sort_values("rung").drop_duplicates("sender", keep="last").set_index("sender")["measure"]
)

# %% [markdown] tags=["after"]
# {int((strongest_step == "summons").sum())} of the {len(strongest_step)} states never went beyond a summons, as far as this table goes. The alphabet gives an order as well; only the ladder's says what is more.

# %% [markdown] tags=["hint"]
# `pd.CategoricalDtype(categories, ordered=True)` describes a scale; `astype` applies it to a column, and `max` then knows what is more.

# %% [markdown] tags=["hint"]
# Three steps in this order: the rows with target USA, the order of the ladder for the column `measure`, the largest for each sender. The other way is to merge the rung in, sort by it and keep the last row of each sender.

# %% [markdown] tags=["task"] task="events-by-rung" kind="figure" points=2 objective="LO2.1" marks="bars"
# ## Show the whole ladder
#
# A rung that nobody used is news too. Draw bars: for each of the twelve measures of the ladder, the number of
# separate **events** in which it was used. One row of `incidents` is one sender, one target and one measure; rows of
# the same event share the value of `event`. An event that used two measures counts once at each of them.
#
# Keep the Axes as `events_by_rung`. Twelve bars, named by the codes of the measures
# or by their names (column `name`); title and both labels.

# %% tags=["answer"]
fig, events_by_rung = plt.subplots(layout="constrained")
# BEGIN SOLUTION
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, counts)
events_by_rung.set_title("Events among allies and partners, by measure")
events_by_rung.set_xlabel("Number of events, 1968-2026")
events_by_rung.set_ylabel("Measure, weakest at the bottom")
# END SOLUTION

# %% tags=["mistake"] mistake="rows"
"""
Your bars count rows. When one host summons ten ambassadors over one statement, that is ten rows and one event. Count the
different values of event for each measure.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents["measure"].value_counts().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="rows-by-name"
"""
Your bars count rows. When one host summons ten ambassadors over one statement, that is ten rows and one event. Count the
different values of event for each measure.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents["measure"].value_counts().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(ladder["name"], counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="empty-rungs-gone"
"""
Only the measures that occur have a bar. The table is about public ruptures, so its empty rungs are a finding: they
show what the collection cannot see. Use the ladder for the list of bars, with zero where nothing was found: `.reindex(ladder["measure"], fill_value=0)`.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique()
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="strongest-only"
"""
Each event stands at one rung only, its strongest. An event that used two measures counts at both: here the question
is how often a measure was used, not how far a quarrel went.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
rungs = incidents["measure"].map(ladder.set_index("measure")["rung"])
top = rungs.groupby(incidents["event"]).max()
counts = top.value_counts().reindex(ladder["rung"], fill_value=0)
events_by_rung.barh(ladder["measure"], counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="strongest-only-by-name"
"""
Each event stands at one rung only, its strongest. An event that used two measures counts at both: here the question
is how often a measure was used, not how far a quarrel went.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
rungs = incidents["measure"].map(ladder.set_index("measure")["rung"])
top = rungs.groupby(incidents["event"]).max()
counts = top.value_counts().reindex(ladder["rung"], fill_value=0)
events_by_rung.barh(ladder["name"], counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="empty-not-zero"
"""
The empty rungs have a place and no number: their height is missing. That no event was found is a count, and it is 0.
Give reindex a fill_value.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"])
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="shares"
"""
These are shares of all events. An event with two measures counts at both, so the shares add up to more than one; give
the numbers of events.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, counts / incidents["event"].nunique())
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="first-of-each-event"
"""
Each event is counted at one measure only, that of its first row. Drop doubles of event *and* measure together, so that an
event that used two measures counts once at each.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.drop_duplicates("event")["measure"].value_counts().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="per-cent"
"""
These are per cent of all events. An event with two measures counts at both, so they add up to more than 100; give the
numbers of events.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, 100 * counts / incidents["event"].nunique())
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="per-cent-of-sum"
"""
These are per cent of all counts together. The task asks how many events there are at each measure: draw the counts as
they are.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, 100 * counts / counts.sum())
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="one-target"
"""
The events in which the United States was the target are drawn. The task asks about all rows of `incidents`: leave the
filter out.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
rows = incidents[incidents["target"] == "USA"]
counts = rows.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="by-sender"
"""
There is a bar for each sender. The ladder is what should be shown: count the different events of each `measure`.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("sender")["event"].nunique()
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="by-event"
"""
There is a bar for each event, with the number of its rows. Turn the question round: for each `measure`, how many
different events used it?
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents["event"].value_counts()
events_by_rung.barh(counts.index, counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="rungs-of-the-ladder"
"""
Every bar is 1: you counted the rows of the ladder, which lists each measure once. What was used stands in `incidents`.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
events_by_rung.barh(ladder["measure"], ladder.groupby("measure").size().reindex(ladder["measure"]))
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="heights-of-the-ladder"
"""
Your bars show how high each measure stands, the number of its rung. How often it was used stands in `incidents`:
count the different events of each measure there.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
events_by_rung.barh(ladder["measure"], ladder["rung"])
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="all-zero"
"""
All bars are 0: none of the labels that you ask for in `reindex` is one of the counts. The counts have measures as
their labels, so ask for measures: the column of the ladder, and not its index.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder.index, fill_value=0)
events_by_rung.barh(ladder["measure"], counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["alternative"] alternative="full-names" names="own"
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(ladder["name"], counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Measure")

# %% tags=["mistake"] mistake="rung-numbers"
"""
The numbers are right. A rung's number says how high it stands, and not what was done: name the bars by the codes of the
column measure.
"""
fig, events_by_rung = plt.subplots(layout="constrained")
counts = incidents.groupby("measure")["event"].nunique().reindex(ladder["measure"], fill_value=0)
events_by_rung.barh(ladder["rung"], counts)
events_by_rung.set(title="Events by measure", xlabel="Events", ylabel="Rung")

# %% tags=["alternative"] alternative="upright"
fig, events_by_rung = plt.subplots(layout="constrained")
once = incidents.drop_duplicates(["event", "measure"])["measure"].value_counts()
events_by_rung.bar(ladder["measure"], [int(once.get(name, 0)) for name in ladder["measure"]])
events_by_rung.tick_params(axis="x", rotation=90)
events_by_rung.set(title="How often each measure was used", xlabel="Measure", ylabel="Events")

# %% [markdown] tags=["after"]
# {int((counts == 0).sum())} rungs are empty, among them the three lowest. That does not say that nobody stands there: the table was made of public ruptures, so the chart shows what it can see.

# %% [markdown] tags=["hint"]
# Count different events for each measure, then `reindex` by the ladder's measures with `fill_value=0`, so that empty rungs get a zero.

# %% [markdown] tags=["hint"]
# `groupby("measure")` makes the groups, `nunique()` of the column `event` counts each event once in each. Names and numbers of the bars come from one Series: its index and its values.

# %% [markdown] tags=["task"] task="who-needs-whom" kind="table" points=2 objective="LO2.3"
# ## Whose act, and whose consent?
#
# A measure may be the act of the sending state, of the receiving state, or of either. It may need the other side's
# consent beforehand; it may work only if the other side then does something; it may end the envoy's mission.
# These are four different questions, and a story that mixes them goes wrong.
#
# Make a DataFrame `who_needs_whom` with one row for each value of `acts` in `ladder` (`either`, `receiving`,
# `sending`) and the columns `acts`, `measures` (how many there are), `need_consent` (how many of the measures have `yes` in
# `consent_needed`), `need_action` (how many have `yes` in `other_side_must_act`) and `end_mission` (how many have `yes` in
# `ends_mission`). `acts` may be the index.

# %% tags=["answer"]
who_needs_whom = (
    # BEGIN SOLUTION
    ladder.assign(
        measures=1,
        need_consent=ladder["consent_needed"] == "yes",
        need_action=ladder["other_side_must_act"] == "yes",
        end_mission=ladder["ends_mission"] == "yes",
    )
    .groupby("acts")[["measures", "need_consent", "need_action", "end_mission"]]
    .sum()
    # END SOLUTION
)
who_needs_whom

# %% tags=["mistake"] mistake="counts-all"
"""
Every column has the same numbers: all filled cells are counted, by `count` or as truth values, and 'no' fills a cell as well as 'yes'.
Compare with 'yes' first; the sum of the truth values is the number of yeses.
"""
who_needs_whom = ladder.groupby("acts").agg(
    measures=("measure", "count"),
    need_consent=("consent_needed", "count"),
    need_action=("other_side_must_act", "count"),
    end_mission=("ends_mission", "count"),
)

# %% tags=["mistake"] mistake="acts-on"
"""
You grouped by acts_on, the party that feels the measure. The question here is who takes it: group by acts.
"""
yes = ladder[["consent_needed", "other_side_must_act", "ends_mission"]].eq("yes")
yes.columns = ["need_consent", "need_action", "end_mission"]
who_needs_whom = yes.groupby(ladder["acts_on"]).sum()
who_needs_whom["measures"] = ladder["acts_on"].value_counts()

# %% tags=["mistake"] mistake="shares"
"""
These are shares: a mean of truth values. With two to seven measures in a row, a share hides how few cases it rests
on. Give the numbers.
"""
yes = ladder[["consent_needed", "other_side_must_act", "ends_mission"]].eq("yes")
yes.columns = ["need_consent", "need_action", "end_mission"]
who_needs_whom = yes.groupby(ladder["acts"]).mean()
who_needs_whom["measures"] = ladder["acts"].value_counts()

# %% tags=["mistake"] mistake="consent-is-action"
"""
Your need_consent repeats need_action. To consent is to agree beforehand; to act is what the other side does
afterwards, such as to come or to call a person home. The table keeps them apart: read consent_needed once more.
"""
yes = ladder[["other_side_must_act", "ends_mission"]].eq("yes")
yes.columns = ["need_action", "end_mission"]
who_needs_whom = yes.assign(need_consent=yes["need_action"]).groupby(ladder["acts"]).sum()
who_needs_whom["measures"] = ladder["acts"].value_counts()

# %% tags=["mistake"] mistake="no-counted"
"""
You counted the cells with no. The names of the columns say need and end: count the cells with yes.
"""
yes = ladder[["consent_needed", "other_side_must_act", "ends_mission"]].eq("no")
yes.columns = ["need_consent", "need_action", "end_mission"]
who_needs_whom = yes.groupby(ladder["acts"]).sum()
who_needs_whom["measures"] = ladder["acts"].value_counts()

# %% tags=["mistake"] mistake="texts-added"
"""
The cells hold texts put together, such as 'nonoyes': the sum of texts joins them. Compare each column with "yes" first;
the sum of the truth values is a number.
"""
who_needs_whom = ladder.groupby("acts").agg(
    measures=("measure", "size"),
    need_consent=("consent_needed", "sum"),
    need_action=("other_side_must_act", "sum"),
    end_mission=("ends_mission", "sum"),
)

# %% tags=["mistake"] mistake="yes-not-matched"
"""
Every count of yeses is 0. The column of measures is right, so the comparison matches nothing: the tables spell it `yes`,
as text and in lower case, and not `Yes` or `True`.
"""
yes = ladder[["consent_needed", "other_side_must_act", "ends_mission"]].eq("Yes")
yes.columns = ["need_consent", "need_action", "end_mission"]
who_needs_whom = yes.groupby(ladder["acts"]).sum()
who_needs_whom["measures"] = ladder["acts"].value_counts()

# %% tags=["mistake"] mistake="times-used"
"""
You counted rows of `incidents`, so that a measure counts as often as it was used. The question is about the ladder
itself, where each measure stands once: leave the merge out.
"""
used = incidents[["measure"]].merge(ladder, on="measure")
yes = used[["consent_needed", "other_side_must_act", "ends_mission"]].eq("yes")
yes.columns = ["need_consent", "need_action", "end_mission"]
who_needs_whom = yes.groupby(used["acts"]).sum()
who_needs_whom["measures"] = used["acts"].value_counts()

# %% tags=["mistake"] mistake="one-question"
"""
This counts the answers to one question, `no` and `yes` side by side. The task asks about three, and about the number
of measures: compare each of the three columns with "yes", and add up the truth values for each value of `acts`.
"""
who_needs_whom = pd.crosstab(ladder["acts"], ladder["ends_mission"])

# %% tags=["mistake"] mistake="every-column-compared"
"""
You compared the whole table with "yes", `acts` too, so the groups are no longer the three actors. Compare the three
columns alone, and group what comes out by `ladder["acts"]`.
"""
who_needs_whom = (ladder == "yes").groupby("acts").sum()

# %% tags=["mistake"] mistake="totals-in-every-row"
"""
Every row holds the same numbers: they are the yeses of the whole ladder. Each row should hold those of its own
measures: add up within the groups of `acts`.
"""
columns = {
    "need_consent": "consent_needed",
    "need_action": "other_side_must_act",
    "end_mission": "ends_mission",
}
who_needs_whom = ladder.groupby("acts").agg(measures=("measure", "size"))
for name, column in columns.items():
    who_needs_whom[name] = (ladder[column] == "yes").sum()

# %% tags=["alternative"]
who_needs_whom = pd.DataFrame(
    {
        "acts": acts,
        "measures": len(part),
        "need_consent": (part["consent_needed"] == "yes").sum(),
        "need_action": (part["other_side_must_act"] == "yes").sum(),
        "end_mission": (part["ends_mission"] == "yes").sum(),
    }
    for acts, part in ladder.groupby("acts")
)

# %% [markdown] tags=["after"]
# No measure needs consent beforehand, and only {int(who_needs_whom["need_action"].sum())} need the other side to act afterwards. One of them is the summons: an ambassador can stay away from it.

# %% [markdown] tags=["hint"]
# Compare a column with `"yes"` to get truth values; grouped by `acts`, their sum is the number of yeses.

# %% [markdown] tags=["hint"]
# Add four columns to a copy of the ladder: a 1 in every row, and three comparisons with `"yes"`. Then group by `acts` and add up these four.

# %% [markdown] tags=["task"] task="twelve-cases" kind="choice" points=3 objective="LO2.3"
# ## Twelve cases
#
# Name the measure that was **taken** in each case, by its letter. Ask in this order: which state acts? On its own envoy or on the
# other's? Does the mission go on? The options are the same for all cases:
#
# - `a` summons
# - `b` limit on access
# - `c` recall for consultations
# - `d` request to leave, or persona non grata
# - `e` relations kept below the level of ambassador
# - `f` relations broken off
#
# The first eight cases happened; they are in `incidents`, where `source` says who reported them. The last four are
# **invented**, with states called A and B.
#
# 1. `prague-2015`: after a remark by the US ambassador on a trip of the Czech president to Moscow, the president will
#    not have him at the Castle for talks any more. The ambassador stays in post, and the government does not join in.
# 2. `paris-1995`: France asks several US officers, whom it takes for spies, to go home. Two ministries say that this
#    is a request and not an expulsion.
# 3. `canberra-1995`: after a French firm is kept out of an Australian contract, Paris has its ambassador in Canberra
#    come back to France.
# 4. `madrid-2013`: Spain asks the US ambassador to come to the ministry and explain reports that telephone data were
#    collected in Spain.
# 5. `reykjavik-1976`: in the dispute over fishing limits Iceland ends its diplomatic relations with the United
#    Kingdom. They are taken up again in the same year.
# 6. `budapest-2017`: Hungary lets it be known that the Dutch ambassador, who has spoken to a magazine and is about to
#    finish his term, is unwelcome at every ministry and state body.
# 7. `ankara-2018`: almost a year after the quarrel began, the Netherlands formally withdraws its ambassador from
#    Ankara and accepts no new Turkish one. The embassies stay open.
# 8. `paris-2025`: after an open letter the US ambassador is called to the foreign ministry in Paris. He does not
#    come; a chargé d'affaires does.
# 9. `invented-1`: A tells B that B's ambassador is no longer acceptable and has three days. It gives no reason.
# 10. `invented-2`: A has its ambassador in B come home 'to report'. No date is set, but the furniture stays, and
#     the ambassador is expected back within the month.
# 11. `invented-3`: A's ministers will not receive B's ambassador. B's embassy may write to the ministry and call on
#     its officials.
# 12. `invented-4`: A and B agree that for the time being each embassy is led by a chargé d'affaires.

# %% tags=["answer"]
twelve_cases = {
    "prague-2015": (
        # BEGIN SOLUTION
        "b"
        # END SOLUTION
    ),
    "paris-1995": (
        # BEGIN SOLUTION
        "d"
        # END SOLUTION
    ),
    "canberra-1995": (
        # BEGIN SOLUTION
        "c"
        # END SOLUTION
    ),
    "madrid-2013": (
        # BEGIN SOLUTION
        "a"
        # END SOLUTION
    ),
    "reykjavik-1976": (
        # BEGIN SOLUTION
        "f"
        # END SOLUTION
    ),
    "budapest-2017": (
        # BEGIN SOLUTION
        "b"
        # END SOLUTION
    ),
    "ankara-2018": (
        # BEGIN SOLUTION
        "e"
        # END SOLUTION
    ),
    "paris-2025": (
        # BEGIN SOLUTION
        "a"
        # END SOLUTION
    ),
    "invented-1": (
        # BEGIN SOLUTION
        "d"
        # END SOLUTION
    ),
    "invented-2": (
        # BEGIN SOLUTION
        "c"
        # END SOLUTION
    ),
    "invented-3": (
        # BEGIN SOLUTION
        "b"
        # END SOLUTION
    ),
    "invented-4": (
        # BEGIN SOLUTION
        "e"
        # END SOLUTION
    ),
}

# %% tags=["replies"]
{
    "prague-2015": {
        "a": "A summons calls an envoy in. Here a door was closed: say which measure keeps an envoy out of a place and leaves the post alone.",
        "b": "Yes. The host decided who would be met and where; post and mission went on. That only one office acted shows how narrow such a step can be.",
        "c": "A recall is the act of the sending state, which was the United States here. It was the host that acted.",
        "d": "The host did not say that the person had to go: he stayed in post. Persona non grata leads to the end of the functions (article 9); look for a measure that does not.",
        "e": "The embassy kept an ambassador, so the level of relations did not change. What changed is whom he could meet.",
        "f": "Relations went on, and so did the mission. Only one door was closed.",
    },
    "paris-1995": {
        "a": "Officers may well have been discussed at a meeting, but the measure asked them to leave the country. That is more than an explanation asked for.",
        "b": "A limit on access lets people stay and decides whom they see. These officers were to go home.",
        "c": "A recall is decided by the sending state about its own people. Here the host wanted them gone, whatever the words.",
        "d": "Yes. Words were chosen to be milder than an expulsion, but the host wanted them to leave, and the other side was to call them home. A coding rule looks at the act; keep the choice of words as a note.",
        "e": "The ambassadors stayed on both sides, so relations kept their level. The measure was about some officers.",
        "f": "Embassies and relations went on. The measure was about some persons only.",
    },
    "canberra-1995": {
        "a": "A summons is made by the host to the other's envoy. Here a state moved its own envoy.",
        "b": "A limit on access is an act of the host. Ask whose ambassador this was, and who decided.",
        "c": "Yes. The sending state called in its own envoy as a signal; the embassy worked on under a chargé d'affaires. Australia, the host, did nothing to him.",
        "d": "Persona non grata is said by the host. Australia did not ask the ambassador to leave; Paris decided.",
        "e": "A downgrade keeps the post at a lower level for an open period. Here the ambassador was called home as a signal, and nothing says that the level was changed.",
        "f": "Relations between the two went on; one ambassador travelled. A break ends the permanent mission.",
    },
    "madrid-2013": {
        "a": "Yes. The host called the envoy in to explain. It is a common step, and the envoy's coming is a matter of usage.",
        "b": "Nobody was told whom not to see. On the contrary, the envoy was asked to come.",
        "c": "The host acted here, and on the other's envoy. A recall is the sending state's act on its own.",
        "d": "The envoy was asked to explain and not to leave. Compare what the host wanted to happen next.",
        "e": "The ambassador stayed ambassador. An explanation asked for does not change the level of relations.",
        "f": "Nothing ended. A call to the ministry is a way of using relations.",
    },
    "reykjavik-1976": {
        "a": "There will have been calls to the ministry too, but the case describes what followed: relations themselves were ended.",
        "b": "A limit on access leaves a mission in place. Here there was none left to limit.",
        "c": "A recall leaves the embassy open under a chargé d'affaires. Read what happened to the relations.",
        "d": "No person was declared unwelcome: the step concerned relations between the two states as a whole.",
        "e": "A lower level still means relations. Iceland went further than that.",
        "f": "Yes: the only full break between two members of NATO in this table. Even so the Convention has rules for it (article 45), and relations were back within months.",
    },
    "budapest-2017": {
        "a": "A summons asks an envoy to come in. This envoy was to stay out.",
        "b": "Yes. Doors of the state were closed to a person who stayed in post until the term ended. It is the nearest case that the table has to Paris in 2026, and it goes further: in Paris the foreign ministry stayed open.",
        "c": "Hungary did call its own ambassador home from The Hague in the same event, but this case describes what it did to the Dutch envoy as the host.",
        "d": "'Unwelcome' sounds like it, and this is the closest call of the twelve. But nobody had to be recalled, and the functions ended with the term. Ask what the host demanded of the other state.",
        "e": "The embassy kept its ambassador for the rest of the term. Whom that person could meet is another matter than the level of relations.",
        "f": "Relations and both embassies went on.",
    },
    "ankara-2018": {
        "a": "Nobody was called in to explain. The case is about who leads an embassy for an open time.",
        "b": "No list of meetings was made: there was no ambassador left whose meetings could be limited.",
        "c": "Close, since a state withdrew its own ambassador. But a recall for consultations expects a return, and here it was formally over and no new envoy was accepted. Ask how long, and at what level.",
        "d": "The withdrawn ambassador was the Netherlands' own, and the other side's was not sent away but not accepted anew. Article 9 was not used.",
        "e": "Yes. Both embassies stayed open, without ambassadors, until the two states agreed to change that. The line between this and a long recall is one of time and form.",
        "f": "The embassies stayed open, which a break does not allow. Look one step lower.",
    },
    "paris-2025": {
        "a": "Yes. The measure was a call to the ministry. That another person came changes how it was answered, and not what it was.",
        "b": "In 2025 the access of the ambassador was left alone. That step came after the second absence, in February 2026.",
        "c": "The host acted, not the sending state, and nobody was called home.",
        "d": "Nobody was told to leave. Staying away was discourteous, but the host did not make more of it then.",
        "e": "A chargé d'affaires came to one meeting; that does not make him the head of the mission. The ambassador stayed in post.",
        "f": "Nothing ended. One meeting was attended by another person.",
    },
    "invented-1": {
        "a": "The message does not call the ambassador in: it says what must happen next. Read it again for what B has to do.",
        "b": "With a limit on access the person stays. Here the person has three days.",
        "c": "A recall is decided by the sending state on its own. Here the host tells B what it must do, and B's recall would be the answer to it.",
        "d": "Yes. The host declares a person unwelcome, owes no reason, and the sending state must recall or end the functions (article 9). B may send somebody else.",
        "e": "The person has to go and the level stays: B may name another ambassador. A downgrade would say that nobody of that rank is wanted.",
        "f": "The message is about a person. Relations and the embassy go on.",
    },
    "invented-2": {
        "a": "A moves its own ambassador. A summons is made by the host, to the other's.",
        "b": "B does nothing in this case. A limit on access is an act of the host.",
        "c": "Yes. The sending state acts on its own envoy and expects a return: the furniture says more than the missing date. If it became final, the function would end (article 43).",
        "d": "B did not ask anybody to leave. Ask which of the two states acts.",
        "e": "If the ambassador never came back, it would become that. The case says that a return is expected within a month.",
        "f": "The embassy stays, and so do relations. One person travels.",
    },
    "invented-3": {
        "a": "Nobody is called in. Ministers close their doors and leave others open.",
        "b": "Yes. This is almost the measure of February 2026: ministers closed, the ministry open. Article 41(2) makes that ministry the normal channel.",
        "c": "The host acts, and on the other's envoy. That rules out every kind of recall.",
        "d": "Nobody has to leave, and the functions go on through the ministry.",
        "e": "B's embassy is still led by an ambassador. The level of relations is the same; the circle of people to meet is smaller.",
        "f": "Letters and calls go on, so relations do too. Ask what has become narrower.",
    },
    "invented-4": {
        "a": "No one is called in. The case is about the rank of those who lead the embassies.",
        "b": "The case does not say that anyone may not be met. Look at who leads the embassies.",
        "c": "A recall is the step of one state and expects a return. Here two states agree on a state of affairs.",
        "d": "No person is declared unwelcome. The agreement concerns every holder of the post.",
        "e": "Yes. The rank of the heads of mission falls on both sides for an open time, and all else goes on. It can be agreed, as here, or declared by one side.",
        "f": "There are still embassies with somebody in charge, so relations go on at a lower level than before.",
    },
}

# %% [markdown] tags=["after"]
# Who acts, on whose envoy, does the mission go on, and does the envoy have to come? These questions settle the name, whatever word a
# report uses.

# %% [markdown] tags=["hint"]
# Four questions settle most cases: who acts, on whose envoy, does the mission go on, and does the envoy have to come?

# %% [markdown] tags=["hint"]
# `a`, `b` and `d` are acts of a host on the other state's envoy: called in, kept away from people, or told to go. `c`
# is the act of the sending state on its own envoy, who is expected back. With `e` the embassies stay, without an
# ambassador in them; with `f` the mission itself ends. Look at what was done, not at how it was meant.

# %% [markdown] tags=["task"] task="usage-only" kind="value" points=2 objective="LO2.5"
# ## How much rests on usage alone?
#
# Not every measure has an article behind it. The column `legal_hook` of the ladder says which article of the
# Vienna Convention (`VCDR`) comes nearest, or `usage` where there is none. (One hook names both, an article for closing a mission and usage for closing its services; it does not count as usage alone, although the rows at that rung are of services.) Join it to
# the incidents by `measure`.
#
# For what share of the **events** do **all** measures rest on usage alone? Keep one number between 0 and 1 as
# `usage_only`. Do not round it.

# %% tags=["answer"]
usage_only = (
    # BEGIN SOLUTION
    incidents.merge(ladder[["measure", "legal_hook"]], on="measure", how="left", validate="many_to_one")
    .groupby("event")["legal_hook"]
    .agg(lambda hooks: (hooks == "usage").all())
    .mean()
    # END SOLUTION
)
usage_only

# %% tags=["mistake"] mistake="rows"
"""
Several ways end at this number: the share of rows; the share of the events in which at least one measure (or the
first) rests on usage; and the right share, rounded. Among rows, ten summonses of one event weigh ten times as much as
one; and if a host summons an envoy and also limits access, the event does not rest on usage alone. Ask of every event
whether all of its rows say usage, take the share of the events, and leave it unrounded.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = (hooks["legal_hook"] == "usage").mean()

# %% tags=["mistake"] mistake="rungs"
"""
That is the share of the ladder's rungs. The ladder lists each measure once, used or not. Join its column to the
incidents, so that each event brings its own measures; ask of every event whether all of its rows say `usage`, and take the share of the events.
"""
usage_only = (ladder["legal_hook"] == "usage").mean()

# %% tags=["mistake"] mistake="asked-of-all-at-once"
"""
`all` was asked once, of the whole table. Ask it of each event, as `.groupby(...)` with the column `event` does before `.all()`; the mean of what comes out is the share.
"""
usage_only = (incidents.merge(ladder, on="measure")["legal_hook"] == "usage").all()

# %% tags=["mistake"] mistake="usage-kept-first"
"""
You kept the rows that say `usage` and then asked whether they do, so every event answers yes. Leave the filter out: an event with another hook
among its rows has to stay in, to count as a no.
"""
hooks = incidents.merge(ladder, on="measure")
kept = hooks[hooks["legal_hook"] == "usage"]
usage_only = (kept["legal_hook"] == "usage").groupby(kept["event"]).all().mean()

# %% tags=["mistake"] mistake="percent"
"""
The size of your number says that it is a percentage. A share between 0 and 1 is asked for: leave out the factor 100.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = 100 * (hooks["legal_hook"] == "usage").groupby(hooks["event"]).all().mean()

# %% tags=["mistake"] mistake="count"
"""
This is a number of events. A share has a base: divide by all events, or take the mean of the truth values in place of
their sum.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = int((hooks["legal_hook"] == "usage").groupby(hooks["event"]).all().sum())

# %% tags=["mistake"] mistake="no-usage"
"""
This is the share of the events in which no measure rests on usage. The events that mix both kinds stand between the
two, so the one is not the rest of the other. Ask for usage in all rows.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = (hooks["legal_hook"] != "usage").groupby(hooks["event"]).all().mean()

# %% tags=["mistake"] mistake="mean-of-shares"
"""
You took the share of usage within each event and then the mean of these shares. An event that rests on usage by half
counts as half an event. Here it counts only if all of its measures rest on usage.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = (hooks["legal_hook"] == "usage").groupby(hooks["event"]).mean().mean()

# %% tags=["mistake"] mistake="some-other"
"""
This is the rest to 1: the share of the events in which at least one measure has an article. The question is about the
others.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = 1 - (hooks["legal_hook"] == "usage").groupby(hooks["event"]).all().mean()

# %% tags=["mistake"] mistake="events-by-rows"
"""
The number of events is right, and you divided it by the number of rows. A share of events has all *events* as its base:
how many different ones are there?
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = (hooks["legal_hook"] == "usage").groupby(hooks["event"]).all().sum() / len(hooks)

# %% tags=["mistake"] mistake="none"
"""
Yours is 0, so the comparison holds for no event. Either the word is another: the ladder writes `usage`, in lower
case, in the column `legal_hook`. Or it comes too late: compare the column with "usage" first, which gives True or
False for each row, then ask `all()` of each event.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = float((hooks["legal_hook"] == "Usage").groupby(hooks["event"]).all().mean())

# %% tags=["mistake"] mistake="for-each-event"
"""
You have the answer for each event, True or False. The share of the Trues is their mean.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = (hooks["legal_hook"] == "usage").groupby(hooks["event"]).all()

# %% tags=["mistake"] mistake="usage-in-part"
"""
Your share is a little too large: some events are in that rest on usage only in part. Either you looked for the word
within the hook, and one hook names an article and usage: compare the whole text, `==`. Or you looked at the strongest
measure of each event: ask it of all of them.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
usage_only = hooks["legal_hook"].str.contains("usage").groupby(hooks["event"]).all().mean()

# %% tags=["mistake"] mistake="single-rows"
"""
You kept only the events with one row. An event with several counts as well, and the base is all events: ask of each
whether all of its rows say usage.
"""
hooks = incidents.merge(ladder[["measure", "legal_hook"]], on="measure")
single = hooks.groupby("event").filter(lambda rows: len(rows) == 1)
usage_only = (single["legal_hook"] == "usage").mean()

# %% tags=["alternative"]
customary = set(ladder.loc[ladder["legal_hook"] == "usage", "measure"])
used = incidents.groupby("event")["measure"].agg(set)
usage_only = sum(each <= customary for each in used) / len(used)

# %% [markdown] tags=["after"]
# In {100 * usage_only:.0f} % of the events all measures rest on usage alone: no article governs the act itself. That is no verdict on it: where no article speaks, neither side can point to one.

# %% [markdown] tags=["hint"]
# Merge on `measure`, then ask for each event whether `all` of its rows say `usage`.

# %% [markdown] tags=["hint"]
# Three steps: a comparison with `usage` for each row of the merged table, `.groupby(…).all()` of it for each event, and the mean of these truth values.

# %% [markdown] tags=["task"] task="two-codings" kind="table" points=3 objective="LO2.2"
# ## Two codings, two rankings
#
# Who acts more strongly, France or the United Kingdom? A mean needs numbers, and the ladder gives only an order.
# Below are two codings of the same ladder. Both keep the order; they disagree about how far apart the rungs are, and
# no source can say which of them is right.
#
# Make a DataFrame `two_codings` with one row for each of the senders `FRA` and `GBR` and the columns `sender`,
# `mean_even`, `mean_stretched` (means over the rows of `incidents`, one row being one measure against one state) and
# `median_measure` (the code of the middle measure; with an even number of rows take the **lower** of the two
# middle ones). `sender` may be the index. Do not round. Then look: whom does each column put first?

# %% tags=["given"]
even = ladder.set_index("measure")["rung"].to_dict()
stretched = even | {
    "recall_indefinite": 10,
    "expulsion_png": 14,
    "downgrade": 20,
    "visa_or_mission_closure": 28,
    "break_relations": 40,
}

# %% tags=["answer"]
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = (
    # BEGIN SOLUTION
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
    # END SOLUTION
)
two_codings

# %% tags=["mistake"] mistake="numbers-of-their-own"
"""
The means of `even` are one too low: you numbered the rungs yourself, from 0. The given coding `even` begins with 1: map the
measures by it.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
own = {measure: place for place, measure in enumerate(ladder["measure"])}
two_codings = (
    both.assign(mean_even=both["measure"].map(own), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
)

# %% tags=["mistake"] mistake="half-rung"
"""
Your median is a number, and for France it lies between two rungs. Half-way between a limit on access and a recall
there is no measure. Sort the measures by the ladder, as `sorted(measures, key=even.get)` does, and take the one in the middle: of n
measures that is number `(n - 1) // 2`, counted from 0.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = pd.DataFrame(
    {
        "mean_even": both["measure"].map(even).groupby(both["sender"]).mean(),
        "mean_stretched": both["measure"].map(stretched).groupby(both["sender"]).mean(),
        "median_measure": both["measure"].map(even).groupby(both["sender"]).median(),
    }
)

# %% tags=["mistake"] mistake="median-of-different-measures"
"""
The means are right. For the median you took each different measure once. A measure that was taken five times stands there
five times: leave `unique()`, or the set, out, and take the lower middle one of all rows.
"""
rows = []
for sender in ["FRA", "GBR"]:
    steps = incidents.loc[incidents["sender"] == sender, "measure"]
    in_order = sorted(steps.unique(), key=even.get)
    rows.append(
        {
            "sender": sender,
            "mean_even": steps.map(even).mean(),
            "mean_stretched": steps.map(stretched).mean(),
            "median_measure": in_order[(len(in_order) - 1) // 2],
        }
    )
two_codings = pd.DataFrame(rows)

# %% tags=["mistake"] mistake="upper-middle"
"""
The means are right, and one of the two medians stands too high. Three ways end there. With an even number n of sorted
values, counted from 0, the lower middle one is at (n - 1) // 2, and n // 2 is the upper one; here it is the lower. Or
the measures are sorted by the alphabet, and not by the ladder. Or it is the most frequent measure: a median is the middle.
"""
rows = []
for sender in ["FRA", "GBR"]:
    steps = incidents.loc[incidents["sender"] == sender, "measure"]
    in_order = sorted(steps, key=even.get)
    rows.append([sender, steps.map(even).mean(), steps.map(stretched).mean(), in_order[len(in_order) // 2]])
two_codings = pd.DataFrame(rows, columns=["sender", "mean_even", "mean_stretched", "median_measure"])

# %% tags=["mistake"] mistake="one-per-event"
"""
You kept one measure for each event, so that the two recalls of September 2021 count once. That is a fair unit for
other questions. Here the unit is the row: one measure against one state.
"""
rows = []
for sender in ["FRA", "GBR"]:
    mine = incidents[incidents["sender"] == sender]
    strongest = mine["measure"].map(even).groupby(mine["event"]).max()
    steps = strongest.map({place: name for name, place in even.items()})
    in_order = sorted(steps, key=even.get)
    rows.append(
        [sender, steps.map(even).mean(), steps.map(stretched).mean(), in_order[(len(in_order) - 1) // 2]]
    )
two_codings = pd.DataFrame(rows, columns=["sender", "mean_even", "mean_stretched", "median_measure"])

# %% tags=["mistake"] mistake="as-target"
"""
These are the measures that others took against the two states. Select the rows, and group them, by sender: the question is who acts.
"""
rows = []
for state in ["FRA", "GBR"]:
    steps = incidents.loc[incidents["target"] == state, "measure"]
    in_order = sorted(steps, key=even.get)
    rows.append(
        [state, steps.map(even).mean(), steps.map(stretched).mean(), in_order[(len(in_order) - 1) // 2]]
    )
two_codings = pd.DataFrame(rows, columns=["sender", "mean_even", "mean_stretched", "median_measure"])

# %% tags=["mistake"] mistake="medians"
"""
The two columns named mean hold medians. The comparison lives from both: means move with the coding, the median
measure does not.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
made = both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
two_codings = made.groupby("sender")[["mean_even", "mean_stretched"]].median()
name_of = {place: name for name, place in even.items()}
two_codings["median_measure"] = (
    made.groupby("sender")["mean_even"].quantile(0.5, interpolation="lower").map(name_of)
)

# %% tags=["mistake"] mistake="sums"
"""
These are sums, and a state with more rows then looks stronger. A mean says how strong its steps are on average:
divide by their number.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
made = both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
two_codings = made.groupby("sender")[["mean_even", "mean_stretched"]].sum()
name_of = {place: name for name, place in even.items()}
two_codings["median_measure"] = (
    made.groupby("sender")["mean_even"].quantile(0.5, interpolation="lower").map(name_of)
)

# %% tags=["mistake"] mistake="even-twice"
"""
Both means are taken under the even coding. Map the measures by `stretched` for the second one.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(even))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
)

# %% tags=["mistake"] mistake="unsorted-middle"
"""
The means are right. For the median you took the middle row as the table has the rows: sort the measures by the ladder
first, as `sorted(steps, key=even.get)` does.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: list(steps)[(len(steps) - 1) // 2]),
    )
)

# %% tags=["mistake"] mistake="first-measure"
"""
The means are right. In `median_measure` stands the first measure of each state, and not the middle one: sort by the
ladder, then take the one in the middle.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", "first"),
    )
)

# %% tags=["mistake"] mistake="strongest-measure"
"""
The means are right. In `median_measure` stands the strongest measure of each state: the median is the one in the middle
of all its rows, sorted by the ladder.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: max(steps, key=even.get)),
    )
)

# %% tags=["mistake"] mistake="names-of-medians"
"""
The medians are the right ones, in words. The task asks for their codes, as in the column `measure`.
"""
names = ladder.set_index("measure")["name"]
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
)
two_codings["median_measure"] = two_codings["median_measure"].map(names)

# %% tags=["mistake"] mistake="first-row-of-each-event"
"""
You kept one row for each event. That is a fair unit for other questions. Here the unit is the row: one measure against
one state.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])].drop_duplicates(["sender", "event"])
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
)

# %% tags=["mistake"] mistake="each-measure-once"
"""
You kept each measure once for each state, however often it was used. A mean over the rows counts it as often as it
occurs.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])].drop_duplicates(["sender", "measure"])
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
)

# %% tags=["mistake"] mistake="every-sender"
"""
Every sender has a row. The task compares two: keep the rows of `incidents` whose sender is FRA or GBR.
"""
both = incidents
two_codings = (
    both.assign(mean_even=both["measure"].map(even), mean_stretched=both["measure"].map(stretched))
    .groupby("sender")
    .agg(
        mean_even=("mean_even", "mean"),
        mean_stretched=("mean_stretched", "mean"),
        median_measure=("measure", lambda steps: sorted(steps, key=even.get)[(len(steps) - 1) // 2]),
    )
)

# %% tags=["mistake"] mistake="one-mean-alone"
"""
These are the means under the even coding, one of the three columns. Map the measures by `even` and by `stretched`,
take the mean of both for each sender, and put the middle measure beside them.
"""
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
two_codings = both["measure"].map(even).groupby(both["sender"]).mean()

# %% tags=["alternative"]
both = incidents[incidents["sender"].isin(["FRA", "GBR"])]
name_of = {place: name for name, place in even.items()}
by_sender = both["measure"].map(even).groupby(both["sender"])
two_codings = pd.DataFrame(
    {
        "median_measure": by_sender.quantile(0.5, interpolation="lower").map(name_of),
        "mean_even": by_sender.mean(),
        "mean_stretched": both["measure"].map(stretched).groupby(both["sender"]).mean(),
    }
)

# %% tags=["alternative"] alternative="loop"
rows = []
for sender in ["FRA", "GBR"]:
    steps = incidents.loc[incidents["sender"] == sender, "measure"]
    in_order = sorted(steps, key=even.get)
    rows.append(
        {
            "sender": sender,
            "mean_even": steps.map(even).mean(),
            "mean_stretched": steps.map(stretched).mean(),
            "median_measure": in_order[(len(in_order) - 1) // 2],
        }
    )
two_codings = pd.DataFrame(rows)

# %% [markdown] tags=["after"]
# Even steps put {two_codings["mean_even"].idxmax()} first and stretched ones {two_codings["mean_stretched"].idxmax()}, and no source can choose between the codings. The medians use the order alone: {two_codings.loc["FRA", "median_measure"]} and {two_codings.loc["GBR", "median_measure"]}.

# %% [markdown] tags=["hint"]
# `measures.map(coding).mean()` is the mean under a coding. For the median sort the measures by the ladder and take one; no number is needed.

# %% [markdown] tags=["hint"]
# `sorted(steps, key=even.get)` puts measures in the order of the ladder. Of n things counted from 0, try by hand which place is the lower middle one for n = 4 and for n = 5.

# %% [markdown] tags=["task"] task="longest-climb" kind="function" points=3 objective="LO2.4"
# ## How far does a quarrel climb?
#
# 'Escalation' is easily said. Make it something that can be counted. A path is a list of measures in the order of time,
# each given by its rung. A **climb** is a run of neighbouring measures, each on a strictly higher rung than the one just
# before it. Below are the paths of all pairs of states with three or more rows, both directions together. (Where
# two have the same `start`, as two measures of one day, the lower rung comes first, which may flatter a climb.
# Keep that in mind when you read the result.)
#
# Write a function `longest_climb(rungs)` that takes such a list and returns **how many measures** its longest climb has,
# the first one included. A measure alone is a climb of 1; an empty list has none, so 0. When it works, look at
# `paths.map(longest_climb)`: how many pairs have a climb of more than two measures?
#
# For example, where 4, 7, 9 is the longest climb:
#
# ```python
# >>> longest_climb([4, 4, 7, 9, 6])
# 3
# >>> longest_climb([])
# 0
# ```

# %% tags=["given"]
both_ways = incidents[["sender", "target"]].apply(sorted, axis=1).str.join("-")
quarrels = incidents.merge(ladder[["measure", "rung"]], on="measure", how="left")
quarrels = quarrels.assign(pair=both_ways).sort_values(["start", "rung"])
paths = quarrels.groupby("pair")["rung"].agg(list)
paths = paths[paths.str.len() >= 3]
paths


# %% tags=["answer"]
def longest_climb(rungs):
    # BEGIN SOLUTION
    best = current = 0
    before = None
    for rung in rungs:
        current = current + 1 if before is not None and rung > before else 1
        best = max(best, current)
        before = rung
    return best
    # END SOLUTION


# %% tags=["probes"]
[
    ([9, 4, 4, 7, 4, 4, 6],),
    ([4, 8, 10],),
    ([7, 7, 7],),
    ([4, 7, 5, 6, 8],),
    ([6, 7, 9, 4],),
    ([4, 7, 9, 6, 8],),
    ([4, 7, 7, 9],),
    ([6, 1, 3, 5, 8],),
    ([7],),
    ([],),
]

# %% tags=["mistake"] mistake="level-counts"
"""
A measure on the same rung counts as a climb in your function: three recalls in a row come out as three. To climb is
to go higher, so compare with > and not with >=.
"""


def longest_climb(rungs):
    best = current = 0
    before = None
    for rung in rungs:
        current = current + 1 if before is not None and rung >= before else 1
        best = max(best, current)
        before = rung
    return best


# %% tags=["mistake"] mistake="rises"
"""
You count the rises between measures, which are one fewer than the measures. Summons, recall, downgrade are three measures
and two rises. The task asks for measures, and for 1 when there is one alone.
"""


def longest_climb(rungs):
    best = current = 0
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] > rungs[place - 1] else 0
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="last-run-lost"
"""
A climb that lasts until the end of the path is lost: your function compares with the best only when a run is broken
off. Compare once more after the loop, or in every round.
"""


def longest_climb(rungs):
    best = current = 0
    before = None
    for rung in rungs:
        if before is not None and rung > before:
            current += 1
        else:
            best = max(best, current)
            current = 1
        before = rung
    return best


# %% tags=["mistake"] mistake="gaps-allowed"
"""
You found the longest rising selection, with measures left out in between. A quarrel that goes 4, 7, 5, 6, 8 fell back on
its way. Only neighbouring measures make one climb.
"""


def longest_climb(rungs):
    best = []
    for place, rung in enumerate(rungs):
        best.append(1 + max((best[i] for i in range(place) if rungs[i] < rung), default=0))
    return max(best, default=0)


# %% tags=["mistake"] mistake="all-rises"
"""
All rises of the path are added up, wherever they are. After a fall a new climb begins: set the count back to 1, and
keep the longest one.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    return 1 + sum(rungs[place] > rungs[place - 1] for place in range(1, len(rungs)))


# %% tags=["mistake"] mistake="first-step-only"
"""
Your function looks at the first two measures and stops: a return inside the loop ends it in the first round. Move the
return out, below the loop.
"""


def longest_climb(rungs):
    best = current = 1
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] > rungs[place - 1] else 1
        best = max(best, current)
        return best


# %% tags=["mistake"] mistake="best-inside"
"""
You get the end of the path only. The best length so far is set anew in every round, so that each round forgets the
ones before: give it its first value before the loop.
"""


def longest_climb(rungs):
    for place in range(1, len(rungs)):
        best = 1
        if rungs[place] > rungs[place - 1]:
            best += 1
    return best


# %% tags=["mistake"] mistake="empty-is-one"
"""
It works for every path with a measure in it. An empty list has none, and so no climb: there the answer is 0, and
yours is 1.
"""


def longest_climb(rungs):
    best = current = 1
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] > rungs[place - 1] else 1
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="sorted-first"
"""
You count how many different rungs there are, as a sorted list or a set gives them. The order of time is lost in it:
walk through the list as it comes, and compare each measure with the one before.
"""


def longest_climb(rungs):
    return len(set(rungs))


# %% tags=["mistake"] mistake="height"
"""
You measured how many rungs lie between the lowest and the highest. That is a height, and on a ladder the distances
mean nothing. Count the measures of the longest run.
"""


def longest_climb(rungs):
    return max(rungs) - min(rungs) if rungs else 0


# %% tags=["mistake"] mistake="all-steps"
"""
You counted all measures of the path. A climb ends where one is not on a higher rung than the one before it: compare each with
its neighbour, `rungs[i] > rungs[i - 1]`, begin anew at 1 where that does not hold, and keep the longest so far beside it.
"""


def longest_climb(rungs):
    return len(rungs)


# %% tags=["mistake"] mistake="current-returned"
"""
You return the length of the last climb, the one in which the path ends. Keep the longest so far beside it, and return
that one.
"""


def longest_climb(rungs):
    current = 0
    before = None
    for rung in rungs:
        current = current + 1 if before is not None and rung > before else 1
        before = rung
    return current


# %% tags=["mistake"] mistake="compared-at-the-fall"
"""
A climb that lasts until the end of the path is lost: your function compares with the best only when a run is broken
off. Compare once more after the loop, or in every round.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(1, len(rungs)):
        if rungs[place] > rungs[place - 1]:
            current += 1
        else:
            best = max(best, current)
            current = 1
    return best


# %% tags=["mistake"] mistake="by-one-rung"
"""
You let a climb go on only where the next measure is exactly one rung higher. Any higher rung will do: compare with `>`.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] == rungs[place - 1] + 1 else 1
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="height-of-the-climb"
"""
You measured how many rungs the climb goes up, from its first measure to its last. On a ladder the distances mean nothing:
count the measures.
"""


def longest_climb(rungs):
    best = 0
    for place, rung in enumerate(rungs):
        if not place or rung <= rungs[place - 1]:
            start = rung
        best = max(best, rung - start)
    return best


# %% tags=["mistake"] mistake="compared-with-the-first"
"""
Each measure is compared with the first one of the path, or of the climb. To climb is to go higher than the measure just
before: set that one anew in every round.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    before = rungs[0]
    for rung in rungs[1:]:
        if rung > before:
            current += 1
        else:
            current = 1
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="begins-at-zero"
"""
After a fall your count begins again at 0, and with it the first measure of the next climb is lost. One measure alone is a
climb of 1: begin again at 1.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] > rungs[place - 1] else 0
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="downwards"
"""
You count measures that each stand *lower* than the one before it. To climb is to go higher: turn the comparison round.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] < rungs[place - 1] else 1
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="number-of-climbs"
"""
You count how many climbs there are. The question is how long the longest one is: count the measures within a climb.
"""


def longest_climb(rungs):
    climbs = 0
    for place in range(1, len(rungs)):
        rises = rungs[place] > rungs[place - 1]
        if rises and (place == 1 or rungs[place - 1] <= rungs[place - 2]):
            climbs += 1
    return climbs


# %% tags=["mistake"] mistake="the-climb-itself"
"""
You return the climb itself, a list. The task asks how many measures it has: `len` of it.
"""


def longest_climb(rungs):
    best, current = [], []
    for rung in rungs:
        current = [*current, rung] if current and rung > current[-1] else [rung]
        if len(current) > len(best):
            best = current
    return best


# %% tags=["mistake"] mistake="a-rung-of-the-climb"
"""
You return a rung of the climb. The task asks how many measures the climb has: `len` of it, and not one of its entries.
"""


def longest_climb(rungs):
    best, current = [], []
    for rung in rungs:
        current = [*current, rung] if current and rung > current[-1] else [rung]
        if len(current) > len(best):
            best = current
    return best[0] if best else 0


# %% tags=["mistake"] mistake="rises-anywhere"
"""
You count the rises of the whole path, wherever they are. After a fall a new climb begins: set the count back, keep
the longest, and count measures, of which a climb has one more than rises.
"""


def longest_climb(rungs):
    return sum(after > before for before, after in zip(rungs, rungs[1:], strict=False))


# %% tags=["mistake"] mistake="always-one"
"""
Every path comes out as 1, so a count never grows, or the longest is never replaced. To add is `+= 1` (`=+ 1` puts a
plain 1 in its place); and in every round the longest so far is compared with the climb you are in.
"""


def longest_climb(rungs):
    longest = current = 1 if rungs else 0
    for place in range(1, len(rungs)):
        current = current + 1 if rungs[place] > rungs[place - 1] else 1
    return longest


# %% tags=["mistake"] mistake="last-before-first"
"""
For the first measure, `rungs[i - 1]` is `rungs[-1]`, the last of the list, which was not before it. Begin the places
at 1, `range(1, len(rungs))`.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(len(rungs)):
        current = current + 1 if rungs[place] > rungs[place - 1] else 1
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="latest-climb"
"""
You keep the *latest* climb of two measures or more, and not the longest: in 4, 7, 9, 6, 8 the second takes the place of the
first. Keep the larger of the two, `best = max(best, current)`.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(1, len(rungs)):
        if rungs[place] > rungs[place - 1]:
            current += 1
            best = current
        else:
            current = 1
    return best


# %% tags=["mistake"] mistake="level-goes-on"
"""
In your function only a fall ends a climb. A measure on the same rung is no higher one: in 4, 7, 7, 9 the second 7 begins a
new climb. Whatever is not higher sets the count back to 1.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    for place in range(1, len(rungs)):
        if rungs[place] > rungs[place - 1]:
            current += 1
        elif rungs[place] < rungs[place - 1]:
            current = 1
        best = max(best, current)
    return best


# %% tags=["mistake"] mistake="three-at-most"
"""
No climb of yours has more than three measures. A climb goes on as long as each measure is higher than the one before: count
on, `current += 1`, and look at one neighbour only.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = 1
    for place in range(1, len(rungs)):
        if rungs[place] > rungs[place - 1]:
            best = max(best, 2)
            if place + 1 < len(rungs) and rungs[place + 1] > rungs[place]:
                best = 3
    return best


# %% tags=["mistake"] mistake="higher-than-all-before"
"""
Each measure is compared with the *highest* so far, so that after a fall a rise counts only above that. Compare it with the one just before:
the name that holds that one gets the new measure in every round, higher or not.
"""


def longest_climb(rungs):
    if not rungs:
        return 0
    best = current = 1
    high = rungs[0]
    for rung in rungs[1:]:
        if rung > high:
            current += 1
            high = rung
        else:
            current = 1
        best = max(best, current)
    return best


# %% tags=["alternative"]
def longest_climb(rungs):
    ends = [0]
    for place in range(len(rungs)):
        ends.append(ends[-1] + 1 if place and rungs[place] > rungs[place - 1] else 1)
    return max(ends)


# %% [markdown] tags=["after"]
# {int((paths.map(longest_climb) > 2).sum())} of {len(paths)} pairs have a climb of more than two measures, and the rule for equal dates even flatters climbs. In this table a quarrel that keeps climbing is the exception.

# %% [markdown] tags=["hint"]
# Walk through the list with two numbers: the length of the climb you are in, and the longest one so far.

# %% [markdown] tags=["hint"]
# In each round: if this measure is higher than the one before, the climb is one longer, else it is 1 again. Then `max` of the longest so far and this one. Go through `[4, 7, 5, 6, 8]` on paper and write both numbers down in each round. `for rung in rungs` gives the rungs themselves; places in the list come from `range(1, len(rungs))`.

# %% [markdown] tags=["task"] task="both-sides" kind="written" points=3 objective="LO2.5"
# ## The strongest case for each side
#
# On 23 February 2026 the French foreign ministry ended the US ambassador's direct access to members of the government.
# Did the measure keep to the Vienna Convention?
#
# In 150 to 250 words give the strongest argument **that it did** and the strongest argument **that it did not**, each
# with the articles it rests on. Then say which one you find stronger, how sure you are, and which single fact would
# change your mind. Write each argument so that its own side would sign it.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or one that takes the measure for a persona non grata, a recall or a break.
# - **1** One side only, or both sides without an article.
# - **2** Both sides with articles, but one is a straw man, or the limits of the measure (ministers only, ministry open, post kept) are missing.
# - **3** Both sides at their strongest with fitting articles (41(2), and 9 or 11 for the greater power; 25 and 3(1)(c) against), tied to what was and was not closed; law and courtesy are kept apart.
# - **4** As 3, and a reasoned conclusion with a stated confidence, a fact that would change it, and a word on what cannot be known here (how the measure was applied, when it ended, or that the texts do not settle it).

# %% [markdown] tags=["model"] level=4
# **It kept to the Convention.** No article gives an ambassador a right to see ministers. Article 41(2) sends official
# business to or through the foreign ministry, and that door stayed open: the ministry said that he could be received,
# and its minister took his call on the next day. France could have gone much further under article 9, without reasons,
# so a lesser step that left him in post is hard to call unlawful. **It did not.** Article 25 promises full facilities
# for the work of a mission, and article 3(1)(c) names negotiation with the government, not with one ministry. A
# mission whose head no minister may see is hampered by the host's own order, as a penalty for a matter of courtesy:
# nothing in the Convention makes an answer to a summons a condition of access.
# I find the first argument stronger, with medium confidence, because the channel named in 41(2) was not touched
# and the step was to end with an explanation. The second would win if records showed that officials of the foreign
# ministry, too, had refused the embassy's business. I cannot see how the order was applied, or when it was lifted; and
# the Convention does not say in so many words how far facilities reach, so this is a reading and not a ruling.

# %% [markdown] tags=["model"] level=2
# France was allowed to do this. Under article 41(2) all official business goes through the foreign ministry, so the
# ambassador had no right to meet ministers in the first place. Under article 9 France could even have declared him
# persona non grata without giving a reason, which would have been much worse. The United States could say that article
# 25 gives its embassy full facilities and that France broke this. But this argument is weak, because the ambassador
# had been impolite and had not come when he was called, so he had only himself to blame. In my opinion France was
# right and the measure was lawful.

# %% [markdown] tags=["model"] level=1
# It was lawful because every country can decide whom its ministers want to meet, and nobody can force a minister to
# open the door. Ambassadors have to follow the rules of the host country and show respect for it. He did not come when
# he was called, so France reacted, as any other country would have done in its place.

# %% [markdown] tags=["model"] level=3
# **It kept to the Convention.** Article 41(2) sends official business to or through the foreign ministry, and that door
# stayed open: only members of the government were closed to him, he kept his post, and the minister took his call on the next day.
# Under article 9 France could have sent him away without reasons, so a lesser step is hard to call unlawful. **It did not.**
# Article 25 promises full facilities for the work of a mission, and article 3(1)(c) names negotiation with the government, not
# with one ministry. Not to come when summoned is a matter of courtesy and no breach of law, so an order that keeps a head of
# mission from every minister as a penalty for it hampers the mission. I find the first argument stronger.

# %% [markdown] tags=["model"] level=0
# France broke off relations and sent the ambassador home, as article 9 of the Vienna Convention allows.
# Whoever is persona non grata has no rights any more, so the question does not arise.

# %% [markdown] tags=["hint"]
# Begin with what was closed and what stayed open. For the other side, ask what article 25 would be worth if every host did the same.

# %% [markdown] tags=["closing"]
# ## What next
#
# A ladder orders acts; it does not say how often they happen. Chapter 3 counts: was there really nothing like this
# between allies since 1982? Take your chart of the rungs with you, and the question what a collection of public
# ruptures cannot show.
