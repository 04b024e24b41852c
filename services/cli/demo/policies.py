"""The invented policies, as data: sections of clauses, and what surrounds them on the page."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its clauses; a clause that begins with `- ` is an item of a list."""

    heading: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy and its page's surroundings."""

    slug: str
    platform: str
    document_type: str
    updated: str
    sections: tuple[Section, ...]
    is_numbered: bool = False
    navigation: tuple[str, ...] = ("Home", "About", "Careers", "Help")
    banner: str = ""
    is_down: bool = False
    visits: int = field(default=18_204)

    def reworded(self, before: str, after: str) -> "Policy":
        """The policy with `before` replaced by `after`, which stands in exactly one clause. Raises ValueError else."""
        found = sum(before in clause for section in self.sections for clause in section.clauses)
        if found != 1:
            raise ValueError(f"{before!r} stands in {found} clauses of {self.platform}, not in one")
        return replace(
            self,
            sections=tuple(
                replace(section, clauses=tuple(clause.replace(before, after) for clause in section.clauses))
                for section in self.sections
            ),
        )

    def with_clause(self, heading: str, clause: str) -> "Policy":
        """The policy with `clause` at the end of the section `heading`."""
        return replace(
            self,
            sections=tuple(
                replace(section, clauses=(*section.clauses, clause)) if section.heading == heading else section
                for section in self.sections
            ),
        )


FERNPOST = Policy(
    slug="fernpost",
    platform="Fernpost Mail",
    document_type="Privacy Policy",
    updated="4 March 2026",
    sections=(
        Section(
            "What we collect",
            (
                "When you open a mailbox we collect your name, a recovery address and the country you live in.",
                "We also collect technical data such as your IP address, the kind of device you use and the times at "
                "which you sign in.",
                "We do not read your messages to show you advertising.",
            ),
        ),
        Section(
            "How we use it",
            (
                "We use your data to run your mailbox, to keep spam out of it and to help you when you write to us:",
                "- to deliver and store your messages;",
                "- to recognise attempts to break into your account;",
                "- to meet the duties that the law gives us.",
            ),
        ),
        Section(
            "How long we keep it",
            (
                "Messages that you delete stay in our backups for 30 days and are then erased for good.",
                "Sign-in records are kept for six months.",
            ),
        ),
        Section(
            "Who receives it",
            (
                "We share data with the companies that run our data centres, under contracts that bind them to this "
                "policy.",
                "We never sell personal data.",
            ),
        ),
        Section(
            "Your rights",
            (
                "You can ask us for a copy of your data, correct it or have it erased at any time by writing to "
                "privacy@fernpost.example.",
            ),
        ),
    ),
)

LANTERN = Policy(
    slug="lantern",
    platform="Lantern Social",
    document_type="Terms of Service",
    updated="January 12, 2026",
    is_numbered=True,
    sections=(
        Section(
            "Your account",
            (
                "You must be at least 16 years old to use Lantern. You are responsible for what happens under your "
                "account.",
                "We may close accounts that have not been used for two years, after a notice by e-mail.",
            ),
        ),
        Section(
            "Your content",
            (
                "You own what you post. You grant us a worldwide, royalty-free licence to host, store and display it "
                "for as long as it is on Lantern.",
                "You can end this licence by deleting the content or your account.",
            ),
        ),
        Section(
            "Changes to these terms",
            ("We tell you by e-mail at least 30 days before a change takes effect. You may leave before that day.",),
        ),
        Section(
            "Disputes",
            ("These terms are governed by the law of the country in which you live, and its courts decide.",),
        ),
    ),
)

BAZAAR = Policy(
    slug="bazaar",
    platform="Hollow Oak Bazaar",
    document_type="Seller Warranty",
    updated="2026-02-01",
    sections=(
        Section(
            "Fees",
            (
                "We charge sellers a commission of 5 % of the price of each item sold, without shipping.",
                "Listing an item is free of charge.",
            ),
        ),
        Section(
            "Payment",
            (
                "We pay you every Friday for the orders that were delivered in the week before.",
                "Where a buyer disputes an order we hold its amount back until the dispute is settled.",
            ),
        ),
        Section(
            "Returns",
            (
                "Buyers may return an item within 14 days of its delivery. You bear the cost of the return.",
                "Items made to order are excluded.",
            ),
        ),
        Section(
            "Warranty",
            (
                "You warrant that what you sell is yours to sell, is described as it is, and is safe.",
                "If a claim is made against us because of your item, you compensate us for the damage that you caused.",
            ),
        ),
    ),
)
