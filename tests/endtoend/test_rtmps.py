"""RTMP inside TLS, against stunnel and a private authority: who is trusted, and who is not."""

from pathlib import Path

import pytest

from tests.endtoend.livedesk import Result, ffprobe, livedesk
from tests.endtoend.nginxrtmp import NginxRtmp
from tests.endtoend.stunnel import PrivateAuthority, Stunnel


@pytest.fixture
def authority(home: Path) -> PrivateAuthority:
    """A new private authority."""
    return PrivateAuthority(home / "authority")


def broadcast(port: int, data_dir: Path, *options: str | Path) -> Result:
    """Publish the pattern for two seconds over TLS."""
    return livedesk(
        "broadcast", "--to", f"rtmps://127.0.0.1:{port}/live", "--key-stdin", "--seconds", "2",
        "--size", "320x180", "--bitrate", "300k", "--json", "--data-dir", data_dir, *options,
        key="practice-endtoend", timeout_s=60,
    )  # fmt: skip


def test_a_server_of_the_trusted_authority_is_published_to(
    nginx: NginxRtmp, authority: PrivateAuthority, home: Path, data_dir: Path
) -> None:
    with Stunnel(home, authority.issue("IP:127.0.0.1"), nginx.rtmp_port) as tls:
        result = broadcast(tls.port, data_dir, "--ca-file", authority.file)
    nginx.stop()

    assert result.code == 0, result.messages
    assert result.json["frames"]["sent"] > 45
    (recording,) = nginx.recordings()
    kinds = {s["codec_name"] for s in ffprobe(recording, "-show_streams")["streams"]}
    assert kinds == {"h264", "aac"}


@pytest.mark.parametrize(
    ("name", "is_expired", "trusts", "reason"),
    [
        ("IP:127.0.0.1", False, False, "unable to get local issuer certificate"),
        ("IP:127.0.0.1", True, True, "expired"),
        ("DNS:other.example", False, True, "mismatch"),
    ],
    ids=["unknown authority", "expired", "another name"],
)
def test_a_server_that_can_not_prove_who_it_is_gets_nothing(
    nginx: NginxRtmp,
    authority: PrivateAuthority,
    home: Path,
    data_dir: Path,
    name: str,
    is_expired: bool,
    trusts: bool,
    reason: str,
) -> None:
    certificate = authority.issue(name, is_expired=is_expired)
    trusted = ("--ca-file", authority.file) if trusts else ()
    with Stunnel(home, certificate, nginx.rtmp_port) as tls:
        result = broadcast(tls.port, data_dir, *trusted)

    assert result.code == 5
    assert result.json["problem"]["code"] == "certificate-refused"
    assert reason in result.json["problem"]["message"]
    assert nginx.recordings() == []


def test_a_server_without_tls_is_given_up(nginx: NginxRtmp, data_dir: Path) -> None:
    result = broadcast(nginx.rtmp_port, data_dir, "--give-up", "3")

    assert result.code == 6
    assert "127.0.0.1 can't be reached" in result.messages


def test_a_ca_file_that_is_none_is_a_wrong_setting(data_dir: Path, home: Path) -> None:
    (home / "words.pem").write_text("no certificate")

    for wrong in (home / "words.pem", home / "missing.pem"):
        result = broadcast(1, data_dir, "--ca-file", wrong)
        assert result.code == 2
        assert str(wrong) in result.messages
