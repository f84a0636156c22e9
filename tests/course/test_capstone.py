"""The capstone: the form of a brief, its list of sources, its notebook, and the marks of a class."""

from __future__ import annotations

import copy
import csv
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from corrige.codec import decode, encode
from corrige.course import find_course
from demarche.capstone import brief_page, check_brief, find_sources, requirements, structure_points
from demarche.capstone.__main__ import main
from demarche.capstone.from_bibtex import sources_json
from demarche.capstone.marking import COLUMNS
from demarche.capstone.numerals import shows
from demarche.capstone.page import words_of
from demarche.capstone.rubric import CRITERIA, LEVELS, most_points
from demarche.capstone.sources import MAKERS, SOURCES, bibliography
from demarche.capstone.structure import CONFIDENCE, PARTS, POINTS
from demarche.capstone.template import NAME, template
from demarche.data import tables

ROOT = find_course(Path(__file__).parent).root
NOTEBOOK = ROOT / "exercises" / f"{NAME}.ipynb"


def chart(*values: float, title: str = "What it shows", label: str = "events") -> Axes:
    _, ax = plt.subplots()
    ax.bar([str(place) for place in range(len(values))], values)
    ax.set(title=title, ylabel=label)
    return ax


@pytest.fixture
def brief() -> Any:
    """A brief of complete form; nonsense otherwise, as the form cannot tell."""
    findings = [
        {
            "claim": f"Between allies there were {number} limits on access before 2026.",
            "number": number,
            "figure": chart(number, 2),
            "source": "ap2017hungary",
            "confidence": word,
            "rival": f"Older cases may be missing {number} times, as the press wrote less.",
        }
        for number, word in zip([8, 27.4, np.float64(0.861)], CONFIDENCE, strict=True)
    ]
    findings[1]["claim"] = "France voted with Britain 27 points more often than with Washington."
    findings[2]["claim"] = "In 86 % of all cases the two voted alike in that year."
    yield {
        "message": "The step was limited, and its end was offered in public at once.",
        "findings": findings,
        "unverifiable": ["No report says when the ambassador was received again."],
    }
    plt.close("all")


def missing(brief: Any) -> list[str]:
    return [each.name for each in requirements(decode(encode(brief))) if not each.held]


def test_a_complete_brief_is_complete_and_not_called_right(brief: Any) -> None:
    reply = check_brief(brief)
    assert (reply.outcome, reply.ok) == ("complete", True)
    assert "by a person" in reply.text
    assert "right" not in repr(reply).split(":")[1].split("\n")[0]
    assert structure_points(requirements(decode(encode(brief)))) == POINTS


