"""A room for tests: people with their claims, and a log that numbers what the rules draft."""

from collections.abc import Sequence

from chatclient.wire.envelopes import PRIVATE, Envelope, Role, User
from chatclient.wire.requests import CAPABILITIES, Request
from cloud.chatserver.log import Draft
from cloud.chatserver.rules import Known, Verdict, judge, named
from cloud.chatserver.state import RoomState
from cloud.chatserver.tokens import Claims

ROOM = "show"
START_MS = 1_800_000_000_000


def claims(
    user_id: str = "aki",
    role: Role = Role.VIEWER,
    capabilities: Sequence[str] | None = None,
    badges: tuple[str, ...] = (),
) -> Claims:
    """Return who somebody is."""
    may = CAPABILITIES[role] if capabilities is None else frozenset(capabilities)
    user = User(user_id, user_id.title(), role, badges)
    return Claims(user, ROOM, frozenset(may), START_MS + 300_000, "one")


VIEWER = claims()
MODERATOR = claims("mo", Role.MODERATOR)
HOST = claims("hana", Role.HOST)


class Room:
    """Judges, numbers and folds, as a node and its log do."""

    def __init__(self) -> None:
        self.state = RoomState()
        self.log: list[Envelope] = []
        self.now_ms = START_MS

    def ask(self, request: Request, who: Claims = VIEWER, votes: tuple[int, ...] = ()) -> Verdict:
        """Let somebody ask for something; what comes of it is in the log."""
        number = named(request)
        found = next((envelope for envelope in self.log if envelope.seq == number), None)
        verdict = judge(self.state, request, who, self.now_ms, Known(found, votes))
        self.append(*verdict.drafts)
        return verdict

    def append(self, *drafts: Draft) -> None:
        """Number what was drafted."""
        for draft in drafts:
            envelope = Envelope(
                len(self.log) + 1, draft.kind, draft.at_ms, user=draft.user, body=draft.body
            )
            self.log.append(envelope)
            self.state.fold(envelope)

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.now_ms += int(seconds * 1000)

    def public(self) -> list[Envelope]:
        """Return what everybody sees."""
        return [envelope for envelope in self.log if envelope.kind not in PRIVATE]

    def private(self) -> list[Envelope]:
        """Return what only moderators see."""
        return [envelope for envelope in self.log if envelope.kind in PRIVATE]
