"""A label counts for a change only where what the passage says bears it out."""

import pytest

from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.taxonomy.signal_words import signal_words
from services.differ.telling.bearing import borne_out, favours_nobody, signals_of_a_row
from services.differ.telling.signals import signals


def label(clause_type: str, text: str, words: str = "") -> TypeLabel:
    start = text.index(words) if words else 0
    evidence = Evidence(start, start + len(words or text), words or text)
    return TypeLabel(clause_type, "high", "explicit", "rule", evidence, "high", "base", "it matters")


def types(text: str, *labels: TypeLabel, headings: tuple[str, ...] = (), is_whole: bool = True) -> list[str]:
    return [one.clause_type for one in borne_out(text, labels, headings, is_whole=is_whole)]


@pytest.mark.parametrize(
    ("row", "clause_type", "is_given"),
    [
        ("| _sid | Security | Acme | 30 days |", "data_security", False),
        ("| Harbour | Customer support services | Malta |", "contact_support", False),
        ("| _ads | Acme | Marketing measurement | 1 day |", "advertising_tracking", True),
        ("| ad_consent | Harbour | Marketing consent | 1 year |", "advertising_tracking", False),
        ("| _sid | ads.harbour.example | Security | 1 day |", "advertising_tracking", False),
        ("| Quay | Analytics | Malta |", "cookies_tracking", True),
    ],
)
def test_a_row_of_names_is_only_about_the_purpose_that_it_names(row: str, clause_type: str, is_given: bool) -> None:
    assert types(row, label(clause_type, row)) == ([clause_type] if is_given else [])


def test_a_row_that_says_something_keeps_its_types() -> None:
    row = "| _sid | Keeps you signed in and your account safe from others |"
    assert types(row, label("data_security", row)) == ["data_security"]


def test_a_word_within_an_address_bears_out_nothing() -> None:
    text = "Write to https://harbour.example/advertising for the rest."
    assert types(text, label("advertising_tracking", text, "advertising")) == []


def test_who_is_liable_limits_no_liability() -> None:
    for text in (
        "The hirer shall remain fully liable for the acts of its crew.",
        "Hirers remain responsible and liable for damage, including but not limited to scratches.",
        "Der Mieter haftet für Schäden am Boot.",
        "Le locataire reste responsable des dommages.",
    ):
        assert types(text, label("limitation_of_liability", text)) == []
    across = "It is not a gift to any crew. Hirers remain responsible for tax."
    assert types(across, label("limitation_of_liability", across, "any crew. Hirers remain responsible")) == []
    unless = (
        "The hirer is also liable for crews that act in a way that does not follow the rules unless it was not there."
    )
    assert types(unless, label("limitation_of_liability", unless)) == []
    for text in ("We are not liable for delays.", "We are liable only for gross negligence.", "Wir haften nicht."):
        assert types(text, label("limitation_of_liability", text)) == ["limitation_of_liability"]


def test_ads_that_a_customer_places_follow_nobody() -> None:
    text = "Customer authorizes Harbour to place advertisements on its site."
    assert types(text, label("advertising_tracking", text)) == []
    text = "Harbour measures ads. It may reject Advertising Materials."
    assert types(text, label("advertising_tracking", text, "measures ads")) == []
    text = "We show you advertisements by your interests."
    assert types(text, label("advertising_tracking", text)) == ["advertising_tracking"]


def test_software_that_alerts_people_decides_nothing() -> None:
    text = "Automated systems flag posts to our moderators, who decide."
    assert types(text, label("automated_decision", text)) == []


def test_a_sentence_that_points_elsewhere_is_about_nothing_else() -> None:
    pointing = "To learn more about training of models, visit our guide."
    both = f"{pointing} We train models on your posts."
    training = label("ai_training", pointing, "training of models")
    assert types(pointing, training, label("supplemental_terms", pointing)) == ["supplemental_terms"]
    assert types(both, training, is_whole=False) == []
    assert types(both, training) == ["ai_training"]


