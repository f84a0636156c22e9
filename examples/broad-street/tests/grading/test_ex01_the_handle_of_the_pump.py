"""Checks of exercise 1."""

from corrige.grading import figure_data, same, task


@task("days-from-peak")
def test_days_from_the_peak(answers, reference):
    """The days from the peak of attacks to the removal."""
    assert same(answers["days_from_peak"], reference["days_from_peak"]), "Subtract the date of the peak."


@task("share-before")
def test_share_before(answers, reference):
    """Attacks before the removal, of all dated ones."""
    assert same(answers["share_before"], reference["share_before"]), (
        "Attacks before that day, of all with a date."
    )


@task("ten-day-sums")
def test_ten_day_sums(answers, reference):
    """Each date has the attacks of its ten days."""
    assert same(answers["ten_day_sums"], reference["ten_day_sums"]), (
        "Ten days each, and their attacks added up."
    )


@task("not-fewer")
def test_not_fewer(answers, reference):
    """The days that speak against the claim, with the change."""
    assert same(answers["not_fewer"], reference["not_fewer"]), "Days from 2 to 12 September without a fall."


@task("days-to-half", weight=2)
def test_other_counts(answers, reference):
    """The days hold for counts that were not shown."""
    for counts in ([0, 7, 5, 3, 0], [4, 20, 12, 11, 10], [8, 1], [2, 2, 2], [5, 5, 3, 2]):
        said = f"days_to_half({counts}) gives another number."
        assert same(answers.call("days_to_half", counts), reference.call("days_to_half", counts)), said


@task("days-to-half")
def test_never_half(answers):
    """Where no day is so low there is no number."""
    assert answers.call("days_to_half", [4, 3, 3]) is None, "Where the count never halves, give None."


@task("attacks-chart")
def test_chart(answers, reference):
    """The chart shows each day's attacks and says so."""
    assert figure_data(answers["attacks_chart"]) == figure_data(reference["attacks_chart"]), (
        "Other numbers are drawn."
    )
    assert answers["attacks_chart"]["xlabel"], "The horizontal axis has no label."
    assert answers["attacks_chart"]["ylabel"], "The vertical axis has no label."


@task("what-the-days-say")
def test_choice(answers):
    """The option that the days bear out."""
    assert str(answers["what_the_days_say"]).strip().lower() == "b", (
        "What was nearly over cannot be ended later."
    )
