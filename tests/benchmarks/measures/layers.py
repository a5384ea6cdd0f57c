"""What two more layers cost: a camera-size video and a logo, as a part of what ffmpeg costs."""

import statistics
import subprocess
from pathlib import Path

import msgspec
from PIL import Image, ImageDraw

from encoder.scenes import Input, Layer, Programme
from encoder.settings import SourceSpec
from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row


def run(bench: Bench) -> list[Row]:
    """Measure without, with, and ffmpeg in turns."""
    plain = jobs.screen(jobs.HD)
    layered = _with_layers(plain, bench.new_folder())
    found = [
        (bench.engine_cpu(plain), bench.engine_cpu(layered), bench.ffmpeg_cpu(jobs.HD))
        for _ in range(bench.runs)
    ]
    more = statistics.median((with_both - without) / ffmpeg for without, with_both, ffmpeg in found)
    without, with_both, _ = (statistics.median(column) for column in zip(*found, strict=True))
    name = "two layers more (320x180 video, logo), as a part of ffmpeg's CPU"
    note = "with both against without; the video is a file, so its decoder counts"
    return [Row(name, with_both, without, more, 0.15, "s", note)]


def _with_layers(programme: Programme, folder: Path) -> Programme:
    camera, logo = folder / "camera.mp4", folder / "logo.png"
    subprocess.run(
        [
            *("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30", "-t", "20"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(camera)),
        ],
        check=True,
    )
    picture = Image.new("RGBA", (256, 128))
    ImageDraw.Draw(picture).ellipse((8, 8, 248, 120), fill=(240, 80, 40, 200))
    picture.save(logo)
    scene = programme.scene
    layers = (
        *scene.layers,
        Layer("layer-camera", "camera", x=0.72, y=0.72, width=0.25, height=0.25),
        Layer("layer-logo", "logo", x=0.02, y=0.02, width=0.2, height=0.178),
    )
    return msgspec.structs.replace(
        programme,
        inputs=(
            *programme.inputs,
            Input("camera", SourceSpec("mediafile", {"path": str(camera)})),
            Input("logo", SourceSpec("image", {"path": str(logo)})),
        ),
        scenes=(msgspec.structs.replace(scene, layers=layers),),
    )
