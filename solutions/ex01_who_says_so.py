# %% [markdown] tags=["header"] exercise="ex01" chapter=1 minutes=100 points=20
# # Exercise 1 · Who says so?
#
# A news story is a list of claims, and behind each claim stands somebody, or nobody. You take the 44 claims of the
# article apart: which can be checked, who is named, what the record says, and whether two readers would code them
# alike. The table `claims` has one row per claim, in the words of the course; the first cell explains its columns.
#
# - **LO1.1** Separate statements that can be checked from opinions and from statements that nobody can check.
# - **LO1.2** Count who stands behind the claims of a text, with the right base.
# - **LO1.3** Estimate a share with a Wilson interval, and say what its base is.
# - **LO1.4** Tell agreement that is evidence from agreement by copying or by chance.
# - **LO1.5** Rewrite a statement so that the record supports it.
#
# Read first: [chapter 1](../book/protocol-breach/who-says-so.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

claims = load("claims")
describe("claims")

# %% [markdown] tags=["task"] task="checkable-claims" kind="table" points=2 objective="LO1.1"
# ## Select what can be checked
#
# Before you ask whether a claim is true, ask whether a reader could find out. The column `checkable` says `yes`,
# `partly` or `no`. It is a property of the claim: a checkable claim may still have found no evidence for or against it.
#
# Make a DataFrame `checkable_claims` with the columns `id`, `section` and `verdict`: one row for each claim that is
# checkable without reservation.

# %% tags=["answer"]
checkable_claims = (
    # BEGIN SOLUTION
    claims.loc[claims["checkable"] == "yes", ["id", "section", "verdict"]]
    # END SOLUTION
)
checkable_claims

# %% tags=["mistake"] mistake="partly-kept"
"""
Your table also holds the claims marked partly: it keeps all that are not 'no'. These have a part that no reader could
test, so they are not checkable without reservation. Keep one value of the column instead of excluding one.
"""
checkable_claims = claims.loc[claims["checkable"] != "no", ["id", "section", "verdict"]]

# %% tags=["mistake"] mistake="by-verdict"
"""
You dropped the claims with the verdicts unverifiable and opinion. The verdict says what was found; whether one can look
is another column. Some checkable claims found no evidence, and they belong in the table. Select by checkable.
"""
checkable_claims = claims.loc[
    ~claims["verdict"].isin(["unverifiable", "opinion"]), ["id", "section", "verdict"]
]

# %% tags=["mistake"] mistake="by-kind"
"""
You dropped the claims of the kind opinion. That is a start, but predictions and quotations of unnamed people can be out
of a reader's reach too. The column checkable has weighed all of this: select by it.
"""
checkable_claims = claims.loc[claims["kind"] != "opinion", ["id", "section", "verdict"]]

# %% tags=["mistake"] mistake="not-checkable"
"""
These are the claims that no reader can check. The question asks for the others: keep the value yes.
"""
checkable_claims = claims.loc[claims["checkable"] == "no", ["id", "section", "verdict"]]

# %% tags=["mistake"] mistake="supported-only"
"""
You kept only claims that turned out well. Whether one can look, and what one found, are two questions: leave the
verdict out of the condition.
"""
both = (claims["checkable"] == "yes") & (claims["verdict"] == "supported")
checkable_claims = claims.loc[both, ["id", "section", "verdict"]]

# %% tags=["mistake"] mistake="counted-by-group"
"""
You grouped the claims and counted them. Rows are asked for and not counts, one for each claim: keep the rows for
which a comparison holds, `claims.loc[claims["checkable"] == …, […]]`, without groupby.
"""
checkable_claims = claims.groupby("checkable", observed=True)[["id", "section", "verdict"]].count()

# %% tags=["mistake"] mistake="counted-by-section"
"""
You grouped the claims and counted them. Rows are asked for and not counts, one for each claim: keep the rows for
which a comparison holds, `claims.loc[claims["checkable"] == …, […]]`, without groupby.
"""
rows = claims[claims["checkable"] == "yes"]
checkable_claims = rows.groupby("section", observed=True)["verdict"].count()

# %% tags=["mistake"] mistake="first-rows"
"""
You took as many rows as there should be, from the top of the table. The columns are right. Which claims belong there
is told by `checkable`: compare it with the word, and keep the rows for which that holds.
"""
checkable_claims = claims[["id", "section", "verdict"]].head(28)

# %% tags=["mistake"] mistake="by-source"
"""
You kept the claims that name an institution. Who stands behind a claim is one question, whether a reader could find
out is another: select by the column `checkable`.
"""
checkable_claims = claims.loc[claims["attribution"] == "named_institution", ["id", "section", "verdict"]]

# %% tags=["mistake"] mistake="not-unverifiable"
"""
You dropped the claims with the verdict unverifiable. The verdict says what was found; whether one can look is another
column: it sets other claims aside, and keeps some of those that you dropped. Select by `checkable`.
"""
checkable_claims = claims.loc[claims["verdict"] != "unverifiable", ["id", "section", "verdict"]]

# %% tags=["alternative"]
checkable_claims = claims.astype(str).query("checkable == 'yes'").sort_values("id", ascending=False)
checkable_claims = checkable_claims[["verdict", "id", "section"]].reset_index(drop=True)

# %% tags=["alternative"]
checkable_claims = claims[claims["checkable"].isin(["yes"])].set_index("id")[["section", "verdict"]]

# %% [markdown] tags=["after"]
# {len(checkable_claims)} of {len(claims)} claims can be checked without reservation. The others need not be false: a reader can find out a part of a claim, or nothing. A text of which nobody could check anything could never be shown to be wrong.

# %% tags=["step"]
whole = claims["checkable"] == ___
checkable_claims = claims.loc[___, ["id", ___, ___]]

# %% [markdown] tags=["hint"]
# A comparison such as `table["column"] == value` gives a mask; `table.loc[mask, [columns]]` takes rows and columns at once.

# %% [markdown] tags=["hint"]
# Without reservation is `yes` alone: `partly` is one. Inside the square brackets of `.loc` stand the mask, a comma,
# and the list of the three columns. The rows themselves are asked for, as they are, and no count of them.

# %% [markdown] tags=["task"] task="unnamed-share" kind="table" points=2 objective="LO1.2"
# ## Who is not named
#
# A source is named when a reader could go and ask: a person or a body with a name. In `attribution` only
# `named_institution` is of that sort. An official without a name, analysts in the plural and the writer's own voice
# (`author`) leave nobody to ask.
#
# Make a Series `unnamed_share`: section → share of the section's claims that have no named source, between 0 and
# 1 and unrounded. The base is all claims of the section, checkable or not.

# %% tags=["answer"]
unnamed_share = (
    # BEGIN SOLUTION
    (claims["attribution"] != "named_institution").groupby(claims["section"], observed=True).mean()
    # END SOLUTION
)
unnamed_share

