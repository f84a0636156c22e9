"""Pages: what a learner and a teacher read, whatever a class hands in."""

from __future__ import annotations

import ast
import base64
import io
import itertools
import json
import math
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from corrige.authoring.model import Exercise
from corrige.authoring.reader import read_exercise
from corrige.feedback import near_misses
from corrige.feedback.calls import PROBLEMS
from corrige.grading.intake.names import safe_name
from corrige.grading.numbers import as_share, decimals, plain, wilson_interval
from corrige.grading.outcomes import CheckResult, Outcome, Record, TaskResult
from corrige.grading.report.drift import drifts
from corrige.grading.report.pages import drawings, write_pages
from corrige.grading.report.pages.feedback import feedback_html
from corrige.grading.report.pages.misses import miss
from corrige.grading.report.pages.pictures import MOST_BYTES, checked_png
from corrige.grading.report.pages.report import report_pages
from corrige.grading.report.pages.text import MOST_CHARACTERS, cut, markdown, ticks, visible
from corrige.grading.report.statistics import exercise_statistics
from corrige.grading.rules.history import Entry

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</pre></textarea></style><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "`<b>`<i>`",
    "javascript:alert(1)",
    "<!-- ]]> &amp;lt;",
    "\u202egnp.exe\u2066",
    "null\x00byte \ud800",
    "../../etc/passwd",
]
# Elements that no page of ours has, and attributes that run code or fetch something.
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "link", "base", "audio", "video"}


class Reader(HTMLParser):
    """Elements, attributes, and text of a page as a browser's parser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"[ \n]+", " ", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def png(width: int = 40, height: int = 30) -> str:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def results(exercise: Exercise) -> tuple[TaskResult, ...]:
    """One result of every kind."""
    held = CheckResult("test_shares", "The share holds for numbers that were not shown.", 3, True)
    not_held = CheckResult("test_nothing", "Of nothing there is no share.", 1, False, "A whole of 0.")
    points = {task.id: task.points for task in exercise.tasks}

    def made(task: str, outcome: Outcome, earned: float = 0.0, **more: object) -> TaskResult:
        return replace(TaskResult(task, outcome, earned, points[task]), **more)

    return (
        made("event-count", Outcome.PASSED, 1, source="event_count = 3", seen="3"),
        made("per-kind", Outcome.FAILED, reason="You counted rows of each kind.", mistake="rows-per-kind"),
        made("share", Outcome.FAILED, 1.5, reason="Nothing yet.", mistake="no-zero", checks=(held, not_held)),
        made("kind-chart", Outcome.ERROR, reason="The cell stops with NameError: `plt`.", picture=png()),
        made("best-reason", Outcome.NOT_ATTEMPTED),
        made("in-words", Outcome.WAITING, source="Three events,\nin four rows."),
    )


def class_of(exercise: Exercise) -> list[Record]:
    mixed = results(exercise)
    right = tuple(
        replace(each, outcome=Outcome.PASSED, points=float(each.maximum), reason="", mistake="", checks=())
        if each.outcome is not Outcome.WAITING
        else each
        for each in mixed
    )
    class_ = [
        Record(
            f"learner-{i:03d}",
            "ex01",
            mixed if i % 3 else right,
            "ex01_counting.ipynb",
            level="sealed",
            seconds=1.5,
        )
        for i in range(1, 15)
    ]
    damaged = "The file is damaged: it is not a notebook that can be read."
    return [
        *class_,
        Record("late", "ex01", (), "", "No notebook for this exercise was handed in."),
        Record("broken", "ex01", (), "ex01 (1).ipynb", damaged),
    ]


def hostile_record(exercise: Exercise, text: str) -> Record:
    """A record in which a learner's text stands wherever it can."""
    made = tuple(
        replace(each, source=text, seen=text, reason=text, mistake=text, picture=text)
        for each in results(exercise)
    )
    return Record(text, "ex01", made, text, notes=(text,), level="sealed")


def report_of(records: list[Record], exercise: Exercise) -> str:
    """The report's page on the exercise."""
    return dict(report_pages(records, [exercise]))["report/ex01.html"]


