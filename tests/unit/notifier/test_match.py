"""Who is told of a change, and because of which subscription."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.match import ChangeTargets, Interest, tellings

INTERESTS = st.lists(
    st.builds(
        Interest,
        subscriber_id=st.integers(1, 5).map(lambda number: UUID(int=number)),
        subscription_id=st.uuids(),
        target_kind=st.sampled_from(["everything", "platform", "document", "provision"]),
        mode=st.sampled_from(["alert", "digest", "both"]),
    ),
    max_size=30,
    unique_by=lambda interest: interest.subscription_id,
)


@given(INTERESTS, st.sampled_from(["alert", "digest"]))
def test_a_subscriber_is_told_once_if_any_subscription_asks(interests: list[Interest], kind: str) -> None:
    assert kind in ("alert", "digest")
    told = tellings(interests, "alert" if kind == "alert" else "digest")
    asking = {interest.subscriber_id for interest in interests if interest.mode in (kind, "both")}
    assert [telling.subscriber_id for telling in told] == sorted(asking)


@given(INTERESTS, st.randoms(use_true_random=False))
def test_the_reason_does_not_depend_on_the_order(interests: list[Interest], random: object) -> None:
    assert tellings(interests, "alert") == tellings(list(reversed(interests)), "alert")


def test_the_narrowest_subscription_is_the_reason() -> None:
    subscriber = UUID(int=1)
    interests = [
        Interest(subscriber, UUID(int=10), "everything", "alert"),
        Interest(subscriber, UUID(int=11), "provision", "alert"),
        Interest(subscriber, UUID(int=12), "platform", "both"),
    ]
    assert tellings(interests, "alert")[0].subscription_id == UUID(int=11)
    assert tellings(interests, "digest")[0].subscription_id == UUID(int=12)


def test_a_change_can_be_asked_for_by_platform_document_and_each_provision() -> None:
    targets = ChangeTargets("CW-C-000001", "CW-D-00001", "acme", ("CW-P-000001", "CW-P-000002"))
    assert targets.pairs() == [
        ("platform", "acme"),
        ("document", "CW-D-00001"),
        ("provision", "CW-P-000001"),
        ("provision", "CW-P-000002"),
    ]
