import asyncio
from collections.abc import Callable
from itertools import cycle

from cloud.practice.managedchat.knobs import NO_FAULTS, Board, Knobs
from cloud.practice.managedchat.outlet import MOST_WAITING, TOO_SLOW, Outlet


def carried(
    use: Callable[[Outlet, Board], object], knobs: Knobs = NO_FAULTS
) -> tuple[list[str], int]:
    """Return what left, and the code at the end."""
    sent: list[str] = []

    async def send(text: str) -> None:
        sent.append(text)

    async def run() -> int:
        board = Board()
        board.turn(knobs)
        chances = cycle([0.1, 0.9])
        outlet = Outlet(send, board, lambda: next(chances))
        use(outlet, board)
        async with asyncio.timeout(20):
            return await outlet.run()

    code = asyncio.run(run())
    return sent, code


def test_frames_leave_in_order_and_then_it_ends() -> None:
    def use(outlet: Outlet, board: Board) -> None:
        outlet.put(1)
        outlet.put_said(2)
        outlet.end(1000)

    assert carried(use) == (["1", "2"], 1000)


def test_so_much_of_what_was_said_is_lost_and_answers_never() -> None:
    def use(outlet: Outlet, board: Board) -> None:
        for number in range(4):
            outlet.put_said(number)
            outlet.put(f"answer {number}")
        outlet.end(1000)

    sent, _ = carried(use, Knobs(drop_percent=50))

    assert [text for text in sent if "answer" not in text] == ["1", "3"]
    assert len(sent) == 6


def test_two_that_were_said_change_places_and_one_alone_goes_on() -> None:
    def use(outlet: Outlet, board: Board) -> None:
        for number in range(5):
            outlet.put_said(number)
        asyncio.get_running_loop().call_later(0.2, outlet.end, 1000)

    assert carried(use, Knobs(reorders=True))[0] == ["1", "0", "3", "2", "4"]


def test_frames_are_late_and_held_while_it_stalls() -> None:
    def use(outlet: Outlet, board: Board) -> None:
        outlet.put_said(1)
        outlet.end(1000)
        asyncio.get_running_loop().call_later(0.05, board.turn, NO_FAULTS)

    assert carried(use, Knobs(stalls=True, delay_ms=10)) == (["1"], 1000)


def test_who_reads_too_slowly_is_let_go() -> None:
    def use(outlet: Outlet, board: Board) -> None:
        for number in range(MOST_WAITING + 100):
            outlet.put_said(number)

    sent, code = carried(use)

    assert len(sent) == MOST_WAITING
    assert code == TOO_SLOW
