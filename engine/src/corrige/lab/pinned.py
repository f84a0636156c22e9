"""What the lab is made of, pinned. Runtime, kernel and carrier fit one another: move them together."""

from __future__ import annotations

from pathlib import Path

PINS = Path(__file__).with_name("pins")
CARRIER = PINS / "carrier.txt"
PURE = PINS / "pure.txt"
LAB = PINS / "lab.txt"

# The version that jupyterlite-pyodide-kernel 0.8.3 was made for.
PYODIDE = "314.0.4"
PYTHON = "3.14"
INTEGRITY = "sha512-fMexKS5P/s8iTjczevLUv/aWq9i5yaGvBTpBW6gM+nzDNelfPpREma/xdDK2AAGebAuKnBJk7fyVP6RBlz4btg=="
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
RUNTIME_FOLDER = f"static/pyodide-{PYODIDE}"

# Loaded, before the engine and the course, while the browser's Python starts, with what they depend on.
# The kernel needs the first seven.
LOADED = (
    "micropip",
    "piplite",
    "ipykernel",
    "comm",
    "pyodide-kernel",
    "jedi",
    "ipython",
    "pandas",
    "matplotlib",
)

# Packages that Pyodide's lock does not know.
OWN_DEPENDS = {
    "comm": [],
    "piplite": ["micropip"],
    "ipykernel": ["pyodide-kernel"],
    "pyodide-kernel": ["comm", "ipython"],
}

# Left out: pandas 3 uses pytz if it is there; matplotlib needs fontTools for PDF and PostScript only.
LEFT_OUT = frozenset({"pytz", "fonttools"})