def pages(exercise: Exercise, records: list[Record]) -> Iterator[str]:
    yield from (page for _, page in report_pages(records, [exercise]))
    for record in records:
        yield feedback_html(record.learner, [record], [exercise], show_solutions=True)


def check_safe(page: str) -> Reader:
    read = Reader(page)
    assert read.open == []
    for tag, attributes in read.elements:
        assert tag not in FORBIDDEN, tag
        assert not [
            name for name in attributes if name.startswith("on") or name in ("srcdoc", "action", "style")
        ]
        for name in ("src", "href", "srcset", "poster", "data", "xlink:href"):
            value = attributes.get(name)
            assert value is None or re.match(
                r"(data:image/png;base64,|#|feedback/|report/ex|ex01|\.\./report\.html)", value
            ), value
    style = page[page.index("<style>") : page.index("</style>")]
    assert not re.search(r"url\(|@import|https?:", style)
    assert "default-src 'none'" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    return read


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(exercise: Exercise, text: str) -> None:
    broken = Record(text, "ex01", (), text, problem=text)
    for page in pages(exercise, [hostile_record(exercise, text), *class_of(exercise)[:12], broken]):
        check_safe(page)
    shown = Reader(feedback_html(text, [hostile_record(exercise, text)], [exercise]))
    assert visible(text) in "".join(shown.words)


@given(st.text(max_size=60))
@example("\u202e`x`\u2028<a>")
def test_any_text_comes_back_as_it_was_or_written_out(text: str) -> None:
    shown = str(visible(text))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", shown)
    shown.encode()
    back = re.sub(r"⟨U\+([0-9A-F]{4,6})⟩", lambda match: chr(int(match[1], 16)), shown)
    if "⟨" not in text:
        assert back == text.replace("\r\n", "\n")
    words = Reader(f"<p>{ticks(text)}</p>")
    assert {tag for tag, _ in words.elements} <= {"p", "code", "em"}


def test_stars_stress_words_and_products_stay() -> None:
    assert ticks("how many of *them*, `a * b * c`, 2*3*4 and 2 * 3 * 4") == (
        "how many of <em>them</em>, <code>a * b * c</code>, 2*3*4 and 2 * 3 * 4"
    )
    assert ticks("*<b>*") == "<em>&lt;b&gt;</em>"


def test_joiners_of_names_stay() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


def test_the_authors_markdown_has_no_html_and_no_addresses() -> None:
    made = markdown("*a* `b` <script>x</script> [c](https://c.org) ![d](https://d.org/e.png) <https://f.org>")
    assert "<em>a</em> <code>b</code>" in made
    assert not re.search(r"<(script|a|img)\b", made)


def test_a_page_says_everything_about_each_task(exercise: Exercise) -> None:
    page = feedback_html("learner-001", [replace(class_of(exercise)[0], notes=("A note.",))], [exercise])
    read = check_safe(page)
    assert "2.5 of 9 points so far. 2 more wait for a person" in read.text
    for words in (
        "✓ right 1 of 1 point",
        "✗ not yet 0 of 2 points",
        "You counted rows of each kind.",
        "◐ partly right 1.5 of 2 points",
        "Of nothing there is no share. (does not hold yet)",
        "! stopped with an error",
        "The cell stops with NameError: plt.",
        "– no answer 0 of 1 point",
        "Compare the first two rows.",
        "… waiting for a person 2 points not yet given",
        "the same, with what would change it",
        "On the way in A note.",
    ):
        assert words in read.text, words
    assert "Three events,\nin four rows." in "".join(read.words)
    picture = read.all("img")[0]
    assert picture["alt"]
    assert (picture["width"], picture["height"]) == ("40", "30")


def test_the_hint_is_for_those_who_need_it(exercise: Exercise) -> None:
    text = Reader(feedback_html("a", [Record("a", "ex01", results(exercise), "x")], [exercise])).text
    assert "Group first, then count." in text
    assert "A Series can tell how many different values it holds." not in text
    assert "A number never stands without its base." not in text


