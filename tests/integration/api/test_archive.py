"""What readers are shown: by JSON, by pages and by feeds; hostile text stays text."""

import hashlib
import xml.etree.ElementTree as ElementTree
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import httpx

from services.api.web.headers import CONTENT_SECURITY_POLICY
from tests.integration.api.archive_rows import Archive, Passage

HOSTILE = '<script>alert(1)</script> "quoted" & <img src=x onerror=alert(2)> \u202eright to left ﷽ 🙂'
ATOM = "{http://www.w3.org/2005/Atom}"


def notice(text: str) -> Passage:
    return Passage("CW-P-000001", text, ("# Your data", "## Notice"))


OTHER = Passage("CW-P-000002", "We keep your data for as long as you have an account.")
OLD, NEW = notice("We tell you 30 days before."), notice("We may tell you 14 days before.")
REDLINE = (
    ("equal", "We"),
    ("inserted", " may"),
    ("equal", " tell you "),
    ("deleted", "30"),
    ("inserted", "14"),
    ("equal", " days before."),
)


async def changed(archive: Archive) -> tuple[str, str]:
    """A document whose notice was reworded: its id and the change's."""
    await archive.platform()
    document_id = await archive.document()
    await archive.version(document_id, 1, [OLD, OTHER])
    await archive.version(document_id, 2, [NEW, OTHER])
    return document_id, await archive.change(document_id, 2, NEW, OLD.text, REDLINE)


async def test_a_change_is_shown_clause_by_clause_with_its_evidence(
    reader: httpx.AsyncClient, archive: Archive
) -> None:
    document_id, change_id = await changed(archive)
    shown = (await reader.get(f"/api/v1/changes/{change_id}")).json()
    assert (shown["document_id"], shown["from_version"], shown["to_version"]) == (document_id, 1, 2)
    (clause,) = shown["clause_changes"]
    assert clause["before_text"] == OLD.text
    assert "".join(part["text"] for part in clause["redline"] if part["kind"] != "deleted") == NEW.text
    assert shown["before"]["text_sha256"] != shown["after"]["text_sha256"]
    assert shown["sources"][0]["final_url"] == "https://example.org/privacy"
    page = (await reader.get(f"/changes/{change_id}")).text
    assert "<del>30</del><ins>14</ins>" in page
    assert "1 clause reworded" in page
    assert shown["after"]["text_sha256"] in page


async def test_a_provision_has_every_wording_with_its_dates_and_the_current_one_verbatim(
    reader: httpx.AsyncClient, archive: Archive
) -> None:
    document_id, change_id = await changed(archive)
    await archive.version(document_id, 3, [OTHER, NEW])
    shown = (await reader.get("/api/v1/provisions/CW-P-000001")).json()
    assert shown["is_present"] is True
    assert [wording["text"] for wording in shown["wordings"]] == [NEW.text, OLD.text]
    current, first = shown["wordings"]
    assert (current["first_version"], current["last_version"], current["change_id"]) == (2, 3, change_id)
    assert [part["kind"] for part in current["redline"]] == [kind for kind, _ in REDLINE]
    assert (first["first_version"], first["last_version"], first["change_id"], first["redline"]) == (1, 1, None, [])
    version = (await reader.get(f"/api/v1/documents/{document_id}/versions/3")).json()
    quote = next(clause for clause in version["clauses"] if clause["provision_id"] == "CW-P-000001")
    assert version["text"][quote["start"] : quote["end"]] == quote["text"] == NEW.text
    page = (await reader.get("/provisions/CW-P-000001")).text
    assert "<blockquote>" in page
    assert "Your data" in page
    assert "# Your data" not in page


async def test_offsets_count_code_points_whatever_the_text(reader: httpx.AsyncClient, archive: Archive) -> None:
    await archive.platform()
    document_id = await archive.document()
    await archive.version(document_id, 1, [notice(HOSTILE), OTHER])
    version = (await reader.get(f"/api/v1/documents/{document_id}/versions/1")).json()
    for clause in version["clauses"]:
        assert version["text"][clause["start"] : clause["end"]] == clause["text"]
    assert version["rendition_sha256"] == hashlib.sha256(version["text"].encode()).hexdigest()


