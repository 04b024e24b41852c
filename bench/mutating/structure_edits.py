"""Edits of more than words: paragraphs, items, rows, sections, the whole. Each has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from selectolax.lexbor import LexborNode

from bench.mutating import invented, wording_edits
from bench.mutating.mutation import Mutation, told
from bench.mutating.policy_page import Leaf, PolicyPage, line_of, text_nodes
from bench.mutating.sections import Section, sections

_MOST_OF_THE_LINES = 0.2


def running(page: PolicyPage) -> list[Leaf]:
    """The leaves that are paragraphs of their own."""
    return [leaf for leaf in page.leaves if leaf.is_running]


def paragraph_added_at_the_start(page: PolicyPage, draw: Random) -> Mutation | None:
    """A paragraph more before the first one."""
    leaves = running(page)
    return _paragraph_added(page, leaves[0], draw, is_before=True) if leaves else None


def paragraph_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """A paragraph more somewhere."""
    leaves = running(page)
    return _paragraph_added(page, draw.choice(leaves), draw) if leaves else None


def paragraph_added_at_the_end(page: PolicyPage, draw: Random) -> Mutation | None:
    """A paragraph more behind the last one."""
    leaves = running(page)
    return _paragraph_added(page, leaves[-1], draw) if leaves else None


def _paragraph_added(page: PolicyPage, leaf: Leaf, draw: Random, is_before: bool = False) -> Mutation | None:
    sentence = draw.choice(invented.sentences(page.language))
    put = page.put_before if is_before else page.put_behind
    put(leaf.node, "", f"<{leaf.node.tag}>{sentence}</{leaf.node.tag}>")
    return told(page, (), (sentence,))


def paragraph_removed_at_the_start(page: PolicyPage, draw: Random) -> Mutation | None:
    """The first paragraph is gone."""
    return _paragraph_removed(page, running(page)[:1], draw)


def paragraph_removed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A paragraph is gone."""
    return _paragraph_removed(page, running(page), draw)


def paragraph_removed_at_the_end(page: PolicyPage, draw: Random) -> Mutation | None:
    """The last paragraph is gone."""
    return _paragraph_removed(page, running(page)[-1:], draw)


def _paragraph_removed(page: PolicyPage, leaves: Sequence[Leaf], draw: Random) -> Mutation | None:
    slight = [leaf for leaf in leaves if len(leaf.text) < len(page.canonical.text) * _MOST_OF_THE_LINES]
    if not slight:
        return None
    leaf = draw.choice(slight)
    page.change(leaf.node, leaf.node.html or "", "")
    return told(page, (leaf.text,), ())


def item_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """An item more in a list."""
    items = _items(page)
    if not items:
        return None
    sentence = draw.choice(invented.sentences(page.language))
    page.put_behind(draw.choice(items).node, "", f"<li>{sentence}</li>")
    return told(page, (), (sentence,))


def item_removed(page: PolicyPage, draw: Random) -> Mutation | None:
    """An item less in a list of three or more."""
    items = [leaf for leaf in _items(page) if len(_siblings(leaf.node, "li")) >= 3]
    if not items:
        return None
    leaf = draw.choice(items)
    page.change(leaf.node, leaf.node.html or "", "")
    return told(page, (leaf.text,), ())


def _items(page: PolicyPage) -> list[Leaf]:
    return [leaf for leaf in page.leaves if leaf.node.tag == "li" and not leaf.says_own_date]


def _siblings(node: LexborNode, tag: str) -> list[LexborNode]:
    return [child for child in node.parent.iter() if child.tag == tag] if node.parent is not None else []


def row_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """A row more in a table."""
    row = _row(page, draw)
    if row is None:
        return None
    cells = len(_children(row, ("td", "th")))
    texts = tuple(draw.sample(invented.sentences(page.language), cells))
    page.put_behind(row, "", "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>")
    return told(page, (), texts)


