"""What the desk asks of the chat room: commands, menus and dialogs all come by here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import RoomSettings, User
from chatclient.wire.requests import Ban, Clear, OpenPoll, Panic, Purge, Request, Timeout, Unban
from desktop.bridges.chat import Chat
from desktop.chatting.commands import Asked, Opened, Wrong, parse
from desktop.chatting.people import People
from desktop.dialogs.chatconfirm import ConfirmDialog
from desktop.dialogs.chathelp import ChatHelpDialog
from desktop.dialogs.chatpoll import PollDialog
from desktop.dialogs.chatwords import fault_words, refusal_words, time_words

MOST_AWAITED = 100
_FINAL = (Ban, Purge, Clear)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command sees of the room."""

    capabilities: frozenset[str]
    settings: RoomSettings
    words: tuple[str, ...]
    selected_seq: int
    people: People

    def named(self, name: str) -> tuple[User, ...]:
        return self.people.named(name)


class ChatDeeds(QObject):
    """Asks, once more where it can't be undone, and says how it went.

    Signals:
        said(str, bool): words for the user; True where something is wrong.
        done(Request): the room did it.
        settled(): a request was answered; what shows the room should show it as it is.
    """

    said = Signal(str, bool)
    done = Signal(object)
    settled = Signal()

    def __init__(
        self,
        chat: Chat,
        people: People,
        selected_seq: Callable[[], int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._people = people
        self._selected_seq = selected_seq
        self._window = parent
        self._awaited: dict[str, tuple[Request, str]] = {}
        chat.answered.connect(self._on_answered)
        chat.began.connect(self._awaited.clear)

    def ask(self, request: Request, name: str = "") -> None:
        """Ask the room; `name` is of whom it is done to. What can't be undone is confirmed."""
        if isinstance(request, _FINAL):
            self.confirm(request, name)
        else:
            self._ask(request, name)

    def confirm(self, request: Request, name: str = "") -> ConfirmDialog:
        """Ask the user once more, then the room."""
        dialog = ConfirmDialog.for_request(
            request, name, lambda: self._ask(request, name), self._window
        )
        dialog.open()
        return dialog

    def run(self, line: str) -> bool:
        """Do what a typed command says; False where it is wrong, which was said."""
        match parse(line, self._desk()):
            case Wrong() as wrong:
                self.said.emit(fault_words(wrong), True)
                return False
            case Asked(request=OpenPoll()) if self._has_poll():
                self._refuse_poll()
                return False
            case Asked(request=request, name=name):
                self.ask(request, name)
            case Opened.POLL:
                self.open_poll()
            case Opened.HELP:
                self.open_help()
        return True

    def open_poll(self) -> PollDialog | None:
        """Let the user write a question, unless one is open already."""
        if self._has_poll():
            self._refuse_poll()
            return None
        dialog = PollDialog(self._window)
        dialog.asked.connect(self.ask)
        dialog.open()
        return dialog

    def open_help(self) -> ChatHelpDialog:
        """Show the commands."""
        dialog = ChatHelpDialog(self._chat.situation.capabilities, self._window)
        dialog.show()
        return dialog

    def _has_poll(self) -> bool:
        poll = self._chat.situation.room.poll
        return poll is not None and poll.is_open

    def _refuse_poll(self) -> None:
        self.said.emit(self.tr("Everybody is being asked already. End that poll first."), True)

    def _desk(self) -> Desk:
        situation = self._chat.situation
        room = situation.room
        capabilities = situation.capabilities if situation.is_online else frozenset()
        return Desk(capabilities, room.settings, room.words, self._selected_seq(), self._people)

    def _ask(self, request: Request, name: str) -> None:
        request_id = self._chat.ask(request)
        if not request_id:
            self.said.emit(self.tr("There is no chat to ask."), True)
            self.settled.emit()
            return
        self._awaited[request_id] = (request, name)
        while len(self._awaited) > MOST_AWAITED:
            del self._awaited[next(iter(self._awaited))]

    def _on_answered(self, request_id: str, answer: Answer) -> None:
        asked = self._awaited.pop(request_id, None)
        if asked is None:
            return
        if not answer.ok:
            self.said.emit(refusal_words(answer.code, answer.retry_ms), True)
        else:
            self.done.emit(asked[0])
            if words := self._done_words(*asked):
                self.said.emit(words, False)
        self.settled.emit()

    def _done_words(self, request: Request, name: str) -> str:
        match request:
            case Timeout(seconds=seconds):
                words = self.tr("{name} can't write for {time}.")
                return words.format(name=name, time=time_words(seconds))
            case Ban():
                return self.tr("{name} is banned.").format(name=name)
            case Unban():
                return self.tr("{name} may write again.").format(name=name)
            case Purge():
                return self.tr("Everything from {name} is removed.").format(name=name)
            case Clear():
                return self.tr("The chat is cleared.")
            case Panic(on=True):
                return self.tr("Only moderators write now.")
            case OpenPoll():
                return self.tr("Everybody is asked now.")
            case _:
                return ""
