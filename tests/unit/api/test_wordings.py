"""A provision's wordings: versions that word it alike are one."""

from datetime import UTC, datetime, timedelta

from services.api.archive.models import Segment
from services.api.archive.provisions.wordings import Presence, wordings

START = datetime(2026, 1, 1, tzinfo=UTC)


def presence(version: int, text: str) -> Presence:
    seen_at = START + timedelta(days=version)
    return Presence(
        version, seen_at, seen_at, ["Terms"], text, f"CW-C-{version:06}", [Segment(kind="equal", text=text)]
    )


def test_versions_that_word_it_alike_are_one_wording() -> None:
    found = wordings([presence(1, "a"), presence(2, "a"), presence(3, "b")])
    assert [(one.text, one.first_version, one.last_version) for one in found] == [("b", 3, 3), ("a", 1, 2)]
    assert (found[1].first_seen_at, found[1].last_seen_at) == (START + timedelta(days=1), START + timedelta(days=2))


def test_the_first_wording_has_no_change_and_no_redline() -> None:
    reworded, first = wordings([presence(1, "a"), presence(2, "b")])
    assert (first.change_id, first.redline) == (None, [])
    assert reworded.change_id == "CW-C-000002"
    assert reworded.redline


def test_a_version_without_the_provision_ends_a_wording() -> None:
    found = wordings([presence(1, "a"), presence(3, "a")])
    assert [(one.first_version, one.last_version) for one in found] == [(3, 3), (1, 1)]


def test_a_wording_that_comes_back_is_a_wording_of_its_own() -> None:
    found = wordings([presence(1, "a"), presence(2, "b"), presence(3, "a")])
    assert [one.text for one in found] == ["a", "b", "a"]


def test_what_was_never_seen_has_no_wording() -> None:
    assert wordings([]) == []
