"""Démarche: reading a diplomatic rupture with evidence.

What a learner needs in a notebook is here and is light (pandas and nothing else)::

    from demarche import check
    from demarche.data import load

How exercises are made, answered and marked is the engine's part: the package `corrige`.
"""

from __future__ import annotations

from corrige.feedback import checker

__version__ = "0.2.0"
__all__ = ["__version__", "check"]

check = checker(__name__)
