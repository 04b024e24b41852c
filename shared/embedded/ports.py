"""A loopback port for a server that keeps it across restarts."""

import random
import socket

LOOPBACK = "127.0.0.1"
LOWEST_PORT = 15_000
HIGHEST_PORT = 32_000


def free_port() -> int:
    """A free loopback port below those that Linux gives to outgoing connections (32768 upwards).

    Inside that range a client that keeps trying to reconnect to a stopped server on the same machine can be
    given the server's own port, connect to itself, and keep the server from starting again.
    """
    for _ in range(100):
        port = random.SystemRandom().randint(LOWEST_PORT, HIGHEST_PORT)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise OSError(f"No free port between {LOWEST_PORT} and {HIGHEST_PORT} on {LOOPBACK} after 100 tries.")
