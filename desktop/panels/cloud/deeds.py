"""What the buttons of the cloud page do: ask where it matters, then ask the cloud."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from cloud.patterns.metadata import Suggestion
from desktop.bridges.clouddoor import Order
from desktop.bridges.studio import Studio
from desktop.clouding.evidence import evidence_name, write_evidence
from desktop.clouding.situation import Deed
from desktop.clouding.subject import Subject
from desktop.cloudwords import money
from desktop.dialogs.cloudconfirm import CloudConfirmDialog, Question
from desktop.panels.cloud.architecture import picture_of
from desktop.panels.cloud.deedbar import is_running
from desktop.panels.cloud.detail import DetailPanel
from desktop.panels.cloud.evidencepicture import evidence_png
from desktop.panels.cloud.outputstab import place_count
from desktop.panels.destinationcard import card_name
from desktop.store.cloudchoice import CloudChannel
from desktop.widgets.colours import LIGHT
from desktop.widgets.flowpainter import flow_png, flow_svg

ChooseFile = Callable[[QWidget, str, str, str], str]


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Return the file that the user names; empty where there is none."""
    return QFileDialog.getSaveFileName(parent, title, name, kinds)[0]


class CloudDeeds(QObject):
    """Carries out what the detail panel is asked for."""

    def __init__(
        self,
        studio: Studio,
        detail: DetailPanel,
        parent: QWidget,
        *,
        choose_file: ChooseFile = ask_where_to_save,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._cloud = studio.cloud
        self._works = studio.cloud.works
        self._keeper = studio.keeper
        self._detail = detail
        self._window = parent
        self._choose_file = choose_file
        detail.wanted.connect(self.do)
        detail.resources.drift_wanted.connect(lambda: self.do("drift"))
        detail.outputs.destination_wanted.connect(self._use_as_destination)
        detail.check.check_wanted.connect(lambda: self.do("check"))
        detail.check.evidence_wanted.connect(lambda: self.do("evidence"))
        self._works.ended.connect(self._on_ended)
        detail.deeds.auto_stop_chosen.connect(self._on_auto_stop)
        detail.deeds.show_auto_stop(studio.keeper.settings.cloud.auto_stop_h)

    def do(self, name: str) -> None:
        """Do what this button says."""
        subject = self._detail.subject
        if subject is None:
            return
        deeds: dict[str, Callable[[Subject], object]] = {
            "plan": self._plan,
            "apply": self._apply,
            "start": self._start,
            "stop": lambda about: self._works.stop(about.stack),
            "destroy": self._destroy,
            "drift": self._drift,
            "check": lambda about: self._works.check(about.stack),
            "evidence": self._save_evidence,
            "svg": self._save_svg,
            "png": self._save_png,
        }
        deeds[name](subject)

    def _plan(self, subject: Subject) -> None:
        if not self._detail.form.is_fine:
            self._detail.show_tab("settings")
            return
        self._detail.show_tab("plan")
        values = self._detail.form.values()
        self._check_address(subject, values)
        self._works.plan(Order(subject.pattern, subject.stack, values, self._detail.usage))

    def _apply(self, subject: Subject) -> None:
        plan = subject.work.plan
        if plan is None:
            return
        lost = ", ".join(each.logical_id for each in plan.replaced)
        if subject.is_practice and not lost:
            self._do_apply(subject.stack, subject.stack)
            return
        price = plan.price
        cost = "" if price is None else self.tr("An hour live: {hour}. A month unused: {month}.")
        words = [
            self.tr("Changes in {region}: {count}.").format(
                count=len(plan.changes), region=subject.situation.account.region
            )
        ]
        if price is not None:
            words.append(
                cost.format(
                    hour=money(price.usd_per_live_hour), month=money(price.usd_per_month_idle)
                )
            )
        if lost:
            words.append(
                self.tr("Replaced or removed, with what they hold: {names}.").format(names=lost)
            )
        question = Question(
            self.tr("Apply the plan to {stack}?").format(stack=subject.stack),
            " ".join(words), self.tr("Apply"), bool(lost),
        )  # fmt: skip
        self._ask(question, subject, lambda typed: self._do_apply(subject.stack, typed))

    def _do_apply(self, stack: str, confirmed: str) -> None:
        self._detail.show_tab("events")
        self._works.apply(stack, confirmed)

    def _start(self, subject: Subject) -> None:
        hours = self._keeper.settings.cloud.auto_stop_h
        if subject.status is not None:
            self._check_address(subject, subject.status.parameters)
        if subject.is_practice:
            self._works.start(subject.stack, hours)
            return
        words = self.tr("It costs money from now on, whether anything is sent or not.")
        if hours:
            stops = self.tr("Livedesk stops it by itself after {hours} h, while it is open.")
            words = f"{words} {stops.format(hours=f'{hours:g}')}"
        title = self.tr("Start the channel of {stack}?").format(stack=subject.stack)
        question = Question(title, words, self.tr("Start"))
        dialog = CloudConfirmDialog(question, subject.stack, is_typed=False, parent=self._window)
        dialog.confirmed.connect(lambda _: self._works.start(subject.stack, hours))
        dialog.open()

    def _destroy(self, subject: Subject) -> None:
        kept = [each.logical_id for each in subject.pattern.resources if each.is_retained]
        words = [self.tr("Everything in it is removed; a running channel is stopped first.")]
        if kept:
            words.append(
                self.tr("Kept, because they hold data: {names}.").format(names=", ".join(kept))
            )
        question = Question(
            self.tr("Tear {stack} down?").format(stack=subject.stack),
            " ".join(words), self.tr("Tear down"), True,
        )  # fmt: skip
        self._ask(question, subject, lambda typed: self._do_destroy(subject.stack, typed))

    def _on_auto_stop(self, hours: float) -> None:
        settings = self._keeper.settings
        chosen = msgspec.structs.replace(settings.cloud, auto_stop_h=hours)
        self._keeper.change(msgspec.structs.replace(settings, cloud=chosen))
        self._detail.deeds.show_auto_stop(hours)
        subject = self._detail.subject
        if subject is not None and is_running(subject.situation.running, subject.stack):
            self._works.stop_by_itself(subject.stack, hours)

    def _check_address(self, subject: Subject, values: Mapping[str, str]) -> None:
        """Warn where only this computer is let in, and its address is another by now."""
        self._detail.plan.show_address_warning("", "")
        names = [
            each.name
            for each in subject.pattern.parameters
            if each.field.suggestion is Suggestion.OWN_ADDRESS_CIDR
        ]
        allowed = next((values[name] for name in names if values.get(name)), "")
        if subject.is_practice or not allowed.endswith("/32"):
            return
        was = allowed.removesuffix("/32")

        def take(now: str) -> None:
            self._detail.plan.show_address_warning(was, now)
            if was != now:
                self._detail.show_tab("plan")

        # That it can't be found out now is no reason to stop anybody.
        self._cloud.own_address(take, lambda error: None)

    def _use_as_destination(self) -> None:
        subject = self._detail.subject
        if subject is None or subject.status is None:
            return
        channel = CloudChannel(subject.situation.account, subject.stack)
        used = self._studio.destinations.use_channel(channel, place_count(subject.status))
        if used:
            self._studio.attention_asked.emit(f"{card_name(used)}.kind")
        else:
            words = self.tr("There is no room for another destination. Remove one first.")
            self._detail.say_trouble(words)

    def _do_destroy(self, stack: str, confirmed: str) -> None:
        self._detail.show_tab("events")
        self._works.destroy(stack, confirmed)

    def _drift(self, subject: Subject) -> None:
        self._detail.show_tab("resources")
        self._works.drift(subject.stack)

    def _ask(self, question: Question, subject: Subject, do: Callable[[str], None]) -> None:
        is_typed = not subject.is_practice
        dialog = CloudConfirmDialog(question, subject.stack, is_typed=is_typed, parent=self._window)
        dialog.confirmed.connect(do)
        dialog.open()

    def _save_svg(self, subject: Subject) -> None:
        picture = picture_of(subject.pattern, subject.status)
        title, kinds = self.tr("Save the picture"), self.tr("SVG pictures (*.svg)")
        name = self._choose_file(self._window, title, f"{subject.stack}.svg", kinds)
        if name:
            self._write(Path(name), lambda: flow_svg(picture, LIGHT))

    def _save_png(self, subject: Subject) -> None:
        picture = picture_of(subject.pattern, subject.status)
        title, kinds = self.tr("Save the picture"), self.tr("PNG pictures (*.png)")
        name = self._choose_file(self._window, title, f"{subject.stack}.png", kinds)
        if name:
            self._write(Path(name), lambda: flow_png(picture, LIGHT))

    def _write(self, file: Path, draw: Callable[[], bytes]) -> None:
        def write() -> None:
            file.write_bytes(draw())

        self._cloud.write_file(write, lambda _: None, lambda error: self._say_unsaved(file, error))

    def _save_evidence(self, subject: Subject) -> None:
        result = subject.work.check
        if result is None:
            return
        picture = picture_of(subject.pattern, subject.status)
        title, kinds = self.tr("Save the evidence"), self.tr("ZIP files (*.zip)")
        name = self._choose_file(self._window, title, evidence_name(result), kinds)
        if not name:
            return
        found, file = result, Path(name)
        self._cloud.write_file(
            lambda: write_evidence(file, found, evidence_png, flow_svg(picture, LIGHT)),
            lambda _: self._detail.check.saved.say(self.tr("Saved: {file}").format(file=file)),
            lambda error: self._say_unsaved(file, error),
        )

    def _say_unsaved(self, file: Path, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) else type(error).__name__
        words = self.tr("{file} could not be saved ({reason}). Choose another folder.")
        self._detail.say_trouble(words.format(file=file.name, reason=reason))

    def _on_ended(self, stack: str, deed: Deed) -> None:
        subject = self._detail.subject
        if subject is None or subject.stack != stack or subject.work.has_failed:
            return
        # Only who still watches the events is led on.
        if deed is Deed.APPLY and self._detail.tabs.page == "events" and subject.status is not None:
            self._detail.show_tab("outputs" if subject.status.outputs else "resources")
