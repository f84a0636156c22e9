"""The extensions that make pages readable: tables, French, the theme's gaps, other forms."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document

from corrige.sphinx import (
    downloads,
    epub_form,
    french,
    mathml,
    page_meta,
    paper_form,
    readable_tables,
    theme_mends,
    written_links,
)
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
    french.MarkFrench(page).apply()
    assert {one.astext(): "language-fr" in one["classes"] for one in page} == words


def test_the_icon_font_goes_and_all_else_stays() -> None:
    head = (
        '<link href="_static/styles/theme.css" rel="stylesheet" />\n'
        '<link href="_static/vendor/fontawesome/6/css/all.min.css" rel="stylesheet" />\n'
        '<script src="_static/vendor/fontawesome/6/js/all.min.js?digest=1"></script>\n<script src="a.js"></script>'
    )
    left = theme_mends.without_icon_font(head)
    assert "fontawesome" not in left
    assert 'href="_static/styles/theme.css"' in left
    assert '<script src="a.js"></script>' in left


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
    switch = BeautifulSoup(theme_mends.plain_toggles(html), "html.parser").summary
    assert switch is not None
    assert not switch.has_attr("aria-label")
    assert [word.get_text() for word in switch.find_all("span")] == ["Show the code", "Hide the code"]
    assert switch.p is None


def test_branches_of_the_contents_are_named() -> None:
    tree = BeautifulSoup(
        '<li><a href="a.html">A chapter</a><details><summary><i></i></summary></details></li>', "html.parser"
    )
    assert theme_mends.named_branches(tree).summary["aria-label"] == "Pages below A chapter"
    assert theme_mends.named_branches("plain text") == "plain text"


def test_each_chart_gets_its_own_link() -> None:
    figure = (
        '<figure id="f{0}"><img alt="x" src="{0}.png" /><figcaption><p>Fig. {0}</p>\n</figcaption></figure>'
    )
    page = BeautifulSoup(
        theme_mends.enlargeable(figure.format(1) + "<p>x</p>" + figure.format(2)), "html.parser"
    )
    assert [link["href"] for link in page.select("figcaption a.enlarge")] == ["1.png", "2.png"]


def test_a_page_is_summed_up_by_its_first_full_sentence() -> None:
    page = new_document("page")
    page += [nodes.paragraph(text="Short."), nodes.paragraph(text="A sentence of some length. " * 12)]
    found = page_meta.summary(page)
    assert 60 < len(found) <= page_meta.LONGEST
    assert found.endswith("length.")
    page = new_document("page")
    page += nodes.paragraph(text="one word after the other " * 20)
    assert page_meta.summary(page).endswith(" …")
    assert page_meta.summary(new_document("page")) == ""


@pytest.mark.parametrize("size", [(12, 6.3), (8, 12)])
def test_the_picture_has_its_size_and_something_on_it(tmp_path: Path, size: tuple[float, float]) -> None:
    from matplotlib.image import imread

    cover.draw(tmp_path / "a.png", size)
    picture = imread(tmp_path / "a.png")
    assert picture.shape[:2] == (round(size[1] * 100), size[0] * 100)
    margins = [picture[:, :8, :3], picture[:, -8:, :3], picture[:8, :, :3], picture[-8:, :, :3]]
    assert all(edge.min() == 1 for edge in margins), "something is cut off at the edge"
    assert (picture[..., :3].min(axis=2) < 0.5).mean() > 0.01


def test_forms_are_offered_only_when_they_are_there(tmp_path: Path) -> None:
    assert downloads.offer(downloads.forms(tmp_path), "../_downloads/") == []
    (tmp_path / "_build").mkdir()
    (tmp_path / "_build" / "demarche.epub").write_bytes(bytes(1_234_567))
    (line,) = downloads.offer(downloads.forms(tmp_path), "../_downloads/")
    assert line.astext().endswith("EPUB, for an e-reader (1.2 MB).")
    assert [link["refuri"] for link in line.findall(nodes.reference)] == ["../_downloads/demarche.epub"]


def test_the_page_that_offers_is_written_again_when_a_form_comes(tmp_path: Path) -> None:
    app, env = (
        SimpleNamespace(srcdir=tmp_path),
        SimpleNamespace(metadata={"home": {"downloads": "yes"}, "other": {}}),
    )
    assert downloads.outdated(app, env, set(), set(), set()) == []
    (tmp_path / "_build").mkdir()
    (tmp_path / "_build" / "demarche.pdf").write_bytes(b"x")
    assert downloads.outdated(app, env, set(), set(), set()) == ["home"]
    assert downloads.outdated(app, env, set(), set(), set()) == []


def test_a_page_of_the_ebook_stands_open_and_has_no_script() -> None:
    body = (
        '<details><summary>a<span class="sd-summary-state-marker x"><svg></svg></span></summary>b</details>'
        '<div class="table-region" role="region" aria-label="Table 1: a > b" tabindex="0"></div><script>1</script>'
    )
    styles = [SimpleNamespace(filename=name) for name in ("_static/ebook.css", "_static/demarche.css")]
    context = {"body": body, "css_files": styles, "script_files": ["a.js"]}
    epub_form.mend_page(SimpleNamespace(builder=SimpleNamespace(name="epub")), "p", "t", context, None)
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
    epub_form.NoScripts(page).run()
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
    assert list(paper_form.entries(env, "root")) == [
        '<p class="part">Part I</p>',
        '<p class="level-1"><a href="#document-one">one &amp; more</a></p>',
        '<p class="level-2"><a href="#document-task">task &amp; more</a></p>',
    ]


def test_formulas_are_xml() -> None:
    from xml.etree import ElementTree

    written = mathml.to_mathml(nodes.math(r"\Pr(X < 1) = \max(x)", r"\Pr(X < 1) = \max(x)"), block=False)
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
    mended = written_links.LINK.sub(
        lambda link: written_links.found_in(form, link, "book/a/one", {"book/a/one", "book/b/two"}),
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
    paper_form.OneOfEachName(book).run()
    one, two = book.children
    assert [one["ids"], one[0]["ids"], two["ids"]] == [["a-one-verdict"], ["fig-one"], ["a-two-verdict"]]
    assert [one[1]["refid"], two[1]["refid"]] == ["a-one-verdict", "a-two-verdict"]
    assert one[2]["refuri"] == "#a-two-verdict"
    assert two[3].astext() == '<a href="#a-one-verdict">'
