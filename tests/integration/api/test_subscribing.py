"""Double opt-in as a subscriber meets it: ask, confirm with a button, manage, end with one click."""

from datetime import timedelta

import httpx

from shared.clock import ManualClock
from shared.database import Database
from shared.ids import new_id
from shared.links import LinkSigner
from tests.integration.api.archive_rows import Archive
from tests.integration.api.mailbox import Mailbox
from tests.integration.api.subscriber import ask, bearer, confirmed, listed


async def test_a_subscription_is_asked_for_confirmed_and_listed(reader: httpx.AsyncClient, mailbox: Mailbox) -> None:
    answer = await ask(reader, time_zone="Europe/Paris", digest_weekday=3, digest_hour=7)
    assert answer.status_code == 202
    assert (await reader.get("/api/v1/subscriptions", headers=await bearer(mailbox))).status_code == 404
    page = await reader.post(f"/confirm/{await mailbox.confirm_token()}")
    assert "Every watched document" in page.text
    shown = (await reader.get("/api/v1/subscriptions", headers=await bearer(mailbox))).json()
    assert shown["address"] == "reader@example.org"
    assert shown["preferences"] == {
        "time_zone": "Europe/Paris",
        "digest_weekday": 3,
        "digest_hour": 7,
        "wants_empty_digest": False,
    }
    assert [(found["state"], found["mode"]) for found in shown["subscriptions"]] == [("active", "both")]


async def test_looking_at_a_confirming_link_confirms_nothing(
    reader: httpx.AsyncClient, mailbox: Mailbox, owner: Database
) -> None:
    await ask(reader)
    token = await mailbox.confirm_token()
    for _ in range(2):
        page = await reader.get(f"/confirm/{token}")
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
        assert (await reader.head(f"/confirm/{token}")).status_code == 200
    async with owner.connection() as connection:
        assert await connection.fetchval("select state from accounts.subscriptions") == "pending"
        assert await connection.fetchval("select state from accounts.subscribers") == "pending"


async def test_confirming_twice_is_no_error(reader: httpx.AsyncClient, mailbox: Mailbox) -> None:
    await confirmed(reader, mailbox)
    token = await mailbox.confirm_token()
    assert (await reader.post(f"/confirm/{token}")).status_code == 200
    assert "Already confirmed" in (await reader.get(f"/confirm/{token}")).text
    assert len(await listed(reader, mailbox)) == 1


async def test_an_expired_link_says_so_and_what_to_do(
    reader: httpx.AsyncClient, mailbox: Mailbox, clock: ManualClock
) -> None:
    await ask(reader)
    clock.move(timedelta(hours=73))
    answer = await reader.post(f"/confirm/{await mailbox.confirm_token()}")
    assert answer.status_code == 400
    assert "expired" in answer.text
    assert "Subscribe again" in answer.text


async def test_a_token_made_for_one_purpose_is_refused_for_another(
    reader: httpx.AsyncClient, mailbox: Mailbox, links: LinkSigner
) -> None:
    await confirmed(reader, mailbox)
    event = (await mailbox.requests())[0][1]
    manage, unsubscribe = await mailbox.manage_token(), await mailbox.unsubscribe_token()
    assert (await reader.post(f"/confirm/{links.token('manage', event.id)}")).status_code == 400
    assert (await reader.get(f"/manage/{unsubscribe}")).status_code == 400
    one_click = {"List-Unsubscribe": "One-Click"}
    assert (await reader.post(f"/unsubscribe/{manage}", data=one_click)).status_code == 400
    refused = await reader.get("/api/v1/subscriptions", headers={"authorization": f"Bearer {unsubscribe}"})
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    forged = LinkSigner(b"another key, which is long enough, too").token("confirm", event.id)
    assert (await reader.post(f"/confirm/{forged}")).status_code == 400
    assert (await reader.get("/confirm/nonsense")).status_code == 400


async def test_a_valid_token_for_what_is_gone_has_a_clear_page(reader: httpx.AsyncClient, links: LinkSigner) -> None:
    assert "no longer kept" in (await reader.get(f"/confirm/{links.token('confirm', new_id())}")).text
    assert "no longer kept" in (await reader.get(f"/unsubscribe/{links.token('unsubscribe', new_id())}")).text


async def test_a_request_by_a_stranger_changes_nothing_for_a_confirmed_subscriber(
    reader: httpx.AsyncClient, mailbox: Mailbox
) -> None:
    await confirmed(reader, mailbox, mode="alert")
    await ask(reader, mode="digest", time_zone="Asia/Tokyo")
    shown = (await reader.get("/api/v1/subscriptions", headers=await bearer(mailbox))).json()
    assert shown["preferences"]["time_zone"] == "UTC"
    assert [found["mode"] for found in shown["subscriptions"]] == ["alert"]
    await reader.post(f"/confirm/{await mailbox.confirm_token()}")
    assert [found["mode"] for found in await listed(reader, mailbox)] == ["digest"]


async def test_a_target_that_does_not_exist_is_a_problem_that_says_where_to_look(
    reader: httpx.AsyncClient, archive: Archive, mailbox: Mailbox
) -> None:
    answer = await ask(reader, target={"kind": "platform", "id": "nowhere"})
    assert answer.status_code == 404
    assert "/api/v1/platforms" in answer.json()["what_to_do"]
    await archive.platform("somewhere")
    assert (await ask(reader, target={"kind": "platform", "id": "somewhere"})).status_code == 202


