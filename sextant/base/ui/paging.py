"""A list in pages, with the question that was asked kept in every link."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

SIZE = 50


class Listed(Protocol):
    """What can be paged: a queryset, a list, or anything that is counted and sliced like one."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: slice, /) -> Any: ...


class FromNearerEnd:
    """A queryset in an order without ties, whose later half is read from its end: the database walks past half as many rows at most."""

    def __init__(self, rows: QuerySet[Any, Any], number: int | None = None) -> None:
        """`number` is how many rows there are, for a list that knows a quicker way to count itself."""
        self.rows, self._number = rows, number

    def __len__(self) -> int:
        if self._number is None:
            self._number = self.rows.count()
        return self._number

    def __getitem__(self, place: slice, /) -> list[Any]:
        start, stop, _step = place.indices(len(self))
        if start + stop <= len(self):
            return list(self.rows[start:stop])
        return list(self.rows.reverse()[len(self) - stop : len(self) - start])[::-1]


class ReadOnce:
    """A queryset that is dear to ask, such as one that answers a text: its keys are read once, and the rows of one page by their keys."""

    def __init__(self, found: QuerySet[Any, Any], rows: QuerySet[Any, Any]) -> None:
        """`found` says which and in what order; `rows` are all of the model, with what a page joins to them."""
        self.found, self.rows = found, rows

    @cached_property
    def keys(self) -> list[Any]:
        return list(self.found.values_list("pk", flat=True))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: slice, /) -> list[Any]:
        wanted = self.keys[place]
        known = self.rows.in_bulk(wanted)
        return [known[key] for key in wanted if key in known]


@dataclass(frozen=True)
class Page:
    """One page of a list: rows, its number, how many pages and rows there are, and links that keep the query."""

    rows: list[Any]
    number: int
    pages: int
    count: int
    start: int
    query: str

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def end(self) -> int:
        return self.start + len(self.rows) - 1 if self.rows else 0

    def link(self, number: int) -> str:
        """The query string of another page of the same list."""
        return f"?{self.query}&page={number}" if self.query else f"?page={number}"

    @property
    def previous(self) -> str:
        return self.link(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.link(self.number + 1) if self.number < self.pages else ""

    @property
    def links(self) -> list[tuple[int | None, str]]:
        """(number, link) of the first, the last and the neighbouring pages; (None, "") stands for a gap."""
        near = {1, self.pages, *range(self.number - 2, self.number + 3)}
        shown: list[tuple[int | None, str]] = []
        for number in sorted(n for n in near if 1 <= n <= self.pages):
            last = shown[-1][0] if shown else 0
            if last is not None and number - last > 1:
                shown.append((None, ""))
            shown.append((number, self.link(number)))
        return shown


def paged(request: HttpRequest, rows: Listed, size: int = SIZE) -> Page:
    """The page that `?page=` asks for; a number too large or not a number gives the nearest page, never an error."""
    paginator: Paginator[Any] = Paginator(cast("QuerySet[Any]", rows), size)
    current = paginator.get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop("format", None)
    return Page(list(current.object_list), current.number, paginator.num_pages, paginator.count, current.start_index(), kept.urlencode())
