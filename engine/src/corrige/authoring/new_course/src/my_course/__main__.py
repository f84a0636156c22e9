"""The command `my_course`: that of the engine, with this course filled in."""

from corrige.cli import main as corrige_main


def main() -> int:
    """Run the command line."""
    return corrige_main(course="my_course", about="Exercises that answer the learner.")


if __name__ == "__main__":
    raise SystemExit(main())
