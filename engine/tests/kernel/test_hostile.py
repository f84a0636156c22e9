"""Notebooks that mean harm, at every level that this machine offers (the summary of the run names them).

After each: nothing hidden was shown, nothing outside the session's folder changed, a neighbour's session
still works, and the grader has a plain result. An attack prints ``BREACH`` when it gets through and ``held``
when not, so one that never ran is noticed too; a last test shows that they get through where nothing holds.
"""

from __future__ import annotations

import json
import os
import platform
import re
import socket
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from corrige.kernel import (
    CellResult,
    ConfinementError,
    KernelSession,
    Limits,
    ProbeFailed,
    Warm,
    open_session,
)
from corrige.kernel.sandbox import bubblewrap

ANY = frozenset({"ok", "error", "timeout", "died", "flood", "invalid"})


@dataclass(frozen=True)
class Attack:
    """One section of ``attacks.txt``, which says what the lines mean."""

    name: str
    code: str
    status: frozenset[str]
    says: str
    timeout: float
    marks: frozenset[str]


def sections() -> dict[str, Attack]:
    text = (Path(__file__).parent / "attacks.txt").read_text(encoding="utf-8")
    found: dict[str, Attack] = {}
    for part in re.split(r"^%% ", text, flags=re.MULTILINE)[1:]:
        name, *lines = part.rstrip().split("\n")
        told = dict((*line[2:].split(None, 1), "")[:2] for line in lines if line.startswith(": "))
        code = "\n".join(line for line in lines if not line.startswith(": "))
        status = told.get("status", "ok").split()
        assert name not in found, name
        found[name] = Attack(
            name,
            found["forge"].code + "\n" + code if "forge" in told else code,
            ANY if status == ["any"] else frozenset(status),
            told.get("says", "held"),
            float(told.get("timeout", 10)),
            frozenset(told),
        )
        if told.get("only", platform.machine()) != platform.machine():
            del found[name]
    return found


SECTIONS = sections()
PRELUDE, FORGE = SECTIONS.pop("prelude").code, SECTIONS.pop("forge").code
ATTACKS = list(SECTIONS.values())


def snapshot(root: Path) -> list[tuple]:
    found = []
    for path in sorted([root, *root.rglob("*")]):
        info = path.lstat()
        held = path.read_bytes() if path.is_file() else b""
        found.append((str(path), info.st_mode, info.st_uid, info.st_mtime_ns if held else 0, held))
    return found


@dataclass
class Target:
    """What attackers are told: where things are, which ports are open."""

    neighbour: KernelSession
    listener: socket.socket
    receiver: socket.socket
    box: socket.socket
    abstract: socket.socket
    facts: dict[str, object]


@pytest.fixture(scope="module")
def target(warm: Warm, hidden: Path, secret: str, small: Limits) -> Iterator[Target]:
    with (
        open_session(warm=warm, limits=Limits(seconds_per_submission=3600)) as neighbour,
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as box,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as abstract,
        tempfile.TemporaryDirectory() as place,
    ):
        receiver.bind(("127.0.0.1", 0))
        Path(place).chmod(0o777)
        box.bind(f"{place}/box")
        Path(place, "box").chmod(0o777)
        abstract.bind(b"\0corrige-" + os.urandom(8).hex().encode())
        for end in (listener, receiver, box, abstract):
            end.settimeout(0)
        (neighbour.work / "own.txt").write_text(secret)
        neighbour.run(f"mine = open('own.txt').read() == {secret!r}")
        facts: dict[str, object] = {
            "hidden": str(hidden / "tests" / "test_hidden.py"),
            "other": str(hidden / "submissions" / "other.ipynb"),
            "victim": str(hidden / "outside" / "victim.txt"),
            "outside": str(hidden / "outside"),
            "neighbour": str(neighbour.work.parent),
            "sockets": neighbour._manager.ip,
            "tcp": listener.getsockname()[1],
            "udp": receiver.getsockname()[1],
            "grader": os.getpid(),
            "box": f"{place}/box",
            "abstract": abstract.getsockname(),
        }
        yield Target(neighbour, listener, receiver, box, abstract, facts)


