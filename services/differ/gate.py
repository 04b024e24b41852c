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
from services.differ import page_marks
from services.differ.document_state import KnownVersion
from services.differ.extract.document import CanonicalDocument
from services.differ.likeness import Kinship, Likeness, kinship

Evidence = Mapping[str, str | int | float | bool | None]


OTHER_LANGUAGE = "other_language"
"""The rule that holds a rendering in another language: it says nothing that could be compared."""

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
    if not page_marks.is_marked_as_document(page):
        return Verdict(Passage.HELD, "unmarked", evidence)
    return Verdict(Passage.OPEN, "first", evidence)


def _shut_first(page: CanonicalDocument) -> str | None:
    facts = page.facts
    if facts.status >= limits.ERROR_STATUS:
        return "http_error"
    if len(page.text) < limits.SHORTEST_POLICY:
        return "empty"
    is_marked = page_marks.is_marked_as_document(page)
    is_slight = facts.prose_characters < limits.WALL_PROSE
    if is_slight and not is_marked and (facts.has_challenge or facts.is_script_wall):
        return "wall"
    if is_slight and not is_marked and facts.password_inputs:
        return "login"
    if facts.prose_characters < limits.STUB_PROSE and page_marks.names_an_error(page):
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
    kin = kinship(known.text, page.text) if alike.clauses_kept < limits.MANY_CLAUSES else None
    if kin is not None:
        evidence |= {
            "phrases_kept": round(kin.phrases_kept, 3),
            "phrases_shared": round(kin.phrases_shared, 3),
            "topic": round(kin.topic, 3),
        }
        strange = _judge_stranger(page, known, alike, kin)
        if strange is not None:
            return Verdict(*strange, evidence)
    rule = _held(page, known, alike, kin)
    return Verdict(Passage.HELD, rule, evidence) if rule else Verdict(Passage.OPEN, "alike", evidence)


def _judge_stranger(
    page: CanonicalDocument, known: KnownVersion, alike: Likeness, kin: Kinship
) -> tuple[Passage, str] | None:
    """The verdict on a page that has few of the clauses in force, where it is not of the policy's own making."""
    if kin.phrases >= limits.MANY_PHRASES:
        return None
    is_named_alike = page_marks.is_named_alike(page, known)
    rule = None if is_named_alike else _wall(page, known)
    if rule:
        return Passage.SHUT, rule
    if not _was_a_document(known) and judge_first(page).passage is Passage.OPEN:
        return Passage.OPEN, FIRST_DOCUMENT
    if _is_stub(page, alike):
        return Passage.SHUT, "stub"
    if _is_close(page, known, kin):
        return None
    if _is_translation(page, known, alike):
        return Passage.HELD, OTHER_LANGUAGE
    return None if _could_be_rewritten(page, known, alike, kin, is_named_alike) else (Passage.SHUT, "other_page")


def _wall(page: CanonicalDocument, known: KnownVersion) -> str | None:
    """What stands before a policy, by what the page is made of."""
    facts, before = page.facts, known.facts
    is_slight = facts.prose_characters < limits.WALL_PROSE
    if is_slight and ((facts.has_challenge and not before.has_challenge) or facts.is_script_wall):
        return "wall"
    if is_slight and facts.password_inputs > before.password_inputs:
        return "login"
    if is_slight and page_marks.names_an_error(page):
        return "error_page"
    if facts.asks_for_consent and not before.asks_for_consent and facts.prose_characters < limits.CONSENT_PROSE:
        return "consent"
    return "home_page" if _leads_home(page, known) else None


def _is_close(page: CanonicalDocument, known: KnownVersion, kin: Kinship) -> bool:
    """Whether the page has the policy's own phrases, or its matters; more of them where it has another's name."""
    if page_marks.is_other_kind(page, known):
        return kin.phrases >= limits.PHRASES_UNDER_ANOTHER_NAME
    return kin.phrases >= limits.SOME_PHRASES or kin.topic >= limits.SAME_TOPIC


def _is_translation(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> bool:
    """Whether the page could be the policy in another language: marked as a document, and of like length."""
    is_other_language = page.language and known.language and page.language != known.language
    return (
        bool(is_other_language)
        and page_marks.is_marked_as_document(page)
        and limits.COLLAPSE_RATIO <= alike.length_ratio <= limits.GROWTH_RATIO
    )


def _could_be_rewritten(
    page: CanonicalDocument, known: KnownVersion, alike: Likeness, kin: Kinship, is_named_alike: bool
) -> bool:
    """Whether the page could be the policy in other words, by its name, its date and its build."""
    if page_marks.is_other_kind(page, known):
        return False
    if is_named_alike and alike.length_ratio >= limits.COLLAPSE_RATIO and kin.topic >= limits.SOME_TOPIC:
        return True
    if kin.topic >= limits.NEAR_TOPIC:
        return is_named_alike or (page_marks.is_built_as_document(page) and page_marks.is_newer(page, known))
    is_better_marked = page_marks.has_own_date(page) and not page_marks.has_own_date(known)
    return is_better_marked and page_marks.is_built_as_document(page) and page_marks.is_same_kind(page, known)


def _held(page: CanonicalDocument, known: KnownVersion, alike: Likeness, kin: Kinship | None) -> str | None:
    is_read_otherwise = page.facts.selection_missed and not known.facts.selection_missed
    if is_read_otherwise and min(alike.words_kept, alike.words_shared) < limits.SAME_PAGE:
        return "selectors_missed"
    if kin is not None and _is_rewritten(alike, kin):
        return "collapse" if alike.length_ratio < limits.COLLAPSE_RATIO else "few_shared_clauses"
    is_new_version = page_marks.is_named_alike(page, known) and page_marks.is_newer(page, known)
    if not is_new_version and _is_mere_cut(alike, kin):
        return "cut"
    if alike.length_ratio < limits.COLLAPSE_RATIO:
        return "collapse"
    if not is_new_version and (_is_appended(alike) or alike.length_ratio > limits.GROWTH_RATIO):
        return "growth"
    return None


def _is_rewritten(alike: Likeness, kin: Kinship) -> bool:
    """Whether next to nothing of the wording in force is left."""
    is_other_text = alike.clauses_kept < limits.FEW_CLAUSES and kin.phrases_kept < limits.FEW_PHRASES
    return is_other_text and kin.phrases < limits.MANY_PHRASES


def _is_mere_cut(alike: Likeness, kin: Kinship | None) -> bool:
    """Whether text is missing, and what is left says nothing that was not said before."""
    if alike.length_ratio >= limits.CUT_RATIO or alike.words_shared < limits.ONLY_KNOWN_WORDS:
        return False
    has_known_phrases = kin is not None and kin.phrases_shared >= limits.ONLY_KNOWN_PHRASES
    return has_known_phrases or alike.clauses_shared >= limits.MOSTLY_KNOWN_CLAUSES


def _is_appended(alike: Likeness) -> bool:
    """Whether all that was said still is, with half as much again beside it: another document on the same page."""
    return alike.length_ratio > limits.APPENDED_RATIO and alike.clauses_kept >= limits.ALL_CLAUSES


def _is_stub(page: CanonicalDocument, alike: Likeness) -> bool:
    """Whether next to nothing stands where a whole policy did."""
    return page.facts.prose_characters < limits.STUB_PROSE and alike.length_ratio < limits.STUB_RATIO


def _was_a_document(known: KnownVersion) -> bool:
    return known.number > 1 or page_marks.is_marked_as_document(known)


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
