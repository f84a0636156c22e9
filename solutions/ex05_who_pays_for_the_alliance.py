# %% [markdown] tags=["header"] exercise="ex05" chapter=5 minutes=125 points=20
# # Exercise 5 · Who pays for the alliance?
#
# The article says that the allies are at odds over defence spending (claim C30).
# You will count who meets the guideline, average burdens in two ways, measure how far apart they lie,
# and ask whether large allies still carry more than small ones.
#
# - **LO5.1** Count the members that meet a guideline, on a stated base and in years that can be compared.
# - **LO5.2** Compute a ratio of sums and a mean of ratios, and say which question each of them answers.
# - **LO5.3** Measure convergence with the coefficient of variation, and name what it hides.
# - **LO5.4** Compute Spearman's rank correlation, ties included, with and without one member.
# - **LO5.5** Judge what burdens show, and what they cannot show, about a quarrel over who pays.
#
# Read first: [chapter 5](../book/alliance-cohesion/who-pays-for-the-alliance.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

nato_defence = load("nato_defence")  # % of GDP, 2014 to 2025
economy = load("economy")  # GDP, 1960 to 2023
burden_history = load("burden_history")  # % of GDP, 1960 to 1990

describe("nato_defence", "economy", "burden_history")

# %% [markdown] tags=["task"] task="members-at-guideline" kind="table" points=2 objective="LO5.1"
# ## Count the members at two per cent
#
# NATO's guideline of 2006 was to spend 2 % of GDP or more on defence. In 2014 those below it agreed on the aim to move
# towards it within ten years. How many were at or above it, year by year, and of how many?
#
# Make a DataFrame with the columns `year` (2014 to 2024), `members` and `met`:
#
# - `members` is the base, the number of **members in that year** with a row: where `member == 0` a state had not yet joined;
# - `met` is the number of these at or above 2. Compare the numbers as they are in the table, unrounded.
#
# Leave 2025 out. The year may be a column or the index.
#
# A guideline is a threshold. What you count, and among whom, is the whole result.

# %% tags=["answer"]
members_at_guideline = (
    # BEGIN SOLUTION
    nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
    .assign(met=lambda rows: rows["pct_gdp"] >= 2)
    .groupby("year")
    .agg(members=("met", "size"), met=("met", "sum"))
    # END SOLUTION
)

# %% tags=["mistake"] mistake="everyone-in-the-table"
"""Your base is 31 in every year: it holds states that had not yet joined, such as Finland before 2023. None of them was at 2 per cent, so the count is right by luck; the share would be too low. Keep the rows with `member == 1`."""
by_year = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"]
members_at_guideline = pd.DataFrame({"members": by_year.size(), "met": by_year.agg(lambda x: (x >= 2).sum())})

# %% tags=["mistake"] mistake="iceland-in-the-base"
"""`met` is right, and `members` is one too many in each year: `economy` counts Iceland, which has no forces and no row in `nato_defence`. Count the rows of `nato_defence` in both columns."""
allies = economy[(economy["nato_member"] == 1) & economy["year"].between(2014, 2024)]
at_or_above = nato_defence[(nato_defence["member"] == 1) & (nato_defence["pct_gdp"] >= 2)]
members_at_guideline = pd.DataFrame(
    {"members": allies.groupby("year").size(), "met": at_or_above.groupby("year").size().loc[:2024]}
)

# %% tags=["mistake"] mistake="with-2025"
"""2025 is in your table. It holds 18 members for that year, those whose number could be found, and all 18 are at the guideline. That is what selection looks like, not success. Stop at 2024."""
by_year = nato_defence[nato_defence["member"] == 1].groupby("year")["pct_gdp"]
members_at_guideline = pd.DataFrame({"members": by_year.size(), "met": by_year.agg(lambda x: (x >= 2).sum())})

# %% tags=["mistake"] mistake="rounded-first"
"""You rounded before comparing, so a member at 1.95 was lifted over the line. A threshold is only as sharp as the numbers you hold against it: compare first, and round when you print."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
by_year = rows.assign(pct_gdp=rows["pct_gdp"].round(1)).groupby("year")["pct_gdp"]
members_at_guideline = pd.DataFrame({"members": by_year.size(), "met": by_year.agg(lambda x: (x >= 2).sum())})

# %% tags=["mistake"] mistake="base-of-those-who-met"
"""Both columns are the same: you kept the rows at 2 or more first, and counted the base among them. Then everybody has always met it. Count the members before you filter on the share."""
rows = nato_defence.query("member == 1 and year <= 2024 and pct_gdp >= 2").groupby("year")["pct_gdp"]
members_at_guideline = pd.DataFrame({"members": rows.size(), "met": rows.size()})

# %% tags=["mistake"] mistake="share-of-members"
"""The base is right, and `met` is the share of members, since the mean of true and false is a share. A share is often the better number, as the alliance grew. Here the task asks for the count beside its base: use sum in the place of mean."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
met = (rows["pct_gdp"] >= 2).groupby(rows["year"])
members_at_guideline = pd.DataFrame({"members": met.size(), "met": met.mean()})

# %% tags=["mistake"] mistake="line-at-a-fraction"
"""The base is right, and by your count every member met the guideline in every year. `pct_gdp` is in per cent, so that 2 % is the number 2 there and not 0.02. Or did you count the rows where the sum of the comparison was meant?"""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
met = (rows["pct_gdp"] >= 0.02).groupby(rows["year"])
members_at_guideline = pd.DataFrame({"members": met.size(), "met": met.sum()})

# %% tags=["mistake"] mistake="nobody-met"
"""The base is right, and by your count no member met the guideline in any year. The comparison holds nowhere: `pct_gdp` is in per cent, so that the line is the number 2, and a member above it has met the guideline too, so compare with `>=`."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
met = (rows["pct_gdp"] >= 20).groupby(rows["year"])
members_at_guideline = pd.DataFrame({"members": met.size(), "met": met.sum()})

# %% tags=["mistake"] mistake="mean-share"
"""The base is right, and `met` is the mean of the shares. The task asks how many members are at 2 or more: compare each share with 2 first, then add up the truth values."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
by_year = rows.groupby("year")["pct_gdp"]
members_at_guideline = pd.DataFrame({"members": by_year.size(), "met": by_year.mean()})

# %% tags=["mistake"] mistake="shares-added-up"
"""The base is right, and `met` adds up the shares of those who met the guideline. The task asks how many they are: add up the truth values of the comparison."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
by_year = rows["pct_gdp"].where(rows["pct_gdp"] >= 2).groupby(rows["year"])
members_at_guideline = pd.DataFrame({"members": by_year.size(), "met": by_year.sum()})

# %% tags=["mistake"] mistake="cut-off-first"
"""The base is right. You cut the shares off to whole numbers before comparing, or compared with a higher line: a member at 2.4 has met the guideline. Compare with 2, as the numbers stand."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
met = (rows["pct_gdp"].astype(int) > 2).groupby(rows["year"])
members_at_guideline = pd.DataFrame({"members": met.size(), "met": met.sum()})

