"""Every task is proved, and every page keeps the rules; see the module for what that means."""

from corrige.testing.course import *
