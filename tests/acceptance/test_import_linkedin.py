"""A collection's versions are a document's history: who said what, since when, word by word."""

import subprocess
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from services.cli.history import DocumentHistory
from services.cli.importing_ota import import_collection
from services.cli.verifying import verify
from shared.blobs import BlobStore
from shared.database import Database
from shared.settings import BlobSettings, DatabaseSettings

DOCUMENT = "LinkedIn/Privacy Policy"


@pytest.fixture(scope="module")
def linkedin(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus's versions of LinkedIn's Privacy Policy alone, as a repository with the same dates and messages."""
    folder = tmp_path_factory.mktemp("versions")
    whole, alone = folder / "whole.git", folder / "alone.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(corpus / "versions.bundle"), str(whole)], check=True)
    subprocess.run(["git", "init", "-q", "--bare", str(alone)], check=True)
    exported = subprocess.run(
        ["git", "-C", str(whole), "fast-export", "--all", "--", "--", f"{DOCUMENT}.md"], check=True, capture_output=True
    ).stdout
    subprocess.run(["git", "-C", str(alone), "fast-import", "--quiet"], input=exported, check=True)
    head = subprocess.run(["git", "-C", str(whole), "symbolic-ref", "HEAD"], check=True, capture_output=True).stdout
    subprocess.run(["git", "-C", str(alone), "symbolic-ref", "HEAD", head.decode().strip()], check=True)
    return alone


@pytest_asyncio.fixture
async def differ(database_settings: DatabaseSettings) -> AsyncIterator[Database]:
    """The archive that the import fills."""
    database = await Database.open(database_settings, "differ")
    yield database
    await database.close()


async def imported(repository: Path, database: DatabaseSettings, blobs: BlobSettings) -> DocumentHistory:
    (history,) = await import_collection(repository, None, database, blobs, lambda done, total: None)
    return history


@pytest.mark.timeout(600)
async def test_linkedins_privacy_policy_has_its_history(
    linkedin: Path, database_settings: DatabaseSettings, blob_settings: BlobSettings, differ: Database, owner: Database
) -> None:
    history = await imported(linkedin, database_settings, blob_settings)
    assert history.refusal is None
    assert all(capture.outcome is not None for capture in history.captures)
    again = await imported(linkedin, database_settings, blob_settings)
    assert again.recorded == 0
    assert again.captures == history.captures

    first_seen_at, opening, changes = await opening_of_section_two(owner)
    assert first_seen_at.date() == date(2021, 10, 7)
    assert "train" not in opening
    training = next(change for change in changes if "train artificial intelligence" in change["after_text"])
    assert (training["captured_at"].date(), training["kind"]) == (date(2024, 9, 19), "modified")
    assert training["before_text"] == opening
    assert max(capture.captured_at for capture in history.captures if capture.change) > training["captured_at"]

    async with owner.connection() as connection:
        assert await connection.fetchval("select count(*) from archive.events") == 0
    damages = [damage async for damage in verify(differ, BlobStore.open(blob_settings))]
    assert damages == []


async def opening_of_section_two(owner: Database) -> tuple[datetime, str, list[asyncpg.Record]]:
    """Since when the paragraph that opens section 2 is there, its first wording, and its changes in order."""
    async with owner.connection() as connection:
        opening = await connection.fetchrow(
            """
            select provision.id, provision.first_seen_at,
                   substr(rendition.text, clause.start_offset + 1, clause.end_offset - clause.start_offset) as quote
            from archive.renditions as rendition
            join archive.clauses as clause on clause.rendition_id = rendition.id
            join archive.readable_provisions as provision on provision.id = clause.provision_id
            where rendition.version = 1
              and substr(rendition.text, clause.start_offset + 1) like 'How we use your personal data will depend%'
            order by rendition.made_at limit 1
            """
        )
        assert opening is not None
        changes = await connection.fetch(
            """
            select entry.kind, entry.before_text, entry.after_text, change.captured_at
            from archive.clause_changes as entry
            join archive.changes as change on change.id = entry.change_id
            where entry.provision_id = $1 order by change.captured_at
            """,
            opening["id"],
        )
    return opening["first_seen_at"], opening["quote"], changes
