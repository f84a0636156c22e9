"""Building the site: what is let in, what is turned away, what a built lab has to show."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corrige.course import find_course
from corrige.lab import pinned
from corrige.lab.doors import open_doors
from corrige.lab.fetching import SiteError, check_integrity, normal, run, tagged, take_official, untagged
from corrige.lab.lab import START, lab_settings
from corrige.lab.locking import assemble, closure
from corrige.lab.verifying import verify_lab

COURSE = find_course(Path(__file__).parent)
CARD = (
    '<div class="exercise-card docutils container">\n<p class="exercise-worth">8 tasks</p>\n'
    '<p class="exercise-doors"><a class="exercise-download reference" download="" '
    'href="../_downloads/abc/ex99_trial.ipynb"><span>Download the notebook</span></a></p>\n'
    '<p class="exercise-note">This page is for reading.</p>\n</div>'
)


def wheel(path: Path, body: str = "x = 1") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("thing/__init__.py"), body)
    return path


def entry(path: Path, **more: Any) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    version = path.name.split("-")[1]
    return {"file_name": path.name, "sha256": digest, "version": version, "depends": [], **more}


def test_names_are_compared_in_their_normal_form() -> None:
    assert normal("Prompt_Toolkit") == normal("prompt.toolkit") == "prompt-toolkit"


def test_an_archive_that_is_not_the_pinned_one_is_turned_away(tmp_path: Path) -> None:
    archive = tmp_path / "a.tgz"
    archive.write_bytes(b"abc")
    right = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    check_integrity(archive, right)
    archive.write_bytes(b"abd")
    with pytest.raises(SiteError, match=r"a\.tgz is not the file that was pinned"):
        check_integrity(archive, right)


def test_only_files_whose_hash_is_in_the_lock_leave_the_carrier(tmp_path: Path) -> None:
    good = wheel(tmp_path / "in" / "good-1.0-py3-none-any.whl")
    forged = wheel(tmp_path / "in" / "forged-1.0-py3-none-any.whl")
    lock = {"good": entry(good), "forged": entry(forged)}
    wheel(forged, "import os")
    with zipfile.ZipFile(tmp_path / "carrier.whl", "w") as carrier:
        carrier.write(good, "deep/down/good-1.0-py3-none-any.whl")
        carrier.write(forged, "deep/down/forged-1.0-py3-none-any.whl")
        carrier.writestr("deep/down/other.js", "let x")
    (tmp_path / "out").mkdir()
    assert take_official(tmp_path / "carrier.whl", tmp_path / "out", lock) == [good.name]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [good.name]


def test_a_changed_wheel_gets_a_changed_name() -> None:
    name = "demarche-0.1.0-py3-none-any.whl"
    assert re.fullmatch(r"demarche-0\.1\.0-0[0-9a-f]{12}-py3-none-any\.whl", tagged(name, b"one"))
    assert tagged(name, b"one") != tagged(name, b"two")
    assert untagged(tagged(name, b"one")) == name


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(SiteError, match="needs the program 'no-such-program'"):
        run(["no-such-program"])
    with pytest.raises(SiteError, match=r"status 3:\nsad"):
        run(["python3", "-c", "import sys; print('sad'); sys.exit(3)"])


def test_dependencies_follow_and_what_is_left_out_stays_out(tmp_path: Path) -> None:
    root = wheel(tmp_path / "root-1.0-py3-none-any.whl")
    needed = wheel(tmp_path / "need_ed-1.0-py3-none-any.whl")
    lock = {"root": entry(root, depends=["need_ed", "pytz"]), "need-ed": entry(needed)}
    found = closure(lock, [root, needed], ["root"])
    assert {name: path for name, (_, path) in found.items()} == {"root": root, "need-ed": needed}
    assert found["root"][0]["depends"] == ["need-ed"]


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("thing-1.0-py3-none-any.whl", {"version": "1.1"}, "not the file of Pyodide's own lock"),
        ("thing-1.0-cp314-cp314-wasm32.whl", {"sha256": "0" * 64}, "not the file of Pyodide's own lock"),
        ("thing-1.0-cp314-cp314-wasm32.whl", None, "holds compiled code"),
    ],
)
def test_an_unknown_wheel_is_turned_away(
    tmp_path: Path, name: str, change: dict[str, str] | None, message: str
) -> None:
    path = wheel(tmp_path / name)
    lock = {} if change is None else {"thing": entry(path) | change | {"file_name": "other.whl"}}
    with pytest.raises(SiteError, match=message):
        closure(lock, [path], ["thing"])
    with pytest.raises(SiteError, match="No wheel of 'thing'"):
        closure(lock, [], ["thing"])


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """A small lab, whole: one package, one notebook."""
    runtime, lab = tmp_path / "runtime", tmp_path / "lab"
    runtime.mkdir()
    for name in pinned.RUNTIME_FILES:
        (runtime / name).write_text(name)
    thing = wheel(tmp_path / "thing-1.0-py3-none-any.whl")
    content = {"info": {}, "packages": {"thing": entry(thing)}}
    (runtime / "pyodide-lock.json").write_text(json.dumps(content))
    lock = assemble(runtime, [thing], lab / pinned.RUNTIME_FOLDER, {}, roots=["thing"])
    (lock.parent / START.name).write_text("")
    (lab / "jupyter-lite.json").write_text(json.dumps(lab_settings(COURSE, lock.name, ["thing"])))
    for folder in (tmp_path / "exercises", lab / "files", lab / "api" / "contents", lab / "notebooks"):
        folder.mkdir(parents=True)
    (lab / "notebooks" / "jupyter-lite.json").write_text('{"jupyter-config-data": {"appUrl": "./notebooks"}}')
    for folder in (tmp_path / "exercises", lab / "files"):
        (folder / "ex99_trial.ipynb").write_text("{}")
    listed = {"content": [{"name": "ex99_trial.ipynb"}]}
    (lab / "api" / "contents" / "all.json").write_text(json.dumps(listed))
    return lab


def test_a_whole_lab_is_accepted(lab: Path) -> None:
    assert verify_lab(lab, lab.parent / "exercises") == 1


def spoil_settings(lab: Path, old: str, new: str) -> None:
    path = lab / "jupyter-lite.json"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda lab: spoil_settings(lab, "./static", "https://elsewhere.example/static"), "pyodideUrl is"),
        (lambda lab: spoil_settings(lab, "pyodideUrl", "pyodideURL"), "pyodideUrl is None"),
        (lambda lab: spoil_settings(lab, "lockFileURL", "lockFileUrl"), "lockFileURL is None"),
        (lambda lab: spoil_settings(lab, "kernel-extension", "other"), "no settings for the kernel"),
        (lambda lab: spoil_settings(lab, "true", "false"), "on an index"),
        (
            lambda lab: (lab / "notebooks" / "jupyter-lite.json").write_text(
                '{"jupyter-config-data": {"x": ["https://elsewhere.example"]}}'
            ),
            "names the host",
        ),
        (lambda lab: next(lab.rglob("*.wasm")).unlink(), r"pyodide\.asm\.wasm is missing"),
        (lambda lab: next(lab.rglob("pyodide-lock-*")).unlink(), "holds 0"),
        (lambda lab: next(lab.rglob("*.whl")).unlink(), "not in the folder"),
        (lambda lab: wheel(next(lab.rglob("*.whl")), "x = 2"), "has not the hash"),
        (lambda lab: (lab / "files" / "ex99_trial.ipynb").unlink(), "is not in the lab"),
        (lambda lab: (lab / "files" / "ex99_trial.ipynb").write_text("{} "), "is not the notebook in"),
    ],
)
def test_a_lab_with_a_part_missing_is_refused(lab: Path, spoil: Any, message: str) -> None:
    spoil(lab)
    with pytest.raises(SiteError, match=message):
        verify_lab(lab, lab.parent / "exercises")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    pages = {"exercises/ex99_trial.html": CARD, "book/part/chapter.html": CARD, "book/index.html": "<p>x</p>"}
    for name, body in pages.items():
        page = tmp_path / "site" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<html><body>{body}</body></html>")
    return tmp_path / "site"


def test_every_card_gets_its_door(book: Path) -> None:
    assert open_doors(book, ["ex99_trial"], ["lab/static/a.wasm"]) == 2
    page = (book / "exercises" / "ex99_trial.html").read_text()
    assert 'href="../lab/notebooks/index.html?path=ex99_trial.ipynb"' in page
    assert "../lab/static/a.wasm" in page
    assert "saveData" in page
    assert "for reading" not in page
    assert page.count("In the browser nothing is installed.") == 1
    chapter = (book / "book" / "part" / "chapter.html").read_text()
    assert 'href="../../lab/notebooks/index.html?path=ex99_trial.ipynb"' in chapter
    assert "a.wasm" not in chapter, "only who has come to the exercise itself pays for the lab's files"
    assert (book / "book" / "index.html").read_text() == "<html><body><p>x</p></body></html>"


def test_the_page_on_the_set_up_says_whether_there_is_a_lab(book: Path) -> None:
    page = book / "book" / "start" / "how-to-use.html"
    page.parent.mkdir(parents=True)
    without = '<p>a</p><div class="lab-door docutils">\n<p>Built without the lab.</p>\n</div>'
    without += '<div class="lab-only docutils">\n<p>How.</p>\n</div><p>z</p>'
    page.write_text(without, encoding="utf-8")
    open_doors(book, [], [])
    html = page.read_text(encoding="utf-8")
    assert "without" not in html
    assert (
        'This copy of the book has the lab beside it: open the <a href="../../lab/tree/index.html">' in html
    )
    assert html.startswith("<p>a</p>")
    assert html.endswith('<div class="docutils">\n<p>How.</p>\n</div><p>z</p>')


def test_an_exercise_without_a_card_is_an_error(book: Path) -> None:
    with pytest.raises(SiteError, match="ex98_other"):
        open_doors(book, ["ex99_trial", "ex98_other"], [])


def test_pins_are_hashed_and_name_no_host() -> None:
    for path in (pinned.CARRIER, pinned.PURE, pinned.LAB):
        lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
        assert lines
        assert all(re.fullmatch(r"[\w.-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line) for line in lines)
        assert "://" not in path.read_text()


def test_what_a_first_cell_imports_is_imported_while_the_reader_reads_it() -> None:
    started = START.read_text(encoding="utf-8")
    (imported,) = re.findall(r"^import (pandas.*)$", started, flags=re.MULTILINE)
    assert {"pandas", "matplotlib.pyplot"} <= set(imported.split(", "))
    assert 'from "./pyodide.mjs"' in started, "the browser's Python lies beside it"
