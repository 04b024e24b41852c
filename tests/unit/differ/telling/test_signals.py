"""What a rewording does is read off its words, and every signal quotes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.telling.signal_models import Direction, Signal, SignalKind
from tests.unit.differ.telling.signalled import directions, read


@pytest.mark.parametrize(
    ("before", "after", "language", "signal", "direction"),
    [
        ("We keep logs for 30 days.", "We keep logs for 90 days.", "en", "duration:retention", "worse"),
        ("We give 30 days' notice.", "We give 14 days' notice.", "en", "duration:notice", "worse"),
        ("Wir speichern Daten 12 Monate.", "Wir speichern Daten 6 Monate.", "de", "duration:retention", "better"),
        ("Préavis de 30 jours.", "Préavis de 15 jours.", "fr", "duration:notice", "worse"),
        (
            "Our liability is limited to $100.",
            "Our liability is limited to $50.",
            "en",
            "amount:liability_cap",
            "worse",
        ),
        ("The fee is 5 %.", "The fee is 8 %.", "en", "percentage:price", "worse"),
        ("We may share data.", "We will share data.", "en", "modality:may_to_will", "worse"),
        ("We may notify you.", "We will notify you.", "en", "modality:may_to_will", "better"),
        ("You may verify your age.", "You must verify your age.", "en", "modality:may_to_must", "worse"),
        ("We do not sell your data.", "We sell your data.", "en", "negation:lost", "worse"),
        ("We sell lists.", "We do not sell lists.", "en", "negation:gained", "better"),
        ("You may contact us.", "You may contact us or opt out.", "en", "choice:opt_out", "better"),
        ("You can opt out by mail.", "You can write by mail.", "en", "choice:opt_out", "worse"),
        (
            "We share data with banks.",
            "We share data with banks and advertisers.",
            "en",
            "recipient:advertisers",
            "worse",
        ),
        ("We collect names.", "We collect names and fingerprints.", "en", "data_category:biometric_data", "worse"),
        (
            "We never sell names.",
            "We never sell names or fingerprints.",
            "en",
            "data_category:biometric_data",
            "better",
        ),
        ("We use it for support.", "We use it to train our models.", "en", "purpose:ai_training", "worse"),
        ("We use it for support.", "We use it to prevent fraud.", "en", "purpose:security_and_fraud", "unclear"),
        ("Courts of Ireland decide.", "Courts of California decide.", "en", "place:california", "unclear"),
        ("We may end it.", "We may end it at our sole discretion.", "en", "scope:sole_discretion", "worse"),
        ("You may cancel.", "You may cancel at any time.", "en", "scope:any_time", "better"),
        ("Applies from 1 May 2026.", "Applies from 1 July 2026.", "en", "date:date", "unclear"),
    ],
)
def test_a_signal_says_what_changed_and_for_whom(
    before: str, after: str, language: str, signal: str, direction: str
) -> None:
    assert directions(before, after, language)[signal] == direction


def test_a_duration_in_another_unit_is_no_change() -> None:
    assert read("We keep it for 12 months.", "We keep it for one year.") == ()


def test_the_same_words_give_no_signal() -> None:
    text = "We may share your data with advertisers for 30 days."
    assert read(text, text) == ()


def test_a_new_sentence_negates_nothing_that_was_said() -> None:
    found = read("We collect names.", "We collect names. We will not mine fingerprints.")
    assert [(signal.kind, signal.because) for signal in found] == [
        (
            SignalKind.DATA_CATEGORY,
            "kind of data: biometric data now named in what is said not to be done (“fingerprints”)",
        )
    ]


def test_the_not_of_an_open_list_negates_nothing() -> None:
    found = read("We keep data.", "We keep data (including but not limited to logs).")
    assert [signal.kind for signal in found] == [SignalKind.SCOPE]


words = st.sampled_from(
    (
        *("we", "you", "may", "must", "not", "sell", "share", "your data", "with", "advertisers", "30 days", "14 days"),
        *("$5", ".", ",", "at any time", "opt out", "GPS", "Wir", "teilen keine Standortdaten", "nous partageons"),
    )
)
passages = st.lists(words, max_size=30).map(" ".join)


@given(passages, passages, st.sampled_from(["en", "de", "fr", "es"]))
def test_every_quote_is_verbatim_and_its_reason_quotes_nothing_else(before: str, after: str, language: str) -> None:
    for signal in read(before, after, language):
        for quoted, text in ((signal.before, before), (signal.after, after)):
            assert quoted is None or text[quoted.start : quoted.end] == quoted.text
        assert signal.before or signal.after


@given(passages, passages)
def test_what_is_gained_one_way_is_lost_the_other_way(before: str, after: str) -> None:
    def named(found: tuple[Signal, ...], is_gained: bool) -> set[tuple[SignalKind, str]]:
        groups = {SignalKind.RECIPIENT, SignalKind.DATA_CATEGORY, SignalKind.CHOICE}
        return {(s.kind, s.what) for s in found if s.kind in groups and (s.before is None) == is_gained}

    assert named(read(before, after), True) == named(read(after, before), False)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We may use it.", "We may use it without restriction.", Direction.WORSE),
        ("We may use it without any limitation.", "We may use it.", Direction.BETTER),
        ("You may use it.", "You may use it without restriction.", Direction.BETTER),
        ("You may use it without restriction.", "You may use it.", Direction.WORSE),
        ("Use is allowed without restriction.", "Use is allowed.", Direction.UNCLEAR),
    ],
)
def test_a_limit_that_is_lifted_favours_whoever_acts(before: str, after: str, expected: Direction) -> None:
    assert [one.direction for one in read(before, after) if one.kind is SignalKind.NEGATION] == [expected]


def test_another_modal_verb_is_told_only_of_the_same_deed() -> None:
    assert directions("They may only use it as we say.", "They will use it as they say.") == {}
    assert directions("The limits may be higher elsewhere.", "The limits must stand elsewhere.") == {}
    assert directions("We may always notify you.", "We will notify you.") == {"modality:may_to_will": "better"}


def test_a_limit_that_is_lifted_is_quoted_whole() -> None:
    (signal,) = read("We may use it.", "We may use it without any restriction.")
    assert signal.because == "“without any restriction” was added"


def test_a_ban_in_another_word_negates_nothing_new() -> None:
    banned, denied = "The hirer is prohibited from using it to race.", "The hirer will not use it to race."
    assert [one for one in read(banned, denied) if one.kind is SignalKind.NEGATION] == []
    assert [one for one in read(denied, banned) if one.kind is SignalKind.NEGATION] == []
    let = "The hirer will use it to race."
    assert [one.what for one in read(let, denied) if one.kind is SignalKind.NEGATION] == ["gained"]


def test_a_negation_in_a_condition_points_nowhere() -> None:
    before, after = "You pay for the damage.", "If you are not a consumer, you pay for the damage."
    assert [one.direction for one in read(before, after) if one.kind is SignalKind.NEGATION] == [Direction.UNCLEAR]


def test_words_within_an_exception_are_no_exception() -> None:
    before = "We do not sell it except as a sale is defined under the law of Harbour or other states."
    after = "We do not sell it except as a sale is defined under state law."
    assert not [one for one in read(before, after) if one.what.startswith("exception")]


def test_a_denial_of_what_readers_did_denies_no_use_of_data() -> None:
    uses = "Where you have not moored with us, we collect your IP address."
    denied = "Where you moored with us, we do not collect your IP address."
    for after, expected in ((uses, Direction.UNCLEAR), (denied, Direction.BETTER)):
        assert [one.direction for one in read("", after) if one.kind is SignalKind.DATA_CATEGORY] == [expected]


@pytest.mark.parametrize(
    ("after", "what", "direction"),
    [
        ("We do not share it with banks or advertisers.", "advertisers", Direction.BETTER),
        ("We do not share it with non-affiliated banks.", "affiliates", Direction.WORSE),
        ("We do not share it with advertiser banks.", "advertisers", Direction.UNCLEAR),
    ],
)
def test_a_denial_that_is_narrowed_is_no_gain(after: str, what: str, direction: Direction) -> None:
    assert directions("We do not share it with banks.", after)[f"recipient:{what}"] == direction


def test_a_denial_with_an_exception_in_the_place_of_a_limit_is_not_better() -> None:
    found = directions("We share it where you agree.", "We do not share your name unless you agree.")
    assert Direction.BETTER not in found.values()


def test_a_denial_of_a_duty_or_of_a_limit_denies_no_use() -> None:
    for after in (
        "These terms do not restrict use of it by third parties or partners.",
        "We are not obliged to use automated means.",
    ):
        assert Direction.BETTER not in directions("", after).values()


def test_a_word_less_says_more_where_it_narrowed() -> None:
    found = directions("We read your direct messages and posts.", "We read your messages and posts.")
    assert found["data_category:contents_of_messages"] == Direction.UNCLEAR
    found = directions("We read your contacts or calendars.", "We read your calendars.")
    assert found["data_category:contacts"] == Direction.BETTER


def test_a_title_and_what_readers_do_are_no_use_of_data() -> None:
    found = directions("1.2. Photos; Prompts. We keep what you send us.", "1.2. Prompts. We keep what you send us.")
    assert Direction.BETTER not in found.values()
    found = directions("It goes. When you delete a video, it is gone.", "It goes.")
    assert found["data_category:user_content"] == Direction.UNCLEAR


def test_less_binding_is_no_gain_where_the_platform_has_more_leave_or_pays_less() -> None:
    assert directions("We will be liable.", "We may be liable.")["modality:will_to_may"] == Direction.WORSE
    assert directions("We will share it.", "We may share it.")["modality:will_to_may"] == Direction.UNCLEAR
    found = directions("Posts you have shared will stay visible.", "Posts you have shared may stay visible.")
    assert found["modality:will_to_may"] == Direction.UNCLEAR
    found = directions(
        "Wir werden Sie über Änderungen informieren.", "Wir können Sie über Änderungen informieren.", "de"
    )
    assert found["modality:will_to_may"] == Direction.WORSE


def test_who_must_not_and_who_may_not_are_bound_alike_but_the_platform() -> None:
    assert read("You must not sell the bread.", "You may not sell the bread.") == ()
    told = [signal.what for signal in read("We will not sell the bread.", "We may not sell the bread.")]
    assert told == ["will_to_may"]
    assert [signal.what for signal in read("You may not sell it.", "You will not sell it.")] == ["may_to_will"]
