"""The record of one real provision: what it is about, since when, how grave, by which words, and who says the like."""

import subprocess
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from services.api.app import create_app
from services.api.context import Context
from services.api.settings import ApiSettings
from services.cli.importing_ota import import_collection
from services.cli.verifying import verify
from services.differ.store import taxonomy
from services.differ.taxonomy.loader import load_taxonomy
from shared.blobs import BlobStore
from shared.clock import ManualClock
from shared.database import Database
from shared.links import LinkSigner
from shared.settings import BlobSettings, BrokerSettings, DatabaseSettings
from tests.acceptance.last_captures import collection_of
from tests.acceptance.test_import_linkedin import linkedin as linkedin_fixture
from tests.acceptance.test_import_linkedin import opening_of_section_two

linkedin = linkedin_fixture

OTHERS = (
    ("versions", "PayPal/Privacy Policy.md"),
    ("snapshots", "DeepSeek/Privacy Policy.html"),
    ("snapshots", "Claude.ai/Terms of Service.html"),
    ("snapshots", "Le Chat/Terms of Service.html"),
)


@pytest.fixture(scope="module")
def others(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last captures of other platforms' documents."""
    folder = tmp_path_factory.mktemp("others")
    for bundle in ("versions", "snapshots"):
        whole = ["git", "clone", "-q", "--bare", str(corpus / f"{bundle}.bundle"), str(folder / bundle)]
        subprocess.run(whole, check=True)
    return collection_of([(folder / bundle, path) for bundle, path in OTHERS], folder)


@pytest_asyncio.fixture
async def reader(
    database_settings: DatabaseSettings, broker_settings: BrokerSettings
) -> AsyncIterator[httpx.AsyncClient]:
    """Reads the api."""

    database = await Database.open(database_settings, "api")
    clock, links = ManualClock(datetime(2026, 11, 1, tzinfo=UTC)), LinkSigner(b"a key that signs links in tests")
    context = Context(database, clock, links, ApiSettings(), "https://clausewatch.example")

    app = create_app(context, broker_settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://api") as reader,
    ):
        yield reader


@pytest.mark.timeout(600)
async def test_the_record_of_a_clause_that_began_to_speak_of_training_models(
    linkedin: Path,
    others: Path,
    database_settings: DatabaseSettings,
    blob_settings: BlobSettings,
    owner: Database,
    reader: httpx.AsyncClient,
) -> None:
    for collection in (linkedin, others):
        await import_collection(collection, None, database_settings, blob_settings, lambda done, total: None)
    differ = await Database.open(database_settings, "differ")
    async with differ.transaction() as connection:
        await taxonomy.save(connection, load_taxonomy())
    provision_id = await provision_of(owner)
    record = (await reader.get(f"/api/v1/provisions/{provision_id}")).json()

    label = next(one for one in record["types"] if one["clause_type"] == "ai_training")
    assert record["first_seen_at"].startswith("2021-10-07")
    assert label["first_seen_at"].startswith("2024-09-19")
    assert (label["severity"], label["basis"]) == ("high", "explicit")
    assert label["severity_because"]
    assert "train artificial intelligence" in label["evidence"]["text"]

    (control,) = [one for one in record["controls"] if one["kind"] == "settings"]
    assert control["text"].endswith("choices you make in your settings")
    assert "psettings" in control["href"]
    assert not any(one["is_specific"] for one in record["controls"])
    assert "does not call an opt-out from just this" in label["note"]

    about = (await reader.get("/api/v1/clause-types/ai_training")).json()
    relevance = {one["regulation"]: (one["relevance"], one["articles"]) for one in about["regulations"]}
    assert [relevance[slug][0] for slug in ("gdpr", "uk_gdpr")] == ["applies", "applies"]
    for slug in ("eu_ai_act", "colorado_ai_act", "traiga"):
        assert relevance[slug][0] in ("may_apply", "related")
        assert relevance[slug][1]

    assert [wording["first_seen_at"][:10] for wording in record["wordings"]] == ["2024-09-19", "2021-10-07"]
    peers = (await reader.get(f"/api/v1/provisions/{provision_id}/peers?clause_type=ai_training")).json()
    assert len({peer["provision"]["platform_slug"] for peer in peers}) >= 3
    page = (await reader.get(f"/provisions/{provision_id}")).text
    for said in ("explicit document language", "a choice in the settings", peers[0]["provision"]["platform_name"]):
        assert said in page
    assert [str(found) async for found in verify(differ, BlobStore.open(blob_settings))] == []
    await differ.close()


async def provision_of(owner: Database) -> str:
    """The provision whose opening section 2 has."""
    _, _, changes = await opening_of_section_two(owner)
    assert changes
    async with owner.connection() as connection:
        provision_id: str = await connection.fetchval(
            "select provision_id from archive.clause_changes where after_text like '%train artificial intelligence%'"
            " and before_text like 'How we use your personal data will depend%' limit 1"
        )
    return provision_id
