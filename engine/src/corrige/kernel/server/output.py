"""What a kernel sends of its output: soon, and nothing of what nobody looks at."""

from __future__ import annotations

from typing import Any

from ipykernel.iostream import OutStream
from IPython.core.formatters import DisplayFormatter

from corrige.kernel.results import ANSWER

__all__ = ["AnswersOnly", "PromptStream"]


class PromptStream(OutStream):
    """Standard output or error, sent soon, and waited for only if there is something to send.

    ipykernel gathers output for 0.2 s, in which an endless print fills one enormous message: shorter, and the
    grader can count as it comes. It also waits for its sending thread four times a cell, printed or not.
    """

    flush_interval = 0.02
    _written = False

    def write(self, string: str) -> int | None:  # type: ignore[override]
        """As in ipykernel, and noted."""
        self._written = True
        return super().write(string)

    def flush(self) -> None:
        """As in ipykernel, where a word was written since the last time."""
        if self._written:
            self._written = False  # before the flush: what another thread writes meanwhile is noted anew
            super().flush()  # type: ignore[no-untyped-call]


class AnswersOnly(DisplayFormatter):
    """Writes out answers, and nothing of what a cell displays.

    A chart is read from its axes and a value from the name that holds it, so its picture and its HTML would
    be made for nobody. A figure that was shown is closed all the same.
    """

    def format(
        self, obj: Any, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The answer that `obj` carries, if any."""
        try:
            data = type(obj)._repr_mimebundle_(obj)
            return {ANSWER: data[ANSWER]}, {}
        except Exception:  # the object is the learner's, and may be anything
            return {}, {}
