import queue
import subprocess
import sys
from pathlib import Path

from cloud.outbox.sender import SenderPhase, SenderState
from cloud.settings import Account, Mode
from desktop.bridges.openrecord import RecordOpener
from desktop.store.cloudchoice import CloudRecorder

ROOT = Path(__file__).parents[3]


def test_each_recorder_has_an_outbox_of_its_own(tmp_path: Path) -> None:
    states: queue.SimpleQueue[SenderState] = queue.SimpleQueue()
    opener = RecordOpener(tmp_path, tmp_path / "practice")
    accounts = (Account(), Account(Mode.LIVE, "mine/../x"))

    for account in accounts:
        record = opener(CloudRecorder(account, "watch", "watch-recorder", "abc"), states.put)
        record.start()
        assert states.get(timeout=30).phase is SenderPhase.IDLE
        record.close()

    assert {each.name for each in tmp_path.glob("*.sqlite3")} == {
        "practice--ap-northeast-1-watch-recorder.sqlite3",
        "live-mine_.._x-ap-northeast-1-watch-recorder.sqlite3",
    }


def test_nothing_of_aws_is_loaded_before_there_is_something_to_send() -> None:
    script = (
        "import sys\n"
        "import desktop.bridges.openrecord, desktop.bridges.sessionrecord\n"
        "print(sorted({'boto3', 'botocore', 'moto'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