BROKEN: list[tuple[str, Any, str, str]] = [
    ("message", ..., "message", "one or two sentences"),
    ("message", "Too short.", "message", "one or two sentences"),
    ("message", 5, "message", "quotation marks"),
    ("message", "word " * 61, "message", "more than 60 words"),
    ("message", "It ended. It was short. It was small. It is over now for us.", "message", "two sentences"),
    ("message", "The U.S. step was limited. Its end was offered at once by Mr. Barrot.", "", ""),
    ("message", "We can wait for some more weeks.", "message", "8 words at least"),
    ("findings", [], "finding 1, claim", "There are 0 findings"),
    ("findings", "text", "finding 1, claim", "There are 0 findings"),
    ("findings", [1, 2, 3], "finding 1, claim", "A finding is a dict"),
    ("findings 0 claim", ..., "finding 1, claim", "one sentence"),
    ("findings 1 claim", "There were 8 limits on access between allies before 2026, and 27.", "", ""),
    ("findings 0 number", ..., "finding 1, number", "as your code computes it"),
    ("findings 0 number", "8", "finding 1, number", "one number"),
    ("findings 0 number", True, "finding 1, number", "one number"),
    ("findings 0 number", float("nan"), "finding 1, number", "one number"),
    ("findings 0 number", pd.Series([8]), "finding 1, number", "one number"),
    ("findings 0 number", 9, "finding 1, number", "does not show 9"),
    ("findings 0 figure", ..., "finding 1, figure", "Draw a chart"),
    ("findings 0 figure", "chart.png", "finding 1, figure", "axes of a chart"),
    ("findings 2 source", ..., "finding 3, source", "by its key"),
    ("findings 2 source", "ap2017hungry", "finding 3, source", "Did you mean 'ap2017hungary'"),
    ("findings 2 source", ["ap2017hungary", "zzz"], "finding 3, source", "'zzz' is no key"),
    ("findings 2 source", [], "finding 3, source", "a list of keys"),
    ("findings 2 source", ["ap2017hungary", "nato1949north"], "", ""),
    ("findings 2 confidence", " High", "", ""),
    ("findings 2 confidence", "very", "finding 3, confidence", "high, medium or low"),
    ("findings 2 confidence", pd.Series(["high"]), "finding 3, confidence", "high, medium or low"),
    ("findings 1 rival", ..., "finding 2, rival", "what else"),
    ("findings 1 rival", "Chance.", "finding 2, rival", "what else"),
    ("unverifiable", [], "unverifiable", "at least one thing"),
    ("unverifiable", ["No report says when the ambassador came back.", ...], "unverifiable", "at least one"),
    ("unverifiable", "No report says when the ambassador was received again.", "", ""),
    ("unverifiable", ["word " * 401], "length", "a page holds 400"),
]


@pytest.mark.parametrize(("where", "value", "name", "words"), BROKEN)
def test_the_first_missing_thing_is_named(brief: Any, where: str, value: Any, name: str, words: str) -> None:
    *path, last = where.split()
    part = brief
    for step in path:
        part = part[int(step) if step.isdigit() else step]
    part[last] = value
    reply = check_brief(brief)
    if not name:
        assert reply.ok, reply
        return
    assert reply.outcome == "not yet"
    assert reply.name == name
    assert words in reply.text
    assert missing(brief)[0] == name


@pytest.mark.parametrize("part", ["claim", "number", "figure", "source", "confidence", "rival"])
def test_each_part_of_a_finding_is_needed_and_costs_only_itself(brief: Any, part: str) -> None:
    del brief["findings"][1][part]
    assert missing(brief) == [f"finding 2, {part}"]


def test_two_findings_lose_what_the_third_would_hold(brief: Any) -> None:
    del brief["findings"][2]
    assert missing(brief) == [f"finding 3, {part}" for part in PARTS]
    assert "There are 2 findings" in check_brief(brief).text
    brief["findings"] *= 2
    assert missing(brief) == [f"finding 3, {part}" for part in PARTS]
    assert "There are 4 findings" in check_brief(brief).text


def test_charts_need_marks_a_title_a_label_and_to_differ(brief: Any) -> None:
    for figure, words in [
        (plt.subplots()[1], "no bars, line or points"),
        (chart(1, title=""), "needs a title"),
        (chart(1, label=""), "what the axis counts"),
        (brief["findings"][0]["figure"], "the same chart"),
    ]:
        changed = {**brief, "findings": [copy.copy(each) for each in brief["findings"]]}
        changed["findings"][1]["figure"] = figure
        reply = check_brief(changed)
        assert reply.name == "finding 2, figure"
        assert words in reply.text
    assert not missing(
        {**brief, "findings": [{**each, "figure": each["figure"].figure} for each in brief["findings"]]}
    )


def test_findings_and_rivals_do_not_repeat(brief: Any) -> None:
    first, second, _third = brief["findings"]
    second.update(claim=first["claim"], number=first["number"])
    assert "says the same" in check_brief(brief).text
    first["rival"] = first["claim"]
    assert missing(brief) == ["finding 1, rival", "finding 2, claim"]


