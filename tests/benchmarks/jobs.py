"""The one job that is compared: a screen of 1920x1080 to H.264 and AAC by RTMP, told twice.

Both sides get the same scaler (bilinear), preset, tune, profile, number of threads (x264's own),
VBV, filler, keyframe interval and sound.
"""

from encoder.messages import GoLive
from encoder.scenes import Programme, single_scene
from encoder.settings import Canvas, Destination, Encoding, SourceSpec, StreamKey, VideoEncoding

BITRATE_BPS = 3_000_000
HD = Canvas(1280, 720, 30)
FULL_HD = Canvas(1920, 1080, 30)
KEY = StreamKey("practice-bench")


def screen(canvas: Canvas) -> Programme:
    """Show the captured screen, and nothing else."""
    return single_scene(canvas, SourceSpec("screen", {"show_cursor": False}))


def pattern(canvas: Canvas) -> Programme:
    """Show the pattern that flashes and beeps."""
    return single_scene(canvas, SourceSpec("pattern"))


def go_live(url: str, bitrate_bps: int = BITRATE_BPS) -> GoLive:
    """Publish to one server."""
    encoding = Encoding(VideoEncoding(bitrate_bps=bitrate_bps))
    return GoLive(encoding, (Destination(url, KEY),))


def ffmpeg_command(display: str, canvas: Canvas, bitrate_bps: int, url: str) -> list[str]:
    """Return the ffmpeg program's command for the same job."""
    gop = str(2 * canvas.fps)
    scale = f"scale={canvas.width}:{canvas.height}:flags=bilinear,format=yuv420p"
    return [
        *("ffmpeg", "-nostdin", "-loglevel", "error"),
        *("-f", "x11grab", "-framerate", str(canvas.fps), "-video_size", "1920x1080"),
        *("-draw_mouse", "0", "-i", display),
        *("-f", "lavfi", "-i", "anullsrc=sample_rate=48000:channel_layout=stereo"),
        *("-vf", scale, "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency"),
        *("-profile:v", "main", "-b:v", str(bitrate_bps), "-maxrate", str(bitrate_bps)),
        *("-bufsize", str(bitrate_bps), "-x264-params", "filler=1"),
        *("-g", gop, "-keyint_min", gop, "-sc_threshold", "0", "-bf", "0"),
        *("-c:a", "aac", "-b:a", "160k", "-f", "flv", url),
    ]
