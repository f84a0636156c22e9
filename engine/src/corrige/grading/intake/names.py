"""Names of learners as names of files and as addresses: short, plain, and never two the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_PLAIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_DIGITS = 16  # of 4 bits each: nobody finds a name that shares them with another's
_LIKE_OURS = re.compile(rf".*-[0-9a-f]{{{_DIGITS}}}")
# Words that Windows keeps for itself, with any ending.
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_LONGEST = 60


def safe_name(learner: str) -> str:
    """Name of a learner as it may stand in a path or in an address.

    Parameters
    ----------
    learner : str
        Any text at all, empty or hostile as well.

    Returns
    -------
    str
        The name itself if it is made of ``a-z``, ``0-9`` and single ``.``, ``_``, ``-`` between them, is
        short, and is no word that Windows keeps for itself. Otherwise what is left of it in such letters, and
        ``-`` with sixteen hexadecimal digits of its SHA-256.
        Names that differ, in upper and lower case only as well, give names that differ.
        It holds no slash, never begins with a dot or a dash, and has at most 60 characters.

    Examples
    --------
    >>> safe_name("learner-001")
    'learner-001'
    >>> safe_name("../Zoë O'Hara")
    'zoe-o-hara-65a49581d6d26fff'
    """
    if (
        _PLAIN.fullmatch(learner)
        and len(learner) <= _LONGEST
        and not _LIKE_OURS.fullmatch(learner)
        and learner.partition(".")[0] not in RESERVED
    ):
        return learner
    letters = unicodedata.normalize("NFKD", learner).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters)[: _LONGEST - _DIGITS - 1].strip("-")
    digest = hashlib.sha256(learner.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{slug or 'learner'}-{digest}"
