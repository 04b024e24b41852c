import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.differ.align import align
from services.differ.clauses import split
from services.differ.normal import normal_form
from services.differ.substance import Substance, Why, judge
from tests.unit.differ.policies import blocks, paragraph, policy

BODY = [
    "# Privacy Policy",
    "Last updated: 3 May 2024",
    "## 1. Data",
    "We keep your data for 30 days and may share it with partners who help us to run the service. See Section 2.",
    "## 2. Use",
    "We don't sell what you tell us, and charge no fee above $1.50.",
    "You can ask us for a copy:\n\n- by letter\n- by e-mail",
    "## 3. Courts",
    *(f"Clause number q{letter} of this policy speaks of matters unlike the others." for letter in "abcdefgh"),
]


def judged(before: list[str], after: list[str]) -> Substance:
    one, other = policy(before), policy(after)
    older, newer = split(one), split(other)
    return judge(one, other, older, newer, align(older, newer))


def edited(old: str, new: str) -> Substance:
    assert old in policy(BODY)
    return judged(BODY, [part.replace(old, new) for part in BODY])


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("30 days", "14 days", Why.FIGURES),
        ("$1.50", "$15.0", Why.FIGURES),
        ("$1.50", "€1.50", Why.FIGURES),
        ("may share", "will share", Why.WORDS),
        ("don't sell", "sell", Why.WORDS),
        ("## 3. Courts", "## 3. Arbitration", Why.WORDS),
        ("- by letter\n", "", Why.WORDS),
        ("the service", "the Service", Why.DEFINED_TERM),
        ("See Section 2.", "See Section 3.", Why.FIGURES),
    ],
)
def test_what_says_something_new_is_substance(old: str, new: str, why: Why) -> None:
    substance = edited(old, new)
    assert substance.is_substantive
    assert [reason.why for reason in substance.reasons] == [why]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("3 May 2024", "1 June 2025", Why.OWN_DATE),
        ("Last updated: 3 May 2024", "Effective date: June 1, 2025", Why.OWN_DATE),
        ("3 May 2024", "2024-05-03", Why.OWN_DATE),
        ("don't sell what", "don’t sell – what", Why.TYPOGRAPHY),
        ("e-mail", "email", Why.TYPOGRAPHY),
        ("## 3. Courts", "## 3. COURTS", Why.LETTER_CASE),
        ("- by letter\n- by e-mail", "- by e-mail\n- by letter", Why.ORDER),
    ],
)
def test_what_says_nothing_new_is_cosmetic(old: str, new: str, why: Why) -> None:
    substance = edited(old, new)
    assert [reason.why for reason in substance.reasons] == [why]
    assert not substance.is_substantive


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Stand: 3. Mai 2024", "Stand: Juni 2025"),
        ("Dernière mise à jour : 3 mai 2024", "Dernière mise à jour : 1er juin 2025"),
        ("Naposledy upraveno 3. května 2024", "Naposledy upraveno 1. června 2025"),
        ("Siste endring: 03.05.2024", "Siste endring: 01.06.2025"),
        ("Viimati vaadatud 3. mai 2024", "Viimati vaadatud 1. juuni 2025"),
    ],
)
def test_a_documents_own_date_is_known_by_its_form_in_any_language(old: str, new: str) -> None:
    assert not judged([BODY[0], old, *BODY[2:]], [BODY[0], new, *BODY[2:]]).is_substantive


def test_a_date_inside_a_clause_is_substance() -> None:
    clause = "Members who joined before 3 May 2024 keep the terms on which they joined, and need not do anything."
    assert judged([*BODY, clause], [*BODY, clause.replace("3 May", "9 May")]).is_substantive


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Claims must be brought by 31 March 2027.", "Claims must be brought by 31 March 2026."),
        (
            "Accounts created before 1 May 2021 keep prices.",
            "Accounts created before 1 May 2019 keep prices.",
        ),
        (
            "Für Verträge vor dem 1. Juli 2023 gilt die Liste.",
            "Für Verträge vor dem 1. Juli 2024 gilt die Liste.",
        ),
    ],
)
def test_a_short_clause_that_sets_a_date_is_no_own_date(old: str, new: str) -> None:
    substance = judged([*BODY[:3], old, *BODY[3:]], [*BODY[:3], new, *BODY[3:]])
    assert [reason.is_substantive for reason in substance.reasons] == [True]


def test_another_form_of_a_date_inside_a_clause_is_cosmetic() -> None:
    clause = "Members who joined before {} keep the terms on which they joined, and need not do anything."
    substance = judged([*BODY, clause.format("3 May 2024")], [*BODY, clause.format("05/03/2024")])
    assert [reason.why for reason in substance.reasons] == [Why.DATE_FORMAT]


def test_a_reference_that_follows_its_renumbered_section_is_cosmetic() -> None:
    renumbered = [part.replace("## 2.", "## 5.").replace("Section 2", "Section 5") for part in BODY]
    assert [reason.why for reason in judged(BODY, renumbered).reasons] == [Why.NUMBERING]


