import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber

from cloud.awsclient import MOST_ATTEMPTS, Aws, ambient_credentials, profiles
from cloud.awserrors import MfaCancelled
from cloud.errors import (
    CallDenied,
    CallThrottled,
    CloudUnreachable,
    ErrorCode,
    SignInError,
)
from cloud.settings import Account, Mode

REAL_KEY = "AKIAIOSFODNN7EXAMPLE"
REAL_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
LIVE = Account(Mode.LIVE, "studio", "eu-west-1")
CONFIG = """
[profile studio]
region = us-east-1
endpoint_url = https://endpoint.invalid
[profile guarded]
role_arn = arn:aws:iam::123456789012:role/deployer
source_profile = studio
mfa_serial = arn:aws:iam::123456789012:mfa/me
"""
CREDENTIALS = """
[studio]
aws_access_key_id = AKIASTUDIOEXAMPLE000
aws_secret_access_key = studiostudiostudio
"""


class Listener:
    """Something on loopback that answers everything with nothing, and keeps what it was sent."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.requests.append((self.path, dict(self.headers)))
                self.send_response(200)
                body = b"{}" if self.path == "/ListChannels" else b""
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="listener")
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture
def real_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment of somebody who works with AWS all day."""
    config, credentials = tmp_path / "config", tmp_path / "credentials"
    config.write_text(CONFIG)
    credentials.write_text(CREDENTIALS)
    for name, value in {
        "AWS_ACCESS_KEY_ID": REAL_KEY,
        "AWS_SECRET_ACCESS_KEY": REAL_SECRET,
        "AWS_SESSION_TOKEN": "token",
        "AWS_PROFILE": "production",
        "AWS_ENDPOINT_URL": "https://endpoint.invalid",
        "AWS_ENDPOINT_URL_IVS": "https://ivs.invalid",
        "AWS_CONFIG_FILE": str(config),
        "AWS_SHARED_CREDENTIALS_FILE": str(credentials),
        "HTTP_PROXY": "http://proxy.invalid:1",
        "http_proxy": "http://proxy.invalid:1",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("real_environment")
def test_in_practice_nothing_of_the_environment_counts(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_USE_DUALSTACK_ENDPOINT", "true")
    monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")
    aws = Aws(Account(region="eu-west-1"), practice_url=listener.url)
    aws.call("ivs", "list_channels")
    aws.call("s3", "restore_object", Bucket="shows", Key="a")
    aws.close()

    assert [path.partition("?")[0] for path, _ in listener.requests] == [
        "/ListChannels",
        "/shows/a",
    ]
    for _, headers in listener.requests:
        assert "Credential=practice/" in headers["Authorization"]
        assert REAL_KEY not in str(headers)
        assert "X-Amz-Security-Token" not in headers


@pytest.mark.usefixtures("real_environment")
def test_keys_of_the_environment_are_refused_for_a_real_account() -> None:
    with pytest.raises(SignInError) as caught:
        Aws(Account(Mode.LIVE, "", "eu-west-1"))

    assert caught.value.problem.code is ErrorCode.AMBIENT_CREDENTIALS
    assert "AWS_ACCESS_KEY_ID" in str(caught.value)
    assert REAL_KEY not in str(caught.value)
    assert len(ambient_credentials()) == 3


def test_a_real_account_needs_a_profile() -> None:
    with pytest.raises(SignInError) as caught:
        Aws(Account(Mode.LIVE, "", "eu-west-1"))

    assert caught.value.problem.code is ErrorCode.NO_PROFILE_CHOSEN


@pytest.mark.usefixtures("real_environment")
def test_a_profile_that_is_not_there_is_named() -> None:
    with pytest.raises(SignInError) as caught:
        Aws(Account(Mode.LIVE, "nobody", "eu-west-1"))

    assert caught.value.problem.code is ErrorCode.PROFILE_NOT_FOUND
    assert profiles() == ("guarded", "studio")


@pytest.mark.usefixtures("real_environment")
def test_a_profile_brings_its_own_keys_and_no_endpoint() -> None:
    aws = Aws(LIVE)
    client = aws._client("ivs", "eu-west-1")
    credentials = client._request_signer._credentials

    assert credentials.access_key == "AKIASTUDIOEXAMPLE000"
    assert client.meta.endpoint_url == "https://ivs.eu-west-1.amazonaws.com"
    assert client.meta.config.retries["total_max_attempts"] == MOST_ATTEMPTS
    assert client.meta.config.retries["mode"] == "adaptive"
    aws.close()


@pytest.mark.usefixtures("real_environment")
def test_who_gives_no_code_is_not_signed_in(expected_log: Callable[[str, str], None]) -> None:
    expected_log("WARNING", "Refreshing temporary credentials failed")
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        raise MfaCancelled

    aws = Aws(Account(Mode.LIVE, "guarded", "eu-west-1"), ask_mfa=ask)
    with pytest.raises(SignInError) as caught:
        aws.call("ivs", "list_channels")
    aws.close()

    assert caught.value.problem.code is ErrorCode.MFA_CANCELLED
    assert len(asked) == 1


def test_practice_and_a_practice_address_belong_together() -> None:
    with pytest.raises(ValueError, match="practice URL"):
        Aws(Account())
    with pytest.raises(ValueError, match="practice URL"):
        Aws(LIVE, practice_url="http://127.0.0.1:1")


def test_an_account_that_does_not_answer_is_unreachable() -> None:
    session = StubbedSession()
    session.client("ivs", endpoint_url="http://127.0.0.1:1")
    aws = Aws(LIVE, session=session)
    with pytest.raises(CloudUnreachable) as caught:
        aws.call("ivs", "list_channels")
    aws.close()

    assert caught.value.problem.params["region"] == "eu-west-1"


class StubbedSession:
    """A session whose one client answers what the test says."""

    def __init__(self) -> None:
        self._made: Any = None

    def client(self, service_name: str, **how: Any) -> Any:
        if self._made is None:
            self._made = boto3.Session("AKIA", "secret").client(
                service_name,
                region_name="eu-west-1",
                endpoint_url=how.get("endpoint_url"),
                config=Config(retries={"total_max_attempts": 1}),
            )
        return self._made


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ThrottlingException", CallThrottled),
        ("ExpiredTokenException", SignInError),
        ("AccessDeniedException", CallDenied),
    ],
)
def test_what_the_service_refuses_is_one_of_our_errors(code: str, kind: type[Exception]) -> None:
    session = StubbedSession()
    aws = Aws(LIVE, session=session)
    with Stubber(session.client("ivs")) as stubber:
        stubber.add_client_error("list_channels", code)
        stubber.add_client_error("list_channels", code)
        with pytest.raises(kind):
            aws.call("ivs", "list_channels")
        with pytest.raises(kind):
            list(aws.pages("ivs", "list_channels", "channels"))
    aws.close()


