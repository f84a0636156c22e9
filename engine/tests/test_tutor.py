"""What a learner is told in a running notebook: of a cell that stopped, of slips and not of coincidences, in stages."""

from __future__ import annotations

import ast
import math
import re
import warnings
from pathlib import Path
from types import CodeType, SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import corrige.authoring.slips
import corrige.feedback.cards
import corrige.feedback.history
import corrige.feedback.stages
from corrige.authoring.cards import _says_much
from corrige.authoring.reader import read_exercise
from corrige.authoring.slips import changed
from corrige.authoring.spec import make_spec
from corrige.authoring.steps import first_step
from corrige.codec import canonical, digest, encode, hide, seal
from corrige.codec.fingerprint import fingerprint, is_as_given
from corrige.codec.in_kernel import call
from corrige.feedback.charts.judge import _elsewhere
from corrige.feedback.comparing import Scale
from corrige.feedback.diagnose import diagnose, wrong_parts
from corrige.feedback.errors import error_in_words
from corrige.feedback.errors.code_words import by_code
from corrige.feedback.evaluate import _added_up, _by_case, evaluate
from corrige.feedback.hints.given_values import passed_by
from corrige.feedback.hints.source import not_kept, seen_in
from corrige.feedback.hints.types import wrong_family
from corrige.feedback.history import source_of
from corrige.feedback.number_words import cut_off
from corrige.feedback.reply import Reply
from corrige.feedback.rows_and_columns import wrong_names
from corrige.feedback.stages import further, of_the_mark
from corrige.grading.run.part_messages import _parts


def said(shell: InteractiveShell, *cells: str, task: str = "event-count") -> str:
    """Run cells, then ask."""
    for cell in cells:
        shell.run_cell(cell, store_history=True)
    shell.run_cell(f"_reply = check({task!r})", store_history=True)
    return shell.user_ns["_reply"].text


def test_the_note_of_an_error_stays_until_the_cell_is_run_anew(shell: InteractiveShell) -> None:
    first = said(shell, "event_count = table['kinds'].nunique()")
    assert "Your cell stopped in line 1 with KeyError: 'kinds'." in first
    assert "the nearest is 'kind'" in first
    second = said(shell, "1 + 1")
    assert second.startswith(first)
    assert "Hint: A Series can tell" in second
    third = said(shell, "event_count = 7")
    assert "stopped" not in third
    assert "event_count is 7." in third
    stale = said(shell, "event_count = tabel['kind'].nunique()")
    assert "did you mean `table`?" in stale
    assert "What follows is about the answer from before.\n" in stale
    assert "event_count is 7." in stale
    assert "stopped" not in said(shell, "other = tabel", "event_count = 7")


def test_an_error_in_a_cell_before_the_answer_is_told(shell: InteractiveShell) -> None:
    assert "the nearest is 'event'" in said(shell, "rows = table['events']")
    assert "the nearest is 'event'" in said(shell)
    assert "There is no name event_count yet" in said(shell, "rows = table['event']")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("event_counts = table['event'].nunique()", "Your last cell makes `event_counts`: keep the name"),
        ("print(table['event'].nunique())", 'keeps nothing: `event_count = table["event"].nunique()`.'),
        ("rows = table\nrows['event'].nunique()", 'keeps nothing: `event_count = rows["event"].nunique()`.'),
        ("{'a': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}", "keeps nothing: `event_count = …`."),
        ("plt.bar([1], [2])\nplt.title('x')", "`event_count.bar(…)` draws on them."),
        (
            "table['event'].plot.hist(title='x')",
            '`event_count = table["event"].plot.hist(…)` keeps its axes.',
        ),
        ("rows = []\nrows.append(1)", "Run the answer cell above"),
        ("rows = table", "Run the answer cell above"),
    ],
)
def test_what_was_done_in_place_of_an_answer_is_told(shell: InteractiveShell, cell: str, says: str) -> None:
    shell.run_cell("import matplotlib.pyplot as plt\nplt.switch_backend('agg')", store_history=True)
    told = said(shell, cell)
    plt.close("all")
    assert told.startswith("There is no name event_count yet. ")
    assert says in told


NAMES = {
    "table": pd.DataFrame({"kind": ["a"], "event": [1]}),
    "ladder": pd.DataFrame({"measure": ["a"], "rung": [1]}),
    "states": pd.DataFrame({"FRA": [0.5], "GBR": [0.25]}, index=pd.Index([2002], name="year")),
    "votes": pd.DataFrame({"agree_fra": [0.5], "agree_gbr": [0.25], "year": [2002]}),
    "base": {"gain": 1},
    "text": pd.DataFrame({"x": ["a", "b"]}),
    "claims": pd.DataFrame({"kind": ["x"], "speaker": ["author"], "sources": ["page 1"]}),
    "coding": pd.DataFrame({"first": ["yes"], "second": ["no"]}),
    "other": pd.DataFrame({"second": ["no"]}),
    "dated": pd.DataFrame({"day": [1], "when": pd.to_datetime(["2002-01-01"])}),
    "scale": {"a": 1, "b": 2},
    "rate": 0.5,
    "mean_of": lambda values: sum(values) / len(values),
    "plt": plt,
    "math": math,
    "np": np,
    "pd": pd,
    "mean_gain": lambda gain: gain - 1,
    "gains": pd.DataFrame({"gain": [1]}),
    "axes": plt.subplots()[1],
    "gap": pd.Series(range(17), index=[1, *range(5, 21)]),
    "ends": (12, 20),
    "draw": lambda: plt.subplots()[1],
}


