"""Tokens of mailed links: good for what they were made for, for as long as they were, and for nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.links import InvalidTokenError, LinkSigner

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SIGNER = LinkSigner(b"k" * 32)
SUBJECT = UUID("01234567-89ab-7def-8123-456789abcdef")


def test_a_token_names_what_it_was_made_for() -> None:
    token = SIGNER.token("confirm", SUBJECT, NOW + timedelta(days=1))
    assert SIGNER.verify("confirm", token, NOW) == SUBJECT


def test_a_token_for_one_purpose_is_refused_for_another() -> None:
    token = SIGNER.token("unsubscribe", SUBJECT)
    with pytest.raises(InvalidTokenError, match="made for something else"):
        SIGNER.verify("manage", token, NOW)


def test_an_expired_token_says_so() -> None:
    token = SIGNER.token("confirm", SUBJECT, NOW)
    with pytest.raises(InvalidTokenError, match="expired"):
        SIGNER.verify("confirm", token, NOW + timedelta(seconds=1))


def test_another_key_is_refused() -> None:
    token = LinkSigner(b"x" * 32).token("confirm", SUBJECT)
    with pytest.raises(InvalidTokenError):
        SIGNER.verify("confirm", token, NOW)


@given(st.text(max_size=120))
def test_no_text_breaks_the_check(text: str) -> None:
    with pytest.raises(InvalidTokenError):
        SIGNER.verify("confirm", text, NOW)


@given(st.integers(0, 120), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_changed_token_is_refused(position: int, character: str) -> None:
    token = SIGNER.token("confirm", SUBJECT, NOW + timedelta(days=1))
    changed = token[: position % len(token)] + character + token[position % len(token) + 1 :]
    if changed != token:
        with pytest.raises(InvalidTokenError):
            SIGNER.verify("confirm", changed, NOW)
