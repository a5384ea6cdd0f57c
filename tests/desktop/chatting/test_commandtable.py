from chatclient.wire.envelopes import Role
from chatclient.wire.requests import CAPABILITIES
from desktop.chatting.commandtable import COMMANDS


def test_every_command_has_a_name_of_its_own() -> None:
    names = [plan.name for plan in COMMANDS]

    assert len(names) == len(set(names))
    assert all(name.isascii() and name.islower() for name in names)


def test_the_host_may_give_every_command_and_a_viewer_only_asks_for_help() -> None:
    viewer = CAPABILITIES[Role.VIEWER]

    assert {plan.capability for plan in COMMANDS if plan.capability} <= CAPABILITIES[Role.HOST]
    assert [p.name for p in COMMANDS if not p.capability or p.capability in viewer] == ["help"]
