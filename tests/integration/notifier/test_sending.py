"""Handing mails over to a real SMTP server that misbehaves in every way that servers do."""

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from shared.clock import ManualClock
from shared.environment import SettingError
from tests.integration.notifier.conftest import Notifier, NotifierFactory
from tests.integration.notifier.mail_server import MailServer, encrypted_with_login
from tests.integration.notifier.rows import World

CERTIFICATE = Path(__file__).with_name("mail.pem")
"""Self-signed, for 127.0.0.1, with its key; it guards nothing."""


@pytest_asyncio.fixture
async def due(world: World) -> World:
    """One reader who is to be told of one change."""
    await world.reader("ann@example.org")
    await world.change(await world.document())
    return world


async def test_a_mail_that_is_put_off_comes_later_with_the_same_message_id(
    notifier: Notifier, due: World, mail_server: MailServer, clock: ManualClock
) -> None:
    mail_server.answers.append("451 4.3.0 try later")
    await notifier.work()
    (delivery,) = await due.deliveries()
    assert (delivery["state"], delivery["attempts"], delivery["last_error"]) == ("sending", 1, "451 4.3.0 try later")
    await notifier.work()
    assert mail_server.received == []
    clock.move(timedelta(seconds=10))
    await notifier.work()
    assert mail_server.message_ids() == {delivery["message_id"]: 1}
    (delivery,) = await due.deliveries()
    assert (delivery["state"], delivery["attempts"], delivery["repeats"]) == ("sent", 2, 0)
    assert delivery["server_answer"] == "250 2.0.0 taken"


async def test_an_answer_that_is_no_utf_8_is_kept_with_its_mail(
    notifier: Notifier, due: World, mail_server: MailServer, clock: ManualClock
) -> None:
    mail_server.answers.extend([b"451 4.3.0 sp\xe4ter\x00", b"250 2.0.0 \xfcbernommen"])
    async with asyncio.timeout(20):
        await notifier.work()
        (delivery,) = await due.deliveries()
        assert (delivery["state"], delivery["last_error"]) == ("sending", "451 4.3.0 sp\ufffdter\ufffd")
        clock.move(timedelta(seconds=10))
        await notifier.work()
    (delivery,) = await due.deliveries()
    assert (delivery["state"], delivery["server_answer"]) == ("sent", "250 2.0.0 \ufffdbernommen")


async def test_a_mail_that_is_put_off_for_days_has_failed_and_is_seen(
    make_notifier: NotifierFactory, due: World, mail_server: MailServer, clock: ManualClock
) -> None:
    notifier = await make_notifier(alert_window_seconds=0, retry_days=0.5)
    mail_server.answers.extend(["451 4.3.0 try later"] * 50)
    await notifier.work()
    began = clock.now()
    while (await due.deliveries())[0]["state"] == "sending":
        clock.move(timedelta(hours=1))
        await notifier.send()
    (delivery,) = await due.deliveries()
    assert (delivery["state"], delivery["last_error"]) == ("failed", "451 4.3.0 try later")
    assert timedelta(hours=12) <= clock.now() - began <= timedelta(hours=24)


