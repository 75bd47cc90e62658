"""Lists that can be exported by name, for `sextant export`. Apps register theirs in `apps.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from sextant.base.exports.tables import Table


@dataclass(frozen=True)
class Export:
    """A list of the site: its name in the command, its title for people, and what makes the table of all its rows."""

    name: str
    title: str | Promise
    table: Callable[[], Table]


_exports: dict[str, Export] = {}


def register(name: str, title: str | Promise, table_function: Callable[[], Table]) -> None:
    """Makes a list known, such as `members`; the function is called without arguments and streams every row."""
    _exports[name] = Export(name, title, table_function)


def export(name: str) -> Export:
    """The list of that name; KeyError when nobody registered it."""
    return _exports[name]


def exports() -> list[Export]:
    return sorted(_exports.values(), key=lambda one: one.name)
