"""What a template says of itself in `Metadata: Livedesk:`; feeds form, price, plots and hooks.

A template that says anything else does not load. Names are CamelCase in the file, like the rest of
CloudFormation (languages are `en` and `ja`). Every text exists in English and Japanese.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

LogicalId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9]{1,255}$")]
"""Of a resource, a parameter or an output of the same template."""


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    en: Annotated[str, Meta(min_length=1)]
    ja: Annotated[str, Meta(min_length=1)]

    def in_(self, language: str) -> str:
        """Return the text in `language`, `ja` or anything else for English."""
        return self.ja if language == "ja" else self.en


class Kind(StrEnum):
    """What an architecture is for; the catalogue is grouped by it."""

    LIVE = "live"
    CHAT = "chat"
    MONITORING = "monitoring"
    FOUNDATION = "foundation"
    """What others need first, e.g. the bucket for code."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """Which pattern of the two documents it implements."""

    document: Literal["architectures", "monitoring", "none"]
    pattern: str = ""
    """As the document counts, e.g. `live 2`, `chat 3`."""
    note: Text | None = None
    """What is modern about it."""


class Suggestion(StrEnum):
    """What a field of the form is filled with, where the user has not said."""

    NONE = "none"
    OWN_ADDRESS_CIDR = "own-address-cidr"
    """This computer's public IPv4 address, as /32."""
    ARTEFACT_BUCKET = "artefact-bucket"
    """Output of the artefacts stack in the same account and region."""
    ARTEFACT_KEY = "artefact-key"
    """Key of the artefact whose name is in `From`, which is built and uploaded before."""
    STACK_OUTPUT = "stack-output"
    """An output with the role in `From` of another stack of the user's; all are offered."""


