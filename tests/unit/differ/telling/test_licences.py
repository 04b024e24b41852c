"""A licence that readers are granted is no licence to what they post."""

import pytest

from services.differ.reading.labels import Evidence, TypeLabel
from services.differ.telling.licences import given_by_readers


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("Acme grants you a limited, revocable licence to use the API.", False),
        ("We grant to the Customer a right to use the Service.", False),
        ("You are granted a licence to use the app.", False),
        ("You grant us a perpetual licence to your posts.", True),
        ("Each user hereby grants a licence to Acme.", True),
        ("We grant you access. You grant us a licence to what you post.", True),
        ("Content is licensed worldwide.", True),
        ("Wir räumen Ihnen ein einfaches Recht zur Nutzung ein.", False),
        ("Der Anbieter gewährt dem Kunden eine Lizenz.", False),
        ("Sie räumen uns ein Nutzungsrecht an Ihren Inhalten ein.", True),
        ("Nous vous accordons une licence d'utilisation.", False),
        ("Acme concède à l'utilisateur un droit d'usage.", False),
        ("Vous nous accordez une licence sur vos contenus.", True),
    ],
)
def test_a_licence_is_the_reader_s_burden_where_the_reader_grants_it(text: str, is_theirs: bool) -> None:
    label = TypeLabel("content_license", "high", "explicit", "cue", Evidence(0, 3, text[:3]), "high", "base", "so")
    other = TypeLabel("payment_fees", "high", "explicit", "cue", Evidence(0, 3, text[:3]), "high", "base", "so")
    kept = [one.clause_type for one in given_by_readers(text, [label, other])]
    assert kept == (["content_license", "payment_fees"] if is_theirs else ["payment_fees"])
