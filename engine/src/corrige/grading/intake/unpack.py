"""Unpack what a learning platform gives: zips into ``<learner>/exNN….ipynb``, and nothing outside of it."""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corrige.grading.intake.discovery import whose
from corrige.grading.intake.hand_in_names import (
    Entry,
    folder_names,
    is_of_a_platform,
    read_names,
    same_number,
)
from corrige.grading.intake.notebook import LARGEST
from corrige.kernel.server.roots import discard, make_root

MOST_ENTRIES = 20_000
MOST_BYTES = 4 * 1024**3  # of all notebooks, unpacked
MOST_BYTES_EACH = 128 * 1024**2  # of one learner's: nobody can fill the disk for the others
_LITTER = {"__MACOSX", ".ipynb_checkpoints"}  # what systems and Jupyter leave behind
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError)
_DRIVE = re.compile(r"[A-Za-z]:")


class IntakeError(ValueError):
    """A zip that is not unpacked at all; says which, why, and what to do."""

    def __init__(self, path: Path, problem: str, advice: str) -> None:
        super().__init__(f"{path}: {problem}\n  {advice}")


@dataclass(frozen=True)
class Intake:
    """What was unpacked.

    Attributes
    ----------
    folder : Path
        Holds ``<learner>/exNN….ipynb``.
    notes : tuple of str
        What was left out, and why.
    late, in_time : frozenset of (str, str)
        Learners and exercises whose file the platform calls late, and those for which it would have said so.
    """

    folder: Path
    notes: tuple[str, ...] = ()
    late: frozenset[tuple[str, str]] = frozenset()
    in_time: frozenset[tuple[str, str]] = frozenset()


@contextmanager
def taken_in(submissions: Path) -> Iterator[Intake]:
    """Hand-ins as a folder, whichever shape they came in.

    Parameters
    ----------
    submissions : Path
        A folder, used as it stands; a zip; or a folder that holds nothing but zips (one for each assignment).
        A folder with names as Canvas or Moodle give them is read as the zip that it came from.
        What is unpacked is removed at the end.

    Raises
    ------
    IntakeError
        If a zip is damaged, locked, or larger than any class could be.
    """
    zips, unpacked = _zips(submissions), _is_unpacked(submissions)
    if not zips and not unpacked:
        yield Intake(submissions)
        return
    root = make_root()  # which the next one removes if this process is killed
    try:
        folder = root / "class"
        folder.mkdir()
        yield unpack([_packed(submissions, root)] if unpacked else zips, folder)
    finally:
        discard(root)


def _zips(submissions: Path) -> list[Path]:
    if submissions.is_file() and (submissions.suffix.lower() == ".zip" or zipfile.is_zipfile(submissions)):
        return [submissions]
    if not submissions.is_dir():
        return []
    shown = [path for path in sorted(submissions.iterdir()) if not path.name.startswith(".")]
    return shown if shown and all(p.suffix.lower() == ".zip" and p.is_file() for p in shown) else []


def _is_unpacked(submissions: Path) -> bool:
    """Whether somebody, or the browser, has unpacked a platform's zip."""
    return submissions.is_dir() and any(is_of_a_platform(path.name) for path in submissions.iterdir())


def _packed(submissions: Path, place: Path) -> Path:
    """The folder as a zip again, so that there is one way in; links stay outside."""
    target = place / "packed" / (submissions.name or "hand-ins")  # as notes name it
    target.parent.mkdir()
    with _room(target), zipfile.ZipFile(target, "w", strict_timestamps=False) as archive:
        for path in sorted(submissions.rglob("*")):
            # Letters that are none, as a system's own files may have: each still gives a name of its own.
            name = path.relative_to(submissions).as_posix().encode("utf-8", "xmlcharrefreplace").decode()
            if (
                path.is_file()
                and not path.is_symlink()
                and path.resolve().is_relative_to(submissions.resolve())
            ):
                try:
                    archive.write(path, name)
                except PermissionError:  # the row says that the upload may have failed
                    archive.writestr(name, b"")
            elif path.is_dir() and not path.is_symlink():
                archive.mkdir(name)
    return target


def unpack(zips: Sequence[Path], folder: Path) -> Intake:
    """Unpack zips of one class into a folder.

    Only notebooks are written, each below the folder of its learner, under a name made here: no path of a
    zip is ever followed, and no link is ever made. Every learner gets a folder, so that everybody has a row.

    Parameters
    ----------
    zips : sequence of Path
    folder : Path
        Empty.
    """
    notes: list[str] = []
    late: set[tuple[str, str]] = set()
    dated: set[tuple[str, str]] = set()
    groups = [(path, _listing(path, notes)) for path in zips]
    _one_number_each(groups)
    folders = folder_names([entry for entry, _ in listing] for _, listing in groups)
    left = MOST_BYTES
    room = dict.fromkeys(folders.values(), MOST_BYTES_EACH)
    for path, listing in groups:
        with zipfile.ZipFile(path) as archive:
            for entry, info in listing:
                learner = folders.get((entry.learner, entry.number))
                if learner is None:
                    notes.append(
                        f"{path.name}: {entry.path!r} was left out: its name does not say whose it is."
                    )
                    continue
                home = folder / learner
                home.mkdir(exist_ok=True)
                if info is None:
                    continue
                if not entry.file.lower().endswith(".ipynb"):
                    notes.append(f"{path.name}: {entry.path!r} was left out: it is not a notebook.")
                    continue
                if room[learner] < 0:
                    limit = f"{learner} has handed in more than {MOST_BYTES_EACH // 1024**2} MiB"
                    notes.append(f"{path.name}: {entry.path!r} was left out: {limit}.")
                    continue
                target = _free(home, entry)
                try:
                    content = _content(archive, info)
                except _DAMAGE as problem:
                    # An empty file has a row that says the upload may have failed; no file would have none.
                    content = b""
                    notes.append(f"{path.name}: {entry.path!r} is damaged ({problem}).")
                _write(target, content)
                left -= len(content)
                room[learner] -= len(content)
                if left < 0:
                    limit = f"the notebooks have more than {MOST_BYTES // 1024**3} GiB"
                    raise IntakeError(
                        path, f"{limit} when unpacked.", "Unpack the zip by hand and look into it."
                    )
                # By the name that decides what it is marked as: an upload is called as the learner likes.
                _, exercise = whose(folder, target)
                if entry.late:
                    late.add((learner, exercise))
                if entry.dated:
                    dated.add((learner, exercise))
    if dated:
        notes.append(
            f"Canvas calls {len(late)} of {len(dated)} hand-ins late; where no --times says more, a late one "
            "counts as one day late and the others as in time."
        )
    return Intake(folder, tuple(notes), frozenset(late), frozenset(dated - late))


