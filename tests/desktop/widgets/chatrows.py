"""Chat rows for tests, as plain as can be."""

from collections.abc import Iterable

from desktop.widgets.chatrow import ChatRow, RowBadge, RowKind, RowSpan, RowSpanKind
from desktop.widgets.chatview import ChatView

LINK = "https://example.org/cat"


def message(key: int, text: str = "") -> ChatRow:
    """Return a message of somebody called after its key."""
    return ChatRow(
        key, time="12:30", author=f"user{key}", colour=key, text=text or f"message number {key}"
    )


def messages(keys: Iterable[int]) -> list[object]:
    """Return a message for each key."""
    return [message(key) for key in keys]


def one_of_each() -> list[ChatRow]:
    """Return rows of every kind and state."""
    badges = tuple(RowBadge(name, name.title()) for name in ("host", "moderator", "member", "vip"))
    spans = (
        RowSpan(0, 4, RowSpanKind.MENTION),
        RowSpan(5, 23, RowSpanKind.LINK, LINK),
        RowSpan(29, 3, RowSpanKind.KEYWORD),
    )
    said = {"time": "12:30", "author": "さくら", "colour": 7}
    return [
        ChatRow(1, RowKind.NOTICE, time="12:30", text="The show began"),
        ChatRow(2, text=f"@aki {LINK} cat", spans=spans, badges=badges, is_mention=True, **said),  # type: ignore[arg-type]
        ChatRow(3, RowKind.STAMP, stamp="heart", **said),  # type: ignore[arg-type]
        ChatRow(4, RowKind.STAMP, stamp="not-known", **said),  # type: ignore[arg-type]
        ChatRow(5, RowKind.DONATION, amount="¥5,000", tier=3, text="応援しています", **said),  # type: ignore[arg-type]
        ChatRow(6, RowKind.EFFECT, text="Confetti"),
        ChatRow(7, RowKind.GAP, text="12 messages are missing here"),
        ChatRow(8, RowKind.MARK, text="New since you were here"),
        ChatRow(9, text="gone", is_removed=True, **said),  # type: ignore[arg-type]
        ChatRow(10, text="on its way", state="sending", reply="aki: hi", reply_key=2, **said),  # type: ignore[arg-type]
        ChatRow(11, text="a link", state="held", note="It waits for a moderator", **said),  # type: ignore[arg-type]
        ChatRow(12, text="bad", state="rejected", note="A word in it is blocked", **said),  # type: ignore[arg-type]
    ]


def key_of(item: object) -> int:
    """Return the key of a row that is its own item."""
    assert isinstance(item, ChatRow)
    return item.key


def as_it_is(item: object) -> ChatRow:
    """Present a row that is its own item."""
    assert isinstance(item, ChatRow)
    return item


def settle(view: ChatView) -> None:
    """Let the next frame be shown now."""
    view._pacer.show_now()
    view.grab()
