"""Saves a chat as a file for other programs: CSV for tables, JSON lines for everything else.

What moderators did is in it, and what they took down is marked. The file replaces the one before
only once it is whole.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from chatclient.messages import Entry
from chatclient.wire.envelopes import DonationBody, HeldBody, MessageBody, ModerationBody, StampBody
from desktop.store.chatfindings import ChatPlace, Exported
from desktop.store.chathistory import ChatHistory, Lines

COLUMNS = (
    "number", "time_utc", "position_ms", "kind", "user", "name", "role", "badges", "text",
    "amount", "currency", "removed", "action", "about_user", "about_number", "detail",
)  # fmt: skip
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Some programs take full width for half."""
_BESIDE = ".new"


def export(history: ChatHistory, place: ChatPlace, path: Path) -> Exported:
    """Save the whole chat as CSV or JSON lines, by the ending of `path`. Blocks."""
    beside = path.with_name(path.name + _BESIDE)
    write = _write_table if path.suffix.lower() == ".csv" else _write_lines
    try:
        count = history.each_line(place, lambda lines: write(beside, lines), -1)
        if count < 0:
            count = write(beside, iter(()))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        return Exported(str(path), problem=error.strerror or type(error).__name__)
    return Exported(str(path), count)


def harmless(cell: str) -> str:
    """Return a cell that no table program takes for a formula (OWASP: CSV injection)."""
    return "'" + cell if cell.lstrip(" ").startswith(_FORMULA_SIGNS) else cell


def _write_table(file: Path, lines: Lines) -> int:
    # The mark at the beginning lets table programs read Japanese.
    with file.open("w", encoding="utf-8-sig", newline="") as output:
        table = csv.DictWriter(output, COLUMNS, restval="")
        table.writeheader()
        count = 0
        for entry, is_removed in lines:
            table.writerow(_row(entry, is_removed))
            count += 1
        return count


def _write_lines(file: Path, lines: Lines) -> int:
    with file.open("wb") as output:
        count = 0
        for entry, is_removed in lines:
            output.write(msgspec.json.encode(_plain(entry, is_removed)) + b"\n")
            count += 1
        return count


def _plain(entry: Entry, is_removed: bool) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(entry.envelope)
    if entry.is_gap:
        plain |= {"gap_to": entry.gap_to}
    return plain | {"removed": True} if is_removed else plain


def _row(entry: Entry, is_removed: bool) -> dict[str, str]:
    envelope, user = entry.envelope, entry.envelope.user
    at = datetime.fromtimestamp(envelope.at_ms / 1000, UTC)
    row = {
        "number": f"{entry.seq}-{entry.gap_to}" if entry.is_gap else str(entry.seq),
        "time_utc": at.isoformat(timespec="milliseconds"),
        "position_ms": "" if envelope.position_ms is None else str(envelope.position_ms),
        "kind": "gap" if entry.is_gap else envelope.kind,
        "removed": "yes" if is_removed else "",
    }
    if user is not None:
        row |= {"user": user.id, "name": user.name, "role": user.role}
        row["badges"] = " ".join(user.badges)
    match entry.body:
        case MessageBody(text=text):
            row["text"] = text
        case StampBody(stamp=stamp):
            row["text"] = stamp
        case DonationBody(amount=amount, currency=currency, text=text):
            row |= {"text": text, "amount": str(amount), "currency": currency}
        case ModerationBody(action=action, user=about, seq=seq, detail=detail):
            row |= {"action": action, "about_user": about, "detail": detail}
            row["about_number"] = str(seq or "")
        case HeldBody(text=text, reason=reason):
            row |= {"text": text, "detail": reason}
        case _:
            pass
    return {column: harmless(cell) for column, cell in row.items()}
