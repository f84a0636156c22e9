"""The key of the result cache: whatever can change a mark changes the key, and a card of another exercise does not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from corrige import keys
from corrige.course import course_at
from corrige.grading.outcomes import Outcome, TaskResult
from corrige.grading.run import result_cache
from corrige.grading.run.job import Marked

CARD = "src/small_course/cards/ex02.json"
TABLE = "src/small_course/data/tables/extra.csv"
MODULE = "src/small_course/measures.py"


@pytest.fixture
def root(course_root: Path) -> Path:
    for name in (CARD, TABLE, MODULE):
        (course_root / name).parent.mkdir(parents=True, exist_ok=True)
        (course_root / name).write_text("1\n", encoding="utf-8")
    return course_root


def key(root: Path) -> str:
    return keys.environment_key(course_at(root))


@pytest.mark.parametrize(("name", "other"), [(TABLE, True), (MODULE, True), (CARD, False)])
def test_a_file_of_the_package_changes_the_key_and_a_card_does_not(
    root: Path, name: str, other: bool
) -> None:
    before = key(root)
    assert key(root) == before
    (root / name).write_text("2\n", encoding="utf-8")
    assert (key(root) != before) is other


def test_a_file_of_the_engine_changes_the_key(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = tmp_path / "engine"
    engine.mkdir()
    monkeypatch.setattr(keys, "ENGINE", engine)
    before = key(root)
    (engine / "marking.html").write_text("new", encoding="utf-8")
    assert key(root) != before


def test_python_and_what_is_installed_change_the_key(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key(root)
    site = tmp_path / "site-packages"
    (site / "pandas-99.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    installed = key(root)
    assert installed != before
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert key(root) != installed


@pytest.mark.parametrize(
    "change", [{"points": 99}, {"points": float("nan")}, {"points": -1}, {"points": "1"}, {"task": "another"}]
)
def test_an_edited_result_counts_as_none(tmp_path: Path, change: dict[str, object]) -> None:
    cache = result_cache.ResultCache(tmp_path)
    cache.write("key", {"task": "c"}, Marked({"task": TaskResult("task", Outcome.PASSED, 1, 1)}, "sealed"))
    assert cache.read("key", {"task": "c"}).results["task"].points == 1
    path = tmp_path / "key.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["tasks"]["task"]["result"].update(change)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert cache.read("key", {"task": "c"}).results == {}
    path.write_text("[" * 100_000, encoding="utf-8")
    assert cache.read("key", {"task": "c"}).results == {}
