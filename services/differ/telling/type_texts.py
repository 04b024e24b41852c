"""Clause types by their names, with what readers can do about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeText:
    """What the taxonomy says of a clause type, as far as a summary needs it."""

    name: str
    what_you_can_do: str


def type_name(slug: str, texts: Mapping[str, TypeText]) -> str:
    """The name of a type; of one that the taxonomy no longer has, its slug."""
    return texts[slug].name if slug in texts else slug
