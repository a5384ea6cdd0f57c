"""A picture file such as a logo, with its transparency; read again when the file changes."""

import os
from pathlib import Path
from typing import Annotated

import av
import msgspec
import numpy as np
from msgspec import Meta
from PIL import Image, ImageOps, UnidentifiedImageError

from encoder.engine.sources.base import NowFunction, SourceKind
from encoder.engine.sources.keptpicture import KeptPicture
from encoder.errors import ErrorCode, SourceError
from encoder.settings import Canvas

LOOK_EVERY_S = 1.0
MAX_SIDE = 4096
"""Larger ones are made smaller at once: a photo of 100 megapixels would hold 400 MB."""


class ImageOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which file."""

    path: Annotated[
        str,
        Meta(
            title="File",
            description="A PNG, JPEG or WebP picture; transparent parts stay transparent. It is "
            "read again when the file changes.",
            extra_json_schema={"x-file": "image"},
        ),
    ] = ""


class ImageFile:
    """The picture in a file, read when the file differs from what was read last."""

    def __init__(self, path: str) -> None:
        self._path = path
        # Absolute: the engine's own folder says nothing to who typed the path.
        self._file = Path(os.path.abspath(Path(path).expanduser()))
        self._seen: tuple[int, int, int] | None = None

    def read(self) -> av.VideoFrame | None:
        """Return the picture, None where the file is the one read before; blocks.

        rgba where a part is transparent, else rgb24. Raises SourceError.
        """
        try:
            stat = self._file.stat()
        except OSError as error:
            raise SourceError(ErrorCode.FILE_MISSING, file=self._path) from error
        seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if seen == self._seen:
            return None
        self._seen = seen
        return self._decoded()

    def _decoded(self) -> av.VideoFrame:
        try:
            with Image.open(self._file) as image:
                image.draft("RGB", (MAX_SIDE, MAX_SIDE))  # JPEG: decoded smaller, in less memory
                image.load()
                return frame_of(ImageOps.exif_transpose(image))
        except UnidentifiedImageError as error:
            raise self._unreadable("it is damaged or not a picture") from error
        except Image.DecompressionBombError as error:
            raise self._unreadable("it is too large") from error
        except OSError as error:
            raise self._unreadable(error.strerror or "it is damaged") from error
        except (SyntaxError, ValueError) as error:  # how Pillow says that a file is broken inside
            raise self._unreadable("it is damaged") from error

    def _unreadable(self, reason: str) -> SourceError:
        return SourceError(ErrorCode.IMAGE_UNREADABLE, file=self._path, reason=reason)


def frame_of(image: Image.Image) -> av.VideoFrame:
    """Return the picture as rgba where a part is transparent, else as rgb24."""
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    if image.has_transparency_data:
        with_alpha = image.convert("RGBA")
        if with_alpha.getchannel("A").getextrema() != (255, 255):
            return av.VideoFrame.from_ndarray(np.asarray(with_alpha), "rgba")
    return av.VideoFrame.from_ndarray(np.asarray(image.convert("RGB")), "rgb24")


def open_image(options: ImageOptions, canvas: Canvas, now: NowFunction) -> KeptPicture:
    """Read the file; raises SourceError."""
    if not options.path:
        raise SourceError(
            ErrorCode.SOURCE_OPTIONS_INVALID, kind="image", reason="no file is chosen"
        )
    return KeptPicture("image", ImageFile(options.path).read, lambda: LOOK_EVERY_S)


KIND = SourceKind(kind="image", title="Image", options=ImageOptions, open=open_image)