def _compiled(source: str) -> CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python itself suspects a missing comma in `100 (…)`
        return compile(source, "<cell>", "exec")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (
            "table['rung']",
            "This table has no column 'rung': it has 'kind' and 'event'. `ladder` has one of this name; if it is "
            "that one you mean",
        ),
        ("table.groupby('kind')['rung'].sum()", "`ladder` has one of this name"),
        ("states['year']", "`year` is the name of this table's index and not a column: use `.index`"),
        ("states.year", "`year` is the name of this table's index"),
        ("votes['agree']", "several begin so: 'agree_fra' and 'agree_gbr'."),
        ("states['GER']", "There is no column, label or key of this name. There are 'FRA' and 'GBR'."),
        ("states.loc['2002']", "The label is the number 2002, without quotation marks."),
        ("table['Kind']", "the nearest is 'kind'"),
        ("base['gains']", "the nearest is 'gain'"),
        ("base['x']", "There are 'gain'."),
        (
            "table.merge(states, on='kind')",
            "KeyError: 'kind'. `states` has no column 'kind'. Merge on what both have, or give `left_on=`",
        ),
        ("table.merge(ladder.assign(event=1), on='rung')", "one of this name"),
        (
            "pd.merge(coding, other, on='first')",
            "`other` has no column 'first'. Merge on what both have: both",
        ),
        ('table.groupby("knd")', "the nearest is 'kind'"),
        ("[a - 'b' for a in text]", "A loop over a table gives the names of its columns"),
        ("table[table['event'] == 9]['event'].iloc[0]", "Did a filter before it find no row?"),
        ("table['event'] ^ 0.5", "write `**`"),
        ("draw().title('Rows')", '`ax.set_title("…")` writes one'),
        ("table['event'] == [1, 2]", "`.isin([…])`"),
        ("table['kind'] == 'a' & table['event'] == 1", "each condition in brackets of its own"),
        ("np.arange(3) @ np.arange(4)", "look at `len(...)` or `.shape` of both"),
        ("bool(pd.NA <= 30)", "ask `pd.isna(…)` first"),
        ("{1: 2} > {1: 1}", "`pd.Series(…)` of each can"),
        ("(lambda: None)()[2003]", "does a function of yours end without `return`?"),
        ("pd.DataFrame({'n': pd.array([1, None])}).fillna('A')", "fill the one that is meant"),
        ("__import__('math').log(0)", "`np.log(0)` is minus infinity"),
        ("__import__('nonesuch')", "This Python has no such library"),
        ("ln(2)", "`ln` belongs to numpy: write `np.log(…)`."),
        ("math.log(table['event'])", "`np.log`, `np.sqrt` and the others of numpy take a whole column"),
        ("table['kind'].astype('category').mean()", "A share is the mean of a comparison"),
        (
            "table.loc[[2002]]",
            "`.loc` looks among the labels of the rows, and these are 0 to 0. `states` has those asked for.",
        ),
        ("pd.compat._optional.import_optional_dependency('nonesuch')", "This Python has no such library"),
        ("table['kind', 'event']", 'by a list, with brackets of its own: `[["kind", "event"]]`.'),
        ("table['kind', 'rung']", "Of these it has no 'rung'."),
        ("table.loc[:, 'kind', 'event']", "put them in a list"),
        ("table.loc['event']", "`event` is a column"),
        ("(table['event'] > 0).groupby('rung').mean()", 'Hand over the column itself: `ladder["rung"]`.'),
        ("table.query('event = 1')", "To compare, write `==`."),
        ("table.loc[text['x']]", "compare it first"),
        ("table.loc[table['kind'] is None]", "compare a column with `==`, not with"),
        ("(table.groupby('kind') == 'a').mean()", "what was compared is no column"),
        ("list(votes.to_numpy())[0, 1]", "`row[i][j]`, with two pairs of brackets"),
        ("[a for a, b in {'first': 1}]", "`.items()` gives each with its value"),
        ("table['event'] != 'x'.mean()", "What stands before that dot is text"),
        ("table.groupby('event')['kind'].mean()", "text has no mean, median or sum"),
        ("~text['x'] == 'a'", "binds more tightly than `==`"),
        ("pd.crosstab('kind', 'event')", "Hand over the columns themselves"),
        ("pd.crosstab(table['kind'])", "counts the combinations of two columns"),
        ("crosstab(table['kind'], table['event'])", "belongs to pandas: write `pd.crosstab(…)`"),
        ("table.crosstab('kind', 'event')", "belongs to pandas: write `pd.crosstab(…)`"),
        ("ln(2)", "belongs to numpy: write `np.log(…)`"),
        ("pd.crosstab(kind, event)", 'column of `table` and `claims`: `table["kind"]` takes it'),
        ("table[table[kind] == 'a']", 'write "kind", with quotation marks'),
        ("table.assign(gain==0)", "`.assign(gain=…)`"),
        ("table.assign('event', 0)", "without quotation marks"),
        ("draw().bar(text['x'])", "first where (or under which name), then how much"),
        ("__import__('math').log(votes['year'])", "`np.log`, `np.sqrt`"),
        ("len(table) / table['event'].sum", "A method was not called"),
        ("[1, 2][2]", "Places are counted from 0"),
        ("[].append(1, 2)", "`append((a, b))`"),
        ("[1, 2] * 0.5", "A list, a tuple or a dict cannot be calculated with"),
        ("(lambda gain, loss: gain)(base)", "`f(**entries)`, with two stars"),
        ("rate(1 - rate) / 5", "A `*` is missing between `rate` and `(1 - rate)`"),
        ("100 (rate / 2)", "A `*` is missing between `100` and `(rate / 2)`"),
        ("(1 - rate)(rate)", "A `*` is missing between `(1 - rate)` and `(rate)`"),
        ("base['gain'](rate - 1)", 'A `*` is missing between `base["gain"]` and `(rate - 1)`'),
        ("votes['agree_fra'](1 - rate)", "A `*` is missing between"),
        ("votes('year')", "a table's column stands in square ones"),
        ("votes['year'].diff.corr(votes['year'])", "`diff` is a method and has not been called"),
        ("mean_of.corr", "`mean_of` is a function and has not been called"),
        ("table.groupby['kind']", "`groupby` is a method, and round brackets call it: `.groupby(…)`."),
        ("axes = draw()\naxes.xlabel('Year')", "On axes it is called `axes.set_xlabel(…)`"),
        ("axes = draw()\naxes.plot.bar(text['x'])", "On axes it is `axes.bar(names, numbers)`"),
        ("votes['year'].bar()", 'through `.plot`: `votes["year"].plot.bar(ax=ax)`'),
        ("plt.subplots()[0].bar([1], [1])", "That is the whole paper"),
        ("plt.subplots().bar([1], [1])", "take them apart first"),
        ("states.loc['FRA', 2002]", 'rows come first, `states.loc[2002, "FRA"]`.'),
        ("states[2002]", "`.loc[2002]` takes the whole row"),
        ("table['kind' == 'a']", '`table[table["kind"] == "a"]`'),
        (
            "table.groupby('event')['kind' == 'a'].all()",
            '`(table["kind"] == "a").groupby(table[…])`',
        ),
        ("claims['source'] == 'author'", "'author' stands in the column 'speaker'."),
        ("claims['source'] == 'page 1'", "the nearest is 'sources'"),
        ("[a - b for a, b in zip(first, second)]", 'first is a column: `coding["first"]` takes it'),
        ("kind + '!'", 'kind is a column of `table` and `claims`: `table["kind"]` takes it'),
        ("claims[kind]", 'write "kind", with quotation marks'),
        ("abs([a - 1 for a in votes['year']])", "`[abs(…) for … in …]`"),
        ("text['x'].astype('scale')", "as `pd.CategoricalDtype(values, ordered=True)` makes one"),
        ("votes['agree_fra'].corr('agree_gbr')", "the other column itself and not its name"),
        ("ladder.groupby('rung')['measure'].mean()", "into its number first: `.map(scale)`."),
        ("ladder.groupby('rung').agg({'measure': 'median'})", "text has no median. Turn each word"),
        ("scale[ladder['measure']]", '`ladder["measure"].map(scale)` looks up each'),
        (
            "table[table['kind'] == 'a', ['event']]",
            "InvalidIndexError. Rows and columns together are taken by",
        ),
        ("pd.crosstab(index='kind', columns='event', data=table)", "It takes the columns themselves"),
        ("pd.concat([table], sorted=True)", "`concat` takes no input called `sorted`"),
        ("cmath.sqrt(2)", "`cmath` is a module that is not loaded yet: write `import cmath` first."),
        ("from corrige.feedback.errors import by_code_of", "That module has nothing of this name"),
        (
            "from corrige.feedback.hints.loops import seen_in",
            "`from corrige.feedback.hints.source import seen_in`",
        ),
        ("rows = [5, 9]\nfor i in rows: rows[i]", "gives the values themselves and not their places"),
        ("ladder.groupby('rung').agg(n=('measure', 'yes'))", '`agg` was asked to do "yes"'),
        ("dated.groupby('day').all()", "Every column was asked, dates among them"),
        ("votes.dropna(subset=['agree', 'year'])", "several begin so: 'agree_fra' and 'agree_gbr'."),
        ("states.loc[['2002']]", "The labels of the rows are numbers: leave out the quotation marks."),
        ("votes[['year', 'year']].groupby('year').sum()", "Two columns of that table have this name"),
        ("votes.dropna(subset=['agree_fr', 'nonesuch'])", "nearest is 'agree_fra'. Nor is there 'nonesuch'."),
        (
            "def of(state):\n    return states.dropna(subset=['state'])\nof('FRA')",
            "Quotation marks make a text of 'state'",
        ),
        ("kinds = 'a'\ntable['kinds']", "the nearest is 'kind'"),
        ("y = 2003\nstates.loc['y - 1', 'FRA']", "Quotation marks make a text of 'y - 1'"),
        ("states[[2002]]", "Square brackets alone choose columns, and these are labels of rows"),
        ("states.T.loc[2002]", "`2002` is a column: `table[2002]` takes it."),
        ("votes.groupby([0] * 2 + [1])", "The list of groups needs one entry for each row"),
        ("votes.dropna().set_index('year').loc[2003]", "`.dropna(subset=[…])` names those that count"),
        ("corr(votes['year'], votes['agree_fra'])", '`votes["year"].corr(votes["agree_fra"])`'),
        ("chart.set_title('x')", "`fig, chart = plt.subplots()`"),
        ("chart.mean()", "There is no such name yet"),
        ("sum([1]) / len", "`len` is a function and has not been called: `len(…)`"),
        ("def cost(v):\n    v + 1\ncost(1) + cost(2)", "`cost` has no `return`, so it gives None"),
        ("def cost(v):\n    return v\ncost([1], 2)", "Your own function is `cost(v)`"),
        ("kinds = [1]\nvotes[kinds == 1]", "`pd.Series(kinds) == 1` compares"),
        ("bool(np.arange(3) < 1)", "is it a single number that is meant, and a sum or a mean is missing?"),
        ("[1, 2] < 3", "A list is not compared with a number as a whole"),
        ("3 < [1, 2]", "A list is not compared with a number"),
        ("range([1])", "`for x in values` takes the values one by one"),
        ("[1, 2][4 / 2]", "`//` gives a whole one"),
        ("[1, 2][[0]]", "`np.array(values)[places]`"),
        ("[1, 2][0, 1]", "cut out with a colon: `row[i:j]`"),
        ("max(3)", "`max(one, other)` the larger of two"),
        ("(states * states.T).idxmin()", "`@` is the product of two tables"),
        ("table.assign(event=-'event')", '`-table["column"]`'),
        ("float(votes.mean)", "as in `.mean()`"),
        ("np.mean(a for a in [1])", "Put square brackets around"),
        ("text.map({'a': 1})", "A whole table cannot be looked up in a dict"),
        ("pd.CategoricalDtype('kind', ordered=True)", "The categories are a list of the values"),
        ("{np.arange(2): 1}", "`.nunique()` is their number"),
        ("pd.DataFrame({'a': range(4)}).assign(b=[1])", "Two things of different length"),
        ("pd.DataFrame({'a': 1})", "built row by row"),
        ("ladder.groupby('rung')['measure'].median()", "The middle word itself stands in the middle"),
        ("import math\nmath.log(np.arange(3))", "That function takes one number"),
        ("plt.subplots()[1].plot(pd.cut(pd.Series([1, 2]), 2), [1, 2])", "These are bins"),
        (
            "plt.subplots()[1].plot('a', 'bcd', data=ladder)",
            "Names in quotation marks are looked up in the table",
        ),
        ("np.corrcoef([1, 2], [1, 2, 3])", "Two things of different length were put together"),
        ("for k, a, b in {'x': (1, 2)}.items():\n    pass", '`for k, (a, b) in {"x": (1, 2)}.items()`'),
        ("votes.apply(lambda row: row['FRA'] + 1)", "with `axis=1` it hands over the rows"),
        ("(lambda gain: gain)(name=1)", "hand it over as `f(**{**others, variable: value})`"),
    ],
)
def test_an_error_is_told_by_what_caused_it(source: str, says: str) -> None:
    cell = _compiled(source)
    with pytest.raises(Exception) as raised:
        exec(cell, dict(NAMES))
    assert says in error_in_words(raised.value, NAMES, {}, (), source)
    plt.close("all")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (
            "coding.loc(coding['first'] == 'yes', ['second'])",
            "`.loc` takes square brackets: `coding.loc[…]`.",
        ),
        ("coding.loc[coding == 'yes', ['second']]", "compare the column that is meant"),
        ("coding.query('first' == 'yes')", "`coding.query(\"first == 'yes'\")`"),
        ("coding.query(coding['first'] == 'yes')", "goes into square brackets"),
        ("states.loc[2002-2004]", "`states.loc[2002:2004]`"),
        ("coding.corr(states['FRA'])", "`one.corr(other)`"),
        ("mean_gain(*base)", "two stars each name with its value: `mean_gain(**base)`"),
        ("mean_gain(*{**base, 'gain': 2})", "two stars each name with its value"),
        ("mean_gain(**base, gain=0)", '`**{**base, "gain": …}`'),
        ("mean_gain(**gains, gain=0)", "`**gains.assign(gain=…)`"),
        ("for key, one in base.items:\n    pass", "round brackets behind it, `base.items()`"),
        ("x, y, z = [1], [1], 1\nfor a, b in x, y:\n    pass", "`for a, b in zip(x, y)`"),
        ("draw().barh(base)", "(list(base), list(base.values()))`"),
        ("axes(base)", "`axes.bar(names, numbers)`"),
        ("pure = []\n{pure: pure}", '`{"pure": pure}`'),
        ("z = 1,96\nz ** 2", "it has a point: `z = 1.96`"),
        ("both = table.dropna(inplace=True)\nboth['kind']", "so `both` is None: leave `inplace=True` out"),
        ("kept = []\nkept = kept.append(1)\nkept[0]", "write `kept.append(…)` alone, without `kept =`"),
        ("answer == {'a': 1}", "two compare: `answer = …`"),
        ("table[table['event'] == '1'].iloc[5]", "in quotation marks is text, and no number is equal to it"),
        (
            "both = states[['FRA', 'FRA']]\nnp.ones((2, 3)) + both['FRA'].to_numpy()",
            "chooses the column 'FRA' twice here",
        ),
        ("gap(2 + 1)", "Square brackets look a value up: `gap[2 + 1]`."),
        ("pd.Series([1.0]).corr(np.diff([1.0, 2.0]))", "is `x.diff()` of a column"),
        ("votes['year'].loc[states['FRA'] > 0]", "The condition comes from a table with other labels"),
        ("gap[3]", "run from 1 to 20, and 3 is not among them."),
        ("gap.groupby(ends).mean()", "needs one entry for each row"),
        ("gap.groupby((12, 20)).mean()", "needs one entry for each row"),
        ("sympy.solve(1)", "is not installed with this course"),
        ("{'a': 1}.get('b') / 2", '`.get("b", 0)` gives 0 there.'),
        ("text['x'].value_counts()['supported']", '`.get("supported", 0)` gives 0 there.'),
        ("(votes.groupby('year') >= 1).sum()", "A groupby holds groups and no numbers yet"),
        ("text['x'].median()", "take the middle one by its place"),
        ("plt.bar(['a', 'b', 'c'], [1, 2])", "There are 3 places and 2 numbers."),
        (
            "rank = votes.year.rank\nrank.corr(votes.year)",
            "`rank` is the method `rank` and not what it gives",
        ),
        ("def course(x):\n    raise ValueError('drop it')\ncourse(1)", "Which part of that line stops shows"),
        ("mean_gain({**base, 'x': 1}, 2) if False else (lambda a, b: a)({'a': 1, 'b': 2})", "with two stars"),
        ("text[text['x'] == 'a' | 'b']", '`(text["x"] == "a") | (text["x"] == "b")`'),
        ("text[(text['x'] == 'a') | 'b']", '`text["x"].isin(["a", "b"])` says the same'),
        ("text[text['x'] == 'a' or 'b']", '"b" alone is no condition'),
        ("np.subtract.outer(votes.year, votes.year)", "`np.subtract.outer(votes.year.to_numpy(), "),
        ("raise NotImplementedError", "Which part of that line stops shows"),
        ("votes + [1, 2]", "is taken for a row of it, with one value for each column"),
        ("votes.std(ddof==0)", "two compare: `std(ddof=…)`"),
        ("true", "`True`"),
        ("float('agree_fra')", "hand over the column itself, as in"),
        ("float('many')", "There is text where numbers are needed"),
        ("for rows in table.groupby('kind'):\n    rows.kind", '`for label, rows in table.groupby("kind")`.'),
        ("table[table.event == 1 and table.kind == 'a']", "each condition in brackets of its own"),
        ("table[table['event'] == 1 & table['event'] <= 2]", 'so `1 & table["event"]` is taken together'),
        ("claims.drop('author')", '`claims[claims["speaker"] != "author"]` keeps the others.'),
        ("table.merge(table, on='kind')['event']", "they are called 'event_x' and 'event_y' now."),
        ("table.merge(table, on='kind').event", "they are called 'event_x' and 'event_y' now."),
        ("text.groupby('x').std() + text.mean()", "choose the column of numbers first"),
        ("table.query('kind == a')", "quotation marks of the other kind: `'a'`."),
        ("table.iloc[table['kind'] == 'a', ['kind']]", "by names of columns goes `.loc`."),
        (
            "wide = votes.pivot(index='year', columns='agree_gbr')\nwide.loc[2002, 0.25]",
            "have 2 levels, and one is `('agree_fra', 0.25)`.",
        ),
        ("for key in [1]:\n    swung[key] = 1", "begun before the loop that fills it: `swung = {}`"),
        ("for key in [1]:\n    swung.append(key)", "begun before the loop that fills it: `swung = []`"),
        ("def f():\n    return p * rate == 2\nf()", "Python solves no equation"),
        ("~pd.Series([0.5]) > 0", "`~` binds more tightly than `==` or `>`"),
        ("pd.Series([1, 2]) == pd.Series([1])", "from the same rows of one table"),
    ],
)
def test_a_slip_of_the_hand_is_told(source: str, says: str) -> None:
    test_an_error_is_told_by_what_caused_it(source, says)


