import asyncio

from cloud.chatserver.memorycounts import MAX_ROOMS, MemoryCounts


def test_viewers_are_those_of_now_and_the_total_everybody_there_ever_was() -> None:
    async def run() -> None:
        counts = MemoryCounts()
        assert await counts.here("a", ["aki", "ben", "aki"]) == (2, 2)
        assert await counts.here("a", ["aki", "cem"]) == (2, 3)
        assert await counts.here("b", []) == (0, 0)

    asyncio.run(run())


def test_likes_add_up() -> None:
    async def run() -> None:
        counts = MemoryCounts()
        assert [await counts.like("a", count) for count in (3, 4)] == [3, 7]

    asyncio.run(run())


def test_the_last_vote_of_a_user_counts_and_another_question_begins_at_zero() -> None:
    async def run() -> None:
        counts = MemoryCounts()
        await counts.vote("a", "p", "aki", 0)
        await counts.vote("a", "p", "aki", 2)
        await counts.vote("a", "p", "ben", 2)
        assert await counts.votes("a", "p", 3) == (0, 0, 2)
        assert await counts.votes("a", "q", 2) == (0, 0)

    asyncio.run(run())


def test_the_number_of_rooms_is_bounded() -> None:
    async def run() -> None:
        counts = MemoryCounts()
        await counts.like("oldest", 1)
        for number in range(MAX_ROOMS):
            await counts.like(f"room{number}", 1)
        assert await counts.like("oldest", 1) == 1

    asyncio.run(run())
