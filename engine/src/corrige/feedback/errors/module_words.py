"""Names that live in a library: which one has them, and what to write to reach them."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd

_OTHER_NAMES = {"ln": "log", "average": "mean", "stdev": "std"}
_SHORT = {
    "pd": "import pandas as pd",
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
}
_LIBRARIES = ("pandas", "numpy", "matplotlib")
_NOT_HERE = ("seaborn", "sklearn", "sm", "sns", "statsmodels", "sympy")
_OF_SCIPY = {
    "stats": "binom chi2 kendalltau linregress norm pearsonr poisson rankdata spearmanr ttest_ind zscore",
    "optimize": "brentq curve_fit fsolve minimize minimize_scalar newton root_scalar",
}


def of_a_library(name: str) -> str:
    """Where a name is found that belongs to pandas or numpy and was written without saying so."""
    own = _OTHER_NAMES.get(name, name)
    for short, library in (("pd", pd), ("np", np)):
        if own[:1] != "_" and callable(getattr(library, own, None)):
            return f"`{name}` belongs to {library.__name__}: write `{short}.{own}(…)`."
    return ""


def not_loaded(name: str) -> str:
    """How to load a module that is used by its name; empty if it is none."""
    if name in _SHORT:
        return f"`{name}` is not loaded yet: write `{_SHORT[name]}` first."
    for part, names in _OF_SCIPY.items():
        if name in names.split():
            return (
                f"`{name}` is not loaded: `from scipy.{part} import {name}` loads it where scipy is at hand, "
                "as it is not in the browser. pandas, numpy and what the task gives are enough."
            )
    if name in _NOT_HERE:
        return (
            f"`{name}` is not installed with this course: pandas, numpy and what the task gives are enough."
        )
    if name not in sys.stdlib_module_names and name not in _LIBRARIES:
        return ""
    if name == "math":
        return (
            "`math` is not loaded yet: write `import math` first. For a whole column take `np.sqrt`, "
            "`np.log` and the like of numpy."
        )
    return f"`{name}` is a module that is not loaded yet: write `import {name}` first."


def home_of(error: ImportError) -> str:
    """Which module beside the one that was asked has a name that could not be imported from it."""
    found = re.match(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    if found is None:
        return ""
    name, asked = found[1], found[2]
    for package in dict.fromkeys((asked, asked.rpartition(".")[0])):
        module = sys.modules.get(package)
        for each in pkgutil.iter_modules(getattr(module, "__path__", [])):
            if _defines(f"{package}.{each.name}", name):
                return f"`{name}` is in another module: `from {package}.{each.name} import {name}`."
        if module is not None and hasattr(module, name) and package != asked:
            return f"`{name}` is in another module: `from {package} import {name}`."
    return "That module has nothing of this name: is it spelt so, and is it from there?"


def _defines(module: str, name: str) -> bool:
    """Whether a module's text defines a name; it is read and not run."""
    try:
        spec = importlib.util.find_spec(module)
        text = Path(str(spec.origin)).read_text(encoding="utf-8") if spec else ""
    except (ImportError, OSError, UnicodeDecodeError, ValueError):
        return False
    return re.search(rf"^(def|class) {re.escape(name)}\b", text, re.MULTILINE) is not None
