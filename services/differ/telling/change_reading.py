"""What a change means, clause change by clause change and as a whole. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from services.differ.align import ChangeKind
from services.differ.extract.document import Link
from services.differ.history import ClauseChangeEntry
from services.differ.reading import grammar
from services.differ.reading.labels import Labels, TypeLabel
from services.differ.reading.sentences import sentence_spans
from services.differ.taxonomy.models import LEVELS
from services.differ.taxonomy.signal_words import SignalWords
from services.differ.telling.burdens import Burdens
from services.differ.telling.carried import Told, carries, moved_within
from services.differ.telling.coming import Coming, coming_version
from services.differ.telling.commitments import Commitments
from services.differ.telling.elsewhere import named_elsewhere, told_beside
from services.differ.telling.forms import Compared, Form, forms, is_heading
from services.differ.telling.hunks import hunks
from services.differ.telling.lead_ins import introduction
from services.differ.telling.meaning import Meaning, TypeFacts, document, meaning
from services.differ.telling.parties import PARTY_TYPE, party_signals
from services.differ.telling.places import told_places
from services.differ.telling.quotes import Words
from services.differ.telling.read_clauses import ReadClauseChange
from services.differ.telling.recipients import HeadedWordings, listed
from services.differ.telling.renaming import beside, renamings
from services.differ.telling.replacing import replaced, said_otherwise
from services.differ.telling.rewrites import Scale, scale
from services.differ.telling.sections import sections
from services.differ.telling.signal_models import OF_DATA, Signal
from services.differ.telling.statements import gives_thanks, is_name
from services.differ.telling.summary import ChangeSummary, Days, summarise
from services.differ.telling.touched import Touched

MOST_CLAUSES_READ = 500
"""Clause changes of one change at most: the largest of the corpus has some 200, a hostile one may have any number."""


@dataclass(frozen=True, slots=True)
class ClauseChangeReading:
    """What one substantive clause change means, with the sentence that tells it."""

    change: ReadClauseChange
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """What a change means."""

    summary: ChangeSummary
    clauses: tuple[ClauseChangeReading, ...]


def told_and_unread(
    entries: Sequence[ClauseChangeEntry],
) -> tuple[Sequence[ClauseChangeEntry], Sequence[ClauseChangeEntry]]:
    """The substantive clause changes of a change that are read, and those past the first 500, which are not."""
    substantive = [entry for entry in entries if entry.is_substantive]
    return substantive[:MOST_CLAUSES_READ], substantive[MOST_CLAUSES_READ:]


def read_change(
    entries: Sequence[ClauseChangeEntry],
    labels_before: Labels,
    labels_after: Labels,
    language: str | None,
    days: Days,
    facts: TypeFacts,
    words: SignalWords,
    clauses_before: int,
    links: Sequence[Link] = (),
    *,
    document_type: str | None = None,
) -> ChangeReading:
    """The reading of a change's substantive clause changes, of the first 500 where there are more.

    `clauses_before` is how many clauses the older version had, headings apart; `links` are those of the newer one;
    `document_type` is the document's, where it is known (`Developer Terms`).
    """
    spoken = language or "en"
    told, unread = told_and_unread(entries)
    compared = [_compared(entry) for entry in told]
    found = renamings(compared, spoken, words)
    beside_names = [replace(one, places=beside(one, number, found)) for number, one in enumerate(compared)]
    pairs = replaced(told)
    commitments = Commitments((one.before for one in compared), (one.after for one in compared))
    burdens = Burdens([(one.before, one.after) for one in compared])
    lists = listed(
        [
            HeadedWordings(entry.heading_path, one.before, one.after, one.lead_ins)
            for entry, one in zip(told, compared, strict=True)
        ]
    )
    carried = []
    for number, (entry, one, of_words) in enumerate(zip(told, beside_names, forms(beside_names), strict=True)):
        names = tuple(renaming for renaming in found if number in renaming.clauses)
        labels = labels_before.get(entry.provision_id, ()), labels_after.get(entry.provision_id, ())
        parties = _parties(compared[number], labels)
        coming = _coming(compared[number], days)
        says_it_with_names = bool(parties or coming or lists[number])
        if says_it_with_names:
            form = Form.WORDS
        elif names and not one.places:
            form = Form.NAME
        else:
            form = _form(entry, of_words, has_places=bool(one.places))
        what = Told(
            entry.kind,
            entry.heading_path,
            compared[number] if says_it_with_names else one,
            form,
            names,
            parties,
            (*commitments.signals(one.before, one.after), *burdens.signals(one.before, one.after)),
            is_replaced=entry.ordinal in pairs,
            coming=coming,
            language=spoken,
            listed=lists[number],
        )
        carried.append((what, carries(what, labels, words, facts.about_data)))
    if any(signal.kind in OF_DATA for _, one in carried for signal in one.signals):
        others = named_elsewhere(told, labels_before, labels_after, spoken, words)
        carried = [(what, replace(one, signals=told_beside(one.signals, others))) for what, one in carried]
    kinds = [what.kind for what, _ in carried if what.form is Form.WORDS]
    of = _scale(kinds, unread, clauses_before)
    types_before = {label.clause_type for of_clause in labels_before.values() for label in of_clause}
    moved = moved_within([one for _, one in carried], types_before, of.unlike)
    otherwise = said_otherwise(told, [{*one.touched.gained, *one.touched.lost} for _, one in carried])
    versions = document(labels_before, labels_after)
    read = [
        _read(
            entry,
            what,
            meaning(what, one, moved, versions, facts, is_said_otherwise=entry.ordinal in otherwise),
            pairs.get(entry.ordinal, ""),
            facts,
            _links_of(entry, links),
            is_said_otherwise=entry.ordinal in otherwise,
        )
        for entry, (what, one) in zip(told, carried, strict=True)
    ]
    whole = sections(told)
    changes = [change for change, _ in read]
    summary = summarise(changes, facts.texts, spoken, days, words, of, found, whole, document_type=document_type)
    lines = {line.ordinal: line.text for line in summary.lines}
    return ChangeReading(
        summary,
        tuple(
            ClauseChangeReading(change, touched.gained, touched.lost, lines[change.ordinal]) for change, touched in read
        ),
    )


def _form(entry: ClauseChangeEntry, form: Form, *, has_places: bool) -> Form:
    """The form of a clause change where it stands: names beneath thanks are no words of a document, and a clause that
    was not moved and has no place that changed differs in marks, or in where a link within the page leads.
    """
    texts = [one.text for one in (entry.before, entry.after) if one]
    if entry.kind is ChangeKind.MODIFIED and form is Form.WORDS and not has_places:
        return Form.UNSEEN
    is_thanks = bool(entry.heading_path) and gives_thanks(entry.heading_path[-1]) and all(map(is_name, texts))
    return Form.THANKS if is_thanks else form


def _scale(kinds: Sequence[ChangeKind], unread: Sequence[ClauseChangeEntry], before: int) -> Scale:
    """The scale of a change; of entries that were not read, those that are headings by their text do not count."""
    others = [
        entry.kind for entry in unread if not any(is_heading(one.text) for one in (entry.before, entry.after) if one)
    ]
    return scale([*kinds, *others], before)


def _parties(compared: Compared, labels: tuple[Sequence[TypeLabel], Sequence[TypeLabel]]) -> tuple[Signal, ...]:
    """What became of the company that a clause is about, told also where a renaming of many clauses explains it."""
    if not all(any(label.clause_type == PARTY_TYPE for label in of_clause) for of_clause in labels):
        return ()
    return party_signals(compared.before, compared.after, compared.places, is_about_it=True)


def _coming(compared: Compared, days: Days) -> Coming | None:
    """What a clause newly says of a version of the document that is to come."""
    coming = coming_version(compared.after, days.seen_on)
    return coming if coming and compared.after[coming.start : coming.end] not in compared.before else None


def _compared(entry: ClauseChangeEntry) -> Compared:
    older, newer = entry.before.text if entry.before else "", entry.after.text if entry.after else ""
    lead_ins = entry.before.lead_ins if entry.before else (), entry.after.lead_ins if entry.after else ()
    return Compared(older, newer, told_places(older, newer, hunks(entry.redline)), lead_ins)


def _links_of(entry: ClauseChangeEntry, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links of a clause's newer wording, at their places in it."""
    if entry.after is None:
        return ()
    start, end = entry.after.start, entry.after.start + len(entry.after.text)
    return tuple(
        Link(link.start - start, link.end - start, link.href)
        for link in links
        if start <= link.start and link.end <= end
    )


