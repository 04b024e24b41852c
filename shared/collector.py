"""What a process loads at its start and keeps until its end, out of the reach of Python's cyclic collector."""

import gc


def keep_loaded() -> None:
    """Has the collector pass over all that is loaded by now, since it looks through everything again and again.

    With the taxonomy and the model loaded that was a sixth of what reading clauses costs (`python -m bench.classify`).
    Call it once, when all is loaded.
    """
    gc.collect()
    gc.freeze()
