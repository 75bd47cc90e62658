"""The readers' council: seated, its criteria set, its reviews written and handed in."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Person
from sextant.work.reading import states
from sextant.work.reading.interests import Interest, interest_of
from sextant.work.reading.models import Book, CouncilMember, Criterion, Review, ReviewScore

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "criteria.toml"


@in_turn
def seat_member(person: Person, *, since: date, until: date | None = None, by: User | None, is_demo: bool = False) -> CouncilMember:
    """Seats a person on the council; stretches of one person do not overlap."""
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day is before the first.")})
    for other in CouncilMember.objects.filter(person=person):
        if (other.until is None or other.until >= since) and (until is None or other.since <= until):
            raise ValidationError({"person": _("%(name)s sits on the council in this time already.") % {"name": person.full_name}})
    seat = CouncilMember.objects.create(person=person, since=since, until=until, is_demo=is_demo)
    record(verb="reading.seat_member", obj=seat, by=by, after={"since": since, "until": until})
    return seat


def forget_person(person: Person) -> int:
    """Unties an erased person from the books that name them as an author; seats end today, and reviews stay without the name."""
    links = Book.authors.through.objects.filter(person=person).delete()[0]
    today = timezone.localdate()
    return links + CouncilMember.objects.filter(person=person, until=None, since__lte=today).update(until=today)


@transaction.atomic
def end_seat(seat: CouncilMember, *, until: date, by: User | None) -> CouncilMember:
    """Ends a seat with a last day; its reviews stay."""
    seat = CouncilMember.objects.select_for_update(of=("self",)).select_related("person").get(pk=seat.pk)
    if until < seat.since:
        raise ValidationError({"until": _("The last day is before the first.")})
    before, seat.until = {"until": seat.until}, until
    seat.save(update_fields=["until"])
    record(verb="reading.end_seat", obj=seat, by=by, before=before, after={"until": until})
    return seat


def ensure_criteria() -> int:
    """The shipped criteria where there is none yet; returns how many were made."""
    if Criterion.objects.exists():
        return 0
    shipped = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["criterion"]
    for place, values in enumerate(shipped, 1):
        save_criterion(None, by=None, position=place, **values)
    return len(shipped)


@transaction.atomic
def save_criterion(criterion: Criterion | None, *, by: User | None, **values: Any) -> Criterion:
    """Sets what reviews give points for. The weight of one that was used already stays: scores that are counted must not move."""
    kept = Criterion.objects.select_for_update().get(pk=criterion.pk) if criterion is not None else Criterion()
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    weight = kept.weight
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.name_ru and kept.name_en):
        raise ValidationError({"name_en": _("A criterion is named in both languages: the council writes in both.")})
    if kept.pk and kept.weight != weight and ReviewScore.objects.filter(criterion=kept, review__state=states.HANDED_IN).exists():
        raise ValidationError({"weight": _("Reviews have been handed in by this weight. Stop asking this criterion and make a new one.")})
    kept.full_clean()
    kept.save()
    record(verb="reading.save_criterion", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


def refuse_interested(seat: CouncilMember, book: Book, today: date) -> Interest:
    """What ties the member to the book; authors and publishers are refused with a sentence."""
    found = interest_of(seat, book, today)
    if found.forbids:
        raise ValidationError(
            _("You are an author of this book or work for its publisher, so somebody else reviews it. Nothing was saved."), code="interest"
        )
    return found


@in_turn
def save_review(
    book: Book, seat: CouncilMember, *, points: Mapping[Criterion, int | None], by: User | None, today: date, is_demo: bool = False, **values: Any
) -> Review:
    """Writes the draft of a review; one a member and a book, and none where an interest forbids it."""
    book = Book.objects.select_for_update(of=("self",)).select_related("season").get(pk=book.pk)
    if book.state != states.ACCEPTED:
        raise ValidationError(_("Only books of the season are reviewed."))
    if not book.season.takes_reviews(today):
        raise ValidationError(_("Reviews for %(year)s are closed.") % {"year": book.season.year})
    refuse_interested(seat, book, today)
    review = Review.objects.filter(book=book, member__person=seat.person_id).first() or Review(book=book, member=seat, is_demo=is_demo)
    if review.state == states.HANDED_IN:
        raise ValidationError(_("You have handed this review in; it stands as it is."))
    for name, value in values.items():
        setattr(review, name, value.strip() if isinstance(value, str) else value)
    review.full_clean(validate_constraints=False)
    review.save()
    for criterion, value in points.items():
        if value is None:
            review.scores.filter(criterion=criterion).delete()
        else:
            review.scores.update_or_create(criterion=criterion, defaults={"value": value})
    record(verb="reading.save_review", obj=review, by=by)
    return review


@in_turn
def hand_in_review(review: Review, *, by: User | None, on: date) -> Review:
    """Hands the review in, complete; from now on the council reads it, and it is not changed any more."""
    review = Review.objects.select_for_update(of=("self",)).select_related("book__season", "member__person").get(pk=review.pk)
    if not may_move(states.REVIEW_MOVES, review.state, states.HANDED_IN, {states.AUTHOR}):
        raise ValidationError(_("You have handed this review in; it stands as it is."))
    if review.book.state != states.ACCEPTED or not review.book.season.takes_reviews(on):
        raise ValidationError(_("Reviews for %(year)s are closed.") % {"year": review.book.season.year})
    found = refuse_interested(review.member, review.book, on)
    _refuse_incomplete(review, found)
    review.state, review.handed_in_on = states.HANDED_IN, on
    review.save(update_fields=["state", "handed_in_on"])
    record(verb="reading.hand_in_review", obj=review, by=by, after={"declared": bool(review.tie)})
    return review


def _refuse_incomplete(review: Review, found: Interest) -> None:
    scored = set(review.scores.values_list("criterion", flat=True))
    missing = [one.name for one in Criterion.objects.filter(is_asked=True) if one.pk not in scored]
    if not scored and not missing:
        raise ValidationError(_("No criterion is set yet; those who keep the list set what reviews give points for."))
    if missing:
        raise ValidationError(_("Points are missing: %(names)s.") % {"names": ", ".join(missing)})
    if not (review.words_ru or review.words_en):
        raise ValidationError({"words_ru": _("Say in some words why; Russian or English is enough.")})
    if review.recommends is None:
        raise ValidationError({"recommends": _("Say whether you recommend the book.")})
    if found.to_declare and not review.tie:
        words = _(
            "You and this nomination come from one organisation, or you nominated the book yourself. Say so below, in a sentence that everybody reads."
        )
        raise ValidationError({"tie": words})
