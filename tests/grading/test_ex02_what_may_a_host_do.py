"""Checks of exercise 2: what a learner's answers must be, and why."""

from corrige.codec import figure_data
from corrige.codec.charts import category
from corrige.grading import approx, same, task
from demarche.data import load

LADDER = load("ladder").astype({"measure": str})
RUNGS = {row.measure: row.rung for row in LADDER.itertuples()}
RECORD_HOST = ["prague-2015", "paris-1995", "madrid-2013", "budapest-2017", "paris-2025"]
RECORD_OTHER = ["canberra-1995", "reykjavik-1976", "ankara-2018"]
INVENTED = ["invented-1", "invented-2", "invented-3", "invented-4"]


def by_name(table, name):
    """A table's rows by the value of one column, whether that column is the index or not."""
    return table if table.index.name == name else table.set_index(name)


@task("strongest-step")
def test_each_sender_has_the_strongest_of_its_measures(answers, reference):
    """Every state that acted towards the United States stands there with its strongest measure."""
    assert same(answers["strongest_step"], reference["strongest_step"]), (
        "Not every sender has its strongest measure. Order the measures by the ladder, not by alphabet or "
        "by date, keep the rows whose target is USA, and give codes of measures."
    )


@task("strongest-step")
def test_the_strongest_step_of_france_is_that_of_1995(answers):
    """The French entry is the highest rung that France reached, and a name."""
    steps = dict(answers["strongest_step"])
    assert "FRA" in steps, "France acted towards the United States, but has no entry of its own."
    assert steps["FRA"] in RUNGS, (
        "Each entry is the code of one measure, such as `summons`: the strongest of that sender, in the order of the ladder."
    )
    others = [RUNGS[measure] for measure in ("summons", "access_restricted", "recall_consultations")]
    assert RUNGS[steps["FRA"]] > max(others), (
        "France has taken a stronger step than the one you give. Look before 2000."
    )


def by_code(chart):
    """The chart with the codes of the measures where it has their names."""
    codes = dict(zip(map(category, LADDER["name"]), LADDER["measure"], strict=True))
    marks = [
        {**mark, "pairs": [[codes.get(name, name), count] for name, count in mark["pairs"]]}
        for mark in chart["marks"]
    ]
    return {**chart, "marks": marks}


@task("events-by-rung", weight=2)
def test_bars_count_events_at_every_rung(answers, reference):
    """The bars show the number of events for all twelve measures."""
    shown = by_code(answers["events_by_rung"])
    assert figure_data(shown) == figure_data(reference["events_by_rung"]), (
        "The bars do not show the number of different events for each of the twelve measures. Count an event "
        "once at each measure it used, and draw a bar of zero where there is none."
    )


@task("events-by-rung")
def test_chart_can_be_read_without_the_notebook(answers):
    """The chart has a title and both labels, and its bars start at zero."""
    chart = answers["events_by_rung"]
    assert chart["marks"], "The axes hold no bars."
    lacking = [part for part in ("title", "xlabel", "ylabel") if not chart[part]]
    assert not lacking, f"The chart lacks: {', '.join(lacking)}."
    assert chart["zero"], "Bars are read by their length: let their axis start at zero."


@task("who-needs-whom", weight=2)
def test_counts_the_yeses_for_each_actor(answers, reference):
    """For each actor: how many measures, and how many yeses in each of the three columns."""
    assert same(answers["who_needs_whom"], reference["who_needs_whom"]), (
        "Not all counts agree with the ladder. Group by acts, count its rows, and count the yeses."
    )


@task("who-needs-whom")
def test_all_twelve_measures_are_there_and_no_consent_is_needed(answers):
    """The measures add up to the whole ladder, and consent, action and end are three different columns."""
    table = by_name(answers["who_needs_whom"], "acts")
    assert sorted(table.index) == ["either", "receiving", "sending"], (
        "One row for each value of acts is asked for: group by acts, and count within each group."
    )
    assert table["measures"].sum() == len(RUNGS), (
        "`measures` holds how many measures there are: count the rows of the ladder, each once, and leave "
        "the numbers of their rungs out."
    )
    wrong = "{} holds, for each value of acts, how many of its measures have `yes` in the column {}."
    for column, asked, yeses in [
        ("need_consent", "consent_needed", 0),
        ("need_action", "other_side_must_act", 2),
        ("end_mission", "ends_mission", 4),
    ]:
        assert table[column].sum() == yeses, wrong.format(column, asked)


