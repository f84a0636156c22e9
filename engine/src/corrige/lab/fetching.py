"""Fetch what the lab is made of, once, and check each piece before it is kept.

Three sources, three checks. The runtime is an npm package, checked by its integrity value. Packages in pure
Python come from pip, checked by the hashes in ``pins/``. Binary packages are taken out of a carrier wheel, if
their hash is in the lock file of the runtime itself: whatever else the carrier holds never gets here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corrige.authoring.release import build_engine_wheel, build_wheel
from corrige.course import Course
from corrige.lab import pinned


class SiteError(RuntimeError):
    """The site cannot be built; the message says what is missing and what to do."""


def normal(name: str) -> str:
    """A package's name in the form in which lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(command: Sequence[str | Path], *, cwd: Path | None = None) -> str:
    """Run a program and give back what it printed.

    Raises
    ------
    SiteError
        If it is not installed or fails; with the end of what it said.
    """
    program = Path(command[0]).name
    try:
        done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SiteError(f"The site needs the program {program!r}, which is not installed.") from None
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SiteError(f"{program} failed with status {done.returncode}:\n{said}")
    return done.stdout


def runtime(cache: Path) -> Path:
    """The folder of the Pyodide runtime, with its own lock file.

    Raises
    ------
    SiteError
        If the package does not have the pinned integrity value.
    """
    folder = cache / f"runtime-{pinned.PYODIDE}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            run(["npm", "pack", "--silent", f"pyodide@{pinned.PYODIDE}"], cwd=Path(scratch))
            (archive,) = Path(scratch).glob("*.tgz")
            check_integrity(archive, pinned.INTEGRITY)
            with tarfile.open(archive) as tar:
                tar.extractall(scratch, filter="data")
            (Path(scratch) / "package").rename(folder)
    return folder


def check_integrity(archive: Path, expected: str) -> None:
    """Compare a file with an integrity value as npm writes it: the algorithm, a dash, the digest in base 64.

    Raises
    ------
    SiteError
        If they differ.
    """
    algorithm, _, digest = expected.partition("-")
    found = base64.b64encode(hashlib.new(algorithm, archive.read_bytes()).digest()).decode()
    if found != digest:
        raise SiteError(
            f"{archive.name} is not the file that was pinned: {algorithm}-{found}, expected {expected}."
        )


def lab_python(cache: Path, constraints: Path) -> Path:
    """The Python that builds the lab, in an environment of its own so that the project's stays as it is.

    A course without constraints gets the newest of what is not pinned.
    """
    held: list[str | Path] = ["-c", constraints] if constraints.is_file() else []
    own = constraints.read_bytes() if held else b""
    marks = hashlib.sha256(pinned.LAB.read_bytes() + own).hexdigest()[:12]
    folder = cache / f"venv-{marks}"
    done = folder / ".complete"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*install, "--no-deps", "--require-hashes", "-r", pinned.LAB])
        run([*install, *held, *_names(pinned.LAB), "jupyter_server", "hatchling"])
        done.touch()
    return python


def packages(cache: Path, python: Path, official: dict[str, Any]) -> list[Path]:
    """All wheels of third parties that the browser's Python may load, each checked.

    Parameters
    ----------
    cache : Path
        Where they are kept.
    python : Path
        The Python of the lab; its kernel brings four small wheels.
    official : dict
        The ``packages`` of the runtime's own lock file.

    Returns
    -------
    list of Path
        Sorted; a wheel of the kernel first, then the pure ones, then those of the carrier.
    """
    pins = hashlib.sha256(pinned.PURE.read_bytes() + pinned.CARRIER.read_bytes()).hexdigest()[:12]
    folder = cache / f"wheels-{pins}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            filled = Path(scratch) / "filled"
            filled.mkdir()
            options = ["--no-deps", "--only-binary=:all:", "--python-version", pinned.PYTHON]
            _download(python, pinned.PURE, filled, *options)
            carried = Path(scratch) / "carried"
            _download(python, pinned.CARRIER, carried, "--no-deps", "--ignore-requires-python")
            for wheel in carried.glob("*.whl"):
                take_official(wheel, filled, official)
            filled.rename(folder)
    (of_kernel,) = (python.parents[1] / "share").rglob("pyodide-kernel-extension/static/pypi")
    return [*sorted(of_kernel.glob("*.whl")), *sorted(folder.glob("*.whl"))]


def take_official(carrier: Path, folder: Path, official: dict[str, Any]) -> list[str]:
    """Take out of a wheel the wheels inside it that the runtime's own lock names by their hash.

    Returns
    -------
    list of str
        Names of the files taken.
    """
    hashes = {entry["file_name"]: entry["sha256"] for entry in official.values()}
    taken = []
    with zipfile.ZipFile(carrier) as outer:
        for item in outer.infolist():
            name = item.filename.rpartition("/")[2]
            if name not in hashes:
                continue
            data = outer.read(item)
            if hashlib.sha256(data).hexdigest() == hashes[name]:
                (folder / name).write_bytes(data)
                taken.append(name)
    return taken


def own_wheels(course: Course, into: Path) -> list[Path]:
    """Build the wheels of the engine's learner part and of the course, each tagged with its content.

    A browser may keep a file by its name. With the tag, a corrected card or table has a new name.
    """
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        built = [build_engine_wheel(Path(scratch)), build_wheel(course, Path(scratch))]
        return [shutil.copyfile(each, into / tagged(each.name, each.read_bytes())) for each in built]


def tagged(name: str, content: bytes) -> str:
    """A wheel's file name with a build tag (a digit first, says the standard) made from its content."""
    distribution, version, *rest = name.split("-")
    return "-".join([distribution, version, "0" + hashlib.sha256(content).hexdigest()[:12], *rest[-3:]])


def untagged(name: str) -> str:
    """The file name that `tagged` was given."""
    distribution, version, *rest = name.split("-")
    return "-".join([distribution, version, *rest[-3:]])


def official_packages(folder: Path) -> dict[str, Any]:
    """The ``packages`` of a runtime's own lock file."""
    lock: dict[str, dict[str, Any]] = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock["packages"]


def _download(python: Path, pins: Path, into: Path, *options: str) -> None:
    hashed: list[str | Path] = ["--require-hashes", "-r", pins, "-d", into]
    run([python, "-m", "pip", "download", "-q", "--disable-pip-version-check", *options, *hashed])


def _names(pins: Path) -> list[str]:
    lines = pins.read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]
