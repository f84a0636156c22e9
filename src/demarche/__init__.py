"""Démarche: reading a diplomatic rupture with evidence.

What a learner needs in a notebook is here and is light (pandas and nothing else)::

    from demarche import check
    from demarche.data import load

Everything heavier (authoring, grading, kernels) is imported only by those who use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.checking import check as check

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def __getattr__(name: str) -> Any:
    # `check` is looked up on first use, so that importing the package costs next to nothing.
    if name == "check":
        from demarche.checking import check

        return check
    raise AttributeError(f"module 'demarche' has no attribute {name!r}")
