"""The fetcher: keeps the catalogue of watched documents and captures them when they are due.

Consumes   `fetches.requested`, `documents.edit_requested`, `captures.quarantined`
Publishes  `snapshots.captured`, `documents.edited`, `documents.unreachable`
Owns       the schema `catalog` (platforms, documents, schedule, captures); writes raw bytes to the blob store
Guarantees a capture's bytes are on disk before the row that names them commits, and the row and its event
           commit together; a document is fetched by one worker at a time (a lease); no connection leaves
           for an address that the operator did not allow; a document of several sources is captured
           whole or not at all.
"""
