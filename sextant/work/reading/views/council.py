"""The readers' council: named for everybody; seats and criteria for those who keep the list; reviews for its members."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt
from sextant.work.reading import rules, states
from sextant.work.reading.actions.council import end_seat, hand_in_review, refuse_interested, save_criterion, save_review, seat_member
from sextant.work.reading.forms.council import CriterionForm, EndForm, ReviewForm, SeatForm
from sextant.work.reading.models import Book, CouncilMember, Criterion, Review
from sextant.work.reading.queries.books import current_season
from sextant.work.reading.queries.reviews import books_to_review, council, criteria_asked, own_review
from sextant.work.reading.views.books import BOOKS

SEATS = CouncilMember.objects.select_related("person")
REVIEWS = Review.objects.select_related("book__season", "member__person").prefetch_related("scores__criterion")


def _council_page(request: HttpRequest, **bound: Any) -> HttpResponse:
    keeper, today = rules.is_keeper(request.user), timezone.localdate()
    shown = {
        "seats": council(today),
        "today": today,
        "keeper": keeper,
        "criteria": Criterion.objects.all() if keeper else criteria_asked(),
        "seat_form": SeatForm(initial={"since": today}) if keeper else None,
        **bound,
    }
    return render(request, "reading/council.html", shown, status=400 if bound else 200)


@decided_by(anyone)
@require_safe
def council_page(request: HttpRequest) -> HttpResponse:
    """Who sits on the council from when to when, and by which criteria it reads."""
    return _council_page(request)


@decided_by(rules.is_keeper)
@require_POST
def seat(request: UserRequest) -> HttpResponse:
    """Seats a person on the council."""
    form = SeatForm(request.POST)
    if form.is_valid() and attempt(form, seat_member, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The council has a new member."))
        return redirect("reading:council")
    return _council_page(request, seat_form=form)


@decided_by(rules.is_keeper, SEATS)
def end(request: UserRequest, seat: CouncilMember) -> HttpResponse:
    """Ends a seat with a last day."""
    form = EndForm(request.POST or None, initial={"until": timezone.localdate()})
    if form.is_valid() and attempt(form, end_seat, seat, until=form.cleaned_data["until"], by=request.user) is not None:
        messages.success(request, _("The seat ends on that day; the reviews stay."))
        return redirect("reading:council")
    asked = {
        "title": _("End the seat of %(name)s?") % {"name": seat.person.full_name},
        "sentence": _("From the day after, no more reviews can be written from this seat."),
        "verb": _("End the seat"),
        "back": "../../",
        "form": form,
    }
    return render(request, "ui/confirm.html", asked, status=400 if form.is_bound else 200)


def _edit_criterion(request: UserRequest, criterion: Criterion | None) -> HttpResponse:
    form = CriterionForm(request.POST or None, instance=criterion)
    if form.is_valid() and attempt(form, save_criterion, criterion, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The criterion is saved."))
        return redirect("reading:council")
    shown = {"form": form, "title": criterion.name if criterion else _("New criterion"), "back": "council"}
    return render(request, "reading/edit_plain.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.is_keeper)
def new_criterion(request: UserRequest) -> HttpResponse:
    """A criterion to be asked."""
    return _edit_criterion(request, None)


@decided_by(rules.is_keeper, Criterion)
def edit_criterion(request: UserRequest, criterion: Criterion) -> HttpResponse:
    """A criterion."""
    return _edit_criterion(request, criterion)


@decided_by(rules.sits_on_council)
@require_safe
def to_review(request: UserRequest) -> HttpResponse:
    """Books of the season that one has not reviewed yet, those with the fewest reviews first."""
    season, seat = current_season(), rules.seat_of(request.user)
    assert seat is not None
    page = paged(request, books_to_review(season, seat)) if season else None
    drafts = {one.book_id for one in Review.objects.filter(member__person=seat.person_id, state=states.DRAFT)}
    return render(request, "reading/to_review.html", {"season": season, "page": page, "drafts": drafts})


@decided_by(rules.may_review, BOOKS)
def review(request: UserRequest, book: Book) -> HttpResponse:
    """Writes a review: saved as a draft, or handed in at once."""
    seat, today = rules.seat_of(request.user), timezone.localdate()
    assert seat is not None
    try:
        interest = refuse_interested(seat, book, today)
    except ValidationError as refusal:
        return render(request, "reading/no_review.html", {"book": book, "sentence": " ".join(refusal.messages)}, status=403)
    kept = own_review(book, seat)
    if kept is not None and kept.state == states.HANDED_IN:
        messages.info(request, _("You have handed this review in; it stands as it is."))
        return redirect(book.get_absolute_url())
    form = ReviewForm(request.POST or None, instance=kept, criteria=criteria_asked(), declares=interest.to_declare)
    if form.is_valid():
        made = attempt(form, save_review, book, seat, points=form.points(), by=request.user, today=today, **form.words())
        if made is not None and "hand_in" in request.POST:
            made = attempt(form, hand_in_review, made, by=request.user, on=today)
        if made is not None:
            handed = made.state == states.HANDED_IN
            messages.success(request, _("The review is handed in.") if handed else _("The draft is saved; nobody else reads it."))
            return redirect(book.get_absolute_url())
    return render(request, "reading/edit_review.html", {"form": form, "book": book, "interest": interest}, status=400 if form.is_bound else 200)
