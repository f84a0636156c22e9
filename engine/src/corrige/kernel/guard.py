"""A guard at the door: each message of a kernel is weighed, and its shape looked at, before nbclient sees it.

The learner's process holds the session's key and can sign anything; whatever is wrong with a message ends
that kernel, never the grader.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import zmq
import zmq.asyncio
from jupyter_client.channels import AsyncZMQSocketChannel

__all__ = ["Guard", "GuardedChannel", "context"]

#: A longer message is not received at all: ZeroMQ drops the connection.
MAX_MESSAGE = 16 * 2**20
#: Parts of a message: a real one has seven, and the data of its widgets.
MOST_FRAMES = 100
#: Bytes that ZeroMQ takes for each part, however short.
FRAME = 64
#: This many messages wait here for us; more wait in the sender, under its memory limit.
WAITING = 8
#: Received output, as a multiple of what is kept, at which a session is ended.
FLOOD_FACTOR = 20

Fault = Literal["flood", "invalid"]


def context() -> zmq.asyncio.Context:
    """One ZeroMQ context for all sessions of this process, whose sockets have their limits from the start."""
    return _context_of(os.getpid())


@cache
def _context_of(pid: int) -> zmq.asyncio.Context:
    shared = zmq.asyncio.Context()
    for option, value in (
        (zmq.MAXMSGSIZE, MAX_MESSAGE),
        (zmq.RCVHWM, WAITING),
        (zmq.LINGER, 0),
        (zmq.RECONNECT_IVL, 20),
    ):
        shared.setsockopt(option, value)
    return shared


class Guard:
    """Weighs what a kernel sends, and ends the kernel when it is too much or malformed.

    Parameters
    ----------
    keep : int
        Bytes of output that are kept per cell.
    stop : callable
        Ends the kernel at once.
    """

    def __init__(self, keep: int, stop: Callable[[], None]) -> None:
        self.keep = keep
        self.stop = stop
        self.received = 0
        self.fault: tuple[Fault, str] | None = None

    def reset(self) -> None:
        """Start of a cell or question."""
        self.received = 0

    def weigh(self, size: int) -> None:
        """Count a message of `size` bytes."""
        self.received += size
        if self.received > self.keep * FLOOD_FACTOR + MAX_MESSAGE:
            self.blame("flood", f"more than {self.received // 2**20} MiB of output")

    def blame(self, fault: Fault, text: str) -> None:
        """Record the first fault and end the kernel."""
        if self.fault is None:
            self.fault = (fault, text)
        self.stop()


class GuardedChannel(AsyncZMQSocketChannel):
    """A channel that shows each message to a `Guard` first."""

    guard: Guard | None = None

    async def _recv(self, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]
        assert self.socket is not None
        # Frame by frame: a message may have millions of them, and empty ones would weigh nothing.
        frames = [await self.socket.recv(**kwargs)]
        while self.socket.rcvmore and len(frames) <= MOST_FRAMES:
            frames.append(zmq.Socket.recv(self.socket, zmq.NOBLOCK))
        size = sum(map(len, frames))
        if self.guard is not None:
            if len(frames) > MOST_FRAMES:
                self.guard.blame("invalid", f"a message of more than {MOST_FRAMES} parts")
            self.guard.weigh(size + FRAME * len(frames))
        try:
            _, signed = self.session.feed_identities(frames)
            message = self.session.deserialize(signed)
            _check_shape(message)
        except Exception as error:  # forged frames can raise anything, RecursionError included
            if self.guard is not None:
                self.guard.blame("invalid", f"{type(error).__name__} in a message from the kernel")
            raise
        message["size"] = size
        return message


def _check_shape(message: dict[str, Any]) -> None:
    for part in ("header", "parent_header", "metadata", "content"):
        if not isinstance(message[part], dict):
            raise TypeError(f"{part} is no mapping")
    if not isinstance(message["msg_type"], str):
        raise TypeError("msg_type is no text")