class Field(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """How one parameter appears in the form; its limits stand in the template's Parameters."""

    title: Text
    help: Text | None = None
    choices: dict[str, Text] = {}
    """Titles of the allowed values; a value without one is shown as it is."""
    unit: Text | None = None
    is_advanced: bool = False
    suggestion: Suggestion = Suggestion.NONE
    from_: str = ""
    """What the suggestion is of; `From` in the file."""


class Group(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """Fields that stand together."""

    title: Text
    fields: dict[LogicalId, Field]


class Basis(StrEnum):
    """What a price is multiplied by; `cloud.costs` makes the quantity of a Usage."""

    LIVE_HOUR = "live-hour"
    """While a stream is sent in, or the channel runs."""
    HOUR = "hour"
    """While the stack exists."""
    MONTH = "month"
    VIEWER_HOUR = "viewer-hour"
    DELIVERED_GB = "delivered-gb"
    """To viewers: viewer-hours times what one viewer receives in an hour, times `Amount`."""
    INGEST_GB = "ingest-gb"
    """Into packaging: live hours times `Amount` GB an hour."""
    EDGE_REQUEST = "edge-request"
    """Of players, in millions: `Amount` requests for each viewer and segment."""
    MESSAGE_SENT = "message-sent"
    """Of the chat, in millions, times `Amount`."""
    MESSAGE_DELIVERED = "message-delivered"
    """Of the chat, in millions: each message to each viewer, times `Amount`."""
    CONNECTION_MINUTE = "connection-minute"
    """Of the chat's viewers, in millions."""
    LIVE_MINUTE = "live-minute"
    """Writes, calls and events that a live minute causes, in millions, times `Amount`."""


class CostLine(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """One line of the price: what is paid, by what, under which choice."""

    title: Text
    price: str
    """Key in the price table, e.g. `medialive.output.hd.avc.30`."""
    per: Basis
    amount: Annotated[float, Meta(gt=0)] = 1.0
    times: tuple[LogicalId, ...] = ()
    """Numeric parameters to multiply with."""
    when: dict[LogicalId, tuple[str, ...]] = {}
    """Only while each of these parameters has one of these values."""
    resources: tuple[LogicalId, ...] = ()
    """Which cause it."""


class OutputRole(StrEnum):
    """What Livedesk does with an output."""

    SHOWN = "shown"
    """Nothing; it is only shown."""
    CHANNEL_ARN = "channel-arn"
    """An IVS channel; its key is fetched by this at go-live."""
    INGEST_ENDPOINT = "ingest-endpoint"
    """Host of the IVS ingest."""
    INGEST_URL = "ingest-url"
    """Where to publish to, without a key; a second one is `INGEST_URL_2`."""
    INGEST_URL_2 = "ingest-url-2"
    PLAYBACK_URL = "playback-url"
    MEDIALIVE_CHANNEL = "medialive-channel"
    """Its id; what start, stop and the clock need."""
    CHAT_URL = "chat-url"
    CHAT_TOKEN_FUNCTION = "chat-token-function"
    RECORDER_FUNCTION = "recorder-function"
    REPORT_FUNCTION = "report-function"
    SESSIONS_TABLE = "sessions-table"
    METRICS_TABLE = "metrics-table"
    ROLLUPS_TABLE = "rollups-table"
    DASHBOARD = "dashboard"
    ALERTS_TOPIC = "alerts-topic"
    ARTEFACT_BUCKET = "artefact-bucket"


class Metric(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """A series worth plotting."""

    title: Text
    namespace: str
    name: str
    dimensions: dict[str, str] = {}
    """Values are texts, or `@Output` for the value of an output; the last part of an ARN is taken
    where the value is `@Output/`."""
    statistic: Literal["Average", "Sum", "Maximum", "Minimum", "SampleCount"] = "Average"
    period_s: Annotated[int, Meta(gt=0)] = 60
    unit: str = ""
    region: str = ""
    """Where it is read, if not where the stack is (CloudFront: us-east-1)."""


class HookKind(StrEnum):
    """What has to be done beside CloudFormation; `cloud.stacks.hooks` knows each."""

    MEDIALIVE_CHANNEL = "medialive-channel"
    """Is started and stopped on its own, bills while it runs, and must be idle to be deleted."""
    EMPTY_BUCKET = "empty-bucket"
    """Must be empty to be deleted."""
    IVS_STREAM = "ivs-stream"
    """Is stopped before its channel is deleted."""


class Hook(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """One resource that needs it."""

    kind: HookKind
    resource: LogicalId


class FlowEnd(StrEnum):
    """Who stands outside of the stack in its picture."""

    DESKTOP = "@desktop"
    VIEWERS = "@viewers"
    OPERATOR = "@operator"
    CHANNELS = "@channels"
    """Of other stacks."""


class Flow(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """One arrow of the picture."""

    from_: str
    """A FlowEnd or a resource; `From` in the file."""
    to: str
    carries: Text | None = None
    """What goes along it."""
    is_control: bool = False
    """Orders and events rather than media or messages; drawn dashed."""


class Practice(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """What the practice account does with it."""

    real: Text
    """What really happens on this machine."""
    simulated: Text
    """What is only kept in books."""


class Livedesk(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """The block itself."""

    version: Literal[1]
    title: Text
    summary: Text
    """One or two sentences for the card."""
    kind: Kind
    source: Source
    flow: tuple[Flow, ...]
    practice: Practice
    groups: tuple[Group, ...] = ()
    """Every parameter stands in exactly one."""
    costs: tuple[CostLine, ...] = ()
    gb_per_viewer_hour: float = 0.0
    """What one viewer receives in an hour, by default; 0 where nothing is delivered."""
    outputs: dict[LogicalId, OutputRole] = {}
    metrics: tuple[Metric, ...] = ()
    hooks: tuple[Hook, ...] = ()
    regions: tuple[str, ...] = ()
    """Empty: everywhere where all its resource types exist."""
    needs: tuple[str, ...] = ()
    """Ids of architectures that must stand first."""
    order: int = 100
    """In the catalogue."""
