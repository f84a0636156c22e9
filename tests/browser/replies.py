"""Run answers and collect what `check` replies. Runs as it is under any Python, the browser's included."""

from __future__ import annotations

import json
import warnings
from typing import Any


def replies(cases: list[dict[str, str]]) -> list[list[str]]:
    """Outcome and text of the reply to each case; the exception's name if an answer raises one."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    found, before, begun = [], None, {}
    for case in cases:
        if case["before"] != before:
            before, begun = case["before"], {"__name__": "__main__"}
            exec(before, begun)
        namespace: dict[str, Any] = dict(begun)
        try:
            # A notebook shows a warning and goes on, whatever the tests around this do with warnings.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(case["code"], namespace)
                exec(f"_reply = {case['ask']}", namespace)
            found.append([namespace["_reply"].outcome, namespace["_reply"].text])
        except Exception as error:
            found.append(["raised", type(error).__name__])
        plt.close("all")
    return found


def replies_as_json(cases: str) -> str:
    """The same, from text to text."""
    return json.dumps(replies(json.loads(cases)))
