import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from encoder.engine.headphonesalsa import AlsaOutput, OutputFailed, has_alsa

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")


def written_to(file: Path) -> str:
    """Return an ALSA device that writes what it plays into a file."""
    return f'plug:{{SLAVE {{type file slave.pcm null file "{file}" format raw}}}}'


@linux_only
def test_what_is_played_arrives_at_the_device(tmp_path: Path) -> None:
    samples = np.random.default_rng(1).uniform(-1, 1, (2, 3000)).astype(np.float32)

    with closing(AlsaOutput(written_to(tmp_path / "played"))) as output:
        output.write(samples[:, :1024])
        output.write(samples[:, 1024:])

    played = np.fromfile(tmp_path / "played", "<f4").reshape(-1, 2).T
    assert np.array_equal(played, samples)
    assert has_alsa()


@linux_only
def test_a_device_that_does_not_exist_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OutputFailed, match="no such"):
        AlsaOutput("nonesuch")

    assert "nonesuch" in capfd.readouterr().err  # ALSA's own remark


@pytest.mark.skipif(sys.platform == "linux", reason="Linux has ALSA")
def test_other_systems_have_no_such_output() -> None:
    assert not has_alsa()
