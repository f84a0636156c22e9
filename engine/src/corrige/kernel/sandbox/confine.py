"""Take rights away from the calling process, for good: rlimits, capabilities, Landlock, seccomp.

Order matters. Landlock binds only the calling thread, so it comes before the kernel starts any; the kernel's
sockets must exist before seccomp refuses to make sockets; seccomp then reaches every thread at once (TSYNC).
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corrige.kernel.errors import ConfinementError
from corrige.kernel.sandbox import system_calls

__all__ = ["drop_privileges", "limit_resources", "refuse_calls", "restrict_files"]

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION_3 = 0x20080522
CLONE_THREAD = 0x00010000
CLONE_FILES = 0x00000400
CLOSE_RANGE_UNSHARE = 2

_libc = ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise ConfinementError(f"prctl {option} failed: {os.strerror(ctypes.get_errno())}")


def die_with_parent() -> None:
    """Have the system kill this process when the one that forked it ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def drop_privileges() -> None:
    """No new privileges, no capabilities.

    The process stays open to its grader's eyes (``dumpable``), who counts what it holds open without a name;
    Landlock and seccomp keep its neighbours from looking.
    """
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    # Without this, a kernel run by root could lift its own rlimits or make device files.
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    if _libc.syscall(_number("capset"), header, none) != 0:
        raise ConfinementError(f"capabilities could not be dropped: {os.strerror(ctypes.get_errno())}")


def limit_resources(limits: Mapping[str, Any]) -> None:
    """Set rlimits from the fields of `Limits`; soft and hard alike, so that they can't be raised.

    Memory is the address space that may be *added*: what the imported libraries map already is not the
    submission's doing. File size ends in an ``OSError``, memory in a ``MemoryError``, CPU time in death.
    """
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    cpu = int(limits["seconds_per_submission"]) + 1
    for what, value in (
        (resource.RLIMIT_AS, mapped + int(limits["memory_mib"]) * 2**20),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, int(limits["file_mib"]) * 2**20),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, 1024),  # timers, too: each holds a place in the queue
    ):
        hard = resource.getrlimit(what)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(what, (value, value))
        except (OSError, ValueError) as error:
            raise ConfinementError(f"a resource limit could not be set: {error}") from None


def landlock_version() -> int:
    """Version of the running kernel's Landlock.

    Raises
    ------
    ConfinementError
        If there is none.
    """
    try:
        import py_landlock

        return int(py_landlock.get_abi_version())
    except ImportError:
        raise ConfinementError("Landlock: the package py-landlock is not installed.") from None
    except Exception as error:
        raise ConfinementError(f"Landlock: {error}") from None


def restrict_files(
    read: Iterable[tuple[str, str]], write: Iterable[str], sockets: Iterable[str] = ()
) -> None:
    """From now on, open only what is listed (Landlock). TCP and signals to others go too, where it can.

    Parameters
    ----------
    read : iterable of (path, what)
        As in `read_allow_list.Rule`; *what* is ``tree``, ``list`` or ``file``. What is gone is skipped.
    write : iterable of path
        Folders in which everything but devices may be made, changed and removed.
    sockets : iterable of path
        Folders in which only Unix sockets may be made.

    Raises
    ------
    ConfinementError
        If Landlock is missing or refuses.
    """
    landlock_version()
    from py_landlock import AccessFs, Landlock, LandlockError

    access = {
        # READ_DIR on a file is an error to the system
        "tree": AccessFs.READ_FILE | AccessFs.READ_DIR,
        "list": AccessFs.READ_DIR,
        "file": AccessFs.READ_FILE,
    }
    everything = (
        AccessFs.READ_FILE
        | AccessFs.READ_DIR
        | AccessFs.WRITE_FILE
        | AccessFs.TRUNCATE
        | AccessFs.REFER
        | AccessFs.MAKE_REG
        | AccessFs.MAKE_DIR
        | AccessFs.MAKE_SYM
        | AccessFs.MAKE_FIFO
        | AccessFs.REMOVE_FILE
        | AccessFs.REMOVE_DIR
    )
    try:
        # not strict: rights that an older kernel doesn't know are dropped, and seccomp covers those
        lock = Landlock(strict=False)
        for path, what in read:
            if os.path.lexists(path):
                lock.add_path_rule(path, access=access[what])
        # '/proc/self' means whoever adds the rule: the child itself, here
        for name in ("stat", "statm", "status", "maps", "limits", "cmdline"):
            lock.add_path_rule(f"/proc/self/{name}", access=AccessFs.READ_FILE)
        lock.add_path_rule("/dev/null", access=AccessFs.READ_FILE | AccessFs.WRITE_FILE)
        for path in write:
            lock.add_path_rule(path, access=everything)
        for path in sockets:
            lock.add_path_rule(path, access=AccessFs.MAKE_SOCK)
        lock.apply()
    except (LandlockError, OSError) as error:
        raise ConfinementError(f"Landlock could not be applied: {error}") from None


