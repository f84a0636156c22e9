"""nbclient and jupyter_client with the waits taken out and a guard at the door."""

from __future__ import annotations

import asyncio
import contextlib
import time
from queue import Empty
from typing import Any

import corrige.lean  # noqa: F401  (first: it keeps a slow import out)

# isort: split
import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.util import run_sync

from corrige.kernel.guard import Guard, GuardedChannel, context

__all__ = ["SubmissionClient", "SubmissionKernelClient", "SubmissionManager"]


class SubmissionKernelClient(AsyncKernelClient):
    """A client that opens only the two channels that are used, and is ready when the kernel is."""

    shell_channel_class = GuardedChannel
    iopub_channel_class = GuardedChannel

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._monitors: list[Any] = []

    #: Expressions that the next execute request asks for besides; see `Execution.run`.
    also: dict[str, str] | None = None

    def execute(self, code: str, **kwargs: Any) -> str:  # type: ignore[override]
        """As in the base class; nbclient has no words for `also`, which saves a message of its own."""
        if self.also is not None:
            kwargs.setdefault("user_expressions", self.also)
        asked: str = super().execute(code, **kwargs)
        return asked

    def start_channels(
        self,
        shell: bool = True,
        iopub: bool = True,
        stdin: bool = False,
        hb: bool = False,
        control: bool = False,
    ) -> None:
        """Open shell and iopub, whatever is asked for."""
        super().start_channels(shell=True, iopub=True, stdin=False, hb=False, control=False)  # noqa: S604 - a channel

    def watch_connections(self) -> None:
        """From now on, notice when a connection is dropped (see `dropped`)."""
        for channel in (self._shell_channel, self._iopub_channel):
            self._monitors.append(channel.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED))

    async def dropped(self) -> bool:
        """Whether a connection was dropped: by a message that is too long, or by the end of the kernel."""
        return any([await monitor.poll(0) for monitor in self._monitors])

    def stop_channels(self) -> None:
        """Close what is open (asking for a channel, as the base class does, would open it)."""
        for monitor, channel in zip(self._monitors, (self._shell_channel, self._iopub_channel), strict=False):
            channel.socket.disable_monitor()
            monitor.close(linger=0)
        self._monitors.clear()
        for channel in (self._shell_channel, self._iopub_channel):
            if channel is not None:
                channel.stop()

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return on the idle status that follows our own question.

        The base class instead waits for 0.2 s of silence.

        Raises
        ------
        RuntimeError
            If the kernel dies, or `timeout` passes.
        """
        deadline = time.monotonic() + (60 if timeout is None else timeout)
        with contextlib.suppress(Empty):  # recent kernels greet a subscriber: from then on nothing is missed
            await self.iopub_channel.get_msg(timeout=0.1)
        patience = 0.05
        while time.monotonic() < deadline:
            asked = self.kernel_info()
            try:
                reply = await self._recv_reply(asked, timeout=1)
                self._handle_kernel_info_reply(reply)
                while True:
                    news = await self.iopub_channel.get_msg(timeout=patience)
                    if is_idle(news, asked):
                        return
            except (TimeoutError, Empty):  # Empty: the subscription was not through yet; ask again
                patience = min(2 * patience, 1.0)
                if not await self.is_alive():
                    raise RuntimeError("The kernel died before it was ready.") from None
        raise RuntimeError(f"The kernel was not ready after {timeout} s.")


def is_idle(message: dict[str, Any], parent: str) -> bool:
    """Whether `message` says that the request `parent` has been dealt with."""
    return bool(
        message["msg_type"] == "status"
        and message["parent_header"].get("msg_id") == parent
        and message["content"].get("execution_state") == "idle"
    )


def _plain(method: Any) -> Any:
    """`method` without jupyter_client's 10 ms pause 'to ensure tests can capture the state'."""
    return getattr(method, "__wrapped__", method)


