"""What on a page is the site and not the policy: rules on one element each, every one with a name that `explain`
shows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise

from services.differ.extract import site_names, unfolding
from services.differ.extract.amid_prose import is_amid_prose
from services.differ.extract.document import Removed
from services.differ.extract.measures import take_out
from services.differ.extract.tree import Element
from services.differ.extract.unfolding import is_folded_section, opens_a_section
from services.differ.extract.widgets import Control, held_by, take_out_widgets

_MOST_PROSE_OF_THE_SITE = 0.35
"""What holds more of the page's prose than this is not taken for the site, whatever it is called."""

_NEVER_NAMED = site_names.HEADINGS | {"body", "main", "article"}
_CONTENTS_TAGS = frozenset(("ul", "ol", "div", "p", "section", "table"))
_FEWEST_CONTENTS = 3
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01]", re.IGNORECASE)
_CAMEL = re.compile(r"([a-z0-9])([A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_BANNER = 2_000
_LARGEST_BANNER_ELEMENTS = 5_000
_LONGEST_NAMES = 2_000
_LONGEST_HIDDEN = 200
_SHORTEST_SENTENCE = 30
_SITE_LINK_SHARE = 0.5
_CONTROLS = frozenset(("button", "input", "a"))
_TYPED_INTO = frozenset(("", "text", "email", "search", "tel", "password", "number", "url"))
_NOWHERE = frozenset(("", "#", "javascript:;", "javascript:void(0)", "javascript:void(0);"))


def take_out_boilerplate(root: Element) -> tuple[list[Removed], frozenset[int]]:
    """Cut from the tree what any rule names. Expects measured figures, and keeps them right.

    Gives what was cut, and the `id` of each element that held a button or a field.
    """
    total = max(root.prose_characters, 1)
    removed: list[Removed] = []
    controls: list[Control] = []
    stack = [root]
    while stack:
        element = stack.pop()
        rule = _rule(element, total) if element is not root else None
        if rule is not None:
            if element.tag in _CONTROLS:
                controls.append(_control(element))
            if element.characters:
                removed.append(Removed(rule, element.beginning()))
            take_out(element)
            continue
        if element.children:
            stack.extend([child for child in reversed(element.children) if type(child) is Element])
    held = held_by(root, controls)
    return removed + take_out_widgets(root, controls, held), frozenset(held)


def _control(element: Element) -> Control:
    label = element.text() or element.attribute("value") or element.attribute("aria-label")
    is_field = element.tag == "input" and element.attribute("type").lower() in _TYPED_INTO
    return Control(element.parent or element, label, is_field)


def _rule(element: Element, total: int) -> str | None:
    tag = element.tag
    if tag in site_names.UNREAD_TAGS and element.prose_characters < total * _MOST_PROSE_OF_THE_SITE:
        return "control"
    if tag == "button" or (tag == "a" and element.attributes.get("role") == "button" and _leads_nowhere(element)):
        return None if opens_a_section(element) else "control"
    if element.prose_characters > total * _MOST_PROSE_OF_THE_SITE:
        return "consent" if element.prose_characters <= _LONGEST_BANNER and _is_banner(element) else None
    if _is_called_the_site_s(element) and not is_amid_prose(element, total):
        return "site"
    rule = _rule_by_attributes(element, total) if element.attributes else None
    if rule is None and element.links >= _FEWEST_CONTENTS and tag in _CONTENTS_TAGS and _is_contents(element):
        rule = "contents"
    return rule


def _rule_by_attributes(element: Element, total: int) -> str | None:
    attributes = element.attributes
    if "class" in attributes or "id" in attributes:
        rule = _rule_by_name(element, total)
        if rule is not None:
            return rule
    if element.headings or element.characters >= _LONGEST_HIDDEN or not _is_hidden(attributes):
        return None
    return None if _is_a_sentence(element) or is_folded_section(element) else "hidden"


def _is_called_the_site_s(element: Element) -> bool:
    tag, attributes = element.tag, element.attributes
    if tag in site_names.SITE_TAGS and not (tag != "nav" and _is_part_of_an_article(element)):
        return True
    if not attributes:
        return False
    is_role = attributes.get("role") in site_names.SITE_ROLES and tag not in ("main", "article")
    return is_role or attributes.get("aria-modal") == "true"


def _leads_nowhere(link: Element) -> bool:
    return link.attribute("href").strip() in _NOWHERE and not (unfolding.SIGNS & link.attributes.keys())


def _is_part_of_an_article(element: Element) -> bool:
    """A footer or aside inside the article, with prose and few links, is the author's own."""
    inside = any(ancestor.tag in ("article", "main") for ancestor in element.ancestors())
    return inside and element.prose_characters > 0 and element.link_characters < element.characters * 0.3


def _rule_by_name(element: Element, total: int) -> str | None:
    """The rule that an element's class or id calls for; never for a heading, whose id is its own text."""
    attributes = element.attributes
    if element.tag in _NEVER_NAMED:
        return None
    meanings = _meanings(attributes)
    if not meanings:
        return None
    if "aloud" in meanings and element.characters < _LONGEST_HIDDEN and not element.headings:
        return "for_screen_readers"
    if element.tag not in site_names.NAMED_PARTS:
        return None
    if _is_banner(element):
        return "consent"
    if element.prose_characters:
        return None
    if "language" in meanings:
        return "language_picker"
    return "site" if "site" in meanings and _is_of_links(element) and not is_amid_prose(element, total) else None


def _meanings(attributes: dict[str, str | None]) -> frozenset[str]:
    return _meanings_of((attributes.get("id") or "")[:_LONGEST_NAMES], (attributes.get("class") or "")[:_LONGEST_NAMES])


@lru_cache(maxsize=16_384)
def _meanings_of(identity: str, classes: str) -> frozenset[str]:
    """What an element's id and classes call it: `aloud`, `consent`, `language`, `site`.

    Classes with a colon or bracket are utilities of a style sheet and call nothing by name.
    """
    words = [word for word in f"{identity} {classes}".split() if ":" not in word and "[" not in word]
    plain = _CAMEL.sub(r"\1-\2", " ".join(words)).lower().split()
    found = {"aloud"} if site_names.FOR_READERS_ALOUD.intersection(plain) else set[str]()
    for name in plain:
        tokens = [token for token in _NO_WORD.split(name) if token]
        pairs = {f"{one}-{two}" for one, two in pairwise(tokens)}
        if site_names.LANGUAGE_PAIRS & pairs:
            found.add("language")
        if (
            site_names.CONSENT_PAIRS & pairs or site_names.CONSENT_TOKENS.intersection(tokens)
        ) and not site_names.POLICY_TOKENS.intersection(tokens):
            found.add("consent")
        if site_names.SITE_TOKENS.intersection(tokens):
            found.add("site")
    return frozenset(found)


def _is_banner(element: Element) -> bool:
    """A banner asks for something; a section of the policy that is named after cookies or consent does not."""
    if element.tag not in site_names.NAMED_PARTS:
        return False
    if "consent" not in _meanings(element.attributes):
        return False
    first = islice(element.walk(), _LARGEST_BANNER_ELEMENTS)
    return any(node.tag in ("button", "input") or node.attribute("role") == "button" for node in first)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def _is_of_links(element: Element) -> bool:
    """Class names mislead (a heading can be called `toc-target`): headings are only the site's among links."""
    return not element.headings or element.link_characters >= element.characters * _SITE_LINK_SHARE


def _is_a_sentence(element: Element) -> bool:
    """Text of a folded section, which is as much the policy's as what is unfolded."""
    return element.characters >= _SHORTEST_SENTENCE and element.text().endswith((".", ";", ":", "?", "。"))


def _is_contents(element: Element) -> bool:
    """A table of contents: links, hardly anything else, all to places on this page.

    A heading behind the links is that of what follows them.
    """
    if element.characters == 0 or element.link_characters < element.characters * 0.85:
        return False
    parts = [node for node in element.walk() if node.tag == "a" or node.tag in site_names.HEADINGS]
    links = [node for node in parts if node.tag == "a"]
    if parts[-1].tag != "a" and not parts[-1].links:
        return False
    inside = sum(1 for link in links if "#" in link.attribute("href"))
    return inside >= len(links) * 0.9
