"""Checks of exercise 1: claims, who stands behind them, and agreement."""

from __future__ import annotations

import pandas as pd

from corrige.grading import approx, figure_data, same, task

SECTIONS = ["lead", "protocol breach", "alliance cohesion", "historical context"]
VERDICTS = ["supported", "partly", "contradicted", "unverifiable", "opinion"]


def as_table(answer, index):
    """A table with its names in the index, whether the learner left them there or made them a column."""
    return answer.set_index(index) if index in answer.columns else answer


def table(*pairs):
    return pd.DataFrame(pairs, columns=["checkable", "verdict"])


def cases(supported, others, *extra):
    """So many checkable claims of each sort, and other rows that must not count."""
    rows = [("yes", "supported")] * supported + [("yes", "contradicted")] * others
    return table(*rows, *extra)


@task("checkable-claims")
def test_keeps_the_checkable_and_no_others(answers):
    """The table holds each claim that is checkable without reservation, once, and no other."""
    kept = answers["checkable_claims"]
    assert isinstance(kept, pd.DataFrame), "A DataFrame with three columns is asked for."
    ids = list(kept.reset_index()["id"])
    assert len(ids) == len(set(ids)), "A claim stands in the table more than once."
    assert "C10" not in ids, "A claim that is checkable in part only is in the table."
    assert {"C08", "C41"} <= set(ids), "A claim that could be checked, but found no evidence, was dropped."
    assert not {"C12", "C22", "C28"} & set(ids), "A statement that nobody can check is in the table."
    assert len(ids) == 28, "The number of claims is not that of the rows whose checkable is yes."


@task("checkable-claims")
def test_gives_the_three_columns(answers, reference):
    """Each claim stands with its own section and verdict."""
    ours, right = (each["checkable_claims"] for each in (answers, reference))
    assert same(as_table(ours, "id"), as_table(right, "id")), (
        "Each row is a claim whose `checkable` is yes, with its own id, section and verdict."
    )


@task("unnamed-share")
def test_counts_everyone_who_is_not_named(answers):
    """Unnamed officials, analysts and the writer's own voice all count as unnamed."""
    share = answers["unnamed_share"]
    assert isinstance(share, pd.Series), "A Series is asked for: section in the index, share as value."
    assert set(map(str, share.index)) == set(SECTIONS), "There should be one share for each section."
    share.index = share.index.astype(str)
    assert share["protocol breach"] == share["alliance cohesion"] == 1, (
        "In two sections nobody at all is named: check which attributions you count and what you divide by."
    )
    assert share["lead"] == approx(9 / 11), (
        "The share of the lead is off: count all claims of the section, and all that name no institution."
    )


@task("unnamed-share")
def test_shares_of_every_section(answers, reference):
    """The base of each share is the section's own claims."""
    assert same(answers["unnamed_share"], reference["unnamed_share"]), (
        "Each share: the claims of a section with no named institution, divided by all claims of that section."
    )


@task("attribution-by-verdict")
def test_rows_and_columns(answers):
    """One row for each attribution, one column for each verdict, and every claim counted once."""
    counts = answers["attribution_by_verdict"]
    assert isinstance(counts, pd.DataFrame), "A DataFrame of counts is asked for."
    counts = as_table(counts, "attribution")
    assert set(map(str, counts.columns)) == set(VERDICTS), "The columns are not the five verdicts."
    assert counts.notna().all(axis=None), "Some cells are empty: where no claim was found, the count is 0."
    assert counts.to_numpy().sum() == 44, "The counts do not add up to the number of claims."
    assert counts.sum(axis=1)["author"] == 31, "The row of the writer's own claims does not add up."


@task("attribution-by-verdict")
def test_counts(answers, reference):
    """Each cell holds the number of claims with that attribution and that verdict; none is 0."""
    assert same(answers["attribution_by_verdict"], reference["attribution_by_verdict"]), (
        "Each cell counts the claims of that attribution and that verdict; where there is none, it is 0."
    )


@task("contradicted-by-section")
def test_chart_shows_all_four_sections(answers, reference):
    """One mark for each section, also where the number is zero."""
    ours, right = (figure_data(each["contradicted_by_section"]) for each in (answers, reference))
    assert same(ours, right), (
        "The chart does not show the number of contradicted claims for each of the four sections."
    )


