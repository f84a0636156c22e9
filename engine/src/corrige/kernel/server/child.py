"""The forked child: give up rights, become an ordinary IPython kernel, report 'ready', run.

Everything here happens between the fork and the first line of submitted code, in this order: descriptors,
environment, rlimits, capabilities, Landlock (one thread still) · IPKernelApp.initialize (threads, sockets) ·
seccomp for all threads · 'ready' · the descriptor that said so is closed · start.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import signal
import socket
import sys
import tempfile
import warnings
from typing import Any

import zmq
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.profiledir import ProfileDir
from traitlets.config import Config

from corrige.kernel.sandbox import confine
from corrige.kernel.server import output, speed, wire

__all__ = ["run"]


class PromptKernel(IPythonKernel):
    """IPython's kernel; its replies are out before it says that it is idle, so that none comes late."""

    def _publish_status_and_flush(self, status: str, channel: str, stream: Any, parent: Any = None) -> None:
        if stream is not None and not self._supports_kernel_subshells:
            stream.flush(zmq.POLLOUT)
        self._publish_status(status, channel, parent)  # type: ignore[no-untyped-call]


class EmptyProfile(ProfileDir):
    """A profile without its folders, which would be made for this kernel alone and hold nothing."""

    def _mkdir(self, path: str, mode: int | None = None) -> bool:
        return False


class WarmKernelApp(IPKernelApp):
    """IPython's kernel, told its connection instead of reading it from a file."""

    def parse_command_line(self, argv: Any = None) -> None:
        """Nothing: there is no command line, and building its parser takes 5 ms."""

    def init_crash_handler(self) -> None:
        """Nothing: reports of crashes would be written to the home folder."""

    def init_profile_dir(self) -> None:
        """A profile in the private home; none is searched for, none can be inherited."""
        self.profile_dir = EmptyProfile(location=os.environ["IPYTHONDIR"])

    def init_connection_file(self) -> None:
        """Nothing: the connection is known."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Nothing: nobody reads it."""

    def init_poller(self) -> None:
        """Nothing: the system ends this process with its parent (a poller misjudges other pid namespaces)."""

    def init_heartbeat(self) -> None:
        """Nothing: the grader holds a pidfd. A socket, a context and three threads less."""

    def init_control(self, context: Any) -> None:
        """As ever, without subshells: the grader asks one thing at a time. Two hops less for each message."""
        super().init_control(context)  # type: ignore[no-untyped-call]
        self.shell_channel_thread = None

    def load_config_file(self, suppress_errors: bool = True) -> None:  # type: ignore[override]
        """Nothing: the private home holds no configuration."""

    def init_iopub(self, context: Any) -> None:
        """As ever, but output waits here, under this process's memory limit, when the grader is slow."""
        context.sndhwm = 0
        super().init_iopub(context)  # type: ignore[no-untyped-call]


def run(request: dict[str, Any], channel: socket.socket) -> None:
    """Be the kernel that `request` describes. Never returns to the caller's code path in the parent.

    Parameters
    ----------
    request : dict
        ``connection``, ``cwd``, ``env``, ``limits``, ``confine``, ``read``, ``write``,
        ``sockets``: see `Warm.fork`; ``shows``: see `Warm`; ``core``: see `Server.core`.
    channel : socket
        Where 'ready' or 'error' is said; closed before submitted code runs.
    """
    try:
        app = _prepare(request, channel)
    except BaseException as error:  # the parent must hear of everything
        text = str(error) or type(error).__name__
        wire.send(channel, {"event": "error", "text": text, "kind": type(error).__name__})
        os._exit(1)
    wire.send(channel, {"event": "ready"})
    channel.close()
    app.start()  # type: ignore[no-untyped-call]


def _prepare(request: dict[str, Any], channel: socket.socket) -> WarmKernelApp:
    gc.enable()
    os.setsid()
    confine.die_with_parent()
    _only(channel.fileno())
    _surroundings(request)
    # One core, or fifty busy threads of one kernel would leave its neighbours a fiftieth of the machine.
    os.sched_setaffinity(0, {request["core"]})
    confine.limit_resources(request["limits"])
    if request["confine"]:
        confine.drop_privileges()
        confine.restrict_files(request["read"], request["write"], request["sockets"])
    app = _kernel(request["connection"], shows=request["shows"])
    if request["confine"]:
        confine.refuse_calls()
    return app


def _only(keep: int) -> None:
    """Close what was inherited: the grader's streams, the parent's sockets, other children's channels."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, keep)
    os.closerange(keep + 1, 4096)


def _surroundings(request: dict[str, Any]) -> None:
    for signum in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(signum, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(request["env"])
    os.umask(0o077)
    os.chdir(request["cwd"])
    tempfile.tempdir = None  # cached by whoever asked before the fork
    # The same for every submission: chance must not decide a mark. (default_rng() stays fresh.)
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def _kernel(connection: dict[str, Any], *, shows: bool) -> WarmKernelApp:
    config = Config()
    config.Session.key = connection["key"].encode()
    config.Session.signature_scheme = connection["signature_scheme"]
    config.HistoryManager.enabled = False  # no sqlite file, no thread
    config.InteractiveShell.colors = "nocolor"
    config.Kernel._execute_sleep = 0.0  # half a millisecond per cell, for clients that do not wait for 'idle'
    app = WarmKernelApp(  # type: ignore[no-untyped-call]
        config=config,
        kernel_class=PromptKernel,
        outstream_class=f"{output.__name__}.{output.PromptStream.__name__}",
        parent_handle=1,
        transport=connection["transport"],
        ip=connection["ip"],
        **{name: connection[name] for name in connection if name.endswith("_port")},
    )
    app.log.setLevel(logging.WARNING)  # traitlets makes a record of every message, and shows few
    WarmKernelApp._instance = app  # type: ignore[assignment]
    with warnings.catch_warnings(), speed.few_modules():
        # it would also listen on TCP for forked subprocesses, of which there are none
        warnings.simplefilter("ignore")
        app.initialize([])  # type: ignore[no-untyped-call]
    if "matplotlib_inline.backend_inline" in sys.modules:
        # It was imported before there was a shell, and must be told of this one, or no figure shows.
        from IPython.core.pylabtools import activate_matplotlib
        from matplotlib_inline.backend_inline import configure_inline_support

        backend = os.environ["MPLBACKEND"]
        activate_matplotlib(backend)  # type: ignore[no-untyped-call]
        configure_inline_support(app.shell, backend)  # type: ignore[no-untyped-call]
        # matplotlib redraws, after each cell, what is still open. It must come after the one that shows and
        # closes, or every figure is drawn twice.
        pyplot = sys.modules["matplotlib.pyplot"]
        pyplot.uninstall_repl_displayhook()
        pyplot.install_repl_displayhook()
    if not shows and speed.on("unshown"):
        app.shell.display_formatter = output.AnswersOnly(parent=app.shell)  # type: ignore[union-attr]
    return app
