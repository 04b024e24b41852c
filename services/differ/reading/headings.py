"""Which clause types the headings above a clause speak of."""

from functools import lru_cache

from services.differ.reading.texts import folded_of
from services.differ.taxonomy.models import Taxonomy
from services.differ.taxonomy.patterns import compiled

_CACHED_PATHS = 4_000


class HeadingMatcher:
    """Headings against the `headings` patterns of every clause type."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._patterns = [
            (slug, language, [compiled(pattern) for pattern in patterns])
            for slug, clause_type in taxonomy.clause_types.items()
            for language, patterns in clause_type.headings.items()
        ]
        self._found = lru_cache(maxsize=_CACHED_PATHS)(self._find)

    def types_of(self, heading_path: tuple[str, ...], language: str) -> frozenset[str]:
        """The slugs of the types that any heading of the path speaks of."""
        return self._found(heading_path, language) if heading_path else frozenset()

    def _find(self, heading_path: tuple[str, ...], language: str) -> frozenset[str]:
        folded = folded_of("\n".join(heading_path))
        return frozenset(
            slug
            for slug, of_language, patterns in self._patterns
            if of_language == language and any(pattern.search(folded) for pattern in patterns)
        )
