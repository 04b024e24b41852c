"""What clauses are about, who says what under it, and which regulations concern it."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.api.context import InContext
from services.api.routes.catalog import PlatformFilter
from services.api.taxonomy import reading
from services.api.taxonomy.models import (
    ClauseType,
    ClauseTypeDetail,
    Comparison,
    Peer,
    Regulation,
    RegulationDetail,
    TypedProvision,
)
from services.api.web.cursors import Cursor, Limit, Page
from services.api.web.identifiers import (
    TAXONOMY_PATTERN,
    ClauseTypeSlug,
    ComparedPlatforms,
    ProvisionId,
    RegulationSlug,
)

router = APIRouter(prefix="/api/v1", tags=["clause types"])


@router.get("/clause-types", summary="List clause types with their prevalence")
async def list_clause_types(context: InContext) -> list[ClauseType]:
    """By group and name."""
    return await reading.clause_types(context)


@router.get("/clause-types/{slug}", summary="Show a clause type", responses={404: {}})
async def show_clause_type(context: InContext, slug: ClauseTypeSlug) -> ClauseTypeDetail:
    """With why it matters, what you can do, and the regulations that concern it."""
    return await reading.clause_type(context, slug)


@router.get("/clause-types/{slug}/provisions", summary="List provisions in force of a type", responses={404: {}})
async def list_provisions(
    context: InContext,
    slug: ClauseTypeSlug,
    platform: PlatformFilter = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[TypedProvision]:
    """By id, each with its wording and its severity."""
    return await reading.provisions(context, slug, platform_slug=platform, cursor=cursor, limit=limit)


@router.get("/clause-types/{slug}/comparison", summary="Compare platforms under a type", responses={404: {}, 422: {}})
async def compare(context: InContext, slug: ClauseTypeSlug, platforms: ComparedPlatforms) -> Comparison:
    """Clause by clause, the gravest first."""
    return await reading.comparison(context, slug, platforms)


@router.get("/provisions/{provision_id}/peers", summary="Show how others say the same", responses={404: {}})
async def show_peers(
    context: InContext,
    provision_id: ProvisionId,
    clause_type: Annotated[str, Query(pattern=TAXONOMY_PATTERN, max_length=60)],
) -> list[Peer]:
    """The closest provision of other platforms under a clause type, closest first; empty where none comes close."""
    return await reading.peers(context, provision_id, clause_type)


@router.get("/regulations", summary="List regulations")
async def list_regulations(context: InContext) -> list[Regulation]:
    """By jurisdiction and name."""
    return await reading.regulations(context)


@router.get("/regulations/{slug}", summary="Show a regulation", responses={404: {}})
async def show_regulation(context: InContext, slug: RegulationSlug) -> RegulationDetail:
    """With the clause types that it concerns and how common they are."""
    return await reading.regulation(context, slug)
