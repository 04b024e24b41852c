"""Is this the policy at all? Rules over a page's structure and the document's own history, each with the figures it
fired on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from urllib.parse import urlsplit

from services.differ.document_state import KnownVersion
from services.differ.extract.document import CanonicalDocument
from services.differ.likeness import Likeness

Evidence = Mapping[str, str | int | float | bool | None]

_ERROR_STATUS = 400
_SHORTEST_POLICY = 120
_STUB_PROSE = 900
_STUB_RATIO = 0.25
_WALL_PROSE = 1_500
_COLLAPSE_RATIO = 0.5
_GROWTH_RATIO = 2.0
_CUT_RATIO = 0.8
_ONLY_CUT = 0.995
_CONSENT_PROSE = 4_000
_SHARED_WORDS = 0.75
_DOCUMENT_PROSE = 3_000
_DOCUMENT_HEADINGS = 3
_KEPT_CLAUSES = 0.5
_KEPT_WORDS = 0.8
_FEW_CLAUSES = 0.25
_FEW_WORDS = 0.6
_ALIKE_TITLE = 0.5
_WORD = re.compile(r"\w+")
_ERROR_NUMBER = re.compile(r"(?<!\d)(?:40[0134]|410|429|451|50[0234]|52\d)(?!\d)")
_ERROR_WORDS = re.compile(
    r"not found|page not|isn['’]t available|not available|unavailable|does(?:n['’]t| not) exist|went wrong"
    r"|access denied|forbidden|error|oops|whoops|sorry|just a moment|too many requests|maintenance"
    r"|are you (?:a )?(?:human|robot)"
    r"|verify you|introuvable|n['’]existe pas|pas disponible|indisponible|erreur|accès refusé|désolé|oups"
    r"|nicht gefunden|nicht verfügbar|existiert nicht|fehler|zugriff verweigert|wartung|hoppla|entschuldigung"
    r"|no encontrad|no existe|no disponible|non trovat|não encontrad|niet gevonden|hittades inte|ikke funnet"
    r"|ikke fundet|nie znaleziono|nenalezen|не найден|見つかりません|找不到|찾을 수 없",
    re.IGNORECASE,
)

NEVER_CONFIRMED = frozenset(("other_language",))
"""Rules that hold a page which may be a rendering of the policy, but not one that takes the place of what is in
force.
"""


class Passage(StrEnum):
    """What a gate says: through, held until it is confirmed, or not the policy however often it is seen."""

    OPEN = "open"
    HELD = "held"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a figure of the evidence speaks for a rule: `figure` `sign` `bound`, such as `length_ratio` `<` 0.5."""

    figure: str
    sign: Literal["<", ">", ">=", "is"]
    bound: float | bool

    def is_passed(self, value: str | float | None) -> bool:
        """Whether a figure of this value is beyond the limit."""
        if value is None or isinstance(value, str):
            return False
        match self.sign:
            case "<":
                return value < self.bound
            case ">":
                return value > self.bound
            case ">=":
                return value >= self.bound
            case "is":
                return value == self.bound


LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "http_error": (Limit("status", ">=", _ERROR_STATUS),),
    "empty": (Limit("text_characters", "<", _SHORTEST_POLICY), Limit("length_ratio", "<", _COLLAPSE_RATIO)),
    "wall": (
        Limit("prose_characters", "<", _WALL_PROSE),
        Limit("has_challenge", "is", True),
        Limit("is_script_wall", "is", True),
    ),
    "login": (Limit("prose_characters", "<", _WALL_PROSE), Limit("password_inputs", ">", 0)),
    "error_page": (Limit("prose_characters", "<", _WALL_PROSE),),
    "consent": (Limit("prose_characters", "<", _CONSENT_PROSE), Limit("asks_for_consent", "is", True)),
    "home_page": (Limit("clauses_kept", "<", _KEPT_CLAUSES), Limit("words_kept", "<", _KEPT_WORDS)),
    "stub": (Limit("prose_characters", "<", _STUB_PROSE), Limit("length_ratio", "<", _STUB_RATIO)),
    "other_page": (Limit("words_shared", "<", _SHARED_WORDS), Limit("clauses_kept", "<", _FEW_CLAUSES)),
    "other_language": (Limit("words_kept", "<", _FEW_WORDS),),
    "selectors_missed": (Limit("selection_missed", "is", True),),
    "collapse": (Limit("length_ratio", "<", _COLLAPSE_RATIO),),
    "cut": (Limit("length_ratio", "<", _CUT_RATIO), Limit("words_shared", ">=", _ONLY_CUT)),
    "growth": (Limit("length_ratio", ">", _GROWTH_RATIO),),
    "few_shared_clauses": (Limit("clauses_kept", "<", _FEW_CLAUSES), Limit("words_kept", "<", _FEW_WORDS)),
}
"""Each rule's limits on the figures of its evidence, for `explain`; a rule can ask for more than figures say."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate's word, the rule that gave it, and the figures."""

    passage: Passage
    rule: str
    evidence: Evidence


