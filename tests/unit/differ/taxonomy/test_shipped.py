from functools import cache
from pathlib import Path

import pytest
import yaml

from services.differ.normal import normal_form
from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.models import REQUIRED_LANGUAGES, ClauseType
from services.differ.taxonomy.patterns import compiled, folded

TAXONOMY = load_taxonomy()
COMPILED = cache(compiled)
NAMED_BY_THE_DESIGN = frozenset(
    (
        "data_collection",
        "sensitive_data",
        "biometric_data",
        "location_data",
        "childrens_data",
        "data_sharing",
        "data_sale",
        "advertising_tracking",
        "cookies_tracking",
        "data_retention",
        "international_transfer",
        "data_security",
        "breach_notification",
        "privacy_rights",
        "consent_withdrawal",
        "ai_training",
        "automated_decision",
        "ai_output_ownership",
        "ai_restrictions",
        "arbitration",
        "class_action_waiver",
        "governing_law",
        "jurisdiction",
        "limitation_of_liability",
        "warranty_disclaimer",
        "indemnification",
        "limitation_period",
        "unilateral_modification",
        "account_termination",
        "content_moderation",
        "platform_discretion",
        "acceptable_use",
        "content_license",
        "intellectual_property",
        "copyright_takedown",
        "law_enforcement_access",
        "contract_assignment",
        "contract_by_use",
        "privacy_policy_included",
        "payment_fees",
        "auto_renewal",
        "refunds",
        "price_change",
        "monetization_payout",
    )
)
SENTENCES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("plain_sentences.yaml").read_text(encoding="utf-8")
)


def strong_cues(clause_type: ClauseType, language: str, text: str) -> list[str]:
    form = folded(normal_form(text))

    def found(pattern: str) -> bool:
        return COMPILED(pattern).search(form) is not None

    return [
        cue.id
        for cue in clause_type.cues[language]
        if cue.weight == "strong" and found(cue.expression) and not (cue.exception and found(cue.exception))
    ]


def test_every_clause_type_of_the_design_is_there() -> None:
    assert TAXONOMY.clause_types.keys() >= NAMED_BY_THE_DESIGN


@pytest.mark.parametrize("clause_type", TAXONOMY.clause_types.values(), ids=TAXONOMY.clause_types)
def test_every_type_has_a_strong_cue_and_a_heading_in_each_language(clause_type: ClauseType) -> None:
    for language in REQUIRED_LANGUAGES:
        assert any(cue.weight == "strong" for cue in clause_type.cues[language])
        assert clause_type.headings[language]


def test_every_type_has_its_plain_sentences() -> None:
    assert SENTENCES.keys() == TAXONOMY.clause_types.keys()


@pytest.mark.parametrize("language", REQUIRED_LANGUAGES)
@pytest.mark.parametrize("slug", SENTENCES)
def test_a_plain_sentence_is_given_its_type_by_a_strong_cue(slug: str, language: str) -> None:
    assert strong_cues(TAXONOMY.clause_types[slug], language, SENTENCES[slug][language])


@pytest.mark.parametrize("language", REQUIRED_LANGUAGES)
def test_plain_sentences_are_given_few_types_beside_their_own(language: str) -> None:
    given = [
        strong_cues(clause_type, language, sentences[language])
        for sentences in SENTENCES.values()
        for clause_type in TAXONOMY.clause_types.values()
    ]
    assert sum(map(bool, given)) / len(SENTENCES) < 2


