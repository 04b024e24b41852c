"""Pages of a list: where the next one begins, as a value that the reader hands back unread."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Generic, TypeAlias, TypeVar

from fastapi import Query
from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from services.api.errors import InvalidCursorError
from services.api.web.identifiers import LARGEST_NUMBER

T = TypeVar("T")
K = TypeVar("K")

Limit = Annotated[int, Query(ge=1, le=200, description="Items at most")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")]

# What keys consist of: a value that no column could hold is a damaged cursor's, not a fault of the database.
TextKey: TypeAlias = Annotated[str, Field(pattern=r"^[^\x00]*$")]
NumberKey: TypeAlias = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
MomentKey: TypeAlias = Annotated[
    AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(9999, 1, 1, tzinfo=UTC))
]


class Page(BaseModel, Generic[T]):
    """Some items of a list, in its order."""

    items: list[T]
    next_cursor: str | None = Field(description="Give it as `cursor` for the items that follow; null at the end")


def encode(key: TypeAdapter[K], value: K) -> str:
    """A cursor that holds `value`."""
    return base64.urlsafe_b64encode(key.dump_json(value)).rstrip(b"=").decode()


def decode(key: TypeAdapter[K], cursor: str) -> K:
    """The value that `cursor` holds. Raises InvalidCursorError."""
    try:
        return key.validate_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, ValidationError) as fault:
        raise InvalidCursorError(
            "The cursor is damaged, or belongs to another list.", "Start again without a cursor."
        ) from fault


def page_of(found: Sequence[T], limit: int, key: TypeAdapter[K], key_of: Callable[[T], K]) -> Page[T]:
    """A page of the first `limit` items of `found`, which was asked for one more to know whether others follow."""
    items = list(found[:limit])
    following = encode(key, key_of(items[-1])) if len(found) > limit else None
    return Page(items=items, next_cursor=following)
