"""Warm processes at each level that this machine offers, started once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import small_course

import corrige
from corrige.kernel import ConfinementError, Limits, Warm

LEVELS = ("confined", "sealed")
#: Small, so that running into one takes no time.
SMALL = Limits(
    seconds_per_cell=10,
    seconds_per_submission=60,
    memory_mib=600,
    output_chars=200_000,
    disk_mib=20,
    file_mib=8,
    processes=40,
)
ran: dict[str, str] = {}


@pytest.fixture(scope="session")
def small() -> Limits:
    return SMALL


@pytest.fixture(scope="session")
def secret() -> str:
    """Found nowhere but in hidden places: whoever shows it has looked where it must not."""
    return "canary" + "-" + os.urandom(12).hex()


@pytest.fixture(scope="session")
def hidden(tmp_path_factory: pytest.TempPathFactory, secret: str) -> Path:
    """What an instructor's machine holds: hidden tests, another submission, a folder open to all."""
    root = tmp_path_factory.mktemp("grader")
    for name in ("tests", "submissions", "outside"):
        (root / name).mkdir(mode=0o777)
    (root / "tests" / "test_hidden.py").write_text(f"EXPECTED = '{secret}'\n")
    (root / "submissions" / "other.ipynb").write_text(f'{{"answer": "{secret}"}}')
    (root / "outside" / "victim.txt").write_text(f"untouched {secret}")
    for path in [root, *root.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    return root


@pytest.fixture(scope="session", autouse=True)
def nothing_planted() -> Iterator[None]:
    """What attacks try to leave where Python would run it later: not there afterwards, or removed and told."""
    places = [
        Path(json.__file__).with_name("evil.py"),
        Path(corrige.__file__).with_name("evil.py"),
        Path(small_course.__file__).with_name("evil.py"),
        Path(os.__file__).parent / "site-packages" / "sitecustomize.py",
    ]
    places = [path for path in places if not path.exists()]
    yield
    planted = [path for path in places if path.exists()]
    for path in planted:
        path.unlink()
    assert planted == [], "an attack got through"


@pytest.fixture(scope="session", params=LEVELS)
def warm(request: pytest.FixtureRequest, hidden: Path, secret: str) -> Iterator[Warm]:
    """A warm process; the test is skipped where the level is not to be had."""
    if sys.platform != "linux":
        pytest.skip("warm kernels need Linux")
    level = request.param
    os.environ["CORRIGE_TEST_TOKEN"] = secret  # as a grader's environment may hold passwords
    try:
        warm = Warm(seal=level == "sealed", deny_paths=[hidden], limits=SMALL)
        warm.start()
    except ConfinementError as error:
        ran[level] = f"not to be had here: {error}"
        pytest.skip(ran[level])
    finally:
        del os.environ["CORRIGE_TEST_TOKEN"]
    ran[level] = "ran"
    assert warm.level == level
    yield warm
    warm.close()


def pytest_configure(config: pytest.Config) -> None:
    """The mark of tests on what is the same at every level, such as the grader's own guard."""
    config.addinivalue_line("markers", "once: runs at one level of confinement only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what would only repeat itself at the second level."""
    again = [
        item
        for item in items
        if item.get_closest_marker("once") and item.callspec.params.get("warm") not in (None, LEVELS[0])
    ]
    config.hook.pytest_deselected(items=again)
    items[:] = [item for item in items if item not in again]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at which levels the kernels of this run were held."""
    if ran:
        terminalreporter.section("levels of confinement")
        for level, what in ran.items():
            terminalreporter.write_line(f"{level}: {what}")
