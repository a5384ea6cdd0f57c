"""What there is to notice now, in words: one entry for each thing, the most urgent first."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.panels.inputwords import input_title
from desktop.panels.outcome import duration
from desktop.store.settings import Finding
from encoder.messages import EngineState, Phase, RecordingState, SignalFault, SourceState

translate = QCoreApplication.translate


class Deed(StrEnum):
    """What a notice's button does."""

    NONE = ""
    START_ENGINE = "start-engine"
    OPEN_FOLDER = "open-folder"
    RECOVER = "recover"
    FORGET = "forget"
    GO_TO_DESTINATION = "go-to-destination"


@dataclass(frozen=True, slots=True)
class Words:
    """One notice."""

    key: str
    """What it is about; there is one notice for each."""
    text: str
    news: str = ""
    """A dismissed notice comes back when this is another."""
    deed: Deed = Deed.NONE
    other_deed: Deed = Deed.NONE
    about: str = ""
    """What the deeds are done to: a file, or the id of a destination."""
    is_dismissable: bool = True
    is_bad: bool = True
    """False: good to know."""


def engine_words(situation: Situation) -> list[Words]:
    """Say what is wrong with the engine."""
    problem = situation.engine_problem
    if problem is None:
        return []
    is_gone = situation.engine is EngineState.GONE
    deed = Deed.START_ENGINE if is_gone else Deed.NONE
    text = f"{message_of(problem)} {hint_of(problem)}"
    return [Words("engine", text, deed=deed, is_dismissable=False)]


def recording_words(situation: Situation) -> list[Words]:
    """Say what happened to recordings: warnings, unfinished ones, completed ones."""
    found = []
    recording = situation.recording
    if recording.problem is not None:
        text = f"{message_of(recording.problem)} {hint_of(recording.problem)}"
        is_over = recording.state is RecordingState.IDLE
        deed = Deed.OPEN_FOLDER if is_over else Deed.NONE
        news = f"{recording.file} {recording.problem.code} {is_over}"
        found.append(Words("recording", text, news, deed, about=recording.file))
    for file in situation.unfinished:
        text = translate("Notices", "The recording {file} was not completed.").format(
            file=Path(file).name
        )
        found.append(Words(f"unfinished:{file}", text, "", Deed.RECOVER, Deed.FORGET, file, False))
    if (recovered := situation.recovered) is not None:
        found.append(_recovered_words(recovered.file, situation))
    return found


def destination_words(studio: Studio) -> list[Words]:
    """Say which destinations have ended by a failure while others are on air."""
    situation = studio.broadcast.situation
    if not situation.is_on_air:
        return []
    found = []
    for choice in studio.destinations.choices:
        view = situation.destinations.get(choice.id)
        if view is None or view.phase is not Phase.IDLE or view.problem is None:
            continue
        name = f"{choice.name}: " if choice.name else ""
        text = f"{name}{message_of(view.problem)} {hint_of(view.problem)}"
        found.append(
            Words(
                f"destination:{choice.id}", text, view.problem.code,
                Deed.GO_TO_DESTINATION, about=choice.id,
            )
        )  # fmt: skip
    return found


def input_words(studio: Studio) -> list[Words]:
    """Say what is wrong with the inputs in use, each by its name."""
    situation = studio.broadcast.situation
    found = []
    for each in studio.programme().inputs:
        name = input_title(studio, each)
        source = situation.sources.get(each.id)
        if source is not None and source.state is SourceState.FAILED and source.problem:
            text = f"{name}: {message_of(source.problem)} {hint_of(source.problem)}"
            found.append(Words(f"source:{each.id}", text, source.problem.code))
            continue
        faults = situation.faults.get(each.id, frozenset())
        found += [
            Words(f"{fault}:{each.id}", _fault_text(fault, name))
            for fault in SignalFault
            if fault in faults
        ]
    return found


def window_words(
    studio: Studio, save_problem: tuple[str, int], losses: int, surprises: int
) -> list[Words]:
    """Say what happened to the window itself; counts tell one time from the next."""
    found = _settings_words(studio.keeper.loaded.finding)
    reason, saves_failed = save_problem
    if reason:
        text = translate("Notices", "The settings can't be saved ({reason}).").format(reason=reason)
        found.append(Words("saving", text, str(saves_failed)))
    if losses:
        text = translate("Notices", "The window was too busy: {count} messages were lost.").format(
            count=losses
        )
        found.append(Words("losses", text, str(losses)))
    if surprises:
        text = translate(
            "Notices", "Something unexpected happened; the log says what. A broadcast goes on."
        )
        found.append(Words("unexpected", text, str(surprises)))
    return found


def deed_text(deed: Deed) -> str:
    """Return what a button says."""
    match deed:
        case Deed.NONE:
            return ""
        case Deed.START_ENGINE:
            return translate("Notices", "Start the engine again")
        case Deed.OPEN_FOLDER:
            return translate("Notices", "Open folder")
        case Deed.RECOVER:
            return translate("Notices", "Recover")
        case Deed.FORGET:
            return translate("Notices", "Keep as it is")
        case Deed.GO_TO_DESTINATION:
            return translate("Notices", "Go to the destination")


def _recovered_words(file: str, situation: Situation) -> Words:
    recovered = situation.recovered
    assert recovered is not None
    if recovered.problem is not None:
        text = f"{message_of(recovered.problem)} {hint_of(recovered.problem)}"
    else:
        text = translate("Notices", "The recording {file} was completed ({time}).").format(
            file=Path(file).name, time=duration(recovered.seconds)
        )
    is_bad = recovered.problem is not None
    return Words("recovered", text, file, Deed.OPEN_FOLDER, about=file, is_bad=is_bad)


def _fault_text(fault: SignalFault, name: str) -> str:
    match fault:
        case SignalFault.SILENT:
            return translate("Notices", "{input} has been silent for 10 seconds.").format(
                input=name
            )
        case SignalFault.BLACK:
            return translate(
                "Notices", "{input} has shown nothing but black for 10 seconds."
            ).format(input=name)
        case SignalFault.FROZEN:
            return translate(
                "Notices", "The picture of {input} has not moved for 10 seconds."
            ).format(input=name)


def _settings_words(finding: Finding) -> list[Words]:
    match finding:
        case Finding.FROM_THE_FUTURE:
            text = translate(
                "Notices",
                "The settings were written by a newer Livedesk. "
                "They are used as far as possible, and changes are not saved.",
            )
        case Finding.FROM_BACKUP:
            text = translate(
                "Notices", "The settings file was damaged; the settings before it are used."
            )
        case Finding.LOST:
            text = translate(
                "Notices", "The settings file was damaged; Livedesk starts with new settings."
            )
        case Finding.FINE | Finding.NEW | Finding.NOT_KEPT:
            return []
    return [Words("settings", text)]