class SubmissionManager(AsyncKernelManager):
    """A manager for one short-lived kernel that is always killed in the end."""

    start_kernel = _plain(AsyncKernelManager.start_kernel)
    shutdown_kernel = _plain(AsyncKernelManager.shutdown_kernel)

    def client(self, **kwargs: Any) -> SubmissionKernelClient:  # type: ignore[override]
        """A client on the shared context."""
        self.client_factory = SubmissionKernelClient
        made: Any = super().client(context=context(), **kwargs)
        client: SubmissionKernelClient = made
        return client

    def _connect_control_socket(self) -> None:
        """Nothing: it serves polite shutdown only."""


class ForkedManager(SubmissionManager):
    """The same, for a kernel whose connection needs no file."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Nothing: nobody reads it, and it would hold the key."""


class SubmissionClient(NotebookClient):
    """nbclient, one cell at a time, with bounded outputs and prompt news of a death.

    Attributes
    ----------
    reply : dict or None
        Content of the last execute reply.
    """

    guard: Guard
    reply: dict[str, Any] | None = None
    kept = 0
    cut = False

    async def async_start_new_kernel_client(self) -> Any:
        """As in nbclient, with the guard at both channels."""
        assert self.km is not None
        self.kc = self.km.client()
        self.kc.start_channels()
        self.kc.shell_channel.guard = self.guard
        self.kc.iopub_channel.guard = self.guard
        self.kc.allow_stdin = False
        made: Any = self.kc
        await made.wait_for_ready(timeout=self.startup_timeout)
        made.watch_connections()
        return self.kc

    def forget(self) -> None:
        """Let go of what nbclient keeps of earlier cells: displays that could be updated, widgets, comms."""
        for kept in (self._display_id_map, self.widget_state, self.widget_buffers, self.comm_objects):
            kept.clear()
        self.output_hook_stack.clear()

    async def run_cell(self, cell: Any, also: dict[str, str] | None = None) -> None:
        """Execute `cell`; its outputs land in it, the reply in `reply`, with what is asked for besides."""
        self.reply, self.kept, self.cut = None, 0, False
        made: Any = self.kc
        made.also = also
        try:
            await self.async_execute_cell(cell, 0)
        finally:
            made.also = None

    # nbclient binds the blocking form when the class is made, so a subclass must bind its own
    execute_cell = run_sync(NotebookClient.async_execute_cell)

    async def _async_poll_kernel_alive(self) -> None:
        """End the wait for a reply the moment the kernel is gone, not at the next second."""
        await self.until_dead()
        # a reply sent just before the end may still be on its way
        await asyncio.sleep(0.05)
        if self.task_poll_for_reply is not None:
            self.task_poll_for_reply.cancel()

    async def until_dead(self) -> None:
        """Return when the kernel's process has ended."""
        assert self.km is not None
        forked = getattr(self.km.provisioner, "forked", None)
        if forked is not None:
            await forked.wait()
            return
        manager: Any = self.km
        while await manager.is_alive():
            await asyncio.sleep(0.05)

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """As in nbclient, for outputs within the limit; the rest is counted and dropped."""
        kind, content = msg["msg_type"], msg["content"]
        if kind in {"stream", "display_data", "execute_result", "error", "update_display_data"}:
            room = self.guard.keep - self.kept
            self.kept += msg["size"]
            if msg["size"] > room:
                self.cut = True
                if kind != "stream" or room <= 0 or not isinstance(content.get("text"), str):
                    return None
                content["text"] = content["text"][:room]
            last = cell.outputs[-1] if cell.outputs else None
            # an endless loop of small prints must not become a list of a million outputs
            if (
                kind == "stream"
                and last is not None
                and not self.clear_before_next_output
                and last.get("output_type") == "stream"
                and last.get("name") == content["name"]
            ):
                last["text"] += content["text"]
                return None
        return super().process_message(msg, cell, cell_index)

    async def close(self) -> None:
        """Kill the kernel and let go of everything, whatever state it is in."""
        manager: Any = self.km
        if manager is None:
            return
        if self.kc is not None:
            self.kc.stop_channels()
        with contextlib.suppress(RuntimeError, OSError, TimeoutError):
            if manager.has_kernel:
                await manager._async_kill_kernel()
        await manager.cleanup_resources()
        self.kc = self.km = None
