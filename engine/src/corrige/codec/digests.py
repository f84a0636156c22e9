"""Seal an answer, so that a file can recognise it without holding it.

From an answer's canonical form comes, slowly and with a salt, a seal. Its digest is written in the answer
card; its key hides the reply that belongs to the answer. Whoever has the answer can compute both; whoever
has only the file can read neither the answer nor the reply, short of trying every likely answer. Parts of
an answer and its first digits are sealed as well, and make the trying shorter: a choice is found at once, a
count in seconds, a number of six digits in some twenty. That is why no mark depends on it: the seal keeps
an honest learner from reading ahead, no more.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

_ROUNDS = 1 << 12  # 1.6 ms: a reply has time for some dozens, and whoever tries every number needs minutes
_SLOW = 8


def seal(form: Any, salt: str, *, slow: bool = False) -> bytes:
    """Seal a canonical form (JSON types) with a salt; slowly where few candidates would be tried."""
    text = json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    start = hashlib.blake2b(text.encode(), key=salt.encode()[:64], digest_size=32).digest()
    return _stretch(start, _ROUNDS * (_SLOW if slow else 1))


# Most of a class gives the same answer. Whoever tries out answers gives each of them once.
@lru_cache(maxsize=1 << 14)
def _stretch(state: bytes, rounds: int) -> bytes:
    for _ in range(rounds):
        state = hashlib.blake2b(state, digest_size=32).digest()
    return state


def digest(sealed: bytes) -> str:
    """What is written down of a seal, to recognise the answer by."""
    return hashlib.blake2b(sealed, digest_size=16, person=b"mark").hexdigest()


def hide(text: str, sealed: bytes) -> str:
    """Write a text so that only the seal of the answer it belongs to can read it."""
    data = text.encode()
    return base64.b85encode(
        bytes(a ^ b for a, b in zip(data, _stream(sealed, len(data)), strict=True))
    ).decode()


def reveal(hidden: str, sealed: bytes) -> str:
    """Read what `hide` wrote.

    Raises
    ------
    ValueError
        If it was written with another seal.
    """
    data = base64.b85decode(hidden)
    return bytes(a ^ b for a, b in zip(data, _stream(sealed, len(data)), strict=True)).decode()


def _stream(sealed: bytes, length: int) -> bytes:
    blocks = (length + 63) // 64
    parts = (
        hashlib.blake2b(sealed, salt=number.to_bytes(16), person=b"reply").digest()
        for number in range(blocks)
    )
    return b"".join(parts)[:length]
