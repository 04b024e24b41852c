"""Mails as MIME messages, in HTML and plain text, from plain data. Pure: the same data gives the same words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    HeaderRegistry,
    UnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import SMTP, Policy

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from services.notifier.addresses import ascii_address
from services.notifier.cleaning import header_text, shown
from services.notifier.content import Postmark, Reader, Reason, ToldChange, Unreachable
from services.notifier.ranking import gravest_changes_first
from services.notifier.views import ChangesView, changes_view, moment, summary
from shared.links import LinkSigner


class _LinkHeader(UnstructuredHeader, BaseHeader):
    """A header of one link on one line: the library would make an encoded word of a long one, which nobody reads."""

    def fold(self, *, policy: Policy) -> str:
        """The header as it is sent; RFC 5322 allows 998 characters."""
        return f"List-Unsubscribe: {self}{policy.linesep}"


_LONGEST_WORD_IN_A_LINE = 60


class _SubjectHeader(UnstructuredHeader, BaseHeader):
    """A subject that is encoded whole or not at all: folding half of it, the library adds spaces."""

    def fold(self, *, policy: Policy) -> str:
        """The header as it is sent, in encoded words (RFC 2047) where it is not plain."""
        is_plain = self.isascii() and all(len(word) < _LONGEST_WORD_IN_A_LINE for word in self.split())
        charset = "us-ascii" if is_plain else "utf-8"
        encoded = Header(str(self), charset, header_name="Subject").encode(linesep=policy.linesep)
        return f"Subject: {encoded}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _SubjectHeader)
_HEADERS.map_to_type("list-unsubscribe", _LinkHeader)
# Ascii alone, so that no server needs 8BITMIME.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)
_MANAGE_LINK_LASTS = timedelta(days=90)
_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class House:
    """Who sends: the address and name mails come from, where the pages are, and the key of the links."""

    from_address: str
    from_name: str
    base_url: str
    signer: LinkSigner


@dataclass(frozen=True, slots=True)
class _Following:
    """A subscription that is a reason for the mail, and the link that ends it."""

    name: str
    unsubscribe: str


def alert(told: Sequence[ToldChange], reader: Reader, postmark: Postmark, house: House) -> EmailMessage:
    """The same-day message of one change or of several that came together, the gravest first; `told` is not empty."""
    ranked = gravest_changes_first(told)
    return _about_changes("alert", _alert_subject(ranked), ranked, _reasons(told), reader, postmark, house)


def digest(
    told: Sequence[ToldChange], asking: Sequence[Reason], reader: Reader, postmark: Postmark, house: House
) -> EmailMessage:
    """The weekly message of every change since the last, the gravest first; it may say that there was none.

    `asking` are the subscriptions that ask for a digest, for one that tells of no change.
    """
    reasons = _reasons(told) if told else asking[:_MOST_REASONS]
    ranked = gravest_changes_first(told)
    return _about_changes("digest", _digest_subject(ranked), ranked, reasons, reader, postmark, house)


def confirm(
    token: str, expires_at: datetime, target: Reason | None, reader: Reader, postmark: Postmark, house: House
) -> EmailMessage:
    """The message that asks an address to confirm a subscription."""
    name = None if target is None else header_text(target.name)
    subject = "Confirm your subscription" if name is None else f"Confirm that you want to follow {name}"
    context = {
        "url": f"{house.base_url}/confirm/{token}",
        "expires": moment(expires_at, reader.time_zone),
        "target": name,
    }
    return _mail("confirm", subject, reader.address, postmark, house, context)


def manage(token: str, expires_at: datetime, reader: Reader, postmark: Postmark, house: House) -> EmailMessage:
    """The message with a link to the reader's subscriptions, which they asked for."""
    context = {
        "url": f"{house.base_url}/manage/{token}",
        "expires": moment(expires_at, reader.time_zone),
    }
    return _mail("manage", "Your link to your subscriptions", reader.address, postmark, house, context)


