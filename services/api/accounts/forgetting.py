"""What nobody confirmed is forgotten, and so are the counts that no limit looks at."""

import asyncio
from datetime import timedelta

from services.api.accounts import store
from services.api.context import Context

_EVERY_SECONDS = 3600.0
_COUNTED = timedelta(hours=25)


async def forget(context: Context) -> None:
    """Forgets once."""
    now = context.clock.now()
    async with context.database.transaction() as connection:
        await store.forget_unconfirmed(connection, now - timedelta(days=context.settings.unconfirmed_days))
        await store.forget_mail_requests(connection, now - _COUNTED)


async def keep_forgetting(context: Context) -> None:
    """Forgets every hour until cancelled."""
    while True:
        await forget(context)
        await asyncio.sleep(_EVERY_SECONDS)
