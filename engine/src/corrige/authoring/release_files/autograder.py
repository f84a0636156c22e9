"""The autograder of a Classroom 50 assignment: runs what was pushed, and writes result.json.

Its documents: https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
It runs in the learner's own repository, on a runner that the learner can read: what lies beside this file is
public to them. So it brings the learner's part of the engine and nothing else: the answers are sealed,
functions are tried on the public inputs, and no solution and no grading check is here. The points that it
writes are what `check` says; the marks are given elsewhere, with `corrige grade`.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = Path(os.environ.get("RUNNER_TEMP", HERE)) / "corrige-venv"
PYTHON = VENV / "bin" / "python"

subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
subprocess.run(
    [str(PYTHON), "-m", "pip", "install", "--quiet", "-r", "requirements.txt"], cwd=HERE, check=True
)
command = [str(PYTHON), "-m", "corrige.learner.on_push", ".", "--result", "result.json"]
summary = os.environ.get("GITHUB_STEP_SUMMARY")
raise SystemExit(
    subprocess.run([*command, *(["--summary", summary] if summary else [])], check=False).returncode
)
