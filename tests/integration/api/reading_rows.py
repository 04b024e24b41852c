"""Rows of the taxonomy and of readings as the differ would write them, for readers to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import asyncpg

from shared.database import Database

BITS = 512
ARBITRATION: dict[str, Any] = {
    "slug": "arbitration",
    "group": "disputes",
    "name": "Arbitration",
    "definition": "Disputes go to an arbitrator instead of a court.",
    "base_severity": "high",
    "why_it_matters": "It takes the right to a court.",
    "consumer_impact": "A dispute is settled in private.",
    "what_you_can_do": "Opt out within the time that the clause gives.",
    "regulations": [
        {"regulation": "faa", "articles": "§ 2", "relevance": "applies", "because": "it makes such clauses valid"}
    ],
}
FAA: dict[str, Any] = {
    "slug": "faa",
    "name": "Federal Arbitration Act",
    "short_name": "FAA",
    "jurisdiction": "US",
    "citation": "9 U.S.C. §§ 1–16",
    "in_force_since": "1926-01-01",
    "source": "https://www.govinfo.gov/",
    "summary": "Makes agreements to arbitrate valid and enforceable.",
}

_WORDING = """
    insert into archive.wordings (provision_id, first_version, document_id, first_seen_at, rendition_id, ordinal,
        normal_sha256, language, controls, read_by)
    select provision.id, provision.first_version, provision.document_id, provision.first_seen_at, clause.rendition_id,
           clause.ordinal, clause.normal_sha256, 'en', $2, 'tests'
    from archive.provisions as provision
    join archive.clauses as clause on clause.provision_id = provision.id
    join archive.renditions as rendition
        on rendition.id = clause.rendition_id and rendition.version = provision.first_version
    where provision.id = $1
    returning document_id, first_version
"""
_TYPE = """
    insert into archive.wording_types (provision_id, first_version, clause_type, document_id, is_open, severity,
        severity_rule, severity_because, confidence, basis, rule, evidence_start, evidence_end, evidence_text,
        fingerprint, note)
    values ($1, $2, $3, $4, true, $5, 'base', 'it limits a legal right', 'high', 'explicit',
            $3 || '.en.a_cue', 0, $6, $7, $8, '')
"""
_COUNT = """
    insert into archive.type_counts (document_id, clause_type, provisions) values ($1, $2, 1)
    on conflict (clause_type, document_id) do update set provisions = type_counts.provisions + 1
"""
_CHANGE_READING = """
    insert into archive.change_readings (change_id, headline, is_rewrite, severity, severity_because, direction,
        direction_because, affected, actions, deadlines, read_by)
    values ($1, $2, false, 'high', 'it limits a legal right', $3, 'a clause was added',
            '[{"who": "residents of California", "quote": "California users"},
              {"who": "developers", "quote": null, "document_type": "Developer Terms"}]',
            '[{"clause_type": "arbitration", "text": "Opt out in time."}]',
            '[{"on": "2026-06-01", "what": "the document says that it applies from then on", "quote": null}]', 'tests')
"""
_CLAUSE_READING = """
    insert into archive.clause_change_readings (change_id, ordinal, types, types_gained, types_lost, severity,
        severity_because, direction, direction_because, is_doubted, line, signals)
    values ($1, 0, '{arbitration}', '{}', '{}', 'high', 'it limits a legal right', $2, 'the notice is shorter', false,
        $3, $4)
"""


@dataclass(frozen=True, slots=True)
class Readings:
    """Writes rows as the database's owner."""

    owner: Database

    async def taxonomy(
        self, clause_types: Sequence[dict[str, Any]] = (ARBITRATION,), regulations: Sequence[dict[str, Any]] = (FAA,)
    ) -> None:
        """What the differ knows of clause types and regulations."""
        async with self.owner.transaction() as connection:
            for table, entries in (("clause_types", clause_types), ("regulations", regulations)):
                for entry in entries:
                    statement = f"insert into archive.{table} (slug, entry) values ($1, $2)"
                    await connection.execute(statement, entry["slug"], entry)

    async def typed(
        self,
        provision_id: str,
        text: str,
        clause_type: str = "arbitration",
        severity: Literal["high", "medium", "low"] = "high",
        fingerprint: int = 0,
        controls: Sequence[dict[str, Any]] = (),
    ) -> None:
        """The first wording of a provision, which `text` is the beginning of, under a type."""
        async with self.owner.transaction() as connection:
            bits = asyncpg.BitString.from_int(fingerprint, BITS)
            row = await connection.fetchrow(_WORDING, provision_id, list(controls))
            assert row is not None
            document_id, version = row["document_id"], row["first_version"]
            await connection.execute(
                _TYPE, provision_id, version, clause_type, document_id, severity, len(text), text, bits
            )
            await connection.execute(_COUNT, document_id, clause_type)

    async def change(
        self, change_id: str, headline: str, line: str, signals: Sequence[dict[str, Any]], direction: str = "worse"
    ) -> None:
        """What a change of one clause means."""
        async with self.owner.transaction() as connection:
            await connection.execute(_CHANGE_READING, change_id, headline, direction)
            await connection.execute(_CLAUSE_READING, change_id, direction, line, list(signals))

    async def generated(self, change_id: str, summary: str, quote: str) -> None:
        """What a language model wrote of a change."""
        async with self.owner.transaction() as connection:
            await connection.execute(
                "insert into archive.generated_summaries values ($1, 'given', $2, $3, 0, 'a-model', '', 100, now())",
                change_id,
                summary,
                [{"text": "It says so.", "quote": quote}],
            )
            await connection.execute("insert into archive.changes_in_plain_language values ($1, $1)", change_id)