def _read(
    entry: ClauseChangeEntry,
    told: Told,
    meant: Meaning,
    counterpart: str,
    facts: TypeFacts,
    links: tuple[Link, ...],
    *,
    is_said_otherwise: bool,
) -> tuple[ReadClauseChange, Touched]:
    touched = meant.touched
    types = _gravest_first(touched.labels)
    lead_ins = told.compared.lead_ins[bool(told.compared.after)]
    change = ReadClauseChange(
        ordinal=entry.ordinal,
        kind=entry.kind,
        provision_id=entry.provision_id,
        heading_path=entry.heading_path,
        before=told.compared.before,
        after=told.compared.after,
        places=told.compared.places,
        form=told.form,
        renamings=told.renamings,
        types=types,
        named=tuple(slug for slug in types if slug in _named(touched)),
        said=tuple(slug for slug in types if slug in touched.said),
        severity=meant.severity,
        severity_because=meant.because,
        judged=meant.judged,
        signals=meant.signals,
        is_new=bool(types) and types[0] in touched.gained,
        counterpart=counterpart,
        turns=meant.turns,
        words=tuple(_words(told.compared, touched.labels, facts)),
        coming=told.coming,
        listed=told.listed,
        gained=touched.gained,
        links=links,
        introduced=introduction(told.compared.after or told.compared.before, 0, lead_ins),
        is_said_otherwise=is_said_otherwise,
        denied=frozenset(
            label.clause_type
            for label in touched.labels
            if label.severity_rule in facts.denials
            and label.clause_type in facts.about_data
            and _is_denied(told.compared, label)
        ),
    )
    return change, touched


