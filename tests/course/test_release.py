"""What learners get: the exercises, a wheel, and nothing else."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import yaml

from corrige.authoring.derived import read_exercises
from corrige.authoring.release import LeakError, bundle_texts, make_release, prove_clean
from corrige.cli import main
from corrige.course import find_course
from corrige.start import unpack

COURSE = find_course(Path(__file__).parent)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("release") / "bundle"
    make_release(COURSE, out)
    return out


def test_bundle_holds_notebooks_wheel_and_readme(bundle: Path) -> None:
    names = {str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file()}
    notebooks = {f"exercises/{exercise.slug}.ipynb" for exercise in read_exercises(COURSE)}
    notebooks |= {f"exercises/{path.stem}.ipynb" for path in COURSE.warm_up_files()}
    notebooks.add("exercises/capstone_evidence_brief.ipynb")
    assert notebooks | {"README.md", "requirements.txt", "constraints.txt"} < names
    wheels = sorted(name for name in names if name.endswith(".whl"))
    assert [name.partition("-")[0] for name in wheels] == ["corrige", "demarche_course"]
    assert len(names) == len(notebooks) + 5
    members = dict(bundle_texts(bundle))
    assert any(name.endswith("demarche/data/tables/incidents.csv") for name in members)
    assert any("demarche/exercises/ex01" in name for name in members)
    assert any(name.endswith("corrige/feedback/evaluate.py") for name in members)
    assert not [
        name for name in members if re.search("corrige/(grading|authoring|kernel|lab|sphinx|sample)/", name)
    ]


def test_a_repository_rehearses_and_a_hub_fetches_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(COURSE.root)
    out, home = tmp_path / "out", "https://git.example.org/teacher/exercises.git"
    assert main(["release", "-o", str(out), "--hub", "https://hub.example.org"]) == 2
    assert "--hub needs --repository" in capsys.readouterr().err
    command = ["release", "-o", str(out), "--repository", home, "--hub", "https://hub.example.org/"]
    assert main([*command, "--book", "https://book.example.org", "--classroom50"]) == 0
    link = re.search(r"https://hub\.example\.org/hub/user-redirect/git-pull\?(\S+)", capsys.readouterr().out)
    assert link
    assert parse_qs(link[1]) == {
        "repo": [home],
        "branch": ["main"],
        "urlpath": ["lab/tree/exercises/exercises"],
    }
    readme = (out / "README.md").read_text(encoding="utf-8")
    assert link[0] in readme
    assert "The book: <https://book.example.org>" in readme
    assert "{{" not in readme
    workflow = yaml.safe_load((out / ".github" / "workflows" / "rehearse.yml").read_text(encoding="utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["rehearse"]["steps"] if "run" in step]
    assert commands[0] == "python -m pip install -r requirements.txt"
    assert commands[1].startswith("python -m corrige.learner.on_push exercises --summary ")
    assert workflow["permissions"] == {"contents": "read"}
    compile((out / "autograder.py").read_text(encoding="utf-8"), "autograder.py", "exec")


def spoil(bundle: Path, tmp_path: Path, name: str, text: str) -> Path:
    copy = tmp_path / "bundle"
    copy.mkdir()
    for path in bundle.glob("demarche*.whl"):
        (copy / path.name).write_bytes(path.read_bytes())
        with zipfile.ZipFile(copy / path.name, "a") as wheel:
            wheel.writestr(name, text)
    return copy


def test_a_leak_inside_the_wheel_is_found(bundle: Path, tmp_path: Path) -> None:
    exercises = read_exercises(COURSE)
    task = next(task for task in exercises[0].tasks if task.kind != "written")
    line = max(task.solution.splitlines(), key=len)
    with pytest.raises(LeakError, match=f"the solution of {task.id}"):
        prove_clean(COURSE, exercises, spoil(bundle, tmp_path, "demarche/x.txt", f"x\n{line}\n"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("solutions/ex01_who_says_so.py", ""),
        ("demarche/tests/test_x.py", ""),
        ("demarche/x.py", "reply"),
        ("demarche/y.py", "check"),
    ],
)
def test_other_leaks_are_found(bundle: Path, tmp_path: Path, name: str, text: str) -> None:
    exercises = read_exercises(COURSE)
    if text == "reply":
        text = next(task.mistakes[0].reply for task in exercises[2].tasks if task.mistakes)
    if text == "check":
        checks = (COURSE.checks / f"test_{exercises[0].slug}.py").read_text(encoding="utf-8")
        text = next(line for line in checks.splitlines() if line.startswith("def test_"))
    with pytest.raises(LeakError):
        prove_clean(COURSE, exercises, spoil(bundle, tmp_path, name, text))


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    assert main(["release", "-o", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err


def test_start_never_touches_work_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    new, kept = unpack(folder, "demarche")
    assert {path.name for path in new} == {path.name for path in COURSE.exercises.glob("*.ipynb")}
    assert kept == []
    new[0].write_text("my work", encoding="utf-8")
    assert main(["start", str(folder), "--no-lab"], course="demarche") == 0
    assert new[0].read_text(encoding="utf-8") == "my work"
    assert "0 notebooks written" in capsys.readouterr().out
