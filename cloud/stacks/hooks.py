"""What CloudFormation does not do: start and stop what is paid by the hour, empty buckets."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from cloud.awsclient import Aws
from cloud.errors import CallRefused, ErrorCode, NotThere, StackError
from cloud.models import ResourceState, StackEvent
from cloud.patterns.metadata import HookKind
from cloud.patterns.pattern import Pattern
from cloud.stacks.pace import HOOK_TIMEOUT_S, Pace

MOST_DELETED = 1_000
"""Objects in one DeleteObjects."""


@dataclass(frozen=True, slots=True)
class Hooked:
    """A resource that needs a hook, and which."""

    kind: HookKind
    resource: ResourceState


def hooked(pattern: Pattern, resources: tuple[ResourceState, ...]) -> tuple[Hooked, ...]:
    """Return what of a stack's resources needs a hook; what has no physical id is not there."""
    by_id = {each.logical_id: each for each in resources if each.physical_id}
    return tuple(
        Hooked(hook.kind, by_id[hook.resource])
        for hook in pattern.about.hooks
        if hook.resource in by_id and by_id[hook.resource].status != "DELETE_COMPLETE"
    )


class Hooks:
    """Carries hooks out and tells it as events. Blocks; for one thread."""

    def __init__(
        self, aws: Aws, pace: Pace, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> None:
        self._aws = aws
        self._pace = pace
        self._told = told
        self._stop = stop

    def before_deletion(self, each: Hooked, *, is_kept: bool) -> None:
        """Bring it into a state in which it can be deleted. Raises StackError (NOT_STARTED).

        `is_kept`: it stays when the stack goes, so what is in it stays as well.
        """
        match each.kind:
            case HookKind.MEDIALIVE_CHANNEL:
                self.stop_channel(each.resource)
            case HookKind.IVS_STREAM:
                self._stop_stream(each.resource)
            case HookKind.EMPTY_BUCKET if not is_kept:
                self._empty_bucket(each.resource)

    # ---- MediaLive ----

    def start_channel(self, channel: ResourceState) -> None:
        """Start a MediaLive channel and wait until it runs; from then on it is paid."""
        if self._channel_state(channel) not in ("RUNNING", "STARTING"):
            self._aws.call("medialive", "start_channel", ChannelId=channel.physical_id)
        self._await_channel(channel, "RUNNING", "START")

    def stop_channel(self, channel: ResourceState) -> None:
        """Stop it and wait until it is idle; does nothing when it is, or is gone."""
        state = self._channel_state(channel)
        if state in ("IDLE", "DELETED", ""):
            return
        if state in ("RUNNING", "STARTING", "RECOVERING"):
            self._aws.call("medialive", "stop_channel", ChannelId=channel.physical_id)
        self._await_channel(channel, "IDLE", "STOP")

    def _await_channel(self, channel: ResourceState, wanted: str, word: str) -> None:
        self._tell(channel, f"{word}_IN_PROGRESS")
        state = ""

        def is_there() -> bool:
            nonlocal state
            state = self._channel_state(channel)
            return state == wanted

        if self._pace.until(is_there, self._stop, HOOK_TIMEOUT_S):
            self._tell(channel, f"{word}_COMPLETE")
        elif not self._stop.is_set():
            raise StackError(
                ErrorCode.NOT_STARTED,
                what=channel.logical_id,
                state=wanted,
                seconds=f"{HOOK_TIMEOUT_S:g}",
                found=state,
            )

    def _channel_state(self, channel: ResourceState) -> str:
        try:
            answer = self._aws.call("medialive", "describe_channel", ChannelId=channel.physical_id)
        except NotThere:
            return ""
        return str(answer["State"])

    # ---- IVS and S3 ----

    def _stop_stream(self, channel: ResourceState) -> None:
        try:
            self._aws.call("ivs", "stop_stream", channelArn=channel.physical_id)
        except NotThere:
            return
        except CallRefused as error:
            # Nobody is on air: a state and no failure, like StreamUnavailable of one just ending.
            if error.service_code not in ("ChannelNotBroadcasting", "StreamUnavailable"):
                raise
            return
        self._tell(channel, "STOP_COMPLETE")

    def _empty_bucket(self, bucket: ResourceState) -> None:
        name = bucket.physical_id
        batch: list[dict[str, str]] = []
        count = 0
        try:
            for items in ("Versions", "DeleteMarkers"):
                for each in self._aws.pages("s3", "list_object_versions", items, Bucket=name):
                    if self._stop.is_set():
                        return
                    batch.append({"Key": each["Key"], "VersionId": each["VersionId"]})
                    if len(batch) == MOST_DELETED:
                        self._delete(bucket, batch)
                        count, batch = count + len(batch), []
            if batch:
                self._delete(bucket, batch)
        except NotThere:
            return
        count += len(batch)
        self._tell(bucket, "EMPTY_COMPLETE", f"{count} object{'' if count == 1 else 's'}")

    def _delete(self, bucket: ResourceState, objects: list[dict[str, str]]) -> None:
        answer = self._aws.call(
            "s3",
            "delete_objects",
            Bucket=bucket.physical_id,
            Delete={"Objects": objects, "Quiet": True},
        )
        for error in answer.get("Errors", ()):
            raise StackError(
                ErrorCode.STACK_NOT_DELETED,
                stack=bucket.logical_id,
                resource=error.get("Key", bucket.physical_id),
                reason=error.get("Message") or error.get("Code", "?"),
            )

    def _tell(self, resource: ResourceState, status: str, reason: str = "") -> None:
        self._told(
            StackEvent(
                id=f"livedesk-{uuid4()}",
                at=self._pace.now(),
                logical_id=resource.logical_id,
                type=resource.type,
                status=status,
                reason=reason,
                physical_id=resource.physical_id,
            )
        )
