from importlib import resources

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from desktop.widgets.icon import IconName, make_icon


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", IconName)
def test_every_icon_is_there_and_shows_something(dressed: QApplication, name: IconName) -> None:
    image = make_icon(name).pixmap(24, 24).toImage()

    assert any(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )


def test_every_file_has_its_name() -> None:
    files = {file.name for file in (resources.files("resources") / "icons").iterdir()}

    assert {f"{name.value}.svg" for name in IconName} == {
        file for file in files if file.endswith(".svg")
    }


def test_a_line_icon_has_the_asked_colour(dressed: QApplication) -> None:
    image = make_icon(IconName.STOP, "#D7263D").pixmap(24, 24).toImage()

    assert QColor("#D7263D").name() in _colours(image)


def test_a_disabled_icon_is_paler(dressed: QApplication) -> None:
    icon = make_icon(IconName.COPY)

    assert icon.pixmap(24, 24, QIcon.Mode.Disabled).toImage() != icon.pixmap(24, 24).toImage()


def test_an_icon_is_drawn_once_in_each_colour(dressed: QApplication) -> None:
    first = make_icon(IconName.COPY).pixmap(24, 24)

    assert make_icon(IconName.COPY).pixmap(24, 24).cacheKey() == first.cacheKey()
    assert make_icon(IconName.COPY, "#D7263D").pixmap(24, 24).cacheKey() != first.cacheKey()
