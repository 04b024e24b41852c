"""What a reader has to know to understand a label right, in a sentence that the clause carries."""

from __future__ import annotations

from collections.abc import Sequence

from services.differ.reading.controls import PURPOSES_OF_TYPES, Control
from services.differ.reading.labels import TypeLabel


def note(label: TypeLabel, controls: Sequence[Control]) -> str:
    """The note on a label of a clause that names `controls`; empty where there is nothing to add.

    A general setting beside a use of data is no opt-out from it, whatever a hurried reader takes it for.
    """
    notes: list[str] = []
    if label.basis == "inferred":
        notes.append("Inferred from the words of the whole clause: no phrase of it says so by itself.")
    if label.clause_type in PURPOSES_OF_TYPES and not any(control.is_specific for control in controls):
        general = next((control for control in controls if control.kind in ("settings", "opt_out")), None)
        if general is not None:
            notes.append(f"It names “{general.text}”, which it does not call an opt-out from just this.")
    return " ".join(notes)
