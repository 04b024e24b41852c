"""Figures of a tree: how much text each element holds, how much of it in links, how much of it prose."""

from __future__ import annotations

from services.differ.extract.tree import Element

BLOCK = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p"),
        *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""Tags that begin and end a line. All others, unknown ones too, run on in the line, as in browsers."""

SHORTEST_PROSE = 80
_MOST_LINK_SHARE_OF_PROSE = 0.5


def measure(root: Element) -> None:
    """Fill the figures of `root` and everything in it.

    Prose is the text of a block of its own (text not inside a smaller block) of 80 characters or more, at most half
    of it in links, and none of what stands in a block inside a link.
    """
    order = [root]
    for element in order:
        order.extend([child for child in element.children if type(child) is Element])
    own: dict[int, tuple[int, int]] = {}
    for element in reversed(order):
        characters = own_characters = own_link = 0
        link_characters = prose_characters = links = headings = 0
        for child in element.children:
            if isinstance(child, str):
                length = len(child.strip())
                characters += length
                own_characters += length
                continue
            characters += child.characters
            link_characters += child.link_characters
            prose_characters += child.prose_characters
            links += child.links
            headings += child.headings
            if child.tag not in BLOCK:
                inner, inner_link = own.pop(id(child))
                own_characters += inner
                own_link += inner_link
        if element.tag == "a":
            links += 1
            link_characters = characters
            prose_characters = 0
            own_link = own_characters
        if element.tag in BLOCK:
            if own_characters >= SHORTEST_PROSE and own_link <= own_characters * _MOST_LINK_SHARE_OF_PROSE:
                prose_characters += own_characters
            headings += element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        else:
            own[id(element)] = (own_characters, own_link)
        element.characters, element.link_characters = characters, link_characters
        element.prose_characters, element.links, element.headings = prose_characters, links, headings


def take_out(element: Element) -> None:
    """Cut `element` from its tree and its figures from those of the elements around it.

    An empty run of text stays in its place: cutting out many children of one parent moves none of the others.
    """
    parent = element.parent
    if parent is None:
        return
    parent.children[element.place] = ""
    link_characters = element.link_characters
    for ancestor in element.ancestors():
        if ancestor.tag == "a":
            link_characters = element.characters
        ancestor.characters -= element.characters
        ancestor.link_characters -= link_characters
        ancestor.prose_characters -= element.prose_characters
        ancestor.links -= element.links
        ancestor.headings -= element.headings
    element.parent = None