# %% tags=["mistake"] mistake="anonymous-only"
"""
You counted the unnamed officials only. It is natural to think of them first, yet a claim in the writer's own voice and
a claim of 'analysts' name nobody either. Count everything that is not a named institution.
"""
unnamed_share = (
    (claims["attribution"] == "anonymous_official").groupby(claims["section"], observed=True).mean()
)

# %% tags=["mistake"] mistake="writer-as-named"
"""
You counted officials and analysts without a name, and left out the writer's own voice. It feels as if somebody stood
behind it, but this text has no byline, so there is nobody to ask. Count everything that is not a named institution.
"""
nameless = claims["attribution"].isin(["anonymous_official", "analysts"])
unnamed_share = nameless.groupby(claims["section"], observed=True).mean()

# %% tags=["mistake"] mistake="wrong-base"
"""
Your shares add up to one across the sections: they say where the unnamed claims are, not how common they are in a
section. The base is each section's own claims, so divide within the section.
"""
unnamed_share = claims.loc[claims["attribution"] != "named_institution", "section"].value_counts(
    normalize=True
)

# %% tags=["mistake"] mistake="named"
"""
These are the shares of claims that do name an institution. The question asks for the others. Turn the condition round.
"""
unnamed_share = (
    (claims["attribution"] == "named_institution").groupby(claims["section"], observed=True).mean()
)

# %% tags=["mistake"] mistake="checkable-base"
"""
You looked at the checkable claims only. A quotation that nobody can check is the clearest case of a missing name, so
this base hides what is asked for. Use all claims of each section.
"""
base = claims[claims["checkable"] == "yes"]
unnamed_share = (base["attribution"] != "named_institution").groupby(base["section"], observed=True).mean()

# %% tags=["mistake"] mistake="percent"
"""
Your numbers run to 100. A share is asked for, between 0 and 1; a percentage is the same share times 100.
"""
unnamed_share = (
    100 * (claims["attribution"] != "named_institution").groupby(claims["section"], observed=True).mean()
)

# %% tags=["mistake"] mistake="rounded"
"""
You counted the right claims on the right base, and then rounded. Rounding is for the sentence in which a number is
read; a number that others compute with keeps its digits. Leave round() out.
"""
unnamed_share = (
    (claims["attribution"] != "named_institution").groupby(claims["section"], observed=True).mean().round(2)
)

# %% tags=["mistake"] mistake="counts"
"""
These are counts. How many claims without a name a section has says little without the number of its claims: divide
within the section, or take the mean of the truth values in place of their sum.
"""
unnamed_share = (claims["attribution"] != "named_institution").groupby(claims["section"], observed=True).sum()

# %% tags=["mistake"] mistake="article-as-base"
"""
You counted the right claims in each section and divided by all claims of the article. The base is the section's own
claims: the mean of the truth values within each section divides by them.
"""
nameless = (claims["attribution"] != "named_institution").groupby(claims["section"], observed=True).sum()
unnamed_share = nameless / len(claims)

# %% tags=["mistake"] mistake="author-only"
"""
You counted the writer's own voice only. Officials and analysts without a name cannot be asked either. Count
everything that is not a named institution.
"""
unnamed_share = (claims["attribution"] == "author").groupby(claims["section"], observed=True).mean()

# %% tags=["mistake"] mistake="empty-cells"
"""
Every share is 0: the comparison holds for no claim. No cell of `attribution` is empty, and a word has to be spelt as
the column has it, such as `anonymous_official`. Besides, the writer and the analysts name nobody either: compare with
the one word that stands for a name.
"""
unnamed_share = claims["attribution"].isna().groupby(claims["section"], observed=True).mean()

# %% tags=["mistake"] mistake="percent-rounded"
"""
These are per cent, and rounded. Shares between 0 and 1 are asked for, unrounded: leave out the 100 and the round().
"""
unnamed_share = (
    (claims["attribution"] != "named_institution").groupby(claims["section"], observed=True).mean() * 100
).round()

# %% tags=["mistake"] mistake="nothing-is-named-so"
"""
Every share is 1. Either the comparison finds no claim that names an institution: is the word written as the table spells it,
named_institution, and looked for in the column attribution? Or the others were filtered away before: the base is all claims of a
section. Or a median was taken, which of zeros and ones is 0 or 1: the share is their mean.
"""
unnamed_share = (claims["kind"] != "named_institution").groupby(claims["section"], observed=True).mean()

# %% tags=["mistake"] mistake="by-verdict"
"""
These are shares of a verdict. Who stands behind a claim is another column: attribution.
"""
unnamed_share = (claims["verdict"] == "unverifiable").groupby(claims["section"], observed=True).mean()

# %% tags=["mistake"] mistake="by-attribution"
"""
You grouped by the attribution. One share for each section is asked for: group by section.
"""
unnamed_share = (
    (claims["attribution"] != "named_institution").groupby(claims["attribution"], observed=True).mean()
)

# %% tags=["mistake"] mistake="all-attributions"
"""
You have the share of each attribution in each section. One number is asked for each section: compare `attribution`
with the one word that stands for a name first, and take the mean of what comes out within each section.
"""
unnamed_share = claims.groupby("section", observed=True)["attribution"].value_counts(normalize=True)

# %% tags=["mistake"] mistake="both-truth-values"
"""
You have two shares for a section, that of the True and that of the False. One is asked for: the share of the True is
the mean of the truth values within each section, `.mean()`.
"""
nameless = claims["attribution"] != "named_institution"
unnamed_share = nameless.groupby(claims["section"], observed=True).value_counts(normalize=True)

# %% tags=["alternative"]
nobody = claims[claims["attribution"] != "named_institution"]["section"].astype(str).value_counts()
unnamed_share = nobody / claims["section"].astype(str).value_counts()

# %% tags=["alternative"]
unnamed_share = (
    1 - pd.crosstab(claims["section"], claims["attribution"], normalize="index")["named_institution"]
)

# %% [markdown] tags=["after"]
# In {int((unnamed_share == 1).sum())} of the {len(unnamed_share)} sections not one claim has a named source. That makes no claim false; it leaves nobody to ask.

# %% tags=["step"]
unnamed = claims["attribution"] != ___
unnamed_share = unnamed.groupby(claims[___], observed=True).___()

# %% [markdown] tags=["hint"]
# The mean of a column of True and False is the share of True. Take it within each section.

# %% [markdown] tags=["hint"]
# Compare `attribution` with `named_institution` by `!=`, for all rows of `claims` and before any filter. Group this
# mask, and not the table, by the column `claims["section"]`, with `observed=True`; the mean is the last step.

# %% [markdown] tags=["task"] task="attribution-by-verdict" kind="table" points=2 objective="LO1.2"
# ## Does a name help?
#
# One might expect that claims with a name behind them do better. A table of two columns shows whether that holds here.
#
# Make a DataFrame `attribution_by_verdict` of counts, over all claims: one row for each `attribution` (as the index,
# named `attribution`), one column for each of the five verdicts. A combination that does not occur has the count 0.

