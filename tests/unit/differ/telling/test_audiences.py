"""Whom a heading, or the first cell of a row, says that a clause is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.addressees import addressed
from services.differ.telling.audiences import EVERYONE, Affected, affected
from services.differ.telling.direction import Judged
from services.differ.telling.forms import Form
from services.differ.telling.hunks import hunks
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.signal_models import Direction
from services.fetcher.catalog.declaration import document_types


def whom(heading: str, language: str = "en") -> list[str]:
    return [one.who for one in addressed(heading, language, signal_words())]


@pytest.mark.parametrize(
    ("heading", "language", "who"),
    [
        ("If you live in the EEA", "en", ["people in the EEA"]),
        ("For California residents", "en", ["residents of California"]),
        ("Notice to California Residents", "en", ["residents of California"]),
        ("9. UK and EEA Data Protection Rights", "en", ["people in the United Kingdom", "people in the EEA"]),
        ("US State Privacy", "en", ["people in the United States"]),
        ("Terms if you live outside the EEA or Switzerland", "en", ["people outside the EEA and Switzerland"]),
        ("Disclosures for individuals in Singapore", "en", ["people in Singapore"]),
        ("European Economic Area (“EEA”) and UK", "en", ["people in the EEA", "people in the United Kingdom"]),
        ("Hong Kong", "en", ["people in Hong Kong"]),
        ("Sellers", "en", ["creators and sellers"]),
        ("7. Terms specific for Hosts", "en", ["hosts"]),
        ("App Developer Terms", "en", ["developers"]),
        ("Liability if you are a consumer", "en", ["consumers"]),
        ("For consumers residing in France", "en", ["people in France"]),
        ("Children's Privacy", "en", ["children and teenagers"]),
        ("Für Nutzer in der Europäischen Union", "de", ["people in the EEA"]),
        ("Wenn Sie in Deutschland wohnen", "de", ["people in Germany"]),
        ("Für Verkäufer", "de", ["creators and sellers"]),
        ("Si vous résidez en France", "fr", ["people in France"]),
        ("Pour les vendeurs", "fr", ["creators and sellers"]),
        ("Partner Program Terms of Use", "en", ["members of a partner programme"]),
        ("Harbour Referral Partner Agreement", "en", ["members of a partner programme"]),
        ("API Terms", "en", ["developers"]),
        ("Information for parents and guardians", "en", ["parents and guardians"]),
        ("Candidate Privacy Notice", "en", ["job applicants"]),
        ("Terms for Researchers", "en", ["researchers"]),
        ("Für Bewerber", "de", ["job applicants"]),
        ("Pour les parents", "fr", ["parents and guardians"]),
        ("How our partners use cookies", "en", []),
        ("What we share with researchers", "en", []),
        ("Contact us", "en", []),
        ("Notice to us", "en", []),
        ("Transfers outside the EEA", "en", []),
        ("EU-U.S. Data Privacy Framework", "en", []),
        ("Rights under the California Consumer Privacy Act", "en", []),
        ("What we share with merchants", "en", []),
        ("Liability if you are not a consumer", "en", []),
        ("Crimes against children", "en", []),
        ("Governing law: England", "en", []),
    ],
)
def test_a_heading_is_for_those_whom_it_addresses(heading: str, language: str, who: list[str]) -> None:
    assert whom(heading, language) == who


def reworded(before: str, after: str) -> ReadClauseChange:
    return ReadClauseChange(
        ordinal=0,
        kind=ChangeKind.MODIFIED if before and after else ChangeKind.ADDED,
        provision_id="CW-P-000001",
        heading_path=("Rules",),
        before=before,
        after=after,
        places=tuple(hunks(redline(before, after))),
        form=Form.WORDS,
        renamings=(),
        types=(),
        named=(),
        said=(),
        severity="low",
        severity_because="it matters",
        judged=Judged(Direction.UNCLEAR, "nothing says"),
        signals=(),
        is_new=False,
    )


def whom_it_affects(before: str, after: str, language: str = "en") -> list[str]:
    return [one.who for one in affected([reworded(before, after)], language, signal_words(), is_rewrite=False)]


def whom_it_affects_in(
    document_type: str, after: str = "Moorings are dear.", *, is_rewrite: bool = False
) -> list[Affected]:
    change = reworded("", after)
    return list(affected([change], "en", signal_words(), is_rewrite=is_rewrite, document_type=document_type))


@pytest.mark.parametrize(
    ("clause", "language", "who"),
    [
        ("Advertisers must label what they promote.", "en", "advertisers"),
        ("If you are a researcher, you may ask us for data.", "en", "researchers"),
        ("Wenn Sie Werbetreibender sind, gilt dies.", "de", "advertisers"),
        ("Si vous êtes un annonceur, vous devez le dire.", "fr", "advertisers"),
    ],
)
def test_a_group_that_a_clause_speaks_to_is_affected(clause: str, language: str, who: str) -> None:
    assert whom_it_affects("", clause, language) == [who]


@pytest.mark.parametrize(
    "clause",
    [
        "We share your data with advertisers and researchers.",
        "Advertisers may use cookies to measure their ads.",
        "We measure performance for advertisers.",
        "Keep to the law. Advertisers must label what they promote.",
    ],
)
def test_a_group_that_a_clause_only_mentions_is_not(clause: str) -> None:
    assert whom_it_affects("", clause) == [EVERYONE.who]


@pytest.mark.parametrize(
    ("before", "after", "language", "who"),
    [
        ("", "If you live in the EEA, moorings are let by the week.", "en", "people in the EEA"),
        ("", "(Where you are based in Switzerland, a pilot comes aboard.)", "en", "people in Switzerland"),
        ("", "Wenn Sie in Frankreich wohnen, kommt ein Lotse.", "de", "people in France"),
        ("For users in France, it is free.", "For users in France, it is not free.", "en", "people in France"),
        ("In France, if you wish, it is free.", "In France, if you wish, it is not free.", "en", EVERYONE.who),
        ("If you live in France, ask. It is free.", "If you live in France, ask. It is dear.", "en", EVERYONE.who),
    ],
)
def test_a_clause_is_for_those_whom_it_opens_with(before: str, after: str, language: str, who: str) -> None:
    assert whom_it_affects(before, after, language) == [who]


def test_a_clause_that_opens_with_several_regions_is_for_the_people_of_each() -> None:
    told = ["people in the EEA", "people in the United Kingdom", "people in Switzerland"]
    opening = "(If you are a user living in the EEA, the United Kingdom or Switzerland, moorings are free.)"
    assert whom_it_affects("", opening) == told
    assert whom_it_affects("", "For users in the EEA, the UK, and Switzerland, it is free.") == told


def test_a_reworded_sentence_tells_whom_it_is_for() -> None:
    before, after = (f"Be kind. Advertisers must pay within {days} days. Ask us." for days in (30, 14))
    assert whom_it_affects(before, after) == ["advertisers"]
    assert whom_it_affects("Advertisers must pay. Be kind.", "Advertisers must pay. Be fair.") == [EVERYONE.who]


@pytest.mark.parametrize(
    ("document_type", "who"),
    [
        ("Developer Terms", "developers"),
        ("Commercial Terms", "business customers"),
        ("Business Privacy Policy", "business customers"),
        ("Data Processor Agreement", "business customers"),
        ("Advertising Content Policy", "advertisers"),
        ("Marketplace Sellers Conditions", "sellers"),
        ("Marketplace Buyers Conditions", "buyers"),
        ("Content Monetisation Policy", "creators"),
        ("Advertiser Terms", "advertisers"),
    ],
)
def test_a_document_that_is_for_somebody_by_its_type_affects_them(document_type: str, who: str) -> None:
    assert whom_it_affects_in(document_type) == [Affected(who, None, document_type)]
    assert whom_it_affects_in(document_type, is_rewrite=True) == [Affected(who, None, document_type)]


@pytest.mark.parametrize(
    "document_type", ["Terms of Service", "Privacy Policy", "Law Enforcement Guidelines", "In-App Purchases Policy"]
)
def test_a_document_of_another_type_is_for_everyone(document_type: str) -> None:
    assert whom_it_affects_in(document_type) == [EVERYONE]


def test_whom_a_clause_names_is_told_by_its_words_whatever_the_document_s_type() -> None:
    named = [Affected("advertisers", "Advertisers")]
    assert whom_it_affects_in("Developer Terms", "Advertisers must pay.") == named
    everyone = Affected("developers", None, "Developer Terms")
    assert whom_it_affects_in("Developer Terms", "Advertisers must pay.", is_rewrite=True) == [everyone, *named]
    assert whom_it_affects_in("Developer Terms", "Developers must pay.", is_rewrite=True) == [everyone]


@given(document_type=st.sampled_from(document_types()), is_rewrite=st.booleans())
def test_a_change_of_a_document_of_any_type_affects_somebody(document_type: str, *, is_rewrite: bool) -> None:
    (told,) = whom_it_affects_in(document_type, is_rewrite=is_rewrite)
    assert told == EVERYONE or (told.document_type == document_type and told.quote is None)


@given(st.lists(st.sampled_from(["for", "users", "in", "the EEA", "US", "outside", "Sellers", "Act", ",", "“UK”"])))
def test_quotes_stand_in_the_heading_and_each_audience_is_told_once(parts: list[str]) -> None:
    heading = " ".join(parts)
    found = addressed(heading, "en", signal_words())
    assert all(one.quote and one.quote in heading for one in found)
    assert len({one.who for one in found}) == len(found)
