"""A small architecture, its gates and a face on it, for tests of the engine."""

import threading

from cloud.artefacts import Artefact
from cloud.awsclient import Aws
from cloud.costs.values import Usage
from cloud.errors import ErrorCode, TemplateError
from cloud.models import StackEvent
from cloud.patterns.pattern import Pattern
from cloud.patterns.reading import read_pattern
from cloud.stacks.artefactstep import Workshop
from cloud.stacks.gates import Gates
from cloud.stacks.stacks import Stacks
from tests.fakes.formation import FakeFormation

HEAD = """
Metadata:
  Livedesk:
    Version: 1
    Title: {en: Toy, ja: おもちゃ}
    Summary: {en: Toy, ja: おもちゃ}
    Kind: live
    Source: {Document: none}
    Flow: []
    Practice: {Real: {en: a, ja: a}, Simulated: {en: b, ja: b}}
"""
TOY = (
    HEAD
    + """
    Groups:
      - Title: {en: All, ja: 全部}
        Fields:
          Size: {Title: {en: Size, ja: 大きさ}}
          Secret: {Title: {en: Secret, ja: 秘密}}
    Outputs: {Arn: channel-arn}
    Hooks:
      - {Kind: medialive-channel, Resource: Channel}
      - {Kind: empty-bucket, Resource: Bucket}
Parameters:
  Size: {Type: String, Default: small, AllowedValues: [small, large]}
  Secret: {Type: String, NoEcho: true, MinLength: 8}
Resources:
  Bucket: {Type: "AWS::S3::Bucket"}
  Table: {Type: "AWS::DynamoDB::Table", DeletionPolicy: RetainExceptOnCreate}
  Channel: {Type: "AWS::MediaLive::Channel"}
Outputs:
  Arn: {Value: !Ref Channel}
"""
)
STORE = (
    HEAD
    + """
    Outputs: {Bucket: artefact-bucket}
Resources:
  Bucket: {Type: "AWS::S3::Bucket"}
Outputs:
  Bucket: {Value: !Ref Bucket}
"""
)
CODED = (
    HEAD
    + """
    Needs: [artefacts]
    Groups:
      - Title: {en: All, ja: 全部}
        Fields:
          CodeBucket: {Title: {en: Bucket, ja: 箱}, Suggestion: artefact-bucket}
          CodeKey: {Title: {en: Key, ja: 鍵}, Suggestion: artefact-key, From: recorder}
Parameters:
  CodeBucket: {Type: String, MinLength: 1}
  CodeKey: {Type: String, MinLength: 1}
Resources:
  Function: {Type: "AWS::Lambda::Function"}
"""
)
SECRET = {"Secret": "correct-horse"}


def toy() -> Pattern:
    return read_pattern("toy", TOY)


PATTERNS = {"toy": toy(), "artefacts": read_pattern("artefacts", STORE)}
CODED_PATTERN = read_pattern("coded", CODED)


def find(pattern_id: str) -> Pattern:
    if pattern_id not in PATTERNS:
        raise TemplateError(ErrorCode.UNKNOWN_PATTERN, pattern=pattern_id)
    return PATTERNS[pattern_id]


def built_code(name: str) -> Artefact:
    return Artefact(f"functions/{name}-1234.zip", b"", "1234")


OPEN = Gates(
    lint=lambda pattern, region: "",
    retired=lambda pattern: None,
    regions=lambda pattern: ("us-east-1",),
    missing=lambda aws, pattern, stack: ((), "checked"),
    workshop=Workshop(built_code, lambda aws, bucket, built: built.key),
)


def at_once(stop: threading.Event, seconds: float) -> bool:
    """Wait for nothing."""
    return stop.is_set()


def stacks_on(aws: Aws, gates: Gates = OPEN) -> Stacks:
    return Stacks(aws, wait=at_once, gates=gates, find=find)


def built(formation: FakeFormation, stacks: Stacks, stack: str = "show") -> list[StackEvent]:
    """Build the toy and return what was told."""
    told: list[StackEvent] = []
    plan = stacks.plan(toy(), stack, SECRET)
    stacks.apply(plan, confirmed=stack, told=told.append, stop=threading.Event())
    assert formation.stack(stack).status == "CREATE_COMPLETE"
    return told


NO_USAGE = Usage()