# %% tags=["answer"]
attribution_by_verdict = (
    # BEGIN SOLUTION
    pd.crosstab(claims["attribution"], claims["verdict"])
    # END SOLUTION
)
attribution_by_verdict

# %% tags=["mistake"] mistake="turned"
"""
Verdicts stand in the rows and attributions in the columns. The counts are right; turn the table, so that one row tells
the fate of one kind of source.
"""
attribution_by_verdict = pd.crosstab(claims["verdict"], claims["attribution"])

# %% tags=["mistake"] mistake="shares"
"""
These are shares, and some rest on a single claim: 1.0 then looks like a law. Counts are asked for, so that a reader
sees how little stands behind the small rows. Leave the normalising out.
"""
attribution_by_verdict = pd.crosstab(claims["attribution"], claims["verdict"], normalize="index")

# %% tags=["mistake"] mistake="checkable-only"
"""
Your table counts the checkable claims only. Then half of the claims of unnamed people are gone, and with them the reason
for the table. Count all claims of the article.
"""
base = claims[claims["checkable"] == "yes"]
attribution_by_verdict = pd.crosstab(base["attribution"], base["verdict"], dropna=False)

# %% tags=["mistake"] mistake="missing-not-zero"
"""
Some cells are empty. No claim of that kind was found, and 'none' is a count: it is 0. An empty cell says that nobody
looked. Fill these cells with 0.
"""
counts = claims.astype(str).groupby(["attribution", "verdict"]).size()
attribution_by_verdict = counts.unstack()

# %% tags=["mistake"] mistake="rows-not-counted"
"""
These are the claims themselves, a row for each. Count how often each combination of the two columns occurs:
`pd.crosstab` takes two columns, the one for the rows first.
"""
attribution_by_verdict = claims[["attribution", "verdict"]]

# %% tags=["mistake"] mistake="attributions-counted"
"""
You counted one column by itself. Each cell of the table that is asked for counts the claims with one attribution
*and* one verdict, so two columns go in: `pd.crosstab(…, …)`, the one for the rows first.
"""
attribution_by_verdict = claims["attribution"].value_counts()

# %% tags=["mistake"] mistake="verdicts-counted"
"""
You counted one column by itself. Each cell of the table that is asked for counts the claims with one attribution
*and* one verdict, so two columns go in: `pd.crosstab(…, …)`, the one for the rows first.
"""
attribution_by_verdict = claims.groupby("verdict", observed=False)["attribution"].count()

# %% tags=["alternative"]
counts = claims.groupby(["attribution", "verdict"], observed=True).size()
attribution_by_verdict = counts.unstack(fill_value=0)

# %% tags=["alternative"]
attribution_by_verdict = (
    claims.astype(str)
    .pivot_table(index="attribution", columns="verdict", values="id", aggfunc="count", fill_value=0)
    .reset_index()
)

# %% [markdown] tags=["after"]
# Only {int(attribution_by_verdict.loc["named_institution"].sum())} claims name an institution, and {int(attribution_by_verdict.loc["named_institution", "supported"])} of these are supported. So few cannot show that a name helps, nor that it does not. What the table shows is how much of the text is the writer's own voice.

# %% tags=["step"]
attribution_by_verdict = pd.crosstab(claims[___], claims[___])

# %% [markdown] tags=["hint"]
# pandas has one function that counts the combinations of two columns: `pd.crosstab`. The first column you give becomes the rows.

# %% [markdown] tags=["hint"]
# `pd.crosstab` takes the columns themselves and not their names: `pd.crosstab(table["one"], table["other"])`.

# %% [markdown] tags=["task"] task="contradicted-by-section" kind="figure" points=2 objective="LO1.1" marks="bars points"
# ## Where the story goes wrong
#
# A claim that the record contradicts is what a reader most needs to know about. Are such claims spread over the
# article, or do they crowd in one part of it?
#
# Draw one bar (or dot) for each of the four sections, named as in the column `section`: its number of `contradicted`
# claims. A section without such a claim is a finding, so it keeps its place, at 0. The order of the article reads best.
# Keep the Axes as `contradicted_by_section`, and give it a title and both axis labels.

# %% tags=["answer"]
fig, contradicted_by_section = plt.subplots(layout="constrained")
# BEGIN SOLUTION
per_section = claims.loc[claims["verdict"] == "contradicted", "section"].value_counts(sort=False)
contradicted_by_section.bar(per_section.index.astype(str), per_section)
contradicted_by_section.set_title("Contradicted claims come early in the article")
contradicted_by_section.set_xlabel("Section, in the order of the article")
contradicted_by_section.set_ylabel("Contradicted claims")
# END SOLUTION

# %% tags=["mistake"] mistake="zero-sections-gone"
"""
Only the sections that have a contradicted claim are drawn. The empty ones carry half of the message. In pandas a
grouped count leaves out groups that do not occur; bring them back, for example with reindex and fill_value=0.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
rows = claims[claims["verdict"] == "contradicted"]
per_section = rows.groupby("section", observed=True).size()
contradicted_by_section.bar(per_section.index.astype(str), per_section)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="all-claims"
"""
Each bar counts all claims of its section, whatever their verdict. Keep the contradicted rows first, then count.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
per_section = claims["section"].value_counts(sort=False)
contradicted_by_section.bar(per_section.index.astype(str), per_section)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="supported-instead"
"""
The chart shows how many claims are supported. Those that are not supported need not be contradicted: there are three
more verdicts. Count the rows whose verdict is contradicted.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
per_section = claims.loc[claims["verdict"] == "supported", "section"].value_counts(sort=False)
contradicted_by_section.bar(per_section.index.astype(str), per_section)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="shares"
"""
The bars are shares of each section. All sections have the same number of claims here, so the picture is alike, but a
number is asked for, and a reader should see how few claims stand behind it: take the sum.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
per_section = (claims["verdict"] == "contradicted").groupby(claims["section"], observed=True).mean()
contradicted_by_section.bar(per_section.index.astype(str), per_section)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="not-supported"
"""
You counted all claims that are not supported. Most of these are partly right, opinions, or out of anybody's reach.
Only the verdict contradicted says that the record goes against a claim.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
per_section = (claims["verdict"] != "supported").groupby(claims["section"], observed=True).sum()
contradicted_by_section.bar(per_section.index.astype(str), per_section)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="names-and-numbers-exchanged"
"""
The names and the numbers have changed places: `bar` takes the names first, and then how high each bar is.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
n = claims.loc[claims["verdict"] == "contradicted", "section"].value_counts(sort=False)
contradicted_by_section.bar(n, n.index)
contradicted_by_section.set(title="Contradicted claims", xlabel="Claims", ylabel="Section")

