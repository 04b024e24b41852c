"""Due documents captured: from the claim to the rows and the event, on real PostgreSQL and a real site."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from obstore.exceptions import BaseError

from services.fetcher.capture import LeaseLost
from tests.integration.fetcher.rig import Rig
from tests.integration.fetcher.site import Request, Write, answer, page

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIX_TYPES = (
    "Imprint",
    "Terms of Service",
    "Trackers Policy",
    "Developer Terms",
    "Live Policy",
    "Brand Guidelines",
)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def test_a_due_document_is_captured_with_its_bytes_and_its_event(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>", etag='"1"')
    document_id = await rig.declare("/privacy")
    assert await rig.capture_due() == 1
    (event,) = await rig.events("snapshots.captured")
    digest = sha256(b"<p>Ours</p>")
    assert (event["document_id"], event["raw_sha256"], event["origin"]) == (document_id, digest, "live")
    assert event["parts"][0]["media_type"] == "text/html"
    assert await rig.blobs.get(digest) == b"<p>Ours</p>"
    assert await rig.capture_due() == 0
    assert await rig.capture_later(days=1) == 1


async def test_a_page_that_did_not_change_is_captured_again_by_its_validator(rig: Rig) -> None:
    async def conditional(request: Request, write: Write) -> None:
        unchanged = request.headers.get("if-none-match") == '"1"'
        await write(answer(304) if unchanged else page("<p>Ours</p>", etag='"1"'))

    rig.site.pages["/privacy"] = conditional
    await rig.declare("/privacy")
    for _ in range(3):
        await rig.capture_later(days=1)
    events = await rig.events("snapshots.captured")
    assert [event["parts"][0]["status"] for event in events] == [200, 304, 304]
    assert {event["raw_sha256"] for event in events} == {sha256(b"<p>Ours</p>")}
    assert {event["parts"][0]["media_type"] for event in events} == {"text/html"}


async def test_an_edited_address_is_not_asked_with_the_old_ones_validator(rig: Rig) -> None:
    rig.site.pages["/old"] = page("<p>Ours</p>", etag='"1"')
    rig.site.pages["/new"] = page("<p>Ours</p>", etag='"1"')
    await rig.declare("/old")
    await rig.capture_due()
    await rig.declare("/new")
    assert await rig.capture_due() == 1
    assert "if-none-match" not in rig.site.seen["/new"][0].headers
    assert [event["declaration_revision"] for event in await rig.events("snapshots.captured")] == [1, 2]
    assert len(await rig.events("documents.edited")) == 1


async def test_a_document_of_two_pages_is_captured_whole_or_not_at_all(rig: Rig) -> None:
    rig.site.pages["/terms"] = page("<p>Terms</p>")
    await rig.declare("/terms", "/annex")
    await rig.capture_due()
    assert await rig.events("snapshots.captured") == []
    rig.site.pages["/annex"] = page("<p>Annex</p>")
    await rig.capture_later(days=1)
    (event,) = await rig.events("snapshots.captured")
    hashes = [sha256(b"<p>Terms</p>"), sha256(b"<p>Annex</p>")]
    assert [part["sha256"] for part in event["parts"]] == hashes
    assert event["raw_sha256"] == sha256("\n".join(hashes).encode())


async def test_what_the_server_asks_for_is_waited_for(rig: Rig) -> None:
    rig.site.pages["/privacy"] = answer(503, retry_after="7200")
    await rig.declare("/privacy")
    await rig.capture_due()
    assert await rig.capture_later(minutes=119) == 0
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    assert await rig.capture_later(minutes=1) == 1
    assert len(await rig.events("snapshots.captured")) == 1


async def test_a_document_that_fails_for_days_is_told_once_and_comes_back(rig: Rig) -> None:
    document_id = await rig.declare("/missing")
    for _ in range(6):
        await rig.capture_later(days=1)
    (event,) = await rig.events("documents.unreachable")
    assert (event["document_id"], event["state"]) == (document_id, "gone")
    assert "404" in event["reason"]
    rig.site.pages["/missing"] = page("<p>Back</p>")
    await rig.capture_later(days=1)
    (document,) = await rig.rows("select state from catalog.documents")
    (schedule,) = await rig.rows("select failures, last_error from catalog.schedule")
    assert (document["state"], *schedule) == ("active", 0, None)


async def test_a_document_that_moves_is_told_once_and_watched_on(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    await rig.declare("/privacy")
    await rig.capture_due()
    rig.site.pages["/privacy"] = answer(301, location="/legal/privacy")
    rig.site.pages["/legal/privacy"] = page("<p>Ours</p>")
    for _ in range(3):
        await rig.capture_later(days=1)
    (event,) = await rig.events("documents.unreachable")
    assert event["state"] == "moved"
    assert len(await rig.events("snapshots.captured")) == 4


async def test_a_redirect_that_was_always_there_is_no_move(rig: Rig) -> None:
    rig.site.pages["/privacy"] = answer(301, location="/en/privacy")
    rig.site.pages["/en/privacy"] = page("<p>Ours</p>")
    await rig.declare("/privacy")
    for _ in range(3):
        await rig.capture_later(days=1)
    assert await rig.events("documents.unreachable") == []


async def test_a_claimed_document_is_nobody_elses_until_its_lease_ends(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    await rig.declare("/privacy")
    (late,) = await rig.claim(lease_seconds=60)
    assert await rig.claim() == []
    rig.clock.move(timedelta(seconds=61))
    assert await rig.capture_due() == 1
    with pytest.raises(LeaseLost):
        await rig.capturer.capture(late)
    assert len(await rig.events("snapshots.captured")) == 1


async def test_claiming_at_once_gives_each_document_to_one_worker(rig: Rig) -> None:
    for document_type in SIX_TYPES:
        await rig.declare("/page", document_type=document_type)
    claims = await asyncio.gather(*(rig.claim(limit=3) for _ in range(4)))
    taken = [one.document_id for claim in claims for one in claim]
    assert len(taken) == len(set(taken)) == 6


async def test_one_host_does_not_take_every_place(rig: Rig) -> None:
    for document_type in SIX_TYPES:
        await rig.declare("/page", document_type=document_type)
    rig.settings = rig.settings.model_copy(update={"host_concurrency": 2})
    assert len(await rig.claim()) == 2
    assert await rig.claim() == []


async def test_the_scheduler_captures_what_becomes_due_and_stops_in_order(rig: Rig) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def slow(request: Request, write: Write) -> None:
        started.set()
        await go_on.wait()
        await write(page("<p>Ours</p>"))

    rig.site.pages["/privacy"] = slow
    running = asyncio.create_task(rig.scheduler.run())
    await asyncio.sleep(0.2)
    await rig.declare("/privacy")
    rig.scheduler.wake()
    await asyncio.wait_for(started.wait(), 5)
    running.cancel()
    await asyncio.sleep(0.1)
    assert not running.done()
    go_on.set()
    await asyncio.wait({running}, timeout=5)
    assert running.cancelled()
    assert len(await rig.events("snapshots.captured")) == 1


async def test_a_capture_whose_bytes_cannot_be_stored_is_not_recorded(rig: Rig, tmp_path: Path) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    await rig.declare("/privacy")
    blobs = tmp_path / "blobs"
    blobs.rename(tmp_path / "aside")
    blobs.write_text("no folder")
    (claimed,) = await rig.claim(lease_seconds=60)
    with pytest.raises((OSError, BaseError)):
        await rig.capturer.capture(claimed)
    assert await rig.rows("select from catalog.captures") == []
    assert await rig.events("snapshots.captured") == []
    blobs.unlink()
    (tmp_path / "aside").rename(blobs)
    assert await rig.capture_later(seconds=61) == 1
    assert len(await rig.events("snapshots.captured")) == 1
