"""Build the lab: JupyterLite with the notebooks of the course and a Python that lies in the same folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corrige.course import Course
from corrige.lab import pinned
from corrige.lab.fetching import run

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
APPS = ("notebooks", "tree")
# Stands between the kernel and the browser's Python: imports ahead what a first cell asks for.
START = Path(__file__).with_name("start.mjs")
# Parts of JupyterLite's source that get copied along and that no browser asks for.
NOT_SERVED = ("rspack.config*.js", "package.json", "*/package.json")


def lab_settings(course: Course, lock: str, packages: Iterable[str]) -> dict[str, Any]:
    """Settings of the lab, with every address inside its own folder.

    Parameters
    ----------
    course : Course
    lock : str
        File name of the lock.
    packages : iterable of str
        What the browser's Python loads while it starts.
    """
    folder = f"./{pinned.RUNTIME_FOLDER}"
    kernel = {
        "pyodideUrl": f"{folder}/{START.name}",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"lockFileURL": f"{folder}/{lock}", "packages": list(packages)},
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": course.title,
            "appUrl": "./tree",
            "contentsStorageName": f"{course.package} exercises",
            "settingsStorageName": f"{course.package} settings",
            "workspacesStorageName": f"{course.package} workspaces",
            "litePluginSettings": {KERNEL: kernel},
        },
    }


# Work is kept in the browser a few seconds after the last key, so that a closed tab loses next to nothing.
PREFERENCES = {
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 5},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def build_lab(python: Path, course: Course, out: Path, lock: Path, packages: Iterable[str]) -> None:
    """Write the lab.

    Parameters
    ----------
    python : Path
        The Python that has JupyterLite.
    course : Course
    out : Path
        Folder to write.
    lock : Path
        The lock in the folder of the browser's Python, as `corrige.lab.locking.assemble` writes it.
    packages : iterable of str
        What the browser's Python loads while it starts.
    """
    # A fresh folder each time: JupyterLite remembers finished steps there, and would skip them.
    with tempfile.TemporaryDirectory() as scratch:
        source, contents = Path(scratch) / "lite", Path(scratch) / "contents"
        source.mkdir()
        contents.mkdir()
        for notebook in sorted(course.exercises.glob("*.ipynb")):
            shutil.copyfile(notebook, contents / notebook.name)
        _write(source / "jupyter-lite.json", lab_settings(course, lock.name, packages))
        _write(source / "overrides.json", PREFERENCES)
        build: list[str | Path] = [
            python,
            "-m",
            "jupyterlite_core",
            "build",
            "--lite-dir",
            source,
            "--contents",
            contents,
        ]
        apps = [word for app in APPS for word in ("--apps", app)]
        slim = ["--no-sourcemaps", "--no-unused-shared-packages"]
        run([*build, "--output-dir", out, *apps, *slim], cwd=Path(scratch))
    for pattern in NOT_SERVED:
        for path in out.glob(pattern):
            path.unlink()
    shutil.copytree(lock.parent, out / pinned.RUNTIME_FOLDER)
    start = START.read_text(encoding="utf-8").replace("MODULES", course.package)
    (out / pinned.RUNTIME_FOLDER / START.name).write_text(start, encoding="utf-8")


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
