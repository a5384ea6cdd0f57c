"""Counts who watches a channel of Amazon IVS when figures come in: the desktop can't know."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from cloud.functions.recorder.books import Books
from cloud.functions.recorder.events import MetricsUpdate, Recordable, channel_of

FRESH_MS = 60_000
"""An older figure is of a time that can't be asked about any more."""


class Audience:
    """The viewers of one channel."""

    def __init__(self, books: Books, channel_arn: str, now_ms: Callable[[], int]) -> None:
        self._books = books
        self._arn = channel_arn
        self._channel_id = channel_of(channel_arn)
        self._now_ms = now_ms

    def counted(self, facts: Iterable[Recordable]) -> list[Recordable]:
        """Return the facts; the newest figures of the channel have the viewers of now."""
        told = list(facts)
        fresh = [each for each in told if self._is_fresh(each)]
        if ":ivs:" not in self._arn or not fresh:
            return told
        if (viewers := self._books.viewers(self._arn)) is None:
            return told
        newest = max(fresh, key=lambda each: each.at_ms)
        return [
            replace(each, viewers=viewers)
            if each is newest and isinstance(each, MetricsUpdate)
            else each
            for each in told
        ]

    def _is_fresh(self, fact: Recordable) -> bool:
        is_own = isinstance(fact, MetricsUpdate) and fact.channel_id == self._channel_id
        return is_own and abs(self._now_ms() - fact.at_ms) <= FRESH_MS
