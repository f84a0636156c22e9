"""Climb the rungs of an answer and stop at the first that does not hold.

Named? Still as handed out? Right? A known mistake? If none of these, what is it near to? A known mistake
comes before all other advice, since its own reply says more than any.
"""

from __future__ import annotations

import ast
import difflib
import re
import warnings
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from corrige.codec import (
    Tree,
    UnwritableError,
    as_asked,
    by_one_column,
    choices_of,
    decode,
    digest,
    encode,
    family,
    has_dots,
    parts_of,
    reveal,
    seal,
    unanswered,
)
from corrige.course import extension
from corrige.feedback import messages
from corrige.feedback.calls import judge_function, try_function
from corrige.feedback.charts.judge import judge_chart
from corrige.feedback.comparing import scale_of
from corrige.feedback.diagnose import diagnose, wrong_parts
from corrige.feedback.errors import emptied
from corrige.feedback.hints.functions import in_functions, replaced_inputs, unasked
from corrige.feedback.hints.given_values import changed, passed_by
from corrige.feedback.hints.loops import in_loops, unused
from corrige.feedback.hints.misspelt import misspelt
from corrige.feedback.hints.never_made import never_made
from corrige.feedback.hints.source import not_kept, seen_in, sure_signs, surely_misused
from corrige.feedback.hints.types import wrong_family
from corrige.feedback.history import parsed
from corrige.feedback.known_mistakes import known_mistake, not_yet, right, scaled_mistake
from corrige.feedback.reply import Reply
from corrige.feedback.stub_detection import is_untouched

_FEW_DIGITS = 10
_ROUNDS = re.compile(r"\bround\(")
#: What is said of the form, or of how a function behaves, holds whatever its loops do.
_SURER = ("arguments", "changed", "course-function", "endless", "form", "handed-on", "rounded")


def evaluate(entry: Mapping[str, Any], namespace: Mapping[str, Any], source: str = "") -> Reply:
    """Reply to the answer found in a notebook's names.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    namespace : mapping
        Names of the notebook.
    source : str
        The code that made the answer, if it is known: what it cannot have done is not told.

    Returns
    -------
    Reply
    """
    # A warning of numpy over a right answer would look like a fault of the learner's.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reply = _evaluate(entry, namespace, source)
        except Exception as error:
            # A notebook may hold anything; what cannot be read is told so, and never ends in a traceback.
            return Reply("not yet", entry["name"], messages.unreadable(entry["name"], type(error).__name__))
    if reply.outcome != "not yet":
        return reply
    try:
        return _with_the_code(reply, entry, namespace, source)
    except Exception:
        return reply  # what was seen of the answer holds, whatever its code looks like


def _with_the_code(
    reply: Reply, entry: Mapping[str, Any], namespace: Mapping[str, Any], source: str
) -> Reply:
    """The reply to a wrong answer, with what its code shows by itself."""
    sure = in_loops(source) or in_functions(source)
    alike = replaced_inputs(source) or unused(source) if reply.mistake == "same-for-all" else ""
    alike = alike and f"{alike} {entry['hint']}"
    loop = sure or surely_misused(source) or _added_up(entry, namespace, source) or alike
    stopped = "It raised " in reply.text
    if loop and reply.mistake and not stopped and reply.mistake not in _SURER:
        # A loop that ends too early gives what other slips give by chance.
        reply = replace(reply, text=loop, mistake="loop")
    before = f"{messages.changed(changed(entry, namespace))}{misspelt(source, namespace)}{not_kept(source)}"
    if reply.text.startswith(messages.NOTHING_DRAWN.format(name=reply.name)):
        why = emptied([*ast.walk(parsed(source))], namespace, source)
        return replace(reply, text=f"{before}{reply.text} {why}".strip())
    text = f"{before}{reply.text}"
    # Of a chart that lacks only a word the numbers are right, and so is the code that made them.
    complete = entry["kind"] == "figure" and reply.wrong == ()
    shown = sure_signs(source) if reply.mistake and reply.mistake not in _SURER else ""
    shown = unasked(source, namespace) if stopped and not reply.mistake else shown
    shown = in_functions(source) if reply.mistake == "changed" else shown
    if not (reply.mistake or complete or stopped):
        shown = seen_in(source, entry["name"], namespace) or passed_by(entry, source)
    if not reply.mistake and entry.get("unrounded") and "round" not in f"{reply.text} {shown}":
        shown = f"{shown} {messages.ROUNDS}".strip() if _ROUNDS.search(source) else shown
    if reply.mistake and entry.get("unrounded") and _few_digits(entry, namespace) and _ROUNDS.search(source):
        # So few digits are left that they may be those of another slip by chance.
        return replace(reply, text=f"{messages.ROUNDS} Then ask again.", mistake="rounded")
    return replace(reply, text=text if shown in text else f"{text} {shown}")


