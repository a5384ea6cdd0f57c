"""The top of the cloud page: PRACTICE or LIVE, who is calling where, and how that is."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cloud.outbox.sender import SenderPhase, SenderState
from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import AccountState, CloudSituation
from desktop.cloudwords import clock_time, region_title, trouble
from desktop.panels.section import Note
from desktop.widgets.badge import Air, Badge
from desktop.widgets.elidedlabel import ElidedLabel
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role

MANY_WAITING = 30
"""Events of a show: five minutes. Less is made up for soon, and nobody has to know."""


class AccountBadge(Badge):
    """Says whose account is changed: LIVE is a real one here, whether anything is sent or not."""

    @property
    def word(self) -> str:
        return self.tr("LIVE") if self.air is Air.LIVE else super().word


class Headline(QFrame):
    """Always in sight; which account is changed must never be a guess.

    Signals:
        account_wanted(): the user wants to choose another account.
    """

    account_wanted = Signal()

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.headline")
        set_role(self, "panel")
        self._cloud = cloud
        self.badge = AccountBadge(self)
        self.badge.setObjectName("cloud.badge")
        self.badge.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._who = ElidedLabel(self)
        self._who.setObjectName("cloud.identity")
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName("cloud.account.state")
        self.account_button = QPushButton(self)
        self.account_button.setObjectName("cloud.account")
        self.account_button.clicked.connect(self.account_wanted)
        self.retry_button = QPushButton(self)
        self.retry_button.setObjectName("cloud.account.retry")
        self.retry_button.clicked.connect(self._on_retry)
        self._problem = Note("cloud.account.problem", "problem", self)
        self._hint = Note("cloud.account.hint", "hint", self)
        self.line = QHBoxLayout()
        """What stands beside the badge; others may add to its end."""
        self.line.setSpacing(SPACING.normal)
        self.line.addWidget(self.badge)
        self.line.addWidget(self._who, 1)
        self.line.addWidget(self.lamp)
        self.line.addWidget(self.retry_button)
        self.line.addWidget(self.account_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.normal, SPACING.small)
        rows.setSpacing(SPACING.hair)
        rows.addLayout(self.line)
        rows.addWidget(self._problem)
        rows.addWidget(self._hint)
        self._record = Note("cloud.record", "problem", self)
        rows.addWidget(self._record)
        cloud.changed.connect(self._show)
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show(self, situation: CloudSituation) -> None:
        account = situation.account
        is_practice = account.is_practice
        self.badge.show_air(Air.PRACTICE if is_practice else Air.LIVE)
        self._who.say(self._identity(situation))
        self._show_lamp(situation)
        is_troubled = situation.state is AccountState.FAILED or situation.is_stale
        message, hint = trouble(situation.problem, is_troubled and situation.is_unexpected)
        self._problem.say(message)
        self._hint.say(hint)
        self.retry_button.setVisible(is_troubled)
        self._record.say(self._record_words(situation.record))

    def _show_lamp(self, situation: CloudSituation) -> None:
        match situation.state:
            case AccountState.CLOSED:
                self.lamp.set_status(Lamp.OFF, self.tr("not asked yet"))
            case AccountState.OPENING:
                is_practice = situation.account.is_practice
                starting = self.tr("starting the practice account…")
                self.lamp.set_status(Lamp.OFF, starting if is_practice else self.tr("signing in…"))
            case AccountState.FAILED:
                self.lamp.set_status(Lamp.BAD, self.tr("no account"))
            case AccountState.OPEN if situation.is_stale and situation.asked_at is not None:
                since = clock_time(situation.asked_at)
                self.lamp.set_status(
                    Lamp.WARNING, self.tr("as of {time}; no answer since").format(time=since)
                )
            case AccountState.OPEN if situation.asked_at is None:
                self.lamp.set_status(Lamp.OFF, self.tr("asking…"))
            case AccountState.OPEN:
                self.lamp.set_status(Lamp.OK, self.tr("answers"))

    def _record_words(self, record: SenderState | None) -> str:
        """Say why shows are not recorded, where that is so."""
        match record:
            case SenderState(phase=SenderPhase.BROKEN):
                return self.tr("Shows are not recorded: their file can't be used; see the log.")
            case SenderState(problem=problem, waiting=waiting) if problem is not None and (
                record.phase is SenderPhase.HELD or waiting > MANY_WAITING
            ):
                message, hint = trouble(problem, is_unexpected=False)
                return self.tr("Waiting to be recorded: {count}. {message} {hint}").format(
                    count=waiting, message=message, hint=hint
                )
        return ""

    def _identity(self, situation: CloudSituation) -> str:
        account, identity = situation.account, situation.identity
        region = region_title(account.region)
        if account.is_practice:
            words = self.tr("On this computer; nothing costs anything · {region}")
            return words.format(region=region)
        if identity is None:
            return self.tr("Profile {profile} · {region}").format(
                profile=account.profile, region=region
            )
        return self.tr("Account {account} · {region} · profile {profile} · {arn}").format(
            arn=identity.arn.rpartition(":")[2], account=identity.account_id,
            profile=account.profile, region=region,
        )  # fmt: skip

    def _on_retry(self) -> None:
        if self._cloud.account.side is None:
            self._cloud.account.open()
        else:
            self._cloud.account.look()

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Account"))
        self.account_button.setText(self.tr("Account…"))
        self.account_button.setAccessibleName(self.tr("Choose the account"))
        self.retry_button.setText(self.tr("Try again"))
        self.retry_button.setAccessibleName(self.tr("Ask the account again"))
        self._show(self._cloud.situation)
