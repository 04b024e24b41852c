"""What every service shares: event contracts, the event log and inbox, database, broker, blobs, telemetry.

Nothing in here knows a service; import-linter holds that. Modules in the order in which an event meets them:
`events` (the contracts) → `eventlog` (state and event in one transaction) → `relay` (positions, doorbell) →
`broker` (streams and consumers) → `inbox` (each event handled once, in order) → `service` (one ASGI app).
"""
