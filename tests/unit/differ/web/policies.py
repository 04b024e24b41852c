"""Invented legal documents in English, French and German, long enough to be weighed as real ones are."""

import re
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Tongue:
    """The phrases from which a document of one language is put together."""

    code: str
    privacy: str
    terms: str
    updated: str
    topics: tuple[str, ...]
    reasons: tuple[str, ...]
    data: str
    right: str
    rule: str
    duty: str
    anew: str


ENGLISH = Tongue(
    "en",
    "Privacy policy",
    "Terms of service",
    "Last updated: {} January 2026",
    ("your account", "payments", "location", "advertising", "messages", "device identifiers", "support requests"),
    ("to provide the service", "to prevent fraud", "to comply with the law", "to measure how our products perform"),
    "We collect personal information about {0} when you use our products, and we process this information {1}. It is "
    "kept for {2} months after the purpose has ended and is then deleted or made anonymous by our team.",
    "You may request access to the personal information that concerns {0}, ask for its correction or erasure, and "
    "object to its processing {1} at any time; we answer requests within {2} days of receiving them.",
    "By opening an account you agree that {0} may only be used as these terms permit. We may suspend or terminate "
    "access without liability {1} where a breach has not been remedied within {2} days of a written notice.",
    "Our liability in connection with {0} is limited to the fees paid in the {2} months before the claim arose. "
    "Disputes that cannot be settled {1} are submitted to binding arbitration under the rules in force.",
    "Information relating to {0} reaches us whenever our products are used; its processing happens {1}, and deletion "
    "or anonymisation follows {2} months afterwards. Requests for access, correction or erasure are always welcome.",
)
FRENCH = Tongue(
    "fr",
    "Politique de confidentialité",
    "Conditions générales d’utilisation",
    "Dernière mise à jour : {} janvier 2026",
    (
        "votre compte",
        "vos paiements",
        "votre position",
        "la publicité",
        "vos messages",
        "vos appareils",
        "l’assistance",
    ),
    ("afin de fournir le service", "pour prévenir la fraude", "pour respecter la loi", "pour mesurer l’audience"),
    "Nous collectons des données personnelles concernant {0} lorsque vous utilisez nos produits, et nous traitons ces "
    "données {1}. Elles sont conservées pendant {2} mois après la fin du traitement, puis supprimées ou anonymisées.",
    "Vous pouvez demander l’accès aux données personnelles relatives à {0}, leur rectification ou leur effacement, et "
    "vous opposer à leur traitement {1} à tout moment ; nous répondons dans un délai de {2} jours.",
    "En créant un compte, vous acceptez que {0} ne soient utilisés que dans les conditions prévues aux présentes. Nous "
    "pouvons suspendre ou résilier l’accès {1} si le manquement n’est pas corrigé dans les {2} jours.",
    "Notre responsabilité concernant {0} est limitée aux sommes versées au cours des {2} mois précédant la "
    "réclamation. Les litiges qui ne peuvent être réglés {1} sont soumis aux tribunaux compétents du siège social.",
    "Les données relatives à {0} nous parviennent chaque fois que nos produits sont utilisés ; leur traitement a lieu "
    "{1}, et leur suppression intervient {2} mois plus tard. Toute demande d’accès ou de rectification est bienvenue.",
)
GERMAN = Tongue(
    "de",
    "Datenschutzerklärung",
    "Allgemeine Geschäftsbedingungen",
    "Stand: {}. Januar 2026",
    ("Ihrem Konto", "Zahlungen", "Ihrem Standort", "Werbung", "Nachrichten", "Ihren Geräten", "Anfragen an uns"),
    ("um den Dienst zu erbringen", "um Betrug zu verhindern", "um Gesetze einzuhalten", "um Reichweiten zu messen"),
    "Wir erheben personenbezogene Daten zu {0}, wenn Sie unsere Produkte nutzen, und verarbeiten diese Daten, {1}. Sie "
    "werden nach dem Ende des Zwecks {2} Monate lang aufbewahrt und danach gelöscht oder anonymisiert.",
    "Sie können Auskunft über die personenbezogenen Daten zu {0} verlangen, ihre Berichtigung oder Löschung fordern "
    "und der Verarbeitung, {1}, jederzeit widersprechen; wir antworten innerhalb von {2} Tagen.",
    "Mit der Eröffnung eines Kontos erklären Sie sich einverstanden, dass der Umgang mit {0} diesen Bedingungen folgt. "
    "Wir dürfen den Zugang sperren oder kündigen, {1}, wenn ein Verstoß nicht binnen {2} Tagen behoben wird.",
    "Unsere Haftung im Zusammenhang mit {0} ist auf die Entgelte der letzten {2} Monate vor dem Anspruch beschränkt. "
    "Streitigkeiten, die nicht beigelegt werden können, {1}, entscheiden die Gerichte an unserem Sitz.",
    "Angaben zu {0} erreichen uns, sobald unsere Produkte genutzt werden; ihre Verarbeitung geschieht, {1}, und ihre "
    "Löschung folgt {2} Monate später. Anträge auf Auskunft oder Berichtigung nehmen wir jederzeit gern entgegen.",
)
TONGUES = (ENGLISH, FRENCH, GERMAN)


