"""Let the tests of this folder share `book_pages` and `book_rules`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
