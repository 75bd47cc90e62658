"""What lies ahead: houses that forecast tell their forecasts here, and others read them without importing anybody.

Words (titles, units, reasons of breaks) come in the language that is active when the outlooks are asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Ahead:
    """One year that is not known yet: what is expected, and the ends of its 80 % interval."""

    year: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Outlook:
    """A forecast series with what is known of how good its forecasts were.

    `code` is unique over all houses (`returns.demo.visits`); `address` is the public page of the forecast. `past`: years with their
    values, ascending, None where a year is not known. `better_by`: the share of the naive forecast's error that the model saved in the
    backtest (0.12 is 12 %), 0 where the naive forecast is kept or nothing could be compared. `coverage80`: the share of the backtest's
    held-out values that lay within 80 % intervals, None where too few were held out. `breaks`: years from which on the values mean
    something else, with the reason. `known_until`: the last year with values.
    """

    code: str
    title: str | Promise
    unit: str | Promise
    address: str
    past: tuple[tuple[int, float | None], ...]
    ahead: tuple[Ahead, ...]
    model: str
    better_by: float
    coverage80: float | None
    breaks: tuple[tuple[int, str | Promise], ...]
    known_until: int

    @property
    def is_naive(self) -> bool:
        """Whether no model was better than repeating the last value (sums may have moved it a little: `naive+wls`)."""
        return self.model.partition("+")[0] == "naive"


Source = Callable[[], Iterable[Outlook]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds a function that tells a house's outlooks with a constant number of queries; registering it twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


def outlooks() -> list[Outlook]:
    """All outlooks of all houses by code; only what everybody may see."""
    return sorted((one for source in _sources for one in source()), key=lambda one: one.code)
