"""Imported once, in the process from which grading processes are forked: they share its memory.

A collection of garbage writes to every object it looks at, and so would copy all of it; but this is to stay.
"""

import gc

import corrige.feedback.calls
import corrige.grading.run.exercise_grader
import corrige.kernel.session
import corrige.kernel.start  # noqa: F401

gc.collect()
gc.freeze()
