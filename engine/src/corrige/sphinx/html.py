"""One kind of HTML table for the pages of the book: a caption, a header for each column and each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# `dataframe` gives a table the theme's own look, light and dark.
_CAPTION = "caption-side: top; text-align: left"


def html_table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, total: bool = False
) -> str:
    """Write a table.

    Parameters
    ----------
    caption : str
    columns : sequence of str
    rows : iterable of sequence of str
        HTML of the cells; the first of each row is its header. A cell that is a number is set to the right.
    total : bool
        Whether the last row is a sum.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If a row has not as many cells as there are columns.
    """
    lines = [f'<table class="dataframe"><caption style="{_CAPTION}">{caption}</caption>']
    head = "".join(f'<th scope="col" style="text-align: left">{name}</th>' for name in columns)
    lines.append(f"<thead><tr>{head}</tr></thead><tbody>")
    body = [list(row) for row in rows]
    for place, row in enumerate(body):
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(columns)} columns: {row}")
        kind = ' style="font-weight: 700"' if total and place == len(body) - 1 else ""
        cells = "".join(_cell(cell) for cell in row[1:])
        lines.append(f'<tr{kind}><th scope="row" style="text-align: left">{row[0]}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody></table>"])


def _cell(html: str) -> str:
    number = html.replace(",", "").replace(".", "").removesuffix(" min").isdigit()
    return (
        f'<td style="text-align: right">{html}</td>'
        if number
        else f'<td style="text-align: left">{html}</td>'
    )
