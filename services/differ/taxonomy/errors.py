"""What is wrong with a taxonomy, told so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from shared.errors import OperatorError


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: in which file, on which line (from 1), and what is wrong and what to do."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class TaxonomyError(OperatorError):
    """A taxonomy that cannot be used, with every mistake that was found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        super().__init__("\n".join(map(str, self.problems)))


def explained(error: ErrorDetails) -> str:
    """One of pydantic's errors in words that say what to do."""
    name = error["loc"][-1] if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            return f"unknown field {name!r}: remove it, or correct its spelling"
        case "missing":
            return f"the field {name!r} is missing: add it"
        case "value_error":
            return error["msg"].removeprefix("Value error, ")
        case "literal_error":
            return f"{error['input']!r} is not a value of {name!r}: use {error['ctx']['expected']}"
        case "string_too_short" | "too_short":
            return f"{name!r} is empty: write it"
        case "too_long":
            return f"{name!r} has {error['ctx']['actual_length']} entries: keep {error['ctx']['max_length']} at most"
        case _:
            return f"{name!r} cannot be {error['input']!r:.80}: {error['msg']}"
