"""Rules about the pages of a book: each a function from a page to a list of problems.

`EVERY_PAGE` holds for all of them, `EVERY_CHAPTER` is the frame of a chapter; a course that tests claims
keeps `CLAIMS_ON_EVERY_PAGE` and `CLAIMS_IN_EVERY_CHAPTER` as well.
"""

from __future__ import annotations

import ast
import builtins
import csv
import itertools
import json
import re
import symtable
from collections.abc import Callable
from functools import lru_cache

from pybtex.database import parse_file

from corrige.course import Course
from corrige.testing.pages import Block, Page, all_blocks, blocks, boxes, exactly_one, headings, items

# What one can see a learner do; never "understand", "know" or "learn".
VERBS = set(
    re.findall(
        r"\w+",
        """
        apply argue assess bound build calculate check choose cite classify code combine compare
        compute construct convert count criticise date decide decompose defend define derive
        describe design detect distinguish draw enumerate estimate evaluate examine explain express
        find fit forecast formulate identify infer interpret judge justify list locate measure model
        name order place plot predict quantify rank read record refute reject report rewrite say
        score search select separate show simulate sketch sort specify state tell test trace turn
        update use verify weigh write
        """,
    )
)
Rule = Callable[[Page], list[str]]
VERDICT = re.compile(r"\*\*(C\d\d) · (\w+), (\w+) confidence\.\*\*")
VERDICTS = {"supported", "partly", "contradicted", "unverifiable", "opinion"}


# ---- Rules for every page


def title_and_headings(page: Page) -> list[str]:
    """One title, and no level left out below it."""
    levels = [level for level, _words in headings(page.text)]
    problems = [] if levels.count(1) == 1 and levels[:1] == [1] else ["one title is needed, before all else"]
    return problems + [
        f"a heading of level {deeper} follows one of level {level}"
        for level, deeper in itertools.pairwise(levels)
        if deeper > level + 1
    ]


def figures(page: Page) -> list[str]:
    """A chart has a name, a caption, and a text that says what it shows; a picture has the text."""
    problems = [f"picture without text: {picture}" for picture in re.findall(r"!\[\s*\]\([^)]*\)", page.text)]
    for block in all_blocks(blocks(page.text)):
        if block.name in {"figure", "image"} and len(str(block.options.get("alt", ""))) < 30:
            problems.append(f"{{{block.name}}} {block.argument} does not say what it shows (:alt:)")
        if block.name == "code-cell" and re.search(r"\bcharts\.[a-z_]+\(|\bplt\.\w+\(|\.plot\b", block.body):
            problems += _chart(block)
    return problems


def _chart(cell: Block) -> list[str]:
    extra = cell.options.get("mystnb", {})
    figure, image = extra.get("figure", {}), extra.get("image", {})
    code = "\n".join(line for line in cell.body.splitlines() if not line.startswith("%"))
    silent = not isinstance(ast.parse(code).body[-1], ast.Expr) or code.rstrip().endswith(";")
    needed = {
        "figure: name": bool(figure.get("name")),
        "figure: caption with its source ('Source: …')": bool(
            re.search(r"\bSources?:", figure.get("caption", ""))
        ),
        "image: alt that says what the chart shows": len(str(image.get("alt", ""))) >= 60,
        "alt and caption that differ": image.get("alt") != figure.get("caption"),
        "a last line that ends with ';' (or Jupyter prints the axes as well)": silent,
    }
    return [
        f"the chart '{code.rstrip().splitlines()[-1][:50]}' needs {what}"
        for what, there in needed.items()
        if not there
    ]


def shown_cells(text: str) -> list[str]:
    """Code that a reader sees or can unfold."""
    cells = [block for block in all_blocks(blocks(text)) if block.name == "code-cell"]
    return [
        "\n".join("pass" if line.startswith("%") else line for line in cell.body.splitlines())
        for cell in cells
        if not {"remove-cell", "remove-input"} & set(cell.options.get("tags", []))
    ]


def shown_code_runs(page: Page) -> list[str]:
    """A reader who copies what is shown has all names, and none of the asserts that guard the prose."""
    known, problems = set(dir(builtins)), []
    for code in shown_cells(page.text):
        table = symtable.symtable(code, "cell", "exec")
        bound = {each.get_name() for each in table.get_symbols() if each.is_assigned() or each.is_imported()}
        bound |= {each.get_name() for each in table.get_symbols() if each.is_namespace()}
        if unknown := _looked_up(table) - bound - known:
            problems.append(
                f"'{code.strip()[:40]}' uses {', '.join(sorted(unknown))}, which no shown cell defines"
            )
        if any(isinstance(line, ast.Assert) for line in ast.parse(code).body):
            problems.append(f"'{code.strip()[:40]}' has an assert: guard the prose in a cell that is removed")
        known |= bound
    return problems


def _looked_up(table: symtable.SymbolTable) -> set[str]:
    """Names that a cell looks up outside its functions."""
    top = table.get_type() == "module"
    here = {
        each.get_name() for each in table.get_symbols() if each.is_referenced() and (top or each.is_global())
    }
    return here.union(*(_looked_up(child) for child in table.get_children()))