# %% tags=["mistake"] mistake="crosstab-as-it-is"
"""The counts are right, and they are not yet the two that the task names. In your crosstab `True` holds those who met the guideline, which is `met`; `False` holds those who did not, and `members` is both together: add the two columns up, `.sum(axis=1)`, and give the result the names of the task."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
members_at_guideline = pd.crosstab(rows["year"], rows["pct_gdp"] >= 2)

# %% tags=["mistake"] mistake="the-others-as-base"
"""`met` is right, and `members` holds those who did not meet the guideline. The base is all members of the year, both together."""
rows = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2024)]
met = (rows["pct_gdp"] >= 2).groupby(rows["year"])
members_at_guideline = pd.DataFrame({"members": met.size() - met.sum(), "met": met.sum()})

# %% tags=["alternative"]
rows = []
for year in range(2014, 2025):
    members = nato_defence.query("member == 1 and year == @year")
    rows.append({"met": (members["pct_gdp"] >= 2).sum(), "year": year, "members": len(members)})
members_at_guideline = pd.DataFrame(rows)

# %% [markdown] tags=["hint"]
# A comparison gives True and False: their sum is a count, their size the base. Filter first, then group by year, and lay the two side by side.

# %% [markdown] tags=["hint"]
# Filter on `member` and `year`; add a column that is True where `pct_gdp >= 2`; group by `year`. Of that one column `size` gives the base and `sum` the count.

# %% [markdown] tags=["after"]
# From 3 of 27 in 2014 to 18 of 31 in 2024. Only the base shows the filter on `member` here, as no state met the guideline
# before it joined; and two more members would meet it in 2024 if one rounded first.

# %% [markdown] tags=["task"] task="two-averages" kind="value" points=3 objective="LO5.2"
# ## One alliance, two averages
#
# "NATO spends so much of its GDP on defence" can mean two things.
# The *mean of members* counts every member once. The *ratio of sums* puts all the money over all the GDP, so a large economy counts for more.
#
# Take the **members in 2023**. Join `nato_defence` to `economy` on `iso3` and `year`.
# A member's money is its share of its GDP: use `gdp_musd` of 2023.
#
# Keep a dict with four numbers, all in per cent of GDP and unrounded:
# `"mean, all"`, `"ratio, all"`, `"mean, without USA"` and `"ratio, without USA"`.
#
# Look at which of the two is larger with the United States, and which without.

# %% tags=["answer"]
# BEGIN SOLUTION
in_2023 = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
in_2023 = in_2023.merge(economy, on=["iso3", "year"])
others = in_2023[in_2023["iso3"] != "USA"]
# END SOLUTION
two_averages = (
    # BEGIN SOLUTION
    {
        "mean, all": in_2023["pct_gdp"].mean(),
        "ratio, all": (in_2023["pct_gdp"] * in_2023["gdp_musd"]).sum() / in_2023["gdp_musd"].sum(),
        "mean, without USA": others["pct_gdp"].mean(),
        "ratio, without USA": (others["pct_gdp"] * others["gdp_musd"]).sum() / others["gdp_musd"].sum(),
    }
    # END SOLUTION
)

# %% tags=["mistake"] mistake="iceland-below-the-line"
"""Below the line stands the GDP of states without a burden above it: Iceland is a member, and has no forces and no row there. The join was told to keep rows of `economy` that have no partner in `nato_defence`: keep those that both have, as `merge` does by itself."""
burdens = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
members = economy[(economy["year"] == 2023) & (economy["nato_member"] == 1)]
joined = members.merge(burdens, on=["iso3", "year"], how="left")
others = joined[joined["iso3"] != "USA"]
two_averages = {
    "mean, all": joined["pct_gdp"].mean(),
    "ratio, all": (joined["pct_gdp"] * joined["gdp_musd"]).sum() / joined["gdp_musd"].sum(),
    "mean, without USA": others["pct_gdp"].mean(),
    "ratio, without USA": (others["pct_gdp"] * others["gdp_musd"]).sum() / others["gdp_musd"].sum(),
}

# %% tags=["mistake"] mistake="all-states-below-the-line"
"""Below the line stands the GDP of states without a burden above it: all states of the year in `economy`, members or not. The join was told to keep rows of `economy` that have no partner in `nato_defence`: keep those that both have, as `merge` does by itself."""
burdens = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
states_of_2023 = economy[economy["year"] == 2023]
joined = states_of_2023.merge(burdens, on=["iso3", "year"], how="left")
others = joined[joined["iso3"] != "USA"]
two_averages = {
    "mean, all": joined["pct_gdp"].mean(),
    "ratio, all": (joined["pct_gdp"] * joined["gdp_musd"]).sum() / joined["gdp_musd"].sum(),
    "mean, without USA": others["pct_gdp"].mean(),
    "ratio, without USA": (others["pct_gdp"] * others["gdp_musd"]).sum() / others["gdp_musd"].sum(),
}

# %% tags=["mistake"] mistake="everyone-in-the-table"
"""One state too many: Sweden is in the table for 2023 and joined in March 2024. Rows with member equal to 0 were not yet in the alliance. Keep the members of that year, then average."""
rows = nato_defence[nato_defence["year"] == 2023].merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="no-row-left"
"""No row is left, so there is nothing to average (NaN). `member` holds the numbers 1 and 0 and `year` whole numbers, not text: compare with `== 1` and `== 2023`, and look at what each filter leaves."""
two_averages = dict.fromkeys(["mean, all", "ratio, all", "mean, without USA", "ratio, without USA"], np.nan)

# %% tags=["mistake"] mistake="swapped"
"""You have all four numbers, but under each other's names. The mean of members is the mean of the column pct_gdp, one vote each. The ratio of sums needs GDP: money over income."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "ratio, all": rows["pct_gdp"].mean(),
    "mean, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "ratio, without USA": europe["pct_gdp"].mean(),
    "mean, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="weighted-by-people"
"""Your weights are people, so this is the burden of a typical inhabitant's state. It is a third question, and a good one. A ratio of sums divides money by GDP, so that the weights are GDP: use gdp_musd."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["population"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["population"]),
}

# %% tags=["mistake"] mistake="all-fractions"
"""All four are fractions, and the task asks for per cent of GDP: 0.02 is 2. Multiply by 100, or leave the shares as they are in the table."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean() / 100,
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]) / 100,
    "mean, without USA": europe["pct_gdp"].mean() / 100,
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]) / 100,
}

# %% tags=["mistake"] mistake="fraction-not-per-cent"
"""The two ratios are fractions and the two means are per cent. You divided the shares by 100 to get money, which is right, and the quotient then needs the factor 100 again. Keep one unit in one table."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
rows["money"] = rows["pct_gdp"] / 100 * rows["gdp_musd"]
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": rows["money"].sum() / rows["gdp_musd"].sum(),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": europe["money"].sum() / europe["gdp_musd"].sum(),
}

# %% tags=["mistake"] mistake="year-before"
"""These are the four numbers of 2022. The task asks for the members in 2023: compare `year` with 2023, and join on `iso3` and `year`."""
rows = nato_defence[(nato_defence["year"] == 2022) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="year-after"
"""These are the members of 2024, whose GDP is missing in `economy`, and a ratio of nothing to nothing is NaN. The task asks for the members in 2023."""
rows = nato_defence[(nato_defence["year"] == 2024) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"], how="left")
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": (rows["pct_gdp"] * rows["gdp_musd"]).sum() / rows["gdp_musd"].sum(),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": (europe["pct_gdp"] * europe["gdp_musd"]).sum() / europe["gdp_musd"].sum(),
}

# %% tags=["mistake"] mistake="money-itself"
"""The means are right. In place of the ratios stands the money itself, added up: divide it by the sum of the GDP."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": (rows["pct_gdp"] * rows["gdp_musd"]).sum(),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": (europe["pct_gdp"] * europe["gdp_musd"]).sum(),
}

