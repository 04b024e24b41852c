"""What an operator asks for becomes an event, and nobody else can ask."""

import httpx

from services.api.errors import OperatorClosedError
from shared.database import Database
from shared.events import DocumentEditRequested, FetchRequested, QuarantineDecided, parse_event
from tests.integration.api.archive_rows import Archive
from tests.integration.api.conftest import OpenReader


async def logged(owner: Database) -> list[dict[str, object]]:
    async with owner.connection() as connection:
        rows = await connection.fetch("select payload from accounts.events order by sequence")
    return [row["payload"] for row in rows]


async def test_a_check_now_is_asked_of_the_fetcher(
    reader: httpx.AsyncClient, archive: Archive, owner: Database, operator: dict[str, str]
) -> None:
    await archive.platform()
    document_id = await archive.document()
    answer = await reader.post(f"/api/v1/documents/{document_id}/fetches", headers=operator)
    assert (answer.status_code, answer.json()["see"]) == (202, f"/api/v1/documents/{document_id}")
    (payload,) = await logged(owner)
    assert parse_event(FetchRequested, payload).document_id == document_id
    missing = await reader.post("/api/v1/documents/CW-D-99999/fetches", headers=operator)
    assert missing.status_code == 404


async def test_other_sources_are_asked_of_the_fetcher_and_must_be_web_addresses(
    reader: httpx.AsyncClient, archive: Archive, owner: Database, operator: dict[str, str]
) -> None:
    await archive.platform()
    path = f"/api/v1/documents/{await archive.document()}/declaration"
    wanted = {"sources": [{"url": "https://example.org/new", "select": ["main"]}]}
    assert (await reader.put(path, json=wanted, headers=operator)).status_code == 202
    (payload,) = await logged(owner)
    assert parse_event(DocumentEditRequested, payload).sources[0].select == ("main",)
    for url in ("file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b/"):
        refused = await reader.put(path, json={"sources": [{"url": url}]}, headers=operator)
        assert refused.status_code == 422
    assert (await reader.put(path, json={"sources": []}, headers=operator)).status_code == 422


async def test_a_quarantined_capture_is_listed_and_decided(
    reader: httpx.AsyncClient, archive: Archive, owner: Database, operator: dict[str, str]
) -> None:
    await archive.platform()
    capture_id = await archive.quarantined(await archive.document())
    (held,) = (await reader.get("/api/v1/quarantine", headers=operator)).json()["items"]
    assert (held["capture_id"], held["reason"], held["excerpt"]) == (str(capture_id), "error_page", "Page not found")
    path = f"/api/v1/quarantine/{capture_id}/decision"
    assert (await reader.post(path, json={"decision": "maybe"}, headers=operator)).status_code == 422
    assert (await reader.post(path, json={"decision": "rejected"}, headers=operator)).status_code == 202
    (payload,) = await logged(owner)
    assert parse_event(QuarantineDecided, payload).decision == "rejected"
    async with owner.connection() as connection:
        await connection.execute("update archive.quarantine set state = 'rejected', decided_at = captured_at")
    assert (await reader.post(path, json={"decision": "accepted"}, headers=operator)).status_code == 409


async def test_operator_routes_need_the_token(reader: httpx.AsyncClient, archive: Archive, owner: Database) -> None:
    await archive.platform()
    document_id = await archive.document()
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic YTpi"}):
        answer = await reader.post(f"/api/v1/documents/{document_id}/fetches", headers=headers)
        assert answer.status_code == 401
        assert (await reader.get("/api/v1/quarantine", headers=headers)).status_code == 401
    assert await logged(owner) == []


async def test_without_a_token_configured_the_routes_are_closed_and_say_what_to_set(
    open_reader: OpenReader, operator: dict[str, str]
) -> None:
    async with open_reader() as reader:
        answer = await reader.get("/api/v1/quarantine", headers=operator)
    assert answer.status_code == OperatorClosedError.status
    assert "CLAUSEWATCH_API_OPERATOR_TOKEN_SHA256" in answer.json()["what_to_do"]
