"""Every task is proved, and every page keeps the rules of a course that tests claims."""

from corrige.testing.claims import *  # noqa: F403
from corrige.testing.course import *  # noqa: F403