# %% tags=["mistake"] mistake="every-year"
"""All years are in your four numbers. Keep the rows of 2023 before you average: one row for each member."""
rows = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
rows = rows.dropna(subset=["gdp_musd"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="gdp-of-every-year"
"""The means are right. In the ratios each member stands once for every year of `economy`: you joined on `iso3` alone. Join on `iso3` *and* `year`, so that its GDP of 2023 is used."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)].drop(columns="year")
rows = rows.merge(economy, on="iso3").dropna(subset=["gdp_musd"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows.drop_duplicates("iso3")["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe.drop_duplicates("iso3")["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="gdp-of-all-below"
"""Three of four are right. In `ratio, without USA` the money is that of the others, and the GDP below is still that of all: take both from the same table, the one without the United States."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": (europe["pct_gdp"] * europe["gdp_musd"]).sum() / rows["gdp_musd"].sum(),
}

# %% tags=["mistake"] mistake="usa-still-in"
"""Each number without the United States equals the one with it: nothing was left out. Keep the rows where `iso3` is not `USA`, and compute both numbers from these."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="canada-out-too"
"""The two numbers for all are right. For the others you left out Canada too: the task leaves out the United States alone."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[~rows["iso3"].isin(["USA", "CAN"])]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="usa-alone"
"""The two numbers for all are right. The other two are those of the United States alone: the condition is turned round, use `!=`."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] == "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="divided-row-by-row"
"""The means are right. In the ratios you multiplied by GDP and divided by it row by row, so that it cancels and only the sum of the shares is left. Add up the money and add up the GDP first, and divide once."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": (rows["pct_gdp"] * rows["gdp_musd"] / rows["gdp_musd"]).sum(),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": (europe["pct_gdp"] * europe["gdp_musd"] / europe["gdp_musd"]).sum(),
}

# %% tags=["mistake"] mistake="shares-over-gdp"
"""The means are right. In the ratios the sum of the *shares* stands over the sum of GDP. A member's money is its share times its GDP: multiply in each row, then add up."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].mean(),
    "ratio, all": rows["pct_gdp"].sum() / rows["gdp_musd"].sum(),
    "mean, without USA": europe["pct_gdp"].mean(),
    "ratio, without USA": europe["pct_gdp"].sum() / europe["gdp_musd"].sum(),
}

# %% tags=["mistake"] mistake="medians"
"""The ratios are right, and the two means are medians. The mean of members gives each of them one vote: use `mean`."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": rows["pct_gdp"].median(),
    "ratio, all": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
    "mean, without USA": europe["pct_gdp"].median(),
    "ratio, without USA": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
}

# %% tags=["mistake"] mistake="exchanged-with-usa"
"""All four numbers are there. What belongs to all members stands under the names without the United States, and the other way round."""
rows = nato_defence[(nato_defence["year"] == 2023) & (nato_defence["member"] == 1)]
rows = rows.merge(economy, on=["iso3", "year"])
europe = rows[rows["iso3"] != "USA"]
two_averages = {
    "mean, all": europe["pct_gdp"].mean(),
    "ratio, all": np.average(europe["pct_gdp"], weights=europe["gdp_musd"]),
    "mean, without USA": rows["pct_gdp"].mean(),
    "ratio, without USA": np.average(rows["pct_gdp"], weights=rows["gdp_musd"]),
}

# %% tags=["alternative"]
joined = nato_defence.merge(economy, on=["iso3", "year"]).query("year == 2023 and member == 1")
joined["money"] = joined["pct_gdp"] / 100 * joined["gdp_musd"]
two_averages = {}
for name, part in [("all", joined), ("without USA", joined.query("iso3 != 'USA'"))]:
    two_averages[f"mean, {name}"] = float(part["pct_gdp"].mean())
    two_averages[f"ratio, {name}"] = 100 * part["money"].sum() / part["gdp_musd"].sum()

# %% [markdown] tags=["hint"]
# Money is share times GDP. Add up the money, add up the GDP, and divide once, at the end.

# %% [markdown] tags=["hint"]
# Make one table of the members of 2023, joined on `iso3` and `year`, and a second one of its rows where `iso3` is not `USA`. Each gives a mean of `pct_gdp` and a ratio of two sums.

# %% [markdown] tags=["after"]
# With the United States the ratio is above the mean, without it below: one large member with a high burden pulls it up,
# several large ones with low burdens pull it down. Ask which average a sentence means.

# %% [markdown] tags=["task"] task="convergence" kind="table" points=2 objective="LO5.3"
# ## Do the burdens converge?
#
# If the allies come to agree on spending, their burdens should move closer together.
# The coefficient of variation measures spread relative to the mean: the standard deviation divided by the mean.
#
# Make a Series: `year` (the index, 2014 to 2024) → coefficient of variation of `pct_gdp`.
# Use **all 31 states of the table in every year**, also before they joined:
# with the same states throughout, no accession can move the number.
# Use the sample standard deviation, which is what `.std()` of pandas gives. Do not round.
#
# Look at the standard deviation as well: does it tell the same story?

# %% tags=["answer"]
convergence = (
    # BEGIN SOLUTION
    nato_defence[nato_defence["year"] <= 2024]
    .groupby("year")["pct_gdp"]
    .agg(lambda shares: shares.std() / shares.mean())
    # END SOLUTION
)

# %% tags=["mistake"] mistake="standard-deviation"
"""This is the standard deviation, in points of GDP. It grew a little while the mean grew a lot. To compare the spread of years with different levels, divide it by the mean of the same year."""
convergence = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"].std()

# %% tags=["mistake"] mistake="population-formula"
"""You divided by n and not by n minus 1: numpy does so unless told otherwise, pandas does not. The difference is small and the direction the same, but two people must be able to reproduce each other's number. Use the sample formula."""
convergence = (
    nato_defence[nato_defence["year"] <= 2024]
    .groupby("year")["pct_gdp"]
    .agg(lambda shares: np.std(shares.to_numpy()) / shares.mean())
)

# %% tags=["mistake"] mistake="members-of-the-year"
"""You kept the members of each year. That is the right base for counting members, and here it lets each accession move the spread: four states joined between 2017 and 2024. To see whether states change, hold the states fixed."""
convergence = (
    nato_defence[(nato_defence["year"] <= 2024) & (nato_defence["member"] == 1)]
    .groupby("year")["pct_gdp"]
    .agg(lambda shares: shares.std() / shares.mean())
)

# %% tags=["mistake"] mistake="in-per-cent"
"""You multiplied by 100. The coefficient has no unit, as a percentage divided by a percentage is a plain number, and the task asks for it as it is."""
grouped = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"]
convergence = 100 * grouped.std() / grouped.mean()

# %% tags=["mistake"] mistake="with-2025"
"""2025 is still in. It has other states than the years before, 18 of the 31, so its spread cannot be compared with theirs. Stop at 2024."""
grouped = nato_defence.groupby("year")["pct_gdp"]
convergence = grouped.std() / grouped.mean()

