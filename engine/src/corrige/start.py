"""`demarche start`: a folder with the exercises for a learner, never touching work that is already there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from importlib.resources import files
from pathlib import Path


def unpack(folder: Path) -> tuple[list[Path], list[Path]]:
    """Copy the exercises into a learner's folder.

    Parameters
    ----------
    folder : Path
        Made if it does not exist.

    Returns
    -------
    new, kept : list of Path
        Notebooks that were written, and notebooks that were there already and were left alone.

    Raises
    ------
    FileNotFoundError
        If this installation holds no exercises.
    """
    sources = _exercises()
    if not sources:
        raise FileNotFoundError(
            "This installation of demarche holds no exercises; install the wheel you were given."
        )
    folder.mkdir(parents=True, exist_ok=True)
    new, kept = [], []
    for name, content in sources.items():
        path = folder / name
        if path.exists():
            kept.append(path)
        else:
            path.write_bytes(content)
            new.append(path)
    return new, kept


def open_lab(folder: Path) -> int:
    """Open JupyterLab in a folder; says what to install if it is missing."""
    if importlib.util.find_spec("jupyterlab") is None:
        print(f"JupyterLab is not installed: pip install 'demarche[lab]'. Your notebooks are in {folder}.")
        return 0
    return subprocess.run(
        [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}"], check=False
    ).returncode


def _exercises() -> dict[str, bytes]:
    """The notebooks that ship inside the package or, in a clone of the course, those in its folder."""
    shipped = Path(str(files("demarche"))) / "exercises"
    clone = Path(__file__).resolve().parents[2] / "exercises"
    folder = shipped if shipped.is_dir() else clone
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}
