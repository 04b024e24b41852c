"""What the fetcher does on the events that it consumes, and with imports."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.fetcher.catalog.declaration import DocumentDeclaration, Source
from services.fetcher.declare import known_document, revision_of
from services.fetcher.handlers import Handlers
from services.fetcher.importing import ImportedCapture, ImportedPart, ImportRefused, record_import
from shared.events import CaptureQuarantined, DocumentEditRequested, FetchRequested
from shared.events.documents import RequestedSource
from shared.ids import new_id
from shared.retrying import GiveUpError
from tests.integration.fetcher.rig import Rig
from tests.integration.fetcher.site import page


def told(rig: Rig) -> dict[str, Any]:
    """What every event has."""
    return {"id": new_id(), "occurred_at": rig.clock.now(), "trace_id": "t"}


def handlers(rig: Rig) -> Handlers:
    return Handlers(rig.settings.schedule_rules, rig.clock)


async def test_a_requested_fetch_makes_the_document_due_at_once(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    document_id = await rig.declare("/privacy")
    await rig.capture_due()
    async with rig.database.transaction() as connection:
        await handlers(rig).fetch_requested(connection, FetchRequested(**told(rig), document_id=document_id), None)
    assert await rig.capture_due() == 1


async def test_a_fetch_that_is_asked_for_during_another_follows_it(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    document_id = await rig.declare("/privacy")
    (claimed,) = await rig.claim()
    rig.clock.move(timedelta(seconds=1))
    async with rig.database.transaction() as connection:
        await handlers(rig).fetch_requested(connection, FetchRequested(**told(rig), document_id=document_id), None)
    await rig.capturer.capture(claimed)
    assert await rig.capture_due() == 1
    assert await rig.capture_due() == 0


async def test_a_fetch_of_an_unknown_document_is_given_up(rig: Rig) -> None:
    async with rig.database.transaction() as connection:
        with pytest.raises(GiveUpError, match="CW-D-99999"):
            await handlers(rig).fetch_requested(connection, FetchRequested(**told(rig), document_id="CW-D-99999"), None)


async def test_an_edit_is_the_next_revision_and_is_told(rig: Rig) -> None:
    document_id = await rig.declare("/privacy")
    source = RequestedSource(url="https://acorn.example/privacy", select=("main",))
    event = DocumentEditRequested(**told(rig), document_id=document_id, sources=(source,))
    for _ in range(2):
        async with rig.database.transaction() as connection:
            await handlers(rig).edit_requested(connection, event, None)
    (edited,) = await rig.events("documents.edited")
    assert (edited["declaration_revision"], edited["trace_id"]) == (2, "t")
    (claimed,) = await rig.claim()
    assert claimed.sources == (Source(url="https://acorn.example/privacy", select=("main",)),)


@pytest.mark.parametrize(("look_again", "minutes"), [(True, 15), (False, 24 * 60)])
async def test_a_quarantined_capture_is_looked_at_again_where_that_can_help(
    rig: Rig, look_again: bool, minutes: int
) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    document_id = await rig.declare("/privacy")
    await rig.capture_due()
    event = CaptureQuarantined(
        **told(rig),
        capture_id=uuid4(),
        document_id=document_id,
        reason="error_page",
        look_again=look_again,
        times_seen=1,
    )
    async with rig.database.transaction() as connection:
        await handlers(rig).capture_quarantined(connection, event, None)
    assert await rig.capture_later(minutes=minutes - 1) == 0
    assert await rig.capture_later(minutes=1) == 1


async def imported(rig: Rig, document_id: str, text: str, commit: str, days_ago: int) -> object:
    """Imports one page, and gives the capture's id."""
    declaration = DocumentDeclaration(
        document_type="Privacy Policy", sources=(Source(url="https://acorn.example/privacy"),)
    )
    async with rig.database.transaction() as connection:
        revision = await revision_of(connection, document_id, declaration, rig.clock.now(), 86_400)
    capture = ImportedCapture(
        document_id=document_id,
        captured_at=rig.clock.now() - timedelta(days=days_ago),
        declaration_revision=revision,
        parts=(ImportedPart("https://acorn.example/privacy", text.encode(), "text/html"),),
        source_commit=commit,
    )
    return await record_import(rig.database, rig.blobs, capture, rig.clock.now())


async def test_history_is_imported_once_with_its_own_time_and_not_watched(rig: Rig) -> None:
    async with rig.database.transaction() as connection:
        document_id = await known_document(connection, "acorn", "Acorn", "Privacy Policy", rig.clock.now())
    assert await imported(rig, document_id, "<p>One</p>", "c1", 30) is not None
    assert await imported(rig, document_id, "<p>Two</p>", "c2", 20) is not None
    assert await imported(rig, document_id, "<p>Two</p>", "c2", 20) is None
    events = await rig.events("snapshots.captured")
    assert [event["origin"] for event in events] == ["import", "import"]
    assert events[0]["captured_at"] < events[1]["captured_at"]
    assert [event["declaration_revision"] for event in events] == [1, 1]
    assert await rig.capture_due() == 0


async def test_history_is_refused_where_live_captures_are(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    document_id = await rig.declare("/privacy")
    await rig.capture_due()
    with pytest.raises(ImportRefused, match=document_id):
        await imported(rig, document_id, "<p>One</p>", "c1", 30)


async def test_an_imported_document_is_watched_once_a_catalogue_declares_it(rig: Rig) -> None:
    rig.site.pages["/privacy"] = page("<p>Ours</p>")
    async with rig.database.transaction() as connection:
        document_id = await known_document(connection, "acorn", "Acorn", "Privacy Policy", rig.clock.now())
    await imported(rig, document_id, "<p>One</p>", "c1", 30)
    assert await rig.declare("/privacy") == document_id
    assert await rig.capture_due() == 1