def row_removed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A row less in a table of four or more."""
    row = _row(page, draw)
    if row is None or len(_siblings(row, "tr")) < 4:
        return None
    cells = [
        leaf.text for leaf in page.leaves if leaf.node.parent is not None and leaf.node.parent.mem_id == row.mem_id
    ]
    page.change(row, row.html or "", "")
    return told(page, tuple(cells), ())


def _row(page: PolicyPage, draw: Random) -> LexborNode | None:
    """A row, but no first one, with all of its cells among the leaves."""
    rows: list[LexborNode] = []
    known = {leaf.node.mem_id for leaf in page.leaves}
    for leaf in page.leaves:
        row = leaf.node.parent
        if leaf.node.tag != "td" or row is None or row.tag != "tr" or row.mem_id in {one.mem_id for one in rows}:
            continue
        cells = _children(row, ("td", "th"))
        if 2 <= len(cells) <= 6 and all(cell.mem_id in known for cell in cells) and _siblings(row, "tr")[:1] != [row]:
            rows.append(row)
    return draw.choice(rows) if rows else None


def _children(node: LexborNode, tags: Sequence[str]) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag in tags]


def section_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """A section more: a heading and two paragraphs."""
    found = sections(page)
    if not found:
        return None
    heading = draw.choice(invented.headings(page.language))
    one, other = draw.sample(invented.sentences(page.language), 2)
    level = draw.choice(found).heading
    page.put_before(level, "", f"<{level.tag}>{heading}</{level.tag}><p>{one}</p><p>{other}</p>")
    return told(page, (), (heading, one, other), clause_changes=3)


def section_removed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A section less."""
    most = len(page.canonical.text) * _MOST_OF_THE_LINES
    found = [section for section in sections(page) if 0 < sum(map(len, page.lines_of(section.nodes))) < most]
    if not found:
        return None
    section = draw.choice(found)
    gone = page.lines_of(section.nodes)
    _take_out(page, section)
    return told(page, gone, (), clause_changes=None)


def _take_out(page: PolicyPage, section: Section) -> None:
    for node in section.nodes:
        page.change(node, node.html or "", "")


def paragraphs_merged(page: PolicyPage, draw: Random) -> Mutation | None:
    """Two paragraphs become one, with a sentence more."""
    pairs = [(one, _next_element(one.node)) for one in running(page)]
    by_node = {leaf.node.mem_id: leaf for leaf in running(page)}
    following = [(one, by_node[node.mem_id]) for one, node in pairs if node is not None and node.mem_id in by_node]
    if not following:
        return None
    one, other = draw.choice(following)
    sentence = draw.choice(invented.sentences(page.language))
    inner = f"{one.node.inner_html} {other.node.inner_html} {sentence}"
    page.change(one.node, one.node.html or "", f"<p>{inner}</p>")
    page.change(other.node, other.node.html or "", "")
    return told(page, (one.text, other.text), (f"{one.text} {other.text} {sentence}",))


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and not following.is_element_node:
        if (following.text_content or "").strip():
            return None
        following = following.next
    return following


def several_edits(page: PolicyPage, draw: Random) -> Mutation | None:
    """Three to six clauses reworded at once."""
    leaves = [leaf for leaf in wording_edits.prose(page) if "li" not in (leaf.node.tag, *leaf.around)]
    gone: list[str] = []
    new: list[str] = []
    for leaf in draw.sample(leaves, min(len(leaves), draw.randint(3, 6))):
        line = wording_edits.rewrite(page, leaf, wording_edits.word_edit(page, draw), draw)
        if line is not None:
            gone.append(leaf.text)
            new.append(line)
    return told(page, tuple(gone), tuple(new), clause_changes=None) if gone else None


def rewritten_by_a_third(page: PolicyPage, draw: Random) -> Mutation | None:
    """Three in ten of all clauses are others."""
    return _rewritten(page, draw, 0.3)


def rewritten_by_two_thirds(page: PolicyPage, draw: Random) -> Mutation | None:
    """Six in ten of all clauses are others."""
    return _rewritten(page, draw, 0.6)


def _rewritten(page: PolicyPage, draw: Random, share: float) -> Mutation | None:
    leaves = wording_edits.prose(page)
    gone: list[str] = []
    new: list[str] = []
    for leaf in draw.sample(leaves, round(len(leaves) * share)):
        length = max(len(leaf.text) // 90, 1)
        text = " ".join(draw.choices(invented.sentences(page.language), k=length))
        page.change(leaf.node, leaf.node.html or "", f"<{leaf.node.tag}>{text}</{leaf.node.tag}>")
        gone.append(leaf.text)
        new.append(text)
    return told(page, tuple(gone), tuple(new), clause_changes=None) if gone else None


def words_rewritten_everywhere(page: PolicyPage, draw: Random) -> Mutation | None:
    """Every fourth word of every clause is another."""
    pool = invented.words(page.language)
    gone: list[str] = []
    new: list[str] = []
    for leaf in wording_edits.prose(page):
        pieces = []
        for node in text_nodes(leaf.node):
            words = (node.text_content or "").split(" ")
            words = [draw.choice(pool) if word.isalpha() and draw.random() < 0.25 else word for word in words]
            pieces.append(" ".join(words))
            page.change_text(node, pieces[-1])
        line = line_of("".join(pieces))
        if line != leaf.text:
            gone.append(leaf.text)
            new.append(line)
    return told(page, tuple(gone), tuple(new), clause_changes=None) if gone else None
