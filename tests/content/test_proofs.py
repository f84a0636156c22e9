"""Every task of the course is proved: solution, stub, mistakes, alternatives, options."""

import pytest

from corrige.testing.proofs import *  # noqa: F403

pytestmark = pytest.mark.slow