@pytest.mark.parametrize("nonsense", [None, ..., [], {}, 5, "text", {"findings": {}}, [{"claim": 1}], {1: 2}])
def test_nonsense_is_answered_and_earns_nothing(nonsense: Any) -> None:
    assert check_brief(nonsense).outcome == "not yet"
    names = [each.name for each in requirements(nonsense)]
    assert names == [each.name for each in requirements(None)]
    assert len(set(names)) == 21
    assert structure_points(requirements(nonsense)) == 0
    assert repr(brief_page(nonsense))


def test_what_cannot_be_written_down_is_named(brief: Any) -> None:
    brief["findings"][0]["number"] = pd.DataFrame({"a": [1]}).groupby("a")
    assert "DataFrameGroupBy" in check_brief(brief).text


def test_in_the_grader_the_notebook_says_nothing(brief: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIGE_GRADING", "1")
    assert check_brief(brief).outcome == "recorded"


@pytest.mark.parametrize(
    ("sentence", "number", "holds"),
    [
        ("The fall was 31,049 persons.", 31049, True),
        ("The fall was 31\u202f049 persons.", 31049, True),
        ("The fall was 31,049 persons.", 31, False),
        ("A fall of 17.5 points.", -17.48, True),
        ("A fall of 18 points.", -17.5, True),
        ("A fall of 18 points.", -17.2, False),
        ("In 86 % of cases.", 0.861, True),
        ("In 86 per cent of cases.", 0.861, True),
        ("In 86 cases.", 0.861, False),
        ("Seven of them.", 7, True),
        ("Seventeen of them.", 7, False),
        ("Since 2010 there were many.", 9, False),
    ],
)
def test_a_number_is_found_in_its_sentence(sentence: str, number: float, holds: bool) -> None:
    assert shows(sentence, number) is holds


def test_the_page_has_every_word_and_escapes_them(brief: Any) -> None:
    brief["message"] += " <b>"
    text, html = repr(brief_page(brief)), brief_page(brief)._repr_html_()
    assert "Source: Associated Press (2017)." in text
    assert text.count("[Chart: What it shows; events]") == 3
    assert html.count('<img alt="[Chart: What it shows; events]"') == 3
    assert "Could not be verified: No report says" in text
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    # The marker sees descriptions, and a figure or nothing instead of axes is said in words too.
    assert text == repr(brief_page(decode(encode(brief))))
    brief["findings"][0]["figure"] = brief["findings"][0]["figure"].figure
    brief["findings"][1]["figure"] = ...
    assert repr(brief_page(brief)).count("[Chart: What it shows; events]") == 2
    assert "[No chart" in brief_page(brief)._repr_html_()
    words = [brief["message"], *brief["unverifiable"]]
    words += [each[part] for each in brief["findings"] for part in ("claim", "rival")]
    assert words_of(brief) == len(" ".join(words).split())


def test_sources_are_those_of_the_bibliography(tmp_path: Path) -> None:
    assert SOURCES.read_text(encoding="utf-8") == sources_json(ROOT / "book" / "references.bib"), (
        "make exercises"
    )
    other = tmp_path / "other.bib"
    other.write_text("@book{a2000b, author = {A, B}, title = {{C}}, year = {2000}}", encoding="utf-8")
    assert json.loads(sources_json(other)) == {"a2000b": {"title": "C", "who": "A", "year": "2000"}}
    assert all(entry["who"] and entry["title"] for entry in bibliography().values())
    assert not [entry for entry in bibliography().values() if "{" in "".join(entry.values())]


def test_sources_are_found_by_words() -> None:
    assert list(find_sources("Vienna 1961").index) == ["un1961vienna"]
    assert find_sources("no such words").empty
    assert list(find_sources("").columns) == ["who", "year", "title"]
    assert {"kane2006global", "allen2022global"} <= set(find_sources("us troops").index)


def test_every_table_leads_to_its_makers_or_names_a_report_in_each_row() -> None:
    own = {"claims", "claim_sources", "glossary", "ladder", "incidents", "timeline", "states", "forecasts"}
    assert set(MAKERS) | own == set(tables())
    assert not set(MAKERS) & own
    for name, keys in MAKERS.items():
        assert set(keys) <= set(find_sources(name).index), name


def test_the_rubric_has_five_levels_that_differ() -> None:
    for criterion in CRITERIA:
        assert len(set(criterion.levels)) == LEVELS
    assert (len(CRITERIA), most_points()) == (5, 20)


# ---- The notebook, and a class


def filled(brief_code: str) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(template())
    for cell in notebook["cells"]:
        if cell["id"] == "capstone-brief-answer":
            cell["source"] = [brief_code]
    return notebook


GOOD = """
def made(n, source):
    _, ax = plt.subplots()
    ax.bar(["a"], [n])
    ax.set(title="A chart", ylabel="events")
    return {"claim": f"In this table there are {n} events of the kind.", "number": n, "figure": ax,
            "source": source, "confidence": "medium", "rival": f"The record may hold only {n} of many more."}
brief = {"message": "The step was limited, and its end was offered in public at once.",
         "findings": [made(n, "nato1949north") for n in (21, 32, 43)],
         "unverifiable": ["No report says when he was received again."]}
"""


def test_the_notebook_is_what_the_template_gives() -> None:
    assert NOTEBOOK.read_text(encoding="utf-8") == template(), "run demarche exercises"
    ids = [cell["id"] for cell in json.loads(template())["cells"]]
    assert len(ids) == len(set(ids))
    facts = json.loads(template())["metadata"]["corrige"]
    assert sum(task["points"] for task in facts["tasks"]) == POINTS + most_points()


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("marks")
    briefs = {
        "good": filled(GOOD),
        "empty": json.loads(template()),
        "liar": filled(
            "brief = {}\nimport demarche.capstone.structure as s\ns.requirements = lambda brief: ()"
        ),
        "killer": filled(GOOD + "\nimport os\nos._exit(1)"),
        "=formula": filled(GOOD),
    }
    for learner, notebook in briefs.items():
        (folder / learner).mkdir()
        (folder / learner / NOTEBOOK.name).write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "absent").mkdir()
    (folder / "damaged-capstone_evidence_brief.ipynb").write_text("not json", encoding="utf-8")
    assert main([str(folder), "-o", str(out)]) == 0
    return folder, out


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "briefs.csv").open(encoding="utf-8", newline="") as sheet:
        table = csv.DictReader(sheet)
        found = {row["learner"]: row for row in table}
        assert table.fieldnames == COLUMNS
    return found


