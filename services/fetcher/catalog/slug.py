"""The id of a platform from its name."""

import re
import unicodedata

_RUNS = re.compile(r"[^a-z0-9]+")


def platform_slug(name: str) -> str:
    """`Le Chat` → `le-chat`, `Citroën` → `citroen`; "" when the name has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("+", " plus "))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii").lower()
    return _RUNS.sub("-", ascii_only).strip("-")