def _added_up(entry: Mapping[str, Any], namespace: Mapping[str, Any], source: str) -> str:
    """What to say of a table of counts that was added up again."""
    one_column = isinstance(namespace.get(entry["name"]), pd.Series) and entry.get("family") == "DataFrame"
    if not one_column or not re.search(r"crosstab\((?:[^()]|\([^()]*\))*\)\.sum\(", source):
        return ""
    return "`crosstab` has counted already, and `.sum()` behind it adds its rows up: leave that out."


def _few_digits(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> bool:
    """Whether an answer is one number of a digit or two."""
    own = namespace.get(entry["name"])
    return isinstance(own, float) and own == round(own, 1) and abs(own) < _FEW_DIGITS


def _evaluate(entry: Mapping[str, Any], namespace: Mapping[str, Any], source: str) -> Reply:
    name = entry["name"]
    if entry["kind"] == "written":
        return Reply(
            "recorded", name, "This answer is text: a person reads it. Compare it with the levels above."
        )
    if name not in namespace:
        return Reply("not answered", name, never_made(name, namespace))
    try:
        tree = encode(namespace[name])
    except UnwritableError as error:
        where = _where_unwritable(namespace[name])
        return Reply("not yet", name, messages.unwritable(name, error.type_name, entry["kind"], where))
    if entry.get("reveal") is False:
        return _unrevealed(entry, tree)
    if entry["kind"] != "function":
        return judge(entry, tree, source)
    if is_untouched(namespace[name], entry["stub"]):
        return Reply("not answered", name, messages.DOTS)
    if family(tree) == "function" and "module" in tree:
        return Reply("not yet", name, f"{messages.COURSE_FUNCTION} {entry['hint']}", "course-function")
    if tree == {"t": "ellipsis"}:
        return Reply("not answered", name, messages.DOTS)
    outcomes = try_function(entry, namespace) if family(tree) == "function" else []
    return judge_function(entry, tree, outcomes, source)


def _where_unwritable(value: Any) -> str:
    """The column or key of an answer that holds what cannot be written down; empty if it is no container."""
    parts = value if isinstance(value, pd.DataFrame) else value if type(value) is dict else {}
    for key in parts:
        try:
            encode(parts[key])
        except UnwritableError:
            return f"{key!r}"
    return ""


def _unrevealed(entry: Mapping[str, Any], tree: Tree) -> Reply:
    """An answer of which nothing is said but whether its form is complete."""
    name = entry["name"]
    if has_dots(tree):
        return Reply("not answered", name, messages.DOTS)
    if "form" not in entry:
        return Reply("recorded", name, "Recorded. You learn whether it is right when the exercise is marked.")
    missing = extension("forms", entry["form"])(decode(tree))
    if missing:
        return Reply("not yet", name, missing)
    return Reply("complete", name, "The form is complete. Nobody can say today whether it is right.")


def judge(entry: Mapping[str, Any], tree: Tree, source: str = "") -> Reply:
    """Reply to a written-down answer that is not a function.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The answer, as `corrige.codec.encode` writes it.
    source : str
        The code that made it, if it is known.
    """
    name = entry["name"]
    if "cases" in entry:
        return _choice(entry, tree)
    if has_dots(tree):
        return Reply("not answered", name, messages.DOTS)
    if family(tree) == entry["family"] == "chart":
        return judge_chart(entry, tree, source)
    if entry["family"] == "chart":
        drawn = family(tree) in ("Series", "DataFrame", "list") and re.search(
            r"\bplt\.(plot|bar|scatter)", source
        )
        text = messages.DRAWN_BY_PLT.format(name=name) if drawn else wrong_family(name, name, tree, "chart")
        return Reply("not yet", name, text)
    scale, handed, tree = scale_of(entry, source), tree, as_asked(entry.get("asked"), tree)
    sealed = scale.seal(tree)
    if digest(sealed) == entry.get("stub"):
        return Reply("not answered", name, messages.UNTOUCHED)
    if digest(sealed) == entry["right"]:
        return right(entry, sealed)
    added = scale.seal(by_one_column(entry.get("asked"), handed))
    if digest(added) == entry["right"]:
        return right(entry, added)
    # What is said to a Series made of a dict is to be written of the dict.
    code = f"pd.Series({name})" if family(handed) == "dict" and family(tree) == "Series" else name
    wrong = wrong_parts(entry, tree, scale)
    known = known_mistake(entry, sealed, scale)
    if known is None and len(wrong) == len(entry.get("parts", {})):  # of what is right no sign is turned
        known = scaled_mistake(entry, tree, scale)
    reply = known or not_yet(entry, diagnose(entry, tree, scale, name, code))
    return replace(reply, wrong=wrong)


def _choice(entry: Mapping[str, Any], tree: Tree) -> Reply:
    name, cases = entry["name"], entry["cases"]
    tree = _by_case(cases, tree)
    open_cases = unanswered(tree)
    exchanged = _exchanged(tree, cases)
    if exchanged:
        return Reply("not yet", name, exchanged)
    if open_cases and len(open_cases) < len(cases):
        text = f"Still without an answer: {messages.quoted(open_cases)}.{_so_far(entry, tree, open_cases)}"
        return Reply("not answered", name, text)
    if has_dots(tree):
        return Reply("not answered", name, messages.DOTS)
    single = list(cases) == [""]
    chosen = _chosen(tree, single=single)
    if chosen is None or (single != (list(chosen) == [""])):
        form = (
            "the letter of one option, as text"
            if single
            else "a dict from each case to the letter of an option"
        )
        return Reply("not yet", name, f"{name} should be {form}.")
    missing = [case for case in cases if case not in chosen]
    if missing:
        spelt = _spelt_otherwise(missing, chosen, cases) or _so_far(entry, tree, missing)
        return Reply("not answered", name, f"Still without an answer: {messages.quoted(missing)}.{spelt}")
    chosen = {case: chosen[case] for case in cases}
    seals = {case: seal(chosen[case], f"{entry['salt']}/{case}") for case in cases}
    wrong = [case for case in cases if digest(seals[case]) != cases[case]["right"]]
    if not wrong:
        own = reveal(cases[""]["replies"][chosen[""]], seals[""]) if single else messages.RIGHT
        return right(entry, seal(chosen, entry["salt"]), own)
    said, odd = {}, {}
    for case in wrong:
        options = cases[case]["replies"]
        if chosen[case] in options:
            said[case] = reveal(options[chosen[case]], seals[case])
        else:
            odd[case] = f"{chosen[case]!r} is not an option. Choose one letter of {', '.join(options)}."
    if single:
        text = next(iter((odd or said).values()))
        return Reply("not yet", name, text, "" if odd else f"option-{chosen['']}")
    there = len(cases) - len(wrong)
    count = f"{there} of {len(cases)} cases {'is' if there == 1 else 'are'} right."
    if len(wrong) == 1:
        (text,) = (odd or said).values()
        text = f"{count} Look again at {wrong[0]}: {text}"
    else:
        each = {case: odd.get(case) or said[case] for case in wrong}
        alike = {text: [case for case in wrong if each[case] == text] for text in each.values()}
        lines = [f"{', '.join(those)}: {text}" for text, those in alike.items()]
        lines = lines if len(alike) > 1 else [*alike]
        text = "\n".join([f"{count} Look again at {messages.quoted(wrong)}.", *lines])
    first = wrong[0]
    return Reply("not yet", name, text, "" if first in odd else f"{first}-{chosen[first]}")


def _so_far(entry: Mapping[str, Any], tree: Tree, still_open: Collection[str]) -> str:
    """How many of the cases that are answered are right."""
    cases, chosen = entry["cases"], _chosen(tree, single=False) or {}
    answered = [case for case in cases if case in chosen and case not in still_open]
    marks = {case: digest(seal(chosen[case], f"{entry['salt']}/{case}")) for case in answered}
    held = sum(marks[case] == cases[case]["right"] for case in answered)
    be = "is" if held == 1 else "are"
    return f" Of the {len(answered)} that you have answered {held} {be} right." if answered else ""


def _spelt_otherwise(missing: list[str], chosen: Mapping[str, str], cases: Collection[str]) -> str:
    """What to say of a key that is none of the cases, and nearly one."""
    strange = [key for key in chosen if key not in cases]
    for case in missing:
        if like := difflib.get_close_matches(case, strange, 1, 0.8):
            return f" {like[0]!r} is none of the task's cases: is {case!r} meant?"
    return ""


def _exchanged(tree: Tree, cases: Mapping[str, Any]) -> str:
    """What to say of letters that stand for the cases, with the cases as their values."""
    chosen = choices_of(tree) or {}
    if not chosen or set(chosen) & set(cases) or not set(chosen.values()) <= set(cases):
        return ""
    (letter, case), *_ = chosen.items()
    return (
        "The two have changed places: each case is a key, and its letter the value, as in "
        f"{{{case!r}: {letter!r}}}."
    )


def _by_case(cases: Mapping[str, Any], tree: Tree) -> Tree:
    """The dict that is asked for, where the same is written as a Series or a table, or its keys otherwise."""
    asked = {"t": "dict", "v": {}, "labels": "", "keys": list(cases)}
    if list(cases) == [""]:
        return tree
    found = as_asked(asked, tree)
    pairs = found["v"] if type(found) is dict and found["t"] == "dict" else []
    keys = [key for key, _ in pairs]
    plain = {_plain(case): case for case in cases}
    meant = [plain.get(_plain(key), key) if type(key) is str else key for key in keys]
    # Hyphens, spaces and capitals say nothing of what was chosen.
    if len(plain) < len(cases) or len({*map(str, meant)}) < len(meant) or meant == keys:
        return found
    return {**found, "v": [[case, value] for case, (_, value) in zip(meant, pairs, strict=True)]}


def _plain(key: str) -> str:
    return re.sub(r"[\W_]", "", key).casefold()


def _chosen(tree: Tree, *, single: bool) -> dict[str, str] | None:
    """The options chosen; of a single choice the one that is there, whatever it is called."""
    chosen = choices_of(tree)
    if chosen is None and not single and type(tree) is dict and tree["t"] == "dict":
        # What is no letter is told with its case, beside those that are.
        letters = ((str(key).strip(), choices_of(each) or {}, each) for key, each in tree["v"])
        return {key: letter.get("") or messages.plain(each) for key, letter, each in letters}
    return {"": next(iter(chosen.values()))} if single and chosen and len(chosen) == 1 else chosen


def share_right(entry: Mapping[str, Any], tree: Tree) -> float | None:
    """What part of a wrong answer is right, if it has named parts: cases of a choice, keys of a dict.

    Returns
    -------
    float or None
        Between 0 and 1; None if the answer has no named parts.
    """
    if "cases" in entry:
        cases = entry["cases"]
        chosen = _chosen(_by_case(cases, tree), single=list(cases) == [""]) or {}
        marks = {
            case: digest(seal(chosen[case], f"{entry['salt']}/{case}")) for case in cases if case in chosen
        }
        return float(sum(marks.get(case) == cases[case]["right"] for case in cases) / len(cases))
    if entry.get("family") != "dict" or not entry["parts"]:
        return None
    scale, own = scale_of(entry), parts_of(as_asked(entry["asked"], tree))
    right_ones = [
        part
        for part in entry["parts"]
        if part in own and scale.digest(own[part]) == entry["parts"][part]["right"]
    ]
    return len(right_ones) / len(entry["parts"])
