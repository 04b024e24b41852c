"""Subscribers and subscriptions as the api takes and gives them."""

import re
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from services.api.web.identifiers import DOCUMENT_PATTERN, PROVISION_PATTERN, SLUG_PATTERN

TargetKind = Literal["everything", "platform", "document", "provision"]
Mode = Literal["alert", "digest", "both"]
State = Literal["pending", "active", "ended"]

_PATTERNS = {
    "platform": re.compile(SLUG_PATTERN),
    "document": re.compile(DOCUMENT_PATTERN),
    "provision": re.compile(PROVISION_PATTERN),
}


def _known_time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is not a time zone of the IANA database, such as Europe/Paris")
    return name


TimeZone = Annotated[str, Field(max_length=64, examples=["Europe/Paris"]), AfterValidator(_known_time_zone)]
Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday")]
Hour = Annotated[int, Field(ge=0, le=23, description="In the subscriber's time zone")]


class Target(BaseModel):
    """What a subscription is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: TargetKind
    id: str | None = Field(default=None, max_length=100, description="A slug or an id; null for everything")

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        pattern = _PATTERNS.get(self.kind)
        if pattern is None and self.id is not None:
            raise ValueError("a subscription to everything names no id")
        if pattern is not None and self.id is None:
            raise ValueError(f"a subscription to a {self.kind} names its id")
        if pattern is not None and not pattern.fullmatch(self.id or ""):
            raise ValueError(f"{self.id!r} is not the id of a {self.kind}")
        return self


class SubscriptionRequest(BaseModel):
    """Someone asks that an address be told of a target's changes.

    Time zone and digest time hold for a new subscriber; a confirmed one changes them with a mailed link.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str = Field(max_length=254, examples=["reader@example.org"], json_schema_extra={"format": "email"})
    target: Target
    mode: Mode = Field(default="both", description="Mail on the day of a change, once a week, or both")
    time_zone: TimeZone = "UTC"
    digest_weekday: Weekday = 0
    digest_hour: Hour = 8


class ManageLinkRequest(BaseModel):
    """Someone asks for a link to an address's subscriptions, by mail to that address."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: str = Field(max_length=254, examples=["reader@example.org"], json_schema_extra={"format": "email"})


class Preferences(BaseModel):
    """When a subscriber's digest is sent, and whether one with nothing in it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    time_zone: TimeZone
    digest_weekday: Weekday
    digest_hour: Hour
    wants_empty_digest: bool


class PreferencesEdit(BaseModel):
    """The preferences to change; what is absent stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    time_zone: TimeZone | None = None
    digest_weekday: Weekday | None = None
    digest_hour: Hour | None = None
    wants_empty_digest: bool | None = None


class Subscription(BaseModel):
    """What a subscriber hears of, and how."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    subscriber_id: UUID = Field(exclude=True)
    target: Target
    target_name: str = Field(description="For people: the platform, and the document type of a document")
    mode: Mode
    requested_mode: Mode | None = Field(description="Waits for the subscriber's confirmation")
    state: State
    created_at: datetime
    confirmed_at: datetime | None


class Subscriber(BaseModel):
    """Who is told, with their preferences and the subscriptions that have not ended."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    address: str
    preferences: Preferences
    subscriptions: list[Subscription]


class Accepted(BaseModel):
    """A request was taken; what comes of it is seen elsewhere."""

    message: str
