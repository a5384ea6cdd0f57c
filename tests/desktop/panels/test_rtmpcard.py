import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.panels.rtmpcard import RtmpCard, split_stream_name
from desktop.store.settings import DestinationChoice
from encoder.settings import StreamKey
from tests.fakes.desk import Desk

URL = "rtmps://ingest.example.com:443/app/"
NAME = "stream key rtmps://ingest.example.com/app"


@pytest.fixture
def card(desk: Desk, stage: QWidget) -> RtmpCard:
    desk.keeper.change(
        msgspec.structs.replace(desk.keeper.settings, destinations=(DestinationChoice("rtmp"),))
    )
    made = RtmpCard(desk.studio, "main", "destination", stage)
    made.show()
    return made


def enter(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)


def words(card: RtmpCard, name: str) -> str:
    label = card.findChild(QLabel, f"destination.{name}")
    assert label is not None
    return "" if label.isHidden() else label.text()


def test_the_key_is_shown_as_dots(card: RtmpCard) -> None:
    assert card.key_line.echoMode() is QLineEdit.EchoMode.Password


def test_address_and_key_are_taken_while_typing(desk: Desk, card: RtmpCard) -> None:
    enter(card.url_line, URL)
    enter(card.key_line, "sk_secret")

    destination = desk.studio.destinations.destination("main")
    assert destination is not None
    assert (destination.url, destination.key) == (URL, StreamKey("sk_secret"))
    assert desk.studio.refusals() == ()
    assert words(card, "problem") == ""


def test_a_wrong_address_is_marked_while_typing(card: RtmpCard) -> None:
    enter(card.url_line, "http://ingest.example.com/app")

    assert "must begin with rtmp://" in words(card, "problem")
    assert card.url_line.property("invalid") is True

    enter(card.url_line, URL)
    assert words(card, "problem") == ""
    assert card.url_line.property("invalid") is False


def test_an_empty_address_is_no_mistake_yet(card: RtmpCard) -> None:
    assert words(card, "problem") == ""


def test_the_type_of_ingest_is_chosen(desk: Desk, card: RtmpCard) -> None:
    index = card.ingest_box.findData("ivs-advanced")
    card.ingest_box.setCurrentIndex(index)
    card.ingest_box.activated.emit(index)

    assert desk.keeper.settings.destinations[0].ingest == "ivs-advanced"


def test_a_key_is_kept_once_it_is_entered(desk: Desk, card: RtmpCard) -> None:
    enter(card.url_line, URL)
    card.keep_box.click()
    enter(card.key_line, "sk_secret")
    desk.hears(card.key_line.editingFinished.emit)

    assert desk.secrets.kept == {NAME: "sk_secret"}
    assert desk.keeper.settings.destinations[0].keeps_key


def test_a_kept_key_comes_back_for_its_address(desk: Desk, card: RtmpCard) -> None:
    desk.secrets.kept[NAME] = "sk_secret"
    card.keep_box.click()
    enter(card.url_line, URL)
    desk.hears(card.url_line.editingFinished.emit)

    assert card.key_line.text() == "sk_secret"


def test_a_key_is_forgotten_when_it_shall_not_be_kept(desk: Desk, card: RtmpCard) -> None:
    enter(card.url_line, URL)
    enter(card.key_line, "sk_secret")
    card.keep_box.click()
    desk.mailbox.drain_all()
    assert desk.secrets.kept

    card.keep_box.click()

    assert desk.secrets.kept == {}
    assert card.key_line.text() == "sk_secret"


def test_without_a_key_store_it_says_that_the_key_holds_for_this_run(
    desk: Desk, card: RtmpCard
) -> None:
    desk.secrets.works = False
    enter(card.url_line, URL)
    enter(card.key_line, "sk_secret")
    desk.hears(card.keep_box.click)

    assert "key store can't be used" in words(card, "keynote")


def test_the_stream_name_is_taken_out_of_a_medialive_address(desk: Desk, card: RtmpCard) -> None:
    index = card.ingest_box.findData("medialive")
    card.ingest_box.activated.emit(index)
    enter(card.url_line, "rtmp://10.0.0.1:1935/live/instance")
    card.url_line.editingFinished.emit()

    assert card.url_line.text() == "rtmp://10.0.0.1:1935/live"
    assert desk.key.key == StreamKey("instance")
    assert desk.studio.refusals() == ()


def test_certificates_are_asked_for_at_a_server_of_ones_own(desk: Desk, card: RtmpCard) -> None:
    enter(card.url_line, URL)
    assert not card.ca_field.isVisible()

    card.ingest_box.activated.emit(card.ingest_box.findData("custom"))
    assert card.ca_field.isVisible()
    card.ca_field.chosen.emit("/nowhere/ca.pem")

    assert desk.keeper.settings.destinations[0].ca_file == "/nowhere/ca.pem"
    assert "/nowhere/ca.pem" in words(card, "problem")


@pytest.mark.parametrize(
    ("url", "ingest", "parts"),
    [
        (
            "rtmp://10.0.0.1:1935/app/instance",
            "medialive",
            ("rtmp://10.0.0.1:1935/app", "instance"),
        ),
        ("rtmp://10.0.0.1:1935/app/", "medialive", None),
        ("rtmp://10.0.0.1:1935/app", "medialive", None),
        ("rtmp://10.0.0.1:1935/app/instance", "custom", None),
        ("", "medialive", None),
    ],
)
def test_a_whole_address_is_taken_apart(
    url: str, ingest: str, parts: tuple[str, str] | None
) -> None:
    assert split_stream_name(url, ingest) == parts
