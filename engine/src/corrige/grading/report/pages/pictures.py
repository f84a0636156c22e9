"""A picture from a learner's kernel: shown only if it is what it says, and no larger than it should be."""

from __future__ import annotations

import base64
import binascii
import io
import struct
from dataclasses import dataclass

from PIL import Image

MOST_BYTES = 300_000
MOST_PIXELS = 4_096  # of either side
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Picture:
    """A PNG that was checked, written anew as a data address, with its size in pixels."""

    address: str
    width: int
    height: int


def checked_png(encoded: str) -> Picture | None:
    """Check a picture that claims to be a PNG in base64.

    Parameters
    ----------
    encoded : str
        As a kernel sent it: it may be anything.

    Returns
    -------
    Picture or None
        None unless it decodes, has a PNG's signature and header, is small enough in bytes and pixels, and all
        its parts have the checksums they state.
    """
    if len(encoded) > MOST_BYTES * 4 / 3 + 4:
        return None
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) < 33 or len(data) > MOST_BYTES or data[:8] != _SIGNATURE or data[12:16] != b"IHDR":
        return None
    # Before anything is unpacked: a small file can claim a picture of any size.
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return None
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            image.verify()
    except Exception:
        # A damaged file makes the reader raise nearly anything; the picture is a courtesy, not a mark.
        return None
    return Picture(f"data:image/png;base64,{base64.b64encode(data).decode()}", width, height)