def misplaced(answers, reference, cases):
    """Cases that have another letter than the right one."""
    given, right = answers["twelve_cases"], reference["twelve_cases"]
    assert isinstance(given, dict), "The answer is no dict from case to letter."
    return [case for case in cases if str(given.get(case, "")).strip().lower() != right[case]]


@task("twelve-cases", weight=5)
def test_cases_of_the_record_in_which_the_host_acts(answers, reference):
    """Five cases in which the receiving state acts on the other's envoy."""
    wrong = misplaced(answers, reference, RECORD_HOST)
    assert not wrong, (
        f"Look again at {', '.join(wrong)}: what did the host do, and did the person stay in post?"
    )


@task("twelve-cases", weight=3)
def test_cases_of_the_record_about_own_envoys_and_relations(answers, reference):
    """Three cases about a state's own envoy or about relations as a whole."""
    wrong = misplaced(answers, reference, RECORD_OTHER)
    assert not wrong, (
        f"Look again at {', '.join(wrong)}: whose envoy was it, for how long, and did the embassy stay?"
    )


@task("twelve-cases", weight=4)
def test_invented_cases(answers, reference):
    """Four invented cases."""
    wrong = misplaced(answers, reference, INVENTED)
    assert not wrong, (
        f"Look again at {', '.join(wrong)}: who acts, on whose envoy, and does the mission go on?"
    )


@task("usage-only")
def test_share_of_events_that_rest_on_usage_alone(answers, reference):
    """The share of all events whose measures all rest on usage."""
    events = load("incidents")["event"].nunique()
    share = answers["usage_only"]
    assert same(share, reference["usage_only"]), (
        "Of all events, the part in which every measure has exactly the hook `usage`: the comparison for each "
        "row, all of it for each event, then the mean over the events, not rounded."
    )
    assert share * events == approx(round(share * events)), "The share is not a whole number of the events."


@task("two-codings")
def test_means_under_both_codings(answers, reference):
    """The mean of each sender under each of the two codings."""
    table, right = (by_name(each["two_codings"], "sender") for each in (answers, reference))
    assert sorted(table.index) == ["FRA", "GBR"], "One row each for FRA and GBR is asked for."
    for column in ("mean_even", "mean_stretched"):
        assert same(dict(table[column]), dict(right[column])), (
            f"{column} is the mean over the rows in which the state is the sender, each measure turned into its number first."
        )


@task("two-codings")
def test_the_ranking_by_means_turns_round(answers):
    """The two codings put different states first."""
    table = by_name(answers["two_codings"], "sender")
    first = {column: table[column].idxmax() for column in ("mean_even", "mean_stretched")}
    assert first["mean_even"] != first["mean_stretched"], (
        "With the given codings the two means rank the states differently."
    )


@task("two-codings")
def test_median_is_the_lower_middle_measure(answers, reference):
    """The median is the name of a measure: the lower of the two middle ones if there are two."""
    table, right = (by_name(each["two_codings"], "sender") for each in (answers, reference))
    for sender in ("FRA", "GBR"):
        assert table.loc[sender, "median_measure"] in RUNGS, (
            "Each median should be the code of a measure: sort by the ladder and take the lower middle one."
        )
    assert same(dict(table["median_measure"]), dict(right["median_measure"])), (
        "A median is not the lower middle measure in the order of the ladder."
    )


@task("longest-climb", weight=2)
def test_works_on_paths_not_seen_before(answers):
    """The length of the longest run of neighbouring, strictly stronger steps."""
    cases = [
        ([2, 3, 3, 4, 5], 3),
        ([1, 5, 2, 3, 4, 9, 1], 4),
        ([12, 9, 6], 1),
        ([1, 2, 3, 4, 5, 6, 7], 7),
        ([4, 9, 4, 10, 4, 11], 2),
        ([5, 5, 6, 1, 2, 7], 3),
        ([4, 7, 9, 6, 8], 3),
        ([4, 7, 7, 9], 2),
        ([1, 3, 5, 8], 4),
    ]
    for path, steps in cases:
        assert answers.call("longest_climb", path) == steps, (
            f"On the path {path} the function does not give the number of steps in the longest climb."
        )


@task("longest-climb")
def test_short_and_level_paths(answers):
    """An empty path has no climb; a level or single step is a climb of one."""
    for path, steps in [([], 0), ([9], 1), ([4, 4, 4, 4], 1), ([3, 8], 2)]:
        assert answers.call("longest_climb", path) == steps, (
            f"On the path {path} the function is not right yet."
        )
