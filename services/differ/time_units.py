"""The units of time, by which a number is known for a period's."""

TIME_UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?"
    r"|sekunden?|stunden?|minuten?|tage?n?|wochen?|monate?n?|jahre?n?"
    r"|secondes?|heures?|jours?|semaines?|mois|années?|(?-i:ans?|ANS?)"
    r"|segundos?|horas?|días?|dias?|semanas?|meses|(?-i:mes|MES)|años?|anos?"
    r"|giorni|settimane|mesi|anni|uren|dag(?:en)?|weken|maand(?:en)?|jaar|dni|dnů)"
)
"""A pattern to be used without regard to case; what is another word with a capital (`An`, `Mes`) has none here.
English, German, French, Spanish and Portuguese, Italian, Dutch, Polish, Czech.
"""
