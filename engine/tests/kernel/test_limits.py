"""Limits: sane by themselves, read from pyproject.toml, refused with a sentence that says what to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from corrige.kernel import Limits, LimitsError


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pyproject.toml"
    path.write_text(text)
    return path


def test_no_file_and_no_table_mean_the_defaults(tmp_path: Path):
    assert Limits.from_pyproject(tmp_path / "pyproject.toml") == Limits()
    assert Limits.from_pyproject(write(tmp_path, "[tool.other]\nx = 1\n")) == Limits()


def test_a_table_is_read_from_the_file_or_its_folder(tmp_path: Path):
    path = write(tmp_path, "[tool.corrige.limits]\nseconds_per_cell = 5\nmemory_mib = 512\n")
    limits = Limits.from_pyproject(path)
    assert (limits.seconds_per_cell, limits.memory_mib) == (5, 512)
    assert limits.disk_mib == Limits().disk_mib
    assert Limits.from_pyproject(tmp_path) == limits


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("seconds_per_sell = 5", "no limit named 'seconds_per_sell'. Known: seconds_per_cell"),
        ("memory_mib = '1 GB'", "memory_mib must be a whole number, not '1 GB'"),
        ("memory_mib = 1.5", "memory_mib must be a whole number"),
        ("memory_mib = true", "memory_mib must be a whole number"),
        ("seconds_per_cell = 0", "seconds_per_cell must be a number above zero"),
        ("seconds_per_cell = inf", "above zero, not inf"),
        ("disk_mib = -1", "above zero"),
        ("seconds_per_cell = 300", "longer than seconds_per_submission"),
        ("= 5", "not valid TOML"),
    ],
)
def test_a_slip_is_named_with_file_and_key(tmp_path: Path, line: str, message: str):
    path = write(tmp_path, f"[tool.corrige.limits]\n{line}\n")
    with pytest.raises(LimitsError, match=r"pyproject\.toml") as caught:
        Limits.from_pyproject(path)
    assert message in str(caught.value)


def test_a_table_that_is_none(tmp_path: Path):
    with pytest.raises(LimitsError, match="must be a table"):
        Limits.from_pyproject(write(tmp_path, "[tool.corrige]\nlimits = 3\n"))