def reached(end: socket.socket) -> bool:
    try:
        if end.type == socket.SOCK_DGRAM:
            end.recv(10)
        else:
            end.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def carry_out(session: KernelSession, attack: Attack, target: Target) -> CellResult:
    prelude = session.run(PRELUDE.format(**target.facts))
    assert prelude.status == "ok", prelude
    return session.run(attack.code, timeout=attack.timeout)


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(a, id=a.name, marks=[getattr(pytest.mark, m) for m in a.marks & {"slow", "once"}])
        for a in ATTACKS
    ],
)
def test_an_attack_is_held(
    warm: Warm, target: Target, hidden: Path, secret: str, small: Limits, attack: Attack
):
    before = snapshot(hidden)
    with open_session(warm=warm, limits=small) as session:
        result = carry_out(session, attack, target)
        answer = ""
        try:
            answer = session.ask(
                "__import__('sys').modules['corrige.kernel.server.speed'].Loaded()", timeout=1
            )
        except ProbeFailed as reason:
            answer = reason.reason
        folder = session.work.parent
    shown = json.dumps(result.outputs) + result.ename + result.evalue
    assert result.status in attack.status, (result.status, result.ename, result.evalue[:500], shown[-500:])
    assert attack.says in shown
    assert "BREACH" not in shown
    assert secret not in shown + answer
    assert secret.encode().hex() not in shown + answer
    assert snapshot(hidden) == before
    assert not folder.exists()
    for end in (target.listener, target.receiver, target.box, target.abstract):
        assert not reached(end)
    assert target.neighbour.run("mine").outputs[0]["data"]["text/plain"] == "True"
    assert Path("/tmp/corrige-evil").exists() is False


ANSWER = "application/vnd.corrige.answer+json"
TWICE = f"""
answer = {{'status': 'ok', 'data': {{{ANSWER!r}: '5'}}}}
content = {{'status': 'ok', 'user_expressions': {{'answer': answer}}}}
def twice():
    for i in range(2):
        s.send(k.shell_stream, 'execute_reply', content, parent=k.get_parent('shell'), ident=ident())
    time.sleep(0.2)
"""
#: What a learner's kernel may do to a question: code that prepares it, the question, the reason given.
HOSTILE_ANSWERS = {
    "exit": ("", "exit()", "could not be read|ended"),
    "interrupt": (
        "class P:\n    def _repr_mimebundle_(self, **k): raise KeyboardInterrupt",
        "P()",
        "could not be read|ended|KeyboardInterrupt",
    ),
    "a mapping for text": (
        f"get_ipython().display_formatter.format = lambda *a, **k: ({{{ANSWER!r}: {{'a': 1}}}}, {{}})",
        "1",
        "could not be read",
    ),
    "a list": ("get_ipython().user_expressions = lambda e: {'answer': [1]}", "1", "no answer"),
    "a number": ("get_ipython().user_expressions = lambda e: 5", "1", "no answer"),
    "no data": (
        "get_ipython().user_expressions = lambda e: {'answer': {'status': 'ok', 'data': 'x'}}",
        "1",
        "could not be read",
    ),
    "a deaf loop": (
        "def slow():\n    while True:\n        try: time.sleep(9)\n        except BaseException: pass",
        "slow()",
        "longer than",
    ),
    "a flood": ("def flood():\n    while True: print('x' * 10_000)", "flood()", "ended|output|longer"),
    "two answers": (FORGE + TWICE, "twice()", "answered twice"),
}


@pytest.mark.once
@pytest.mark.parametrize(("prepare", "expression", "reason"), HOSTILE_ANSWERS.values(), ids=HOSTILE_ANSWERS)
def test_a_hostile_answer_is_a_reason(
    warm: Warm, target: Target, small: Limits, prepare: str, expression: str, reason: str
):
    with open_session(warm=warm, limits=small) as session:
        assert session.run("import time\n" + prepare).status == "ok"
        with pytest.raises(ProbeFailed, match=reason):
            session.ask(expression, timeout=1)
    assert target.neighbour.run("mine").status == "ok"


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 40


@pytest.mark.once
def test_the_attacks_bite_where_nothing_holds(warm: Warm, target: Target, small: Limits):
    """The proof that the tests above can fail."""
    with Warm(confine=False, limits=small) as open_warm:
        for attack in (a for a in ATTACKS if "harmless" in a.marks):
            with open_session(warm=open_warm, limits=small, unconfined=True) as session:
                result = carry_out(session, attack, target)
            assert "BREACH" in json.dumps(result.outputs), attack.name
    for end in (target.listener, target.receiver, target.box, target.abstract):
        assert reached(end)
        while reached(end):
            pass


