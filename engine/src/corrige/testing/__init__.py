"""Proofs and rules for pages that any course takes over as its own tests.

A course's ``tests/test_course.py`` is two lines: a docstring, and ``from corrige.testing.course import *``.
A course that tests claims adds ``from corrige.testing.claims import *``. The tests find the course that their
file lies in.
"""

import pytest

pytest.register_assert_rewrite(*(f"{__name__}.{name}" for name in ("book", "claims", "proofs", "variants")))
