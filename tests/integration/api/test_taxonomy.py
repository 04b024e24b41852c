"""What clauses are about: one prevalence on every page, peers above a floor, comparisons, regulations."""

import re

import httpx
import pytest

from shared.database import Database
from tests.integration.api.archive_rows import Archive, Passage
from tests.integration.api.reading_rows import ARBITRATION, BITS, Readings
from tests.integration.api.test_archive import HOSTILE

CLAUSE = "All disputes go to binding arbitration."


@pytest.fixture
def readings(owner: Database) -> Readings:
    """Writes what was read."""
    return Readings(owner)


async def arbitrated(archive: Archive, readings: Readings, *platforms: str) -> list[str]:
    """A provision of the type for each platform, alike but for one bit each; their ids."""
    await readings.taxonomy()
    ids = []
    for number, platform in enumerate(platforms, start=1):
        await archive.platform(platform, platform.title())
        document = await archive.document(platform, "Terms of Service")
        passage = Passage(f"CW-P-{number:06}", CLAUSE, ("# Terms",))
        await archive.version(document, 1, [passage])
        await readings.typed(passage.provision_id, "binding arbitration", fingerprint=1 << number)
        ids.append(passage.provision_id)
    return ids


async def test_prevalence_is_the_same_wherever_it_is_shown(
    reader: httpx.AsyncClient, archive: Archive, readings: Readings
) -> None:
    first, *_ = await arbitrated(archive, readings, "alpha", "beta", "gamma")
    (listed,) = (await reader.get("/api/v1/clause-types")).json()
    shown = (await reader.get("/api/v1/clause-types/arbitration")).json()
    regulation = (await reader.get("/api/v1/regulations/faa")).json()
    expected = {"platforms": 3, "documents": 3, "provisions": 3}
    assert listed["prevalence"] == shown["prevalence"] == regulation["prevalence"] == expected
    assert regulation["clause_types"][0]["prevalence"] == expected
    sentence = "On 3 platforms, in 3 clauses of 3 documents"
    for path in ("/clause-types", "/clause-types/arbitration", "/regulations/faa", f"/provisions/{first}"):
        assert sentence in (await reader.get(path)).text, path


async def test_a_type_that_nothing_carries_is_on_no_platform(reader: httpx.AsyncClient, readings: Readings) -> None:
    await readings.taxonomy()
    assert (await reader.get("/api/v1/clause-types/arbitration")).json()["prevalence"] == {
        "platforms": 0,
        "documents": 0,
        "provisions": 0,
    }
    assert "On no platform that is watched" in (await reader.get("/clause-types/arbitration")).text


async def test_peers_are_of_other_platforms_and_close_or_there_are_none(
    reader: httpx.AsyncClient, archive: Archive, readings: Readings
) -> None:
    first, second = await arbitrated(archive, readings, "alpha", "beta")
    await archive.platform("far", "Far")
    document = await archive.document("far", "Terms of Service")
    far = Passage("CW-P-000009", "Arbitrators decide.", ("# Terms",))
    await archive.version(document, 1, [far])
    await readings.typed(far.provision_id, "Arbitrators", fingerprint=(1 << BITS) - 1)
    peers = (await reader.get(f"/api/v1/provisions/{first}/peers?clause_type=arbitration")).json()
    assert [peer["provision"]["provision_id"] for peer in peers] == [second]
    assert peers[0]["likeness"] > 0.9
    assert peers[0]["provision"]["text"] == CLAUSE
    assert (await reader.get(f"/api/v1/provisions/{far.provision_id}/peers?clause_type=arbitration")).json() == []
    assert "No close match" in (await reader.get(f"/provisions/{far.provision_id}")).text


