"""What a mutation is: the page before and after, and what has to be made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from bench.mutating.policy_page import PolicyPage


class Expected(StrEnum):
    """What has to be made of a mutation."""

    TOLD = "told"
    SILENT = "silent"
    NO_VERSION = "no version"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mutation of a page, as markup before it and after it.

    `gone` and `new` are the lines of the canonical text that it takes out and puts in; `clause_changes` how many
    substantive clause changes those have to be told as, None where that is not fixed. `sightings` is how often the
    page after it is captured; for `NO_VERSION` the page before it comes back then. `status` is the HTTP status of the
    page after it.
    """

    expected: Expected
    before: str
    after: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    clause_changes: int | None = None
    sightings: int = 1
    status: int = 200


Kind = Callable[[PolicyPage, Random], Mutation | None]
"""Applies one kind of mutation to a page; None where the page has nothing of the sort."""


def told(
    page: PolicyPage, gone: tuple[str, ...], new: tuple[str, ...], clause_changes: int | None = 1
) -> Mutation | None:
    """A mutation that has to be told, with what is changed on `page`; None where nothing is."""
    if gone == new:
        return None
    return Mutation(Expected.TOLD, page.before(), page.after(), gone, new, clause_changes, sightings=3)


def silent(page: PolicyPage) -> Mutation:
    """A mutation that must not be told, with what is changed on `page`."""
    return Mutation(Expected.SILENT, page.before(), page.after())
