"""JSON Lines (https://jsonlines.org): an object a line; one that is none is told with its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.cli.failures import CommandError


@dataclass(frozen=True, slots=True)
class JsonLine:
    """The object of one line, and `where` it stands, for messages."""

    where: str
    value: dict[str, Any]


def json_lines(path: Path) -> Iterator[JsonLine]:
    """The object of each line of a file, as it is read. Raises CommandError where a line is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _json_line(line, f"{path}, line {number}")
    except OSError as refusal:
        raise CommandError(f"{path} cannot be read: {refusal.strerror}.") from refusal
    except UnicodeDecodeError as wrong:
        raise CommandError(f"{path} cannot be read: {wrong}.") from wrong


def _json_line(line: str, where: str) -> JsonLine:
    try:
        value = json.loads(line)
    except ValueError as wrong:
        raise CommandError(f"{where}: this is not JSON: {wrong}.") from wrong
    if not isinstance(value, dict):
        raise CommandError(f"{where}: an object is needed.")
    return JsonLine(where, value)
