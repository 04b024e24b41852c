"""Weekly digests: every change once, at the hour that the reader chose."""

from datetime import UTC, datetime, timedelta

from shared.clock import ManualClock
from tests.integration.notifier.conftest import Notifier, NotifierFactory
from tests.integration.notifier.mail_server import MailServer
from tests.integration.notifier.rows import NOW, World

MONDAY_MORNING = datetime(2026, 3, 9, 8, tzinfo=UTC)
SUBJECT = "Weekly digest: 2 changes (Acme, Globex)"


async def test_a_digest_holds_all_the_changes_of_the_week_once(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    await world.reader("ann@example.org", mode="digest")
    await world.change(await world.document("Acme"))
    await notifier.work()
    clock.move(timedelta(days=1))
    globex = await world.document("Globex")
    await world.change(globex)
    await notifier.work()
    clock.set(MONDAY_MORNING - timedelta(seconds=1))
    await notifier.work()
    assert mail_server.received == []
    clock.set(MONDAY_MORNING)
    await notifier.work()
    (mail,) = mail_server.received
    assert mail.message["Subject"] == SUBJECT
    assert "Acme - Privacy Policy" in mail.plain
    assert "Globex - Privacy Policy" in mail.plain
    await world.change(globex, at=MONDAY_MORNING)
    await notifier.work()
    clock.move(timedelta(days=7))
    await notifier.work()
    assert [received.message["Subject"] for received in mail_server.received] == [
        SUBJECT,
        "Weekly digest: 1 change (Globex)",
    ]


async def test_a_notifier_that_starts_a_week_later_sends_one_digest_with_everything(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    before = await make_notifier()
    await world.reader("ann@example.org", mode="both")
    for platform in ("Acme", "Globex"):
        await world.change(await world.document(platform))
    await before.take_up()
    clock.move(timedelta(days=7))
    after = await make_notifier()
    await after.work()
    subjects = [received.message["Subject"] for received in mail_server.received]
    assert sorted(subjects) == ["2 changes: Acme Privacy Policy, Globex Privacy Policy", SUBJECT]


async def test_a_digest_comes_by_the_readers_own_clock(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    await world.reader("ann@example.org", mode="digest", time_zone="America/New_York", digest_weekday=4, digest_hour=17)
    await world.change(await world.document())
    await notifier.work()
    clock.set(datetime(2026, 3, 6, 21, 59, tzinfo=UTC))
    await notifier.work()
    assert mail_server.received == []
    clock.set(datetime(2026, 3, 6, 22, 0, tzinfo=UTC))
    await notifier.work()
    assert len(mail_server.received) == 1


async def test_a_digest_follows_a_changed_choice(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    await world.reader("ann@example.org", mode="digest")
    await world.change(await world.document())
    await notifier.work()
    await world.execute("update accounts.subscribers set digest_weekday = 3, digest_hour = 9")
    await notifier.work()
    clock.set(datetime(2026, 3, 5, 9, tzinfo=UTC))
    await notifier.work()
    assert len(mail_server.received) == 1


async def test_nothing_changed_is_said_to_those_who_ask_for_it_alone(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    await world.reader("asks@example.org", mode="digest", wants_empty_digest=True)
    await world.reader("silent@example.org", mode="digest")
    await world.reader("alerts@example.org", mode="alert", wants_empty_digest=True)
    await notifier.work()
    for week in range(2):
        clock.set(MONDAY_MORNING + timedelta(weeks=week))
        await notifier.work()
        await notifier.work()
    assert [(received.recipient, received.message["Subject"]) for received in mail_server.received] == [
        ("asks@example.org", "Weekly digest: nothing changed")
    ] * 2
    assert mail_server.received[0].message["List-Unsubscribe"] is not None
    assert clock.now() - NOW < timedelta(days=14)


async def test_an_alert_and_a_digest_tell_of_the_same_change_once_each(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    await world.reader("ann@example.org", mode="both")
    await world.change(await world.document())
    await notifier.work()
    clock.set(MONDAY_MORNING)
    await notifier.work()
    assert [received.message["Subject"] for received in mail_server.received] == [
        "Acme Privacy Policy changed: 1 clause reworded",
        "Weekly digest: 1 change (Acme)",
    ]
