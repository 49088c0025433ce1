"""A paper as a page of its own: nothing is loaded from elsewhere, there is no script, and every word of it is escaped.

Headings are in order, tables have captions and named headings of columns and rows, charts are pictures with a text and with
their numbers in a table that opens below them, and the page reads at any width and in print. The PDF is made of it.
"""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

from sufficiency.documents.charts import svg
from sufficiency.documents.document import (
    LANGUAGE,
    Bullets,
    Cell,
    Document,
    Drawing,
    Note,
    Paragraph,
    Quote,
    Said,
    Section,
    Subheading,
    Table,
)
from sufficiency.documents.widths import shares

STYLE, PRINT = (Path(__file__).parent / name for name in ("paper.css", "print.css"))


def as_html(paper: Document, *, for_print: bool = False) -> str:
    """The whole page. `for_print` leaves out what only a screen can do: the tables that open below charts."""
    body = "\n".join(_section(one, for_print) for one in paper.sections)
    front = "\n".join(
        f"<tr><th scope=row>{_text(row.name)}</th><td>{_text(row.value)}</td></tr>" for row in paper.front
    )
    authors = f'<meta name="author" content="{escape(paper.authority)}">' if paper.authority else ""
    given = "".join(f"<p class=note>{_text(one)}</p>" for one in paper.attributions)
    styles = STYLE.read_text("utf-8") + (PRINT.read_text("utf-8") if for_print else "")
    contents = "" if for_print else _contents(paper)
    return f"""<!doctype html>
<html lang="{LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(paper.title)}</title>
{authors}
<style>{styles}</style>
</head>
<body>
<header>
<p class=authority>{_text(paper.authority)}</p>
<h1>{_text(paper.title)}</h1>
<table class=front><caption class=unseen>About this paper</caption><tbody>
{front}
</tbody></table>
</header>
{contents}
<main>
{body}
</main>
<footer>{given}</footer>
</body>
</html>
"""


def _contents(paper: Document) -> str:
    """The sections to jump to, on a screen."""
    items = "".join(
        f'<li><a href="#{one.key}">{_text(_heading(one))}</a></li>'
        for one in paper.sections
        if one.level == 1
    )
    return f"<nav aria-label=Contents><h2>Contents</h2><ul>{items}</ul></nav>"


def _heading(section: Section) -> str:
    return f"{section.number} {section.title}".strip()


def _section(section: Section, for_print: bool) -> str:
    level = section.level + 1
    said = "\n".join(_said(one, for_print) for one in section.said)
    number = f"<span class=number>{section.number}</span> " if section.number else ""
    return (
        f'<section id="{section.key}"><h{level}>{number}{_text(section.title)}</h{level}>\n{said}\n</section>'
    )


def _said(one: Said, for_print: bool) -> str:
    match one:
        case Paragraph():
            number = f"<span class=number>{one.number}</span> " if one.number else ""
            return f"<p{' class=numbered' if one.number else ''}>{number}{_text(one.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in one.items)}</ul>"
        case Subheading():
            level = int(one.level) + 1
            return f"<h{level}>{_text(one.text)}</h{level}>"
        case Quote():
            return f"<blockquote><p>“{_text(one.text)}”</p><p class=who>{_text(one.who)}</p></blockquote>"
        case Note():
            return f"<p class=note>{_text(one.text)}</p>"
        case Table():
            return table(one, f"Table {one.number}: {one.caption}")
        case Drawing():
            return _drawing(one, for_print)
    raise TypeError(f"Nothing says how {type(one).__name__} is written.")


def table(one: Table, caption: str) -> str:
    """A table whose first column heads its rows. A table that is too wide for a screen scrolls by itself."""
    head = "".join(
        f"<th scope=col{' class=figure' if column.numbers else ''}>{_text(column.title)}</th>"
        for column in one.columns
    )
    rows = "".join(f"<tr>{_row(row, one)}</tr>" for row in one.rows)
    notes = "".join(f"<p class=note>{_text(note)}</p>" for note in one.notes)
    wide = (" wide" if len(one.columns) > 6 else "") + (" across" if one.across else "")
    widths = "".join(f'<col style="width:{share:.1%}">' for share in shares(one))
    return (
        f'<div class="scrolls{wide}" role=region aria-label="{escape(caption)}" tabindex=0><table><caption>{_text(caption)}</caption>'
        f"<colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{notes}"
    )


def _row(row: tuple[Cell, ...], one: Table) -> str:
    cells = []
    for place, (cell, column) in enumerate(zip(row, one.columns, strict=True)):
        figure = " class=figure" if column.numbers else ""
        told = _lines(cell.text)
        if cell.tag:
            told = f"<strong class={cell.tag}>{told}</strong>"
        cells.append(f"<th scope=row>{told}</th>" if place == 0 else f"<td{figure}>{told}</td>")
    return "".join(cells)


def _drawing(one: Drawing, for_print: bool) -> str:
    drawn = base64.b64encode(svg(one.spec).encode()).decode()
    picture = f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(one.alt)}">'
    notes = "".join(f"<p class=note>{_text(note)}</p>" for note in one.notes)
    caption = f"Figure {one.number}: {one.title}"
    numbers = ""
    if not for_print:
        numbers = f"<details><summary>The numbers of figure {one.number}</summary>{table(one.table, one.table.caption)}</details>"
    return f"<figure><figcaption>{_text(caption)}</figcaption>{picture}</figure>{notes if for_print else ''}{numbers}"


def _lines(text: str) -> str:
    """The lines of a cell, each a little apart from the next."""
    first, *rest = text.split("\n")
    return escape(first) + "".join(f"<span class=line>{escape(line)}</span>" for line in rest)


def _text(text: str) -> str:
    """Escaped, with its lines kept."""
    return escape(text).replace("\n", "<br>")
