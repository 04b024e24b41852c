import random
import time
from collections import Counter

from hypothesis import assume, example, given
from hypothesis import strategies as st

from services.differ.align import Alignment, ChangeKind, MatchMethod, Merge, Split, align, passages
from services.differ.clauses import Clause, split
from services.differ.normal import normal_form
from tests.unit.differ.policies import blocks, paragraph, policy

FIRST = "We share your messages with the advertisers whose campaigns you choose to answer."
SECOND = "You may ask our data protection officer at any hour to erase what the auditors hold."
THIRD = "Disputes about a payment go to the courts of the country in which you live."


def aligned(before: str, after: str) -> Alignment:
    return align(split(before), split(after))


def kinds(before: str, after: str) -> list[ChangeKind]:
    return [change.kind for change in aligned(before, after).changes]


def told(before: str, after: str) -> list[tuple[ChangeKind, str, str]]:
    older, newer = split(before), split(after)
    alignment = align(older, newer)
    return [(change.kind, *passages(before, after, older, newer, alignment, change)) for change in alignment.changes]


def test_a_rewording_is_one_modified_clause() -> None:
    reworded = SECOND.replace("at any hour", "once a year")
    assert told(policy([FIRST, SECOND, THIRD]), policy([FIRST, reworded, THIRD])) == [
        (ChangeKind.MODIFIED, SECOND, reworded)
    ]


def test_a_clause_rewritten_in_its_place_is_modified() -> None:
    rewritten = "At all hours an officer of ours erases what you ask for, on your data and for the auditors."
    assert kinds(policy([FIRST, SECOND, THIRD]), policy([FIRST, rewritten, THIRD])) == [ChangeKind.MODIFIED]


def test_a_clause_that_stands_elsewhere_has_moved() -> None:
    others = [f"Clause about matter number q{letter}, which is unlike every other one." for letter in "abcdef"]
    assert told(policy([FIRST, *others]), policy([*others, FIRST])) == [(ChangeKind.MOVED, FIRST, FIRST)]


def test_unlike_clauses_in_one_place_are_removed_and_added() -> None:
    stranger = "Bulgarian and Estonian translations stay available in print."
    assert kinds(policy([FIRST, SECOND]), policy([FIRST, stranger])) == [ChangeKind.REMOVED, ChangeKind.ADDED]


def test_a_clause_cut_in_two_is_a_split_and_one_change() -> None:
    before, after = policy([THIRD, f"{FIRST} {SECOND}"]), policy([THIRD, FIRST, SECOND])
    alignment = aligned(before, after)
    assert alignment.splits == (Split(1, (1, 2)),)
    assert told(before, after) == [(ChangeKind.MODIFIED, f"{FIRST} {SECOND}", f"{FIRST}\n\n{SECOND}")]


def test_clauses_joined_into_one_are_a_merge_and_one_change() -> None:
    before, after = policy([THIRD, FIRST, SECOND]), policy([THIRD, f"{FIRST} {SECOND}"])
    assert aligned(before, after).merges == (Merge((1, 2), 1),)
    assert told(before, after) == [(ChangeKind.MODIFIED, f"{FIRST}\n\n{SECOND}", f"{FIRST} {SECOND}")]


def test_a_list_that_grows_too_long_for_one_clause_is_still_the_same_list() -> None:
    items = [f"- the {name} that you give us when you write to our support team" for name in "abcdefghij"]
    new = "- fingerprints, which no form has asked for until this very day, and which we keep as long as we please"
    before, after = "\n".join(["We collect:\n", *items]), "\n".join(["We collect:\n", *items, new])
    assert len(split(before)) == 1 < len(split(after))
    assert aligned(before, after).splits == (Split(0, tuple(range(11))),)
    assert kinds(before, after) == [ChangeKind.MODIFIED, ChangeKind.ADDED]


def test_an_item_that_grows_with_its_list_beyond_one_clause_is_told_as_grown() -> None:
    items = [f"- the {name} that you give us when you write to our support team" for name in "abcdefghij"]
    longer = f"{items[-1]}, and whatever else we come to know of the matter that you wrote to us about in any other way"
    before, after = "\n".join(["We collect:\n", *items]), "\n".join(["We collect:\n", *items[:-1], longer])
    assert len(split(before)) == 1 < len(split(after))
    assert kinds(before, after) == [ChangeKind.MODIFIED]


def test_equal_clauses_pair_under_the_same_heading_first() -> None:
    before = policy(["# Sellers", "Learn more.", "# Guests", "Learn more."])
    after = policy(["# Guests", "Learn more."])
    matches = {match.before: match.after for match in aligned(before, after).matches}
    assert matches == {2: 0, 3: 1}