async def test_a_refused_address_is_suppressed_and_others_have_their_mail(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document()
    for name in ("ann", "bob", "eve"):
        await world.reader(f"{name}@example.org")
    mail_server.refused["bob@example.org"] = "550 5.1.1 no such user"
    await world.change(document)
    await notifier.work()
    assert sorted(received.recipient for received in mail_server.received) == ["ann@example.org", "eve@example.org"]
    assert sorted(row["state"] for row in await world.deliveries()) == ["failed", "sent", "sent"]
    mail_server.refused.clear()
    await world.change(document)
    await notifier.work()
    assert mail_server.to("bob@example.org") == []
    assert len(mail_server.received) == 4


async def test_a_refusal_that_is_not_about_the_address_suppresses_nobody(
    notifier: Notifier, due: World, mail_server: MailServer
) -> None:
    mail_server.refused["ann@example.org"] = "550 5.7.1 blocked for what it says"
    await notifier.work()
    mail_server.refused.clear()
    await due.change(await due.document("Globex"))
    await notifier.work()
    assert [row["state"] for row in await due.deliveries()] == ["failed", "sent"]


async def test_a_connection_lost_before_the_answer_repeats_nothing_the_server_does_not_have(
    notifier: Notifier, due: World, mail_server: MailServer, clock: ManualClock
) -> None:
    mail_server.hangs_up.append("before")
    await notifier.work()
    assert mail_server.received == []
    clock.move(timedelta(seconds=10))
    await notifier.work()
    assert len(mail_server.received) == 1


async def test_an_answer_lost_after_acceptance_repeats_with_the_same_message_id_and_is_counted(
    notifier: Notifier, due: World, mail_server: MailServer, clock: ManualClock
) -> None:
    mail_server.hangs_up.append("after")
    await notifier.work()
    clock.move(timedelta(seconds=10))
    await notifier.work()
    (delivery,) = await due.deliveries()
    assert mail_server.message_ids() == {delivery["message_id"]: 2}
    first, second = mail_server.received
    assert first.message["Date"] == second.message["Date"]
    assert (delivery["state"], delivery["attempts"], delivery["repeats"]) == ("sent", 2, 1)


async def test_a_server_that_is_away_loses_nothing_and_counts_no_attempt(
    notifier: Notifier, world: World, mail_server: MailServer, clock: ManualClock
) -> None:
    await mail_server.stop()
    for number in range(5):
        await world.reader(f"reader{number}@example.org")
    await world.change(await world.document())
    running = asyncio.create_task(notifier.sender.run())
    await notifier.take_up()
    for _ in range(3):
        clock.move(timedelta(days=3))
        await asyncio.sleep(0.4)
    assert {(row["state"], row["attempts"]) for row in await world.deliveries()} == {("sending", 0)}
    assert any("cannot be used" in (row["last_error"] or "") for row in await world.deliveries())
    await mail_server.start(mail_server.port)
    await _until(lambda: len(mail_server.received) == 5)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert set(mail_server.message_ids().values()) == {1}


async def test_one_mail_that_makes_the_server_hang_up_keeps_no_other_back(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    notifier = await make_notifier({"connections": 1}, alert_window_seconds=0)
    for number in range(4):
        await world.reader(f"reader{number}@example.org")
    mail_server.hangs_up.append("before")
    await world.change(await world.document())
    await notifier.work()
    assert len(mail_server.received) == 3


async def test_connections_are_kept_and_bounded(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    notifier = await make_notifier({"connections": 2}, alert_window_seconds=0)
    for number in range(30):
        await world.reader(f"reader{number}@example.org")
    await world.change(await world.document())
    await notifier.work()
    assert len(mail_server.received) == 30
    assert mail_server.connections == 2


async def test_a_kept_connection_that_the_server_closed_is_replaced(
    notifier: Notifier, due: World, mail_server: MailServer
) -> None:
    await notifier.work()
    await mail_server.stop()
    await mail_server.start(mail_server.port)
    await due.change(await due.document("Globex"))
    await notifier.work()
    assert len(mail_server.received) == 2


async def test_a_notifier_that_died_with_mail_in_hand_is_followed_by_another(
    make_notifier: NotifierFactory, due: World, mail_server: MailServer, clock: ManualClock
) -> None:
    dying = await make_notifier(alert_window_seconds=0, lease_seconds=30)
    mail_server.seconds_per_mail = 30
    await dying.take_up()
    await dying.sender.turn()
    await asyncio.sleep(0.3)
    for task in list(dying.sender._in_hand.values()):
        task.cancel()
    await dying.sender.settle()
    mail_server.seconds_per_mail = 0
    other = await make_notifier(alert_window_seconds=0)
    await other.work()
    assert mail_server.received == []
    clock.move(timedelta(seconds=31))
    await other.work()
    assert len(mail_server.received) == 1
    (delivery,) = await due.deliveries()
    assert (delivery["attempts"], delivery["repeats"]) == (2, 1)


async def test_a_stop_finishes_the_mail_in_hand_and_gives_back_the_rest(
    make_notifier: NotifierFactory, world: World, mail_server: MailServer
) -> None:
    notifier = await make_notifier({"connections": 1}, alert_window_seconds=0)
    mail_server.seconds_per_mail = 0.3
    for number in range(5):
        await world.reader(f"reader{number}@example.org")
    await world.change(await world.document())
    await notifier.take_up()
    running = asyncio.create_task(notifier.sender.run())
    await asyncio.sleep(0.15)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(mail_server.received) == 1
    rows = await world.deliveries()
    assert sorted((row["state"], row["leased_until"], row["attempts"]) for row in rows) == [
        *[("sending", None, 0)] * 4,
        ("sent", None, 1),
    ]


async def test_a_mail_goes_over_starttls_after_a_login(
    make_notifier: NotifierFactory, due: World, mail_server: MailServer
) -> None:
    await mail_server.stop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    await mail_server.start(mail_server.port, **encrypted_with_login(context, "clausewatch", "secret"))
    encrypted = {"tls": "starttls", "verifies_certificate": False, "user": "clausewatch", "password": "secret"}
    trusting_nobody = await make_notifier({**encrypted, "verifies_certificate": True}, alert_window_seconds=0)
    await trusting_nobody.work()
    assert mail_server.received == []
    assert "certificate" in (await due.deliveries())[0]["last_error"]
    wrong = await make_notifier({**encrypted, "password": "wrong"}, alert_window_seconds=0)
    await wrong.work()
    assert mail_server.received == []
    right = await make_notifier(encrypted, alert_window_seconds=0)
    await right.work()
    assert len(mail_server.received) == 1


async def test_a_mail_goes_over_implicit_tls(make_notifier: NotifierFactory, due: World) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server = MailServer()
    await server.start_encrypted(context)
    smtp = {"port": server.port, "tls": "implicit", "verifies_certificate": False}
    notifier = await make_notifier(smtp, alert_window_seconds=0)
    await notifier.work()
    await server.stop()
    assert len(server.received) == 1


async def test_no_password_is_sent_in_the_clear_over_a_network(make_notifier: NotifierFactory) -> None:
    with pytest.raises(SettingError, match="unencrypted"):
        await make_notifier({"host": "mail.example.org", "user": "clausewatch", "password": "secret"})


async def _until(is_so: object) -> None:
    assert callable(is_so)
    async with asyncio.timeout(15):
        while not is_so():
            await asyncio.sleep(0.05)
