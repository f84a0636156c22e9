"""The capstone: an evidence brief of one page, its form checked here, its substance read by a person.

In the notebook::

    from demarche.capstone import brief_page, check_brief, find_sources

`structure` says what a brief consists of, `page` lays it out, `sources` knows the bibliography, `rubric` says
how the substance is marked. `template` writes the learner's notebook, `from_bibtex` the list of sources, and
`marking` marks the form for a whole class; these three need more than a learner's installation.
"""

from demarche.capstone.page import Page, brief_page
from demarche.capstone.sources import find_sources
from demarche.capstone.structure import Requirement, check_brief, requirements, structure_points

__all__ = [
    "Page",
    "Requirement",
    "brief_page",
    "check_brief",
    "find_sources",
    "requirements",
    "structure_points",
]
