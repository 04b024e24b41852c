"""Templates rendered: everything escaped, nothing undefined, no character that XML forbids."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from services.api.pages import phrases

_FOLDER = Path(__file__).parent.parent / "templates"
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HEADING_MARKS = re.compile(r"^#{1,6} +")
_ITEM = re.compile(r"^ *(?:[-*+]|\d{1,9}[.)]) ")


@cache
def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=phrases.day,
        minute=phrases.minute,
        counts=phrases.counts,
        web_address=phrases.web_address,
        prevalence=phrases.prevalence,
        sentence=phrases.sentence,
        stability=phrases.stability,
        gravest=phrases.gravest,
        is_item=lambda line: _ITEM.match(line) is not None,
        without_marks=lambda text: _HEADING_MARKS.sub("", text),
    )
    made.globals.update(
        weekdays=phrases.WEEKDAYS,
        modes=phrases.MODES,
        groups=phrases.GROUPS,
        relevances=phrases.RELEVANCES,
        directions=phrases.DIRECTIONS,
        bases=phrases.BASES,
        controls=phrases.CONTROLS,
    )
    return made


def rendered(template: str, **values: object) -> str:
    """The template with these values, without characters that no XML or HTML may have."""
    return _FORBIDDEN_IN_XML.sub("", environment().get_template(template).render(**values))


def page(
    request: Request, template: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: object
) -> Response:
    """A page for a reader."""
    return HTMLResponse(rendered(template, path=request.url.path, **values), status, headers)


PRIVATE = {"cache-control": "no-store"}
"""Headers of a page that is for one subscriber alone."""
