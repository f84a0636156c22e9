"""Claims, incidents, ladder, glossary, timeline, ambassadors, visits: values known from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from demarche.data import load

ROOT = Path(__file__).parents[2]


# --- claims and incidents


def test_claims_count_as_the_scorecard_says():
    claims = load("claims")
    verdicts = {"supported": 12, "partly": 11, "contradicted": 7, "unverifiable": 7, "opinion": 7}
    assert claims["verdict"].value_counts().to_dict() == verdicts
    assert claims["attribution"].value_counts().to_dict() == {
        "author": 31, "anonymous_official": 9, "named_institution": 3, "analysts": 1,
    }  # fmt: skip
    assert claims["checkable"].value_counts().to_dict() == {"yes": 28, "no": 10, "partly": 6}
    assert list(claims["id"]) == [f"C{number:02}" for number in range(1, 45)]
    assert set(claims["chapter"]) == set(range(1, 10))


def test_claims_cite_sources_that_exist():
    known = set(load("claim_sources")["key"])
    bibliography = (ROOT / "book" / "references.bib").read_text(encoding="utf-8")
    known |= set(re.findall(r"^@\w+\{([^,]+),", bibliography, flags=re.MULTILINE))
    cited = {key for keys in load("claims")["sources"].dropna() for key in keys.split()}
    assert cited <= known
    assert set(load("claim_sources")["key"]) <= cited


def test_incidents_are_rows_of_events():
    incidents = load("incidents")
    assert len(incidents) == 115
    assert incidents["event"].nunique() == 75
    assert (incidents["event"] == incidents["row"].str[:4]).all()
    ten = incidents[incidents["event"] == "I063"]
    assert len(ten) == 10
    assert (ten["issue"] == ten["issue"].iloc[0]).all()


def test_the_host_side_limits_before_2026():
    incidents = load("incidents")
    limits = incidents[(incidents["measure"] == "access_restricted") & (incidents["start"] < "2026-01-01")]
    assert sorted(limits["event"].unique()) == [
        "I005",
        "I011",
        "I032",
        "I042",
        "I044",
        "I046",
        "I055",
        "I058",
    ]


def test_french_recalls_do_not_include_1982():
    incidents = load("incidents")
    recalls = incidents[(incidents["sender"] == "FRA") & (incidents["measure"] == "recall_consultations")]
    assert list(recalls["row"]) == ["I003d", "I009", "I051", "I059", "I062a", "I062b"]
    assert 1982 not in set(recalls["year"])


@pytest.mark.parametrize(
    ("name", "recorded", "precision", "day"),
    [
        ("incidents", "start_recorded", "start_precision", "start"),
        ("incidents", "end_recorded", "end_precision", "end"),
        ("timeline", "date_recorded", "date_precision", "date"),
        ("claim_sources", "date_recorded", "date_precision", "date"),
    ],
)
def test_a_partial_date_keeps_its_text_and_precision(name, recorded, precision, day):
    table = load(name).dropna(subset=[recorded])
    length = table[precision].astype(str).map({"year": 4, "month": 7, "day": 10, "interval": 21})
    assert (table[recorded].str.len() == length).all()
    between = table[precision].astype(str) == "interval"
    assert all(first < last for first, last in table.loc[between, recorded].str.split("/"))
    table = table.assign(**{recorded: table[recorded].str.split("/").str[0]})
    filled = table[day].dt.strftime("%Y-%m-%d")
    assert all(full.startswith(text) for full, text in zip(filled, table[recorded], strict=True))
    coarse = table[precision].isin(["year", "month"])
    assert (table.loc[coarse, day].dt.day == 1).all()
    if "year" in table:
        assert (
            table["year"] == table[recorded if name == "timeline" else "start_recorded"].str[:4].astype(int)
        ).all()


def test_days_to_return_are_the_days_between():
    known = load("incidents").dropna(subset=["days_to_return"])
    assert len(known) >= 8
    assert ((known["end"] - known["start"]).dt.days == known["days_to_return"]).all()


def test_both_nato_follows_the_dates_of_accession():
    incidents = load("incidents")
    joined = load("states").set_index("iso3")["nato_date"]
    inside = (incidents["sender"].map(joined) <= incidents["start"]) & (
        incidents["target"].map(joined) <= incidents["start"]
    )
    assert (inside.astype(int) == incidents["both_nato"]).all()


def test_the_ladder_orders_the_measures():
    ladder = load("ladder")
    assert list(ladder["measure"]) == list(ladder["measure"].cat.categories)
    assert list(ladder["rung"]) == list(range(1, 13))
    incidents = load("incidents")
    assert incidents["measure"].cat.categories.equals(ladder["measure"].cat.categories)
    assert (incidents["measure"] > "summons").sum() == len(incidents) - (
        incidents["measure"] == "summons"
    ).sum()
    acts = ladder.set_index("measure")["acts"]
    assert acts["recall_consultations"] == "sending"
    assert acts["access_restricted"] == acts["expulsion_png"] == "receiving"


def test_glossary_points_to_its_own_terms():
    glossary = load("glossary")
    terms = set(glossary["term"])
    assert len(terms) == 130
    assert {term for row in glossary["see_also"].dropna() for term in row.split("; ")} <= terms


def test_timeline_has_its_anchors():
    tone = load("timeline").set_index("id")["tone"]
    assert len(tone) == 81
    assert tone[["T01", "T06", "T47", "T52"]].eq(3).all()
    assert tone[["T10", "T21", "T48", "T68", "T78"]].eq(-3).all()


# --- ambassadors and visits


def test_no_ally_has_rejected_or_expelled_a_us_ambassador_in_the_record():
    cases = load("ambassador_incidents")
    assert len(cases) == 63
    assert cases["category"].value_counts().to_dict() == {
        "severed_by_host": 19, "recall_requested": 12, "persona_non_grata": 9, "not_received": 7,
        "war_declared": 7, "severed_by_us": 7, "dealings_refused": 1, "recalled_by_us": 1,
    }  # fmt: skip
    refusals = ["persona_non_grata", "recall_requested", "not_received", "dealings_refused"]
    since = cases[(cases["year"] >= 1949) & cases["category"].isin(refusals)]
    assert len(since) > 0
    assert since["nato_ally"].sum() == 0
    joined = cases["iso3"].map(load("states").set_index("iso3")["nato_year"])
    assert ((joined <= cases["year"]).fillna(False).astype(int) == cases["nato_ally"]).all()
    assert set(cases.loc[cases["iso3"] == "FRA", "year"]) == {1794, 1797, 1835, 1942}


@pytest.mark.parametrize(
    ("mission", "appointed", "not_career"),
    [
        ("france", 21, 18),
        ("united-kingdom", 19, 18),
        ("germany", 20, 15),
        ("italy", 17, 14),
        ("russia", 22, 6),
        ("egypt", 20, 1),
    ],
)
def test_career_of_ambassadors(mission, appointed, not_career):
    posts = load("chiefs_of_mission").query("mission == @mission")
    assert len(posts) == appointed
    assert (posts["career"] == "non_career").sum() == not_career


def test_career_overall_and_waiting_time():
    posts = load("chiefs_of_mission")
    assert (posts["career"] == "non_career").mean() == pytest.approx(0.32, abs=0.005)
    wait = (posts["credentials"] - posts["appointed"]).dt.days
    assert wait.median() == 49
    assert wait[posts["mission"] == "france"].median() == 34
    assert wait.min() >= 0
    paris = posts[posts["mission"] == "france"].set_index("appointed").sort_index()
    gap = paris.loc["2014-09-26", "credentials"] - paris.loc["2009-06-01", "ended"]
    assert gap.days == 345


def test_visits_since_1945():
    visits = load("visits").query("year >= 1945")
    trips = visits[visits["role"] == "president"].groupby("partner").size()
    assert trips[["GBR", "DEU", "FRA"]].to_dict() == {"GBR": 49, "DEU": 46, "FRA": 43}
    leaders = visits[visits["direction"] == "to_us"].groupby("partner").size()
    assert leaders[["GBR", "DEU", "FRA"]].to_dict() == {"GBR": 107, "DEU": 98, "FRA": 58}
    france = visits[visits["partner"] == "FRA"]
    assert france.query("direction == 'to_us' and 1964 <= year <= 1968").empty
    assert france.query("role == 'president' and 1962 <= year <= 1968").empty
    calls = set(france.query("role == 'secretary_of_state'")["year"])
    assert set(range(1962, 1967)) <= calls
    assert not {1967, 1968} & calls  # NATO had left Paris: its meetings were what they came for
    assert (visits["end"] >= visits["start"]).all()
    assert (visits["start"].dt.year == visits["year"]).all()
    assert pd.Timestamp("1961-05-31") in set(france.loc[france["role"] == "president", "start"])
