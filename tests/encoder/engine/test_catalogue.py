import msgspec

from encoder import wire
from encoder.engine.catalogue import describe, list_catalogue
from encoder.engine.sources.base import SourceKind
from encoder.engine.sources.silence import SilenceOptions, open_silence
from encoder.errors import ErrorCode, Problem
from encoder.messages import CatalogueListed, Device, SourceKindInfo


def listed(kind: str) -> SourceKindInfo:
    return next(info for info in list_catalogue() if info.kind == kind)


def option(kind: str, name: str) -> dict[str, object]:
    properties = msgspec.convert(
        listed(kind).schema["properties"], dict[str, dict[str, object]], strict=True
    )
    return properties[name]


def test_every_kind_is_listed_in_the_order_to_offer_them() -> None:
    kinds = [info.kind for info in list_catalogue()]

    assert kinds == ["screen", "pattern", "mediafile", "tone", "silence"]


def test_a_kind_says_whether_it_is_seen_or_heard() -> None:
    seen_and_heard = {info.kind: (info.has_video, info.has_audio) for info in list_catalogue()}

    assert seen_and_heard == {
        "screen": (True, False),
        "pattern": (True, True),
        "mediafile": (True, True),
        "tone": (False, True),
        "silence": (False, True),
    }


def test_a_form_is_told_units_files_and_devices() -> None:
    assert option("tone", "frequency_hz")["x-unit"] == "Hz"
    assert option("mediafile", "path")["x-file"] == "media"
    assert option("screen", "display")["x-choices"] == "devices"
    assert option("pattern", "motion")["enum"] == ["still", "moving", "busy"]
    limits = option("screen", "width")
    assert (limits["minimum"], limits["maximum"], limits["x-unit"]) == (0, 32_767, "px")


def test_devices_and_obstacles_are_passed_on() -> None:
    device, problem = Device("1", "One"), Problem(ErrorCode.DISPLAY_MISSING)
    kind = SourceKind(
        kind="trial",
        title="Trial",
        options=SilenceOptions,
        open=open_silence,
        list_devices=lambda: (device,),
        problem=lambda: problem,
    )

    info = describe(kind)
    assert (info.devices, info.problem) == ((device,), problem)


def test_the_catalogue_crosses_the_wire_unchanged() -> None:
    event = CatalogueListed(list_catalogue())

    assert wire.decode_event(wire.encode(event)) == event
