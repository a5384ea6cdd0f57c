import json
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from encoder.engine.encoders import X264, EncoderChoice
from encoder.engine.provenencoders import ProvenEncoders, is_in_ffmpeg
from encoder.errors import CodecError, ErrorCode
from encoder.messages import EncoderKind

# Names that every FFmpeg build here has; what they do is up to the script of each test.
NAMES = ("libx264rgb", "h264_nvenc", "h264_v4l2m2m")
CHOICES = (X264, *(replace(X264, name=name, title=name, is_hardware=True) for name in NAMES))


class Script:
    """Starts a Python of a few lines instead of the probe, another one each time."""

    def __init__(self, *scripts: str) -> None:
        self._scripts = list(scripts)
        self.asked: list[list[str]] = []

    def __call__(self, names: list[str]) -> list[str]:
        self.asked.append(names)
        return [sys.executable, "-c", self._scripts.pop(0)]


def proven(
    command: Callable[[list[str]], list[str]],
    timeout_s: float = 20.0,
    choices: tuple[EncoderChoice, ...] = CHOICES,
) -> ProvenEncoders:
    encoders = ProvenEncoders(choices, command, timeout_s)
    encoders.probe(threading.Event())
    assert encoders.is_complete
    return encoders


def says(*answers: tuple[str, str]) -> str:
    lines = "".join(f"print({json.dumps(answer)!r})\n" for answer in answers)
    return f"{lines}import sys\nsys.stdout.flush()\n"


def reasons(encoders: ProvenEncoders) -> list[str]:
    return [kind.problem.params["reason"] if kind.problem else "" for kind in encoders.kinds]


def test_before_anything_is_tried_there_is_x264() -> None:
    encoders = ProvenEncoders()

    assert encoders.kinds == (EncoderKind("libx264", "x264", is_hardware=False),)


def test_on_this_machine_every_encoder_is_tried_and_x264_works() -> None:
    encoders = ProvenEncoders()

    assert encoders.probe(threading.Event())
    assert encoders.is_complete
    assert encoders.kinds[0].problem is None
    assert all(is_in_ffmpeg(kind.name) for kind in encoders.kinds)


def test_what_was_tried_is_not_tried_again() -> None:
    encoders = proven(Script(says(*((name, "") for name in NAMES))))

    assert not encoders.probe(threading.Event())


def test_an_encoder_that_proves_itself_is_offered_and_another_says_why_not() -> None:
    script = Script(says(("libx264rgb", ""), ("h264_nvenc", "no device"), ("h264_v4l2m2m", "")))
    encoders = proven(script)

    assert script.asked == [list(NAMES)]
    assert reasons(encoders) == ["", "", "no device", ""]
    problem = encoders.kinds[2].problem
    assert problem is not None
    assert problem.code is ErrorCode.ENCODER_UNPROVEN
    assert "h264_nvenc can't be used on this computer: no device" in problem.message


def test_an_encoder_this_ffmpeg_does_not_have_is_not_mentioned() -> None:
    unknown = replace(X264, name="h264_of_tomorrow")
    encoders = ProvenEncoders((X264, unknown))

    assert encoders.is_complete
    assert [kind.name for kind in encoders.kinds] == ["libx264"]


def test_a_driver_that_crashes_takes_only_its_own_encoder_along() -> None:
    crash = says(("libx264rgb", "")) + "import os\nos.abort()"
    script = Script(crash, says(("h264_v4l2m2m", "")))

    assert reasons(proven(script)) == ["", "", "its driver crashed", ""]
    assert script.asked[1] == ["h264_v4l2m2m"]


def test_a_driver_that_hangs_is_ended() -> None:
    hang = says(("libx264rgb", "")) + "import threading\nthreading.Event().wait()"
    script = Script(hang, says(("h264_v4l2m2m", "")))

    assert reasons(proven(script, timeout_s=3.0)) == ["", "", "its driver hangs", ""]


def test_a_driver_that_speaks_on_standard_output_is_not_listened_to() -> None:
    chatter = "print('[driver] hello')\nprint('[1]')\nprint('{}')\n"
    encoders = proven(Script(chatter + says(*((name, "") for name in NAMES))))

    assert reasons(encoders) == ["", "", "", ""]


def test_a_probe_that_says_nothing_comes_to_an_end() -> None:
    encoders = proven(Script(*[""] * len(NAMES)))

    assert reasons(encoders) == ["", *["it gave no answer"] * 3]


def test_a_probe_that_can_not_be_started_is_a_reason() -> None:
    encoders = proven(lambda names: ["no-such-program"])

    assert "can't be tried" in reasons(encoders)[1]


def test_a_probe_is_ended_when_the_engine_ends() -> None:
    stopping = threading.Event()
    encoders = ProvenEncoders(CHOICES, Script("import threading\nthreading.Event().wait()"))
    thread = threading.Thread(target=encoders.probe, args=(stopping,))
    thread.start()
    stopping.set()
    thread.join(30)

    assert not thread.is_alive()
    assert not encoders.is_complete


def refusal(encoders: ProvenEncoders, name: str, patience_s: float = 0.01) -> CodecError:
    with pytest.raises(CodecError) as raised:
        encoders.require(name, patience_s)
    return raised.value


def test_x264_need_not_wait_for_anything() -> None:
    ProvenEncoders().require("libx264", 0.0)


def test_an_encoder_that_failed_its_trial_is_never_opened() -> None:
    encoders = proven(Script(says(*((name, "no device") for name in NAMES))))
    error = refusal(encoders, "h264_nvenc")

    assert error.problem.code is ErrorCode.ENCODER_UNPROVEN
    assert "no device" in str(error)


def test_an_encoder_that_was_not_tried_is_not_opened_either() -> None:
    assert "not tried in time" in str(refusal(ProvenEncoders(CHOICES), "h264_nvenc"))


def test_an_encoder_that_does_not_exist_is_refused() -> None:
    assert "no such encoder" in str(refusal(ProvenEncoders(), "h264_of_tomorrow"))


def test_who_wants_an_encoder_waits_for_its_trial() -> None:
    encoders = ProvenEncoders(CHOICES, Script(says(*((name, "") for name in NAMES))))
    trial = threading.Thread(target=encoders.probe, args=(threading.Event(),))
    trial.start()
    encoders.require("h264_nvenc", 10.0)
    trial.join()
