"""Watch a call of a learner's function: does it end, is what it is given left alone, is it his own work.

Works wherever Python does, in the browser too, where there is no second thread and no signal.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from corrige.codec.canonical import same
from corrige.codec.encode import UnwritableError
from corrige.course import installed

_MOST_LOOKED_AT = 40


class EndlessError(BaseException):
    """The call was stopped, as it took too long. No `except Exception` of the function may catch it."""


class Watch:
    """What was seen during a call.

    Attributes
    ----------
    handed_on : str
        Name of a function of the course that received everything that the watched function was given.
    """

    def __init__(self, namespace: Mapping[str, Any], given: Sequence[Any], seconds: float | None) -> None:
        self.handed_on = ""
        self._namespace, self._given = namespace, list(given)
        self._end = None if seconds is None else time.monotonic() + seconds
        self._own = installed()
        self._looked_at = 0
        self._importing: Any = None
        self._since = 0.0

    def enter(self, frame: Any, _event: str, _argument: Any) -> Any:
        """Look at a function as it is called."""
        names = frame.f_globals
        if self._importing is not None:
            return None
        if frame.f_code.co_name == "_find_and_load" and names.get("__name__") == "importlib._bootstrap":
            self._importing, self._since = frame, time.monotonic()
            return self._imported
        if self._end is not None and time.monotonic() > self._end:
            raise EndlessError
        if names is self._namespace:
            return None if self._end is None else self._line
        module = str(names.get("__name__", ""))
        if module.partition(".")[0] in self._own and self._given and self._looked_at < _MOST_LOOKED_AT:
            self._looked_at += 1
            if not self.handed_on and _receives_all(frame, self._given):
                self.handed_on = f"{module.rpartition('.')[2]}.{frame.f_code.co_name}"
        return None

    def _imported(self, frame: Any, event: str, _argument: Any) -> Any:
        """A library that is loaded for the first time takes its time, which is not the function's."""
        if event == "return" and frame is self._importing:
            self._importing = None
            if self._end is not None:
                self._end += time.monotonic() - self._since
        return self._imported

    def _line(self, _frame: Any, _event: str, _argument: Any) -> Any:
        if self._end is not None and time.monotonic() > self._end:
            raise EndlessError
        return self._line


@contextmanager
def watching(
    namespace: Mapping[str, Any], given: Sequence[Any], seconds: float | None = None
) -> Iterator[Watch]:
    """Watch what is called within the block.

    Parameters
    ----------
    namespace : mapping
        Names of the notebook: what is written there is the learner's own.
    given : sequence
        Arguments of the call.
    seconds : float, optional
        After this time the call is stopped.

    Raises
    ------
    EndlessError
        If it was.
    """
    before = sys.gettrace()
    watch = Watch(namespace, given, seconds)
    if before is None:  # a debugger or a measurement of coverage is not disturbed
        sys.settrace(watch.enter)
    try:
        yield watch
    finally:
        sys.settrace(before)


def _receives_all(frame: Any, given: Sequence[Any]) -> bool:
    code = frame.f_code
    received = [frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount]]
    return len(received) >= len(given) and all(
        any(_is_the_same(one, other) for other in received) for one in given
    )


def _is_the_same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if type(one) in (bool, int, float, str) or other is None:
        return type(one) is type(other) and bool(one == other)
    try:
        return same(other, one, order="strict")
    except UnwritableError:
        return False
