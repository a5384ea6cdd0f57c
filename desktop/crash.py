"""Makes sure that what nobody expected is written down: exceptions, crashes, Qt's complaints."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

CRASH_FILE = "crash.log"

_logger = logging.getLogger("livedesk.unexpected")
_qt_logger = logging.getLogger("livedesk.qt")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReports:
    """Installs the process's last resorts; `close()` puts back what was there before.

    `noticed` is called, on whatever thread it happened, after an exception that nobody caught.
    """

    def __init__(self, folder: Path, noticed: Callable[[], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._noticed = noticed
        self._file = (folder / CRASH_FILE).open("a", encoding="utf-8")
        faulthandler.enable(self._file)  # writes stacks only: no values, so no secrets
        self._hook_before = sys.excepthook
        self._thread_hook_before = threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def close(self) -> None:
        """Put the hooks of before back."""
        qInstallMessageHandler(None)
        threading.excepthook = self._thread_hook_before
        sys.excepthook = self._hook_before
        faulthandler.disable()
        self._file.close()

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hook_before(kind, error, trace)
            return
        _logger.error("An exception nobody caught", exc_info=(kind, error, trace))
        self._noticed()

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is None:
            return
        name = args.thread.name if args.thread is not None else "unknown"
        _logger.error(
            "The thread %s ended by an exception",
            name,
            exc_info=(args.exc_type, args.exc_value, args.exc_traceback),
        )
        self._noticed()


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_logger.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
