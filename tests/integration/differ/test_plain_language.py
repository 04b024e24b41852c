"""A language model is asked within limits, taken at its quotes, and never needed."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from services.differ.plain_language.model import ModelAway, OpenAICompatibleModel
from services.differ.plain_language.settings import PlainLanguageSettings
from services.differ.plain_language.writing import PlainLanguageWriting
from tests.integration.differ.conftest import DAY, RETENTION, RETENTION_LONGER, START, World, policy
from tests.integration.differ.misbehaving_model import Behaviour, MisbehavingModel, misbehaving_model

GOOD = json.dumps(
    {"summary": "Records are kept longer.", "points": [{"text": "Ninety days.", "quote": "for ninety days after your"}]}
)
INVENTED = json.dumps({"summary": "All is lost.", "points": [{"text": "x", "quote": "we sell everything you own"}]})


@pytest_asyncio.fixture
async def server() -> AsyncIterator[MisbehavingModel]:
    """A model on loopback."""
    async with misbehaving_model() as server:
        yield server


@pytest_asyncio.fixture
async def writing(world: World, server: MisbehavingModel) -> AsyncIterator[PlainLanguageWriting]:
    """The task, with a budget for a few answers and a second's patience."""
    settings = PlainLanguageSettings(base_url=server.base_url, model="m", seconds=1)
    async with OpenAICompatibleModel(settings) as model:
        yield PlainLanguageWriting(world.archive, model, 5_000, world.clock)


async def changed(world: World, slug: str = "acme") -> None:
    document = await world.document(slug)
    await world.capture(document, policy(RETENTION), START)
    await world.capture(document, policy(RETENTION_LONGER), START + DAY)


async def summaries(world: World) -> list[tuple[str, str | None, str]]:
    rows = await world.rows("select state, summary, reason from archive.generated_summaries order by asked_at")
    return [tuple(row) for row in rows]


async def test_a_change_is_written_in_plain_language_with_its_quotes(
    world: World, server: MisbehavingModel, writing: PlainLanguageWriting
) -> None:
    await changed(world)
    server.content = GOOD
    assert await writing.write_next()
    (row,) = await world.rows("select * from archive.readable_generated_summaries")
    assert (row["summary"], row["model"]) == ("Records are kept longer.", "m")
    assert row["points"] == [{"text": "Ninety days.", "quote": "for ninety days after your"}]
    assert not await writing.write_next()


async def test_the_same_content_is_asked_once(
    world: World, server: MisbehavingModel, writing: PlainLanguageWriting
) -> None:
    await changed(world)
    await changed(world, "twin")
    server.content = GOOD
    assert await writing.write_next()
    assert await writing.write_next()
    assert len(server.asked) == 1
    assert len(await world.rows("select * from archive.readable_generated_summaries")) == 2


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("not_json", "completion"),
        ("no_completion", "no text"),
        ("empty", "no text"),
        ("invented", "none of its 1 quotes"),
        ("forbidden", "status 401"),
    ],
)
async def test_what_is_of_no_use_is_refused_with_its_reason_and_not_asked_again(
    world: World, server: MisbehavingModel, writing: PlainLanguageWriting, behaviour: Behaviour, reason: str
) -> None:
    await changed(world)
    server.behaviour, server.content = behaviour, INVENTED
    assert await writing.write_next()
    ((state, summary, why),) = await summaries(world)
    assert (state, summary) == ("refused", None)
    assert reason in why
    assert not await writing.write_next()
    assert len(server.asked) == 1


@pytest.mark.parametrize("behaviour", ["slow", "dripping", "busy", "broken", "endless", "hangs_up"])
async def test_a_model_that_is_away_is_left_alone_for_a_while(
    world: World, server: MisbehavingModel, writing: PlainLanguageWriting, behaviour: Behaviour
) -> None:
    await changed(world)
    server.behaviour, server.content = behaviour, GOOD
    with pytest.raises(ModelAway) as away:
        await writing.write_next()
    assert away.value.wait_seconds == (7 if behaviour == "busy" else None)
    assert await summaries(world) == []
    server.behaviour = "good"
    assert await writing.write_next()


async def test_a_spent_budget_asks_nobody_until_a_day_is_over(
    world: World, server: MisbehavingModel, writing: PlainLanguageWriting
) -> None:
    await changed(world)
    await world.value(
        "insert into archive.generated_summaries values ('x', 'refused', null, '[]', 0, 'm', '', 4900, $1) returning 1",
        world.clock.now(),
    )
    server.content = GOOD
    assert not await writing.write_next()
    assert server.asked == []
    world.clock.set(world.clock.now() + DAY + timedelta(seconds=1))
    assert await writing.write_next()
