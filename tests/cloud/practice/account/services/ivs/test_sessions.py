import itertools
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from cloud.practice.account.services.ivs.sessions import (
    MOST_SESSIONS,
    SessionBook,
    decode,
    encode,
    newest_first,
)
from cloud.practice.messages import ChannelStatus, EndReason, Health
from tests.cloud.practice.account.ingests import NOW_S, ended, live_status

NOW = datetime.fromtimestamp(NOW_S, UTC)


class Show:
    """A channel that is looked at every second."""

    def __init__(self) -> None:
        self.book = SessionBook()
        self._numbers = itertools.count(1)
        self._seconds = itertools.count()

    def look(self, status: ChannelStatus | None) -> list[str]:
        now = NOW + timedelta(seconds=next(self._seconds))
        events = self.book.observe("arn", status, now, lambda: f"st-{next(self._numbers)}")
        return [event.name for event in events]


def test_a_session_begins_with_the_stream_and_ends_with_it() -> None:
    show, live = Show(), live_status()

    assert show.look(None) == []
    assert show.look(live) == ["Session Created", "Stream Start"]
    assert show.look(live) == []
    assert show.look(ended(live)) == ["Stream End", "Session Ended"]
    assert show.look(ended(live)) == []
    (session,) = show.book.sessions["arn"]
    assert session.end is not None
    assert not session.has_error


def test_a_session_began_when_the_stream_did_not_when_it_was_seen() -> None:
    show = Show()
    show.look(live_status(live_s=30.0))

    assert show.book.sessions["arn"][0].start == NOW - timedelta(seconds=30)


def test_starving_begins_and_ends_once() -> None:
    show, live = Show(), live_status()
    starving = replace(live, health=Health.STARVING)
    show.look(live)

    assert show.look(starving) == ["Starvation Start"]
    assert show.look(starving) == []
    assert show.look(replace(live, health=Health.UNKNOWN)) == []
    assert show.look(live) == ["Starvation End"]


def test_a_stream_that_ends_starving_starves_no_longer() -> None:
    show, live = Show(), live_status()
    show.look(replace(live, health=Health.STARVING))

    assert show.look(ended(live)) == ["Starvation End", "Stream End", "Session Ended"]


def test_a_malformed_stream_is_a_failure() -> None:
    show, live = Show(), live_status()
    show.look(live)

    assert show.look(ended(live, EndReason.PROTOCOL_ERROR)) == ["Stream Failure", "Session Ended"]
    assert show.book.sessions["arn"][0].has_error


def test_a_new_publisher_between_two_looks_is_a_new_session() -> None:
    show = Show()
    show.look(live_status(began_s=NOW_S))
    again = live_status(began_s=NOW_S + 60)

    assert show.look(again) == ["Stream End", "Session Ended", "Session Created", "Stream Start"]
    assert [each.stream_id for each in show.book.sessions["arn"]] == ["st-2", "st-1"]


def test_a_takeover_goes_on_in_the_same_session() -> None:
    show = Show()
    show.look(live_status(began_s=NOW_S))
    taken = replace(live_status(began_s=NOW_S + 60), last_end=EndReason.TAKEN_OVER)

    assert show.look(taken) == ["Stream Takeover"]
    assert show.look(taken) == []
    assert len(show.book.sessions["arn"]) == 1


def test_an_ingest_that_is_gone_ends_the_session() -> None:
    show = Show()
    show.look(live_status())

    assert show.look(None) == ["Stream End", "Session Ended"]


def test_only_so_many_sessions_are_kept() -> None:
    show = Show()
    for number in range(MOST_SESSIONS + 5):
        show.look(live_status(began_s=NOW_S + number))

    assert len(show.book.sessions["arn"]) == MOST_SESSIONS
    show.book.forget("arn")
    assert show.book.sessions == {}


def test_sessions_are_read_back_as_they_were_written() -> None:
    show = Show()
    show.look(live_status())
    (session,) = show.book.sessions["arn"]

    assert decode(encode(show.book)) == show.book
    assert [event.name for event in newest_first(session)] == ["Stream Start", "Session Created"]
