"""Books of a season, their twins, their topics; seasons."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from sextant.base.words.fields import in_language
from sextant.society.members.models import Organisation
from sextant.work.reading import states
from sextant.work.reading.models import Book, ReadingRules, Season, Topic
from sextant.work.reading.numbers import LIKE, likeness, words_in

ALIVE = (states.PROPOSED, states.ACCEPTED)
MOST_TWINS = 3


def reading_rules() -> ReadingRules:
    """The rules; what is set from the start where nobody has set them."""
    return ReadingRules.objects.select_related("children_section").filter(pk=1).first() or ReadingRules(pk=1)


def current_season() -> Season | None:
    """The latest season."""
    return Season.objects.first()


def twins_by_number(book: Book) -> list[Book]:
    """Books with this ISBN that are nominated or were taken, of this season before others."""
    rows = Book.objects.filter(isbn=book.isbn, state__in=ALIVE).exclude(pk=book.pk).select_related("season")
    return sorted(rows, key=lambda one: (one.season_id != book.season_id, -one.season.year))


def twins_by_likeness(book: Book) -> list[Book]:
    """Books of the season whose title and author look like this one's, the most alike first."""
    wanted, rows = (book.title, book.author), Book.objects.filter(season=book.season_id, state__in=ALIVE).exclude(pk=book.pk).only("title", "author")
    found = [(likeness(wanted, (one.title, one.author)), one) for one in rows]
    return [one for share, one in sorted(found, key=lambda pair: (-pair[0], pair[1].pk)) if share >= LIKE][:MOST_TWINS]


def books_wanted(season: Season | None, wish: Mapping[str, Any]) -> QuerySet[Book]:
    """Books of the season that everybody may read, as the filters say."""
    rows = Book.objects.filter(season=season, state=states.ACCEPTED)
    if wish.get("age") is not None:
        rows = rows.filter(age_from__lte=wish["age"], age_to__gte=wish["age"])
    if wish.get("topic"):
        rows = rows.filter(topics__code=wish["topic"])
    if wish.get("language"):
        rows = rows.filter(language=wish["language"])
    reviewed = Count("reviews", filter=Q(reviews__state=states.HANDED_IN), distinct=True)
    return rows.annotate(reviewed=reviewed).prefetch_related("topics").order_by("title", "pk")


def topics_used() -> list[tuple[str, str]]:
    """All topics by name."""
    found = [(code, in_language({"ru": ru, "en": en})) for code, ru, en in Topic.objects.values_list("code", "name_ru", "name_en")]
    return sorted(found, key=lambda pair: pair[1].casefold())


def nominations_waiting() -> QuerySet[Book]:
    """What nobody has decided, the oldest first."""
    return Book.objects.filter(state=states.PROPOSED).select_related("season", "nominated_by", "nominated_for").order_by("nominated_on", "pk")


def own_nominations(user: Any) -> QuerySet[Book]:
    """What the user nominated, the latest first."""
    return Book.objects.filter(nominated_by=user).select_related("season").order_by("-nominated_on", "-pk")


def publisher_named(name: str) -> Organisation | None:
    """The member organisation that bears the name of the imprint, where there is one."""
    wanted = words_in(name)
    if not wanted:
        return None
    rows = Organisation.objects.filter(kind=Organisation.Kind.PUBLISHER, merged_into=None)
    return next(
        (one for one in rows if wanted in [words_in(text) for text in (one.name_ru, one.name_en, one.short_name_ru, one.short_name_en)]), None
    )


def voters_of(book: Book) -> int:
    """Voters of all ballots of the book."""
    return book.ballots.aggregate(total=Sum("voters"))["total"] or 0


def seasons_open(today: date) -> list[Season]:
    """Seasons that still take nominations."""
    return list(Season.objects.filter(nominate_until__gte=today))
