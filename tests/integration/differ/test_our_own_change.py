"""Our own change is not theirs: an edit of selectors, a new extractor and a collection's new extraction tell nobody."""

import pytest

from services.differ import handlers, rebasing, recording
from shared.events import ChangeDetected
from tests.integration.differ.conftest import DAY, RETENTION, RETENTION_LONGER, START, World, policy

NOTICE = (
    "<aside class='box'><p>Read our newsletter every week, with many offers that we think you will like.</p></aside>"
)


MOVED_TO = "https://moved.example.org/privacy"


def with_notice(page: str) -> str:
    return page.replace("</main>", f"<div id='extra'><p>{RETENTION}</p></div></main>")


async def test_an_edit_of_selectors_gives_the_version_in_force_another_rendition(world: World) -> None:
    document = await world.document(select=["main"])
    page = with_notice(policy(RETENTION_LONGER))
    await world.capture(document, page, START)
    await world.edit(document, 2, ["main > p"])
    renditions = await world.rows("select * from archive.renditions order by made_at, is_current")
    assert [(one["version"], one["declaration_revision"], one["is_current"]) for one in renditions] == [
        (1, 1, False),
        (1, 2, True),
    ]
    assert RETENTION in renditions[0]["text"]
    assert RETENTION not in renditions[1]["text"]
    assert await world.value("select count(*) from archive.changes") == 0
    outcome = await world.capture(document, page, START + DAY, revision=2)
    assert (outcome["outcome"], outcome["reason"]) == ("verified", "same_bytes")


async def test_provisions_are_carried_over_a_re_base(world: World) -> None:
    document = await world.document(select=["main"])
    await world.capture(document, with_notice(policy(RETENTION_LONGER)), START)
    provision = await world.value("select provision_id from archive.clauses order by ordinal offset 2 limit 1")
    await world.edit(document, 2, ["main > p"])
    carriers = await world.value("select count(*) from archive.clauses where provision_id = $1", provision)
    assert carriers == 2
    gone = await world.rows("select * from archive.provisions where not is_present")
    assert len(gone) == 2  # the heading and the extra paragraph


async def test_an_edit_that_gives_the_same_text_keeps_the_rendition(world: World) -> None:
    document = await world.document(select=["main"])
    await world.capture(document, policy(RETENTION), START)
    await world.edit(document, 2, ["body > main"])
    (rendition,) = await world.rows("select * from archive.renditions")
    assert rendition["declaration_revision"] == 2


async def test_a_change_is_told_once_the_new_address_has_shown_the_same_bytes(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.edit(document, 2, [], MOVED_TO)
    same = await world.capture(document, policy(RETENTION), START + DAY, revision=2, url=MOVED_TO)
    assert (same["outcome"], same["reason"]) == ("verified", "same_words")
    again = await world.capture(document, policy(RETENTION), START + 2 * DAY, revision=2, url=MOVED_TO)
    assert (again["outcome"], again["reason"]) == ("verified", "same_bytes")
    changed = await world.capture(document, policy(RETENTION_LONGER), START + 3 * DAY, revision=2, url=MOVED_TO)
    assert (changed["outcome"], changed["reason"]) == ("changed", "changed")


async def test_what_the_new_address_shows_at_first_is_no_change_of_theirs(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.edit(document, 2, [], MOVED_TO)
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY, revision=2, url=MOVED_TO)
    assert (outcome["outcome"], outcome["reason"]) == ("cosmetic", "source_edited")


async def test_a_capture_by_a_new_declaration_is_compared_with_the_old_bytes_read_by_it(world: World) -> None:
    document = await world.document(select=["main"])
    await world.capture(document, with_notice(policy(RETENTION_LONGER)), START)
    await world.declare(document, 2, ["main > p"])
    outcome = await world.capture(
        document, with_notice(policy(RETENTION_LONGER, menu="Other")), START + DAY, revision=2
    )
    assert outcome["outcome"] == "verified"
    assert await world.published(ChangeDetected) == []


async def test_a_declaration_whose_selectors_are_not_on_the_old_page_re_bases_nothing(world: World) -> None:
    document = await world.document(select=["main"])
    await world.capture(document, policy(RETENTION), START)
    await world.edit(document, 2, ["#terms"])
    (rendition,) = await world.rows("select * from archive.renditions")
    assert rendition["declaration_revision"] == 1
    moved = policy(RETENTION_LONGER).replace("<main>", "<div id='terms'>").replace("</main>", "</div>")
    outcome = await world.capture(document, moved, START + DAY, revision=2)
    assert outcome["outcome"] == "changed"


async def test_a_new_extractor_re_bases_when_the_document_is_next_captured(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = await world.document()
    page = policy(RETENTION)
    await world.capture(document, page, START)
    for module in (handlers, rebasing, recording):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", 1_000_000)
    outcome = await world.capture(document, page, START + DAY)
    assert outcome["outcome"] == "verified"
    assert await world.value("select extractor_version from archive.renditions where is_current") == 1_000_000
    assert await world.value("select count(*) from archive.changes") == 0
    again = await world.capture(document, page, START + 2 * DAY)
    assert again["reason"] == "same_bytes"


async def test_a_collections_new_extraction_is_a_rendition_and_no_change(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START, origin="import")
    outcome = await world.capture(
        document, policy(RETENTION_LONGER), START + DAY, origin="import", is_reextraction=True
    )
    assert outcome["outcome"] == "verified"
    assert await world.value("select count(*) from archive.versions") == 1
    assert await world.value("select count(*) from archive.renditions") == 2
    later = await world.capture(document, policy(RETENTION_LONGER), START + 2 * DAY, origin="import")
    assert later["outcome"] == "verified"
