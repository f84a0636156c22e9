"""Cells and questions, as they run on the sessions' event loop: time, force, and what became of them."""

from __future__ import annotations

import asyncio
import time
from queue import Empty
from typing import TYPE_CHECKING, Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, v4

from corrige.kernel import watch
from corrige.kernel.client import SubmissionClient, is_idle
from corrige.kernel.errors import ProbeFailed
from corrige.kernel.guard import Guard
from corrige.kernel.limits import Limits
from corrige.kernel.results import CellResult, Status, error_line, read_answer

if TYPE_CHECKING:
    from corrige.kernel.start import Started

__all__ = ["Execution"]

#: Seconds that a cell has to end after it has been interrupted.
GRACE = 1.0
MAX_TEXT = 4_000
#: Part of a cell's time in which it could have run and was not let. Beyond it, its time says nothing of it.
STARVED = 0.9
#: MiB by which the grader may grow while one cell runs: messages that are never ended are in no count.
MAX_GROWTH = 256

#: Status, exception's name and text, line.
Outcome = tuple[Status, str, str, int | None]


class Execution:
    """One kernel's work, under its limits.

    Parameters
    ----------
    started : Started
    limits : Limits
    """

    def __init__(self, started: Started, limits: Limits) -> None:
        self.limits = limits
        self._folder = started.folder
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
        self._size = 0
        #: Seconds that the kernel has run since somebody looked for files without a name.
        self._unseen = 0.0

    @property
    def faulty(self) -> bool:
        """Whether the kernel was ended for what it sent or took."""
        return self._client.guard.fault is not None

    async def start(self) -> None:
        """Connect, and wait until the kernel answers."""
        await self._client.async_start_new_kernel_client()

    async def close(self) -> None:
        """End the kernel."""
        await self._client.close()

    # ------------------------------------------------------------------------------------------------- a cell

    async def run(self, source: str, timeout: float | None, then: str) -> CellResult:
        """Run a cell; see `KernelSession.run`."""
        began = time.monotonic()
        budget = self._budget(timeout)
        if budget <= 0:
            return CellResult("timeout", "Timeout", self._no_time_left())
        cell = _cell(source)
        self._nb.cells[:] = [cell]  # what earlier ones put out is for whoever has their results
        self._client.forget()
        self._wake()
        try:
            status, ename, evalue, line = await self._outcome(cell, budget, then)
        except Exception as error:  # a case nobody thought of must cost one submission, not the class
            status, ename, evalue, line = self._read(None, error, cell)
        self._manager.pause()
        outputs = list(cell.outputs)
        if self._client.cut:
            note = f"\n[cut here: a cell keeps {self.limits.output_chars} characters of output]\n"
            outputs.append(v4.new_output("stream", name="stderr", text=note))  # type: ignore[no-untyped-call]
        answer = self._answer() if then and status == "ok" else None
        return CellResult(status, ename, evalue, line, time.monotonic() - began, outputs, answer)

    async def _outcome(self, cell: Any, budget: float, then: str) -> Outcome:
        also = {"answer": then} if then else None
        began = time.monotonic()
        task = asyncio.ensure_future(self._client.run_cell(cell, also))
        watcher = asyncio.ensure_future(self._watch())
        before = watch.waited(self._manager.pidfd())
        late = not (await asyncio.wait({task}, timeout=budget))[0]
        starved = late and watch.waited(self._manager.pidfd()) - before > STARVED * budget
        if late:
            await self._stop(task)
        watcher.cancel()
        error = task.exception() if not task.cancelled() else DeadKernelError("cancelled")
        self._unseen += time.monotonic() - began
        if error is None and not late:
            self._measure()
            if self._unseen > watch.PERIOD:
                self._measure_nameless()
        fault = self._client.guard.fault
        if fault is not None:
            name = "Flood" if fault[0] == "flood" else "InvalidMessage"
            return fault[0], name, f"The session was ended: {fault[1]}.", None
        if late:
            text = f"The cell took longer than {budget:.3g} s and was stopped."
            return "timeout", "Starved" if starved else "Timeout", text, None
        if isinstance(error, DeadKernelError):
            return self._death()
        if isinstance(error, CellTimeoutError):
            self._client.guard.blame("flood", "some output was lost, as it was too large")
            return "flood", "Flood", "The session was ended: some output was lost, as it was too large.", None
        reply = self._client.reply if error is None else None
        if reply is None and error is None and not cell.source.strip():
            return "ok", "", "", None
        return self._read(reply, error, cell)

    def _read(self, reply: dict[str, Any] | None, error: BaseException | None, cell: Any) -> Outcome:
        """What the execute reply says; anything but *ok* or *error* is not a reply."""
        status = (reply or {}).get("status")
        if reply is not None and status == "ok":
            return "ok", "", "", None
        if reply is not None and status == "error":
            ename, evalue = (str(reply.get(name, ""))[:MAX_TEXT] for name in ("ename", "evalue"))
            return "error", ename, evalue, error_line(reply, cell.source)
        what = type(error).__name__ if error is not None else f"a reply with status {status!r:.40}"
        self._client.guard.blame("invalid", what)
        return "invalid", "InvalidMessage", f"The session was ended: {what} in what the kernel sent.", None

    def _answer(self) -> str | None:
        try:
            return read_answer(self._client.reply or {}, self.limits.answer_chars)
        except ProbeFailed:
            return None  # `ask` will say why, if anybody wants to know

    def _death(self) -> Outcome:
        code, cpu = self._manager.exit_code(), self._manager.usage()[0]
        if cpu is not None and cpu >= self.limits.seconds_per_submission:
            return "timeout", "Timeout", f"The submission used more than {cpu:.0f} s of processor time.", None
        how = watch.describe_exit(code)
        return "died", "DeadKernel", f"The kernel ended while the cell ran ({how}).", None

    def _remember(self, cell: Any, cell_index: int, execute_reply: Any) -> None:
        self._client.reply = execute_reply["content"]

    # --------------------------------------------------------------------------------------------- a question

    async def ask(self, expression: str, timeout: float | None) -> str:
        """Ask a question; see `KernelSession.ask`."""
        budget = self._budget(timeout)
        if budget <= 0:
            raise ProbeFailed(self._no_time_left())
        self._wake()
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
        self._manager.pause()
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
            return read_answer(reply["content"], self.limits.answer_chars)
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

    def _wake(self) -> None:
        """Let the kernel go on. Between cells it stands still: what it then did, nobody would watch."""
        self._client.guard.reset()
        self._size = watch.resident()
        self._manager.resume()

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
            for _ in range(round(watch.PERIOD / watch.GLANCE)):
                await asyncio.sleep(watch.GLANCE)
                if watch.resident() - self._size > MAX_GROWTH * 2**20:
                    self._client.guard.blame("flood", f"more than {MAX_GROWTH} MiB of messages")
            self._measure()
            self._measure_nameless()
            kc: Any = self._client.kc
            if await kc.dropped():
                await asyncio.sleep(watch.PERIOD / 4)  # a kernel that ends drops its connections first
                if self._manager.is_running():
                    self._client.guard.blame("flood", "a message larger than 16 MiB")

    def _measure(self) -> None:
        if watch.too_full(self._folder.root, self.limits.disk_mib):
            most = f"{self.limits.disk_mib} MiB of files, thousands of files or a hundred folders deep"
            self._client.guard.blame("flood", f"more than {most}")
        count = watch.threads(self._manager.pidfd())
        if count > self.limits.processes:
            text = f"{count} threads, more than the {self.limits.processes} allowed"
            self._client.guard.blame("flood", text)

    def _measure_nameless(self) -> None:
        """Look at what the process holds, which is as much work as to run a small cell: not after each."""
        self._unseen = 0.0
        held = watch.nameless(self._manager.pidfd(), self._folder.root, self.limits.file_mib)
        if held > self.limits.disk_mib * 2**20:
            text = f"more than {self.limits.disk_mib} MiB in files that were removed and kept in use"
            self._client.guard.blame("flood", text)


def _cell(source: str) -> Any:
    """A code cell; nbformat's own constructor holds it against the format's schema, and takes 1 ms."""
    return NotebookNode(  # type: ignore[no-untyped-call]
        cell_type="code",
        metadata=NotebookNode(),  # type: ignore[no-untyped-call]
        execution_count=None,
        source=source,
        outputs=[],
    )
