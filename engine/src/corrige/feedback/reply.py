"""A reply to a learner: one mark, one name, a sentence or two."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

Outcome = Literal["right", "complete", "not yet", "not answered", "recorded", "hint"]
SIGNS: dict[str, tuple[str, str]] = {
    # A mark, a word and a colour: the meaning never hangs on the colour alone.
    "right": ("✓", "#1a7f37"),
    "complete": ("✓", "#1a7f37"),  # in its form; nobody has looked at what it says
    "not yet": ("✗", "#9a6700"),
    "not answered": ("…", "#57606a"),
    "recorded": ("•", "#57606a"),
    "hint": ("→", "#57606a"),
}


@dataclass(frozen=True, repr=False)
class Reply:
    """What `check` says.

    Attributes
    ----------
    outcome : {"right", "complete", "not yet", "not answered", "recorded", "hint"}
    name : str
        The name that holds the answer.
    text : str
        A sentence or two: what was seen, why a sensible person does that, the next step.
    mistake : str
        Id of the known mistake that was recognised, or the name of the near miss, if any.
    case : tuple
        Arguments of the call that the text speaks of, so that it can be tried: ``f(*reply.case)``.
    points : int
        What the task is worth, said where the answer is right; 0 if that is not known.
    wrong : tuple of str or None
        Parts of the answer that are not right, of those on which the mark has a message; none where a chart
        only lacks words; None if that is not known.
    constant : bool
        Whether it is of a function that gives the same whatever goes in, or the same wherever it is to give
        anything: of such a one nothing counts.
    second : str
        Of a function, another call whose result is not right, for who asks again.
    """

    outcome: Outcome
    name: str
    text: str
    mistake: str = ""
    case: tuple[Any, ...] = field(default=(), compare=False)
    points: int = field(default=0, compare=False)
    wrong: tuple[str, ...] | None = field(default=None, compare=False)
    constant: bool = field(default=False, compare=False)
    second: str = field(default="", compare=False)

    @property
    def ok(self) -> bool:
        """Whether the answer is right, or complete where only its form is looked at."""
        return self.outcome in ("right", "complete")

    @property
    def verdict(self) -> str:
        """The outcome, and what it is worth."""
        if self.outcome != "right" or not self.points:
            return self.outcome
        return f"{self.outcome}, {self.points} point{'s' if self.points > 1 else ''}"

    def __repr__(self) -> str:
        body = "\n".join(
            textwrap.fill(line, 96, initial_indent="   ", subsequent_indent="   ")
            if not line.startswith("    ")
            else line
            for line in self.text.splitlines()
        )
        return f"{SIGNS[self.outcome][0]}  {self.name}: {self.verdict}\n{body}"

    def _repr_html_(self) -> str:
        mark, colour = SIGNS[self.outcome]
        return (
            f'<div role="status" style="border-left: 4px solid {colour}; padding: 0.2em 0.8em; '
            f'max-width: 46em">'
            f'<p style="margin: 0.2em 0"><strong><span aria-hidden="true">{mark}</span> '
            f"<code>{escape(self.name)}</code>: {self.verdict}</strong></p>"
            f'<p style="margin: 0.2em 0">{_html(self.text)}</p></div>'
        )


def _html(text: str) -> str:
    """The text with its code set as code, and each line on its own; what is indented is code."""
    parts = []
    for line in text.splitlines():
        if line.startswith("    "):
            parts.append(f"<code style='white-space: pre'>{escape(line[4:])}</code>")
        else:
            parts.append(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(line)))
    return "<br>".join(parts)
