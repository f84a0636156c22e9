"""Build the whole site: the book copied, the lab beside it, doors between them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from corrige.course import Course
from corrige.lab import doors, fetching, pinned
from corrige.lab.fetching import normal
from corrige.lab.lab import build_lab
from corrige.lab.locking import assemble
from corrige.lab.quick_wheels import lean_wheels
from corrige.lab.verifying import verify_lab


def build_site(
    course: Course, book: Path, out: Path, cache: Path, say: Callable[[str], None] = print
) -> None:
    """Write book and lab into one folder that any static server can serve.

    Parameters
    ----------
    course : Course
    book : Path
        The built book.
    out : Path
        Folder to write. It is replaced once everything is built and proved, not before.
    cache : Path
        Where downloads are kept.
    say : callable
        Told what is going on.

    Raises
    ------
    SiteError
        If something is missing or is not what was pinned.
    """
    if not (book / "index.html").is_file():
        raise fetching.SiteError(f"There is no book in {book}. Build it first: make book")
    cache.mkdir(parents=True, exist_ok=True)
    say("Fetching and checking what the lab is made of ...")
    runtime = fetching.runtime(cache)
    python = fetching.lab_python(cache, course.root / "constraints.txt")
    wheels = fetching.packages(cache, python, fetching.official_packages(runtime))
    say("Making the packages quick to start ...")
    lean = lean_wheels(runtime, wheels, cache)
    work = cache / "building"
    shutil.rmtree(work, ignore_errors=True)
    ours = fetching.own_wheels(course, work / "own")
    roots = (*pinned.LOADED, *(normal(each.name.split("-")[0]) for each in ours))
    lock = assemble(runtime, [*ours, *wheels], work / "runtime", lean, roots)
    say("Building the lab ...")
    site = work / "site"
    shutil.copytree(book, site)
    build_lab(python, course, site / doors.LAB, lock, roots)
    count = verify_lab(site / doors.LAB, course.exercises)
    opened = doors.open_doors(site, _slugs(course.root), _ahead(site))
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(site, out)
    shutil.rmtree(work)
    megabytes = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
    say(f"The site: {out} ({megabytes:.0f} MB, {count} packages, {opened} links into the lab)")


def _slugs(root: Path) -> list[str]:
    """Exercises in the book's table of contents; a page of theirs that is not there means an old book."""
    toc = (root / "_toc.yml").read_text(encoding="utf-8")
    return re.findall(r"^\s*- file: exercises/(\w+)\s*$", toc, flags=re.MULTILINE)


def _ahead(site: Path) -> list[str]:
    """What a first reply loads: all of the browser's Python, and the lab's own programs for a notebook."""
    folder = site / doors.LAB / pinned.RUNTIME_FOLDER
    return [path.relative_to(site).as_posix() for path in sorted(folder.iterdir())]