def test_a_reference_follows_a_section_that_is_named_with_its_sign() -> None:
    signed = [part.replace("## 2. Use", "## Section 2: Use") for part in BODY]
    renumbered = [part.replace("Section 2", "Section 5") for part in signed]
    assert [reason.why for reason in judged(signed, renumbered).reasons] == [Why.NUMBERING]


def test_a_table_of_contents_is_no_news() -> None:
    assert not judged(BODY, [BODY[0], "- Data\n- Use\n- Courts", *BODY[1:]]).is_substantive


def test_a_paragraph_cut_in_two_is_cosmetic() -> None:
    first, second = BODY[3].split(". ")
    assert not judged(BODY, [*BODY[:3], f"{first}.", second, *BODY[4:]]).is_substantive


def test_a_paragraph_cut_beside_another_that_says_the_same_is_cosmetic() -> None:
    said = "You may ask us for a copy of every record that we hold about you at any time."
    more = "The first copy of every record that we hold about you costs you nothing at all."
    joined = [*BODY, said, f"{more} {said} {more}", more]
    assert not judged(joined, [*BODY, said, more, said, more, more]).is_substantive


def test_an_item_that_goes_under_another_lead_in_is_substance() -> None:
    items = [f"- the {name} that you gave us when you first wrote to our support team" for name in "abcdefghijkl"]
    kept, moved = "We share:\n\n" + "\n".join(items), "We never share:\n\n" + "\n".join(items).replace("gave", "lent")
    fingerprints = "- the fingerprints that your telephone took"
    substance = judged([kept, f"{moved}\n{fingerprints}"], [f"{kept}\n{fingerprints}", moved])
    assert [reason.why for reason in substance.reasons] == [Why.LEAD_IN]


@given(blocks, st.randoms(use_true_random=False))
def test_permuting_a_document_is_never_substance(parts: list[str], chance: random.Random) -> None:
    permuted = list(parts)
    chance.shuffle(permuted)
    assert not judged(parts, permuted).is_substantive


@given(st.lists(paragraph(), min_size=1, max_size=10), st.integers(1, 9), st.sampled_from(["{}. ", "({}) ", "{}) "]))
def test_renumbering_a_document_is_never_substance(parts: list[str], shift: int, form: str) -> None:
    before = [f"{number}. {part}" for number, part in enumerate(parts, start=1)]
    after = [form.format(number) + part for number, part in enumerate(parts, start=1 + shift)]
    assert not judged(before, after).is_substantive


@given(st.lists(paragraph(), min_size=1, max_size=8))
def test_rewrapping_a_document_is_never_substance(parts: list[str]) -> None:
    sentences = [f"{sentence.rstrip('.')}." for part in parts for sentence in part.split(". ")]
    assert not judged(parts, sentences).is_substantive
    assert not judged(sentences, parts).is_substantive


@given(blocks, paragraph(), st.integers(0, 14))
def test_a_clause_more_or_less_is_substance(parts: list[str], new: str, place: int) -> None:
    assume(all(normal_form(new) not in normal_form(part) for part in parts))
    longer = [*parts[:place], new, *parts[place:]]
    assert judged(parts, longer).is_substantive
    assert judged(longer, parts).is_substantive


@pytest.mark.parametrize("line", ["Last updated: 9 May 2025", "Valid from 1 June 2025"])
def test_a_line_with_a_date_that_comes_amid_the_clauses_is_substance(line: str) -> None:
    amid = [*(f"Sentence number q{letter} is unlike the others in every way." for letter in "klmnopqrstuv"), *BODY[2:]]
    assert judged([*BODY, *amid], [*BODY, line, *amid]).is_substantive


def test_a_deadline_at_the_top_is_no_date_of_the_documents_own() -> None:
    before = [BODY[0], "The offer ends on 3 May 2024", *BODY[2:]]
    after = [BODY[0], "The offer ends on 3 May 2025", *BODY[2:]]
    assert judged(before, after).is_substantive


def test_a_short_clause_that_is_gone_is_substance_though_another_says_the_same() -> None:
    said = "You may opt out at any time."
    assert judged([*BODY, said, "## 4. Advertising", said], [*BODY, said, "## 4. Advertising"]).is_substantive


def test_a_short_sentence_that_goes_to_another_clause_is_substance() -> None:
    first, second = ("We may give this to each of our partners.", "We keep that for as long as the law asks of us.")
    before = [*BODY, f"{first} Not to others.", second]
    assert judged(before, [*BODY, first, f"{second} Not to others."]).is_substantive


def test_a_number_that_names_no_section_does_not_follow_the_numbering() -> None:
    asked = "You have 2 months to answer what we ask of you."
    before = policy([*BODY, asked])
    after = (
        before.replace("## 2. Use", "## 3. Use").replace("## 3. Courts", "## 4. Courts").replace("2 months", "3 months")
    )
    older, newer = split(before), split(after)
    assert judge(before, after, older, newer, align(older, newer)).is_substantive
