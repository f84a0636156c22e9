"""The tables: valid, typed, true to their sources' known values, and derived as they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import Package

from corrige.tables.codebook import codebook
from demarche.data import TABLES, describe, load, tables

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "demarche" / "data"


# --- the package as a whole


def test_the_package_is_valid():
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]
    assert [task.name for task in report.tasks] == [one["name"] for one in TABLES.descriptor["resources"]]


def test_every_file_is_described_and_small():
    files = {file.stem for file in (DATA / "tables").iterdir()}
    assert files == set(tables())
    assert sum(file.stat().st_size for file in (DATA / "tables").iterdir()) < 3_000_000
    for file in (DATA / "tables").iterdir():
        assert b"\r" not in file.read_bytes()


@pytest.mark.parametrize("name", tables())
def test_loads_typed_and_complete(name):
    table = load(name)
    one = next(one for one in TABLES.descriptor["resources"] if one["name"] == name)
    assert len(table) == one["rows"]
    assert not table.duplicated(one["schema"]["primaryKey"]).any()
    for field in one["schema"]["fields"]:
        column, rules = table[field["name"]], field.get("constraints", {})
        assert not (rules.get("required") and column.isna().any()), field["name"]
        match field["type"]:
            case "integer":
                assert column.dtype == ("int64" if rules.get("required") else "Int64")
            case "number":
                assert column.dtype == "float64"
            case "date":
                assert column.dtype.kind == "M"
            case _ if "enum" in rules:
                assert list(column.cat.categories) == rules["enum"]
                assert column.cat.ordered == field.get("categoriesOrdered", False)


@pytest.mark.parametrize("name", tables())
def test_says_what_a_user_must_know(name):
    about = describe(name)
    assert about.leaves_out
    assert about.licence
    assert about.sources
    assert all(column.meaning for column in about.columns)
    assert all(trap.strip().endswith(".") for trap in about.traps)
    assert about.traps or name in {"glossary"}


def test_a_loaded_table_is_your_own():
    first = load("ladder")
    first.loc[0, "name"] = "changed"
    assert load("ladder").loc[0, "name"] == "informal remark"


def test_works_from_any_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(load("states")) == 46


def test_an_unknown_name_gets_a_suggestion():
    with pytest.raises(LookupError, match=r"no table 'incident'\. Did you mean 'incidents'\?"):
        load("incident")
    with pytest.raises(LookupError, match="The tables are: alliance_portfolios"):
        describe("zzz")


def test_describe_shows_itself():
    about = describe("incidents")
    assert "115 rows" in repr(about)
    assert "Rows are not events" in repr(about)
    assert "days_to_return" in repr(about)
    assert "[days]" in repr(about)
    html = about._repr_html_()
    assert html.count("<tr>") == 1 + len(about.columns)
    assert "Rows are not events" in html


def test_several_tables_are_described_one_below_the_other():
    both = describe("incidents", "ladder")
    assert [each.name for each in both.tables] == ["incidents", "ladder"]
    assert "Rows are not events" in repr(both)
    assert both._repr_html_().count("<details>") == 2
    with pytest.raises(LookupError, match="ladder"):
        describe("incidents", "laddder")


def test_no_column_or_word_of_a_source_that_must_stay_out():
    for file in (DATA / "tables").iterdir():
        assert "sipri" not in file.read_text(encoding="utf-8").lower(), file.name
    assert "sipri" not in (DATA / "datapackage.json").read_text(encoding="utf-8").lower()
    forbidden = {"source_text", "text", "end_note", "title_of_resolution", "milex_pct_gdp"}
    for name in tables():
        assert not forbidden & set(load(name).columns)
    assert "title" not in load("unga_votes")


def test_every_licence_is_named_in_the_licence_file():
    # Name of the table, then what stands beside it and above it, up to the empty line before the heading.
    text = (ROOT / "LICENSE-content").read_text(encoding="utf-8")
    heading, listed = "", {}
    for block in text.split("\n\n"):
        entries = re.findall(r"^- (\w+)(.*(?:\n  .*)*)", block, flags=re.MULTILINE)
        if not entries:
            heading = block
        for name, note in entries:
            listed[name] = f"{heading} {note}"
    assert set(listed) == set(tables())
    words = {
        "CC-BY-4.0": "CC BY 4.0",
        "CC0-1.0": "CC0 1.0",
        "MIT": "MIT",
        "other-open": r"CC0\s+1\.0",
        "other-pd": "public domain",
        "notspecified": "[Uu]nclear",
    }
    for one in TABLES.descriptor["resources"]:
        for licence in one["licenses"]:
            assert re.search(words[licence["name"]], listed[one["name"]]), (one["name"], licence["title"])


def test_the_codebook_page_has_one_top_heading_and_a_label_for_each_table():
    text = re.sub(r"```.*?```", "", codebook(TABLES, "demarche"), flags=re.DOTALL)
    assert re.findall(r"^#+", text, flags=re.MULTILINE) == ["#"] + ["##"] * len(tables())
    for name in tables():
        assert f"(table-{name})=\n## " in text


def test_the_import_stays_light():
    probe = "import sys, demarche.data as d; d.load('claims'); print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert not {"frictionless", "matplotlib", "scipy", "nbformat", "IPython"} & set(done.stdout.split())
