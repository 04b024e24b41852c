"""A subscriber's ways to the api."""

from typing import Any

import httpx

from tests.integration.api.mailbox import Mailbox


def wish(address: str = "reader@example.org", **more: Any) -> dict[str, Any]:
    return {"address": address, "target": {"kind": "everything"}, "mode": "both", **more}


async def ask(reader: httpx.AsyncClient, **more: Any) -> httpx.Response:
    return await reader.post("/api/v1/subscriptions", json=wish(**more))


async def bearer(mailbox: Mailbox) -> dict[str, str]:
    return {"authorization": f"Bearer {await mailbox.manage_token()}"}


async def confirmed(reader: httpx.AsyncClient, mailbox: Mailbox, **more: Any) -> None:
    await ask(reader, **more)
    answer = await reader.post(f"/confirm/{await mailbox.confirm_token()}")
    assert answer.status_code == 200


async def listed(reader: httpx.AsyncClient, mailbox: Mailbox) -> list[Any]:
    answer = await reader.get("/api/v1/subscriptions", headers=await bearer(mailbox))
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["subscriptions"]
    return found
