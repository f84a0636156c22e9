"""What the names in a learning platform's zip say: whose file it is, for which exercise, and whether late.

Canvas names a file ``<name>_<LATE_><user>_<file>_<name of the upload>``, or with ``anon_<code>`` in place of
name and user (canvas-lms, lib/content_zipper.rb, `get_filename` and `add_upload_submission`,
https://github.com/instructure/canvas-lms). Moodle puts the files of each learner, or of each group, into a
folder ``<full name>_<participant>_assignsubmission_file``, with or without a line at the end; or it puts the
same before the file's name (moodle, mod/assign/classes/downloader.php, `get_student_prefix` and
`load_submissionplugin_filelist`, https://github.com/moodle/moodle).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corrige.grading.intake.names import RESERVED, safe_name

_EXERCISE = r"(?=ex\d\d(?:[_.\- (]|$))"
_NAMED = re.compile(r"(?:^|[-_ ])(?P<exercise>ex\d\d)(?=[_.\- (]|$)", re.IGNORECASE)
_CANVAS = re.compile(
    r"^(?!ex\d\d[_.-])(?:(?P<name>(?!LATE_).+?)_)?(?P<late>LATE_)?(?P<user>\d+|anon_[A-Za-z0-9]+)_\d+_(?P<file>.+)$",
    re.DOTALL,
)
_MOODLE = re.compile(r"^(?P<name>.+?)(?:_(?P<participant>\d+))?_assignsubmission_[a-z]+_?$", re.DOTALL)
_MOODLE_FLAT = re.compile(
    r"^(?P<name>.+?)(?:_(?P<participant>\d+))?_assignsubmission_[a-z]+_(?P<file>.+)$", re.DOTALL
)
_FLAT = re.compile(r"^(?P<name>.+?)[-_ ]" + _EXERCISE + r"(?P<file>.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """One file of a zip: where it stands, whose it is, and its name without the platform's part.

    Attributes
    ----------
    learner : str
        Empty if the name does not say.
    number : str
        Moodle's number of the participant; it differs from assignment to assignment.
    dated : bool
        Whether the platform would have said that the file is late.
    """

    path: str
    learner: str
    file: str
    number: str = ""
    late: bool = False
    dated: bool = False

    @property
    def exercise(self) -> str:
        """Such as ``ex03``; empty if the name does not say."""
        match = _NAMED.search(self.file)
        return match["exercise"].lower() if match else ""


def read_names(paths: Sequence[str]) -> list[Entry]:
    """Read the names of a zip.

    Parameters
    ----------
    paths : sequence of str
        As in the zip, with slashes; the names of files only.

    Returns
    -------
    list of Entry
        In the same order. A folder that holds everything else counts for nothing. Which platform it was is
    decided once, by most of the names: what a learner calls an upload can look like another's prefix.
    """
    split = _without_top(paths)
    # By the outermost names, which are the platform's: below them learners name what they like.
    half = len({parts[0] for parts in split}) / 2
    canvas = len({parts[0] for parts in split if _canvas(parts)})
    moodle = len({parts[0] for parts in split if _moodle(parts)})
    platform = _of_moodle if moodle > half else _of_neither
    entry = _of_canvas if canvas > half and canvas >= moodle else platform
    return [entry(path, parts) for path, parts in zip(paths, split, strict=True)]


def is_of_a_platform(name: str) -> bool:
    """Whether a file or a folder has a name that Canvas or Moodle gives."""
    if name.lower().endswith(".ipynb"):
        return bool(_CANVAS.match(name) or _MOODLE_FLAT.match(name))
    return bool(_MOODLE.match(name))


def _canvas(parts: list[str]) -> re.Match[str] | None:
    """Canvas makes no folders; and a name that Moodle's part stands in is Moodle's, as it comes first."""
    match = _CANVAS.match(parts[0]) if len(parts) == 1 else None
    return None if match and "_assignsubmission_" in (match["name"] or "") else match


def _moodle(parts: list[str]) -> re.Match[str] | None:
    found = (match for folder in parts[:-1] if (match := _MOODLE.match(folder)))
    return next(found, None) or _MOODLE_FLAT.match(parts[-1])


def _of_canvas(path: str, parts: list[str]) -> Entry:
    match = _canvas(parts)
    if match is None:
        return _of_neither(path, parts)
    learner = "_".join(part for part in (match["name"], match["user"]) if part)
    return Entry(path, learner, match["file"], late=bool(match["late"]), dated=True)


def _of_moodle(path: str, parts: list[str]) -> Entry:
    match = _moodle(parts)
    if match is None:
        return _of_neither(path, parts)
    return Entry(path, match["name"], match.groupdict().get("file", parts[-1]), match["participant"] or "")


def _of_neither(path: str, parts: list[str]) -> Entry:
    if len(parts) > 1:
        return Entry(path, parts[0], parts[-1])
    match = _FLAT.match(parts[0])
    return Entry(path, match["name"], match["file"]) if match else Entry(path, "", parts[0])


def same_number(entries: Iterable[Entry]) -> tuple[str, str] | None:
    """Two learners of a zip with one number; None if there are none, as it should be."""
    known: dict[str, str] = {}
    for entry in entries:
        number = entry.learner.rpartition("_")[2] if entry.dated else entry.number
        if number and known.setdefault(number, entry.learner) != entry.learner:
            return known[number], entry.learner
    return None


def _without_top(paths: Sequence[str]) -> list[list[str]]:
    """The parts of each path, without a top folder that is no learner's."""
    parts = [unicodedata.normalize("NFC", path).split("/") for path in paths]
    # By the notebooks: a list or a platform's own file may lie beside the learners' folders.
    counted = [each for each in parts if each[-1].lower().endswith(".ipynb")] or parts
    top = counted[0][0] if counted else ""
    deep = all(len(each) > 2 for each in counted)
    flat = all(len(each) == 2 and (_FLAT.match(each[1]) or _CANVAS.match(each[1])) for each in counted)
    if all(each[0] == top for each in counted) and not _MOODLE.match(top) and (deep or flat):
        return [each[1:] if each[0] == top and len(each) > 1 else each for each in parts]
    return parts


