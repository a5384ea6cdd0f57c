"""Editors of a form for what is written: a line, several lines, a file, a colour."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.colourfield import ColourField
from desktop.widgets.filefield import FileField
from desktop.widgets.formfield import Field
from desktop.widgets.linesfield import LinesField


class TextEditor:
    """A line of text, with a button where the schema asks for a file or a colour."""

    def __init__(self, field: Field, on_changed: Callable[[], None], parent: QWidget) -> None:
        self._is_nullable = field.is_nullable
        self._beside: FileField | ColourField | None = None
        if "x-file" in field.schema:
            self._beside = FileField(parent)
        elif "x-colour" in field.schema:
            self._beside = ColourField(parent, has_alpha=field.accepts("#00000000"))
        self._line = QLineEdit(parent) if self._beside is None else self._beside.line
        longest = field.schema.get("maxLength")
        if isinstance(longest, int):
            self._line.setMaxLength(longest)
        self.set_value(field.default)
        self._line.textChanged.connect(lambda _: on_changed())

    @property
    def widget(self) -> QWidget:
        return self._line if self._beside is None else self._beside

    @property
    def line(self) -> QLineEdit:
        """The line itself."""
        return self._line

    def value(self) -> object:
        text = self._line.text().strip()
        return None if self._is_nullable and not text else text

    def set_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        if text != self._line.text():
            self._line.setText(text)

    def retitle(self, translate: Callable[[str], str]) -> None:
        """Nothing to do: the text is the user's own."""


class LinesEditor:
    """Several lines of text."""

    def __init__(self, field: Field, on_changed: Callable[[], None], parent: QWidget) -> None:
        longest = field.schema.get("maxLength")
        lines = int(str(field.schema["x-lines"]))
        self._lines = LinesField(lines, longest if isinstance(longest, int) else None, parent)
        self.set_value(field.default)
        self._lines.edited.connect(on_changed)

    @property
    def widget(self) -> QWidget:
        return self._lines

    def value(self) -> object:
        return self._lines.toPlainText().strip()

    def set_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        if text != self.value():
            self._lines.show_text(text)

    def retitle(self, translate: Callable[[str], str]) -> None:
        """Nothing to do: the text is the user's own."""
