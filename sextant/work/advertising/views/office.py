"""The manager's pages: the list of bookings and one of them with everything that can be decided."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.advertising import rules, states
from sextant.work.advertising.actions.bookings import confirm_booking, hold_booking, refuse_booking, write_remark
from sextant.work.advertising.actions.cancelling import cancel_booking, fee_of
from sextant.work.advertising.actions.labels import fill_labels, note_proof
from sextant.work.advertising.actions.materials import approve_material, return_material
from sextant.work.advertising.calendar_file import calendar_of
from sextant.work.advertising.forms.asking import RemarkForm
from sextant.work.advertising.forms.office import BookingFilter, CancelForm, ConfirmForm, LabelsForm, ProofForm, ReasonForm
from sextant.work.advertising.links import token_of
from sextant.work.advertising.models import Booking, Material
from sextant.work.advertising.queries.bookings import bookings_table, bookings_wanted
from sextant.work.advertising.queries.labels import labels_of
from sextant.work.advertising.queries.showing import what_is_missing

WITH_ALL = Booking.objects.with_all()
WITH_BOOKING = Material.objects.select_related("booking__place", "booking__invoice", "booking__issue", "booking__organisation")


@decided_by(rules.may_see_bookings)
@require_safe
def bookings(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = BookingFilter(request.GET or None)
    rows = bookings_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(bookings_table(rows), request.GET["format"])
    template = "advertising/_booking_rows.html" if part_wanted(request) else "advertising/bookings.html"
    return render(request, template, {"form": form, "page": paged(request, rows), "may_manage": rules.may_manage(request.user)})


@decided_by(rules.may_see_bookings)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Sold and held bookings as a calendar file."""
    content = calendar_of(Booking.objects.with_all().filter(state__in=states.TAKING), timezone.now())
    return HttpResponse(
        content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="advertising.ics"'}
    )


def _page(request: HttpRequest, booking: Booking, **bound: Any) -> HttpResponse:
    manages, today = rules.may_manage(request.user), timezone.localdate()
    may = {target: manages and may_move(states.MOVES, booking.state, target, {states.MANAGER}) for target in states.MOVES}
    fee = fee_of(booking, today)
    context = {
        "booking": booking,
        "token": token_of(booking),
        "materials": booking.materials.select_related("sent_by", "decided_by"),
        "remarks": booking.remarks.select_related("by"),
        "labels": labels_of(booking, (get_language() or "ru")[:2]),
        "missing": what_is_missing(booking) if booking.state in (states.CONFIRMED, states.RUNNING) else [],
        "manages": manages,
        "may": may,
        "fee_minor": fee,
        "confirm_form": ConfirmForm(),
        "refuse_form": ReasonForm(),
        "return_form": ReasonForm(prefix="return"),
        "cancel_form": CancelForm(booking=booking, fee_minor=fee),
        "labels_form": LabelsForm(booking=booking),
        "proof_form": ProofForm(initial={"proof": booking.proof}),
        "remark_form": RemarkForm(),
        **bound,
    }
    return render(request, "advertising/booking.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_bookings, WITH_ALL)
@require_safe
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Everything about one booking."""
    return _page(request, booking)


def _answer(
    request: HttpRequest, booking: Booking, name: str, form: forms.Form, done: str | Promise, write: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    """Runs an action with what the form gave; a refusal is shown on the page, beside its field."""
    if form.is_valid() and attempt(form, write, form.cleaned_data) is not None:
        messages.success(request, str(done))
        return redirect("advertising:booking", booking.pk)
    return _page(request, booking, **{name: form})


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def hold(request: UserRequest, booking: Booking) -> HttpResponse:
    carried_out(request, _("The period is held."), hold_booking, booking, now=timezone.now(), by=request.user, who=states.MANAGER)
    return redirect("advertising:booking", booking.pk)


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def confirm(request: UserRequest, booking: Booking) -> HttpResponse:
    """Sells the days and issues the invoice."""
    write = lambda given: confirm_booking(booking, on=timezone.localdate(), by=request.user, **given)  # noqa: E731
    return _answer(request, booking, "confirm_form", ConfirmForm(request.POST), _("The booking is confirmed and its invoice is issued."), write)


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def refuse(request: UserRequest, booking: Booking) -> HttpResponse:
    write = lambda given: refuse_booking(booking, on=timezone.localdate(), by=request.user, **given)  # noqa: E731
    return _answer(request, booking, "refuse_form", ReasonForm(request.POST), _("The request is refused."), write)


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def cancel(request: UserRequest, booking: Booking) -> HttpResponse:
    """Cancels, keeping the fee of the terms or less."""
    form = CancelForm(request.POST, booking=booking, fee_minor=fee_of(booking, timezone.localdate()))
    given: dict[str, Any] = {"on": timezone.localdate(), "by": request.user, "who": states.MANAGER}
    write = lambda asked: cancel_booking(booking, reason=asked["reason"], fee_minor=asked["fee"], **given)  # noqa: E731
    return _answer(request, booking, "cancel_form", form, _("The booking is cancelled."), write)


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def label(request: UserRequest, booking: Booking) -> HttpResponse:
    """Fills in what the labels need."""
    write = lambda given: fill_labels(booking, by=request.user, **given)  # noqa: E731
    return _answer(request, booking, "labels_form", LabelsForm(request.POST, booking=booking), _("The labels are filled in."), write)


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def proof(request: UserRequest, booking: Booking) -> HttpResponse:
    """Notes where it stood."""
    write = lambda given: note_proof(booking, by=request.user, **given)  # noqa: E731
    return _answer(request, booking, "proof_form", ProofForm(request.POST), _("The proof is noted."), write)


@decided_by(rules.may_manage, WITH_ALL)
@require_POST
def remark(request: UserRequest, booking: Booking) -> HttpResponse:
    write = lambda given: write_remark(booking, by=request.user, by_advertiser=False, **given)  # noqa: E731
    return _answer(request, booking, "remark_form", RemarkForm(request.POST), _("The message is added."), write)


@decided_by(rules.may_manage, WITH_BOOKING)
@require_POST
def approve(request: UserRequest, material: Material) -> HttpResponse:
    carried_out(request, _("The material is approved."), approve_material, material, now=timezone.now(), by=request.user)
    return redirect("advertising:booking", material.booking_id)


@decided_by(rules.may_manage, WITH_BOOKING)
@require_POST
def give_back(request: UserRequest, material: Material) -> HttpResponse:
    """Returns a version with a reason."""
    write = lambda given: return_material(material, now=timezone.now(), by=request.user, **given)  # noqa: E731
    form = ReasonForm(request.POST, prefix="return")
    return _answer(request, material.booking, "return_form", form, _("The material is returned to the advertiser."), write)
