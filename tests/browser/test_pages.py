"""The pages as people meet them: on a desk and on a phone, in light and dark, without JavaScript."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page

from tests.browser.conftest import Visit
from tests.integration.api.archive_rows import Archive, Passage
from tests.integration.api.mailbox import Mailbox
from tests.integration.api.reading_rows import Readings

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
HEADING = Passage("CW-P-000003", "## How we change these terms", ("# Terms of Service",), "heading")
BEFORE = Passage(
    "CW-P-000001",
    "We will tell you by mail at least 30 days before a material change takes effect. If you do not agree, you can "
    "close your account and we refund what you have paid in advance.",
    ("# Terms of Service", "## How we change these terms"),
)
AFTER = Passage(
    "CW-P-000001",
    "We may tell you on this page 14 days before a material change takes effect. If you do not agree, you can close "
    "your account.",
    BEFORE.heading_path,
)
LIST = Passage(
    "CW-P-000002",
    "We share your data with:\n\n- our own companies,\n- advertisers who pay us, and\n- anyone_who_has_"
    "a_very_long_name_that_does_not_break_" + "and_goes_on_" * 12,
    ("# Terms of Service", "## Sharing"),
    "list",
)
REDLINE = (
    ("equal", "We "),
    ("deleted", "will"),
    ("inserted", "may"),
    ("equal", " tell you "),
    ("deleted", "by mail at least 30"),
    ("inserted", "on this page 14"),
    ("equal", " days before a material change takes effect. If you do not agree, you can close your account"),
    ("deleted", " and we refund what you have paid in advance"),
    ("equal", "."),
)


async def written(archive: Archive) -> tuple[str, str]:
    """A document with one change; its id and the change's."""
    await archive.platform("chatterbox", "Chatterbox")
    document_id = await archive.document("chatterbox", "Terms of Service")
    await archive.document("chatterbox", "Privacy Policy")
    await archive.version(document_id, 1, [HEADING, BEFORE, LIST])
    await archive.version(document_id, 2, [HEADING, AFTER, LIST])
    return document_id, await archive.change(document_id, 2, AFTER, BEFORE.text, REDLINE)


async def read(archive: Archive, readings: Readings, change_id: str) -> None:
    """What the change means, and a clause of another platform that says the like."""
    await readings.taxonomy()
    control = {
        "kind": "opt_out",
        "start": 0,
        "end": 3,
        "text": "opt out",
        "href": "https://a.example/",
        "is_specific": True,
    }
    await readings.typed(BEFORE.provision_id, BEFORE.text[:40], controls=[control])
    await archive.platform("murmur", "Murmur")
    peer = Passage("CW-P-000009", "Disputes are settled by arbitration alone.", ("# Terms",))
    await archive.version(await archive.document("murmur", "Terms of Service"), 1, [peer])
    await readings.typed(peer.provision_id, "arbitration", severity="medium")
    because = "notice period: “30 days” became “14 days”, shorter"
    signal = {
        "kind": "duration",
        "what": "notice",
        "before": {"start": 0, "end": 7, "text": "30 days"},
        "after": {"start": 0, "end": 7, "text": "14 days"},
        "direction": "worse",
        "because": because,
    }
    headline = f"Changes of these terms: a clause was reworded; {because}"
    await readings.change(change_id, headline, headline, [signal])
    await readings.generated(change_id, "You hear of changes later than before.", "14 days before a material change")


async def keep_picture(visit: Visit, name: str) -> None:
    """Keeps a picture of the page where CLAUSEWATCH_PICTURES names a folder, for a person to look at."""
    folder = os.environ.get("CLAUSEWATCH_PICTURES")
    if folder:
        await visit.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


async def overflow(visit: Visit) -> int:
    """By how many pixels the page is wider than the window."""
    wider: int = await visit.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


async def follow(page: Page, element: Locator) -> None:
    """Clicks what leads to another page, and waits until that page is there: a click alone may return before."""
    async with page.expect_navigation():
        await element.click()