_Listing = list[tuple[Entry, zipfile.ZipInfo | None]]


def _one_number_each(groups: Sequence[tuple[Path, _Listing]]) -> None:
    """Refuse a class in which two learners have one number: marks would go to the wrong one of them."""
    zips = [(path, [entry for entry, _ in listing]) for path, listing in groups]
    # Canvas' numbers are of the course; Moodle gives new ones with each assignment.
    every = [entry for _, entries in zips for entry in entries if entry.dated]
    for path, entries in [*zips, (groups[0][0].parent, every)] if groups else []:
        if pair := same_number(entries):
            raise IntakeError(
                path,
                f"{pair[0]!r} and {pair[1]!r} have the same number in the names of their files.",
                "Each mark would count for both. Unpack by hand, give each learner a folder, and grade that.",
            )


def _listing(path: Path, notes: list[str]) -> _Listing:
    """The files of a zip with what their names say; without the file itself where it may not be unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, UnicodeDecodeError, EOFError) as problem:
        raise IntakeError(path, f"this is not a whole zip ({problem}).", "Download it again.") from None
    if len(infos) > MOST_ENTRIES:
        raise IntakeError(
            path,
            f"the zip has {len(infos)} files; more than {MOST_ENTRIES} are not unpacked.",
            "Unpack it by hand, look into it, and grade the folder.",
        )
    if any(info.flag_bits & 0x1 for info in infos):
        raise IntakeError(path, "the zip has a password.", "Unpack it by hand and grade the folder.")
    good: list[tuple[str, zipfile.ZipInfo | None]] = []
    bare: list[str] = []
    for info in infos:
        name = info.filename.replace("\\", "/")
        parts = name.split("/")
        if info.is_dir() or parts[-1].startswith(".") or not _LITTER.isdisjoint(parts):
            bare.append(_named(parts))
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            notes.append(f"{path.name}: {name!r} was left out: it is a link.")
            good.append((name, None))  # whoever handed it in has a row
        elif name.startswith("/") or ".." in parts or _DRIVE.match(name):
            notes.append(f"{path.name}: {name!r} was left out: its path leads out of the zip.")
            if parts[0] not in ("", "..") and not _DRIVE.match(name):
                good.append(("/".join(part for part in parts if part not in ("", ".", "..")), None))
        else:
            good.append((name, info))
    names = sorted(name for name, _ in good)
    good += [(each, None) for each in dict.fromkeys(bare) if each and not _holds_any(each, names)]
    entries = zip(read_names([name for name, _ in good]), (info for _, info in good), strict=True)
    return [(entry, info) for entry, info in entries if entry.learner or not entry.path.endswith("/")]


def _holds_any(folder: str, names: Sequence[str]) -> bool:
    """Whether one of the sorted names lies in a folder."""
    place = bisect_left(names, folder)
    return place < len(names) and names[place].startswith(folder)


def _named(parts: Sequence[str]) -> str:
    """The folder that litter, or nothing, lies in: it is named, so whoever it belongs to has a row."""
    kept: list[str] = []
    for part in parts[:-1]:
        if part.startswith(".") or part in _LITTER:
            break
        kept.append(part)
    return "/".join([*kept, ""]) if kept and ":" not in kept[0] and kept[0] else ""


def _free(home: Path, entry: Entry) -> Path:
    """A path for a file in a learner's folder that no other file has."""
    stem, ending = _plain(entry.file[: -len(".ipynb")]), ".ipynb"
    if entry.exercise not in stem.lower():  # it stood in what had to be cut off
        stem = f"{entry.exercise}_{stem}"
    target, copy = home / f"{stem}{ending}", 1
    while target.exists():
        copy += 1
        target = home / f"{stem} ({copy}){ending}"
    return target


def _plain(stem: str) -> str:
    kept = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in stem)
    # A name may have 255 bytes, and a letter up to four of them.
    short = kept.strip(". ").encode("utf-8", "replace")[:200].decode("utf-8", "ignore")
    return short.strip(". ") or "unnamed"


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """What one file holds.

    What is larger than a notebook may be is cut one byte after the limit, whatever the zip says of its size:
    reading it then gives the row its reason.
    """
    with archive.open(info) as source:
        return source.read(LARGEST + 1)


def _write(target: Path, content: bytes) -> None:
    with _room(target):
        target.write_bytes(content)


@contextmanager
def _room(target: Path) -> Iterator[None]:
    """Stop where nothing can be written: a full disk is no learner's damaged upload."""
    try:
        yield
    except OSError as problem:
        raise IntakeError(
            target,
            f"the hand-ins could not be unpacked there ({problem.strerror}).",
            "Make room, or name another folder in the environment variable TMPDIR.",
        ) from None
