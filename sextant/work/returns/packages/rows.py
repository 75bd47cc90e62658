"""What an edition is made of: the returns as they stood, in the order of their keys, and figures reckoned from them alone."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sextant.lab.returns import dictionary, indicators
from sextant.lab.returns.formulas import evaluate
from sextant.work.returns.models import Edition, LibraryReturn

BATCH = 500
Number = float | int
SUMS = "all", "region"


@dataclass(frozen=True)
class Row:
    """One library's return in an edition."""

    key: str
    name: str
    region: str
    size_class: str
    values: dict[str, Number]
    statuses: dict[str, str]
    origins: dict[str, str]

    @property
    def codes(self) -> list[str]:
        """Every variable that was asked for, in the order of their codes."""
        return sorted({*self.values, *self.statuses})


def rows_of(edition: Edition) -> Iterator[Row]:
    """The returns of an edition, read in batches; names and regions as they stood when it was asked for."""
    members = edition.returns
    for start in range(0, len(members), BATCH):
        part = members[start : start + BATCH]
        held = LibraryReturn.objects.in_bulk([one[0] for one in part])
        for pk, key, name, region in part:
            one = held[pk]
            yield Row(key, name, region, one.size_class, one.values, one.statuses, one.origins)


class Sums:
    """Totals of variables, and inputs of indicators over the libraries that have every input, by group."""

    def __init__(self) -> None:
        self.variables: dict[tuple[str, str], dict[str, list[Number]]] = defaultdict(lambda: defaultdict(list))
        self.inputs: dict[tuple[str, str], dict[str, list[list[Number]]]] = defaultdict(lambda: defaultdict(list))

    def add(self, row: Row) -> None:
        for group in (("all", ""), ("region", row.region)):
            for code, value in row.values.items():
                self.variables[group][code].append(value)
            for code, indicator in indicators.definitions().items():
                if all(name in row.values for name in indicator.inputs):
                    self.inputs[group][code].append([row.values[name] for name in indicator.inputs])

    def lines(self) -> Iterator[tuple[str, str, str, str, int, Number | None]]:
        """Kind of group, group, what, code, libraries, value: a total, or the formula over sums (nothing where it would divide by nought)."""
        for group in sorted(self.variables, key=lambda one: (SUMS.index(one[0]), one[1])):
            for code in dictionary.variables():
                if numbers := self.variables[group].get(code):
                    yield *group, "variable", code, len(numbers), _total(numbers)
            for code, indicator in indicators.definitions().items():
                if given := self.inputs[group].get(code):
                    sums = {name: _total(column) for name, column in zip(indicator.inputs, zip(*given, strict=True), strict=True)}
                    yield *group, "indicator", code, len(given), evaluate(indicator.formula, sums, {}, indicator.inputs).value


def _total(numbers: "list[Number] | tuple[Number, ...]") -> Number:
    """The sum without rounding on the way (fsum), so that the order makes no difference; whole where all are whole."""
    return sum(numbers) if all(isinstance(one, int) for one in numbers) else math.fsum(numbers)
