"""Who does what in a sentence, in English, German and French: subjects, modal verbs, negation and what a verb does.

Small closed word classes, read by position: no parser, and the same answer for the same words.
"""

from services.differ.reading.grammar.actors import (
    Actor,
    actor,
    is_subject,
    is_the_readers,
    names_an_actor,
    names_the_platform,
)
from services.differ.reading.grammar.deeds import Deed, deed, gives, handles, is_chosen, is_taken_back, receives
from services.differ.reading.grammar.exceptions import exceptions, excepts, is_excepted_from
from services.differ.reading.grammar.modality import (
    RANK,
    Force,
    Modal,
    binds_readers,
    is_done_by_readers,
    is_of_a_condition,
    modals,
    readers_may,
)
from services.differ.reading.grammar.negation import (
    Negator,
    denies_nothing,
    end_of_lifted_limit,
    is_limited,
    is_negated,
    is_prefixed,
    is_restrained,
    negators,
    without_open_lists,
)
from services.differ.reading.grammar.spans import sentence

__all__ = [
    "RANK",
    "Actor",
    "Deed",
    "Force",
    "Modal",
    "Negator",
    "actor",
    "binds_readers",
    "deed",
    "denies_nothing",
    "end_of_lifted_limit",
    "exceptions",
    "excepts",
    "gives",
    "handles",
    "is_chosen",
    "is_done_by_readers",
    "is_excepted_from",
    "is_limited",
    "is_negated",
    "is_of_a_condition",
    "is_prefixed",
    "is_restrained",
    "is_subject",
    "is_taken_back",
    "is_the_readers",
    "modals",
    "names_an_actor",
    "names_the_platform",
    "negators",
    "readers_may",
    "receives",
    "sentence",
    "without_open_lists",
]
