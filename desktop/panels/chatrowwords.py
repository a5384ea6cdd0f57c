"""What rows of the chat say that nobody typed: signs, gaps, and what happened in the room."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale

from chatclient.messages import Entry
from chatclient.wire.envelopes import (
    Action,
    ClearBody,
    EffectBody,
    HeldBody,
    LiveBody,
    LiveState,
    ModerationBody,
    NoticeBody,
    PinBody,
    PollBody,
    RoomSettings,
)
from desktop.dialogs.chatwords import effect_title, mode_words, refusal_words, stamp_title

translate = QCoreApplication.translate


class TranslatedRows:
    """RowWords in the present language."""

    def __init__(self, name_of: Callable[[str], str] = str) -> None:
        """`name_of` gives the name of a user's id, where it is known."""
        self._name_of = name_of

    def badge(self, name: str) -> str:
        return {
            "host": translate("ChatRows", "Host"),
            "moderator": translate("ChatRows", "Moderator"),
            "member": translate("ChatRows", "Member"),
        }.get(name, name)

    def refusal(self, code: str, retry_ms: int) -> str:
        return refusal_words(code, retry_ms)

    def stamp(self, name: str) -> str:
        return stamp_title(name)

    def gap(self, count: int) -> str:
        if count == 1:
            return translate("ChatRows", "1 message is missing here")
        number = QLocale().toString(count)
        return translate("ChatRows", "{count} messages are missing here").format(count=number)

    def notice(self, entry: Entry) -> str:
        who = "" if entry.envelope.user is None else entry.envelope.user.name
        match entry.body:
            case EffectBody(name=name):
                return translate("ChatRows", "Effect: {name}").format(name=effect_title(name))
            case PinBody(seq=0):
                return translate("ChatRows", "The pinned message was taken down")
            case PinBody(text=text):
                return translate("ChatRows", "Pinned: {text}").format(text=text)
            case ClearBody():
                return translate("ChatRows", "The chat was cleared")
            case RoomSettings() as settings:
                return mode_words(settings) or translate("ChatRows", "Everybody may write")
            case LiveBody(state=LiveState.START, title=title) if title:
                return translate("ChatRows", "On air: {title}").format(title=title)
            case LiveBody(state=state):
                return _live_words(state)
            case PollBody() as poll:
                return poll_words(poll)
            case NoticeBody(text=text):
                return text
            case ModerationBody() as done:
                return action_words(done, who, self._name_of(done.user))
            case HeldBody(text=text):
                return translate("ChatRows", "Held: {text}").format(text=text)
            case _:
                return entry.envelope.kind


def poll_words(poll: PollBody) -> str:
    """Return that a question was opened, or how it came out."""
    if poll.is_open:
        return translate("ChatRows", "Poll: {question}").format(question=poll.question)
    said = translate("ChatRows", "Poll closed: {question}").format(question=poll.question)
    votes = poll.votes[: len(poll.options)]
    if not any(votes):
        return said
    best = max(votes)
    winners = [option for option, count in zip(poll.options, votes, strict=False) if count == best]
    return f"{said} → {', '.join(winners)} ({QLocale().toString(best)})"


def action_words(done: ModerationBody, who: str, whom: str) -> str:
    """Return what a moderator did to whom, in one line of the audit."""
    sentences = {
        Action.DELETE: translate("ChatRows", "{who} took down a message of {user}"),
        Action.PURGE: translate("ChatRows", "{who} took down everything of {user}"),
        Action.TIMEOUT: translate("ChatRows", "{who} let {user} not write for a while"),
        Action.BAN: translate("ChatRows", "{who} banned {user}"),
        Action.UNBAN: translate("ChatRows", "{who} let {user} write again"),
        Action.APPROVE: translate("ChatRows", "{who} let a held message of {user} through"),
        Action.DENY: translate("ChatRows", "{who} did not let a held message of {user} through"),
        Action.CLEAR: translate("ChatRows", "{who} cleared the chat"),
        Action.PIN: translate("ChatRows", "{who} pinned a message"),
        Action.UNPIN: translate("ChatRows", "{who} took the pinned message down"),
        Action.SETTINGS: translate("ChatRows", "{who} changed who may write"),
        Action.WORDS: translate("ChatRows", "{who} changed the blocked words"),
        Action.PANIC: translate("ChatRows", "{who} switched the panic mode"),
        Action.POLL: translate("ChatRows", "{who} asked the viewers"),
        Action.EFFECT: translate("ChatRows", "{who} set off an effect"),
        Action.LIVE: translate("ChatRows", "{who} told how the show goes"),
    }
    if done.action is Action.DENY and not who:  # its time was over
        sentences[Action.DENY] = translate("ChatRows", "Nobody decided on a message of {user}")
    words = sentences[done.action].format(who=who or "?", user=whom or "?")
    detail = _detail_words(done)
    return f"{words}: {detail}" if detail else words


def _detail_words(done: ModerationBody) -> str:
    """Return what exactly was done, as far as the audit says."""
    match done.action:
        case Action.SETTINGS:
            pairs = (pair.partition("=") for pair in done.detail.split())
            return ", ".join(_setting_words(name, value) for name, _, value in pairs)
        case Action.PANIC:
            return _on_off(done.detail == "on")
        case Action.EFFECT:
            return effect_title(done.detail)
        case Action.APPROVE | Action.DENY:
            return done.detail
        case _:
            return ""


def _setting_words(name: str, value: str) -> str:
    if name == "slow_s" and value.isdigit():
        return mode_words(RoomSettings(slow_s=int(value))) or translate("ChatRows", "no slow mode")
    titles = {
        "members_only": mode_words(RoomSettings(members_only=True)),
        "stamps_only": mode_words(RoomSettings(stamps_only=True)),
        "holds_links": mode_words(RoomSettings(holds_links=True)),
    }
    return f"{titles.get(name, name)} {_on_off(value == 'True')}"


def _on_off(is_on: bool) -> str:
    return translate("ChatRows", "on") if is_on else translate("ChatRows", "off")


def _live_words(state: LiveState) -> str:
    return {
        LiveState.START: translate("ChatRows", "The show began"),
        LiveState.STOP: translate("ChatRows", "The show stopped"),
        LiveState.PAUSE: translate("ChatRows", "The show pauses"),
        LiveState.END: translate("ChatRows", "The show is over"),
    }[state]