def test_solutions_are_shown_only_when_asked_for(exercise: Exercise) -> None:
    mine = [Record("a", "ex01", results(exercise), "x")]
    for text in ('table["event"].nunique()', "a second source could split it"):
        assert text in "".join(Reader(feedback_html("a", mine, [exercise], show_solutions=True)).words)
        assert text not in "".join(Reader(feedback_html("a", mine, [exercise])).words)
        assert text not in "".join(Reader(report_of(mine, exercise)).words)


def test_no_page_of_a_learner_holds_what_is_not_for_them(exercise: Exercise) -> None:
    """Solutions, alternatives, the code of mistakes, model answers, messages of checks, other learners."""
    page = "".join(Reader(feedback_html("learner-001", class_of(exercise)[:1], [exercise])).words)
    for task in exercise.tasks:
        secrets = [task.solution, *(each.source for each in (*task.mistakes, *task.alternatives))]
        secrets += [model.text for model in task.models]
        for secret in filter(None, secrets):
            assert secret not in page
    assert "A whole of 0." not in page
    assert "learner-002" not in page


def test_a_mark_by_hand_and_a_penalty_are_told(exercise: Exercise) -> None:
    *others, words = results(exercise)
    marked = replace(words, points=1.5, by_hand=True, reason="marked by hand: 1.5 of 2 points. Good base.")
    mine = Record("a", "ex01", (*others, marked), "x", penalty=1.0, penalty_reason="One day late: 1 point.")
    text = Reader(feedback_html("a", [mine], [exercise])).text
    assert "3 of 9 points, after 1 taken off" in text
    assert "One day late: 1 point." in text
    assert "✎ marked by a person 1.5 of 2 points" in text
    assert "Good base." in text


@pytest.mark.parametrize(
    ("file", "words"),
    [("", "Check that you handed it in"), ("ex01 (1).ipynb", "Open ex01 (1).ipynb in Jupyter")],
)
def test_a_notebook_that_could_not_be_marked_gets_advice(exercise: Exercise, file: str, words: str) -> None:
    mine = Record("a", "ex01", (), file, "The file is damaged.")
    text = Reader(feedback_html("a", [mine], [exercise])).text
    assert "This notebook could not be marked The file is damaged. What to do." in text
    assert words in text
    assert "ex01_counting.ipynb" in text


def test_a_long_answer_is_cut_with_a_note(exercise: Exercise) -> None:
    mine = hostile_record(exercise, "x = 1\n" * 1_700_000)  # 10 MB
    page = feedback_html("a", [replace(mine, learner="a", file="", notes=())], [exercise])
    assert len(page) < 200_000 + 8 * 10_200_000  # the reasons are the grader's own, and stand whole
    short = [replace(each, reason="", seen="") for each in mine.results]
    page = feedback_html("a", [Record("a", "ex01", tuple(short), "x")], [exercise])
    assert len(page) < 150_000
    assert "of 10,200,000 characters are shown" in Reader(page).text


def test_cut() -> None:
    assert cut("abc") == ("abc", "")
    assert cut("a\nb\nc", 10, 2) == ("a\nb", "Cut here: the first 3 of 5 characters are shown.")
    kept, note = cut("x" * MOST_CHARACTERS)
    assert len(kept) == MOST_CHARACTERS
    assert "20,000" in note


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def broken() -> list[bytes]:
    good = base64.b64decode(png())
    return [
        b"",
        b"<svg onload=alert(1)>" * 9,
        b"GIF89a" + good[6:],
        good[:30],
        good[:20] + b"\xff" + good[21:],  # a checksum that does not hold
        good[:-20],
        good[:8] + good[33:],
        bomb(100_000, 10),
        bomb(0, 10),
        bomb(60_000, 60_000),
        good + b"\0" * MOST_BYTES,
    ]


@pytest.mark.parametrize("data", broken(), ids=range(len(broken())))
def test_what_is_no_ordinary_png_is_not_shown(exercise: Exercise, data: bytes) -> None:
    encoded = base64.b64encode(data).decode()
    assert checked_png(encoded) is None
    chart = replace(results(exercise)[3], picture=encoded or "!")
    read = check_safe(feedback_html("a", [Record("a", "ex01", (chart,), "x")], [exercise]))
    assert read.all("img") == []
    assert "so it is not shown" in read.text