# %% tags=["mistake"] mistake="nothing-matched"
"""
All four bars are 0, so the comparison holds for no claim. The column `verdict` writes its words in small letters:
look at `claims["verdict"].unique()`.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
n = claims.loc[claims["verdict"] == "Contradicted", "section"].value_counts(sort=False)
contradicted_by_section.bar(n.index, n)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="a-bar-for-each-claim"
"""
You drew a bar of height 1 for each contradicted claim, and those of one section lie over one another. Count first, so
that each section has one number: `value_counts(sort=False)`. Then draw its index and its values.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
wrong = claims[claims["verdict"] == "contradicted"]
contradicted_by_section.bar(wrong["section"], 1)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["alternative"] alternative="capital-letters"
fig, contradicted_by_section = plt.subplots(layout="constrained")
per_section = claims.loc[claims["verdict"] == "contradicted", "section"].value_counts(sort=False)
contradicted_by_section.bar([name.capitalize() for name in per_section.index], per_section)
contradicted_by_section.set(title="Contradicted claims", xlabel="Section", ylabel="Claims")

# %% tags=["mistake"] mistake="by-verdict"
"""
Your bars are verdicts. That is a good picture of the whole, but it cannot show where in the article something happens.
Make one bar for each section.
"""
fig, contradicted_by_section = plt.subplots(layout="constrained")
per_verdict = claims["verdict"].value_counts(sort=False)
contradicted_by_section.bar(per_verdict.index.astype(str), per_verdict)
contradicted_by_section.set(title="Contradicted claims", xlabel="Verdict", ylabel="Claims")

# %% tags=["alternative"]
fig, contradicted_by_section = plt.subplots(layout="constrained")
order = ["lead", "protocol breach", "alliance cohesion", "historical context"]
wrong = claims[claims["verdict"] == "contradicted"].astype(str)
heights = wrong.groupby("section").size().reindex(order, fill_value=0)
contradicted_by_section.barh(heights.index, heights)
contradicted_by_section.invert_yaxis()
contradicted_by_section.set(title="Where claims fail", xlabel="Contradicted claims", ylabel="Section")

# %% tags=["alternative"]
wrong = claims["verdict"].eq("contradicted").groupby(claims["section"], observed=True).sum()
contradicted_by_section = wrong.plot.bar(
    title="Where claims fail", xlabel="Section", ylabel="Contradicted claims"
)

# %% [markdown] tags=["after"]
# All {int(per_section.sum())} stand in the first two sections. Before you call the later ones more careful, look at task 1: they also hold fewer claims that can be checked, and what nobody can check cannot be contradicted.

# %% [markdown] tags=["hint"]
# Count first and look at the result: are there four rows? `value_counts(sort=False)` of a categorical column keeps categories that do not occur, a grouped count drops them.

# %% [markdown] tags=["hint"]
# Keep the rows whose `verdict` is `contradicted` and count the values of their `section`, with `sort=False`: a
# section that none of them has is counted as 0. The index of that count names the bars, `.index.astype(str)`, and its
# values are their heights.

# %% [markdown] tags=["task"] task="share-supported" kind="function" points=3 objective="LO1.3" order="strict" digits=4
# ## A share, its base and its interval
#
# A share of a few claims is a shaky number, and Wilson's interval says how shaky. With $k$ successes in $n$ cases,
# $p = k/n$ and $z = 1.96$ (for 95 %), its two ends are
#
# $$\frac{p + \frac{z^2}{2n} \pm z \times \sqrt{\frac{p \times (1-p)}{n} + \frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}}$$
#
# Write a function `share_supported(table)`. It takes a table with the columns `checkable` and `verdict` and returns a
# tuple of three numbers, unrounded: the share of `supported` claims among those whose `checkable` is `yes`, the low end
# and the high end. If no claim in the table is checkable there is no share: return `nan` (`np.nan`) three times.
# It will be tried on tables that you have not seen.
#
# For example, with the result rounded for you to see:
#
# ```python
# >>> few = pd.DataFrame({"checkable": ["yes", "yes", "no"], "verdict": ["supported", "contradicted", "opinion"]})
# >>> share_supported(few)
# (0.5, 0.0945, 0.9055)
# ```


# %% tags=["answer"]
def share_supported(table):
    """Share of supported claims among the checkable ones, with the ends of its 95 % Wilson interval."""
    # BEGIN SOLUTION
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = (base["verdict"] == "supported").sum() / n
    middle = p + z**2 / (2 * n)
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    return (p, (middle - spread) / scale, (middle + spread) / scale)
    # END SOLUTION


share_supported(claims)


# %% tags=["probes"]
def rows(*pairs):
    return pd.DataFrame(pairs, columns=["checkable", "verdict"])


[
    (rows(("yes", "supported"), ("yes", "contradicted"), ("partly", "supported"), ("no", "opinion")),),
    (rows(("yes", "partly"), ("yes", "supported"), ("yes", "supported"), ("partly", "partly")),),
    (rows(("yes", "contradicted"), ("yes", "partly"), ("yes", "unverifiable"), ("no", "unverifiable")),),
    (rows(("no", "opinion"), ("partly", "supported")),),
]

# %% tags=["mistake"] mistake="all-as-base"
"""
You divided by all rows of the table. A claim that nobody can check had no chance to be supported, so it pulls the share
down without being wrong. Keep the checkable rows first, and take their number as n.
"""


def share_supported(table):
    n, z = len(table), 1.96
    p = ((table["verdict"] == "supported") & (table["checkable"] == "yes")).sum() / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="textbook-interval"
"""
This is the textbook interval, p plus and minus z standard errors. With few cases it is too sure of itself: at 0 of 3 it
has no width at all, as if three claims were proof. Use Wilson's formula, which moves the middle as well as the ends.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = (base["verdict"] == "supported").mean()
    spread = z * np.sqrt(p * (1 - p) / n)
    return (p, p - spread, p + spread)


# %% tags=["mistake"] mistake="partly-counts"
"""
You counted the verdict partly as supported. One may argue for half a point, but then the share has another meaning and
another name. Here only the verdict supported is a success.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = base["verdict"].isin(["supported", "partly"]).mean()
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="partly-checkable"
"""
Your base also holds the claims that are checkable in part. A base must be said and kept: here it is the rows whose
checkable is yes, and no others.
"""


