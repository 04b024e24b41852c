"""Cues are found by the pieces that they need, and found wherever searching every text for every cue finds them."""

import re

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from services.differ.reading.concepts import LANGUAGES
from services.differ.reading.cue_matching import CueMatch, CueMatcher, Wanted, WantedCues, WeakCues
from services.differ.reading.gaps import GappedPattern
from services.differ.reading.passages import passage_of
from services.differ.reading.pieces import PossibleWays
from services.differ.reading.required import required_pieces
from services.differ.reading.texts import plain_of
from services.differ.reading.words import worded
from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.models import Cue
from services.differ.taxonomy.patterns import compiled, folded

_TAXONOMY = load_taxonomy()
_MATCHERS = {language: CueMatcher(_TAXONOMY, language) for language in LANGUAGES}
_EXPRESSIONS = {
    language: [
        (clause_type.slug, clause_type.cue_id(language, cue), compiled(cue.expression))
        for clause_type in _TAXONOMY.clause_types.values()
        for cue in clause_type.cues[language]
        if cue.unless is None
    ]
    for language in LANGUAGES
}
_SAMPLE = {
    "en": """We may share your personal data with third parties; you can opt out at any time. These terms are governed
    by the laws of the State of New York and you waive your right to a class action or jury trial. We do not sell data.
    We may change prices with 30 days' notice. You must be at least 13 years old. Cookies and pixels track you. To the
    extent permitted by law we are not liable for indirect damages. Arbitration is final and binding.""",
    "de": """Wir geben Ihre personenbezogenen Daten an Dritte weiter. Sie können der Verarbeitung jederzeit
    widersprechen. Es gilt deutsches Recht, Gerichtsstand ist Berlin. Wir haften nicht für Folgeschäden. Wir löschen
    Ihre Daten nach 30 Tagen. Wir behalten uns vor, Preise zu ändern. Das Abonnement verlängert sich automatisch.""",
    "fr": """Nous partageons vos données personnelles avec des tiers. Vous pouvez vous opposer au traitement. Le droit
    français s'applique et les tribunaux de Paris sont compétents. Nous ne sommes pas responsables des dommages
    indirects. Vos données sont conservées pendant trois ans. L'abonnement est renouvelé automatiquement.""",
}


def _every_cue(slug: str) -> WantedCues:
    return WantedCues(strong=True, weak=WeakCues(1, 99))


def _strong_cues_of(wanted: str) -> Wanted:
    return lambda slug: WantedCues(strong=slug == wanted, weak=None)


def _matches(language: str, text: str, wanted: Wanted = _every_cue, lead_in: str = "") -> list[CueMatch]:
    passage = passage_of(text, lead_in)
    [found] = _MATCHERS[language].matches([passage], worded([passage.text]), [wanted])
    return found


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\barbitrat(?:ion|or)\b", [[{"\barbitration\b", "\barbitrator\b"}]]),
        (r"\bsell\w*\b.{0,40}\bdata\b", [[{"\bsell"}, {"\bdata\b"}]]),
        (r"\b\d+ days?\b", [[{"\bday\b", "\bdays\b"}]]),
        (r"\bsell\w*\b|\bgive\b.{0,9}\baway\b", [[{"\bsell"}], [{"\bgive\b"}, {"\baway\b"}]]),
        (r"\byou\b.{0,9}\bsell\w*", [[{"\byou\b"}, {"\bsell"}]]),
        (r"\bsell\b.{0,9}it .{0,9}\bdata\b", [[{"\bsell\b"}, {"\bdata\b"}]]),
        (
            r"\bdata\b.{0,9}\b(?:kept|held until \w+)\b.{0,9}\bsold\b",
            [
                [{"\bdata\b"}, {"\bkept\b"}, {"\bsold\b"}],
                [{"\bdata\b"}, {"\bheld until\b"}, {"\bsold\b"}],
            ],
        ),
        (r"\bmay[- ]not\b", [[{"\bmay not\b"}]]),
        (r"(?:\w+ )?cats\b", [[{"cats\b"}]]),
        (r"\b(?:\w+ )?cats?(?: \w+)?$", [[{"\bcat\b", "\bcats\b"}]]),
        (r"\bas is\b|\bhe'?s\b", [[{"\bas is\b", "\bhe s\b", "\bhes\b"}]]),
        (r"\bbans? (?:\w+ ){0,2}(?:AI|robots?)\b", [[{"\bban\b", "\bbans\b"}, {"\bai\b", "\brobot\b", "\brobots\b"}]]),
        (r"\b(?:AI \w+|robots)\b", [[{"\bai\b"}], [{"\brobots\b"}]]),
        (r"\w+", [[]]),
        (r"\bthe\b", [[{"\bthe\b"}]]),
    ],
)
def test_each_way_to_match_requires_the_pieces_that_it_has(pattern: str, expected: list[list[set[str]]]) -> None:
    ways = [sorted(map(sorted, way)) for way in required_pieces(pattern)]
    assert ways == [sorted(map(sorted, way)) for way in expected]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_cue_is_missed_for_its_pieces(language: str, data: st.DataObject) -> None:
    words = _SAMPLE[language].split()
    start = data.draw(st.integers(0, len(words) - 1))
    drawn = folded(" ".join(words[start : start + data.draw(st.integers(1, 60))]))
    text = "".join(character for character in drawn if character not in ".!?")
    found = {match.cue_id for match in _matches(language, text)}
    settled = {cue_id.split(".")[0] for cue_id in found}
    for slug, cue_id, expression in _EXPRESSIONS[language]:
        if expression.search(text):
            assert cue_id in found or slug in settled


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_matches_an_expression_is_possible_by_its_pieces(language: str, data: st.DataObject) -> None:
    _, _, expression = data.draw(st.sampled_from(_EXPRESSIONS[language]))
    matching = st.from_regex(re.compile(expression.pattern, re.IGNORECASE), fullmatch=True)
    text = plain_of(f"{data.draw(st.text(max_size=3))}{data.draw(matching)}{data.draw(st.text(max_size=3))}")
    if expression.search(folded(text)):
        [ways] = PossibleWays(required_pieces(expression.pattern)).possible(worded([text]))
        assert ways


