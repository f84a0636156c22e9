"""Which system calls a learner's kernel is refused once it runs, and why. Data only; `confine` loads it.

A name that this processor doesn't have is skipped, so the table serves several.
"""

from __future__ import annotations

import errno

__all__ = ["FILE_SYSTEM_CONTROLS", "FUTURE", "NEWER", "OPTIONS", "PRETEND", "REFUSED", "UNKNOWN"]

#: Answered with EPERM: Python shows an ordinary ``PermissionError`` in the cell that asked.
REFUSED: dict[str, tuple[str, ...]] = {
    # The kernel's own sockets exist already; 'accept' and 'socketpair' stay, as asyncio and zmq need them.
    "network, also UDP, netlink, vsock and sockets of a neighbour": ("socket", "connect", "bind", "listen"),
    "other programs": ("execve", "execveat", "fork", "vfork"),
    "other processes": (
        "ptrace",
        "process_vm_readv",
        "process_vm_writev",
        "process_madvise",
        "process_mrelease",
        "pidfd_open",
        "pidfd_getfd",
        "pidfd_send_signal",
        "kcmp",
        "tkill",
        "rt_sigqueueinfo",
        "rt_tgsigqueueinfo",
        "setpriority",
        "ioprio_set",
        "sched_setaffinity",
        "sched_setattr",
        "migrate_pages",
        "move_pages",
    ),
    "ways round this very filter": ("io_uring_setup", "io_uring_enter", "io_uring_register", "personality"),
    # A descriptor that is on its way in a message is in no table, and its removed file in no count.
    "files without a path, which no folder limit counts": (
        "memfd_create",
        "memfd_secret",
        "sendmsg",
        "sendmmsg",
    ),
    # Landlock's rules are never given back while they are held: thousands of MiB within seconds.
    "memory of the system that no limit of the process counts": (
        "landlock_create_ruleset",
        "landlock_add_rule",
        "landlock_restrict_self",
        "io_setup",
    ),
    "shared memory and queues that outlive the process": (
        "shmget",
        "shmat",
        "shmctl",
        "semget",
        "semop",
        "semctl",
        "semtimedop",
        "msgget",
        "msgsnd",
        "msgrcv",
        "msgctl",
        "mq_open",
        "mq_unlink",
        "add_key",
        "request_key",
        "keyctl",
    ),
    "mounts and namespaces": (
        "mount",
        "umount2",
        "pivot_root",
        "chroot",
        "open_tree",
        "move_mount",
        "fsopen",
        "fsconfig",
        "fsmount",
        "fspick",
        "mount_setattr",
        "unshare",
        "setns",
        "open_tree_attr",
        "statmount",
        "listmount",
        "swapon",
        "swapoff",
        "quotactl",
        "quotactl_fd",
        "name_to_handle_at",
        "open_by_handle_at",
        "fanotify_init",
    ),
    "the machine itself": (
        "bpf",
        "perf_event_open",
        "userfaultfd",
        "reboot",
        "kexec_load",
        "kexec_file_load",
        "init_module",
        "finit_module",
        "delete_module",
        "acct",
        "iopl",
        "ioperm",
        "modify_ldt",
        "syslog",
        "vhangup",
        "sethostname",
        "setdomainname",
        "settimeofday",
        "clock_settime",
        "clock_adjtime",
        "adjtimex",
        "lookup_dcookie",
    ),
    # A socket file could stand where the kernel's own sockets do, outside of the folder that is measured.
    "files that no measure of a folder counts": ("mknod", "mknodat"),
    # A watch tells names, and Landlock lets a folder be watched that may not be listed; and the few watchers
    # that a user may have are shared by all kernels.
    "news of what others do with files": ("inotify_init", "inotify_init1", "inotify_add_watch"),
    # Landlock governs what a path holds, not who owns it; and 'truncate' only since Linux 6.2.
    "owners, and truncation by name": ("chown", "fchown", "lchown", "fchownat", "truncate", "file_setattr"),
}

#: Refused for some values of one argument: call -> (position, the bits that count, the values).
#: The bits matter: the system reads 32 of 64, and an exact comparison lets a value with more set pass.
OPTIONS: dict[str, tuple[int, int, tuple[int, ...]]] = {
    # F_SETSIG, F_SETOWN, F_SETOWN_EX, F_SETLEASE, F_NOTIFY: signals to any process, on the news of a file
    "fcntl": (1, 0xFFFFFFFF, (10, 8, 15, 1024, 1026)),
    # FIOSETOWN, SIOCSPGRP (the same by other names), TIOCSTI, TIOCLINUX (typing for others)
    "ioctl": (1, 0xFFFFFFFF, (0x8901, 0x8902, 0x5412, 0x541C)),
    # PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_MM
    "prctl": (0, 0xFFFFFFFF, (1, 4, 35)),
    # All pairs but streams: a datagram goes to any name, without connecting (and 3, 'raw', is one too)
    "socketpair": (1, 0xF, (0, *range(2, 16))),
}

#: Control calls of file systems, by the letter in their second byte ('f', 'v', 'X', and 0x94 of btrfs),
#: answered with EOPNOTSUPP. They change attributes of files that may only be read, keep room beyond a file's
#: end, make whole new trees; Landlock is not asked about them, and no notebook needs one.
FILE_SYSTEM_CONTROLS = (0x6600, 0x7600, 0x5800, 0x9400)

#: Answered with 'done' though nothing is, as libraries can't bear a refusal: ``shutil.copy`` must work.
PRETEND = (
    "chmod",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "utime",
    "utimes",
    "futimesat",
    "utimensat",
    # every new thread of ZeroMQ sets its scheduling, and aborts the process when refused
    "sched_setparam",
    "sched_setscheduler",
)

#: Answered with another error, because a library then falls back to something that the filter can read.
UNKNOWN: dict[str, int] = {
    "clone3": errno.ENOSYS,
    "openat2": errno.ENOSYS,
    "setxattr": errno.ENOTSUP,
    "lsetxattr": errno.ENOTSUP,
    "fsetxattr": errno.ENOTSUP,
    "setxattrat": errno.ENOTSUP,
    "removexattr": errno.ENOTSUP,
    "lremovexattr": errno.ENOTSUP,
    "fremovexattr": errno.ENOTSUP,
    "removexattrat": errno.ENOTSUP,
}

#: Calls so new that libseccomp may not know the name. Since 424, numbers are the same on all processors.
NEWER: dict[str, int] = {
    "memfd_secret": 447,
    "process_mrelease": 448,
    "fchmodat2": 452,
    "statmount": 457,
    "listmount": 458,
    "setxattrat": 463,
    "removexattrat": 466,
    "open_tree_attr": 467,
    "file_setattr": 469,
}

#: Numbers that no kernel used when this was written (Linux 6.18 ends at 469): whatever they do, not here.
FUTURE = range(470, 512)
