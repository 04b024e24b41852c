"""The OpenAPI document: every refusal is described as a problem."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.api.web.problems import MEDIA_TYPE, Problem

_EVERYWHERE = ("422", "500", "503")


def document(app: FastAPI) -> dict[str, Any]:
    """FastAPI's document with problems in the place of its own error models."""
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags
    )
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    for operations in made["paths"].values():
        for operation in operations.values():
            _describe_problems(operation)
    return made


def _describe_problems(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    statuses = {*_EVERYWHERE, *(status for status in responses if status >= "4")}
    if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", [])):
        statuses.add("400")
    if "requestBody" in operation:
        statuses.add("413")
    for status in sorted(statuses):
        responses[status] = {
            "description": _MEANING[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


_MEANING = {
    "400": "The cursor is not one of ours",
    "401": "A valid token is needed",
    "403": "Operator routes are closed: no token is configured",
    "404": "There is no such thing",
    "409": "It has been decided before",
    "413": "The body is too large",
    "422": "Something in the request is not valid",
    "429": "Too many requests for mail from one network address",
    "500": "A fault of ours",
    "503": "The database does not answer just now",
}
