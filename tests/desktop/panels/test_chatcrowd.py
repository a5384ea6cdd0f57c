from chatclient.wire.envelopes import Role
from desktop.panels.chatcrowd import PEOPLE, has_crowd, is_offered, toggle_crowd
from desktop.store.chatchoice import ChatChoice
from tests.fakes.desk import Desk


def test_a_crowd_comes_and_goes(desk: Desk) -> None:
    desk.is_in_chat(Role.HOST)
    assert not has_crowd(desk.studio.practice)
    desk.hears(lambda: toggle_crowd(desk.studio.practice))
    assert has_crowd(desk.studio.practice)
    desk.hears(lambda: toggle_crowd(desk.studio.practice))

    assert not has_crowd(desk.studio.practice)
    assert [people for _, people, _ in desk.practice_cloud.crowds] == [PEOPLE, 0]


def test_there_is_one_in_practice_only(desk: Desk) -> None:
    desk.is_in_chat(Role.HOST)
    assert is_offered(desk.chat.situation)
    desk.chat.choose(ChatChoice("server"))

    assert not is_offered(desk.chat.situation)
