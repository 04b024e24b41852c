"""Mails that are no alerts: links that were asked for, and what the operator must know."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from shared import eventlog
from shared.clock import ManualClock
from shared.events import DocumentUnreachable, MessageRequested
from shared.ids import new_id
from tests.integration.notifier.conftest import SIGNER, Notifier, NotifierFactory
from tests.integration.notifier.mail_server import MailServer
from tests.integration.notifier.rows import NOW, World


async def request(
    world: World, kind: Literal["confirm", "manage"], subscriber: UUID, subscription: UUID | None = None
) -> MessageRequested:
    event = MessageRequested(
        id=new_id(),
        occurred_at=NOW,
        trace_id="trace",
        kind=kind,
        subscriber_id=subscriber,
        subscription_id=subscription,
        expires_at=NOW + timedelta(hours=24),
    )
    async with world.owner.transaction() as connection:
        await eventlog.append(connection, event)
    await world.number("accounts")
    return event


def token(mail_server: MailServer, kind: str) -> str:
    (mail,) = mail_server.received
    return mail.plain.partition(f"https://watch.example/{kind}/")[2].split()[0]


async def test_a_new_address_is_asked_to_confirm_what_it_would_follow(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document("Acme", "Privacy Policy")
    subscriber = await world.subscriber("ann@example.org", state="pending", confirmed_at=None)
    subscription = await world.subscription(subscriber, "document", document, state="pending", confirmed_at=None)
    event = await request(world, "confirm", subscriber, subscription)
    await notifier.work()
    assert SIGNER.verify("confirm", token(mail_server, "confirm"), NOW) == event.id
    assert mail_server.received[0].message["Subject"] == "Confirm that you want to follow Acme – Privacy Policy"
    await notifier.consumer.ring(event)
    await notifier.work()
    assert len(mail_server.received) == 1


async def test_a_subscriber_has_the_link_to_manage_what_they_follow(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    subscriber = await world.reader("ann@example.org")
    await request(world, "manage", subscriber)
    await notifier.work()
    assert SIGNER.verify("manage", token(mail_server, "manage"), NOW + timedelta(hours=23)) == subscriber


async def test_a_link_that_expired_while_the_mail_waited_is_not_sent(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    subscriber = await world.reader("ann@example.org")
    await request(world, "manage", subscriber)
    await notifier.take_up()
    clock.move(timedelta(hours=24))
    await notifier.send()
    assert mail_server.received == []
    assert [row["state"] for row in await world.deliveries()] == ["withdrawn"]


async def test_a_mail_that_was_asked_for_goes_to_a_suppressed_address_and_lifts_that(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    subscriber = await world.reader("ann@example.org")
    await world.execute("insert into delivery.suppressions values ($1, '550 no such user', $2)", subscriber, NOW)
    await request(world, "manage", subscriber)
    await notifier.work()
    await world.change(await world.document())
    await notifier.work()
    assert len(mail_server.received) == 2


async def test_the_operator_hears_once_of_a_document_that_cannot_be_reached(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    notifier = await make_notifier(operator_address="ops@example.org")
    event = DocumentUnreachable(
        id=new_id(),
        occurred_at=NOW,
        trace_id="trace",
        document_id=await world.document("Acme", "Privacy Policy"),
        state="gone",
        since=NOW - timedelta(days=7),
        reason="404 Not Found",
    )
    async with world.owner.transaction() as connection:
        await eventlog.append(connection, event)
    await world.number("catalog")
    for _ in range(2):
        await notifier.consumer.ring(event)
        await notifier.work()
    (mail,) = mail_server.to("ops@example.org")
    assert mail.message["Subject"] == "Acme – Privacy Policy is gone"
    assert "404 Not Found" in mail.plain
    assert "25 February 2026" in mail.plain
