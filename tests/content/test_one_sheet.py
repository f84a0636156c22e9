"""The one style sheet of all pages: what stays of many, what a page then names, what a second build leaves."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from corrige.sphinx.one_sheet import SHEET, join_sheets, joined, names_in, pruned

NAMES = names_in(
    ['<p class="shown" id="here">text</p>'],
    ['box.classList.add(`bs-${kind}-auto`, "open"); "mark-" + look'],
)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".shown{color:red;}", ".shown{color:red}\n"),
        ("p, .gone, .shown > a:hover { top: 0 }", "p,.shown > a:hover{top: 0}\n"),
        (".gone { top: 0 } #lost a { top: 0 } .shown.gone { top: 0 }", ""),
        ("/* why */ #here /* x */ { /* y */ top: 0; \n  left: 1px; }", "#here{top: 0; left: 1px}\n"),
        (
            ".open{top:0}.bs-tip-auto{top:0}.mark-red{top:0}.marked{top:0}",
            ".open{top:0}\n.bs-tip-auto{top:0}\n.mark-red{top:0}\n",
        ),
        ("p:not(.gone), :is(.gone, a) { top: 0 }", "p:not(.gone),:is(.gone, a){top: 0}\n"),
        ('a[href$=".gone"], .\\67one { top: 0 }', 'a[href$=".gone"]{top: 0}\n'),
        ("@media print { .gone { top: 0 } .shown { top: 0 } }", "@media print {\n.shown{top: 0}\n}\n"),
        ("@media print { .gone { top: 0 } } @charset 'utf-8';", ""),
        (
            "@keyframes turn { to { top: 0 } } @page { margin: 0 }",
            "@keyframes turn { to { top: 0 } }\n@page { margin: 0 }\n",
        ),
    ],
)
def test_a_rule_stays_if_something_can_fit_it(css: str, left: str) -> None:
    assert pruned(css, NAMES) == left


def test_a_rule_that_is_none_does_not_take_others_with_it() -> None:
    assert pruned("p{top:0} .half; { } b{top:0} .half", NAMES) == "p{top:0}\nb{top:0}\n"


def test_imports_and_addresses_follow_a_sheet_to_its_new_home(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "base.css").write_text("b{background:url('b.svg')}")
    theme = tmp_path / "styles" / "theme.css"
    theme.write_text('@import "../base.css";a{src:url(../f.woff2?v=1) , url(data:x,y), url("#mask")}')
    assert joined([theme], tmp_path) == (
        'b{background:url("b.svg")}a{src:url("f.woff2?v=1") , url("data:x,y"), url("#mask")}'
    )


def _page(depth: str, *sheets: str) -> str:
    links = "".join(f'    <link href="{depth}_static/{sheet}?v=12" rel="stylesheet" />\n' for sheet in sheets)
    return (
        f'<head>\n{links}<link rel="preload" as="script" href="{depth}_static/scripts/bootstrap.js" />\n'
        f'<script src="{depth}_static/documentation_options.js?v=1"></script>\n'
        f'<script src="{depth}_static/doctools.js?v=1"></script></head>\n<p class="shown">words</p>\n'
        f'<script src="{depth}_static/scripts/bootstrap.js?d=1"></script>\n'
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in {
        "_static/one.css": ".shown { top: 0 }",
        "_static/two.css": ".gone { top: 0 } .late { top: 1px }",
        "_static/doctools.js": "",
        "_static/documentation_options.js": "const OPTIONS = 1;\n",
        "_static/report.html": _page("../", "one.css"),
        "search.html": _page("", "one.css"),
        "part/page.html": _page("../", "one.css", "two.css"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _build(book: Path, builder: str = "html", problem: Exception | None = None) -> dict[str, str]:
    app = SimpleNamespace(builder=SimpleNamespace(name=builder), outdir=str(book))
    join_sheets(app, problem)  # type: ignore[arg-type]
    return {path.relative_to(book).as_posix(): path.read_text("utf-8") for path in book.rglob("*.*")}


def test_a_page_names_one_sheet_and_waits_for_no_script(book: Path) -> None:
    files = _build(book)
    css, page = files[f"_static/{SHEET}"], files["part/page.html"]
    assert css.splitlines()[1:] == [".shown{top: 0}"]
    (link,) = re.findall(r"<link[^>]*>", page)
    assert re.fullmatch(r'<link rel="stylesheet" href="\.\./_static/pages\.css\?v=\w+" />', link)
    assert "<script>const OPTIONS = 1;\n</script>" in page
    assert page.count('<script defer="defer" src=') == 2
    # The search page searches while it is read.
    assert '<script src="_static/doctools.js?v=1">' in files["search.html"]
    assert files["_static/report.html"] == _page("../", "one.css")


def test_a_second_build_changes_nothing_and_a_page_written_anew_joins(book: Path) -> None:
    first = _build(book)
    assert _build(book) == first
    page = _page("../", "one.css", "two.css").replace("shown", "late")
    (book / "part" / "page.html").write_text(page, encoding="utf-8")
    again = _build(book)
    assert again[f"_static/{SHEET}"].splitlines()[1:] == [".shown{top: 0}", ".late{top: 1px}"]
    keys = {re.search(r"pages\.css\?v=(\w+)", again[name])[1] for name in ("search.html", "part/page.html")}
    assert len(keys) == 1
    assert keys != {re.search(r"pages\.css\?v=(\w+)", first["search.html"])[1]}


@pytest.mark.parametrize(("builder", "problem"), [("epub", None), ("html", OSError("full"))])
def test_other_forms_and_failed_builds_are_left_alone(
    book: Path, builder: str, problem: Exception | None
) -> None:
    before = {path: path.read_bytes() for path in book.rglob("*.*")}
    _build(book, builder, problem)
    assert {path: path.read_bytes() for path in book.rglob("*.*")} == before
