"""The settings of the chosen architecture: its form, and this computer's address on demand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.bridges.cloud import Cloud
from desktop.bridges.cloudboard import problem_of
from desktop.clouding.subject import Subject
from desktop.cloudwords import trouble
from desktop.panels.cloud.form import ParameterForm
from desktop.panels.cloud.tab import CloudTab
from desktop.panels.section import Note


class FormTab(CloudTab):
    """One form at a time; what was typed for a stack stays until the window closes.

    Signals:
        changed(): another value.
    """

    changed = Signal()

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__("settings", parent)
        self._cloud = cloud
        self.form: ParameterForm | None = None
        """The one that is shown."""
        self._typed: dict[tuple[str, str], dict[str, str]] = {}
        self._made_for: tuple[str, str] = ("", "")
        self._asking = ""
        self.address_at_plan = ""
        self._problem = Note("cloud.settings.problem", "problem", self)
        self._hint = Note("cloud.settings.hint", "hint", self)
        self.rows.addWidget(self._problem)
        self.rows.addWidget(self._hint)
        self.rows.addStretch(1)

    @property
    def is_fine(self) -> bool:
        """Every value can be used."""
        return self.form is not None and self.form.check()

    def values(self) -> dict[str, str]:
        """Return what is chosen."""
        return {} if self.form is None else self.form.values()

    def take(self, subject: Subject) -> None:
        """Be about this from now on; other tabs need its values, seen or not."""
        self.subject = subject
        self.show_subject(subject)

    def show_subject(self, subject: Subject) -> None:
        wanted = (subject.pattern.id, subject.stack)
        if wanted != self._made_for:
            self._replace(subject)
        if self.form is not None:
            self.form.offer_outputs(tuple(subject.situation.stacks.values()))
            if self._typed.get(wanted) is None and subject.status is not None:
                self.form.set_values(subject.status.parameters)

    def _replace(self, subject: Subject) -> None:
        self._made_for = (subject.pattern.id, subject.stack)
        if self.form is not None:
            self.rows.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = ParameterForm(subject.pattern, self.widget())
        self.form.set_values(self._typed.get(self._made_for, {}))
        self.form.changed.connect(self._on_changed)
        self.form.address_wanted.connect(self._on_address_wanted)
        self.rows.insertWidget(0, self.form)
        self._say("", "")

    def _on_changed(self, values: dict[str, str]) -> None:
        self._typed[self._made_for] = values
        self.changed.emit()

    def _on_address_wanted(self, name: str) -> None:
        shown = self._made_for

        def take(address: str) -> None:
            if self._made_for == shown and self.form is not None:
                self._say("", "")
                self.form.set_value(name, f"{address}/32")

        def failed(error: Exception) -> None:
            problem = problem_of(error, "Asking for this computer's address")
            self._say(*trouble(problem, problem is None))

        self._cloud.own_address(take, failed)

    def _say(self, message: str, hint: str) -> None:
        self._problem.say(message)
        self._hint.say(hint)
