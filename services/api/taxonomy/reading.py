"""What readers are shown of clause types and regulations, each put together from reads of one moment."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter

from services.api.archive.models import ProvisionType
from services.api.catalog import store as catalog_store
from services.api.context import Context
from services.api.errors import InvalidRequestError, NotFoundError
from services.api.taxonomy import store
from services.api.taxonomy.models import (
    AppliedRegulation,
    ClauseType,
    ClauseTypeDetail,
    Comparison,
    ConcernedType,
    Peer,
    Prevalence,
    Regulation,
    RegulationDetail,
    Side,
    TypedProvision,
    TypeRecord,
)
from services.api.web.cursors import Page, TextKey, decode, page_of
from shared.database import Connection

_T = TypeVar("_T", bound=ClauseType)
_KEY: TypeAdapter[str] = TypeAdapter(TextKey)
_BITS = 512
_MOST_DISTANT = 212
"""Bits by which a peer's fingerprint may differ at most: of 3,462 quotes that volunteers filed by case, one pair in two
hundred taken at random is as close."""
_PEERS = 5
_COMPARED_AT_MOST = 60
_FEWEST_SIDES, _MOST_SIDES = 2, 4
_GRAVITY = {"high": 0, "medium": 1, "low": 2}
_RELEVANCE = {"applies": 0, "may_apply": 1, "related": 2}


async def clause_types(context: Context) -> list[ClauseType]:
    """Every clause type with its prevalence, by group and name."""
    async with context.database.connection() as connection:
        entries = await store.clause_types(connection)
        common = await store.prevalence(connection)
    found = [_clause_type(ClauseType, slug, entry, common) for slug, entry in entries.items()]
    return sorted(found, key=lambda one: (one.group, one.name))


async def clause_type(context: Context, slug: str) -> ClauseTypeDetail:
    """One clause type. Raises NotFoundError."""
    async with context.database.connection() as connection:
        entry = await _entry(connection, slug)
        common = await store.prevalence(connection)
        known = await store.regulations(connection)
    return _detail(slug, entry, common, known)


def _detail(
    slug: str, entry: Mapping[str, Any], common: Mapping[str, Prevalence], known: Mapping[str, Regulation]
) -> ClauseTypeDetail:
    applied = _applied_regulations(entry, known)
    return _clause_type(ClauseTypeDetail, slug, {**entry, "regulations": applied}, common)


def _applied_regulations(entry: Mapping[str, Any], known: Mapping[str, Regulation]) -> list[AppliedRegulation]:
    """What a clause type's entry says of regulations, what applies first."""
    found = [
        AppliedRegulation(
            **one,
            short_name=known[one["regulation"]].short_name,
            jurisdiction=known[one["regulation"]].jurisdiction,
        )
        for one in entry.get("regulations", ())
        if one["regulation"] in known
    ]
    return sorted(found, key=lambda one: (_RELEVANCE[one.relevance], one.short_name))


async def records(context: Context, provision_id: str, labels: Sequence[ProvisionType]) -> list[TypeRecord]:
    """What a provision's page says under each of its types."""
    async with context.database.connection() as connection:
        entries = await store.clause_types(connection)
        common = await store.prevalence(connection)
        known = await store.regulations(connection)
        return [
            TypeRecord(
                label=label,
                about=_detail(label.clause_type, entries[label.clause_type], common, known),
                peers=await _peers(connection, provision_id, label.clause_type),
            )
            for label in labels
            if label.clause_type in entries
        ]


async def provisions(
    context: Context, slug: str, *, platform_slug: str | None = None, cursor: str | None = None, limit: int
) -> Page[TypedProvision]:
    """Provisions in force of a type, by id. Raises NotFoundError, InvalidCursorError."""
    after = decode(_KEY, cursor) if cursor else None
    platforms = None if platform_slug is None else [platform_slug]
    async with context.database.connection() as connection:
        await _entry(connection, slug)
        found = await store.typed_provisions(connection, slug, platforms, after, limit + 1)
    return page_of(found, limit, _KEY, lambda provision: provision.provision_id)


