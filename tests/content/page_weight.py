"""What a page of the built book weighs on the way to its reader: itself and all that it loads, compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

LOADED = re.compile(
    r"""<(?:script|img|source)\b[^>]*?\bsrc="([^"]+)"|<link\b(?=[^>]*\brel="(?:stylesheet|preload|icon)")[^>]*?\bhref="([^"]+)\""""
)
IN_STYLE = re.compile(r"""(?:@import\s+|url\(\s*|@import\s+url\(\s*)["']?(?!data:)([^"')\s]+)""")
# Formats that are compressed already; a server sends them as they are.
PACKED = {".png", ".jpg", ".jpeg", ".woff2", ".webp"}


def assets(file: Path) -> set[Path]:
    """The file itself and what it loads, directly or by way of style sheets."""
    found: set[Path] = set()
    waiting = [file]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        text = current.read_text(encoding="utf-8") if current.suffix in {".html", ".css"} else ""
        names = (
            [a or b for a, b in LOADED.findall(text)] if current.suffix == ".html" else IN_STYLE.findall(text)
        )
        for name in names:
            if name.startswith("data:"):
                continue  # a picture within the page
            target = (current.parent / re.split(r"[?#]", name)[0]).resolve()
            # A font is fetched only where a page uses it: the theme's style sheet names some that no page does.
            if target.is_file() and target.suffix != ".ttf":
                waiting.append(target)
    return found


def weight(file: Path) -> int:
    """Bytes of one file as a server sends it."""
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content, 6, mtime=0))


def page_weight(page: Path) -> int:
    """Bytes of a page with all that it loads."""
    return sum(weight(file) for file in assets(page.resolve()))
