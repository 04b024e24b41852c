"""What a rewording does is read off its words, and every signal quotes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.hunks import hunks
from services.differ.telling.signal_models import Direction, Signal, SignalKind
from services.differ.telling.signals import signals


def read(before: str, after: str, language: str = "en") -> tuple[Signal, ...]:
    return signals(before, after, hunks(redline(before, after)), language, signal_words())


def directions(before: str, after: str, language: str = "en") -> dict[str, str]:
    return {f"{signal.kind}:{signal.what}": signal.direction for signal in read(before, after, language)}


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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You may leave.", "You may leave, and turn to another service provider."),
        ("We do not answer for it.", "We do not answer for it or for other service providers."),
        ("Sie können gehen.", "Sie können gehen und zu einem anderen Dienstleister wechseln."),
    ],
)
def test_whom_readers_may_turn_to_receives_nothing(before: str, after: str) -> None:
    kinds = {signal.kind for language in ("en", "de") for signal in read(before, after, language)}
    assert SignalKind.RECIPIENT not in kinds


@pytest.mark.parametrize(
    ("after", "language"),
    [
        ("You must tell us the name of your new service provider.", "en"),
        ("Nennen Sie uns Ihren neuen Dienstleister.", "de"),
        ("Indiquez-nous votre nouveau prestataire.", "fr"),
    ],
)
def test_the_reader_s_own_provider_receives_nothing(after: str, language: str) -> None:
    assert [signal for signal in read("", after, language) if signal.kind is SignalKind.RECIPIENT] == []


@pytest.mark.parametrize(
    ("after", "language"),
    [
        ("Access to your chats is limited to staff and contractors.", "en"),
        ("Zugriff haben ausschließlich unsere Dienstleister.", "de"),
        ("L'accès est réservé à nos prestataires.", "fr"),
    ],
)
def test_a_recipient_within_a_limit_points_nowhere(after: str, language: str) -> None:
    assert directions("", after, language)["recipient:service_providers"] == "unclear"


@pytest.mark.parametrize(
    ("after", "language"),
    [
        ("You have choices regarding the personalized ads that you see.", "en"),
        ("Sie können widersprechen, dass wir Sie für personalisierte Werbung erfassen.", "de"),
        ("Vous pouvez refuser la publicité personnalisée.", "fr"),
    ],
)
def test_a_purpose_that_readers_may_refuse_points_nowhere(after: str, language: str) -> None:
    assert directions("", after, language)["purpose:advertising"] == "unclear"


def test_a_purpose_from_which_there_is_only_a_way_out_is_worse() -> None:
    assert directions("", "We use it for personalized ads unless you opt out.")["purpose:advertising"] == "worse"


def test_an_open_list_is_no_limit() -> None:
    after = "We share it with others, including but not limited to advertisers."
    assert directions("", after)["recipient:advertisers"] == "worse"


@pytest.mark.parametrize(
    ("after", "direction"),
    [
        ("We share data with banks.", "better"),
        ("We share data with banks and whom we like.", "unclear"),
        ("", "unclear"),
    ],
)
def test_what_is_no_longer_named_is_better_only_where_nothing_takes_its_place(after: str, direction: str) -> None:
    assert directions("We share data with banks and advertisers.", after)["recipient:advertisers"] == direction


def test_a_new_sentence_negates_nothing_that_was_said() -> None:
    found = read("We collect names.", "We collect names. We will not mine fingerprints.")
    assert [(signal.kind, signal.because) for signal in found] == [
        (
            SignalKind.DATA_CATEGORY,
            "kind of data: biometric data now named in what is said not to be done (“fingerprints”)",
        )
    ]


def test_whom_a_use_does_not_extend_to_is_told_in_its_words() -> None:
    spared, unspared = (
        "We share data with vendors (but not with advertisers) who help us.",
        "We share data with vendors who help us.",
    )
    (lost,) = [signal for signal in read(spared, unspared) if signal.kind is SignalKind.NEGATION]
    assert (lost.because, lost.direction) == ("“but not with advertisers” was removed", Direction.WORSE)
    (gained,) = [signal for signal in read(unspared, spared) if signal.kind is SignalKind.NEGATION]
    assert (gained.because, gained.direction) == ("“but not with advertisers” was added", Direction.BETTER)


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
    ("before", "after"),
    [
        ("Allowed on a.example.", "Allowed on a.example and videos.harbour.example."),
        ("Read the page.", "Read the page at https://harbour.example/advertising/cookies."),
        ("Write to us.", "Write to us at photos@harbour.example."),
    ],
)
def test_a_word_within_an_address_names_nothing(before: str, after: str) -> None:
    assert read(before, after) == ()


def test_what_follows_an_address_is_still_named() -> None:
    (signal,) = read("See a.example.", "See a.example and photos.harbour.example, where photos are kept.")
    assert signal.after is not None
    assert signal.after.start == 48


def test_a_wider_definition_points_nowhere() -> None:
    signals_of = read("“Data” means your name.", "“Data” means your name and location data.")
    assert [one.direction for one in signals_of] == [Direction.UNCLEAR]


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


def test_what_a_denial_spares_is_not_denied() -> None:
    before = "We do not combine what we know."
    (analytics,) = [
        one for one in read(before, f"{before[:-1]} unless needed for analytics.") if one.what == "analytics"
    ]
    assert analytics.direction is Direction.UNCLEAR
    assert "not to be done" not in analytics.because


def test_another_modal_verb_is_told_only_of_the_same_deed() -> None:
    assert directions("They may only use it as we say.", "They will use it as they say.") == {}
    assert directions("The limits may be higher elsewhere.", "The limits must stand elsewhere.") == {}
    assert directions("We may always notify you.", "We will notify you.") == {"modality:may_to_will": "better"}


def test_what_the_platform_takes_back_is_no_choice() -> None:
    before = "We may revoke your access."
    assert directions(before, "We may revoke your permission to use our marks.") == {}
    assert directions(before, "You may revoke your consent to it at any time.") != {}
    led = "If you breach them, we may require you to stop or revoke your permission to use our marks."
    assert directions(before, led) == {}
    again = "We may revoke your permission to use our marks. We ask for your permission to film."
    assert directions(before, again) == {"choice:consent": "better"}


def test_choices_about_something_are_no_harm() -> None:
    for after in (
        "You can choose whether you see personalised ads.",
        "You can manage how we use advertising.",
        "Visit your ad settings for advertising.",
        "You can manage your cookie settings to accept or refuse certain technologies.",
    ):
        assert all(one.direction is not Direction.WORSE for one in read("", after))


def test_a_scope_in_a_negated_sentence_points_nowhere() -> None:
    for after in ("You may not for any reason sell it.", "No deposit is paid back at any time."):
        assert [one.direction for one in read("", after) if one.kind is SignalKind.SCOPE] == [Direction.UNCLEAR]


def test_a_kind_of_data_with_which_a_sentence_does_nothing_is_no_harm() -> None:
    assert directions("", "Any live video is also subject to the rules below.") == {
        "data_category:user_content": "unclear"
    }
    assert directions("", "We record any live video that stands on the board.") == {
        "data_category:user_content": "worse"
    }
    assert directions("", "- Video content") == {"data_category:user_content": "worse"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "We do not use it to train models except when you report it.",
            "We do not use it to train models except under a free plan, or when you report it.",
            Direction.WORSE,
        ),
        (
            "Harbour will never share it unless a court asks for it or Harbour is sold.",
            "Harbour will never share it unless a court asks for it.",
            Direction.BETTER,
        ),
        (
            "You may not sell it except at the fair.",
            "You may not sell it except at the fair or at the old market.",
            None,
        ),
        ("We delete it except for the old logs.", "We delete it except for the old logs and the bills of sale.", None),
    ],
)
def test_an_exception_to_what_is_not_done_is_what_it_lets_through(
    before: str, after: str, expected: Direction | None
) -> None:
    found = [one.direction for one in read(before, after) if one.what.startswith("exception")]
    assert found == ([expected] if expected else [])


def test_a_limit_that_is_lifted_is_quoted_whole() -> None:
    (signal,) = read("We may use it.", "We may use it without any restriction.")
    assert signal.because == "“without any restriction” was added"


def test_a_scope_favours_readers_only_where_they_may_act_by_it() -> None:
    for after, expected in (
        ("You may cancel at any time.", Direction.BETTER),
        ("Customer acknowledges that Harbour changes its rules at any time.", Direction.UNCLEAR),
        ("We change the rules at any time.", Direction.WORSE),
        ("Sie können jederzeit gehen.", Direction.BETTER),
    ):
        language = "de" if after.startswith("Sie") else "en"
        scopes = [one.direction for one in read("", after, language) if one.kind is SignalKind.SCOPE]
        assert scopes == [expected]


def test_a_negation_in_a_condition_points_nowhere() -> None:
    before, after = "You pay for the damage.", "If you are not a consumer, you pay for the damage."
    assert [one.direction for one in read(before, after) if one.kind is SignalKind.NEGATION] == [Direction.UNCLEAR]


def test_words_within_an_exception_are_no_exception() -> None:
    before = "We do not sell it except as a sale is defined under the law of Harbour or other states."
    after = "We do not sell it except as a sale is defined under state law."
    assert not [one for one in read(before, after) if one.what.startswith("exception")]


def test_whom_a_sentence_names_without_giving_anything_receives_nothing() -> None:
    assert directions("", "Harbour is a registered mark of Harbour and its affiliates.") == {}


@pytest.mark.parametrize(
    ("after", "signal", "direction"),
    [
        ("We use tools, including but not limited to hammers.", "scope:not_limited_to", Direction.UNCLEAR),
        ("We launch new ferries from time to time.", "scope:any_time", Direction.UNCLEAR),
        ("We may terminate berths from time to time.", "scope:any_time", Direction.WORSE),
    ],
)
def test_an_open_list_and_what_is_done_to_nobody_point_nowhere(after: str, signal: str, direction: Direction) -> None:
    found = {f"{one.kind}:{one.what}": one.direction for one in read("", after)}
    assert found[signal] is direction


def test_a_denial_of_what_readers_did_denies_no_use_of_data() -> None:
    uses = "Where you have not moored with us, we collect your IP address."
    denied = "Where you moored with us, we do not collect your IP address."
    for after, expected in ((uses, Direction.UNCLEAR), (denied, Direction.BETTER)):
        assert [one.direction for one in read("", after) if one.kind is SignalKind.DATA_CATEGORY] == [expected]


@pytest.mark.parametrize(
    "after",
    [
        "All fees are non-refundable.",
        "If a member asks for a refund, we may freeze the coins.",
        "When the guest receives a refund, the fee may be withheld.",
        "The Guest Refund Policy applies.",
    ],
)
def test_a_refund_that_is_denied_or_costs_something_is_none(after: str) -> None:
    found = signals("", after, (), "en", signal_words())
    assert not any(one.what == "refund" and one.direction is Direction.BETTER for one in found)
    assert not any("a refund added" in one.because for one in found)


def test_a_refund_on_a_condition_is_one() -> None:
    (one,) = (
        one for one in signals("", "If we cancel, you get a refund.", (), "en", signal_words()) if one.what == "refund"
    )
    assert one.direction is Direction.BETTER


def test_what_readers_may_share_is_no_worse_for_them() -> None:
    (shared,) = (
        one
        for one in signals("", "You may also share your photos with other members.", (), "en", signal_words())
        if one.what == "user_content"
    )
    assert shared.direction is Direction.UNCLEAR


@pytest.mark.parametrize(
    ("after", "language", "direction"),
    [
        ("We show ads. You can disable them at any time.", "en", Direction.BETTER),
        ("You can ask us to delete your data at any time.", "en", Direction.BETTER),
        ("Simply disable personalised ads at any time.", "en", Direction.UNCLEAR),
        ("You may use it, and we may end it at any time.", "en", Direction.WORSE),
        ("Sie haben das Recht, Ihre Daten jederzeit löschen zu lassen.", "de", Direction.BETTER),
        ("Wir können die Preise jederzeit ändern.", "de", Direction.WORSE),
        ("Vous pouvez désactiver cette option à tout moment.", "fr", Direction.BETTER),
    ],
)
def test_what_readers_may_do_at_any_time_is_no_power_of_the_platform(
    after: str, language: str, direction: Direction
) -> None:
    assert directions("", after, language)["scope:any_time"] == direction


@pytest.mark.parametrize(
    ("after", "language", "direction"),
    [
        ("You can get a refund.", "en", Direction.BETTER),
        ("If you want a refund, we will process it.", "en", Direction.BETTER),
        ("If a customer receives a refund, fees may be withheld.", "en", Direction.UNCLEAR),
        ("You waive any right to a refund.", "en", Direction.WORSE),
        ("Refunds are not available.", "en", Direction.WORSE),
        ("Erstattungen werden nicht gewährt.", "de", Direction.WORSE),
        ("Les remboursements sont exclus.", "fr", Direction.WORSE),
    ],
)
def test_a_choice_that_readers_do_not_get_is_not_better(after: str, language: str, direction: Direction) -> None:
    assert directions("", after, language).get("choice:refund", Direction.UNCLEAR) == direction


def test_preferences_are_a_choice_only_where_they_are_set() -> None:
    assert directions("", "You can change your preferences there.")["choice:settings"] == Direction.BETTER
    assert "choice:settings" not in directions("", "Remember preferences for the next visit.")


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


def test_what_the_reader_owns_does_not_end_whom_it_is_given_to() -> None:
    assert directions("", "We share your data with advertisers.")["recipient:advertisers"] == Direction.WORSE


def test_who_must_not_and_who_may_not_are_bound_alike_but_the_platform() -> None:
    assert read("You must not sell the bread.", "You may not sell the bread.") == ()
    told = [signal.what for signal in read("We will not sell the bread.", "We may not sell the bread.")]
    assert told == ["will_to_may"]
    assert [signal.what for signal in read("You may not sell it.", "You will not sell it.")] == ["may_to_will"]
