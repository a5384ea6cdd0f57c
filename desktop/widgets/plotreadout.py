"""Says in words and figures what a plot shows, for its header and for screen readers."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from desktop.widgets.plotheader import LegendItem
from desktop.widgets.plotmodel import (
    Floats,
    PlotLine,
    Quantity,
    Samples,
    WindowFigures,
    value_near,
    window_figures,
)
from desktop.widgets.tokens import current_theme

_NEAR_S = 1.5
_MINUTE_S = 60


class PlotReadout(QObject):
    """Title, headline, legend and summary of one plot, in the present language."""

    def __init__(self, quantity: Quantity, lines: Sequence[PlotLine], parent: QObject) -> None:
        super().__init__(parent)
        self._quantity = quantity
        self._lines = tuple(lines)
        self._labels: Mapping[str, str] = {}
        self._figures: dict[str, WindowFigures] = {}
        self._samples: dict[str, tuple[Floats, Floats]] = {}
        self._now_s = 0.0
        self._headline: str | None = None
        self.title = ""

    def set_texts(self, title: str, labels: Mapping[str, str]) -> None:
        """Name the plot and, by key, its lines."""
        self.title, self._labels = title, dict(labels)

    def set_headline(self, text: str | None) -> None:
        """Say `text` instead of the first line's latest value."""
        self._headline = text

    def take(self, now_s: float, start_s: float, samples: Samples) -> None:
        """Work out the figures of all samples between these times."""
        self._now_s = now_s
        self._samples = {key: (times, values) for key, (times, values) in samples.items()}
        self._figures = {
            key: window_figures(times, values, start_s) for key, (times, values) in samples.items()
        }

    def clear(self) -> None:
        """Forget the samples and the headline."""
        self._samples, self._figures, self._headline = {}, {}, None

    def highest(self) -> float:
        """Return the highest value of all lines, 0 where there is none."""
        return max((figures.highest or 0.0 for figures in self._figures.values()), default=0.0)

    def heading(self, cursor_s: float | None) -> str:
        """Return the title, or the moment that is being read off."""
        return self.title if cursor_s is None else self._moment(cursor_s)

    def headline(self, cursor_s: float | None) -> str:
        """Return the value to write large, with its unit."""
        if self._headline is not None:  # what it says is not known of the past
            return self._headline if cursor_s is None else ""
        return self._quantity.text(self._value(self._lines[0].key, cursor_s))

    def legend(self, cursor_s: float | None) -> tuple[LegendItem, ...]:
        """Return each line's value; for a single line what it did in the window."""
        number = self._quantity.number
        if len(self._lines) == 1:
            figures = self._figures.get(self._lines[0].key, WindowFigures())
            return (
                LegendItem(self.tr("min"), number(figures.lowest)),
                LegendItem(self.tr("avg"), number(figures.mean)),
                LegendItem(self.tr("max"), number(figures.highest)),
            )
        theme = current_theme()
        return tuple(
            LegendItem(
                self._labels.get(line.key, line.key),
                number(self._value(line.key, cursor_s)),
                theme.target_line if line.is_target else theme.lines[line.colour],
                line.is_target,
            )
            for line in self._lines
        )

    def summary(self) -> str:
        """Return what the plot shows, in sentences."""
        return " ".join([f"{self.title}.", *(self._sentence(line) for line in self._lines)])

    def at_cursor(self, cursor_s: float) -> str:
        """Return the values that are being read off, in one sentence."""
        values = ", ".join(
            f"{self._labels.get(line.key) or self.title} "
            f"{self._quantity.text(self._value(line.key, cursor_s))}"
            for line in self._lines
        )
        return f"{self._moment(cursor_s)}: {values}"

    def age(self, age_s: float) -> str:
        """Return how old the newest sample is."""
        if age_s < 2 * _MINUTE_S:
            return self.tr("{seconds} s old").format(seconds=round(age_s))
        return self.tr("{minutes} min old").format(minutes=round(age_s / _MINUTE_S))

    def _moment(self, cursor_s: float) -> str:
        minutes, seconds = divmod(round(cursor_s), _MINUTE_S)
        return self.tr("−{minutes}:{seconds} min").format(minutes=minutes, seconds=f"{seconds:02d}")

    def _value(self, key: str, cursor_s: float | None) -> float | None:
        if cursor_s is None:
            return self._figures.get(key, WindowFigures()).latest
        if key not in self._samples:
            return None
        return value_near(*self._samples[key], self._now_s - cursor_s, _NEAR_S)

    def _sentence(self, line: PlotLine) -> str:
        name = self._labels.get(line.key) or self.title
        figures = self._figures.get(line.key, WindowFigures())
        text = self._quantity.text
        if figures.mean is None:
            return self.tr("{line}: no values.").format(line=name)
        return self.tr("{line}: now {now}, lowest {low}, average {mean}, highest {high}.").format(
            line=name,
            now=text(figures.latest),
            low=text(figures.lowest),
            mean=text(figures.mean),
            high=text(figures.highest),
        )
