"""The chat as it is read: follows the newest, stands still while one reads further up."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.chataccess import SpokenChat
from desktop.widgets.chatcanvas import KeyOf, Present
from desktop.widgets.chatselection import ChatSelection, Spot
from desktop.widgets.chatwindow import Anchor
from desktop.widgets.tokens import SPACING, set_role


class ChatView(SpokenChat):
    """Shows items as rows; `key_of` and `present` turn an item into its key and its row.

    Signals:
        unread_changed(int, int): so many came, so many of them mention the reader, since the end
            was on screen.
        read_up_to(int): the newest key that was on screen.
        link_clicked, author_clicked, reply_clicked: `ChatPointer`.
        row_activated, menu_asked: `ChatKeys`.
    """

    unread_changed = Signal(int, int)
    read_up_to = Signal(int)

    def __init__(
        self,
        present: Present,
        key_of: KeyOf,
        parent: QWidget | None = None,
        *,
        capacity: int = 2000,
    ) -> None:
        super().__init__(present, key_of, parent, capacity=capacity)
        self._unread = (0, 0)
        self._told_unread = (0, 0)
        self._read = 0
        self._bar = QPushButton(self)
        self._bar.setObjectName("chat-new")
        set_role(self._bar, "primary")
        self._bar.hide()
        self._bar.clicked.connect(self.jump_to_end)
        self._write_bar()

    @property
    def is_paused(self) -> bool:
        """It stands still, and does not follow the newest."""
        return not self._is_following

    @property
    def unread(self) -> tuple[int, int]:
        """How many came since the end was on screen, and how many of them are mentions."""
        return self._unread

    def append(self, items: Sequence[object], mentions: int = 0) -> None:
        """Add the newest; `mentions` of them are about the reader."""
        if not items:
            return
        self._ring.append(items)
        if QAccessible.isActive() and self.isVisible():
            self.announcer.hear(len(items), items[-1])
        if self._is_following and self.isVisible():
            self._touch()
            return
        self._unread = (self._unread[0] + len(items), self._unread[1] + mentions)
        self._touch(rows=self._is_following or self._is_roomy())
        if not self.isVisible():
            self._tell_unread()

    def merge(self, items: Sequence[object]) -> None:
        """Put items where their keys belong: those of a gap, or older ones; replaces equal keys."""
        self._ring.merge(items)
        for item in items:
            self._laid.pop(self._ring.key_of(item), None)
        self._keep_still()

    def remove(self, keys: Collection[int]) -> None:
        """Take these rows away."""
        if self._ring.remove(keys):
            self._keep_still()

    def replace(self, key: int, item: object) -> None:
        """Show `item` in place of the one with this key, if it is here."""
        if self._ring.replace(key, item):
            self._laid.pop(key, None)
            self._touch()

    def clear(self) -> None:
        """Forget every row."""
        self._ring.clear()
        self._laid.clear()
        self._read = 0
        self.jump_to_end()
        self._touch()

    def refresh(self) -> None:
        """Present every row anew, when language, names or highlights changed."""
        self._dress()

    def set_text_scale(self, scale: float) -> None:
        """Write so many times as large."""
        self._scale = scale
        self._dress()

    def set_compact(self, is_compact: bool) -> None:
        """Show more rows, with less room around them."""
        self._is_compact = is_compact
        self._dress()

    def set_last_read(self, key: int) -> None:
        """Draw a line below the row with this key; 0: none."""
        self._last_read = key
        self._touch()

    def jump_to_end(self) -> None:
        """Follow the newest again; nothing is selected any more."""
        self._follow(True)

    def show_key(self, key: int) -> bool:
        """Stand still with this row selected; False when it is not here any more."""
        position = self._ring.find(key)
        if position < 0:
            return False
        spot = Spot(position, key)
        self._select(ChatSelection(spot, spot, is_rows=True))
        self._anchor = Anchor(position, round(self._height() / 3))
        self._touch()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

    def _dress(self) -> None:
        super()._dress()
        self._told_unread = (-1, -1)  # in words of another language, perhaps
        self._write_bar()

    def _free_height(self) -> float:
        return self._height() if self._bar.isHidden() else float(self._bar.y())

    def _write_bar(self) -> None:
        self._bar.setToolTip(self.tr("Go to the newest message (End)"))

    def _is_roomy(self) -> bool:
        """There is room for more rows, though it stands still."""
        return not self._placed or self._placed[0].y > 0

    def _keep_still(self) -> None:
        """Let what is on screen stay where it is, though rows came or went."""
        self._touch()
        if not self._is_following:
            self._stand_still()
        if self._selection is not None:
            self._select(self._selection.found(self._ring.find))

    def _mark_text(self) -> str:
        return self.tr("New since you were here")

    def _on_followed(self) -> None:
        super()._on_followed()
        if self._is_following:
            self._unread = (0, 0)

    def _on_framed(self) -> None:
        super()._on_framed()
        if self._is_following:
            self._unread = (0, 0)
        self._tell_unread()
        if self._placed and self._is_following:
            newest = max(self.on_screen)
            if newest > self._read:
                self._read = newest
                self.read_up_to.emit(newest)

    def _tell_unread(self) -> None:
        if self._unread == self._told_unread:
            return
        self._told_unread = self._unread
        new, mentions = self._unread
        self._bar.setText(self._unread_text(new, mentions))
        self._place_bar()
        self._bar.setVisible(self.is_paused and new > 0)
        self.unread_changed.emit(new, mentions)

    def _unread_text(self, new: int, mentions: int) -> str:
        if not mentions:
            return self.tr("{new} new").format(new=new)
        if mentions == 1:
            return self.tr("{new} new, 1 mention").format(new=new)
        return self.tr("{new} new, {mentions} mentions").format(new=new, mentions=mentions)

    def _place_bar(self) -> None:
        hint = self._bar.sizeHint()
        area = self.viewport().geometry()
        width = min(area.width() - 2 * SPACING.normal, hint.width() + 2 * SPACING.wide)
        left = area.center().x() - width // 2
        self._bar.setGeometry(left, area.bottom() - hint.height() - 6, width, hint.height())
