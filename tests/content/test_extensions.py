"""The book's own Sphinx extensions: cards, formulas, what may load, when code runs again."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from corrige.sphinx import cells, exercise_card, theme, typography

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("asset", "kept"),
    [
        ("_static/demarche.css", True),
        ("https://elsewhere.example/a.css", False),
        ("//elsewhere.example/a.css", False),
        (SimpleNamespace(filename="_static/sphinx-thebe.js", attributes={}), False),
        (SimpleNamespace(filename=None, attributes={"body": "const THEBE_JS_URL = 'x'"}), False),
        (SimpleNamespace(filename=None, attributes={"body": "let a = 1"}), True),
    ],
)
def test_only_local_and_useful_assets_stay(asset: object, kept: bool) -> None:
    assert theme.is_local(asset) is kept


def test_a_build_after_a_failed_one_has_its_folder_again(tmp_path: Path) -> None:
    (tmp_path / "_static").write_text("a logo, copied where a folder was expected", encoding="utf-8")
    for _ in range(2):
        theme.make_static_folder(SimpleNamespace(outdir=tmp_path))
        (tmp_path / "_static" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    assert [path.name for path in (tmp_path / "_static").iterdir()] == ["logo.svg"]


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("<p>kappa is -0.05</p>", "<p>kappa is \u22120.05</p>"),
        ("<td>-3</td><td>+3</td>", "<td>\u22123</td><td>+3</td>"),
        ("<p>57% and 57 % of 2%</p>", "<p>57\u00a0% and 57\u00a0% of 2\u00a0%</p>"),
        ("<p><span>5.7</span> % of draws</p>", "<p><span>5.7</span>\u00a0% of draws</p>"),
        ("<p>on 2026-02-24, 1949-1960, T-1, a %-sign</p>",) * 2,
        ("<pre>-1 and 5%</pre><code>-1</code><svg><text>-1</text></svg>",) * 2,
        ('<a href="x-1" title="-1 at 5%">a</a>',) * 2,
        ("<pre><span>-1</span></pre><p>-1</p>", "<pre><span>-1</span></pre><p>\u22121</p>"),
    ],
)
def test_numbers_in_text_are_set_in_one_way(written: str, set_as: str) -> None:
    assert typography.set_numbers(written) == set_as
    assert typography.set_numbers(set_as) == set_as


@pytest.mark.parametrize(
    "tex",
    [
        r"\hat\lambda = x / t",
        r"\kappa = \frac{p_o - p_e}{1 - p_e}",
        r"\Pr(X \le x) = \sum_{k=0}^{x} e^{-\lambda}\,\frac{\lambda^k}{k!}",
        r"\left[\tfrac{1}{2t}\chi^2_{\alpha/2,\,2x},\; 5\,\%\right]",
        r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
        "a &= b \\\\\nc &= \\bar{x}",
    ],
)
def test_formulas_of_the_course_become_mathml(tex: str) -> None:
    written = typography.to_mathml(nodes.math_block(tex, tex), block=True)
    assert written.startswith("<math ")
    assert 'display="block"' in written


@pytest.mark.parametrize("tex", [r"\nosuchcommand{x}", "a & b < c"])
def test_a_formula_that_cannot_be_read_is_a_warning_and_stays_readable(
    tex: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    log = SimpleNamespace(warning=lambda message, *values, **_: seen.append(message % values))
    monkeypatch.setattr(typography, "log", log)
    written = typography.to_mathml(nodes.math(tex, tex), block=False)
    assert "cannot be turned into MathML" in seen[0]
    assert written.startswith("<code>")
    assert " < " not in written


def notebook(folder: Path, facts: dict[str, object]) -> Path:
    (folder / "exercises").mkdir()
    text = json.dumps({"cells": [], "metadata": {"corrige": facts}})
    (folder / "exercises" / "ex99_trial.ipynb").write_text(text, encoding="utf-8")
    return folder


def test_card_adds_the_points_up(tmp_path: Path) -> None:
    facts = {"title": "Exercise 99", "minutes": 40, "tasks": [{"points": 3}, {"points": 4}]}
    found = exercise_card.read_exercise(notebook(tmp_path, facts), "ex99_trial")
    assert found == ("ex99_trial", "Exercise 99", 2, 7, 40)
    shown = exercise_card.card(found, "book/somewhere", link=True).astext()
    assert "2 tasks · 7 points · about 40 minutes" in shown
    assert "Exercise 99" in shown
    own = exercise_card.card(found, "exercises/ex99_trial", link=False).astext()
    assert "Exercise 99" not in own
    assert "points" not in own, "the notebook below says it"
    assert ("This page is for reading" in own, "for reading" in shown) == (True, False)


def test_card_says_what_is_missing(tmp_path: Path) -> None:
    root = notebook(tmp_path, {"title": "Exercise 99", "tasks": []})
    with pytest.raises(ValueError, match="does not say its 'minutes'"):
        exercise_card.read_exercise(root, "ex99_trial")
    with pytest.raises(ValueError, match=r"no exercises/ex98\.ipynb"):
        exercise_card.read_exercise(root, "ex98")


def test_code_runs_again_when_data_change(tmp_path: Path) -> None:
    table = tmp_path / "tables" / "a.csv"
    table.parent.mkdir()
    table.write_text("x\n1\n", encoding="utf-8")
    before = cells.fingerprint(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    assert cells.fingerprint(tmp_path) == before
    table.write_text("x\n2\n", encoding="utf-8")
    changed = cells.fingerprint(tmp_path)
    table.rename(table.with_name("b.csv"))
    assert len({before, changed, cells.fingerprint(tmp_path)}) == 3


@pytest.mark.parametrize("drawn", [True, False])
def test_a_promised_figure_is_missed(drawn: bool) -> None:
    cell = nodes.container("", cell_metadata={"mystnb": {"figure": {"name": "fig-a"}}})
    cell += nodes.container("", nodes.figure() if drawn else nodes.literal_block())
    page = new_document("page")
    page += [cell, nodes.container("", cell_metadata={}), nodes.container()]
    assert cells.missing_figures(page) == ([] if drawn else ["fig-a"])
