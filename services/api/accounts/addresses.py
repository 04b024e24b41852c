"""Addresses for mail: checked, and folded so that one mailbox signs up once."""

from dataclasses import dataclass

import email_validator
from email_validator import EmailNotValidError, validate_email

from services.api.errors import InvalidAddressError

# Hosts of one's own network are fine for who hosts this; the library documents the list as the place to say so.
email_validator.SPECIAL_USE_DOMAIN_NAMES = [
    name for name in email_validator.SPECIAL_USE_DOMAIN_NAMES if name not in ("local", "localhost", "test")
]


@dataclass(frozen=True, slots=True)
class Address:
    """`written` is what mail is sent to, in ASCII (an international domain as A-labels); `key` is how it is found."""

    written: str
    key: str


def read_address(text: str) -> Address:
    """The address that `text` is. Asks no name server. Raises InvalidAddressError, which says what is wrong with it."""
    try:
        valid = validate_email(
            text.strip(), check_deliverability=False, globally_deliverable=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError as fault:
        raise InvalidAddressError(str(fault), _CORRECT) from fault
    domain = valid.ascii_domain
    if "." not in domain and domain != "localhost":
        raise InvalidAddressError(f"The part after the @-sign, {domain!r}, is incomplete.", _CORRECT)
    written = f"{valid.ascii_local_part}@{domain}"
    return Address(written, written.casefold())


_CORRECT = "Correct the address and send it again."
