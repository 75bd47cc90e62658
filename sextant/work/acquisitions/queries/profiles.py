"""A profile to be read: its tables with names for people, and for every cell the address of its titles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import SMALL_CELL
from sextant.work.acquisitions.languages import language_name
from sextant.work.acquisitions.models import Profile
from sextant.work.acquisitions.queries.pictures import address
from sextant.work.acquisitions.queries.plans import tongue
from sextant.work.acquisitions.sorting import READERS, UNKNOWN, section_name, topic_name

TITLES: dict[str, str | Promise] = {
    "median_age": _("Median age of books, years"),
    "old_share": _("Share of old books"),
    "renewal": _("Renewal"),
    "turnover": _("Turnover: loans a copy in a year"),
    "relative_use": _("Relative use"),
    "dead_stock": _("Unused stock"),
    "languages": _("Languages"),
    "provision": _("Books for a child"),
    "gap_map": _("Gap map"),
    "award_coverage": _("Awards and recommended lists"),
    "topic_balance": _("Topics"),
}
KEYS: dict[str, str | Promise] = {
    "class": _("Class"),
    "readers": _("Readers"),
    "language": _("Language"),
    "age": _("Age"),
    "region": _("Area"),
    "award": _("List"),
    "topic": _("Topic"),
}
MEASURED: dict[str, str | Promise] = {
    "value": pgettext_lazy("of a cell", "Value"),
    "low": _("Lower bound"),
    "high": _("Upper bound"),
    "numerator": _("Above the line"),
    "denominator": _("Below the line"),
    "titles": _("Titles"),
    "index": _("Index"),
    "lacking": _("Copies lacking"),
    "weighted": _("Weighted coverage"),
}


def name_of(key: str, code: str, profile: Profile | None = None) -> str:
    """What a key of a cell is called."""
    named: dict[str, Callable[[str], Any]] = {
        "class": section_name,
        "readers": lambda one: READERS.get(one, one),
        "age": lambda one: READERS.get(one, one),
        "language": lambda one: _("any language") if one == "" else language_name("" if one == UNKNOWN else one),
        "region": lambda one: one or _("everywhere"),
        "topic": topic_name,
        "award": lambda one: list_name(profile, one) if profile else one,
    }
    return str(named[key](code)) if key in named else code


def list_name(profile: Profile, code: str) -> str:
    """What a list was called when the profile was made."""
    found = profile.tables.get("lists", {}).get(code)
    return str(found[tongue()]) if found else code


def definition_of(profile: Profile, name: str) -> str:
    """How a measure is reckoned, in the reader's language."""
    return str(profile.tables.get(name, {}).get("definition", {}).get(tongue(), ""))


def question(name: str, cell: dict[str, Any]) -> dict[str, str]:
    """What the list of titles is asked, so that it shows the titles of this cell and no others."""
    kinds = {"median_age": "dated", "old_share": "old", "renewal": "fresh", "dead_stock": "idle"}
    asked = {"stand": kinds.get(name, "held")}
    if "class" in cell:
        asked["section"] = "" if cell["class"] == UNKNOWN else cell["class"]
    if "readers" in cell:
        asked["readers"] = cell["readers"]
    if name in ("provision", "gap_map"):
        asked["suits"] = cell["age"]
    if cell.get("language"):
        asked["language"] = "" if cell["language"] == UNKNOWN else cell["language"]
    if cell.get("region"):
        asked["place"] = cell["region"]
    for key in ("topic", "award"):
        if key in cell:
            asked[key] = cell[key]
    return asked


@dataclass(frozen=True)
class Shown:
    """A cell as a page shows it: its names, its figures, where its titles are (empty: nowhere), and a step of 0 to 4 for its colour."""

    names: dict[str, str]
    cell: dict[str, Any]
    url: str
    heat: int = 2

    @property
    def value(self) -> Any:
        """The figure; None where there was nothing to divide by."""
        return self.cell["value"]


