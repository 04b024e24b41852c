"""What a mail server's refusal means."""

import pytest
from aiosmtplib import SMTPDataError, SMTPRecipientRefused, SMTPResponseException, SMTPSenderRefused

from services.notifier.addresses import ascii_address
from services.notifier.errors import AddressRefusedError, RefusedError, RetryLaterError, ServerAwayError
from services.notifier.smtp import refused


@pytest.mark.parametrize(
    ("refusal", "meaning"),
    [
        (SMTPRecipientRefused(550, "5.1.1 no such user", "a@b"), AddressRefusedError),
        (SMTPRecipientRefused(550, "no such user", "a@b"), AddressRefusedError),
        (SMTPRecipientRefused(550, "5.2.1 mailbox disabled", "a@b"), AddressRefusedError),
        (SMTPRecipientRefused(550, "5.7.1 relaying denied", "a@b"), RefusedError),
        (SMTPRecipientRefused(552, "5.2.2 mailbox full", "a@b"), RefusedError),
        (SMTPRecipientRefused(450, "4.2.0 greylisted", "a@b"), RetryLaterError),
        (SMTPRecipientRefused(421, "shutting down", "a@b"), ServerAwayError),
        (SMTPSenderRefused(550, "5.7.1 not your address", "c@d"), RetryLaterError),
        (SMTPDataError(554, "5.6.0 refused"), RefusedError),
        (SMTPDataError(452, "4.3.1 no space"), RetryLaterError),
    ],
)
def test_a_refusal_is_told_by_what_is_to_be_done_about_it(refusal: SMTPResponseException, meaning: type) -> None:
    assert type(refused(refusal)) is meaning


def test_a_domain_beyond_ascii_is_written_as_servers_take_it() -> None:
    assert ascii_address("ann@bücher.example") == "ann@xn--bcher-kva.example"
    assert ascii_address("ann@example.org") == "ann@example.org"