async def test_what_is_not_valid_is_named(reader: httpx.AsyncClient) -> None:
    for wrong, field in (
        ({"time_zone": "Mars/Olympus"}, "body.time_zone"),
        ({"target": {"kind": "document", "id": "CW-D-1"}}, "body.target"),
        ({"target": {"kind": "everything", "id": "x"}}, "body.target"),
        ({"digest_hour": 24}, "body.digest_hour"),
        ({"surprise": 1}, "body.surprise"),
    ):
        answer = await ask(reader, **wrong)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert [fault["field"] for fault in answer.json()["errors"]] == [field]
    for address in ("nobody", "a@b", "a\r\nbcc: c@example.org", "a@example.org\x00", "<a@example.org>"):
        answer = await ask(reader, address=address)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:clausewatch:problem:invalid-address")


async def test_one_click_ends_the_subscription_and_looking_does_not(
    reader: httpx.AsyncClient, mailbox: Mailbox
) -> None:
    await confirmed(reader, mailbox)
    token = await mailbox.unsubscribe_token()
    assert "End this subscription?" in (await reader.get(f"/unsubscribe/{token}")).text
    assert (await reader.post(f"/unsubscribe/{token}", data={"something": "else"})).status_code == 422
    assert len(await listed(reader, mailbox)) == 1
    for _ in range(2):
        answer = await reader.post(f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert await listed(reader, mailbox) == []
    assert "Already ended" in (await reader.get(f"/unsubscribe/{token}")).text
    multipart = await reader.post(f"/unsubscribe/{token}", files={"List-Unsubscribe": (None, "One-Click")})
    assert multipart.status_code == 200


async def test_a_confirming_link_does_not_bring_back_what_was_ended_since(
    reader: httpx.AsyncClient, mailbox: Mailbox
) -> None:
    await confirmed(reader, mailbox)
    await reader.post(f"/unsubscribe/{await mailbox.unsubscribe_token()}", data={"List-Unsubscribe": "One-Click"})
    assert (await reader.post(f"/confirm/{await mailbox.confirm_token()}")).status_code == 400
    assert await listed(reader, mailbox) == []
    await confirmed(reader, mailbox)
    assert len(await listed(reader, mailbox)) == 1


async def test_a_subscriber_ends_their_own_subscriptions_alone(reader: httpx.AsyncClient, mailbox: Mailbox) -> None:
    await confirmed(reader, mailbox)
    mine = (await listed(reader, mailbox))[0]["id"]
    await confirmed(reader, mailbox, address="other@example.org")
    theirs = await bearer(mailbox)
    assert (await reader.delete(f"/api/v1/subscriptions/{mine}", headers=theirs)).status_code == 404
    assert (await reader.delete(f"/api/v1/subscriptions/{mine}")).status_code == 401
    own = (await listed(reader, mailbox))[0]["id"]
    assert (await reader.delete(f"/api/v1/subscriptions/{own}", headers=theirs)).status_code == 204
    assert await listed(reader, mailbox) == []


async def test_preferences_change_by_json_and_by_form(reader: httpx.AsyncClient, mailbox: Mailbox) -> None:
    await confirmed(reader, mailbox)
    edited = await reader.patch(
        "/api/v1/preferences", json={"digest_hour": 18, "wants_empty_digest": True}, headers=await bearer(mailbox)
    )
    assert edited.json()["preferences"] == {
        "time_zone": "UTC",
        "digest_weekday": 0,
        "digest_hour": 18,
        "wants_empty_digest": True,
    }
    token = await mailbox.manage_token()
    form = {"time_zone": "America/New_York", "digest_weekday": "4", "digest_hour": "6"}
    saved = await reader.post(f"/manage/{token}/preferences", data=form, follow_redirects=True)
    assert "Your preferences are saved." in saved.text
    shown = (await reader.get("/api/v1/subscriptions", headers=await bearer(mailbox))).json()
    assert shown["preferences"] == {
        "time_zone": "America/New_York",
        "digest_weekday": 4,
        "digest_hour": 6,
        "wants_empty_digest": False,
    }
    wrong = await reader.post(f"/manage/{token}/preferences", data={**form, "time_zone": "<script>"})
    assert wrong.status_code == 422
    assert "<script>" not in wrong.text


async def test_the_pages_do_what_the_json_does(reader: httpx.AsyncClient, mailbox: Mailbox) -> None:
    form = {"address": "reader@example.org", "kind": "everything", "id": "", "mode": "alert"}
    assert "Check your mail" in (await reader.post("/subscribe", data=form)).text
    page = await reader.post(f"/confirm/{await mailbox.confirm_token()}")
    path = page.text.split('href="/manage/')[1].split('"')[0]
    assert "reader@example.org" in (await reader.get(f"/manage/{path}")).text
    subscription = (await listed(reader, mailbox))[0]["id"]
    ended = await reader.post(f"/manage/{path}/subscriptions/{subscription}/end", follow_redirects=True)
    assert "The subscription has ended." in ended.text
    assert await listed(reader, mailbox) == []
    assert (await reader.post("/subscribe", data={**form, "kind": "platform"})).status_code == 422
    assert (await reader.post("/manage", data={"address": "reader@example.org"})).status_code == 200
    assert (await mailbox.kinds())[-1] == "manage"
