"""Every way the encoder can fail, as a named error with one sentence and one action.

    EncoderError            something the user must know; carries a Problem
    +-- SettingsError       the settings cannot work: change the named value
    +-- SourceError         picture or sound cannot be captured: choose another source
    +-- CodecError          the encoder does not open or stopped: choose another one
    +-- IngestError         the way to the viewers
    |   +-- IngestRefused       the server answered no
    |   +-- IngestUnreachable   the server did not answer, or no longer does
    +-- RecordingError      nothing can be written: another folder, more space
    +-- EngineError         the engine process itself died, hung or is of another version

A Problem is the same fact as a value: it crosses the wire, and the desktop translates its
sentences by their English text. Parameters never hold a stream key.
"""

from enum import StrEnum
from typing import NamedTuple

import msgspec


class Family(StrEnum):
    """Which part failed, and so what kind of action helps."""

    SETTINGS = "settings"
    SOURCE = "source"
    CODEC = "codec"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RECORDING = "recording"
    ENGINE = "engine"


class ErrorCode(StrEnum):
    """Stable names of failures; they appear in JSON output and logs."""

    SETTING_OVER_LIMIT = "setting-over-limit"
    SETTING_INVALID = "setting-invalid"
    URL_INVALID = "url-invalid"
    KEY_MISSING = "key-missing"
    RTMPS_NOT_SUPPORTED = "rtmps-not-supported"
    CANVAS_LOCKED = "canvas-locked"
    ALREADY_ON_AIR = "already-on-air"
    SOURCE_UNKNOWN = "source-unknown"
    SOURCE_OPTIONS_INVALID = "source-options-invalid"
    DISPLAY_MISSING = "display-missing"
    DISPLAY_UNREACHABLE = "display-unreachable"
    REGION_OUTSIDE = "region-outside"
    WAYLAND_UNSUPPORTED = "wayland-unsupported"
    PERMISSION_DENIED = "permission-denied"
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    IMAGE_UNREADABLE = "image-unreadable"
    SOURCE_LOST = "source-lost"
    ENCODER_UNAVAILABLE = "encoder-unavailable"
    ENCODER_FAILED = "encoder-failed"
    ENCODER_UNPROVEN = "encoder-unproven"
    KEY_REFUSED = "key-refused"
    STREAM_TAKEN = "stream-taken"
    APP_REFUSED = "app-refused"
    SERVER_REFUSED = "server-refused"
    SERVER_HUNG_UP = "server-hung-up"
    NOT_RTMP = "not-rtmp"
    CERTIFICATE_REFUSED = "certificate-refused"
    HOST_NOT_FOUND = "host-not-found"
    CONNECTION_REFUSED = "connection-refused"
    CONNECT_TIMED_OUT = "connect-timed-out"
    ANSWER_TIMED_OUT = "answer-timed-out"
    CONNECTION_LOST = "connection-lost"
    SEND_STALLED = "send-stalled"
    ENCODING_IN_USE = "encoding-in-use"
    NOTHING_ENCODED = "nothing-encoded"
    DESTINATION_UNKNOWN = "destination-unknown"
    DESTINATION_MISSING = "destination-missing"
    DEVICE_MISSING = "device-missing"
    DEVICE_BUSY = "device-busy"
    MICROPHONE_MISSING = "microphone-missing"
    SOUND_SERVER_MISSING = "sound-server-missing"
    SOUND_PLUGIN_MISSING = "sound-plugin-missing"
    LOOPBACK_MISSING = "loopback-missing"
    HEADPHONES_UNAVAILABLE = "headphones-unavailable"
    DISK_LOW = "disk-low"
    DISK_FULL = "disk-full"
    FOLDER_UNUSABLE = "folder-unusable"
    RECORDING_FAILED = "recording-failed"
    RECORDING_DAMAGED = "recording-damaged"
    DISK_TOO_SLOW = "disk-too-slow"
    RECOVERY_NO_ROOM = "recovery-no-room"
    ENGINE_NOT_STARTED = "engine-not-started"
    ENGINE_CRASHED = "engine-crashed"
    ENGINE_HUNG = "engine-hung"
    ENGINE_INCOMPATIBLE = "engine-incompatible"
    ENGINE_FAULT = "engine-fault"


