"""What may be read, wherever the package is installed; and what remains of a folder."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import small_course

import corrige
from corrige.kernel.sandbox import read_allow_list
from corrige.kernel.sandbox.folders import SessionFolder, measure, remove_tree

ENGINE = Path(corrige.__file__).parent
PACKAGE = Path(small_course.__file__).parent


def test_cards_are_never_in_the_list_and_their_neighbours_are():
    rules = read_allow_list.rules()
    paths = {rule.path for rule in rules}
    cards = PACKAGE / "cards"
    assert str(cards) not in paths
    for rule in rules:
        if rule.what != "list":
            assert Path(rule.path) not in cards.parents
            assert cards not in Path(rule.path).parents
    assert {str(PACKAGE / name) for name in ("__init__.py", "measures.py", "data")} <= paths
    assert str(ENGINE) in paths


def test_the_path_of_the_tests_is_not_readable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.syspath_prepend(str(tmp_path))
    assert str(tmp_path) not in {rule.path for rule in read_allow_list.rules()}


def test_site_packages_on_the_path_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    assert read_allow_list.Rule(str(site), "tree") in read_allow_list.rules()


def test_denied_paths_are_carved_out(tmp_path: Path):
    for name in ("a/b/secret", "a/b/open", "a/other"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "file.txt").write_text("x")
    rules = read_allow_list.rules(deny=[tmp_path / "a" / "b" / "secret"], allow=[tmp_path])
    mine = {
        (rule.path.removeprefix(str(tmp_path)), rule.what) for rule in rules if str(tmp_path) in rule.path
    }
    assert mine == {
        ("", "list"),
        ("/a", "list"),
        ("/a/b", "list"),
        ("/a/b/open", "tree"),
        ("/a/other", "tree"),
        ("/a/file.txt", "file"),
    }


def test_a_denied_folder_above_everything_does_not_take_python_away():
    assert {rule.path for rule in read_allow_list.rules()} == {
        rule.path for rule in read_allow_list.rules(deny=["/"])
    }


SCRIPT = """
    import json, sys
    from pathlib import Path
    import small_course
    from corrige.kernel import ConfinementError, Warm, open_session
    seal = sys.argv[1] == "sealed"
    folder = Path(small_course.__file__).parent
    assert "site-packages" in str(folder), folder
    try:
        warm = Warm(preload=["small_course"], seal=seal); warm.start()
    except ConfinementError as error:
        print(json.dumps({"skip": str(error)})); sys.exit()
    with warm, open_session(warm=warm) as session:
        look = session.run(
            "import small_course, corrige.kernel.limits, pandas, pathlib\\n"
            "folder = pathlib.Path(small_course.__file__).parent\\n"
            "found = []\\n"
            "for name in ['cards/ex01.json', 'cards', '../other/module.py', '../corrige/kernel/limits.py']:\\n"
            "    p = folder / name\\n"
            "    try: found.append([name, str(list(p.iterdir()) if p.is_dir() else p.read_text()[:20])])\\n"
            "    except OSError as error: found.append([name, type(error).__name__])\\n"
            "print(str(folder)); print(found)"
        )
        print(json.dumps({"status": look.status, "text": look.outputs[0]["text"], "folder": str(folder)}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="warm kernels need Linux")
@pytest.mark.parametrize("level", ["confined", "sealed"])
def test_cards_are_out_of_reach_in_an_ordinary_install(tmp_path: Path, level: str):
    site = tmp_path / "lib" / "site-packages"
    shutil.copytree(ENGINE, site / "corrige", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PACKAGE, site / "small_course", ignore=shutil.ignore_patterns("__pycache__"))
    (site / "small_course" / "cards" / "ex01.json").write_text("canary-card")
    (site / "other").mkdir()
    (site / "other" / "module.py").write_text("x = 1  # readable")
    script = tmp_path / "grade.py"
    script.write_text(textwrap.dedent(SCRIPT))
    done = subprocess.run(
        [sys.executable, str(script), level],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    if "skip" in report:
        pytest.skip(report["skip"])
    assert report["status"] == "ok"
    assert report["folder"] in report["text"], "the kernel used the installed copy"
    assert "canary" not in report["text"]
    assert "# readable" in report["text"]
    expected = "FileNotFoundError" if level == "sealed" else "PermissionError"
    assert f"['cards/ex01.json', '{expected}']" in report["text"]


# ------------------------------------------------------------------------------------------------- folders


def test_a_session_folder_keeps_everything_inside(tmp_path: Path):
    folder = SessionFolder.make(tmp_path)
    assert all(value.startswith(str(folder.root)) for value in folder.environment().values())
    assert {path.name for path in folder.root.iterdir()} == {"work", "home", "tmp"}


def test_measure_counts_files_not_what_links_lead_to(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"x" * 10_000)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "b").write_bytes(b"x" * 5_000)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert 14_000 < measure(tmp_path, 10**9) < 25_000
    assert measure(tmp_path, 6_000) == 6_001


def test_a_sparse_file_takes_what_it_takes(tmp_path: Path):
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(2**40)
    assert measure(tmp_path, 10**9) < 10**6


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_room_beyond_a_file_s_end_is_counted(tmp_path: Path):
    with (tmp_path / "short").open("wb") as file:
        kept = (file.fileno(), 1, ctypes.c_long(0), ctypes.c_long(2**20))
        if ctypes.CDLL(None).fallocate(*kept) != 0:
            pytest.skip("this file system keeps no room")
    assert measure(tmp_path, 10**9) >= 2**20


def test_too_many_files_are_too_much(tmp_path: Path):
    for number in range(5_100):
        (tmp_path / str(number)).touch()
    assert measure(tmp_path, 10**9) == 10**9 + 1


def test_remove_tree_takes_what_rmtree_can_not(tmp_path: Path):
    root = tmp_path / "s"
    root.mkdir()
    here = Path.cwd()
    os.chdir(root)
    try:
        for _ in range(1_500):
            Path("d").mkdir()
            os.chdir("d")
        (Path("bottom")).write_text("x")
    finally:
        os.chdir(here)
    (root / "locked").mkdir()
    (root / "locked" / "x").touch()
    (root / "locked").chmod(0)
    (root / "out").symlink_to(tmp_path)
    Path(os.fsdecode(os.fsencode(root) + b"/\xff\xfe")).touch()
    (tmp_path / "kept").write_text("kept")
    if sys.version_info < (3, 13):  # which walks without recursion
        with pytest.raises(RecursionError):
            shutil.rmtree(root)
    remove_tree(root)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
