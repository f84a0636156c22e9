"""Messages between the grader, the process that forks, and its children: JSON and file descriptors.

The sockets are ``SOCK_SEQPACKET``, so a message arrives whole or not at all and needs no framing.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

__all__ = ["pair", "receive", "send"]

MAX_BYTES = 128 * 1024


def pair() -> tuple[socket.socket, socket.socket]:
    """Two connected ends."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
    """Send `message`, and copies of `fds`.

    Raises
    ------
    ValueError
        If the message is longer than 128 KiB.
    OSError
        If nobody holds the other end.
    """
    data = json.dumps(message).encode()
    if len(data) > MAX_BYTES:
        raise ValueError(f"a message of {len(data)} bytes is too long to send")
    if fds:
        socket.send_fds(end, [data], list(fds))
    else:
        end.send(data)  # a confined kernel may not send descriptors, nor make the call that could


def receive(end: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next message with its descriptors; None when the other end is closed.

    Raises
    ------
    TimeoutError, BlockingIOError
        As the socket's timeout says.
    """
    data, fds, _, _ = socket.recv_fds(end, MAX_BYTES, 4)
    if not data:
        return None
    for fd in fds:
        os.set_inheritable(fd, False)
    message: dict[str, Any] = json.loads(data)
    return message, fds
