import itertools
import random
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import align
from services.differ.clauses import split
from services.differ.provisions import Carried, carry
from tests.unit.differ.policies import blocks, policy

FIRST = "We share your messages with the advertisers whose campaigns you choose to answer."
SECOND = "You may ask our data protection officer to erase what the auditors hold."
THIRD = "Disputes about a payment go to the courts of the country in which you live."


def minting() -> Callable[[], str]:
    numbers = itertools.count(100)
    return lambda: f"CW-P-{next(numbers):06}"


def carried(before: str, after: str, provisions: list[str], gone: dict[str, str] | None = None) -> Carried:
    older, newer = split(before), split(after)
    return carry(align(older, newer), provisions, newer, minting(), gone)


def test_a_reworded_renumbered_or_moved_clause_keeps_its_provision() -> None:
    after = policy([f"(a) {THIRD}", FIRST, SECOND.replace("erase", "delete")])
    assert carried(policy([FIRST, SECOND, THIRD]), after, ["P1", "P2", "P3"]).provisions == ("P3", "P1", "P2")


def test_a_new_clause_has_a_new_provision_and_a_removed_one_ends() -> None:
    result = carried(
        policy([FIRST, SECOND]), policy([FIRST, "Bulgarian and Estonian print editions exist."]), ["P1", "P2"]
    )
    assert (result.provisions, result.minted, result.ended) == (("P1", "CW-P-000100"), ("CW-P-000100",), ("P2",))


def test_the_part_most_like_the_whole_keeps_the_provision_after_a_split() -> None:
    result = carried(policy([THIRD, f"{FIRST} {SECOND}"]), policy([THIRD, FIRST, SECOND]), ["P1", "P2"])
    assert "P2" in result.provisions
    assert dict(result.split_from) == {result.minted[0]: "P2"}


def test_a_merged_provision_leads_on_to_the_survivor() -> None:
    result = carried(policy([THIRD, FIRST, SECOND]), policy([THIRD, f"{FIRST} {SECOND}"]), ["P1", "P2", "P3"])
    survivor = result.provisions[1]
    assert {*result.merged_into, survivor} == {"P2", "P3"}
    assert set(result.merged_into.values()) == {survivor}
    assert result.ended == tuple(result.merged_into)


def test_a_clause_that_comes_back_word_for_word_has_its_old_provision() -> None:
    gone = {split(SECOND)[0].normal_sha256: "P9"}
    result = carried(FIRST, policy([FIRST, SECOND]), ["P1"], gone)
    assert (result.provisions, result.returned, result.minted) == (("P1", "P9"), ("P9",), ())


def test_an_old_provision_comes_back_once() -> None:
    gone = {split(SECOND)[0].normal_sha256: "P9"}
    result = carried(FIRST, policy([FIRST, SECOND, SECOND]), ["P1"], gone)
    assert result.provisions == ("P1", "P9", "CW-P-000100")


@given(blocks, st.lists(blocks, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_every_unchanged_clause_keeps_its_provision_across_versions(
    first: list[str], later: list[list[str]], chance: random.Random
) -> None:
    mint = minting()
    parts = first
    clauses = split(policy(parts))
    provisions = [mint() for _ in clauses]
    for extra in later:
        parts = [part for part in [*parts, *extra] if chance.random() < 0.8] or extra
        chance.shuffle(parts)
        newer = split(policy(parts))
        result = carry(align(clauses, newer), provisions, newer, mint)
        older = list(zip((clause.normal for clause in clauses), provisions, strict=True))
        for clause, provision in zip(newer, result.provisions, strict=True):
            wordings = [known for normal, known in older if normal == clause.normal]
            count = sum(other.normal == clause.normal for other in newer)
            assert provision in wordings or count > len(wordings)
        assert len(set(result.provisions)) == len(newer)
        clauses, provisions = newer, list(result.provisions)
