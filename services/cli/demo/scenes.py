"""What happens to the invented policies: edits that must be told, and noise that must stay silent."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.cli.demo.policies import BAZAAR, FERNPOST, LANTERN, Policy

POLICIES = (FERNPOST, LANTERN, BAZAAR)


@dataclass(frozen=True, slots=True)
class Scene:
    """One edit of one page; `told` are words that the alert must show, none where no alert may come."""

    slug: str
    title: str
    edit: Callable[[Policy], Policy]
    told: tuple[str, ...] = ()


def _restyle(policy: Policy) -> Policy:
    return replace(
        policy,
        banner="We use cookies to make Lantern better. Accept all · Reject · Settings",
        navigation=("Home", "Explore", "About", "Careers", "Help", "Lantern for Teams (new)"),
        visits=policy.visits + 371,
    )


def _go_down(policy: Policy) -> Policy:
    return replace(policy, is_down=True)


def _come_back(policy: Policy) -> Policy:
    return replace(policy, is_down=False)


def _renumber(policy: Policy) -> Policy:
    return replace(policy, is_numbered=True, updated="1 March 2026")


SCENES = (
    Scene("lantern", "a cookie banner, a new menu entry and another visitor count appear", _restyle),
    Scene(
        "fernpost",
        "deleted messages are kept three times as long",
        lambda policy: policy.reworded("backups for 30 days", "backups for 90 days"),
        told=("30", "90"),
    ),
    Scene("bazaar", "the page answers with an error page", _go_down),
    Scene("bazaar", "the page is back as it was", _come_back),
    Scene(
        "lantern",
        "a clause about training AI models is added",
        lambda policy: policy.with_clause(
            "Your content",
            "We and our partners may use what you post to train artificial intelligence models. You can object to "
            "this in your settings.",
        ),
        told=("train artificial intelligence models",),
    ),
    Scene("bazaar", "sections get numbers and the page a new date", _renumber),
    Scene(
        "bazaar",
        "the commission rises",
        lambda policy: policy.reworded("commission of 5 %", "commission of 8 %"),
        told=("5", "8"),
    ),
)
