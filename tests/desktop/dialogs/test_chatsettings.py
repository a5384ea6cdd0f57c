import pytest
from PySide6.QtWidgets import QWidget

from desktop.dialogs.chatsettings import ChatSettingsDialog
from desktop.store.chatchoice import ChatChoice
from tests.fakes.desk import Desk


@pytest.fixture
def dialog(desk: Desk, stage: QWidget) -> ChatSettingsDialog:
    made = ChatSettingsDialog(desk.chat, stage)
    made.show()
    return made


def choose(dialog: ChatSettingsDialog, kind: str) -> None:
    at = dialog.kind.findData(kind)
    dialog.kind.setCurrentIndex(at)
    dialog.kind.activated.emit(at)


def shown(dialog: ChatSettingsDialog) -> set[str]:
    editors = {**dialog.lines, "key": dialog.key, "auth": dialog.auth}
    return {name for name, editor in editors.items() if not editor.isHidden()}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("practice", {"name"}),
        ("server", {"url", "live", "key", "name"}),
        ("polling", {"url", "api_url", "live", "key", "name"}),
        ("appsync", {"url", "realtime_url", "live", "auth", "key", "name"}),
        ("ivs", {"url", "token_url", "key", "name"}),
        ("off", set()),
    ],
)
def test_each_kind_asks_for_what_it_needs(
    dialog: ChatSettingsDialog, kind: str, fields: set[str]
) -> None:
    choose(dialog, kind)

    assert shown(dialog) == fields


def test_the_chat_of_the_form_is_used_and_its_key_reaches_no_settings(
    desk: Desk, dialog: ChatSettingsDialog
) -> None:
    desk.is_in_chat()
    choose(dialog, "server")
    dialog.lines["url"].setText(" https://chat.example.com ")
    dialog.lines["live"].setText("main")
    dialog.lines["name"].setText("Studio")
    dialog.key.setText("not-a-real-key")
    dialog.keeps.setChecked(True)
    dialog.use()
    desk.mailbox.drain_all()

    assert desk.chat.choice == ChatChoice(
        "server", "https://chat.example.com", "main", "Studio", keeps_key=True
    )
    assert desk.chat.way.key.key.reveal() == "not-a-real-key"
    assert "not-a-real-key" in desk.secrets.kept.values()
    assert "not-a-real-key" not in repr(desk.keeper.settings)
    assert desk.registered[-1] == "not-a-real-key"


def test_fields_of_another_kind_are_not_kept(desk: Desk, dialog: ChatSettingsDialog) -> None:
    choose(dialog, "server")
    dialog.lines["url"].setText("https://chat.example.com")
    choose(dialog, "practice")

    assert dialog.choice() == ChatChoice()


def test_reading_holds_at_once(desk: Desk, dialog: ChatSettingsDialog) -> None:
    dialog.keywords.setPlainText("猫\n\n cat \n猫")
    dialog.scale.setValue(120)
    dialog.alerts.setChecked(False)

    taste = desk.chat.situation.taste
    assert (taste.keywords, taste.text_scale, taste.alerts) == (("猫", "cat"), 1.2, False)


def test_a_typed_key_cannot_be_read_from_the_screen(dialog: ChatSettingsDialog) -> None:
    dialog.key.setText("secret")

    assert dialog.key.displayText() != "secret"


def test_how_the_chosen_chat_is_connected_stands_below(
    desk: Desk, dialog: ChatSettingsDialog
) -> None:
    choose(dialog, "server")
    dialog.use()
    assert dialog.isVisible()
    assert (dialog.lamp.text, dialog.state.text()) == (
        "Not set up",
        "Enter the address of the chat server.",
    )

    choose(dialog, "practice")
    dialog.use()
    desk.is_in_chat()
    assert dialog.lamp.text == "Online"
