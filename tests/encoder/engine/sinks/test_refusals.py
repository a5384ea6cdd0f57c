import pytest

from encoder.engine.sinks.refusals import refusal_of
from encoder.errors import ErrorCode
from encoder.rtmp import CommandRejected, PublishRejected

HOST = "ingest.example"


@pytest.mark.parametrize(
    ("code", "description", "meaning"),
    [
        ("NetStream.Publish.BadName", "Already publishing", ErrorCode.STREAM_TAKEN),
        ("NetStream.Publish.BadName", "stream is busy", ErrorCode.STREAM_TAKEN),
        ("NetStream.Publish.Denied", "Stream name in use.", ErrorCode.STREAM_TAKEN),
        ("NetStream.Publish.BadName", "needs a higher priority", ErrorCode.STREAM_TAKEN),
        ("NetStream.Publish.BadName", "", ErrorCode.KEY_REFUSED),
        ("NetStream.Publish.Unauthorized", "bad token", ErrorCode.KEY_REFUSED),
        ("NetStream.Publish.Failed", "disk full", ErrorCode.SERVER_REFUSED),
        ("", "", ErrorCode.SERVER_REFUSED),
    ],
)
def test_a_refused_publish_is_understood(code: str, description: str, meaning: ErrorCode) -> None:
    problem = refusal_of(PublishRejected(code, description), HOST).problem

    assert problem.code is meaning
    assert code in problem.message
    assert description in problem.message


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("NetConnection.Connect.InvalidApp", ErrorCode.APP_REFUSED),
        ("NetConnection.Connect.Rejected", ErrorCode.APP_REFUSED),
        ("NetConnection.Connect.Closed", ErrorCode.SERVER_REFUSED),
    ],
)
def test_a_refused_connect_is_understood(code: str, meaning: ErrorCode) -> None:
    problem = refusal_of(CommandRejected("connect", code, "No."), HOST).problem

    assert problem.code is meaning
    assert f"{code}: No." in problem.message


def test_a_key_that_can_not_be_cured_ends_it_and_a_taken_stream_does_not() -> None:
    refused = refusal_of(PublishRejected("NetStream.Publish.BadName", ""), HOST)
    taken = refusal_of(PublishRejected("NetStream.Publish.BadName", "already live"), HOST)

    assert refused.problem.is_final
    assert not taken.problem.is_final
