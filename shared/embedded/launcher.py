"""Becomes another program that dies with its parent.

    python -I -S launcher.py PARENT SIGNAL UID GID PROGRAM ARGUMENT…

PARENT is the process id of the caller, SIGNAL what the program gets when the caller ends; a UID of -1 keeps
the user. It is a program, and imports nothing of ours, so that neither a change of user nor `prctl` happens
between fork and exec of a process with threads.

The order matters: `prctl` is loaded first, since the new user may not be able to read Python's own folders;
it is called last, since a change of user clears the signal; a parent that died earlier is noticed by its id.
Linux sends the signal when the *thread* that started the child ends: start children from a thread that lives
as long as they should. Other systems have no such signal; there the next start stops what survived
(`leftovers`).
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Drops to the given user, asks for the signal, and executes the program."""
    parent, signal_number, uid, gid = (int(argument) for argument in sys.argv[1:5])
    libc = ctypes.CDLL(None, use_errno=True)
    if uid != -1:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        if libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")
        if os.getppid() != parent:
            sys.exit("The parent ended before its child began.")
    try:
        os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606 - to become another program is its purpose
    except OSError as error:
        sys.exit(f"{sys.argv[5]} cannot be executed: {error.strerror}")


if __name__ == "__main__":
    main()
