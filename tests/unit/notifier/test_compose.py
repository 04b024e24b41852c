"""Mails as a reader and a mail server get them."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.notifier import compose
from services.notifier.content import Level, Reason, Segment, ToldChange, Unreachable
from tests.unit.notifier.changes import HOUSE, NOW, POSTMARK, READER, READING, REASON, added, clause, told

GMAIL_CUTS_AT_BYTES = 102_400


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def read(message: EmailMessage) -> EmailMessage:
    """The message as its reader parses it."""
    parsed = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def part(message: EmailMessage, kind: str) -> str:
    body = read(message).get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def alert(*changes: ToldChange) -> EmailMessage:
    return compose.alert(changes, READER, POSTMARK, HOUSE)


@pytest.mark.parametrize(
    "platform", ["A" * 70, "Größe über alles " * 4, "Acme – the long and winding name of a platform that …"]
)
def test_a_subject_arrives_as_it_was_written(platform: str) -> None:
    one = told()
    mail = alert(replace(one, change=replace(one.change, platform_name=platform)))
    assert mail.as_bytes().isascii()
    assert str(read(mail)["Subject"]) == str(mail["Subject"])


def test_the_subject_names_platform_document_severity_and_what_happened() -> None:
    mail = read(alert(told()))
    headline = "Data retention: a clause was reworded; “30 days” became “14 days”, shorter"
    assert mail["Subject"] == f"Acme Privacy Policy changed (medium): {headline}"


def test_the_subject_of_a_change_that_was_not_read_counts_its_clauses() -> None:
    mail = read(alert(told(clause(), clause(), added("More."), reading=None)))
    assert mail["Subject"] == "Acme Privacy Policy changed: 2 clauses reworded, 1 added"


def test_subjects_of_several_changes_say_how_many_are_grave() -> None:
    grave = replace(READING, severity="high")
    changes = [told(), told(reading=grave, platform="Globex"), told(reading=None, platform="Initech")]
    assert read(alert(*changes))["Subject"] == (
        "3 changes, 1 of high severity: Globex Privacy Policy, Acme Privacy Policy, Initech Privacy Policy"
    )
    weekly = compose.digest(changes[1:2], (), READER, POSTMARK, HOUSE)
    assert read(weekly)["Subject"] == "Weekly digest: 1 change, 1 of high severity (Globex)"


def test_words_of_a_document_in_a_subject_stay_words() -> None:
    hostile = replace(READING, headline="“x\r\nBcc: victim@example.org\u202e” became “y”")
    mail = read(alert(told(reading=hostile)))
    assert mail["Bcc"] is None
    assert mail["Subject"] == ("Acme Privacy Policy changed (medium): “x Bcc: victim@example.org⟦U+202E⟧” became “y”")


def test_the_unsubscribing_link_is_sent_as_it_is_on_one_line() -> None:
    token = HOUSE.signer.token("unsubscribe", REASON.subscription_id)
    lines = alert(told()).as_bytes().split(b"\r\n")
    assert f"List-Unsubscribe: <https://watch.example/unsubscribe/{token}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_a_domain_beyond_ascii_is_written_as_servers_take_it() -> None:
    reader = replace(READER, address="ann@bücher.example")
    lines = compose.alert([told()], reader, POSTMARK, HOUSE).as_bytes().split(b"\r\n")
    assert b"To: ann@xn--bcher-kva.example" in lines


def test_times_are_those_of_the_reader() -> None:
    assert "4 March 2026, 13:00 CET" in part(alert(told()), "plain")


def test_a_name_cannot_add_a_header() -> None:
    hostile = "Acme\r\nBcc: victim@example.org\r\n\r\nbody\u2028\x00"
    mail = read(alert(told(platform=hostile, document_type=hostile)))
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("Acme Bcc: victim@example.org body")
    assert len(mail.get_all("Subject", [])) == 1


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_message_or_its_headers(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    message = alert(told(clause(redline=(Segment("inserted", text),), heading_path=(text,)), platform=text))
    assert message.as_bytes().isascii()
    assert set(read(message).keys()) == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
    }


def test_captured_markup_is_shown_and_does_nothing() -> None:
    hostile = '<script>alert(1)</script><img src="https://evil.example/p.gif"><a href="javascript:x">"\'&amp;</a>'
    page = part(alert(told(added(hostile), clause(heading_path=(hostile,)), platform=hostile)), "html")
    tags = Tags(page).found
    assert not {"script", "img", "iframe", "object", "link"} & {tag for tag, _ in tags}
    assert not any("javascript" in (attributes.get("href") or "") for _, attributes in tags)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_nothing_is_loaded_from_elsewhere_and_nothing_tracks() -> None:
    page = part(alert(told()), "html")
    for tag, attributes in Tags(page).found:
        assert "src" not in attributes, tag
        assert "url(" not in (attributes.get("style") or "")
    assert "@import" not in page
    assert "url(" not in page


def test_a_source_that_is_not_of_the_web_is_no_link() -> None:
    one = told()
    hostile = replace(one, change=replace(one.change, source_url="javascript:alert(1)"))
    assert "javascript" not in part(alert(hostile), "html")


def test_the_order_of_letters_cannot_be_turned_round() -> None:
    mail = alert(told(added("pay \u202e001 DSU now")))
    for kind in ("plain", "html"):
        assert "\u202e" not in part(mail, kind)
        assert "⟦U+202E⟧" in part(mail, kind)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_mail_says_what_the_change_means_and_what_to_do_by_when(kind: str) -> None:
    line = replace(clause(), line="Data retention: a clause was reworded")
    body = part(alert(told(line)), kind)
    for said in (
        READING.headline,
        "medium",
        "better for you",
        "residents of California",
        "What is kept can leak.",
        "Ask for deletion.",
        "1 April 2026: the document says that it applies from then on",
        "Data retention: a clause was reworded",
    ):
        assert said in body, said


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_change_that_was_not_read_is_told_without_its_meaning(kind: str) -> None:
    body = part(alert(told(reading=None)), kind)
    assert "1 clause reworded" in body
    assert "Severity" not in body


def test_words_of_a_document_in_what_a_change_means_stay_words() -> None:
    hostile = replace(READING, headline="“<img src=x onerror=alert(1)>” became “\u202e”", direction_because="<b>x</b>")
    page = part(alert(told(reading=hostile)), "html")
    assert "img" not in {tag for tag, _ in Tags(page).found}
    assert "\u202e" not in page


def test_a_long_change_is_cut_and_says_how_much_more_there_is() -> None:
    clauses = [added(f"Clause {number}: " + "lorem ipsum " * 300) for number in range(60)]
    mail = alert(told(*clauses))
    for kind in ("plain", "html"):
        assert "and 40 more clauses" in part(mail, kind)
    assert len(part(mail, "html").encode()) < GMAIL_CUTS_AT_BYTES


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_gravest_clauses_are_shown_where_not_all_of_them_fit(kind: str) -> None:
    harmless = [replace(added(f"Harmless {number}."), severity="low") for number in range(30)]
    reread = replace(added("Only marks."), severity="medium", direction="neutral")
    grave = [
        replace(added("Better."), severity="high", direction="better"),
        replace(added("Grave 0."), severity="medium", direction="unclear"),
        replace(added("Grave 1."), severity="high", direction="worse"),
    ]
    body = part(alert(told(*harmless, reread, *grave)), kind)
    places = [
        body.find(words) for words in ("Grave 1.", "Better.", "Grave 0.", "Only marks.", "Harmless 0.", "Harmless 1.")
    ]
    assert places == sorted(places)
    assert -1 not in places
    assert "and 14 more clauses" in body


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["high", "medium", "low", None]), min_size=1, max_size=8))
def test_changes_come_gravest_first_and_else_as_they_came(levels: list[Level | None]) -> None:
    changes = [
        told(reading=None if level is None else replace(READING, severity=level), platform=f"Platform {number}.")
        for number, level in enumerate(levels)
    ]
    body = part(compose.digest(changes, (), READER, POSTMARK, HOUSE), "plain")
    order = sorted(range(len(levels)), key=lambda number: ("high", "medium", "low", None).index(levels[number]))
    places = [body.index(f"Platform {number}. - Privacy Policy") for number in order]
    assert places == sorted(places)


def test_a_digest_of_very_many_changes_names_each_and_stays_small() -> None:
    changes = [told(added("word " * 5_000), platform=f"Platform {number}") for number in range(120)]
    mail = compose.digest(changes, (), READER, POSTMARK, HOUSE)
    page = part(mail, "html")
    assert all(f"Platform {number}<" in page for number in range(120))
    assert len(page.encode()) < GMAIL_CUTS_AT_BYTES
    assert len(mail["Subject"]) <= 150


def test_the_same_delivery_has_the_same_message_every_time() -> None:
    first, second = alert(told()), alert(told())
    assert first["Message-ID"] == second["Message-ID"] == POSTMARK.message_id
    assert part(first, "html") == part(second, "html")


def test_two_reasons_are_both_named_with_a_way_out_of_each() -> None:
    other = Reason(REASON.subscription_id, "platform", "Globex")
    mail = alert(told(), ToldChange(told().change, other))
    plain = part(mail, "plain")
    assert "- Acme – Privacy Policy\n" in plain
    assert "- Globex\n" in plain
    assert plain.count("https://watch.example/unsubscribe/") == 2


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_confirming_mail_says_what_for_and_until_when(kind: str) -> None:
    mail = compose.confirm("TOKEN", NOW + timedelta(days=1), REASON, READER, POSTMARK, HOUSE)
    assert "https://watch.example/confirm/TOKEN" in part(mail, kind)
    assert "Acme – Privacy Policy" in part(mail, kind)
    assert "5 March 2026, 13:00 CET" in part(mail, kind)
    assert mail["List-Unsubscribe"] is None


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_managing_mail_has_its_link(kind: str) -> None:
    mail = compose.manage("TOKEN", NOW + timedelta(days=1), READER, POSTMARK, HOUSE)
    assert "https://watch.example/manage/TOKEN" in part(mail, kind)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_operator_hears_what_cannot_be_reached_and_why(kind: str) -> None:
    document = Unreachable("CW-D-00001", "Acme", "Privacy Policy", "gone", NOW, "404 for 7 days")
    mail = compose.unreachable(document, "ops@example.org", POSTMARK, HOUSE)
    assert mail["Subject"] == "Acme – Privacy Policy is gone"
    assert "404 for 7 days" in part(mail, kind)