# %% tags=["mistake"] mistake="those-of-2025"
"""You kept the 18 states that have a row for 2025, those whose number could be found. The task takes all 31 states of the table in every year: keep the years up to 2024, and no choice of states."""
chosen = nato_defence.loc[nato_defence["year"] == 2025, "iso3"]
rows = nato_defence[(nato_defence["year"] <= 2024) & nato_defence["iso3"].isin(chosen)]
grouped = rows.groupby("year")["pct_gdp"]
convergence = grouped.std() / grouped.mean()

# %% tags=["mistake"] mistake="without-usa"
"""The United States is missing. The task takes all 31 states of the table in every year: leave that filter out."""
rows = nato_defence[(nato_defence["year"] <= 2024) & (nato_defence["iso3"] != "USA")]
grouped = rows.groupby("year")["pct_gdp"]
convergence = grouped.std() / grouped.mean()

# %% tags=["mistake"] mistake="mean-of-all-years"
"""The standard deviation of each year is divided by one mean, that of all years together. Divide it by the mean of the same year: both from the same groups."""
rows = nato_defence[nato_defence["year"] <= 2024]
convergence = rows.groupby("year")["pct_gdp"].std() / rows["pct_gdp"].mean()

# %% tags=["mistake"] mistake="upside-down"
"""The ratio stands upside down: these are means divided by standard deviations. Spread relative to the mean has the standard deviation above."""
grouped = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"]
convergence = grouped.mean() / grouped.std()

# %% tags=["mistake"] mistake="variance"
"""You divided the variance by the mean, and not the standard deviation: `std` is the root of `var`."""
grouped = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"]
convergence = grouped.var() / grouped.mean()

# %% tags=["mistake"] mistake="standard-error"
"""You divided the standard *error* by the mean. The task asks for the spread of the states themselves: `std`."""
grouped = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"]
convergence = grouped.sem() / grouped.mean()

# %% tags=["mistake"] mistake="range"
"""You took the distance from the smallest to the largest share. The coefficient of variation has the standard deviation above the mean."""
grouped = nato_defence[nato_defence["year"] <= 2024].groupby("year")["pct_gdp"]
convergence = (grouped.max() - grouped.min()) / grouped.mean()

# %% tags=["mistake"] mistake="by-state"
"""There is one number for each state, over its years. The task compares the states within a year: group by `year`."""
grouped = nato_defence[nato_defence["year"] <= 2024].groupby("iso3")["pct_gdp"]
convergence = grouped.std() / grouped.mean()

# %% tags=["alternative"]
wide = nato_defence.pivot(index="iso3", columns="year", values="pct_gdp").drop(columns=2025)
convergence = wide.std() / wide.mean()

# %% [markdown] tags=["hint"]
# Group by year, then divide two summaries of the same group: a standard deviation and a mean.

# %% [markdown] tags=["hint"]
# Keep every state of the table: the only condition is on the year, and none on `member` or `iso3`. Look at `.size()` of your groups: each has 31.

# %% [markdown] tags=["after"]
# The coefficient falls from 0.44 to 0.30 while the standard deviation rises from 0.60 to 0.65: closer relative to a
# higher mean, not in points of GDP. Leave out the six states near Russia and the United States, and both fall.

# %% [markdown] tags=["task"] task="spearman-rho" kind="function" points=4 objective="LO5.4"
# ## Spearman's rank correlation, by hand
#
# Do larger economies carry larger burdens? GDP runs from a few billion dollars to many trillion, so one giant would decide Pearson's correlation alone.
# Spearman's rho asks only for order: replace each value by its rank, then take Pearson's correlation of the ranks.
#
# Complete `spearman_rho(x, y)`.
#
# - `x` and `y` are lists of numbers of the same length, paired by position.
# - Equal values share the mean of the ranks they take up: 10, 20, 20, 30 have ranks 1, 2.5, 2.5, 4.
# - Return a float, unrounded. If all values of `x`, or all of `y`, are the same, return `float("nan")`.
#
# Write it with pandas or numpy; what a library has ready is taken too. The course's own function is not: it is there to compare with afterwards.
#
# For example, with the result rounded for you to see:
#
# ```python
# >>> spearman_rho([10, 20, 20, 30], [1, 3, 2, 4])
# 0.9487
# ```


# %% tags=["answer"]
def spearman_rho(x, y):
    """Spearman's rank correlation of two lists, with mean ranks for ties."""
    # BEGIN SOLUTION
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y))
    # END SOLUTION


# %% tags=["probes"]
[
    ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]),
    ([7, 500, 20, 90000, 60, 3], [1.5, 2.5, 1.0, 3.4, 2.9, 1.2]),
    ([1, 2, 2, 4, 5, 5], [3, 1, 1, 2, 6, 5]),
    ([1, 2, 3, 4], [8, 5, 6, 1]),
    ([3, 1, 2], [9, 9, 9]),
    ([4, 1, 7], [4, 1, 7]),
    ([3, 1, 5, 3], [1, 2, 4, 3]),
    ([2, 2, 2, 5], [4, 1, 3, 2]),
    ([1, 2, 1, 2], [4, 1, 3, 2]),
]

# %% tags=["mistake"] mistake="pearson"
"""This is Pearson's correlation of the values themselves, so one very large value decides it. Rank both lists first, then correlate the ranks."""


def spearman_rho(x, y):
    x, y = pd.Series(x, dtype=float), pd.Series(y, dtype=float)
    if x.nunique() == 1 or y.nunique() == 1:
        return float("nan")
    return float(x.corr(y))


# %% tags=["mistake"] mistake="short-formula"
"""You used the short formula with squared differences of ranks. It holds only when no two values are equal; with ties it drifts away. Take Pearson's correlation of the mean ranks, which holds always."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    n = len(ranks_x)
    return float(1 - 6 * ((ranks_x - ranks_y) ** 2).sum() / (n * (n**2 - 1)))


# %% tags=["mistake"] mistake="short-formula-with-nan"
"""You used the short formula with squared differences of ranks. It holds only when no two values are equal; with ties it drifts away. Take Pearson's correlation of the mean ranks, which holds always."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    n = len(ranks_x)
    return float(1 - 6 * ((ranks_x - ranks_y) ** 2).sum() / (n * (n**2 - 1)))


# %% tags=["mistake"] mistake="ties-by-position"
"""Your ranks depend on which of two equal values comes first in the list. Equal values are equal: they share the mean of the ranks they take up. Sorting twice gives no shared ranks; rank() does by default."""


def spearman_rho(x, y):
    ranks_x = np.argsort(np.argsort(x, kind="stable"))
    ranks_y = np.argsort(np.argsort(y, kind="stable"))
    return float(np.corrcoef(ranks_x, ranks_y)[0, 1])


# %% tags=["mistake"] mistake="opposite-directions"
"""The size is right and the sign is not. One list is ranked from the smallest and the other from the largest, as a league table would be. Rank both in the same direction."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank(ascending=False)
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="sign-lost"
"""The size is right and the sign is lost. A correlation below zero says that the two orders run against each other, which is a finding: leave out `abs`."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(abs(ranks_x.corr(ranks_y)))


