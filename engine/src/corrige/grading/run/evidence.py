"""What a mark rests on, kept small enough to keep: the value that was seen."""

from __future__ import annotations

import pandas as pd

from corrige.authoring.model import Task
from corrige.grading.run.answers import Answers

_MOST_SEEN = 1_200


def seen_of(answers: Answers, task: Task) -> str:
    """Write out the value that was found, in a few lines; nothing for charts and functions."""
    if task.kind in ("figure", "function"):
        return ""
    try:
        value = answers[task.name]
        if isinstance(value, pd.Series):
            return value.head(12).to_string()[:_MOST_SEEN]
        if isinstance(value, pd.DataFrame):
            return value.head(12).to_string(max_colwidth=40, max_cols=8)[:_MOST_SEEN]
        return repr(value)[:_MOST_SEEN]
    except Exception:
        # The value is the learner's and may be anything; what was seen is a courtesy, not a mark.
        return ""
