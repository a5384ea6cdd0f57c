"""How streams and sessions look in the answers of Amazon IVS. Pure."""

from typing import Any

from cloud.practice.account.services.ivs.sessions import StreamSession, newest_first
from cloud.practice.messages import ChannelStatus, Media

_PROFILES = {0x42: "Baseline", 0x4D: "Main", 0x58: "Extended", 0x64: "High"}


def stream_answer(arn: str, status: ChannelStatus, session: StreamSession) -> dict[str, Any]:
    """Return a `Stream`."""
    return {
        "channelArn": arn,
        "streamId": session.stream_id,
        "playbackUrl": session.channel.get("playbackUrl", ""),
        "startTime": session.start,
        "state": status.state.value,
        "health": status.health.value,
        "viewerCount": status.viewers,
    }


def session_answer(session: StreamSession) -> dict[str, Any]:
    """Return a `StreamSession`."""
    answer: dict[str, Any] = {
        "streamId": session.stream_id,
        "startTime": session.start,
        "channel": session.channel,
        "truncatedEvents": [
            {"name": event.name, "type": event.kind, "eventTime": event.at}
            for event in newest_first(session)
        ],
    }
    if session.end is not None:
        answer["endTime"] = session.end
    if session.media != Media():
        answer["ingestConfigurations"] = _ingest(session.media)
    return answer


def _ingest(media: Media) -> dict[str, Any]:
    video, audio = [], []
    if media.video_codec:
        profile, level = _avc(media.video_codec)
        video.append(
            {
                "avcProfile": profile,
                "avcLevel": level,
                "profile": profile,
                "level": level,
                "codec": media.video_codec,
                "encoder": media.encoder,
                "targetBitrate": media.target_video_bitrate_bps,
                "targetFramerate": round(media.target_frame_rate),
                "videoHeight": media.height,
                "videoWidth": media.width,
                "track": "Track0",
            }
        )
    if media.audio_codec:
        audio.append(
            {
                "codec": media.audio_codec,
                "targetBitrate": media.target_audio_bitrate_bps,
                "sampleRate": media.sample_rate,
                "channels": media.audio_channels,
                "track": "Track0",
            }
        )
    return {"videoConfigurations": video, "audioConfigurations": audio}


def _avc(codec: str) -> tuple[str, str]:
    """Return profile and level of `avc1.PPCCLL` (RFC 6381)."""
    try:
        profile, _, level = bytes.fromhex(codec.rpartition(".")[2])
    except ValueError:
        return "", ""
    return _PROFILES.get(profile, str(profile)), f"{level // 10}.{level % 10}"
