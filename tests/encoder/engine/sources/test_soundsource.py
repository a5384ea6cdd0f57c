import pytest

from encoder.engine.sources.soundplatforms import SoundMachine, alsa_request
from encoder.engine.sources.soundsource import SoundSource, SoundSourceOpener
from encoder.errors import ErrorCode, Problem, SourceError
from tests.encoder.engine.sources.fakesound import FakeSound, FakeSoundOpener

LINUX = SoundMachine("linux")


def refused(opener: SoundSourceOpener, title: str = "Desk microphone") -> Problem:
    with pytest.raises(SourceError) as raised:
        opener.open(alsa_request("desk"), title, lambda: 0.0)
    return raised.value.problem


def opened(opener: SoundSourceOpener) -> SoundSource:
    return opener.open(alsa_request("desk"), "Desk microphone", lambda: 0.0)


def test_a_device_that_is_there_opens() -> None:
    device = FakeSound().give()
    source = opened(SoundSourceOpener("microphone", LINUX, FakeSoundOpener(device)))

    assert source.sound(0, 1024).shape == (2, 1024)
    source.close()
    assert device.is_closed.is_set()


def test_a_device_that_does_not_open_is_not_connected() -> None:
    problem = refused(SoundSourceOpener("microphone", LINUX, FakeSoundOpener()))

    assert problem.code is ErrorCode.DEVICE_MISSING
    assert problem.params == {"device": "Desk microphone"}
    assert not problem.is_final


def test_without_a_device_to_speak_of_the_reason_is_told() -> None:
    problem = refused(SoundSourceOpener("systemsound", LINUX, FakeSoundOpener()), title="")

    assert problem.code is ErrorCode.SOURCE_LOST
    assert problem.params["reason"] == "input/output error"


def test_a_device_that_vanishes_is_lost_and_comes_back_when_it_is_opened_again() -> None:
    device = FakeSound().give()
    devices = FakeSoundOpener(device)
    opener = SoundSourceOpener("microphone", LINUX, devices)
    source = opener.open(alsa_request("desk"), "Desk microphone", lambda: 100.0)
    device.fail(19, "no such device")
    source._grabber._thread.join(30)
    with pytest.raises(SourceError, match="no such device"):
        source.sound(0, 1024)
    source.close()

    assert refused(opener).code is ErrorCode.DEVICE_MISSING
    devices.add(FakeSound())
    source = opened(opener)
    assert source.sound(0, 1024).shape == (2, 1024)
    source.close()


def test_a_driver_that_hangs_is_not_handed_another_thread() -> None:
    device = FakeSound().give().hang()
    devices = FakeSoundOpener(device, FakeSound())
    opener = SoundSourceOpener("microphone", LINUX, devices, timeout_s=1.0)
    opened(opener).close()

    assert "hangs" in refused(opener).message
    assert len(devices.requests) == 1

    device.fail()
    assert device.is_closed.wait(30)
    hung = opener._left_behind[alsa_request("desk").name]
    hung._thread.join(30)
    again = opened(opener)
    again.close()
