"""What apps let be found, and to whom. Both are registered in `apps.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise


@dataclass(frozen=True)
class EntryDraft:
    """An object as its app wants it found. Put into it only what everybody of the `audience` may read.

    `text` is searched but not shown; title and summary are searched as well. `audience` is one of `public`,
    `users`, `members`, `office`, or a word of the app's own with a key, such as `section:12`.
    """

    title_ru: str
    title_en: str
    url_name: str
    url_args: tuple[Any, ...] = ()
    summary_ru: str = ""
    summary_en: str = ""
    text: str = ""
    audience: str = "office"
    weight: int = 0


@dataclass(frozen=True)
class Searchable:
    """One kind of thing that can be found: its rows, and how a row becomes an entry (None: not to be found at all)."""

    kind: str
    model: type[models.Model]
    entry_of: Callable[[Any], EntryDraft | None]
    title: str | Promise
    rows: Callable[[], models.QuerySet[Any]] | None = field(default=None)

    def all_rows(self) -> models.QuerySet[Any]:
        """Every row that may become an entry, with what `entry_of` reads already joined."""
        return self.rows() if self.rows else self.model._default_manager.all()


_searchables: dict[str, Searchable] = {}
_audiences: list[Callable[[Any], Iterable[str]]] = []


def register(searchable: Searchable) -> None:
    """Lets a model be found; `search.actions.index(obj)` keeps its entries up to date."""
    _searchables[searchable.kind] = searchable


def searchables() -> list[Searchable]:
    return list(_searchables.values())


def searchable(kind: str) -> Searchable:
    return _searchables[kind]


def searchable_of(obj: models.Model) -> Searchable:
    """The registered kind of an object; KeyError when its model was never registered, a programmer's mistake."""
    for known in _searchables.values():
        if isinstance(obj, known.model):
            return known
    raise KeyError(f"{obj._meta.label} is not registered with search")


def register_audience(audiences_of: Callable[[Any], Iterable[str]]) -> None:
    """Adds a function of the user that names further audiences he belongs to: `section:12`, or `section:*` for every key."""
    _audiences.append(audiences_of)


def registered_audiences(user: Any) -> set[str]:
    """What the registered functions say of a user."""
    return {audience for audiences_of in _audiences for audience in audiences_of(user)}
