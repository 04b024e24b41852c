"""One page as its reader gives it, before it is joined with a document's other sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.differ.extract.document import PageFacts, Removed
from services.differ.extract.text_block import Blocks


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What one source gives: blocks, the page's title, its figures, and what was left out."""

    blocks: Blocks
    title: str
    facts: PageFacts
    removed: tuple[Removed, ...]


def joined_facts(facts: Sequence[PageFacts], text_characters: int) -> PageFacts:
    """The figures of a capture of several sources: sums, and the worst of what speaks against it; addresses are the
    first's.
    """
    first = facts[0]
    return replace(
        first,
        requested_url=" ".join(fact.requested_url for fact in facts if fact.requested_url) or None,
        status=max(fact.status for fact in facts),
        text_characters=text_characters,
        prose_characters=sum(fact.prose_characters for fact in facts),
        link_characters=sum(fact.link_characters for fact in facts),
        password_inputs=max(fact.password_inputs for fact in facts),
        is_script_wall=any(fact.is_script_wall for fact in facts),
        has_challenge=any(fact.has_challenge for fact in facts),
        asks_for_consent=any(fact.asks_for_consent for fact in facts),
        selection_missed=any(fact.selection_missed for fact in facts),
    )
