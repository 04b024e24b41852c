"""Lists of words that a type's patterns share: `{company}` in a pattern stands for any word of the list `company`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from services.differ.taxonomy.errors import Problem
from services.differ.taxonomy.lined_yaml import LinedDocument, Path

_NAME = re.compile(r"(?<!\\[pPx])\{([a-z][a-z0-9_]*)\}")
_WITH_PATTERNS = ("cues", "headings", "modifiers")


def with_words(document: LinedDocument) -> tuple[LinedDocument, list[Problem]]:
    """A clause type's file with the words that its patterns name put in, and the names that have none or no use.

    What is not of the form of a clause type is left for the model to refuse.
    """
    lists = _lists(document.value)
    if not isinstance(document.value, dict):
        return document, []
    filled = _Filling(document, lists)
    value = document.value | {
        field: filled.part(document.value[field], (field,)) for field in _WITH_PATTERNS if field in document.value
    }
    for language, name in sorted(lists.keys() - filled.used):
        what = f"no pattern of {language} names the list {name!r}: name it as {{{name}}}, or remove it"
        filled.problems.append(document.problem(("words", language, name), what))
    return replace(document, value=value), filled.problems


class _Filling:
    """A file's patterns as they are filled: which lists they used, and what was wrong."""

    def __init__(self, document: LinedDocument, lists: Mapping[tuple[str, str], str]) -> None:
        self._document = document
        self._lists = lists
        self.used: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []

    def part(self, value: Any, path: Path) -> Any:
        """`value`, which stands at `path`, with every pattern in it filled."""
        if isinstance(value, dict):
            return {key: self.part(one, (*path, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [self.part(one, (*path, index)) for index, one in enumerate(value)]
        return _NAME.sub(lambda found: self._words(found, path), value) if isinstance(value, str) else value

    def _words(self, found: re.Match[str], path: Path) -> str:
        name = found[1]
        language = "".join(map(str, path[2:3] if path[0] == "modifiers" else path[1:2]))
        self.used.add((language, name))
        words = self._lists.get((language, name))
        if words is not None:
            return words
        what = f"there is no list {name!r} among the `words` of {language}: add it, or correct the name"
        self.problems.append(self._document.problem(path, what))
        return found[0]


def _lists(value: Any) -> dict[tuple[str, str], str]:
    """Each list by language and name, as a group of alternatives."""
    return {
        (str(language), str(name)): f"(?:{'|'.join(map(str, words))})"
        for language, by_name in _items(_get(value, "words"))
        for name, words in _items(by_name)
        if isinstance(words, list)
    }


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    yield from value.items() if isinstance(value, dict) else ()


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None
