from PySide6.QtGui import QColor, QImage

from desktop.widgets.pngbytes import png_bytes


def test_the_picture_can_be_read_back(qapp: object) -> None:
    image = QImage(6, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#66ACFF"))

    again = QImage.fromData(png_bytes(image))

    assert (again.width(), again.height()) == (6, 4)
    assert again.pixelColor(3, 2) == QColor("#66ACFF")
