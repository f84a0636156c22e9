"""Numbers that are right but for how they are kept: as text, or without what follows the point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corrige.codec import Tree, numbers_of
from corrige.feedback.comparing import Scale

CUTS = "`{call}` cuts off whatever follows the point: leave that out."
TEXT = (
    "{what} text that shows numbers. Keep the numbers themselves: leave out quotation marks, f-strings, "
    "signs such as % and `.astype(str)`."
)
COUNTED = (
    "These are counts, whole numbers. What is asked for has decimals, as a mean or a share has: what becomes "
    "of the values in each group?"
)
_COUNTS = re.compile(r"\.(count|size|value_counts|nunique)\(|\blen\(|[\"'](count|size|nunique)[\"']")
#: By a plain number it makes groups, as `year // 10 * 10` does, and cuts nothing off the answer.
_GROUPS = re.compile(r"//\s*\d+\s*\)?\s*\*\s*\d+")
_CUTS = re.compile(r"\.astype\(\s*[\"']?int\d*[\"']?\s*\)|(?<![\w.])int\(|(math|np)\.(floor|trunc)\(|//")
# A place in a list is a whole number, as the middle one.
_PLACES = re.compile(r"\[[^\[\]]*//[^\[\]]*\]")


def shown_as_text(values: Tree) -> bool:
    """Whether a list or a column holds texts that begin with a number."""
    cells = values.get("v") if type(values) is dict else None
    if type(cells) is not list or not cells:
        return False
    return all(type(each) is str and re.match(r"-?\d", each) is not None for each in cells)


def cut_off(known: Mapping[str, Any], values: Tree, scale: Scale) -> str:
    """What to say of whole numbers where such with decimals belong, of code that cuts these off or counts."""
    numbers = list(numbers_of(values))
    whole = bool(numbers) and all(float(number).is_integer() for number in numbers)
    if not whole or "rough" not in known:
        return ""
    found = _CUTS.search(_PLACES.sub("", _GROUPS.sub("", scale.source)))
    if found:
        return CUTS.format(call=found[0].rstrip("(").strip())
    return (
        COUNTED
        if any(numbers)
        and "normalize" not in scale.source
        and _COUNTS.search(scale.source)
        and "/" not in scale.source.replace("//", "")
        else ""
    )
