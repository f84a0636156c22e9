"""A cell that is not Python yet, in words: what is missing or too much, and where."""

from __future__ import annotations

import contextlib
import io
import keyword
import re
import tokenize
from itertools import pairwise

_LONGEST = 80
_VALUES = ("True", "False", "None")
_PARTED = (
    "A comma inside a number makes two of it: a decimal has a point, `0.5`, and a thousand no sign at all, "
    "`1000`."
)

#: A pattern in the words of Python, and the step; the first that fits is told.
_BY_TEXT = {
    r"was never closed|unterminated|EOF|incomplete input": (
        "Count the brackets and quotation marks: each needs its partner."
    ),
    r"does not match opening|unmatched": (
        "Count the brackets: each that is opened is closed by one of its own kind, and none is closed twice."
    ),
    r"expected an indented block": (
        "What belongs to a line that ends in a colon stands below it, four spaces further to the right."
    ),
    r"unindent|unexpected indent": (
        "Lines that belong together begin in the same column: set this one right below the line before it, "
        "or as far to the right as the others of its block."
    ),
}

#: A pattern in the line without what its texts hold, and the step, whatever Python says.
_SLIPS = {
    r"<>": "Not equal is `!=` in Python.",
    r"(?<![=!<>])=!": "Not equal is `!=`, with the exclamation mark first.",
    r"[&|]\s*not\b": (
        "Between conditions on columns `~` turns one round, and not `not`: `(…) & ~(…)`, each in brackets of "
        "its own."
    ),
    r"^def\s+\w+(-\w+)+\s*\(": "A name has no hyphens, which are minus signs: write `_` in their place.",
    r"\w\s?%\s*([,)\]}]|\s=[^=]|$)": (
        "No `%` stands behind a name or a number in Python: leave it out, and divide by 100 where "
        "that is meant."
    ),
}

#: A pattern in the line, and the step; looked at where Python's own words say little.
_BY_LINE = {
    r"^else\s+if\b|^elseif\b|^elsif\b": "In Python that is one word: `elif`, with the condition behind it.",
    r"=>|=<": "The equals sign comes last: `>=` and `<=`.",
    r"&&|\|\|": (
        "Conditions on columns are joined by a single `&` or `|`, each in brackets of its own; single ones "
        "by `and` and `or`."
    ),
    r"\w\((?!lambda)\s*[\w+ -]*:\s*[\w+ -]*[,)]": (
        "A piece of a list or a table is cut out with square brackets: `values[1:3]`, "
        '`table.loc[1:3, "column"]`.'
    ),
    r"(?<![\w\"'])!\s*[\w(\"']": "`not` turns a single condition round, and `~` one on a column.",
}
_BLOCK = re.compile(r"(if|for|while|def|else|elif|with|try|except|class)\b")
_COMPARED = re.compile(r"(if|while|elif)\b.*(?<![=!<>])=(?!=)")
_EQUALS_IN_DICT = re.compile(r"""[{,]\s*("[^"]*"|'[^']*')\s*=(?!=)""")
_CURLY = re.compile(r"^invalid character '[\u2018-\u201f\u00ab\u00bb\u00b4]'")
_HYPHENS = re.compile(r"^[^\W\d]\w*(-\w+)+\s*=(?!=)")
_KEY_AND_VALUE = re.compile(r"""^("[^"]*"|'[^']*')\s*=(?!=)""")
_NUMBER_PARTED = re.compile(r"(?<![\w.,])\d+,\d+(?![\w,])")
_QUOTED_INPUT = re.compile(r"""[(,]\s*["'](\w+)["']\s*=(?!=)""")


def syntax_in_words(error: SyntaxError, source: str = "") -> str:
    """What keeps a cell from being read, with its line and the next step.

    Parameters
    ----------
    error : SyntaxError
    source : str
        The cell, if it is known.
    """
    said = (error.msg or "invalid syntax").rstrip(".?")
    line = (error.text or "").strip()
    shown = f": `{line[:_LONGEST]}`" if line else ""
    place = f"Your cell is not Python yet: line {error.lineno}"
    quoted = _QUOTED_INPUT.search(line)
    if quoted and "cannot contain assignment" in said:
        return f"{place}{shown}. The name before `=` stands without quotation marks: `{quoted[1]}=…`."
    entry = _EQUALS_IN_DICT.search(line)
    whole = source or error.text or ""
    if not entry and _bracket_at(whole, error.lineno or 1) == "{":
        entry = _KEY_AND_VALUE.search(line)
    if entry and "assign" in said:
        return f"{place}{shown}. Between a key and its value stands a colon, and no `=`: `{entry[1]}: …`."
    if step := _slip(said, line):
        # Python's guess is of another slip.
        return f"{place}{shown}. {step}"
    step = _by_pattern(_BY_TEXT, said) or _by_pattern(_BY_LINE, line)
    if not step and _COMPARED.match(line):
        step = "To compare, write `==`."
    elif not step and _BLOCK.match(line) and not line.endswith(":"):
        step = "Such a line ends in a colon."
    elif not step and re.match(r"invalid (syntax|decimal)", said):
        step = _between(whole, error.lineno or 1)
        # Where it is known what is missing, Python's guess of it and its line would only distract.
        said = "invalid syntax" if step else said
    return f"{place}, {said}{shown}.{f' {step}' if step else ''}"


