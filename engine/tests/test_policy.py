"""Rules of a course: deadlines across zones and clock changes, penalties, grace, attempts; every error's text."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrige.authoring.derived import generate
from corrige.authoring.model import Exercise
from corrige.authoring.notebooks import learner_notebook, solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.cli import main
from corrige.course import course_at
from corrige.grading.export.gradebook import gradebook_csv
from corrige.grading.intake.discovery import find_submissions
from corrige.grading.intake.times import Times
from corrige.grading.outcomes import Outcome, Record, TaskResult
from corrige.grading.rules.attempts import MOST_ATTEMPTS, best, copy_number, rounds
from corrige.grading.rules.lateness import days_late, read_times, with_penalty
from corrige.grading.rules.policy import Policy, PolicyError, read_policy
from corrige.grading.tables import TableError


@pytest.fixture
def exercise(course_root: Path) -> Exercise:
    return read_exercise(course_root / "solutions" / "ex01_counting.py")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def record(points: float = 8.0, learner: str = "ana", file: str = "ex01_counting.ipynb") -> Record:
    result = TaskResult("event-count", Outcome.PASSED, points, 10.0)
    return Record(learner, "ex01", (result,), file)


def policy_of(tmp_path: Path, exercise: Exercise, text: str) -> Policy:
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return read_policy(path, tmp_path, [exercise])


# Reading the rules -------------------------------------------------------------------------------------


def test_rules_are_read_from_a_file(tmp_path: Path, exercise: Exercise) -> None:
    policy = policy_of(
        tmp_path,
        exercise,
        """
