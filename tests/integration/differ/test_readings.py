"""What clauses were read as is kept by wording, follows the versions, and contradicts nothing."""

from datetime import datetime
from typing import Any

import pytest

from services.cli.verifying import verify
from services.differ.rereading import Rereading
from services.differ.taxonomy.models import Taxonomy
from tests.integration.differ.conftest import DAY, RETENTION, RETENTION_LONGER, START, World, policy
from tests.integration.differ.word_reader import readings

SHARING = "We share the records of your purchases with advertisers that we choose, unless you object to it in writing."
NO_TAXONOMY = Taxonomy(clause_types={}, regulations={}, shared_modifiers={})


async def typed(world: World, clause_type: str) -> list[tuple[str, int, datetime, int | None]]:
    rows = await world.rows(
        "select provision_id, first_version, first_seen_at, last_version from archive.readable_wording_types"
        " where clause_type = $1 order by provision_id, first_version",
        clause_type,
    )
    return [tuple(row) for row in rows]


async def reading(world: World) -> Any:
    (row,) = await world.rows("select * from archive.change_readings order by change_id desc limit 1")
    return row


async def contradictions(world: World) -> list[str]:
    return [str(found) async for found in verify(world.archive, world.blobs)]


async def test_a_rewording_ends_one_wording_and_begins_another_of_the_same_provision(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    runs = await typed(world, "data_retention")
    provision = runs[-1][0]
    assert [(version, seen, last) for one, version, seen, last in runs if one == provision] == [
        (1, START, 1),
        (2, START + DAY, None),
    ]
    assert await contradictions(world) == []


async def test_only_what_is_new_is_read(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    first, second = world.words.asked
    assert first > 5
    assert second == 1


async def test_a_change_is_read_with_its_signals_and_its_direction(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    found = await reading(world)
    assert (found["severity"], found["direction"]) == ("medium", "worse")
    assert found["headline"] == (
        "Data retention: a clause was reworded; "
        "time for which data are kept: “thirty days” became “ninety days”, longer"
    )
    assert found["actions"] == [{"clause_type": "data_retention", "text": "Ask for deletion."}]
    (clause,) = await world.rows("select * from archive.clause_change_readings")
    assert [signal["what"] for signal in clause["signals"]] == ["retention"]


async def test_whom_a_change_affects_is_told_by_the_document_s_type_where_no_clause_names_anybody(world: World) -> None:
    document = await world.document(document_type="Developer Terms")
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)
    found = await reading(world)
    assert found["affected"] == [{"who": "developers", "quote": None, "document_type": "Developer Terms"}]


async def test_a_type_that_a_rewording_brings_is_gained(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION, SHARING), START + DAY)
    (clause,) = await world.rows("select * from archive.clause_change_readings")
    assert (clause["types_gained"], clause["direction"]) == (["data_sharing"], "worse")
    assert await contradictions(world) == []


async def test_prevalence_counts_what_is_in_force(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION, SHARING), START)
    before = await world.value("select provisions from archive.type_counts where clause_type = 'data_sharing'")
    await world.capture(document, policy(RETENTION), START + DAY)
    after = await world.value("select provisions from archive.type_counts where clause_type = 'data_sharing'")
    assert before - after == 1
    assert await contradictions(world) == []


async def test_another_taxonomy_reads_anew_in_place_and_keeps_the_dates(world: World) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION, SHARING), START)
    await world.capture(document, policy(RETENTION_LONGER, SHARING), START + DAY)
    world.words.read_by, world.words.types = "words 2", {"data_sharing": "advertisers", "data_retention": "keep"}
    anew = Rereading(world.archive, readings(world.words), NO_TAXONOMY)
    assert await anew.reread() == 1
    assert await anew.reread() == 0
    (shared,) = await typed(world, "data_sharing")
    assert shared[1:] == (1, START, None)
    retained = [(version, seen) for _, version, seen, last in await typed(world, "data_retention") if last is None]
    assert (2, START + DAY) in retained
    assert await contradictions(world) == []


async def test_a_re_base_keeps_the_dates_of_what_it_words_otherwise(world: World) -> None:
    document = await world.document()
    page = policy(RETENTION).replace("<main>", "<main><p id='aside'>We keep a note for whoever reads this by hand.</p>")
    await world.capture(document, page, START)
    await world.edit(document, 2, ["main"])
    assert {seen for _, _, seen, _ in await typed(world, "data_retention")} == {START}
    assert await contradictions(world) == []


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("update archive.type_counts set provisions = provisions + 1", "are counted"),
        ("update archive.wording_types set evidence_text = 'x' where clause_type = 'data_sharing'", "not in its quote"),
        ("update archive.wording_types set is_open = false", "is open where its wording is not"),
        ("update archive.wordings set controls = '[]' where controls <> '[]'", "names a control"),
        ("update archive.change_readings set direction = 'better'", "does not follow from its clauses"),
        ("update archive.change_readings set severity = 'low'", "its gravest clause is medium"),
        ("update archive.clause_change_readings set direction = 'better'", "every signal says worse"),
    ],
)
async def test_each_kind_of_contradiction_is_found(world: World, statement: str, complaint: str) -> None:
    document = await world.document()
    await world.capture(document, policy(RETENTION, SHARING), START)
    await world.capture(document, policy(RETENTION_LONGER, SHARING), START + DAY)
    assert await contradictions(world) == []
    await world.value(statement + " returning 1")
    assert any(complaint in found for found in await contradictions(world))
