"""Put the browser's Python together: the runtime, the wheels, and a lock file that names each by its hash.

The lock is the runtime's own, cut down to what the course needs and extended by what it doesn't know. Its
file name is made from its content, so that no browser reads an old one with new wheels.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from email.parser import Parser
from pathlib import Path
from typing import Any

from corrige.lab import pinned
from corrige.lab.fetching import SiteError, normal, official_packages, sha256


def assemble(
    runtime: Path,
    originals: Iterable[Path],
    out: Path,
    lean: dict[str, Path],
    roots: Iterable[str] = pinned.LOADED,
) -> Path:
    """Write a folder from which the browser's Python can start with no network.

    Parameters
    ----------
    runtime : Path
        The runtime, with its own lock file.
    originals : iterable of Path
        The wheels as they were published; the first of a name counts.
    out : Path
        Folder to write; it is emptied first.
    lean : dict of str to Path
        Wheels that stand in for originals, by file name of the original (see `corrige.lab.quick_wheels`).
    roots : iterable of str
        Packages to put in, with what they depend on.

    Returns
    -------
    Path
        The lock file.

    Raises
    ------
    SiteError
        If a wheel is missing, has another version than the runtime's lock, or is binary and not in that lock.
    """
    entries = closure(official_packages(runtime), originals, roots)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for name in pinned.RUNTIME_FILES:
        shutil.copyfile(runtime / name, out / name)
    for entry, original in entries.values():
        wheel = lean.get(original.name, original)
        shutil.copyfile(wheel, out / wheel.name)
        entry.update(file_name=wheel.name, sha256=sha256(wheel))
    info = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    content = {"info": info, "packages": {name: entries[name][0] for name in sorted(entries)}}
    text = json.dumps(content, separators=(",", ":"))
    path = out / f"pyodide-lock-{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    path.write_text(text, encoding="utf-8")
    return path


def closure(
    official: dict[str, Any], wheels: Iterable[Path], roots: Iterable[str] = pinned.LOADED
) -> dict[str, tuple[dict[str, Any], Path]]:
    """The lock entry and the published wheel of each package that the course loads, dependencies included."""
    by_name: dict[str, Path] = {}
    for wheel in wheels:
        by_name.setdefault(normal(wheel.name.split("-")[0]), wheel)
    found: dict[str, tuple[dict[str, Any], Path]] = {}
    todo = list(roots)
    while todo:
        name = normal(todo.pop())
        if name in found or name in pinned.LEFT_OUT:
            continue
        if name not in by_name:
            raise SiteError(f"No wheel of {name!r} was found that has the hash in Pyodide's own lock file.")
        entry = _entry(name, by_name[name], official.get(name))
        found[name] = (entry, by_name[name])
        todo += entry["depends"]
    return found


def _entry(name: str, wheel: Path, known: dict[str, Any] | None) -> dict[str, Any]:
    if known is None:
        if not wheel.name.endswith("none-any.whl"):
            raise SiteError(
                f"{wheel.name} holds compiled code, and Pyodide's own lock file does not know it."
            )
        return {
            "name": name,
            "version": wheel.name.split("-")[1],
            "depends": pinned.OWN_DEPENDS.get(name) or _requires(wheel),
            "imports": _top_levels(wheel),
            "install_dir": "site",
            "package_type": "package",
            "unvendored_tests": False,
        }
    same = (wheel.name, sha256(wheel)) == (known["file_name"], known["sha256"])
    if not same and not (
        wheel.name.endswith("none-any.whl") and wheel.name.split("-")[1] == known["version"]
    ):
        raise SiteError(f"{wheel.name} is not the file of Pyodide's own lock file, {known['file_name']}.")
    kept = [normal(one) for one in known["depends"] if normal(one) not in pinned.LEFT_OUT]
    return {**known, "depends": kept}


def _requires(wheel: Path) -> list[str]:
    """What a wheel says it needs always, by name."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        needs = Parser().parsestr(archive.read(name).decode("utf-8")).get_all("Requires-Dist", [])
    return [normal(re.split(r"[^\w.-]", need)[0]) for need in needs if "extra ==" not in need]


def _top_levels(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    return sorted(top.removesuffix(".py") for top in tops if not top.endswith((".dist-info", ".data")))