@pytest.mark.parametrize(
    "encoded", ["data:image/png;base64,AAAA", '"><script>', "é" * 40, png()[:-3], png() + "\n"]
)
def test_what_is_no_base64_is_not_shown(encoded: str) -> None:
    assert checked_png(encoded) is None


def test_a_good_png_is_written_anew() -> None:
    picture = checked_png(png(640, 480))
    assert picture is not None
    assert (picture.width, picture.height) == (640, 480)
    assert picture.address == f"data:image/png;base64,{png(640, 480)}"


def test_files_are_named_after_learners_and_stay_in_their_folder(exercise: Exercise, tmp_path: Path) -> None:
    names = [
        "learner-001",
        "Zoë",
        "zoë",
        "../../up",
        "con",
        "",
        "a/b\\c",
        "x" * 300,
        "\u202e",
        "李",
        *HOSTILE,
    ]
    records = [Record(name, "ex01", results(exercise), "x") for name in names]
    outside = set(tmp_path.rglob("*"))
    written = write_pages(tmp_path / "out", records, [exercise])
    assert len(set(written)) == len(names) + 2
    assert {path.parent for path in written[2:]} == {tmp_path / "out" / "feedback"}
    assert {path for path in tmp_path.rglob("*") if path.is_file()} - outside == set(written)
    assert tmp_path / "out" / "feedback" / "learner-001.html" in written
    linked = [link["href"] for link in Reader(written[0].read_text(encoding="utf-8")).all("a")]
    for name in names:
        assert f"feedback/{safe_name(name)}.html" in linked


def test_the_same_records_give_the_same_bytes(exercise: Exercise, tmp_path: Path) -> None:
    records = class_of(exercise)
    once = [path.read_bytes() for path in write_pages(tmp_path / "a", records, [exercise])]
    again = [path.read_bytes() for path in write_pages(tmp_path / "a", records, [exercise])]
    assert once == again


