"""Checks of exercise 1."""

from corrige.grading import figure_data, same, task


@task("wet-days")
def test_counts_days(answers, reference):
    """A day counts once, however many stations were wet."""
    assert same(answers["wet_days"], reference["wet_days"]), "The number of days is off: at least 1 mm, and each day once."


@task("most-rain")
def test_takes_the_wettest_day(answers, reference):
    """Each station has its largest value."""
    assert same(answers["most_rain"], reference["most_rain"]), "Each station's wettest day is asked for."


@task("share-wet", weight=2)
def test_share_of_other_amounts(answers, reference):
    """The share holds for amounts that were not shown."""
    for amounts, limit in [([0.0, 0.5, 7.0], 0.5), ([None, 2.0, 2.0, 0.0], 2)]:
        given = f"share_wet({amounts}, {limit})"
        assert same(answers.call("share_wet", amounts, limit), reference.call("share_wet", amounts, limit)), (
            f"{given} gives another share."
        )


@task("share-wet")
def test_share_of_nothing(answers):
    """Of no measurement there is no share."""
    assert answers.call("share_wet", [None], 3) is None, "With nothing measured, the share is None."


@task("rain-chart")
def test_chart(answers, reference):
    """The chart shows the week of each station and says so."""
    assert figure_data(answers["rain_chart"]) == figure_data(reference["rain_chart"]), "The bars show other numbers."
    assert answers["rain_chart"]["xlabel"], "The horizontal axis has no label."
    assert answers["rain_chart"]["ylabel"], "The vertical axis has no label."


@task("empty-cell")
def test_choice(answers):
    """The option is the one that the codebook gives."""
    assert str(answers["empty_cell"]).strip().lower() == "b", "The codebook says what an empty cell is."
