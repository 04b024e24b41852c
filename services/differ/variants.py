"""Texts that a document has shown before: the same again but for its looks, or differing only as known variants do."""

from collections.abc import Iterator, Sequence

from services.differ import clauses
from services.differ.comparison import Comparison
from services.differ.document_state import EarlierText, KnownVersion
from services.differ.extract.document import CanonicalDocument
from services.differ.gate_limits import SAME_PAGE
from services.differ.likeness import likeness


def returned(page: CanonicalDocument, known: KnownVersion, earlier: Sequence[EarlierText]) -> EarlierText | None:
    """The earlier text that `page` shows again, in other looks or with what changed since in all variants alike."""
    texts = [text for text in earlier if text.text is not None]
    same = next((text for text in texts if _is_cosmetic(text, page)), None)
    if same is not None or not any(text.is_variant for text in texts):
        return same
    return next((_variant_of(text, page) for text in texts if _differs_as_known(text, page, known)), None)


def _is_cosmetic(text: EarlierText, page: CanonicalDocument) -> bool:
    """Whether `page` differs from an earlier text in nothing that matters."""
    older = text.text or ""
    before, after = clauses.split(older), clauses.split(page.text)
    alike = likeness(older, page.text, before, after)
    if alike.words_kept < SAME_PAGE or alike.words_shared < SAME_PAGE:
        return False  # a difference that matters, and cheaper to see than by an alignment
    return not Comparison.of_clauses(older, page.text, before, after).substance.is_substantive


def _differs_as_known(text: EarlierText, page: CanonicalDocument, known: KnownVersion) -> bool:
    """Whether every clause in which `page` differs from the version in force is one in which `text` differed too.

    So does the other half of an alternating pair, once both halves have changed and one of them has been told.
    """
    in_force, now, variant = (set(_normals(one)) for one in (known.text, page.text, text.text or ""))
    return now - in_force <= variant and not (in_force - now) & variant


def _normals(text: str) -> Iterator[str]:
    return (clause.normal_sha256 for clause in clauses.split(text))


def _variant_of(text: EarlierText, page: CanonicalDocument) -> EarlierText:
    return EarlierText(page.comparison_sha256, text.last_seen_at, text.version, page.text, is_variant=True)
