"""What cues tell where the model says nothing: what reader and training share."""

STRONG_CUE_ALONE = 1.5
"""Log-odds of a type that the model does not know, by a strong cue; a convention."""

WEAK_CUES_ALONE = 0.5
"""The same by two weak cues, or by one that the heading bears out."""

WEAK_CUES_THAT_SUFFICE = 2
"""So many weak cues give a type that the model does not know."""
