"""Keeps what each clause in force was read as, version after version, in the caller's transaction.

A wording is read once, when it comes into force: an unchanged clause keeps its reading, whatever changes around it.
What our own change alters (another extractor, taxonomy or model) is read anew in its place and keeps its dates.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.differ.clause_reader import TaxonomyReader, type_facts
from services.differ.clauses import Clause
from services.differ.extract.document import Link
from services.differ.history import ClauseChangeEntry, IdentifiedClause
from services.differ.normal import normal_form
from services.differ.reading import grammar
from services.differ.reading.controls import controls
from services.differ.reading.fingerprint import fingerprint
from services.differ.reading.labels import Labels, TypeLabel, with_kept
from services.differ.reading.notes import note
from services.differ.store import wordings
from services.differ.store.wordings import OpenWording, ReadWording
from services.differ.taxonomy.models import Taxonomy
from services.differ.taxonomy.signal_words import SignalWords, signal_words
from services.differ.telling.change_reading import ChangeReading, read_change, told_and_unread
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.restated import Part, with_restated
from services.differ.telling.summary import Days
from shared.database import Connection


class ClauseReader(Protocol):
    """Says what clauses are about. `read_by` names its taxonomy and model: equal names give equal labels."""

    @property
    def read_by(self) -> str: ...

    def read(self, text: str, clauses: Sequence[Clause], wanted: Sequence[int]) -> Mapping[int, tuple[TypeLabel, ...]]:
        """The labels of the clauses with the ordinals `wanted`, which are of `text`; the others are their context."""

    def read_parts(self, parts: Sequence[Part]) -> Sequence[Sequence[TypeLabel]]:
        """The labels of sentences, each read as if it were a clause, with their places in what they are of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A rendition's clauses to be read: whose, of which version, in force since when.

    `is_ours` says that not the platform but we changed something: wordings keep the dates that they have.
    """

    document_id: str
    version: int
    seen_at: datetime
    rendition_id: UUID
    text: str
    links: Sequence[Link]
    language: str | None
    clauses: Sequence[IdentifiedClause]
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Readings:
    """The reader with what it takes to tell what its readings mean."""

    reader: ClauseReader
    facts: TypeFacts
    words: SignalWords

    async def keep(
        self, connection: Connection, reading: Reading, replaced: tuple[int, datetime] | None = None
    ) -> tuple[Labels, Labels]:
        """Writes what is new in `reading`; gives the labels of older and of newer wordings by provision.

        `replaced` is the version before and when it was last seen; None where there is none, or it is the same.
        """
        known = await wordings.open_wordings(connection, reading.document_id)
        begins, ended = _compared(reading, known, self.reader.read_by)
        provisions = [clause.provision_id for clause in reading.clauses]
        before = await wordings.labels(connection, reading.document_id, [*known])
        read = await asyncio.to_thread(self._read, reading, begins, before)
        last_version, last_seen_at = replaced or (reading.version, reading.seen_at)
        await wordings.end(connection, reading.document_id, ended, last_version, last_seen_at)
        await wordings.write(
            connection, reading.document_id, reading.rendition_id, reading.language, self.reader.read_by, read
        )
        await wordings.count(connection, reading.document_id)
        anew = {wording.provision_id: wording.labels for wording in read}
        after = {provision: anew.get(provision, before.get(provision, ())) for provision in provisions}
        return before, after

    async def of_change(
        self,
        entries: Sequence[ClauseChangeEntry],
        labels: tuple[Labels, Labels],
        language: str | None,
        days: Days,
        clauses_before: int,
        links: Sequence[Link],
        *,
        document_type: str | None = None,
    ) -> ChangeReading:
        """What a change means whose older and newer labels `keep` gave.

        The language, days and links are the newer text's; the older one had `clauses_before`, headings apart. The
        document is of `document_type`, where that is known.
        """
        told, _ = told_and_unread(entries)
        whole = await asyncio.to_thread(with_restated, told, labels, self.reader.read_parts)
        return await asyncio.to_thread(
            read_change,
            entries,
            *whole,
            language,
            days,
            self.facts,
            self.words,
            clauses_before,
            links,
            document_type=document_type,
        )

    def _read(self, reading: Reading, begins: Mapping[int, tuple[int, datetime]], before: Labels) -> list[ReadWording]:
        labels = self.reader.read(reading.text, [one.clause for one in reading.clauses], list(begins))
        read = []
        for ordinal, since in begins.items():
            one = reading.clauses[ordinal]
            earlier = () if reading.is_ours else before.get(one.provision_id, ())
            quote = reading.text[one.clause.start : one.clause.end]
            kept = with_kept(labels.get(ordinal, ()), earlier, quote)
            read.append(self._wording(reading, one, since, kept))
        return read

    def _wording(
        self, reading: Reading, one: IdentifiedClause, since: tuple[int, datetime], labels: tuple[TypeLabel, ...]
    ) -> ReadWording:
        clause = one.clause
        quote = reading.text[clause.start : clause.end]
        links = [
            Link(link.start - clause.start, link.end - clause.start, link.href)
            for link in reading.links
            if link.start >= clause.start and link.end <= clause.end
        ]
        types = [label.clause_type for label in labels]
        named = controls(quote, links, types, reading.language or "en", self.words)
        return ReadWording(
            provision_id=one.provision_id,
            first_version=since[0],
            first_seen_at=since[1],
            ordinal=clause.ordinal,
            normal_sha256=clause.normal_sha256,
            controls=named,
            labels=[replace(label, note=note(label, named)) for label in labels],
            fingerprints=[_fingerprint(quote, label) for label in labels],
        )


def _fingerprint(quote: str, label: TypeLabel) -> int:
    """That of the sentence which carries the label: the rest of a clause may be about anything."""
    start, end = grammar.sentence(quote, label.evidence.start, label.evidence.end)
    return fingerprint(normal_form(quote[start:end]))


def readings_by(taxonomy: Taxonomy) -> Readings:
    """Readings by a taxonomy and the model that ships."""
    return Readings(TaxonomyReader(taxonomy), type_facts(taxonomy), signal_words())


def _compared(
    reading: Reading, known: Mapping[str, OpenWording], read_by: str
) -> tuple[dict[int, tuple[int, datetime]], list[str]]:
    """The ordinals of clauses to be read, each with the version and time that its wording begins with; and the
    provisions whose wording ends.
    """
    begins: dict[int, tuple[int, datetime]] = {}
    present, replaced = set[str](), list[str]()
    for place, one in enumerate(reading.clauses):
        if one.provision_id in present:
            continue  # two clauses that were one before the rules of splitting changed: the first speaks for it
        present.add(one.provision_id)
        wording = known.get(one.provision_id)
        if wording is None:
            begins[place] = (reading.version, reading.seen_at)
        elif wording.normal_sha256 != one.clause.normal_sha256 and not reading.is_ours:
            begins[place] = (reading.version, reading.seen_at)
            replaced.append(one.provision_id)
        elif (wording.normal_sha256, wording.read_by) != (one.clause.normal_sha256, read_by):
            begins[place] = (wording.first_version, wording.first_seen_at)
    return begins, [*replaced, *(provision for provision in known if provision not in present)]
