"""Sections of a real page: a heading and what follows it up to the next one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from selectolax.lexbor import LexborNode

from bench.mutating.policy_page import PolicyPage

_LEAST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Section:
    """`nodes` are the heading and the elements behind it, all with one parent."""

    heading: LexborNode
    nodes: tuple[LexborNode, ...]


def sections(page: PolicyPage) -> list[Section]:
    """The sections whose headings stand beside at least two more of their level; none but whole ones."""
    beside: dict[tuple[int, str], list[LexborNode]] = {}
    for leaf in page.leaves:
        if leaf.is_heading and leaf.node.parent is not None:
            beside.setdefault((leaf.node.parent.mem_id, leaf.node.tag or ""), []).append(leaf.node)
    found = []
    for headings in beside.values():
        if len(headings) < _LEAST_BESIDE:
            continue
        for one, following in pairwise(headings):
            nodes = _between(one, following)
            if nodes is not None and len(nodes) > 1:
                found.append(Section(one, nodes))
    return found


def _between(heading: LexborNode, following: LexborNode) -> tuple[LexborNode, ...] | None:
    """The heading and the elements before the following one; None where a larger heading stands among them, or text
    without an element.
    """
    nodes = []
    node: LexborNode | None = heading
    while node is not None and node.mem_id != following.mem_id:
        if node.is_element_node:
            if node is not heading and node.tag in ("h1", "h2", "h3") and (node.tag or "") <= (heading.tag or ""):
                return None
            nodes.append(node)
        elif node.is_text_node and (node.text_content or "").strip():
            return None
        node = node.next
    return tuple(nodes) if node is not None else None
