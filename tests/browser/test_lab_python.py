"""Every task and every warm-up in the browser's Python: the same reply as on a computer, right or wrong.

Node runs the very files that a browser would load; a page around them is not needed to know what they answer.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import replies
from replies import RIGHT, all_cases, is_right
from replies import replies as ask_here

ROOT = Path(__file__).parents[2]
SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [folder, lock, module, cases, out] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const packages = ["demarche-course", "matplotlib"];
const quiet = { stdout: () => {}, stderr: () => {} };
const options = { indexURL: `${folder}/`, lockFileURL: lock, packages, ...quiet };
const python = await loadPyodide(options);
python.runPython(readFileSync(module, "utf8"));
writeFileSync(out, python.globals.get("replies_as_json")(readFileSync(cases, "utf8")));
process.exit(0);
"""

#: Slips that end in the first of equal values, or in sums that lie between two roundings: they come out otherwise
#: there, and are told in general words.
OTHER_WORDS = {
    "weightings: mistake lowest-values-counted",
    "weightings: mistake nearest-to-zero",
    "weightings: mistake sum-of-composites",
    "targets-per-sender: mistake first-five",
    "two-breaks: mistake shortest-fixed",
}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_browsers_python_replies_as_a_computer_does(site: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    cases = all_cases(ROOT)
    (tmp_path / "run.mjs").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    (lock,) = site.glob("lab/static/pyodide-*/pyodide-lock-*.json")
    files = [
        tmp_path / "run.mjs",
        lock.parent,
        lock,
        replies.__file__,
        tmp_path / "cases.json",
        tmp_path / "out",
    ]
    with subprocess.Popen([node, *map(str, files)], stderr=subprocess.PIPE, text=True) as there:
        here = ask_here(cases)
        said = there.communicate()[1]
    assert there.returncode == 0, said[-2000:]
    in_browser = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    names = [case["which"] for case in cases]
    pairs = list(zip(names, here, in_browser, strict=True))
    differ = [pair for pair in pairs if pair[1] != pair[2] and "ModuleNotFoundError" not in pair[2]]
    assert {name for name, _, _ in differ} <= OTHER_WORDS
    # Right is right: every one that is so here, and the course has more than a hundred.
    right = [pair for pair, case in zip(pairs, cases, strict=True) if is_right(case)]
    assert len(right) > 100
    assert [pair for pair in right if pair[1] != pair[2] or pair[1][0] not in RIGHT] == []
    assert [pair for pair in differ if pair[1][0] != pair[2][0]] == []
    found = dict(zip(names, (reply[0] for reply in in_browser), strict=True))
    solutions = {name: outcome for name, outcome in found.items() if name.endswith(": solution")}
    assert len([outcome for outcome in solutions.values() if outcome == "right"]) > len(solutions) / 2
    assert not [name for name in found if ": mistake" in name and found[name] == "right"]
    assert {found[name] for name in names if name.endswith(": untouched")} <= {"not answered", "not yet"}
