"""Award lists, books, votes and recommended lists as tables to take away; no name of a reader, for there is none."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.work.reading.models import AwardEntry, Ballot, Book, RecommendedList, Review
from sextant.work.reading.models.votes import STARS


def entries_table(rows: Iterable[AwardEntry], name: str = "awards") -> Table:
    columns = (
        Column("list", _("List"), lambda one: one.list.code),
        Column("award", _("Award, as it calls itself"), lambda one: one.list.award),
        Column("place", _("Place"), lambda one: one.place),
        Column("year", _("Year of the award"), lambda one: one.year),
        Column("published", _("Year of the edition"), lambda one: one.published),
        Column("title", _("Title"), lambda one: one.title),
        Column("author", _("Author"), lambda one: one.author),
        Column("illustrator", _("Illustrator"), lambda one: one.illustrator),
        Column("isbn", "ISBN", lambda one: one.isbn),
        Column("age_from", _("Age from"), lambda one: one.age_from),
        Column("age_to", _("Age to"), lambda one: one.age_to),
        Column("language", _("Language"), lambda one: one.language or one.list.language),
        Column("identifier", _("Number in the source"), lambda one: one.identifier),
        Column("source", _("Address of the source"), lambda one: one.list.source_url),
        Column("seen_on", _("Source seen on"), lambda one: one.list.seen_on),
        Column("licence", _("Licence"), lambda one: one.list.licence),
    )
    return Table(name, columns, rows)


def books_table(rows: Iterable[Book]) -> Table:
    columns = (
        Column("isbn", "ISBN", lambda one: one.isbn),
        Column("title", _("Title, as on the book"), lambda one: one.title),
        Column("author", _("Author"), lambda one: one.author),
        Column("illustrator", _("Illustrator"), lambda one: one.illustrator),
        Column("translator", _("Translator"), lambda one: one.translator),
        Column("publisher", _("Publisher"), lambda one: one.published_by),
        Column("published", _("Year of the edition"), lambda one: one.published),
        Column("language", _("Language"), lambda one: one.language),
        Column("age_from", _("Age from"), lambda one: one.age_from),
        Column("age_to", _("Age to"), lambda one: one.age_to),
        Column("topics", _("Topics"), lambda one: "; ".join(topic.code for topic in one.topics.all())),
    )
    return Table("books", columns, rows)


def ballots_table(rows: Iterable[Ballot]) -> Table:
    """Counts by library, age and day."""
    columns = (
        Column("isbn", "ISBN", lambda one: one.book.isbn),
        Column("title", _("Title, as on the book"), lambda one: one.book.title),
        Column("library", _("Library"), lambda one: str(one.library)),
        Column("region", _("Region"), lambda one: str(one.library.region) if one.library.region else ""),
        Column("band", _("Age of the readers"), lambda one: one.band),
        Column("day", _("Day of the vote"), lambda one: one.day),
        Column("source", _("How it was counted"), lambda one: one.source),
        *(Column(f"stars_{star}", _("Stars: %(star)s") % {"star": star}, _counted(name)) for star, name in enumerate(STARS, 1)),
        Column("voters", _("Voters"), lambda one: one.voters),
    )
    return Table("votes", columns, rows)


def _counted(name: str) -> Any:
    return lambda one: getattr(one, name)


def reviews_table(rows: Iterable[Review]) -> Table:
    """That a book was reviewed and on which day; not by whom, nor what was said."""
    columns = (
        Column("isbn", "ISBN", lambda one: one.book.isbn),
        Column("title", _("Title, as on the book"), lambda one: one.book.title),
        Column("handed_in_on", _("Handed in on"), lambda one: one.handed_in_on),
    )
    return Table("reviews", columns, rows)


def lists_table(rows: Iterable[RecommendedList]) -> Table:
    columns = (
        Column("year", _("Year"), lambda one: one.season.year),
        Column("version", _("Version"), lambda one: one.version),
        Column("published_on", _("Published on"), lambda one: one.published_on),
        Column("books", pgettext_lazy("of a list", "Books"), lambda one: len(one.content["books"])),
        Column("digest", "SHA-256", lambda one: one.digest),
    )
    return Table("recommended-lists", columns, rows)


def libraries_table(rows: Iterable[Any]) -> Table:
    """Libraries with the votes of their readers."""
    columns = (
        Column("library", _("Library"), lambda row: str(row)),
        Column("region", _("Region"), lambda row: str(row.region) if row.region else ""),
        Column("voters", _("Voters"), lambda row: row.voters),
    )
    return Table("libraries", columns, rows)


def list_table(content: dict[str, Any], books: Iterable[dict[str, Any]]) -> Table:
    """The books of a published list, in both languages."""
    plain = ("number", "isbn", "title", "author", "illustrator", "translator", "publisher", "published", "language", "age_from", "age_to")
    titles: tuple[Any, ...] = (
        *(_("Number"), "ISBN", _("Title, as on the book"), _("Author"), _("Illustrator"), _("Translator"), _("Publisher")),
        *(_("Year of the edition"), _("Language"), _("Age from"), _("Age to")),
    )
    columns = (
        *(Column(name, title, _at(name)) for name, title in zip(plain, titles, strict=True)),
        Column("called_ru", _("Title in Russian"), _within("called", "ru")),
        Column("called_en", _("Title in English"), _within("called", "en")),
        Column("note_ru", _("Annotation in Russian"), _within("note", "ru")),
        Column("note_en", _("Annotation in English"), _within("note", "en")),
        Column("topics", _("Topics"), lambda book: "; ".join(one["code"] for one in book["topics"])),
        Column("awards", _("Awards"), lambda book: "; ".join(f"{one['list']} {one['place']}" for one in book["awards"])),
        Column("score", pgettext_lazy("of a book", "Score"), _at("score")),
        Column("low", _("Interval from"), _at("low")),
        Column("high", _("Interval to"), _at("high")),
    )
    return Table(f"recommended-{content['year']}-{content['version']}", columns, books)


def _at(name: str) -> Any:
    return lambda book: book[name]


def _within(name: str, language: str) -> Any:
    return lambda book: book[name][language]
