"""No event without a consumer, no consumer without an event."""

from shared.events import ALL_EVENTS
from shared.topology import SUBSCRIPTIONS, streams


def test_every_event_has_a_consumer() -> None:
    assert {subscription.event for subscription in SUBSCRIPTIONS} == set(ALL_EVENTS)


def test_every_subject_is_in_one_stream() -> None:
    subjects = [subject for found in streams().values() for subject in found]
    assert sorted(subjects) == sorted({event.subject for event in ALL_EVENTS})


def test_durable_names_are_unique() -> None:
    assert len({subscription.durable for subscription in SUBSCRIPTIONS}) == len(SUBSCRIPTIONS)
