"""YAML with the line of every value, so that an error can name it."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from services.differ.taxonomy.errors import Problem, TaxonomyError

Path = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class LinedDocument:
    """A file's value, and the line (from 1) on which each part of it stands, by its path of keys and positions."""

    file: str
    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of the part at `path`, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, what: str) -> Problem:
        """A mistake at `path` of this file."""
        return Problem(self.file, self.line(path), what)


def read_lined(file: str, text: str) -> LinedDocument:
    """What the YAML in `text` says, by YAML's safe types. Raises TaxonomyError for YAML that cannot be read."""
    loader = yaml.CSafeLoader(text)
    lines: dict[Path, int] = {}
    try:
        node = loader.get_single_node()
        value = None if node is None else _value(loader, node, (), file, lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TaxonomyError([Problem(file, line, f"this is not plain YAML: {error.problem}")]) from None
    finally:
        loader.dispose()
    return LinedDocument(file, value, lines)


def _value(loader: Any, node: yaml.Node, path: Path, file: str, lines: dict[Path, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, index), file, lines) for index, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise TaxonomyError([Problem(file, line, "a field's name is one word: this is a list or a mapping")])
        key = loader.construct_object(key_node)
        if key in mapping:
            raise TaxonomyError([Problem(file, line, f"{key!r} stands here twice: keep one")])
        lines[(*path, key)] = line
        mapping[key] = _value(loader, value_node, (*path, key), file, lines)
    return mapping
