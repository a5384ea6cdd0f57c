from pathlib import Path

from encoder.engine.recordings import JOURNAL_FILE, MAX_ENTRIES, RecordingJournal


def recorded(folder: Path, *names: str) -> list[Path]:
    files = [folder / name for name in names]
    for file in files:
        file.touch()
    return files


def test_what_is_being_written_is_not_unfinished_but_is_after_a_crash(tmp_path: Path) -> None:
    (file,) = recorded(tmp_path, "a.mp4")
    journal = RecordingJournal(tmp_path)
    journal.begin(file)

    assert journal.unfinished() == ()
    assert RecordingJournal(tmp_path).unfinished() == (str(file),)


def test_a_finalised_recording_is_forgotten(tmp_path: Path) -> None:
    (file,) = recorded(tmp_path, "a.mp4")
    journal = RecordingJournal(tmp_path)
    journal.begin(file)
    journal.end(file, is_finalised=True)

    assert RecordingJournal(tmp_path).unfinished() == ()


def test_a_recording_that_could_not_be_finalised_is_offered(tmp_path: Path) -> None:
    (file,) = recorded(tmp_path, "a.mp4")
    journal = RecordingJournal(tmp_path)
    journal.begin(file)
    journal.end(file, is_finalised=False)

    assert journal.unfinished() == (str(file),)


def test_the_newest_comes_first_and_missing_files_are_left_out(tmp_path: Path) -> None:
    files = recorded(tmp_path, "a.mp4", "b.mp4", "c.mp4")
    journal = RecordingJournal(tmp_path)
    for file in files:
        journal.begin(file)
    files[1].unlink()

    assert RecordingJournal(tmp_path).unfinished() == (str(files[2]), str(files[0]))


def test_a_forgotten_one_is_offered_no_more_and_stays(tmp_path: Path) -> None:
    (file,) = recorded(tmp_path, "a.mp4")
    RecordingJournal(tmp_path).begin(file)
    journal = RecordingJournal(tmp_path)
    journal.forget(str(file))

    assert journal.unfinished() == ()
    assert RecordingJournal(tmp_path).unfinished() == ()
    assert file.exists()


def test_a_list_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_FILE).write_text('{"not": "a list"')
    journal = RecordingJournal(tmp_path)
    journal.begin(tmp_path / "a.mp4")

    assert journal.unfinished() == ()


def test_the_list_is_bounded(tmp_path: Path) -> None:
    journal = RecordingJournal(tmp_path)
    for file in recorded(tmp_path, *(f"{number}.mp4" for number in range(MAX_ENTRIES + 5))):
        journal.begin(file)

    assert len(RecordingJournal(tmp_path).unfinished()) == MAX_ENTRIES
