from chatclient.wire.codes import RETRIED, Code


def test_what_is_held_or_refused_for_good_is_not_sent_again_by_itself() -> None:
    for code in (Code.HELD, Code.BANNED, Code.BLOCKED_WORD, Code.TOO_LONG, Code.FORBIDDEN):
        assert code not in RETRIED


def test_what_passes_by_itself_is_sent_again() -> None:
    for code in (Code.SLOW_MODE, Code.RATE_LIMITED, Code.UNAVAILABLE, Code.DRAINING):
        assert code in RETRIED


def test_codes_are_words_for_the_wire() -> None:
    assert all(code.isascii() and code == code.lower() and " " not in code for code in Code)
