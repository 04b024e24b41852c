"""Same-day alerts: who is told, how often, and of what."""

import asyncio
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

import pytest

from shared.clock import ManualClock
from shared.ids import new_id
from tests.integration.notifier.conftest import SIGNER, Notifier, NotifierFactory
from tests.integration.notifier.mail_server import MailServer
from tests.integration.notifier.rows import NOW, ClauseRow, World


async def test_a_subscriber_has_the_mail_with_the_changed_words_marked(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document("Acme", "Privacy Policy")
    await world.reader("ann@example.org", "document", document)
    event = await world.change(document, effective_on=date(2026, 4, 1))
    await notifier.work()
    (mail,) = mail_server.to("ann@example.org")
    assert mail.message["Subject"] == "Acme Privacy Policy changed: 1 clause reworded"
    assert "We keep your data for [-30-]{+14+} days." in mail.plain
    assert ">30</del>" in mail.html
    assert ">14</ins>" in mail.html
    for part in (mail.plain, mail.html):
        assert f"https://watch.example/changes/{event.change_id}" in part
        assert "2. How long we keep data" in part
        assert "1 April 2026" in part
        assert "a" * 63 + "2" in part
        assert "b" * 63 + "1" in part


async def test_a_mail_can_be_unsubscribed_with_one_click_and_says_that_a_machine_sent_it(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document()
    subscriber = await world.subscriber("ann@example.org")
    subscription = await world.subscription(subscriber, "document", document)
    await world.change(document)
    await notifier.work()
    (mail,) = mail_server.received
    (delivery,) = await world.deliveries()
    url = mail.message["List-Unsubscribe"]
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert SIGNER.verify("unsubscribe", url.strip("<>").rpartition("/")[2], NOW) == subscription
    manage = mail.plain.partition("https://watch.example/manage/")[2].split()[0]
    assert SIGNER.verify("manage", manage, NOW) == subscriber
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Message-ID"] == delivery["message_id"]
    assert parsedate_to_datetime(mail.message["Date"]) == NOW


async def test_a_change_is_told_once_however_often_its_event_comes(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document()
    await world.reader("ann@example.org")
    event = await world.change(document)
    for _ in range(3):
        await notifier.consumer.ring(event)
        await notifier.work()
    await world.execute("delete from delivery.inbox")
    await world.execute("delete from delivery.inbox_floors")
    await world.execute("delete from delivery.jobs")
    await notifier.work()
    assert len(mail_server.received) == 1


async def test_two_notifiers_share_the_work_and_tell_everyone_once(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    documents = [await world.document(f"Platform {number}") for number in range(3)]
    for number in range(20):
        await world.reader(f"reader{number}@example.org")
    for document in documents:
        await world.change(document)
    workers = [
        await make_notifier(alert_window_seconds=0, chunk_size=3, batch_size=4, lease_seconds=30) for _ in range(2)
    ]
    await asyncio.gather(*(worker.work() for worker in workers))
    await workers[0].work()
    told = sorted(
        (received.recipient, platform)
        for received in mail_server.received
        for platform in ("Platform 0", "Platform 1", "Platform 2")
        if f"{platform} changed its" in received.plain
    )
    assert told == sorted(
        (f"reader{number}@example.org", f"Platform {platform}") for number in range(20) for platform in range(3)
    )


async def test_the_window_gathers_changes_into_one_mail(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    notifier = await make_notifier(alert_window_seconds=20)
    await world.reader("ann@example.org")
    await world.change(await world.document("Acme"))
    await notifier.work()
    clock.move(timedelta(seconds=15))
    await world.change(await world.document("Globex"))
    await notifier.work()
    assert mail_server.received == []
    clock.move(timedelta(seconds=5))
    await notifier.work()
    (mail,) = mail_server.received
    assert mail.message["Subject"] == "2 changes: Acme Privacy Policy, Globex Privacy Policy"
    clock.move(timedelta(seconds=5))
    await world.change(await world.document("Initech"))
    await notifier.work()
    assert len(mail_server.received) == 1
    clock.move(timedelta(seconds=20))
    await notifier.work()
    assert len(mail_server.received) == 2


async def test_each_target_is_told_of_what_it_names_and_no_more(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document("Acme", "Privacy Policy")
    other = await world.document("Acme", "Terms of Service")
    await world.reader("everything@example.org")
    await world.reader("platform@example.org", "platform", "acme")
    await world.reader("document@example.org", "document", document)
    await world.reader("provision@example.org", "provision", "CW-P-900001")
    await world.reader("cosmetic@example.org", "provision", "CW-P-900002")
    await world.reader("other-document@example.org", "document", other)
    await world.reader("other-platform@example.org", "platform", "globex")
    await world.reader("digest@example.org", mode="digest")
    await world.change(
        document,
        ClauseRow(provision_id="CW-P-900001"),
        ClauseRow(provision_id="CW-P-900002", is_substantive=False, after="cosmetic words"),
    )
    await notifier.work()
    told = {received.recipient.partition("@")[0] for received in mail_server.received}
    assert told == {"everything", "platform", "document", "provision"}
    assert not any("cosmetic words" in received.plain for received in mail_server.received)


async def test_the_unconfirmed_the_unsubscribed_the_suppressed_and_the_late_are_told_nothing(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document()
    await world.reader("pending@example.org", state="pending", confirmed_at=None)
    unconfirmed = await world.subscriber("unconfirmed@example.org")
    await world.subscription(unconfirmed, state="pending", confirmed_at=None)
    ended = await world.subscriber("ended@example.org")
    await world.subscription(ended, state="ended", ended_at=NOW)
    late = await world.subscriber("late@example.org")
    await world.subscription(late, confirmed_at=NOW + timedelta(seconds=1))
    suppressed = await world.reader("suppressed@example.org")
    await world.execute("insert into delivery.suppressions values ($1, '550 no such user', $2)", suppressed, NOW)
    await world.change(document)
    await notifier.work()
    assert mail_server.received == []
    assert await world.deliveries() == []


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("delete from accounts.subscribers", "The subscriber has been removed."),
        ("update accounts.subscriptions set state = 'ended'", "No subscription asks for any of this any more."),
        ("update accounts.subscriptions set mode = 'digest'", "No subscription asks for any of this any more."),
    ],
)
async def test_who_leaves_between_the_match_and_the_sending_is_told_nothing(
    notifier: Notifier, world: World, mail_server: MailServer, statement: str, reason: str
) -> None:
    document = await world.document()
    await world.reader("ann@example.org")
    await world.change(document)
    await notifier.take_up()
    await world.execute(statement)
    await notifier.send()
    assert mail_server.received == []
    (delivery,) = await world.deliveries()
    assert (delivery["state"], delivery["last_error"]) == ("withdrawn", reason)


async def test_of_several_subscriptions_to_one_change_the_narrowest_is_the_reason(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document("Acme", "Privacy Policy")
    subscriber = await world.subscriber("ann@example.org")
    await world.subscription(subscriber)
    narrow = await world.subscription(subscriber, "document", document)
    await world.subscription(subscriber, "platform", "acme")
    await world.change(document)
    await notifier.take_up()
    await notifier.send()
    (mail,) = mail_server.received
    assert "because you follow\n- Acme – Privacy Policy\n" in mail.plain
    assert SIGNER.verify("unsubscribe", mail.message["List-Unsubscribe"].strip("<>").rpartition("/")[2], NOW) == narrow


async def test_matching_goes_on_from_its_cursor_after_a_crash(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    document = await world.document()
    for number in range(7):
        await world.reader(f"reader{number}@example.org")
    await world.change(document)
    first = await make_notifier(alert_window_seconds=0, chunk_size=2)
    await first.consumer.sweep()
    assert await first.fan_out.work()
    assert len(await world.deliveries()) == 2
    second = await make_notifier(alert_window_seconds=0, chunk_size=2)
    await second.work()
    assert sorted(received.recipient for received in mail_server.received) == [
        f"reader{number}@example.org" for number in range(7)
    ]


async def test_a_change_that_comes_while_the_alert_leaves_is_in_the_next(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    notifier = await make_notifier(alert_window_seconds=0, batch_size=2)
    await world.reader("ann@example.org")
    events = [await world.change(await world.document(f"Platform {number}")) for number in range(12)]
    await notifier.consumer.sweep()

    async def match() -> None:
        while await notifier.fan_out.work():
            await asyncio.sleep(0.002)

    async def send() -> None:
        for _ in range(60):
            await notifier.sender.turn()
            await asyncio.sleep(0.001)

    await asyncio.gather(match(), send())
    await notifier.send()
    plain = "\n".join(received.plain for received in mail_server.received)
    for event in events:
        assert plain.count(f"Evidence ({event.change_id})") == 1


async def test_an_event_of_an_unknown_change_is_given_up_and_blocks_nobody(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document()
    await world.reader("ann@example.org")
    event = await world.change(document)
    unknown = event.model_copy(update={"id": new_id(), "change_id": "CW-C-999999"})
    await world.execute(
        """insert into archive.events (id, key, subject, payload, trace_id, occurred_at)
           values ($1, $2, 'changes.detected', $3, 't', $4)""",
        unknown.id,
        unknown.key,
        unknown.model_dump(mode="json"),
        NOW,
    )
    await world.number("archive")
    await notifier.work()
    assert len(mail_server.received) == 1