@pytest.mark.parametrize(
    ("text", "is_possible"),
    [
        ("We sell your data.", True),
        ("Data that we do not sell.", False),
        ("We SELL-data.", True),
        ("Undersell your data.", False),
        ("We sell databases.", False),
        ("You may not", True),
        ("You may, not", True),
        ("You may do, or not", False),
        ("A may-not", True),
        ("Dismay not", False),
        ("", False),
    ],
)
def test_a_way_is_possible_where_all_it_needs_stands_in_order(text: str, is_possible: bool) -> None:
    ways = [*required_pieces(r"\bsell\b.{0,40}\bdata\b"), *required_pieces(r"\bmay[- ]not\b")]
    texts = ["Nothing of that.", text, "A dog may", "not bark."]
    found = PossibleWays(ways).possible(worded(texts))
    assert [bool(of_text) for of_text in found] == [False, is_possible, False, False]


def test_what_needs_nothing_is_possible_anywhere() -> None:
    assert PossibleWays([(), (frozenset({"lemon"}),)]).possible(worded(["", "a", "lemon"])) == [[0], [0], [0, 1]]


def test_a_match_lies_where_its_pattern_is_found() -> None:
    text = folded(" ".join(_SAMPLE["en"].split()))
    for match in _matches("en", text):
        slug, language, cue_id = match.cue_id.split(".")
        cue = next(cue for cue in _TAXONOMY.clause_types[slug].cues[language] if cue.id == cue_id)
        assert re2.compile(f"(?i){cue.expression}").search(text[match.start : match.end])


def test_only_wanted_types_are_looked_for() -> None:
    text = folded(" ".join(_SAMPLE["en"].split()))
    found = _matches("en", text, _strong_cues_of("class_action_waiver"))
    assert {match.clause_type for match in found} == {"class_action_waiver"}
    assert all(match.is_strong for match in found)


@pytest.mark.parametrize(
    ("wanted", "expected"), [(WeakCues(1, 1), 1), (WeakCues(1, 2), 2), (WeakCues(2, 2), 2), (WeakCues(3, 3), 0)]
)
def test_weak_cues_are_looked_for_where_as_many_as_matter_can_be_there(wanted: WeakCues, expected: int) -> None:
    taxonomy = load_taxonomy()
    refunds = taxonomy.clause_types["refunds"]
    cues = tuple(Cue(id=name, pattern=(rf"\b{name}\b",), weight="weak") for name in ("lemon", "melon"))
    only = refunds.model_copy(update={"cues": {**refunds.cues, "en": cues}})
    matcher = CueMatcher(taxonomy.model_copy(update={"clause_types": {"refunds": only}}), "en")
    passage = passage_of("A lemon for a melon.", "")
    [found] = matcher.matches([passage], worded([passage.text]), [lambda slug: WantedCues(strong=False, weak=wanted)])
    assert len(found) == expected


def test_a_cue_may_begin_in_the_lead_in_but_ends_in_the_clause() -> None:
    wanted = _strong_cues_of("ai_restrictions")
    item = "(b) use our pages to train artificial intelligence models;"
    [match] = _matches("en", item, wanted, "Some hints. You may not:")
    assert (match.start, item[: match.end]) == (0, "(b) use our pages to train artificial intelligence models")
    assert not _matches("en", "(c) eat;", wanted, f"You may not {item[4:-1]}:")


def test_a_cue_is_found_in_one_sentence_and_across_what_is_no_full_stop() -> None:
    def found(text: str) -> bool:
        cues = _matches("en", text, _strong_cues_of("governing_law"))
        return any(text[cue.start : cue.end].startswith("govern") for cue in cues)

    assert found("These terms are governed by the laws of Ruritania.")
    assert found("These terms are governed by: The laws of Ruritania.")
    assert not found("How this is governed. By the laws of Ruritania, hats are round.")
    assert found("How this is governed. By noon it is governed by the laws of Ruritania.")


_GAPPED = (r"\ba\b.{0,5}\bb\b", r"\b(?:a|c)\b.{0,3}\bb\b.{0,8}\bd\b", r"\ba\b.{0,4}(?:b|d)\b", r"a\.{0,2}b")


@pytest.mark.parametrize("pattern", _GAPPED)
@given(st.text(alphabet="abcd .", max_size=40))
def test_a_gap_keeps_its_bound(pattern: str, text: str) -> None:
    span = GappedPattern(pattern).search(text)
    assert (span is not None) == (compiled(pattern).search(text) is not None)
    assert span is None or compiled(pattern).fullmatch(text[span[0] : span[1]])


def test_passages_have_the_cues_that_each_has_alone_however_many_they_are() -> None:
    sentences = [part.strip() for part in _SAMPLE["en"].split(".") if part.strip()] * 60
    passages = [passage_of(text, "") for text in sentences]
    together = _MATCHERS["en"].matches(passages, worded(sentences), [_every_cue] * len(sentences))
    alone = {text: _matches("en", text) for text in set(sentences)}
    assert list(together) == [alone[text] for text in sentences]
    assert any(alone.values())