def per_cent(page: Page) -> list[str]:
    """Typed as 57 % throughout; what code writes is mended on the page."""
    prose = re.sub(r"^```\{code-cell\}.*?^```|`[^`\n]+`", "", page.text, flags=re.MULTILINE | re.DOTALL)
    return [f"write '{found[:-1]} %'" for found in re.findall(r"\d+%", prose)]


def citations(page: Page) -> list[str]:
    """Each work that is cited is in the bibliography."""
    keys = re.findall(r"\{(?:foot)?cite(?::\w+)?\}`([^`]+)`", page.text)
    named = [re.sub(r".*<(.*)>", r"\1", key.strip()) for group in keys for key in group.split(",")]
    known = bibliography(page.course)
    return [f"{key!r} is not in references.bib" for key in named if key not in known]


@lru_cache(maxsize=8)
def bibliography(course: Course) -> frozenset[str]:
    """Keys of the works in `book/references.bib`; none if there is no such file."""
    path = course.root / "book" / "references.bib"
    return frozenset(parse_file(path).entries) if path.is_file() else frozenset()


# ---- Rules for a chapter, and for claims


def claim_first(page: Page) -> list[str]:
    """The claim stands before everything else, with its number."""
    found = [block for block in blocks(page.text) if block.name != "code-cell"]
    if not found or not found[0].has("claim"):
        return ["the first box is not the claim"]
    problems = exactly_one(boxes(page.text, "claim"), "claim")
    if "\n## " in page.text and page.text.index("\n## ") < page.text.index(found[0].body[:40]):
        problems.append("a section stands before the claim")
    named = re.findall(r"\bC\d\d\b", found[0].body)
    return problems + ([] if named else ["the claim box names no claim (C01 …)"])


def claims_exist(page: Page) -> list[str]:
    """Each claim that is named is in the table."""
    named = sorted(set(re.findall(r"\bC\d\d\b", page.text)) - set(claims(page.course)))
    return [f"there is no claim {claim}" for claim in named]


@lru_cache(maxsize=8)
def claims(course: Course) -> dict[str, dict[str, str]]:
    """The table of claims of a course: id, chapter, verdict, confidence, and what else it has; by id."""
    table = course.source / "data" / "tables" / "claims.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def objectives(page: Page) -> list[str]:
    """Three to five, counted, each with a verb that one can observe."""
    found = boxes(page.text, "objectives")
    if problems := exactly_one(found, "objectives"):
        return problems
    listed = items(found[0])
    problems = [] if 3 <= len(listed) <= 5 else [f"{len(listed)} objectives, 3 to 5 are needed"]
    for number, item in enumerate(listed, 1):
        shape = re.match(r"\*\*LO\d+\.(\d+)\*\*\s+(\w+)", item)
        if not shape or int(shape[1]) != number:
            problems.append(f"'{item[:40]}' should begin with **LOn.{number}**, then a verb")
        elif shape[2].casefold() not in VERBS:
            known = ", ".join(sorted(VERBS))
            problems.append(f"'{shape[2]}' is no verb that one can observe. Such are: {known}")
    return problems


def minutes(text: str) -> tuple[int, str] | None:
    """Minutes to read, and the exercise whose minutes the page states."""
    form = r"\*\*Reading:\*\* (\d+) minutes\. \*\*Exercise:\*\* \{exercise-minutes\}`(ex\d\d)`"
    found = re.search(form, text)
    return (int(found[1]), found[2]) if found else None


def effort(page: Page) -> list[str]:
    """The box of objectives says what one needs and how long it takes."""
    opening = [box.body for box in boxes(page.text, "objectives")]
    if len(opening) == 1 and "**Before you start:**" in opening[0] and minutes(opening[0]):
        return []
    wanted = "**Before you start:** … **Reading:** N minutes. **Exercise:** {exercise-minutes}`exNN`."
    return [f"the box of objectives has no '{wanted}'"]


def reading_time(page: Page) -> list[str]:
    """A dense page in a foreign language: 150 words a minute, 10 seconds a line of code, a minute a chart."""
    told = minutes(page.text)
    prose = re.sub(r"^```\{code-cell\}.*?^```|^---.*?^---", "", page.text, flags=re.MULTILINE | re.DOTALL)
    words = len(re.findall(r"[\w\u2019'-]+", re.sub(r"\{cite[^`]*`[^`]*`", "", prose)))
    cells = [block for block in all_blocks(blocks(page.text)) if block.name == "code-cell"]
    lines = sum(len(cell.body.split("\n")) for cell in cells if not cell.options.get("tags"))
    charts = sum("mystnb" in cell.options for cell in cells)
    needed = words / 150 + lines / 6 + charts
    if told and abs(told[0] - needed) <= max(5, 0.1 * needed):
        return []
    return [f"reading it takes about {needed:.0f} minutes, the chapter says {told[0] if told else 'nothing'}"]