def share_supported(table):
    base = table[table["checkable"] != "no"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = (base["verdict"] == "supported").mean()
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="middle-for-share"
"""
The ends are right, but your first number is the middle of the interval. Wilson's interval does not sit around the
share: its middle is drawn towards one half. The share to report is the one you counted, k / n.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = (base["verdict"] == "supported").mean()
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (middle / scale, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="share-alone"
"""
Your function returns the share alone. From a few cases a share can mean many things, so it should not travel without its
interval: return three numbers, the share and the two ends.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    return (base["verdict"] == "supported").mean()


# %% tags=["mistake"] mistake="no-case-for-none"
"""
The formula is right and the base as well. One thing is missing: a table without a checkable claim makes you divide by
zero. Look at n before you divide, and return nan three times.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    k = len(base[base["verdict"] == "supported"])
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="not-scaled"
"""
The last step of the formula is missing: the whole fraction is divided by 1 + z² / n. Without it an end can lie beyond
1, and no share does.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = (base["verdict"] == "supported").mean()
    middle, spread = p + z**2 / (2 * n), z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, middle - spread, middle + spread)


# %% tags=["mistake"] mistake="wider-interval"
"""
Your interval is the one for 99 %. With z = 1.96, as in the text, it is the one for 95 %; whichever is used has to be
said.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 2.576
    if n == 0:
        return (np.nan, np.nan, np.nan)
    p = (base["verdict"] == "supported").mean()
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="middle-without-brackets"
"""
The share is right. In the middle of the formula 2n stands below the line, both parts of it. `z**2 / 2 * n` divides by
2 and then multiplies by n: write `z**2 / (2 * n)`.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / 2 * n, 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="root-without-brackets"
"""
The share is right. Under the root all of 4n² stands below the line. `z**2 / 4 * n**2` divides by 4 and then
multiplies by n²: write `z**2 / (4 * n**2)`.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / 4 * n**2)
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="both-without-brackets"
"""
The share is right. What stands below a line belongs together: `z**2 / (2 * n)` and `z**2 / (4 * n**2)`, with
brackets. Without them Python divides by the first and multiplies by the rest.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / 2 * n, 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / 4 * n**2)
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="count-for-share"
"""
The ends are right. The first number is the count of supported claims, k; the share is k / n, your p.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (k, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="base-for-share"
"""
The ends are right. The first number is n, the size of the base; the share is k / n, your p.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (n, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="two-for-z"
"""
Everything stands in its place, but z is 2. The task takes 1.96: the two ends then move in the second or third
decimal.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 2
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="narrower-interval"
"""
Everything stands in its place, but z is 1.645, which belongs to an interval for 90 %. For 95 % it is 1.96.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.645
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="spread-not-scaled"
"""
The middle is divided by 1 + z² / n, and what is added and taken off is not. The whole line above stands over it:
`(middle - spread) / scale`, with brackets.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, middle / scale - spread, middle / scale + spread)


# %% tags=["mistake"] mistake="middle-not-scaled"
"""
Only the part after ± is divided by 1 + z² / n. The whole line above stands over it, the middle as well: `(middle -
spread) / scale`, with brackets.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, middle - spread / scale, middle + spread / scale)


# %% tags=["mistake"] mistake="no-z-before-the-root"
"""
The share and the middle are right. Before the root stands a z: multiply the root by it.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="z-squared-before-the-root"
"""
The share and the middle are right. Before the root stands z, not z²: the square is inside and in the middle.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z**2 * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="root-of-the-first-part"
"""
The share and the middle are right. The root covers both parts of the sum: close its bracket after z² / (4n²).
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * (np.sqrt(p * (1 - p) / n) + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="no-root"
"""
The share and the middle are right. After the z a root is still to be taken, `np.sqrt(…)` or `(…) ** 0.5`, of both
parts of the sum.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * (p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="one-minus-p-without-brackets"
"""
The share and the middle are right. Under the root p multiplies the whole of 1 - p, and n divides the product: `p * (1
- p) / n`, with brackets.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * 1 - p / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="n-not-squared"
"""
The share and the middle are right. Under the root z² is divided by 4n²: the n is squared, `4 * n**2`.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="four-n-squared-as-a-whole"
"""
The share and the middle are right. In 4n² only the n is squared, not the 4: `4 * n**2`.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n) ** 2)
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="two-n-squared"
"""
The share and the middle are right. Under the root stands 4n² and not 2n²: it is the square of 2n.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (2 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="middle-by-n"
"""
The share and what stands after ± are right. The middle is p + z² / (2n): the 2 is missing.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / n, 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="z-not-squared-in-the-middle"
"""
The share and what stands after ± are right. In the middle stands z², squared: p + z² / (2n).
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="z-not-squared-below"
"""
The upper line is right. Below it stands 1 + z² / n, with z squared.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="z-nowhere-squared"
"""
The share is right. Three of the four z in the formula are squared: all but the one before the root.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z / (2 * n), 1 + z / n
    spread = z * np.sqrt(p * (1 - p) / n + z / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="without-a-middle"
"""
The share is right, and what stands after ± too. In Wilson's formula it is added to p + z² / (2n), and not to p alone.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p, 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="no-second-part-in-the-root"
"""
The share and the middle are right. Under the root a second part is missing: + z² / (4n²).
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n)
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="one-end-twice"
"""
The share is right, and one end as well. The other one has the other sign: once minus, once plus what stands after ±.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle + spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="ends-exchanged"
"""
All three numbers are right; the low end comes before the high one.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle + spread) / scale, (middle - spread) / scale)


# %% tags=["mistake"] mistake="k-of-all-rows"
"""
You counted the supported claims in the whole table, also those that are not checkable, and divided by the checkable
ones. Count them among the rows that you kept.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (table["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="n-is-k"
"""
The share is right. In the formula n is the number of all checkable claims; you put in the number of the supported.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    n = k
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="n-of-the-whole-table"
"""
The share is right. In the formula n is the number of the checkable claims; you put in all rows of the table.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    n = len(table)
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="length-of-the-mask"
"""
`len(…)` of a comparison counts all its rows, the False too, so your share is always 1. How often it holds is its sum:
`(… == "supported").sum()`.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = len(base["verdict"] == "supported")
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="textbook-interval-clipped"
"""
This is the textbook interval, p plus and minus z standard errors, cut off at 0 and 1. Use Wilson's formula, which
moves the middle as well as the ends: then nothing has to be cut off.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    spread = z * np.sqrt(p * (1 - p) / n)
    return (p, max(0, p - spread), min(1, p + spread))


# %% tags=["mistake"] mistake="in-per-cent"
"""
The right numbers, in per cent. A share between 0 and 1 is asked for, and its ends too: leave out the 100.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (100 * p, 100 * (middle - spread) / scale, 100 * (middle + spread) / scale)


