"""What a push shows: a job summary, and a result in Classroom 50's form, from rehearsed notebooks."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from corrige.feedback.progress import Line, Progress
from corrige.learner import on_push
from corrige.learner.rehearse import Rehearsal

# The schema's structure as its documents describe it: schemas/result-v1.schema.json of foundation50/classroom50.
TEXTS = ("classroom", "assignment", "owner", "commit", "release", "review")
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
WHOLE = {"type": "integer", "minimum": 0}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        *("schema", *TEXTS, "assignment_type", "submission", "datetime", "graded_at", "score", "max-score"),
        "tests",
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        **{name: {"type": "string", "minLength": 1} for name in TEXTS},
        "assignment_type": {"enum": ["individual", "group"]},
        "submission": {"type": "string", "pattern": "^submit/"},
        "datetime": TIME,
        "graded_at": TIME,
        "score": WHOLE,
        "max-score": WHOLE,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": {"type": "string", "minLength": 1},
                    "passed": {"type": "boolean"},
                    "score": WHOLE,
                    "max-score": WHOLE,
                },
            },
        },
    },
}
TOLD = {
    "CLASSROOM": "autumn",
    "ASSIGNMENT": "ex01",
    "OWNER": "learner-001",
    "SUBMISSION_TAG": "submit/2026-11-29T10-00-00Z-abc1234",
    "COMMIT_URL": "https://git.example.org/c",
    "RELEASE_URL": "https://git.example.org/r",
}
FOUND = Rehearsal(
    Progress(
        "Exercise 1 · Counting",
        (
            Line(1, "Count", "count", "right", 2),
            Line(2, "Split | share", "share", "not yet", 3),
            Line(3, "In words", "words", "recorded", 4, written=True),
        ),
    ),
    ["2 Split | share: Divide by\nthe <whole>."],
)


def test_the_result_is_of_the_form_and_adds_up() -> None:
    result = on_push.classroom50([FOUND], TOLD)
    jsonschema.validate(result, RESULT)
    assert (result["score"], result["max-score"]) == (2, 5)
    assert result["score"] == sum(test["score"] for test in result["tests"])
    assert [test["passed"] for test in result["tests"]] == [True, False]
    assert result["review"] == TOLD["COMMIT_URL"]


def test_the_summary_is_a_table_that_no_text_breaks() -> None:
    text = on_push.markdown({Path("a/ex01_counting.ipynb"): FOUND})
    assert "| 2 | Split \\| share | not yet | 3 |" in text
    assert "- 2 Split \\| share: Divide by the &lt;whole>." in text
    assert "These are not the marks" in text
    assert "No notebook" in on_push.markdown({})


def test_a_push_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(on_push, "only_course", lambda: "small_course")
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)
    known = on_push.originals("small_course")
    source = Path(__file__).with_name("course") / "exercises" / "ex01_counting.ipynb"
    notebook = json.loads(source.read_text(encoding="utf-8"))
    task = next(each for each in known["ex01"].tasks if each.kind != "written")
    for cell in notebook["cells"]:
        mark = cell["metadata"].get("corrige", {})
        if (mark.get("role"), mark.get("task")) == ("answer", task.id):
            cell["source"] = ["1 / 0"]
    (tmp_path / "exercises" / ".ipynb_checkpoints").mkdir(parents=True)
    for place in ("exercises", "exercises/.ipynb_checkpoints"):
        (tmp_path / place / source.name).write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "exercises" / "untouched.ipynb").write_bytes(source.read_bytes())
    (tmp_path / "exercises" / "other.ipynb").write_text("{}", encoding="utf-8")
    out, summary = tmp_path / "result.json", tmp_path / "summary.md"
    assert on_push.main([str(tmp_path), "--result", str(out), "--summary", str(summary)]) == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(result, RESULT)
    assert result["score"] == 0
    assert result["max-score"] > 0
    text = summary.read_text(encoding="utf-8")
    assert text.count("## ") == 1
    assert "ZeroDivisionError" in text
    assert "other.ipynb is damaged" in capsys.readouterr().out