@pytest.mark.parametrize(
    ("slug", "language", "text"),
    [
        ("unilateral_modification", "de", "Andere Bedingungen können für andere Dienste gelten."),
        ("data_sale", "en", "Sellers list products that they sell to you."),
        ("account_termination", "en", "You may close your account at any time."),
        ("content_moderation", "en", "You may delete your posts at any time."),
        ("sensitive_data", "en", "Do not harass others because of their religious beliefs or sexual orientation."),
        ("data_security", "en", "Read more at https://policies.example.org."),
        ("ai_training", "en", "You may not use output to train any model that competes with ours."),
        ("ai_training", "de", "Das Auslesen unserer Seiten zum Training von KI-Modellen ist untersagt."),
        ("ai_training", "fr", "Il est interdit : entraîner des modèles d'IA concurrents."),
        ("ai_restrictions", "en", "If you opt out, your chats will not be used to train our models."),
        ("ai_output_ownership", "en", "You may not use output to infringe the rights of others."),
        ("automated_decision", "en", "You may not use automated tools to access the service."),
        ("sensitive_data", "en", "Do not send us commercially sensitive information."),
        ("sensitive_data", "en", "Stories must not share medical misinformation or unproven health tips."),
        ("sensitive_data", "en", "Do not publish someone's private information, such as medical records."),
        ("sensitive_data", "de", "Die Veröffentlichung von Gesundheitsdaten anderer Personen ist nicht gestattet."),
        ("sensitive_data", "fr", "Publier le dossier médical d'autrui est interdit."),
        ("biometric_data", "de", "Ein digitaler Fingerabdruck des Browsers hilft gegen Betrug."),
        ("biometric_data", "en", "Customers may not use the API to build facial recognition."),
        ("biometric_data", "fr", "La catégorisation biométrique des personnes est interdite."),
        ("childrens_data", "en", "Most of our changes are minor, and use of the service goes on."),
        ("childrens_data", "en", "Accounts may be closed when a parent, spouse or child of the deceased asks us."),
        ("consent_withdrawal", "en", "You may opt out of arbitration within 30 days."),
        ("consent_withdrawal", "en", "By using the service you consent to the transfer of information abroad."),
        ("consent_withdrawal", "de", "Der Vertrag kann nur mit Zustimmung des Kunden übertragen werden."),
        ("price_change", "en", "You can change the payment method for your fees."),
        ("price_change", "en", "Changes to your booking may incur additional charges."),
        ("price_change", "en", "Standard clauses of the European Commission may be amended from time to time."),
        ("price_change", "en", "If you cancel late, we may impose a cancellation fee."),
        ("price_change", "en", "Any dispute regarding a fee must be raised within 30 days and is reviewed annually."),
        ("data_sale", "en", "We sell tickets and keep the data that the venue asks for."),
        ("cookies_tracking", "en", "You can sign in with a fingerprint reader."),
        ("sensitive_data", "en", "Your balance, with its transaction history, shows the coins that you bought."),
        ("monetization_payout", "en", "We may deduct the coins from your account."),
        ("monetization_payout", "en", "The clauses that the EU Commission on its day adopted are part of this."),
        ("monetization_payout", "en", "Control is more than half of the votes, or of 50% of an entity's profits."),
        ("monetization_payout", "en", "We earn a commission when you buy through our links."),
        ("monetization_payout", "en", "You will hold us harmless against claims for payments due."),
        ("platform_discretion", "en", "You use the service at your own discretion and risk."),
        ("platform_discretion", "en", "We use the data solely for the purpose of the service."),
        ("platform_discretion", "en", "Upon termination of this agreement for any reason, all licences end."),
        ("platform_discretion", "de", "Sie können den Vertrag ohne Angabe von Gründen widerrufen."),
        ("breach_notification", "en", "If you do not remedy the breach of these terms, we will notify you."),
        ("breach_notification", "en", "You must notify us of any data breach."),
        ("contracting_party", "en", "The terms between you and us give a limited, personal licence."),
        ("contracting_party", "en", "Your data is hosted by service providers in the Union."),
        ("contracting_party", "de", "Wir geben Daten an Anbieter mit Sitz in den USA weiter."),
        ("contracting_party", "fr", "Le contrat entre vous et un tiers ne nous concerne pas."),
    ],
)
def test_a_sentence_beside_the_subject_is_given_no_type(slug: str, language: str, text: str) -> None:
    assert strong_cues(TAXONOMY.clause_types[slug], language, text) == []


def test_training_on_personal_data_is_told_under_the_laws_that_concern_it() -> None:
    applied = {law.regulation: law for law in TAXONOMY.clause_types["ai_training"].regulations}
    assert {applied["gdpr"].relevance, applied["uk_gdpr"].relevance} == {"applies"}
    for slug in ("eu_ai_act", "colorado_ai_act", "traiga"):
        assert applied[slug].relevance in ("may_apply", "related")
    assert all(law.articles for law in applied.values())


def test_every_regulation_is_named_by_a_type() -> None:
    named = {law.regulation for kind in TAXONOMY.clause_types.values() for law in kind.regulations}
    assert TAXONOMY.regulations.keys() <= named