timezone = "Europe/Paris"
penalty_per_day = 10
floor = 50
grace_minutes = 15.5
attempts = "best"
[deadlines]
ex01 = 2026-03-28T23:59:00
[[extensions]]
learner = "zoë"
exercise = "ex01"
deadline = 2026-04-01T12:00:00Z
""",
    )
    assert (policy.penalty_per_day, policy.floor, policy.grace_minutes, policy.attempts) == (
        10,
        50,
        15.5,
        "best",
    )
    assert policy.deadline("ana", "ex01") == at("2026-03-28T23:59:00+01:00")
    assert policy.deadline("zoë", "ex01") == at("2026-04-01T12:00:00+00:00")
    assert policy.deadline("ana", "ex02") is None


def test_rules_are_read_from_the_course(tmp_path: Path, exercise: Exercise) -> None:
    assert read_policy(None, tmp_path, [exercise]) == Policy()
    (tmp_path / "pyproject.toml").write_text("[tool.corrige.policy]\nfloor = 20\n", encoding="utf-8")
    assert read_policy(None, tmp_path, [exercise]).floor == 20
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert read_policy(None, tmp_path, [exercise]) == Policy()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("penalty = 1", "penalty: there is no such rule.\n  Rules: attempts, deadlines, "),
        ("floor = [", "the file: it is not TOML ("),
        ("floor = 101", "floor: 101 is not a number from 0 to 100.\n  Correct"),
        ("penalty_per_day = -1", "penalty_per_day: -1 is not a number from 0 to 100."),
        ("penalty_per_day = '10'", "penalty_per_day: '10' is not a number from 0 to 100."),
        ("floor = nan", "floor: nan is not a number from 0 to 100."),
        ("floor = true", "floor: True is not a number from 0 to 100."),
        ("grace_minutes = inf", "grace_minutes: inf is not a number from 0 to 10080."),
        ("attempts = 'first'", "attempts: there is no rule 'first'.\n  Write exact, best or last."),
        ("timezone = 'Europe/Pariss'", "timezone: there is no time zone 'Europe/Pariss'.\n  Write a name"),
        ("timezone = '../passwd'", "timezone: there is no time zone '../passwd'."),
        ("timezone = 3", "timezone: there is no time zone 3."),
        ("deadlines = 3", "deadlines: it is not a table.\n  Write ex03 ="),
        (
            "deadlines.ex99 = 2026-01-01T00:00:00Z",
            "deadlines: there is no exercise 'ex99'.\n  Exercises: ex01.",
        ),
        (
            "deadlines.ex01 = '2026-01-01'",
            "deadlines.ex01: 2026-01-01 is not a date with a time.\n  Write a date",
        ),
        ("deadlines.ex01 = 2026-01-01", "deadlines.ex01: 2026-01-01 is not a date with a time."),
        (
            "deadlines.ex01 = 2026-01-01T00:00:00",
            "deadlines.ex01: the time has no time zone.\n  Add an offset",
        ),
        ("extensions = 3", "extensions: it is not a list of tables.\n  Write [[extensions]]"),
        ("[[extensions]]\nlearner = 'a'", "extensions, number 1: it needs learner, exercise and deadline."),
    ],
)
def test_errors_of_the_rules(tmp_path: Path, exercise: Exercise, text: str, problem: str) -> None:
    with pytest.raises(PolicyError) as error:
        policy_of(tmp_path, exercise, text)
    assert str(error.value).startswith(f"{tmp_path / 'policy.toml'}, {problem}")
    assert "\n  " in str(error.value)


def test_rules_that_are_no_table_or_not_there(tmp_path: Path, exercise: Exercise) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.corrige]\npolicy = 3\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"policy: it is not a table"):
        read_policy(None, tmp_path, [exercise])
    with pytest.raises(FileNotFoundError, match=r"There is no file .*none\.toml"):
        read_policy(tmp_path / "none.toml", tmp_path, [exercise])


# Days --------------------------------------------------------------------------------------------------


def paris(tmp_path: Path, exercise: Exercise, wall: str) -> datetime:
    deadline = policy_of(tmp_path, exercise, f'timezone = "Europe/Paris"\ndeadlines.ex01 = {wall}').deadline(
        "", "ex01"
    )
    assert deadline is not None
    return deadline


def test_days_follow_the_clock_on_the_wall(tmp_path: Path, exercise: Exercise) -> None:
    # The clock goes forward on 2026-03-29: that day has 23 hours. It goes back on 2026-10-25: 25 hours.
    spring = paris(tmp_path, exercise, "2026-03-28T23:59:00")
    assert days_late(at("2026-03-28T22:59:00+00:00"), spring) == 0
    assert days_late(at("2026-03-28T22:59:01+00:00"), spring) == 1
    assert days_late(at("2026-03-29T21:59:00+00:00"), spring) == 1  # 23 hours later
    assert days_late(at("2026-03-29T21:59:01+00:00"), spring) == 2
    autumn = paris(tmp_path, exercise, "2026-10-24T23:59:00")
    assert days_late(at("2026-10-25T22:59:00+00:00"), autumn) == 1  # 25 hours later
    assert days_late(at("2026-10-25T22:59:01+00:00"), autumn) == 2
    fixed = at("2026-03-28T23:59:00+01:00")
    assert days_late(at("2026-03-29T22:59:00+00:00"), fixed) == 1  # an offset has no clock changes


def test_doubtful_clock_times_favour_the_learner(tmp_path: Path, exercise: Exercise) -> None:
    twice = paris(tmp_path, exercise, "2026-10-25T02:30:00")
    # Python calls such a time unequal to everything in another zone; the instants are the same.
    assert twice.timestamp() == at("2026-10-25T02:30:00+01:00").timestamp()
    skipped = paris(tmp_path, exercise, "2026-03-29T02:30:00")
    assert days_late(at("2026-03-29T01:30:00+00:00"), skipped) == 0
    assert days_late(at("2026-03-29T01:30:01+00:00"), skipped) == 1
    # The day after a deadline may end at such a time too.
    before = paris(tmp_path, exercise, "2026-10-24T02:30:00")
    assert days_late(at("2026-10-25T02:30:00+01:00"), before) == 1


def test_zones_do_not_matter_to_an_instant() -> None:
    deadline = at("2026-06-01T12:00:00+00:00")
    for submitted in ("2026-06-01T14:00:00+02:00", "2026-06-01T05:00:00-07:00", "2026-06-01T17:45:00+05:45"):
        assert days_late(at(submitted), deadline) == 0
        assert days_late(at(submitted.replace(":00+", ":01+").replace(":00-", ":01-")), deadline) == 1


def test_grace_holds_at_the_end_of_each_day() -> None:
    deadline = at("2026-06-01T12:00:00+00:00")
    assert days_late(at("2026-06-01T12:15:00+00:00"), deadline, 15) == 0
    assert days_late(at("2026-06-01T12:15:01+00:00"), deadline, 15) == 1
    assert days_late(at("2026-06-02T12:15:00+00:00"), deadline, 15) == 1
    assert days_late(at("2026-06-02T12:15:01+00:00"), deadline, 15) == 2
    assert days_late(at("2036-06-02T12:15:01+00:00"), deadline) == 366


@given(st.integers(0, 400), st.floats(0, 100), st.floats(0, 100), st.floats(0, 20))
def test_a_penalty_leaves_between_the_floor_and_all(
    days: int, per_day: float, floor: float, points: float
) -> None:
    deadline = at("2026-01-01T00:00:00+00:00")
    submitted = datetime.fromtimestamp(
        deadline.timestamp() + days * 86400 - (1 if days else 0), deadline.tzinfo
    )
    policy = Policy(per_day, floor, deadlines={"ex01": deadline})
    charged = with_penalty(record(points), policy, Times({("ana", "ex01", ""): submitted}))
    assert charged.earned == pytest.approx(points, abs=1e-6)
    assert points * floor / 100 - 1e-5 <= charged.points <= points + 1e-5
    assert (charged.penalty_reason != "") == (days > 0)


# Penalties ---------------------------------------------------------------------------------------------

DEADLINE = at("2026-06-01T12:00:00+00:00")
RULES = Policy(10, 75, deadlines={"ex01": DEADLINE})


def handed_in(text: str) -> Times:
    return Times({("ana", "ex01", ""): at(text)})


def test_points_before_and_after_with_the_reason() -> None:
    late = with_penalty(record(), RULES, handed_in("2026-06-03T11:00:00+00:00"))
    assert (late.earned, late.penalty, late.points) == (8, 1.6, 6.4)
    assert late.penalty_reason == (
        "Handed in on 3 June 2026, 11:00 UTC, in day 2 after the deadline of 1 June 2026, 12:00 UTC: "
        "80 per cent of 8 points, so 6.4."
    )
    row = gradebook_csv([late]).splitlines()[1]
    assert row.startswith('ana,ex01,ex01_counting.ipynb,6.4,10,0,,,,8,1.6,"Handed in')
    floor = with_penalty(record(), RULES, handed_in("2026-06-09T11:00:00+00:00"))
    assert floor.points == 6
    assert "75 per cent of 8 points (the least that the rules leave), so 6." in floor.penalty_reason


def test_no_penalty_without_a_deadline_a_file_or_lateness() -> None:
    late = handed_in("2026-06-03T11:00:00+00:00")
    assert with_penalty(record(), Policy(10), late) == record()
    assert with_penalty(record(file=""), RULES, late) == record(file="")
    assert with_penalty(record(), RULES, handed_in("2026-06-01T12:00:00+00:00")) == record()


def test_what_is_not_known_costs_nothing_and_is_said() -> None:
    unknown = with_penalty(record(), RULES, Times())
    assert unknown.points == 8
    assert unknown.penalty_reason == (
        "No time of the hand-in is known, so the deadline of 1 June 2026, 12:00 UTC was not applied."
    )
    assert with_penalty(record(), replace(RULES, penalty_per_day=0.0), Times()) == record()
    assert with_penalty(record(), RULES, Times(in_time={("ana", "ex01")})) == record()


def test_late_without_a_time_is_one_day() -> None:
    late = with_penalty(record(), RULES, Times(late={("ana", "ex01")}))
    assert late.points == 7.2
    assert late.penalty_reason.startswith(
        "Marked as late by the learning platform without a time: counted as one day"
    )
    extended = replace(RULES, extensions={("ana", "ex01"): DEADLINE})
    assert with_penalty(record(), extended, Times(late={("ana", "ex01")})).points == 8


def test_an_extension_moves_the_deadline_of_one_learner() -> None:
    rules = replace(RULES, extensions={("ana", "ex01"): at("2026-06-05T12:00:00+00:00")})
    assert with_penalty(record(), rules, handed_in("2026-06-03T11:00:00+00:00")).points == 8


def test_times_of_files_come_first() -> None:
    times = Times(
        {
            ("ana", "ex01", ""): at("2026-06-09T00:00:00+00:00"),
            ("ana", "ex01", "ex01_counting.ipynb"): at("2026-06-01T00:00:00+00:00"),
        }
    )
    assert with_penalty(record(), RULES, times).points == 8
    assert with_penalty(record(file="ex01-1.ipynb"), RULES, times).points == 6


# Times -------------------------------------------------------------------------------------------------


def times_of(tmp_path: Path, exercise: Exercise, text: str) -> dict[tuple[str, str, str], datetime]:
    path = tmp_path / "times.csv"
    path.write_text(text, encoding="utf-8")
    return read_times(path, ["ana", "=zoë"], [exercise])


def test_times_are_read(tmp_path: Path, exercise: Exercise) -> None:
    times = times_of(
        tmp_path,
        exercise,
        "learner;exercise;submitted;file\nana;ex01;2026-03-29T23:59:00+02:00;\n\n'=zoë;ex01;2026-03-29T23:59:00Z;x.ipynb\n",
    )
    assert times == {
        ("ana", "ex01", ""): at("2026-03-29T21:59:00+00:00"),
        ("=zoë", "ex01", "x.ipynb"): at("2026-03-29T23:59:00+00:00"),
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("learner,exercise\n", "row 1, column submitted: there is no such column.\n  The first row names"),
        ("learner,exercise,submitted,submitted\n", "row 1, column submitted: the column is there twice."),
        (
            "learner,exercise,submitted\nanna,ex01,x\n",
            "row 2, column learner: there is no learner 'anna'.\n  Did you mean ana?",
        ),
        (
            "learner,exercise,submitted\nana,ex1,x\n",
            "row 2, column exercise: there is no exercise 'ex1'.\n  Did you mean ex01?",
        ),
        (
            "learner,exercise,submitted\nana,ex01,\n",
            "row 2, column submitted: the cell is empty.\n  Fill it in",
        ),
        (
            "learner,exercise,submitted\nana,ex01,29.3.2026\n",
            "row 2, column submitted: '29.3.2026' is not a time.\n  Write it as",
        ),
        (
            "learner,exercise,submitted\nana,ex01,2026-03-29T23:59:00\n",
            "row 2, column submitted: 2026-03-29T23:59:00 has no time zone.\n  Add it",
        ),
        (
            "learner,exercise,submitted\nana,ex01,2026-03-29T23:59Z\n\nana,ex01,2026-03-30T23:59Z\n",
            "row 4, column submitted: ana has a time for ex01 already.\n  Keep one",
        ),
        (
            "learner,exercise,submitted\nana,ex01,1,2\n",
            "row 2: the row has 4 cells, the first row has 3.\n  Put a text",
        ),
    ],
)
def test_errors_of_times(tmp_path: Path, exercise: Exercise, text: str, problem: str) -> None:
    with pytest.raises(TableError) as error:
        times_of(tmp_path, exercise, text)
    assert str(error.value).startswith(f"{tmp_path / 'times.csv'}, {problem}")


def test_tables_that_are_not_there_or_no_text(tmp_path: Path, exercise: Exercise) -> None:
    with pytest.raises(FileNotFoundError, match=r"There is no file .*none\.csv"):
        read_times(tmp_path / "none.csv", [], [exercise])
    (tmp_path / "latin.csv").write_bytes("learner,exercise,submitted\nzoë,ex01,\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"row 1: the file is not UTF-8 text\.\n  Save it"):
        read_times(tmp_path / "latin.csv", [], [exercise])
    (tmp_path / "long.csv").write_text("learner,exercise,submitted\n" + "x" * 200_000, encoding="utf-8")
    with pytest.raises(TableError, match=r"the file is no CSV table \(field larger"):
        read_times(tmp_path / "long.csv", [], [exercise])


# Attempts ----------------------------------------------------------------------------------------------


def test_numbers_of_copies() -> None:
    names = ["ex01_counting.ipynb", "ex01_counting-1.ipynb", "ex01_counting (12).ipynb", "ex01-2003.ipynb"]
    assert [copy_number(Path(name)) for name in names] == [0, 1, 12, 2003]


@pytest.fixture
def three_attempts(tmp_path: Path, exercise: Exercise) -> Path:
    folder = tmp_path / "class"
    (folder / "ana").mkdir(parents=True)
    (folder / "bob").mkdir()
    good = solution_notebook(exercise)
    (folder / "ana" / "ex01_counting.ipynb").write_text(learner_notebook(exercise), encoding="utf-8")
    (folder / "ana" / "ex01_counting-1.ipynb").write_text(good, encoding="utf-8")
    wrong = good.replace('table[\\"event\\"].nunique()', "len(table)")
    (folder / "ana" / "ex01_counting-2.ipynb").write_text(wrong, encoding="utf-8")
    (folder / "bob" / "ex01_counting.ipynb").write_text(good, encoding="utf-8")
    return folder


def test_which_attempts_are_run(three_attempts: Path, exercise: Exercise) -> None:
    found = find_submissions(three_attempts, [exercise])

    def names(rule: str, times: Times | None = None) -> list[list[str]]:
        return [
            [str(each.path.name) for each in run if each.path]
            for run in rounds(found, rule, times or Times())  # type: ignore[arg-type]
        ]

    exact = "ex01_counting.ipynb"
    assert names("exact") == [[exact, exact]]
    assert names("last") == [["ex01_counting-2.ipynb", exact]]
    assert names("best") == [[exact, exact], ["ex01_counting-1.ipynb"], ["ex01_counting-2.ipynb"]]
    times = {
        exact: "2026-01-03",
        "ex01_counting-1.ipynb": "2026-01-02",
        "ex01_counting-2.ipynb": "2026-01-01",
    }
    known = Times({("ana", "ex01", file): at(f"{day}T00:00:00+00:00") for file, day in times.items()})
    assert names("last", known) == [[exact, exact]]
    partly = Times({("ana", "ex01", exact): at("2026-01-03T00:00:00+00:00")})
    assert names("last", partly) == names("last")


def test_a_hundred_attempts_are_not_a_hundred_runs(three_attempts: Path, exercise: Exercise) -> None:
    for number in range(3, 100):
        (three_attempts / "ana" / f"ex01_counting-{number}.ipynb").write_text("{}", encoding="utf-8")
    runs = rounds(find_submissions(three_attempts, [exercise]), "best", Times())
    assert len(runs) == MOST_ATTEMPTS
    assert [len(run) for run in runs] == [2] + [1] * (MOST_ATTEMPTS - 1)
    assert runs[-1][0].notes == (
        f"Attempt 100 of 100: ex01_counting-99.ipynb. Only the last {MOST_ATTEMPTS} are marked.",
    )


def test_of_equals_the_earliest_counts() -> None:
    runs = [[record(5, file="a"), record(1, "bob")], [record(7, file="b")], [record(7, file="c")]]
    chosen = best(runs, lambda each: each.points)
    assert (chosen[0].learner, chosen[0].file, chosen[0].points) == ("ana", "b", 7)
    assert chosen[0].notes == ("The best attempt counts; points: 5, 7, 7.",)
    assert chosen[1] == record(1, "bob")


def test_the_command_applies_the_rules(
    course_root: Path,
    three_attempts: Path,
    exercise: Exercise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    generate(course_at(course_root))
    monkeypatch.chdir(course_root)
    (tmp_path / "times.csv").write_text(
        "learner,exercise,submitted,file\n"
        "ana,ex01,2026-03-28T22:00:00Z,ex01_counting.ipynb\n"
        "ana,ex01,2026-03-31T12:00:00Z,ex01_counting-1.ipynb\n"
        "ana,ex01,2026-03-29T12:00:00Z,ex01_counting-2.ipynb\n"
        "bob,ex01,2026-03-29T12:00:00Z,\n",
        encoding="utf-8",
    )
    rules = 'timezone = "Europe/Paris"\npenalty_per_day = 10\nattempts = "best"\ndeadlines.ex01 = 2026-03-28T23:59:00\n'
    (tmp_path / "policy.toml").write_text(rules, encoding="utf-8")
    out = tmp_path / "out"
    command = ["grade", str(three_attempts), "-o", str(out), "--workers", "1"]
    papers = ["--policy", str(tmp_path / "policy.toml"), "--times", str(tmp_path / "times.csv")]
    assert main([*command, *papers]) == 0
    rows = [line.split(",") for line in (out / "gradebook.csv").read_text(encoding="utf-8").splitlines()]
    # 0, then 7 less 30 per cent, then 6 less 10 per cent: the last is best.
    assert rows[1][:4] == ["ana", "ex01", "ex01_counting-2.ipynb", "5.4"]
    assert rows[2][:4] == ["bob", "ex01", "ex01_counting.ipynb", "6.3"]
    first = (out / "gradebook.csv").read_bytes()
    assert main([*command, *papers]) == 0
    assert (out / "gradebook.csv").read_bytes() == first
    shutil.copy(tmp_path / "policy.toml", tmp_path / "other.toml")
    with (tmp_path / "other.toml").open("a", encoding="utf-8") as file:
        file.write('[[extensions]]\nlearner = "eve"\nexercise = "ex01"\ndeadline = 2026-04-01T00:00:00Z\n')
    capsys.readouterr()
    assert main([*command, "--policy", str(tmp_path / "other.toml")]) == 2
    assert "other.toml, extensions: there is no learner 'eve'." in capsys.readouterr().err
    # Who has more time has often not handed in yet: the roster says that there is such a person.
    (tmp_path / "roster.csv").write_text("learner\nana\nbob\neve\n", encoding="utf-8")
    roster = ["--roster", str(tmp_path / "roster.csv")]
    assert main([*command, "--policy", str(tmp_path / "other.toml"), *roster]) == 0
