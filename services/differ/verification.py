"""What is wrong with a document's evidence, found by hashing and quoting it again. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from services.differ.chain import chain_sha256
from services.differ.history import QuoteError, quote_sha256


@dataclass(frozen=True, slots=True)
class VersionEvidence:
    """A version's hashes, with those of its renditions."""

    number: int
    text_sha256: str
    chain_sha256: str
    rendition_hashes: Sequence[str]


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """A clause's place and the hash of its quote."""

    provision_id: str
    start: int
    end: int
    quote_sha256: str


@dataclass(frozen=True, slots=True)
class RenditionEvidence:
    """A rendition's text, its hash and its clauses."""

    id: UUID
    version: int
    text: str
    text_sha256: str
    clauses: Sequence[ClauseEvidence]


@dataclass(frozen=True, slots=True)
class ClauseChangeEvidence:
    """A clause change's quotes, with the renditions that they name."""

    change_id: str
    ordinal: int
    from_rendition: UUID
    to_rendition: UUID
    before_start: int | None
    before_text: str | None
    after_start: int | None
    after_text: str | None


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written: where, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def damages(
    document_id: str,
    versions: Sequence[VersionEvidence],
    renditions: Sequence[RenditionEvidence],
    clause_changes: Sequence[ClauseChangeEvidence],
) -> Iterator[Damage]:
    """Every damage in a document's evidence."""
    yield from _chain_damages(document_id, versions)
    for rendition in renditions:
        yield from _rendition_damages(document_id, rendition)
    texts = {rendition.id: rendition.text for rendition in renditions}
    for entry in clause_changes:
        yield from _quote_damages(document_id, entry, texts)


def _chain_damages(document_id: str, versions: Sequence[VersionEvidence]) -> Iterator[Damage]:
    previous: str | None = None
    for place, version in enumerate(versions, start=1):
        where = f"{document_id} version {version.number}"
        if version.number != place:
            yield Damage(where, f"version {place} is missing before it")
            return
        if version.text_sha256 not in version.rendition_hashes:
            yield Damage(where, "the text that it was first read as is gone")
        if chain_sha256(previous, version.text_sha256) != version.chain_sha256:
            yield Damage(where, "its link does not follow from its text and the link before it")
        previous = version.chain_sha256


def _rendition_damages(document_id: str, rendition: RenditionEvidence) -> Iterator[Damage]:
    where = f"{document_id} version {rendition.version} rendition {rendition.id}"
    if sha256(rendition.text.encode()).hexdigest() != rendition.text_sha256:
        yield Damage(where, "its text has another hash than was written")
    for clause in rendition.clauses:
        try:
            is_quoted = quote_sha256(rendition.text, clause.start, clause.end) == clause.quote_sha256
        except QuoteError:
            is_quoted = False
        if not is_quoted:
            yield Damage(where, f"{clause.provision_id} does not stand from {clause.start} to {clause.end}")


def _quote_damages(document_id: str, entry: ClauseChangeEvidence, texts: Mapping[UUID, str]) -> Iterator[Damage]:
    for rendition, start, quote, side in (
        (entry.from_rendition, entry.before_start, entry.before_text, "before"),
        (entry.to_rendition, entry.after_start, entry.after_text, "after"),
    ):
        if (start is None) != (quote is None) or (
            start is not None and quote is not None and not texts.get(rendition, "").startswith(quote, start)
        ):
            where = f"{document_id} change {entry.change_id} clause change {entry.ordinal}"
            yield Damage(where, f"its quote of what stood {side} is not in rendition {rendition}")
