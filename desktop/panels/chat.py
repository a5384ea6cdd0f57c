"""The chat beside the picture: what viewers write, and everything one does about it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chatclient.messages import Entry
from chatclient.wire.requests import ClosePoll, Effect, Pin, Request, Vote
from desktop.bridges.studio import Studio
from desktop.chatting.people import People
from desktop.chatting.rows import Presenter
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatsettings import ChatSettingsDialog
from desktop.dialogs.chatstate import StateDeed, card_words, state_words
from desktop.panels.chatabove import ChatAbove
from desktop.panels.chatcrowd import has_crowd, toggle_crowd
from desktop.panels.chatdeeds import ChatDeeds
from desktop.panels.chatexport import ChatExport
from desktop.panels.chatflow import ChatFlow
from desktop.panels.chatheader import ChatHeader
from desktop.panels.chathealthpage import HealthPage
from desktop.panels.chatjumps import ChatJumps
from desktop.panels.chatkeys import ChatKeys
from desktop.panels.chatmoderating import ChatModerating
from desktop.panels.chatmore import MoreMenu
from desktop.panels.chatreading import ChatReading
from desktop.panels.chatrowdeeds import RowDeeds
from desktop.panels.chatrowwords import TranslatedRows
from desktop.panels.chatsearch import ChatSearch
from desktop.panels.chatsending import ChatSending
from desktop.panels.chatstage import ChatStage
from desktop.panels.chatstateline import StateCard, StateLine
from desktop.panels.chatunsent import Unsent
from desktop.panels.chatwrite import ChatWrite
from desktop.store.chatfindings import Hit
from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatview import ChatView
from desktop.widgets.tokens import SPACING, set_role

TICK_MS = 500
LOW_PX = 600
"""Below this height what stands around the messages makes room for them."""


class ChatPanel(QFrame):
    """Repaints from the situation; nothing typed is ever lost to a connection."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
        now_utc_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chat")
        set_role(self, "panel")
        self._studio = studio
        self._chat = chat = studio.chat
        self._now_s, self._now_utc_s = now_s, now_utc_s
        self.people = People()
        self.presenter = Presenter(TranslatedRows(self.people.name_of))
        # In this order the keyboard goes through them.
        self.header, self.line = ChatHeader(self), StateLine(self)
        self.search = ChatSearch(chat.search, self.presenter.row, self)
        self.above, self.stage = ChatAbove(self), ChatStage(self)
        self.pin, self.poll = self.above.pin, self.above.poll
        self.view = ChatView(self._row, self.presenter.key_of, self.stage)
        self.view.setObjectName("chat.view")
        self.card, self.health = StateCard(self.stage), HealthPage(chat, self.stage)
        self.unsent = Unsent(self)
        self.write = ChatWrite(self.people, self)
        self.flow = ChatFlow(chat, self.view, self.presenter, self.people, self)
        self.reading = ChatReading(chat, self.presenter, (self.view, self.search.results), self)
        self.deeds = ChatDeeds(chat, self.people, lambda: max(0, self.view.selected_key), self)
        self.rows = RowDeeds(studio, self.flow, self.presenter, self.deeds, self.write)
        self.jumps = ChatJumps(chat, self.flow, self.view)
        self.moderating = ChatModerating(chat, self.flow, self.deeds, self.presenter.row, self)
        self.export = ChatExport(chat, self)
        self.sending = ChatSending(chat, self.flow, self.deeds, now_s, (self.write, self.unsent))
        self._was_online = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self.setFocusProxy(self.write.box)
        self._arrange()
        self._connect()
        self._connect_chat()
        self._take_keys()
        self._retext()
        self._on_situation(chat.situation)
        self._timer.start()

    # ---- what menus do ----

    def focus_input(self) -> None:
        """Put the keyboard where one writes."""
        self.write.box.setFocus()

    def open_search(self) -> None:
        """Look for something in the chat."""
        self.header.health.setChecked(False)
        self.search.open_search()

    def open_settings(self) -> ChatSettingsDialog:
        """Choose another chat, or how it is read."""
        dialog = ChatSettingsDialog(self._chat, self)
        dialog.open()
        return dialog

    def open_menu(self) -> None:
        """Open everything else."""
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.header.menu
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def more_menu(self) -> MoreMenu:
        """Return everything else, as a menu."""
        acts = {
            "search": self.open_search,
            "mention": self.jumps.next_mention,
            "newest": self.view.jump_to_end,
            "moderation": self.moderating.open,
            "poll": self.deeds.open_poll,
            "crowd": self.toggle_crowd,
            "larger": self.reading.larger,
            "smaller": self.reading.smaller,
            "usual": self.reading.usual,
            "export": self.export.ask,
            "help": self.deeds.open_help,
            "settings": self.open_settings,
        }
        situation, deeds = self._chat.situation, self.deeds
        is_on = has_crowd(self._studio.practice)
        return MoreMenu(
            situation, acts, lambda name: deeds.ask(Effect(name)), self, has_crowd=is_on
        )

    def toggle_crowd(self) -> None:
        """Let made-up people talk in practice, or send them away."""
        toggle_crowd(self._studio.practice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < LOW_PX
        for part in (self.line, self.above, self.unsent):
            part.set_low(is_low)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
            self.view.refresh()
            self.search.refresh()
            self._on_situation(self._chat.situation)
        super().changeEvent(event)

    # ---- private ----

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.small, SPACING.small, SPACING.small, SPACING.small)
        rows.setSpacing(SPACING.small)
        # What comes and goes must not make the window higher.
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for page in (self.view, self.card, self.search.results, self.health):
            self.stage.add_page(page)
        for widget in (self.header, self.line, self.search, self.above):
            rows.addWidget(widget)
        rows.addWidget(self.stage, 1)
        rows.addWidget(self.unsent)
        rows.addWidget(self.write)

    def _connect(self) -> None:
        self.header.search_asked.connect(self.open_search)
        self.header.health_asked.connect(self._show_health)
        self.header.moderation_asked.connect(self.moderating.open)
        self.header.menu_asked.connect(self.open_menu)
        self.line.asked.connect(self._do)
        self.card.asked.connect(self._do)
        self.pin.unpin_asked.connect(lambda: self.deeds.ask(Pin(0)))
        self.pin.jump_asked.connect(self.jumps.show_seq)
        self.poll.end_asked.connect(lambda poll: self.deeds.ask(ClosePoll(poll)))
        self.poll.vote_asked.connect(lambda poll, option: self.deeds.ask(Vote(poll, option)))
        self.search.looked.connect(lambda _: self._show_page())
        self.search.closed.connect(self.view.setFocus)
        self.search.jump_asked.connect(self._on_hit)
        self.write.left.connect(self.view.setFocus)
        self.flow.filled.connect(self._show_page)
        self.flow.emptied.connect(self._show_page)
        for source in (self.deeds, self.export, self.sending, self.jumps):
            source.said.connect(self._hear_words)
        self.deeds.done.connect(self._on_done)
        self.rows.attach(self.view)
        self.rows.attach_found(self.search)
        self._timer.timeout.connect(self._tick)

    def _connect_chat(self) -> None:
        chat = self._chat
        chat.situation_changed.connect(self._on_situation)

    def _take_keys(self) -> None:
        everywhere: dict[str, Callable[[], object]] = {
            "Ctrl+F": self.open_search,
            "Ctrl++": self.reading.larger,
            "Ctrl+=": self.reading.larger,
            "Ctrl+-": self.reading.smaller,
            "Ctrl+0": self.reading.usual,
        }
        ChatKeys(self.write.box, everywhere)
        ChatKeys(self.search.line, everywhere)
        ChatKeys(self.search.results, everywhere | {"Esc": self.search.close_search})
        ChatKeys(self.view, everywhere | self.rows.keys(self.view))

    def _on_situation(self, situation: ChatSituation) -> None:
        if situation.is_online and not self._was_online:
            self.stage.say("", is_bad=False)  # whatever was said of being away
        self._was_online = situation.is_online
        self.header.show_situation(situation)
        room = situation.room
        self.pin.show_pin(room.pin, may_unpin=situation.may("settings"))
        votes = () if situation.counted is None else situation.counted.votes
        may_end, may_vote = situation.may("event"), situation.is_online
        self.poll.show_poll(room.poll, votes, may_end=may_end, may_vote=may_vote)
        capabilities = situation.capabilities if situation.is_online else frozenset()
        self.write.allow(situation.may("send"), capabilities)
        self._tick()

    def _row(self, item: object) -> ChatRow:
        is_struck = isinstance(item, Entry) and item.seq in self.flow.struck
        return self.presenter.row(item, is_struck)

    def _tick(self) -> None:
        """Show what goes on with the clock."""
        situation, now_s = self._chat.situation, self._now_s()
        words = state_words(situation, now_s)
        self.header.show_state(words)
        self.line.show_words(words)
        if not self.flow.has_rows or not situation.is_set_up:
            self.card.show_words(card_words(situation, now_s))
        self._show_page()
        self.above.tick(self._now_utc_s() * 1000)
        self.sending.tick()

    def _show_page(self) -> None:
        """Show the one of the pages that there is reason for."""
        if self.header.health.isChecked():
            page: QWidget = self.health
        elif self.search.isVisibleTo(self) and self.search.line.text().strip():
            page = self.search.results
        else:
            page = self.view if self.flow.has_rows else self.card
        self.stage.show_page(page)
        self.above.set_reading(page in (self.view, self.card))

    def _show_health(self, is_asked: bool) -> None:
        if is_asked:
            self.health.build()
        self._show_page()

    def _do(self, deed: StateDeed) -> None:
        if deed is StateDeed.RETRY:
            self._chat.retry_now()
        elif deed is StateDeed.SETTINGS:
            self.open_settings()
        elif deed is StateDeed.CROWD and not has_crowd(self._studio.practice):
            self.toggle_crowd()

    def _on_hit(self, hit: Hit) -> None:
        if not hit.is_here:
            words = self.tr("It was said before the chat began anew: it can be read only here.")
            self.stage.say(words, is_bad=False)
            return
        self.search.close_search()
        self.jumps.show_seq(hit.entry.seq)

    def _hear_words(self, words: str, is_bad: bool) -> None:
        self.stage.say(words, is_bad)
        self.moderating.say(words, is_bad)

    def _on_done(self, request: Request) -> None:
        if isinstance(request, Vote):
            self.poll.show_vote(request.poll, request.option)

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Chat"))
        self.view.setAccessibleName(self.tr("Messages of the chat"))
