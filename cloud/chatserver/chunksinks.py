"""Where chunks of a chat are laid down for players: a folder, or an S3 bucket behind a CDN."""

import os
import tempfile
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

JSON = "application/json"


class SinkFailed(Exception):
    """It can't be written or read just now; to be tried again."""


class ChunkSink(Protocol):
    """Takes small files by path, `<live>/<name>.json`; blocks, and raises SinkFailed."""

    def write(self, path: str, body: bytes, caching: str) -> None:
        """Lay down a file, in place of the one before; `caching` is its Cache-Control."""
        ...

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none."""
        ...


class FolderSink:
    """Files in a folder. How long they may be cached is its web server's matter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, path: str, body: bytes, caching: str) -> None:
        place = self._folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            # Written beside and put in place: a player never reads half a file.
            number, beside = tempfile.mkstemp(prefix=".", dir=place.parent)
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(body)
                os.chmod(beside, 0o644)  # for a web server to read
                os.replace(beside, place)
            except OSError:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise SinkFailed(f"the folder of chunks: {error.strerror}") from error

    def read(self, path: str) -> bytes | None:
        try:
            return (self._folder / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SinkFailed(f"the folder of chunks: {error.strerror}") from error


class S3Client(Protocol):
    """What is used of boto3's client."""

    def put_object(self, **call: Any) -> dict[str, Any]:
        """See boto3."""
        ...

    def get_object(self, **call: Any) -> dict[str, Any]:
        """See boto3."""
        ...


class S3Sink:
    """Objects below a prefix of a bucket, with what a CDN needs to know of them."""

    def __init__(self, bucket: str, prefix: str = "", client: S3Client | None = None) -> None:
        """Use a bucket that exists, with boto3's own credentials.

        They need PutObject and GetObject below the prefix, and ListBucket: without it S3 answers
        "forbidden" for what is not there, and nothing can be resumed.
        """
        # boto3 takes a quarter of a second to import, and only who writes to S3 needs it.
        import botocore.exceptions

        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._client = client or _default_client()
        self._failures = (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError)

    def write(self, path: str, body: bytes, caching: str) -> None:
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=self._prefix + path,
                Body=body,
                ContentType=JSON,
                CacheControl=caching,
            )
        except self._failures as error:
            raise SinkFailed(f"the bucket {self._bucket}: {_reason(error)}") from error

    def read(self, path: str) -> bytes | None:
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)
            body: bytes = found["Body"].read()
        except self._failures as error:
            if _reason(error) == "NoSuchKey":
                return None
            raise SinkFailed(f"the bucket {self._bucket}: {_reason(error)}") from error
        return body


class UnknownSink(ValueError):
    """The name is of no place there is; the text is a whole sentence."""


def sink_for(name: str) -> ChunkSink:
    """Return the sink for a folder or for `s3://BUCKET/PREFIX`; raises UnknownSink."""
    if not name.startswith("s3://"):
        if not name:
            raise UnknownSink("Write a folder, or s3://BUCKET/PREFIX.")
        return FolderSink(Path(name).expanduser())
    place = urlsplit(name)
    if not place.netloc or place.query or "@" in place.netloc:
        raise UnknownSink("Write a bucket as s3://BUCKET/PREFIX.")
    return S3Sink(place.netloc, place.path)


def _default_client() -> S3Client:
    import boto3
    from botocore.config import Config

    patience = Config(
        connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 2}
    )
    client: S3Client = boto3.client("s3", config=patience)
    return client


def _reason(error: Exception) -> str:
    response = getattr(error, "response", None)
    return str(response["Error"]["Code"]) if response else type(error).__name__