@task("contradicted-by-section")
def test_chart_can_be_read(answers):
    """The chart has a title and both axis labels, and bars begin at zero."""
    chart = answers["contradicted_by_section"]
    assert chart["zero"] or all(mark["kind"] != "bars" for mark in chart["marks"]), "Bars must begin at 0."
    for part, words in {"title": "a title", "xlabel": "a label below", "ylabel": "a label beside"}.items():
        assert chart[part], f"The chart has not {words}."


@task("share-supported")
def test_base_is_the_checkable_claims(answers):
    """Only checkable claims are in the base, and only the verdict supported is a success."""
    share, *_ = answers.call("share_supported", cases(3, 1, ("partly", "supported"), ("no", "opinion")))
    assert share == approx(3 / 4), (
        "The share is off: divide by the rows whose checkable is yes, and by no others."
    )
    share, *_ = answers.call("share_supported", cases(1, 0, ("yes", "partly"), ("yes", "unverifiable")))
    assert share == approx(1 / 3), (
        "The share is off: of the five verdicts only one counts as supported, and nothing is rounded."
    )


@task("share-supported", weight=0.5)
def test_no_checkable_claim_has_no_share(answers):
    """A table without a checkable claim gives nan three times."""
    for made in (cases(0, 0, ("partly", "supported"), ("no", "supported")), cases(0, 0)):
        given = answers.call("share_supported", made)
        assert len(given) == 3, "Three numbers are returned in every case, also when there is no share."
        assert all(number is None or number != number for number in given), (
            "A table without a checkable claim has no share: return nan three times."
        )


@task("share-supported")
def test_interval_is_wilsons(answers, reference):
    """The ends are those of Wilson's interval, for shares of zero, one and between."""
    for made in (cases(7, 5), cases(12, 0), cases(1, 0), cases(40, 61, ("no", "opinion"))):
        # A z with all its digits, 1.959964…, is as right as 1.96: the ends then differ in the fifth digit.
        ours, right = (each.call("share_supported", made) for each in (answers, reference))
        assert same(ours, right, order="strict", rel=1e-4), (
            "The three numbers are the share, the low end and the high end, by Wilson's formula and not rounded."
        )
    z2 = 1.96**2
    _, low, high = answers.call("share_supported", cases(0, 10))
    assert (low, high) == (approx(0, abs=1e-9), approx(z2 / (10 + z2), rel=1e-4)), (
        "With no success the interval still has a width: at 0 of n its high end is z^2 / (n + z^2)."
    )


@task("two-coders")
def test_agreement_leaves_out_what_was_not_coded(answers, reference):
    """The agreement rests on the claims that both have coded."""
    given = answers["two_coders"]
    assert set(given) == {"agreement", "expected", "kappa"}, "The keys are not those asked for."
    assert given["agreement"] == approx(21 / 29), (
        "The agreement is the share of the 29 claims with two codes in which both are the same, whichever it is."
    )
    assert same(given["expected"], reference["two_coders"]["expected"]), (
        "The expected agreement is off: multiply the two coders' own shares code by code, and add up."
    )


@task("two-coders")
def test_kappa_corrects_for_chance(answers, reference):
    """Kappa is the gain over chance, as a part of the gain that was possible."""
    given = answers["two_coders"]
    assert same(given["kappa"], reference["two_coders"]["kappa"]), (
        "Kappa is (agreement - expected) / (1 - expected), from the two numbers beside it, on the same cases."
    )


@task("what-agreement-shows")
def test_pages(answers):
    """Origins are counted, not pages."""
    chosen = answers["what_agreement_shows"]["pages"].strip().lower()
    assert chosen == "c", "In the case 'pages', ask whose words each page rests on."


@task("what-agreement-shows")
def test_kappa(answers):
    """Agreement by luck is told from agreement by skill."""
    chosen = answers["what_agreement_shows"]["kappa"].strip().lower()
    assert chosen == "a", "In the case 'kappa', ask how often the two would agree without looking."


@task("what-agreement-shows")
def test_perfect(answers):
    """Reliability is told from truth."""
    chosen = answers["what_agreement_shows"]["perfect"].strip().lower()
    assert chosen == "b", "In the case 'perfect', ask whether two people can be wrong in the same way."


@task("what-agreement-shows")
def test_silence(answers):
    """Silence weighs as much as the trace that the event would have left."""
    chosen = answers["what_agreement_shows"]["silence"].strip().lower()
    assert chosen == "c", "In the case 'silence', ask whether the event would have left a trace."
