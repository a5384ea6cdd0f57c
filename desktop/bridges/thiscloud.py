"""The real way to the cloud: boto3, the engine of stacks and the practice account, when needed."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cloud.patterns.metadata import Basis
from cloud.patterns.pattern import Pattern
from cloud.settings import Account
from desktop.bridges.clouddoor import AskMfa, CloudSide, Order, Quote, Role
from desktop.bridges.ownaddress import LOOPBACK, public_address

if TYPE_CHECKING:
    from cloud.stacks.gatesapart import GatesApart

DELIVERED = (Basis.VIEWER_HOUR, Basis.DELIVERED_GB, Basis.EDGE_REQUEST)


class ThisCloud:
    """A CloudDoor. Each method imports what it needs: most who stream need none of it."""

    def __init__(self, practice_home: Path, running_notes: Path, prices: Path) -> None:
        self._practice_home = practice_home
        self._running_notes = running_notes
        self._prices = prices
        self._lock = threading.Lock()
        self._gates: GatesApart | None = None

    def catalogue(self) -> tuple[Pattern, ...]:
        from cloud.patterns.catalogue import catalogue

        return catalogue()

    def quote(self, order: Order, region: str) -> Quote:
        from cloud.costs.audience import audience_load
        from cloud.pricelist import PriceList

        prices = PriceList(self._prices)
        price = prices.price(order.pattern, order.parameters, order.usage, region)
        if not any(line.per in DELIVERED for line in order.pattern.about.costs):
            return Quote(price)
        load = audience_load(
            order.pattern, order.parameters, order.usage, region, prices.rates(region)
        )
        return Quote(price, load)

    def regions(self, pattern: Pattern) -> tuple[str, ...]:
        return self._gatekeeper().regions(pattern)

    def profiles(self) -> tuple[str, ...]:
        from cloud.awsclient import profiles

        return profiles()

    def open(self, account: Account, ask_mfa: AskMfa) -> CloudSide:
        from cloud.pricelist import PriceList
        from cloud.running import RunningNotes
        from desktop.bridges.openaccount import open_account

        notes = RunningNotes(self._running_notes)
        prices, gates = PriceList(self._prices), self._gatekeeper()
        return open_account(account, ask_mfa, self._practice_home, notes, prices, gates)

    def has_noted(self, account: Account) -> bool:
        if account.is_practice or not self._running_notes.exists():
            return False
        from cloud.running import RunningNotes

        return RunningNotes(self._running_notes).has_any(account)

    def own_address(self, account: Account) -> str:
        return LOOPBACK if account.is_practice else public_address()

    def policy(self, role: Role, account_id: str, region: str) -> str:
        from cloud.policies import policy

        document = policy(role, account_id, region, "livedesk")
        return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()

    def _gatekeeper(self) -> "GatesApart":
        from cloud.stacks.gatesapart import GatesApart

        with self._lock:  # who remembers what a template was found to be
            self._gates = self._gates or GatesApart()
            return self._gates