def exact_counts(before: tuple[Clause, ...], after: tuple[Clause, ...], alignment: Alignment) -> tuple[int, int]:
    shared = Counter(c.normal_sha256 for c in before) & Counter(c.normal_sha256 for c in after)
    kept = sum(before[m.before].normal_sha256 == after[m.after].normal_sha256 for m in alignment.matches)
    return shared.total(), kept


@given(blocks, blocks, st.randoms(use_true_random=False))
def test_every_unchanged_clause_is_matched(first: list[str], second: list[str], chance: random.Random) -> None:
    parts = [part for part in [*first, *first[:3], *second] if chance.random() < 0.7]
    chance.shuffle(parts)
    before, after = split(policy([*first, *first[:2]])), split(policy(parts))
    alignment = align(before, after)
    shared, kept = exact_counts(before, after, alignment)
    assert kept == shared
    assert (
        len({m.before for m in alignment.matches})
        == len({m.after for m in alignment.matches})
        == len(alignment.matches)
    )


_ONCE = "We data data data data data data data through qbaaaax."
_TWICE = "We data data data data data data through qbaaaax. We data data data data data data through qbaaaax."
_HALF = "We data data data data data data through qbaaaax."


@example([_ONCE, _TWICE], [_HALF, _HALF])  # the split of one clause puts a clause with the same words out of order
@given(blocks, blocks)
def test_each_clause_is_kept_or_told_once(first: list[str], second: list[str]) -> None:
    before, after = split(policy(first)), split(policy([*second, *first[::2]]))
    alignment = align(before, after)
    seen = [ordinal for change in alignment.changes for ordinal in alignment.after_group(change)]
    unchanged = [m.after for m in alignment.matches if m.method is MatchMethod.EXACT]
    assert sorted([*seen, *unchanged]) == list(range(len(after)))
    gone = [ordinal for change in alignment.changes for ordinal in alignment.before_group(change)]
    kept = [m.before for m in alignment.matches if m.method is MatchMethod.EXACT]
    assert sorted([*gone, *kept]) == list(range(len(before)))


@given(blocks, paragraph(), st.integers(0, 14))
def test_a_clause_more_or_less_is_exactly_that_clause(parts: list[str], new: str, place: int) -> None:
    assume(all(normal_form(new) not in normal_form(part) for part in parts))
    place = min(place, len(parts))
    shorter, longer = policy(parts), policy([*parts[:place], new, *parts[place:]])
    assert told(shorter, longer) == [(ChangeKind.ADDED, "", new)]
    assert told(longer, shorter) == [(ChangeKind.REMOVED, new, "")]


@given(st.lists(paragraph(), min_size=1, max_size=12), st.data())
def test_a_clause_reworded_is_exactly_that_clause(parts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(parts) - 1))
    terms = parts[place].split(" ")
    terms[data.draw(st.integers(1, len(terms) - 2))] = data.draw(st.sampled_from(["never", "14", "biometric"]))
    reworded = " ".join(terms)
    assume(reworded != parts[place])
    before, after = policy(parts), policy([*parts[:place], reworded, *parts[place + 1 :]])
    assert told(before, after) == [(ChangeKind.MODIFIED, parts[place], reworded)]


@given(blocks, blocks)
def test_patching_the_older_version_with_the_changes_gives_the_newer(first: list[str], second: list[str]) -> None:
    before, after = split(policy(first)), split(policy([*second[::2], *first[1:], *second[1::2]]))
    alignment = align(before, after)
    patched = {m.after: before[m.before].normal for m in alignment.matches if m.method is MatchMethod.EXACT}
    for change in alignment.changes:
        patched.update((ordinal, after[ordinal].normal) for ordinal in alignment.after_group(change))
    assert [patched[ordinal] for ordinal in sorted(patched)] == [clause.normal for clause in after]


def test_three_thousand_clauses_align_in_seconds() -> None:
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(4000)]
    parts = [" ".join(chance.choices(vocabulary, k=40)) + "." for _ in range(3000)]
    reworded = [part.replace("word1", "term1", 1) if chance.random() < 0.3 else part for part in parts]
    del reworded[100:200]
    chance.shuffle(reworded)
    before, after = split(policy(parts)), split(policy(reworded))
    started = time.process_time()
    alignment = align(before, after)
    assert time.process_time() - started < 10
    assert len(alignment.matches) == 2900


def test_an_entry_of_a_list_goes_on_as_that_of_its_name() -> None:
    what = "for letters, mail, online chat, news about events and updates about the product"
    older = [f"- Moss.example: {what}.", "- Acme: for hosting."]
    newer = ["- Moss.example: for letters and updates about the product.", f"- Fern.example: {what}.", older[1]]
    before, after = ("# Who gets data\n\nBy name.\n\n" + "\n\n".join(items) + "\n" for items in (older, newer))
    assert told(before, after) == [
        (ChangeKind.MODIFIED, older[0], newer[0]),
        (ChangeKind.ADDED, "", newer[1]),
    ]