def _slip(said: str, line: str) -> str:
    """A slip of the hand that is sure from the line and from Python's words, in a sentence; or nothing."""
    bare = re.sub(r"""("[^"]*"|'[^']*')""", '""', line.partition("#")[0].strip())
    if _CURLY.match(said):
        return "Such quotation marks come from a text program: Python takes straight ones, `\"` or `'`."
    if "assign to expression" in said and _HYPHENS.match(bare):
        name = bare.partition("=")[0].strip()
        return f"A name has no hyphens, which are minus signs: `{name.replace('-', '_')} = …`."
    if "assign to expression" in said and re.match(r"[^=]*[-+*/][^=]*(?<![<>!])=(?!=)", bare):
        return (
            "Left of `=` stands one name, and right of it what it is computed from. Python solves no "
            "equation: solve it first for what you look for."
        )
    if "dictionary key" in said and re.search(r"\d,\d+\b(?!\s*:)", bare):
        return _PARTED
    if "leading zeros" in said and _NUMBER_PARTED.search(bare):
        return _PARTED
    return _by_pattern(_SLIPS, bare) if re.match(r"invalid syntax|expected '\('", said) else ""


def _bracket_at(source: str, line: int) -> str:
    """The innermost bracket that is open where a line begins; empty if there is none."""
    opened = [""]
    for token in (each for each in _tokens(source) if each.start[0] < line and each.type == tokenize.OP):
        if token.string in ("(", "[", "{"):
            opened.append(token.string)
        elif token.string in (")", "]", "}") and len(opened) > 1:
            opened.pop()
    return opened[-1]


def _by_pattern(table: dict[str, str], text: str) -> str:
    return next((step for pattern, step in table.items() if re.search(pattern, text)), "")


def _between(source: str, line: int) -> str:
    """What is missing between two values that stand side by side, up to the line that Python points at."""
    if two := _two_at_once(_tokens(source), line):
        return two
    found = [pair for pair in _side_by_side(source) if pair[0].start[0] <= line]
    if not found:
        return ""
    for left, right, _ in found:
        if left.end == right.start and tokenize.STRING in (left.type, right.type):
            return (
                f"The text ends at the quotation mark before `{_short(right.string)}`: inside it take the "
                "other kind."
            )
    left, right, bracket = found[-1]
    one, other = _short(left.string), _short(right.string)
    if bracket and left.end[0] < right.start[0]:
        return f"A comma is missing at the end of line {left.end[0]}, behind `{one}`."
    if bracket == "{" and left.type == right.type == tokenize.STRING:
        return f"Between a key and its value stands a colon: `{one}: {other}`."
    if bracket == "{:" and right.type == tokenize.STRING:
        return f"A comma is missing between `{one}` and `{other}`."
    sign = "an operator such as `*`"
    returned = left.line.strip().startswith("return ")
    if (bracket or returned) and tokenize.NUMBER not in (left.type, right.type):
        return f"A comma, or {sign}, is missing between `{one}` and `{other}`."
    if left.end[0] < right.start[0]:
        return ""
    return f"Something is missing between `{one}` and `{other}`, such as the operator `*`."


def _two_at_once(tokens: list[tokenize.TokenInfo], line: int) -> str:
    """What to say of `[… for a, b in x, y]`, where two lists stand side by side; empty if there is none."""
    for place, token in enumerate(tokens):
        targets = [each.string for each in tokens[place + 1 : place + 5]]
        if token.string != "for" or targets[1:4:2] != [",", "in"] or token.start[0] > line:
            continue
        depth = 0
        for each in tokens[place + 5 :]:
            depth += (each.string in ("(", "[", "{")) - (each.string in (")", "]", "}"))
            if depth < 0 or each.string in ("for", "if", ":") or each.type == tokenize.NEWLINE:
                break
            if depth == 0 and each.string == ",":
                one, other = targets[0], targets[2]
                return (
                    f"Two lists are gone through side by side by `for {one}, {other} in zip(…, …)`, and each "
                    f"of the one with each of the other by two loops, `for {one} in … for {other} in …`."
                )
    return ""


def _side_by_side(source: str) -> list[tuple[tokenize.TokenInfo, tokenize.TokenInfo, str]]:
    """Pairs of values with nothing between them, and the bracket that they stand in; `{:` behind a key."""
    found, opened = [], [""]
    tokens = _tokens(source)
    for left, right in pairwise(tokens):
        if left.string in ("(", "[", "{") and left.type == tokenize.OP:
            opened.append(left.string)
        elif left.string in (")", "]", "}") and left.type == tokenize.OP and len(opened) > 1:
            opened.pop()
        elif opened[-1][:1] == "{" and left.string in (":", ","):
            opened[-1] = "{:" if left.string == ":" else "{"
        texts = left.type == right.type == tokenize.STRING
        # Two texts side by side are one, but none that a dict asks for.
        if _ends_value(left) and _begins_value(right) and (not texts or opened[-1][:1] == "{"):
            found.append((left, right, opened[-1]))
    return found


def _tokens(source: str) -> list[tokenize.TokenInfo]:
    """The code's tokens as far as they can be read, without comments and the line ends inside brackets."""
    tokens: list[tokenize.TokenInfo] = []
    beside = (tokenize.NL, tokenize.COMMENT)
    # Where they cannot be read to the end, what comes before is enough.
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        tokens.extend(
            each for each in tokenize.generate_tokens(io.StringIO(source).readline) if each.type not in beside
        )
    return tokens


def _ends_value(token: tokenize.TokenInfo) -> bool:
    return _begins_value(token) or token.string in (")", "]", "}")


def _begins_value(token: tokenize.TokenInfo) -> bool:
    if token.type == tokenize.NAME:
        return token.string in _VALUES or not keyword.iskeyword(token.string)
    return token.type in (tokenize.NUMBER, tokenize.STRING)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:27]}…"