@pytest.mark.parametrize(
    ("source", "says_not"),
    [
        ("states.loc(axis=0)[5]", "square brackets"),
        ("states.loc[2002 - 1]", "colon"),
        ("np.add.at(1, 2)", "square brackets"),
        ("print(*base, sep=1)", "two stars each"),
        ("(1, 2) + 3", "has a point"),
        ("{None: [1]}[[1]]", "keys of a dict"),
        ("kept = table.dropna()\nNone['kind']", "inplace"),
        ("len(knd == 'a')", "two compare"),
        ("coding.corr()", "one.corr"),
    ],
)
def test_a_slip_is_told_only_where_it_is_sure(source: str, says_not: str) -> None:
    with pytest.raises(Exception) as raised:
        exec(_compiled(source), dict(NAMES))
    assert says_not not in error_in_words(raised.value, NAMES, {}, (), source)
    plt.close("all")


def test_the_line_told_is_one_of_the_cell_and_not_of_a_function_of_another(shell: InteractiveShell) -> None:
    shell.run_cell("\n\ndef half(x):\n    return x / 2", store_history=True)
    assert "stopped in line 1 with TypeError" in said(shell, "event_count = half('a')")


def test_a_place_taken_for_a_label_in_a_loop_is_told() -> None:
    nodes = [*ast.walk(ast.parse("for i in range(len(gap)):\n    gap[i]"))]
    assert "Rows are counted from 0 by `gap.iloc[i]`." in by_code("KeyError: 0", nodes, NAMES)
    assert not by_code("KeyError: 1", nodes, NAMES)


def test_what_a_line_works_with_is_told_where_it_is_the_cause(shell: InteractiveShell) -> None:
    changes = "changes = table.diff\nevent_count = changes['event']"
    assert "`changes` holds the method `diff`" in said(shell, changes)
    empty = "rows = table[table['event'] == 9]\nevent_count = rows['event'].max() + rows.iloc[0]"
    assert "`rows` is empty: no row is left in it. Does a condition" in said(shell, empty)
    loose = "rows = table[table['event'] <= 9 & table['kind'].notna()].iloc[:0]\nevent_count = rows.iloc[0]"
    assert '`9 & table["kind"].notna()` is taken together first' in said(shell, loose)
    assert "is empty" not in said(shell, "rows = table.iloc[:0]\nevent_count = rows['evnt']")


