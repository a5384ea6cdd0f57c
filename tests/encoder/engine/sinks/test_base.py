import inspect

from encoder.engine.sinks.base import Sink, SinkFigures, SinkObserver
from encoder.engine.sinks.rtmp import RtmpSink
from tests.encoder.engine.sinks.onair import Logbook


def test_a_sink_that_has_done_nothing_shows_zeros() -> None:
    assert SinkFigures().frames_sent == SinkFigures().bytes_delivered == 0
    assert SinkFigures().rtt_ms is None


def test_sinks_and_observers_take_what_their_contract_says() -> None:
    for contract, kind in ((Sink, RtmpSink), (SinkObserver, Logbook)):
        for name, method in inspect.getmembers(contract, inspect.isfunction):
            if not name.startswith("_"):
                mine = inspect.signature(getattr(kind, name))
                assert [*mine.parameters] == [*inspect.signature(method).parameters]
