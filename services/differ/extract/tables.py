"""Tables: which hold data and which only lay a page out, and the lines of the former."""

from __future__ import annotations

from services.differ.extract import links
from services.differ.extract.measures import BLOCK
from services.differ.extract.text_block import Line
from services.differ.extract.tree import Element

_LONGEST_CELL_MEAN = 1_200
_LONGEST_CELL = 2_000


def is_data_table(table: Element) -> bool:
    """Whether the table's rows are to be read across: two columns or more, none of them a page of its own."""
    if table.attribute("role") == "presentation":
        return False
    rows = table_rows(table)
    cells = sum(len(row) for row in rows)
    if not rows or max(len(row) for row in rows) < 2 or table.characters > _LONGEST_CELL_MEAN * cells:
        return False
    if table.headings or any(node.tag == "table" for node in table.walk() if node is not table):
        return False
    return not any(_is_a_page(cell) for row in rows for cell in row)


def _is_a_page(cell: Element) -> bool:
    """Whether a cell holds several paragraphs, of more text than can be read across."""
    return cell.characters > _LONGEST_CELL and sum(1 for node in cell.walk() if node.tag in ("p", "li", "div")) > 3


def table_rows(table: Element) -> list[list[Element]]:
    """The table's cells by row, those of tables inside it left out."""
    rows: list[list[Element]] = []
    stack = list(reversed(list(table.elements())))
    while stack:
        node = stack.pop()
        if node.tag == "tr":
            rows.append([cell for cell in node.elements() if cell.tag in ("td", "th")])
        elif node.tag in ("thead", "tbody", "tfoot"):
            stack.extend(reversed(list(node.elements())))
    return [row for row in rows if row]


def table_lines(table: Element, base: str) -> list[Line]:
    """A caption, if any, then one line a row that has text."""
    lines = [inline(caption, base) for caption in table.elements() if caption.tag == "caption"]
    for row in table_rows(table):
        cells = [inline(cell, base) for cell in row]
        if not any(cell.text for cell in cells):
            continue
        line = Line("|")
        for cell in cells:
            if cell.text:
                line.append(cell)
            line.text += " |"
        lines.append(line)
    return lines


def inline(root: Element, base: str) -> Line:
    """All of an element's text as one line, with its links. `base` is the page's address."""
    line = Line()
    stack: list[tuple[Element | str, int]] = [(root, -1)]
    while stack:
        node, started = stack.pop()
        if isinstance(node, str):
            line.add(node.replace("|", "/"))
        elif started >= 0:
            href = links.absolute(node.attribute("href"), base)
            if href:
                line.link(started, href)
        else:
            if node.tag in BLOCK or node.tag == "br":
                line.gap()
            if node.tag == "a" and node.attribute("href"):
                stack.append((node, len(line.text)))
            stack.extend((child, -1) for child in reversed(node.children))
            if node.tag in BLOCK and node is not root:
                stack.append((" ", -1)) if not node.children else None
    return line
