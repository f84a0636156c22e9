"""One warm-up: what is right, what goes wrong, and what to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class WarmUp:
    """A small task of the passport.

    Attributes
    ----------
    name : str
        What `stamp` is called with.
    right : callable
        Makes the right answer; where there are `probes`, it is the right answer.
    hint, after : str
        What to look at if the answer is not recognised; what to notice when it is right.
    mistakes : mapping of str to (callable, str)
        What a sensible person does, made or written as in `right`, and the reply to it.
    probes : sequence of tuple
        Arguments with which a function is called.
    """

    name: str
    right: Callable[..., Any]
    hint: str
    after: str
    mistakes: Mapping[str, tuple[Callable[..., Any], str]] = field(default_factory=dict)
    probes: Sequence[tuple[Any, ...]] = ()