# %% tags=["mistake"] mistake="zero-for-constant"
"""Nearly there. When one list does not vary there is no order to compare, so the correlation is not zero but undefined. Return not-a-number, so that nobody reads it as 'no link'."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return 0.0
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="same-as-each-other"
"""All is right but for two lists that are alike: there you return not-a-number, and their rho is 1, as both give the same order. That all values of `x` are the same means that `x` holds one value again and again, as [9, 9, 9] does. Ask it of each list by itself: `len(set(x)) == 1`."""


def spearman_rho(x, y):
    if list(x) == list(y):
        return float("nan")
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="first-as-last"
"""All is right but for a list whose first and last value are alike, such as [3, 1, 5, 3]: you return not-a-number, although it varies in between. Look at all of its values, as `len(set(x)) == 1` does."""


def spearman_rho(x, y):
    if x[0] == x[-1] or y[0] == y[-1]:
        return float("nan")
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="first-as-second"
"""All is right but for a list whose first values are alike, such as [2, 2, 2, 5]: you return not-a-number, although it varies later on. Look at all of its values, as `len(set(x)) == 1` does."""


def spearman_rho(x, y):
    if x[0] == x[1] or y[0] == y[1]:
        return float("nan")
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="two-values-as-one"
"""All is right but for a list of two different values, such as [1, 2, 1, 2]: you return not-a-number. Two values have an order, and only one has none: `len(set(x)) == 1`."""


def spearman_rho(x, y):
    if len(set(x)) <= 2 or len(set(y)) <= 2:
        return float("nan")
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="lowest-rank-for-ties"
"""All is right but for equal values: yours take the lowest of the ranks that they take up. The task gives them the mean of these ranks, which `rank()` does by itself."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(method="min"), pd.Series(y).rank(method="min")
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="highest-rank-for-ties"
"""All is right but for equal values: yours take the highest of the ranks that they take up. The task gives them the mean of these ranks, which `rank()` does by itself."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(method="max"), pd.Series(y).rank(method="max")
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="dense-ranks"
"""All is right but for equal values: yours share a rank, and the next value has the very next one. Equal values take up as many ranks as they are, and share the mean of these, which `rank()` does by itself."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(method="dense"), pd.Series(y).rank(method="dense")
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="sorted-once"
"""`argsort` says which value comes first, second, third, and not which rank each value has. `pd.Series(x).rank()` gives ranks, and the mean rank to equal values."""


def spearman_rho(x, y):
    return float(np.corrcoef(np.argsort(x, kind="stable"), np.argsort(y, kind="stable"))[0, 1])


# %% tags=["mistake"] mistake="sorted-lists"
"""You sorted both lists, and with it the pairs are lost: the first of `x` no longer stands beside the first of `y`. Rank the values where they stand."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(sorted(x)).rank(), pd.Series(sorted(y)).rank()
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y))


# %% tags=["mistake"] mistake="covariance"
"""This is the covariance of the ranks. A correlation is that divided by both standard deviations, as `a.corr(b)` gives it."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    return float(ranks_x.cov(ranks_y))


# %% tags=["mistake"] mistake="squared"
"""You squared the correlation, and its sign is lost. The task asks for rho itself."""


def spearman_rho(x, y):
    ranks_x, ranks_y = pd.Series(x).rank(), pd.Series(y).rank()
    if ranks_x.nunique() == 1 or ranks_y.nunique() == 1:
        return float("nan")
    return float(ranks_x.corr(ranks_y)) ** 2


# %% tags=["mistake"] mistake="kendall"
"""This is Kendall's tau, which counts pairs in the same order. Spearman's rho is Pearson's correlation of the ranks."""


def spearman_rho(x, y):
    if len(set(x)) == 1 or len(set(y)) == 1:
        return float("nan")
    pairs = [(a, b) for a in range(len(x)) for b in range(a)]
    signs_x = [np.sign(x[a] - x[b]) for a, b in pairs]
    signs_y = [np.sign(y[a] - y[b]) for a, b in pairs]
    root = (np.square(signs_x).sum() * np.square(signs_y).sum()) ** 0.5
    return float(np.dot(signs_x, signs_y) / root)


# %% tags=["alternative"]
def spearman_rho(x, y):
    def ranks(values):
        return np.array([sum(v < w for v in values) + (sum(v == w for v in values) + 1) / 2 for w in values])

    a, b = ranks(x), ranks(y)
    a, b = a - a.mean(), b - b.mean()
    if not a.any() or not b.any():
        return np.nan
    return (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())


# %% tags=["alternative"]
def spearman_rho(x, y):
    table = pd.DataFrame({"x": list(x), "y": list(y)})
    return table.rank(ascending=False).corr().loc["x", "y"]


# %% [markdown] tags=["hint"]
# `pd.Series(x).rank()` gives mean ranks; `a.corr(b)` gives Pearson's correlation of two Series.

# %% [markdown] tags=["hint"]
# A plain list has no `rank`: make a Series of each first. Before the correlation, ask whether one of the two holds only one value, as `nunique()` tells, and return `float("nan")` then.

# %% [markdown] tags=["after"]
# Ranks make rho deaf to how far ahead the largest is, and like Pearson's coefficient it can miss a link that rises and then
# falls. And a rho below zero is a finding too.

# %% [markdown] tags=["task"] task="rho-since-2014" kind="table" points=3 objective="LO5.4"
# ## Size and burden since 2014
#
# Olson and Zeckhauser (1966) argued that in an alliance the large carry more than their share.
# Then GDP and burden should rank the members alike. Do they today?
#
# Make a DataFrame with the columns `year`, `all_members` and `without_usa`: Spearman's rho of GDP and burden, one row for each year from 2014 to 2023, the last year with GDP in the table.
#
# - Take the members in that year. The burden is `pct_gdp`; GDP is `gdp_musd` of the same year.
# - `without_usa` is computed **afresh** without the United States.
# - Do not round.
#
# The cell below gives you the function of the course, `spearman(x, y)`, so that this task does not hang on the one before.

# %% tags=["given"]
from demarche.measures.rank import spearman

# %% tags=["answer"]
# BEGIN SOLUTION
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    europe_canada = rows[rows["iso3"] != "USA"]
    lines.append(
        {
            "year": year,
            "all_members": spearman(rows["gdp_musd"], rows["pct_gdp"]),
            "without_usa": spearman(europe_canada["gdp_musd"], europe_canada["pct_gdp"]),
        }
    )
# END SOLUTION
rho_since_2014 = (
    # BEGIN SOLUTION
    pd.DataFrame(lines)
    # END SOLUTION
)