class Sentence(NamedTuple):
    """What a code means: a family, one plain sentence and one action, with {parameters}."""

    family: Family
    message: str
    hint: str
    is_final: bool = False
    """True where repeating the attempt can't cure it."""


SENTENCES: dict[ErrorCode, Sentence] = {
    ErrorCode.SETTING_OVER_LIMIT: Sentence(
        Family.SETTINGS,
        "{setting} is {value}, but {ingest} accepts at most {limit}.",
        "Lower it to {limit} or less, or choose another destination type.",
        True,
    ),
    ErrorCode.SETTING_INVALID: Sentence(
        Family.SETTINGS, "{setting} can't be {value}.", "Choose {limit}.", True
    ),
    ErrorCode.URL_INVALID: Sentence(
        Family.SETTINGS,
        "The ingest address can't be used: {reason}.",
        "Copy the address from your streaming service again; it starts with rtmp:// or rtmps://.",
        True,
    ),
    ErrorCode.KEY_MISSING: Sentence(
        Family.SETTINGS,
        "There is no stream key.",
        "Enter the stream key that your streaming service shows for this channel.",
        True,
    ),
    ErrorCode.RTMPS_NOT_SUPPORTED: Sentence(
        Family.SETTINGS,
        "MediaLive doesn't accept rtmps:// addresses.",
        "Use the rtmp:// address of the MediaLive input; the stream is not encrypted on the way.",
        True,
    ),
    ErrorCode.CANVAS_LOCKED: Sentence(
        Family.SETTINGS,
        "Picture size and frame rate can't change while you are on air.",
        "Stop the broadcast, change them, and go live again.",
        True,
    ),
    ErrorCode.ALREADY_ON_AIR: Sentence(
        Family.SETTINGS,
        "A broadcast is already on air.",
        "Stop it before you start another one.",
        True,
    ),
    ErrorCode.SOURCE_UNKNOWN: Sentence(
        Family.SOURCE, "There is no source called “{kind}”.", "Choose one of: {known}.", True
    ),
    ErrorCode.SOURCE_OPTIONS_INVALID: Sentence(
        Family.SOURCE,
        "The source “{kind}” can't be opened like this: {reason}.",
        "Correct the marked setting of the source.",
        True,
    ),
    ErrorCode.DISPLAY_MISSING: Sentence(
        Family.SOURCE,
        "This session has no screen to capture.",
        "Choose the test pattern or a media file, or start Livedesk from a desktop session.",
        True,
    ),
    ErrorCode.DISPLAY_UNREACHABLE: Sentence(
        Family.SOURCE,
        "The screen {display} can't be captured.",
        "Check that the display exists and that you may use it.",
    ),
    ErrorCode.REGION_OUTSIDE: Sentence(
        Family.SOURCE,
        "The chosen region lies outside the screen ({screen}).",
        "Choose a region inside the screen.",
        True,
    ),
    ErrorCode.WAYLAND_UNSUPPORTED: Sentence(
        Family.SOURCE,
        "Wayland sessions can't be captured yet.",
        "Log out, choose “Xorg” on the login screen, and log in again.",
        True,
    ),
    ErrorCode.PERMISSION_DENIED: Sentence(
        Family.SOURCE,
        "The system does not allow Livedesk to capture {device}.",
        "Allow it in the system's privacy settings, then start Livedesk again.",
        True,
    ),
    ErrorCode.FILE_MISSING: Sentence(
        Family.SOURCE,
        "The file {file} doesn't exist.",
        "Choose another one, or put it back: it is used as soon as it is there.",
    ),
    ErrorCode.FILE_UNREADABLE: Sentence(
        Family.SOURCE,
        "The file {file} can't be played: {reason}.",
        "Choose a video or audio file that your media player can play.",
    ),
    ErrorCode.IMAGE_UNREADABLE: Sentence(
        Family.SOURCE,
        "The picture {file} can't be read: {reason}.",
        "Choose a PNG, JPEG or WebP file.",
    ),
    ErrorCode.SOURCE_LOST: Sentence(
        Family.SOURCE,
        "The source “{kind}” stopped delivering: {reason}.",
        "A slate with the reason is shown instead; the source is tried again every 2 seconds.",
    ),
    ErrorCode.ENCODER_UNAVAILABLE: Sentence(
        Family.CODEC,
        "The encoder {encoder} doesn't start with these settings: {reason}.",
        "Choose another preset or a smaller picture.",
        True,
    ),
    ErrorCode.ENCODER_FAILED: Sentence(
        Family.CODEC,
        "The encoder {encoder} stopped: {reason}.",
        "Go live again; if it repeats, choose a faster preset.",
        True,
    ),
    ErrorCode.ENCODER_UNPROVEN: Sentence(
        Family.CODEC,
        "The encoder {encoder} can't be used on this computer: {reason}.",
        "Check the graphics driver, or choose x264.",
        True,
    ),
    ErrorCode.KEY_REFUSED: Sentence(
        Family.REFUSED,
        "{host} refused the stream key ({status}).",
        "Copy the stream key again from your streaming service and go live again.",
        True,
    ),
    ErrorCode.STREAM_TAKEN: Sentence(
        Family.REFUSED,
        "Someone is already live on this channel ({status}).",
        "Stop the other broadcast; Livedesk keeps trying.",
    ),
    ErrorCode.APP_REFUSED: Sentence(
        Family.REFUSED,
        "{host} does not know this address ({status}).",
        "Check the part of the address after the host name.",
        True,
    ),
    ErrorCode.SERVER_REFUSED: Sentence(
        Family.REFUSED,
        "{host} refused the broadcast ({status}).",
        "Check that the channel is running; Livedesk keeps trying.",
    ),
    ErrorCode.SERVER_HUNG_UP: Sentence(
        Family.REFUSED,
        "{host} closed the connection instead of accepting the stream.",
        "Check the stream key and that the channel is running; Livedesk keeps trying.",
    ),
    ErrorCode.NOT_RTMP: Sentence(
        Family.REFUSED,
        "{host} answered, but not as a streaming server ({status}).",
        "Check address and port.",
    ),
    ErrorCode.CERTIFICATE_REFUSED: Sentence(
        Family.REFUSED,
        "The identity of {host} can't be verified: {reason}.",
        "Check the address; if it is right, ask the service to renew its certificate.",
        True,
    ),
    ErrorCode.HOST_NOT_FOUND: Sentence(
        Family.UNREACHABLE,
        "The server {host} can't be found.",
        "Check your network and the spelling of the address; Livedesk keeps trying.",
    ),
    ErrorCode.CONNECTION_REFUSED: Sentence(
        Family.UNREACHABLE,
        "Nothing answers at {host}.",
        "Check that the ingest is running; Livedesk keeps trying.",
    ),
    ErrorCode.CONNECT_TIMED_OUT: Sentence(
        Family.UNREACHABLE,
        "{host} can't be reached.",
        "Check your network; Livedesk keeps trying.",
    ),
    ErrorCode.ANSWER_TIMED_OUT: Sentence(
        Family.UNREACHABLE,
        "{host} accepts the connection but doesn't answer ({step}).",
        "Check that the channel is running; Livedesk keeps trying.",
    ),
    ErrorCode.CONNECTION_LOST: Sentence(
        Family.UNREACHABLE,
        "The connection to {host} broke.",
        "Nothing to do: Livedesk is reconnecting.",
    ),
    ErrorCode.SEND_STALLED: Sentence(
        Family.UNREACHABLE,
        "{host} has accepted nothing for {seconds} seconds.",
        "Check your network; Livedesk is reconnecting.",
    ),
    ErrorCode.ENCODING_IN_USE: Sentence(
        Family.SETTINGS,
        "The picture is being encoded with other settings already.",
        "Stop the recording or the broadcast that uses them first.",
        True,
    ),
    ErrorCode.NOTHING_ENCODED: Sentence(
        Family.RECORDING,
        "There is nothing to save yet.",
        "A replay is kept while you are live or recording; save it then.",
        True,
    ),
    ErrorCode.DESTINATION_UNKNOWN: Sentence(
        Family.SETTINGS,
        "There is no destination called “{destination}” on air.",
        "Choose one of: {known}.",
        True,
    ),
    ErrorCode.DESTINATION_MISSING: Sentence(
        Family.SETTINGS,
        "No destination is switched on.",
        "Switch one on, or record without going live.",
        True,
    ),
    ErrorCode.DEVICE_MISSING: Sentence(
        Family.SOURCE,
        "{device} is not connected.",
        "Connect it again; it is used as soon as it is there.",
    ),
    ErrorCode.DEVICE_BUSY: Sentence(
        Family.SOURCE,
        "{device} is being used by another program.",
        "Close the other program; the device is tried again every 2 seconds.",
    ),
    ErrorCode.MICROPHONE_MISSING: Sentence(
        Family.SOURCE,
        "There is no microphone.",
        "Connect one; it is used as soon as it is there.",
    ),
    ErrorCode.SOUND_SERVER_MISSING: Sentence(
        Family.SOURCE,
        "This session has no sound server, so other programs can't be heard.",
        "Start Livedesk from a desktop session with PipeWire or PulseAudio.",
        True,
    ),
    ErrorCode.SOUND_PLUGIN_MISSING: Sentence(
        Family.SOURCE,
        "The part of the system that connects ALSA with the sound server is missing.",
        "Install the package libasound2-plugins, then start Livedesk again.",
        True,
    ),
    ErrorCode.LOOPBACK_MISSING: Sentence(
        Family.SOURCE,
        "This system does not offer the sound of other programs as a device.",
        "Install a virtual sound device, BlackHole on macOS or VB-CABLE on Windows, and send the "
        "sound of other programs to it.",
    ),
    ErrorCode.HEADPHONES_UNAVAILABLE: Sentence(
        Family.SOURCE,
        "Nothing can be played on {device}: {reason}.",
        "Choose other headphones; the broadcast is not affected.",
    ),
    ErrorCode.DISK_LOW: Sentence(
        Family.RECORDING,
        "Only {free} are free where recordings are written.",
        "Make room; at {stop} the recording stops.",
    ),
    ErrorCode.DISK_FULL: Sentence(
        Family.RECORDING,
        "There is no room for recordings: {free} are free, {stop} must be.",
        "Make room or choose another folder, then record again.",
        True,
    ),
    ErrorCode.FOLDER_UNUSABLE: Sentence(
        Family.RECORDING,
        "Nothing can be written to {folder}: {reason}.",
        "Choose another folder for recordings.",
        True,
    ),
    ErrorCode.RECORDING_FAILED: Sentence(
        Family.RECORDING,
        "The recording stopped: {reason}.",
        "What was recorded until then is kept. Check the disk, then record again.",
        True,
    ),
    ErrorCode.RECORDING_DAMAGED: Sentence(
        Family.RECORDING,
        "{file} can't be repaired: {reason}.",
        "The file is left as it is.",
        True,
    ),
    ErrorCode.DISK_TOO_SLOW: Sentence(
        Family.RECORDING,
        "The disk does not take recordings fast enough.",
        "What was recorded until then is kept. Choose a folder on another disk, then record again.",
        True,
    ),
    ErrorCode.RECOVERY_NO_ROOM: Sentence(
        Family.RECORDING,
        "There is no room to repair {file}.",
        "Make room, then try again; until then the file is left as it is.",
    ),
    ErrorCode.ENGINE_NOT_STARTED: Sentence(
        Family.ENGINE,
        "The broadcast engine doesn't start ({reason}).",
        "Restart Livedesk; if it repeats, send the log file to support.",
        True,
    ),
    ErrorCode.ENGINE_CRASHED: Sentence(
        Family.ENGINE,
        "The broadcast engine ended unexpectedly ({reason}).",
        "Nothing to do: it is being started again with the same settings.",
    ),
    ErrorCode.ENGINE_HUNG: Sentence(
        Family.ENGINE,
        "The broadcast engine stopped answering.",
        "Nothing to do: it is being started again with the same settings.",
    ),
    ErrorCode.ENGINE_INCOMPATIBLE: Sentence(
        Family.ENGINE,
        "A broadcast engine of another Livedesk version is running.",
        "Stop that broadcast in the version that started it, then try again.",
        True,
    ),
    ErrorCode.ENGINE_FAULT: Sentence(
        Family.ENGINE,
        "Something unexpected happened in the broadcast engine ({reason}).",
        "Try again; if it repeats, send the log file to support.",
    ),
}


