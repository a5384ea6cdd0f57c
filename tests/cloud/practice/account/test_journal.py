import os
import stat
from pathlib import Path

import pytest

from cloud.practice.account.homefiles import BODIES_FOLDER, JOURNAL_FILE
from cloud.practice.account.journal import (
    LARGEST_INLINE_BYTES,
    Entry,
    Journal,
    UnreadableJournal,
    entry_of,
    new_seed,
)
from tests.cloud.practice.account.test_calls import posted

ENTRY = Entry(at_s=1.5, seed=7, method="POST", path="/CreateChannel", operation="CreateChannel")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


def test_what_was_appended_is_there_after_a_restart(journal: Journal, tmp_path: Path) -> None:
    journal.append(ENTRY)
    journal.append(Entry(at_s=2.0, advance_s=60.0))
    journal.close()
    again = Journal(tmp_path)

    assert again.entries() == [ENTRY, Entry(at_s=2.0, advance_s=60.0)]
    assert journal.count == 2


def test_a_torn_last_line_is_the_end(journal: Journal, tmp_path: Path) -> None:
    journal.append(ENTRY)
    journal.close()
    with (tmp_path / JOURNAL_FILE).open("ab") as file:
        file.write(b'{"at_s":3')

    assert journal.entries() == [ENTRY]


def test_a_call_that_finds_no_room_leaves_no_half_line(journal: Journal, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    journal.append(ENTRY)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (tmp_path / JOURNAL_FILE).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, hard))
    try:
        with pytest.raises(OSError, match="space"):
            journal.append(ENTRY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    journal.append(Entry(at_s=2.0, advance_s=60.0))

    assert journal.entries() == [ENTRY, Entry(at_s=2.0, advance_s=60.0)]
    assert journal.count == 2


@pytest.mark.parametrize(
    "content", [b"no JSON\n", b'{"format":0}\n', b'{"format":1}\n{"at_s":"x"}\n']
)
def test_what_makes_no_sense_is_unreadable_and_set_aside(
    journal: Journal, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / JOURNAL_FILE).write_bytes(content)
    with pytest.raises(UnreadableJournal):
        journal.entries()
    aside = journal.set_aside()

    assert aside is not None
    assert aside.read_bytes() == content
    assert journal.entries() == []
    assert journal.set_aside() is None


def test_bodies_come_back_as_they_were_whatever_they_are(journal: Journal) -> None:
    for body in (b"", b'{"a": 1}', "日本".encode(), b"\xff\x00", b"x" * (LARGEST_INLINE_BYTES + 1)):
        kept = entry_of(journal, posted("s3"), body, 1.0, 1)

        assert journal.body_of(kept) == body


def test_a_large_body_is_kept_once_and_no_longer_than_it_is_wanted(
    journal: Journal, tmp_path: Path
) -> None:
    body = b"x" * (LARGEST_INLINE_BYTES + 1)
    entries = [entry_of(journal, posted("s3"), body, at_s, 1) for at_s in (1.0, 2.0)]
    journal.rewrite(entries)
    assert len(list((tmp_path / BODIES_FOLDER).iterdir())) == 1

    journal.rewrite([])
    assert list((tmp_path / BODIES_FOLDER).iterdir()) == []
    with pytest.raises(UnreadableJournal):
        journal.body_of(entries[0])


def test_neither_signature_nor_token_is_written(journal: Journal) -> None:
    call = posted("s3", x_amz_security_token="token", x_amz_meta_a="b", user_agent="Boto3")

    assert entry_of(journal, call, b"", 1.0, 1).headers == {"x-amz-meta-a": "b"}


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_only_its_owner_reads_the_journal(journal: Journal, tmp_path: Path) -> None:
    journal.append(ENTRY)
    journal.close()

    assert stat.S_IMODE((tmp_path / JOURNAL_FILE).stat().st_mode) == 0o600


def test_seeds_differ() -> None:
    assert new_seed() != new_seed()
