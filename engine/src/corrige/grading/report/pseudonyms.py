"""Names for marking without knowing who wrote: stable in a folder of results, and secret without its key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path

from corrige.grading.files import write_whole

KEY = "pseudonyms.key"


def pseudonyms(out: Path, learners: Iterable[str], *, create: bool = False) -> dict[str, str]:
    """The pseudonym of each learner.

    Parameters
    ----------
    out : Path
        The folder of results; it keeps the key, a random text. Do not give the key to those who mark.
    learners : iterable of str
    create : bool
        Make a key if there is none; without it and without a key there are no pseudonyms.

    Returns
    -------
    dict of str to str
        Learner to ``writer-`` and ten hexadecimal digits (HMAC-SHA-256 of the name, RFC 2104).
    """
    path = out / KEY
    if not path.exists():
        if not create:
            return {}
        write_whole(path, secrets.token_hex(32) + "\n")
        path.chmod(0o600)
    key = path.read_text(encoding="utf-8").strip().encode()
    return {learner: f"writer-{_digest(key, learner)}" for learner in learners}


def name_of_folder(out: Path) -> str:
    """A short name of a folder of results that has pseudonyms: the same wherever the folder lies."""
    return _digest((out / KEY).read_text(encoding="utf-8").strip().encode(), "the folder itself")


def _digest(key: bytes, learner: str) -> str:
    return hmac.new(key, learner.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:10]
