"""What the taxonomy says of a clause type and of a regulation: frozen, typed, unknown fields refused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    model_validator,
)

from services.differ.taxonomy.patterns import compiled, folded, refuse_too_long

Group = Literal["data", "ai", "disputes", "control", "commerce"]
Level = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("low", "medium", "high")
"""Levels in rising order."""
Weight = Literal["strong", "weak"]
Stance = Literal["burdens", "protects", "mixed"]
Relevance = Literal["applies", "may_apply", "related"]

REQUIRED_LANGUAGES = ("en", "de", "fr")
MAX_CUES = 60
"""Cues of one clause type in one language at most."""

_Value = TypeVar("_Value")


def _usable(pattern: str) -> str:
    compiled(pattern)
    return folded(pattern)


def _short_together(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    refuse_too_long("|".join(alternatives))
    return alternatives


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _in_every_language(by_language: Mapping[str, _Value]) -> Mapping[str, _Value]:
    if missing := [language for language in REQUIRED_LANGUAGES if not by_language.get(language)]:
        raise ValueError(f"nothing for {', '.join(missing)}: give at least one pattern for each")
    return by_language


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_usable)]
"""A pattern as `patterns.compiled` takes it; it is kept folded."""
Alternatives = Annotated[
    tuple[Pattern, ...], BeforeValidator(_listed), Field(min_length=1), AfterValidator(_short_together)
]
"""One pattern, or several of which one is to be found."""
Patterns = Annotated[Mapping[Language, tuple[Pattern, ...]], AfterValidator(_in_every_language)]
"""Alternatives by language."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cue(_Entry):
    """Words that give a clause its type: a strong cue alone, a weak one with another, a heading or the model.

    The cue does not count in a sentence where `unless` is found.
    """

    id: Slug = Field(description="Its name within the type and language")
    pattern: Alternatives = Field(
        description="What is searched for in a sentence: a pattern, or a list of alternatives"
    )
    weight: Weight = Field(description="`strong`: gives the type alone; `weak`: needs another, a heading or the model")
    unless: Alternatives | None = Field(
        default=None,
        description="Found in the same sentence, the cue does not count: negation, another subject. One, or a list",
    )

    @property
    def expression(self) -> str:
        """`pattern` as one expression."""
        return "|".join(self.pattern)

    @property
    def exception(self) -> str | None:
        """`unless` as one expression."""
        return "|".join(self.unless) if self.unless else None


class SeverityModifier(_Entry):
    """Another severity than the base, for a clause in which the modifier named `cue` is found."""

    to: Level = Field(description="The severity that holds instead")
    cue: Slug = Field(description="A name under `modifiers`, here or in `modifiers.yaml`")
    because: Text = Field(description="The reason, in words that readers see")
    denies: bool = Field(
        default=False,
        description="Whether it says that something is not done: each sentence that gives the type has to have it",
    )


class AppliedRegulation(_Entry):
    """What a regulation has to do with clauses of a type: by which articles, how surely, and why."""

    regulation: Slug = Field(description="A slug of `regulations.yaml`")
    articles: Text = Field(description="The articles or sections")
    relevance: Relevance = Field(
        description="`applies`, `may_apply` (depends on the person, place or kind of service) or `related`"
    )
    because: Text = Field(description="The reason, in words that readers see")


class ClauseType(_Entry):
    """One clause type: how it is recognised, how severe it is, and what it means to the people it binds."""

    slug: Slug = Field(description="Its name in addresses and in the API: the name of the file")
    group: Group = Field(description="Where it is listed")
    name: Text = Field(description="As shown")
    definition: Text = Field(description="What a clause of this type says")
    base_severity: Level = Field(description="The severity where no modifier is found")
    stance: Stance = Field(description="Whether such a clause burdens its reader, protects them, or can do either")
    severity: tuple[SeverityModifier, ...] = Field(
        default=(), description="Modifiers in order: the first one found in the clause decides"
    )
    modifiers: Mapping[Slug, Patterns] = Field(
        default_factory=dict, description="Patterns that only change the severity, by name and language"
    )
    words: Mapping[Language, Mapping[Slug, tuple[str, ...]]] = Field(
        default_factory=dict,
        description="Lists that this type's patterns share, by language: `{name}` is any of its words",
    )
    cues: Annotated[
        Mapping[Language, Annotated[tuple[Cue, ...], Field(max_length=MAX_CUES)]], AfterValidator(_in_every_language)
    ] = Field(description="What gives the type, by language")
    headings: Patterns = Field(description="Patterns over the headings above a clause, which lend weight to a weak cue")
    why_it_matters: Text = Field(description="Two or three sentences for a consumer or a compliance officer")
    consumer_impact: Text = Field(description="One sentence or two")
    what_you_can_do: Text = Field(description="One sentence or two, concrete")
    regulations: tuple[AppliedRegulation, ...] = Field(default=(), description="What the law says of such clauses")

    @model_validator(mode="after")
    def _has_each_name_once(self) -> Self:
        for language, cues in self.cues.items():
            _refuse_repeated(f"cue ids of {language}", (cue.id for cue in cues))
        _refuse_repeated("severity modifiers", (modifier.cue for modifier in self.severity))
        _refuse_repeated("regulations", (applied.regulation for applied in self.regulations))
        return self

    def cue_id(self, language: str, cue: Cue) -> str:
        """The full id of one of this type's cues, as evidence names it: `ai_training.en.train_models`."""
        return f"{self.slug}.{language}.{cue.id}"


class Regulation(_Entry):
    """A law or a set of rules. `in_force_since` is None where `status` says why there is no one date."""

    slug: Slug = Field(description="Its name in addresses and in clause types")
    name: Text = Field(description="Its full name")
    short_name: Text = Field(description="As shown")
    jurisdiction: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z]{2})?$")] = Field(
        description="`EU`, or an ISO 3166 code, with the subdivision: `US-CA`"
    )
    citation: Text = Field(description="Where it is found")
    in_force_since: date | None = Field(default=None, description="The day from which its rules apply")
    status: Text | None = Field(default=None, description="What one date does not say: stages, amendments")
    source: HttpUrl = Field(description="The official address where the facts can be checked")
    summary: Text = Field(description="What it asks for, in one sentence or two")

    @model_validator(mode="after")
    def _says_since_when(self) -> Self:
        if self.in_force_since is None and self.status is None:
            raise ValueError("neither in_force_since nor status: give the date, or say in status why there is none")
        return self


class Taxonomy(_Entry):
    """Every clause type, regulation and shared modifier, each by its slug, in the order of the slugs."""

    clause_types: Mapping[str, ClauseType]
    regulations: Mapping[str, Regulation]
    shared_modifiers: Mapping[str, Patterns]

    def modifier(self, clause_type: ClauseType, cue: str) -> Mapping[str, tuple[str, ...]]:
        """The patterns, by language, of a modifier that `clause_type` names: its own, or else a shared one."""
        return clause_type.modifiers.get(cue) or self.shared_modifiers[cue]


def _refuse_repeated(what: str, names: Iterable[str]) -> None:
    if repeated := sorted(name for name, count in Counter(names).items() if count > 1):
        raise ValueError(f"{', '.join(repeated)} more than once among the {what}: keep one")
