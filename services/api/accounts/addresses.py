"""Addresses for mail: checked, and folded so that one mailbox signs up once."""

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from services.api.errors import InvalidAddressError


@dataclass(frozen=True, slots=True)
class Address:
    """`written` is what mail is sent to, in ASCII (an international domain as A-labels); `key` is how it is found."""

    written: str
    key: str


def read_address(text: str) -> Address:
    """The address that `text` is. Asks no name server. Raises InvalidAddressError, which says what is wrong with it."""
    try:
        # Hosts of one's own network are fine for who hosts this; a name without a dot is a slip.
        valid = validate_email(
            text.strip(), check_deliverability=False, globally_deliverable=False, allow_smtputf8=False
        )
    except EmailNotValidError as fault:
        raise InvalidAddressError(str(fault), _CORRECT) from fault
    domain = valid.ascii_domain
    if "." not in domain and domain != "localhost":
        raise InvalidAddressError(f"The part after the @-sign, {domain!r}, is incomplete.", _CORRECT)
    written = f"{valid.ascii_local_part}@{domain}"
    return Address(written, written.casefold())


_CORRECT = "Correct the address and send it again."