# %% tags=["mistake"] mistake="zero-for-none"
"""
The formula is right and the base as well. Where no claim is checkable you return 0, and that is a statement: none of
them held. Nobody knows: return np.nan three times.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (0, 0, 0)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="one-nan"
"""
The formula is right and the base as well. Where no claim is checkable you return one nan; the task asks for three
numbers in every case: np.nan, np.nan, np.nan.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return np.nan
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="contradicted-counted"
"""
You counted the claims that are contradicted. Only the verdict supported is a success here.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "contradicted").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="example-handed-back"
"""
These are the numbers of the example, whatever goes in. Put p, z and n into the formula, and return what comes out.
"""


def share_supported(table):
    if not (table["checkable"] == "yes").any():
        return (np.nan, np.nan, np.nan)
    return (0.5, 0.0945, 0.9055)


# %% tags=["mistake"] mistake="second-part-behind-the-root"
"""
The share and the middle are right. The root covers both parts of the sum: close its bracket after z² / (4n²).
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = len(base), 1.96
    if n == 0:
        return (np.nan, np.nan, np.nan)
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n) + z**2 / (4 * n**2)
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["mistake"] mistake="n-of-the-article"
"""
Your n is 28 whatever goes in. That is the number of checkable claims in the article; other tables have another one: n
is the number of the rows that you kept, `len(…)`.
"""


def share_supported(table):
    base = table[table["checkable"] == "yes"]
    n, z = 28, 1.96
    k = (base["verdict"] == "supported").sum()
    p = k / n
    middle, scale = p + z**2 / (2 * n), 1 + z**2 / n
    spread = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (p, (middle - spread) / scale, (middle + spread) / scale)


# %% tags=["alternative"]
from demarche.measures.proportions import wilson_interval


def share_supported(table):
    chosen = table.loc[table["checkable"] == "yes", "verdict"]
    if chosen.empty:
        return np.nan, np.nan, np.nan
    return wilson_interval(int((chosen == "supported").sum()), len(chosen))


# %% tags=["alternative"]
def share_supported(table):
    verdicts = list(table.loc[table["checkable"].astype(str) == "yes", "verdict"].astype(str))
    if not verdicts:
        return [float("nan")] * 3
    n, k, z2 = len(verdicts), verdicts.count("supported"), 1.96**2
    root = 1.96 * (k * (n - k) / n + z2 / 4) ** 0.5
    return [k / n, (k + z2 / 2 - root) / (n + z2), (k + z2 / 2 + root) / (n + z2)]


# %% [markdown] tags=["after"]
# For the article it is {100 * share_supported(claims)[0]:.0f} %, with an interval from {100 * share_supported(claims)[1]:.0f} % to {100 * share_supported(claims)[2]:.0f} %: with so few claims the data cannot say whether more or fewer than half would hold.


# %% tags=["step"]
def share_supported(table):
    kept = table[table["checkable"] == ___]
    n = len(kept)
    if n == 0:
        return ___, ___, ___
    k = (kept["verdict"] == ___).___()
    p = k / n
    z = ___
    middle = p + z**2 / (___ * n)
    spread = ___ * np.sqrt(p * (___) / n + z**2 / (___ * n**___))
    scale = 1 + ___ / n
    return p, (middle - spread) / scale, ___


# %% [markdown] tags=["hint"]
# Three steps: keep the rows that are checkable, count them (n) and the supported ones among them (k), then put p = k / n into the formula. What if n is 0?

# %% [markdown] tags=["hint"]
# The base are the rows whose `checkable` is `yes`, and `supported` is counted among these alone. In the formula the
# brackets matter: all that stands above the long line is divided by 1 + z²/n, and both terms stand under the root,
# the second over 4n². The order is share, low end, high end, and all three are `np.nan` where there is no row.

# %% [markdown] tags=["task"] task="two-coders" kind="value" points=3 objective="LO1.4"
# ## Would another reader agree?
#
# Whether a claim is checkable is itself a judgement. So let a second person code the same claims, and measure how far
# the two agree. The percentage is easy to read, but it takes no account of luck: two people who use `yes` most of the
# time agree often without thinking. Cohen's kappa corrects for that,
#
# $$\kappa = \frac{p_o - p_e}{1 - p_e},$$
#
# where $p_o$ is the share of cases with the same code, and $p_e$ is the share to expect if both coders kept their own
# frequencies of the codes but gave them out at random: for each code, the share of the first coder times the share of
# the second, added up.
#
# The table `coding` puts the course's code beside a *practice coding, made for this exercise: no real person coded it*.
# It stops after claim C29. Claims without a second code tell nothing about agreement: leave them out of everything.
#
# Work out a dict `two_coders` with the keys `"agreement"` ($p_o$), `"expected"` ($p_e$) and `"kappa"`, unrounded.

# %% tags=["given"]
letters = {"y": "yes", "p": "partly", "n": "no"}
practice = [letters[letter] for letter in "ypyynyynynynypyyynyyynyynnnpp"]
coding = pd.DataFrame({"id": claims["id"], "first": claims["checkable"].astype(str)})
coding["second"] = pd.Series(practice)  # the claims after C29 stay empty

# %% tags=["answer"]
# BEGIN SOLUTION
both = coding.dropna(subset="second")
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
observed = (both["first"] == both["second"]).mean()
chance = (first * second).sum()
# END SOLUTION
two_coders = (
    # BEGIN SOLUTION
    {"agreement": observed, "expected": chance, "kappa": (observed - chance) / (1 - chance)}
    # END SOLUTION
)
two_coders

# %% tags=["mistake"] mistake="missing-as-disagreement"
"""
You compared all rows of the table. Where the second code is empty, the comparison is False, so every claim that was
never coded counts as a disagreement. Drop the rows without a second code before you count anything.
"""
observed = (coding["first"] == coding["second"]).mean()
first, second = (coding[name].value_counts(normalize=True) for name in ("first", "second"))
chance = (first * second).sum()
two_coders = {"agreement": observed, "expected": chance, "kappa": (observed - chance) / (1 - chance)}

# %% tags=["mistake"] mistake="frequencies-of-all"
"""
The agreement is right. For the expected agreement the first coder's shares come from all claims, the second's from
those that were coded. Both must describe the same cases: drop the rows without a second code first.
"""
both = coding.dropna()
observed = (both["first"] == both["second"]).mean()
first, second = (coding[name].value_counts(normalize=True) for name in ("first", "second"))
chance = (first * second).sum()
two_coders = {"agreement": observed, "expected": chance, "kappa": (observed - chance) / (1 - chance)}

# %% tags=["mistake"] mistake="equal-chances"
"""
Your expected agreement supposes that each of the three codes is equally likely. These coders use 'yes' far more often
than the other two, which makes luck more likely. Take each coder's own shares of the codes.
"""
both = coding.dropna()
observed = (both["first"] == both["second"]).mean()
two_coders = {"agreement": observed, "expected": 1 / 3, "kappa": (observed - 1 / 3) / (1 - 1 / 3)}

# %% tags=["mistake"] mistake="pooled-shares"
"""
You put the codes of both coders together and squared their shares. That is Scott's pi, a close relative. Cohen's kappa
lets both coders keep their own frequencies: multiply the share of the first by the share of the second.
"""
both = coding.dropna()
observed = (both["first"] == both["second"]).mean()
pooled = pd.concat([both["first"], both["second"]]).value_counts(normalize=True)
chance = (pooled**2).sum()
two_coders = {"agreement": observed, "expected": chance, "kappa": (observed - chance) / (1 - chance)}

