"""Every service killed in turn, the broker's data wiped, the broker away for a whole change: no alert is missing.

A mail may come twice only where the SMTP server had accepted it before our commit: then it comes under the same
Message-ID, from an attempt of its own.
"""

import asyncio
from pathlib import Path

import pytest

from tests.acceptance.captures import captures_of
from tests.acceptance.mailbox import plain_text
from tests.acceptance.pipeline import Pipeline, running_pipeline
from tests.acceptance.watched import CATALOG, DOCUMENT, PATH, PLATFORM

SERVICES = ("fetcher", "differ", "notifier", "api")


async def capture_while(pipeline: Pipeline, page: bytes, kills: list[tuple[float, str]]) -> None:
    """Has `page` captured, and kills services so many seconds after it was asked for."""
    document = await pipeline.document_id(PLATFORM)
    pipeline.site.pages[PATH] = page
    known = await pipeline.outcome_count(document)
    await pipeline.ask_for_fetch(document)
    for seconds, name in kills:
        await asyncio.sleep(seconds)
        await pipeline.kill(name)
    await pipeline.outcome_number(document, known + 1)


async def check_mails(pipeline: Pipeline, changes: int) -> None:
    """Every alert that is due came; what came twice was accepted in as many attempts."""
    await pipeline.until_delivered()
    due = await pipeline.due_message_ids("alert")
    assert len(due) == changes, pipeline.log
    accepted = pipeline.mailbox.times_accepted()
    assert set(due) <= set(accepted), f"missing: {set(due) - set(accepted)}\n{pipeline.log}"
    attempts = await pipeline.attempts_by_message_id()
    for message_id, times in accepted.items():
        assert times <= attempts[message_id], f"{message_id} came {times} times in {attempts[message_id]} attempts"


@pytest.mark.timeout(600)
async def test_no_alert_is_missing_whatever_is_killed(snapshots: Path, corpus: Path, tmp_path: Path) -> None:
    captures = captures_of(snapshots, corpus, DOCUMENT)
    changes = [capture for capture in captures if capture.expected == "change"]
    assert len(changes) >= 6
    async with running_pipeline(tmp_path, CATALOG) as pipeline:
        await pipeline.subscribe()
        await capture_while(pipeline, captures[0].content, [])
        for name, change, seconds in zip(SERVICES, changes, (0.05, 0.1, 0.3, 0.0), strict=False):
            await capture_while(pipeline, change.content, [(seconds, name), (0.2, name)])
            await check_mails(pipeline, changes.index(change) + 1)

        await pipeline.nats.wipe()
        await capture_while(pipeline, changes[4].content, [])
        await check_mails(pipeline, 5)

        await pipeline.nats.stop()
        await capture_while(pipeline, changes[5].content, [])
        await check_mails(pipeline, 6)
        await pipeline.nats.start()

        all_at_once = [(0.05, "fetcher"), (0.0, "differ"), (0.0, "notifier"), (0.0, "api")]
        if len(changes) > 6:
            await capture_while(pipeline, changes[6].content, all_at_once)
            await check_mails(pipeline, 7)
        assert "UptimeRobot" in plain_text(pipeline.mailbox.mails[-1])