def refuse_calls() -> None:
    """From now on, in every thread, refuse the calls that `system_calls` lists (seccomp).

    Raises
    ------
    ConfinementError
        If libseccomp is missing or the system refuses the filter.
    """
    sc = seccomp()
    me = os.getpid()
    try:
        rules = sc.SyscallFilter(sc.ALLOW)
        rules.set_attr(sc.Attr.CTL_TSYNC, 1)
        # calls in another processor mode (i386, x32) would have other numbers: end the process
        rules.set_attr(sc.Attr.ACT_BADARCH, sc.KILL_PROCESS)

        def refuse(error: int, name: str, *when: Any) -> None:
            number = system_calls.NEWER.get(name) or sc.resolve_syscall(sc.Arch.NATIVE, name)
            if number >= 0:  # negative: this processor has no such call
                rules.add_rule(sc.ERRNO(error), number, *when)

        for names in system_calls.REFUSED.values():
            for name in names:
                refuse(errno.EPERM, name)
        for name in system_calls.PRETEND:
            refuse(0, name)
        for name, error in system_calls.UNKNOWN.items():
            refuse(error, name)
        for number in system_calls.FUTURE:
            rules.add_rule(sc.ERRNO(errno.ENOSYS), number)
        refuse(errno.EPERM, "clone", sc.Arg(0, sc.MASKED_EQ, CLONE_THREAD, 0))
        # a thread with descriptors of its own could hold removed files where the watch does not look
        refuse(errno.EPERM, "clone", sc.Arg(0, sc.MASKED_EQ, CLONE_FILES, 0))
        unshare = sc.Arg(2, sc.MASKED_EQ, CLOSE_RANGE_UNSHARE, CLOSE_RANGE_UNSHARE)
        refuse(errno.EPERM, "close_range", unshare)
        # room beyond a file's end, which neither its length nor the limit of its length tells
        refuse(errno.EOPNOTSUPP, "fallocate", sc.Arg(1, sc.NE, 0))
        for letter in system_calls.FILE_SYSTEM_CONTROLS:
            refuse(errno.EOPNOTSUPP, "ioctl", sc.Arg(1, sc.MASKED_EQ, 0xFF00, letter))
        for name in ("kill", "tgkill"):
            refuse(errno.EPERM, name, sc.Arg(0, sc.NE, me))
        refuse(errno.EPERM, "prlimit64", sc.Arg(0, sc.NE, 0))
        for name, (position, bits, values) in system_calls.OPTIONS.items():
            for value in values:
                refuse(errno.EPERM, name, sc.Arg(position, sc.MASKED_EQ, bits, value))
        refuse(errno.EPERM, "socketpair", sc.Arg(0, sc.NE, socket.AF_UNIX))
        refuse(errno.EPERM, "sendto", sc.Arg(4, sc.NE, 0))  # to an address, that is
        # Before Linux 6.2 Landlock let a file that may be read be emptied by opening it so
        flags = os.O_TRUNC | os.O_ACCMODE
        for name, position in (("open", 1), ("openat", 2)):
            refuse(errno.EPERM, name, sc.Arg(position, sc.MASKED_EQ, flags, os.O_TRUNC | os.O_RDONLY))
            # a file that never has a name is in no folder that could be measured
            refuse(errno.EOPNOTSUPP, name, sc.Arg(position, sc.MASKED_EQ, os.O_TMPFILE, os.O_TMPFILE))
        rules.load()
    except OSError as error:
        raise ConfinementError(f"seccomp could not be applied: {error}") from None


def seccomp() -> Any:
    """The module ``pyseccomp``, or a `ConfinementError` that says what to install.

    Call it once before the files are restricted: it looks for libseccomp by starting a process.
    """
    try:
        import pyseccomp
    except ImportError:
        raise ConfinementError("seccomp: the package pyseccomp is not installed.") from None
    except RuntimeError as error:
        raise ConfinementError(
            f"seccomp: {error}. Install your system's libseccomp (Debian, Ubuntu: libseccomp2)."
        ) from None
    return pyseccomp


def _number(name: str) -> int:
    # glibc has no wrapper for capset
    machine = os.uname().machine
    numbers = {"capset": {"x86_64": 126, "aarch64": 91}}
    if machine not in numbers[name]:
        raise ConfinementError(f"confinement is not known to work on the processor {machine!r}.")
    return numbers[name][machine]
