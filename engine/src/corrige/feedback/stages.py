"""Help that goes a step further each time: for who asks again, or asks ahead with `check("task", hint=2)`.

1 is the task's hint, 2 what the mark says of a wrong answer, 3 a second hint, 4 the first step as code with
gaps, 5 an example worked on other data. None holds the answer, and the marks know nothing of it. Whoever is
told no at the fourth check has had all of 1 to 4.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from corrige.feedback.history import parsed
from corrige.feedback.reply import Reply

_LAST_CHECK = 4
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
        2: "" if reply.mistake and reply.wrong is None else _marked(entry, reply),
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
    if reply.outcome != "not yet" and not failed and not _is_tried(reply, source):
        if reply.ok:
            _asked.pop(task, None)
        return reply
    _asked[task] = tries = _asked.get(task, 0) + 1
    stages = stages_of(entry, reply, source)
    # Beside the right numbers of a chart only a word is missing: help with the numbers would mislead.
    if reply.wrong == () and entry["kind"] == "figure":
        words = (f'{entry["name"]}.set_{part}("___")' for part in ("title", "xlabel", "ylabel"))
        stages = {4: _code("\n".join(words))} if _LABELS.search(reply.text) else {}
    # The example is for who asks: it is long, and not everybody needs it.
    order = [[stage] for stage in (1, 2, 3, 4) if stage in stages and stages[stage] not in reply.text]
    if len(order) >= _LAST_CHECK:  # by the fourth check all has been said
        order = [order[0] + order[1], *order[2:]]
    if tries == 1:
        return reply
    now = order[tries - 2 : tries - 1] or order[-1:]
    more = [f"{_LEAD[stage]} {stages[stage]}" for each in now for stage in each]
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


def _marked(entry: Mapping[str, Any], reply: Reply) -> str:
    """What the mark says, and of a function a second call, as the mark tries it on several.

    Of right numbers that were rounded neither says anything.
    """
    if reply.mistake == "rounded":
        return ""
    return f"{of_the_mark(entry, reply.wrong, reply.text)} {reply.second}".strip()


def of_the_mark(entry: Mapping[str, Any], wrong: Collection[str] | None, text: str = "") -> str:
    """What the checks of the mark say of the parts still wrong, as far as the reply has not said it."""
    said: Mapping[str, str] = entry.get("say", {})
    if wrong is not None:
        parts = [said[part] for part in wrong if part in said]
        of_others = {said[part] for part in said if part and part not in wrong}
        whole = [said[""]] if wrong and "" in said and said[""] not in of_others else []
        return " ".join(each for each in dict.fromkeys(parts or whole) if each not in text)
    return " ".join(each for each in dict.fromkeys(said.values()) if each not in text)


def _is_tried(reply: Reply, source: str) -> bool:
    """Whether an answer that counts as none yet was worked on: no three dots are left in its cell."""
    nodes = ast.walk(parsed(source))
    dots = any(isinstance(each, ast.Constant) and each.value is ... for each in nodes)
    return reply.outcome == "not answered" and bool(source.strip()) and not dots


def _taken(step: str, source: str) -> bool:
    """Whether each line of a first step stands in the code, whatever it calls what it makes."""
    code = ast.unparse(parsed(source))
    lines = [line.strip().rstrip(",").replace('"', "'") for line in step.splitlines()]
    made = (re.escape(line.partition(" = ")[2] or line) for line in lines)
    return bool(step and code) and all(re.search(each.replace("___", ".+"), code) for each in made)


def _code(source: str) -> str:
    return "".join(f"\n    {line}" for line in source.splitlines())