# %% tags=["mistake"] mistake="not-divided"
"""
Your kappa is the agreement minus what chance gives. One step is missing: how much more than chance was there to be had?
Divide by one minus the expected agreement, so that full agreement becomes 1.
"""
both = coding.dropna()
observed = (both["first"] == both["second"]).mean()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
chance = (first * second).sum()
two_coders = {"agreement": observed, "expected": chance, "kappa": observed - chance}

# %% tags=["mistake"] mistake="rounded"
"""
All three numbers are right to two digits. Unrounded ones are asked for: whoever computes kappa again from a rounded
agreement gets another kappa. Leave the rounding out.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == both["second"]).mean(), (first * second).sum()
two_coders = {
    "agreement": round(p_o, 2),
    "expected": round(p_e, 2),
    "kappa": round((p_o - p_e) / (1 - p_e), 2),
}

# %% tags=["mistake"] mistake="wrong-divisor"
"""
Below the line stands the share on which the two disagree. What was there to be had beyond chance is another quantity: one
minus the expected agreement.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == both["second"]).mean(), (first * second).sum()
two_coders = {"agreement": p_o, "expected": p_e, "kappa": (p_o - p_e) / (1 - p_o)}

# %% tags=["mistake"] mistake="cases-agreed"
"""
Your agreement is a number of claims, and the other two are right. Say it as a share, as in the formula: the mean of
the truth values, not their sum.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == both["second"]).mean(), (first * second).sum()
two_coders = {"agreement": p_o * len(both), "expected": p_e, "kappa": (p_o - p_e) / (1 - p_e)}

# %% tags=["mistake"] mistake="codes-sorted"
"""
The expected agreement is right. For the agreement you sorted each coder's codes separately, so a claim no longer
stands beside its own second code. Compare row by row: `both["first"] == both["second"]`.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (
    (both["first"].sort_values().to_numpy() == both["second"].sort_values().to_numpy()).mean(),
    (first * second).sum(),
)
two_coders = {"agreement": p_o, "expected": p_e, "kappa": (p_o - p_e) / (1 - p_e)}

# %% tags=["mistake"] mistake="compared-with-a-word"
"""
The expected agreement is right. Your agreement is 0: a column was compared with a word and not with the other column.
Write `both["first"] == both["second"]`.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == "second").mean(), (first * second).sum()
two_coders = {"agreement": p_o, "expected": p_e, "kappa": (p_o - p_e) / (1 - p_e)}

# %% tags=["mistake"] mistake="kappa-without-brackets"
"""
Agreement and expected agreement are right. In kappa a whole difference stands above the line and a whole one below
it: `(agreement - expected) / (1 - expected)`, with both pairs of brackets.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == both["second"]).mean(), (first * second).sum()
two_coders = {"agreement": p_o, "expected": p_e, "kappa": p_o - p_e / 1 - p_e}

# %% tags=["mistake"] mistake="kappa-other-half-in-brackets"
"""
Agreement and expected agreement are right. In kappa the difference above the line belongs together as well:
`(agreement - expected) / (1 - expected)`, with both pairs of brackets.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == both["second"]).mean(), (first * second).sum()
two_coders = {"agreement": p_o, "expected": p_e, "kappa": p_o - p_e / (1 - p_e)}

# %% tags=["mistake"] mistake="agreement-on-yes"
"""
The expected agreement is right. Your agreement counts only the claims to which both give `yes`. Two coders who both
say `no`, or both `partly`, agree as well: compare the two columns, whichever code it is.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = ((both["first"] == "yes") & (both["second"] == "yes")).mean(), (first * second).sum()
two_coders = {"agreement": p_o, "expected": p_e, "kappa": (p_o - p_e) / (1 - p_e)}

# %% tags=["mistake"] mistake="products-averaged"
"""
The agreement is right. For the expected agreement you took the mean of the products. Each of them is the chance to
agree on one code, and the two may agree on any: add them up.
"""
both = coding.dropna()
first, second = (both[name].value_counts(normalize=True) for name in ("first", "second"))
p_o, p_e = (both["first"] == both["second"]).mean(), (first * second).mean()
two_coders = {"agreement": p_o, "expected": p_e, "kappa": (p_o - p_e) / (1 - p_e)}

# %% tags=["alternative"]
table = pd.crosstab(coding["first"], coding["second"]).to_numpy()
n = table.sum()
p_o = np.trace(table) / n
p_e = (table.sum(axis=0) * table.sum(axis=1)).sum() / n**2
two_coders = {"kappa": (p_o - p_e) / (1 - p_e), "agreement": p_o, "expected": p_e}

# %% [markdown] tags=["after"]
# They agree on {100 * two_coders["agreement"]:.0f} % of the claims, but luck alone would give {100 * two_coders["expected"]:.0f} %; kappa is {two_coders["kappa"]:.2f}. So a share of checkable claims rests on a judgement too: say who made it, and by which rule.

# %% tags=["step"]
both = coding.dropna(subset=___)
agreement = (both["first"] == both[___]).mean()
shares_first = both["first"].value_counts(normalize=True)
expected = (shares_first * both[___].value_counts(normalize=___)).sum()

# %% [markdown] tags=["hint"]
# Start with `coding.dropna()`. A `value_counts(normalize=True)` for each coder gives the shares of the codes; multiplying two Series matches them by code.

# %% [markdown] tags=["hint"]
# Three steps: `both`, the rows that have both codes; the mean of a comparison of its two columns; for each column the
# shares of its codes, multiplied code by code and added up with `.sum()`. All three are of `both`. Kappa then takes
# the second off the first above the line, and off 1 below it: brackets around each.

# %% [markdown] tags=["task"] task="what-agreement-shows" kind="choice" points=2 objective="LO1.4"
# ## What does agreement show?
#
# Coders agree, news sites agree, reports are silent together. When is that evidence, and of what? Choose one answer for
# each of the four cases. Keep your choices in a dict `what_agreement_shows`, such as
# `{"pages": "a", "kappa": "a", "perfect": "a", "silence": "a"}`.
#
# **pages.** Five news sites say that the measure was taken on a Monday evening. Four print the text of one agency,
# which quotes a text of the ministry. The fifth quotes a diplomat without a name. How many independent origins are there?
#
# - a) Five: each site has an editor who could have refused the text.
# - b) Four: the agency counts once, and the sites that printed it add their own weight.
# - c) At most two: the ministry's text and the diplomat, who may well work in the same ministry.
# - d) None: a report that quotes an unnamed diplomat is worthless, and so are those that agree with it.
#
# **kappa.** Two coders give the same code to 90 of 100 claims, yet kappa is only 0.44. Why?
#
# - a) One code is so common that two people would agree on most claims by luck.
# - b) Kappa is a percentage of a percentage, so it is always about half of the agreement.
# - c) One of the two coders must have worked without care.
#
# **perfect.** Two members of one team reach a kappa of 1 for their verdicts. What does that show?
#
# - a) The verdicts are true.
# - b) The team applies its rule in the same way; the rule, or the sources they share, may still mislead both.
# - c) Nothing: members of one team always agree.
#
# **silence.** None of the reports that were read has the presidency confirm the measure. What follows?
#
# - a) It certainly did not confirm it.
# - b) Nothing at all: what is absent from reports cannot be evidence.
# - c) It counts against the claim, as agencies would hardly have left out such a statement; certainty is another thing.

