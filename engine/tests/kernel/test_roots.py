"""A root is private and short, and one that a killed process left behind is removed by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corrige.kernel.server import roots
from corrige.kernel.server.roots import discard, make_root

HOLDER = """
import sys, time
from corrige.kernel.server.roots import make_root
root = make_root(sys.argv[1])
(root / "sessions").mkdir()
(root / "sessions" / "file").write_text("left behind")
print(root, flush=True)
time.sleep(60)
"""


def test_a_root_is_private_and_short():
    root = make_root()
    assert root.stat().st_mode & 0o077 == 0
    assert len(str(root)) < 80
    discard(root)
    assert not root.exists()


def test_a_root_under_a_long_path_goes_elsewhere(tmp_path: Path):
    long = tmp_path / ("x" * 100)
    long.mkdir()
    root = make_root(long)
    assert len(str(root)) < 80
    discard(root)


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks there")
def test_what_a_killed_process_left_is_removed_and_what_is_held_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    holders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        killed, held = (Path(str(each.stdout and each.stdout.readline()).strip()) for each in holders)
        os.kill(holders[0].pid, signal.SIGKILL)
        holders[0].wait()
        stranger = tmp_path / f"{roots.PREFIX}of-somebody-else"  # no lock in it: not one of ours
        stranger.mkdir()
        discard(make_root(tmp_path))
        assert killed.exists(), "it is left alone while it is young"
        monkeypatch.setattr(roots, "YOUNG", 0)
        discard(make_root(tmp_path))
        assert not killed.exists()
        assert (held / "sessions" / "file").exists()
        assert stranger.exists()
    finally:
        for each in holders:
            each.kill()
            each.communicate()
