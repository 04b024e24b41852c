"""Lists of those who receive data: who came to one, who is gone from it, and what is no such list."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.differ.align import ChangeKind
from services.differ.history import ClauseChangeEntry, Quote
from services.differ.redline import redline
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.change_reading import ChangeReading, read_change
from services.differ.telling.meaning import TypeFacts
from services.differ.telling.recipients import HeadedWordings, listed, told_of
from services.differ.telling.signal_models import Direction
from services.differ.telling.summary import Days

ACME, MILL = "| Acme, Inc | Cloud hosting | USA |", "| Mill Works | Support | France |"


def told(before: str, after: str, *headings: str) -> tuple[list[str], list[str], str] | None:
    (one,) = listed([HeadedWordings(headings or ("List of sub-processors",), before, after)])
    return ([name.text for name in one.came], [name.text for name in one.gone], one.of) if one else None


def directions(*pairs: tuple[str, str]) -> list[Direction | None]:
    return [
        one.direction if one else None for one in listed([HeadedWordings(("Sub-processors",), *pair) for pair in pairs])
    ]


def read(*pairs: tuple[str, str], heading: str = "Our sub-processors") -> ChangeReading:
    entries = []
    for ordinal, (before, after) in enumerate(pairs):
        older, newer = (Quote(ordinal * 1000, text) if text else None for text in (before, after))
        kind = ChangeKind.MODIFIED if before and after else ChangeKind.REMOVED if before else ChangeKind.ADDED
        entries.append(
            ClauseChangeEntry(
                ordinal, kind, f"CW-P-{ordinal:06}", (heading,), older, newer, redline(before, after), True, "words"
            )
        )
    return read_change(entries, {}, {}, "en", Days(date(2026, 1, 1)), TypeFacts({}, {}), signal_words(), 100)


@pytest.mark.parametrize(
    ("heading", "of"),
    [
        ("Our list of sub-processors includes", "sub-processors"),
        ("Subprocessor list", "subprocessors"),
        ("4. Service Providers", "service providers"),
        ("Third-party vendors we use", "third-party vendors"),
        ("5. Vendors", "vendors"),
        ("List of vendors", "vendors"),
        ("Recipients of your personal data", "recipients"),
        ("Third parties with whom we share data", "third parties"),
        ("Unterauftragsverarbeiter", "Unterauftragsverarbeiter"),
        ("Unsere Dienstleister", "Dienstleister"),
        ("Liste des sous-traitants", "sous-traitants"),
        ("Destinataires des données", "destinataires"),
    ],
)
def test_a_heading_tells_what_a_list_is_of(heading: str, of: str) -> None:
    assert told("", ACME, heading) == (["Acme, Inc"], [], of)


@pytest.mark.parametrize(
    "heading",
    [
        "Terms",
        "Our partners",
        "Our suppliers",
        "What vendors must not sell",
        "Cookies of third-party vendors",
        "Acknowledgements",
        "Contact our service providers",
        "Changes to our sub-processors",
        "Gift recipients",
        "Obligations of sub-processors",
    ],
)
def test_other_lists_are_of_no_recipients(heading: str) -> None:
    assert told("", ACME, heading) is None


def test_a_heading_further_up_counts_where_it_names_sub_processors() -> None:
    assert told("", ACME, "Sub-processors", "Infrastructure") == (["Acme, Inc"], [], "sub-processors")
    assert told("", ACME, "Service providers", "Infrastructure") is None
    assert told("", ACME, "Sub-processors", "Cookies") is None


def test_items_and_rows_beneath_a_lead_in_or_a_head_row_of_their_own_are_names_too() -> None:
    lead_in = "We use these service providers:\n- Acme Cloud"
    assert told(lead_in, f"{lead_in}\n- Mill Works", "Data") == (["Mill Works"], [], "service providers")
    head = f"| Sub-processor | Purpose | Country |\n{ACME}"
    assert told(f"{head}\n{MILL}", head, "Annex") == ([], ["Mill Works"], "sub-processors")
    assert told("| Cookie | Third party |\n| _sid | Acme |", "| Cookie | Third party |", "Annex") is None


@pytest.mark.parametrize(
    ("lead_ins", "of"),
    [
        (("The following companies process data on our behalf:",), "recipients"),
        (("We share your personal data with the following companies:",), "recipients"),
        (("Personal information may be disclosed to:",), "recipients"),
        (("Our sub-processors are:",), "sub-processors"),
        (("Folgende Unternehmen verarbeiten Daten in unserem Auftrag:",), "recipients"),
        (("Les sociétés suivantes traitent vos données pour notre compte :",), "recipients"),
        (("These companies process data for us:", "| Company | Purpose | Place |"), "recipients"),
        (("| Sub-processor | Purpose | Place |",), "sub-processors"),
        (("We do not share your data with:",), None),
        (("We received the following awards:",), None),
        (("We collect data from these companies:",), None),
        (("These companies process data for us:", "| Kind of data | Purpose | Place |"), None),
    ],
)
def test_what_introduces_an_item_or_a_row_tells_what_a_list_is_of(lead_ins: tuple[str, ...], of: str | None) -> None:
    row = ACME if len(lead_ins) > 1 or lead_ins[0].startswith("|") else "- Acme, Inc"
    (one,) = listed([HeadedWordings(("Transparency",), "", row, ((), lead_ins))])
    assert (one.of if one else None) == of


def test_a_list_that_came_with_its_introduction_or_names_a_group_is_told_by_its_words() -> None:
    lead_in = "We share your personal data with:"
    whole = [HeadedWordings((), "", lead_in), HeadedWordings((), "", "- Acme", ((), (lead_in,)))]
    assert listed(whole) == [None, None]
    assert listed([HeadedWordings((), "", "- Advertisers", ((), (lead_in,)))]) == [None]


def test_a_sentence_a_head_row_or_another_purpose_of_the_same_company_is_no_name() -> None:
    assert told("", "We ask each of them to keep data safe.") is None
    assert told("", "| Name | Purpose | Country |") is None
    assert told(ACME, "| Acme | Cloud hosting and mail | USA |") is None
    assert told(ACME, "| ACME, Inc | Cloud Hosting | USA |") is None


def test_a_clause_of_which_something_else_changed_too_is_read_as_any_other() -> None:
    before, after = (
        "We use these service providers:\n- Acme",
        "We sell data to these service providers:\n- Acme\n- Mill",
    )
    assert told(before, after, "Data") is None
    assert told("", "- Mill\nWe sell data to brokers.") is None
    assert told("", f"| Name | Purpose | Country |\n{ACME}") == (["Acme, Inc"], [], "sub-processors")


def test_a_recipient_that_came_is_worse_one_that_is_gone_better_and_one_for_another_neither() -> None:
    assert directions(("", ACME)) == [Direction.WORSE]
    assert directions((ACME, "")) == [Direction.BETTER]
    assert directions((ACME, MILL)) == [Direction.UNCLEAR]
    assert directions((ACME, ""), ("", MILL)) == [Direction.UNCLEAR, Direction.UNCLEAR]
    assert directions((ACME, ""), ("", MILL), ("", "| Quay | Mail | USA |")) == [
        Direction.UNCLEAR,
        Direction.WORSE,
        Direction.WORSE,
    ]


def test_who_stands_in_another_row_now_neither_came_nor_went() -> None:
    assert directions((ACME, ""), ("", "| Acme | Hosting | USA |")) == [None, None]


def test_a_list_that_came_whole_says_of_nobody_that_they_are_new() -> None:
    heading = HeadedWordings((), "", "## 3. Sub-processors")
    assert listed([heading, HeadedWordings(("3. Sub-processors",), "", ACME)]) == [None, None]
    assert told("", f"Our sub-processors are:\n{ACME}", "Data") is None


def test_a_change_of_a_list_is_told_by_name_and_of_medium_severity() -> None:
    summary = read(("", ACME)).summary
    assert summary.headline == (
        "“Acme, Inc” was added to the list of sub-processors: “Acme, Inc | Cloud hosting | USA”;"
        " place: the United States added (“USA”)"
    )
    assert (summary.severity, summary.direction) == ("medium", Direction.WORSE)
    assert summary.severity_because == "a recipient was added to the list of sub-processors"


def test_an_item_that_is_a_name_leads_before_what_is_of_low_severity() -> None:
    summary = read(("", "Write to the harbour office."), ("", "- Acme Cloud"), heading="Service providers").summary
    assert summary.headline.startswith("“Acme Cloud” was added to the list of service providers")


def test_several_are_told_together() -> None:
    summary = read((ACME, ""), ("", MILL), ("", "| Quay | Mail | USA |"), ("", "Write to the harbour.")).summary
    assert summary.headline == (
        "“Mill Works” and “Quay” were added to the list of sub-processors, “Acme, Inc” removed – and 1 more clause"
    )
    assert summary.direction is Direction.WORSE


NAMES = st.lists(st.sampled_from(["Acme", "Mill", "Quay", "Harbour", "Bell", "Rope"]), unique=True)


@given(NAMES, NAMES)
def test_who_came_and_who_is_gone_are_those_that_one_side_alone_names(older: list[str], newer: list[str]) -> None:
    passages = [HeadedWordings(("Sub-processors",), f"| {name} | Mail |", "") for name in older]
    passages += [HeadedWordings(("Sub-processors",), "", f"| {name} | Mail |") for name in newer]
    found = [one for one in listed(passages) if one]
    assert {name.text for one in found for name in one.came} == {*newer} - {*older}
    assert {name.text for one in found for name in one.gone} == {*older} - {*newer}
    for one, passage in zip(listed(passages), passages, strict=True):
        for name in one.came if one else ():
            assert passage.after[name.start : name.end] == name.text


@given(NAMES.filter(bool), NAMES, st.integers(1, 6))
def test_all_are_told_by_name_or_counted(came: list[str], gone: list[str], most: int) -> None:
    text = told_of(came, gone, "vendors", most)
    assert text.count("“") == min(len(came), most) + min(len(gone), most)


def test_an_item_that_says_what_for_tells_who_came_and_who_went() -> None:
    assert told("- Moss Logs: for logging errors.", "- Fern Logs: for logging errors.") == (
        ["Fern Logs"],
        ["Moss Logs"],
        "sub-processors",
    )
    assert told("", "- Acme Chat (customer support)") == (["Acme Chat"], [], "sub-processors")
    assert told("", "| Acme | A long row about what it is that they do for us | USA |") == (
        ["Acme"],
        [],
        "sub-processors",
    )
    assert told("- Acme: for chat.", "- Acme: for chat and mail.") is None
    assert told("- Miscromill Ads: for ads.", "- Micromill Ads: for ads.") is None


@pytest.mark.parametrize(
    "item",
    [
        "- Notice: Acme shall tell the customer of each of them.",
        "- Purpose: for chat.",
        "- Authorisation: you authorise all of them.",
        "- We use one who answers letters: it is far away.",
    ],
)
def test_a_duty_or_a_column_of_a_list_is_no_name(item: str) -> None:
    assert told("", item) is None


def test_who_took_the_place_of_a_named_tracker_is_told_but_trackers_that_came_are_not() -> None:
    above = (("We deploy tracking technologies from the following third parties:",),) * 2
    older, newer = "- Moss Pixel (https://moss.example/a)", "- Fern Cookie (https://fern.example/b)"
    (one,) = listed([HeadedWordings(("Ads",), older, newer, above)])
    assert one is not None
    assert one.told == "“Fern Cookie” was added to the list of third-party trackers, “Moss Pixel” removed"
    assert listed([HeadedWordings(("Ads",), "", newer, ((), above[0]))]) == [None]


def test_of_a_row_of_another_company_no_place_and_no_purpose_is_told() -> None:
    (clause,) = read((MILL, "| Acme, Inc | Cloud hosting | Australia |")).clauses
    assert {one.what for one in clause.change.signals} == {"listed_recipient"}
