"""How types are weighed against each other: what reader and training share. All in log-odds but for the counts."""

STRONG_CUE_ALONE = 1.5
"""Log-odds of a type that the model does not know, by a strong cue; a convention."""

WEAK_CUES_ALONE = 0.5
"""The same by two weak cues, or by one that the heading bears out."""

WEAK_CUES_THAT_SUFFICE = 2
"""So many weak cues give a type that the model does not know."""

LIKELIEST_FROM = -1.5
"""A text has its likeliest type from here on, though it is not as likely as the type's threshold asks for."""

LIKELIEST_MARKED_FROM = -1.0
"""The same of the types that annotators marked: what they left unmarked they left so on purpose."""

NEARLY_AS_LIKELY = 1.5
"""The next likeliest type counts as the likeliest where it is no less likely than that by more than this."""
