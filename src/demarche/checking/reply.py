"""A reply to a learner: one mark, one name, a sentence or two."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import Literal

Outcome = Literal["right", "complete", "not yet", "not answered", "recorded"]
_MARKS: dict[Outcome, tuple[str, str]] = {
    # A mark, a word and a colour: the meaning never hangs on the colour alone.
    "right": ("✓", "#1a7f37"),
    "complete": ("✓", "#1a7f37"),  # in its form; nobody has looked at what it says
    "not yet": ("✗", "#9a6700"),
    "not answered": ("…", "#57606a"),
    "recorded": ("•", "#57606a"),
}


@dataclass(frozen=True, repr=False)
class Reply:
    """What `check` says.

    Attributes
    ----------
    outcome : {"right", "complete", "not yet", "not answered", "recorded"}
    name : str
        The name that holds the answer.
    text : str
        A sentence or two: what was seen, why a sensible person does that, the next step.
    mistake : str
        Id of the known mistake that was recognised, if any.
    """

    outcome: Outcome
    name: str
    text: str
    mistake: str = ""

    @property
    def ok(self) -> bool:
        """Whether the answer is right, or complete where only its form is looked at."""
        return self.outcome in ("right", "complete")

    def __repr__(self) -> str:
        body = textwrap.fill(self.text, 96, initial_indent="   ", subsequent_indent="   ")
        return f"{_MARKS[self.outcome][0]}  {self.name}: {self.outcome}\n{body}"

    def _repr_html_(self) -> str:
        mark, colour = _MARKS[self.outcome]
        return (
            f'<div role="status" style="border-left: 4px solid {colour}; padding: 0.2em 0.8em; '
            f'max-width: 46em">'
            f'<p style="margin: 0.2em 0"><strong><span aria-hidden="true">{mark}</span> '
            f"<code>{escape(self.name)}</code>: {self.outcome}</strong></p>"
            f'<p style="margin: 0.2em 0">{escape(self.text)}</p></div>'
        )