def self_checks(page: Page) -> list[str]:
    """Two to four questions, and a reply for every answer."""
    found = boxes(page.text, "self-check")
    problems = (
        [] if 2 <= len(found) <= 4 else [f"{len(found)} boxes of class 'self-check', 2 to 4 are needed"]
    )
    for box in found:
        options = [inner for inner in box.inner if inner.name == "dropdown"]
        if len(options) < 2:
            problems.append(f"'{box.argument}' has {len(options)} answers to open, at least 2 are needed")
        replies = [option.body.strip() for option in options]
        if len(set(replies)) < len(replies) or any(len(reply.split()) < 4 for reply in replies):
            problems.append(f"'{box.argument}': every answer needs a reply of its own")
    return problems


def verdict(page: Page) -> list[str]:
    """Each verdict is a line "**C02 · partly, medium confidence.**", and then what would change it."""
    found = boxes(page.text, "verdict")
    problems = [] if found else ["no box of class 'verdict'"]
    for box in found:
        given = VERDICT.findall(box.body)
        if not given:
            problems.append(f"the box '{box.argument}' has no '**C02 · partly, medium confidence.**'")
        if len(re.findall(r"would change it", box.body)) < len(given):
            problems.append(f"the box '{box.argument}' has a verdict without what would change it")
        classes = VERDICTS & set(str(box.options["class"]).split())
        problems += [f"{claim} is {word}, its box {classes}" for claim, word, _ in given if classes - {word}]
    return problems


def verdicts_agree_with_the_table(page: Page) -> list[str]:
    """A verdict and its confidence are those of the table."""
    given = [verdict for box in boxes(page.text, "verdict") for verdict in VERDICT.findall(box.body)]
    known = {claim: (row["verdict"], row["confidence"]) for claim, row in claims(page.course).items()}
    return [
        f"{claim} is {word}, {confidence} confidence here and {known.get(claim)} in the table"
        for claim, word, confidence in given
        if known.get(claim) != (word, confidence)
    ]


def verdict_titles(page: Page) -> list[str]:
    """Each kind of verdict has one box, and its title is the verdict."""
    found = [(box.argument, str(box.options["class"]).split()[-1]) for box in boxes(page.text, "verdict")]
    problems = [
        f"the box '{title}' should be 'Verdict: {word}'"
        for title, word in found
        if title != f"Verdict: {word}"
    ]
    return problems + ([] if len(set(found)) == len(found) else ["two boxes have the same verdict"])


def key_points(page: Page) -> list[str]:
    """One for each objective."""
    found, goals = boxes(page.text, "key-points"), boxes(page.text, "objectives")
    problems = exactly_one(found, "key-points")
    if (2, "Key points") not in headings(page.text):
        problems.append("no section 'Key points'")
    if not problems and goals and len(items(found[0])) != len(items(goals[0])):
        problems = [f"{len(items(found[0]))} key points for {len(items(goals[0]))} objectives"]
    return problems


def exercise(page: Page) -> list[str]:
    """One card, of an exercise that trains these objectives, with its minutes."""
    cards = [block.argument for block in blocks(page.text) if block.name == "exercise-card"]
    if len(cards) != 1:
        return [f"{len(cards)} exercise cards, one is needed"]
    notebook = page.course.exercises / f"{cards[0]}.ipynb"
    if not notebook.exists():
        return [f"there is no exercises/{cards[0]}.ipynb"]
    facts = json.loads(notebook.read_text(encoding="utf-8"))
    goals = set(re.findall(r"\bLO\d+\.\d+\b", json.dumps(facts["cells"])))
    problems = [
        f"the exercise trains {goal}, which is no objective here"
        for goal in sorted(goals)
        if goal not in page.text
    ]
    needed = facts["metadata"]["corrige"]["exercise"]
    if (minutes(page.text) or (0, ""))[1] != needed:
        problems.append(f"the box of objectives gives the minutes of another exercise than {needed}")
    return problems


def sources(page: Page) -> list[str]:
    """The last section, and at least one work cited."""
    last = headings(page.text)[-1:]
    problems = [] if last and last[0][1].startswith("Sources") else ["the last section is not 'Sources …'"]
    return problems + ([] if "{cite" in page.text else ["no source is cited"])


def order(page: Page) -> list[str]:
    """The parts stand in one order in all chapters."""
    wanted = ["claim", "objectives", "self-check", "verdict", "key-points", "exercise-card"]
    seen = [
        next((name for name in wanted if block.has(name) or block.name == name), "")
        for block in blocks(page.text)
    ]
    places = [seen.index(name) for name in wanted if name in seen]
    return [] if places == sorted(places) else [f"the parts do not stand in the order {', '.join(wanted)}"]


EVERY_PAGE = [title_and_headings, figures, shown_code_runs, per_cent, citations]
EVERY_CHAPTER = [objectives, effort, reading_time, self_checks, key_points, exercise, sources, order]
CLAIMS_ON_EVERY_PAGE = [claims_exist]
CLAIMS_IN_EVERY_CHAPTER = [claim_first, verdict, verdict_titles, verdicts_agree_with_the_table]