class Problem(msgspec.Struct, frozen=True):
    """A failure as a value: its code and the values its sentences speak of."""

    code: ErrorCode
    params: dict[str, str] = {}

    @property
    def message(self) -> str:
        """What happened, in English."""
        return SENTENCES[self.code].message.format(**self.params)

    @property
    def hint(self) -> str:
        """The one thing to do about it, in English."""
        return SENTENCES[self.code].hint.format(**self.params)

    @property
    def family(self) -> Family:
        """Which part failed."""
        return SENTENCES[self.code].family

    @property
    def is_final(self) -> bool:
        """True where trying again can't cure it."""
        return SENTENCES[self.code].is_final


class EncoderError(Exception):
    """Base of all errors of this package; `problem` says what happened and what to do."""

    def __init__(self, code: ErrorCode, **params: object) -> None:
        self.problem = Problem(code, {name: str(value) for name, value in params.items()})
        super().__init__(self.problem.message)


class SettingsError(EncoderError):
    """The settings can't work."""


class SourceError(EncoderError):
    """Picture or sound can't be captured."""


class CodecError(EncoderError):
    """The encoder does not open, or stopped."""


class IngestError(EncoderError):
    """The way to the viewers failed."""


class IngestRefused(IngestError):
    """The server answered no."""


class IngestUnreachable(IngestError):
    """The server did not answer, or no longer does."""


class RecordingError(EncoderError):
    """A recording or a replay can't be written, or not any more."""


class EngineError(EncoderError):
    """The engine process died, hung or is of another version."""


_CLASSES: dict[Family, type[EncoderError]] = {
    Family.SETTINGS: SettingsError,
    Family.SOURCE: SourceError,
    Family.CODEC: CodecError,
    Family.REFUSED: IngestRefused,
    Family.UNREACHABLE: IngestUnreachable,
    Family.RECORDING: RecordingError,
    Family.ENGINE: EngineError,
}

EXIT_CODES: dict[Family, int] = {
    Family.SETTINGS: 2,
    Family.SOURCE: 3,
    Family.CODEC: 4,
    Family.REFUSED: 5,
    Family.UNREACHABLE: 6,
    Family.ENGINE: 7,
    Family.RECORDING: 8,
}
"""Exit code of a headless command that ended for a problem of this family (0 = done)."""


def error_for(problem: Problem) -> EncoderError:
    """Return the exception that stands for `problem`, of its family's class."""
    return _CLASSES[problem.family](problem.code, **problem.params)
