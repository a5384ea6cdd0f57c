"""Streams of Amazon IVS: what the practice ingest really receives, its sessions, its events."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from moto.moto_api._internal import mock_random

from cloud.practice.account.context import AccountContext
from cloud.practice.account.homefiles import kept_folder
from cloud.practice.account.services.announcing import announce
from cloud.practice.account.services.ivs.answers import session_answer, stream_answer
from cloud.practice.account.services.ivs.books import Books, Record, ingest_name
from cloud.practice.account.services.ivs.channels import public
from cloud.practice.account.services.ivs.measuring import Measuring
from cloud.practice.account.services.ivs.sessions import (
    SessionBook,
    SessionEvent,
    StreamSession,
    decode,
    encode,
)
from cloud.practice.account.services.ownservice import Handler, Parameters, Refused, page
from cloud.practice.messages import ChannelStatus, StreamState

SESSIONS_FILE = "ivs-sessions.json"
MOST = 100
LONGEST_METADATA_BYTES = 1024
_log = logging.getLogger(__name__)


class Streams:
    """Answers what is asked of streams; `look` is called every second."""

    def __init__(self, context: AccountContext, books: Mapping[str, Books]) -> None:
        self._context = context
        self._books = books
        self._file = kept_folder(context.home) / SESSIONS_FILE
        self._sessions = self._kept()
        self._measuring = Measuring()

    def handlers(self) -> dict[str, Handler]:
        """Return the operations that are answered here."""
        return {
            "GetStream": self._get,
            "ListStreams": self._list,
            "ListStreamSessions": self._list_sessions,
            "GetStreamSession": self._get_session,
            "StopStream": self._stop,
            "PutMetadata": self._put_metadata,
        }

    def look(self) -> None:
        """See what arrives on every channel, keep books of it, announce it, measure it."""
        now = self._context.clock.now()
        happened = False
        for books in list(self._books.values()):
            seen = [(arn, self._observed(books, arn, now)) for arn in list(books.channels)]
            happened = happened or any(events for _, (_, events) in seen)
            live = {arn: status for arn, (status, _) in seen if _is_live(status)}
            self._measuring.measure(books.region, live, now.timestamp())
        gone = self._sessions.sessions.keys() - {
            arn for books in self._books.values() for arn in books.channels
        }
        for arn in gone:
            self._sessions.forget(arn)
        if happened or gone:
            self._keep()

    # ---- private ----

    def _observed(
        self, books: Books, arn: str, now: datetime
    ) -> tuple[ChannelStatus | None, list[SessionEvent]]:
        """Look at one channel, and announce what has happened."""
        status = self._context.ingest.status(ingest_name(arn))
        events = self._sessions.observe(arn, status, now, _new_stream_id)
        session = next(iter(self._sessions.sessions.get(arn, ())), None)
        for event in events:
            assert session is not None
            session.channel = session.channel or _snapshot(books.channels[arn])
            detail = {
                "event_name": event.name,
                "channel_name": books.channels[arn]["name"],
                "stream_id": session.stream_id,
            }
            announce(self._context, "aws.ivs", event.kind, detail, [arn])
        return status, events

    def _live(self, region: str, arn: str) -> tuple[ChannelStatus, StreamSession]:
        """Return the stream that is live; raises Refused."""
        books = self._books[region]
        books.channel(arn)
        status, events = self._observed(books, arn, self._context.clock.now())
        if events:
            self._keep()
        session = self._sessions.live(arn)
        if status is None or session is None:
            raise Refused("ChannelNotBroadcasting", "The channel is not broadcasting.")
        return status, session

    def _get(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        arn = parameters["channelArn"]
        status, session = self._live(region, arn)
        return {"stream": stream_answer(arn, status, session)}

    def _list(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        wanted = (parameters.get("filterBy") or {}).get("health")
        streams: list[Record] = []
        for arn in self._books[region].channels:
            status, session = (
                self._context.ingest.status(ingest_name(arn)),
                self._sessions.live(arn),
            )
            if status is None or session is None or wanted not in (None, status.health):
                continue
            stream = stream_answer(arn, status, session)
            del stream["playbackUrl"]
            streams.append(stream)
        shown, token = page(streams, parameters, most=MOST, names=("maxResults", "nextToken"))
        return {"streams": shown, **token}

    def _list_sessions(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        arn = parameters["channelArn"]
        self._books[region].channel(arn)
        rows = [
            {
                "streamId": session.stream_id,
                "startTime": session.start,
                "hasErrorEvent": session.has_error,
                **({"endTime": session.end} if session.end else {}),
            }
            for session in self._sessions.sessions.get(arn, ())
        ]
        shown, token = page(rows, parameters, most=MOST, names=("maxResults", "nextToken"))
        return {"streamSessions": shown, **token}

    def _get_session(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        arn, wanted = parameters["channelArn"], parameters.get("streamId")
        self._books[region].channel(arn)
        for session in self._sessions.sessions.get(arn, ()):
            if wanted in (None, session.stream_id):
                return {"streamSession": session_answer(session)}
        raise Refused("ResourceNotFoundException", "There is no such stream session.")

    def _stop(self, region: str, parameters: Parameters) -> None:
        if self._context.is_replaying:
            return
        arn = parameters["channelArn"]
        self._live(region, arn)
        self._context.ingest.kick(ingest_name(arn))

    def _put_metadata(self, region: str, parameters: Parameters) -> None:
        if self._context.is_replaying:
            return
        if not 1 <= len(parameters["metadata"].encode()) <= LONGEST_METADATA_BYTES:
            raise Refused("ValidationException", "Metadata has 1 to 1024 bytes.")
        self._live(region, parameters["channelArn"])

    def _kept(self) -> SessionBook:
        try:
            return decode(self._file.read_bytes())
        except FileNotFoundError:
            return SessionBook()
        except (OSError, msgspec.DecodeError) as error:
            _log.warning("the stream sessions of before can't be read: %s", error)
            return SessionBook()

    def _keep(self) -> None:
        try:
            beside = self._file.with_suffix(".new")
            beside.write_bytes(encode(self._sessions))
            beside.replace(self._file)
        except OSError as error:
            _log.warning("the stream sessions can't be kept: %s", error.strerror)


def _is_live(status: ChannelStatus | None) -> bool:
    return status is not None and status.state is StreamState.LIVE


def _snapshot(channel: Record) -> Record:
    addresses = {"ingestEndpoint": "_endpoint", "playbackUrl": "_playback"}
    return {
        **public(channel),
        **{name: channel[own] for name, own in addresses.items() if own in channel},
    }


def _new_stream_id() -> str:
    return f"st-{mock_random.get_random_string(23)}"
