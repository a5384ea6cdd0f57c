from chatclient.wire.codes import Code
from tests.cloud.chatserver.lines import client, room, unframed
from tests.cloud.chatserver.roomtalk import MODERATOR


def test_a_client_that_reads_again_joins_again_for_what_it_missed() -> None:
    slow, line = client()
    in_room = room()
    in_room.enter(slow)
    line.is_behind = True
    assert not slow.push(b"frame")

    line.is_behind = False
    slow.caught_up()

    assert line.events("resync") == [{}]
    assert slow.room is None
    assert not in_room.clients


def test_a_client_that_missed_nothing_is_left_alone() -> None:
    quick, line = client()
    in_room = room()
    in_room.enter(quick)

    quick.caught_up()

    assert line.frames == []
    assert quick.room is in_room


def test_who_is_thrown_out_is_told_why_and_does_not_come_back_by_itself() -> None:
    banned, line = client()

    banned.throw_out(Code.BANNED)

    assert line.events("resync") == [{"code": "banned"}]
    assert unframed(line.frames[-1]) == "41/chat,"
    assert line.is_finished


def test_who_is_dismissed_may_come_back() -> None:
    expired, line = client(MODERATOR)

    expired.dismiss(Code.AUTH_EXPIRED)

    assert expired.is_moderator
    assert line.events("resync") == [{"code": "auth_expired"}]
    assert len(line.frames) == 1
    assert line.is_finished
