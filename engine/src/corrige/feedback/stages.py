"""Help that goes a step further each time: for who asks again, or asks ahead with `check("task", hint=2)`.

1 is the task's hint, 2 what the mark says of a wrong answer, 3 a second hint, 4 the first step as code with
gaps, 5 an example worked on other data. None holds the answer, and the marks know nothing of it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from corrige.feedback.history import parsed
from corrige.feedback.reply import Reply

LAST = 5
_LEAD = {
    1: "Hint:",
    2: "What is marked:",
    3: "Another hint:",
    4: "A first step, with gaps (___) to fill:",
    5: "An example on other data:",
}
_LABELS = re.compile(r"title|label|called")
_AHEAD = 'An example on other data: check("{task}", hint=5).'

_asked: dict[str, int] = {}


def stages_of(entry: Mapping[str, Any], reply: Reply, source: str = "") -> dict[int, str]:
    """What there is to say at each stage; a stage without anything is not there.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    reply : Reply
        What there is to say to this answer by itself.
    source : str
        The code that made it, if it is known: a step that it has taken already is none.
    """
    step = entry.get("step", "")
    found = {
        1: entry.get("hint", ""),
        # A known slip has been told by its own words; what else the mark may say is then about other slips.
        2: "" if reply.mistake and reply.wrong is None else of_the_mark(entry, reply.wrong, reply.text),
        3: " ".join(entry.get("hints", [])),
        4: "" if _taken(step, source) else _code(step),
        5: _code(entry.get("example", "")),
    }
    return {stage: text for stage, text in found.items() if text}


def further(
    task: str, entry: Mapping[str, Any], reply: Reply, source: str = "", *, failed: bool = False
) -> Reply:
    """The reply with one more piece of help for every time that the task was tried in vain.

    Parameters
    ----------
    task : str
        Its id; the attempts are counted in the kernel and forgotten with it.
    entry : mapping
        The task's entry in its answer card.
    reply : Reply
        What there is to say to this answer by itself.
    source : str
        The code that made it, if it is known.
    failed : bool
        Whether the answer's cell stopped: that is an attempt too, though there may be no answer.
    """
    if reply.outcome != "not yet" and not failed:
        if reply.ok:
            _asked.pop(task, None)
        return reply
    _asked[task] = tries = _asked.get(task, 0) + 1
    stages = stages_of(entry, reply, source)
    # Beside the right numbers of a chart only a word is missing: help with the numbers would mislead.
    if reply.wrong == () and entry["kind"] == "figure":
        words = (f'{entry["name"]}.set_{part}("___")' for part in ("title", "xlabel", "ylabel"))
        stages = {4: _code("\n".join(words))} if _LABELS.search(reply.text) else {}
    told = entry.get("hint", "") in reply.text
    # The example is for who asks: it is long, and not everybody needs it.
    order = [stage for stage in (1, 2, 3, 4) if stage in stages and not (stage == 1 and told)]
    if tries == 1:
        return reply
    more = [f"{_LEAD[stage]} {stages[stage]}" for stage in order[tries - 2 : tries - 1] or order[-1:]]
    if tries - 1 > len(order) and 5 in stages:
        more.append(_AHEAD.format(task=task))
    return replace(reply, text="\n".join([reply.text, *more]))


def ahead(entry: Mapping[str, Any], reply: Reply, stage: int) -> Reply:
    """The help of one stage, or of the next one that there is."""
    stages = stages_of(entry, reply)
    there = [each for each in sorted(stages) if each >= stage] or sorted(stages)[-1:]
    if not there:
        return Reply("recorded", entry["name"], "There is no hint for this task.")
    return Reply("hint", entry["name"], f"{_LEAD[there[0]]} {stages[there[0]]}")


def of_the_mark(entry: Mapping[str, Any], wrong: Collection[str] | None, text: str = "") -> str:
    """What the checks of the mark say of the parts still wrong, as far as the reply has not said it."""
    said: Mapping[str, str] = entry.get("say", {})
    if wrong is not None:
        parts = [said[part] for part in wrong if part in said]
        of_others = {said[part] for part in said if part and part not in wrong}
        whole = [said[""]] if wrong and "" in said and said[""] not in of_others else []
        return " ".join(each for each in dict.fromkeys(parts or whole) if each not in text)
    return " ".join(each for each in dict.fromkeys(said.values()) if each not in text)


def _taken(step: str, source: str) -> bool:
    """Whether each line of a first step stands in the code, whatever it calls what it makes."""
    code = ast.unparse(parsed(source))
    made = (re.escape(line.strip().partition(" = ")[2] or line.strip()) for line in step.splitlines())
    return bool(step and code) and all(re.search(each.replace("___", ".+"), code) for each in made)


def _code(source: str) -> str:
    return "".join(f"\n    {line}" for line in source.splitlines())
