"""The language of every text: English as written, Japanese from resources, switchable at any time.

Sentences that come from outside the window (errors, source options, what the engine says) are
translated by their English text in the context ENGINE_CONTEXT.
"""

import re
from collections.abc import Mapping
from importlib import resources
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from chatclient import errors as chat_errors
from cloud import errors as cloud_errors
from encoder import errors as encoder_errors

LanguageChoice = Literal["system", "en", "ja"]
ENGINE_CONTEXT = "engine"
_KIND_OF_DISPLAY = re.compile(r"(\w+) (:\S+)")
"""As in "Screen :0", which is the system's name for it."""
_NAMES = frozenset({"resource", "stack", "pattern", "needed", "parameter", "profile", "action"})
"""Parameters that are names, also where there happens to be a text like them."""
_NUMBER_WITH_UNIT = re.compile(r"([\d.,]+) (\w[\w/]*)")


Problem = encoder_errors.Problem | cloud_errors.Problem | chat_errors.Problem


class LanguageSwitch(QObject):
    """Keeps the application in the chosen language; Qt then sends LanguageChange to every widget.

    Signals:
        changed(str): "en" or "ja" is spoken from now on.
    """

    changed = Signal(str)

    def __init__(self, app: QCoreApplication, choice: LanguageChoice = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice: LanguageChoice = choice
        self._translators: list[QTranslator] = []
        self._own = b""
        self._language = "en"
        self.choose(choice)

    @property
    def choice(self) -> LanguageChoice:
        """What the user asked for last."""
        return self._choice

    @property
    def language(self) -> str:
        """What is spoken now: "en" or "ja"."""
        return self._language

    def choose(self, choice: LanguageChoice) -> None:
        """Speak this language from now on; GUI thread."""
        self._choice = choice
        self._language = system_language() if choice == "system" else choice
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        QLocale.setDefault(QLocale(self._language))
        if self._language != "en":
            own = resources.files("resources") / f"translations/livedesk_{self._language}.qm"
            # Qt would map the file, and a window die for one that an update writes over.
            self._own = own.read_bytes() if own.is_file() else b""
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            of_qt, of_ours = QTranslator(self), QTranslator(self)
            is_found = of_qt.load(f"qtbase_{self._language}", qt)
            self._install(of_qt, is_found)
            self._install(of_ours, of_ours.load(self._own))
        self.changed.emit(self._language)

    def _install(self, translator: QTranslator, is_loaded: bool) -> None:
        if is_loaded:
            self._translators.append(translator)
            self._app.installTranslator(translator)


def system_language() -> str:
    """Return "ja" where the system prefers Japanese to English, else "en"."""
    for name in QLocale.system().uiLanguages():
        language = name.partition("-")[0]
        if language in ("ja", "en"):
            return language
    return "en"


def translated(text: str) -> str:
    """Return a text of the engine or the cloud in the present language."""
    return QCoreApplication.translate(ENGINE_CONTEXT, text) if text else ""


def device_title(title: str) -> str:
    """Return what a device is called, in the present language; most names are their makers'."""
    match = _KIND_OF_DISPLAY.fullmatch(title)
    return f"{translated(match[1])} {match[2]}" if match is not None else translated(title)


def message_of(problem: Problem) -> str:
    """Return what happened, in the present language."""
    return _filled(_sentences(problem)[0], problem.params)


def hint_of(problem: Problem) -> str:
    """Return the one thing to do about it, in the present language."""
    return _filled(_sentences(problem)[1], problem.params)


def _sentences(problem: Problem) -> tuple[str, str]:
    if isinstance(problem, encoder_errors.Problem):
        known = encoder_errors.SENTENCES[problem.code]
        return known.message, known.hint
    if isinstance(problem, chat_errors.Problem):
        said = chat_errors.SENTENCES[problem.code]
        return said.message, said.hint
    sentence = cloud_errors.SENTENCES[problem.code]
    return sentence.message, sentence.hint


def _filled(sentence: str, params: Mapping[str, str]) -> str:
    said = {name: text if name in _NAMES else _parameter(text) for name, text in params.items()}
    return translated(sentence).format(**said)


def _parameter(text: str) -> str:
    """Translate a parameter that is a known text, or the unit behind a number."""
    match = _NUMBER_WITH_UNIT.fullmatch(text)
    if match is not None:
        return f"{match[1]} {translated(match[2])}"
    return translated(text)
