"""Every task of the course is proved: solution, stub, mistakes, alternatives, options."""

from corrige.testing.proofs import *  # noqa: F403
