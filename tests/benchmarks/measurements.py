"""What the benchmarks keep for the book: one table, with the machine and the day of each number."""

from __future__ import annotations

import csv
import datetime as dt
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parents[2] / "book" / "instructors" / "measurements.csv"
HEAD = ("benchmark", "measure", "value", "unit", "n", "load", "day", "machine")


@dataclass(frozen=True)
class Measurement:
    """One number: what was measured, and on how many submissions."""

    benchmark: str
    measure: str
    value: float
    unit: str
    n: int

    def __str__(self) -> str:
        return f"{self.benchmark:16} {self.measure:28} {self.value:10.2f} {self.unit}  (n = {self.n:,})"


def keep(found: Iterable[Measurement]) -> None:
    """Put numbers into the table, in the place of older ones of the same benchmarks."""
    new = list(found)
    names = {each.benchmark for each in new}
    rows = [row for row in _rows() if row[0] not in names]
    load, day, here = f"{os.getloadavg()[0]:.1f}", dt.date.today().isoformat(), machine()
    rows += [
        [each.benchmark, each.measure, f"{each.value:.4g}", each.unit, str(each.n), load, day, here]
        for each in new
    ]
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(sorted(rows, key=lambda row: row[0]))


def machine() -> str:
    """The machine in words: cores, processor, memory, system, Python; nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass  # another system than Linux: the architecture has to do
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {system}, Python {platform.python_version()}"


def _rows() -> list[list[str]]:
    if not PATH.exists():
        return []
    with PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
