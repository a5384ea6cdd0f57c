"""The colours of the dark and the light theme; without Qt, so that a window can start in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours (`#RRGGBB`); text colours reach 4.5:1 on window, surface and raised."""

    name: str
    is_dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    sunken: str
    border: str
    outline: str
    """Edge of what can be operated, at least 3:1 on surface and sunken."""
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    good: str
    warning: str
    bad: str
    live: str
    on_live: str
    practice: str
    on_practice: str
    reconnecting: str
    on_reconnecting: str
    selection: str
    video: str
    """Behind pictures; the same in both themes, because pictures are judged on it."""
    on_video: str
    grid: str
    lines: tuple[str, ...]
    """Plot lines, told apart by the colour-blind too; at least 3:1 on surface."""
    target_line: str


DARK = Theme(
    name="dark",
    is_dark=True,
    window="#13161B",
    surface="#1A1E25",
    raised="#252B35",
    hover="#2F3743",
    sunken="#0F1216",
    border="#2C333E",
    outline="#6B7889",
    text="#E9EDF2",
    muted="#A7B1BE",
    disabled="#6B7583",
    accent="#66ACFF",
    on_accent="#06182E",
    good="#4FD09A",
    warning="#F2BB4E",
    bad="#FF8A8A",
    live="#D7263D",
    on_live="#FFFFFF",
    practice="#2C67B8",
    on_practice="#FFFFFF",
    reconnecting="#F2BB4E",
    on_reconnecting="#221800",
    selection="#29466B",
    video="#000000",
    on_video="#E9EDF2",
    grid="#29303A",
    lines=("#66ACFF", "#F2BB4E", "#4FD09A", "#C7A2FF", "#FF8F6B"),
    target_line="#8A96A5",
)

LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#EEF1F5",
    surface="#FFFFFF",
    raised="#F3F5F8",
    hover="#E4E9EF",
    sunken="#FFFFFF",
    border="#D3DAE2",
    outline="#768496",
    text="#1A2028",
    muted="#525D6B",
    disabled="#8D97A4",
    accent="#1D5FBF",
    on_accent="#FFFFFF",
    good="#0B6B47",
    warning="#8A5300",
    bad="#B3192B",
    live="#C81E3A",
    on_live="#FFFFFF",
    practice="#2A5FA8",
    on_practice="#FFFFFF",
    reconnecting="#F2BB4E",
    on_reconnecting="#221800",
    selection="#CFE1F8",
    video="#000000",
    on_video="#E9EDF2",
    grid="#E3E8EE",
    lines=("#1F6FD0", "#B36200", "#0B8457", "#7B4BC4", "#C8452B"),
    target_line="#6B7785",
)
