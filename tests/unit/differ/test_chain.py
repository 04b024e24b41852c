"""The hash chain of versions."""

from hashlib import sha256

from services.differ.chain import chain_sha256
from services.differ.verification import VersionEvidence, damages


def test_a_link_is_the_hash_of_the_link_before_and_the_text() -> None:
    first = chain_sha256(None, "a" * 64)
    assert first == sha256(("\n" + "a" * 64).encode()).hexdigest()
    assert chain_sha256(first, "b" * 64) == sha256(f"{first}\n{'b' * 64}".encode()).hexdigest()


def test_a_version_that_was_taken_out_is_missed() -> None:
    first = chain_sha256(None, "a" * 64)
    third = chain_sha256(chain_sha256(first, "b" * 64), "c" * 64)
    left = [
        VersionEvidence(1, "a" * 64, first, ["a" * 64]),
        VersionEvidence(3, "c" * 64, third, ["c" * 64]),
    ]
    assert [str(damage) for damage in damages("CW-D-00001", left, [], [])] == [
        "CW-D-00001 version 3: version 2 is missing before it"
    ]
