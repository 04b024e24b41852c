"""Small taxonomies in a folder, as an operator writes them."""

from pathlib import Path

import yaml

TYPE: dict[str, object] = {
    "slug": "dress_code",
    "group": "control",
    "name": "Dress code",
    "definition": "What people must wear.",
    "base_severity": "low",
    "stance": "mixed",
    "severity": [{"to": "high", "cue": "fines", "because": "the clause names a fine"}],
    "modifiers": {"fines": {"en": [r"\bfine\b"], "de": ["bußgeld"], "fr": ["amende"]}},
    "cues": {
        "en": [{"id": "hat", "pattern": r"\bhats?\b", "weight": "strong"}],
        "de": [{"id": "hut", "pattern": r"\bhüte?\b", "weight": "strong"}],
        "fr": [{"id": "chapeau", "pattern": r"\bchapeaux?\b", "weight": "weak", "unless": "melon"}],
    },
    "headings": {"en": ["dress"], "de": ["kleidung"], "fr": ["tenue"]},
    "why_it_matters": "Hats are warm.",
    "consumer_impact": "You may need a hat.",
    "what_you_can_do": "Buy one.",
    "regulations": [{"regulation": "gdpr", "articles": "Art. 6", "relevance": "related", "because": "a reason"}],
}


def a_clause_type(folder: Path, without: str | None = None, **changed: object) -> Path:
    """Writes the type to `folder` with some fields changed, or one left out, and gives its file."""
    fields = {name: value for name, value in {**TYPE, **changed}.items() if name != without}
    return a_file(folder, yaml.safe_dump(fields, sort_keys=False, allow_unicode=True))


def a_file(folder: Path, text: str, name: str = "clause_types/dress_code.yaml") -> Path:
    """Writes a file of a taxonomy's folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
