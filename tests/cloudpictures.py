"""The data flow of each architecture for the documentation: `python -m tests.cloudpictures FOLDER`.

As the cloud page exports them, before anything was made.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale

from cloud.patterns.catalogue import catalogue
from desktop.opening import make_application
from desktop.panels.cloud.architecture import picture_of
from desktop.widgets.colours import LIGHT
from desktop.widgets.flowpainter import flow_png


def main() -> None:
    """Write one PNG for each architecture into the folder."""
    folder = Path(sys.argv[1])
    make_application(["livedesk"])
    QLocale.setDefault(QLocale(QLocale.Language.English))
    for each in catalogue():
        (folder / f"cloud-{each.id}.png").write_bytes(flow_png(picture_of(each, None), LIGHT))


if __name__ == "__main__":
    main()
