"""The limits that the gates hold a page's figures against, by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SAME_PAGE = 0.9
"""Two texts of one page have so many of each other's words, whatever differs from visit to visit."""

ERROR_STATUS = 400
SHORTEST_POLICY = 120
STUB_PROSE = 900
STUB_RATIO = 0.25
WALL_PROSE = 1_500
CONSENT_PROSE = 4_000
COLLAPSE_RATIO = 0.5
GROWTH_RATIO = 2.0
APPENDED_RATIO = 1.5
ALL_CLAUSES = 0.95
CUT_RATIO = 0.8
ONLY_KNOWN_WORDS = 0.99
ONLY_KNOWN_PHRASES = 0.95
MOSTLY_KNOWN_CLAUSES = 0.5
MANY_CLAUSES = 0.5
FEW_CLAUSES = 0.25
FEW_PHRASES = 0.2
MANY_PHRASES = 0.5
SOME_PHRASES = 0.1
PHRASES_UNDER_ANOTHER_NAME = 0.25
SAME_TOPIC = 0.6
NEAR_TOPIC = 0.35
SOME_TOPIC = 0.2
DOCUMENT_PROSE = 3_000
MOST_LINKS_OF_A_DOCUMENT = 0.2


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


_STRANGE = (
    Limit("clauses_kept", "<", FEW_CLAUSES),
    Limit("phrases_kept", "<", SOME_PHRASES),
    Limit("phrases_shared", "<", SOME_PHRASES),
    Limit("topic", "<", SAME_TOPIC),
)

LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "http_error": (Limit("status", ">=", ERROR_STATUS),),
    "empty": (Limit("text_characters", "<", SHORTEST_POLICY), Limit("length_ratio", "<", COLLAPSE_RATIO)),
    "wall": (
        Limit("prose_characters", "<", WALL_PROSE),
        Limit("has_challenge", "is", True),
        Limit("is_script_wall", "is", True),
    ),
    "login": (Limit("prose_characters", "<", WALL_PROSE), Limit("password_inputs", ">", 0)),
    "error_page": (Limit("prose_characters", "<", WALL_PROSE),),
    "consent": (Limit("prose_characters", "<", CONSENT_PROSE), Limit("asks_for_consent", "is", True)),
    "home_page": (Limit("phrases_kept", "<", MANY_PHRASES), Limit("phrases_shared", "<", MANY_PHRASES)),
    "stub": (
        Limit("prose_characters", "<", STUB_PROSE),
        Limit("length_ratio", "<", STUB_RATIO),
        Limit("phrases_shared", "<", MANY_PHRASES),
    ),
    "other_page": _STRANGE,
    "unmarked": (Limit("prose_characters", "<", SHORTEST_POLICY),),
    "other_language": (*_STRANGE[1:], Limit("length_ratio", ">", COLLAPSE_RATIO)),
    "selectors_missed": (
        Limit("selection_missed", "is", True),
        Limit("words_kept", "<", SAME_PAGE),
        Limit("words_shared", "<", SAME_PAGE),
    ),
    "cut": (
        Limit("length_ratio", "<", CUT_RATIO),
        Limit("words_shared", ">=", ONLY_KNOWN_WORDS),
        Limit("clauses_shared", ">=", MOSTLY_KNOWN_CLAUSES),
        Limit("phrases_shared", ">=", ONLY_KNOWN_PHRASES),
    ),
    "collapse": (Limit("length_ratio", "<", COLLAPSE_RATIO),),
    "growth": (Limit("length_ratio", ">", APPENDED_RATIO), Limit("clauses_kept", ">=", ALL_CLAUSES)),
    "few_shared_clauses": (Limit("clauses_kept", "<", FEW_CLAUSES), Limit("phrases_kept", "<", FEW_PHRASES)),
}
"""Each rule's limits on the figures of its evidence, for `explain`; a rule can ask for more than figures say."""
