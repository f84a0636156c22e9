"""Prove that a built site starts with nothing from elsewhere: addresses, files, hashes.

JupyterLite builds without complaint when its Python is missing, and then loads one from a content network:
fine where it was built, dead on a closed network. Each of these checks is one way in which that came about.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corrige.lab import pinned
from corrige.lab.fetching import SiteError, sha256
from corrige.lab.lab import KERNEL


def verify_lab(lab: Path, exercises: Path) -> int:
    """Check a built lab.

    Returns
    -------
    int
        Number of packages of the browser's Python.

    Raises
    ------
    SiteError
        Naming everything that is wrong.
    """
    folder = lab / pinned.RUNTIME_FOLDER
    problems = [*_settings(lab), *_notebooks(lab, exercises)]
    locks = sorted(folder.glob("pyodide-lock-*.json"))
    if len(locks) != 1:
        problems.append(f"{pinned.RUNTIME_FOLDER} should hold one lock file, and holds {len(locks)}")
    problems += [f"{name} is missing" for name in pinned.RUNTIME_FILES if not (folder / name).is_file()]
    entries = [entry for lock in locks for entry in _json(lock)["packages"].values()]
    problems += [problem for entry in entries for problem in _package(folder, entry)]
    if problems:
        raise SiteError("The lab is not complete:\n" + "\n".join(f"- {problem}" for problem in problems))
    return len(entries)


def _settings(lab: Path) -> list[str]:
    """The kernel's addresses; an application's own settings may override those of the whole lab."""
    problems = []
    for path in [lab / "jupyter-lite.json", *sorted(lab.glob("*/jupyter-lite.json"))]:
        settings = _json(path).get("jupyter-config-data", {})
        kernel = settings.get("litePluginSettings", {}).get(KERNEL, {} if path.parent != lab else None)
        where = path.relative_to(lab)
        if kernel is None:
            problems.append(f"{where} has no settings for the kernel: it would look for Python elsewhere")
            continue
        if path.parent == lab:
            options = kernel.get("loadPyodideOptions", {})
            for name, value in (
                ("pyodideUrl", kernel.get("pyodideUrl")),
                ("lockFileURL", options.get("lockFileURL")),
            ):
                if not value or not value.startswith("./") or not (lab / value).is_file():
                    problems.append(f"{where}: {name} is {value!r}, which is no file of the lab")
            if kernel.get("disablePyPIFallback") is not True:
                problems.append(f"{where}: packages may be looked for on an index")
        problems += [f"{where}: names the host in {text!r}" for text in _texts(settings) if _is_remote(text)]
    return problems


def _notebooks(lab: Path, exercises: Path) -> list[str]:
    index = lab / "api" / "contents" / "all.json"
    listed = {item["name"] for item in _json(index)["content"]} if index.is_file() else set()
    problems = []
    for notebook in sorted(exercises.glob("*.ipynb")):
        served = lab / "files" / notebook.name
        if notebook.name not in listed or not served.is_file():
            problems.append(f"{notebook.name} is not in the lab")
        elif served.read_bytes() != notebook.read_bytes():
            problems.append(f"{notebook.name} is not the notebook in {exercises.name}/")
    return problems


def _package(folder: Path, entry: dict[str, Any]) -> list[str]:
    path = folder / entry["file_name"]
    if not path.is_file():
        return [f"{entry['file_name']} is in the lock file and not in the folder"]
    return (
        [] if sha256(path) == entry["sha256"] else [f"{entry['file_name']} has not the hash of the lock file"]
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _is_remote(text: str) -> bool:
    return text.startswith(("http://", "https://", "//"))


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
