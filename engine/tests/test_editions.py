"""A learner's folder when notebooks are corrected: told by `check`, brought beside the work, never over it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corrige import edition, start
from corrige.authoring.notebooks import learner_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.edition import claimed_in, edition_of, without_line
from corrige.feedback import corrections
from corrige.feedback.corrections import correction
from corrige.grading.intake.notebook import RawCell
from corrige.grading.intake.plan import make_plan

COURSE = Path(__file__).with_name("course")
NAME = "ex01_counting.ipynb"


@pytest.fixture
def notebook() -> dict[str, Any]:
    return json.loads(learner_notebook(read_exercise(COURSE / "solutions" / "ex01_counting.py")))


@pytest.fixture
def handed(notebook: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the installed course hands out; a test corrects it."""
    out = {NAME: json.dumps(notebook).encode()}
    for module in (start, corrections):
        monkeypatch.setattr(module, "handed_out", lambda course: out)
    monkeypatch.setattr(corrections, "_told", set())
    return out


def corrected(notebook: dict[str, Any]) -> bytes:
    """The next edition: another word in a prompt."""
    copy = json.loads(json.dumps(notebook))
    for cell in copy["cells"]:
        cell["source"] = [without_line("".join(cell["source"]))]
    copy["cells"][2]["source"] = ["A clearer prompt."]
    edition.stamped("ex01", copy["cells"])
    return json.dumps(copy).encode()


def test_the_edition_is_that_of_every_word(notebook: dict[str, Any]) -> None:
    mark = claimed_in(json.dumps(notebook).encode())
    assert mark == edition_of(notebook["cells"])
    assert claimed_in(corrected(notebook)) not in ("", mark)
    notebook["cells"][3]["source"] = "mine = 1"
    assert edition_of(notebook["cells"]) != mark
    assert claimed_in(b"not json") == claimed_in(b"[]") == ""


def test_what_nobody_touched_is_replaced(
    tmp_path: Path, notebook: dict[str, Any], handed: dict[str, bytes]
) -> None:
    start.unpack(tmp_path, "small_course")
    handed[NAME] = corrected(notebook)
    done = start.update(tmp_path, "small_course")
    assert (done.new, done.replaced, done.beside) == ([], [tmp_path / NAME], [])
    assert (tmp_path / NAME).read_bytes() == handed[NAME]


@pytest.mark.parametrize("touch", ["answer", "run"])
def test_work_stays_and_goes_along(
    tmp_path: Path, notebook: dict[str, Any], handed: dict[str, bytes], touch: str
) -> None:
    start.unpack(tmp_path, "small_course")
    place = next(
        at for at, cell in enumerate(notebook["cells"]) if cell["metadata"]["corrige"]["role"] == "answer"
    )
    if touch == "answer":
        notebook["cells"][place]["source"] = ["mine = 1\n", "mine"]
    else:
        notebook["cells"][place]["execution_count"] = 3
    work = json.dumps(notebook).encode()
    (tmp_path / NAME).write_bytes(work)
    handed[NAME] = corrected(notebook)
    done = start.update(tmp_path, "small_course")
    beside = tmp_path / "ex01_counting_corrected.ipynb"
    assert (done.replaced, done.beside) == ([], [beside])
    assert (tmp_path / NAME).read_bytes() == work
    cells = json.loads(beside.read_bytes())["cells"]
    assert cells[2]["source"] == ["A clearer prompt."]
    assert "".join(cells[place]["source"]) == "".join(notebook["cells"][place]["source"])
    assert start.update(tmp_path, "small_course").beside == []


def test_a_file_that_cannot_be_read_stays(
    tmp_path: Path, notebook: dict[str, Any], handed: dict[str, bytes]
) -> None:
    start.unpack(tmp_path, "small_course")
    (tmp_path / NAME).write_text("{half a file", encoding="utf-8")
    start.update(tmp_path, "small_course")
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "{half a file"
    assert (tmp_path / "ex01_counting_corrected.ipynb").read_bytes() == handed[NAME]


def test_check_tells_of_a_correction_once(notebook: dict[str, Any], handed: dict[str, bytes]) -> None:
    ran = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert correction({"In": ran}, "small_course") == ""
    corrections._told.clear()
    handed[NAME] = corrected(notebook)
    assert "`small_course update`" in correction({"In": ran}, "small_course")
    assert correction({"In": ran}, "small_course") == ""
    assert correction({}, "small_course") == correction({"In": [None, "x = 1"]}, "small_course") == ""


def test_reset_sets_aside(tmp_path: Path, handed: dict[str, bytes]) -> None:
    (tmp_path / NAME).write_text("mine", encoding="utf-8")
    fresh, first = start.reset(tmp_path, "small_course", "ex01")
    assert fresh.read_bytes() == handed[NAME]
    fresh.write_text("mine again", encoding="utf-8")
    _, second = start.reset(tmp_path, "small_course", NAME)
    assert first
    assert second
    assert first.read_text(encoding="utf-8") == "mine"
    assert second.read_text(encoding="utf-8") == "mine again"
    assert start.reset(tmp_path / "new", "small_course", "ex01")[1] is None
    with pytest.raises(ValueError, match=r"no exercise 'ex1'\. Its exercises: ex01"):
        start.reset(tmp_path, "small_course", "ex1")


def test_a_file_in_the_way_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "afile").touch()
    for folder in (tmp_path / "afile", tmp_path / "afile" / "below"):
        assert main(["start", str(folder), "--no-lab"], course="small_course") == 2
        assert "there is a file of that name" in capsys.readouterr().err
    assert main(["update", str(tmp_path / "none")], course="small_course") == 2
    assert "Get the exercises first: small_course start" in capsys.readouterr().err


def test_a_notebook_without_metadata_still_knows_its_set_up(notebook: dict[str, Any]) -> None:
    exercise = read_exercise(COURSE / "solutions" / "ex01_counting.py")
    cells = [RawCell("", c["cell_type"], "".join(c["source"]), "", "") for c in notebook["cells"]]
    assert [step.kind for step in make_plan(exercise, cells).steps].count("added") == 0