def unreachable(document: Unreachable, operator_address: str, postmark: Postmark, house: House) -> EmailMessage:
    """The message that tells the operator of a document that cannot be reached."""
    name = f"{header_text(document.platform_name)} – {header_text(document.document_type)}"
    happened = {"failing": "has failed for days", "moved": "has moved", "gone": "is gone"}[document.state]
    context = {
        "name": name,
        "happened": happened,
        "document_id": document.document_id,
        "since": moment(document.since, "UTC"),
        "reason": header_text(document.reason, 1000),
    }
    return _mail("unreachable", f"{name} {happened}", operator_address, postmark, house, context)


def _about_changes(
    template: str,
    subject: str,
    told: Sequence[ToldChange],
    reasons: Sequence[Reason],
    reader: Reader,
    postmark: Postmark,
    house: House,
) -> EmailMessage:
    followed = [_following(reason, house) for reason in reasons]
    view: ChangesView = changes_view(told, house.base_url, reader.time_zone)
    token = house.signer.token("manage", reader.subscriber_id, postmark.date + _MANAGE_LINK_LASTS)
    context = {
        "changes": view,
        "count": len(told),
        "followed": followed,
        "manage": f"{house.base_url}/manage/{token}",
    }
    message = _mail(template, subject, reader.address, postmark, house, context)
    if followed:
        # RFC 8058: one POST to this address unsubscribes, without a page in between.
        message["List-Unsubscribe"] = f"<{followed[0].unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _reasons(told: Sequence[ToldChange]) -> list[Reason]:
    """The subscriptions that are the reasons for a mail, the one with the most changes first."""
    return [reason for reason, _ in Counter(one.reason for one in told).most_common(_MOST_REASONS)]


def _following(reason: Reason, house: House) -> _Following:
    token = house.signer.token("unsubscribe", reason.subscription_id)
    return _Following(header_text(reason.name), f"{house.base_url}/unsubscribe/{token}")


def _alert_subject(told: Sequence[ToldChange]) -> str:
    if len(told) == 1:
        change, reading = told[0].change, told[0].change.reading
        changed = f"{change.platform_name} {change.document_type} changed"
        if reading is None:
            return f"{changed}: {summary(change)}"
        return f"{changed} ({reading.severity}): {shown(reading.headline)}"
    names = dict.fromkeys(f"{one.change.platform_name} {one.change.document_type}" for one in told)
    return f"{_counted(told)}: {', '.join(names)}"


def _digest_subject(told: Sequence[ToldChange]) -> str:
    if not told:
        return "Weekly digest: nothing changed"
    names = dict.fromkeys(one.change.platform_name for one in told)
    return f"Weekly digest: {_counted(told)} ({', '.join(names)})"


def _counted(told: Sequence[ToldChange]) -> str:
    """How many changes, and how many of them are grave: a reader sorts an inbox by subjects."""
    grave = sum(one.change.reading is not None and one.change.reading.severity == "high" for one in told)
    return f"{len(told)} {'change' if len(told) == 1 else 'changes'}{f', {grave} of high severity' if grave else ''}"


def _mail(
    template: str, subject: str, recipient: str, postmark: Postmark, house: House, context: Mapping[str, object]
) -> EmailMessage:
    message = EmailMessage(_POLICY)
    message["From"] = Address(header_text(house.from_name), addr_spec=ascii_address(house.from_address))
    message["To"] = Address(addr_spec=ascii_address(recipient))
    message["Subject"] = header_text(subject)
    message["Date"] = postmark.date.astimezone(UTC)
    message["Message-ID"] = postmark.message_id
    # RFC 3834: keeps out-of-office answers away.
    message["Auto-Submitted"] = "auto-generated"
    everything = {**context, "subject": header_text(subject), "base_url": house.base_url}
    message.set_content(_TEMPLATES.get_template(f"{template}.txt").render(everything))
    message.add_alternative(_TEMPLATES.get_template(f"{template}.html").render(everything), subtype="html")
    return message


_TEMPLATES = Environment(
    loader=PackageLoader("services.notifier"),
    autoescape=select_autoescape(enabled_extensions=("html",), disabled_extensions=("txt",), default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
