"""The differ: tells real changes of a document from noise, clause by clause, and keeps every wording.

Consumes   `snapshots.captured`, `documents.edited`, `quarantine.decided`
Publishes  `changes.detected`, `captures.quarantined`
Owns       the schema `archive` (versions, renditions, clauses, provisions, changes, quarantine)
Guarantees one document's captures are compared in their order, whatever the number of workers; a version, its
           clauses, its change and the event commit together; every quote is an exact substring of the rendition
           that it names; versions are chained by hash and never rewritten; a page that cannot be read costs a
           bounded time in a child process and blocks nothing; our own change of extractor or selectors, and an
           import, alert nobody.
"""
