"""The built site, if there is one and it is not out of date; and a second try for a browser that came too late."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "book")]

ROOT = Path(__file__).parents[2]
LONG = {"test_pages.py", "test_lab.py", "test_lab_python.py"}
SITE = Path(os.environ.get("DEMARCHE_SITE", ROOT / "_build" / "site"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test again whose browser was slow or hung, which is no fault of the book's: what is at fault fails twice.

    A browser does not tell that it hangs, so a test ends when it takes longer than any does; a tour of all pages,
    and a whole exercise in the lab, may take as long as `make test` allows.
    """
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=1))
            if item.path.name not in LONG:
                item.add_marker(pytest.mark.timeout(150))


def behind(site: Path) -> list[str]:
    """Answer cards and notebooks of the course that the site does not have as they are now."""
    (wheel,) = site.glob("lab/static/pyodide-*/demarche_course-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        served = {name: archive.read(name) for name in archive.namelist() if "/cards/" in name}
    cards = [
        (f"demarche/cards/{path.name}", path) for path in (ROOT / "src" / "demarche" / "cards").iterdir()
    ]
    stale = [name for name, path in cards if path.suffix == ".json" and served.get(name) != path.read_bytes()]
    for notebook in (ROOT / "exercises").glob("*.ipynb"):
        copy = site / "lab" / "files" / notebook.name
        if not copy.is_file() or copy.read_bytes() != notebook.read_bytes():
            stale.append(notebook.name)
    return sorted(stale)


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the site; in CI it has to be there, and to be the present one."""
    if not (SITE / "lab").is_dir():
        message = "the site is not built: run `make site` first"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    stale = behind(SITE)
    if stale:
        message = f"the site is older than {', '.join(stale)}: run `make site` again"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return SITE
