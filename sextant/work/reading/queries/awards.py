"""Award lists and their entries: for pages, for downloads, and for the registry from which other houses ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.base.ordering import in_order
from sextant.society.members import award_lists
from sextant.work.reading import states
from sextant.work.reading.models import AwardEntry, AwardList, Book, RecommendedList
from sextant.work.reading.numbers import key_of


def awards_shown(*, keeper: bool) -> QuerySet[AwardList]:
    """Lists with the number of their entries; those not for everybody only for those who keep them."""
    rows = in_order(AwardList.objects.annotate(books=Count("entries")))
    return rows if keeper else rows.filter(is_public=True)


def entries_wanted(wish: Mapping[str, Any], *, keeper: bool = False, award: AwardList | None = None) -> QuerySet[AwardEntry]:
    """Entries of one list or of all that may be read, as the filters say; a word is looked for in title, author and illustrator."""
    rows = AwardEntry.objects.select_related("list")
    rows = rows.filter(list=award) if award is not None else rows
    if not keeper:
        rows = rows.filter(list__is_public=True)
    if wish.get("list"):
        rows = rows.filter(list__code=wish["list"])
    if wish.get("place"):
        rows = rows.filter(place=wish["place"])
    if wish.get("year"):
        rows = rows.filter(Q(year=wish["year"]) | Q(year=None, published=wish["year"]))
    if wish.get("language"):
        rows = rows.filter(Q(language__contains=wish["language"]) | Q(language="", list__language=wish["language"]))
    if wish.get("q"):
        word = wish["q"]
        number = "".join(sign for sign in word if sign.isdigit())
        named = Q(title__icontains=word) | Q(author__icontains=word) | Q(illustrator__icontains=word)
        rows = rows.filter(named | Q(isbn=number) if len(number) == 13 else named)
    return rows.order_by("-year", "-published", "list__code", "title", "pk")


def keys_held(award: AwardList) -> set[str]:
    """Keys of the entries the list has."""
    return set(award.entries.values_list("key", flat=True))


def awards_of(books: Iterable[Book]) -> dict[int, list[AwardEntry]]:
    """For each book (key) the entries of lists that everybody reads: by ISBN, else by the words of the title and the author's surname."""
    by_number: dict[str, list[AwardEntry]] = defaultdict(list)
    by_name: dict[str, list[AwardEntry]] = defaultdict(list)
    for entry in AwardEntry.objects.filter(list__is_public=True).select_related("list"):
        if entry.isbn:
            by_number[entry.isbn].append(entry)
        if entry.author:
            by_name[key_of(entry.title, entry.author)].append(entry)
    found = {}
    for book in books:
        names = {key_of(title, book.author) for title in (book.title, book.called_ru, book.called_en) if title}
        entries = {entry.pk: entry for entry in by_number.get(book.isbn, ())}
        entries |= {entry.pk: entry for name in names for entry in by_name.get(name, ())}
        found[book.pk] = list(entries.values())
    return found


def languages_used() -> list[str]:
    """Languages of the lists that everybody reads."""
    return sorted(set(AwardList.objects.filter(is_public=True).values_list("language", flat=True)))


def awards_for_others() -> Iterable[award_lists.AwardList]:
    """What everybody may read, as the registry of society wants it: award lists, then the recommended lists that stand."""
    for award in AwardList.objects.filter(is_public=True).prefetch_related("entries"):
        entries = tuple(award_lists.AwardEntry(one.isbn, one.title, one.author, one.year) for one in award.entries.all())
        yield award_lists.AwardList(
            award.code, award.name_ru, award.name_en, f"{award.source_url} ({award.seen_on:%Y-%m-%d}), {award.licence}", entries
        )
    yield from _recommended()


def _recommended() -> Iterable[award_lists.AwardList]:
    for one in RecommendedList.objects.filter(state=states.PUBLISHED).select_related("season"):
        year = one.season.year
        books = tuple(award_lists.AwardEntry(book["isbn"], book["title"], book["author"], year) for book in one.content["books"])
        yield award_lists.AwardList(f"recommended-{year}", one.title_ru, one.title_en, one.get_absolute_url(), books)
