"""The api: JSON, pages and feeds for readers, subscribers and operators.

Consumes nothing. Publishes `messages.requested`, `fetches.requested`, `documents.edit_requested` and
`quarantine.decided`: what it wants changed in another service's data it asks for, and answers 202.

Owns the schema `accounts` (subscribers, subscriptions, requests for mail); reads catalogue and archive through
granted views. Guarantees: no address is confirmed without a POST from a mailed link, no answer tells whether an
address is known, and a request and the event that it causes commit together.

`accounts`, `catalog`, `archive` and `operations` hold what is known and done; `routes` (JSON) and `pages` (HTML)
only translate; `web` is HTTP's own: problems, headers, limits, cursors.
"""
