"""`livedesk bundle FILE`: one zip with logs, settings and versions, without secrets."""

from pathlib import Path

from desktop.commands.output import print_line, say
from desktop.logs import Redaction
from desktop.store.paths import DataFolder
from desktop.supportbundle import write_bundle

EXIT_CODE_UNWRITABLE = 1


def run_bundle(file: Path, data_folder: Path) -> int:
    """Write the bundle and print where it is; returns the exit code."""
    try:
        write_bundle(file, DataFolder(data_folder), Redaction())
    except OSError as error:
        say(f"livedesk: {file} can't be written: {error.strerror}.")
        return EXIT_CODE_UNWRITABLE
    print_line(str(file))
    return 0
