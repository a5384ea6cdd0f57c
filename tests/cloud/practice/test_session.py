import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cloud.practice.messages import Health
from cloud.practice.playback import FolderStore, Playback
from cloud.practice.session import Session
from encoder.rtmp import MediaError, TagType
from tests.cloud.practice.clips import SAMPLE_RATE, Message, configurations, frames


def with_session(home: Path, act: Callable[[Session, Playback], Awaitable[None]]) -> None:
    """Give `act` a session that begins at second 0."""

    async def run() -> None:
        with ThreadPoolExecutor(1) as disk:
            playback = Playback(FolderStore(home / "media"), disk, 1)
            await act(Session(playback, 0, 1e9), playback)
            await playback.close()

    asyncio.run(run())


def fed(session: Session, message: Message) -> None:
    at_s = message.timestamp_ms / 1000
    take = session.video if message.kind is TagType.VIDEO else session.audio
    take(message.timestamp_ms, message.body, at_s, 1e9 + at_s)


def test_what_arrives_is_described_measured_and_played(home: Path) -> None:
    async def act(session: Session, playback: Playback) -> None:
        session.describe({"encoder": "an encoder", "framerate": 25.0, "videodatarate": 300.0})
        for message in [*configurations(), *frames(5)]:
            fed(session, message)
        assert session.health(5) is Health.HEALTHY
        session.end(5, is_orderly=True)
        media, measured = session.media, session.measurements(5, 1)

        assert (media.width, media.height, media.target_frame_rate) == (320, 180, 25)
        assert media.video_codec.startswith("avc1.42")
        assert (media.audio_codec, media.sample_rate, media.audio_channels) == (
            "mp4a.40.2",
            SAMPLE_RATE,
            2,
        )
        assert (media.encoder, media.target_video_bitrate_bps) == ("an encoder", 300_000)
        assert measured.last_second.frame_rate == 25
        assert measured.keyframe_interval_s == 2
        await playback.close()
        assert (playback.playlist(5) or "").count(".m4s") == 3

    with_session(home, act)


def test_metadata_that_makes_no_sense_is_left_out(home: Path) -> None:
    async def act(session: Session, playback: Playback) -> None:
        session.describe(
            {
                "encoder": 3.0,
                "framerate": float("nan"),
                "videodatarate": float("inf"),
                "audiodatarate": -5.0,
            }
        )
        assert session.media.encoder == ""
        assert session.media.target_frame_rate == 0
        assert session.media.target_video_bitrate_bps == 0
        assert session.media.target_audio_bitrate_bps == 0

    with_session(home, act)


@pytest.mark.parametrize(
    "message",
    [
        Message(TagType.VIDEO, 0, b"\x17"),
        Message(TagType.VIDEO, 0, b"\x12" + bytes(20)),
        Message(TagType.VIDEO, 0, b"\x17\x00\x00\x00\x00" + bytes(20)),
        Message(
            TagType.VIDEO,
            0,
            b"\x17\x00\x00\x00\x00\x01\x64\x00\x1f\xff\xe1\x00\x05\x67\x64\x00\x1f\xff\x01\x00\x01\x68",
        ),
        Message(TagType.AUDIO, 0, b"\x2f" + bytes(20)),
        Message(TagType.AUDIO, 0, b"\xaf\x00" + b"\x17\x80\x00\x00\x00"),
    ],
)
def test_media_that_is_none_ends_the_session(home: Path, message: Message) -> None:
    async def act(session: Session, playback: Playback) -> None:
        with pytest.raises(MediaError):
            fed(session, message)

    with_session(home, act)
