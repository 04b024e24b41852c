"""The pages on what clauses are about: clause types, comparisons, regulations."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.api.catalog import reading as catalog
from services.api.context import InContext
from services.api.pages.rendering import page
from services.api.taxonomy import reading
from services.api.web.cursors import Cursor
from services.api.web.identifiers import ClauseTypeSlug, ComparedPlatforms, RegulationSlug

router = APIRouter(include_in_schema=False)

_LISTED = 30
_CHOICES = 200


@router.get("/clause-types")
async def clause_types(request: Request, context: InContext) -> Response:
    """Every clause type with its prevalence."""
    return page(request, "clause_types.html", clause_types=await reading.clause_types(context))


@router.get("/clause-types/{slug}")
async def clause_type(request: Request, context: InContext, slug: ClauseTypeSlug, cursor: Cursor = None) -> Response:
    """A clause type: what it means, how common it is, and every clause of it."""
    return page(
        request,
        "clause_type.html",
        clause_type=await reading.clause_type(context, slug),
        provisions=await reading.provisions(context, slug, cursor=cursor, limit=_LISTED),
        platforms=(await catalog.platforms(context, limit=_CHOICES)).items,
    )


@router.get("/clause-types/{slug}/comparison")
async def comparison(
    request: Request,
    context: InContext,
    slug: ClauseTypeSlug,
    platforms: ComparedPlatforms,
) -> Response:
    """Two to four platforms side by side."""
    return page(request, "comparison.html", comparison=await reading.comparison(context, slug, platforms))


@router.get("/regulations")
async def regulations(request: Request, context: InContext) -> Response:
    """Every regulation."""
    return page(request, "regulations.html", regulations=await reading.regulations(context))


@router.get("/regulations/{slug}")
async def regulation(request: Request, context: InContext, slug: RegulationSlug) -> Response:
    """A regulation with the clause types that it concerns."""
    return page(request, "regulation.html", regulation=await reading.regulation(context, slug))