async def test_captured_text_is_never_markup(reader: httpx.AsyncClient, archive: Archive) -> None:
    await archive.platform("evil", f"Evil {HOSTILE}")
    document_id = await archive.document("evil", f"Terms {HOSTILE}", url="javascript:alert(3)")
    hostile, hostile_before = Passage("CW-P-000001", HOSTILE, (HOSTILE,)), Passage("CW-P-000001", "before " + HOSTILE)
    await archive.version(document_id, 1, [hostile_before], final_url="javascript:alert(4)")
    await archive.version(document_id, 2, [hostile], final_url="javascript:alert(4)")
    change_id = await archive.change(
        document_id, 2, hostile, hostile_before.text, [("deleted", "before "), ("equal", HOSTILE)]
    )
    for path in (
        "/",
        "/changes",
        "/platforms",
        "/platforms/evil",
        f"/documents/{document_id}",
        f"/documents/{document_id}/versions/2",
        f"/changes/{change_id}",
        "/provisions/CW-P-000001",
    ):
        page = await reader.get(path)
        assert page.status_code == 200, page.text
        assert "<script" not in page.text
        assert "<img" not in page.text
        assert 'href="javascript:' not in page.text
        assert "&lt;script&gt;alert(1)" in page.text
        assert page.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "no-referrer"
    for path in ("/feed.atom", "/platforms/evil/feed.atom", f"/documents/{document_id}/feed.atom"):
        feed = ElementTree.fromstring((await reader.get(path)).content)
        title = feed.findtext(f"{ATOM}entry/{ATOM}title") or ""
        assert "<script>alert(1)</script>" in title


async def test_pages_of_changes_stay_stable_while_new_ones_come_in(reader: httpx.AsyncClient, archive: Archive) -> None:
    await archive.platform()
    document_id = await archive.document()
    other = await archive.document(document_type="Terms of Service")
    change_ids = []
    for document in (document_id, other):
        await archive.version(document, 1, [OLD])
        for number in range(2, 6):
            await archive.version(document, number, [NEW])
            change_ids.append(await archive.change(document, number, NEW, OLD.text, REDLINE))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "3", **({"cursor": cursor} if cursor else {})}
        shown = (await reader.get("/api/v1/changes", params=query)).json()
        seen += [change["id"] for change in shown["items"]]
        cursor = shown["next_cursor"]
        if cursor is None:
            break
        number = 6 + len(seen)
        await archive.version(other, number - 1, [OLD])
        await archive.version(other, number, [NEW])
        await archive.change(other, number, NEW, OLD.text, REDLINE)
    assert sorted(seen) == sorted(change_ids)
    of_document = (await reader.get("/api/v1/changes", params={"document": document_id, "limit": 200})).json()
    assert {change["document_id"] for change in of_document["items"]} == {document_id}
    assert len(of_document["items"]) == 4


async def test_a_cursor_that_is_not_ours_is_a_problem(reader: httpx.AsyncClient) -> None:
    for cursor in ("nonsense", "W10", "é", "eyJhIjoxfQ"):
        for path in ("/api/v1/changes", "/api/v1/platforms", "/api/v1/documents"):
            answer = await reader.get(path, params={"cursor": cursor})
            assert answer.status_code == 400
            assert answer.json()["type"] == "urn:clausewatch:problem:invalid-cursor"


async def test_a_cursor_with_what_no_row_can_have_is_a_problem(reader: httpx.AsyncClient, archive: Archive) -> None:
    await archive.platform()
    document_id = await archive.document()
    keys = {
        "platforms": ['"\\u0000"'],
        "documents": ['"\\u0000"'],
        f"documents/{document_id}/versions": ["2147483648", "-1"],
        "changes": [
            '["2026-01-01T00:00:00Z","\\u0000"]',
            '["2026-01-01T00:00:00","CW-C-000001"]',
            '["0001-01-01T00:00:00+14:00","CW-C-000001"]',
            '["9999-12-31T23:00:00-12:00","CW-C-000001"]',
        ],
    }
    for path, cursors in keys.items():
        for key in cursors:
            cursor = urlsafe_b64encode(key.encode()).decode()
            answer = await reader.get(f"/api/v1/{path}", params={"cursor": cursor})
            assert (answer.status_code, answer.json()["type"]) == (400, "urn:clausewatch:problem:invalid-cursor"), key


