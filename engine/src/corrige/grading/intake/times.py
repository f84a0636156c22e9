"""When work was handed in, as far as platforms and tables say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Times:
    """When work was handed in, as far as that is known.

    Attributes
    ----------
    known : mapping of (str, str, str) to datetime
        By learner, exercise and file; with an empty file name: whichever file it is.
    late : collection of (str, str)
        Learners and exercises that the learning platform calls late, without saying by how much.
    in_time : collection of (str, str)
        Those that it does not call late, if it is one that does so.
    """

    known: Mapping[tuple[str, str, str], datetime] = field(default_factory=dict)
    late: Collection[tuple[str, str]] = ()
    in_time: Collection[tuple[str, str]] = ()

    def of(self, learner: str, exercise: str, file: str) -> datetime | None:
        """When this file was handed in."""
        own = self.known.get((learner, exercise, file))
        return own or self.known.get((learner, exercise, ""))
