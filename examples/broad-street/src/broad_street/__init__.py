"""Broad Street: what a learner needs in a notebook is `check`, and `load` in `broad_street.data`."""

from corrige.feedback import checker

__all__ = ["check"]

check = checker(__name__)
