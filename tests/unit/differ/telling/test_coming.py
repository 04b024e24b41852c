from __future__ import annotations

from datetime import date

import pytest

from services.differ.telling.coming import coming_version

_SEEN_ON = date(2026, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Our new Privacy Policy comes into effect on 1 June 2026. Click here to view our current Privacy Policy.",
        "We've updated our User Agreement. Please take a look before the changes take effect on June 1, 2026.",
        "We're updating our terms on June 1, 2026. Learn more",
        "On June 1, 2026, we are updating our Community Guidelines.",
        "A new version applies from 1 June 2026.",
        "Unsere neuen Nutzungsbedingungen gelten ab dem 1. Juni 2026.",
        "Wir aktualisieren unsere Datenschutzerklärung zum 1. Juni 2026.",
        "Nous modifions notre politique de confidentialité le 1 juin 2026.",
    ],
)
def test_a_version_that_comes_into_force_on_a_day_is_told(text: str) -> None:
    coming = coming_version(text, _SEEN_ON)
    assert coming is not None
    assert coming.day == "1 June 2026"
    assert "2026" in text[coming.start : coming.end]


@pytest.mark.parametrize(
    "text",
    [
        "Our new Privacy Policy came into effect on 1 April 2026.",
        "Our new Privacy Policy comes into effect on 1 April 2026.",
        "This page is the updated User Agreement; for the version effective until June 1, 2026, click here.",
        "If we change these terms, the new terms apply from the day that we name, such as 1 June 2026.",
        "Effective 1 June 2026",
        "You must be 18 from 1 June 2026.",
        "Fees change on 1 June 2026.",
        "Our new policy takes effect on 06/05/2026.",
        "Our new policy takes effect soon.",
    ],
)
def test_other_days_announce_no_version(text: str) -> None:
    assert coming_version(text, _SEEN_ON) is None
