"""Zips of learning platforms: unpacked for everybody, and nothing outside, however hostile the zip."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest

from corrige.authoring.derived import generate
from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.files import alone_in, write_whole
from corrige.grading.intake import unpack
from corrige.grading.intake.discovery import Submission, find_submissions
from corrige.grading.intake.hand_in_names import folder_names, read_names
from corrige.grading.intake.notebook import MOST_CELLS, UnreadableNotebookError, read_notebook
from corrige.grading.intake.plan import MOST_TEXT, make_plan
from corrige.grading.intake.unpack import IntakeError, taken_in
from corrige.grading.run.job import read_job
from corrige.grading.tables import guarded


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def zip_of(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


CANVAS = {
    "doejane_12345_67890_ex01_counting.ipynb": "jane",
    "roerichard_LATE_12346_67891_ex01_counting-2.ipynb": "richard",
    "anon_a1B2c_67892_ex01_counting.ipynb": "anon",
    "LATE_anon_z9Z_67893_ex01_counting.ipynb": "late anon",
    "ñandú_maría_12347_67894_ex01_counting.ipynb": "maría",
    "doejane_12345_67895_notes.pdf": "%PDF",
    "emptyevan_12348_67896_essay.docx": "x",
}


def test_canvas(tmp_path: Path) -> None:
    with taken_in(zip_of(tmp_path / "submissions.zip", CANVAS)) as given:
        assert tree(given.folder) == {
            "doejane_12345/ex01_counting.ipynb": "jane",
            "roerichard_12346/ex01_counting-2.ipynb": "richard",
            "anon_a1B2c/ex01_counting.ipynb": "anon",
            "anon_z9Z/ex01_counting.ipynb": "late anon",
            "ñandú_maría_12347/ex01_counting.ipynb": "maría",
        }
        assert given.late == {("roerichard_12346", "ex01"), ("anon_z9Z", "ex01")}
        assert ("doejane_12345", "ex01") in given.in_time
        assert not given.in_time & given.late
        assert given.notes[-1].startswith(f"Canvas calls 2 of {2 + len(given.in_time)} hand-ins late;")
        assert (given.folder / "emptyevan_12348").is_dir()
        assert given.notes[0].endswith("'doejane_12345_67895_notes.pdf' was left out: it is not a notebook.")
        folder = given.folder
    assert not folder.exists()


def test_canvas_unpacked_by_the_browser_is_the_same_class(tmp_path: Path) -> None:
    folder = tmp_path / "submissions"
    folder.mkdir()
    for name, text in CANVAS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret_1_2_ex01_counting.ipynb").write_text("of somebody else", encoding="utf-8")
    (folder / "evil_666_1_ex01_counting.ipynb").symlink_to(tmp_path / "secret_1_2_ex01_counting.ipynb")
    with taken_in(folder) as given, taken_in(zip_of(tmp_path / "submissions.zip", CANVAS)) as zipped:
        assert tree(given.folder) == tree(zipped.folder)
        assert (given.late, given.in_time) == (zipped.late, zipped.in_time)
        assert list(given.notes) == [
            note.replace("submissions.zip:", "submissions:") for note in zipped.notes
        ]


def test_moodle_unpacked_is_read_as_its_zip(tmp_path: Path) -> None:
    for person in ("Jane Doe_101_assignsubmission_file", "Richard Roe_102_assignsubmission_file_"):
        (tmp_path / "week" / person).mkdir(parents=True)
        (tmp_path / "week" / person / "ex01_counting.ipynb").write_text(person[:4], encoding="utf-8")
    with taken_in(tmp_path / "week") as given:
        assert tree(given.folder) == {
            "Jane Doe/ex01_counting.ipynb": "Jane",
            "Richard Roe/ex01_counting.ipynb": "Rich",
        }


@pytest.mark.parametrize("line", ["_", ""])
def test_moodle(tmp_path: Path, line: str) -> None:
    files = {
        f"Ana Pérez_1234567_assignsubmission_file{line}/ex01_counting.ipynb": "ana",
        f"Ana Pérez_1234567_assignsubmission_file{line}/data/ex01_counting.ipynb": "ana again",
        f"Bob_7654321_assignsubmission_file{line}/ex01_counting.ipynb": "bob 1",
        f"Bob_7654322_assignsubmission_file{line}/ex01_counting.ipynb": "bob 2",
        f"Default team_assignsubmission_file{line}/ex01_counting.ipynb": "team",
        f"Eve_99_assignsubmission_onlinetext{line}/onlinetext.html": "<p>",
    }
    with taken_in(zip_of(tmp_path / "moodle.zip", files)) as given:
        assert tree(given.folder) == {
            "Ana Pérez/ex01_counting.ipynb": "ana",
            "Ana Pérez/ex01_counting (2).ipynb": "ana again",
            "Bob_7654321/ex01_counting.ipynb": "bob 1",
            "Bob_7654322/ex01_counting.ipynb": "bob 2",
            "Default team/ex01_counting.ipynb": "team",
        }
        assert (given.folder / "Eve").is_dir()


def test_moodle_without_folders(tmp_path: Path) -> None:
    files = {"Ana Pérez_1234567_assignsubmission_file_ex01_counting.ipynb": "ana"}
    with taken_in(zip_of(tmp_path / "moodle.zip", files)) as given:
        assert tree(given.folder) == {"Ana Pérez/ex01_counting.ipynb": "ana"}


@pytest.mark.parametrize(
    "files",
    [
        {"ana/ex01_counting.ipynb": "a", "bob/ex01_counting.ipynb": "b"},
        {"class/ana/ex01_counting.ipynb": "a", "class/bob/ex01_counting.ipynb": "b"},
        {"ana-ex01_counting.ipynb": "a", "bob-ex01_counting.ipynb": "b"},
        {"class/ana-ex01_counting.ipynb": "a", "class/bob-ex01_counting.ipynb": "b"},
        {
            "ana\\ex01_counting.ipynb": "a",
            "bob\\ex01_counting.ipynb": "b",
            "__MACOSX/ana/._ex01.ipynb": "x",
            "ana/.ipynb_checkpoints/ex01-checkpoint.ipynb": "x",
        },
    ],
)
def test_plain_zips(tmp_path: Path, files: dict[str, str]) -> None:
    with taken_in(zip_of(tmp_path / "class.zip", files)) as given:
        assert tree(given.folder) == {"ana/ex01_counting.ipynb": "a", "bob/ex01_counting.ipynb": "b"}
        assert given.notes == ()


def test_a_folder_of_zips_is_one_class(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    zip_of(folder / "ex01.zip", {"Ana_11_assignsubmission_file_/ex01_counting.ipynb": "1"})
    zip_of(folder / "ex02.zip", {"Ana_22_assignsubmission_file_/ex02_more.ipynb": "2"})
    with taken_in(folder) as given:
        assert tree(given.folder) == {"Ana/ex01_counting.ipynb": "1", "Ana/ex02_more.ipynb": "2"}
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    with taken_in(folder) as given:
        assert given.folder == folder


def test_a_folder_is_used_as_it_stands(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with taken_in(path) as given:
            assert (given.folder, given.notes, given.late) == (path, (), frozenset())


# Hostile zips ------------------------------------------------------------------------------------------

ESCAPES = [
    "../ex01_counting.ipynb",
    "ana/../../ex01_counting.ipynb",
    "/tmp/ex01_counting.ipynb",
    "C:\\ana\\ex01_counting.ipynb",
    "C:/ana/ex01_counting.ipynb",
    "..\\..\\ex01_counting.ipynb",
]


@pytest.mark.parametrize("name", ESCAPES)
def test_no_path_leads_out(tmp_path: Path, name: str) -> None:
    path = zip_of(tmp_path / "class.zip", {name: "x", "bob/ex01_counting.ipynb": "b"})
    home = tmp_path / "in"
    home.mkdir()
    given = unpack.unpack([path], home)
    assert tree(home) == {"bob/ex01_counting.ipynb": "b"}
    assert {path.name for path in tmp_path.iterdir()} == {"class.zip", "in", "course"} & {
        path.name for path in tmp_path.iterdir()
    }
    assert len(given.notes) == 1
    assert given.notes[0].endswith("was left out: its path leads out of the zip.")


def test_no_link_is_made(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("ana/ex01_counting.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bob/ex01_counting.ipynb", "b")
    with taken_in(path) as given:
        assert tree(given.folder) == {"bob/ex01_counting.ipynb": "b"}
        assert given.notes == ("class.zip: 'ana/ex01_counting.ipynb' was left out: it is a link.",)


def test_names_that_no_system_likes(tmp_path: Path) -> None:
    names = [
        "con",
        "NUL.x",
        ".hidden",
        "trailing.",
        "ab:c",
        "a*b",
        'q"q',
        "x" * 300,
        "tab\there",
        "Ana",
        "ana",
        "Connor",
    ]
    files = {f"{name}_{n}_assignsubmission_file_/ex01_counting.ipynb": name for n, name in enumerate(names)}
    files["eve_50_assignsubmission_file_/ex01|..<>.ipynb"] = "odd file"
    with taken_in(zip_of(tmp_path / "class.zip", files)) as given:
        found = tree(given.folder)
        assert sorted(found.values()) == sorted([*names, "odd file"])
        folders = {path.name for path in given.folder.iterdir()}
        assert {"Ana", "Connor"} <= folders
        assert len({name.casefold() for name in folders}) == len(names) + 1
        for name in folders:
            assert not name.startswith(".")
            assert not name.endswith((".", " "))
            assert len(name) <= 150
            assert name.isprintable()
            assert name.lower().partition(".")[0] not in ("con", "nul")


def test_a_bomb_is_cut_at_the_size_of_a_notebook(
    tmp_path: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "LARGEST", 3_000_000)
    path = zip_of(
        tmp_path / "class.zip", {"ana/ex01_counting.ipynb": "0" * 50_000_000, "bob/ex01_counting.ipynb": "b"}
    )
    assert path.stat().st_size < 100_000
    with taken_in(path) as given:
        assert (given.folder / "ana" / "ex01_counting.ipynb").stat().st_size == 3_000_001


def test_a_zip_that_lies_about_sizes_is_cut_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_of(
        tmp_path / "class.zip", {"ana/ex01_counting.ipynb": "0" * 5_000_000, "bob/ex01_counting.ipynb": "b"}
    )
    raw = path.read_bytes().replace(struct.pack("<L", 5_000_000), struct.pack("<L", 10))
    path.write_bytes(raw)
    with taken_in(path) as given:
        # Python reads no more than was promised; the rest is damage.
        assert (given.folder / "ana" / "ex01_counting.ipynb").stat().st_size <= 10
        assert (given.folder / "bob" / "ex01_counting.ipynb").read_text(encoding="utf-8") == "b"


def test_too_much_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MOST_BYTES", 2)
    files = {f"learner-{n}/ex01_counting.ipynb": "x" for n in range(3)}
    with (
        pytest.raises(
            IntakeError, match=r"class\.zip: the notebooks have more than 0 GiB when unpacked\.\n  Unpack"
        ),
        taken_in(zip_of(tmp_path / "class.zip", files)),
    ):
        pass


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MOST_ENTRIES", 2)
    files = {f"learner-{n}/ex01_counting.ipynb": "x" for n in range(3)}
    with (
        pytest.raises(
            IntakeError, match=r"class\.zip: the zip has 3 files; more than 2 are not unpacked\.\n  Unpack"
        ),
        taken_in(zip_of(tmp_path / "class.zip", files)),
    ):
        pass


def test_a_damaged_entry_costs_its_own_learner_only(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("ana/ex01_counting.ipynb", "ANA-ANA-ANA")
        archive.writestr("bob/ex01_counting.ipynb", "b")
    path.write_bytes(path.read_bytes().replace(b"ANA-ANA-ANA", b"ANA-ANA-ANX"))
    with taken_in(path) as given:
        assert tree(given.folder) == {"ana/ex01_counting.ipynb": "", "bob/ex01_counting.ipynb": "b"}
        assert "is damaged (Bad CRC-32" in given.notes[0]
        rows = find_submissions(given.folder, [exercise])
    assert [row.learner for row in rows] == ["ana", "bob"]


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 40, b"not a zip"])
def test_no_zip_at_all(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "class.zip").write_bytes(content)
    with (
        pytest.raises(
            IntakeError, match=r"class\.zip: this is not a whole zip \(.*\)\.\n  Download it again\."
        ),
        taken_in(tmp_path / "class.zip"),
    ):
        pass


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "class.zip", {"ana/ex01_counting.ipynb": "x"})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
    with (
        pytest.raises(IntakeError, match=r"class\.zip: the zip has a password\.\n  Unpack it by hand"),
        taken_in(path),
    ):
        pass


def test_what_belongs_to_nobody_is_said(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "class.zip", {"ex01_counting.ipynb": "x", "ana/ex01_counting.ipynb": "a"})
    with taken_in(path) as given:
        assert tree(given.folder) == {"ana/ex01_counting.ipynb": "a"}
        assert given.notes == (
            "class.zip: 'ex01_counting.ipynb' was left out: its name does not say whose it is.",
        )


def test_names_say_the_exercise() -> None:
    entries = read_names(["doe_LATE_1_2_EX03-1.ipynb", "doe_1_3_my-ex04.ipynb", "doe_1_4_index.ipynb"])
    assert [(entry.learner, entry.exercise, entry.late) for entry in entries] == [
        ("doe_1", "ex03", True),
        ("doe_1", "ex04", False),
        ("doe_1", "", False),
    ]
    assert folder_names([entries]) == {("doe_1", ""): "doe_1"}


# Names that try to be another's ------------------------------------------------------------------------


@pytest.mark.parametrize("moodle_too", [False, True])
def test_an_upload_named_like_moodles_is_its_own_learners_in_a_zip_of_canvas(
    tmp_path: Path, moodle_too: bool
) -> None:
    files = {
        "mallory_LATE_888_901_x_777_777_assignsubmission_file_ex01_counting.ipynb": "mallory",
        "victim_777_902_ex01_counting.ipynb": "victim",
    }
    if moodle_too:  # all of a class of two: every name fits both
        files["victim_777_902_y_666_assignsubmission_file_ex01_counting.ipynb"] = files.pop(
            "victim_777_902_ex01_counting.ipynb"
        )
    with taken_in(zip_of(tmp_path / "submissions.zip", files)) as given:
        assert sorted(path.name for path in given.folder.iterdir()) == ["mallory_888", "victim_777"]
        assert given.late == {("mallory_888", "ex01")}


def test_an_upload_named_like_canvas_is_its_own_learners_in_a_zip_of_moodle(tmp_path: Path) -> None:
    files = {"Mallory_11_assignsubmission_file_victim_777_902_ex01_counting.ipynb": "mallory"}
    with taken_in(zip_of(tmp_path / "moodle.zip", files)) as given:
        assert [path.name for path in given.folder.iterdir()] == ["Mallory"]


def test_many_uploads_named_like_a_platforms_make_no_platform_of_a_plain_zip(tmp_path: Path) -> None:
    files = {f"ana/bob_{n}_assignsubmission_file_ex01_counting{n}.ipynb": "ana" for n in range(9)} | {
        "ana/ex01_counting.ipynb": "ana",
        "bob/ex01_counting.ipynb": "bob",
        "cy/ex01_counting.ipynb": "cy",
    }
    with taken_in(zip_of(tmp_path / "class.zip", files)) as given:
        found = tree(given.folder)
        assert sorted(path.name for path in given.folder.iterdir()) == ["ana", "bob", "cy"]
        assert all(text == name.split("/")[0] for name, text in found.items())


@pytest.mark.parametrize(
    "files",
    [
        {"doejane_777_1_ex01_counting.ipynb": "x", "roe_777_2_ex01_counting.ipynb": "x"},
        {
            "Ana_7_assignsubmission_file_/ex01_counting.ipynb": "x",
            "Bob_7_assignsubmission_file_/ex01_counting.ipynb": "x",
        },
    ],
)
def test_two_learners_with_one_number_are_refused(tmp_path: Path, files: dict[str, str]) -> None:
    with (
        pytest.raises(IntakeError, match=r"class\.zip: '.*' and '.*' have the same number .*\n  Each mark"),
        taken_in(zip_of(tmp_path / "class.zip", files)),
    ):
        pass


@pytest.mark.parametrize("letter", ["\N{GRINNING FACE}", "\u5b57", "x"])
def test_a_name_too_long_for_a_file_system_costs_nobody_anything(
    tmp_path: Path, exercise: Exercise, letter: str
) -> None:
    long = letter * (100 if letter != "x" else 240)
    files = {
        f"ana_1_2_ex01_{long}.ipynb": "a",
        f"bob_3_4_{long}_ex01_counting.ipynb": "b",
        "cy_5_6_ex01_counting.ipynb": "c",
    }
    with taken_in(zip_of(tmp_path / "class.zip", files)) as given:
        assert sorted(tree(given.folder).values()) == ["a", "b", "c"]
        rows = find_submissions(given.folder, [exercise])
    assert [(row.learner, row.path is not None) for row in rows] == [
        ("ana_1", True),
        ("bob_3", True),
        ("cy_5", True),
    ]


# A row for everybody -----------------------------------------------------------------------------------


def test_who_only_handed_in_what_is_refused_has_a_row(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("ana/ex01_counting.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("eve/../../ex01_counting.ipynb", "x")
        archive.writestr("bob/ex01_counting.ipynb", "b")
    with taken_in(path) as given:
        assert tree(given.folder) == {"bob/ex01_counting.ipynb": "b"}
        rows = find_submissions(given.folder, [exercise])
    assert [(row.learner, row.path is None) for row in rows] == [("ana", True), ("bob", False), ("eve", True)]


def test_everybody_that_a_zip_names_has_a_row(tmp_path: Path, exercise: Exercise) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for folder in (
            "top",
            "top/ana",
            "top/bob",
            "top/bob/.ipynb_checkpoints",
            "top/eve",
            "top/eve/data",
            "top/.git",
        ):
            archive.mkdir(folder)
        archive.writestr("top/ana/ex01_counting.ipynb", "a")
        archive.writestr("top/bob/.ipynb_checkpoints/ex01_counting-checkpoint.ipynb", "b")
        archive.writestr("top/kim/.DS_Store", "k")
        archive.writestr("__MACOSX/top/ana/._ex01_counting.ipynb", "m")
    with taken_in(path) as given:
        assert tree(given.folder) == {"ana/ex01_counting.ipynb": "a"}
        assert not given.notes
        rows = find_submissions(given.folder, [exercise])
    assert [row.learner for row in rows] == ["ana", "bob", "eve", "kim"]


def test_an_empty_folder_of_a_platform_is_somebodys(tmp_path: Path, exercise: Exercise) -> None:
    for name in ("Ana A_1_assignsubmission_file", "Bob B_2_assignsubmission_file"):
        (tmp_path / "hand-ins" / name).mkdir(parents=True)
    (tmp_path / "hand-ins" / name / "ex01_counting.ipynb").write_text("b")
    Path(os.fsdecode(os.fsencode(tmp_path / "hand-ins" / name) + b"/\xff.txt")).write_text(
        "no name in any letters"
    )
    with taken_in(tmp_path / "hand-ins") as given:
        rows = find_submissions(given.folder, [exercise])
    assert [(row.learner, row.path is None) for row in rows] == [("Ana A", True), ("Bob B", False)]


def test_odd_folders_and_endings_have_rows(tmp_path: Path, exercise: Exercise) -> None:
    root = tmp_path / "class"
    names = [".dot", "a\nb", "a\u2028b", "a  b", "a b", "loud"]
    for name in [*names, ".ipynb_checkpoints", ".git"]:
        path = root / name / f"ex01_counting.{'IPYNB' if name == 'loud' else 'ipynb'}"
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    (root / ".config").mkdir()
    rows = find_submissions(root, [exercise])
    assert len(rows) == len(names)
    assert all(row.path is not None for row in rows)
    spelled = {" ".join(row.learner.split()) for row in rows}
    assert len(spelled) == len(names), "two learners look the same in a table"
    assert {".dot", "a b", "loud"} <= spelled


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root becomes another user here")
def test_what_may_not_be_read_is_called_so(tmp_path: Path, exercise: Exercise) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        for name in ("closed", "file", "open"):
            (root / name).mkdir()
            (root / name / "ex01_counting.ipynb").write_text('{"cells": []}', encoding="utf-8")
        (root / "file" / "ex01_counting.ipynb").chmod(0)
        (root / "closed").chmod(0)
        root.chmod(0o755)
        os.seteuid(65534)
        try:
            rows = {row.learner: row for row in find_submissions(root, [exercise])}
            assert "may not be read" in rows["closed"].problem
            path = rows["file"].path
            assert path is not None
            with pytest.raises(UnreadableNotebookError, match="may not be read"):
                read_notebook(path)
        finally:
            os.seteuid(0)
    finally:
        shutil.rmtree(root)


# What a notebook's file may hold -----------------------------------------------------------------------


def notebook_file(path: Path, cells: object) -> Path:
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    return path


def test_millions_of_empty_parts_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text('{"cells": [' + ",".join(["{}"] * 1_100_000) + "]}", encoding="utf-8")
    with pytest.raises(UnreadableNotebookError, match="millions of parts"):
        read_notebook(path)


def test_thousands_of_cells_are_refused(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": "print(1)"}
    assert len(read_notebook(notebook_file(tmp_path / "n.ipynb", [cell] * MOST_CELLS))) == MOST_CELLS
    with pytest.raises(UnreadableNotebookError, match=f"has {MOST_CELLS + 1} cells"):
        read_notebook(notebook_file(tmp_path / "n.ipynb", [cell] * (MOST_CELLS + 1)))


def test_a_megabyte_of_code_is_refused_and_a_picture_in_words_is_cut(
    tmp_path: Path, exercise: Exercise
) -> None:
    task, words = exercise.tasks[0], next(task for task in exercise.tasks if task.kind == "written")
    wide = "\N{SNOWMAN}" * 200_000
    for cells, problem in ((11, "characters of code; more than 1,000,000 are not run"), (4, "")):
        path = notebook_file(
            tmp_path / "ex01_counting.ipynb",
            [{"cell_type": "code", "source": f"# {wide[:100_000]}"}] * cells
            + [{"cell_type": wide, "id": f"ex01-{task.id}-answer", "source": "1"}]
            + [{"cell_type": "markdown", "id": f"ex01-{words.id}-answer", "source": wide}],
        )
        job = read_job(Submission("ana", "ex01", path), exercise)
        assert problem in job.record.problem
        assert (job.plan is None) is bool(problem)
    assert job.plan is not None
    assert job.plan.written[words.id] == wide[:MOST_TEXT]
    said = (
        f"The answer to {words.id} has 200,000 characters; whoever marks it is shown the first {MOST_TEXT:,}."
    )
    assert said in job.record.notes
    assert sum(map(len, job.record.notes)) < 1_000


@pytest.mark.parametrize("source", [7, {"a": 1}, ["x = 1", 5], None])
def test_a_source_that_is_no_text_is_said(tmp_path: Path, exercise: Exercise, source: object) -> None:
    task = exercise.tasks[0]
    cell = {"id": f"{exercise.id}-{task.id}-answer", "cell_type": "code", "source": source}
    plan = make_plan(exercise, read_notebook(notebook_file(tmp_path / "n.ipynb", [cell])))
    assert f"The answer cell of {task.id} holds something that is no text; it was left out." in plan.notes


def test_half_a_character_can_be_sent_to_a_kernel(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": "x = '\ud800'"}
    (read,) = read_notebook(notebook_file(tmp_path / "n.ipynb", [cell]))
    assert read.source.encode() == "x = '\ufffd'".encode()


@pytest.mark.parametrize("sign", ["\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_wide_signs_begin_no_formula(sign: str) -> None:
    assert guarded(f"{sign}1+1").startswith("'")
    assert guarded(f"x;{sign}1+1") == f"x;'{sign}1+1"


def test_on_a_full_disk_the_old_table_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gradebook.csv"
    write_whole(path, "whole")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"could not be written: No space left on device: '.*gradebook\.csv'"):
        write_whole(path, "half")
    assert {each.name: each.read_text() for each in tmp_path.iterdir() if each.is_file()} == {
        "gradebook.csv": "whole"
    }


def test_the_command_takes_a_zip(
    course_root: Path,
    exercise: Exercise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    generate(course_at(course_root))
    monkeypatch.chdir(course_root)
    good = solution_notebook(exercise)
    files = {
        "doejane_12345_67890_ex01_counting.ipynb": good,
        "roerichard_LATE_12346_67891_ex01_counting-2.ipynb": good,
        "emptyevan_12348_67896_essay.docx": "x",
        "../evil.ipynb": "x",
    }
    path = zip_of(tmp_path / "canvas.zip", files)
    (tmp_path / "policy.toml").write_text(
        "penalty_per_day = 50\ndeadlines.ex01 = 2026-01-01T00:00:00Z\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    assert (
        main(
            ["grade", str(path), "-o", str(out), "--workers", "1", "--policy", str(tmp_path / "policy.toml")]
        )
        == 0
    )
    rows = [line.split(",")[:4] for line in (out / "gradebook.csv").read_text(encoding="utf-8").splitlines()]
    assert rows[1:] == [
        ["doejane_12345", "ex01", "ex01_counting.ipynb", "7"],
        ["emptyevan_12348", "ex01", "", "0"],
        ["roerichard_12346", "ex01", "ex01_counting-2.ipynb", "3.5"],
    ]
    assert "'../evil.ipynb' was left out" in capsys.readouterr().err
    assert "corrige-class" not in (out / "gradebook.csv").read_text(encoding="utf-8")
    empty = zip_of(tmp_path / "empty.zip", {"ana/readme.txt": "x"})
    assert main(["grade", str(empty), "-o", str(out)]) == 2
    message = capsys.readouterr().err
    assert f"No notebook named like ex03_….ipynb in {empty}." in message


def test_a_cell_of_line_ends_costs_no_time(exercise: Exercise) -> None:
    from corrige.edition import without_line

    many = "x = 1\n" + "\n" * 2_000_000 + "x = 2"
    assert without_line(many) == many  # a pattern that begins with line ends tries each of them: days
    assert without_line("a = 1\n\n# ex01, edition 0a1b2c") == "a = 1"
    assert len(guarded("\n" * 20_000 + "x")) == 20_001


def test_a_full_disk_is_no_damaged_upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_of(tmp_path / "class.zip", {"anna/ex01_counting.ipynb": "{}"})

    def full(self: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(IntakeError, match="No space left on device"), taken_in(path):
        pass


def test_one_learner_cannot_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MOST_BYTES_EACH", 100)
    files = {f"mallory/ex01_{place}.ipynb": "x" * 80 for place in range(5)} | {"anna/ex01_a.ipynb": "{}"}
    with taken_in(zip_of(tmp_path / "class.zip", files)) as intake:
        assert len([name for name in tree(intake.folder) if name.startswith("mallory")]) == 2
        assert "anna/ex01_a.ipynb" in tree(intake.folder)
        assert sum("more than" in note for note in intake.notes) == 3


@pytest.mark.parametrize("upload", ["ex01\u00a0counting", "ex01:counting", "ex01?"])
def test_late_is_late_whatever_the_upload_is_called(tmp_path: Path, exercise: Exercise, upload: str) -> None:
    files = {f"mallory_LATE_1_2_{upload}.ipynb": "{}", "anna_3_4_ex01_counting.ipynb": "{}"}
    with taken_in(zip_of(tmp_path / "class.zip", files)) as intake:
        late = {
            (each.learner, each.exercise) for each in find_submissions(intake.folder, [exercise]) if each.path
        }
        assert {place for place in late if place[0].startswith("mallory")} <= intake.late


@pytest.mark.parametrize("beside", ["class/list.xlsx", "class/desktop.ini", "class/submission_metadata.yml"])
def test_a_file_beside_the_learners_makes_no_one_learner_of_them(tmp_path: Path, beside: str) -> None:
    files = {f"class/{name}/ex01_counting.ipynb": "{}" for name in ("anna", "bob", "carl")} | {beside: "x"}
    with taken_in(zip_of(tmp_path / "class.zip", files)) as intake:
        assert sorted(path.name for path in intake.folder.iterdir()) == ["anna", "bob", "carl"]


def test_twins_and_somebody_called_like_one_of_them(tmp_path: Path) -> None:
    entries = read_names(
        [
            "Anna_123_assignsubmission_file/ex01_a.ipynb",
            "Anna_456_assignsubmission_file/ex01_a.ipynb",
            "Anna_123_789_assignsubmission_file/ex01_a.ipynb",
        ]
    )
    assert len(set(folder_names([entries]).values())) == 3


@pytest.mark.parametrize("text", ['a;"=1+1', 'a;""=1', "a\t=1", 'a;" "@x'])
def test_no_separator_hides_a_formula(text: str) -> None:
    assert "'=" in guarded(text) or "'@" in guarded(text)


def test_one_run_at_a_time_in_a_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(ValueError, match="Another run"), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass
