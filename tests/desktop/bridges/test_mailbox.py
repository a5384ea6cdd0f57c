import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desktop.bridges.mailbox import Mailbox

pytestmark = pytest.mark.usefixtures("qapp")


def test_facts_arrive_in_the_order_they_were_posted() -> None:
    mailbox = Mailbox()
    heard: list[int] = []
    post = mailbox.inlet(heard.append)

    for number in range(100):
        post(number)
    mailbox.drain()

    assert heard == list(range(100))


def test_what_another_thread_posts_arrives_on_the_gui_thread(qtbot: QtBot) -> None:
    mailbox = Mailbox()
    heard: list[bool] = []
    gui = QThread.currentThread()
    post = mailbox.inlet(lambda _: heard.append(QThread.currentThread() is gui))
    mailbox.start()

    poster = threading.Thread(target=post, args=(1,))
    poster.start()
    poster.join()

    qtbot.waitUntil(lambda: heard == [True], timeout=2000)
    mailbox.close()


def test_only_the_newest_of_what_is_coalesced_arrives_and_the_others_are_given_back() -> None:
    mailbox = Mailbox()
    heard: list[str] = []
    gone: list[str] = []
    post = mailbox.inlet(
        heard.append, latest=lambda fact: fact[0] if fact[0] == "p" else None, replaced=gone.append
    )

    for fact in ("p1", "failure1", "p2", "failure2", "p3"):
        post(fact)
    mailbox.drain()

    assert heard == ["failure1", "failure2", "p3"]
    assert gone == ["p1", "p2"]


def test_two_inlets_with_the_same_key_do_not_replace_each_other() -> None:
    mailbox = Mailbox()
    heard: list[str] = []
    first = mailbox.inlet(heard.append, latest=lambda _: "key")
    second = mailbox.inlet(heard.append, latest=lambda _: "key")

    first("one")
    second("two")
    mailbox.drain()

    assert heard == ["one", "two"]


def test_a_drain_ends_when_its_time_is_over_and_the_next_one_goes_on() -> None:
    seconds = iter([0.0, 0.001, 0.009, 1.0, 1.0, 1.0, 1.0])
    mailbox = Mailbox(budget_s=0.008, now_s=lambda: next(seconds))
    heard: list[int] = []
    post = mailbox.inlet(heard.append)
    for number in range(4):
        post(number)

    mailbox.drain()
    assert heard == [0, 1]

    mailbox.drain()
    assert heard == [0, 1, 2, 3]


def test_too_many_facts_push_out_the_oldest_and_the_losses_are_told(qtbot: QtBot) -> None:
    mailbox = Mailbox(capacity=3)
    heard: list[int] = []
    post = mailbox.inlet(heard.append)

    for number in range(5):
        post(number)
    with qtbot.waitSignal(mailbox.losses_counted) as told:
        mailbox.drain()

    assert heard == [2, 3, 4]
    assert told.args == [2]
    assert mailbox.losses == 2


def test_a_lost_fact_is_given_back() -> None:
    mailbox = Mailbox(capacity=1)
    gone: list[int] = []
    post = mailbox.inlet(lambda _: None, replaced=gone.append)

    post(1)
    post(2)

    assert gone == [1]


def test_after_close_nothing_arrives_and_everything_is_given_back() -> None:
    mailbox = Mailbox()
    heard: list[int] = []
    gone: list[int] = []
    post = mailbox.inlet(heard.append, replaced=gone.append)
    post(1)

    mailbox.close()
    post(2)
    mailbox.drain()

    assert heard == []
    assert gone == [1, 2]


def test_a_handler_that_fails_does_not_hold_up_the_next_drain() -> None:
    mailbox = Mailbox()
    heard: list[int] = []

    def fail(fact: int) -> None:
        raise ValueError(fact)

    mailbox.inlet(fail)(1)
    mailbox.inlet(heard.append)(2)
    with pytest.raises(ValueError, match="1"):
        mailbox.drain()
    mailbox.drain()

    assert heard == [2]
