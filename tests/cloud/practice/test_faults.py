import msgspec
import pytest

from cloud.practice.faults import NO_FAULTS, BadFaults, Faults, combined, parse_faults


def test_faults_travel_as_json_with_only_the_knobs_that_are_meant() -> None:
    faults = parse_faults(b'{"read_rate_bps": 64000, "stall": true}', is_one_channel=True)

    assert faults == Faults(read_rate_bps=64_000, stall=True)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("{}}", "can't be"),
        ("[]", "object"),
        ('{"speed": 1}', "speed"),
        ('{"read_rate_bps": -1}', "read_rate_bps"),
        ('{"read_rate_bps": 1e99}', "read_rate_bps"),
        ('{"hold_session_s": 601}', "hold_session_s"),
        ('{"refuse": "everything"}', "refuse"),
        ('{"stall": "yes"}', "stall"),
        ('{"stall_s": 3}', "stall_s"),
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence_that_names_it(body: str, named: str) -> None:
    with pytest.raises(BadFaults, match=named) as refused:
        parse_faults(body.encode(), is_one_channel=False)

    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "faults",
    [Faults(not_running=True), Faults(accept_and_hang=True), Faults(refuse="connections")],
)
def test_what_acts_before_a_channel_is_named_can_only_be_set_for_all(faults: Faults) -> None:
    body = msgspec.json.encode(faults)

    assert parse_faults(body, is_one_channel=False) == faults
    with pytest.raises(BadFaults, match="set it for all"):
        parse_faults(body, is_one_channel=True)


def test_a_channel_suffers_its_own_faults_and_those_for_all() -> None:
    general = Faults(read_rate_bps=100_000, hold_session_s=30, not_running=True)
    own = Faults(read_rate_bps=200_000, refuse="publishes", stall=True, stall_s=5, hold_session_s=2)

    assert combined(general, own) == Faults(
        read_rate_bps=100_000,
        stall=True,
        stall_s=5,
        refuse="publishes",
        hold_session_s=2,
        not_running=True,
    )
    assert combined(NO_FAULTS, NO_FAULTS) == NO_FAULTS
    assert combined(Faults(stall=True), NO_FAULTS) == Faults(stall=True)
