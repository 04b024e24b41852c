"""The command line: the one composition root. A module a command; it alone may import every service, and does so
inside the command that needs it, so that a container with one service's packages can run that service's commands."""