def test_another_process_gives_the_same_bytes(exercise: Exercise, course_root: Path, tmp_path: Path) -> None:
    """Neither the seed of Python's hash nor the day changes a page."""
    records = class_of(exercise)
    (tmp_path / "records.json").write_text(json.dumps([record.to_json() for record in records]))
    code = (
        "import json, sys; from pathlib import Path\n"
        "from corrige.authoring.reader import read_exercise\n"
        "from corrige.grading.outcomes import record_from_json\n"
        "from corrige.grading.report.pages import write_pages\n"
        "records = [record_from_json(each) for each in json.loads(Path(sys.argv[1]).read_text())]\n"
        "write_pages(Path(sys.argv[2]), records, [read_exercise(Path(sys.argv[3]))])\n"
    )
    solution = str(course_root / "solutions" / "ex01_counting.py")
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "records.json"), str(tmp_path / "b"), solution],
        check=True,
        env={"PYTHONHASHSEED": "12345", "PATH": "", "MPLCONFIGDIR": str(tmp_path)},
    )
    for path in write_pages(tmp_path / "a", records, [exercise]):
        assert (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes() == path.read_bytes()


def test_the_report_says_what_the_statistics_say(exercise: Exercise) -> None:
    records = class_of(exercise)
    found = exercise_statistics(records, exercise)
    read = check_safe(report_of(records, exercise))
    assert found.distribution is not None
    assert f"{found.handed} learners, {found.read} notebooks that could be read." in read.text
    assert (
        f"The median is {plain(found.distribution.quartiles[1])} and the mean {plain(found.distribution.mean)} of the 7"
        in read.text
    )
    for each in found.tasks:
        row = f"{each.task.number} · {each.task.title}{each.task.points}{each.tried} of {each.read}"
        if each.task.kind == "written":
            assert f"{row}a person reads it" in squeezed(read)
            continue
        assert each.share_tried is not None
        assert each.share_all is not None
        assert each.passed is not None
        row += f"{as_share(each.share_tried)}{as_share(each.share_all)}{as_share(each.passed.estimate)}"
        row += f"{100 * each.passed.low:.0f} to {as_share(each.passed.high)}"
        r = each.discrimination
        row += f"{decimals(r.estimate)}{decimals(r.low)} to {decimals(r.high)}" if r else "–"
        row += decimals(each.upper_lower) if each.upper_lower is not None else "–"
        assert row in squeezed(read), row
        outcomes = [str(each.outcomes[outcome]) for outcome in Outcome]
        outcomes.insert(2, str(each.unknown))
        assert f"{each.task.title}{''.join(outcomes)}{each.by_hand}" in squeezed(read)
        for mistake in each.mistakes:
            reply = next(known.reply for known in each.task.mistakes if known.id == mistake.mistake)
            assert reply.strip() in read.text
            assert f"{mistake.count} of {each.tried} who tried" in read.text
    alpha = found.reliability.alpha
    assert alpha is not None
    assert (
        f"Cronbach's alpha is {decimals(alpha.estimate)} (95\N{NO-BREAK SPACE}% interval"
        in read.text.replace("95 %", "95\N{NO-BREAK SPACE}%")
    )
    assert "median of 14 that ran this time" in read.text
    assert "broken" in read.text


def test_the_charts_say_what_the_statistics_say(exercise: Exercise) -> None:
    odd = replace(results(exercise)[1], mistake="")
    by_hand = replace(results(exercise)[5], by_hand=True, points=1.0)
    others = [Record("x", "ex01", (*results(exercise)[:1], odd, *results(exercise)[2:5], by_hand), "x")]
    found = exercise_statistics([*class_of(exercise), *others], exercise)
    assert found.distribution is not None
    chart = drawings.histogram(found.distribution)
    assert [bar.count for bar in chart.bars] == list(found.distribution.counts)
    assert max(bar.height for bar in chart.bars) == drawings.HEIGHT
    assert all(left.start < right.start for left, right in itertools.pairwise(chart.bars))
    assert all(bar.start + bar.width <= 100 for bar in chart.bars)
    rows = drawings.outcomes(found.tasks)
    assert len(rows.legend) == 7
    for each, (_, bars) in zip(found.tasks, rows.rows, strict=True):
        assert sum(bar.count for bar in bars) == each.read
        assert bars[0].start == 0
        assert sum(bar.width for bar in bars) == pytest.approx(100)
        assert all(
            left.start + left.width == pytest.approx(right.start) for left, right in itertools.pairwise(bars)
        )
    dots = drawings.quality(found.tasks, {"share"})
    assert dots is not None
    marked = [each for each in found.tasks if each.task.kind != "written"]
    for each, row in zip(marked, dots.rows, strict=True):
        assert each.share_tried is not None
        assert row.tried == pytest.approx(3 + 94 * each.share_tried)
        assert row.flagged == (each.task.id == "share")
        if each.discrimination is not None:
            assert row.discrimination is not None
            low, high = row.discrimination[1:]
            assert 3 <= low <= row.discrimination[0] <= high <= 97


def test_a_report_needs_no_matplotlib(exercise: Exercise, course_root: Path, tmp_path: Path) -> None:
    records = [record.to_json() for record in class_of(exercise)]
    (tmp_path / "records.json").write_text(json.dumps(records), encoding="utf-8")
    code = (
        "import json, sys; from pathlib import Path\n"
        "sys.modules['matplotlib'] = None\n"
        "from corrige.authoring.reader import read_exercise\n"
        "from corrige.grading.outcomes import record_from_json\n"
        "from corrige.grading.report.pages import write_pages\n"
        "records = [record_from_json(each) for each in json.loads(Path(sys.argv[1]).read_text())]\n"
        "write_pages(Path(sys.argv[2]), records, [read_exercise(Path(sys.argv[3]))])\n"
    )
    solution = str(course_root / "solutions" / "ex01_counting.py")
    paths = [str(tmp_path / "records.json"), str(tmp_path), solution]
    subprocess.run([sys.executable, "-c", code, *paths], check=True)
    assert '<rect class="passed"' in (tmp_path / "report" / "ex01.html").read_text(encoding="utf-8")


def test_the_report_says_what_a_small_class_cannot_say(exercise: Exercise) -> None:
    text = Reader(report_of(class_of(exercise), exercise)).text
    share = wilson_interval(7, 14)
    assert (
        f"What 14 notebooks cannot say. A share of one half could as well be anything from "
        f"{as_share(share.low)} to {as_share(share.high)}" in text
    )
    assert f"A correlation between −{math.tanh(1.96 / math.sqrt(11)):.2f} and 0.5" in text
    few = Reader(report_of(class_of(exercise)[:5], exercise)).text
    assert "No correlation is given." in few
    many = [replace(class_of(exercise)[0], learner=str(number)) for number in range(40)]
    assert "cannot say" not in Reader(report_of(many, exercise)).text


def test_a_notebook_that_nobody_touched_gets_a_sentence(exercise: Exercise) -> None:
    empty = tuple(
        TaskResult(task.id, Outcome.NOT_ATTEMPTED, 0, task.points, "Not tried.") for task in exercise.tasks
    )
    mine = Record("learner-002", "ex01", empty, "x.ipynb")
    text = Reader(report_of([*class_of(exercise), mine], exercise)).text
    assert "1 notebook was handed in as it was given out, by learner-002" in text
    page = Reader(feedback_html("learner-002", [mine], [exercise])).text
    assert "as it was given out" in page
    assert page.count("no answer") == 0, "six tasks say the same thing"


def test_the_report_tells_what_the_run_did(exercise: Exercise, tmp_path: Path) -> None:
    before = ["feedback/gone.html", "feedback/learner-001.html", "report.html"]
    said = ["Left out: <b>x</b>.ipynb", "Marked anew: share of ex01, in 3 notebooks."]
    write_pages(tmp_path, class_of(exercise), [exercise], told=said, before=before)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    check_safe(page)
    assert all(words in Reader(page).text for words in said)
    assert "feedback/gone.html was removed" in Reader(page).text
    assert "learner-001.html was removed" not in Reader(page).text


def test_drift_over_the_pile_is_told(exercise: Exercise) -> None:
    def entry(turn: int, level: int, marker: str = "AB") -> Entry:
        given = (str(turn), "ex01", "in-words", "1", str(level), "", "sheet s1", marker, turn)
        return Entry("2026-01-01T00:00:00+00:00", *given)

    falling = [entry(turn, 4 if turn <= 6 else 2 + turn % 2) for turn in range(1, 19)]
    (found,) = drifts(falling, "ex01")
    assert (found.answers, found.each, found.first, found.last) == (18, 6, 4, 2.5)
    half = 1.96 * math.sqrt(0.3 / 6)  # six of 2, 3, 2, 3, 2, 3: a variance of 0.3, and none in the first
    assert (found.low, found.high) == (pytest.approx(-1.5 - half), pytest.approx(-1.5 + half))
    assert found.is_clear
    page = dict(report_pages(class_of(exercise), [exercise], history=falling))["report/ex01.html"]
    check_safe(page)
    assert "a change of −1.50" in Reader(page).text
    assert "That is more than chance: read the first ones again." in Reader(page).text
    assert drifts([entry(turn, turn % 5) for turn in range(1, 12)], "ex01") == []
    assert not drifts([entry(turn, turn % 5) for turn in range(1, 31)], "ex01")[0].is_clear


def squeezed(read: Reader) -> str:
    """Text of a page without what stands between the cells of a table."""
    return re.sub(r"\s*\n\s*", "", "".join(read.words))


def test_a_choice_is_told_with_the_option_and_its_reply(exercise: Exercise) -> None:
    chosen = replace(
        results(exercise)[4], outcome=Outcome.FAILED, mistake="option-c", source='best_reason = "c"'
    )
    records = [Record(str(i), "ex01", (chosen,), "x") for i in range(3)]
    text = Reader(report_of(records, exercise)).text
    assert "Chosen: option c" in text
    assert "Look at the first two rows." in text


def test_a_near_miss_is_told_in_words(exercise: Exercise) -> None:
    slip = replace(results(exercise)[1], mistake="one-off")
    text = Reader(report_of([Record("a", "ex01", (slip,), "x")], exercise)).text
    assert "Near miss: off by one" in text
    assert "Does the count begin at 0 or at 1" in text
    assert "one-off" not in text


def test_every_near_miss_that_can_be_recorded_has_words() -> None:
    """What the code of `check` can name, read from that code."""
    named = (
        set(near_misses._OTHER)
        | set(near_misses._SCALED)
        | {"rounded", "one-off"}
        | {name.replace(" ", "-") for name in PROBLEMS}
    )
    for path in Path(near_misses.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            place = {"Diagnosis": 1, "Reply": 3}.get(getattr(getattr(call, "func", None), "id", ""))
            if place is not None and len(call.args) > place and isinstance(call.args[place], ast.Constant):
                named.add(call.args[place].value)
    assert {"index", "swapped", "course-function"} <= named
    assert [name for name in sorted(named) if name and not miss(name)] == []


def test_an_unknown_mistake_id_is_shown_as_it_is(exercise: Exercise) -> None:
    odd = replace(results(exercise)[1], mistake="<gone>")
    assert "<gone>" in Reader(report_of([Record("a", "ex01", (odd,), "x")], exercise)).text


def test_alike_answers_are_pairs_to_look_at(exercise: Exercise) -> None:
    words = " ".join(f"word{n}" for n in range(40))
    text = replace(results(exercise)[5], source=words)
    records = [Record(name, "ex01", (text,), "x") for name in ("<i>a</i>", "b")]
    read = check_safe(report_of(records, exercise))
    assert "Pairs to look at, not a verdict" in read.text
    assert "<i>a</i> and b" in read.text
    assert read.text.count(words) == 2
    alone = Reader(report_of(records[:1], exercise)).text
    assert "No two learners share more" in alone


@pytest.mark.parametrize(
    "records", [[], [Record("a", "ex01", (), "", "No notebook.")]], ids=["nobody", "nothing"]
)
def test_a_class_without_notebooks_has_a_report(
    exercise: Exercise, records: list[Record], tmp_path: Path
) -> None:
    written = write_pages(tmp_path, records, [exercise])
    check_safe(written[0].read_text(encoding="utf-8"))
    assert len(written) == 1 + 2 * len(records)


def test_records_of_unknown_exercises_and_tasks_are_passed_over(exercise: Exercise, tmp_path: Path) -> None:
    odd = Record("a", "ex01", (TaskResult("gone", Outcome.PASSED, 1, 1),), "x")
    written = write_pages(tmp_path, [odd, Record("b", "ex99", ())], [exercise])
    assert [path.name for path in written] == ["report.html", "ex01.html", "a.html"]


def test_pages_are_built_for_everyone(exercise: Exercise) -> None:
    """Language, title, skip link, one h1, no level skipped, unique ids, alt texts, captions, headed tables."""
    for page in pages(exercise, class_of(exercise)):
        read = check_safe(page)
        assert read.all("html") == [{"lang": "en"}]
        assert len(read.all("title")) == 1
        assert ("a", {"class": "skip", "href": "#content"}) in read.elements
        levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert len(read.ids) == len(set(read.ids))
        assert all(image["alt"] and len(image["alt"]) > 20 for image in read.all("img"))
        drawn = [each for _, each in read.elements if each.get("role") == "img"]
        assert all(len(each["aria-label"] or "") > 20 for each in drawn)
        assert all(each.get("aria-hidden") == "true" for each in read.all("svg"))
        assert len(read.all("caption")) == len(read.all("table"))
        assert all(cell.get("scope") in ("row", "col") for cell in read.all("th"))
        targets = [link["href"] for link in read.all("a") if link["href"] and link["href"].startswith("#")]
        assert {target[1:] for target in targets if target} <= {*read.ids}


def test_meaning_never_hangs_on_colour_alone(exercise: Exercise) -> None:
    page = feedback_html("a", [Record("a", "ex01", results(exercise), "x")], [exercise])
    signs = re.findall(r'class="sign" aria-hidden="true">(.)</span> ([a-z ]+)</span>', page)
    assert len(signs) == len(exercise.tasks)
    assert len({word for _, word in signs}) == len(exercise.tasks)
