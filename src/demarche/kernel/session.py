"""The grader's side of one learner's kernel: run cells, ask for values, never be surprised.

`KernelSession.run` returns a result for whatever a notebook does; `KernelSession.ask` gives an answer or
raises `ProbeFailed`. What a cell *did* is read from the execute reply, never from what it printed.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from types import TracebackType
from typing import Any, Literal

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import v4

from demarche.kernel import start, watch
from demarche.kernel.client import Guard, SubmissionClient, is_idle
from demarche.kernel.errors import ProbeFailed
from demarche.kernel.folders import SessionFolder, remove_tree
from demarche.kernel.limits import Limits
from demarche.kernel.loop import call
from demarche.kernel.names import ANSWER
from demarche.kernel.warm import Level, Warm

__all__ = ["CellResult", "KernelSession", "Usage", "open_session"]

Status = Literal["ok", "error", "timeout", "died", "flood", "invalid"]

#: Seconds that a cell has to end after it has been interrupted.
GRACE = 1.0
MAX_TEXT = 4_000


@dataclass(frozen=True)
class CellResult:
    """What became of one cell.

    Attributes
    ----------
    status : {"ok", "error", "timeout", "died", "flood", "invalid"}
        *error*: the cell raised. *timeout*: it was stopped. *died*: the kernel ended. *flood*: too much
        output, disk or threads. *invalid*: the kernel sent something that no kernel sends.
    ename, evalue : str
        The exception's name and text, or for the other outcomes a name and a sentence; empty when ok.
    line : int or None
        Line of the cell where the exception arose.
    seconds : float
        Wall time.
    outputs : list
        nbformat outputs, cut at the limit.
    """

    status: Status
    ename: str = ""
    evalue: str = ""
    line: int | None = None
    seconds: float = 0.0
    outputs: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Usage:
    """What a session took; None where the level can't tell (cold).

    Attributes
    ----------
    cpu_seconds : float or None
        User and system time of the kernel.
    peak_mib : float or None
        Largest resident memory, the shared libraries included.
    """

    cpu_seconds: float | None = None
    peak_mib: float | None = None


class KernelSession:
    """One fresh kernel for one submission. Made by `open_session`; a context manager; one thread at a time.

    Attributes
    ----------
    level : {"sealed", "confined", "open"}
        What holds this kernel.
    work : Path
        Its folder. Submitted code can put anything there: never follow a link in it.
    usage : Usage
        Filled in by `close`.
    """

    def __init__(self, started: start.Started, limits: Limits) -> None:
        self.level: Level = started.level
        self.limits = limits
        self.usage = Usage()
        self._folder: SessionFolder = started.folder
        self._manager = started.manager
        self._nb: Any = v4.new_notebook()  # type: ignore[no-untyped-call]
        self._client = SubmissionClient(
            nb=self._nb,
            km=started.manager,
            allow_errors=True,
            store_widget_state=False,
            record_timing=False,
            raise_on_iopub_timeout=True,
            shutdown_kernel="immediate",
            startup_timeout=60,
        )
        self._client.guard = Guard(limits.output_chars, self._kill)
        self._client.on_cell_executed = self._remember
        self._end = time.monotonic() + limits.seconds_per_submission
        self._closed = False
        try:
            call(self._client.async_start_new_kernel_client())
            if self.level == "open" and not self._manager.is_forked and sys.platform != "win32":
                self._limit_cold()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> KernelSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def work(self) -> Path:
        """The folder in which the cells run."""
        return self._folder.work

    @property
    def alive(self) -> bool:
        """Whether the kernel can still be used."""
        return not self._closed and self._client.guard.fault is None and self._manager.is_running()

    def run(self, source: str, timeout: float | None = None) -> CellResult:
        """Run `source` as one code cell.

        Parameters
        ----------
        source : str
        timeout : float or None
            Seconds of wall time; None: ``limits.seconds_per_cell``. Never more than the session has left.

        Returns
        -------
        CellResult
            For anything that the cell does. After *died*, or a *timeout* that needed force, `alive` is False.
        """
        if not self.alive:
            return CellResult("died", "DeadKernel", "The kernel had ended before this cell.")
        result: CellResult = call(self._run(source, timeout))
        return result

    def ask(self, expression: str, timeout: float | None = None) -> str:
        """Evaluate `expression` in the learner's kernel and fetch the JSON text its value shows itself as.

        The value's display data must hold ``application/vnd.demarche.answer+json``, a text. It is a claim of
        the learner's process: compare it here, with what that process can't know.

        Parameters
        ----------
        expression : str
            A Python expression.
        timeout : float or None
            As in `run`.

        Returns
        -------
        str
            JSON text, not yet parsed, no longer than ``limits.answer_chars``.

        Raises
        ------
        ProbeFailed
            On anything else. Nothing else is raised.
        """
        if not self.alive:
            raise ProbeFailed("the kernel has ended")
        answer: str = call(self._ask(expression, timeout))
        return answer

    def close(self) -> None:
        """End the kernel, note what it took, remove its folder."""
        if self._closed:
            return
        self._closed = True
        try:
            call(self._client.close())
            self.usage = Usage(*self._manager.usage())
        finally:
            remove_tree(self._folder.root)

    # ------------------------------------------------------------------------------------------------- a cell

    async def _run(self, source: str, timeout: float | None) -> CellResult:
        began = time.monotonic()
        budget = self._budget(timeout)
        if budget <= 0:
            return CellResult("timeout", "Timeout", self._no_time_left())
        cell: Any = v4.new_code_cell(source)  # type: ignore[no-untyped-call]
        self._nb.cells.append(cell)
        self._client.guard.reset()
        status, ename, evalue, line = await self._outcome(cell, budget)
        outputs = list(cell.outputs)
        if self._client.cut:
            note = f"\n[cut here: a cell keeps {self.limits.output_chars} characters of output]\n"
            outputs.append(v4.new_output("stream", name="stderr", text=note))  # type: ignore[no-untyped-call]
        return CellResult(status, ename, evalue, line, time.monotonic() - began, outputs)

    async def _outcome(self, cell: Any, budget: float) -> tuple[Status, str, str, int | None]:
        task = asyncio.ensure_future(self._client.run_cell(cell, len(self._nb.cells) - 1))
        watcher = asyncio.ensure_future(self._watch())
        late = not (await asyncio.wait({task}, timeout=budget))[0]
        if late:
            await self._stop(task)
        watcher.cancel()
        error = task.exception() if not task.cancelled() else DeadKernelError("cancelled")
        if error is None and not late:
            self._measure()
        fault = self._client.guard.fault
        if fault is not None:
            name = "Flood" if fault[0] == "flood" else "InvalidMessage"
            return fault[0], name, f"The session was ended: {fault[1]}.", None
        if late:
            return "timeout", "Timeout", f"The cell took longer than {budget:.3g} s and was stopped.", None
        if isinstance(error, DeadKernelError):
            return self._death()
        if isinstance(error, CellTimeoutError):
            self._client.guard.blame("flood", "part of the output was lost, as it was too large")
            return (
                "flood",
                "Flood",
                "The session was ended: part of the output was lost, as it was too large.",
                None,
            )
        reply = self._client.reply if error is None else None
        if reply is None and error is None and not cell.source.strip():
            return "ok", "", "", None
        return self._read(reply, error, cell)

    def _read(
        self, reply: dict[str, Any] | None, error: BaseException | None, cell: Any
    ) -> tuple[Status, str, str, int | None]:
        """What the execute reply says; anything but *ok* or *error* is not a reply."""
        status = (reply or {}).get("status")
        if reply is not None and status == "ok":
            return "ok", "", "", None
        if reply is not None and status == "error":
            ename, evalue = (str(reply.get(name, ""))[:MAX_TEXT] for name in ("ename", "evalue"))
            return "error", ename, evalue, _line(reply, cell.source)
        what = type(error).__name__ if error is not None else f"a reply with status {status!r:.40}"
        self._client.guard.blame("invalid", what)
        return "invalid", "InvalidMessage", f"The session was ended: {what} in what the kernel sent.", None

    def _death(self) -> tuple[Status, str, str, int | None]:
        code, cpu = self._manager.exit_code(), self._manager.usage()[0]
        if cpu is not None and cpu >= self.limits.seconds_per_submission:
            return "timeout", "Timeout", f"The submission used more than {cpu:.0f} s of processor time.", None
        return (
            "died",
            "DeadKernel",
            f"The kernel ended while the cell ran ({watch.describe_exit(code)}).",
            None,
        )

    def _remember(self, cell: Any, cell_index: int, execute_reply: Any) -> None:
        self._client.reply = execute_reply["content"]

    # --------------------------------------------------------------------------------------------- a question

    async def _ask(self, expression: str, timeout: float | None) -> str:
        budget = self._budget(timeout)
        if budget <= 0:
            raise ProbeFailed(self._no_time_left())
        self._client.guard.reset()
        task = asyncio.ensure_future(self._question(expression))
        death = asyncio.ensure_future(self._client.until_dead())
        watcher = asyncio.ensure_future(self._watch())
        await asyncio.wait({task, death}, timeout=budget, return_when=asyncio.FIRST_COMPLETED)
        late = not task.done() and not death.done()
        if late:
            await self._stop(task, death)
        for other in (death, watcher, task):
            other.cancel()
        await asyncio.wait({task})
        if self._client.guard.fault is not None:
            raise ProbeFailed(f"the session was ended: {self._client.guard.fault[1]}")
        if late:
            raise ProbeFailed(f"it took longer than {budget:.3g} s")
        if task.cancelled():
            raise ProbeFailed(f"the kernel ended ({watch.describe_exit(self._manager.exit_code())})")
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, ProbeFailed):
            raise error
        self._client.guard.blame("invalid", f"{type(error).__name__} in what the kernel sent")
        raise ProbeFailed(f"the kernel sent something invalid ({type(error).__name__})")

    async def _question(self, expression: str) -> str:
        client: Any = self._client.kc
        asked = client.execute(
            "", silent=True, store_history=False, user_expressions={"answer": expression}, stop_on_error=False
        )
        reply = await client._recv_reply(asked)
        while not is_idle(await client.iopub_channel.get_msg(timeout=5), asked):
            pass  # what the expression printed: weighed by the guard, else ignored
        try:
            again = await client.shell_channel.get_msg(timeout=0)
        except Empty:
            return _answer(reply["content"], self.limits.answer_chars)
        raise ProbeFailed(f"the kernel answered twice ({again['msg_type']:.40})")

    # -------------------------------------------------------------------------------------------------- force

    def _budget(self, timeout: float | None) -> float:
        wanted = self.limits.seconds_per_cell if timeout is None else timeout
        left = self._end - time.monotonic()
        if left <= 0:
            self._kill()
        return min(wanted, left)

    def _no_time_left(self) -> str:
        return f"The submission had used up its {self.limits.seconds_per_submission:g} s."

    def _kill(self) -> None:
        self._manager.kill_now()

    async def _stop(self, task: asyncio.Future[Any], death: asyncio.Future[Any] | None = None) -> None:
        """Interrupt, as a person would; then, if that is swallowed, kill, and wait for the end."""
        await self._manager.interrupt()
        if not (await asyncio.wait({task}, timeout=GRACE))[0]:
            self._kill()
            await asyncio.wait({death or task}, timeout=10)
            task.cancel()
            await asyncio.wait({task})

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(watch.PERIOD)
            self._measure()
            kc: Any = self._client.kc
            if await kc.dropped():
                await asyncio.sleep(watch.PERIOD / 4)  # a kernel that ends drops its connections first
                if self._manager.is_running():
                    self._client.guard.blame("flood", "a message larger than 16 MiB")
            count = watch.threads(self._manager.pidfd())
            if count > self.limits.processes:
                self._client.guard.blame(
                    "flood", f"{count} threads, more than the {self.limits.processes} allowed"
                )

    def _measure(self) -> None:
        if watch.too_full(self._folder.root, self.limits.disk_mib):
            self._client.guard.blame(
                "flood",
                f"files of more than {self.limits.disk_mib} MiB, thousands of files, or a hundred folders deep",
            )

    def _limit_cold(self) -> None:
        """Limits that a kernel can take on itself, for the level that has no other."""
        self.run(watch.COLD_LIMITS.format(**vars(self.limits)), timeout=30)
        self._nb.cells.clear()


def open_session(
    *,
    level: Literal["warm", "cold"] = "warm",
    warm: Warm | None = None,
    limits: Limits | None = None,
    workdir: Path | str | None = None,
    data_files: Sequence[Path | str] = (),
    unconfined: bool = False,
) -> KernelSession:
    """Start a kernel for one submission.

    Parameters
    ----------
    level : {"warm", "cold"}
        *warm*: forked from `warm`, confined (Linux). *cold*: a stock kernel started from nothing; works
        everywhere, takes seconds, and is not confined.
    warm : Warm or None
        Where warm kernels come from; None: one that is shared by this whole process.
    limits : Limits or None
        Default limits when None.
    workdir : path or None
        Folder in which the session's private folder is made. Warm kernels need one below ``warm.root``.
    data_files : sequence of path
        Files or folders to copy into the session's folder.
    unconfined : bool
        Accept a kernel that is not confined. Needed for *cold*; for *warm*, leaves Landlock and seccomp out.

    Returns
    -------
    KernelSession
        To be closed: use ``with``.

    Raises
    ------
    ConfinementError
        If confinement was not waived and is not to be had. No submitted code has run.
    KernelError
        If the kernel does not start for another reason.
    """
    chosen = limits or Limits()
    files = [Path(path) for path in data_files]
    if level == "cold":
        started = start.cold(workdir, files, unconfined=unconfined)
    else:
        started = start.warm(warm, workdir, files, chosen, unconfined=unconfined)
    return KernelSession(started, chosen)


def _answer(content: dict[str, Any], most: int) -> str:
    found = content.get("user_expressions")
    answer = found.get("answer") if isinstance(found, dict) else None
    if not isinstance(answer, dict):
        raise ProbeFailed("the kernel gave no answer")
    if answer.get("status") != "ok":
        raise ProbeFailed(f"{answer.get('ename', 'Error')!s:.100}: {answer.get('evalue', '')!s:.2000}")
    data = answer.get("data")
    text = data.get(ANSWER) if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise ProbeFailed("the value could not be read")
    if len(text) > most:
        raise ProbeFailed(f"the value is too large: {len(text)} characters, where {most} are allowed")
    return text


def _line(reply: dict[str, Any], source: str) -> int | None:
    """Line of the cell named last in the traceback. Only shown to people, so a forged one does no harm."""
    trace = reply.get("traceback")
    if not isinstance(trace, list):
        return None
    text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(str(part) for part in trace[-200:]))[-200_000:]
    count = reply.get("execution_count")
    found = re.findall(
        rf"Cell In\s?\[{count if isinstance(count, int) else '[0-9]+'}\], line ([0-9]{{1,6}})", text
    )
    if not found:
        return None
    # IPython takes blank lines off the top before it counts
    line = int(found[-1]) + source[: len(source) - len(source.lstrip())].count("\n")
    return line if 1 <= line <= source.count("\n") + 1 else None
