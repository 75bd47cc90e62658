"""Scales of charts: round steps of 1, 2 or 5, and a number's place between two edges. Pure."""

from dataclasses import dataclass
from math import ceil, floor, log10


def nice_step(span: float, count: int = 5) -> tuple[int, int]:
    """A step of 1, 2 or 5 times a power of ten, as (mantissa, exponent), that cuts the span into about `count` parts."""
    if span <= 0:
        return 1, 0
    exponent = floor(log10(span / count))
    fraction = span / count / 10**exponent
    for mantissa in (1, 2, 5):
        if fraction <= mantissa * 1.0000001:
            return mantissa, exponent
    return 1, exponent + 1


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers that reach from at or below `low` to at or above `high`: nice_ticks(0, 47) is 0, 10, … 50."""
    if high <= low:
        high = low + (abs(low) or 1)
    mantissa, exponent = nice_step(high - low, count)
    step = mantissa * 10.0**exponent
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * mantissa * 10.0**exponent, max(0, -exponent)) for number in range(first, last + 1)]


def edges(values: list[float], *, from_zero: bool) -> tuple[float, float]:
    """The span an axis has to show. It begins at zero when asked to, or when the smallest value is not far from it."""
    low, high = min(values), max(values)
    if from_zero or (low >= 0 and low < high * 0.6):
        low = min(low, 0.0)
    if from_zero:
        high = max(high, 0.0)
    return low, high


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` laid between two places of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)
