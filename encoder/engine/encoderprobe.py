"""Finds out, in a process of its own, which encoders really encode: `python -m ... NAME ...`.

A graphics driver may hang or crash; this process may, the engine may not. Each answer is one line
of JSON: the encoder's name, and why it can't be used ("" = it can).
"""

import faulthandler
import json
import sys

import av
from av.video.codeccontext import VideoCodecContext

from encoder.engine.codecs import MediaPacket, VideoEncoder
from encoder.engine.sources.pattern import PatternOptions, open_pattern
from encoder.errors import CodecError
from encoder.settings import Canvas, VideoEncoding

FRAMES = 10
TRIAL_CANVAS = Canvas(1280, 720, 30)
GIVE_UP_S = 15.0
"""A driver that hangs is ended with this process, even when nobody is left to do it."""


def why_not(
    name: str,
    canvas: Canvas = TRIAL_CANVAS,
    encoder_class: type[VideoEncoder] = VideoEncoder,
) -> str:
    """Encode ten moving pictures and decode them; return what went wrong, "" = nothing."""
    pattern = open_pattern(PatternOptions(), canvas, lambda: 0.0)
    try:
        encoder = encoder_class(canvas, VideoEncoding(encoder=name))
        packets: list[MediaPacket] = []
        for number in range(FRAMES):
            packets += encoder.encode(pattern.picture(number / canvas.fps), number)
        packets += encoder.flush()
    except CodecError as error:
        return error.problem.params["reason"]
    if len(packets) != FRAMES:
        return f"it gave {len(packets)} of {FRAMES} pictures"
    if not packets[0].is_keyframe:
        return "its first picture is no keyframe"
    try:
        shown = shown_by_a_player(encoder.avc_config, packets)
    except av.FFmpegError:
        return "its pictures can't be decoded"
    if [(frame.width, frame.height) for frame in shown] != [(canvas.width, canvas.height)] * FRAMES:
        return "its pictures are not decoded as they should be"
    return ""


def shown_by_a_player(avc_config: bytes, packets: list[MediaPacket]) -> list[av.VideoFrame]:
    """Return the pictures of a decoder that knows only the configuration."""
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata = avc_config
    shown = []
    for packet in packets:
        shown += decoder.decode(av.Packet(packet.payload))
    return shown + decoder.decode(None)


def main(names: list[str]) -> int:
    """Write an answer for each name."""
    faulthandler.dump_traceback_later(GIVE_UP_S, exit=True)
    for name in names:
        sys.stdout.write(json.dumps([name, why_not(name)]) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
