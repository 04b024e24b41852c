"""A wording's fingerprint: 512 bits that are alike for wordings that say the like, whatever their length.

Charikar's SimHash (Similarity Estimation Techniques from Rounding Algorithms, 2002) over a wording's telling words and
pairs of them: the share of bits that differ is the angle between the two sets of terms, divided by pi.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from services.differ.tokens import words

BITS = 512
_STEM = 6
_SHORTEST_WORD = 3
_MOST_TERMS = 255
_AS_FIGURES = bytes.maketrans(b"01", b"\x00\x01")
_FUNCTION_WORDS = frozenset(
    (
        *("the", "and", "for", "you", "your", "our", "are", "that", "this", "with", "from", "may", "can", "will"),
        *("any", "not", "have", "has", "been", "such", "other", "which", "when", "these", "those", "their", "its"),
        *("but", "all", "use", "who", "how", "what", "where", "also", "more", "than", "into", "under", "please"),
        *("der", "die", "das", "und", "von", "den", "dem", "des", "mit", "auf", "für", "ist", "sie", "ihr", "ihre"),
        *("ihrer", "ihren", "wir", "uns", "oder", "ein", "eine", "einer", "eines", "einem", "einen", "sich", "nicht"),
        *("auch", "als", "bei", "zur", "zum", "werden", "wird", "kann", "können", "wenn", "dass", "diese", "dieser"),
        *("les", "des", "une", "est", "que", "qui", "pour", "par", "dans", "sur", "vous", "vos", "votre", "nous"),
        *(
            "nos",
            "notre",
            "avec",
            "aux",
            "ces",
            "ses",
            "leur",
            "leurs",
            "son",
            "elle",
            "ils",
            "pas",
            "plus",
            "peut",
            "sont",
        ),
    )
)


def fingerprint(wording: str) -> int:
    """The fingerprint of a wording's normal form, 0 to 2**512 - 1; the same on every machine.

    A wording of more than 255 terms goes by its first 255: no clause needs more to be told from others.
    """
    telling = [word[:_STEM] for word in words(wording) if len(word) >= _SHORTEST_WORD and word not in _FUNCTION_WORDS]
    terms = list(dict.fromkeys((*telling, *map(" ".join, pairwise(telling)))))[:_MOST_TERMS]
    if not terms:
        return 0
    sums = sum(map(_lanes, terms)).to_bytes(BITS, "big")
    majority = bytes(48 + (count * 2 > len(terms)) for count in range(256))
    return int(sums.translate(majority), 2)


@lru_cache(maxsize=20_000)
def _lanes(term: str) -> int:
    """The term's hash with a byte for each bit: such numbers add up bit by bit, up to 255 of them."""
    digest = int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest(), "big")
    return int.from_bytes(format(digest, f"0{BITS}b").encode().translate(_AS_FIGURES), "big")


def distance(one: int, other: int) -> int:
    """In how many of 512 bits two fingerprints differ: about 256 for wordings that have nothing in common."""
    return (one ^ other).bit_count()