def test_all_pages_are_given_one_after_the_other() -> None:
    session = StubbedSession()
    aws = Aws(LIVE, session=session)
    arn = "arn:aws:ivs:eu-west-1:123456789012:channel/"
    with Stubber(session.client("ivs")) as stubber:
        first = {"channels": [{"arn": f"{arn}a"}], "nextToken": "more"}
        stubber.add_response("list_channels", first)
        stubber.add_response("list_channels", {"channels": [{"arn": f"{arn}b"}]})
        found = [each["arn"] for each in aws.pages("ivs", "list_channels", "channels")]
    aws.close()

    assert found == [f"{arn}a", f"{arn}b"]


def test_an_identity_says_who_calls() -> None:
    session = StubbedSession()
    aws = Aws(LIVE, session=session)
    with Stubber(session.client("sts")) as stubber:
        answer = {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/me"}
        stubber.add_response("get_caller_identity", answer)
        identity = aws.identity()
    aws.close()

    assert (identity.account_id, identity.account) == ("123456789012", LIVE)
    assert identity.arn.endswith("user/me")


def test_an_operation_that_does_not_exist_is_a_mistake_of_ours() -> None:
    aws = Aws(LIVE, session=StubbedSession())
    with pytest.raises(AttributeError):
        aws.call("ivs", "no_such_operation")
    aws.close()