async def test_changes_of_form_are_listed_on_request_alone(reader: httpx.AsyncClient, archive: Archive) -> None:
    await archive.platform()
    document_id = await archive.document()
    await archive.version(document_id, 1, [OLD])
    await archive.version(document_id, 2, [NEW])
    await archive.change(document_id, 2, NEW, OLD.text, REDLINE, is_substantive=False)
    assert (await reader.get("/api/v1/changes")).json()["items"] == []
    listed = (await reader.get("/api/v1/changes", params={"with_cosmetic": True})).json()
    assert [change["is_substantive"] for change in listed["items"]] == [False]
    assert b"<entry>" not in (await reader.get("/feed.atom")).content


async def test_the_catalogue_says_how_fresh_each_document_is(reader: httpx.AsyncClient, archive: Archive) -> None:
    await archive.platform("b-platform", "B")
    await archive.platform("a-platform", "A")
    fresh, unseen = await archive.document("a-platform"), await archive.document("a-platform", "Terms of Service")
    captured_at = await archive.version(fresh, 1, [OLD])
    platforms = (await reader.get("/api/v1/platforms", params={"limit": 1})).json()
    assert [(found["slug"], found["documents"]) for found in platforms["items"]] == [("a-platform", 2)]
    following = (await reader.get("/api/v1/platforms", params={"cursor": platforms["next_cursor"]})).json()
    assert [found["slug"] for found in following["items"]] == ["b-platform"]
    documents = (await reader.get("/api/v1/documents", params={"platform": "a-platform"})).json()["items"]
    verified = {found["id"]: found["last_verified_at"] for found in documents}
    assert datetime.fromisoformat(verified[fresh]).astimezone(UTC) == captured_at
    assert verified[unseen] is None
    detail = (await reader.get(f"/api/v1/documents/{fresh}")).json()
    assert detail["source_urls"] == ["https://example.org/privacy"]
    versions = (await reader.get(f"/api/v1/documents/{fresh}/versions")).json()["items"]
    assert [version["number"] for version in versions] == [1]
    assert "never yet" in (await reader.get(f"/documents/{unseen}")).text


async def test_what_does_not_exist_is_a_page_for_people_and_a_problem_for_programs(
    reader: httpx.AsyncClient, archive: Archive
) -> None:
    await archive.platform()
    document_id = await archive.document()
    for path in (
        "/platforms/nowhere",
        "/documents/CW-D-99999",
        "/documents/nonsense",
        "/changes/CW-C-999999",
        "/provisions/CW-P-999999",
        f"/documents/{document_id}/versions/1",
        f"/documents/{document_id}/versions/0",
        "/%00",
        "/platforms/%00",
        "/elsewhere",
    ):
        page = await reader.get(path)
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
        answer = await reader.get(f"/api/v1{path}")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
        assert answer.json()["what_to_do"]


async def test_who_has_a_page_is_told_so_without_its_bytes(reader: httpx.AsyncClient, archive: Archive) -> None:
    document_id, change_id = await changed(archive)
    for path in (f"/changes/{change_id}", f"/api/v1/changes/{change_id}", f"/documents/{document_id}/feed.atom"):
        first = await reader.get(path)
        again = await reader.get(path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert (await reader.get(path, headers={"if-none-match": '"other"'})).status_code == 200
        head = await reader.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(first.content))
    feed = await reader.get("/feed.atom")
    since = {"if-modified-since": feed.headers["last-modified"]}
    assert (await reader.get("/feed.atom", headers=since)).status_code == 304
    assert (await reader.get("/feed.atom", headers={"if-modified-since": "nonsense"})).status_code == 200


async def test_a_feed_names_each_change_once_with_an_id_that_stays(reader: httpx.AsyncClient, archive: Archive) -> None:
    document_id, change_id = await changed(archive)
    answer = await reader.get(f"/documents/{document_id}/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "Example – Privacy Policy – changes"
    assert [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] == [
        f"https://clausewatch.example/changes/{change_id}"
    ]
    empty = await archive.document(document_type="Terms of Service")
    assert ElementTree.fromstring((await reader.get(f"/documents/{empty}/feed.atom")).content).findall("entry") == []