def test_python_s_own_question_ends_once() -> None:
    words = error_in_words(TypeError("f() got an unexpected keyword argument 'a'. Did you mean 'b'?"), {}, {})
    assert "Did you mean 'b'. " in words


def test_brackets_that_are_open_are_told() -> None:
    with pytest.raises(SyntaxError) as raised:
        compile("share = (1 + 2", "<cell>", "exec")
    assert "Count the brackets" in error_in_words(raised.value, {}, {})


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('cases = {\n    "one": "b"\n    "two": "d",\n}', 'missing at the end of line 2, behind `"b"`.'),
        ('cases = {"one" "b", "two": "a"}', 'stands a colon: `"one": "b"`.'),
        ('cases = {"one": "b" "two": "a"}', 'A comma is missing between `"b"` and `"two"`.'),
        (
            "rows = t.query('a in ['x', 'y']')",
            "ends at the quotation mark before `x`: inside it take the other",
        ),
        ("half = z np.sqrt(p)", "missing between `z` and `np`, such as the operator `*`."),
        ("half = 2 z", "missing between `2` and `z`"),
        ("half = 2z", "missing between `2` and `z`"),
        ("half = f(a b)", "A comma, or an operator such as `*`, is missing between `a` and `b`."),
        ('half = t[t["a"] == 1] t["b"]', "missing between `]` and `t`"),
        ("if a:\n    b\nelse if c:\n    d", "that is one word: `elif`"),
        ("if a:\n    b\nelseif c:\n    d", "that is one word: `elif`"),
        ("t = values(:i)", "is cut out with square brackets"),
        ("t = table.loc(1949:2023, c)", '`table.loc[1:3, "column"]`'),
        ("if a => b:\n    c", "The equals sign comes last: `>=`"),
        ("rows = a && b", "joined by a single `&`"),
        ("for a in b\n    c", "Such a line ends in a colon."),
        ("if a = b:\n    c", "To compare, write `==`."),
        ("rows = (1, 2]", "closed by one of its own kind"),
        ("a = 1\n  b = 2", "begin in the same column"),
        ("print a", "Missing parentheses in call to 'print'"),
        ("rows = t[“kind”]", "Python takes straight ones"),
        ("a-rate = b / c", "which are minus signs: `a_rate = …`."),
        ("def a-rate(x):\n    return x", "which are minus signs: write `_`"),
        ("p * a + (1 - p) * b = c", "Python solves no equation"),
        ("def f(x):\n    return x%, 1", "No `%` stands behind a name"),
        ("answer = {\n    'one' = 1,\n    'two': 2}", "`'one': …`."),
        ("rows = t['a'] <> 'b'", "Not equal is `!=` in Python."),
        ("rows = t['a'] =! 'b'", "with the exclamation mark first"),
        ("rows = (m > 0) & not (n > 0)", "`(…) & ~(…)`"),
        ("d = {'a': 12,5, 'b': 3}", "A comma inside a number makes two of it"),
        ("def f(x):\nreturn x", "four spaces further to the right"),
        ("d = {'a': x / y * 1,000}", "A comma inside a number makes two of it"),
        ("x = 1,05", "A comma inside a number makes two of it"),
        (
            "def f(a, b):\n    return a b",
            "A comma, or an operator such as `*`, is missing between `a` and `b`.",
        ),
        ("d = [a - b for a, b in t['x'], t['y']]", "`for a, b in zip(…, …)`"),
    ],
)
def test_what_keeps_a_cell_from_being_read_is_told(source: str, says: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        compile(source, "<cell>", "exec")
    words = error_in_words(raised.value, {}, {}, (), source)
    assert says in words
    assert "cannot assign" not in words


@pytest.mark.parametrize(
    "source",
    [
        "d = [(a - b) for a, b in zip(x, y)] c d",
        "a = b % c d",
        'a = "<> =! & not 5%," b',
        "a = f(x, 1) b",
        "'one' = 1",
    ],
)
def test_a_slip_that_is_not_there_is_not_told(source: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        compile(source, "<cell>", "exec")
    words = error_in_words(raised.value, {}, {}, (), source)
    for told in ("zip(…", "No `%`", "Not equal", "`~`", "makes two of it", "stands a colon"):
        assert told not in words


def test_prose_in_a_cell_of_code_is_told_where_it_goes(shell: InteractiveShell) -> None:
    told = said(shell, "France barred the ambassador in 2026.", task="in-words")
    assert told.startswith("The answer to this task is text: it goes into the text cell above")
    assert "not Python" not in told


def test_help_goes_on_after_a_cell_that_cannot_be_read(shell: InteractiveShell) -> None:
    broken = "event_count = len(table table)"
    first = said(shell, broken)
    assert "is missing between `table` and `table`" in first
    assert "Hint" not in first
    assert "Hint" in said(shell, broken)


def test_help_with_a_chart_that_lacks_words_is_about_its_words(entries: dict) -> None:
    corrige.feedback.stages._asked.clear()
    lacking = Reply("not yet", "kind_chart", "A reader still needs a title.", wrong=())
    first, second = (further("kind-chart", entries["kind-chart"], lacking).text for _ in range(2))
    assert first == lacking.text
    assert 'kind_chart.set_xlabel("___")' in second
    assert entries["kind-chart"]["hint"] not in second
    hidden = Reply("not yet", "kind_chart", "1 of 3 points lies outside: leave `ylim` out.", wrong=())
    assert further("kind-chart", entries["kind-chart"], hidden).text == hidden.text


def test_whatever_goes_wrong_with_an_error_s_words_its_own_are_told(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise TypeError("unhashable")

    monkeypatch.setattr("corrige.feedback.errors.by_code", broken)
    assert said(shell, "event_count = table['kinds']") == "Your cell stopped with KeyError: 'kinds'"


def test_whatever_goes_wrong_with_the_words_of_a_call_its_own_are_told(
    entries: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict = {}
    source = "def share(part, whole): return part / nothing + whole"
    exec(source, names)
    for place in ("errors.call_words.by_code", "evaluate.seen_in", "evaluate.in_loops"):
        monkeypatch.setattr(f"corrige.feedback.{place}", lambda *_: 1 / 0)
    assert (
        "It raised NameError: name 'nothing' is not defined" in evaluate(entries["share"], names, source).text
    )


def test_an_answer_s_cell_that_stopped_is_not_told_to_be_run(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("sys.last_value", None, raising=False)
        shell.run_cell("event_count = table['kinds'].nunique()", store_history=True)
        error = shell.last_execution_result.error_in_exec
        shell.run_cell("1 + 1", store_history=True)
        assert "There is no name event_count yet" in said(shell)
        patched.setattr("sys.last_value", error, raising=False)
        assert "Your cell stopped in line 1 with KeyError: 'kinds'." in said(shell)
    assert "the nearest is 'kind'" in said(shell)
    assert "There is no name" not in said(shell, "1 + 2")


def test_an_error_in_a_function_is_told_with_its_line(shell: InteractiveShell) -> None:
    cell = "def double(x):\n    y = x + 'a'\n    return y\n\ndef share(part, whole):\n    return double(part) / whole"
    shell.run_cell(cell, store_history=True)
    told = call(shell.user_ns, "share", "[1, 2]").envelope
    assert told["line"] == "y = x + 'a'"
    assert "It raised TypeError in the line `y = x + 'a'`: unsupported operand" in said(shell, task="share")


def test_what_raises_on_each_input_is_told_by_its_own_words(entries: dict) -> None:
    def said(source: str, entry: dict) -> Reply:
        names: dict = {}
        exec(source, names)
        return evaluate(entry, names, source)

    entry = entries["share"]
    raised = {"t": "raised", "v": "TypeError"}
    sealed = seal({"calls": [canonical(raised) for _ in entry["probes"]]}, entry["salt"])
    known = {"mark": digest(sealed), "reply": hide("upside-down\nIt stands upside down.", sealed)}
    entry = {**entry, "mistakes": [known]}
    told = said("def share(part, whole): return [part] - whole", entry)
    assert "A list, a tuple or a dict cannot be calculated with" in told.text
    assert "upside down" not in told.text
    assert not told.mistake
    told = said("def share(part, whole): raise TypeError('not so')", entry)
    assert told.text.endswith("It raised TypeError: not so. 0.25 is expected. It stands upside down.")
    assert told.mistake == "upside-down"
    every = {"t": "calls", "v": [raised, raised]}
    assert not _says_much(every)
    assert _says_much({"t": "calls", "v": [raised, 0.125]})


def test_a_loop_that_ends_too_early_is_told_before_a_coincidence(entries: dict) -> None:
    entry = entries["share"]
    one = canonical(1.0, order=entry["order"], digits=entry["digits"])
    form = {"calls": [one for _ in entry["probes"]]}
    sealed = seal(form, entry["salt"])
    known = {"mark": digest(sealed), "reply": hide("one\nEach is one.", sealed)}
    names: dict = {}
    source = "def share(part, whole):\n    for each in (part, whole):\n        return 1.0 + 0 * each"
    exec(source, names)
    told = evaluate({**entry, "mistakes": [known]}, names, source)
    assert told.text.startswith("`return` stands inside the loop")
    assert told.mistake == "loop"
    assert evaluate({**entry, "mistakes": [known]}, names, "").text == "Each is one."
    unused = "def share(part, whole):\n    return 1.0"
    exec(unused, names)
    assert evaluate({**entry, "mistakes": [known]}, names, unused).text == "Each is one."
    told = evaluate(entry, names, unused).text
    assert told.startswith("`share` does not use `part` and `whole`, so it gives the same for any. ")
    assert told.endswith(entry["hint"])


def test_a_key_with_another_sign_is_the_case() -> None:
    cases: dict = {key: {} for key in ("since-2018", "other")}
    meant = {"t": "dict", "v": [["since-2018", "b"], ["other", "a"]]}
    assert _by_case(cases, encode({"since_2018": "b", "Other": "a"})) == meant
    assert _by_case(cases, encode({"since-2018": "b", "other": "a"})) == meant
    twice = encode({"since_2018": "b", "since-2018": "a"})
    assert _by_case(cases, twice) == twice


def test_a_chart_without_words_is_told_how_to_write_them(entries: dict) -> None:
    def told(*lines: str) -> str:
        source = "\n".join(
            ["_, kind_chart = plt.subplots()", "kind_chart.bar(['a', 'b', 'c'], [2, 1, 1])", *lines]
        )
        names = {"plt": SimpleNamespace(subplots=plt.subplots)}
        exec(source, names)
        return evaluate(entries["kind-chart"], names, source).text

    labels = "kind_chart.set(xlabel='kind', ylabel='rows')"
    assert told(labels).endswith('A reader still needs a title: `kind_chart.set_title("…")`.')
    assert '`kind_chart.set_xlabel("…")` and `kind_chart.set_ylabel("…")`' in told(
        "kind_chart.set_title('Rows')"
    )
    assert "`plt.title = …` writes nothing" in told(labels, "plt.title = 'Rows'")
    assert told("kind_chart.set(xlabel='x', ylabel='y')").endswith("`x` and `y` say nothing yet.")
    assert told(labels, "kind_chart.set_title('x')").endswith(
        '`kind_chart.set_title("…")`. `x` says nothing yet.'
    )
    plt.close("all")


def test_a_name_in_quotation_marks_before_an_equals_sign_is_told() -> None:
    with pytest.raises(SyntaxError) as raised:
        compile("fewer = table.assign('event'=0)", "<cell>", "exec")
    told = error_in_words(raised.value, {}, {})
    assert "stands without quotation marks: `event=…`" in told
    assert "==" not in told


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (
            "def f(x):\n    for each in x:\n        t = each\n        return t",
            "`return` stands inside the loop",
        ),
        ("def f(x):\n    for each in x:\n        if each:\n            continue\n        return each", ""),
        ("def f(x):\n    for each in x:\n        if each:\n            return each\n    return 0", ""),
        (
            "def f(x):\n    t = 0\n    for each in x:\n        if not each:\n            continue\n"
            "        t += each\n        return t",
            "`return` stands inside the loop",
        ),
        (
            "def f(x):\n    for each in x:\n        t = 0\n        t += each\n    return t",
            "sets `t` back to its beginning",
        ),
        (
            "def f(x):\n    for each in x:\n        t = 0\n        t += each\n        print(t)\n    return t",
            "",
        ),
        (
            "def f(x):\n    t = 0\n    for k in range(1, len(x)):\n        t += x[k]\n    return t",
            "leaves out the first",
        ),
        (
            "def f(x):\n    t = 0\n    for k in range(1, len(x)):\n        t += x[k] - x[k - 1]\n    return t",
            "",
        ),
        ("out = {}\nfor t in range(1, max(x)):\n    out[t] = f(t)\nanswer = out", ""),
        ("for each in rows:\n    answer = each + 1", "Each round of the loop gives answer a new value"),
        ("for each in rows:\n    answer = answer + each", ""),
        ("answer = x ^ 2", "write `**`"),
        ("answer = x ** 1/2", "takes the power 1"),
        ("answer = x ** (1/2)", ""),
        ("answer = x, 1,96 * y", "Decimals have a point"),
        ("answer = range(1,96)", ""),
        ("answer = weak / weak + firm", "`weak / (weak + firm)`"),
        ("answer = weak / (weak + firm)", ""),
        ("answer = p + z**2 / 2 * n", "brackets hold them together: `… / (2 * n)`"),
        ("answer = p + z**2 / (2 * n)", ""),
        ("answer = a - b / 1 - b", "To divide by 1 changes nothing"),
        ("answer = a // b", "`//` drops the rest"),
        ("answer = table['year'] // 10 * 10", ""),
        ("for each in rows:\n    kept = {}\n    kept[each] = 1\nanswer = kept", "each round empties it"),
        ("kept = {}\nfor each in rows:\n    kept[each] = 1\nanswer = kept", ""),
        ("ax.bar(counts, counts.index)\nanswer = ax", "`(counts.index, counts)`"),
        ("ax.bar(counts.index, counts)\nanswer = ax", ""),
        ("answer.hist(counts)", "`hist` counts how often each number occurs"),
        ("answer = history(counts)", ""),
        ("answer = (", ""),
        ("answer = table.head(28)", "`.head(28)` takes rows by their place"),
        ("some = table.iloc[1:29]\nanswer = some['kind'].sum()", "`.iloc[1:29]` takes rows by their place"),
        ("answer = table.sort_values('year').head(28)", ""),
        ("counts = table['kind'].value_counts()\nanswer = counts.head(3)", ""),
        ("answer = table.iloc[0]", ""),
        ("answer = table.iloc[-2:]", ""),
        ("def f(x):\n    n = 28\n    return sum(x) / n", "`n = 28` is the same whatever goes in"),
        ("def f(x):\n    n = 28\n    for each in x:\n        n += each\n    return n", ""),
        ("def f(x):\n    for i in x:\n        y = x[i]\n    return y", "Each round of the loop gives y"),
        ("def f(x):\n    for i in x:\n        y = x[i]\n        print(y)\n    return y", ""),
        (
            "def f(x):\n    n = 0\n    for e in x:\n        n = 0\n        n = n + e\n    return n",
            "sets `n` back",
        ),
        (
            "def f(x):\n    best = 1e9\n    for e in x:\n        if e < best:\n            best = e\n            return e",
            "behind the `if`, so the first that is better",
        ),
        ("def f(x):\n    for e in x:\n        if e < 9:\n            y = e\n            return y", ""),
        ("n = 0\nfor e in x:\n    if e:\n        n = 1\nanswer = n + 1", "`n += 1` adds one"),
        ("n = 0\nfor e in x:\n    if e:\n        n = 1\nanswer = n", ""),
        ("best = 0\nfor e in x:\n    if e < best:\n        best = e\nanswer = best", "`best` begins at 0"),
        ("best = 90\nfor e in x:\n    if best > e:\n        best = e\nanswer = best", "`best` begins at 90"),
        ("best = 0\nfor e in x:\n    if e > best:\n        best = e\nanswer = best", ""),
        ("best = 9e9\nfor e in x:\n    if e < best:\n        best = e\nanswer = best", ""),
        (
            "best = float('inf')\nfor e in x:\n    if e < best:\n        found = e\nanswer = found",
            "`best` keeps its first value",
        ),
        ("most = 3\nfor e in x:\n    if e < most:\n        found = e\nanswer = found", ""),
        ("n = 0\nfor row in rows:\n    n += f(real)\nanswer = n", "Nothing in the loop uses `row`"),
        ("n = 0\nfor k in range(9):\n    n += f(real)\nanswer = n", ""),
        (
            "answer = sum([f(real) for row in rows])",
            "Nothing uses `row`, so each round of `[f(real) for row in rows]`",
        ),
        ("answer = sum(1 for row in rows)", ""),
        ("def f(state):\n    return table['FRA'].mean()\nanswer = f('GBR')", "`f` does not use `state`"),
        (
            "n = 0\nfor e in x:\n    if e:\n        n += 1\n        break\nanswer = n",
            "ends the loop at the first hit",
        ),
        (
            "n = []\nfor e in x:\n    if e:\n        n.append(e)\n        break\nanswer = n",
            "at the first hit",
        ),
        ("far = [f(e) for e in x]\nanswer = 1 - near / far", "`far` is a list and is calculated with"),
        ("far = [f(e) for e in x]\nanswer = 1 - near / np.mean(far)", ""),
        ("answer = t[t['a'] <= 3 & t['b'].notna()]", "`&` binds more tightly"),
        ("answer = t[(t['a'] <= 3) & t['b'].notna()]", ""),
        ("answer = t[t['a'] == 1 | t['b'] == 2]", "`|` binds more tightly"),
        ("for e in x:\n    if e is None:\n        continue\n    n += e\nanswer = n", "`pd.isna(e)` does"),
        ("best = None\nfor e in x:\n    if best is None or e:\n        best = e\nanswer = best", ""),
        ("answer = (t['a'] == np.nan).sum()", '`pd.isna(t["a"])` finds'),
        ("def f(x):\n    x = 3\n    return x", "`f` gives `x` another value before it reads it"),
        ("def f(x):\n    x = x + 3\n    return x", ""),
        ("def f(x):\n    y = x\n    x = 3\n    return x + y", ""),
        ("kept = []\ndef f(x):\n    kept.append(x)\n    return kept", "`kept` is made outside the function"),
        ("kept = {}\ndef f(x):\n    kept[x] = 1\n    return kept", "`kept` is made outside the function"),
        ("kept = []\ndef f(x):\n    kept = []\n    kept.append(x)\n    return kept", ""),
        ("def f(x, y):\n    x = sorted(x)\n    return [*zip(x, y)]", "sort the pairs, `sorted(zip(x, y))`"),
        ("def f(x, y):\n    x = sorted(x)\n    return x[0] - y[0]", ""),
        ("def f(a, n):\n    a =+ n\n    return a", "`a += n` adds to the one it has"),
        (
            "def f(x):\n    t = 0\n    for k in range(1, len(x)):\n        t += 2 * x[k]\n    return t",
            "leaves out",
        ),
        ("answer = w * p / w * p + c", "`w * p / (w * p + c)`"),
        ("answer = a - b / b * 100", "`b / b` is 1"),
        ("answer = t.drop_duplicates(['a'], keep=False)", "without it one of each stays"),
        ("answer = t[~(t['a'] == 1) & (t['b'] == 2)]", "`~((…) & (…))`"),
        ("answer = t[~((t['a'] == 1) & (t['b'] == 2))]", ""),
        ("kept = []\nif kept == None:\n    answer = 1", "`kept == None` is never true of a list: `not kept`"),
        ("answer = ((m > 0) & (m <= 0)).mean()", "is true of no row: both conditions ask `m`"),
        ("answer = ((m > 0) & (n <= 0)).mean()", ""),
        ("answer = (t['a'] != 'x').groupby(t['b']).median()", "their mean is, `.mean()`"),
        ("answer = t['a'].groupby(t['b']).median()", ""),
        (
            "f = a.value_counts(normalize=True)\ns = b.value_counts(normalize=True)\nanswer = f.sum() * s.sum()",
            "`f.sum() * s.sum()` is 1",
        ),
        ("f = a.value_counts()\ns = b.value_counts()\nanswer = f.sum() * s.sum()", ""),
        ("rows = t.dropna(inplace=True)\nanswer = rows", "so `rows` is None"),
        ("answer.axhline(2.5)", "`axhline` crosses the whole chart"),
        ("answer.axhline(0, color='k')", ""),
        ("answer = t[(a == 1) & (b == 2) | (a == 3)]", "the second condition on `a` stands alone"),
        ("answer = t[t.a.eq(1) | t.a.eq(3) & t.b.gt(2)]", "the second condition on `t.a` stands alone"),
        ("answer = t[((a == 1) & (b == 2)) | (a == 3)]", ""),
        ("answer = t[(a == 3) | ((a == 1) & (b == 2))]", ""),
        ("answer = np.random.default_rng().random()", "`np.random.default_rng` draws at random, anew each"),
        ("x = t.a.fillna(0)\nanswer = x.sum()", "is it known to be 0?"),
        ("answer = t.groupby('a').size().fillna(0)", ""),
        ("x = []\nfor a in v:\n    x.append(a)\nanswer = 1 - s / x", "`x` is a list and is calculated with"),
        (
            "def f(v):\n    n = 0\n    for r in v:\n        n += r > r - 1\n    return n",
            "compares `r` with itself",
        ),
        ("def f(v, i):\n    return v[i] > v[i - 1]", ""),
        (
            "def f(v):\n    now = best = 0\n    for r in v:\n        now += r\n        if now > best:\n            now = best\n    return now",
            "`now = best` changes `now`. To keep what was found, it is `best = now`.",
        ),
        ("answer = t.a.fillna('none')", ""),
        ("answer = [v[i] for i in range(len(v) - 1)]", ""),
        (
            "answer = []\nfor i in range(len(v) - 1):\n    answer.append(v[i])",
            "`range(len(v))` goes through all",
        ),
        ("answer = []\nfor i in range(len(v) - 1):\n    answer.append(v[i + 1] - v[i])", ""),
        ("def f(c):\n    for h in c:\n        c = c.drop(h)\n    return c", "shortens `c` for all rounds"),
        (
            "s = 0\nx = []\nfor a in v:\n    for b in a:\n        s += b\n    x.append(s)\nanswer = x",
            "`s` begins once, before both loops",
        ),
        ("x = []\nfor a in v:\n    s = 0\n    for b in a:\n        s += b\n    x.append(s)\nanswer = x", ""),
        ("x = []\nfor c in t:\n    s = t[c]\n    s = s.dropna()\n    x.append(s.mean())\nanswer = x", ""),
        ("def f(c):\n    n = 0\n    for h in c:\n        n += len(c.drop(h))\n    return n", ""),
        ("answer = a.pct_change()", "as a share of that one"),
        ("answer = a.pct_change(2)", ""),
        ("answer = t[(t.a == 'x') & (t.a == 'y')]", "is true of no row, since no cell is both"),
        ("answer = t[(t.a == 'x') & (t.b == 'y')]", ""),
        ("answer = a.loc[2:9] - a.loc[1:8]", "`a.shift(1)` moves the values by one place"),
        ("answer = a.loc[2:9] - a.loc[2:9].mean()", ""),
        (
            "def f(v):\n    x = []\n    for a in v:\n        if not a:\n            continue\n        x.append(a)\n        return sum(x)",
            "`return` stands inside the loop",
        ),
        ("answer = np.random.default_rng(1).random()", "`np.random.default_rng` draws at random: does"),
    ],
)
def test_what_the_code_shows_by_itself(source: str, says: str) -> None:
    shown = seen_in(source, "answer")
    assert says in shown
    assert bool(says) == bool(shown)


def test_a_slip_that_explains_all_comes_before_a_coincidence() -> None:
    entry = {"family": "DataFrame", "name": "counts"}
    counted = "counts = pd.crosstab(table['kind'], table['event']).sum()"
    one = {"counts": pd.Series([1])}
    assert "has counted already" in _added_up(entry, one, counted)
    assert _added_up(entry, one, counted.replace(".sum()", "")) == ""
    assert _added_up({**entry, "family": "Series"}, one, counted) == ""


def test_keys_without_quotes_and_a_decimal_comma_are_told() -> None:
    words = wrong_names("answer", ["1"], ["one"], "dict", "answer = {one: one}")
    assert '`{"one": …}`' in words
    assert "quotation marks" not in wrong_names("answer", ["1"], ["one"], "dict", "answer = {'two': one}")
    told = wrong_family("answer", "answer", encode((0, 826)), "number")
    assert "with a comma, 1,96 is two numbers" in told
    assert "comma" not in wrong_family("answer", "answer", encode((0.5, 826)), "number")


def test_rows_that_where_has_emptied_are_told_so() -> None:
    right = pd.DataFrame({"kind": ["a"]})
    spec = make_spec(encode(right), order="any", digits=6, salt="salt")
    kept = encode(pd.DataFrame({"kind": ["a", None]}))
    said = {
        code: diagnose(spec, kept, Scale("any", 6, "salt", f"answer = {code}"), "answer", "answer").text
        for code in ("t.where(t['kind'] == 'a')", "pd.concat([t, u])")
    }
    assert ["`.where` keeps every row" in text for text in said.values()] == [True, False]


def test_shares_are_no_counts() -> None:
    told = {
        code: cut_off({"rough": 1}, encode(1.0), SimpleNamespace(source=code))
        for code in ("a.value_counts(normalize=True).sum()", "a.value_counts().sum()")
    }
    assert [bool(text) for text in told.values()] == [False, True]


def _told_of_a_call(right: object, gives: str) -> str:
    specs = [make_spec(encode(right), order="any", digits=6, salt="s")]
    entry = {"kind": "function", "name": "f", "order": "any", "digits": 6, "salt": "s", "hint": "Think."}
    entry |= {"probes": [[1]], "specs": specs, "right": "x", "mistakes": [], "stub": "def f(x):\n    ..."}
    source = f"def f(x):\n    return {gives}\n"
    names: dict = {}
    exec(compile(source, "<cell>", "exec"), names)
    return evaluate(entry, names, source).text


def test_a_result_is_shown_as_it_was_given() -> None:
    right = {"pure": [(1, 1)], "mixed": None}
    assert "It returned {'pure': (1, 1), 'mixed': None}." in _told_of_a_call(
        right, "{'pure': (1, 1), 'mixed': None}"
    )


def test_nan_in_quotation_marks_is_told_so() -> None:
    right = (float("nan"), float("nan"))
    assert '"nan" is a word' in _told_of_a_call(right, "'nan', 'nan'")
    assert '"nan" is a word' not in _told_of_a_call(right, "'nan', 1")


def test_a_table_that_draws_on_a_figure_of_its_own_is_told() -> None:
    for code, step in {
        "counts.to_frame().plot.bar(color='k')": "`.plot.bar(ax=chart)`",
        "counts.plot(kind='bar')": "`.plot(…, ax=chart)`",
        "counts.plot(title='x')": "`.plot(…, ax=chart)`",
        "counts.plot.bar(ax=other)": "",
        "chart.plot(x, y)": "",
    }.items():
        assert step in _elsewhere(code, "chart")
        assert bool(step) == bool(_elsewhere(code, "chart"))


def test_a_new_table_that_is_kept_nowhere_is_told() -> None:
    for lost in ("assign(x=1)", "mul(-1)"):
        assert "(…)` gives a new table" in not_kept(f"table.{lost}\nanswer = table['x'].sum()")
    assert not not_kept("table = table.assign(x=1)\nanswer = table['x'].sum()")
    assert not not_kept("table.drop(columns='x', inplace=True)\nanswer = table.sum()")
    assert not not_kept("answer = table\nanswer.sort_values('x')")
    assert not not_kept("seen = set()\nseen.add(1)\nanswer = len(seen)")


def test_the_code_of_an_answer_is_found_with_what_it_uses() -> None:
    ran = [
        "table = 1",
        "part = table + 1",
        "other = 5",
        "def helper(x):\n    return x + part",
        "answer = helper(table)",
        "check('x')",
        "answer = check('x')",
    ]
    names = {"In": ran}
    assert source_of(names, "answer", {"table"}).splitlines() == [ran[1], *ran[3].splitlines(), ran[4]]
    assert source_of({}, "answer") == ""


def test_what_an_earlier_try_made_is_not_part_of_a_later_one() -> None:
    first = "kept = table.round(1)\nanswer = kept.sum()"
    again = "kept = table.dropna()\nanswer = kept.sum()"
    assert source_of({"In": [first, again, ""]}, "answer") == again
    assert source_of({"In": [first, "for kept in table:\n    answer = kept", ""]}, "answer").startswith("for")
    rounds = "for row in table:\n    kept = row\n    total = total + kept\nanswer = total"
    assert source_of({"In": [first, rounds, ""]}, "answer") == rounds
    added = "kept = kept + 1\nanswer = kept"
    assert source_of({"In": [first, added, ""]}, "answer") == f"{first}\n{added}"
    assert source_of({"In": [first, "def answer(kept):\n    return kept", ""]}, "answer").startswith("def")


def test_rows_that_a_gap_in_any_column_takes_away_are_told() -> None:
    names = {"t": pd.DataFrame({"a": [1.0, None], "b": [None, 2.0], "y": [1, 2]})}
    for whole in ("t", "t.set_index('y')", "t[t.y > 1]", "t.loc[1:2]"):
        assert "no column at all is empty" in seen_in(
            f"answer = {whole}.dropna()['a'].mean()", "answer", names
        )
    other = {**names, "u": pd.DataFrame({"a": range(9)})}
    loop = "x = 0\nfor i in range(len(t)):\n    x += {}\nanswer = x"
    assert "`range(len(u))` goes through all" in seen_in(loop.format("u.iloc[i]"), "answer", other)
    assert not seen_in(loop.format("u.iloc[i] + t.iloc[i]"), "answer", other)
    for own in ("t['a']", "t[c]", "t.loc[:, c]", "t.set_index('y')[['a', 'b']]", "t.loc[1:2]['a']"):
        assert not seen_in(f"answer = {own}.dropna().mean()", "answer", names)
    assert not seen_in("answer = t.dropna(subset=['a']).mean()", "answer", names)


def test_given_values_that_are_not_read_are_named() -> None:
    entry = {"kind": "value", "given": {"grid": "x", "scores": "y"}}
    assert passed_by(entry, "answer = scores.sum()").startswith("The notebook gives `grid` for this task")
    assert not passed_by(entry, "answer = scores @ grid")
    assert not passed_by(entry, "")
    assert not passed_by({**entry, "kind": "function"}, "def answer(): return 1")


def _entry_with_slip(tree: object, shows: str, hides: str) -> dict:
    sealed = seal(canonical(encode(tree)), "salt")
    text = f'{{"id": "slip-x", "text": "THIS.", "with": {shows!r}, "without": {hides!r}}}'.replace("'", '"')
    return {"slips": {digest(sealed)[:16]: hide(text, sealed)}}


def test_a_slip_is_told_only_if_the_code_can_hold_it() -> None:
    entry = _entry_with_slip([4, 5], "sender", "dropna")
    for source, told in {
        "": True,
        "x['sender']": True,
        "x['target']": False,
        "sender.dropna()": False,
    }.items():
        slip = Scale("any", 6, "salt", source).slip(entry, encode([4, 5]))
        assert (slip == ("slip-x", "THIS.")) is told, source


@pytest.mark.parametrize("cells", [[0, 0, 0], [True], [None], [2], [float("nan")]])
def test_what_comes_out_of_anything_says_little(cells: list) -> None:
    assert not _says_much(encode(cells))
    assert _says_much(encode([0, 1, 0]))


def test_slips_say_what_the_code_must_show() -> None:
    sources = {change.id: source for change, source in changed('on(["a", "b"], t[t["a"] <= 2])', "", NAMES)}
    assert "limit" in sources
    shows = {change.text: change.shows for change, _ in changed("(a == 1) & (b - c > d)", "", NAMES)}
    assert re.search(shows["a condition is turned round"], "a != 1")
    assert not re.search(shows["a condition is turned round"], "a == 1")
    assert re.search(shows["a difference is taken the wrong way round"], "c - b")
    assert not re.search(shows["a difference is taken the wrong way round"], "x = -np.log(b)")
    tables = {"t": pd.DataFrame({"year": [1], "iso3": ["FRA"]})}
    lists = [source for _, source in changed('a.merge(b, on=["iso3", "year"])', "", tables)]
    assert "a.merge(b, on=['iso3'])" in lists
    assert not any("'iso3', 'iso3'" in source for source in lists)


def test_a_slip_of_a_year_asks_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrige.authoring.slips, "prepared", lambda *_: {})
    monkeypatch.setattr(corrige.authoring.slips, "outcome_of", lambda *_: 1)
    task = SimpleNamespace(kind="value", solution="answer = t.loc[2002]", stub="")
    said = [slip.text for slip in corrige.authoring.slips.slips_of(SimpleNamespace(), task)]
    assert any("2003 is taken, one year before or after" in text for text in said)
    assert all(text.endswith("?") for text in said if "year before" in text)


def test_the_mark_speaks_of_what_is_wrong_still() -> None:
    entry = {"say": {"a": "A is off.", "b": "B is off.", "": "B is off."}}
    assert of_the_mark(entry, ("a",)) == "A is off."
    assert of_the_mark(entry, ()) == ""
    assert of_the_mark(entry, ("c",)) == ""
    assert of_the_mark(entry, None) == "A is off. B is off."


def test_parts_that_are_right_in_what_is_there_are_not_wrong() -> None:
    from corrige.authoring.spec import make_spec

    right = pd.DataFrame({"year": [2001, 2002, 2003], "share": [0.123, 0.234, 0.345]})
    spec = make_spec(encode(right), order="any", digits=6, salt="salt")
    scale = Scale("any", 6, "salt")
    assert wrong_parts(spec, encode(right.head(2)), scale) == ()
    assert wrong_parts(spec, encode(right.assign(share=0.5)), scale) == ("share",)


def test_a_table_with_another_row_is_told_which() -> None:
    from corrige.authoring.spec import make_spec

    right = pd.DataFrame({"iso3": ["FRA", "BEL", "DEU"], "count": [62.5, 3.25, 4.125]})
    other = right.assign(iso3=["FRA", "ITA", "DEU"], count=[62.5, 9.75, 4.125])
    spec = make_spec(encode(right), order="any", digits=6, salt="salt")
    text = diagnose(spec, encode(other), Scale("any", 6, "salt"), "answer", "answer").text
    assert text.startswith("'ITA' should not be in answer; 1 row that belongs there is missing.")
    assert text.endswith("The others are right.")


def test_a_table_put_together_by_other_labels_is_told_so() -> None:
    from corrige.authoring.spec import make_spec

    years = [2001, 2002]
    right = pd.DataFrame({"year": years, "share": [0.123, 0.234]})
    other = pd.DataFrame({"year": pd.Series(years), "share": pd.Series([0.123, 0.234], index=years)})
    spec = make_spec(encode(right), order="any", digits=6, salt="salt")
    text = diagnose(spec, encode(other), Scale("any", 6, "salt"), "answer", "answer").text
    assert text.startswith("answer has 4 rows, more than it should have. Some of its cells are missing (NaN)")
    assert "NaN" not in diagnose(spec, encode(pd.concat([right, right])), Scale("any", 6, ""), "a", "a").text


def test_categories_without_a_row_are_told_so() -> None:
    from corrige.authoring.spec import make_spec

    kinds = pd.Series(["a", "a", "b"], dtype=pd.CategoricalDtype(["a", "b", "c"]))
    spec = make_spec(encode(kinds.astype(str).value_counts()), order="any", digits=6, salt="salt")
    scale = Scale("any", 6, "salt", "kinds.value_counts()")
    assert "No row has them" in diagnose(spec, encode(kinds.value_counts()), scale, "a", "a").text
    other = pd.Series({"a": 2, "b": 1, "c": 4})
    assert "No row has them" not in diagnose(spec, encode(other), scale, "a", "a").text


def test_letters_by_case_may_come_in_a_table(entries: dict) -> None:
    """One rule for form: whatever turns into the dict asked for without a question is that dict."""
    salt, right = "salt", {"first": "a", "second": "b"}
    cases = {
        case: {"right": digest(seal(own, f"{salt}/{case}")), "replies": {}} for case, own in right.items()
    }
    entry = {**entries["best-reason"], "salt": salt, "cases": cases, "name": "answer", "after": ""}
    table = pd.DataFrame({"case": list(right), "letter": list(right.values())})
    for answer in (right, pd.DataFrame([right]), table, table.set_index("case"), list(right.items())):
        assert evaluate(entry, {"answer": answer}).ok, answer
    turned = evaluate(entry, {"answer": {own: case for case, own in right.items()}})
    assert turned.text.startswith("The two have changed places: each case is a key, and its letter the value")
    half = evaluate(entry, {"answer": {"second": "b"}}).text
    assert half == "Still without an answer: 'first'. Of the 1 that you have answered 1 is right."
    assert evaluate(entry, {"answer": {"second": "a"}}).text.endswith("answered 0 are right.")


def test_an_error_in_a_function_is_told_by_what_can_be_so(entries: dict) -> None:
    def said(source: str) -> str:
        names: dict = {}
        exec(source, names)
        return evaluate(entries["share"], names, source).text

    assert "is its limit in or out" not in said("def share(part, whole): return part / (whole - whole)")
    assert "is its limit in or out" in said("def share(part, whole): return part / (whole > 99)")
    assert "by another name" in said("def share(part, whole): return (lambda x: x)(y=1)")
    assert "`*` is missing between `part` and `(1 - whole)`" in said(
        "def share(part, whole): return part(1 - whole)"
    )
    assert "its name has been given to something else" in said(
        "def share(part, whole):\n    sum = part\n    return sum(1 - whole)"
    )
    assert "`part` is a method" not in said("def share(part, whole): return part.size")
    assert "write `import math` first" in said("def share(part, whole): return math.sqrt(part)")
    assert "looks for a column called" in said(
        "import pandas as pd\ndef share(part, whole): return pd.DataFrame({'a': [1]}).whole"
    )
    assert "Your own function is" not in said("def share(part, whole, more): return part")
    assert said("def share(part, whole): raise ValueError('not so')").endswith("not so. 0.25 is expected.")


def test_one_option_may_come_in_a_container(entries: dict) -> None:
    for answer in ("b", ["b"], ("b",), {"best-reason": "b"}, "b) one row is one state"):
        assert evaluate(entries["best-reason"], {"best_reason": answer}).ok, answer


def test_help_goes_on_after_an_error_and_says_where_more_is(entries: dict) -> None:
    corrige.feedback.stages._asked.clear()
    entry = {**entries["event-count"], "step": "count = table[___]", "example": "x"}
    stopped = Reply("not answered", "event_count", "Your cell stopped.")
    texts = [further("one", entry, stopped, failed=True).text for _ in range(5)]
    assert texts[0] == "Your cell stopped."
    assert "Hint:" in texts[1]
    assert any("count = table[___]" in text for text in texts)
    assert 'check("one", hint=5)' in texts[-1]
    assert further("one", entry, stopped).text == "Your cell stopped."


def test_a_library_that_is_loaded_first_is_not_the_function_s_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("corrige.codec.watch.time.monotonic", lambda: clock[0])
    (tmp_path / "slow_to_load.py").write_text("import builtins\nbuiltins.wait_a_while()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def wait(seconds: float = 9.0) -> None:
        clock[0] += seconds

    monkeypatch.setattr("builtins.wait_a_while", wait, raising=False)
    names: dict = {"wait": wait}
    exec("def loads(x):\n    import slow_to_load\n    return x\n", names)
    exec("def waits(x):\n    wait()\n    return max(x, x)\n", names)
    assert call(names, "loads", "[1]", 4.0).envelope == {"ok": True, "value": 1}
    assert call(names, "waits", "[1]", 4.0).envelope["problem"] == "endless"


def test_a_table_that_was_changed_in_place_is_noticed_and_added_columns_are_not() -> None:
    table = pd.DataFrame({"name": ["a", None], "value": [1.5, np.nan]}, index=[2001, 2002])
    sign = fingerprint(table)
    for same in (table.assign(new=1), table.astype({"name": "category"}), table[["value", "name"]]):
        assert is_as_given(same, sign)
    for other in (
        table.assign(value=-table["value"]),
        table.head(1),
        table[["name"]],
        table.set_axis([1, 2]),
    ):
        assert not is_as_given(other, sign)


def test_a_first_step_says_something(course_root: Path, solution_text: str) -> None:
    def step(solution: str, stub: str = "...") -> str:
        task = read_exercise(course_root / "solutions" / "ex01_counting.py").task("event-count")
        object.__setattr__(task, "solution", solution)
        object.__setattr__(task, "stub", stub)
        return first_step(task)

    assert step('fig, ax = plt.subplots(layout="tight")\nrows = t[t["a"] == 1]\nax.bar(rows)') == (
        "rows = t[t[___] == ___]"
    )
    assert step("best = now = 0\nfor x in rows:\n    now = now + 1\nbest = now") == (
        "best = now = ___\nfor x in rows:\n    now = now + ___"
    )
    assert step("n = 3\nk = 4") == ""
    assert step("both = a.notna() & b.notna()\nleft, right = a, b\nc = left == right").startswith(
        "both = a.notna() & ___"
    )
    assert step("answer = 1 - 0.05 ** (1 / n)") == "answer = ___ - ___ ** ___"
    for line in step("change = after - before\nprint(change)").splitlines():
        ast.parse(line)


def test_a_chart_s_message_is_about_its_marks() -> None:
    chart = {"marks": [{"pairs": [["a", 1]]}], "zero": True, "title": "Rows"}
    ((part, spoil),) = _parts(chart)
    assert part == ""
    assert spoil(chart) == {**chart, "marks": [{"pairs": [["a", 8]]}]}


def test_labels_of_which_none_is_asked_for_are_told_so() -> None:
    right = encode(pd.Series([3, 1], index=["FRA", "GBR"]))
    spec = make_spec(right, order="any", digits=6, salt="s")

    def told(labels: list) -> str:
        answer = pd.Series(range(1, 1 + len(labels)), index=labels)
        return diagnose(spec, encode(answer), Scale("any", 6, "s"), "steps", "steps").text

    assert told(["recall", "summons", "ban"]).startswith(
        "steps holds 'recall', 'summons' and 'ban' as its labels, and none"
    )
    assert "none of them" not in told(["FRA", "summons", "ban"])
    assert "none of them" not in told([1, 2, 3])


def test_counts_where_a_mean_is_asked_for_are_told_so_and_decades_are_no_cut() -> None:
    known = {"rough": "x"}
    counts = encode([12, 30])

    def told(source: str) -> str:
        return cut_off(known, counts, Scale("any", 6, "s", source))

    assert told("t.groupby(t['year'] // 10 * 10)['share'].count()").startswith("These are counts")
    assert told("t['share'] // 1").startswith("`//` cuts off")
    assert told("t['share'].astype(int)").startswith("`.astype(int)` cuts off")
    assert told("len(t) / 2") == told("t['share'].mean()") == ""


def test_a_mark_to_compare_by_hand_is_one_that_shows_something(entries: dict) -> None:
    _, axes = plt.subplots()
    axes.bar(["A", "B", "C"], [0, 2, 1])
    axes.set(title="Rows", xlabel="kind", ylabel="rows")
    told = evaluate(entries["kind-chart"], {"kind_chart": axes}).text
    assert "Compare one of them by hand: at B it shows 2." in told
    plt.close("all")


def test_other_names_are_told_by_how_they_came_about() -> None:
    def told(own: list[str], source: str = "") -> str:
        return wrong_names("t", own, ["kind", "a", "b", "c"], "DataFrame", source)

    assert "`.rename(columns=" in told(["kind", "A", "B", "C"])
    assert "`pd.crosstab(rows, columns)`" in told(["kind", "count"])
    assert "crosstab" not in told(["kind", "count"], "pd.crosstab(t['kind'], t['x'])")


def test_a_table_where_a_number_belongs_is_told_so() -> None:
    right = encode({"levels": 0.123456, "growth": 0.654321})
    spec = make_spec(right, order="any", digits=6, salt="s")
    table = pd.DataFrame({"a": [1.0, 0.5], "b": [0.5, 1.0]})
    told = diagnose(spec, encode({"levels": table, "growth": table}), Scale("any", 6, "s"), "r", "r").text
    assert "'levels' and 'growth' are a DataFrame, and a number is asked for" in told


def test_a_dict_of_single_values_is_no_table_yet(entries: dict) -> None:
    assert "collect rows in a list" in wrong_family(
        "t", "t", encode({"a": 1, "b": 2.5}), "DataFrame", ["x", "y"]
    )
    assert "one of a dict of columns" in wrong_family(
        "t", "t", encode({"a": [1, 2]}), "DataFrame", ["x", "y"]
    )
