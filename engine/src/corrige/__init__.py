"""Corrigé: exercises as notebooks that answer the learner, and the grader that marks them.

A course gives its learners two names made here, bound to its own answer cards and tables::

    from corrige.feedback import checker
    from corrige.tables import Tables

    check = checker("my_course")
    load = Tables("my_course.data").load

Everything heavier (authoring, grading, kernels, lab) is imported only by those who use it.
"""

from __future__ import annotations

__version__ = "0.2.0"
__all__ = ["__version__"]