def test_whom_to_ask_about_a_use_of_data_is_no_use() -> None:
    asked = "Contact our officer if you require more information on our use of profiling."
    assert types(asked, label("automated_decision", asked, "profiling")) == []
    used = "We use profiling for a contact form."
    assert types(used, label("automated_decision", used, "profiling")) == ["automated_decision"]


def test_a_definition_that_came_or_went_is_only_about_what_it_means() -> None:
    text = "“SCCs” means the standard contractual clauses for transfers."
    transfer = label("international_transfer", text, "standard contractual clauses")
    assert types(text, transfer) == []
    assert types(text, transfer, is_whole=False) == ["international_transfer"]
    assert types(text, label("supplemental_terms", text, "standard contractual clauses")) == ["supplemental_terms"]
    both = f"{text} We transfer your data abroad."
    assert types(both, label("international_transfer", both, "transfer your data")) == ["international_transfer"]


def test_what_readers_may_choose_and_what_a_word_means_is_seen() -> None:
    for text, words, expected in (
        ("You can choose whether we show you targeted ads.", "targeted ads", True),
        ("You can opt out of targeted ads.", "opt out of targeted ads", True),
        ("“Ads” means targeted ads.", "targeted ads", True),
        ("We show targeted ads. You can opt out.", "targeted ads", False),
        ("We may limit your choices about targeted ads.", "targeted ads", False),
    ):
        assert favours_nobody(text, label("advertising_tracking", text, words)) is expected


def test_single_words_of_a_row_name_no_data_and_no_choice() -> None:
    row = "| Cookie name | Analytics | Can you disable it? |"
    kinds = {one.kind.value for one in signals_of_a_row(row, signals("", row, [], "en", signal_words()))}
    assert kinds == {"purpose"}
    consent = "| ad_consent | Analytics consent | 1 year |"
    assert signals_of_a_row(consent, signals("", consent, [], "en", signal_words())) == ()
    sentence = "We collect your email address."
    assert signals_of_a_row(sentence, signals("", sentence, [], "en", signal_words()))


def test_what_readers_are_not_liable_for_limits_nobody_else_s_liability() -> None:
    for text in ("You will not be liable for any losses.", "Sie haften nicht.", "Vous n'êtes pas responsables."):
        assert types(text, label("limitation_of_liability", text)) == []


def test_what_readers_must_not_do_with_data_is_no_use_of_data() -> None:
    text = "engage in broadcast marketing by telephone"
    banned = [label("advertising_tracking", text), label("acceptable_use", text)]
    for headings in (("Terms", "14. Prohibited Marketing"), ("What you can’t do",), ("Verbotene Werbung",)):
        assert [one.clause_type for one in borne_out(text, banned, headings, is_whole=True)] == ["acceptable_use"]
    assert len(borne_out(text, banned, ("Prohibited", "Our marketing"), is_whole=True)) == 2


def test_what_readers_have_to_protect_protects_nobody() -> None:
    for text, words, expected in (
        ("You must use strong passwords for security.", "security", True),
        ("Customer will notify us of a breach.", "notify us of a breach", False),
        ("Customer shall at once notify us of a breach.", "notify us of a breach", True),
        ("We must keep your data secure.", "secure", False),
    ):
        assert favours_nobody(text, label("data_security", text, words)) is expected


def test_a_change_with_notice_before_it_is_no_burden() -> None:
    for text, expected in (
        ("When we make material changes, we will give advance notice.", True),
        ("We notify you of changes at least 30 days before they apply.", True),
        ("We may change these terms at any time.", False),
    ):
        assert favours_nobody(text, label("unilateral_modification", text)) is expected