# %% tags=["answer"]
what_agreement_shows = (
    # BEGIN SOLUTION
    {"pages": "c", "kappa": "a", "perfect": "b", "silence": "c"}
    # END SOLUTION
)

# %% tags=["replies"]
{
    "pages": {
        "a": "An editor can refuse a text but seldom checks where it comes from. Sites that print one agency's words repeat one origin: ask whom the words rest on.",
        "b": "You saw that the agency is one origin, but the reprints then add weight again. A copy adds readers, not evidence.",
        "c": "Yes. Count whom the words rest on. Even two voices may share one origin, if both sit in one ministry.",
        "d": "An unnamed source makes a report hard to check, which is not the same as worthless; and the ministry's text has a name on it.",
    },
    "kappa": {
        "a": "Yes. With very uneven codes the agreement by luck is high, and little is left for skill to show.",
        "b": "No fixed relation holds: with even codes the same percentage gives a much higher kappa. Ask how much luck would give.",
        "c": "Ten differences do not say whose fault they are. Look at how often each code is used, and at what luck alone would give.",
    },
    "perfect": {
        "a": "Two people can agree on a mistake, above all if they read the same pages. Agreement is about the coding, not about the world.",
        "b": "Yes. Reliability is agreement with each other; validity is agreement with the facts. The first does not give the second.",
        "c": "They do not always agree, and a vague rule shows at once. It does show something: ask what, and what not.",
    },
    "silence": {
        "a": "Silence in the pages that were read is not silence in the world: some pages were read in part, and others not at all.",
        "b": "It depends on whether the event would have left a trace. A statement of the presidency on such a matter would be news.",
        "c": "Yes. An argument from silence is as strong as the trace that the event would have left; that is why the verdict has medium confidence.",
    },
}

# %% [markdown] tags=["after"]
# In all four cases one question does the work: could the agreement have come about if the claim were false?

# %% [markdown] tags=["hint"]
# In each case ask what else could have produced the agreement: copying, luck, or reading the same pages.

# %% [markdown] tags=["hint"]
# Strike out what is too strong first: certainly, always, none, nothing at all. Then follow each voice to where its
# words come from, and count origins, not pages. Agreement is a fact about those who coded; whether they are right is
# another question.

# %% [markdown] tags=["task"] task="rewrite-the-lead" kind="written" points=4 objective="LO1.5"
# ## Write a lead that the record supports
#
# The first two paragraphs of the article hold the claims C01 to C11. Read them with their evidence:
#
# ```python
# with pd.option_context("display.max_colwidth", None):
#     display(claims.loc[claims["section"] == "lead", ["id", "claim", "verdict", "evidence", "sources"]])
# ```
#
# The keys in `sources` (S01, S02, …) are explained in `load("claim_sources")`.
#
# Write a new lead of 80 to 150 words. Every statement must be supported by that evidence, with the key of a source
# after it; where the statement is that nothing was found, give the number of the claim. Say who acted, when, and how far the measure went. Mark a judgement as a judgement, and say what could not
# be verified. Do not name more people than the reader needs.

# %% [markdown] tags=["hint"]
# Take the claims one by one: keep what is supported, correct what is contradicted, narrow what is partly right, and name what is unverifiable or an opinion for what it is.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or the claims of the lead are repeated as they stand.
# - **1** One or two of the three are right (who acted, when, how far the measure went); the rest still goes beyond the record.
# - **2** Who, when and how far are all right, but something that the evidence does not support (a judgement, a quotation) is told as a fact, sources are missing, or how far is told by half: what ended without what stayed open, or the reverse.
# - **3** Every statement is supported and has its source, and how far is told in both halves; what could not be verified is left out in silence, or a judgement is not marked as one.
# - **4** As 3, and the text says what could not be verified and whose judgement a judgement is; plain words, nothing that heats up or plays down.

# %% [markdown] tags=["model"] level=4
# On Monday evening, 23 February 2026, the French foreign ministry announced that the US ambassador no longer has direct access to members of the government (S02, S05).
# He had not come that evening to a summons; by a diplomat's account an embassy official came instead (S02).
# He keeps his post and may still visit the ministry (S02, S07), and the minister says that relations between the two NATO allies are unaffected (S41).
# It was his second absence from a summons, after one in August 2025 (S11, S40).
# No earlier French limit on a US ambassador's access was found, which proves little (C02).
# Whether relations are now at their worst since 2003 is a matter of judgement: in 2021 France recalled its ambassador, and an editor then thought the tie worse than over Iraq (S13, S14).
# One quotation, in which officials speak of repeated insults, appears in no report that was read (C08).

# %% [markdown] tags=["model"] level=2
# France's foreign ministry decided on Monday evening to stop the American ambassador from meeting members of the government, because he did not come when it summoned him.
# He can still go to the foreign ministry.
# It is the latest in a series of deliberate insults by Washington, officials say, and relations have not been so bad since the Iraq war of 2003.
# They have not been broken off, though: the two men spoke on the telephone on the next day.

# %% [markdown] tags=["model"] level=1
# The French president's office said on Sunday that the US ambassador may no longer see ministers, although he may still come to the foreign ministry.
# This is a rupture between two NATO allies, and the worst moment since 2003.

# %% [markdown] tags=["model"] level=3
# On Monday evening, 23 February 2026, the French foreign ministry announced that the US ambassador no longer has direct access to members of the government (S02, S05).
# He had not come to a summons that evening; by a diplomat's account an embassy official came instead (S02).
# He keeps his post and may still visit the ministry (S02, S07), and the minister says that relations are unaffected (S41).
# It was his second absence from a summons, after one in August 2025 (S11, S40).
# In 2021 France had taken a graver step and recalled its ambassador (S13, S14).

# %% [markdown] tags=["model"] level=0
# On Sunday the French presidency cut off the American ambassador.
# That is a rupture between two NATO allies; their relations have not been so bad since 2003, and officials speak of repeated insults.

# %% [markdown] tags=["closing"]
# ## Where next
#
# Take a story that you read today. Number its claims and note who stands behind each. Give a friend the numbered claims
# without your notes, and ask for theirs. Compare the two as in task 6, by raw agreement and by kappa, and talk about the claims on which you differ.
