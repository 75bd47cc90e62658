"""Groups of libraries: regions as the returns name them, and classes by the population they serve."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Libraries serving at least `least` and fewer than `below` people (None: no upper bound)."""

    code: str
    least: int
    below: int | None
    name_en: str
    name_ru: str


SIZE_CLASSES = (
    SizeClass("0-1k", 0, 1_000, "under 1,000 people", "менее 1000 жителей"),
    SizeClass("1k-2.5k", 1_000, 2_500, "1,000 to 2,499 people", "от 1000 до 2499 жителей"),
    SizeClass("2.5k-5k", 2_500, 5_000, "2,500 to 4,999 people", "от 2500 до 4999 жителей"),
    SizeClass("5k-10k", 5_000, 10_000, "5,000 to 9,999 people", "от 5000 до 9999 жителей"),
    SizeClass("10k-25k", 10_000, 25_000, "10,000 to 24,999 people", "от 10 000 до 24 999 жителей"),
    SizeClass("25k-50k", 25_000, 50_000, "25,000 to 49,999 people", "от 25 000 до 49 999 жителей"),
    SizeClass("50k-100k", 50_000, 100_000, "50,000 to 99,999 people", "от 50 000 до 99 999 жителей"),
    SizeClass("100k-500k", 100_000, 500_000, "100,000 to 499,999 people", "от 100 000 до 499 999 жителей"),
    SizeClass("500k+", 500_000, None, "500,000 people and more", "500 000 жителей и более"),
)
UNKNOWN = SizeClass("unknown", 0, None, "population not known", "население неизвестно")


def size_class(population: float | None) -> SizeClass:
    """The class of a library that serves so many people; `unknown` where that is not known or not positive.

    The bounds are those in which IMLS tables of the Public Libraries Survey group libraries, the topmost and
    lowest classes joined; from memory of the tables, edition not seen.
    """
    if population is None or population <= 0:
        return UNKNOWN
    for group in SIZE_CLASSES:
        if group.below is None or population < group.below:
            return group
    return UNKNOWN


def size_names() -> dict[str, tuple[str, str]]:
    """The names of all classes in English and Russian by their code, in order of size."""
    return {group.code: (group.name_en, group.name_ru) for group in (*SIZE_CLASSES, UNKNOWN)}


def size_sql(population: str) -> str:
    """`size_class` as SQL over an expression."""
    cases = "".join(f" when {population} < {group.below} then '{group.code}'" for group in SIZE_CLASSES if group.below is not None)
    return f"case when {population} is null or {population} <= 0 then 'unknown'{cases} else '500k+' end"
