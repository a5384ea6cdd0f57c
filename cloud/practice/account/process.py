"""One practice account: its parts, its journal, its clock and its server, until nobody needs it."""

import logging
import os
import secrets
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from cloud.practice.account import behaviour, formation, services
from cloud.practice.account.clockwork import RepeatableTime, give_random, give_time
from cloud.practice.account.compaction import compacted
from cloud.practice.account.context import AccountClock, AccountContext, IngestLink
from cloud.practice.account.control import Controls, Owner, info_of
from cloud.practice.account.front import Front
from cloud.practice.account.homefiles import (
    AccountMemory,
    kept_folder,
    read_memory,
    remove_addresses,
    write_addresses,
    write_memory,
)
from cloud.practice.account.journal import CONTROL, Entry, Journal, UnreadableJournal
from cloud.practice.account.replay import Wsgi, asked, environ_of, replay
from cloud.practice.account.server import LOOPBACK, AccountServer, listen_again, moto_app
from cloud.practice.account.snapshot import with_snapshot
from cloud.practice.account.strict.checking import Strict
from cloud.practice.accountmessages import (
    ACCOUNT_ID,
    PROTOCOL_VERSION,
    AccountAddresses,
    AccountInfo,
)

TICK_S = 0.5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """How an account is started."""

    home: Path
    idle_s: float = 10.0
    """Ends when nobody has called it for so long."""
    is_held: bool = False
    """Ends only when told to."""


class AccountProcess:
    """Run it once; moto's books belong to the whole process. Raises OSError."""

    def __init__(self, options: Options, ingest: IngestLink) -> None:
        self._options = options
        self._home = options.home
        self._repeatable = RepeatableTime()
        self._context = AccountContext(options.home, AccountClock(self._repeatable), ingest)
        self._journal = Journal(kept_folder(options.home))
        self._token = secrets.token_urlsafe(32)
        self._used_s = time.monotonic()
        self._ending = threading.Event()
        self._clock_lock = threading.Lock()
        self._port = 0

    def run(self) -> None:
        """Serve until told to end, or unused. Raises UnreadableJournal: it was set aside."""
        listener = listen_again(read_memory(self._home).port)
        self._port = listener.getsockname()[1]
        context = self._context
        context.url = f"http://{LOOPBACK}:{self._port}"
        give_random()
        give_time(context.clock)
        app = moto_app()
        owner = Owner(
            self._info,
            self._touch,
            self._ending.set,
            self._journaled,
            self._advance,
            self._remember_control,
        )
        controls = Controls(context, owner, self._token)
        front = Front(app, context, self._journal, controls, Strict(context.clock).refusal)
        server = AccountServer(front, listener)
        try:
            for part in (formation, behaviour, services):
                part.install(context)
            self._remember(app)
            write_memory(self._home, AccountMemory(self._port))
            server.start()
            write_addresses(
                self._home, AccountAddresses(os.getpid(), PROTOCOL_VERSION, self._port, self._token)
            )
            self._touch()
            self._tick_until_unused()
            self._tidy(app)
        finally:
            remove_addresses(self._home)
            server.close()
            context.close()
            self._journal.close()

    def end(self) -> None:
        """Let `run` come to its end; may be called by a signal's handler."""
        self._ending.set()

    # ---- private ----

    def _remember(self, app: Wsgi) -> None:
        """Repeat the journal; one that can't be repeated is set aside for good."""
        try:
            entries = compacted(self._journal.entries(), self._context.clock.now_s())
            failures = replay(entries, self._journal, app, self._context, self._repeatable)
        except UnreadableJournal as error:
            _log.error("what was done before is forgotten: %s", error)
            self._journal.set_aside()
            raise
        except Exception as error:
            _log.exception("what was done before is forgotten")
            self._journal.set_aside()
            raise UnreadableJournal(type(error).__name__) from error
        # One that was wished for too late then would meet somebody else now.
        self._context.controls["formation/failures"](b"{}")
        if failures:
            _log.warning("%d calls of %d could not be repeated", failures, len(entries))
        self._journal.rewrite(entries)

    def _tidy(self, app: Wsgi) -> None:
        """Shorten the journal now that nobody waits."""

        def ask(entry: Entry) -> dict[str, Any]:
            environ = environ_of(entry, self._journal.body_of(entry), self._context.url)
            answer: dict[str, Any] = msgspec.json.decode(asked(environ, app)[1])
            return answer

        now_s = self._context.clock.now_s()
        try:
            with self._context.call_lock:
                entries = compacted(self._journal.entries(), now_s - self._context.clock.ahead_s)
                self._journal.rewrite(with_snapshot(entries, tables_in_use(), ask, now_s))
        except (OSError, UnreadableJournal, msgspec.DecodeError, KeyError) as error:
            _log.warning("the journal stays as long as it is: %r", error)

    def _tick_until_unused(self) -> None:
        while not self._ending.wait(TICK_S):
            with self._clock_lock:
                self._context.run_due()
            unused_s = time.monotonic() - self._used_s
            if unused_s >= self._options.idle_s and not self._options.is_held:
                return

    def _advance(self, seconds: float) -> None:
        context = self._context
        with self._clock_lock:
            with context.call_lock:
                context.clock.advance(seconds)
                self._journal.append(Entry(at_s=context.clock.now_s(), advance_s=seconds))
            context.run_due()
        self._touch()

    def _remember_control(self, name: str, body: bytes) -> None:
        at_s, kept = self._context.clock.now_s(), self._journal.keep_body(body)
        self._journal.append(Entry(at_s=at_s, method=CONTROL, path=name, body=kept))

    def _touch(self) -> None:
        self._used_s = time.monotonic()

    def _info(self) -> AccountInfo:
        return info_of(os.getpid(), self._context.url)

    def _journaled(self) -> int:
        return self._journal.count


def tables_in_use() -> list[tuple[str, str]]:
    """Return region and name of all tables that there are."""
    from moto.dynamodb.models import dynamodb_backends

    regions = dict(dynamodb_backends[ACCOUNT_ID])
    return [(region, table) for region, kept in regions.items() for table in kept.tables]
