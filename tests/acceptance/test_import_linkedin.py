"""A collection's versions are a document's history: who said what, since when, word by word."""

import subprocess
from collections.abc import AsyncIterator
from datetime import date
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

    changes = await reader_of_section_two(owner)
    assert changes[0]["first_seen_at"].date() == date(2021, 10, 7)
    training = next(change for change in changes if change["captured_at"].date() == date(2024, 9, 19))
    assert training["kind"] == "modified"
    assert "train" not in training["before_text"]
    assert "train artificial intelligence" in training["after_text"] or "AI" in training["after_text"]
    assert changes[-1]["captured_at"] > training["captured_at"]

    async with owner.connection() as connection:
        assert await connection.fetchval("select count(*) from archive.events") == 0
    damages = [damage async for damage in verify(differ, BlobStore.open(blob_settings))]
    assert damages == []


async def reader_of_section_two(owner: Database) -> list[asyncpg.Record]:
    """The changes of the provision that opens section 2, in order."""
    async with owner.connection() as connection:
        return await connection.fetch(
            """
            with opening as (
                select clause.provision_id
                from archive.clauses as clause
                join archive.renditions as rendition on rendition.id = clause.rendition_id and rendition.is_current
                join archive.documents as document on document.version_in_force = rendition.version
                where substr(rendition.text, clause.start_offset + 1, 60) like '%We use your %data%'
                   or clause.heading_path[cardinality(clause.heading_path)] like '2. How We Use Your Data%'
                order by clause.ordinal limit 1
            )
            select entry.*, change.captured_at, provision.first_seen_at
            from opening
            join archive.readable_provisions as provision on provision.id = opening.provision_id
            join archive.clause_changes as entry on entry.provision_id = opening.provision_id
            join archive.changes as change on change.id = entry.change_id
            order by change.captured_at
            """
        )