def folder_names(groups: Iterable[Sequence[Entry]]) -> dict[tuple[str, str], str]:
    """The folder of each learner: the name if it can be one, and never the same for two.

    Parameters
    ----------
    groups : iterable of sequences of Entry
        The zips of a class. Two participants of one name in one zip are two people, so their numbers stay.

    Returns
    -------
    dict of (str, str) to str
        By learner and number.
    """
    groups = [list(group) for group in groups]
    numbers: dict[str, int] = {}
    for group in groups:
        mine: dict[str, set[str]] = defaultdict(set)
        for entry in group:
            mine[entry.learner].add(entry.number)
        for learner, each in mine.items():
            numbers[learner] = max(numbers.get(learner, 0), len(each))
    folders: dict[tuple[str, str], str] = {}
    taken: dict[str, tuple[str, str]] = {}
    for group in groups:
        for entry in group:
            if (entry.learner, entry.number) in folders or not entry.learner:
                continue
            twins = numbers[entry.learner] > 1
            name = f"{entry.learner}_{entry.number}" if twins and entry.number else entry.learner
            folder = name if _can_be_folder(name) else safe_name(name)
            # Two names that some file systems take for one, or one that looks like another with its number.
            who = entry.learner, entry.number if twins else ""
            while taken.setdefault(_folded(folder), who) != who:
                folder = safe_name(f"{folder}/")
            folders[entry.learner, entry.number] = folder
    return folders


def _can_be_folder(name: str) -> bool:
    return (
        bool(name)
        and name.isprintable()
        and not re.search(r'[/\\:*?"<>|]', name)
        and not name.startswith((".", " ", "~"))
        and not name.endswith((".", " "))
        and len(name.encode("utf-8", "replace")) <= 150
        and name.lower().partition(".")[0] not in RESERVED
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
