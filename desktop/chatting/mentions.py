"""Tells which messages speak to the reader: by name after an @, or by answering them."""

from chatclient.messages import Entry
from chatclient.spans import SpanKind, Spotter
from chatclient.wire.envelopes import MessageBody, User


class Mentions:
    """What counts for one reader; one without an @ or an answer costs next to none."""

    def __init__(self) -> None:
        self._me: User | None = None
        self._spotter = Spotter()

    def follow(self, me: User | None) -> None:
        """Know who reads."""
        if me != self._me:
            self._me = me
            self._spotter = Spotter(() if me is None else (me.name,))

    def is_mine(self, entry: Entry | None) -> bool:
        """Tell whether the reader said this."""
        user = None if entry is None else entry.envelope.user
        return self._me is not None and user is not None and user.id == self._me.id

    def is_mention(self, entry: Entry, answered: Entry | None = None) -> bool:
        """Tell whether somebody else speaks to the reader; `answered` is what it answers."""
        me, body = self._me, entry.body
        if me is None or not isinstance(body, MessageBody) or self.is_mine(entry):
            return False
        if body.reply_to and self.is_mine(answered):
            return True
        text = body.text
        if "@" not in text and "＠" not in text:
            return False
        return any(
            span.kind is SpanKind.MENTION and span.target == me.name
            for span in self._spotter.spans(text)
        )
