"""An HTML page's canonical blocks and figures."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from services.differ.extract import links, tree
from services.differ.extract.beside import beside
from services.differ.extract.blocks import Writer
from services.differ.extract.boilerplate import take_out_boilerplate
from services.differ.extract.document import PageFacts, PagePart, Removed
from services.differ.extract.edges import trim_edges
from services.differ.extract.encoding import decode
from services.differ.extract.errors import UnreadablePage
from services.differ.extract.limits import MOST_CHARACTERS
from services.differ.extract.main_content import find_main_content
from services.differ.extract.markup import Markup, without_unread
from services.differ.extract.measures import measure, take_out
from services.differ.extract.page import ReadPage
from services.differ.extract.protected_email import HIDDEN_EMAIL, reveal_emails
from services.differ.extract.selection import matched
from services.differ.extract.tree import Element

_SCRIPT_WALL_CHARACTERS = 400
_MOST_PROSE_OF_A_CHALLENGE = 2_000


def read_html(part: PagePart) -> ReadPage:
    """The blocks of one HTML page. Raises UnreadablePage for a page too deep or too large to parse."""
    markup = without_unread(decode(part.content, part.charset))
    parser = tree.parse(markup.text)
    head = _head(parser, part)
    root = tree.build(parser)
    if HIDDEN_EMAIL in markup.text:
        reveal_emails(root)
    measure(root)
    page_characters = root.characters
    removed: list[Removed] = []
    for element in matched(parser, root, part.selection.remove):
        if element.characters:
            removed.append(Removed("declared", element.beginning()))
        take_out(element)
    chosen = matched(parser, root, part.selection.select)
    missed = bool(part.selection.select) and not any(element.characters for element in chosen)
    cut, with_controls = take_out_boilerplate(root)
    if not part.selection.select or missed or chosen == [root]:
        chosen = find_main_content(root)
    if sum(element.characters for element in chosen) > MOST_CHARACTERS:
        raise UnreadablePage("too_much_text", f"over {MOST_CHARACTERS:,} characters")
    removed += [*cut, *beside(root, chosen)]
    chosen, trimmed = trim_edges(chosen, head.title, with_controls)
    removed += trimmed
    writer = Writer(head.base)
    for element in chosen:
        writer.write(element)
    facts = _facts(part, head, markup, chosen, page_characters, missed)
    tree.release(root)
    return ReadPage(writer.blocks, head.title, facts, tuple(removed))


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    base: str
    canonical_url: str | None
    refresh_url: str | None
    heading: str
    password_inputs: int
    asks_for_consent: bool


def _head(parser: LexborHTMLParser, part: PagePart) -> _Head:
    """What the page says of itself outside its text; read before the tree is built, which drops scripts."""
    base = links.joined(part.url, _attribute(parser, "base[href]", "href") or "") or part.url
    title = parser.css_first("head > title") or parser.css_first("title")
    heading = parser.css_first("h1")
    canonical = _attribute(parser, "link[rel=canonical]", "href") or _attribute(
        parser, "meta[property='og:url']", "content"
    )
    refresh = _attribute(parser, "meta[http-equiv=refresh i]", "content") or ""
    _, _, target = refresh.partition("=")
    return _Head(
        title=" ".join(title.text(deep=True).split())[:300] if title else "",
        base=base,
        canonical_url=links.joined(base, canonical) if canonical else None,
        refresh_url=links.joined(base, target.strip(" '\"")) if target else None,
        heading=" ".join(heading.text(deep=True).split())[:300] if heading else "",
        password_inputs=len(parser.css("input[type=password]")),
        asks_for_consent=parser.css_first("form[action*=consent i], form[id*=consent i]") is not None,
    )


def _attribute(parser: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = parser.css_first(selector)
    return node.attributes.get(name) if node is not None else None


def _facts(
    part: PagePart, head: _Head, markup: Markup, chosen: list[Element], page_characters: int, missed: bool
) -> PageFacts:
    prose_characters = sum(element.prose_characters for element in chosen)
    return PageFacts(
        status=part.status,
        url=part.url,
        requested_url=part.requested_url,
        canonical_url=head.canonical_url,
        refresh_url=head.refresh_url,
        heading=head.heading,
        text_characters=sum(element.characters for element in chosen),
        prose_characters=prose_characters,
        link_characters=sum(element.link_characters for element in chosen),
        password_inputs=head.password_inputs,
        is_script_wall=markup.scripts > 0 and page_characters < _SCRIPT_WALL_CHARACTERS,
        has_challenge=prose_characters < _MOST_PROSE_OF_A_CHALLENGE and markup.has_challenge(),
        asks_for_consent=head.asks_for_consent,
        selection_missed=missed,
    )