# Older systems: what a newer Landlock holds by itself is held by seccomp where Landlock is older. The version
# is played by a module that the warm process imports before it forks.

OLDER = """
    import py_landlock, py_landlock.landlock
    for module in (py_landlock, py_landlock.landlock):
        module.get_abi_version = lambda: {version}
"""
WITHOUT_OPTIONS = """
    from corrige.kernel.sandbox import system_calls
    del system_calls.OPTIONS["fcntl"]
"""


@contextmanager
def older(
    monkeypatch: pytest.MonkeyPatch, place: Path, level: str, code: str, hidden: Path
) -> Iterator[Warm]:
    place.mkdir()
    (place / "played_system.py").write_text(textwrap.dedent(code))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(place), os.environ.get("PYTHONPATH", "")]))
    warm = Warm(
        preload=["played_system"],
        seal=level == "sealed",
        deny_paths=[hidden],
        allow_paths=[place],
        limits=Limits(),
    )
    try:
        warm.start()
    except ConfinementError as error:
        pytest.skip(str(error))
    try:
        assert "played_system" not in warm.missing
        yield warm
    finally:
        warm.close()


@pytest.mark.once
@pytest.mark.parametrize("level", ["confined", "sealed"])
@pytest.mark.parametrize("version", [4, 5, 6])
def test_an_older_landlock_is_enough(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    target: Target,
    hidden: Path,
    small: Limits,
    level: str,
    version: int,
) -> None:
    with older(monkeypatch, tmp_path / "p", level, OLDER.format(version=version), hidden) as warm:
        attacks = [attack for attack in ATTACKS if "abi" in attack.marks]
        assert len(attacks) >= 8
        with open_session(warm=warm, limits=small) as session:
            for attack in attacks:
                shown = json.dumps(carry_out(session, attack, target).outputs)
                assert attack.says in shown, attack.name
                assert "BREACH" not in shown, attack.name
                assert warm.running, attack.name


@pytest.mark.once
def test_the_attack_bites_without_the_rule(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, target: Target, hidden: Path, small: Limits
) -> None:
    code = OLDER.format(version=4) + WITHOUT_OPTIONS
    with older(monkeypatch, tmp_path / "p", "confined", code, hidden) as warm:
        attack = next(each for each in ATTACKS if each.name == "kills by way of a file")
        with open_session(warm=warm, limits=small) as session:
            carry_out(session, attack, target)
        warm._process._process.wait(10)
        assert not warm.running


NO_ROOM = """
    import os
    from pathlib import Path
    act, flag = os.{call}, Path({flag!r})
    def crowded(*given):
        if flag.exists():
            flag.unlink()
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return act(*given)
    os.{call} = crowded
"""


@pytest.mark.once
@pytest.mark.parametrize("call", ["fork", "pidfd_open"])
def test_a_fork_that_fails_ends_no_other_kernel_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, target: Target, hidden: Path, small: Limits, call: str
) -> None:
    flag = tmp_path / "p" / "flag"
    code = NO_ROOM.format(flag=str(flag), call=call)
    with older(monkeypatch, tmp_path / "p", "confined", code, hidden) as warm:
        with open_session(warm=warm, limits=small) as honest:
            flag.touch()
            with open_session(warm=warm, limits=small) as another:
                assert another.run("1").status == "ok"
                server = psutil.Process(warm._process._process.pid)
                assert len(server.children()) == 2, "a kernel is left that nobody watches"
            assert not flag.exists()
            assert honest.run("1").status == "ok"
        assert warm.running


@pytest.mark.slow
def test_the_same_holds_for_who_is_not_root(tmp_path: Path) -> None:
    """The file again, as an ordinary user without any capability."""
    user = [bubblewrap.program() or "bwrap", "--dev-bind", "/", "/", "--unshare-user", "--uid", "65534"]
    user += ["--gid", "65534", "--cap-drop", "ALL"]
    if (
        bubblewrap.program() is None
        or subprocess.run([*user, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("no user namespace to be another user in")
    again = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        f"--basetemp={tmp_path}/t",
    ]
    again += [
        f"{__file__}::test_an_older_landlock_is_enough[confined-{version}-{level}]"
        for version in (4, 6)
        for level in ("confined", "sealed")
    ]
    again.append(f"{__file__}::test_an_attack_is_held[confined-the leading thread ends]")
    done = subprocess.run([*user, *again], check=False, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