@dataclass(frozen=True)
class Reading:
    """A profile read by somebody: `titles` is the address of the list of titles, empty where the titles of the profile are not those that stand;
    `insider` reads loans and small numbers of children too."""

    profile: Profile
    titles: str
    insider: bool

    def url(self, name: str, cell: dict[str, Any]) -> str:
        """Where the titles of a cell are listed; nowhere for a cell of none, or one that tells of loans to others."""
        closed = not cell["titles"] or (name == "dead_stock" and not self.insider)
        return "" if closed else address(self.titles, **question(name, cell))

    def cells(self, name: str) -> list[Shown]:
        """The cells of a table in its order."""
        found = []
        for cell in self.profile.cells(name):
            names = {key: name_of(key, cell[key], self.profile) for key in KEYS if key in cell}
            found.append(Shown(names, self._closed(name, cell), self.url(name, cell), heat_of(cell)))
        return found

    def _closed(self, name: str, cell: dict[str, Any]) -> dict[str, Any]:
        """Figures of fewer than five children are for the library and the section."""
        few = name in ("provision", "gap_map", "languages") and 0 < cell["denominator"] < SMALL_CELL
        return cell if self.insider or not few else {**cell, "value": None, "denominator": None, "index": "", "lacking": "", "few": True}

    def bars(self, name: str, key: str, *, times: float = 1.0) -> list[tuple[str, float | None, str]]:
        """Cells as bars: name, value, address."""
        return [(one.names[key], None if one.value is None else times * one.value, one.url) for one in self.cells(name)]

    def matrix(self, names: tuple[str, ...], across: str, down: str) -> "Matrix":
        """Tables of the same keys as one: a row for each `down`, a column for each `across`, in a cell one figure of each table."""
        found: dict[str, dict[str, list[Shown | None]]] = {}
        columns: dict[str, str] = {}
        for place, name in enumerate(names):
            for cell, one in zip(self.profile.cells(name), self.cells(name), strict=True):
                columns.setdefault(cell[across], one.names[across])
                row = found.setdefault(cell[down], {})
                row.setdefault(cell[across], [None] * len(names))[place] = one
        order = [code for code in READERS if code in columns] + [code for code in columns if code not in READERS]
        rows = [(name_of(down, code, self.profile), [row.get(column) for column in order]) for code, row in found.items()]
        return Matrix([columns[code] for code in order], rows)

    def gap_rows(self) -> "Matrix":
        """The gap map: a row for each language and area, a column for each age."""
        columns: dict[str, str] = {}
        rows: dict[tuple[str, str], dict[str, list[Shown | None]]] = {}
        for cell, one in zip(self.profile.cells("gap_map"), self.cells("gap_map"), strict=True):
            columns.setdefault(cell["age"], one.names["age"])
            rows.setdefault((one.names["language"], one.names["region"]), {})[cell["age"]] = [one]
        order = [code for code in READERS if code in columns]
        named = [(f"{language} · {region}", [row.get(code) for code in order]) for (language, region), row in sorted(rows.items())]
        return Matrix([columns[code] for code in order], named)


@dataclass(frozen=True)
class Matrix:
    """Names of columns, and rows with their names; a cell has one figure of each table, or is None."""

    columns: list[str]
    rows: list[tuple[str, list[list[Shown | None] | None]]]


def heat_of(cell: dict[str, Any]) -> int:
    """0 far below the mean, 2 about the mean, 4 far above: steps of the index of the gap map."""
    if not cell.get("index"):
        return 2
    index = float(cell["index"])
    return next((step for step, bound in enumerate((0.25, 0.75, 1.25, 2.0)) if index < bound), 4)


def _named(key: str) -> Callable[[Shown], Any]:
    return lambda row: row.names[key]


def _figure(name: str) -> Callable[[Shown], Any]:
    return lambda row: row.cell.get(name)


def table_of(reading: Reading, name: str) -> Table:
    """A table as a file: names of the keys, then the figures."""
    rows = reading.cells(name)
    keys = [key for key in KEYS if rows and key in rows[0].names]
    figures = [figure for figure in MEASURED if rows and any(one.cell.get(figure) not in (None, "") for one in rows)]
    columns = [Column(key, KEYS[key], _named(key)) for key in keys]
    columns += [Column(figure, MEASURED[figure], _figure(figure)) for figure in figures]
    return Table(f"profile-{reading.profile.collection_id}-{name}", tuple(columns), rows)


def share_of(totals: dict[str, Any], name: str) -> float | None:
    """A share of the whole, from what it was made of."""
    below = totals.get(f"{name}_below")
    return totals[f"{name}_above"] / below if below else None
