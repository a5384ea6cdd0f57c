import pytest

from encoder.lifecycle import NEXT_PHASES, ON_AIR, IllegalStep, advance
from encoder.messages import Phase

LEGAL = {
    (Phase.IDLE, Phase.STARTING),
    (Phase.STARTING, Phase.LIVE),
    (Phase.STARTING, Phase.STOPPING),
    (Phase.STARTING, Phase.IDLE),
    (Phase.LIVE, Phase.RECONNECTING),
    (Phase.LIVE, Phase.STOPPING),
    (Phase.LIVE, Phase.IDLE),
    (Phase.RECONNECTING, Phase.LIVE),
    (Phase.RECONNECTING, Phase.STOPPING),
    (Phase.RECONNECTING, Phase.IDLE),
    (Phase.STOPPING, Phase.IDLE),
}
STEPS = [(current, wanted) for current in Phase for wanted in Phase if current is not wanted]


@pytest.mark.parametrize(("current", "wanted"), STEPS)
def test_only_the_legal_steps_are_taken(current: Phase, wanted: Phase) -> None:
    if (current, wanted) in LEGAL:
        assert advance(current, wanted) is wanted
    else:
        with pytest.raises(IllegalStep, match=f"{current.value} can't become {wanted.value}"):
            advance(current, wanted)


@pytest.mark.parametrize("phase", Phase)
def test_a_phase_may_be_entered_again(phase: Phase) -> None:
    assert advance(phase, phase) is phase


def test_every_phase_leads_back_to_idle() -> None:
    for phase in Phase:
        reached = {phase}
        while Phase.IDLE not in reached:
            reached = set().union(*(NEXT_PHASES[step] for step in reached))


def test_everything_but_idle_is_on_air() -> None:
    assert set(Phase) - ON_AIR == {Phase.IDLE}
