"""Puts the parts together that make the practice account do things by itself."""

from typing import ClassVar

from cloud.practice.account.behaviour import expiry, queues
from cloud.practice.account.behaviour.alarms.alarmservice import AlarmService
from cloud.practice.account.behaviour.alarms.alarmwatch import AlarmWatch
from cloud.practice.account.behaviour.audience import LeavingAudience
from cloud.practice.account.behaviour.errands import Errands
from cloud.practice.account.behaviour.events.bus import EventBus
from cloud.practice.account.behaviour.events.scheduling import Scheduling
from cloud.practice.account.behaviour.functions.functionservice import FunctionService
from cloud.practice.account.behaviour.functions.sandboxes import Sandboxes
from cloud.practice.account.behaviour.grafts import Grafts
from cloud.practice.account.behaviour.keeping import Keeper
from cloud.practice.account.behaviour.metrics.metricservice import MetricService
from cloud.practice.account.behaviour.refusals import Refusals
from cloud.practice.account.behaviour.scenarios import Ingest, Scenarios
from cloud.practice.account.behaviour.targets import Targets
from cloud.practice.account.behaviour.topics.delivery import HttpDelivery
from cloud.practice.account.behaviour.topics.selfcall import Confirmation
from cloud.practice.account.behaviour.topics.topicservice import TopicService
from cloud.practice.account.context import AccountContext
from cloud.practice.account.homefiles import kept_folder
from cloud.practice.accountmessages import Scenario
from cloud.practice.client import PracticeClient

ERRANDS_TICK_S = 1.0
QUEUES_TICK_S = 60.0
KEEPING_TICK_S = 10.0


class Liveliness:
    """Everything that is alive in one account; ends with its context."""

    current: ClassVar["Liveliness | None"] = None
    """Moto's books belong to the process, and so does what was put into moto."""

    def __init__(self, context: AccountContext, ingest: Ingest | None = None) -> None:
        self._context = context
        self._grafts = Grafts()
        self.errands = Errands(context.clock)
        self._sandboxes = Sandboxes(lambda: context.url)
        self._metrics = MetricService(context)
        self._functions = FunctionService(context, self.errands, self._sandboxes, self._measured)
        http = HttpDelivery(context, self.errands, queues.send)
        confirmation = Confirmation(context, self.errands)
        self._topics = TopicService(context, http, confirmation, self._functions.invoke_later)
        self._targets = Targets(context, self._functions.invoke_later, self._topics.publish)
        self._bus = EventBus(context, self.errands, self._targets.deliver)
        self._alarms = AlarmWatch(context, self._targets)
        self._keeper = Keeper(context, kept_folder(context.home))
        self._is_restored = False
        self._scenarios = Scenarios(ingest or PracticeClient(context.home), self.errands.do)

    def start(self) -> None:
        """Take moto's places and begin to tick."""
        if Liveliness.current is not None:
            Liveliness.current.close()
        Liveliness.current = self
        context = self._context
        context.at_end(self.close)
        self._targets.tell_rules(self._bus.emit)
        context.emit = self._bus.emit
        self._metrics.install(self._grafts)
        self._functions.install(self._grafts, self._targets.deliver)
        self._topics.install(self._grafts)
        self._bus.install(self._grafts)
        AlarmService(context, self._alarms).install(self._grafts)
        context.every(KEEPING_TICK_S, self._keep, "keeping")  # before anything else happens
        self._play()
        self._alarms.start()
        Scheduling(context, self._bus).start()
        context.every(ERRANDS_TICK_S, self.errands.start_due, "errands")
        context.every(expiry.TICK_S, self._expire, "expiry")
        context.every(QUEUES_TICK_S, self._measure_queues, "queues")

    def close(self) -> None:
        """Give moto's places back, and end threads and processes."""
        if Liveliness.current is self:
            Liveliness.current = None
        self._finish_keeping()
        self._grafts.undo()
        self._sandboxes.close()
        self.errands.close()
        self._scenarios.close()

    # ---- private ----

    def _play(self) -> None:
        context = self._context
        context.ingest = LeavingAudience(
            context.ingest, lambda name: self._scenarios.is_played(Scenario.VIEWER_DROP, name)
        )
        context.gates.append(Refusals(context.scenarios).gate)
        context.scenario_takers.append(self._scenarios.take)

    def _measured(self, region: str, function: str, measured: dict[str, float]) -> None:
        self._put(region, "AWS/Lambda", ("FunctionName", function), measured)

    def _keep(self) -> None:
        """At the first tick everything has been repeated; what it could not is put back."""
        if self._is_restored:
            self._keeper.keep()
        else:
            self._is_restored = True
            self._keeper.restore()

    def _finish_keeping(self) -> None:
        if self._is_restored:
            with self._context.call_lock:
                self._keeper.keep_all()

    def _expire(self) -> None:
        expiry.expire(self._context.clock.now_s())

    def _measure_queues(self) -> None:
        for region, name, measured in queues.waiting():
            self._put(region, "AWS/SQS", ("QueueName", name), measured)

    def _put(
        self, region: str, namespace: str, dimension: tuple[str, str], measured: dict[str, float]
    ) -> None:
        dimensions = [{"Name": dimension[0], "Value": dimension[1]}]
        self._metrics.put(
            region,
            namespace,
            [
                {
                    "MetricName": name,
                    "Dimensions": dimensions,
                    "Value": value,
                    "Unit": "Milliseconds" if name == "Duration" else "Count",
                }
                for name, value in measured.items()
            ],
        )
