"""What an architecture implements, and what practice really does of it and only simulates."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.clouding.subject import Subject
from desktop.cloudwords import spoken
from desktop.language import translated
from desktop.panels.cloud.tab import CloudTab
from desktop.widgets.tokens import set_role


class AboutTab(CloudTab):
    """Headings with a few sentences each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("about", parent)
        self._parts: list[tuple[QLabel, QLabel]] = []
        for _ in range(4):
            heading, words = QLabel(self), QLabel(self)
            set_role(heading, "heading")
            set_role(words, "muted")
            words.setWordWrap(True)
            self._parts.append((heading, words))
            self.rows.addWidget(heading)
            self.rows.addWidget(words)
        self.rows.addStretch(1)

    def show_subject(self, subject: Subject) -> None:
        about = subject.pattern.about
        documents = {
            "architectures": self.tr("Pattern “{pattern}” of the architectures document."),
            "monitoring": self.tr("The monitoring document, {pattern}."),
            "none": "",
        }
        source = documents[about.source.document].format(pattern=translated(about.source.pattern))
        note = spoken(about.source.note) if about.source.note is not None else ""
        parts = (
            (self.tr("In short"), spoken(about.summary)),
            (self.tr("Where it comes from"), " ".join(filter(None, (source, note)))),
            (self.tr("What practice really does"), spoken(about.practice.real)),
            (self.tr("What practice only simulates"), spoken(about.practice.simulated)),
        )
        for (heading, words), (title, text) in zip(self._parts, parts, strict=True):
            heading.setText(title)
            words.setText(text)
            heading.setVisible(bool(text))
            words.setVisible(bool(text))