# %% tags=["mistake"] mistake="money-not-burden"
"""You correlated GDP with money spent. Large economies spend more money, of course: this comes out near 1 in nearly any alliance, and says nothing about sharing. The burden is money relative to income, which is pct_gdp as it stands."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
joined["money"] = joined["pct_gdp"] * joined["gdp_musd"]
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append([year, spearman(rows["gdp_musd"], rows["money"]), spearman(part["gdp_musd"], part["money"])])
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="not-yet-members"
"""Your rows include states before they joined: Montenegro, North Macedonia, Finland and Sweden. They could not share a burden they had not taken up. Filter on member, then correlate."""
joined = nato_defence.merge(economy, on=["iso3", "year"]).dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(part["gdp_musd"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="pearson"
"""These are Pearson's correlations, in which the United States, far larger than all others, pulls the line towards itself. Compare your two columns and you can see it. Use ranks: that is what spearman does."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append([year, rows["gdp_musd"].corr(rows["pct_gdp"]), part["gdp_musd"].corr(part["pct_gdp"])])
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="without-signs"
"""The sizes are right, and you took the signs away. In some years rho is below zero: there the order runs the other way, if only slightly. Leave `abs` out."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(part["gdp_musd"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"]).abs()

# %% tags=["mistake"] mistake="columns-swapped"
"""The two columns stand under each other's names: rho of all members is under `without_usa`."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(part["gdp_musd"], part["pct_gdp"]), spearman(rows["gdp_musd"], rows["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="europe-only-twice"
"""Both columns are computed without the United States. Compute the first one before you drop it."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined[joined["iso3"] != "USA"].dropna(subset=["gdp_musd"])
lines = [
    [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(rows["gdp_musd"], rows["pct_gdp"])]
    for year, rows in joined.groupby("year")
]
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="gdp-of-one-year"
"""The year column is right. You joined the GDP of one year, 2023, to every year: join on `iso3` *and* `year`, so that each burden stands beside the GDP of its own year."""
latest = economy[economy["year"] == 2023].drop(columns="year")
joined = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2023)]
joined = joined.merge(latest, on="iso3").dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(part["gdp_musd"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="gdp-of-every-year"
"""You joined on `iso3` alone, so that each burden stands beside the GDP of every year of `economy`. Join on `iso3` *and* `year`."""
joined = nato_defence[(nato_defence["member"] == 1) & (nato_defence["year"] <= 2023)]
joined = joined.merge(economy.rename(columns={"year": "then"}), on="iso3").dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(part["gdp_musd"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="gdp-of-everybody"
"""You joined on `year` alone, so that the burden of each member stands beside the GDP of every state, and of such pairs rho is 0. Join on `iso3` *and* `year`: each burden beside the GDP of its own state."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on="year", suffixes=("", "_gdp"))
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(part["gdp_musd"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="usa-alone"
"""`all_members` is right. For `without_usa` your condition keeps the United States alone, and one state has no rank correlation. Turn it round: keep the rows where `iso3` is *not* `USA`, with `!=`."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] == "USA"][["gdp_musd", "pct_gdp"]].rank()
    lines.append([year, spearman(rows["gdp_musd"], rows["pct_gdp"]), part["gdp_musd"].corr(part["pct_gdp"])])
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="usa-still-in"
"""`all_members` is right, and `without_usa` repeats it: the United States is still in. Keep the rows where `iso3` is not `USA` for the second one."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows
    lines.append(
        [year, spearman(rows["gdp_musd"], rows["pct_gdp"]), spearman(part["gdp_musd"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="gdp-per-head"
"""You ranked GDP per head, how rich a member is. The question is how *large* it is: `gdp_musd` as it stands."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
joined["per_head"] = joined["gdp_musd"] / joined["population"]
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["per_head"], rows["pct_gdp"]), spearman(part["per_head"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="all-years-at-once"
"""Every row has the same numbers: the correlation is taken over all years at once. In the loop use the rows of that year, as `groupby("year")` gives them."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
part = joined[joined["iso3"] != "USA"]
all_members = spearman(joined["gdp_musd"], joined["pct_gdp"])
without_usa = spearman(part["gdp_musd"], part["pct_gdp"])
lines = [[year, all_members, without_usa] for year in range(2014, 2024)]
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="ranked-over-all-years"
"""The ranks are taken over all years together. Rank within each year: a member's place is its place among the members of that year."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
joined["x"] = joined["gdp_musd"].rank()
joined["y"] = joined["pct_gdp"].rank()
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append([year, rows["x"].corr(rows["y"]), part["x"].corr(part["y"])])
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="not-ranked-afresh"
"""`all_members` is right. For `without_usa` you kept the ranks that the members have with the United States among them: leave it out first, then rank the others afresh."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
joined["x"] = joined.groupby("year")["gdp_musd"].rank()
joined["y"] = joined.groupby("year")["pct_gdp"].rank()
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append([year, rows["x"].corr(rows["y"]), part["x"].corr(part["y"])])
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["mistake"] mistake="population"
"""You ranked the number of people. Size is GDP here: use `gdp_musd`."""
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
lines = []
for year, rows in joined.groupby("year"):
    part = rows[rows["iso3"] != "USA"]
    lines.append(
        [year, spearman(rows["population"], rows["pct_gdp"]), spearman(part["population"], part["pct_gdp"])]
    )
rho_since_2014 = pd.DataFrame(lines, columns=["year", "all_members", "without_usa"])

# %% tags=["alternative"]
table = nato_defence.query("member == 1 and year <= 2023").merge(economy, on=["iso3", "year"])
columns = {}
for name, part in [("all_members", table), ("without_usa", table.query("iso3 != 'USA'"))]:
    ranks = part.groupby("year")[["gdp_musd", "pct_gdp"]].rank().assign(year=part["year"])
    columns[name] = pd.Series(
        {
            year: np.corrcoef(group["gdp_musd"], group["pct_gdp"])[0, 1]
            for year, group in ranks.groupby("year")
        }
    )
rho_since_2014 = pd.DataFrame(columns).rename_axis("year")

# %% [markdown] tags=["hint"]
# Filter, merge on `iso3` and `year`, drop rows without GDP. Then loop over `groupby("year")` and collect one dict per year.

# %% [markdown] tags=["hint"]
# In each round of the loop: the rows of the year, and of these the ones where `iso3` is not `USA`. `spearman` of each, and `lines.append({...})` inside the loop; the DataFrame after it.

# %% [markdown] tags=["after"]
# From 0.28 in 2014 to about 0 since 2019, and a little lower without the United States. Chance alone gives up to 0.36
# or so either way, in 19 of 20 cases, with thirty members: of an order by size nothing is left to see.

# %% [markdown] tags=["task"] task="rho-cold-war" kind="figure" points=2 objective="LO5.4" marks="line points"
# ## Size and burden in the Cold War
#
# Now look back. `burden_history` holds the members of each year from 1960 to 1990, with `gdp_musd` and `burden_pct`.
# It comes from other sources than NATO's own table, with another definition, so it gets a chart of its own.
#
# Draw Spearman's rho of GDP and burden against the year, as **two lines or two sets of dots**:
# all members, and all members without the United States. Do not round.
#
# Keep the Axes under `rho_cold_war`. Give it a title and label both axes. A legend or labels at the lines help your reader; a year may be
# marked, as with `axvline`. The cell below gives you the function of the course, `spearman(x, y)`.

# %% tags=["given"]
from demarche.measures.rank import spearman

# %% tags=["answer"]
fig, rho_cold_war = plt.subplots(layout="constrained")
# BEGIN SOLUTION


def rho_by_year(table):
    return pd.Series(
        {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    )


everyone = rho_by_year(burden_history)
without_usa = rho_by_year(burden_history[burden_history["iso3"] != "USA"])
rho_cold_war.plot(everyone.index, everyone, label="all members")
rho_cold_war.plot(without_usa.index, without_usa, label="without the United States")
rho_cold_war.set_title("The link between size and burden fades after 1966")
rho_cold_war.set_xlabel("Year")
rho_cold_war.set_ylabel("Spearman's rho of GDP and burden")
rho_cold_war.legend()
# END SOLUTION

# %% tags=["mistake"] mistake="one-line"
"""The chart shows all members only. The second question is whether one member makes the link: draw rho without the United States too, on the same axes. If you drew two, one lies on the other: the code of the state left out is `USA`."""
values = {
    year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in burden_history.groupby("year")
}
fig, rho_cold_war = plt.subplots()
rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="years-lost"
"""The values are right, and the horizontal axis counts 0, 1, 2 in the place of the years: you drew a list without its years. Give `plot` the years first, then the values."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = [spearman(rows["gdp_musd"], rows["burden_pct"]) for _, rows in table.groupby("year")]
    rho_cold_war.plot(values)
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="without-france"
"""The line of all members is right. The other one leaves out France: the question is what one member does, the United States (`USA`)."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "FRA"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="ranked-before-leaving-out"
"""The line of all members is right. For the other you ranked all members and took the United States out of the ranks, which leaves a hole in them. Take the state out first, and rank the others afresh."""
fig, rho_cold_war = plt.subplots()
ranks = burden_history.groupby("year")[["gdp_musd", "burden_pct"]].rank()
ranks = ranks.assign(year=burden_history["year"], iso3=burden_history["iso3"])
for table in (ranks, ranks[ranks["iso3"] != "USA"]):
    values = {year: rows["gdp_musd"].corr(rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="without-britain"
"""The line of all members is right. The other one leaves out the United Kingdom: the question is what one member does, the United States (`USA`)."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "GBR"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="burdens-themselves"
"""You drew burdens, and the chart asks for the link of size and burden: for each year one number, rho of `gdp_musd` and `burden_pct` over the members of that year."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = table.groupby("year")["burden_pct"].mean()
    rho_cold_war.plot(values.index, values)
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="cloud"
"""You drew a cloud of GDP against burden, all years together. The chart asks for one number a year: rho of that cloud, against the year."""
fig, rho_cold_war = plt.subplots()
rho_cold_war.scatter(burden_history["gdp_musd"], burden_history["burden_pct"])
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="since-2014"
"""These are the years since 2014. This chart looks back: take `burden_history`, from 1960 to 1990, with its column `burden_pct`."""
fig, rho_cold_war = plt.subplots()
joined = nato_defence[nato_defence["member"] == 1].merge(economy, on=["iso3", "year"])
joined = joined.dropna(subset=["gdp_musd"])
for table in (joined, joined[joined["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["pct_gdp"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="called-pearson" says={"ylabel": "^(?!.*(rank|spearman|rho)).*pearson"}
"""The lines are right, and their label is not: what you drew is Spearman's rho, which compares ranks. Pearson's coefficient compares the values themselves, and would give other lines."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Pearson's r")

# %% tags=["mistake"] mistake="called-p-value" says={"ylabel": "\\bp[ -]?value|signific"}
"""The lines are right, and their label is not: rho says how strongly size and burden go together, from −1 to 1. A p-value says how often chance alone would do as much; nothing of that is drawn."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="p-value")

# %% tags=["mistake"] mistake="called-burden" says={"ylabel": "^(?!.*(rho|\u03c1|spearman|corr|coeff|rank|link|r_?s\\b)).*(burden|gdp|spend|per ?cent|%)"}
"""The lines are right, and the vertical label is not: no burden and no GDP runs up there, but how closely the two go together. Call it Spearman's rho of GDP and burden; across run the years."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="burden, % of GDP")

# %% tags=["mistake"] mistake="named-for-the-one-left-out" says={"legend": "^\\W*(the )?(only )?(USA?|U\\.S\\.(A\\.)?|United States( of America)?)( only)?\\W*$"}
"""The lines are right, and a name is not: no line shows the United States, as rho needs many members. One has all of them, the other all *without* the United States: say so in its name."""
fig, rho_cold_war = plt.subplots()
for name, table in {"all": burden_history, "USA": burden_history[burden_history["iso3"] != "USA"]}.items():
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()), label=name)
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")
rho_cold_war.legend()

# %% tags=["mistake"] mistake="named-for-other-years" says={"title": "^(?!.*\\b(19([678]\\d|90)|cold war)\\b).*\\b(since|from|after|as of)\\s+(the\\s+)?(year\\s+|end of\\s+)?(199[1-9]|20[0-3]\\d)\\b"}
"""The lines are right, and the title is not: it names years after 1990, and `burden_history` runs from 1960 to 1990. Name the years that are drawn."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden since 2014", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="named-for-another-state" says={"legend": "^(?!.*(\\bUSA?\\b|U\\.S\\.|United States|America)).*(\\b(without|w/o|excl\\w*\\.?|except( for)?|minus|all but|less|no)|\u2260|!=)\\s+(the\\s+)?(France|FRA|French|Germany|DEU|(Great )?Britain|U\\.?K\\b|United Kingdom|GBR|T(u|\u00fc)rk(ey|iye)|TUR|Greece|GRC|Portugal|PRT|Canada|CAN\\b|Italy|ITA\\b|Spain|ESP|Europe|Iceland|Luxemb\\w+|LUX|Norway|NOR\\b|Denmark|DNK|Belgium|BEL\\b|Netherlands|NLD)"}
"""The lines are right, and a name is not: one line has all members, the other leaves out the United States and nobody else. Name the state that is left out."""
fig, rho_cold_war = plt.subplots()
for name, table in {
    "all members": burden_history,
    "without France": burden_history[burden_history["iso3"] != "USA"],
}.items():
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()), label=name)
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")
rho_cold_war.legend()

# %% tags=["alternative"] alternative="a-year-marked"
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
then = burden_history[burden_history["year"] == 1966]
rho_cold_war.scatter([1966], [spearman(then["gdp_musd"], then["burden_pct"])])
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="spending-not-burden"
"""Both lines lie close to 1 in every year. You ranked members by the money they spend, and the money follows the size of the economy. The burden is the money relative to GDP: burden_pct."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: spearman(rows["gdp_musd"], rows["milex_musd"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Spearman's rho")

# %% tags=["mistake"] mistake="pearson"
"""These are correlations of the values. With one economy several times as large as the next, Pearson's coefficient mostly says where that one lies. Rank first, as spearman does."""
fig, rho_cold_war = plt.subplots()
for table in (burden_history, burden_history[burden_history["iso3"] != "USA"]):
    values = {year: rows["gdp_musd"].corr(rows["burden_pct"]) for year, rows in table.groupby("year")}
    rho_cold_war.plot(list(values), list(values.values()))
rho_cold_war.set(title="Size and burden", xlabel="Year", ylabel="Correlation")

# %% tags=["alternative"]
fig, rho_cold_war = plt.subplots()
for table in (burden_history.query("iso3 != 'USA'"), burden_history):
    ranks = table.groupby("year")[["gdp_musd", "burden_pct"]].rank()
    years = sorted(table["year"].unique())
    values = [
        ranks.loc[table["year"] == year, "gdp_musd"].corr(ranks.loc[table["year"] == year, "burden_pct"])
        for year in years
    ]
    rho_cold_war.scatter(years, values)
rho_cold_war.set(title="Rho by year", xlabel="Year", ylabel="Rho")

# %% [markdown] tags=["hint"]
# Write a small function that takes a table and returns rho for each year; call it twice, and plot both results on the same axes.

# %% [markdown] tags=["hint"]
# For each year take its rows, and of these `spearman(rows["gdp_musd"], rows["burden_pct"])`. For the other line leave
# out the rows whose `iso3` is `USA` first, and do the same anew. Both are Series from year to rho, of
# `burden_history` and nothing else, drawn on the same axes: `ax.plot(series.index, series)`.

# %% [markdown] tags=["after"]
# About 0.6 in most years to 1966, and 0.2 to 0.4 from 1968 on; without the United States lower, with the same shape. France
# left the command in 1966, but leave out Portugal, Greece and Türkiye and about half of the fall is gone: a rival worth a line.

# %% [markdown] tags=["task"] task="what-burdens-show" kind="choice" points=2 objective="LO5.5"
# ## What may be said?
#
# For each case choose the sentence that the numbers carry.
#
# **rho**: since 2019, rho of GDP and burden lies near 0.
#
# - **a** Within the limits of the measure, the burden is now shared fairly between large and small.
# - **b** The order by size no longer goes with the order by burden, in either direction.
# - **c** It suggests, without proving it, that neither the large nor the small ride free.
# - **d** As far as one can tell from some thirty members, size and burden are independent.
#
# **2025**: the table has 18 members for 2025, and every one of them is at the guideline.
#
# - **a** Since every member with a number is at the guideline, the table shows, with due care, that the alliance met it in 2025.
# - **b** The mean burden of the 18 in 2025 may be set against the mean of all members in 2024, if one says that both are estimates.
# - **c** The 18 states may be compared with themselves a year before, as 18 that were not drawn at random.
#
# **spread**: from 2014 to 2024 the coefficient of variation fell, while the standard deviation rose a little.
#
# - **a** By the measure that is made for such comparisons, the burdens grew alike.
# - **b** Relative to a rising mean the allies stand closer; in points of GDP they do not.
# - **c** The two measures contradict each other, so it is safer to rest nothing on either.
#
# Keep a dict: case → letter, such as `{"rho": "a", "2025": "a", "spread": "a"}`.

# %% tags=["answer"]
what_burdens_show = (
    # BEGIN SOLUTION
    {"rho": "b", "2025": "c", "spread": "b"}
    # END SOLUTION
)

# %% tags=["replies"]
{
    "rho": {
        "a": "Fair is not in the data, and no limit of the measure brings it in. If all spent the same share, rho would be undefined; if small allies near the danger spent most, rho could be negative and yet be called fair. A rank correlation describes an order, and fairness needs a standard that somebody has to defend.",
        "b": "Yes. It is a statement about order and about this measure, and no more. It is also an estimate from some thirty states, so values of plus or minus 0.3 would be no surprise.",
        "c": "Riding free is about what one would have paid without the others, which nobody observes. With rho near 0 there can still be members that lean on others; they are just not sorted by size.",
        "d": "Near zero is not independent: a link that first rises and then falls would also give a rho near 0. And the theory predicts a link under conditions, such as a purely collective good and no other motives. When the link is missing, a condition may be missing.",
    },
    "2025": {
        "a": "18 of 31 have a value in this table, and no care makes a table show what it does not hold. The other 13 may have met the guideline too, but that takes another source. Say what you saw: 18 of the 18 reported.",
        "b": "That they are estimates is not the trouble: it compares 18 chosen states with 31. Part of the difference is a change of states, not of spending. First hold the states fixed.",
        "c": "Yes. Fixed states keep a change of states out of the difference, and naming the selection keeps the reader from taking 18 for all.",
    },
    "spread": {
        "a": "In relative terms, yes, and no measure is made for all comparisons. But the standard deviation, in points of GDP, is no smaller than it was. Say in which sense they grew alike.",
        "b": "Yes. The mean rose by more than the spread. Which of the two matters depends on the question, so report both.",
        "c": "They do not contradict each other: one is divided by the mean and the other is not. When two measures differ, ask what each holds constant.",
    },
}

# %% [markdown] tags=["hint"]
# For each option ask: which table, column or formula would show this? If none would, the sentence says more than the numbers.

# %% [markdown] tags=["hint"]
# Beware of two sorts of words: those that judge, such as fair or free, where a number only orders; and those that
# carry a number over from some members to all, or from one group to another. A relative measure and one in points
# answer two questions.

# %% [markdown] tags=["after"]
# Careful words do not make a sentence true: each of the wrong ones was hedged. What makes the right ones safe is that
# they name what was measured, and on whom.

# %% [markdown] tags=["task"] task="verdict-on-burdens" kind="written" points=2 objective="LO5.5"
# ## Your verdict
#
# A newspaper wants to print: "Europe is riding free on America."
# Write to the editor, in at most 150 words.
# Give one number that supports the sentence and one that speaks against it, each with its base and its year, then say what neither can show.
#
# Use numbers of this exercise or of the chapter. Take no side: the editor has to be able to print it whoever is in office.
# Level 4 below earns all points, level 2 half of them.

# %% [markdown] tags=["hint"]
# Begin with the two numbers and write base and year beside each: so many of so many members, in which year. The rest follows.

# %% [markdown] tags=["rubric"]
# - **0** Empty, off the subject, or a political opinion without a number.
# - **1** One number, or numbers on one side only.
# - **2** A number on each side, but a base or a year is missing, or a count and a share are mixed up.
# - **3** A number on each side, each with its base and its year; what neither can show is missing or vague ("numbers do not tell everything").
# - **4** As 3, and it names a real limit: share of GDP is an input and not a contribution to defence, riding free needs a comparison with what one would have spent alone, or 2025 is a selection.

# %% [markdown] tags=["model"] level=4
# Part of it has a number behind it.
# In 2023 the United States spent 3.1 % of its GDP on defence, while the other 29 members with forces, Canada among them, spent 1.7 % of theirs, taken together.
# Part of it has not.
# In 2014 only 3 of 27 members with forces reached 2 %; in 2024 it was 18 of 31 (an estimate).
# From 2019 to 2023 the rank correlation of size and share was about zero: small members no longer had, as a rule, the smallest shares.
# Neither number shows who rides free.
# For that we would have to know what each ally would spend alone.
# And a share of GDP counts money put in, not defence got out of it: bases, risk and nuclear cover are left out.
# I would print: "Europe as a whole spends a smaller share than America, and more than it did."

# %% [markdown] tags=["model"] level=2
# The United States spends over 3 % of GDP and Europe spends less than 2 %, so there is something in the sentence.
# But 18 members are now at the 2 % guideline, much more than ten years ago, so it is not fair to say that all of Europe rides free.
# I would write that some do and some do not.

# %% [markdown] tags=["model"] level=3
# Both sides have a number.
# In 2023 the United States spent 3.1 % of its GDP on defence, and the other 29 members with forces 1.7 % of theirs, taken together.
# On the other side, in 2014 only 3 of 27 members with forces reached 2 %, and in 2024 it was 18 of 31 (an estimate).
# So Europe as a whole spends a smaller share than America, and more than it did.
# Of course numbers do not tell everything.

# %% [markdown] tags=["model"] level=1
# The United States spends 3.1 % of its GDP and most Europeans less than 2 %.
# So the sentence is right and can be printed.

# %% [markdown] tags=["model"] level=0
# Europe should pay for its own defence, as every household pays for its own locks.
# The sentence only says what everybody knows.

# %% [markdown] tags=["closing"]
# ## What next
#
# You have set five measures beside one sentence of the article, and seen that each answers its own question.
# That the members disagree is in what they say; none of the five shows it.
# In chapter 6 the question is what a quarrel does to an adversary, where no table of numbers lies ready.
