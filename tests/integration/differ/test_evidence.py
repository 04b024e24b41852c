"""Everything that is stored can be checked again, and an operator can see why and decide."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.cli.failures import CommandError
from services.cli.quarantine import decide, showing_earlier_texts, waiting
from services.cli.verifying import verify
from shared.blobs import BlobStore
from shared.settings import BlobSettings
from tests.integration.differ.conftest import DAY, ERROR_PAGE, RETENTION, RETENTION_LONGER, START, World, policy

SPOILT: list[Any] = [
    ("update archive.renditions set text = replace(text, 'thirty', 'twenty') where version = 1", "another hash"),
    ("update archive.clauses set start_offset = start_offset + 1 where ordinal = 3", "does not stand"),
    ("update archive.clauses set end_offset = 1000000 where ordinal = 3", "does not stand"),
    ("update archive.clause_changes set after_text = 'We never said so.'", "what stood after"),
    ("update archive.clause_changes set before_start = before_start + 1", "what stood before"),
    ("update archive.versions set chain_sha256 = repeat('0', 64) where number = 2", "does not follow"),
    ("update archive.versions set text_sha256 = repeat('0', 64) where number = 2", "is gone"),
]


async def damages(world: World) -> list[str]:
    return [str(damage) async for damage in verify(world.archive, world.blobs)]


async def changed(world: World) -> str:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    return document


async def test_what_was_written_verifies(world: World) -> None:
    await changed(world)
    assert await damages(world) == []


@pytest.mark.parametrize(("statement", "complaint"), SPOILT)
async def test_each_kind_of_damage_is_found(world: World, statement: str, complaint: str) -> None:
    await changed(world)
    await world.value(statement + " returning 1")
    assert any(complaint in damage for damage in await damages(world))


async def test_a_spoilt_and_a_missing_blob_are_found(world: World, blob_settings: BlobSettings) -> None:
    await changed(world)
    folder = Path(blob_settings.url.removeprefix("file://"))
    spoilt, missing = sorted(folder.glob("??/*.zst"))
    spoilt.write_bytes(b"not what it was")
    missing.unlink()
    found = [str(damage) async for damage in verify(world.archive, BlobStore.open(blob_settings))]
    assert len(found) == 2
    assert any("damaged" in damage for damage in found)
    assert any("missing" in damage for damage in found)


async def test_an_operator_sees_what_waits_and_decides(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    held = await world.capture(document, ERROR_PAGE, START + DAY)
    (entry,) = await waiting(world.archive)
    assert (entry.capture_id, entry.platform_name, entry.document_type) == (
        held["capture_id"],
        "acme",
        "Privacy Policy",
    )
    assert "Page not found" in entry.text
    assert RETENTION in (entry.text_in_force or "")
    now = START + DAY + timedelta(hours=1)
    await decide(world.archive, world.accounts, str(entry.capture_id), "rejected", now)
    await world.number("accounts")
    await world.decide(document)
    assert await waiting(world.archive) == []
    with pytest.raises(CommandError, match="does not wait"):
        await decide(world.archive, world.accounts, str(entry.capture_id), "accepted", now)
    with pytest.raises(CommandError, match="is no id"):
        await decide(world.archive, world.accounts, "first", "accepted", now)


async def test_an_operator_sees_which_documents_show_an_earlier_text(world: World) -> None:
    document = await world.document()
    for place, text in enumerate((RETENTION, RETENTION_LONGER, RETENTION, RETENTION_LONGER, RETENTION, RETENTION)):
        await world.capture(document, policy(text), START + place * DAY)
    (stay,) = await showing_earlier_texts(world.archive)
    assert (stay.document_id, stay.version_in_force, stay.earlier_version) == (document, 2, 1)
    assert (stay.is_variant, stay.captures, stay.since) == (True, 2, START + 4 * DAY)
