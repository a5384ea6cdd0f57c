"""What one does with the rows of the chat: menu, keys, links, cards, answers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from chatclient.messages import Entry, OwnChanged
from chatclient.wire.envelopes import User
from chatclient.wire.requests import Ban, Delete, Pin, Request, Timeout
from desktop.bridges.studio import Studio
from desktop.chatting.commands import USUAL_TIMEOUT_S
from desktop.chatting.rows import Presenter
from desktop.dialogs.chatcard import CardDialog
from desktop.dialogs.chatlink import LinkDialog
from desktop.panels.chatdeeds import ChatDeeds
from desktop.panels.chatflow import ChatFlow
from desktop.panels.chatmenu import MenuActs, RowMenu, add_person_actions, is_out_of_reach
from desktop.panels.chatsearch import ChatSearch
from desktop.panels.chatwrite import ChatWrite
from desktop.store.chatfindings import Hit
from desktop.widgets.chatview import ChatView


class RowDeeds(QObject):
    """Answers the view's signals; what is not allowed is neither offered nor done."""

    def __init__(
        self,
        studio: Studio,
        flow: ChatFlow,
        presenter: Presenter,
        deeds: ChatDeeds,
        write: ChatWrite,
    ) -> None:
        super().__init__(write)
        self._chat, self._on_screen = studio.chat, studio.on_screen
        self._flow, self._presenter = flow, presenter
        self._deeds, self._write = deeds, write
        self._window: QWidget = write

    def attach(self, view: ChatView) -> None:
        """Answer this view."""
        view.menu_asked.connect(self.open_menu)
        view.link_clicked.connect(self.ask_link)
        view.author_clicked.connect(self.open_card_of)
        view.row_activated.connect(self.reply_to)
        view.reply_clicked.connect(view.show_key)

    def attach_found(self, search: ChatSearch) -> None:
        """Answer what is done with the rows that were found."""
        view = search.results
        view.link_clicked.connect(self.ask_link)
        view.author_clicked.connect(lambda key: self._open_card_of_hit(search.hit(key)))
        view.menu_asked.connect(lambda key, place: self._open_menu_of_hit(search.hit(key), place))

    def keys(self, view: ChatView) -> dict[str, Callable[[], object]]:
        """Return what single keys do to the row that has the keyboard."""

        def act(do: Callable[[int], object]) -> Callable[[], object]:
            return lambda: do(view.selected_key)

        return {
            "R": act(self.reply_to),
            "I": act(self.open_card_of),
            "Del": act(partial(self._moderate, "delete", lambda entry, user: Delete(entry.seq))),
            "P": act(partial(self._moderate, "settings", lambda entry, user: Pin(entry.seq))),
            "T": act(
                partial(
                    self._moderate, "ban", lambda entry, user: Timeout(user.id, USUAL_TIMEOUT_S)
                )
            ),
            "B": act(partial(self._moderate, "ban", lambda entry, user: Ban(user.id))),
        }

    def open_menu(self, key: int, place: QPoint) -> None:
        """Open what can be done with a row."""
        self._open(self.menu_for(key), place)

    def menu_for(self, key: int) -> QMenu | None:
        """Return what can be done with a row, as a menu; None where it is gone."""
        entry = self._flow.entry(key)
        if entry is None:
            own = self._flow.own(key)
            return None if own is None else self._own_menu(own)
        return self.menu_of(entry)

    def menu_of(self, entry: Entry) -> RowMenu:
        """Return what can be done with a line of the chat."""
        show = self._on_screen.show if self._on_screen.is_possible else None
        acts = MenuActs(self._deeds.ask, self._reply, self.open_card, self.mention, show)
        text = self._presenter.row(entry).written()
        return RowMenu(entry, self._chat.situation, acts, text, self._window)

    def ask_link(self, link: str) -> LinkDialog:
        """Show where a link leads."""
        dialog = LinkDialog(link, self._window)
        dialog.open()
        return dialog

    def open_card_of(self, key: int) -> CardDialog | None:
        """Show who wrote a row."""
        entry = self._flow.entry(key)
        user = None if entry is None else entry.envelope.user
        return None if user is None else self.open_card(user)

    def open_card(self, user: User) -> CardDialog:
        """Show who somebody is."""
        situation = self._chat.situation
        may = situation.may("ban") or situation.may("delete")
        fill = partial(self._fill, user) if may and not is_out_of_reach(user, situation) else None
        dialog = CardDialog(user, situation, self._presenter.row, fill, self._window)
        dialog.mention_asked.connect(self.mention)
        alive = dialog.show_card
        gone: list[bool] = []
        dialog.destroyed.connect(lambda: gone.append(True))
        self._chat.card(user.id, lambda card: None if gone else alive(card))
        dialog.show()
        return dialog

    def reply_to(self, key: int) -> None:
        """Write an answer to a row."""
        entry = self._flow.entry(key)
        if entry is not None and entry.envelope.user is not None:
            self._reply(entry)

    def mention(self, user: User) -> None:
        """Begin or go on to write to somebody by name."""
        self._write.box.insert(f"@{user.name} ")

    # ---- private ----

    def _open(self, menu: QMenu | None, place: QPoint) -> None:
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def _open_card_of_hit(self, hit: Hit | None) -> None:
        if hit is not None and hit.entry.envelope.user is not None:
            self.open_card(hit.entry.envelope.user)

    def _open_menu_of_hit(self, hit: Hit | None, place: QPoint) -> None:
        # A number of an order that is gone stands for another message by now.
        if hit is not None and hit.is_here:
            self._open(self.menu_of(hit.entry), place)

    def _reply(self, entry: Entry) -> None:
        if entry.envelope.user is None or not self._chat.situation.may("send"):
            return
        row = self._presenter.row(entry)
        self._write.answer(entry.seq, row.author, row.text or row.stamp or row.amount)

    def _fill(self, user: User, menu: QMenu) -> None:
        add_person_actions(menu, user, self._chat.situation, self._deeds.ask)

    def _moderate(self, capability: str, make: Callable[[Entry, User], Request], key: int) -> None:
        entry, situation = self._flow.entry(key), self._chat.situation
        user = None if entry is None else entry.envelope.user
        if entry is None or user is None or not situation.may(capability):
            return
        request = make(entry, user)
        if not situation.can(type(request)):
            return
        if isinstance(request, Ban | Timeout) and is_out_of_reach(user, situation):
            return
        self._deeds.ask(request, user.name)

    def _own_menu(self, own: OwnChanged) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName("chat.menu")
        for name, title, act in (
            ("copy", self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(own.text)),
            ("retry", self.tr("Retry"), lambda: self._chat.retry(own.id)),
            ("discard", self.tr("Discard"), lambda: self._discard(own.id)),
        ):
            action = menu.addAction(title)
            action.setObjectName(f"chat.menu.{name}")
            action.triggered.connect(lambda _=False, do=act: do())
        return menu

    def _discard(self, own_id: str) -> None:
        self._flow.discard(own_id)
        self._chat.discard(own_id)
