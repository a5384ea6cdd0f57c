from importlib.metadata import version

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.dialogs.about import AboutDialog


def test_it_tells_version_and_licences(stage: QWidget) -> None:
    dialog = AboutDialog(stage)
    dialog.open()

    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert version("livedesk") in texts
    assert "LGPL" in texts
    assert "GPL" in texts

    close = dialog.findChild(QPushButton, "about.close")
    assert close is not None
    close.click()
    assert not dialog.isVisible()