def judge_first(page: CanonicalDocument) -> Verdict:
    """The verdict on a document's first capture, which nothing earlier can be compared with."""
    facts = page.facts
    evidence: dict[str, str | int | float | bool | None] = _page_evidence(page)
    rule = None
    if facts.status >= _ERROR_STATUS:
        rule = "http_error"
    elif len(page.text) < _SHORTEST_POLICY:
        rule = "empty"
    elif facts.prose_characters < _WALL_PROSE and (facts.has_challenge or facts.is_script_wall):
        rule = "wall"
    elif facts.prose_characters < _WALL_PROSE and facts.password_inputs:
        rule = "login"
    elif facts.prose_characters < _STUB_PROSE and names_an_error(page):
        rule = "error_page"
    return Verdict(Passage.SHUT, rule, evidence) if rule else Verdict(Passage.OPEN, "first", evidence)


def judge(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> Verdict:
    """The verdict on a capture whose text differs from the version in force."""
    evidence = {
        **_page_evidence(page),
        "clauses_kept": round(alike.clauses_kept, 3),
        "words_kept": round(alike.words_kept, 3),
        "words_shared": round(alike.words_shared, 3),
        "length_ratio": round(alike.length_ratio, 3),
    }
    rule = _shut(page, known, alike)
    if rule:
        return Verdict(Passage.SHUT, rule, evidence)
    rule = _held(page, known, alike)
    return Verdict(Passage.HELD, rule, evidence) if rule else Verdict(Passage.OPEN, "alike", evidence)


def _shut(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> str | None:
    facts = page.facts
    if facts.status >= _ERROR_STATUS:
        return "http_error"
    if len(page.text) < _SHORTEST_POLICY and alike.length_ratio < _COLLAPSE_RATIO:
        return "empty"
    if alike.clauses_kept >= _KEPT_CLAUSES or alike.words_kept >= _KEPT_WORDS:
        return None
    is_slight = facts.prose_characters < _WALL_PROSE
    if is_slight and (facts.has_challenge or facts.is_script_wall):
        return "wall"
    if is_slight and facts.password_inputs > known.facts.password_inputs:
        return "login"
    if is_slight and names_an_error(page):
        return "error_page"
    if facts.asks_for_consent and not known.facts.asks_for_consent and facts.prose_characters < _CONSENT_PROSE:
        return "consent"
    if _leads_home(page, known):
        return "home_page"
    if facts.prose_characters < _STUB_PROSE and alike.length_ratio < _STUB_RATIO and not _is_named_alike(page, known):
        return "stub"
    if not _could_be_this_policy(page, known, alike):
        return "other_page"
    return None


def _could_be_this_policy(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> bool:
    """Whether anything speaks for the page: its name, words of the policy, or the build and length of a legal
    document.
    """
    facts = page.facts
    if _is_named_alike(page, known) or alike.words_shared >= _SHARED_WORDS or alike.clauses_kept >= _FEW_CLAUSES:
        return True
    is_built_alike = facts.prose_characters >= _DOCUMENT_PROSE and facts.link_characters < facts.text_characters * 0.2
    has_own_date = page.declared_updated_on is not None or page.declared_effective_on is not None
    return is_built_alike and (has_own_date or facts.headings >= _DOCUMENT_HEADINGS)


def _held(page: CanonicalDocument, known: KnownVersion, alike: Likeness) -> str | None:
    if page.language and known.language and page.language != known.language and alike.words_kept < _FEW_WORDS:
        return "other_language"
    if page.facts.selection_missed and not known.facts.selection_missed:
        return "selectors_missed"
    if alike.length_ratio < _COLLAPSE_RATIO:
        return "collapse"
    if alike.length_ratio < _CUT_RATIO and alike.words_shared >= _ONLY_CUT:
        return "cut"
    if alike.length_ratio > _GROWTH_RATIO:
        return "growth"
    if alike.clauses_kept < _FEW_CLAUSES and alike.words_kept < _FEW_WORDS and not _is_named_alike(page, known):
        return "few_shared_clauses"
    return None


def _is_named_alike(page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether the page calls itself what the version in force did, and says that it is as new or newer."""
    pairs = ((known.title, page.title), (known.facts.heading, page.facts.heading))
    if not any(_are_alike(before, now) for before, now in pairs):
        return False
    updated, known_updated = page.declared_updated_on, known.declared_updated_on
    return updated is None or known_updated is None or updated >= known_updated


def _are_alike(title: str, other: str) -> bool:
    one, two = (set(_WORD.findall(name.casefold())) for name in (title, other))
    return bool(one) and len(one & two) >= len(one | two) * _ALIKE_TITLE


def names_an_error(page: CanonicalDocument) -> bool:
    """Whether the page's title or first heading speaks of an error."""
    names = f"{page.title} {page.facts.heading} {page.text[:200]}"
    return bool(_ERROR_WORDS.search(names) or _ERROR_NUMBER.search(f"{page.title} {page.facts.heading}"))


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
