"""What an operator asks of the other services: each a command event, answered with 202."""
