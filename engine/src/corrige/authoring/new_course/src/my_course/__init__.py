"""My course: what a learner needs in a notebook is `check`, and `load` in `my_course.data`."""

from corrige.feedback import checker

__all__ = ["check"]

check = checker(__name__)
