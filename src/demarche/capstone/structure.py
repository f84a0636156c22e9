"""The form of an evidence brief: what it consists of, and what a given brief still misses.

The same rules serve the reply in the notebook and the marks of the grader. They look at a brief as
`corrige.codec` writes it down, so that both judge the same thing and neither needs matplotlib. Whether a
finding is true, its source fits and its rival is a good one is for a person to say.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from corrige.codec import UnwritableError, decode, encode
from corrige.feedback.reply import Reply
from demarche.capstone.numerals import shows
from demarche.capstone.page import words_of
from demarche.capstone.sources import bibliography

FINDINGS = 3
PARTS = ("claim", "number", "figure", "source", "confidence", "rival")
CONFIDENCE = ("high", "medium", "low")
MOST_WORDS = 400
POINTS = 5
# An end of a sentence, not the point of an abbreviation such as U.S. or Mr.
_ENDS = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?]+(?=\s+[A-Z\"“«]|$)")


@dataclass(frozen=True)
class Requirement:
    """One thing that a brief needs.

    Attributes
    ----------
    name : str
        Such as ``finding 2, source``.
    missing : str
        What is missing and what to do, in a sentence or two; empty if nothing is.
    """

    name: str
    missing: str

    @property
    def held(self) -> bool:
        """Whether the brief has it."""
        return not self.missing


def check_brief(brief: Any) -> Reply:
    """Reply to a brief: the first thing that it misses, or that its form is complete.

    Parameters
    ----------
    brief : dict
        ``message`` (text), ``findings`` (a list of three dicts, each with `PARTS`), ``unverifiable`` (a list
        of texts).

    Returns
    -------
    Reply
        Shown by Jupyter as a short box; ``reply.ok`` says whether the form is complete.
    """
    if os.environ.get("CORRIGE_GRADING"):
        return Reply("recorded", "brief", "Recorded. Marks are given outside this notebook.")
    try:
        plain = decode(encode(brief))
    except UnwritableError as problem:
        text = f"The brief holds a {problem.type_name}. Use text, numbers, lists, dicts and charts only."
        return Reply("not yet", "brief", text)
    found = requirements(plain)
    for each in found:
        if not each.held:
            return Reply("not yet", each.name, each.missing)
    text = (
        f"All {len(found)} parts are there, in {words_of(plain)} words. That is the form. "
        "What it says is read by a person: compare it with the five criteria below."
    )
    return Reply("complete", "brief", text)


def requirements(plain: Any) -> tuple[Requirement, ...]:
    """Everything that a brief needs, in the order in which a learner fills it in.

    Parameters
    ----------
    plain : object
        A brief as `corrige.codec.decode` gives it, with charts as their descriptions. It may be anything,
        as it may come from a kernel that is not ours.

    Returns
    -------
    tuple of Requirement
        Always the same names in the same order.
    """
    brief = plain if isinstance(plain, dict) else {}
    given = brief.get("findings")
    listed = list(given) if isinstance(given, list | tuple) else []
    wrong = f"There are {len(listed)} findings; a brief has {FINDINGS}. Keep them in a list."
    # Those that are there are judged; the sentence stands in the place of one that is missing or too many.
    findings = listed[: FINDINGS - 1] if len(listed) > FINDINGS else listed
    findings = [*findings, *[wrong] * (FINDINGS - len(findings))]
    found = [Requirement("message", _message(brief))]
    for number, finding in enumerate(findings, 1):
        earlier = [each for each in findings[: number - 1] if isinstance(each, dict)]
        found += [Requirement(f"finding {number}, {part}", text) for part, text in _finding(finding, earlier)]
    found.append(Requirement("unverifiable", _unverifiable(brief.get("unverifiable"))))
    found.append(Requirement("length", _length(brief)))
    return tuple(found)


def structure_points(found: tuple[Requirement, ...]) -> float:
    """Points for the form: its share of all requirements, out of 5, to one decimal."""
    return round(POINTS * sum(each.held for each in found) / len(found), 1)


def _message(brief: dict[Any, Any]) -> str:
    if not brief:
        return "There is no brief yet: keep a dict with message, findings and unverifiable in brief."
    text = brief.get("message", ...)
    if problem := _sentence(text, 8, "Say in one or two sentences what the minister should take away."):
        return problem
    if len(str(text).split()) > 60:
        return "The message has more than 60 words. Say the one thing that matters, and leave the rest below."
    if len(_ENDS.findall(str(text).strip())) > 2:
        return "The message has more than two sentences. Say the one thing that matters, and leave the rest."
    return ""


def _finding(finding: Any, earlier: list[dict[Any, Any]]) -> Iterator[tuple[str, str]]:
    if isinstance(finding, str):
        yield from ((part, finding) for part in PARTS)
        return
    if not isinstance(finding, dict):
        yield from ((part, f"A finding is a dict with {', '.join(PARTS)}.") for part in PARTS)
        return
    checks = {
        "claim": lambda: _claim(finding, earlier),
        "number": lambda: _number(finding),
        "figure": lambda: _figure(finding.get("figure", ...), earlier),
        "source": lambda: _source(finding.get("source", ...)),
        "confidence": lambda: _confidence(finding.get("confidence", ...)),
        "rival": lambda: _rival(finding),
    }
    for part in PARTS:
        yield part, checks[part]() if part in finding else f"There is no {part!r} in this finding yet."


def _claim(finding: dict[Any, Any], earlier: list[dict[Any, Any]]) -> str:
    text = finding.get("claim")
    if problem := _sentence(text, 6, "State the finding in one sentence, with its number in it."):
        return problem
    if text in [each["claim"] for each in earlier if isinstance(each.get("claim"), str)]:
        return "This finding says the same as one above. Three findings are asked for."
    return ""


def _number(finding: dict[Any, Any]) -> str:
    number = finding.get("number")
    if number is ...:
        return "Put the number here, as your code computes it from a table."
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        return "This should be one number, computed from a table; not text, not a list, not missing."
    claim = finding.get("claim")
    if isinstance(claim, str) and not shows(claim, number):
        return (
            f"The sentence does not show {number:.6g}. Write the number into it from your code, "
            'rounded as a reader needs it: f"… {number:.1f} …".'
        )
    return ""


def _figure(figure: Any, earlier: list[dict[Any, Any]]) -> str:
    if figure is ...:
        return "Draw a chart and keep its axes here: fig, ax = plt.subplots(), then 'figure': ax."
    if not isinstance(figure, dict) or figure.get("t") not in ("axes", "figure"):
        return "The figure should be the axes of a chart: fig, ax = plt.subplots(), then 'figure': ax."
    axes = figure.get("axes") if figure["t"] == "figure" else [figure]
    drawn = [each for each in axes or [] if isinstance(each, dict) and _has_marks(each)]
    if not drawn:
        return "The axes hold no bars, line or points yet. Draw on them, then check again."
    if not any(each.get("title") for each in drawn):
        return "The chart needs a title: say in it what the chart shows."
    if not all(each.get("xlabel") or each.get("ylabel") for each in drawn):
        return "A reader cannot tell what the axis counts. Label it, with the unit."
    if any(figure == each.get("figure") for each in earlier):
        return "This is the same chart as in a finding above. Each finding has its own."
    return ""


def _has_marks(axes: dict[Any, Any]) -> bool:
    return bool(axes.get("marks") or axes.get("intervals"))


def _source(source: Any) -> str:
    if source is ...:
        return "Name the source by its key; find_sources('a word') lists the keys."
    keys = [source] if isinstance(source, str) else source
    if not isinstance(keys, list | tuple) or not keys or not all(isinstance(key, str) for key in keys):
        return "The source should be a key of the bibliography as text, or a list of keys."
    known = bibliography()
    for key in keys:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.6)
            step = f"Did you mean {near[0]!r}?" if near else "find_sources('a word') lists the keys."
            return f"{key[:40]!r} is no key of the bibliography. {step}"
    return ""


def _confidence(word: Any) -> str:
    if isinstance(word, str) and word.strip().casefold() in CONFIDENCE:
        return ""
    return "Say how sure you are of the finding in one word of the course's scale: high, medium or low."


def _rival(finding: dict[Any, Any]) -> str:
    text = finding.get("rival")
    if problem := _sentence(text, 8, "Say what else could have produced this number, in a sentence."):
        return problem
    if isinstance(finding.get("claim"), str) and text == finding["claim"]:
        return "The rival explanation repeats the claim. What else could be true?"
    return ""


def _unverifiable(items: Any) -> str:
    step = "List at least one thing that you looked for and could not find out, in a sentence."
    items = [items] if isinstance(items, str) else items
    if not isinstance(items, list | tuple) or not items:
        return step
    return next((problem for item in items if (problem := _sentence(item, 6, step))), "")


def _length(brief: dict[Any, Any]) -> str:
    count = words_of(brief)
    if count > MOST_WORDS:
        return f"The brief has {count} words; a page holds {MOST_WORDS}. Cut what the minister does not need."
    return "" if count else "There is nothing to read yet."


def _sentence(text: Any, fewest: int, step: str) -> str:
    """What keeps a text from being a sentence; empty if nothing does."""
    if text is ... or text is None:
        return step
    if not isinstance(text, str):
        return f"This should be text in quotation marks. {step}"
    return f"{step} It needs {fewest} words at least." if len(text.split()) < fewest else ""
