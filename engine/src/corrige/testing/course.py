"""All that every course is held to: ``from corrige.testing.course import *``."""

from corrige.testing import book, proofs, variants
from corrige.testing.book import *  # noqa: F403
from corrige.testing.proofs import *  # noqa: F403
from corrige.testing.variants import *  # noqa: F403

__all__ = sorted({*book.__all__, *proofs.__all__, *variants.__all__})
