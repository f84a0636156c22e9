"""Several grading processes share one warm process, and the end of one harms neither it nor the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corrige.kernel import KernelError, KernelSession, Limits, Warm, open_session
from corrige.kernel.server.shared_server import Loan

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="warm kernels need Linux")

CONTEXT = multiprocessing.get_context("spawn")


def borrower(loan: Loan, line: Connection, cell: str) -> None:
    """What a borrowing process does: run a cell and say what came of it."""
    with open_session(warm=Warm.borrow(loan)) as session:
        pidfd = session._manager.pidfd()
        line.send(int(Path(f"/proc/self/fdinfo/{pidfd}").read_text().split("Pid:")[1].split()[0]))
        line.send((session.level, session.run(cell).status))


def lent(warm: Warm, cell: str) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=borrower, args=(warm.lend(), theirs, cell))
    process.start()
    theirs.close()
    return process, ours


def gone(pid: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not Path(f"/proc/{pid}").exists()


def test_a_borrower_s_kernels_are_held_like_the_owner_s(warm: Warm) -> None:
    process, line = lent(warm, "import os\nassert os.getpid() != 1\nopen('mine', 'w').write('x')")
    pid = line.recv()
    assert line.recv() == (warm.level, "ok")
    process.join(10)
    assert process.exitcode == 0
    assert gone(pid)
    assert warm.root.exists(), "the private folder remains the owner's"
    with open_session(warm=warm) as session:
        assert session.run("1").status == "ok"


def test_a_borrower_that_is_killed_takes_its_kernel_along(warm: Warm) -> None:
    process, line = lent(warm, "while True: pass")
    pid = line.recv()
    with open_session(warm=warm) as other:
        time.sleep(0.3)  # the loop runs
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join(10)
        assert gone(pid), "nobody would ever have stopped it"
        assert other.run("1").status == "ok", "a neighbour was harmed"


def test_only_the_owner_lends_and_imports(small: Limits) -> None:
    warm = Warm(seal=False, limits=small)
    with pytest.raises(KernelError, match="only a running warm process"):
        warm.lend()
    with warm:
        loan = warm.lend()
        control = loan.control.dup()  # as it arrives in another process
        borrowed = Warm.borrow(Loan(control, loan.root, loan.level, loan.confine, loan.limits))
        assert borrowed.running
        with pytest.raises(KernelError, match="by its owner"):
            borrowed.lend()
        with pytest.raises(KernelError, match="only the owner"):
            borrowed.load(["json"])
    assert not borrowed.running
    with pytest.raises(KernelError, match="not running"):
        open_session(warm=borrowed)
    borrowed.close()


def test_kernels_side_by_side_have_cores_of_their_own(warm: Warm) -> None:
    """One that is busy with all its threads leaves the other a core; what comes next goes there as well."""
    mine = os.sched_getaffinity(0)
    if len(mine) < 2:
        pytest.skip("there is one core")
    told = "import os\nprint(*os.sched_getaffinity(0))"
    with warm_kernels(warm, len(mine) + 1) as sessions:
        cores = [int(session.run(told).outputs[0]["text"]) for session in sessions]
    assert sorted(cores[:-1]) == sorted(mine)
    assert cores[-1] == cores[-2], "the oldest kernel is the likeliest to hang"


@contextmanager
def warm_kernels(warm: Warm, count: int) -> Iterator[list[KernelSession]]:
    with ExitStack() as stack:
        yield [stack.enter_context(open_session(warm=warm)) for _ in range(count)]


#: What a kernel might try on another that runs beside it; each is to raise PermissionError, or to give -1.
ON_A_NEIGHBOUR = """
import os, resource
os.listdir("{work}")
open("{work}/mine.txt").read()
open("{work}/mine.txt", "w")
os.unlink("{socket}")
os.listdir("/proc")
os.listdir("/proc/{pid}/cwd/")
os.listdir("/proc/{pid}/fd")
open("/proc/{pid}/environ", "rb").read()
open("/proc/{pid}/mem", "rb")
open("/proc/{pid}/maps").read()
os.kill({pid}, 9)
os.pidfd_open({pid})
os.setpriority(os.PRIO_PROCESS, {pid}, 19)
os.sched_setaffinity({pid}, [0])
resource.prlimit({pid}, resource.RLIMIT_CPU, (1, 1))
__import__("socket").socket(__import__("socket").AF_UNIX).connect("{socket}")
assert __import__("ctypes").CDLL(None).ptrace(16, {pid}, 0, 0) != -1
assert __import__("ctypes").CDLL(None).process_vm_readv({pid}, 0, 0, 0, 0, 0) != -1
"""


def test_kernels_side_by_side_are_out_of_each_other_s_reach(warm: Warm) -> None:
    with open_session(warm=warm) as neighbour, open_session(warm=warm) as session:
        told = neighbour.run("import os\nopen('mine.txt', 'w').write('secret')\nprint(os.getpid())")
        pid = int(told.outputs[0]["text"])
        folders = sorted((warm.root / "sockets").iterdir(), key=lambda path: int(path.name.split("-")[1]))
        (socket, *_) = sorted(folders[-2].iterdir())
        setting, *attacks = (
            ON_A_NEIGHBOUR.strip().format(work=neighbour.work, socket=socket, pid=pid).splitlines()
        )
        session.run(setting)
        ended = {attack: session.run(attack).ename for attack in attacks}
        refused = {"PermissionError", "AssertionError"}
        assert {attack: name for attack, name in ended.items() if name not in refused} == {}
        assert neighbour.run("assert open('mine.txt').read() == 'secret'").status == "ok"
