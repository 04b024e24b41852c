"""Is this the policy at all? Rules over a page's structure and the document's own history, each with the figures it
fired on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from services.differ import gate_limits as limits
from services.differ import page_names
from services.differ.document_state import KnownVersion
from services.differ.extract.document import CanonicalDocument
from services.differ.likeness import Kinship, Likeness, kinship

Evidence = Mapping[str, str | int | float | bool | None]


NEVER_CONFIRMED = frozenset(("other_language",))
"""Rules that hold a page which may be a rendering of the policy, but not one that takes the place of what is in
force.
"""

MERE_CUTS = frozenset(("cut",))
"""Rules that hold what only lacks text, as a page does that failed to load."""

FIRST_DOCUMENT = "first_document"
"""The rule by which a document takes the place of a page that never looked like one: what was in force was a mistake
of ours.
"""


class Passage(StrEnum):
    """What a gate says: through, held until it is confirmed, or not the policy however often it is seen."""

    OPEN = "open"
    HELD = "held"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate's word, the rule that gave it, and the figures."""

    passage: Passage
    rule: str
    evidence: Evidence


def judge_first(page: CanonicalDocument) -> Verdict:
    """The verdict on a document's first capture, which nothing earlier can be compared with.

    What nothing marks as a legal document is held: a document that does not say what it is stays the same, a page in
    its place may not.
    """
    evidence = _page_evidence(page)
    rule = _shut_first(page)
    if rule:
        return Verdict(Passage.SHUT, rule, evidence)
    if not _is_marked_as_document(page):
        return Verdict(Passage.HELD, "unmarked", evidence)
    return Verdict(Passage.OPEN, "first", evidence)


def _shut_first(page: CanonicalDocument) -> str | None:
    facts = page.facts
    if facts.status >= limits.ERROR_STATUS:
        return "http_error"
    if len(page.text) < limits.SHORTEST_POLICY:
        return "empty"
    is_marked = _is_marked_as_document(page)
    is_slight = facts.prose_characters < limits.WALL_PROSE
    if is_slight and (facts.has_challenge or (facts.is_script_wall and not is_marked)):
        return "wall"
    if is_slight and facts.password_inputs and not is_marked:
        return "login"
    if facts.prose_characters < limits.STUB_PROSE and names_an_error(page):
        return "error_page"
    if facts.asks_for_consent and facts.prose_characters < limits.CONSENT_PROSE and not is_marked:
        return "consent"
    return None


