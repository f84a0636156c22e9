"""Say in a sentence whether this Python fits. Written so that an old one can read it too."""

import sys

FLOOR, CEILING = (3, 11, 2), (3, 15)

if not FLOOR <= sys.version_info[:3] < CEILING:
    sys.exit(
        "Python 3.11.2 to 3.14 is needed, and this is "
        + sys.version.split()[0]
        + ". If another is installed, name it: make course PYTHON=python3.13. Or install uv, which finds or "
        "fetches one: make course"
    )
