"""What an operator decides of a quarantined capture."""

from shared.events import ChangeDetected
from tests.integration.differ.conftest import DAY, RETENTION, RETENTION_LONGER, START, World, policy

REWRITTEN = "".join(
    f"<p>Number {number}: when you open an account we collect your name, your address and your telephone number, share "
    f"this data with companies that process payments, and delete it {number} weeks after the account was closed.</p>"
    for number in range(12)
)
OTHER = (
    f"<html lang='en'><title>Privacy Policy</title><body><main><h1>Privacy Policy</h1>{REWRITTEN}</main></body></html>"
)


async def test_an_accepted_capture_goes_in_force_and_is_told(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    held = await world.capture(document, OTHER, START + DAY)
    assert held["outcome"] == "quarantined"
    await world.judge(document, held["capture_id"], "accepted")
    outcome = (await world.rows("select * from archive.outcomes where capture_id = $1", held["capture_id"]))[0]
    assert (outcome["outcome"], outcome["reason"], outcome["version"]) == ("changed", "accepted", 2)
    assert len(await world.published(ChangeDetected)) == 1
    assert await world.value("select state from archive.quarantine") == "accepted"
    assert (await world.capture(document, OTHER, START + 2 * DAY))["reason"] == "same_bytes"


async def test_a_capture_accepted_after_something_newer_is_recorded_and_not_put_in_force(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    held = await world.capture(document, OTHER, START + DAY)
    await world.value("update archive.quarantine set state = 'waiting' returning 1")
    await world.capture(document, policy(RETENTION_LONGER), START + 2 * DAY)
    await world.value("update archive.quarantine set state = 'waiting' returning 1")
    await world.judge(document, held["capture_id"], "accepted")
    assert await world.value("select version_in_force from archive.documents") == 2
    assert await world.value("select state from archive.quarantine") == "accepted"
    assert len(await world.published(ChangeDetected)) == 1


async def test_a_rejected_text_stays_out_however_often_it_is_seen(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    held = await world.capture(document, OTHER, START + DAY)
    await world.judge(document, held["capture_id"], "rejected")
    outcomes = [await world.capture(document, OTHER, START + days * DAY) for days in range(2, 7)]
    assert {(one["outcome"], one["reason"]) for one in outcomes} == {("quarantined", "rejected_before")}
    assert await world.value("select version_in_force from archive.documents") == 1


async def test_seeing_a_rewritten_policy_again_confirms_it(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, OTHER, START + DAY)
    outcome = await world.capture(document, OTHER, START + 2 * DAY)
    assert outcome["outcome"] == "changed"
    assert await world.value("select state from archive.quarantine") == "confirmed"


async def test_a_decision_on_what_does_not_wait_changes_nothing(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    held = await world.capture(document, OTHER, START + DAY)
    await world.judge(document, held["capture_id"], "rejected")
    await world.judge(document, held["capture_id"], "accepted")
    assert await world.value("select state from archive.quarantine") == "rejected"
    assert await world.value("select version_in_force from archive.documents") == 1


async def test_error_pages_that_differ_each_time_wait_as_one_and_show_the_last(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    for number in range(3):
        page = f"<title>Error</title><h1>Access denied</h1><p>Reference {number}. {'Please try again later. ' * 8}</p>"
        last = await world.capture(document, page, START + (number + 1) * DAY)
    (entry,) = await world.rows("select * from archive.quarantine")
    assert (entry["times_seen"], entry["last_capture_id"]) == (3, last["capture_id"])
    assert "Reference 2" in entry["text"]
