"""One warm process for several grading processes: its owner lends it, the others ask it for kernels as well.

It costs two seconds and some 100 MiB, which each of the others would spend again.
"""

from __future__ import annotations

import select
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corrige.kernel.errors import KernelError
from corrige.kernel.limits import Limits
from corrige.kernel.server import wire

__all__ = ["BorrowedProcess", "Loan"]

PATIENCE = 30.0


@dataclass(frozen=True)
class Loan:
    """What another process needs to have kernels forked; it can be sent to a process that is being started.

    Attributes
    ----------
    control : socket
        Where the warm process takes requests. A request to fork is one message, and is answered on a channel
        that comes along with it, so any number of processes can hold the same socket.
    root : Path
        The private folder. It remains the owner's.
    level : str
    confine : bool
    limits : Limits
    """

    control: socket.socket
    root: Path
    level: str
    confine: bool
    limits: Limits


class BorrowedProcess:
    """The warm process as a borrower sees it: kernels can be asked for, and nothing else.

    Parameters
    ----------
    control : socket
    """

    def __init__(self, control: socket.socket) -> None:
        control.settimeout(PATIENCE)  # it is the owner's socket too, which does not block
        self._control = control

    @property
    def running(self) -> bool:
        """Whether anybody listens at the other end."""
        closed = select.POLLHUP | select.POLLERR | select.POLLNVAL
        poll = select.poll()
        poll.register(self._control, closed)
        return self._control.fileno() >= 0 and not poll.poll(0)

    def send(self, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
        """Send a request that is answered elsewhere."""
        try:
            wire.send(self._control, message, fds)
        except OSError:
            raise KernelError("the warm process has ended.") from None

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """Refuse: an answer on the control socket could be heard by another of its holders."""
        raise KernelError(f"only the owner of a warm process can ask it to {message['op']}.")

    def close(self) -> None:
        """Let go of it."""
        self._control.close()