def sections(tongue: Tongue, *sentences: str) -> list[str]:
    """One section of HTML for each topic and reason: a heading, and a paragraph for each sentence."""
    found = []
    for number, (topic, reason) in enumerate(product(tongue.topics, tongue.reasons), start=1):
        paragraphs = "".join(f"<p>{sentence.format(topic, reason, number + 2)}</p>" for sentence in sentences)
        found.append(f"<h2>{number}. {topic.capitalize()}, {reason}</h2>{paragraphs}")
    return found


def privacy(tongue: Tongue, day: int = 3) -> str:
    """A privacy policy as the inside of its page."""
    return "".join((_top(tongue, tongue.privacy, day), *sections(tongue, tongue.data, tongue.right)))


def terms(tongue: Tongue, day: int = 3) -> str:
    """Terms of service as the inside of their page."""
    return "".join((_top(tongue, tongue.terms, day), *sections(tongue, tongue.rule, tongue.duty)))


def anew(tongue: Tongue, day: int = 9) -> str:
    """The privacy policy wholly rewritten: the same matters in other sentences."""
    return "".join((_top(tongue, tongue.privacy, day), *sections(tongue, tongue.anew)))


def imprint(tongue: Tongue) -> str:
    """A short true document: who runs the site."""
    line = {
        "en": "This website is operated by Example Limited, 12 Sample Street, London, company number 1234567, "
        "represented by its director Alex Example, who is responsible for its content.",
        "fr": "Ce site est édité par Exemple SAS, 12 rue de l’Exemple, 75001 Paris, RCS Paris 123 456 789, au capital "
        "de 10 000 euros, dont le directeur de la publication est Alex Exemple.",
        "de": "Angaben gemäß § 5 DDG: Beispiel GmbH, Musterstraße 12, 10115 Berlin, Handelsregister HRB 123456, "
        "vertreten durch die Geschäftsführerin Alex Beispiel, verantwortlich für den Inhalt.",
    }[tongue.code]
    name = {"en": "Legal notice", "fr": "Mentions légales", "de": "Impressum"}[tongue.code]
    return f"<h1>{name}</h1><p>{line}</p><p>legal@example.org, +49 30 123456</p>"


def part(document: str, share: float, start: float = 0.0) -> str:
    """The document with its name and only that share of its sections, from `start` on."""
    top, *rest = re.split(r"(?=<h2>)", document)
    first = int(len(rest) * start)
    return top + "".join(rest[first : first + max(int(len(rest) * share), 1)])


def _top(tongue: Tongue, name: str, day: int) -> str:
    return f"<h1>{name}</h1><p>{tongue.updated.format(day)}</p>"