def judge(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> Verdict:
    """The verdict on a capture whose text differs from the version in force."""
    evidence = {
        **_page_evidence(page),
        "clauses_kept": round(alike.clauses_kept, 3),
        "clauses_shared": round(alike.clauses_shared, 3),
        "words_kept": round(alike.words_kept, 3),
        "words_shared": round(alike.words_shared, 3),
        "length_ratio": round(alike.length_ratio, 3),
    }
    if page.facts.status >= limits.ERROR_STATUS:
        return Verdict(Passage.SHUT, "http_error", evidence)
    if len(page.text) < limits.SHORTEST_POLICY and alike.length_ratio < limits.COLLAPSE_RATIO:
        return Verdict(Passage.SHUT, "empty", evidence)
    if alike.clauses_kept < limits.MANY_CLAUSES:
        kin = kinship(known.text, page.text)
        evidence |= {
            "phrases_kept": round(kin.phrases_kept, 3),
            "phrases_shared": round(kin.phrases_shared, 3),
            "topic": round(kin.topic, 3),
        }
        strange = _judge_stranger(page, known, alike, kin)
        if strange is not None:
            return Verdict(*strange, evidence)
    rule = _held(page, known, alike)
    return Verdict(Passage.HELD, rule, evidence) if rule else Verdict(Passage.OPEN, "alike", evidence)


def _judge_stranger(
    page: CanonicalDocument, known: KnownVersion, alike: Likeness, kin: Kinship
) -> tuple[Passage, str] | None:
    """The verdict on a page that has few of the clauses in force, where it is not of the policy's own making."""
    if max(kin.phrases_kept, kin.phrases_shared) >= limits.MANY_PHRASES:
        return None
    rule = _wall(page, known)
    if rule:
        return Passage.SHUT, rule
    if not _was_a_document(known) and judge_first(page).passage is Passage.OPEN:
        return Passage.OPEN, FIRST_DOCUMENT
    if _is_other_language(page, known):
        return Passage.HELD, "other_language"
    if _is_kin(page, known, alike, kin):
        return None
    return Passage.SHUT, "stub" if _is_stub(page, alike) else "other_page"


def _wall(page: CanonicalDocument, known: KnownVersion) -> str | None:
    """What stands before a policy, by what the page is made of."""
    facts = page.facts
    is_slight = facts.prose_characters < limits.WALL_PROSE
    if is_slight and (facts.has_challenge or facts.is_script_wall):
        return "wall"
    if is_slight and facts.password_inputs > known.facts.password_inputs:
        return "login"
    if is_slight and names_an_error(page):
        return "error_page"
    if facts.asks_for_consent and not known.facts.asks_for_consent and facts.prose_characters < limits.CONSENT_PROSE:
        return "consent"
    return "home_page" if _leads_home(page, known) else None


def _is_kin(page: CanonicalDocument, known: KnownVersion, alike: Likeness, kin: Kinship) -> bool:
    """Whether the page could be the policy rewritten, cut or moved: by its phrases, its matters, its name and date."""
    if _is_stub(page, alike) or _is_other_kind(page, known):
        return False
    if max(kin.phrases_kept, kin.phrases_shared) >= limits.SOME_PHRASES or kin.topic >= limits.SAME_TOPIC:
        return True
    is_named_alike = _is_named_alike(page, known)
    if alike.clauses_kept >= limits.FEW_CLAUSES or (is_named_alike and kin.topic >= limits.SOME_TOPIC):
        return True
    if not _is_built_as_document(page):
        return False
    if kin.topic >= limits.NEAR_TOPIC:
        return is_named_alike or _is_newer(page, known)
    return _has_own_date(page) and not _has_own_date(known) and _is_same_kind(page, known)


def _held(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> str | None:
    if _is_other_language(page, known) and alike.words_kept < limits.FEW_WORDS:
        return "other_language"
    is_read_otherwise = page.facts.selection_missed and not known.facts.selection_missed
    if is_read_otherwise and min(alike.words_kept, alike.words_shared) < limits.SAME_PAGE:
        return "selectors_missed"
    is_new_version = _is_named_alike(page, known) and _is_newer(page, known)
    if not is_new_version and _is_mere_cut(alike):
        return "cut"
    if alike.length_ratio < limits.COLLAPSE_RATIO:
        return "collapse"
    if is_new_version:
        return None
    if _is_appended(alike) or alike.length_ratio > limits.GROWTH_RATIO:
        return "growth"
    if alike.clauses_kept < limits.FEW_CLAUSES and alike.words_kept < limits.FEW_WORDS:
        return "few_shared_clauses"
    return None


def _is_mere_cut(alike: Likeness) -> bool:
    """Whether text is missing, and what is left says nothing that was not said before."""
    says_nothing_new = (
        alike.words_shared >= limits.ONLY_KNOWN_WORDS and alike.clauses_shared >= limits.ONLY_KNOWN_CLAUSES
    )
    return alike.length_ratio < limits.CUT_RATIO and says_nothing_new


def _is_appended(alike: Likeness) -> bool:
    """Whether all that was said still is, with half as much again beside it: another document on the same page."""
    return alike.length_ratio > limits.APPENDED_RATIO and alike.clauses_kept >= limits.ALL_CLAUSES


def _is_stub(page: CanonicalDocument, alike: Likeness) -> bool:
    """Whether next to nothing stands where a whole policy did."""
    return page.facts.prose_characters < limits.STUB_PROSE and alike.length_ratio < limits.STUB_RATIO


def _is_other_language(page: CanonicalDocument, known: KnownVersion) -> bool:
    return page.language is not None and known.language is not None and page.language != known.language


def _is_other_kind(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether both call themselves legal documents, of different kinds: a site's terms where its privacy policy was."""
    before, now = page_names.kinds_named(_names(known)), page_names.kinds_named(_names(page))
    return bool(before) and bool(now) and not before & now


def _is_same_kind(page: CanonicalDocument, known: KnownVersion) -> bool:
    return bool(page_names.kinds_named(_names(known)) & page_names.kinds_named(_names(page)))


def _is_built_as_document(page: CanonicalDocument) -> bool:
    facts = page.facts
    is_long = facts.prose_characters >= limits.DOCUMENT_PROSE
    return is_long and facts.link_characters < facts.text_characters * limits.MOST_LINKS_OF_A_DOCUMENT


def _has_own_date(one: CanonicalDocument | KnownVersion) -> bool:
    return one.declared_updated_on is not None or one.declared_effective_on is not None


def _is_named_alike(page: CanonicalDocument, known: KnownVersion) -> bool:
    before, now = (known.title, known.facts.heading), (page.title, page.facts.heading)
    return page_names.are_named_alike(before, now, page.facts.url)


def _is_newer(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether the document says that it was changed, or applies, later than the version in force says."""
    pairs = (
        (known.declared_updated_on, page.declared_updated_on),
        (known.declared_effective_on, page.declared_effective_on),
    )
    dated = [(before, now) for before, now in pairs if before is not None and now is not None]
    return any(now > before for before, now in dated) and not any(now < before for before, now in dated)


def _names(one: CanonicalDocument | KnownVersion) -> tuple[str, ...]:
    return page_names.names_of(one.title, one.facts.heading, one.text)


def _is_marked_as_document(one: CanonicalDocument | KnownVersion) -> bool:
    """Whether it is named as legal documents are, or says when it was changed; and has something to say."""
    if one.facts.prose_characters < limits.SHORTEST_POLICY:
        return False
    return _has_own_date(one) or page_names.names_a_document(_names(one))


def _was_a_document(known: KnownVersion) -> bool:
    return _is_marked_as_document(known) or known.number > 1


def names_an_error(page: CanonicalDocument) -> bool:
    """Whether the page's title or first words speak of an error."""
    return page_names.names_an_error(page.title, page.facts.heading, page.text)


def _leads_home(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether the page is a site's front page where the policy was not."""
    facts, before = page.facts, known.facts
    addresses = [address for address in (facts.url, facts.canonical_url, facts.refresh_url) if address]
    return any(_is_root(address) for address in addresses) and not (
        _is_root(before.url) or _is_root(before.canonical_url or "/x")
    )


def _is_root(address: str) -> bool:
    path = urlsplit(address).path.strip("/")
    return not path or re.fullmatch(r"[a-z]{2}(?:[-_][a-zA-Z]{2})?", path) is not None


def _page_evidence(page: CanonicalDocument) -> dict[str, str | int | float | bool | None]:
    facts = page.facts
    return {
        "status": facts.status,
        "url": facts.url,
        "title": page.title[:120],
        "heading": facts.heading[:120],
        "language": page.language,
        "text_characters": len(page.text),
        "prose_characters": facts.prose_characters,
        "password_inputs": facts.password_inputs,
        "has_challenge": facts.has_challenge,
        "is_script_wall": facts.is_script_wall,
        "asks_for_consent": facts.asks_for_consent,
        "selection_missed": facts.selection_missed,
    }
