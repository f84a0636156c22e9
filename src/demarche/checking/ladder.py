"""Climb the rungs of an answer and stop at the first that does not hold.

Named? A known mistake? The right kind of thing, size, names? Right, or not yet. A known mistake comes
early, since it often has the wrong size or kind as well, and its own reply says more than either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from demarche.checking import words
from demarche.checking.calls import judge_function, known_mistake, right, try_function
from demarche.checking.reply import Reply
from demarche.values import (
    Tree,
    UnwritableError,
    canonical,
    choices_of,
    encode,
    family,
    figure_data,
    mark,
    names_of,
    reveal,
    seal,
    shape_of,
    unanswered,
)


def climb(entry: Mapping[str, Any], namespace: Mapping[str, Any]) -> Reply:
    """Reply to the answer found in a notebook's names.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    namespace : mapping
        Names of the notebook.

    Returns
    -------
    Reply
    """
    name = entry["name"]
    if entry["kind"] == "written":
        return Reply(
            "recorded", name, "This answer is text: a person reads it. Compare it with the levels above."
        )
    if name not in namespace:
        text = f"There is no name {name} yet. Run the answer cell above, and keep the name as it was given."
        return Reply("not answered", name, text)
    if namespace[name] is ...:
        return Reply("not answered", name, f"Put your answer in the place of the three dots. {entry['hint']}")
    try:
        tree = encode(namespace[name])
    except UnwritableError as error:
        return Reply("not yet", name, words.unwritable(name, error.type_name))
    if entry.get("reveal") is False:
        return Reply("recorded", name, "Recorded. You learn whether it is right when the exercise is marked.")
    if entry["kind"] == "function":
        outcomes = try_function(entry, namespace) if family(tree) == "function" else []
        return judge_function(entry, tree, outcomes)
    return judge(entry, tree)


def judge(entry: Mapping[str, Any], tree: Tree) -> Reply:
    """Reply to a written-down answer that is not a function.

    Parameters
    ----------
    entry : mapping
        The task's entry in its answer card.
    tree : Tree
        The answer, as `demarche.values.encode` writes it.
    """
    if "cases" in entry:
        return _choice(entry, tree)
    form = canonical(tree, order=entry["order"], digits=entry["digits"])
    known = _known_mistake(entry, form)
    if known is not None:
        return known
    return _rungs(entry, tree, form)


def _known_mistake(entry: Mapping[str, Any], form: Any) -> Reply | None:
    return known_mistake(entry, seal(form, entry["salt"]))


def _rungs(entry: Mapping[str, Any], tree: Tree, form: Any) -> Reply:
    name = entry["name"]
    if family(tree) != entry["family"]:
        return Reply("not yet", name, words.wrong_family(name, family(tree), entry["family"]))
    if entry["family"] == "chart":
        return _chart(entry, tree)
    if names_of(tree) != entry["names"]:
        return Reply("not yet", name, words.wrong_names(name, names_of(tree), entry["names"]))
    if shape_of(tree) != entry["shape"]:
        return Reply("not yet", name, words.wrong_shape(name, shape_of(tree), entry["shape"]))
    sealed = seal(form, entry["salt"])
    if mark(sealed) == entry["right"]:
        return right(entry, sealed)
    return Reply("not yet", name, words.not_yet(name, tree, entry["hint"]))


def _chart(entry: Mapping[str, Any], tree: Tree) -> Reply:
    name = entry["name"]
    if tree["t"] != "axes":
        return Reply("not yet", name, f"{name} holds several charts. Draw this one on axes of its own.")
    if not tree["marks"] and not tree["intervals"]:
        return Reply(
            "not yet", name, "The axes hold no bars, line or points yet. Draw on them, then check again."
        )
    sealed = seal(figure_data(tree, digits=entry["digits"]), entry["salt"])
    if mark(sealed) != entry["right"]:
        return Reply("not yet", name, f"The chart does not show the numbers asked for. {entry['hint']}")
    missing = words.missing_labels(tree)
    if missing:
        return Reply("not yet", name, missing)
    return right(entry, sealed)


def _choice(entry: Mapping[str, Any], tree: Tree) -> Reply:
    name, cases = entry["name"], entry["cases"]
    open_cases = unanswered(tree)
    if open_cases:
        return Reply("not answered", name, f"Still without an answer: {', '.join(open_cases)}.")
    chosen = choices_of(tree)
    single = list(cases) == [""]
    if chosen is None or (single != (list(chosen) == [""])):
        form = (
            "the letter of one option, as text"
            if single
            else "a dict from each case to the letter of an option"
        )
        return Reply("not yet", name, f"{name} should be {form}.")
    missing = [case for case in cases if case not in chosen]
    if missing:
        return Reply("not answered", name, f"Still without an answer: {', '.join(missing)}.")
    seals = {case: seal(chosen[case], f"{entry['salt']}/{case}") for case in cases}
    wrong = [case for case in cases if mark(seals[case]) != cases[case]["right"]]
    if not wrong:
        own = reveal(cases[""]["replies"][chosen[""]], seals[""]) if single else words.RIGHT
        return right(entry, seal(chosen, entry["salt"]), own)
    case = wrong[0]
    options = cases[case]["replies"]
    if chosen[case] not in options:
        text = f"{chosen[case]!r} is not an option. Choose one of {', '.join(options)}."
        return Reply("not yet", name, text)
    text = reveal(options[chosen[case]], seals[case])
    if single:
        return Reply("not yet", name, text, f"option-{chosen[case]}")
    count = f"{len(cases) - len(wrong)} of {len(cases)} cases are right. Look again at {case}: "
    return Reply("not yet", name, count + text, f"{case}-{chosen[case]}")
