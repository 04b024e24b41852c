"""Every outcome explains itself: what is on record, and what the stored bytes give when they are read again."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from services.cli.explaining import explain, written_as_json
from services.cli.explanation_lines import lines
from services.cli.failures import CommandError
from services.differ.captured_pages import CapturedPages
from services.differ.explanation import Explanation
from shared.ids import new_id
from shared.settings import BlobSettings
from tests.integration.differ.conftest import (
    DAY,
    ERROR_PAGE,
    RETENTION,
    RETENTION_LONGER,
    STANDING,
    START,
    World,
    policy,
)

SOLD = "We now sell the list of shops that you have been to, with your name, to anyone who pays us for it."


async def explained(world: World, document: str, capture_id: UUID) -> Explanation:
    return await explain(world.archive, CapturedPages(world.blobs, world.reader), document, str(capture_id))


def shown(found: Explanation) -> str:
    return "\n".join(lines(found))


async def test_a_baseline_shows_what_was_left_out_and_that_it_reads_as_recorded(world: World) -> None:
    document = await world.document()
    outcome = await world.capture(document, policy(RETENTION), START)
    found = await explained(world, document, outcome["capture_id"])
    assert (found.outcome, found.version, found.compared_with, found.change) == ("baseline", 1, None, None)
    assert [(one.rule, one.excerpt) for one in found.reading.removed] == [
        ("site", "Home Help Shop"),
        ("site", "About us"),
    ]
    assert (found.reading.recorded, found.reading.is_as_recorded) == ("text", True)
    assert found.gate.rule is None
    text = shown(found)
    assert "Left out as boilerplate: 2" in text
    assert "Home Help Shop" in text
    assert "as recorded" in text
    assert "Nobody is told." in text


async def test_a_change_shows_each_clause_with_its_match_score_and_reason(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, policy(RETENTION_LONGER, SOLD), START + DAY)
    found = await explained(world, document, outcome["capture_id"])
    assert found.change is not None
    assert found.change.is_as_recorded
    reworded, added = found.change.clause_changes
    assert (reworded.kind, reworded.method, reworded.reason) == ("modified", "fuzzy", "words")
    assert reworded.score is not None
    assert 0.5 < reworded.score < 1
    assert (added.kind, added.method, added.score, added.after) == ("added", None, None, SOLD)
    methods = [clause.method for clause in found.clauses]
    assert methods == [*["exact"] * (1 + len(STANDING)), "fuzzy", "added"]
    assert all(clause.score == 1 for clause in found.clauses if clause.method == "exact")
    assert {clause.provision_id for clause in found.clauses} == {f"CW-P-{number:06}" for number in range(1, 9)}
    text = shown(found)
    assert "its words differ (words)" in text
    assert "thirty days" in text
    assert "ninety days" in text
    assert "alert or in their next digest" in text


async def test_a_verification_by_the_same_bytes_and_one_by_the_same_words_are_told_apart(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    same_bytes = await world.capture(document, policy(RETENTION), START + DAY)
    same_words = await world.capture(document, policy(RETENTION, menu="Home Sale"), START + 2 * DAY)
    first = await explained(world, document, same_bytes["capture_id"])
    second = await explained(world, document, same_words["capture_id"])
    assert (first.reason, second.reason) == ("same_bytes", "same_words")
    for found in (first, second):
        assert found.outcome == "verified"
        assert (found.reading.recorded, found.reading.is_as_recorded) == ("words", True)
        assert {clause.method for clause in found.clauses} == {"exact"}
    assert "the bytes are those that last verified" in shown(first)
    assert "the words are those of the version in force" in shown(second)


async def test_a_cosmetic_change_says_why_it_is_none(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION, RETENTION_LONGER), START)
    outcome = await world.capture(document, policy(RETENTION_LONGER, RETENTION), START + DAY)
    found = await explained(world, document, outcome["capture_id"])
    assert found.outcome == "cosmetic"
    assert found.change is not None
    assert [(one.kind, one.method) for one in found.change.clause_changes] == [("moved", "move")]
    assert "only its place differs (order)" in shown(found)


async def test_a_quarantined_capture_shows_the_rule_its_figure_and_its_limit(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, ERROR_PAGE, START + DAY)
    found = await explained(world, document, outcome["capture_id"])
    assert (found.outcome, found.gate.rule) == ("quarantined", found.reason)
    passed = [(limit.rule, figure.name) for figure in found.gate.figures for limit in figure.limits if limit.is_passed]
    assert found.gate.rule in {rule for rule, _ in passed}
    (wait,) = found.waiting
    assert (wait.state, wait.capture_id, wait.is_confirmable) == ("waiting", outcome["capture_id"], False)
    assert (found.reading.recorded, found.reading.is_as_recorded) == ("words", True)
    assert {clause.method for clause in found.clauses} >= {"removed"}
    text = shown(found)
    assert "below" in text
    assert f"clausewatch quarantine accept {outcome['capture_id']}" in text
    assert "stays out however often it is seen" in text


async def test_a_return_says_how_long_it_has_to_stay(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    outcome = await world.capture(document, policy(RETENTION), START + 2 * DAY)
    found = await explained(world, document, outcome["capture_id"])
    assert (found.outcome, found.reason) == ("returned", "return")
    assert found.compared_with is not None
    assert found.compared_with.number == 2
    assert found.streak is not None
    assert found.streak.captures == 1
    assert "told as a rollback once 3 captures in a row over 2 days show it (now 1" in shown(found)


async def test_a_text_that_alternates_is_called_a_variant(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    await world.capture(document, policy(RETENTION), START + 2 * DAY)
    await world.capture(document, policy(RETENTION_LONGER), START + 3 * DAY)
    outcome = await world.capture(document, policy(RETENTION), START + 4 * DAY)
    found = await explained(world, document, outcome["capture_id"])
    assert (found.reason, found.variants) == ("known_variant", (1,))
    assert "version 1 alternates with another text" in shown(found)


async def test_a_failed_capture_fails_again_for_the_same_reason(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, "<div>" * 50_000, START + DAY)
    found = await explained(world, document, outcome["capture_id"])
    assert (found.outcome, found.reason) == ("failed", "nested_too_deeply")
    assert found.reading.failure is not None
    assert "nested_too_deeply" in found.reading.failure
    assert found.clauses == ()
    assert "nested beyond reason" in shown(found)


async def test_selectors_show_what_they_match_and_what_they_miss(world: World) -> None:
    document = await world.document(select=["main", "#elsewhere", "main >"])
    outcome = await world.capture(document, policy(RETENTION), START)
    found = await explained(world, document, outcome["capture_id"])
    assert [(one.selector, one.found) for one in found.reading.selectors] == [
        ("main", 1),
        ("#elsewhere", 0),
        ("main >", None),
    ]
    text = shown(found)
    assert "main: matches 1" in text
    assert "#elsewhere: matches 0" in text
    assert "main >: no CSS, or no HTML" in text


async def test_our_own_re_basing_shows_as_another_reading_of_the_version(world: World) -> None:
    document = await world.document(select=["main"])
    extra = policy(RETENTION_LONGER).replace("</main>", f"<div><p>{RETENTION}</p></div></main>")
    outcome = await world.capture(document, extra, START)
    await world.edit(document, 2, ["main > p"])
    found = await explained(world, document, outcome["capture_id"])
    assert [(one.declaration_revision, one.is_current) for one in found.renditions] == [(1, False), (2, True)]
    assert (found.capture.declaration_revision, found.reading.is_as_recorded) == (1, True)
    assert "by declaration 2" in shown(found)


async def test_a_capture_after_a_re_basing_is_held_against_the_newer_reading(world: World) -> None:
    document = await world.document(select=["main"])
    page = policy(RETENTION_LONGER).replace("</main>", f"<div><p>{RETENTION}</p></div></main>")
    await world.capture(document, page, START)
    await world.edit(document, 2, ["main > p"])
    outcome = await world.capture(document, page.replace("ninety", "sixty"), START + DAY, revision=2)
    found = await explained(world, document, outcome["capture_id"])
    assert found.change is not None
    assert found.change.is_as_recorded
    assert [clause.method for clause in found.clauses] == [*["exact"] * len(STANDING), "fuzzy"]


async def test_an_imported_change_says_that_nobody_was_told(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START, origin="import")
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY, origin="import")
    found = await explained(world, document, outcome["capture_id"])
    assert (found.outcome, found.capture.origin) == ("changed", "import")
    assert "Nobody is told: it was imported as history." in found.next_steps


async def test_a_text_that_reads_otherwise_now_is_said(world: World) -> None:
    document = await world.document()
    outcome = await world.capture(document, policy(RETENTION), START)
    await world.value("update archive.renditions set text_sha256 = repeat('0', 64), extractor_version = 7 returning 1")
    found = await explained(world, document, outcome["capture_id"])
    assert found.reading.is_as_recorded is False
    assert "NOT AS RECORDED: the SHA-256 of its text was 0000" in shown(found)
    assert "by extractor 7" in shown(found)


async def test_bytes_that_are_gone_are_said_and_the_record_still_shown(
    world: World, blob_settings: BlobSettings
) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    for blob in Path(blob_settings.url.removeprefix("file://")).glob("??/*.zst"):
        blob.unlink()
    found = await explained(world, document, outcome["capture_id"])
    assert found.reading.failure is not None
    assert "missing" in found.reading.failure
    assert found.change is not None
    assert "ninety days" in shown(found)


async def test_an_accepted_capture_says_that_an_operator_decided(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    appended = [
        f"Annex {number} of the terms of sale speaks of parcels, invoices and hours." * 2 for number in range(9)
    ]
    held = await world.capture(document, policy(RETENTION, *appended), START + DAY)
    assert held["outcome"] == "quarantined"
    await world.judge(document, held["capture_id"], "accepted")
    found = await explained(world, document, held["capture_id"])
    assert found.reason == "accepted"
    assert [wait.state for wait in found.waiting] == ["accepted"]
    assert "an operator said that it is the policy" in shown(found)


async def test_the_json_has_what_the_lines_have_and_is_the_same_each_time(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    outcome = await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    one = written_as_json(await explained(world, document, outcome["capture_id"]))
    assert one == written_as_json(await explained(world, document, outcome["capture_id"]))
    read = json.loads(one)
    assert read["change"]["clause_changes"][0]["after"] == RETENTION_LONGER
    assert read["reading"]["removed"][0] == {"rule": "site", "excerpt": "Home Help Shop"}


async def test_captured_text_does_nothing_on_a_terminal(world: World) -> None:
    document = await world.document()
    page = policy(RETENTION).replace("Home Help Shop", "Home \x1b[31mHelp\u202e Shop")
    outcome = await world.capture(document, page, START)
    found = await explained(world, document, outcome["capture_id"])
    assert "\x1b" not in shown(found)
    assert "\u202e" not in shown(found)
    assert written_as_json(found).isascii()


async def test_what_is_no_capture_of_the_document_is_refused(world: World) -> None:
    document = await world.document()
    outcome = await world.capture(document, policy(RETENTION), START)
    pages = CapturedPages(world.blobs, world.reader)
    with pytest.raises(CommandError, match="is no capture's id"):
        await explain(world.archive, pages, document, "first")
    with pytest.raises(CommandError, match="was decided"):
        await explain(world.archive, pages, document, str(new_id()))
    with pytest.raises(CommandError, match="is of CW-D-00001, not of CW-D-00002"):
        await explain(world.archive, pages, "CW-D-00002", str(outcome["capture_id"]))
