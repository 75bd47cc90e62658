"""Titles of a collection, as a cell of its profile or somebody's question asks for them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column
from sextant.work.acquisitions.languages import language_name
from sextant.work.acquisitions.models import Collection, Holding, Profile, Title
from sextant.work.acquisitions.sorting import READERS, band_of, codes_in, section_name, topic_name


def titles_of(collection: Collection) -> QuerySet[Title]:
    """The titles that stand."""
    return Title.objects.filter(run=collection.current_id)


def norms_shown(collection: Collection) -> dict[str, Any]:
    """The norms of the profile, as long as it is of the titles that stand; else none, and nothing is called old, fresh or idle."""
    profile: Profile | None = collection.profile
    return profile.parameters if profile is not None and profile.run_id == collection.current_id else {}


def _stands(norms: Mapping[str, Any]) -> dict[str, Q]:
    """Which titles of a kind there are, as the profile reckons."""
    nothing, year = Q(pk=None), norms.get("year")
    return {
        "held": Q(copies__gt=0),
        "dated": Q(copies__gt=0, year__isnull=False),
        "old": Q(copies__gt=0, year__lt=year - norms["old"]) if year else nothing,
        "recent": Q(copies__gt=0, year__gt=year - norms["recent"]) if year else nothing,
        "fresh": Q(copies__gt=0, is_fresh=True),
        "idle": Q(copies__gt=0, is_idle=True),
        "lent": Q(copies__gt=0, loans__gt=0),
        "awarded": Q(copies__gt=0) & ~Q(awards=""),
    }


def _suits(code: str) -> Q:
    """Titles whose ages meet the band; those for adults suit none."""
    band = band_of(code)
    return Q(low__lt=18, low__lte=band[1], high__gte=band[0]) if band else Q(pk=None)


LOOKUPS = {"readers": "readers", "language": "language", "section": "section", "since": "year__gte", "until": "year__lte"}


def titles_wanted(collection: Collection, asked: Mapping[str, Any], norms: Mapping[str, Any]) -> QuerySet[Title]:
    """Titles of one question, by title."""
    wanted = Q()
    for name, lookup in LOOKUPS.items():
        if name in asked:
            wanted &= Q(**{lookup: asked[name]})
    for name in ("topic", "award"):
        if name in asked:
            wanted &= Q(**{f"{name}s__contains": f";{asked[name]};"})
    if "suits" in asked:
        wanted &= _suits(asked["suits"])
    if "place" in asked:
        wanted &= Q(Exists(Holding.objects.filter(title=OuterRef("pk"), location=asked["place"], copies__gt=0)))
    if asked.get("stand"):
        wanted &= _stands(norms)[asked["stand"]]
    for word in asked.get("q", "").split()[:6]:
        wanted &= Q(title__icontains=word) | Q(author__icontains=word) | Q(isbn__startswith=word.replace("-", ""))
    return titles_of(collection).filter(wanted).order_by("title", "id")


def choices_of(collection: Collection) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Classes, languages and places that the collection has."""
    rows = titles_of(collection)
    sections = sorted(rows.order_by().values_list("section", flat=True).distinct())
    codes = rows.order_by().values_list("language", flat=True).distinct()
    languages = sorted(((code, language_name(code)) for code in codes), key=lambda pair: (not pair[0], pair[1].casefold()))
    places = Holding.objects.filter(title__run=collection.current_id).order_by().values_list("location", flat=True).distinct()
    return sections, languages, sorted(places)[:300]


OPEN = (
    Column("isbn", "ISBN", lambda row: row.isbn),
    Column("title", _("Title"), lambda row: row.title),
    Column("author", _("Author"), lambda row: row.author),
    Column("publisher", _("Publisher"), lambda row: row.publisher),
    Column("year", _("Year"), lambda row: row.year),
    Column("language", _("Language"), lambda row: language_name(row.language)),
    Column("readers", _("Readers"), lambda row: str(READERS.get(row.readers, row.readers))),
    Column("mark", _("Age mark"), lambda row: row.mark),
    Column("section", _("Class"), lambda row: str(section_name(row.section))),
    Column("topics", _("Topics"), lambda row: "; ".join(topic_name(code) for code in codes_in(row.topics))),
    Column("awards", _("Lists"), lambda row: "; ".join(codes_in(row.awards))),
    Column("copies", _("Copies"), lambda row: row.copies),
)
LENT = (
    Column("loans", _("Loans of a year"), lambda row: row.loans),
    Column("idle", _("Not borrowed for long"), lambda row: int(row.is_idle)),
)


def columns_for(*, insider: bool) -> tuple[Column, ...]:
    """What a list of titles tells; loans are for the library and the section."""
    return (*OPEN, *LENT) if insider else OPEN
