"""What is held: collections with their years, and what each year lacks."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, QuerySet

from sextant.base.ordering import in_order
from sextant.lab.returns import dictionary, indicators
from sextant.work.returns.models import Collection, ImportRun, YearRelease
from sextant.work.returns.queries import words


@dataclass(frozen=True)
class Lack:
    """An indicator that a year cannot give, and the variables that were not asked for."""

    code: str
    name: str
    variables: list[str]


@dataclass(frozen=True)
class HeldYear:
    """A year of a collection with what it has and lacks."""

    release: YearRelease
    asked: int
    lacking: list[Lack] = field(default_factory=list)


def collections() -> QuerySet[Collection]:
    """All collections with their years and number of libraries, in two queries."""
    years = YearRelease.objects.order_by("-year")
    return in_order(Collection.objects.annotate(library_count=Count("libraries"))).prefetch_related(Prefetch("years", queryset=years))


def held_years(collection: Collection) -> list[HeldYear]:
    """The years of a collection, latest first."""
    return [held_year(release) for release in collection.years.order_by("-year")]


def held_year(release: YearRelease) -> HeldYear:
    lacking = []
    for code, indicator in indicators.definitions().items():
        absent = [name for name in indicator.inputs if name not in release.variables]
        if absent:
            lacking.append(Lack(code, words.text_of(indicator, "name"), [words.variable_name(name) for name in absent]))
    return HeldYear(release, len(release.variables), lacking)


@dataclass(frozen=True)
class DictionaryEntry:
    """A variable for the reader: names and definitions in both languages, and what surveys call it."""

    code: str
    name: str
    name_en: str
    name_ru: str
    definition: str
    definition_en: str
    definition_ru: str
    unit: str
    kind: str
    iso2789: str
    surveys: str


def dictionary_entries(text: str = "") -> list[DictionaryEntry]:
    """The data dictionary, or those variables whose code, names or definitions hold the text."""
    called: dict[str, list[str]] = {}
    for code, ours, collection in Collection.objects.exclude(terms__variable="").values_list("terms__code", "terms__variable", "code"):
        called.setdefault(ours or "", []).append(f"{collection}: {code}")
    entries = []
    for variable in dictionary.variables().values():
        unit = words.in_language(dict(zip(("en", "ru"), dictionary.UNITS[variable.unit], strict=True)))
        surveys = ", ".join(called.get(variable.code, []))
        entry = DictionaryEntry(
            variable.code,
            words.text_of(variable, "name"),
            variable.name_en,
            variable.name_ru,
            words.text_of(variable, "definition"),
            variable.definition_en,
            variable.definition_ru,
            unit,
            variable.kind,
            variable.iso2789,
            surveys,
        )
        told = f"{entry.code} {entry.name_en} {entry.name_ru} {entry.definition_en} {entry.definition_ru} {surveys}".casefold()
        if text.casefold() in told:
            entries.append(entry)
    return entries


def imports() -> QuerySet[ImportRun]:
    """All imports, latest first."""
    return ImportRun.objects.select_related("collection", "job", "by")
