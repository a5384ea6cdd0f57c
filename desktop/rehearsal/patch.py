"""Tells by one part of a preview picture whether another scene is shown."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from encoder.scenes import Layer

SIDE_PX = 8
"""Coarse: what moves a little, or flickers, is not another scene."""


def patch_of(pixels: bytes, width: int, height: int, box: Layer) -> bytes:
    """Return the brightness of 8 x 8 fields of this layer's box in BGRA rows; b"" of no picture."""
    if not pixels:
        return b""
    picture = QImage(pixels, width, height, QImage.Format.Format_RGB32)
    part = picture.copy(
        QRect(
            round(box.x * width), round(box.y * height),
            round(box.width * width), round(box.height * height),
        )
    )  # fmt: skip
    small = part.scaled(
        SIDE_PX,
        SIDE_PX,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())  # of a name: the memory goes with the picture


def difference(one: bytes, other: bytes) -> float:
    """Return the mean difference in brightness of two patches, 0 to 255; 0 where one is missing."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)
