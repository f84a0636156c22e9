"""What can go wrong with a kernel, as exceptions whose text says what to do next."""

from __future__ import annotations

__all__ = ["ConfinementError", "KernelError", "LimitsError", "NoRoomError", "ProbeFailed"]


class KernelError(RuntimeError):
    """A kernel could not be started or reached, for a reason outside the submission."""


class NoRoomError(KernelError):
    """The system has no memory, or no process, to spare just now."""


class ConfinementError(KernelError):
    """A protection that was promised is not in force; raised before any submitted code runs."""


class LimitsError(ValueError):
    """The table ``[tool.corrige.limits]`` holds something that is not a limit."""


class ProbeFailed(Exception):  # noqa: N818 - it is an answer ("there is none"), not a defect
    """The learner's kernel gave no usable answer to a question.

    Parameters
    ----------
    reason : str
        One sentence for the report; it may quote the learner's own error.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
