"""What becomes of a capture: versions, verifications, quarantine, failures, and the events that tell of them."""

from datetime import timedelta

from services.differ.captured_pages import CapturedPages, ReadCapture
from services.differ.decision import Decision
from services.differ.document_state import DocumentState
from services.differ.extract.document import CanonicalDocument
from services.differ.extract.reading import ReadingFailed
from services.differ.handlers import Handlers
from shared.events import CaptureQuarantined, ChangeDetected
from shared.inbox import Consumer
from tests.integration.differ.conftest import (
    DAY,
    ERROR_PAGE,
    RETENTION,
    RETENTION_LONGER,
    START,
    World,
    policy,
)
from tests.integration.differ.word_reader import readings


async def test_the_first_policy_is_a_baseline_and_tells_nobody(world: World) -> None:
    document = await world.document()
    outcome = await world.capture(document, policy(RETENTION), START)
    assert (outcome["outcome"], outcome["version"]) == ("baseline", 1)
    assert await world.published(ChangeDetected) == []
    provisions = await world.rows("select id from archive.readable_provisions order by id")
    assert provisions[0]["id"] == "CW-P-000001"
    assert len(provisions) == await world.value("select count(*) from archive.clauses")


async def test_the_same_bytes_verify_without_being_read(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    # Its bytes are nowhere: reading them would fail.
    await world.value("update catalog.capture_parts set sha256 = sha256 returning 1")
    outcome = await world.capture(document, policy(RETENTION), START + DAY, has_blob=False)
    assert (outcome["outcome"], outcome["reason"], outcome["version"]) == ("verified", "same_bytes", 1)
    version = (await world.rows("select * from archive.versions"))[0]
    assert (version["last_seen_at"], version["verifications"]) == (START + DAY, 1)
    seen = await world.value("select distinct last_seen_at from archive.readable_provisions")
    assert seen == START + DAY


async def test_another_menu_around_the_same_text_verifies(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, policy(RETENTION, menu="Home Sale Shop"), START + DAY)
    assert outcome["outcome"] == "verified"
    assert await world.value("select count(*) from archive.versions") == 1


async def test_a_changed_clause_is_a_version_whose_event_commits_with_it(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    assert (outcome["outcome"], outcome["version"], outcome["change_id"]) == ("changed", 2, "CW-C-000001")
    change = (await world.rows("select * from archive.changes"))[0]
    assert (change["added"], change["removed"], change["modified"], change["moved"]) == (0, 0, 1, 0)
    (event,) = await world.published(ChangeDetected)
    assert (event["change_id"], event["document_id"], event["trace_id"]) == ("CW-C-000001", document, "trace")


async def test_a_reworded_clause_keeps_its_provision_and_is_quoted_word_by_word(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    (entry,) = await world.rows("select * from archive.clause_changes")
    assert (entry["before_text"], entry["after_text"]) == (RETENTION, RETENTION_LONGER)
    assert [segment["text"] for segment in entry["redline"] if segment["kind"] != "equal"] == [" thirty", " ninety"]
    carriers = await world.value(
        "select count(distinct rendition_id) from archive.clauses where provision_id = $1", entry["provision_id"]
    )
    assert carriers == 2


async def test_a_removed_clause_ends_its_provision_and_its_return_brings_it_back(world: World) -> None:
    document = await world.document()
    other = "We tell the police what we know about you when a court in our country has ordered us to do so."
    await world.capture(document, policy(RETENTION, other), START)
    await world.capture(document, policy(other), START + DAY)
    gone = await world.rows("select * from archive.readable_provisions where not is_present")
    assert [(one["last_version"], one["last_seen_at"]) for one in gone] == [(1, START)]
    new = "We now sell the list of shops that you have been to, with your name, to anyone who pays us for it."
    await world.capture(document, policy(RETENTION, other, new), START + 2 * DAY)
    back = await world.rows("select * from archive.readable_provisions where id = $1", gone[0]["id"])
    assert (back[0]["is_present"], back[0]["first_seen_at"], back[0]["last_version"]) == (True, START, 3)


async def test_a_change_of_nothing_but_numbering_is_a_version_and_no_event(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(f"1. {RETENTION}"), START)
    outcome = await world.capture(document, policy(f"2. {RETENTION}"), START + DAY)
    assert outcome["outcome"] in ("cosmetic", "verified")
    assert await world.published(ChangeDetected) == []


async def test_an_imported_change_is_kept_and_alerts_nobody(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START, origin="import")
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY, origin="import")
    assert outcome["outcome"] == "changed"
    assert await world.published(ChangeDetected) == []


async def test_an_error_page_waits_in_quarantine_and_is_looked_at_again(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, ERROR_PAGE, START + DAY)
    assert outcome["outcome"] == "quarantined"
    again = await world.capture(document, ERROR_PAGE, START + DAY + timedelta(hours=1))
    assert again["outcome"] == "quarantined"
    events = await world.published(CaptureQuarantined)
    assert [(event["times_seen"], event["document_id"]) for event in events] == [(1, document), (2, document)]
    assert await world.value("select version_in_force from archive.documents") == 1


async def test_the_policy_after_an_error_page_verifies_and_ends_the_wait(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, ERROR_PAGE, START + DAY)
    outcome = await world.capture(document, policy(RETENTION), START + 2 * DAY)
    assert outcome["outcome"] == "verified"
    assert await world.value("select state from archive.quarantine") == "released"
    assert await world.value("select is_settled from archive.documents")


async def test_a_first_page_that_is_an_error_puts_nothing_in_force(world: World) -> None:
    document = await world.document()
    assert (await world.capture(document, ERROR_PAGE, START))["outcome"] == "quarantined"
    assert (await world.capture(document, policy(RETENTION), START + DAY))["outcome"] == "baseline"


async def test_a_capture_older_than_the_last_is_recorded_and_never_put_in_force(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    outcome = await world.capture(document, policy(RETENTION), START)
    assert (outcome["outcome"], outcome["reason"]) == ("returned", "older_than_the_last")
    assert await world.value("select count(*) from archive.versions") == 1
    assert await world.value("select last_captured_at from archive.documents") == START + DAY


async def test_a_page_that_cannot_be_read_has_failed_and_blocks_nothing(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    hostile = "<div>" * 60_000 + "deep"
    outcome = await world.capture(document, hostile, START + DAY)
    assert outcome["outcome"] == "failed"
    assert outcome["reason"]
    assert await world.value("select count(*) from archive.inbox where state = 'given_up'") == 0
    assert (await world.capture(document, policy(RETENTION), START + 2 * DAY))["outcome"] == "verified"


async def test_a_capture_whose_bytes_are_gone_is_given_up_with_what_to_do(world: World) -> None:
    document = await world.document()
    await world.captured(document, policy(RETENTION), START, has_blob=False)
    await world.decide(document)
    (entry,) = await world.rows("select state, last_error from archive.inbox")
    assert entry["state"] == "given_up"
    assert "restore it from a backup" in entry["last_error"]
    assert (await world.capture(document, policy(RETENTION), START + DAY))["outcome"] == "baseline"


async def test_a_return_writes_no_version_and_a_pair_that_alternates_is_known(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    outcomes = [
        await world.capture(document, policy(text), START + days * DAY)
        for days, text in ((2, RETENTION), (3, RETENTION_LONGER), (4, RETENTION))
    ]
    assert (outcomes[0]["outcome"], outcomes[0]["reason"]) == ("returned", "return")
    assert outcomes[1]["outcome"] == "verified"
    assert (outcomes[2]["outcome"], outcomes[2]["reason"]) == ("returned", "known_variant")
    assert await world.value("select count(*) from archive.versions") == 2
    assert len(await world.published(ChangeDetected)) == 1


async def test_a_return_that_lasts_is_told_as_a_rollback(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    outcomes = [(await world.capture(document, policy(RETENTION), START + n * DAY))["outcome"] for n in (2, 3, 4)]
    assert outcomes == ["returned", "returned", "changed"]
    assert await world.value("select is_rollback from archive.changes where id = 'CW-C-000002'")
    assert len(await world.published(ChangeDetected)) == 2


async def test_each_version_is_chained_to_the_one_before(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    links = await world.rows("select chain_sha256, text_sha256 from archive.versions order by number")
    expected = await world.value(
        "select encode(sha256(convert_to($1 || E'\\n' || $2, 'UTF8')), 'hex')",
        links[0]["chain_sha256"],
        links[1]["text_sha256"],
    )
    assert links[1]["chain_sha256"] == expected


async def test_an_event_that_is_handled_again_changes_nothing(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    before = await world.rows("select * from archive.versions order by number")
    await world.value("update archive.inbox set state = 'attempted', attempts = 0 returning 1")
    await world.decide(document)
    assert await world.rows("select * from archive.versions order by number") == before
    assert len(await world.published(ChangeDetected)) == 1


class PagesThatAreHostileTogether(CapturedPages):
    """Pages that read well, and whose comparison breaks a limit."""

    async def decide(self, read: ReadCapture, page: CanonicalDocument, state: DocumentState | None) -> Decision:
        raise ReadingFailed("time", "over 20 seconds")


async def test_a_comparison_that_breaks_a_limit_fails_and_the_next_capture_is_decided(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    usual, hostile = world.consumer, PagesThatAreHostileTogether(world.blobs, world.reader)
    handlers = Handlers(world.archive, hostile, readings(world.words), world.clock)
    world.consumer = Consumer("differ", "archive", world.archive, world.clock, handlers.handlings())
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    assert (outcome["outcome"], outcome["reason"], outcome["evidence"]) == (
        "failed",
        "time",
        {"detail": "over 20 seconds"},
    )
    world.consumer = usual
    assert (await world.capture(document, policy(RETENTION_LONGER), START + 2 * DAY))["outcome"] == "changed"