def test_the_form_of_a_class_is_marked(marked: tuple[Path, Path]) -> None:
    found = rows(marked[1])
    assert {name: row["form"] for name, row in found.items()} == {
        "good": "5", "empty": "0", "liar": "0", "killer": "0", "'=formula": "5", "absent": "0", "damaged": "0",
    }  # fmt: skip
    assert found["good"]["missing"] == ""
    assert "finding 1, claim" in found["empty"]["missing"]
    assert "no brief" in found["absent"]["problem"].casefold()
    assert "not a notebook" in found["damaged"]["problem"]
    assert found["killer"]["problem"] == "The notebook holds no brief."
    assert found["good"]["level of confinement"] in ("sealed", "confined")
    assert "In this table there are 21 events" in (marked[1] / "pages" / "good.txt").read_text(
        encoding="utf-8"
    )


def test_levels_given_by_hand_are_kept_and_added_up(marked: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = marked
    table = out / "briefs.csv"
    before = table.read_text(encoding="utf-8")
    found = rows(out)
    assert all(row["total"] == "" for row in found.values())
    for criterion, level in zip(CRITERIA, "34321", strict=True):
        found["good"][criterion.name] = level
    found["good"]["comment"] = "Well argued."
    found["empty"][CRITERIA[0].name] = "0"

    def write(content: dict[str, dict[str, str]]) -> None:
        with table.open("w", encoding="utf-8", newline="") as sheet:
            writer = csv.DictWriter(sheet, COLUMNS)
            writer.writeheader()
            writer.writerows(content.values())

    write(found)
    assert main([str(folder), "-o", str(out)]) == 0
    again = rows(out)
    assert (again["good"]["total"], again["good"]["comment"]) == ("18", "Well argued.")
    assert (again["empty"]["total"], again["empty"][CRITERIA[0].name]) == ("", "0")
    again["good"][CRITERIA[0].name] = "5"
    write(again)
    kept = table.read_text(encoding="utf-8")
    assert main([str(folder), "-o", str(out)]) == 2
    assert table.read_text(encoding="utf-8") == kept
    table.write_text(before, encoding="utf-8")


def test_lateness_groups_and_platforms_count_as_for_any_exercise(
    marked: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "class", tmp_path / "out"
    for learner in ("good", "empty"):
        shutil.copytree(marked[0] / learner, folder / learner)
    (tmp_path / "rules.toml").write_text(
        'penalty_per_day = 10\ntimezone = "Europe/Paris"\n[deadlines]\ncapstone = 2026-05-01T12:00:00\n'
    )
    (tmp_path / "times.csv").write_text("learner,exercise,submitted\ngood,capstone,2026-05-02T09:00:00Z\n")
    (tmp_path / "class.csv").write_text("learner,canvas_id,group\ngood,7,duo\nother,8,duo\nempty,9,\n")
    given = [
        f"--{name}={tmp_path / file}" for name, file in (("policy", "rules.toml"), ("times", "times.csv"))
    ]
    arguments = [str(folder), "-o", str(out), *given, f"--roster={tmp_path / 'class.csv'}"]
    assert main(arguments) == 0
    found = rows(out)
    for criterion in CRITERIA:
        found["good"][criterion.name] = "3"
    with (out / "briefs.csv").open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.DictWriter(sheet, COLUMNS)
        writer.writeheader()
        writer.writerows(found.values())
    assert main(arguments) == 0
    good = rows(out)["good"]
    assert (good["form"], good["total"]) == ("5", "18")  # 90 per cent of 5 + 5 * 3
    assert "in day 1 after the deadline" in good["lateness"]
    canvas = list(csv.DictReader((out / "exports" / "canvas.csv").read_text("utf-8").splitlines()))[1:]
    assert {row["ID"]: list(row.values())[-1] for row in canvas} == {"7": "18.00", "8": "18.00", "9": "0.00"}
    (tmp_path / "times.csv").write_text("learner,exercise,submitted\nnobody,capstone,2026-05-02T09:00:00Z\n")
    kept = (out / "briefs.csv").read_bytes()
    assert main(arguments) == 2
    assert "nobody" in capsys.readouterr().err
    assert (out / "briefs.csv").read_bytes() == kept


def test_folders_without_briefs_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")]) == 2
    (tmp_path / "ada").mkdir()
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "capstone_" in capsys.readouterr().err


@pytest.mark.slow
def test_a_platform_s_zip_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = NOTEBOOK.read_bytes()
    packed = tmp_path / "class.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"learner 001_1001_assignsubmission_file_/{NOTEBOOK.name}", notebook)
        archive.writestr(f"learner 002_1002_assignsubmission_file_/{NOTEBOOK.name}", notebook)
    assert main([str(packed), "-o", str(tmp_path / "out")]) == 0
    with (tmp_path / "out" / "briefs.csv").open(encoding="utf-8", newline="") as sheet:
        assert [row["learner"] for row in csv.DictReader(sheet)] == ["learner 001", "learner 002"]
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("learner 001_1001_assignsubmission_file_/essay.ipynb", notebook)
    assert main([str(packed), "-o", str(tmp_path / "out")]) == 2
    assert f"capstone_….ipynb in {packed}." in capsys.readouterr().err
