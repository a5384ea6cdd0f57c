"""Desks of `livedesk cloud` on accounts made of fakes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cloud.awsclient import Aws
from cloud.pricelist import PriceList
from cloud.stacks.stacks import Stacks
from desktop.commands.cloudaccess import Ask, account_of
from desktop.commands.clouddesk import Desk
from desktop.commands.cloudwords import CloudWish
from tests.cloud.stacks.toys import OPEN, at_once
from tests.fakes.aws import FakeClient, fake_aws, refusal
from tests.fakes.formation import FakeFormation

NOWHERE = Path(os.devnull)
"""A data folder in which nothing can be written."""

SERVICES = {
    "ivs": FakeClient(
        get_channel=refusal("ResourceNotFoundException"),
        stop_stream=refusal("ChannelNotBroadcasting"),
        list_channels={"channels": []},
    ),
    "resourcegroupstaggingapi": FakeClient(get_resources={"ResourceTagMappingList": []}),
    "pricing": FakeClient(get_products=refusal("AccessDeniedException")),
    "service_quotas": FakeClient(list_service_quotas=refusal("AccessDenied")),
}


def desk_of(
    wish: CloudWish, formation: FakeFormation | None = None, typed: str = "", folder: Path = NOWHERE
) -> Desk:
    """A desk whose account has this CloudFormation, and at which somebody types this."""
    kept = formation or FakeFormation()

    @contextmanager
    def opened(wish: CloudWish, data_folder: Path, ask: Ask) -> Iterator[Aws]:
        yield fake_aws(account_of(wish), cloudformation=kept, **SERVICES)

    return Desk(wish, folder, lambda question: typed, opened, engine)


def engine(aws: Aws, prices: PriceList) -> Stacks:
    """The engine on real architectures, without waiting."""
    return Stacks(aws, wait=at_once, gates=EVERYWHERE, prices=prices.price)


EVERYWHERE = type(OPEN)(
    lint=OPEN.lint,
    retired=OPEN.retired,
    regions=lambda pattern: ("us-east-1", "ap-northeast-1"),
    missing=OPEN.missing,
    workshop=OPEN.workshop,
)
