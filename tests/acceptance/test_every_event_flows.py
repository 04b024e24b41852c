"""Each event of the architecture's table, caused as a user or operator causes it, reaches who consumes it."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from shared.events import ALL_EVENTS
from shared.topology import INBOXES, SUBSCRIPTIONS
from tests.acceptance.pipeline import PATIENCE_SECONDS, Pipeline, running_pipeline

TOKEN = "a token of thirty-two characters or more"
OPERATOR = "operator@example.org"
CATALOG = """
platforms:
  acorn:
    name: Acorn
    documents:
      - type: Privacy Policy
        url: {site}policy
"""
SETTINGS = {
    "CLAUSEWATCH_API_OPERATOR_TOKEN_SHA256": hashlib.sha256(TOKEN.encode()).hexdigest(),
    "CLAUSEWATCH_NOTIFIER_OPERATOR_ADDRESS": OPERATOR,
    "CLAUSEWATCH_FETCHER_GONE_AFTER_SECONDS": "0.5",
    "CLAUSEWATCH_FETCHER_RETRY_BASE_SECONDS": "0.5",
    "CLAUSEWATCH_FETCHER_LOOK_AGAIN_SECONDS": "[1,1,1]",
}
CLAUSES = (
    "We collect your name, your address and the pages that you visit, so that we can run the service for you.",
    "We keep what we collect for as long as you have an account, and delete it thirty days after you close it.",
    "We share it with the companies that host our servers, under contracts that bind them to this policy.",
    "You may ask us for a copy of what we have on you, and have it corrected or erased, by writing to us.",
)


def policy(*clauses: str) -> bytes:
    paragraphs = "".join(f"<p>{clause}</p>" for clause in clauses)
    return (
        "<!doctype html><html lang=en><title>Privacy Policy</title><body><nav><a href=/>Home</a></nav>"
        f"<main><h1>Privacy Policy</h1>{paragraphs}</main></body></html>"
    ).encode()


async def until(holds: Callable[[], Awaitable[bool]], what: str, pipeline: Pipeline) -> None:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await holds():
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"{what} did not happen\n{pipeline.log}") from None


async def value(pipeline: Pipeline, statement: str, *arguments: object) -> object:
    async with pipeline.databases["owner"].connection() as connection:
        return await connection.fetchval(statement, *arguments)


async def handled(pipeline: Pipeline, service: str, subject: str) -> bool:
    """Whether the service handled an event of that subject, by its inbox or its floor."""
    producer = next(event.producer for event in ALL_EVENTS if event.subject == subject)
    return bool(
        await value(
            pipeline,
            f"""select exists (
                select from {producer}.events as event
                left join {INBOXES[service]}.inbox as entry on entry.event_id = event.id and entry.consumer = $1
                where event.subject = $2 and (entry.state = 'handled' or event.position <= (
                    select floor from {INBOXES[service]}.inbox_floors where consumer = $1 and source = $3)))""",
            service,
            subject,
            producer,
        )
    )


@pytest.mark.timeout(300)
async def test_every_event_reaches_its_consumers(tmp_path: Path) -> None:
    async with running_pipeline(tmp_path, CATALOG, settings=SETTINGS) as pipeline:
        await pipeline.subscribe()
        document = await pipeline.document_id("acorn")
        base = f"http://127.0.0.1:{pipeline.api_port}/api/v1"
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}, timeout=20) as operator:

            async def captured_on_request(page: bytes) -> str:
                pipeline.site.pages["policy"] = page
                known = await pipeline.outcome_count(document)
                answer = await operator.post(f"{base}/documents/{document}/fetches")
                assert answer.status_code == 202, answer.text
                return await pipeline.outcome_number(document, known + 1)

            assert await captured_on_request(policy(*CLAUSES)) == "baseline"
            assert await captured_on_request(policy(*CLAUSES[:3], CLAUSES[3].replace("copy", "list"))) == "changed"
            await pipeline.until_delivered()
            assert len(pipeline.mailbox.about("Acorn")) == 1

            assert await captured_on_request(policy("A page that says next to nothing.")) == "quarantined"
            capture = await value(pipeline, "select capture_id from archive.quarantine where state = 'waiting'")

            async def looked_again() -> bool:
                times = await value(
                    pipeline, "select times_seen from archive.quarantine where capture_id = $1", capture
                )
                return isinstance(times, int) and times > 1

            await until(looked_again, "the second look at what is in quarantine", pipeline)
            answer = await operator.post(f"{base}/quarantine/{capture}/decision", json={"decision": "rejected"})
            assert answer.status_code == 202, answer.text

            edit = {"sources": [{"url": pipeline.site.url("policy"), "select": ["main"]}]}
            pipeline.site.pages["policy"] = policy(*CLAUSES[:3], CLAUSES[3].replace("copy", "list"))
            answer = await operator.put(f"{base}/documents/{document}/declaration", json=edit)
            assert answer.status_code == 202, answer.text

            async def read_anew() -> bool:
                return bool(
                    await value(
                        pipeline, "select exists (select from archive.renditions where declaration_revision = 2)"
                    )
                )

            await until(read_anew, "a rendition by the edited declaration", pipeline)

            del pipeline.site.pages["policy"]
            await operator.post(f"{base}/documents/{document}/fetches")
            await asyncio.sleep(1)
            await operator.post(f"{base}/documents/{document}/fetches")
            await pipeline.until(
                lambda: any(OPERATOR in str(mail["To"]) for mail in pipeline.mailbox.mails), "the operator's mail"
            )
        for subscription in SUBSCRIPTIONS:

            async def is_handled(
                service: str = subscription.service, subject: str = subscription.event.subject
            ) -> bool:
                return await handled(pipeline, service, subject)

            await until(is_handled, f"{subscription.service} handling {subscription.event.subject}", pipeline)
        assert len(pipeline.mailbox.about("Acorn Privacy Policy changed")) == 1
