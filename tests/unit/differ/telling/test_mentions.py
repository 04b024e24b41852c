"""Recipients, purposes, kinds of data, choices and scopes that a clause names, and what they mean."""

import pytest

from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.signal_models import Direction, SignalKind
from services.differ.telling.signals import signals
from tests.unit.differ.telling.signalled import directions, read


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


def test_whom_a_use_does_not_extend_to_is_told_in_its_words() -> None:
    spared, unspared = (
        "We share data with vendors (but not with advertisers) who help us.",
        "We share data with vendors who help us.",
    )
    (lost,) = [signal for signal in read(spared, unspared) if signal.kind is SignalKind.NEGATION]
    assert (lost.because, lost.direction) == ("“but not with advertisers” was removed", Direction.WORSE)
    (gained,) = [signal for signal in read(unspared, spared) if signal.kind is SignalKind.NEGATION]
    assert (gained.because, gained.direction) == ("“but not with advertisers” was added", Direction.BETTER)


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


@pytest.mark.parametrize(
    ("after", "word", "is_told"),
    [
        ("If your phone number changes, make sure to update it.", "phone number", False),
        ("If your phone number changes, we update what we collect of it.", "phone number", True),
        ("Please use the Harbour Law Enforcement Request Form.", "Law Enforcement", False),
        ("We share your charts with law enforcement.", "law enforcement", True),
        ("You have the right to object to profiling.", "profiling", False),
        ("We use your charts for profiling.", "profiling", True),
    ],
)
def test_what_readers_keep_right_or_have_a_right_against_or_a_name_tells_of_no_use(
    after: str, word: str, is_told: bool
) -> None:
    assert any(word in one.because for one in read("", after)) is is_told


def test_a_wider_definition_points_nowhere() -> None:
    signals_of = read("“Data” means your name.", "“Data” means your name and location data.")
    assert [one.direction for one in signals_of] == [Direction.UNCLEAR]


def test_what_a_denial_spares_is_not_denied() -> None:
    before = "We do not combine what we know."
    (analytics,) = [
        one for one in read(before, f"{before[:-1]} unless needed for analytics.") if one.what == "analytics"
    ]
    assert analytics.direction is Direction.UNCLEAR
    assert "not to be done" not in analytics.because


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


def test_what_the_reader_owns_does_not_end_whom_it_is_given_to() -> None:
    assert directions("", "We share your data with advertisers.")["recipient:advertisers"] == Direction.WORSE


def test_a_german_denial_may_stand_behind_what_it_denies() -> None:
    kind = "data_category:location"
    assert directions("", "Wir erfassen Ihren Standort.", "de")[kind] == Direction.WORSE
    assert directions("", "Wir erfassen Ihren Standort nicht.", "de")[kind] == Direction.UNCLEAR
    assert directions("", "Wir erfassen Ihren Standort nicht nur im Hafen.", "de")[kind] == Direction.WORSE
    assert directions("", "Wir erfassen Ihren Standort, wenn Sie nicht ankern.", "de")[kind] == Direction.WORSE


@pytest.mark.parametrize(
    ("denied", "done", "language"),
    [
        ("Your fingerprints are never stored.", "Your fingerprints are stored.", "en"),
        ("Vos empreintes digitales ne sont pas conservées.", "Vos empreintes digitales sont conservées.", "fr"),
    ],
)
def test_a_passive_denial_stands_behind_what_it_denies(denied: str, done: str, language: str) -> None:
    kind = "data_category:biometric_data"
    assert directions("", done, language)[kind] == Direction.WORSE
    assert directions("", denied, language)[kind] != Direction.WORSE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("To turn ads off, see Your Choices below.", "To turn ads off, see Your Rights below."),
        ("We keep it as “Your Choices” says.", "We keep it."),
    ],
)
def test_a_section_on_choices_that_a_sentence_names_by_its_title_is_no_choice(before: str, after: str) -> None:
    assert [signal for signal in read(before, after) if signal.kind is SignalKind.CHOICE] == []
    assert [signal for signal in read(after, before) if signal.kind is SignalKind.CHOICE] == []


def test_a_choice_that_begins_a_sentence_is_one() -> None:
    kinds = [signal.kind for signal in read("It is public.", "It is public. Your Choices decide who sees it.")]
    assert kinds == [SignalKind.CHOICE]


@pytest.mark.parametrize(
    "opening",
    ["For information about how we share it with advertisers", "For further details on sharing with advertisers"],
)
def test_a_recipient_of_which_more_is_to_be_read_elsewhere_points_nowhere(opening: str) -> None:
    assert (
        directions("We run ads.", f"We run ads. {opening}, see our Ads Notice.")["recipient:advertisers"] == "unclear"
    )
    assert directions("We run ads.", "We run ads. We share it with advertisers.")["recipient:advertisers"] == "worse"