async def comparison(context: Context, slug: str, platforms: Sequence[str]) -> Comparison:
    """What platforms say under a type, side by side. Raises NotFoundError, InvalidRequestError."""
    wanted = list(dict.fromkeys(platforms))
    if not _FEWEST_SIDES <= len(wanted) <= _MOST_SIDES:
        raise InvalidRequestError(
            f"A comparison has {_FEWEST_SIDES} to {_MOST_SIDES} platforms, not {len(wanted)}.",
            "Give `platform` once for each, by slug.",
        )
    async with context.database.connection() as connection:
        entry = await _entry(connection, slug)
        common = await store.prevalence(connection)
        sides = [await _side(connection, slug, platform) for platform in wanted]
    return Comparison(clause_type=_clause_type(ClauseType, slug, entry, common), sides=sides)


async def _side(connection: Connection, slug: str, platform_slug: str) -> Side:
    platform = await catalog_store.platform(connection, platform_slug)
    if platform is None:
        raise NotFoundError(f"There is no platform {platform_slug}.", "See /api/v1/platforms for what is watched.")
    found = await store.typed_provisions(connection, slug, [platform_slug], None, _COMPARED_AT_MOST)
    found.sort(key=lambda provision: (_GRAVITY[provision.severity], provision.provision_id))
    return Side(platform_slug=platform.slug, platform_name=platform.name, provisions=found)


async def peers(context: Context, provision_id: str, slug: str) -> list[Peer]:
    """How other platforms say the same thing, closest first; empty where none comes close. Raises NotFoundError."""
    async with context.database.connection() as connection:
        await _entry(connection, slug)
        return await _peers(connection, provision_id, slug)


async def _peers(connection: Connection, provision_id: str, slug: str) -> list[Peer]:
    found = await store.peers(connection, provision_id, slug, _MOST_DISTANT, _PEERS)
    return [Peer(provision=one, likeness=round(math.cos(math.pi * distance / _BITS), 2)) for one, distance in found]


async def regulations(context: Context) -> list[Regulation]:
    """Every regulation by jurisdiction and name."""
    async with context.database.connection() as connection:
        found = await store.regulations(connection)
    return sorted(found.values(), key=lambda one: (one.jurisdiction, one.short_name))


async def regulation(context: Context, slug: str) -> RegulationDetail:
    """One regulation with the clause types that it concerns. Raises NotFoundError."""
    async with context.database.connection() as connection:
        known = await store.regulations(connection)
        if slug not in known:
            raise NotFoundError(f"There is no regulation {slug}.", "See /api/v1/regulations.")
        entries = await store.clause_types(connection)
        common = await store.prevalence(connection)
        concerned = list(_concerned(slug, entries, common))
        overall = await store.prevalence_of_any(connection, [one.slug for one in concerned])
    return RegulationDetail(**known[slug].model_dump(), clause_types=concerned, prevalence=overall)


def _concerned(
    regulation: str, entries: Mapping[str, Mapping[str, Any]], common: Mapping[str, Prevalence]
) -> list[ConcernedType]:
    found = [
        ConcernedType(slug=slug, name=entry["name"], prevalence=common.get(slug, Prevalence()), **_without_slug(one))
        for slug, entry in entries.items()
        for one in entry.get("regulations", ())
        if one["regulation"] == regulation
    ]
    return sorted(found, key=lambda one: (_RELEVANCE[one.relevance], one.name))


def _without_slug(applied: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in applied.items() if name != "regulation"}


async def _entry(connection: Connection, slug: str) -> dict[str, Any]:
    entry = await store.clause_type(connection, slug)
    if entry is None:
        raise NotFoundError(f"There is no clause type {slug}.", "See /api/v1/clause-types.")
    return entry


def _clause_type(model: type[_T], slug: str, entry: Mapping[str, Any], common: Mapping[str, Prevalence]) -> _T:
    return model.model_validate({**entry, "slug": slug, "prevalence": common.get(slug, Prevalence())})
