"""A course in a folder of its own, in an environment that knows no other: from solution file to release.

Its package is installed editable, the engine from a wheel; nothing of the course that this repository holds is
installed there.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from corrige.kernel import diagnose

ENGINE = Path(__file__).parents[1]
READER = """
import sys, json
sys.argv = []
notebook = json.load(open("exercises/ex01_first_look.ipynb"))
names = {"__name__": "__main__"}
(setup,) = [cell for cell in notebook["cells"] if cell["id"].endswith("setup")]
exec("".join(setup["source"]), names)
for count in ("int((rain['mm'] >= 1).sum())", "rain.loc[rain['mm'] >= 1, 'day'].nunique()"):
    exec(f"wet_days = {count}", names)
    exec("reply = check('wet-days')", names)
    print(names["reply"].outcome, "|", names["reply"].text)
"""


def linked(source: str, target: str) -> None:
    """A hard link where it can be had, a copy elsewhere: a kernel may not follow a symbolic one out of its trees."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with all third parties of this one, the engine from a wheel, and no course."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (ours,) = Path(sys.prefix).glob("lib/python*/site-packages")
    for entry in ours.iterdir():
        if entry.suffix == ".pth" or entry.name.startswith(
            ("corrige", "demarche", "small_course", "__pycache__")
        ):
            continue
        if entry.is_dir():
            leave = shutil.ignore_patterns("__pycache__", "tests")
            shutil.copytree(entry, site / entry.name, copy_function=linked, ignore=leave)
        else:
            linked(str(entry), str(site / entry.name))
    install(ENGINE, site, "build_wheel")
    return folder / "bin" / "python"


def install(project: Path, site: Path, how: str) -> None:
    """Unpack into a site what a project's own build backend gives."""
    code = f"from hatchling.build import {how}; print({how}({str(site.parent)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(site.parent / done.stdout.splitlines()[-1]) as wheel:
        wheel.extractall(site)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, python: Path) -> Path:
    """A course as `corrige new` writes it, its package installed editable."""
    root = tmp_path_factory.mktemp("course") / "tidal-watch"
    run(python, root.parent, "-m", "corrige.cli", "new", root.name)
    (site,) = python.parents[1].glob("lib/python*/site-packages")
    install(root, site, "build_editable")
    return root


def run(python: Path, folder: Path, *words: str) -> str:
    """What a command prints; fails with what it says if it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python), *words]
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_from_the_solution_file_to_marks_and_release(python: Path, course: Path, tmp_path: Path) -> None:
    corrige = ("-m", "corrige.cli")
    assert "demarche" not in run(
        python, tmp_path, "-c", "from corrige.course import installed; print(installed())"
    )
    made = run(python, course, *corrige, "exercises")
    assert "ex01_first_look.ipynb" in made
    assert "src/tidal_watch/cards/ex01.json" in made

    wrong, right = run(python, course, "-c", READER).splitlines()
    assert wrong.startswith("not yet | You counted measurements.")
    assert right.startswith("right | Right")

    folder = tmp_path / "class" / "learner-001"
    folder.mkdir(parents=True)
    notebook = json.loads((course / "solutions" / "ex01_first_look.ipynb").read_text(encoding="utf-8"))
    spy = "open(__import__('tidal_watch').__path__[0] + '/cards/ex01.json').read()"
    notebook["cells"].append(
        {"cell_type": "code", "id": "own", "metadata": {}, "source": [spy], "outputs": []}
    )
    (folder / "ex01_first_look.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    open_level = ["--unconfined"] if diagnose().level == "open" else []
    run(python, course, *corrige, "grade", str(folder.parent), "-o", str(tmp_path / "out"), *open_level)
    with (tmp_path / "out" / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["learner"], float(row["points"])) == ("learner-001", 10.0)
    (record,) = json.loads((tmp_path / "out" / "records.json").read_text(encoding="utf-8"))
    assert record["level"] in ("sealed", "confined") or open_level

    run(python, course, *corrige, "release", "-o", str(tmp_path / "bundle"))
    names = {path.name.partition("-")[0] for path in (tmp_path / "bundle").glob("*.whl")}
    assert names == {"corrige", "tidal_watch"}

    run(python, tmp_path, *corrige, "start", "mine", "--no-lab")
    assert (tmp_path / "mine" / "ex01_first_look.ipynb").exists()
