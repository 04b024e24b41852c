"""The notifier: mails the people who asked to know, the same day or once a week.

Consumes   `changes.detected`, `messages.requested`, `documents.unreachable`
Publishes  nothing
Owns       the schema `delivery` (deliveries, told changes, matching jobs, suppressions)
Guarantees a subscriber is told of a change once as an alert and once in a digest, however often its event comes;
           a mail repeats only where the server's 250 was lost before our commit, with the same `Message-ID`, and
           that is counted; a server that is away loses nothing; several notifiers share the work; nobody is mailed
           who is not confirmed, not subscribed any more, or suppressed when the mail leaves.
"""
