"""The extensions that make pages readable: tables, French, the theme's gaps, other forms."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document

from corrige.course import find_course
from corrige.sphinx import cells, epub, exercise_card, forms, readable_tables, theme, typography, wayfinding
from corrige.sphinx.chapters import read_chapters
from demarche.charts import cover

ROOT = Path(__file__).parents[2]


def mended(html: str) -> BeautifulSoup:
    return BeautifulSoup(readable_tables.readable(html), "html.parser")


def test_a_table_of_pandas_gets_one_row_of_headers_each_with_its_scope() -> None:
    frame = pd.DataFrame(
        {"rows": [39, 14], "events": [21, 12]}, index=pd.Index(["TUR", "FRA"], name="sender")
    )
    page = mended("<div><style scoped>th {color: red}</style>\n" + frame.to_html() + "</div>")
    assert [head.get_text() for head in page.select("thead th[scope=col]")] == ["sender", "rows", "events"]
    assert [head.get_text() for head in page.select("tbody th[scope=row]")] == ["TUR", "FRA"]
    assert page.select_one("style") is None
    region = page.select_one("div.table-region[role=region][tabindex='0']")
    assert region is not None
    assert region["aria-label"] == page.table["aria-label"] == "Table 1: sender, rows, events"


def test_a_table_with_two_levels_of_columns_keeps_both() -> None:
    counts = pd.crosstab(pd.Series(["a", "b"], name="section"), pd.Series(["x", "y"], name="verdict"))
    page = mended(counts.to_html())
    assert [head.get_text() for head in page.select("thead th")] == ["verdict", "x", "y", "section"]
    assert all(head["scope"] == "col" for head in page.select("thead th"))
    grouped = pd.concat({"mean": counts, "sum": counts}, axis=1)
    page = mended(grouped.to_html())
    assert [head.get_text() for head in page.select("th[scope=colgroup]")] == ["mean", "sum"]


def test_an_empty_header_heads_nothing() -> None:
    page = mended('<table class="dataframe"><thead><tr><th></th><th>a</th></tr></thead>'
                  '<tbody><tr><th scope="row"></th><td>1</td></tr></tbody></table>')  # fmt: skip
    assert [head.get_text() for head in page.select("th")] == ["a"]
    assert not page.select("td[scope]")


def test_tables_of_markdown_are_named_and_numbered_within_their_region() -> None:
    one = (
        '<div class="pst-scrollable-table-container"><table class="table"><thead><tr>'
        + "".join(f"<th><p>h{n}</p></th>" for n in range(8))
        + "</tr></thead></table>\n</div>"
    )
    page = mended(one + "<p>between</p>" + one)
    names = [table["aria-label"] for table in page.select("div.table-region > table")]
    assert names == [f"Table {n}: h0, h1, h2, h3, h4, h5 and 2 more" for n in (1, 2)]
    assert page.select_one("div > p") is None, "a region ends where its table does"


def test_a_table_that_an_author_wrote_as_html_is_left_where_it_is() -> None:
    html = "<table><caption>c</caption><thead><tr><th>a</th></tr></thead></table>"
    assert readable_tables.readable(html) == html.replace("<th>", '<th scope="col">')


def test_french_terms_are_marked_and_english_ones_are_not() -> None:
    page = new_document("page")
    words = {"rappel pour consultations": True, "restriction d’accès": True, "persona non grata": False,
             "démarche": True, "abandon": False, "before": False}  # fmt: skip
    page += [nodes.emphasis(text=text) for text in words]
    page.settings.env = SimpleNamespace(srcdir=ROOT, config=SimpleNamespace(french_terms=["démarche"]))
    typography.MarkFrench(page).apply()
    assert {one.astext(): "language-fr" in one["classes"] for one in page} == words


def test_the_icon_font_goes_and_all_else_stays() -> None:
    head = (
        '<link href="_static/styles/theme.css" rel="stylesheet" />\n'
        '<link href="_static/vendor/fontawesome/6/css/all.min.css" rel="stylesheet" />\n'
        '<script src="_static/vendor/fontawesome/6/js/all.min.js?digest=1"></script>\n<script src="a.js"></script>'
        '<script data-cfasync="false">\n  document.documentElement.dataset.theme = "auto";\n</script>'
    )
    left = theme.lean_head(head)
    assert "fontawesome" not in left
    assert "dataset.theme" not in left, "it would undo what layout.html chose"
    assert 'href="_static/styles/theme.css"' in left
    assert '<script src="a.js"></script>' in left


def test_the_page_that_leads_on_has_a_title(tmp_path: Path) -> None:
    config = SimpleNamespace(root_doc="book/index", language="en", html_title="A & B")
    app = SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace(name="html"), config=config)
    page = tmp_path / "index.html"
    page.write_text("<meta http-equiv='Refresh' content='0; url=book/index.html' />", encoding="utf-8")
    for _ in range(2):  # a second build finds it as it is
        theme.name_entry(app, None)
    assert page.read_text(encoding="utf-8").count("<title>A &amp; B</title>") == 1


def test_every_sign_of_the_theme_is_drawn() -> None:
    drawn = (ROOT / "book" / "_static" / "icons.css").read_text(encoding="utf-8")
    for sign in ("bars", "list", "download", "magnifying-glass", "circle-half-stroke", "chevron-down"):
        assert f".fa-{sign} {{" in drawn


def test_the_switch_of_hidden_code_is_named_by_its_words() -> None:
    html = (
        '<details class="hide"><summary aria-label="Toggle hidden content">\n'
        '<p class="collapsed admonition-title">Show the code</p>\n'
        '<p class="expanded admonition-title">Hide the code</p>\n</summary></details>'
    )
    switch = BeautifulSoup(theme.plain_toggles(html), "html.parser").summary
    assert switch is not None
    assert not switch.has_attr("aria-label")
    assert [word.get_text() for word in switch.find_all("span")] == ["Show the code", "Hide the code"]
    assert switch.p is None


def test_a_download_is_named_by_what_it_is() -> None:
    buttons = [{"label": "download-source-button", "text": ".md"}, {"label": "other", "text": "Other"}]
    theme.named_downloads([{"label": "download-buttons", "buttons": buttons}])
    assert [one["text"] for one in buttons] == ["The text of this page", "Other"]


def test_branches_of_the_contents_are_named() -> None:
    tree = BeautifulSoup(
        '<li><a href="a.html">A chapter</a><details><summary><i></i></summary></details></li>', "html.parser"
    )
    assert theme.named_branches(tree).summary["aria-label"] == "Pages below A chapter"
    assert theme.named_branches("plain text") == "plain text"


def test_each_chart_gets_its_own_link() -> None:
    figure = (
        '<figure id="f{0}"><img alt="x" src="{0}.png" /><figcaption><p>Fig. {0}</p>\n</figcaption></figure>'
    )
    page = BeautifulSoup(theme.enlargeable(figure.format(1) + "<p>x</p>" + figure.format(2)), "html.parser")
    assert [link["href"] for link in page.select("figcaption a.enlarge")] == ["1.png", "2.png"]


def test_a_page_is_summed_up_by_its_first_full_sentence() -> None:
    page = new_document("page")
    page += [nodes.paragraph(text="Short."), nodes.paragraph(text="A sentence of some length. " * 12)]
    found = theme.summary(page)
    assert 60 < len(found) <= theme.LONGEST
    assert found.endswith("length.")
    page = new_document("page")
    page += nodes.paragraph(text="one word after the other " * 20)
    assert theme.summary(page).endswith(" …")
    assert theme.summary(new_document("page")) == ""


@pytest.mark.parametrize("size", [(12, 6.3), (8, 12)])
def test_the_picture_has_its_size_and_something_on_it(tmp_path: Path, size: tuple[float, float]) -> None:
    from matplotlib.image import imread

    cover.draw(tmp_path / "a.png", size)
    picture = imread(tmp_path / "a.png")
    assert picture.shape[:2] == (round(size[1] * 100), size[0] * 100)
    margins = [picture[:, :8, :3], picture[:, -8:, :3], picture[:8, :, :3], picture[-8:, :, :3]]
    assert all(edge.min() == 1 for edge in margins), "something is cut off at the edge"
    assert (picture[..., :3].min(axis=2) < 0.5).mean() > 0.01


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder that is a course, with nothing made yet."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "_build" / "grades" / "feedback").mkdir(parents=True)
    return tmp_path


def test_what_was_made_is_offered_and_nothing_else(course: Path) -> None:
    assert forms.offer("book", forms.made(course), "../_downloads/") == []
    (course / "_build" / "demarche.epub").write_bytes(bytes(1_234_567))
    for name in ("001", "002"):
        (course / "_build" / "grades" / "feedback" / f"learner-{name}.html").write_bytes(b"x")
    (line,) = forms.offer("book", forms.made(course), "../_downloads/")
    assert line.astext().endswith("EPUB, for an e-reader (1.2 MB).")
    assert [link["refuri"] for link in line.findall(nodes.reference)] == ["../_downloads/demarche.epub"]
    (line,) = forms.offer("sample", forms.made(course, "sample"), "")
    assert [link["refuri"] for link in line.findall(nodes.reference)] == ["grades/feedback/learner-001.html"]


def test_the_class_report_lies_in_the_book_with_all_it_leads_to(course: Path) -> None:
    grades = course / "_build" / "grades"
    (grades / "report").mkdir()
    for page in ("report.html", "report/ex01.html", "feedback/learner-001.html", "feedback/learner-002.html"):
        (grades / page).write_text("x", encoding="utf-8")
    app = SimpleNamespace(srcdir=course, outdir=course / "html", builder=SimpleNamespace(name="html"))
    forms.copy(app, None)
    there = course / "html" / "_downloads" / "grades"
    (line,) = forms.offer("sample", forms.made(course, "sample"), "_downloads/")
    assert all((course / "html" / link["refuri"]).is_file() for link in line.findall(nodes.reference))
    assert {page.relative_to(there).as_posix() for page in there.rglob("*.html")} == {
        page.relative_to(grades).as_posix() for page in grades.rglob("*.html")
    }


def test_the_page_that_offers_is_written_again_when_a_file_comes(course: Path) -> None:
    app, env = (
        SimpleNamespace(srcdir=course),
        SimpleNamespace(metadata={"home": {"downloads": "yes"}, "other": {}}),
    )
    assert forms.outdated(app, env, set(), set(), set()) == []
    (course / "_build" / "demarche.pdf").write_bytes(b"x")
    assert forms.outdated(app, env, set(), set(), set()) == ["home"]
    assert forms.outdated(app, env, set(), set(), set()) == []


def test_a_page_of_the_ebook_stands_open_and_has_no_script() -> None:
    body = (
        '<details><summary>a<span class="sd-summary-state-marker x"><svg></svg></span></summary>b</details>'
        '<div class="table-region" role="region" aria-label="Table 1: a > b" tabindex="0"></div><script>1</script>'
    )
    styles = [SimpleNamespace(filename=name) for name in ("_static/ebook.css", "_static/demarche.css")]
    context = {"body": body, "css_files": styles, "script_files": ["a.js"]}
    epub.mend_page(SimpleNamespace(builder=SimpleNamespace(name="epub")), "p", "t", context, None)
    assert context["body"] == (
        '<details open="open"><summary>a</summary>b</details><div class="table-region"></div>'
    )
    assert context["css_files"] == styles[:1]
    assert context["script_files"] == []


def test_in_the_ebook_a_script_goes_and_what_stands_beside_it_stays() -> None:
    texts = (
        '<section><p>words</p><script type="application/json">{"a": "<p>no</p>"}</script></section>',
        '<div><script src="a.js" defer="defer"></script></div>',
        "<form><p>words</p></form>",
        "<br />",
    )
    page = new_document("page")
    page += [nodes.raw("", text, format="html") for text in texts]
    epub.NoScripts(page).run()
    assert [raw.astext() for raw in page.findall(nodes.raw)] == ["<section><p>words</p></section>", "<br />"]
    assert all(raw["format"] == "html" for raw in page.findall(nodes.raw))


def test_the_paper_book_lists_parts_pages_and_exercises() -> None:
    from sphinx import addnodes

    def tree(caption: str, *names: str) -> nodes.document:
        page = new_document("page")
        page += addnodes.toctree("", caption=caption, entries=[(None, name) for name in names])
        return page

    trees = {"root": tree("Part I", "one"), "one": tree("", "task"), "task": new_document("task")}
    env = SimpleNamespace(
        get_doctree=trees.get, titles={name: nodes.title(text=f"{name} & more") for name in trees}
    )
    assert list(forms.entries(env, "root")) == [
        '<p class="part">Part I</p>',
        '<p class="level-1"><a href="#document-one">one &amp; more</a></p>',
        '<p class="level-2"><a href="#document-task">task &amp; more</a></p>',
    ]


def test_formulas_are_xml() -> None:
    written = typography.to_mathml(nodes.math(r"\Pr(X < 1) = \max(x)", r"\Pr(X < 1) = \max(x)"), block=False)
    assert "&ApplyFunction;" not in written
    ElementTree.fromstring(written)


@pytest.mark.parametrize(
    ("form", "here", "there"),
    [
        ("epub", "../b/two.html#x", "../b/two.xhtml#x"),
        ("epub", "two.html", "two.html"),
        ("singlehtml", "../b/two.html#x", "#document-book/b/two#x"),
        ("singlehtml", "../b/two.html", "#document-book/b/two"),
        ("singlehtml", "https://example.org/two.html", "https://example.org/two.html"),
    ],
)
def test_a_link_that_a_cell_writes_finds_its_page_in_every_form(form: str, here: str, there: str) -> None:
    mended = forms.LINK.sub(
        lambda link: forms.found_in(form, link, "book/a/one", {"book/a/one", "book/b/two"}),
        f'<a class="x" href="{here}">two</a>',
    )
    assert mended == f'<a class="x" href="{there}">two</a>'


def test_in_the_paper_book_no_two_places_share_a_name() -> None:
    book = new_document("book")
    for page in ("a/one", "a/two"):
        section = nodes.section(ids=["verdict"], docname=page)
        section += nodes.figure(ids=[f"fig-{page[2:]}"])
        section += nodes.reference(refid="verdict")
        section += nodes.reference(refuri="#document-a/two#verdict")
        section += nodes.raw("", '<a href="#document-a/one#verdict">', format="html")
        book += section
    book.settings.env = SimpleNamespace(docname="a/index")
    forms.OneOfEachName(book).run()
    one, two = book.children
    assert [one["ids"], one[0]["ids"], two["ids"]] == [["a-one-verdict"], ["fig-one"], ["a-two-verdict"]]
    assert [one[1]["refid"], two[1]["refid"]] == ["a-one-verdict", "a-two-verdict"]
    assert one[2]["refuri"] == "#a-two-verdict"
    assert two[3].astext() == '<a href="#a-one-verdict">'


def test_numbers_stand_right_and_sentences_become_cards() -> None:
    frame = pd.DataFrame(
        {"day": ["2026-02-24"], "share": ["57 %"], "what": ["A sentence that takes its room here"]}
    )
    page = mended(frame.to_html(index=False))
    assert [cell.get("class") for cell in page.select("tbody td")] == [["date"], ["number"], ["words"]]
    assert [cell["data-label"] for cell in page.select("table.cards td")] == ["day", "share", "what"]
    assert {cell["role"] for cell in page.select("td")} == {"cell"}
    assert not mended(frame[["day", "share"]].to_html()).select("table.cards")


def test_three_columns_of_words_become_cards_and_two_do_not() -> None:
    acts = pd.DataFrame([["recall for consultations", "the sending state", "its own ambassador", "art. 9"]])
    assert mended(acts.to_html(index=False)).select("table.cards")
    assert not mended(acts[[0, 1, 3]].to_html(index=False)).select("table.cards")


def test_the_name_of_a_column_breaks_after_its_underscores() -> None:
    page = mended(pd.DataFrame({"cow_defence_with": [1], "_own": ["a_b"]}).to_html(index=False))
    assert [str(head) for head in page.select("th wbr")] == ["<wbr/>"] * 2
    assert [head.get_text() for head in page.select("th")] == ["cow_defence_with", "_own"]


def test_a_mark_is_a_link_wherever_it_is_text() -> None:
    page = '<h2>C06</h2><p>See C06 and <code>C07</code>, <a href="x">C08</a>, XC09.</p><pre>C10</pre>'
    linked = wayfinding.link_marks(page, re.compile(r"\bC\d\d\b"), "a.html#claim-{}")
    found = BeautifulSoup(linked, "html.parser").select("a.mark-link")
    assert [link["href"] for link in found] == ["a.html#claim-C06", "a.html#claim-C07"]
    assert BeautifulSoup(linked, "html.parser").get_text() == BeautifulSoup(page, "html.parser").get_text()


def test_a_preview_is_what_a_link_leads_to_and_its_links_lead_from_the_root() -> None:
    terms = '<dl class="glossary"><dt id="term-agrement">agrément<a class="headerlink" href="#x">#</a></dt><dd>Consent to <a class="r" href="#term-envoy">an envoy</a>.</dd></dl>'
    notes = '<ol><li id="claim-C06" class="z"><p style="x">C06 <a href="../b/s.html#S07">S07</a> <a href="https://e.org/">e</a></p></li></ol>'
    assert wayfinding.previews({"a/g.html": terms, "a/n.html": notes}) == {
        "a/g.html#term-agrement": '<div class=""><p><strong>agrément</strong></p>Consent to <a href="a/g.html#term-envoy">an envoy</a>.</div>',
        "a/n.html#claim-C06": '<div class="z"><p>C06 <a href="b/s.html#S07">S07</a> <a href="https://e.org/">e</a></p></div>',
    }


def test_a_long_glossary_has_its_letters_and_a_short_one_has_none() -> None:
    def listed(*terms: str) -> str:
        entries = "".join(f'<dt id="term-{term}">{term}</dt><dd>x</dd>' for term in terms)
        return f'<dl class="simple glossary">{entries}</dl>'

    long = listed("Agrément", "alliance", "breach", "consul", "Élysée", "envoy", "note", "recall")
    page = BeautifulSoup(wayfinding.with_letters(long + long), "html.parser")
    first, second = page.select("nav.letters")
    assert first["aria-label"] != second["aria-label"]
    assert [(link.get_text(), link["href"]) for link in first.select("a")] == [
        (letter, f"#term-{term}")
        for letter, term in zip(
            "ABCENR", ("Agrément", "breach", "consul", "Élysée", "note", "recall"), strict=True
        )
    ]
    assert wayfinding.with_letters(listed("abc", "abd", "b")) == listed("abc", "abd", "b")


def test_a_work_says_where_it_is_cited_and_can_be_jumped_to() -> None:
    entry = '<div class="citation" id="id{0}" role="listitem">\n<span class="label"><span class="fn-bracket">[</span>{0}<span class="fn-bracket">]</span></span>\n<p>{1}</p>\n</div>'
    html = wayfinding.CITATIONS + entry.format(1, "Élysée. A.") + entry.format(2, "Epstein. B.") + "</div>"
    page = BeautifulSoup(wayfinding.with_backlinks(html, {"id2": {"a.html": "A chapter"}}), "html.parser")
    assert [(link.get_text(), link["href"]) for link in page.select("nav a")] == [("E", "#id1")]
    assert [link["href"] for link in page.select("#id2 .cited-in a")] == ["a.html"]
    assert not page.select("#id1 .cited-in")


def test_search_folds_accents() -> None:
    language = wayfinding.FoldedEnglish({})
    assert language.stem("Élysée") == language.stem("elysee")


def test_a_chapter_says_where_it_stands() -> None:
    (chapter,) = (one for one in read_chapters(find_course(ROOT)) if one.number == 4)
    marks = {"C05": (4, "opinion", "“"), "C06": (1, "contradicted", "✗")}
    words = BeautifulSoup(wayfinding.place_of(chapter, 10, 60, marks, "a#claim-{}"), "html.parser")
    assert "Chapter 4 of 10" in words.get_text()
    assert [link["href"] for link in words.select("a.mark-link.opinion")] == ["a#claim-C05"]


def test_an_exercise_shows_one_wrong_answer_and_its_reply() -> None:
    for solution in find_course(ROOT).solution_files():
        shown = BeautifulSoup(exercise_card.trial(solution), "html.parser")
        assert shown.pre is not None, solution.stem
        assert len(shown.select_one(".reply").get_text()) > 60
    assert exercise_card.trial(ROOT / "ex99_nothing.py") == ""


def test_a_chart_becomes_part_of_its_page() -> None:
    import io

    import matplotlib as mpl
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([1, 2], "o-", color="#B5400B")
    axes.set_title("A title & more")
    written = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "book"}):
        figure.savefig(written, format="svg")
    plt.close(figure)
    drawn = cells.inline(written.getvalue(), "page-1", 'What "it" shows', {"#b5400b": "--chart-accent"})
    root = ElementTree.fromstring(drawn)
    assert root.get("aria-label") == 'What "it" shows'
    assert "var(--chart-accent, #b5400b)" in drawn
    assert "A title &amp; more" in drawn
    names = [one.get("id") for one in root.iter() if one.get("id")]
    used = re.findall(r"(?:href=\"#|url\(#)([^\")]+)", drawn)
    assert used
    assert set(used) <= set(names)
    assert all(name.startswith("page-1-") for name in names)
    with pytest.raises(ValueError, match="no size"):
        cells.inline("<svg></svg>", "a", "", {})


def test_a_picture_for_shared_links_needs_the_books_address() -> None:
    page = new_document("page")
    for base, wanted in (("", False), ("https://example.org/book/", True)):
        app = SimpleNamespace(
            builder=SimpleNamespace(name="html"),
            config=SimpleNamespace(html_baseurl=base, picture_alt="squares"),
        )
        context: dict[str, Any] = {"title": "T", "metatags": '<meta content="x" name="viewport" />\n'}
        theme.describe(app, "p", "t", context, page)
        assert ('content="https://example.org/book/_static/social-card.png"' in context["metatags"]) is wanted
        assert "og:title" in context["metatags"]
        assert "viewport" not in context["metatags"]
