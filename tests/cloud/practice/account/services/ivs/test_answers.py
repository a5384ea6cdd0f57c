from datetime import UTC, datetime

from cloud.practice.account.services.ivs.answers import session_answer, stream_answer
from cloud.practice.account.services.ivs.sessions import StreamSession
from cloud.practice.messages import Media
from tests.cloud.practice.account.ingests import live_status

START = datetime(2026, 11, 21, tzinfo=UTC)


def test_a_stream_has_the_state_and_health_of_the_ingest() -> None:
    session = StreamSession("st-1", START, START)
    answer = stream_answer("arn", live_status(), session)

    assert (answer["state"], answer["health"], answer["startTime"]) == ("LIVE", "HEALTHY", START)


def test_of_a_codec_the_profile_and_level_are_told() -> None:
    session = StreamSession("st-1", START, START, media=Media(video_codec="avc1.4d0028"))
    (video,) = session_answer(session)["ingestConfigurations"]["videoConfigurations"]

    assert (video["avcProfile"], video["avcLevel"]) == ("Main", "4.0")


def test_a_codec_that_says_nothing_is_no_reason_to_fail() -> None:
    session = StreamSession("st-1", START, START, media=Media(video_codec="strange"))
    answer = session_answer(session)

    assert answer["ingestConfigurations"]["videoConfigurations"][0]["avcProfile"] == ""
    assert answer["ingestConfigurations"]["audioConfigurations"] == []
    assert "endTime" not in answer


def test_a_session_of_which_nothing_arrived_has_no_configuration() -> None:
    assert "ingestConfigurations" not in session_answer(StreamSession("st-1", START, START))
