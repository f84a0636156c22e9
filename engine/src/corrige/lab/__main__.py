"""`python -m corrige.lab`: build the site; the same as `make site` once the book is built."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corrige.course import find_course
from corrige.lab.building import build_site
from corrige.lab.fetching import SiteError


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to a parser."""
    parser.add_argument(
        "-o",
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("_build/site"),
        help="folder to write (default: _build/site)",
    )
    parser.add_argument(
        "--book",
        metavar="DIR",
        type=Path,
        default=Path("_build/html"),
        help="the built book (default: _build/html)",
    )
    parser.add_argument(
        "--cache",
        metavar="DIR",
        type=Path,
        default=Path(".cache/site"),
        help="where downloads are kept (default: .cache/site)",
    )


def build(options: argparse.Namespace) -> int:
    """Build as the options say.

    Returns
    -------
    int
        0 if the site was built, 2 if it could not be.
    """
    try:
        build_site(find_course(), options.book.resolve(), options.out, options.cache.resolve())
    except SiteError as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m corrige.lab",
        description="Build the book, with a lab beside it in which exercises run in the reader's browser.",
    )
    add_options(parser)
    return build(parser.parse_args(argv))


if __name__ == "__main__":
    raise SystemExit(main())
