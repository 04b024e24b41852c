"""A Markdown text (a collection's extracted version) as canonical blocks."""

from __future__ import annotations

from markdown_it import MarkdownIt

from services.differ.extract import tree
from services.differ.extract.blocks import Writer
from services.differ.extract.measures import measure
from services.differ.extract.text_block import Blocks

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def read_markdown(text: str, base: str) -> Blocks:
    """The blocks of a Markdown text: through HTML, so that both write lists, tables and links alike."""
    root = tree.build(tree.parse(_MARKDOWN.render(text)))
    measure(root)
    writer = Writer(base)
    writer.write(root)
    return writer.blocks
