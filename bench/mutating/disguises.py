"""The same policy in other markup, other marks or another order: none of it may be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import escape
from itertools import pairwise
from random import Random

from selectolax.lexbor import LexborNode

from bench.mutating.mutation import Expected, Mutation, silent
from bench.mutating.policy_page import Leaf, PolicyPage, text_nodes, walk
from bench.mutating.sections import Section, sections
from services.differ.extract.measures import BLOCK
from services.differ.extract.text_block import visible

_CLASS = re.compile(r'(?<= class=")[^"]+(?=")')
_BEGINS_WITH_A_WORD = re.compile(r"(?!(?i:section|article|part|chapter)\b)[A-ZÀ-Ý][a-zß-ÿ]+\b")
_HREF = re.compile(r'(?<= href=")(https?://[^"?#]+)[^"]*(?=")')


def wrapped(page: PolicyPage, draw: Random) -> Mutation | None:
    """Paragraphs have a container more around them."""
    tag = draw.choice(("div", "section", "div"))
    for leaf in _some(page, draw):
        if leaf.is_running:
            page.change(leaf.node, leaf.node.html or "", f'<{tag} class="{_hash(draw)}">{leaf.node.html}</{tag}>')
    return silent(page)


def words_wrapped(page: PolicyPage, draw: Random) -> Mutation | None:
    """Words stand in elements of their own, as translators and editors leave behind."""
    tag = draw.choice(("span", "font", "b", "em", "strong", "u"))
    for leaf in _some(page, draw):
        for node in text_nodes(leaf.node):
            text = node.text_content or ""
            place = text.find(" ", len(text) // 2)
            if place > 0:
                older = escape(text, quote=False)
                newer = f"<{tag}>{escape(text[:place], quote=False)}</{tag}>{escape(text[place:], quote=False)}"
                page.change(node, older, newer)
    return silent(page)


def classes_renamed(page: PolicyPage, draw: Random) -> Mutation | None:
    """Every class has another name, as after a new build of the site; a page that no selector names by them."""
    if page.is_selected:
        return None
    before = page.before()
    known: dict[str, str] = {}
    after = _CLASS.sub(lambda match: known.setdefault(match.group(), _hash(draw)), before)
    return Mutation(Expected.SILENT, before, after)


def paragraphs_as_divisions(page: PolicyPage, draw: Random) -> Mutation | None:
    """Each `p` is a `div`."""
    before = page.before()
    return Mutation(Expected.SILENT, before, re.sub(r"<(/?)p(?=[\s>])", r"<\1div", before))


def lists_as_divisions(page: PolicyPage, draw: Random) -> Mutation | None:
    """Each list of the policy is made of `div`s."""
    lists = {node.mem_id: node for leaf in page.leaves if (node := _list_around(leaf)) is not None}
    if not lists:
        return None
    for node in lists.values():
        items = "".join(f"<div>{child.inner_html}</div>" for child in node.iter() if child.tag == "li")
        page.change(node, node.html or "", f"<div>{items}</div>")
    return silent(page)


def _list_around(leaf: Leaf) -> LexborNode | None:
    """The list of an item, where it holds no blocks but items of a line each and stands in no other list."""
    node = leaf.node.parent
    if leaf.node.tag != "li" or node is None or node.tag != "ul" or "li" in leaf.around:
        return None
    items = [child for child in node.iter() if child.is_element_node]
    is_plain = all(item.tag == "li" and not {e.tag for e in walk(item)} & (BLOCK - {"li"}) for item in items)
    return node if is_plain else None


def breaks_as_paragraphs(page: PolicyPage, draw: Random) -> Mutation | None:
    """Two paragraphs that a break parted are paragraphs of their own."""
    leaves = [leaf for leaf in page.leaves if leaf.is_running]
    if not leaves:
        return None
    one, other = "Recordings are kept for as long as the account is open.", "Copies are sent by post, at your expense."
    older, newer = f"<p>{one}<br><br>{other}</p>", f"<p>{one}</p><p>{other}</p>"
    page.put_behind(draw.choice(leaves).node, *draw.choice(((older, newer), (newer, older))))
    return silent(page)


def headings_as_bold(page: PolicyPage, draw: Random) -> Mutation | None:
    """Headings are paragraphs in bold."""
    headings = [leaf for leaf in page.leaves if leaf.is_heading and leaf.node.tag != "h1"]
    for leaf in headings:
        page.change(leaf.node, leaf.node.html or "", f"<p><strong>{leaf.node.inner_html}</strong></p>")
    return silent(page) if headings else None


def heading_levels_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """Headings are a level lower."""
    headings = [leaf for leaf in page.leaves if leaf.is_heading and leaf.node.tag != "h1"]
    for leaf in headings:
        tag = f"h{min(int((leaf.node.tag or 'h2')[1]) + 1, 6)}"
        page.change(leaf.node, leaf.node.html or "", f"<{tag}>{leaf.node.inner_html}</{tag}>")
    return silent(page) if headings else None


def link_targets_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """Links lead elsewhere."""
    before = page.before()
    after = _HREF.sub(lambda match: f"{match[1].replace('www.', 'help.')}/moved?v={draw.randint(1, 9)}", before)
    return Mutation(Expected.SILENT, before, after)


def tracking_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """Links carry what tracks."""
    before = page.before()
    after = _HREF.sub(lambda match: f"{match[1]}?utm_source=footer&amp;gclid={_hash(draw)}", before)
    return Mutation(Expected.SILENT, before, after)


def typography(page: PolicyPage, draw: Random) -> Mutation | None:
    """Quotes, dashes, blanks and composed letters are of another form."""
    change = draw.choice(_TYPOGRAPHIC)
    for leaf in page.leaves:
        for node in text_nodes(leaf.node):
            text = node.text_content or ""
            if change(text) != text:
                page.change_text(node, change(text))
    return silent(page)


_TYPOGRAPHIC: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("'", "’").replace(' "', " “").replace('"', "”"),
    lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    lambda text: re.sub(r"(?<=\w{4})(?=\w{4})", "\u00ad", text),
    lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("-", "‑").replace("–", "—"),
    lambda text: text.replace(" – ", " - ").replace(" — ", " - ").replace("—", "–"),
    lambda text: text.replace("...", "…").replace("fi", "ﬁ"),
    lambda text: re.sub(r"(?<=\w)([:;!?])", "\u202f\\1", text),
    lambda text: text.replace(". ", ".  ").replace(", ", ",\n\t"),
    lambda text: re.sub(r"(?<=[a-z])\.$", "", text),
)


def blanks_between_tags(page: PolicyPage, draw: Random) -> Mutation | None:
    """Blank space between blocks is gone, or more."""
    before = page.before()
    blank = draw.choice(("", "\n\n      "))
    block = "p|div|ul|ol|li|h[1-6]|section|table|tr|td|tbody"
    return Mutation(Expected.SILENT, before, re.sub(rf"(</(?:{block})>)\s*(?=</?(?:{block})\b)", rf"\1{blank}", before))


def entities(page: PolicyPage, draw: Random) -> Mutation | None:
    """Letters beyond ASCII, and some within, are written as entities."""
    before = page.before()
    after = "".join(letter if ord(letter) < 128 else f"&#{ord(letter)};" for letter in before)
    return Mutation(Expected.SILENT, before, after)


def comments_and_scripts(page: PolicyPage, draw: Random) -> Mutation | None:
    """Comments, scripts, styles and build marks come between."""
    for leaf in _some(page, draw):
        if leaf.is_running:
            page.put_behind(leaf.node, "", draw.choice(_UNREAD).format(_hash(draw)))
    return silent(page)


_UNREAD = (
    "<!-- build {} -->",
    "<script>window.build = '{}'; document.write('<p>We sell your data.</p>')</script>",
    "<style>.a{{content:'{}'}}</style>",
    "<noscript><img src='https://pixel.example/{}'></noscript>",
    "<template><p>Draft {} of a clause that is not in force at all, and is never shown to anyone.</p></template>",
    "<input type='hidden' name='session' value='{}'>",
    "<svg><title>icon {}</title><text>icon</text></svg>",
    "<span data-session='{}'></span>",
)


def sections_permuted(page: PolicyPage, draw: Random) -> Mutation | None:
    """Two neighbouring sections have changed places."""
    neighbours = [(one, other) for one, other in pairwise(sections(page)) if _is_next(one, other)]
    if not neighbours:
        return None
    one, other = draw.choice(neighbours)
    first, second = ("".join(node.html or "" for node in section.nodes) for section in (one, other))
    page.put_before(one.heading, first + second, second + first)
    for node in (*one.nodes, *other.nodes):
        node.decompose()
    return silent(page)


def _is_next(one: Section, other: Section) -> bool:
    node = other.heading.prev
    while node is not None and not node.is_element_node:
        node = node.prev
    return node is not None and node.mem_id == one.nodes[-1].mem_id


def renumbered(page: PolicyPage, draw: Random) -> Mutation | None:
    """Headings are numbered otherwise, and references follow."""
    headings = _unnumbered_headings(page)
    running = [leaf for leaf in page.leaves if leaf.is_running]
    if len(headings) < 3 or not running:
        return None
    form = draw.choice(("{}. ", "{}) ", "Section {}: ", "§ {} ", "Article {} – ", "{} "))
    for number, leaf in enumerate(headings, start=1):
        inner = leaf.node.inner_html or ""
        tag = leaf.node.tag
        page.change(leaf.node, *(f"<{tag}>{form.format(place)}{inner}</{tag}>" for place in (number, number + 1)))
    number = draw.randint(1, len(headings))
    reference = "<p>What Section {} says of recordings is valid for copies, too.</p>"
    page.put_behind(draw.choice(running).node, reference.format(number), reference.format(number + 1))
    return silent(page)


def numbering_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """Headings gain numbers, or lose them."""
    headings = _unnumbered_headings(page)
    if len(headings) < 3:
        return None
    form = draw.choice(("{}. ", "{}) ", "Section {}: ", "§ {} ", "Article {} – ", "{} "))
    gains = draw.random() < 0.5
    for number, leaf in enumerate(headings, start=1):
        tag, inner = leaf.node.tag, leaf.node.inner_html or ""
        bare, counted = f"<{tag}>{inner}</{tag}>", f"<{tag}>{form.format(number)}{inner}</{tag}>"
        page.change(leaf.node, *((bare, counted) if gains else (counted, bare)))
    return silent(page)


def _unnumbered_headings(page: PolicyPage) -> list[Leaf]:
    """The headings that begin with a word; before an abbreviation a sign and a number would name a law's section."""
    headings = [leaf for leaf in page.leaves if leaf.is_heading and leaf.node.tag != "h1"]
    return [leaf for leaf in headings if _BEGINS_WITH_A_WORD.match(visible(leaf.node.text()))]


def _some(page: PolicyPage, draw: Random) -> list[Leaf]:
    return [leaf for leaf in page.leaves if draw.random() < 0.2]


def _hash(draw: Random) -> str:
    return f"{draw.choice(('css-', 'sc-', 'jsx-', ''))}{draw.getrandbits(40):010x}"
