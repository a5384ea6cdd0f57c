"""The folder of sources as a whole: finding the kinds, choosing one, refusing what does not fit."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from encoder.engine.sources import (
    OFFER_ORDER,
    AnyKind,
    find_kinds,
    open_one_of,
    open_source,
    source_kinds,
)
from encoder.engine.sources.silence import Silence
from encoder.engine.sources.tone import Tone
from encoder.errors import ErrorCode, SourceError
from encoder.settings import Canvas, OptionValue, SourceSpec

GOOD = """
import msgspec
from encoder.engine.sources.base import SourceKind

class {name}Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass

KIND = SourceKind("{name}", "Title", {name}Options, lambda options, canvas, now: None)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An importable package of sources, forgotten afterwards."""
    package = tmp_path / "trialsources"
    package.mkdir()
    (package / "__init__.py").touch()
    sys.path.insert(0, str(tmp_path))
    yield package
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "trialsources"]:
        del sys.modules[name]


def found_in(folder: Path) -> tuple[AnyKind, ...]:
    return find_kinds("trialsources", [str(folder)])


def refusal(kind: str, options: dict[str, OptionValue] | None = None) -> SourceError:
    with pytest.raises(SourceError) as raised:
        open_source(SourceSpec(kind, options or {}), Canvas(), lambda: 0.0)
    return raised.value


def test_all_kinds_are_offered_in_a_fixed_order() -> None:
    kinds = [kind.kind for kind in source_kinds()]

    assert kinds == [kind for kind in OFFER_ORDER if kind in kinds]
    assert {"screen", "pattern", "mediafile", "image", "text", "tone", "silence"} <= {*kinds}


def test_a_new_module_is_a_new_kind_offered_after_the_known_ones(folder: Path) -> None:
    for name in ("zebra", "tone", "aquarium", "screen"):
        (folder / f"{name}.py").write_text(GOOD.format(name=name))

    assert [kind.kind for kind in found_in(folder)] == ["screen", "tone", "aquarium", "zebra"]


def test_a_module_without_a_kind_is_no_source(folder: Path) -> None:
    (folder / "drawing.py").write_text("KIND = 'none'")
    (folder / "counting.py").write_text("")

    assert found_in(folder) == ()


@pytest.mark.parametrize("fault", ["import nowhere_to_be_found", "1 / 0", "def ("])
def test_a_broken_module_does_not_take_the_others_down(
    folder: Path, fault: str, expected_log: Callable[[str, str], None]
) -> None:
    (folder / "broken.py").write_text(fault)
    (folder / "fine.py").write_text(GOOD.format(name="fine"))
    expected_log("ERROR", "broken can't be used")

    assert [kind.kind for kind in found_in(folder)] == ["fine"]


def test_a_source_is_opened_by_its_kind_with_its_options() -> None:
    source = open_source(SourceSpec("tone", {"volume_db": 0}), Canvas(), lambda: 0.0)

    assert isinstance(source, Tone)
    sound = source.sound(0, 48_000)
    assert sound.max() == pytest.approx(1)


def test_options_may_be_left_out() -> None:
    assert isinstance(open_source(SourceSpec("silence"), Canvas(), lambda: 0.0), Silence)


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    error = refusal("telescope")

    assert error.problem.code == ErrorCode.SOURCE_UNKNOWN
    assert ", ".join(kind.kind for kind in source_kinds()) in error.problem.hint


def test_an_option_outside_its_limits_is_named_with_the_limit() -> None:
    error = refusal("tone", {"frequency_hz": 30_000})

    assert error.problem.code == ErrorCode.SOURCE_OPTIONS_INVALID
    assert "frequency_hz: expected int <= 20000" in str(error)


def test_an_option_the_kind_does_not_have_is_named() -> None:
    assert "there is no option colour" in str(refusal("silence", {"colour": "red"}))


def test_the_choice_of_kinds_can_be_handed_in() -> None:
    with pytest.raises(SourceError, match="no source called"):
        open_one_of((), SourceSpec("silence"), Canvas(), lambda: 0.0)
