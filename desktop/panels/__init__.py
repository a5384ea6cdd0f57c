"""The panels of the window, in their order; a new one is its file and its line here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from desktop.bridges.studio import Studio
from desktop.panels.chat import ChatPanel
from desktop.panels.controls import ControlsPanel
from desktop.panels.destination import DestinationPanel
from desktop.panels.excitement import ExcitementPanel
from desktop.panels.healthstrip import HealthStrip
from desktop.panels.layers import LayersPanel
from desktop.panels.mixer import MixerPanel
from desktop.panels.notices import NoticesPanel
from desktop.panels.picture import PicturePanel
from desktop.panels.preview import PreviewPanel
from desktop.panels.recording import RecordingPanel
from desktop.panels.scenes import ScenesPanel
from desktop.panels.statusrow import StatusRow


class Place(StrEnum):
    """Where in the window a panel stands."""

    TOP = "top"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTTOM = "bottom"
    CHAT = "chat"
    """A tab beside the setup, or a column of its own: `desktop.chatplace`."""


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """One panel: its object name, its place, and what makes it."""

    name: str
    place: Place
    build: Callable[[Studio], QWidget]


PANELS = (
    PanelPlan("notices", Place.TOP, NoticesPanel),
    PanelPlan("layers", Place.LEFT, LayersPanel),
    PanelPlan("destination", Place.LEFT, DestinationPanel),
    PanelPlan("picture", Place.LEFT, PicturePanel),
    PanelPlan("preview", Place.CENTRE, PreviewPanel),
    PanelPlan("excitement", Place.CENTRE, ExcitementPanel),
    PanelPlan("scenes", Place.CENTRE, ScenesPanel),
    PanelPlan("chat", Place.CHAT, ChatPanel),
    PanelPlan("controls", Place.RIGHT, ControlsPanel),
    PanelPlan("recording", Place.RIGHT, RecordingPanel),
    PanelPlan("mixer", Place.RIGHT, MixerPanel),
    PanelPlan("health", Place.BOTTOM, HealthStrip),
    PanelPlan("status", Place.BOTTOM, StatusRow),
)
