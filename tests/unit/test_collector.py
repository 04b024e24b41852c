import gc

from shared.collector import keep_loaded


def test_what_is_loaded_is_passed_over_by_the_collector() -> None:
    loaded = [[number] for number in range(100)]
    before = gc.get_freeze_count()
    try:
        keep_loaded()
        assert gc.get_freeze_count() >= before + len(loaded)
        assert not any(one is loaded for one in gc.get_objects())
    finally:
        gc.unfreeze()
