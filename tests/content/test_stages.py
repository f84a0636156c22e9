"""Whoever is stuck gets further at each check: every task has a hint, another one, and a first step with gaps."""

import pytest

from corrige.feedback.cards import all_entries
from corrige.feedback.reply import Reply
from corrige.feedback.stages import stages_of

ENTRIES = {
    task: entry
    for task, entry in all_entries("demarche").items()
    if entry["kind"] != "written" and entry.get("reveal") is not False
}


@pytest.mark.parametrize("task", sorted(ENTRIES))
def test_help_goes_on_to_the_fourth_check(task: str) -> None:
    entry = ENTRIES[task]
    stages = stages_of(entry, Reply("not yet", entry["name"], "Not yet."))
    single = list(entry.get("cases", {})) == [""]
    assert {1, 3} | (set() if single else {4}) <= set(stages), f"{task}: more `hint` cells, or a `step` cell"
    assert len(set(stages.values())) == len(stages)
    assert single or "___" in stages[4]
