import msgspec
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cloud.settings import Account, Mode
from desktop.dialogs.closing import ClosingDialog
from desktop.dialogs.cloudclosing import PaidChoice, PaidDialog
from desktop.dialogs.settings import SettingsDialog
from desktop.store.settings import DestinationChoice, load_settings
from desktop.theme import ThemeChoice
from desktop.widgets.layerlist import LayerList
from encoder.messages import GoLive, OnAir, Phase, Stop
from encoder.scenes import single_scene
from encoder.settings import Canvas, Destination, Encoding, SourceSpec, StreamKey
from tests.desktop.conftest import Shown
from tests.fakes import cloudstory


def closing(shown: Shown) -> ClosingDialog:
    dialog = shown.window.findChild(ClosingDialog, "closing")
    assert dialog is not None
    return dialog


def test_a_whole_broadcast(shown: Shown) -> None:
    shown.is_live()
    assert shown.window.controls.stop_button.isVisible()

    shown.hears(shown.outside.engine.stops)

    engine = shown.outside.engine
    kinds = [type(command) for command in engine.sent if isinstance(command, GoLive | Stop)]
    assert kinds == [GoLive]
    assert shown.window.controls.outcome.isVisible()


def test_closing_while_live_can_mean_stop(shown: Shown, qtbot: QtBot) -> None:
    shown.is_live()
    shown.window.close()

    closing(shown).stop_button.click()
    assert isinstance(shown.outside.engine.sent[-1], Stop)
    assert shown.window.isVisible()

    with qtbot.waitSignal(shown.window.closed):
        shown.hears(shown.outside.engine.stops)


def test_closing_while_live_can_mean_the_background(shown: Shown, qtbot: QtBot) -> None:
    shown.is_live()
    shown.window.close()

    with qtbot.waitSignal(shown.window.closed):
        closing(shown).background_button.click()

    assert not isinstance(shown.outside.engine.sent[-1], Stop)


def test_closing_while_live_can_be_a_mistake(shown: Shown) -> None:
    shown.is_live()
    shown.window.close()

    closing(shown).cancel_button.click()

    assert shown.window.isVisible()
    assert shown.window.controls.stop_button.isVisible()
    shown.hears(shown.outside.engine.stops)
    assert shown.window.isVisible()


def test_a_broadcast_that_ends_while_it_asks_needs_no_answer(shown: Shown) -> None:
    shown.is_live()
    shown.window.close()
    dialog = closing(shown)

    shown.hears(shown.outside.engine.stops)

    assert not dialog.isVisible()
    assert shown.window.isVisible()


def test_a_broadcast_that_was_running_is_shown_as_it_is(shown: Shown) -> None:
    programme = single_scene(Canvas(1920, 1080, 60), SourceSpec("pattern", {"motion": "busy"}))
    there = Destination("rtmps://ingest.example.com/app", StreamKey("sk_secret"), "custom")
    on_air = OnAir(programme, GoLive(Encoding(), (there,)), 900.0)

    shown.hears(lambda: shown.outside.engine.attaches(on_air, Phase.LIVE))

    layers = shown.window.findChild(LayerList, "layers.list")
    assert layers is not None
    assert [row.title for row in layers.rows] == ["Test pattern"]
    assert shown.window.controls.stop_button.isVisible()
    assert shown.window.controls.air.clock.is_running


def test_settings_hold_at_once_and_are_kept(shown: Shown) -> None:
    shown.window.actions_by_name["settings"].trigger()
    dialog = shown.window.findChild(SettingsDialog, "settings")
    assert dialog is not None
    dialog.theme_box.setCurrentIndex(dialog.theme_box.findData("light"))
    dialog.theme_box.activated.emit(dialog.theme_box.currentIndex())
    dialog.close()

    assert shown.app.theme.choice is ThemeChoice.LIGHT
    shown.app.keeper.close()
    file = shown.app.keeper._file
    assert load_settings(file).settings.theme == "light"


def test_a_language_of_the_command_line_is_not_overruled(shown: Shown) -> None:
    shown.app.keeper.change(msgspec.structs.replace(shown.app.keeper.settings, language="ja"))

    assert shown.app.language.language == "en"


def test_a_surprise_on_any_thread_is_told(shown: Shown) -> None:
    shown.app.notice_surprise()
    shown.app.mailbox.drain_all()

    panel = shown.window.panels["notices"]
    assert panel.isVisible()


def test_no_key_is_in_any_file_of_the_data_folder(shown: Shown) -> None:
    keeper = shown.app.keeper
    choice = DestinationChoice("rtmp", keeps_key=True)
    keeper.change(msgspec.structs.replace(keeper.settings, destinations=(choice,)))
    shown.app.studio.destinations.keys.of("main").enter("sk_very_secret")
    shown.app.studio.destinations.enter_address("main", "rtmps://ingest.example.com/app/")
    keeper.close()

    folder = keeper._file.parent
    assert [p for p in folder.rglob("*") if p.is_file() and b"sk_very" in p.read_bytes()] == []


def test_a_file_for_support_is_asked_for_from_the_help_menu(shown: Shown) -> None:
    shown.window.actions_by_name["save_for_support"].trigger()

    dialog = shown.window.findChild(QFileDialog, "support_file.dialog")
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def spending(shown: Shown) -> None:
    """Have a channel run in a LIVE account."""
    cloud = shown.app.studio.cloud
    account = Account(Mode.LIVE, "studio")
    cloud.board.put(account=account, running=(cloudstory.running(),))


def test_closing_while_money_is_spent_asks_first(shown: Shown, qtbot: QtBot) -> None:
    spending(shown)
    shown.window.close()
    assert shown.window.isVisible()
    dialog = shown.window.findChild(PaidDialog, "cloud.closing")
    assert dialog is not None

    with qtbot.waitSignal(shown.window.closed):
        dialog.buttons[PaidChoice.LEAVE].click()


def test_who_leaves_the_broadcast_running_is_still_asked_about_money(shown: Shown) -> None:
    shown.is_live()
    spending(shown)
    shown.window.close()

    closing(shown).background_button.click()

    assert shown.window.isVisible()
    assert shown.window.findChild(PaidDialog, "cloud.closing") is not None
