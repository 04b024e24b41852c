"""Which pages may be the policy."""

import pytest

from services.differ.clauses import split
from services.differ.document_state import KnownVersion
from services.differ.extract.canonical import CanonicalDocument
from services.differ.gate import Passage, Verdict, judge, judge_first
from services.differ.likeness import likeness
from tests.unit.differ.captures import START, document, policy, run

A = document(policy())
known = run(A)[0].next_state.in_force
assert known is not None
KNOWN: KnownVersion = known

CONSENT = "\n\n".join(["# Before you continue", *[f"We use cookies for reason number {n}." * 3 for n in range(8)]])
CHALLENGE = "# Just a moment\n\n" + "Checking that your connection is secure before you go on to this site. " * 3


def verdict(page: CanonicalDocument) -> Verdict:
    alike = likeness(KNOWN.text, page.text, split(KNOWN.text), split(page.text))
    return judge(page, KNOWN, alike)


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        (document(A.text, status=503), "http_error"),
        (document("Redirecting"), "empty"),
        (document(CHALLENGE, "Just a moment...", has_challenge=True), "wall"),
        (document("# Sign in\n\n" + "Enter your name and your password. " * 9, "Sign in", password_inputs=1), "login"),
        (document("# Seite nicht gefunden\n\n" + "Bitte prüfen Sie die Adresse. " * 9, "Fehler", "de"), "error_page"),
        (document("# Page introuvable\n\n" + "Cette page a été déplacée. " * 9, "Erreur 404", "fr"), "error_page"),
        (document(CONSENT, "Cookies", asks_for_consent=True), "consent"),
        (
            document("# Welcome\n\n" + "Buy our things today. " * 90, "Shop", canonical_url="https://example.org/"),
            "home_page",
        ),
        (document("# News\n\n" + "Something happened far away. " * 10, "News"), "stub"),
        (document("# News\n\n" + "Something happened far away. " * 80, "News", link_characters=2000), "other_page"),
    ],
)
def test_what_is_not_the_policy_is_shut_out(page: CanonicalDocument, rule: str) -> None:
    assert (verdict(page).passage, verdict(page).rule) == (Passage.SHUT, rule)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\n\n".join(A.text.split("\n\n")[:8]), "cut"),
        ("\n\n".join(A.text.split("\n\n")[:8]) + "\n\nThe rest has moved.", "collapse"),
        ("\n\n".join(A.text.split("\n\n")[:19]), "cut"),
        (A.text + "\n\n" + policy(30, "omega"), "growth"),
    ],
)
def test_what_could_be_the_policy_is_held(text: str, rule: str) -> None:
    assert (verdict(document(text)).passage, verdict(document(text)).rule) == (Passage.HELD, rule)


def test_a_policy_that_grows_under_its_own_name_and_a_newer_date_passes() -> None:
    page = document(policy(40).replace("3 January", "9 January"))
    assert verdict(page).passage is Passage.OPEN


def test_a_policy_that_speaks_of_errors_and_passwords_passes() -> None:
    text = A.text + "\n\n## 404. Errors\n\nIf a page is not found or your password is wrong, access is denied."
    assert verdict(document(text, password_inputs=1, has_challenge=True)).passage is Passage.OPEN


def test_a_first_capture_is_judged_by_its_structure() -> None:
    assert judge_first(A).passage is Passage.OPEN
    assert judge_first(document("Nothing")).rule == "empty"
    assert judge_first(document("# Not found\n\n" + "Try the search. " * 20, "Not found")).rule == "error_page"


@pytest.mark.parametrize(
    ("title", "said", "passage"),
    [
        ("Datenschutz", "Wir erheben, was Sie uns sagen, und behalten es so lange, wie das Gesetz es will. ", "held"),
        ("Kaleido", "Ihr Browser wird nicht mehr unterstützt, bitte laden Sie eine neuere Fassung herunter. ", "shut"),
    ],
)
def test_a_short_page_in_another_language_could_be_a_short_policy_only_under_the_name_of_one(
    title: str, said: str, passage: str
) -> None:
    short = KnownVersion.of(document("# Imprint\n\n" + "Kaleido Limited, 5 High Street, London. " * 9), 1, START)
    page = document(f"# {title}\n\n" + said * 5, title, "de")
    assert judge(page, short, likeness(short.text, page.text, split(short.text), split(page.text))).passage == passage


def test_a_verdict_carries_its_figures() -> None:
    evidence = verdict(document("Redirecting")).evidence
    assert evidence["length_ratio"] == pytest.approx(0, abs=0.01)
    assert evidence["status"] == 200


def test_a_page_that_stops_within_a_list_is_a_mere_cut() -> None:
    listed = "\n\n".join((A.text, "We keep:", "\n".join(f"- record of kind {n * 11} for place {n}" for n in range(60))))
    whole = KnownVersion.of(document(listed), 1, START)
    page = document("\n".join(listed.split("\n")[:-40]))
    alike = likeness(whole.text, page.text, split(whole.text), split(page.text))
    assert alike.clauses_shared < 0.9
    assert judge(page, whole, alike).rule == "cut"


def test_a_document_does_not_begin_with_a_policy_that_an_error_is_answered_with() -> None:
    first = judge_first(document(A.text, status=503))
    assert (first.passage, first.rule) == (Passage.SHUT, "http_error")
