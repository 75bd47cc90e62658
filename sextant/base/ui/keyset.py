"""A long list in pages without numbers: a page begins after the last row of the one before, so the last is as quick as the first.

The address carries the values of the order of the row beside the page (`?after=2026-03-01~17~42`, or `?before=…`). Rows
that are added meanwhile move nobody to another place, and no page is ever skipped or shown twice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest, QueryDict

from sextant.base.ui.paging import SIZE

BETWEEN = "~"
MOST = 10_000
"""Up to so many rows are counted; beyond that a page says that there are more."""


@dataclass(frozen=True)
class Stretch:
    """Where to look first; `is_all` where no row beyond the place lies outside of it."""

    rows: Q
    is_all: bool = False


Near = Callable[[Any, bool, int], Stretch | None]
"""The stretch for so many rows from a value of the first field of the order (None: from the beginning of the list), on or back."""


@dataclass(frozen=True)
class KeysetPage:
    """One page: its rows, links that keep the question, and how many rows there are in all (`is_more`: more than that)."""

    rows: list[Any]
    count: int
    is_more: bool
    first: str
    previous: str
    next: str

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Keyset:
    """A queryset paged by the values of its order, which has no ties: the last field is unique.

    `order` are names of fields that are never empty, descending ones with a minus. `number` is how many rows there are,
    where the list knows it; else at most `MOST` are counted. `near` narrows the search to a stretch that probably holds a
    page; where it does not, all rows are asked.
    """

    def __init__(self, rows: QuerySet[Any, Any], order: Sequence[str], *, number: int | None = None, near: Near | None = None) -> None:
        self.order, self.near, self.number = tuple(order), near, number
        self.rows = rows.order_by(*self.order)
        self._names = tuple(name.lstrip("-") for name in self.order)
        self._fields = tuple(_field(rows.model, name) for name in self._names)

    def counted(self) -> tuple[int, bool]:
        """How many rows there are, and whether there are more than that."""
        if self.number is not None:
            return self.number, False
        found = self.rows.order_by()[: MOST + 1].count()
        return min(found, MOST), found > MOST

    def written(self, row: Any) -> str:
        """The place of a row, as the address carries it."""
        return BETWEEN.join(str(_value(row, name)) for name in self._names)

    def read(self, text: str) -> tuple[Any, ...] | None:
        """The place an address names; None where it names none."""
        parts = text.split(BETWEEN)
        if len(parts) != len(self._fields) or "\x00" in text:
            return None
        try:
            return tuple(field.clean(part, None) for field, part in zip(self._fields, parts, strict=True))
        except (ValidationError, ValueError, OverflowError):
            return None

    def beyond(self, place: tuple[Any, ...], back: bool) -> Q:
        """Rows after a place in the order, or before it."""
        found, same = Q(), Q()
        for wanted, name, value in zip(self.order, self._names, place, strict=True):
            falls = wanted.startswith("-") != back
            found |= same & Q(**{f"{name}__{'lt' if falls else 'gt'}": value})
            same &= Q(**{name: value})
        return found

    def taken(self, place: tuple[Any, ...] | None, back: bool, number: int) -> list[Any]:
        """The next so many rows from a place, in the direction asked for."""
        rows = self.rows.reverse() if back else self.rows
        rows = rows.filter(self.beyond(place, back)) if place is not None else rows
        stretch = self.near(place[0] if place is not None else None, back, number) if self.near else None
        if stretch is None:
            return list(rows[:number])
        found = list(rows.filter(stretch.rows)[:number])
        return found if stretch.is_all or len(found) == number else list(rows[:number])


def keyset_page(request: HttpRequest, keyset: Keyset, size: int = SIZE) -> KeysetPage:
    """The page that `?after=` or `?before=` asks for; an address that names no place gives the first page, never an error."""
    kept = request.GET.copy()
    asked = {name: kept.get(name, "") for name in ("after", "before", "page", "format")}
    for name in asked:
        kept.pop(name, None)
    back = not asked["after"] and bool(asked["before"])
    place = keyset.read(asked["before"] if back else asked["after"])
    back = back and place is not None
    found = keyset.taken(place, back, size + 1)
    if back and len(found) <= size:
        place, back = None, False
        found = keyset.taken(place, back, size + 1)
    beyond, rows = len(found) > size, found[:size][:: -1 if back else 1]
    has_previous, has_next = (beyond, True) if back else (place is not None, beyond)
    count, is_more = keyset.counted()
    return KeysetPage(
        rows,
        count,
        is_more,
        first=_link(kept) if has_previous else "",
        previous=_link(kept, **({"before": keyset.written(rows[0])} if rows else {})) if has_previous else "",
        next=_link(kept, after=keyset.written(rows[-1])) if has_next and rows else "",
    )


def _link(kept: QueryDict, **more: str) -> str:
    asked = kept.copy()
    for name, value in more.items():
        asked[name] = value
    return f"?{asked.urlencode(safe=BETWEEN)}"


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    """The field at the end of a path of names."""
    *relations, last = path.split("__")
    for name in relations:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    found = model._meta.get_field(last)
    return found.target_field if found.is_relation else found  # type: ignore[union-attr, return-value]


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row
