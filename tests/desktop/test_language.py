import sys

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from chatclient.errors import ErrorCode as ChatErrorCode
from chatclient.errors import Problem as ChatProblem
from cloud.errors import ErrorCode as CloudErrorCode
from cloud.errors import PracticeNotStarted
from cloud.errors import Problem as CloudProblem
from desktop.language import (
    LanguageSwitch,
    device_title,
    hint_of,
    message_of,
    system_language,
    translated,
)
from encoder.errors import ErrorCode, Problem

TOO_MUCH = Problem(
    ErrorCode.SETTING_OVER_LIMIT,
    {"setting": "Picture height", "value": "1440 lines", "limit": "1080 lines", "ingest": "IVS"},
)


class Listener(QWidget):
    """Counts the changes of language it hears of."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.changes += 1
        super().changeEvent(event)


def test_a_failure_is_said_in_the_present_language(language: LanguageSwitch) -> None:
    assert message_of(TOO_MUCH) == TOO_MUCH.message
    assert hint_of(TOO_MUCH) == TOO_MUCH.hint

    language.choose("ja")

    assert message_of(TOO_MUCH) == (
        "映像の高さが 1440 ライン です。IVS で使えるのは 1080 ライン までです。"
    )


def test_a_failure_of_the_cloud_too(language: LanguageSwitch) -> None:
    problem = PracticeNotStarted("it has left no address", "practice.log").problem
    language.choose("ja")

    assert message_of(problem) == "練習用クラウドが起動しません(接続先の記録がありません)。"
    assert "practice.log" in hint_of(problem)


def test_a_reason_nobody_translated_stays_as_it_is(language: LanguageSwitch) -> None:
    language.choose("ja")

    assert translated("Resource temporarily unavailable") == "Resource temporarily unavailable"
    assert translated("") == ""


@pytest.mark.parametrize(
    ("title", "japanese"),
    [("Default", "既定"), ("Screen :0", "画面 :0"), ("Screen Share Pro", "Screen Share Pro")],
)
def test_only_what_the_engine_named_is_translated_of_devices(
    language: LanguageSwitch, title: str, japanese: str
) -> None:
    assert device_title(title) == title

    language.choose("ja")

    assert device_title(title) == japanese


def test_every_widget_hears_of_the_change(language: LanguageSwitch, qtbot: QtBot) -> None:
    listener = Listener()
    qtbot.addWidget(listener)

    with qtbot.waitSignal(language.changed) as told:
        language.choose("ja")

    assert told.args == ["ja"]
    qtbot.waitUntil(lambda: listener.changes > 0, timeout=1000)


def test_qts_own_buttons_are_translated(language: LanguageSwitch, qtbot: QtBot) -> None:
    language.choose("ja")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert box.buttons()[0].text() == "キャンセル"


def test_numbers_follow_the_language(language: LanguageSwitch) -> None:
    language.choose("ja")

    assert QLocale().language() is QLocale.Language.Japanese


@pytest.mark.parametrize("choice", ["en", "ja"])
def test_the_systems_language_is_one_that_is_spoken(language: LanguageSwitch, choice: str) -> None:
    assert system_language() in ("en", "ja")
    language.choose("system")
    assert language.choice == "system"
    assert language.language == system_language()


def test_a_failure_of_the_chat_has_its_sentences(language: LanguageSwitch) -> None:
    problem = ChatProblem(ChatErrorCode.UNREACHABLE, {"server": "chat.example.com", "reason": "x"})

    assert message_of(problem) == "The chat server chat.example.com can't be reached (x)."
    assert hint_of(problem).startswith("Check the address")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped")
def test_an_update_that_writes_over_the_translations_does_not_harm_what_runs(
    language: LanguageSwitch,
) -> None:
    """Qt would map the file: cut short, it ended the whole window."""
    language.choose("ja")
    with open("/proc/self/maps") as maps:
        mapped = [line for line in maps if "livedesk_ja" in line]

    assert mapped == []


def test_a_name_stays_as_it_is_where_there_is_a_text_like_it(language: LanguageSwitch) -> None:
    language.choose("ja")
    params = {"stack": "show", "resource": "Channel", "reason": "Channel"}

    said = message_of(CloudProblem(CloudErrorCode.STACK_FAILED, params))

    assert said.startswith("show: Channel を")
    assert said.endswith("チャンネル")
