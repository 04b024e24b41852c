"""What one may ask for: no more mail than is fair, no more bytes than is needed, and nothing learnt by asking."""

from datetime import timedelta
from typing import Any

import httpx

from shared.clock import ManualClock
from shared.database import Database
from tests.integration.api.conftest import NOW, OpenReader
from tests.integration.api.mailbox import Mailbox
from tests.integration.api.subscriber import ask, confirmed


async def test_no_answer_tells_whether_an_address_is_known(reader: httpx.AsyncClient, mailbox: Mailbox) -> None:
    await confirmed(reader, mailbox)
    known, unknown = await ask(reader), await ask(reader, address="stranger@example.org")
    assert (known.status_code, known.json(), dict(known.headers)) == (
        unknown.status_code,
        unknown.json(),
        dict(unknown.headers),
    )
    known, unknown = [
        await reader.post("/api/v1/manage-links", json={"address": address})
        for address in ("reader@example.org", "nobody@example.org")
    ]
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert known.status_code == 202
    assert [address for address, event in await mailbox.requests() if event.kind == "manage"] == ["reader@example.org"]


async def test_an_address_over_its_limit_is_mailed_no_more_and_the_answer_is_the_same(
    open_reader: OpenReader, mailbox: Mailbox, clock: ManualClock
) -> None:
    async with open_reader(mails_per_address_per_day=2) as reader:
        answers = [
            await ask(reader, address=address) for address in ("a@example.org", "A@Example.org", "a@example.org")
        ]
        assert {answer.text for answer in answers} == {answers[0].text}
        assert {answer.status_code for answer in answers} == {202}
        assert len(await mailbox.requests()) == 2
        clock.move(timedelta(hours=24))
        await ask(reader, address="a@example.org")
        assert len(await mailbox.requests()) == 3


async def test_one_network_address_cannot_ask_for_mail_without_end(open_reader: OpenReader, mailbox: Mailbox) -> None:
    async with open_reader(mails_per_requester_per_day=2) as reader:
        answers = [await ask(reader, address=f"{name}@example.org") for name in "abc"]
        assert [answer.status_code for answer in answers] == [202, 202, 429]
        assert answers[2].headers["retry-after"]
        assert answers[2].headers["content-type"] == "application/problem+json"
    async with open_reader(host="198.51.100.7", mails_per_requester_per_day=2) as other:
        assert (await ask(other, address="d@example.org")).status_code == 202


async def test_a_body_over_the_limit_is_refused(open_reader: OpenReader) -> None:
    async with open_reader(body_limit_bytes=1024) as reader:
        answer = await reader.post("/api/v1/subscriptions", content=b" " * 1025)
        assert answer.status_code == 413

        async def chunks() -> Any:
            for _ in range(5):
                yield b" " * 512

        assert (await reader.post("/api/v1/subscriptions", content=chunks())).status_code == 413


async def test_what_nobody_confirmed_is_forgotten(
    reader: httpx.AsyncClient, mailbox: Mailbox, owner: Database, clock: ManualClock, open_reader: OpenReader
) -> None:
    await confirmed(reader, mailbox, address="kept@example.org")
    await ask(reader, address="forgotten@example.org")
    clock.set(NOW + timedelta(days=8))
    async with open_reader() as again:
        await again.get("/health/live")
        async with owner.connection() as connection:
            for _ in range(100):
                addresses = await connection.fetch("select address from accounts.subscribers")
                if len(addresses) == 1:
                    break
                await again.get("/health/ready")
            assert [row["address"] for row in addresses] == ["kept@example.org"]
            assert await connection.fetchval("select count(*) from accounts.mail_requests") == 0
