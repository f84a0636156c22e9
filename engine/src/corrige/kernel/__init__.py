"""Warm, confined kernels for submissions: fast as one process imports once, safe as its children can't.

::

    from corrige.kernel import Limits, Warm, open_session

    with Warm(deny_paths=["solutions", "tests"]) as warm:
        with open_session(warm=warm, limits=Limits(seconds_per_cell=10)) as session:
            result = session.run("x = 6 * 7")
            print(result.status, session.level)

Names are looked up on first use: the learner's kernel imports the package too, and needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corrige.kernel.doctor import Report as Report
    from corrige.kernel.doctor import diagnose as diagnose
    from corrige.kernel.errors import ConfinementError as ConfinementError
    from corrige.kernel.errors import KernelError as KernelError
    from corrige.kernel.errors import LimitsError as LimitsError
    from corrige.kernel.errors import ProbeFailed as ProbeFailed
    from corrige.kernel.limits import Limits as Limits
    from corrige.kernel.results import CellResult as CellResult
    from corrige.kernel.results import Usage as Usage
    from corrige.kernel.session import KernelSession as KernelSession
    from corrige.kernel.session import open_session as open_session
    from corrige.kernel.warm import Warm as Warm

_HOME = {
    "CellResult": "results",
    "ConfinementError": "errors",
    "KernelError": "errors",
    "KernelSession": "session",
    "Limits": "limits",
    "LimitsError": "errors",
    "ProbeFailed": "errors",
    "Report": "doctor",
    "Usage": "results",
    "Warm": "warm",
    "diagnose": "doctor",
    "open_session": "session",
}

__all__ = [
    "CellResult",
    "ConfinementError",
    "KernelError",
    "KernelSession",
    "Limits",
    "LimitsError",
    "ProbeFailed",
    "Report",
    "Usage",
    "Warm",
    "diagnose",
    "open_session",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"corrige.kernel.{_HOME[name]}"), name)
    raise AttributeError(f"module 'corrige.kernel' has no attribute {name!r}")
