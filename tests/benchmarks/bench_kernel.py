"""How long does a submission take? The same class of notebooks, several ways, in turn.

    python tests/benchmarks/bench_kernel.py --rounds 3 --submissions 20

Ways: *cold*: a stock kernel for each, killed at the end. *warm*: this package, one submission at a time;
*warm x2*: two grader processes. *floor*: the cells by ``exec`` in one warm process, with outputs
made and without isolation.
CPU is user and system time of the whole tree of processes. Starting a warm process is reported by itself.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import statistics
import subprocess
import sys
import time

CELLS = [
    "import pandas as pd\nimport numpy as np\nimport matplotlib.pyplot as plt",
    """rng = np.random.default_rng(SEED)
frame = pd.DataFrame({'place': rng.choice(list('abcdefg'), 400), 'year': rng.integers(1950, 2020, 400)})
frame['size'] = rng.normal(10, 3, 400)""",
    "frame.head()",
    "frame.describe()",
    "means = frame.groupby('place')['size'].agg(['mean', 'std', 'count'])\nmeans",
    "joined = frame.merge(means, left_on='place', right_index=True)\njoined.head()",
    "joined['z'] = (joined['size'] - joined['mean']) / joined['std']\njoined['z'].abs().max()",
    "by_year = frame.assign(decade=frame['year'] // 10 * 10).groupby('decade')['size'].sum()\nby_year",
    "fig, ax = plt.subplots()\nax.plot(by_year.index, by_year.values)\nax.set(title='By decade')\nplt.show()",
    "print('largest:', frame.nlargest(3, 'size')['place'].tolist())",
]


def notebook(seed: int) -> list[str]:
    return [cell.replace("SEED", str(seed)) for cell in CELLS]


def run_sessions(numbers: list[int], **how) -> None:
    import corrige.lean  # noqa: F401 - as the grader does: keeps two slow imports out
    from corrige.kernel import open_session

    for number in numbers:
        with open_session(**how) as session:
            for cell in notebook(number):
                result = session.run(cell)
                assert result.status == "ok", result
                assert "plt.show" not in cell or "image/png" in str(result.outputs)


class Cold:
    name = "cold"

    def run(self, numbers: list[int]) -> None:
        run_sessions(numbers, level="cold", unconfined=True)

    def close(self) -> None:
        pass


class Stock:
    """nbclient as it comes, with the immediate shutdown."""

    name = "cold, stock nbclient"

    def run(self, numbers: list[int]) -> None:
        import nbformat
        from nbclient import NotebookClient

        for number in numbers:
            nb = nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_code_cell(cell) for cell in notebook(number)]
            )
            quiet = ["--IPKernelApp.log_level=40"]
            NotebookClient(
                nb, kernel_name="python3", shutdown_kernel="immediate", timeout=60, extra_arguments=quiet
            ).execute()

    def close(self) -> None:
        pass


class Warmed:
    def __init__(self, seal: bool | None) -> None:
        import corrige.lean  # noqa: F401 - as above
        from corrige.kernel import Warm

        self.warm = Warm(seal=seal)
        began = time.perf_counter()
        self.warm.start()
        self.start_seconds = time.perf_counter() - began
        self.name = f"warm, {self.warm.level}"

    def run(self, numbers: list[int]) -> None:
        run_sessions(numbers, level="warm", warm=self.warm)

    def close(self) -> None:
        self.warm.close()


class Workers:
    """As many grader processes, each with a warm process of its own, as under pytest-xdist."""

    def __init__(self, count: int, seal: bool | None) -> None:
        command = [
            sys.executable,
            __file__,
            "--worker",
            {None: "auto", True: "sealed", False: "confined"}[seal],
        ]
        self.workers = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(count)
        ]
        for worker in self.workers:
            level = worker.stdout.readline().strip()
        self.name = f"warm, {level}, x{count}"

    def run(self, numbers: list[int]) -> None:
        for index, worker in enumerate(self.workers):
            share = numbers[index :: len(self.workers)]
            worker.stdin.write(" ".join(map(str, share)) + "\n")
            worker.stdin.flush()
        for worker in self.workers:
            assert worker.stdout.readline().strip() == "done"

    def close(self) -> None:
        for worker in self.workers:
            worker.stdin.close()
            worker.wait(10)
            worker.stdout.close()


class Floor:
    """One warm process, nothing between submissions; outputs are made as a kernel makes them."""

    name = "floor (exec)"

    def __init__(self) -> None:
        os.environ["MPLBACKEND"] = "agg"

    def run(self, numbers: list[int]) -> None:
        for number in numbers:
            space: dict = {}
            with contextlib.redirect_stdout(io.StringIO()):
                for cell in notebook(number):
                    self.cell(cell, space)

    def cell(self, source: str, space: dict) -> None:
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            repr(value)
            getattr(value, "_repr_html_", str)()
        pyplot = sys.modules["matplotlib.pyplot"]
        for figure in map(pyplot.figure, pyplot.get_fignums()):
            figure.savefig(io.BytesIO(), format="png", bbox_inches="tight", dpi=figure.dpi)
        pyplot.close("all")

    def close(self) -> None:
        pass


def work(level: str) -> None:
    """A grader process: numbers come in, 'done' goes out."""
    way = Warmed({"auto": None, "sealed": True, "confined": False}[level])
    print(way.warm.level, flush=True)
    for line in sys.stdin:
        way.run([int(word) for word in line.split()])
        print("done", flush=True)
    way.close()


def tree_cpu() -> float:
    """User and system seconds of this process and everything below it, ended children included."""
    import psutil

    total = sum(os.times()[:4])
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            total += sum(process.cpu_times()[:4])
    return total


def spread(values: list[float]) -> str:
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return f"{middle:7.3f} ({low:.3f} to {high:.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--submissions", type=int, default=20, help="per round and way; cold ways take a fifth"
    )
    parser.add_argument("--seal", choices=["auto", "sealed", "confined"], default="auto")
    parser.add_argument("--only", nargs="*", help="ways whose name holds one of these words")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options.worker)
        return
    seal = {"auto": None, "sealed": True, "confined": False}[options.seal]
    ways = [Stock(), Cold(), Warmed(seal), Workers(2, seal), Floor()]
    print(f"start of a warm process, rehearsal included: {ways[2].start_seconds:.2f} s")
    ways = [way for way in ways if not options.only or any(word in way.name for word in options.only)]
    wall: dict[str, list[float]] = {way.name: [] for way in ways}
    cpu: dict[str, list[float]] = {way.name: [] for way in ways}
    try:
        for way in ways:
            way.run([0, 1])  # not counted: first use
        for turn in range(options.rounds):
            for way in ways:
                count = (
                    max(2, options.submissions // 5) if way.name.startswith("cold") else options.submissions
                )
                before, began = tree_cpu(), time.perf_counter()
                way.run(list(range(turn * count, turn * count + count)))
                wall[way.name].append((time.perf_counter() - began) / count)
                cpu[way.name].append((tree_cpu() - before) / count)
    finally:
        for way in ways:
            way.close()
    base = next((way.name for way in ways if way.name.startswith("cold")), ways[0].name)
    print(f"{options.rounds} rounds; seconds per submission: median (quartiles of the rounds)")
    print(f"{'way':28} {'wall':28} {'CPU':28} {'wall, times faster':>20} {'CPU':>6}")
    for way in ways:
        faster = statistics.median(wall[base]) / statistics.median(wall[way.name])
        less = statistics.median(cpu[base]) / statistics.median(cpu[way.name])
        print(
            f"{way.name:28} {spread(wall[way.name]):28} {spread(cpu[way.name]):28} {faster:20.1f} {less:6.1f}"
        )


if __name__ == "__main__":
    main()
