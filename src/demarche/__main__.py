"""The command `demarche`: that of the engine, with this course filled in."""

from __future__ import annotations

from corrige.cli import main as corrige_main


def main() -> int:
    """Run the command line.

    Returns
    -------
    int
        As `corrige.cli.main` gives it.
    """
    return corrige_main(course="demarche", about="Read a diplomatic rupture with evidence.")


if __name__ == "__main__":
    raise SystemExit(main())