def test_a_change_without_prior_notice_is_a_burden() -> None:
    for text, expected in (
        ("We may change prices with prior notice.", True),
        ("We may change prices without prior notice.", False),
        ("We may change prices with no advance notice.", False),
        ("We may change prices without reasons, with prior notice.", True),
    ):
        assert favours_nobody(text, label("price_change", text, "change prices")) is expected


def test_a_line_of_a_figure_alone_is_no_burden() -> None:
    for text, expected in (
        ("- Duration: 24 months", True),
        ("Speicherdauer: bis zu 90 Tage", True),
        ("- Duration: 24 months, for ads on other sites", False),
        ("We keep it for 24 months", False),
    ):
        assert favours_nobody(text, label("advertising_tracking", text)) is expected


def test_a_right_against_a_use_of_data_is_no_use() -> None:
    text = "You have the right to request that we limit the use of your sensitive data."
    labels = (label("sensitive_data", text, "sensitive data"), label("privacy_rights", text, "right to request"))
    assert types(text, *labels) == ["privacy_rights"]
    use = "We use your sensitive data. You have the right to request a copy."
    assert types(use, label("sensitive_data", use, "sensitive data")) == ["sensitive_data"]


def test_software_that_watches_the_traffic_decides_nothing() -> None:
    text = "Alerting: automated systems that flag unusual requests or spikes."
    assert types(text, label("automated_decision", text)) == []


@pytest.mark.parametrize(
    ("text", "words", "clause_type", "is_given"),
    [
        ("We recommend that you do not include health data.", "health data", "sensitive_data", False),
        ("Avoid sharing sensitive data of yourself.", "sensitive data", "sensitive_data", False),
        ("Wir empfehlen, keine Gesundheitsdaten zu senden.", "Gesundheitsdaten", "sensitive_data", False),
        ("Évitez d'envoyer des données de santé.", "données de santé", "sensitive_data", False),
        ("“Position” means where GPS says that you are.", "GPS", "location_data", False),
        ("“Data” means what we collect of you.", "collect", "data_collection", True),
        ("We collect health data that you send us.", "health data", "sensitive_data", True),
        ("We recommend a berth by your health data.", "health data", "sensitive_data", True),
    ],
)
def test_advice_and_definitions_are_no_use_of_data(text: str, words: str, clause_type: str, is_given: bool) -> None:
    assert types(text, label(clause_type, text, words)) == ([clause_type] if is_given else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You have the right to have automated decisions reviewed by a person.", "automated decisions"),
        ("Your rights related to automated decisions:", "automated decisions"),
        ("Do not use that e-mail address for selling personal data.", "selling personal data"),
        ("You may not collect personal data about other members.", "collect personal data"),
    ],
)
def test_what_readers_have_a_right_to_or_must_not_do_is_no_use(text: str, words: str) -> None:
    assert types(text, label("data_sale", text, words)) == []


def test_a_right_that_the_platform_reserves_is_a_use() -> None:
    text = "We reserve the right to access your location."
    assert types(text, label("location_data", text, "location")) == ["location_data"]


def test_a_passage_that_begins_with_a_definition_uses_no_data_beneath_a_heading_of_definitions() -> None:
    text = "Device Data means what a device sends. It may include geolocation and biometric data."
    of_body = label("biometric_data", text, "biometric data")
    assert types(text, of_body, headings=("Privacy", "15. Definitions")) == []
    assert types(text, of_body, headings=("Privacy", "What we collect")) == ["biometric_data"]
    use = "We collect biometric data."
    assert types(use, label("biometric_data", use), headings=("Definitions",)) == ["biometric_data"]


def test_an_item_of_what_readers_must_not_do_is_no_use() -> None:
    text = "- collect the addresses of other people"
    labels = [label("data_collection", text, "collect"), label("acceptable_use", text)]
    for lead_in, given in (("You must not:", 1), ("The following is prohibited:", 1), ("We may:", 2)):
        assert len(borne_out(text, labels, (), (lead_in,), is_whole=True)) == given
