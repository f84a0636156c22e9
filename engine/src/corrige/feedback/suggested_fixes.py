"""Right values in another form than the one asked for: find the line that turns the one into the other.

Every line is tried before it is recommended, so that the advice leads to an accepted answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from corrige.codec import Tree, UnwritableError, decode, encode, family, names_of
from corrige.feedback.messages import a, quoted

_MOST_COLUMNS = 6
_MOST_KEYS = 12
_IMPOSSIBLE = (UnwritableError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def repairs(spec: Mapping[str, Any], tree: Tree, code: str) -> Iterator[tuple[str, Tree]]:
    """Yield lines of code that may give the form asked for, with what they give.

    Parameters
    ----------
    spec : mapping
        The right answer's form (see `corrige.authoring.spec`).
    tree : Tree
        The learner's answer.
    code : str
        How the answer is called in the code.
    """
    try:
        value = decode(tree)
    except ValueError:
        return
    for line, make in _candidates(spec, value, code):
        try:
            yield line, encode(make())
        # NotImplementedError: what pandas says of labels with several levels.
        except (*_IMPOSSIBLE, NotImplementedError):
            continue  # not every turn is possible with every value


def _candidates(spec: Mapping[str, Any], value: Any, code: str) -> Iterator[tuple[str, Any]]:
    wanted = spec["family"]
    if isinstance(value, pd.DataFrame):
        yield from _from_frame(spec, value, code)
    elif isinstance(value, pd.Series):
        yield from _from_series(spec, value, code)
    elif isinstance(value, dict):
        if wanted == "Series":
            yield f"pd.Series({code})", lambda: pd.Series(value)
        elif wanted == "DataFrame":
            yield f"pd.DataFrame({code})", lambda: pd.DataFrame(value)
        elif wanted in ("list", "tuple"):
            yield f"{wanted}({code}.values())", lambda: list(value.values())
        elif wanted in ("number", "text"):
            for key in [*value][:_MOST_KEYS]:
                yield f"{code}[{key!r}]".replace("'", '"'), lambda key=key: value[key]
    elif isinstance(value, list | tuple | set):
        if wanted == "DataFrame":
            yield f"pd.DataFrame({code})", lambda: pd.DataFrame(list(value))
        elif wanted == "dict":
            yield f"dict({code})", lambda: dict(value)
        elif wanted == "list" and isinstance(value, set):
            yield f"sorted({code})", lambda: sorted(value)
        elif wanted in ("number", "text") and not isinstance(value, set):
            for place in range(min(len(value), _MOST_COLUMNS)):
                yield f"{code}[{place}]", lambda place=place: value[place]
    elif isinstance(value, np.ndarray) and wanted == "number" and value.ndim == 2:
        for row, column in list(np.ndindex(value.shape))[:_MOST_COLUMNS]:
            yield f"{code}[{row}, {column}]", lambda row=row, column=column: value[row, column]
    elif isinstance(value, str) and wanted == "number":
        yield f"float({code})", lambda: float(value)


def _from_frame(spec: Mapping[str, Any], value: pd.DataFrame, code: str) -> Iterator[tuple[str, Any]]:
    columns = [str(name) for name in value.columns][:_MOST_COLUMNS]
    if spec["family"] == "Series":
        for name in columns:
            yield f'{code}["{name}"]', lambda name=name: value[name]
        for name in columns:
            for label in columns:
                if label != name:
                    line = f'{code}.set_index("{label}")["{name}"]'
                    yield line, lambda label=label, name=name: value.set_index(label)[name]
    elif spec["family"] == "dict":
        if len(value) == 1:
            yield f"{code}.iloc[0].to_dict()", lambda: value.iloc[0].to_dict()
        for name in columns:
            yield f'{code}["{name}"].to_dict()', lambda name=name: value[name].to_dict()
    elif spec["family"] == "DataFrame":
        unnamed = value.index.name is None
        gone = [name for name in spec["names"] if name not in [*columns, *value.index.names]]
        if len(gone) == 1 and unnamed:
            yield f'{code}.rename_axis("{gone[0]}")', lambda: value.rename_axis(gone[0])
        for name in columns if len(gone) > 1 and len(columns) == 3 else []:  # names that stand in a column
            if set(gone) <= set(map(str, value[name])):
                rows, numbers = (each for each in columns if each != name)
                values = numbers if numbers.isdigit() else f'"{numbers}"'
                line = f'{code}.pivot(index="{rows}", columns="{name}", values={values})'
                yield line, lambda c=name, i=rows, v=numbers: value.pivot(index=i, columns=c, values=v)  # noqa: PD010
        kept = [str(name) for name in value.columns if name in spec["names"]]
        if len(kept) < len(value.columns):
            yield f"{code}[{kept}]".replace("'", '"'), lambda: value[kept]
        yield f"{code}.reset_index(drop=True)", lambda: value.reset_index(drop=True)
    elif value.size == 1:
        yield f"{code}.iloc[0, 0]", lambda: value.iloc[0, 0]


def _from_series(spec: Mapping[str, Any], value: pd.Series[Any], code: str) -> Iterator[tuple[str, Any]]:
    wanted = spec["family"]
    if wanted == "Series":
        yield f"{code}.set_axis({code}.index.astype(int))", lambda: value.set_axis(value.index.astype(int))
        yield f"{code}.set_axis({code}.index.astype(str))", lambda: value.set_axis(value.index.astype(str))
        turned = f"pd.Series({code}.index, index={code})"
        if made := re.fullmatch(r"pd\.Series\((\w+)\)", code):
            turned = f"{{value: key for key, value in {made[1]}.items()}}"
        yield turned, lambda: pd.Series(value.index, index=value.array)
    elif wanted == "dict":
        yield f"{code}.to_dict()", lambda: value.to_dict()
    elif wanted in ("list", "tuple"):
        yield f"{wanted}({code})", lambda: list(value)
    elif wanted == "DataFrame":
        yield f"{code}.unstack(fill_value=0)", lambda: value.unstack(fill_value=0)  # noqa: PD010
        yield f"{code}.to_frame()", lambda: value.to_frame()
        for name in spec["names"]:
            yield f'{code}.reset_index(name="{name}")', lambda name=name: value.reset_index(name=name)
    elif len(value) == 1:
        yield f"{code}.iloc[0]", lambda: value.iloc[0]
    elif wanted == "number" and value.isna().any():
        yield f"{code}.iloc[-1]", lambda: value.iloc[-1]
    elif wanted == "number":
        yield f"{code}.mean()", value.mean
        yield f"{code}.sum()", value.sum


def form_of(spec: Mapping[str, Any], tree: Tree) -> str:
    """What is the matter with the form of an answer whose values are right."""
    seen, wanted = family(tree), spec["family"]
    if (seen, wanted) == ("Series", "number") and len(tree["v"]) > 1:
        return "A Series was found and a number is asked for: one step is missing."
    if seen != wanted:
        return f"What it holds is right; its form is not: {a(seen)} was found and {a(wanted)} is asked for."
    extra = [name for name in names_of(tree) if name and name not in spec["names"]]
    if extra and set(spec["names"]) < set(names_of(tree)):
        return f"What is asked for is there, and right; {quoted(extra)} should go."
    return "What it holds is right; its form is not."
