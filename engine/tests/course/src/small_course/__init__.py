"""A small course on which the engine is tested."""

from corrige.feedback import checker

check = checker(__name__)
