"""Events are counted once per group, however many rows they have."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.data import load
from demarche.measures.events import count_events, decade_of

# Two events: e1 has three rows of two kinds, e2 one row.
TOY = pd.DataFrame(
    {
        "event": ["e1", "e1", "e1", "e2"],
        "measure": pd.Categorical(["recall", "recall", "summons", "recall"], ["recall", "summons", "break"]),
        "year": [1999, 1999, 1999, 2001],
    }
)


def test_counts_by_hand():
    assert count_events(TOY, "measure").to_dict() == {"recall": 2, "summons": 1}
    assert count_events(TOY, ["year", "measure"]).to_dict() == {
        (1999, "recall"): 1,
        (1999, "summons"): 1,
        (2001, "recall"): 1,
    }


def test_a_category_without_rows_is_left_out():
    assert "break" not in count_events(TOY, "measure").index


def test_other_names_for_the_event():
    renamed = TOY.rename(columns={"event": "dispute"})
    assert count_events(renamed, "year", event="dispute").to_dict() == {1999: 1, 2001: 1}


def test_incidents_have_the_counts_of_the_codebook():
    incidents = load("incidents")
    assert incidents["event"].nunique() == 75
    assert count_events(incidents.assign(one=1), "one").to_dict() == {1: 75}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), min_size=1))
def test_repeating_rows_changes_nothing(pairs):
    rows = pd.DataFrame(pairs, columns=["event", "kind"])
    assert count_events(pd.concat([rows, rows]), "kind").equals(count_events(rows, "kind"))


def test_missing_columns_are_named():
    with pytest.raises(KeyError, match="no column decade"):
        count_events(TOY, "decade")
    with pytest.raises(KeyError, match="no column incident"):
        count_events(TOY, "year", event="incident")


def test_decades_begin_at_their_first_year():
    years = pd.Series([1969, 1970, 1975, 1979, 1980, 2026])
    assert decade_of(years).tolist() == [1960, 1970, 1970, 1970, 1980, 2020]
    assert decade_of(years).name == "decade"


def test_numbers_that_exercise_3_states_in_its_prompts():
    incidents, ambassadors = load("incidents"), load("chiefs_of_mission")
    decades = count_events(incidents.assign(decade=decade_of(incidents["year"])), "decade")
    assert (decades[1960], decades[1990], decades[2010]) == (1, 4, 40)
    assert incidents.loc[incidents["measure"] == "summons", "year"].min() == 2003
    large = incidents.loc[incidents["year"] >= 2020, "event"].value_counts().head(2)
    assert large.sum() == 19
    assert incidents.loc[incidents["event"] == "I063", "start_recorded"].str.startswith("2021-10").all()
    assert (incidents["event"] == "I063").sum() == 10
    assert len(ambassadors) > 100 * (ambassadors["mission"] == "france").sum()
    assert load("ambassador_incidents")["nato_ally"].sum() == 0
