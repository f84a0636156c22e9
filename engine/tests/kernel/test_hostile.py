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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corrige.kernel import CellResult, KernelSession, Limits, ProbeFailed, Warm, open_session

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
    facts: dict[str, object]


@pytest.fixture(scope="module")
def target(warm: Warm, hidden: Path, secret: str, small: Limits) -> Iterator[Target]:
    with (
        open_session(warm=warm, limits=Limits(seconds_per_submission=3600)) as neighbour,
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver,
    ):
        receiver.bind(("127.0.0.1", 0))
        listener.settimeout(0)
        receiver.settimeout(0)
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
        }
        yield Target(neighbour, listener, receiver, facts)


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
    assert not reached(target.listener)
    assert not reached(target.receiver)
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
    assert reached(target.listener)
    assert reached(target.receiver)
    while reached(target.listener) or reached(target.receiver):
        pass
