"""Makes very large still pictures smaller once, before a layer has to scale them again and again.

A photo of 12 megapixels takes 50 ms to scale: longer than a picture is shown, at every step of a
layer that is being moved. Screens and cameras are left alone; each of their pictures is new.
"""

import math

import av
import numpy as np
from PIL import Image

from encoder.engine.layerpainter import has_alpha
from encoder.settings import Canvas

MOST_CANVASES = 2
"""How many times the canvas' pixels a still may have: enough to be shown enlarged by half."""


def is_oversized(frame: av.VideoFrame, canvas: Canvas) -> bool:
    """Tell whether the frame is a still (in the forms pictures in files have) and too large."""
    is_still = frame.format.name == "rgb24" or has_alpha(frame)
    return is_still and frame.width * frame.height > MOST_CANVASES * canvas.width * canvas.height


def made_smaller(frame: av.VideoFrame, canvas: Canvas) -> av.VideoFrame:
    """Return the same picture with as many pixels as are of use; takes up to 0.5 s."""
    pixels = "rgba" if has_alpha(frame) else "rgb24"
    image = Image.fromarray(frame.to_ndarray(format=pixels))
    most = MOST_CANVASES * canvas.width * canvas.height
    scale = math.sqrt(most / (frame.width * frame.height))
    size = max(1, int(frame.width * scale)), max(1, int(frame.height * scale))
    # Pillow weighs colours by alpha while it scales, so that clear parts bleed nothing.
    small = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    return av.VideoFrame.from_ndarray(np.asarray(small), pixels)
