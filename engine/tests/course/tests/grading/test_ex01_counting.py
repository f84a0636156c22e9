"""Checks of the small course."""

from corrige.grading import figure_data, same, task


@task("event-count")
def test_counts_events(answers, reference):
    """An event counts once."""
    assert answers["event_count"] == 3, "Rows were counted."


@task("per-kind")
def test_counts_by_kind(answers, reference):
    """Each kind has its number of events."""
    assert same(answers["per_kind"], reference["per_kind"]), "The counts are off."


@task("share", weight=3)
def test_share_of_other_numbers(answers, reference):
    """The share holds for numbers that were not shown."""
    for part, whole in [(2, 9), (7, 8)]:
        assert same(answers.call("share", part, whole), reference.call("share", part, whole)), (
            "Shares are off."
        )


@task("share")
def test_share_of_nothing(answers):
    """Of nothing there is no share."""
    assert answers.call("share", 5, 0) is None, "A whole of 0 needs an answer of its own."


@task("kind-chart")
def test_chart(answers, reference):
    """The chart shows rows by kind and says so."""
    assert figure_data(answers["kind_chart"]) == figure_data(reference["kind_chart"]), (
        "Other numbers are drawn."
    )
    assert answers["kind_chart"]["xlabel"], "The axes need labels."


@task("best-reason")
def test_reason(answers):
    """The reason is the one that the rows show."""
    assert str(answers["best_reason"]).strip().lower() == "b", "The rows show another reason."
