"""What part something named has in its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.roles import (
    is_a_source,
    is_banned,
    is_denied,
    is_handled,
    is_of_a_right,
    is_ruled_out,
    whom_it_is_for,
)
from services.differ.telling.signals import signals


def told(after: str, language: str = "en") -> list[str]:
    return [one.because for one in signals("", after, (), language, signal_words())]


def at(text: str, word: str) -> tuple[str, int, int]:
    start = text.index(word)
    return text, start, start + len(word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("We do not collect photos.", "photos", True),
        ("Harbour will never sell it to brokers.", "brokers", True),
        ("This licence does not, however, let us give it to brokers.", "brokers", True),
        ("We don't require you to give us your name.", "name", True),
        ("We measure it without storing photos.", "photos", True),
        ("Wir geben Ihre Daten nicht an Händler weiter.", "Händler", True),
        ("Nous ne vendons pas vos photos.", "photos", True),
        ("Do not share photos of others.", "photos", False),
        ("You may not give it to brokers.", "brokers", False),
        ("We may, but have no obligation to, ask for a passport.", "passport", False),
        ("We do not sell it, but we share photos.", "photos", False),
        ("Where you have not moored with us, we collect photos.", "photos", False),
        ("We may, without notice, share photos.", "photos", False),
        ("A Do Not Track signal changes no photos.", "signal", False),
        ("We collect not only names but photos.", "photos", False),
    ],
)
def test_only_the_platform_s_own_denial_denies(text: str, word: str, expected: bool) -> None:
    assert is_denied(*at(text, word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Do not post videos of others.", "videos", True),
        ("Please don't post videos.", "videos", True),
        ("You must not give your password to anybody.", "password", True),
        ("Sie dürfen keine Videos senden.", "Videos", True),
        ("Ne publiez pas de vidéos.", "vidéos", True),
        ("We do not keep videos.", "videos", False),
        ("You agree that Harbour will not keep videos.", "videos", False),
        ("If you choose not to give your name, you cannot moor.", "name", False),
    ],
)
def test_a_ban_is_what_readers_must_not_do(text: str, word: str, expected: bool) -> None:
    assert is_banned(*at(text, word)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We receive data from advertisers.", True),
        ("We receive data from (i) partners and advertisers.", True),
        ("We see it on the advertisers' sites.", True),
        ("When advertisers install our tag, we see it.", True),
        ("We see what you do on the services of advertisers.", True),
        ("We share data with advertisers.", False),
        ("We share what we get from you with advertisers.", False),
        ("If you buy from us, we may tell advertisers.", False),
        ("We keep logs to protect our guests or any advertisers from harm.", True),
        ("To protect our guests we share it with advertisers.", False),
    ],
)
def test_whom_data_comes_from_gets_none(text: str, expected: bool) -> None:
    assert is_a_source(*at(text, "advertisers")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If you reside in China, write to us.", "in"),
        ("If you live in the United States or China, write to us.", "in"),
        ("Users located outside China have other rights.", "outside"),
        ("The section for China users says more.", "in"),
        ("Wenn Sie Ihren Wohnsitz in China haben, gilt dies.", "in"),
        ("Si vous résidez en China, écrivez-nous.", "in"),
        ("We transfer data to China.", ""),
        ("If you reside in Ireland, we transfer data to China.", ""),
        ("Our servers are located in China.", ""),
        ("The China Consumer Privacy Act applies.", ""),
        ("It is not for use in China. Customers answer for it.", ""),
    ],
)
def test_where_people_live_is_whom_a_rule_is_for(text: str, expected: str) -> None:
    assert whom_it_is_for(*at(text, "China")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect video.", True),
        ("Harbour stores video.", True),
        ("Your video is kept for a year.", True),
        ("Examples include video of a surgeon.", False),
        ("Any live video has to follow the rules.", False),
    ],
)
def test_data_is_handled_where_a_sentence_says_so(text: str, expected: bool) -> None:
    assert is_handled(*at(text, "video")) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rights related to automated decisions: you may contest them.", "automated decisions", True),
        ("You have the right to object to profiling.", "profiling", True),
        ("Sie haben ein Recht auf Widerspruch gegen Profiling.", "Profiling", True),
        ("We reserve the right to use profiling.", "profiling", False),
        ("You keep all rights. We use profiling.", "profiling", False),
    ],
)
def test_what_readers_have_a_right_to_or_against_is_of_a_right(text: str, word: str, expected: bool) -> None:
    assert is_of_a_right(*at(text, word)) is expected


def test_what_has_to_be_there_is_not_ruled_out() -> None:
    assert not is_ruled_out(*at("We do not read it without your consent.", "consent"))
    assert is_ruled_out(*at("We give no refund.", "refund"))
    assert is_ruled_out(*at("Fees are non-refundable.", "refundable"))


def test_a_signal_says_what_its_sentence_says() -> None:
    assert told("We do not collect fingerprints.") == [
        "kind of data: biometric data now named in what is said not to be done (“fingerprints”)"
    ]
    assert told("Do not post videos of others.") == []
    assert told("If you reside in China, read this.") == ["whom it is for: people in China added (“China”)"]
    assert told("Data may go to a non-EEA country.") == []
    assert "a refund now named in what is said not to be given (“refund”)" in told("We give no refund.")


def test_a_word_that_a_ban_passed_over_is_named_by_the_next_sentence() -> None:
    assert told("Do not post videos of others. We keep videos.") == [
        "kind of data: content that people make added (“videos”)"
    ]


words = st.sampled_from(
    ("we", "you", "do not", "never", "without", "share", "photos", "from", "in", "if", ",", ".", "but")
)


@given(st.lists(words, max_size=20).map(" ".join))
def test_what_readers_are_banned_from_is_not_denied_by_the_same_words(said: str) -> None:
    text, start, end = f"{said} photos", len(said) + 1, len(said) + 7
    if said.count("not") + said.count("never") + said.count("without") == 1:
        assert not (is_denied(text, start, end) and is_banned(text, start, end))
