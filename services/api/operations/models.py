"""What an operator sends, and what the answer says of where to look."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(character.isspace() for character in url):
        raise ValueError(f"{url!r} is not a web address (http:// or https://)")
    return url


Selector = Annotated[str, Field(min_length=1, max_length=20_000)]


class DeclaredSource(BaseModel):
    """One address of a document, and what of its page is the policy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]
    select: tuple[Selector, ...] = Field(default=(), max_length=50, description="CSS selectors of what is the policy")
    remove: tuple[Selector, ...] = Field(default=(), max_length=50, description="CSS selectors of what is not")


class Declaration(BaseModel):
    """The sources that a document is to have from now on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: tuple[DeclaredSource, ...] = Field(min_length=1, max_length=50)


class Decision(BaseModel):
    """What a quarantined capture is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: Literal["accepted", "rejected"] = Field(description="The policy after all, or not")


class CommandAccepted(BaseModel):
    """A command was logged; the service that it is for carries it out."""

    event_id: str = Field(description="As it stands in the logs of the service that carries it out")
    see: str = Field(description="Where its outcome will be seen")
