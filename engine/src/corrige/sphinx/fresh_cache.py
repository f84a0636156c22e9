"""Run a page's code again when the package or its data changed, not only when the page did.

jupyter-cache keys a page by its code cells alone: after a table is corrected it would go on showing the
old numbers. The cache therefore lives in a folder named after the content of the course's package.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corrige.course import find_course

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def fingerprint(folder: Path) -> str:
    """Digest of the names and bytes of all files under a folder, compiled ones left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def choose_cache(app: Sphinx, config: Any) -> None:
    """Point myst-nb at the cache that belongs to the present package."""
    root = Path(app.srcdir)
    config.nb_execution_cache_path = str(
        root / "_build" / ".jupyter_cache" / fingerprint(find_course(root).source)
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Register before myst-nb reads its options (priority 500)."""
    app.connect("config-inited", choose_cache, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
