"""Resolve anew what is pinned, constraints.txt and what the lab is made of, and say what moved.

One version of each package for Python 3.11.2 to 3.14 on Linux, macOS and Windows, from the two pyproject.toml
files and `held.txt`. Then it tries that what users install comes as wheels on each of them.
The registry is whichever uv and npm are set up for; no file names one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
HELD = ROOT / ".ci" / "held.txt"
PINS = ROOT / "engine" / "src" / "corrige" / "lab" / "pins"
PINNED = PINS.parent / "pinned.py"
FLOOR = "3.11.2"
PYTHONS = (FLOOR, "3.12", "3.13", "3.14")
PLATFORMS = ("linux", "macos", "windows")
EVERYTHING = "-e ./engine[lab,grade,book,cluster,parquet]\n-e .[dev]\n"
HEADER = "# Made by `make renew`; what it does not move, and why, is in .ci/held.txt.\n"


def main() -> int:
    """Renew, or with ``--check`` only try that what is pinned can be installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; try each Python and platform")
    options = parser.parse_args()
    if not options.check:
        renew_constraints()
        renew_lab()
    return try_wheels()


def renew_constraints() -> None:
    """Write constraints.txt anew."""
    old = versions(CONSTRAINTS.read_text(encoding="utf-8"))
    text = compiled(
        EVERYTHING, "--universal", "--fork-strategy", "fewest", "--python-version", FLOOR, held=HELD
    )
    lines = [line for line in text.splitlines() if not line.startswith("-e ")]
    CONSTRAINTS.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    say("constraints.txt", old, versions(CONSTRAINTS.read_text(encoding="utf-8")))


def try_wheels() -> int:
    """Resolve what users install, from wheels alone, for each Python on each platform."""
    engine = tomllib.loads((ROOT / "engine" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = engine["optional-dependencies"]
    wanted = "\n".join([*engine["dependencies"], *extras["lab"], *extras["grade"], *extras["book"]])
    failed = 0
    for python in PYTHONS:
        for platform in PLATFORMS:
            where = ("--python-version", python, "--python-platform", platform)
            try:
                compiled(wanted, *where, "--only-binary", ":all:", held=CONSTRAINTS)
            except RuntimeError as problem:
                failed += 1
                print(f"Python {python} on {platform} cannot install what is pinned:\n{problem}")
    if not failed:
        print(f"From wheels alone: Python {', '.join(PYTHONS)} on {', '.join(PLATFORMS)}.")
    return 1 if failed else 0


def renew_lab() -> None:
    """Renew what builds the lab, and the hashes of the browser's packages at its own lock's versions."""
    pinned = PINNED.read_text(encoding="utf-8")
    pyodide = re.search(r'PYODIDE = "([^"]+)"', pinned).group(1)
    with tempfile.TemporaryDirectory() as scratch:
        done = run(["npm", "pack", "--json", f"pyodide@{pyodide}"], cwd=Path(scratch))
        integrity = json.loads(done)[0]["integrity"]
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
            member = archive.extractfile("package/pyodide-lock.json")
            lock = json.load(member)["packages"]
    if integrity not in pinned:
        print(
            f"pyodide {pyodide}: the registry says {integrity}, which is not what is pinned. Stop and look."
        )
    held = versions(HELD.read_text(encoding="utf-8"))
    for name in sorted(held.keys() & lock.keys()):
        if lock[name]["version"] != held[name]:
            print(
                f".ci/held.txt: {name} is {held[name]}, and the browser's Python has {lock[name]['version']}."
            )
    newest = run(["npm", "view", "pyodide", "version"]).strip()
    if newest != pyodide:
        print(f"pyodide {newest} exists, the lab has {pyodide}: move it by hand, with kernel and carrier.")
    for file, known in ((PINS / "pure.txt", lock), (PINS / "lab.txt", {})):
        renew_pins(file, known)


def renew_pins(file: Path, lock: dict[str, dict[str, str]]) -> None:
    """Write a file of pins anew: the lock's version where it knows the package, and the newest file's hash.

    The kernel of the lab is made for one Pyodide, so it stays; so does what the lock does not know beside it.
    """
    old = versions("\n".join(text_of(file)))
    wanted = {}
    for name, version in old.items():
        known = lock.get(name, {}).get("version")
        stays = bool(lock) or "pyodide-kernel" in name
        wanted[name] = f"{name}=={known or version}" if stays else name
    options = ("--no-deps", "--generate-hashes", "--python-version", "3.14", "--only-binary", ":all:")
    text = compiled("\n".join(wanted.values()) + "\n", *options)
    entries = [line.split() for line in re.sub(r" *\\\n *", " ", text).splitlines()]
    new = {name: (version, hashes) for head, *hashes in entries for name, version in versions(head).items()}
    lines = []
    for line in text_of(file):
        name = next(iter(versions(line)), None)
        if name is None or line.startswith("#"):
            lines.append(line)
        elif new[name][0] != old[name]:
            lines.append(f"{line.split('==')[0]}=={new[name][0]} {' '.join(new[name][1])}")
        else:
            lines.append(line)
            if not set(line.split()[1:]) <= set(new[name][1]):
                print(f"{file.name}: {name} {old[name]} has another hash now. Stop and look.")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(file.name, old, versions(file.read_text(encoding="utf-8")))


def text_of(file: Path) -> list[str]:
    """Its lines."""
    return file.read_text(encoding="utf-8").splitlines()


def compiled(requirements: str, *options: str, held: Path | None = None) -> str:
    """What uv resolves, as text."""
    held_by = ["-c", str(held)] if held else []
    fixed = ["--quiet", "--no-header", "--no-annotate", "--no-config"]
    command = ["uv", "pip", "compile", "-", *fixed, *held_by, *options]
    return run(command, stdin=requirements)


def versions(text: str) -> dict[str, str]:
    """Name, in its normal form, to version."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def say(what: str, old: dict[str, str], new: dict[str, str]) -> None:
    """Print what moved."""
    moved = [f"  {name}: {old.get(name, 'new')} -> {new.get(name, 'gone')}"
             for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]  # fmt: skip
    print(f"{what}: {len(moved)} of {len(new)} moved" + "".join(f"\n{line}" for line in moved))


def run(command: list[str], *, cwd: Path = ROOT, stdin: str = "") -> str:
    """Run a program and give back what it printed; ends with what it said if it fails."""
    try:
        done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is needed to renew what is pinned, and is not installed.")
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