def _words(compared: Compared, labels: Sequence[TypeLabel], facts: TypeFacts) -> Iterator[Words]:
    """Where the words of each label stand: in the newer wording, where it has them there, else in the older.

    Of a use of data that another sentence of the clause has, those that deny it tell nothing.
    """
    for label in labels:
        start, end = label.evidence.start, label.evidence.end
        is_newer = _is_of_newer(compared, label)
        text = compared.after if is_newer else compared.before
        is_of_use = label.clause_type in facts.about_data and label.severity != "low"
        if not (is_of_use and grammar.is_negated(text, start, end)):
            yield Words(label.clause_type, is_newer, start, end)


def _is_of_newer(compared: Compared, label: TypeLabel) -> bool:
    """Whether the newer wording has the words of a label where it stands."""
    return compared.after[label.evidence.start : label.evidence.end] == label.evidence.text


def _is_denied(compared: Compared, label: TypeLabel) -> bool:
    """Whether the sentence that a label stands on, or what leads it in, denies or limits something: what is allowed
    there is not called denied for another sentence's sake, nor because data become anonymous by it.
    """
    start, end = label.evidence.start, label.evidence.end
    is_newer = _is_of_newer(compared, label)
    text, lead_ins = (compared.after if is_newer else compared.before), compared.lead_ins[is_newer]
    spans = (span for span in sentence_spans(text) if span[0] < end and start < span[1])
    return any(
        grammar.is_restrained(text[first:last]) or grammar.is_restrained(introduction(text, first, lead_ins))
        for first, last in spans
    )


def _named(touched: Touched) -> Set[str]:
    """The types that a clause may be called by: those that its words say, and those that it surely has as a whole."""
    return touched.said | {label.clause_type for label in touched.labels if label.confidence == "high"}


def _gravest_first(labels: Sequence[TypeLabel]) -> tuple[str, ...]:
    return tuple(label.clause_type for label in sorted(labels, key=lambda label: -LEVELS.index(label.severity)))
