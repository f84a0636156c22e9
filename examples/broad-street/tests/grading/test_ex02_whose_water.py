"""Checks of exercise 2."""

from corrige.grading import figure_data, same, task


@task("deaths-per-10000")
def test_rates(answers, reference):
    """Each supplier's deaths by its own houses."""
    assert same(answers["deaths_per_10000"], reference["deaths_per_10000"]), "Deaths by houses, times 10,000."


@task("misprints")
def test_misprints(answers, reference):
    """The rounded rate minus the printed one."""
    assert same(answers["misprints"], reference["misprints"]), "Round first, then subtract what was printed."


@task("rate-ratio")
def test_ratio(answers, reference):
    """One rate by the other."""
    assert same(answers["rate_ratio"], reference["rate_ratio"]), "Divide the two rates."


@task("ratio-interval", weight=2)
def test_other_counts(answers, reference):
    """The interval holds for counts that were not shown."""
    for counts in ((7, 90, 5, 80), (1, 10, 1, 10), (300, 4000, 20, 2500)):
        said = f"ratio_interval{counts} gives other limits."
        assert same(answers.call("ratio_interval", *counts), reference.call("ratio_interval", *counts)), said


@task("ratio-interval")
def test_no_deaths(answers):
    """Without a death there is no interval."""
    assert answers.call("ratio_interval", 3, 10, 0, 10) is None, "Without a death on one side, give None."


@task("three-stretches")
def test_stretches(answers, reference):
    """A ratio for each stretch of weeks."""
    assert same(answers["three_stretches"], reference["three_stretches"]), "Three ratios of rates."


@task("rates-chart")
def test_chart(answers, reference):
    """The chart shows the three rates and says so."""
    assert figure_data(answers["rates_chart"]) == figure_data(reference["rates_chart"]), (
        "Other numbers are drawn."
    )
    assert answers["rates_chart"]["xlabel"], "The horizontal axis has no label."
    assert answers["rates_chart"]["ylabel"], "The vertical axis has no label."


@task("same-streets")
def test_choice(answers):
    """What differs with the company, and could do the same."""
    assert str(answers["same_streets"]).strip().lower() == "b", (
        "Another difference must go together with the company."
    )
