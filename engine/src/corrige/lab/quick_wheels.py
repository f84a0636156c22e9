"""Make wheels that start quicker in the browser, from wheels that were checked, and keep them.

The work is done inside Pyodide itself (`corrige.lab.inside`), since only a Python may compile for itself.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corrige.lab import pinned
from corrige.lab.fetching import run, sha256, tagged, untagged
from corrige.lab.locking import assemble

HERE = Path(__file__).parent


def lean_wheels(runtime: Path, originals: Iterable[Path], cache: Path) -> dict[str, Path]:
    """Wheels that stand in for their originals.

    Parameters
    ----------
    runtime : Path
        The runtime, with its own lock file.
    originals : iterable of Path
        Wheels of third parties, checked.
    cache : Path
        Where the result is kept.

    Returns
    -------
    dict of str to Path
        By file name of the original. A file's name carries a build tag made from its content.
    """
    originals = list(originals)
    folder = cache / f"lean-{_key(runtime, originals)}"
    if not folder.exists():
        loaded = list(pinned.LOADED)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            plain, made = Path(scratch) / "plain", Path(scratch) / "made"
            made.mkdir()
            lock = assemble(runtime, originals, plain, {}, roots=loaded)
            run(["node", HERE / "inside.mjs", plain, lock, made, ",".join(loaded)])
            for wheel in list(made.glob("*.whl")):
                wheel.rename(made / tagged(wheel.name, wheel.read_bytes()))
            shutil.move(made, folder)
    return {untagged(wheel.name): wheel for wheel in sorted(folder.glob("*.whl"))}


def _key(runtime: Path, originals: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in [HERE / "inside.py", HERE / "inside.mjs", runtime / "pyodide.asm.wasm", *originals]:
        digest.update(sha256(path).encode())
    return digest.hexdigest()[:12]
