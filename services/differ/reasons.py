"""The codes of decisions in words, for people who ask why."""

from collections.abc import Mapping

_OUTCOMES: Mapping[str, str] = {
    "first": "the first capture that passed the gates",
    "same_bytes": "the bytes are those that last verified the version in force",
    "same_words": "the words are those of the version in force",
    "repeated": "the clauses are those of the version in force, some of them more than once",
    "first_document": "what was in force never looked like a legal document, and this does",
    "changed": "clauses differ in substance",
    "damaged_letters": "the words are those of the version in force, but for letters that the page lost",
    "restored_letters": "letters are there that the version in force had lost",
    "cosmetic": "clauses differ, none of them in substance",
    "return": "an earlier text came back",
    "known_variant": "a text that alternates with the one in force",
    "rollback": "an earlier text came back and stayed",
    "source_edited": "the catalogue asks at another address than before: our change, not theirs",
    "accepted": "an operator said that it is the policy",
    "rejected_before": "an operator said that this text is not the policy",
    "older_than_the_last": "it was taken before one that was decided already",
    "time": "reading it, or comparing it with what was known, took longer than a reading process may",
    "memory": "reading it, or comparing it with what was known, took more memory than a reading process may",
    "crash": "the reading process ended or failed",
    "nested_too_deeply": "its markup is nested beyond reason",
    "too_large": "its markup is longer than a page's",
    "too_many_nodes": "its markup has more parts than a page has",
    "too_much_text": "its text is longer than a policy's",
    "too_many_lines": "its text has more paragraphs, items and rows than a policy's",
    "too_many_pages": "it has more pages than a policy",
    "broken_pdf": "it is no whole PDF, or an encrypted one",
    "no_text": "it is a PDF of pictures",
    "no_parts": "it has no sources",
    "media_type": "no reader knows its media type",
}

_RULES: Mapping[str, str] = {
    "http_error": "the server answered with an error",
    "empty": "next to no text",
    "wall": "little prose, and a challenge to robots or a page that needs scripts",
    "login": "little prose, and a password is asked for",
    "error_page": "little prose, and the title or heading speaks of an error",
    "consent": "little prose, and consent is asked for where it was not",
    "home_page": "the address leads to the site's front page",
    "stub": "little prose, far less text than in force, and next to none of its phrases",
    "other_page": "hardly a clause or phrase of the version in force, and other matters than its",
    "unmarked": "a first capture that neither its name nor a date of its own marks as a legal document",
    "other_language": "another language than the version in force, and hardly a phrase in common",
    "selectors_missed": "the catalogue's selectors found nothing where they did before",
    "collapse": "far less text than in force",
    "cut": "text is missing and nothing is new",
    "growth": "far more text than in force",
    "few_shared_clauses": "the same matters in other words: few clauses and phrases in common",
}

_CLAUSE_CHANGES: Mapping[str, str] = {
    "words": "its words differ",
    "figures": "figures in it differ: dates, durations, amounts or shares",
    "added": "it is new",
    "removed": "it is gone",
    "defined_term": "a word gained or lost its capital, and may be a defined term",
    "lead_in": "it stands under another lead-in, and so says something else",
    "order": "only its place differs",
    "wrapping": "only moved whole sentences from clause to clause",
    "typography": "only marks, spaces, links or spellings differ",
    "letter_case": "only the case of whole passages differs",
    "numbering": "only numbers of sections differ",
    "date_format": "only the way in which dates are written differs",
    "own_date": "only the document's own dates differ",
    "contents": "it only lists the document's headings",
    "repetition": "what it says stands elsewhere too, before and after",
}


def outcome_in_words(outcome: str, reason: str) -> str:
    """Why a capture has its outcome; a reason that is not known here is given as its code reads."""
    if outcome == "quarantined" and reason in _RULES:
        return f"held back: {_RULES[reason]}"
    if outcome == "changed" and reason in _RULES:
        return f"held back before ({_RULES[reason]}), and confirmed"
    if outcome == "cosmetic" and reason == "selectors_missed":
        return "the catalogue's selectors began or ceased to match: much the same text is framed otherwise"
    if outcome == "cosmetic" and reason == "other_language":
        return "the document is shown in another language now, and has been for long: nothing that could be compared"
    return _OUTCOMES.get(reason) or _RULES.get(reason) or _spelt(reason)


def rule_in_words(rule: str) -> str:
    """What a gate's rule asks."""
    return _RULES.get(rule) or _spelt(rule)


def clause_change_in_words(reason: str) -> str:
    """Why a clause change is or is not substance."""
    return _CLAUSE_CHANGES.get(reason) or _spelt(reason)


def _spelt(code: str) -> str:
    return code.replace("_", " ")
