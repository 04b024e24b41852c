"""What marks a page as a legal document, or as the one in force: its names, its dates, its build."""

from __future__ import annotations

from services.differ import gate_limits as limits
from services.differ import page_names
from services.differ.document_state import KnownVersion
from services.differ.extract.document import CanonicalDocument

Marked = CanonicalDocument | KnownVersion


def is_marked_as_document(one: Marked) -> bool:
    """Whether it is named as legal documents are, or says when it was changed; and has something to say."""
    if one.facts.prose_characters < limits.SHORTEST_POLICY:
        return False
    return has_own_date(one) or page_names.names_a_document(_names(one))


def is_built_as_document(one: Marked) -> bool:
    """Whether it has the length of a legal document, and leads elsewhere no more than one does."""
    facts = one.facts
    is_long = facts.prose_characters >= limits.DOCUMENT_PROSE
    return is_long and facts.link_characters < facts.text_characters * limits.MOST_LINKS_OF_A_DOCUMENT


def has_own_date(one: Marked) -> bool:
    """Whether it says when it was changed, or since when it applies."""
    return one.declared_updated_on is not None or one.declared_effective_on is not None


def is_named_alike(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether it calls itself what the version in force did."""
    before, now = (known.title, known.facts.heading), (page.title, page.facts.heading)
    return page_names.are_named_alike(before, now, page.facts.url)


def is_same_kind(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether both call themselves legal documents of one kind."""
    return bool(_kinds(known) & _kinds(page))


def is_other_kind(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether both call themselves legal documents, of different kinds: a site's terms where its privacy policy was."""
    before, now = _kinds(known), _kinds(page)
    return bool(before) and bool(now) and not before & now


def is_newer(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether it says that it was changed, or applies, later than the version in force says."""
    pairs = (
        (known.declared_updated_on, page.declared_updated_on),
        (known.declared_effective_on, page.declared_effective_on),
    )
    dated = [(before, now) for before, now in pairs if before is not None and now is not None]
    return any(now > before for before, now in dated) and not any(now < before for before, now in dated)


def names_an_error(page: CanonicalDocument) -> bool:
    """Whether its title or first words speak of an error."""
    return page_names.names_an_error(page.title, page.facts.heading, page.text)


def _kinds(one: Marked) -> frozenset[str]:
    return page_names.kinds_named(_names(one))


def _names(one: Marked) -> tuple[str, ...]:
    return page_names.names_of(one.title, one.facts.heading, one.text)
