import pytest
import re2

from services.differ.normal import normal_form
from services.differ.taxonomy.loader import load_taxonomy
from services.differ.taxonomy.models import REQUIRED_LANGUAGES, ClauseType
from services.differ.taxonomy.patterns import folded, options

TAXONOMY = load_taxonomy()
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
SAID: tuple[tuple[str, str, str], ...] = (
    ("ai_training", "en", "We may use your posts to train our generative AI models."),
    ("ai_training", "de", "Wir nutzen Ihre Beiträge, um unsere KI-Modelle zu trainieren."),
    ("ai_training", "fr", "Nous utilisons vos publications pour entraîner nos modèles d’IA."),
    ("arbitration", "en", "Any dispute shall be resolved by binding arbitration."),
    ("arbitration", "de", "Alle Streitigkeiten werden durch ein verbindliches Schiedsverfahren beigelegt."),
    ("arbitration", "fr", "Tout litige sera tranché par voie d'arbitrage."),
    ("governing_law", "de", "Es gilt österreichisches Recht unter Ausschluss des UN-Kaufrechts."),
    ("governing_law", "fr", "Les présentes conditions sont régies par le droit belge."),
    ("data_sale", "en", "We never sell your personal information."),
    ("data_sale", "de", "Wir verkaufen Ihre persönlichen Daten nicht."),
    ("data_sale", "fr", "Nous ne vendons jamais vos données personnelles."),
    ("auto_renewal", "en", "Your subscription renews automatically unless you cancel it."),
    ("auto_renewal", "de", "Das Abonnement verlängert sich automatisch um ein Jahr."),
    ("auto_renewal", "fr", "L’abonnement est renouvelé automatiquement par tacite reconduction."),
    ("unilateral_modification", "en", "We may change these terms at any time."),
    ("unilateral_modification", "de", "Wir können diese Bedingungen jederzeit ändern."),
    ("unilateral_modification", "fr", "Nous pouvons modifier les présentes conditions à tout moment."),
    ("limitation_period", "en", "Any claim must be filed within one year after it arose."),
    ("limitation_period", "de", "Ansprüche verjähren nach einem Jahr."),
    ("breach_notification", "en", "If a data breach affects you, we will notify you without delay."),
    ("biometric_data", "de", "Mit Ihrer Einwilligung verwenden wir Gesichtserkennung."),
    ("price_change", "fr", "Nous pouvons augmenter nos tarifs avec un préavis de trente jours."),
    ("monetization_payout", "en", "We may withhold payments to sellers for up to 90 days."),
)


def strong_cues(clause_type: ClauseType, language: str, text: str) -> list[str]:
    form = folded(normal_form(text))

    def found(pattern: str) -> bool:
        return re2.search(pattern, form, options=options()) is not None

    return [
        cue.id
        for cue in clause_type.cues[language]
        if cue.weight == "strong" and found(cue.pattern) and not (cue.unless and found(cue.unless))
    ]


def test_every_clause_type_of_the_design_is_there() -> None:
    assert TAXONOMY.clause_types.keys() >= NAMED_BY_THE_DESIGN


@pytest.mark.parametrize("clause_type", TAXONOMY.clause_types.values(), ids=TAXONOMY.clause_types)
def test_every_type_has_a_strong_cue_and_a_heading_in_each_language(clause_type: ClauseType) -> None:
    for language in REQUIRED_LANGUAGES:
        assert any(cue.weight == "strong" for cue in clause_type.cues[language])
        assert clause_type.headings[language]


@pytest.mark.parametrize(("slug", "language", "text"), SAID)
def test_a_plain_sentence_is_given_its_type_by_a_strong_cue(slug: str, language: str, text: str) -> None:
    assert strong_cues(TAXONOMY.clause_types[slug], language, text)


@pytest.mark.parametrize(
    ("slug", "language", "text"),
    [
        ("unilateral_modification", "de", "Andere Bedingungen können für andere Dienste gelten."),
        ("data_sale", "en", "Sellers list products that they sell to you."),
        ("account_termination", "en", "You may close your account at any time."),
        ("content_moderation", "en", "You may delete your posts at any time."),
        ("sensitive_data", "en", "Do not harass others because of their religious beliefs or sexual orientation."),
        ("data_security", "en", "Read more at https://policies.example.org."),
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
