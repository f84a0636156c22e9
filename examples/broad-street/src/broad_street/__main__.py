"""The command `broad_street`: that of the engine, with this course filled in."""

from corrige.cli import main as corrige_main


def main() -> int:
    """Run the command line."""
    return corrige_main(course="broad_street", about="The cholera of 1854, claim by claim.")


if __name__ == "__main__":
    raise SystemExit(main())
