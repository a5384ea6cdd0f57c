"""The layers of the scene shown, what can be added to it, and the options of the selected one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.bridges.studio import Studio
from desktop.editing.layers import Order
from desktop.panels.addmenu import AddMenu
from desktop.panels.inputwords import input_lamp, input_title, input_trouble, kind_icon
from desktop.panels.layercommands import LayerCommands
from desktop.panels.layermenu import LayerMenu
from desktop.panels.layeroptions import LayerOptions
from desktop.panels.previewediting import PopUp
from desktop.panels.section import Note, Section
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.layerlist import ROW_HEIGHT_PX, CellTexts, LayerList, LayerRow
from desktop.widgets.statuslamp import Lamp
from desktop.widgets.tokens import SPACING
from encoder.scenes import Layer

MOST_ROWS = 6


class LayersPanel(Section):
    """A list with the topmost layer first; everything in it can be undone."""

    def __init__(
        self, studio: Studio, parent: QWidget | None = None, *, pop_up: PopUp = QMenu.popup
    ) -> None:
        super().__init__("layers", parent)
        self._studio = studio
        self._editor = studio.editor
        self._pop_up = pop_up
        self._commands = LayerCommands(studio)
        self.list = LayerList("layers.list", self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = Note("layers.empty", "hint", self)
        self.add_button = QToolButton(self)
        self.add_button.setObjectName("layers.add")
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_menu = AddMenu(studio, self)
        self.add_button.setMenu(self.add_menu)
        self._tools: dict[str, QToolButton] = {}
        self.options = LayerOptions(studio, self)
        self._arrange()
        self._connect()
        self._retext()

    def tool(self, name: str) -> QToolButton:
        """Return one of the buttons below the list."""
        return self._tools[name]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() is QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.list.pressed_row.connect(self._editor.select)
        self.list.activated_row.connect(self._editor.select)
        self.list.visibility_asked.connect(self._commands.toggle_visible)
        self.list.lock_asked.connect(self._commands.toggle_locked)
        self.list.renamed.connect(self._commands.rename)
        self.list.moved.connect(self._on_moved)
        self.list.removal_asked.connect(self._on_removal)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self._studio.programme_changed.connect(self._show)
        self._studio.catalogue_changed.connect(self._show)
        self._studio.broadcast.situation_changed.connect(self._show)
        self._editor.selection_changed.connect(self._show)

    def _show(self) -> None:
        programme, selected = self._editor.programme, self._editor.layer
        self.add_button.setEnabled(bool(self._studio.catalogue))
        rows = [self._row(layer) for layer in reversed(programme.scene.layers)]
        self.list.show_rows(rows, None if selected is None else selected.id)
        self.list.setFixedHeight(min(MOST_ROWS, len(rows)) * ROW_HEIGHT_PX + 2)
        self.list.setVisible(bool(rows))
        self._empty.say("" if rows else self.tr("Nothing is shown here yet. Add a screen first."))
        # What is about the selected layer comes with it: one layer alone is one line.
        for tool in self._tools.values():
            tool.setVisible(selected is not None)
        self.options.show_selected()
        self.options.setVisible(self._editor.input is not None)

    def _row(self, layer: Layer) -> LayerRow:
        each = self._editor.programme.input(layer.input)
        title = input_title(self._studio, each)
        lamp = input_lamp(self._studio, each.id)
        states = [
            title,
            "" if layer.is_visible else self.tr("hidden"),
            self.tr("locked") if layer.is_locked else "",
            self.tr("not available") if lamp is Lamp.BAD else "",
        ]
        return LayerRow(
            layer.id,
            title,
            self.tr(", ").join(filter(None, states)),
            " ".join(filter(None, input_trouble(self._studio, each.id))),
            icon=kind_icon(each.source.kind),
            lamp=lamp,
            is_visible=layer.is_visible,
            is_locked=layer.is_locked,
        )

    def _on_moved(self, layer_id: str, row: int) -> None:
        self._commands.move_to(layer_id, len(self.list.rows) - 1 - row)

    def _on_removal(self, layer_id: str) -> None:
        self._editor.select(layer_id)
        self._commands.remove()

    def _on_menu(self, place: QPoint) -> None:
        layer = self._editor.layer
        if layer is not None:
            menu = LayerMenu(self._commands, layer, lambda: self.list.rename(layer.id), self)
            menu.aboutToHide.connect(menu.deleteLater)
            self._pop_up(menu, self.list.viewport().mapToGlobal(place))

    def _on_more(self) -> None:
        button = self._tools["more"]
        self._on_menu(self.list.viewport().mapFromGlobal(button.mapToGlobal(QPoint(0, 0))))

    def _arrange(self) -> None:
        self.heading_line.addWidget(self.add_button)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self._empty)
        line = QHBoxLayout()
        line.setSpacing(SPACING.tight)
        for name, act in self._acts().items():
            button = QToolButton(self)
            button.setObjectName(f"layers.{name}")
            button.setIconSize(QSize(16, 16))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, act=act: act())
            line.addWidget(button)
            self._tools[name] = button
        self.rows.addLayout(line)
        self.rows.addWidget(self.options)

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "raise": lambda: self._commands.order(Order.RAISE),
            "lower": lambda: self._commands.order(Order.LOWER),
            "duplicate": self._commands.duplicate,
            "more": self._on_more,
            "remove": self._commands.remove,
        }

    def _retext(self) -> None:
        self.set_title(self.tr("Layers"))
        self.list.setAccessibleName(self.tr("Layers of the scene, the topmost first"))
        self.add_button.setText(self.tr("Add"))
        self.add_button.setAccessibleName(self.tr("Add to the scene"))
        self.list.texts = CellTexts(
            show=self.tr("Show"), hide=self.tr("Hide"), lock=self.tr("Lock"),
            unlock=self.tr("Unlock"),
        )  # fmt: skip
        for name, text in (
            ("raise", self.tr("Raise")),
            ("lower", self.tr("Lower")),
            ("duplicate", self.tr("Duplicate")),
            ("more", self.tr("Place and more")),
            ("remove", self.tr("Remove")),
        ):
            self._tools[name].setToolTip(text)
            self._tools[name].setAccessibleName(text)
        self._dress()
        self._show()

    def _dress(self) -> None:
        self.add_button.setIcon(make_icon(IconName.ADD))
        for name, icon in (
            ("raise", IconName.RAISE),
            ("lower", IconName.LOWER),
            ("duplicate", IconName.COPY),
            ("more", IconName.ARRANGE),
            ("remove", IconName.REMOVE),
        ):
            self._tools[name].setIcon(make_icon(icon))
