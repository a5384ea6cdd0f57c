import asyncio

from cloud.chatserver.admission import Gate


class Transport(asyncio.Transport):
    """Says whether it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.is_read = True
        self.is_closed = False

    def pause_reading(self) -> None:
        self.is_read = False

    def resume_reading(self) -> None:
        self.is_read = True

    def is_closing(self) -> bool:
        return self.is_closed

    def abort(self) -> None:
        self.is_closed = True


def test_a_rush_is_let_in_a_few_at_a_time_in_the_order_it_came() -> None:
    async def run() -> list[int]:
        gate = Gate(at_once=3, every_s=0.001)
        rush = [Transport() for _ in range(10)]
        for each in rush:
            gate.arrive(each)
        seen = [sum(each.is_read for each in rush)]
        while gate.waiting:
            await asyncio.sleep(0)
            read = [each.is_read for each in rush]
            assert read == sorted(read, reverse=True)
            if sum(read) != seen[-1]:
                seen.append(sum(read))
        gate.close()
        return seen

    assert asyncio.run(run()) == [3, 6, 9, 10]


def test_who_left_while_waiting_takes_nobodys_turn() -> None:
    async def run() -> None:
        gate = Gate(at_once=1, every_s=0.001)
        first, gone, last = Transport(), Transport(), Transport()
        for each in (first, gone, last):
            gate.arrive(each)
        gone.is_closed = True
        while gate.waiting:
            await asyncio.sleep(0)
        assert last.is_read
        gate.close()

    asyncio.run(run())


def test_a_closed_gate_ends_those_who_wait() -> None:
    async def run() -> None:
        gate = Gate(at_once=1)
        first, waiting = Transport(), Transport()
        gate.arrive(first)
        gate.arrive(waiting)
        gate.close()
        assert waiting.is_closed
        assert not first.is_closed

    asyncio.run(run())
