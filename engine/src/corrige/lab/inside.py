"""Runs inside Pyodide, under Node, while the site is built: makes wheels that start quicker.

A browser would compile thousands of lines of pandas at every start. Here the modules that a first reply needs
are compiled once, by the very Python that will run them, and files that no notebook reads are left out.
"""

from __future__ import annotations

import importlib
import py_compile
import sys
import tempfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

SITE = "/lib/python3.14/site-packages/"
# For compilers and editors, tests, samples. jedi does read its stubs: those of Python 3 itself.
UNREAD = (
    "numpy/*.pyi",
    "pandas/*.pyi",
    "matplotlib/*.pyi",
    "*.h",
    "*.a",
    "*.pxd",
    "*/tests/*",
    "matplotlib/mpl-data/sample_data/*",
    "jedi/third_party/django-stubs/*",
    "jedi/third_party/typeshed/third_party/2/*",
    "jedi/third_party/typeshed/third_party/2and3/*",
    "jedi/third_party/typeshed/stdlib/2/*",
)


def used_modules() -> set[str]:
    """Paths, below site-packages, of the modules that a first reply and a first chart import."""
    import io

    for module in ("piplite.piplite", "pyodide_kernel", "matplotlib_inline.backend_inline"):
        importlib.import_module(module)
    import matplotlib.pyplot as plt
    import pandas as pd

    table = pd.read_csv(io.StringIO("day,name,x\n2001-02-03,a,1\n2002-03-04,b,2\n"), parse_dates=["day"])
    table["name"] = table["name"].astype("category")
    table.groupby("name", observed=True)["x"].mean().to_frame().merge(table, on="name").to_html()
    _, axes = plt.subplots()
    axes.bar(table["name"], table["x"], label="x")
    axes.legend()
    plt.savefig(io.BytesIO())
    files = [getattr(loaded, "__file__", None) or "" for loaded in list(sys.modules.values())]
    return {file.removeprefix(SITE) for file in files if file.startswith(SITE) and file.endswith(".py")}


def repack(source: Path, target: Path, used: set[str], scratch: Path) -> None:
    """Write a wheel again: used modules compiled, unread files left out, everything else as it was."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for item in old.infolist():
            name = item.filename
            if item.is_dir() or any(fnmatch(name, pattern) for pattern in UNREAD):
                continue
            data = old.read(item)
            if name in used:
                name, data = name + "c", compiled(data, name, scratch)
            # A fixed date: the same wheel comes out whenever it is made.
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def compiled(source: bytes, name: str, scratch: Path) -> bytes:
    """Bytecode of a module. Tracebacks name its file and line; the line's text stays with the original."""
    text, code = scratch / "module.py", scratch / "module.pyc"
    text.write_bytes(source)
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(text), str(code), SITE + name, doraise=True, invalidation_mode=mode)
    return code.read_bytes()


def main(wheels: Path, out: Path) -> None:
    """Repack all wheels of a folder."""
    used = used_modules()
    scratch = Path(tempfile.mkdtemp())  # in Pyodide's own file system, in memory
    for wheel in sorted(wheels.glob("*.whl")):
        repack(wheel, out / wheel.name, used, scratch)
