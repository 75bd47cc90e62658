"""Seasons, topics, rules; books nominated, taken into the season or not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Person
from sextant.work.reading import letters, rules, states
from sextant.work.reading.models import Book, ReadingRules, Season, Topic
from sextant.work.reading.numbers import isbn_of
from sextant.work.reading.queries.books import twins_by_likeness, twins_by_number

LONGEST_NOTE = 1500
"""Characters of an annotation: with its heading it fits a page."""


def _locked(book: Book) -> Book:
    return Book.objects.select_for_update(of=("self",)).select_related("season", "nominated_by").get(pk=book.pk)


@transaction.atomic
def save_rules(*, by: User | None, **values: Any) -> ReadingRules:
    """Changes the rules of the list; the three weights make a hundred."""
    kept = ReadingRules.objects.select_for_update().get_or_create(pk=1)[0]
    before = {name: str(getattr(kept, name)) for name in values}
    for name, value in values.items():
        setattr(kept, name, value)
    if kept.weight_reviews + kept.weight_votes + kept.weight_awards != 100:
        raise ValidationError({"weight_awards": _("The three weights must make 100 together.")})
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="reading.save_rules", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


@transaction.atomic
def save_season(season: Season | None, *, by: User | None, **values: Any) -> Season:
    """Opens a season or moves its days; its year and its way of voting stay once readers have voted."""
    kept = Season.objects.select_for_update().get(pk=season.pk) if season is not None else Season()
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    scale = kept.scale
    for name, value in values.items():
        setattr(kept, name, value)
    if not kept.nominate_until <= kept.review_until:
        raise ValidationError({"review_until": _("Reviews end on the last day of nominations or later.")})
    if kept.pk and kept.scale != scale and kept.books.filter(ballots__isnull=False).exists():
        raise ValidationError({"scale": _("Readers have voted already; the way of voting stays as it is.")})
    kept.full_clean()
    kept.save()
    record(verb="reading.save_season", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


@transaction.atomic
def save_topic(topic: Topic | None, *, by: User | None, **values: Any) -> Topic:
    """Adds a topic of books or renames it."""
    kept = Topic.objects.select_for_update().get(pk=topic.pk) if topic is not None else Topic()
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.name_ru and kept.name_en):
        raise ValidationError({"name_en": _("A topic is named in both languages: the list is bilingual.")})
    kept.full_clean()
    kept.save()
    record(verb="reading.save_topic", obj=kept, by=by, after={name: str(getattr(kept, name)) for name in values})
    return kept


@in_turn
def save_book(
    season: Season,
    book: Book | None,
    *,
    by: User | None,
    today: date,
    sure: bool = False,
    topics: Iterable[Topic] = (),
    authors: Iterable[Person] | None = None,
    **values: Any,
) -> Book:
    """Nominates a book or changes a nomination; a declined one is nominated again. `sure`: it is another book than those that look alike."""
    kept = _locked(book) if book is not None else Book(season=season, nominated_by=by, nominated_on=today)
    if book is None and not season.takes_nominations(today):
        raise ValidationError(_("Nominations for %(year)s are closed.") % {"year": season.year})
    if kept.state == states.ACCEPTED and by is not None and not rules.is_keeper(by):
        raise ValidationError(_("The book has been taken into the season meanwhile. Those who keep the list change it from now on."))
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    for name, value in values.items():
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    _refuse_wrong(kept, sure=sure)
    if kept.state == states.DECLINED:
        kept.state, kept.reason, kept.decided_on, kept.decided_by = states.PROPOSED, "", None, None
    kept.full_clean(validate_constraints=False)
    kept.save()
    kept.topics.set(topics)
    if authors is not None:
        kept.authors.set(authors)
    record(verb="reading.save_book", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


def _refuse_wrong(book: Book, *, sure: bool) -> None:
    """An ISBN that cannot be, ages the wrong way round, a book that is nominated already, one that looks like another."""
    number = isbn_of(book.isbn)
    if number is None:
        raise ValidationError({"isbn": _("The check digit of this ISBN is wrong. Look at the book again.")})
    if not number:
        raise ValidationError({"isbn": _("Give the ISBN: by it libraries find and order the book.")})
    book.isbn = number
    if book.age_to < book.age_from:
        raise ValidationError({"age_to": _("The upper age is below the lower one.")})
    same = twins_by_number(book)
    if here := [one for one in same if one.season_id == book.season_id]:
        raise ValidationError({"isbn": _("This book is nominated already: “%(title)s”. One nomination is enough.") % {"title": here[0].title}})
    if same and not sure:
        words = _("This book was nominated for %(year)s. If it should stand for election again, confirm it below.")
        raise ValidationError({"sure": words % {"year": same[0].season.year}})
    alike = [] if sure else twins_by_likeness(book)
    if alike:
        names = "; ".join(f"“{one.title}” ({one.author})" for one in alike)
        raise ValidationError(
            {"sure": _("It looks like a book that is nominated already: %(names)s. If it is another one, confirm it below.") % {"names": names}}
        )


def _decided(book: Book, target: str, words: set[str], *, by: User | None, on: date, reason: str = "") -> Book:
    book = _locked(book)
    if not may_move(states.BOOK_MOVES, book.state, target, words):
        raise ValidationError(_("This nomination has been decided meanwhile. Look at it again."))
    book.state, book.reason, book.decided_on, book.decided_by = target, reason, on, by
    book.save(update_fields=["state", "reason", "decided_on", "decided_by"])
    return book


@in_turn
def accept_book(book: Book, *, by: User | None, on: date) -> Book:
    """Takes the book into the season: the council reads it, young readers vote on it."""
    book = _decided(book, states.ACCEPTED, {states.KEEPER}, by=by, on=on)
    record(verb="reading.accept_book", obj=book, by=by)
    letters.write_about_book(book)
    return book


@in_turn
def decline_book(book: Book, *, reason: str, by: User | None, on: date) -> Book:
    """Does not take it, with a reason that its nominator reads."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; whoever nominated the book reads it.")})
    book = _decided(book, states.DECLINED, {states.KEEPER}, by=by, on=on, reason=reason.strip()[:500])
    record(verb="reading.decline_book", obj=book, by=by, after={"reason": book.reason})
    letters.write_about_book(book)
    return book


@in_turn
def withdraw_book(book: Book, *, by: User, on: date) -> Book:
    """Takes a nomination back; one that is reviewed or voted on stays in the season."""
    kept = _locked(book)
    if kept.state == states.ACCEPTED and (kept.reviews.exists() or kept.ballots.exists()):
        raise ValidationError(_("The book has reviews or votes already, and stays in the season. Leave it off the list instead."))
    book = _decided(book, states.WITHDRAWN, rules.words_for_book(by, kept), by=by, on=on)
    record(verb="reading.withdraw_book", obj=book, by=by)
    return book


@transaction.atomic
def save_note(book: Book, *, by: User | None, **values: Any) -> Book:
    """What the list says of the book, and its name in both languages."""
    kept = _locked(book)
    before = {name: str(getattr(kept, name)) for name in values}
    for name, value in values.items():
        setattr(kept, name, value.strip())
        if name.startswith("note_") and len(value) > LONGEST_NOTE:
            raise ValidationError({name: _("An annotation has at most %(most)s characters.") % {"most": LONGEST_NOTE}})
    kept.full_clean(validate_constraints=False)
    kept.save(update_fields=list(values))
    record(verb="reading.save_note", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept
