"""What grading writes, in a browser: quiet, alone, no wider than a phone, and without a barrier that axe-core finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from visits import Visit, inspect, listen

from corrige.authoring.derived import read_exercises
from corrige.cli import main
from corrige.course import find_course
from corrige.sample import make_class
from corrige.sample.instructor_files import write_instructor_files

ROOT = Path(__file__).parents[2]
HOSTILE = '"><script>document.title="taken"</script><img src="https://elsewhere.example/a.png">'

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded class of nine, late ones, marks by hand and one hostile notebook in it."""
    folder = tmp_path_factory.mktemp("desk")
    exercises = [each for each in read_exercises(find_course(ROOT)) if each.id in ("ex01", "ex03")]
    files = make_class(exercises, folder / "class", learners=9)
    papers = write_instructor_files(exercises, files, folder / "papers", seed=1)
    for path in (folder / "class" / "learner-009").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"source": [', f'"source": [{quoted(HOSTILE)},'), encoding="utf-8")
    out = folder / "results"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        options = ["--policy", str(papers[2]), "--times", str(papers[1]), "--roster", str(papers[0])]
        assert main(["grade", str(folder / "class"), "-o", str(out), *options]) == 0
        (out / "manual.csv").write_text(
            "learner,exercise,task,points,level,comment\n"
            "learner-001,ex01,rewrite-the-lead,,3,Says what a judgement is.\n",
            encoding="utf-8",
        )
        assert main(["grade", str(folder / "class"), "-o", str(out), "--solutions", *options]) == 0
        assert main(["rubric", "page", str(out), "-o", str(out)]) == 0
    return out


def quoted(text: str) -> str:
    """A text as JSON writes it."""
    return '"' + text.replace('"', '\\"') + '\\n"'


PAGES = [
    "report.html",
    "report/ex01.html",
    "report/ex03.html",
    "ex01.html",
    "ex03.html",
    # All right, untouched, damaged, ordinary, and one who uses another's answers.
    *(f"feedback/learner-{number:03d}.html" for number in (1, 2, 3, 4, 7)),
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_is_in_order(tab: Page, results: Path, name: str) -> None:
    visit = Visit()
    turn_away = listen(tab, visit, results.as_uri())
    tab.goto((results / name).as_uri())
    title = tab.title()
    # What is folded away is looked at too.
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    inspect(tab, visit)
    turn_away()
    assert title.endswith("· Démarche"), "a learner's script ran"
    assert visit.problems == []
    assert visit.too_wide == {}
    assert visit.barriers == []


def test_links_of_the_report_lead_to_pages(tab: Page, results: Path) -> None:
    tab.goto((results / "report.html").as_uri())
    tab.get_by_role("link", name="learner-004").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Feedback for learner-004"