async def test_the_record_of_a_provision_says_what_it_is_about_and_by_which_words(
    reader: httpx.AsyncClient, archive: Archive, readings: Readings
) -> None:
    await readings.taxonomy()
    await archive.platform()
    document = await archive.document()
    passage = Passage("CW-P-000001", CLAUSE, ("# Terms",))
    await archive.version(document, 1, [passage])
    control = {
        "kind": "opt_out",
        "start": 0,
        "end": 3,
        "text": "All",
        "href": "https://a.example/",
        "is_specific": True,
    }
    await readings.typed(passage.provision_id, "binding arbitration", controls=[control])
    shown = (await reader.get("/api/v1/provisions/CW-P-000001")).json()
    (label,) = shown["types"]
    assert (label["clause_type"], label["severity"], label["basis"]) == ("arbitration", "high", "explicit")
    assert label["evidence"]["text"] == "binding arbitration"
    assert shown["controls"] == [{name: control[name] for name in ("kind", "text", "href", "is_specific")}]
    assert shown["stability"]["changes"] == 0
    page = (await reader.get("/provisions/CW-P-000001")).text
    for said in ("explicit document language", ARBITRATION["why_it_matters"], "FAA", "a way to opt out, for just this"):
        assert said in page, said


async def test_platforms_are_compared_two_to_four_at_a_time(
    reader: httpx.AsyncClient, archive: Archive, readings: Readings
) -> None:
    await arbitrated(archive, readings, "alpha", "beta")
    await archive.platform("silent", "Silent")
    path = "/clause-types/arbitration/comparison?platform=alpha&platform=silent"
    sides = (await reader.get(f"/api/v1{path}")).json()["sides"]
    assert [(side["platform_name"], len(side["provisions"])) for side in sides] == [("Alpha", 1), ("Silent", 0)]
    page = (await reader.get(path)).text
    assert CLAUSE in page
    assert "No clause in force is of this type" in page
    alone = await reader.get("/api/v1/clause-types/arbitration/comparison?platform=alpha")
    assert (alone.status_code, alone.json()["type"]) == (422, "urn:clausewatch:problem:invalid-request")
    assert (await reader.get(f"/api/v1{path}&platform=nobody")).status_code == 404
    for form in ("", "/api/v1"):
        assert (await reader.get(f"{form}{path}&platform=%00")).status_code == 422


async def test_what_is_unknown_is_not_found(reader: httpx.AsyncClient, readings: Readings) -> None:
    await readings.taxonomy()
    for path in ("clause-types/nothing", "regulations/nothing", "clause-types/nothing/provisions"):
        assert (await reader.get(f"/api/v1/{path}")).status_code == 404, path


async def test_a_change_is_shown_with_what_it_means(
    reader: httpx.AsyncClient, archive: Archive, readings: Readings
) -> None:
    await readings.taxonomy()
    await archive.platform()
    document = await archive.document()
    old, new = Passage("CW-P-000001", "30 days' notice."), Passage("CW-P-000001", "14 days' notice.")
    await archive.version(document, 1, [old])
    await archive.version(document, 2, [new])
    change = await archive.change(document, 2, new, old.text, [("deleted", "30"), ("inserted", "14")])
    signal = {
        "kind": "duration",
        "what": "notice",
        "before": {"start": 0, "end": 7, "text": "30 days"},
        "after": {"start": 0, "end": 7, "text": "14 days"},
        "direction": "worse",
        "because": "notice period: “30 days” became “14 days”, shorter",
    }
    await readings.change(change, f"Notice: {HOSTILE}", "Notice: a clause was reworded", [signal])
    shown = (await reader.get(f"/api/v1/changes/{change}")).json()
    assert (shown["severity"], shown["direction"]) == ("high", "worse")
    assert [one["document_type"] for one in shown["reading"]["affected"]] == [None, "Developer Terms"]
    assert shown["clause_changes"][0]["reading"]["signals"] == [signal]
    page = (await reader.get(f"/changes/{change}")).text
    assert "worse for you" in page
    assert "residents of California (“California users”), developers (document type: Developer Terms)" in page
    assert "Opt out in time." in page
    assert "<script>" not in re.sub(r"<head>.*</head>", "", page, flags=re.DOTALL)
    assert shown["generated"] is None
    await readings.generated(change, HOSTILE, "30 days' notice.")
    generated = (await reader.get(f"/api/v1/changes/{change}")).json()["generated"]
    assert (generated["model"], generated["points"][0]["quote"]) == ("a-model", "30 days' notice.")
    page = (await reader.get(f"/changes/{change}")).text
    assert "generated by a-model" in page
    assert "<script>" not in re.sub(r"<head>.*</head>", "", page, flags=re.DOTALL)
    (listed,) = (await reader.get("/api/v1/changes")).json()["items"]
    assert listed["headline"].startswith("Notice")
