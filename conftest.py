"""What all tests share, course and engine: no deadline for properties, an order, no silent skip in CI."""

from __future__ import annotations

import contextlib
import os

import pytest

# Grading a class with pytest comes by here too, and has no need of it.
with contextlib.suppress(ModuleNotFoundError):
    from hypothesis import settings

    # A deadline would make a property fail on a busy machine; speed is measured in the benchmarks.
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")

_skipped: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that none of them is left for one worker at the end."""
    long = {
        item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")
    }
    items.sort(key=lambda item: item.path not in long)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what was skipped."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(f"{report.nodeid}: {report.longrepr[2] if report.longrepr else ''}")  # type: ignore[index]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI all that a test needs is there: levels of confinement, a browser, every form of the book."""
    if os.environ.get("CI") and _skipped and not os.environ.get("PYTEST_XDIST_WORKER"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which skip made CI fail, and what a test said that passed only when it was tried again."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"tried again: {report.nodeid}")
        terminalreporter.line(report.longreprtext)
    if os.environ.get("CI") and _skipped:
        terminalreporter.section("skipped in CI, where nothing may be")
        for line in _skipped:
            terminalreporter.line(line)
