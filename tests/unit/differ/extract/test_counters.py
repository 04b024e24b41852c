"""Lines that differ from visit to visit, told from what a policy says in like words."""

import pytest

from services.differ.extract.counters import is_counter

AGO = [
    *("3 days ago", "Updated 3 days ago", "Last updated: about 2 months ago", "This article was updated a year ago"),
    *(
        "Written by Ann. Updated over a week ago",
        "Posted by Ann 2 hours ago",
        "Updated yesterday",
        "5 min ago | 12 views",
    ),
    *("Mis à jour il y a 3 jours", "Modifié il y a plus d’un an", "Dernière mise à jour : il y a environ 2 mois"),
    *("Actualisé avant-hier", "il y a quelques heures", "Vor über 2 Jahren aktualisiert", "vor einem Monat geändert"),
    *("Zuletzt aktualisiert: vor etwa 2 Monaten", "Diese Seite wurde gestern aktualisiert", "vor wenigen Tagen"),
]
READING = [
    *("5 min read", "Estimated reading time: 12 minutes", "about 5 minutes to read", "Reading time – 4 min."),
    *("Temps de lecture estimé : 12 minutes", "Lecture : environ 5 min", "Geschätzte Lesezeit: ca. 12 Minuten"),
]
COUNTED = [
    *("1,204 views", "Comments (12)", "12 out of 20 found this helpful", "Page consultée 1302 fois"),
    *("Utilisateurs qui ont trouvé cela utile : 12 sur 20", "12 von 20 finden das hilfreich", "3 people like this"),
]


@pytest.mark.parametrize("line", [*AGO, *READING, *COUNTED])
def test_what_passes_from_visit_to_visit_is_a_counter(line: str) -> None:
    assert is_counter(line)


@pytest.mark.parametrize(
    "line",
    [
        *("Personal data collected 6 months ago", "Accounts created 2 years ago", "Orders of more than a year ago"),
        *("30 days", "Within 14 days", "Updated on 3 May 2026", "Changed terms", "This week"),
        *(
            "Contrats : il y a un an",
            "Les données obtenues il y a 3 mois",
            "Durée : 3 mois",
            "Dernière mise à jour : 3 mai 2024",
            "Hier",
        ),
        *("La suppression intervient il y a lieu de le préciser sous 3 mois.", "Un mois"),
        *("Die Frist beträgt 14 Tage vor Ablauf.", "Kündigung vor 3 Monaten", "Daten, die älter als 2 Jahre sind"),
        "Stand: heute gültige Fassung der AGB",
    ],
)
def test_what_a_policy_says_of_times_is_no_counter(line: str) -> None:
    assert not is_counter(line)
