"""What was run in a notebook: the code that made an answer, and the cell that stopped before there was one.

IPython keeps both: as ``In`` what was run, and the result of the last cell. Without it nothing is known.
"""

from __future__ import annotations

import ast
import linecache
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from traceback import walk_tb
from typing import Any

_CHECK = re.compile(r"\s*(\w+\s*=\s*)?check\s*\(.*")
_CHANGES = re.compile(
    r"set|set_\w+|plot|barh?|hist|scatter|step|stem|errorbar|fill_between|ax[hv](line|span)|legend|annotate|text|"
    r"append|extend|insert|update|add|pop|remove|sort"
)
_DEEPEST = 4


@dataclass(frozen=True)
class Stopped:
    """A cell that stopped: how many cells were run before and with it, its code, and what to say of it."""

    place: int
    source: str
    text: str


_stopped: dict[str, Stopped] = {}


def cells(namespace: Mapping[str, Any]) -> list[str]:
    """What was run before the present cell, in order."""
    ran = namespace.get("In")
    return [each for each in ran[:-1] if isinstance(each, str)] if isinstance(ran, list) else []


def source_of(namespace: Mapping[str, Any], name: str, given: Collection[str] = ()) -> str:
    """The learner's code that a name was made by last, with the cells that made what it uses.

    Parameters
    ----------
    namespace : mapping
        Names of the notebook.
    name : str
    given : collection of str
        Names that the notebook's own cells make: these are not looked into.

    Returns
    -------
    str
        Empty if it is not known.
    """
    ran = [each for each in cells(namespace) if not is_check(each)]
    found: list[str] = []
    wanted, seen = [(name, len(ran), 0)], {name, *given}
    while wanted:
        own, before, depth = wanted.pop()
        place = next((at for at in reversed(range(before)) if own in made_by(ran[at])), None)
        if place is None or ran[place] in found:
            continue
        found.insert(0, ran[place])
        if depth < _DEEPEST:
            fresh = sorted(_used(ran[place]) - seen)
            seen.update(fresh)
            wanted += [(each, place, depth + 1) for each in fresh]
    return "\n".join(found)


def last_stop(namespace: Mapping[str, Any], task: str, name: str, in_words: Any) -> Stopped | None:
    """The cell about an answer that stopped, until the answer's cell is run anew.

    Parameters
    ----------
    namespace : mapping
        Names of the notebook.
    task, name : str
        Id of the task, and name of its answer.
    in_words : callable
        Makes a text of an error and of the code that it is in.
    """
    ran = cells(namespace)
    error, source = _last_error(namespace)
    if error is None and name not in namespace and task not in _stopped:
        error, source = _error_of_the_answer(ran, name)
    # While there is no answer, whatever stopped last keeps it from being made.
    if error is not None and not is_check(source) and (_names(source, name) or name not in namespace):
        _stopped[task] = Stopped(len(ran), source, in_words(error, source))
    known = _stopped.get(task)
    if known is None:
        return None
    since = [each for each in ran[known.place :] if not is_check(each)]
    if any(_names(each, name) or not _names(known.source, name) for each in since):
        del _stopped[task]
    return _stopped.get(task)


def made_before(namespace: Mapping[str, Any], stopped: Stopped, name: str) -> bool:
    """Whether the answer was made by another cell than the one that stopped."""
    ran = [each for each in cells(namespace) if not is_check(each) and each.strip() != stopped.source.strip()]
    return name not in made_by(stopped.source) or any(name in made_by(each) for each in ran)


def _error_of_the_answer(ran: list[str], name: str) -> tuple[BaseException | None, str]:
    """The last error of this kernel, if the cell that should have made the answer stopped with it."""
    source = next((each for each in reversed(ran) if name in made_by(each) and not is_check(each)), "")
    error = getattr(sys, "last_value", None)
    frames = walk_tb(getattr(error, "__traceback__", None))
    files = {frame.f_code.co_filename for frame, _ in frames}
    own = any("".join(linecache.getlines(file)).strip() == source.strip() for file in files)
    return (error, source) if source and own else (None, "")


def _last_error(namespace: Mapping[str, Any]) -> tuple[BaseException | None, str]:
    try:
        last = namespace["get_ipython"]().last_execution_result
        if last.success:
            return None, ""
        return last.error_before_exec or last.error_in_exec, str(last.info.raw_cell)
    except (AttributeError, KeyError, TypeError):
        return None, ""  # no notebook, or one of another make


def is_check(source: str) -> bool:
    """Whether a cell does nothing but ask `check`."""
    lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and all(_CHECK.match(line) for line in lines)


def _names(source: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", source) is not None


def parsed(source: str) -> ast.Module:
    """The code as a tree; an empty one where it cannot be read."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def made_by(source: str) -> set[str]:
    """Names that a cell gives a value to, or changes."""
    made = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.FunctionDef):
            made.add(node.name)
        # A chart is drawn, and a list filled, by its methods; a column is assigned to its table.
        elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
            changes = isinstance(node.ctx, ast.Store) or _CHANGES.fullmatch(getattr(node, "attr", ""))
            made |= {node.value.id} if changes else set()
        elif isinstance(node, ast.keyword) and node.arg == "ax" and isinstance(node.value, ast.Name):
            made.add(node.value.id)
    return made


def _used(source: str) -> set[str]:
    """Names that a cell reads before it gives them a value itself.

    One that it only gives a value to, such as `fig`, may be another chart's, and one that it makes anew, such
    as `kept`, was an earlier try's.
    """
    return _read_first(parsed(source).body, set())


def _read_first(lines: Sequence[ast.stmt], bound: set[str]) -> set[str]:
    """Names that these lines read and that are not bound yet; what they give a value to is bound then."""
    used: set[str] = set()
    for line in lines:
        own: set[str] = set()
        within: list[ast.stmt] = []
        nodes = list(ast.walk(line))
        if isinstance(line, ast.For | ast.While | ast.If | ast.With | ast.Try):
            within = [each for each in ast.iter_child_nodes(line) if isinstance(each, ast.stmt)]
            outside = [each for each in ast.iter_child_nodes(line) if not isinstance(each, ast.stmt)]
            nodes = [node for each in outside for node in ast.walk(each)]
        own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        for each in (node.target for node in nodes if isinstance(node, ast.comprehension)):
            own |= {node.id for node in ast.walk(each) if isinstance(node, ast.Name)}
        named = [node for node in nodes if isinstance(node, ast.Name)]
        stored = {node.id for node in named if isinstance(node.ctx, ast.Store)}
        added_to = {id(node.target) for node in nodes if isinstance(node, ast.AugAssign)}
        read = {node.id for node in named if isinstance(node.ctx, ast.Load) or id(node) in added_to}
        if isinstance(line, ast.FunctionDef):
            own |= stored
        used |= read - own - bound
        bound |= stored
        used |= _read_first(within, bound)
    return used
