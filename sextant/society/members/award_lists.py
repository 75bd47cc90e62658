"""Awards and recommended lists of books: the house that keeps them registers a provider; whoever compares a collection with them asks.

`register(provider)` with `provider() -> Iterable[AwardList]`; the provider gives only lists that everybody may read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple


class AwardEntry(NamedTuple):
    """One book of a list; `isbn` in any spelling, "" where the source has none; `author` as the source writes it; `year` of the award."""

    isbn: str
    title: str
    author: str
    year: int | None = None


@dataclass(frozen=True)
class AwardList:
    """A list: `code` is unique among all lists and stays what it is; `source` names where its entries are from, and on which terms."""

    code: str
    title_ru: str
    title_en: str
    source: str
    entries: tuple[AwardEntry, ...] = ()

    def title(self, language: str) -> str:
        """Its name in `ru` or `en`; the other one where that is empty."""
        first, second = (self.title_en, self.title_ru) if language == "en" else (self.title_ru, self.title_en)
        return first or second or self.code


Provider = Callable[[], Iterable[AwardList]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Makes a provider known; twice is once."""
    if provider not in _providers:
        _providers.append(provider)


def lists() -> list[AwardList]:
    """All lists of all providers in the order of their codes; of two with one code the first registered stands."""
    found: dict[str, AwardList] = {}
    for provider in _providers:
        for one in provider():
            found.setdefault(one.code, one)
    return [found[code] for code in sorted(found)]
