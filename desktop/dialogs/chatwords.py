"""What the chat says in words: refusals, faults of commands, modes of the room, names of stamps."""

from PySide6.QtCore import QCoreApplication, QLocale

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import RoomSettings
from desktop.chatting.commands import Fault, Wrong
from desktop.chatting.situation import NOT_SENT

translate = QCoreApplication.translate


def time_words(seconds: float) -> str:
    """Return a stretch of time as people say it: 45 s, 5 min, 2 h, 3 days."""
    number = QLocale().toString
    whole = max(0, round(seconds))
    if whole < 120 and (whole < 60 or whole % 60):
        return translate("ChatWords", "{count} s").format(count=number(whole))
    if whole < 3600:
        return translate("ChatWords", "{count} min").format(count=number(round(whole / 60)))
    if whole <= 2 * 86_400:
        return translate("ChatWords", "{count} h").format(count=number(round(whole / 3600)))
    return translate("ChatWords", "{count} days").format(count=number(round(whole / 86_400)))


def countdown(seconds: float) -> str:
    """Return what is left as figures that keep their place: 4:59."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def refusal_words(code: str, retry_ms: int = 0) -> str:
    """Return why the room said no; a code that is not known is shown as it is."""
    if code in (Code.SLOW_MODE, Code.RATE_LIMITED) and retry_ms > 0:
        return translate("ChatWords", "Too soon: wait {time}.").format(
            time=time_words(-(-retry_ms // 1000))
        )
    known = {
        Code.SLOW_MODE: translate("ChatWords", "Too soon: the chat is in slow mode."),
        Code.RATE_LIMITED: translate("ChatWords", "Too many messages in a short time."),
        Code.UNAVAILABLE: translate("ChatWords", "The chat can't take messages just now."),
        Code.DRAINING: translate("ChatWords", "The chat server is being changed."),
        Code.RESYNC: translate("ChatWords", "The connection fell behind."),
        Code.AUTH_EXPIRED: translate("ChatWords", "The entry to the chat ran out."),
        Code.HELD: translate("ChatWords", "Waits for a moderator."),
        Code.DENIED: translate("ChatWords", "A moderator did not let it through."),
        Code.BANNED: translate("ChatWords", "This account is banned from the chat."),
        Code.TIMED_OUT: translate("ChatWords", "This account may not write for a while."),
        Code.BLOCKED_WORD: translate("ChatWords", "It holds a blocked word."),
        Code.MEMBERS_ONLY: translate("ChatWords", "Only members may write."),
        Code.STAMPS_ONLY: translate("ChatWords", "Only stamps may be sent."),
        Code.PAUSED: translate("ChatWords", "Panic mode: only moderators may write."),
        Code.NOT_LIVE: translate("ChatWords", "The show is not on."),
        Code.FORBIDDEN: translate("ChatWords", "This account may not do that."),
        Code.WRONG_ROOM: translate("ChatWords", "The entry is for another room."),
        Code.BAD_TOKEN: translate("ChatWords", "The entry to the chat is not accepted."),
        Code.BAD_ORIGIN: translate("ChatWords", "The chat server refuses where this comes from."),
        Code.BAD_REQUEST: translate("ChatWords", "The chat server does not understand it."),
        Code.TOO_LONG: translate("ChatWords", "The message is too long."),
        Code.TOO_LARGE: translate("ChatWords", "The message is too large."),
        Code.NOT_FOUND: translate("ChatWords", "It is not there any more."),
        NOT_SENT: translate("ChatWords", "It was not sent before the chat was left."),
        "link": translate("ChatWords", "It holds a link."),
    }
    return known.get(code) or translate("ChatWords", "Refused ({code}).").format(code=code)


def fault_words(wrong: Wrong) -> str:
    """Return what is wrong with a command as typed, and how it is typed right."""
    sentences = {
        Fault.UNKNOWN: translate("ChatWords", "There is no command {value}. /help lists them all."),
        Fault.FORBIDDEN: translate("ChatWords", "/{command} is not allowed to this account."),
        Fault.NAME_MISSING: translate("ChatWords", "Say to whom: /{command} NAME"),
        Fault.NOBODY: translate("ChatWords", "Nobody called {value} has written here."),
        Fault.AMBIGUOUS: translate(
            "ChatWords", "Several people are called {value}: use the menu of a message instead."
        ),
        Fault.BAD_TIME: translate(
            "ChatWords", "“{value}” is no time. Write 10s, 5m, 24h or a number of seconds."
        ),
        Fault.BAD_SWITCH: translate("ChatWords", "Write /{command} on or /{command} off."),
        Fault.NOT_SELECTED: translate("ChatWords", "Select a message first, then /{command}."),
        Fault.BAD_POLL: translate(
            "ChatWords", "Write a question and two to six answers: /poll Which? | This | That"
        ),
        Fault.BAD_EFFECT: translate(
            "ChatWords", "There is no effect “{value}”. Write confetti, hearts, fireworks or snow."
        ),
        Fault.BAD_WORD: translate("ChatWords", "Write /words add WORD or /words remove WORD."),
        Fault.WORD_KNOWN: translate("ChatWords", "“{value}” is blocked already."),
        Fault.WORD_UNKNOWN: translate("ChatWords", "“{value}” is not among the blocked words."),
        Fault.EXTRA: translate("ChatWords", "/{command} stands alone."),
    }
    return sentences[wrong.fault].format(value=wrong.value, command=wrong.command)


def mode_words(settings: RoomSettings) -> str:
    """Return how the room may be written to, in one line; empty where nothing is restricted."""
    if settings.paused:
        return translate("ChatWords", "Panic mode: only moderators may write")
    modes = []
    if settings.slow_s:
        slow = translate("ChatWords", "Slow mode {time}")
        modes.append(slow.format(time=time_words(settings.slow_s)))
    if settings.members_only:
        modes.append(translate("ChatWords", "Members only"))
    if settings.stamps_only:
        modes.append(translate("ChatWords", "Stamps only"))
    if settings.holds_links:
        modes.append(translate("ChatWords", "Links are held"))
    return " · ".join(modes)


def stamp_title(name: str) -> str:
    """Return what a stamp is called; a foreign one by its own name."""
    return {
        "clap": translate("ChatWords", "Applause"),
        "heart": translate("ChatWords", "Heart"),
        "laugh": translate("ChatWords", "Laughter"),
        "wow": translate("ChatWords", "Wow"),
        "cry": translate("ChatWords", "Tears"),
        "party": translate("ChatWords", "Party"),
        "fire": translate("ChatWords", "Fire"),
        "ok": translate("ChatWords", "OK"),
    }.get(name, name)


def effect_title(name: str) -> str:
    """Return what an effect is called."""
    return {
        "confetti": translate("ChatWords", "Confetti"),
        "hearts": translate("ChatWords", "Hearts"),
        "fireworks": translate("ChatWords", "Fireworks"),
        "snow": translate("ChatWords", "Snow"),
    }.get(name, name)


def command_words(name: str) -> str:
    """Return what a command does."""
    return {
        "timeout": translate("ChatWords", "may not write for a while; what they wrote goes"),
        "ban": translate("ChatWords", "may not enter any more; what they wrote goes"),
        "unban": translate("ChatWords", "ends a ban or a timeout"),
        "purge": translate("ChatWords", "takes down everything they wrote"),
        "delete": translate("ChatWords", "takes down the selected message"),
        "clear": translate("ChatWords", "takes everything down"),
        "slow": translate("ChatWords", "one message of a viewer in so many seconds"),
        "members": translate("ChatWords", "only members may write"),
        "stamps": translate("ChatWords", "only stamps may be sent"),
        "links": translate("ChatWords", "off: messages with links wait for a moderator"),
        "words": translate("ChatWords", "the list of blocked words"),
        "panic": translate("ChatWords", "only moderators may write, at once"),
        "pin": translate("ChatWords", "puts the selected message above the chat"),
        "unpin": translate("ChatWords", "takes it down again"),
        "poll": translate("ChatWords", "asks everybody; alone, it opens a form"),
        "effect": translate("ChatWords", "something happens on everybody's screen"),
        "help": translate("ChatWords", "this list"),
    }[name]
