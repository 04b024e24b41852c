"""The differ's task that has changes written in plain language, one after the other, within the budget."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from services.differ.plain_language.answer import UnusableAnswer, checked
from services.differ.plain_language.model import ModelAway, ModelRefused, PlainLanguageModel, Written
from services.differ.plain_language.prompt import ChangedClause, Question, question
from services.differ.store import generated_summaries as store
from shared.clock import Clock
from shared.database import Database
from shared.telemetry import get_logger

_log = get_logger(__name__)

_IDLE_SECONDS = 20.0
_FIRST_WAIT_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 900.0
_DAY = timedelta(days=1)


class PlainLanguageWriting:
    """Has one change after the other written; a model that is away is asked again later, less and less often."""

    def __init__(self, database: Database, model: PlainLanguageModel, tokens_a_day: int, clock: Clock) -> None:
        self._database = database
        self._model = model
        self._tokens_a_day = tokens_a_day
        self._clock = clock

    async def run(self) -> None:
        """Runs until cancelled."""
        failures = 0
        while True:
            try:
                has_written = await self.write_next()
            except ModelAway as away:
                wait = away.wait_seconds or min(_FIRST_WAIT_SECONDS * 2**failures, _LONGEST_WAIT_SECONDS)
                failures = min(failures + 1, 10)
                _log.warning("The language model is away", error=str(away), seconds=wait)
                await asyncio.sleep(wait)
                continue
            failures = 0
            if not has_written:
                await asyncio.sleep(_IDLE_SECONDS)

    async def write_next(self) -> bool:
        """Has the newest change written that is not yet; False where there is none or the budget is spent.

        Raises ModelAway.
        """
        async with self._database.connection() as connection:
            change_id = await store.next_change(connection)
            if change_id is None:
                return False
            clauses = await store.clauses(connection, change_id)
            asked = question(clauses, self._model.name)
            if await store.link(connection, change_id, asked.content_sha256):
                return True
            spent = await store.tokens_since(connection, self._clock.now() - _DAY)
        if spent + asked.most_tokens > self._tokens_a_day:
            return False
        await self._ask(asked, clauses)
        async with self._database.transaction() as connection:
            return await store.link(connection, change_id, asked.content_sha256)

    async def _ask(self, asked: Question, clauses: list[ChangedClause]) -> None:
        digest, model, now = asked.content_sha256, self._model.name, self._clock.now()
        written = Written("", 0)
        try:
            written = await self._model.write(asked)
            answer, dropped = checked(written.text, clauses)
        except (ModelRefused, UnusableAnswer) as refusal:
            _log.warning("Nothing was taken of what a language model wrote", error=str(refusal))
            async with self._database.transaction() as connection:
                await store.save_refusal(connection, digest, str(refusal), model, written.tokens, now)
            return
        async with self._database.transaction() as connection:
            await store.save(connection, digest, answer, dropped, model, written.tokens, now)