async def test_who_subscribes_confirms_with_a_button_and_ends_it_again(
    visit: Visit, archive: Archive, mailbox: Mailbox
) -> None:
    await written(archive)
    page = visit.page
    await page.goto("/platforms/chatterbox")
    await page.get_by_label("Your e-mail address").fill("reader@example.org")
    await page.get_by_label("Weekly digest", exact=True).check()
    await follow(page, page.get_by_role("button", name="Subscribe"))
    assert await page.get_by_role("heading", level=1).inner_text() == "Check your mail"
    await page.goto(f"/confirm/{await mailbox.confirm_token()}")
    await keep_picture(visit, "confirm")
    await follow(page, page.get_by_role("button", name="Confirm"))
    await follow(page, page.get_by_role("link", name="My subscriptions").last)
    assert await page.get_by_text("Chatterbox").count() == 1
    await page.get_by_label("Time zone").select_option("Europe/Berlin")
    await follow(page, page.get_by_role("button", name="Save"))
    assert await page.get_by_role("status").inner_text() == "Your preferences are saved."
    assert await page.get_by_label("Time zone").input_value() == "Europe/Berlin"
    await keep_picture(visit, "manage")
    await follow(page, page.get_by_role("button", name="End: Chatterbox"))
    assert await page.get_by_text("You have none.").count() == 1
    assert visit.complaints == []


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_fits_its_window_and_the_browser_complains_of_nothing(
    visit: Visit, archive: Archive, readings: Readings, width: str, scheme: Literal["light", "dark"]
) -> None:
    document_id, change_id = await written(archive)
    await read(archive, readings, change_id)
    await visit.page.set_viewport_size(DESK if width == "desk" else PHONE)  # type: ignore[arg-type]  # a TypedDict
    await visit.page.emulate_media(color_scheme=scheme)
    pages = {
        "home": "/",
        "changes": "/changes",
        "platforms": "/platforms",
        "platform": "/platforms/chatterbox",
        "document": f"/documents/{document_id}",
        "version": f"/documents/{document_id}/versions/2",
        "change": f"/changes/{change_id}",
        "provision": "/provisions/CW-P-000001",
        "clause-types": "/clause-types",
        "clause-type": "/clause-types/arbitration",
        "comparison": "/clause-types/arbitration/comparison?platform=chatterbox&platform=murmur",
        "regulations": "/regulations",
        "regulation": "/regulations/faa",
        "ask": "/manage",
    }
    for name, path in pages.items():
        answer = await visit.page.goto(path)
        assert answer is not None
        assert answer.status == 200
        assert await overflow(visit) == 0, path
        await keep_picture(visit, f"{name}-{width}-{scheme}")
    assert visit.complaints == []


async def test_hostile_text_runs_nothing(visit: Visit, archive: Archive) -> None:
    await archive.platform("evil", "<img src=x onerror=document.title='taken'>")
    document_id = await archive.document("evil", url="javascript:document.title='taken'")
    hostile = Passage("CW-P-000001", "</div><script>document.title='taken'</script><style>body{display:none}</style>")
    await archive.version(document_id, 1, [hostile], final_url="javascript:document.title='taken'")
    for path in ("/platforms", f"/documents/{document_id}", f"/documents/{document_id}/versions/1"):
        await visit.page.goto(path)
        assert "taken" not in await visit.page.title() or "onerror" in await visit.page.title()
        assert await visit.page.locator("main").is_visible()
        assert await visit.page.locator('a[href^="javascript"]').count() == 0
    assert visit.complaints == []


async def test_the_pages_need_no_javascript(browser: Browser, site: str, archive: Archive, mailbox: Mailbox) -> None:
    await written(archive)
    context = await browser.new_context(base_url=site, java_script_enabled=False)
    page = await context.new_page()
    await page.goto("/provisions/CW-P-000001")
    await page.get_by_label("Your e-mail address").fill("reader@example.org")
    await page.get_by_role("button", name="Subscribe").click()
    assert await mailbox.kinds() == ["confirm"]
    await context.close()
